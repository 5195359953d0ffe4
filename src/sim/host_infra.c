/* What a host has before it has any VM: services, processors, memory, itself. */
#include <string.h>

#include "base/mem.h"
#include "sim/devices.h"
#include "sim/drives.h"
#include "sim/files.h"
#include "sim/host_priv.h"
#include "sim/os.h"
#include "sim/parts.h"

#define SOCKETS 2
#define CORES 8         /* of a socket */
#define THREADS 2       /* of a core */
#define LOGICAL (SOCKETS * CORES * THREADS)
#define MEMORY_MB UINT64_C(65536)

static const struct {
	const char *cls, *name, *element;
} services[] = {
	{ "Msvm_VirtualSystemManagementService", "vmms",
	  "Hyper-V Virtual System Management Service" },
	{ "Msvm_ImageManagementService", "vhdsvc",
	  "Hyper-V Image Management Service" },
	{ "Msvm_VirtualEthernetSwitchManagementService", "vesms",
	  "Hyper-V Virtual Ethernet Switch Management Service" },
	{ "Msvm_VirtualSystemSnapshotService", "vssnapsvc",
	  "Hyper-V Virtual System Snapshot Service" },
	{ "Msvm_VirtualSystemMigrationService", "migsvc",
	  "Hyper-V Virtual System Migration Service" },
	{ "Msvm_ResourcePoolConfigurationService", "rpcs",
	  "Hyper-V Resource Pool Configuration Service" },
	{ "Msvm_MetricService", "metricsvc", "Hyper-V Metric Service" },
	{ "Msvm_SecurityService", "securitysvc", "Hyper-V Security Service" },
	{ "Msvm_CollectionManagementService", "collectionsvc",
	  "Hyper-V Collection Management Service" },
	{ "Msvm_TerminalService", "termsvc", "Hyper-V Terminal Service" },
};

void sim_make_services(struct sim_host *h)
{
	const char *host = sim_store_hostname(h->store);

	for (size_t k = 0; k < sizeof services / sizeof *services; k++) {
		struct sim_instance *i = sim_make(h, SIM_NS_VIRT, services[k].cls);

		if (!i)
			continue;
		sim_fill(i, "EnabledDefault=2\nEnabledState=2\nHealthState=5\n"
			    "OperationalStatus=2\nRequestedState=12\nStarted=true\n"
			    "StatusDescriptions=OK\n"
			    "SystemCreationClassName=Msvm_ComputerSystem\n");
		sim_set(i, "Caption", sim_string(services[k].element));
		sim_set(i, "ElementName", sim_string(services[k].element));
		sim_set(i, "Name", sim_string(services[k].name));
		sim_set(i, "SystemName", sim_string(host));
		sim_put(h, i);
	}
}

/* What the host says of itself, be it loaded or made. */
unsigned sim_logical(const struct sim_host *h)
{
	struct sim_class *c = sim_class_find(h->store, SIM_NS_CIMV2,
					     "Win32_Processor");
	uint64_t n = 0;

	for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next)
		n += sim_get_uint(i, "NumberOfLogicalProcessors");
	return n && n < 4096 ? (unsigned)n : LOGICAL;
}

uint64_t sim_memory_mb(const struct sim_host *h)
{
	struct sim_class *c = sim_class_find(h->store, SIM_NS_CIMV2,
					     "Win32_ComputerSystem");
	uint64_t n = c && c->first ?
		     sim_get_uint(c->first, "TotalPhysicalMemory") : 0;

	return n ? n >> 20 : MEMORY_MB;
}

static struct sim_instance *make_host_row(struct sim_host *h)
{
	struct sim_instance *i = sim_make(h, SIM_NS_VIRT, "Msvm_ComputerSystem");

	if (!i)
		return NULL;
	sim_fill(i, "Description=Microsoft Hosting Computer System\n"
		    "EnabledDefault=2\nEnabledState=2\nHealthState=5\n"
		    "NumberOfNumaNodes=2\nOperationalStatus=2\nRequestedState=12\n"
		    "ResetCapability=1\nStatus=OK\n");
	sim_set(i, "Caption", sim_string(h->japanese ?
		"\343\203\233\343\202\271\343\203\206\343\202\243\343\203\263"
		"\343\202\260 \343\202\263\343\203\263\343\203\224"
		"\343\203\245\343\203\274\343\202\277\343\203\274 "
		"\343\202\267\343\202\271\343\203\206\343\203\240" :
		"Hosting Computer System"));
	sim_fill(i, h->japanese ? "StatusDescriptions=\346\255\243\345\270\270"
		"\347\250\274\345\203\215\344\270\255\n" :
		"StatusDescriptions=Operating normally\n");
	sim_set(i, "Name", sim_string(sim_store_hostname(h->store)));
	sim_set(i, "ElementName", sim_string(sim_store_hostname(h->store)));
	return sim_put(h, i);
}

static void make_service_settings(struct sim_host *h)
{
	struct sim_class *c = sim_class_find(h->store, SIM_NS_VIRT,
				"Msvm_VirtualSystemManagementService");
	struct sim_instance *i = sim_make(h, SIM_NS_VIRT,
			"Msvm_VirtualSystemManagementServiceSettingData");

	if (!i)
		return;
	sim_fill(i, "Caption=Hyper-V Virtual System Management Service\n"
		"DefaultExternalDataRoot=C:\\ProgramData\\Microsoft\\Windows\\Hyper-V\n"
		"DefaultVirtualHardDiskPath=D:\\Hyper-V\\Virtual Hard Disks\n"
		"ElementName=Hyper-V Virtual System Management Service\n"
		"EnhancedSessionModeEnabled=false\n"
		"HypervisorRootSchedulerEnabled=false\n"
		"MaximumMacAddress=00155D0AFFFF\nMinimumMacAddress=00155D0A0000\n"
		"NumaSpanningEnabled=true\nPrimaryOwnerName=Administrators\n"
		"PrimaryOwnerContact=\n");
	sim_set(i, "InstanceID",
		sim_stringf("Microsoft:%s", sim_store_hostname(h->store)));
	sim_relate(h, "Msvm_ElementSettingData", "ManagedElement",
		   c ? c->first : NULL, "SettingData", sim_put(h, i));
}

static void make_host_devices(struct sim_host *h, struct sim_instance *host)
{
	for (unsigned n = 0; host && n < LOGICAL; n++) {
		struct sim_instance *i = sim_make(h, SIM_NS_VIRT, "Msvm_Processor");

		sim_fill(i, "Caption=Processor\nCurrentClockSpeed=2400\n"
			"ElementName=Logical Processor\nEnabledDefault=2\n"
			"EnabledState=2\nHealthState=5\nLoadPercentage=0\n"
			"MaxClockSpeed=2400\nName=Processor\nOperationalStatus=2\n"
			"RequestedState=12\nRole=Central Processor\n"
			"SystemCreationClassName=Msvm_ComputerSystem\n");
		sim_set(i, "DeviceID", sim_stringf("Microsoft:%u", n));
		sim_set(i, "SystemName", sim_string(sim_get_str(host, "Name")));
		sim_relate(h, "Msvm_SystemDevice", "GroupComponent", host,
			   "PartComponent", sim_put(h, i));
	}
	for (unsigned n = 0; host && n < SOCKETS; n++) {
		struct sim_instance *i = sim_make(h, SIM_NS_VIRT, "Msvm_NumaNode");

		sim_fill(i, "Caption=NUMA Node\nEnabledState=2\nHealthState=5\n"
			    "OperationalStatus=2\n"
			    "SystemCreationClassName=Msvm_ComputerSystem\n");
		sim_set(i, "SystemName", sim_string(sim_get_str(host, "Name")));
		sim_set(i, "ElementName", sim_stringf("NUMA Node %u", n));
		sim_set(i, "NodeID", sim_stringf("Microsoft:PhysicalNode\\%u", n));
		sim_set(i, "NumberOfProcessorCores", sim_uint(CORES));
		sim_set(i, "NumberOfLogicalProcessors", sim_uint(CORES * THREADS));
		sim_set(i, "CurrentlyConsumableMemoryBlocks",
			sim_uint(MEMORY_MB / SOCKETS));
		sim_put(h, i);
	}
}

static void make_processors(struct sim_host *h)
{
	for (unsigned n = 0; n < SOCKETS; n++) {
		struct sim_instance *i = sim_make(h, SIM_NS_CIMV2, "Win32_Processor");

		sim_fill(i, "AddressWidth=64\nArchitecture=9\nAvailability=3\n"
			"Caption=Intel64 Family 6 Model 106 Stepping 6\n"
			"CpuStatus=1\nCurrentClockSpeed=2400\nDataWidth=64\n"
			"Description=Intel64 Family 6 Model 106 Stepping 6\n"
			"Family=179\nL2CacheSize=10240\nL3CacheSize=12288\n"
			"L3CacheSpeed=0\nLevel=6\nLoadPercentage=3\n"
			"Manufacturer=GenuineIntel\nMaxClockSpeed=2400\n"
			"Name=Intel(R) Xeon(R) Silver 4309Y CPU @ 2.40GHz\n"
			"PowerManagementSupported=false\n"
			"ProcessorId=BFEBFBFF000606A6\nProcessorType=3\n"
			"Revision=27142\nRole=CPU\nStatus=OK\nStatusInfo=3\n"
			"SystemCreationClassName=Win32_ComputerSystem\n"
			"UpgradeMethod=71\nVersion=\n");
		sim_set(i, "DeviceID", sim_stringf("CPU%u", n));
		sim_set(i, "SocketDesignation", sim_stringf("CPU%u", n));
		sim_set(i, "SystemName", sim_string(sim_store_hostname(h->store)));
		sim_set(i, "NumberOfCores", sim_uint(CORES));
		sim_set(i, "NumberOfLogicalProcessors", sim_uint(CORES * THREADS));
		sim_put(h, i);
	}
}

static void make_computer(struct sim_host *h)
{
	const char *name = sim_store_hostname(h->store);
	struct sim_instance *i = sim_make(h, SIM_NS_CIMV2, "Win32_ComputerSystem");

	sim_fill(i, "AdminPasswordStatus=3\nAutomaticManagedPagefile=true\n"
		"AutomaticResetBootOption=true\nAutomaticResetCapability=true\n"
		"BootROMSupported=true\nBootupState=Normal boot\n"
		"ChassisBootupState=3\nCurrentTimeZone=0\n"
		"Description=AT/AT COMPATIBLE\nDomain=WORKGROUP\nDomainRole=2\n"
		"EnableDaylightSavingsTime=true\nHypervisorPresent=true\n"
		"InfraredSupported=false\nManufacturer=Example Systems\n"
		"Model=Lab 2400\nNetworkServerModeEnabled=true\n"
		"PartOfDomain=false\nPauseAfterReset=-1\nPCSystemType=4\n"
		"PowerState=0\nPrimaryOwnerName=Windows User\nResetCapability=1\n"
		"Roles=LM_Workstation\nRoles=LM_Server\nRoles=NT\nRoles=Server_NT\n"
		"Status=OK\nSystemType=x64-based PC\nThermalState=3\n"
		"WakeUpType=6\nWorkgroup=WORKGROUP\n");
	sim_set(i, "Caption", sim_string(name));
	sim_set(i, "DNSHostName", sim_string(name));
	sim_set(i, "Name", sim_string(name));
	sim_set(i, "NumberOfProcessors", sim_uint(SOCKETS));
	sim_set(i, "NumberOfLogicalProcessors", sim_uint(LOGICAL));
	sim_set(i, "TotalPhysicalMemory", sim_uint(MEMORY_MB << 20));
	sim_put(h, i);
}

static void make_product(struct sim_host *h)
{
	struct sim_instance *i = sim_make(h, SIM_NS_CIMV2,
					  "Win32_ComputerSystemProduct");

	sim_fill(i, "Caption=Computer System Product\n"
		"Description=Computer System Product\nIdentifyingNumber=SIM0001234\n"
		"Name=Lab 2400\nUUID=7A1C4D20-5B3E-4F6A-9C81-2D0E6B7F1A35\n"
		"Vendor=Example Systems\nVersion=1.0\n");
	sim_put(h, i);
	i = sim_make(h, SIM_NS_CIMV2, "Win32_BIOS");
	sim_fill(i, "Manufacturer=Example Systems\nName=1.4.2\nPrimaryBIOS=true\n"
		"ReleaseDate=2022-03-15T00:00:00Z\nSerialNumber=SIM0001234\n"
		"SMBIOSBIOSVersion=1.4.2\nSMBIOSPresent=true\n"
		"SoftwareElementID=1.4.2\nSoftwareElementState=3\nStatus=OK\n"
		"TargetOperatingSystem=0\nVersion=EXSY - 1\n");
	sim_put(h, i);
}

void sim_make_machine(struct sim_host *h)
{
	struct sim_instance *host = make_host_row(h);

	sim_make_os(h);
	make_computer(h);
	make_processors(h);
	make_product(h);
	sim_make_counters(h, LOGICAL);
	make_host_devices(h, host);
	make_service_settings(h);
	sim_make_pools(h);
	sim_make_drives(h);
	sim_make_host_disks(h);
	sim_make_files(h);
	sim_make_switches(h);
	for (size_t k = 0; host && k < sizeof services / sizeof *services; k++) {
		struct sim_class *c = sim_class_find(h->store, SIM_NS_VIRT,
						     services[k].cls);

		sim_relate(h, "Msvm_HostedService", "Antecedent", host,
			   "Dependent", c ? c->first : NULL);
	}
}
