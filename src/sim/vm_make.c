#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "sim/host_priv.h"
#include "sim/parts.h"
#include "sim/vm.h"

#define STATUS_JA "\346\255\243\345\270\270\347\250\274\345\203\215\344\270\255"
#define CAPTION_JA "\344\273\256\346\203\263\343\203\236\343\202\267\343\203\263"

#define TEN_DAYS INT64_C(864000000000)

static const char vm_lines[] =
	"Description=Microsoft Virtual Machine\n"
	"EnhancedSessionModeState=3\nFailedOverReplicationType=0\nHealthState=5\n"
	"LastApplicationConsistentReplicationTime=1601-01-01T00:00:00Z\n"
	"LastReplicationTime=1601-01-01T00:00:00Z\nLastReplicationType=0\n"
	"NumberOfNumaNodes=1\nOperationalStatus=2\nReplicationHealth=0\n"
	"ReplicationMode=0\nReplicationState=0\nResetCapability=1\nStatus=OK\n"
	"OnTimeInMilliseconds=0\nRequestedState=5\nEnabledState=3\n"
	"EnabledDefault=3\n";

static const char settings_lines[] =
	"AllowFullSCSICommandSet=false\nAllowReducedFcRedundancy=false\n"
	"AutomaticCriticalErrorAction=1\n"
	"AutomaticCriticalErrorActionTimeout=P0DT0H30M0S\n"
	"AutomaticRecoveryAction=3\nAutomaticShutdownAction=3\n"
	"AutomaticSnapshotsEnabled=false\n"
	"AutomaticStartupActionDelay=P0DT0H0M0S\nBIOSNumLock=false\n"
	"Caption=Virtual Machine Settings\n"
	"ConfigurationDataRoot=D:\\Hyper-V\nConsoleMode=0\n"
	"DebugChannelId=4294967295\nDebugPort=0\nDebugPortEnabled=0\n"
	"Description=Active settings for the virtual machine\n"
	"EnhancedSessionTransportType=0\nGuestControlledCacheTypes=false\n"
	"HighMmioGapSize=512\nIncrementalBackupEnabled=false\n"
	"IsAutomaticSnapshot=false\nIsSaved=false\nLockOnDisconnect=false\n"
	"LogDataRoot=D:\\Hyper-V\nLowMmioGapSize=128\n"
	"NetworkBootPreferredProtocol=4096\nPauseAfterBootFailure=false\n"
	"RecoveryFile=\nSnapshotDataRoot=D:\\Hyper-V\n"
	"SuspendDataRoot=D:\\Hyper-V\nSwapFileDataRoot=D:\\Hyper-V\n"
	"UserSnapshotType=3\nVirtualNumaEnabled=true\n"
	"VirtualSystemType=Microsoft:Hyper-V:System:Realized\n";

/* The highest configuration version of each Windows. */
static const char *const versions[] = {
	[SIM_OS_2008] = "2.0", [SIM_OS_2008R2] = "3.0",
	[SIM_OS_2012] = "4.0", [SIM_OS_2012R2] = "5.0", [SIM_OS_2016] = "8.0",
	[SIM_OS_2019] = "9.0", [SIM_OS_2022] = "10.0", [SIM_OS_2025] = "12.0",
};

static void set_generation(struct sim_instance *i, const struct sim_vm_spec *v)
{
	sim_set(i, "VirtualSystemSubType",
		sim_stringf("Microsoft:Hyper-V:SubType:%u", v->generation));
	sim_set(i, "SecureBootEnabled", sim_bool(v->generation == 2));
	if (v->generation == 2)
		sim_fill(i, "SecureBootTemplateId="
			    "1734C6E8-3154-4DDA-BA5F-A874CC483422\n");
	else
		sim_fill(i, "BootOrder=1\nBootOrder=2\nBootOrder=3\nBootOrder=0\n");
}

static struct sim_instance *make_settings(struct sim_host *h,
					  const struct sim_vm_spec *v)
{
	struct sim_instance *i = sim_make(h, SIM_NS_VIRT,
					  "Msvm_VirtualSystemSettingData");
	struct sim_value notes = sim_array();

	sim_fill(i, settings_lines);
	sim_set(i, "InstanceID", sim_stringf("Microsoft:%s", v->guid));
	sim_set(i, "VirtualSystemIdentifier", sim_string(v->guid));
	sim_set(i, "ConfigurationID", sim_string(v->guid));
	sim_set(i, "ConfigurationFile",
		sim_stringf("Virtual Machines\\%s.%s", v->guid,
			    h->os >= SIM_OS_2016 ? "vmcx" : "xml"));
	sim_set(i, "ElementName", sim_string(v->name));
	sim_set(i, "AutomaticStartupAction", sim_uint(v->startup));
	sim_set(i, "BIOSGUID", sim_stringf("{%s}", v->guid));
	sim_set(i, "BIOSSerialNumber", sim_stringf("%.8s-0001-56", v->guid));
	sim_set(i, "BaseBoardSerialNumber", sim_stringf("%.8s-0002-57", v->guid));
	sim_set(i, "ChassisSerialNumber", sim_stringf("%.8s-0003-58", v->guid));
	sim_set(i, "ChassisAssetTag", sim_stringf("%.8s-0004-59", v->guid));
	sim_set(i, "CreationTime", sim_time(h->clock_us -
					    (v->fresh ? 0 : TEN_DAYS)));
	sim_set(i, "Version", sim_string(versions[h->os]));
	if (v->notes)
		sim_array_add(&notes, sim_string(v->notes));
	sim_set(i, "Notes", notes);
	set_generation(i, v);
	return sim_put(h, i);
}

struct sim_instance *sim_vm_make(struct sim_host *h,
				 const struct sim_vm_spec *v)
{
	struct sim_instance *i = sim_make(h, SIM_NS_VIRT, "Msvm_ComputerSystem");
	struct sim_instance *vssd;

	if (!i)
		return NULL;
	sim_fill(i, vm_lines);
	sim_fill(i, h->japanese ?
		    "Caption=" CAPTION_JA "\nStatusDescriptions=" STATUS_JA "\n" :
		    "Caption=Virtual Machine\n"
		    "StatusDescriptions=Operating normally\n");
	sim_set(i, "Name", sim_string(v->guid));
	sim_set(i, "ElementName", sim_string(v->name));
	sim_set(i, "InstallDate", sim_time(h->clock_us -
					   (v->fresh ? 0 : TEN_DAYS)));
	sim_set(i, "TimeOfLastConfigurationChange", sim_time(h->clock_us));
	i = sim_put(h, i);
	if (!i)
		return NULL;
	vssd = make_settings(h, v);
	sim_relate(h, "Msvm_SettingsDefineState", "ManagedElement", i,
		   "SettingData", vssd);
	sim_vm_make_settings(h, vssd, v);
	if (vssd && !v->small)
		sim_parts_make(h, vssd);
	if (v->disks)
		sim_vm_equip(h, i, v->disks - 1);
	if (v->state != SIM_VM_OFF)
		sim_vm_enter(h, i, v->state);
	return i;
}

void sim_make_default_vms(struct sim_host *h)
{
	static const struct sim_vm_spec vms[] = {
		{ .name = "web01", .generation = 2, .state = SIM_VM_RUNNING,
		  .cpus = 2, .memory_mb = 2048, .startup = 4,
		  .notes = "Front end\nowner: <web@example.org> & co" },
		{ .name = "db01", .generation = 1, .state = SIM_VM_OFF,
		  .cpus = 4, .memory_mb = 8192, .startup = 3 },
		{ .name = "Bob's VM", .generation = 2, .state = SIM_VM_PAUSED,
		  .cpus = 1, .memory_mb = 1024, .startup = 2 },
		{ .name = "\320\237\321\200\320\276\320\264-01", .generation = 2,
		  .state = SIM_VM_SAVED, .cpus = 2, .memory_mb = 4096,
		  .startup = 3 },
		{ .name = "<&> \"quoted\" \\ 100%_[x]", .generation = 1,
		  .state = SIM_VM_RUNNING, .cpus = 1, .memory_mb = 512,
		  .dynamic_memory = true, .startup = 3 },
		{ .name = "twin", .generation = 1, .state = SIM_VM_OFF,
		  .cpus = 1, .memory_mb = 512, .startup = 2 },
		{ .name = "twin", .generation = 2, .state = SIM_VM_RUNNING,
		  .cpus = 1, .memory_mb = 1024, .startup = 3 },
		{ .name = "tab\there", .generation = 1, .state = SIM_VM_SAVING,
		  .cpus = 1, .memory_mb = 1024, .startup = 3 },
		/* "Japanese server", stuck in starting */
		{ .name = "\346\227\245\346\234\254\350\252\236\343\202\265"
			  "\343\203\274\343\203\220\343\203\274",
		  .generation = 2, .state = SIM_VM_STARTING, .cpus = 2,
		  .memory_mb = 2048, .dynamic_memory = true, .startup = 4 },
	};

	for (size_t k = 0; k < sizeof vms / sizeof *vms; k++) {
		struct sim_vm_spec v = vms[k];
		AUTO_FREE char *guid = sim_guid(++h->guids);
		struct sim_instance *i;

		v.guid = guid;
		v.disks = (unsigned)k + 1;
		if (h->os < SIM_OS_2012R2)
			v.generation = 1;       /* the only one they know */
		i = sim_vm_make(h, &v);
		/* On for some hours, each for another time. */
		if (i && v.state != SIM_VM_OFF && v.state != SIM_VM_SAVED)
			sim_set(i, "OnTimeInMilliseconds",
				sim_uint(3600000 + 977000 * k));
	}
}

void sim_make_many_vms(struct sim_host *h, unsigned n)
{
	for (unsigned k = 1; k <= n; k++) {
		AUTO_FREE char *guid = sim_guid(++h->guids);
		AUTO_FREE char *name = xasprintf("vm-%05u", k);
		struct sim_vm_spec v = {
			.name = name, .guid = guid, .small = true,
			.generation = 1 + k % 2, .cpus = 1 + k % 4,
			.memory_mb = 512 << k % 4, .startup = 3,
			.state = k % 3 ? SIM_VM_OFF : SIM_VM_RUNNING,
		};

		if (!sim_vm_make(h, &v))
			return;
	}
}
