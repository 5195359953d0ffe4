/* The host's disks: two that Windows uses, with C: and D:, and two that are
 * offline, which Hyper-V offers to pass through. */
#include "sim/drives.h"
#include "sim/host_priv.h"

#define GIB (UINT64_C(1) << 30)

/* Of all the host's disks; the rest of DeviceID is the number. */
#define OWNER "Microsoft:353B3BE8-310C-4CF4-839E-4E1B14616136\\"

static void make_windows(struct sim_host *h, unsigned number, uint64_t size)
{
	struct sim_instance *i = sim_make(h, SIM_NS_CIMV2, "Win32_DiskDrive");

	if (!i)
		return;
	sim_fill(i, "BytesPerSector=512\nConfigManagerErrorCode=0\n"
		"ConfigManagerUserConfig=false\nDescription=Disk drive\n"
		"InterfaceType=SCSI\nManufacturer=(Standard disk drives)\n"
		"MediaLoaded=true\nMediaType=Fixed hard disk media\n"
		"Model=HVSIM Virtual SSD\nSCSIBus=0\nSCSILogicalUnit=0\n"
		"SCSIPort=0\nStatus=OK\n"
		"SystemCreationClassName=Win32_ComputerSystem\n");
	sim_set(i, "DeviceID", sim_stringf("\\\\.\\PHYSICALDRIVE%u", number));
	sim_set(i, "Name", sim_stringf("\\\\.\\PHYSICALDRIVE%u", number));
	sim_set(i, "Caption", sim_string("HVSIM Virtual SSD"));
	sim_set(i, "Index", sim_uint(number));
	sim_set(i, "SCSITargetId", sim_uint(number));
	sim_set(i, "SerialNumber", sim_stringf("SIM%05u", number));
	sim_set(i, "Size", sim_uint(size));
	sim_set(i, "SystemName", sim_string(sim_store_hostname(h->store)));
	sim_put(h, i);
}

static void make_offered(struct sim_host *h, unsigned number, uint64_t size)
{
	struct sim_instance *i = sim_make(h, SIM_NS_VIRT, "Msvm_DiskDrive");

	if (!i)
		return;
	sim_fill(i, "DefaultBlockSize=512\nEnabledDefault=2\nEnabledState=2\n"
		"HealthState=5\nMediaIsLocked=true\nNumberOfMediaSupported=1\n"
		"OperationalStatus=2\nRequestedState=12\nStatusDescriptions=OK\n"
		"SystemCreationClassName=Msvm_ComputerSystem\n");
	sim_set(i, "DeviceID", sim_stringf(OWNER "%u", number));
	sim_set(i, "DriveNumber", sim_uint(number));
	sim_set(i, "ElementName", sim_stringf("Disk %u %llu.00 GB Bus 0 Lun 0 "
		"Target %u", number, (unsigned long long)(size / GIB), number));
	sim_set(i, "SystemName", sim_string(sim_store_hostname(h->store)));
	sim_put(h, i);
}

void sim_make_host_disks(struct sim_host *h)
{
	static const struct { uint64_t gib; bool offline; } disks[] = {
		{ 240, false }, { 2000, false }, { 100, true }, { 4000, true },
	};

	for (unsigned n = 0; n < sizeof disks / sizeof *disks; n++) {
		make_windows(h, n, disks[n].gib * GIB);
		if (disks[n].offline)
			make_offered(h, n, disks[n].gib * GIB);
	}
}
