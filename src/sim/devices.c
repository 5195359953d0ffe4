#include "sim/devices.h"

#include <string.h>

#include "base/mem.h"
#include "sim/files.h"
#include "sim/host_priv.h"
#include "sim/integration.h"
#include "sim/parts.h"
#include "sim/vm.h"
#include "sim/wql.h"

#define OK_LINES "AdditionalAvailability=6\nEnabledDefault=2\nEnabledState=2\n" \
	"HealthState=5\nOperationalStatus=2\nRequestedState=12\n" \
	"StatusDescriptions=OK\nSystemCreationClassName=Msvm_ComputerSystem\n"

static struct sim_instance *put_device(struct sim_host *h,
				       struct sim_instance *vm, const char *cls,
				       const char *id, const char *name,
				       const char *lines)
{
	struct sim_instance *i = sim_make(h, SIM_NS_VIRT, cls);

	if (!i)
		return NULL;
	sim_fill(i, OK_LINES);
	sim_fill(i, lines);
	sim_set(i, "SystemName", sim_string(sim_get_str(vm, "Name")));
	sim_set(i, "DeviceID", sim_string(id));
	sim_set(i, "ElementName", sim_string(name));
	sim_set(i, "Caption", sim_string(name));
	sim_set(i, "Name", sim_string(name));
	i = sim_put(h, i);
	sim_relate(h, "Msvm_SystemDevice", "GroupComponent", vm,
		   "PartComponent", i);
	return i;
}

static struct sim_instance *find_device(struct sim_host *h, const char *cls,
					const char *system, const char *id)
{
	AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_VIRT, cls,
		"CreationClassName", cls, "DeviceID", id,
		"SystemCreationClassName", "Msvm_ComputerSystem",
		"SystemName", system, NULL);

	return sim_resolve(h->store, SIM_NS_VIRT, r);
}

/* --- devices of parts --- */

static const char *lines_of(enum sim_role role)
{
	switch (role) {
	case SIM_ROLE_IDE:
		return "MaxNumberControlled=2\nProtocolDescription=IDE\n"
		       "ProtocolSupported=37\n";
	case SIM_ROLE_SCSI:
		return "MaxUnitsControlled=256\nNameFormat=0\n";
	case SIM_ROLE_DISK:
	case SIM_ROLE_PHYSICAL:
		return "DefaultBlockSize=512\nMediaIsLocked=true\n"
		       "MinBlockSize=512\nNumberOfMediaSupported=1\n";
	case SIM_ROLE_DVD:
		return "Capabilities=3\nCapabilities=7\nDefaultBlockSize=2048\n"
		       "MediaIsLocked=false\nNumberOfMediaSupported=1\n";
	case SIM_ROLE_IMAGE:
	case SIM_ROLE_ISO:
	case SIM_ROLE_VFD:
		return "BlockSize=512\nDataOrganization=2\nExtentStatus=2\n";
	case SIM_ROLE_NIC:
	case SIM_ROLE_LEGACY_NIC:
		return "MaxSpeed=10000000000\nSpeed=10000000000\n";
	case SIM_ROLE_SERIAL:
		return "Availability=6\nDescription=Microsoft Virtual Serial "
		       "Port\nMaxSpeed=115200\nPortType=1\nSpeed=115200\n";
	default:
		return "MaxNumberControlled=1\nProtocolDescription=Video\n"
		       "ProtocolSupported=1\n";
	}
}

static void set_network(struct sim_instance *dev, const struct sim_instance *part)
{
	struct sim_value list = sim_array();

	sim_array_add(&list, sim_string(sim_get_str(part, "Address")));
	sim_set(dev, "NetworkAddresses", list);
	sim_set(dev, "PermanentAddress",
		sim_string(sim_get_str(part, "Address")));
}

static void set_disk(struct sim_host *h, struct sim_instance *vm,
		     struct sim_instance *dev, struct sim_instance *part)
{
	const char *file = sim_first_str(part, "HostResource");
	struct sim_instance *f = *file ? sim_file_find(h, file) : NULL;
	struct sim_instance *drive = sim_part_parent(h, part);
	const struct sim_part_kind *k = drive ? sim_part_kind_of(drive) : NULL;

	if (f)
		sim_set(dev, "NumberOfBlocks",
			sim_uint(sim_get_uint(f, "FileSize") / 512));
	if (k && k->device)
		sim_relate(h, "Msvm_MediaPresent", "Antecedent",
			   find_device(h, k->device, sim_get_str(vm, "Name"),
				       sim_get_str(drive, "InstanceID")),
			   "Dependent", dev);
}

void sim_device_add(struct sim_host *h, struct sim_instance *vm,
		    struct sim_instance *part)
{
	const struct sim_part_kind *k = sim_part_kind_of(part);
	struct sim_instance *dev;

	if (!k)
		return;
	if (k->role == SIM_ROLE_CONNECTION)
		sim_port_add(h, vm, part);
	if (!k->device)
		return;
	dev = put_device(h, vm, k->device, sim_get_str(part, "InstanceID"),
			 sim_get_str(part, "ElementName"), lines_of(k->role));
	if (!dev)
		return;         /* a loaded host has it already */
	sim_relate(h, "Msvm_SettingsDefineState", "ManagedElement", dev,
		   "SettingData", part);
	if (sim_role_is_nic(k->role))
		set_network(dev, part);
	else if (sim_role_is_image(k->role))
		set_disk(h, vm, dev, part);
}

void sim_device_drop(struct sim_host *h, struct sim_instance *vm,
		     struct sim_instance *part)
{
	const struct sim_part_kind *k = sim_part_kind_of(part);
	struct sim_instance *dev;

	if (k && k->role == SIM_ROLE_CONNECTION)
		sim_port_drop(h, part);
	if (!k || !k->device)
		return;
	dev = find_device(h, k->device, sim_get_str(vm, "Name"),
			  sim_get_str(part, "InstanceID"));
	if (dev)
		sim_remove_related(h, dev);
}

void sim_device_update(struct sim_host *h, struct sim_instance *vm,
		       struct sim_instance *part)
{
	const struct sim_part_kind *k = sim_part_kind_of(part);
	uint64_t mb = sim_get_uint(part, "VirtualQuantity");
	struct sim_instance *dev;

	if (k && k->role == SIM_ROLE_MEMORY) {
		dev = find_device(h, "Msvm_Memory", sim_get_str(vm, "Name"),
				  sim_get_str(part, "InstanceID"));
		if (!dev)
			return;
		sim_set(dev, "NumberOfBlocks", sim_uint(mb));
		sim_set(dev, "ConsumableBlocks", sim_uint(mb));
	} else if (k && k->role != SIM_ROLE_PROCESSOR) {
		sim_device_drop(h, vm, part);
		sim_device_add(h, vm, part);
	} else if (!k) {
		sim_integration_mark(h, vm);
	}
}

/* --- devices that no setting data tells of --- */

static void add_fixed(struct sim_host *h, struct sim_instance *vm,
		      const char *cls, const char *part, const char *name,
		      const char *lines)
{
	AUTO_FREE char *id = xasprintf("Microsoft:%s\\%s",
				       sim_get_str(vm, "Name"), part);

	put_device(h, vm, cls, id, name, lines);
}

void sim_devices_add(struct sim_host *h, struct sim_instance *vm)
{
	struct sim_instance *vssd = sim_vm_settings(h, vm);
	struct sim_parts all = VEC_INIT;

	if (!vssd)
		return;
	add_fixed(h, vm, "Msvm_Keyboard",
		  "8FBF8B2C-2C2D-4F6A-B57A-F6B3E8E7C0A1", "Keyboard",
		  "Availability=6\nDescription=Microsoft Virtual Keyboard\n"
		  "IsLocked=false\nLayout=en-US\nNumberOfFunctionKeys=12\n"
		  "Password=5\nUnicodeSupported=true\n");
	add_fixed(h, vm, "Msvm_SyntheticMouse",
		  "58F75A6D-D949-4320-99E1-A2A2576D581C", "Mouse",
		  "AbsoluteCoordinates=true\nHandedness=2\nIsLocked=false\n"
		  "NumberOfButtons=5\nPointingType=3\n");
	add_fixed(h, vm, "Msvm_VideoHead",
		  "F3CFF845-655F-4FD2-8E1E-5E27F9B2A6D5\\Head0", "Video Head",
		  "Availability=6\nCurrentBitsPerPixel=32\n"
		  "CurrentHorizontalResolution=1024\n"
		  "CurrentNumberOfColors=4294967296\nCurrentRefreshRate=60\n"
		  "CurrentScanMode=3\nCurrentVerticalResolution=768\n"
		  "MaxRefreshRate=60\nMinRefreshRate=60\n");
	sim_parts_of(h, vssd, &all);
	for (size_t i = 0; i < all.n; i++)
		sim_device_add(h, vm, all.v[i]);
	vec_free(&all);
}

void sim_devices_drop(struct sim_host *h, struct sim_instance *vm)
{
	struct sim_instance *vssd = sim_vm_settings(h, vm);
	struct sim_result r = SIM_RESULT_INIT;
	struct sim_parts all = VEC_INIT;

	if (vssd)
		sim_parts_of(h, vssd, &all);
	for (size_t i = 0; i < all.n; i++)
		sim_device_drop(h, vm, all.v[i]);
	vec_free(&all);
	if (sim_associators(h->store, vm, "Msvm_SystemDevice", NULL,
			    "GroupComponent", NULL, &r) != SIM_Q_OK)
		return;
	for (size_t i = 0; i < r.n; i++)
		sim_remove_related(h, r.v[i]);
	sim_result_clear(&r);
}
