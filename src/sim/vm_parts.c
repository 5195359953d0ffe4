/* The parts of a VM: what its settings say it has, and the devices that
 * exist while it is on. */
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/devices.h"
#include "sim/host_priv.h"
#include "sim/integration.h"
#include "sim/vm.h"

#define MAX_PROCESSORS 2048

struct sim_instance *sim_vm_setting(struct sim_host *h, const char *cls,
				    const char *guid, const char *part)
{
	struct sim_instance *i = sim_make(h, SIM_NS_VIRT, cls);

	if (!i)
		return NULL;
	sim_fill(i, "AutomaticAllocation=true\nAutomaticDeallocation=true\n"
		    "ConsumerVisibility=3\nPoolID=\n");
	sim_set(i, "InstanceID", sim_stringf("Microsoft:%s\\%s", guid, part));
	return i;
}

void sim_vm_attach(struct sim_host *h, struct sim_instance *vssd,
		   struct sim_instance *part)
{
	sim_relate(h, "Msvm_VirtualSystemSettingDataComponent",
		   "GroupComponent", vssd, "PartComponent", sim_put(h, part));
}

static void add_processor(struct sim_host *h, struct sim_instance *vssd,
			  const struct sim_vm_spec *v)
{
	struct sim_instance *i = sim_vm_setting(h, "Msvm_ProcessorSettingData",
					 v->guid, SIM_PART_PROCESSOR);

	sim_fill(i, "AllocationUnits=percent / 1000\nCaption=Processor\n"
		"ElementName=Processor\nEnableHostResourceProtection=false\n"
		"ExposeVirtualizationExtensions=false\nHwThreadsPerCore=0\n"
		"Limit=100000\nLimitCPUID=false\nLimitProcessorFeatures=false\n"
		"MaxNumaNodesPerSocket=1\nMaxProcessorsPerNumaNode=16\n"
		"Reservation=0\nResourceSubType=Microsoft:Hyper-V:Processor\n"
		"ResourceType=3\nVirtualQuantityUnits=count\nWeight=100\n");
	sim_set(i, "VirtualQuantity", sim_uint(v->cpus));
	sim_vm_attach(h, vssd, i);
}

static void add_memory(struct sim_host *h, struct sim_instance *vssd,
		       const struct sim_vm_spec *v)
{
	struct sim_instance *i = sim_vm_setting(h, "Msvm_MemorySettingData", v->guid,
					 SIM_PART_MEMORY);

	sim_fill(i, "AllocationUnits=byte * 2^20\nCaption=Memory\n"
		"ElementName=Memory\nIsVirtualized=true\n"
		"MaxMemoryBlocksPerNumaNode=32768\n"
		"ResourceSubType=Microsoft:Hyper-V:Memory\nResourceType=4\n"
		"SgxEnabled=false\nSgxSize=0\nSwapFilesInUse=false\n"
		"TargetMemoryBuffer=20\nVirtualQuantityUnits=byte * 2^20\n"
		"Weight=5000\n");
	sim_set(i, "DynamicMemoryEnabled", sim_bool(v->dynamic_memory));
	sim_set(i, "VirtualQuantity", sim_uint(v->memory_mb));
	/* Without dynamic memory Limit keeps Hyper-V's default of 1 TiB. */
	sim_set(i, "Limit", sim_uint(v->dynamic_memory ? v->memory_mb * 4 :
						      1048576));
	sim_set(i, "Reservation", sim_uint(v->dynamic_memory ?
					   v->memory_mb / 2 : v->memory_mb));
	sim_vm_attach(h, vssd, i);
}

void sim_vm_make_settings(struct sim_host *h, struct sim_instance *vssd,
			  const struct sim_vm_spec *v)
{
	add_processor(h, vssd, v);
	add_memory(h, vssd, v);
	sim_integration_make(h, vssd, v);
}

/* --- devices --- */

struct sim_instance *sim_vm_part(struct sim_host *h, const char *cls,
				 const char *guid, const char *part)
{
	AUTO_FREE char *id = xasprintf("Microsoft:%s\\%s", guid, part);
	AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_VIRT, cls,
						  "InstanceID", id, NULL);

	return sim_resolve(h->store, SIM_NS_VIRT, r);
}

struct sim_ref *sim_vm_device_ref(const char *cls, const char *guid,
				  const char *part)
{
	AUTO_FREE char *id = xasprintf("Microsoft:%s\\%s", guid, part);

	return sim_ref_new(SIM_NS_VIRT, cls, "CreationClassName", cls,
			   "DeviceID", id, "SystemCreationClassName",
			   "Msvm_ComputerSystem", "SystemName", guid, NULL);
}

void sim_vm_device_add(struct sim_host *h, struct sim_instance *vm,
		       struct sim_instance *settings, const char *cls,
		       const char *part, const char *name)
{
	const char *guid = sim_get_str(vm, "Name");
	struct sim_instance *i = sim_make(h, SIM_NS_VIRT, cls);

	if (!i)
		return;
	sim_fill(i, "EnabledDefault=2\nEnabledState=2\nHealthState=5\n"
		    "OperationalStatus=2\nRequestedState=12\n"
		    "StatusDescriptions=OK\n"
		    "SystemCreationClassName=Msvm_ComputerSystem\n");
	sim_set(i, "Caption", sim_string(name));
	sim_set(i, "ElementName", sim_string(name));
	sim_set(i, "Name", sim_string(name));
	sim_set(i, "SystemName", sim_string(guid));
	sim_set(i, "DeviceID", sim_stringf("Microsoft:%s\\%s", guid, part));
	i = sim_put(h, i);
	if (!i)
		return;         /* a loaded host has it already */
	sim_relate(h, "Msvm_SystemDevice", "GroupComponent", vm,
		   "PartComponent", i);
	sim_relate(h, "Msvm_SettingsDefineState", "ManagedElement", i,
		   "SettingData", settings);
}

static void add_memory_device(struct sim_host *h, struct sim_instance *vm)
{
	const char *guid = sim_get_str(vm, "Name");
	struct sim_instance *s = sim_vm_part(h, "Msvm_MemorySettingData", guid,
					      SIM_PART_MEMORY), *i;
	AUTO_FREE struct sim_ref *r = sim_vm_device_ref("Msvm_Memory", guid, SIM_PART_MEMORY);

	if (!s)
		return;
	sim_vm_device_add(h, vm, s, "Msvm_Memory", SIM_PART_MEMORY, "Memory");
	i = sim_resolve(h->store, SIM_NS_VIRT, r);
	if (!i)
		return;
	sim_set(i, "BlockSize", sim_uint(1048576));
	sim_set(i, "NumberOfBlocks", sim_uint(sim_get_uint(s, "VirtualQuantity")));
	sim_set(i, "ConsumableBlocks", sim_uint(sim_get_uint(s, "VirtualQuantity")));
}

/* The n-th processor's: the number is the last of the path. */
static char *processor_part(unsigned n)
{
	return xasprintf("%.*s\\%u", (int)strcspn(SIM_PART_PROCESSOR, "\\"),
			 SIM_PART_PROCESSOR, n);
}

static void add_processor_devices(struct sim_host *h, struct sim_instance *vm)
{
	struct sim_instance *s = sim_vm_part(h, "Msvm_ProcessorSettingData",
					      sim_get_str(vm, "Name"), SIM_PART_PROCESSOR);
	uint64_t n = s ? sim_get_uint(s, "VirtualQuantity") : 0;

	for (uint64_t k = 0; k < n && k < MAX_PROCESSORS; k++) {
		AUTO_FREE char *part = processor_part((unsigned)k);

		sim_vm_device_add(h, vm, s, "Msvm_Processor", part, "Processor");
	}
	if (n <= MAX_PROCESSORS)
		sim_vp_counters_add(h, vm, (unsigned)n);
}

void sim_vm_add_devices(struct sim_host *h, struct sim_instance *vm)
{
	add_processor_devices(h, vm);
	add_memory_device(h, vm);
	sim_devices_add(h, vm);
	sim_integration_add(h, vm);
}

void sim_vm_drop_devices(struct sim_host *h, struct sim_instance *vm)
{
	sim_integration_drop(h, vm);
	sim_devices_drop(h, vm);
	sim_vp_counters_drop(h, vm);
}

