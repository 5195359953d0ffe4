#include "sim/parts.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/boot.h"
#include "sim/host_priv.h"
#include "sim/path.h"
#include "sim/vm.h"
#include "sim/wql.h"

#define HV "Microsoft:Hyper-V:"
#define RASD "Msvm_ResourceAllocationSettingData"
#define SASD "Msvm_StorageAllocationSettingData"
#define COUNT "VirtualQuantityUnits=count\n"
#define ONE COUNT "AllocationUnits=count\nLimit=1\nReservation=1\n" \
	"VirtualQuantity=1\nWeight=0\n"
#define STORAGE "IOPSAllocationUnits=count / second\nIOPSLimit=0\n" \
	"IOPSReservation=0\nCachingMode=0\nLimit=1\nReservation=1\n" \
	"PersistentReservationsSupported=false\nSnapshotId=\n" \
	"VirtualQuantity=1\nWeight=100\nWriteHardeningMethod=0\n" COUNT
#define NIC ONE "ClusterMonitored=true\nStaticMacAddress=false\n"

static const struct sim_part_kind kinds[] = {
	{ SIM_ROLE_PROCESSOR, 3, HV "Processor", "Msvm_ProcessorSettingData",
	  NULL, "21BADE02-6A6A-4768-B2ED-66FFDCC99396", "Processor", "" },
	{ SIM_ROLE_MEMORY, 4, HV "Memory", "Msvm_MemorySettingData", NULL,
	  "6102DD70-63E8-440E-9DD8-904F07489671", "Memory", "" },
	{ SIM_ROLE_IDE, 5, HV "Emulated IDE Controller", RASD,
	  "Msvm_IDEController", "781B9A43-D04C-450B-8620-F0877E5FE381",
	  "IDE Controller", COUNT },
	{ SIM_ROLE_SCSI, 6, HV "Synthetic SCSI Controller", RASD,
	  "Msvm_SCSIProtocolController", "83FAAC57-2F56-4652-866D-E486522C4F8D",
	  "SCSI Controller", COUNT },
	{ SIM_ROLE_FLOPPY, 1, HV "Virtual Diskette Controller", RASD,
	  "Msvm_DisketteController", NULL, "Diskette Controller", COUNT },
	{ SIM_ROLE_DISK, 17, HV "Synthetic Disk Drive", RASD, "Msvm_DiskDrive",
	  "C35D7D3B-92E4-416E-A7E4-7FFC284A2D4F", "Hard Drive", COUNT },
	{ SIM_ROLE_PHYSICAL, 17, HV "Physical Disk Drive", RASD,
	  "Msvm_DiskDrive", "06E7DF8E-1EB1-466E-B9F7-4D60AC03031E",
	  "Physical Drive", COUNT },
	{ SIM_ROLE_DVD, 16, HV "Synthetic DVD Drive", RASD, "Msvm_DVDDrive",
	  "2E09E4B8-245E-4EBC-817A-F708207473B7", "DVD Drive", COUNT },
	{ SIM_ROLE_DISKETTE, 14, HV "Synthetic Diskette Drive", RASD,
	  "Msvm_DisketteDrive", NULL, "Diskette Drive", COUNT },
	{ SIM_ROLE_IMAGE, 31, HV "Virtual Hard Disk", SASD, "Msvm_LogicalDisk",
	  "B7C03984-2BE3-4ECC-9F07-A223563EBC38", "Hard Disk Image",
	  "Access=3\n" STORAGE },
	{ SIM_ROLE_ISO, 31, HV "Virtual CD/DVD Disk", SASD, "Msvm_LogicalDisk",
	  "91D5D9EF-B044-4527-9D17-75A93CDBA284", "ISO Disk Image",
	  "Access=1\n" STORAGE },
	{ SIM_ROLE_VFD, 31, HV "Virtual Floppy Disk", SASD, "Msvm_LogicalDisk",
	  NULL, "Floppy Disk Image", "Access=3\n" STORAGE },
	{ SIM_ROLE_NIC, 10, HV "Synthetic Ethernet Port",
	  "Msvm_SyntheticEthernetPortSettingData", "Msvm_SyntheticEthernetPort",
	  "E88F40A2-3BD4-4E94-A114-F27EAB195B47", "Network Adapter",
	  "AllowPacketDirect=false\nDeviceNamingEnabled=false\n" NIC },
	{ SIM_ROLE_LEGACY_NIC, 10, HV "Emulated Ethernet Port",
	  "Msvm_EmulatedEthernetPortSettingData", "Msvm_EmulatedEthernetPort",
	  "46371F37-E9A4-42CE-8FA0-30A07210D3DB", "Legacy Network Adapter", NIC },
	{ SIM_ROLE_CONNECTION, 33, HV "Ethernet Connection",
	  "Msvm_EthernetPortAllocationSettingData", NULL,
	  "E429392B-51A7-436E-8109-0AEE5622276A",
	  "Dynamic Ethernet Switch Port",
	  "Address=\nEnabledState=2\nTestReplicaPoolID=\n"
	  "TestReplicaSwitchName=\nWeight=0\n" COUNT },
	{ SIM_ROLE_SERIAL, 21, HV "Serial Port", "Msvm_SerialPortSettingData",
	  "Msvm_SerialPort", "AC0E36D5-5613-4DFB-8449-2CD42B1141D6", "COM",
	  "Connection=\n" COUNT },
	{ SIM_ROLE_DISPLAY, 24, HV "Synthetic Display Controller",
	  "Msvm_SyntheticDisplayControllerSettingData",
	  "Msvm_SyntheticDisplayController", NULL, "Display Controller",
	  "HorizontalResolution=1920\nResolutionType=3\n"
	  "VerticalResolution=1080\n" COUNT },
	{ SIM_ROLE_S3, 24, HV "S3 Display Controller", RASD,
	  "Msvm_S3DisplayController", NULL, "S3 Display Controller", COUNT },
};
#define KINDS (sizeof kinds / sizeof *kinds)

const struct sim_part_kind *sim_part_kind_at(size_t n)
{
	return n < KINDS ? &kinds[n] : NULL;
}

const struct sim_part_kind *sim_part_kind(unsigned type, const char *subtype)
{
	for (size_t k = 0; k < KINDS; k++) {
		if ((!type || kinds[k].type == type) &&
		    (!subtype || !strcasecmp(kinds[k].subtype, subtype)))
			return &kinds[k];
	}
	return NULL;
}

const struct sim_part_kind *sim_part_kind_role(enum sim_role role)
{
	for (size_t k = 0; k < KINDS; k++) {
		if (kinds[k].role == role)
			return &kinds[k];
	}
	return NULL;
}

const struct sim_part_kind *sim_part_kind_of(const struct sim_instance *part)
{
	const char *subtype = sim_get_str(part, "ResourceSubType");

	return *subtype ? sim_part_kind((unsigned)sim_get_uint(part,
						"ResourceType"), subtype) : NULL;
}

bool sim_role_is_controller(enum sim_role r)
{
	return r == SIM_ROLE_IDE || r == SIM_ROLE_SCSI || r == SIM_ROLE_FLOPPY;
}

bool sim_role_is_drive(enum sim_role r)
{
	return r == SIM_ROLE_DISK || r == SIM_ROLE_PHYSICAL ||
	       r == SIM_ROLE_DVD || r == SIM_ROLE_DISKETTE;
}

bool sim_role_is_image(enum sim_role r)
{
	return r == SIM_ROLE_IMAGE || r == SIM_ROLE_ISO || r == SIM_ROLE_VFD;
}

bool sim_role_is_nic(enum sim_role r)
{
	return r == SIM_ROLE_NIC || r == SIM_ROLE_LEGACY_NIC;
}

struct sim_instance *sim_part_new(struct sim_host *h,
				  const struct sim_part_kind *kind,
				  const char *id)
{
	struct sim_instance *i = sim_make(h, SIM_NS_VIRT, kind->cls);

	if (!i)
		return NULL;
	sim_fill(i, "AutomaticAllocation=true\nAutomaticDeallocation=true\n"
		    "ConsumerVisibility=3\nPoolID=\n");
	sim_fill(i, kind->lines);
	sim_set(i, "InstanceID", sim_string(id));
	sim_set(i, "ElementName", sim_string(kind->element));
	sim_set(i, "ResourceType", sim_uint(kind->type));
	sim_set(i, "ResourceSubType", sim_string(kind->subtype));
	return i;
}

struct sim_instance *sim_part_put(struct sim_host *h, struct sim_instance *vssd,
				  struct sim_instance *taken)
{
	const struct sim_part_kind *kind = taken ? sim_part_kind_of(taken) : NULL;
	struct sim_instance *i = sim_put(h, taken);
	AUTO_FREE char *id = NULL;
	AUTO_FREE struct sim_ref *pool = NULL;

	sim_relate(h, "Msvm_VirtualSystemSettingDataComponent",
		   "GroupComponent", vssd, "PartComponent", i);
	if (i && kind)
		sim_boot_add(h, vssd, i);
	if (i && kind && kind->pool) {
		id = xasprintf("Microsoft:%s\\Root", kind->pool);
		pool = sim_ref_new(SIM_NS_VIRT, "CIM_ResourcePool",
				   "InstanceID", id, NULL);
		sim_relate(h, "Msvm_ResourceAllocationFromPool", "Antecedent",
			   sim_resolve(h->store, SIM_NS_VIRT, pool),
			   "Dependent", i);
	}
	return i;
}

/* --- the tree --- */

struct sim_instance *sim_part_vssd(struct sim_host *h,
				   const struct sim_instance *part)
{
	const char *id = sim_get_str(part, "InstanceID");
	AUTO_FREE char *top = xstrndup(id, strcspn(id, "\\"));
	AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_VIRT,
		"Msvm_VirtualSystemSettingData", "InstanceID", top, NULL);

	return sim_resolve(h->store, SIM_NS_VIRT, r);
}

struct sim_instance *sim_part_vm(struct sim_host *h,
				 const struct sim_instance *part)
{
	struct sim_instance *vssd = sim_part_vssd(h, part), *vm;

	if (!vssd)
		return NULL;
	vm = sim_vm_find(h, sim_get_str(vssd, "VirtualSystemIdentifier"));
	return vm && sim_vm_settings(h, vm) == vssd ? vm : NULL;
}

struct sim_instance *sim_at_path(struct sim_host *h, const char *path)
{
	AUTO_FREE struct sim_ref *r = NULL;

	if (sim_path_parse(path, NULL, &r) < 0)
		return NULL;
	return sim_resolve(h->store, SIM_NS_VIRT, r);
}

char *sim_path_of(const struct sim_instance *i)
{
	AUTO_STR s = STR_INIT;

	sim_instance_path(i, &s);
	return str_take(&s);
}

struct sim_instance *sim_part_parent(struct sim_host *h,
				     const struct sim_instance *part)
{
	const char *path = sim_get_str(part, "Parent");

	return *path ? sim_at_path(h, path) : NULL;
}

void sim_parts_of(struct sim_host *h, struct sim_instance *vssd,
		  struct sim_parts *ret)
{
	struct sim_result r = SIM_RESULT_INIT;

	if (sim_associators(h->store, vssd,
			    "Msvm_VirtualSystemSettingDataComponent", NULL,
			    "GroupComponent", NULL, &r) != SIM_Q_OK)
		return;
	for (size_t i = 0; i < r.n; i++)
		vec_push(ret, r.v[i]);  /* the store has it */
	sim_result_clear(&r);
}

void sim_parts_below(struct sim_host *h, struct sim_instance *above,
		     struct sim_parts *ret)
{
	struct sim_instance *vssd = sim_part_vssd(h, above);
	struct sim_parts all = VEC_INIT;

	if (!vssd)
		return;
	sim_parts_of(h, vssd, &all);
	for (size_t i = 0; i < all.n; i++) {
		if (sim_part_parent(h, all.v[i]) == above)
			vec_push(ret, all.v[i]);
	}
	vec_free(&all);
}

const char *sim_first_str(const struct sim_instance *i, const char *prop)
{
	const struct sim_value *v = sim_get(i, prop);

	return v && v->kind == SIM_V_ARRAY && v->n &&
	       v->item[0].kind == SIM_V_STRING ? v->item[0].s : "";
}

unsigned sim_vssd_generation(const struct sim_instance *vssd)
{
	const char *t = sim_get_str(vssd, "VirtualSystemSubType");

	return *t && t[strlen(t) - 1] == '2' ? 2 : 1;
}

/* --- ready made --- */

static struct sim_instance *add(struct sim_host *h, struct sim_instance *vssd,
				enum sim_role role, const char *part)
{
	AUTO_FREE char *id = xasprintf("%s\\%s", sim_get_str(vssd, "InstanceID"),
				       part);

	return sim_part_put(h, vssd, sim_part_new(h, sim_part_kind_role(role), id));
}

static void add_ide(struct sim_host *h, struct sim_instance *vssd, unsigned n)
{
	AUTO_FREE char *part =
		xasprintf("83F8638B-8DCA-4152-9EDA-2CA8B33039B4\\%u", n);
	struct sim_instance *i = add(h, vssd, SIM_ROLE_IDE, part);

	if (!i)
		return;
	sim_set(i, "Address", sim_stringf("%u", n));
	sim_set(i, "ElementName", sim_stringf("IDE Controller %u", n));
}

static void add_serial(struct sim_host *h, struct sim_instance *vssd, unsigned n)
{
	AUTO_FREE char *part =
		xasprintf("8E3A359F-559A-4B6A-98A9-1690A6100ED8\\%u", n);
	struct sim_instance *i = add(h, vssd, SIM_ROLE_SERIAL, part);

	if (i)
		sim_set(i, "ElementName", sim_stringf("COM %u", n + 1));
}

static void add_floppy(struct sim_host *h, struct sim_instance *vssd)
{
	struct sim_instance *c, *d;
	AUTO_FREE char *path = NULL;

	c = add(h, vssd, SIM_ROLE_FLOPPY,
		"8F0D2762-0B00-4E04-AF4F-19010527CB93\\0");
	d = add(h, vssd, SIM_ROLE_DISKETTE,
		"8E3A359F-559A-4B6A-98A9-1690A6100ED7\\0");
	if (!c || !d)
		return;
	path = sim_path_of(c);
	sim_set(d, "Parent", sim_string(path));
	sim_set(d, "AddressOnParent", sim_string("0"));
}

struct sim_instance *sim_part_add_scsi(struct sim_host *h,
				       struct sim_instance *vssd)
{
	AUTO_FREE char *guid = sim_new_guid(h);
	AUTO_FREE char *part = xasprintf("%s\\0", guid);

	return add(h, vssd, SIM_ROLE_SCSI, part);
}

void sim_parts_make(struct sim_host *h, struct sim_instance *vssd)
{
	/* The first generation has a SCSI controller beside its IDE ones; the
	 * second begins with none (FACTS 5.13). */
	if (sim_vssd_generation(vssd) == 1) {
		add_ide(h, vssd, 0);
		add_ide(h, vssd, 1);
		add_floppy(h, vssd);
		add(h, vssd, SIM_ROLE_S3,
		    "02F8EE9D-9F04-4A3A-9B5A-9C5A0FE4C5AD\\0");
		sim_part_add_scsi(h, vssd);
	} else if (h->os >= SIM_OS_2016) {
		sim_security_make(h, vssd);
	}
	add_serial(h, vssd, 0);
	add_serial(h, vssd, 1);
	add(h, vssd, SIM_ROLE_DISPLAY,
	    "F3CFF845-655F-4FD2-8E1E-5E27F9B2A6D5\\0");
}

struct sim_instance *sim_part_add_drive(struct sim_host *h,
					struct sim_instance *controller,
					enum sim_role role, unsigned slot)
{
	AUTO_FREE char *path = sim_path_of(controller);
	AUTO_FREE char *id = xasprintf("%s\\%u\\D",
			sim_get_str(controller, "InstanceID"), slot);
	struct sim_instance *i = sim_part_new(h, sim_part_kind_role(role), id);

	if (!i)
		return NULL;
	sim_set(i, "Parent", sim_string(path));
	sim_set(i, "AddressOnParent", sim_stringf("%u", slot));
	return sim_part_put(h, sim_part_vssd(h, controller), i);
}

struct sim_instance *sim_part_add_image(struct sim_host *h,
					struct sim_instance *drive,
					enum sim_role role, const char *file)
{
	AUTO_FREE char *path = sim_path_of(drive);
	AUTO_FREE char *id = sim_image_id(sim_get_str(drive, "InstanceID"));
	struct sim_instance *i = sim_part_new(h, sim_part_kind_role(role), id);
	struct sim_value files = sim_array();

	sim_array_add(&files, sim_string(file));
	if (!i) {
		sim_value_clear(&files);
		return NULL;
	}
	sim_set(i, "Parent", sim_string(path));
	sim_set(i, "HostResource", files);
	return sim_part_put(h, sim_part_vssd(h, drive), i);
}

char *sim_image_id(const char *drive_id)
{
	size_t n = strlen(drive_id);

	if (n > 2 && !strcmp(drive_id + n - 2, "\\D"))
		n -= 2;
	return xasprintf("%.*s\\L", (int)n, drive_id);
}

struct sim_instance *sim_part_add_nic(struct sim_host *h,
				      struct sim_instance *vssd,
				      enum sim_role role, struct sim_instance *sw)
{
	AUTO_FREE char *guid = sim_new_guid(h), *mac = sim_next_mac(h);
	AUTO_FREE char *below = xasprintf("%s\\C", guid);
	AUTO_FREE char *path = NULL, *to = NULL;
	struct sim_instance *nic = add(h, vssd, role, guid), *c;
	struct sim_value hosts;

	if (!nic)
		return NULL;
	sim_set(nic, "Address", sim_string(mac));
	if (!sw)
		return nic;
	path = sim_path_of(nic);
	to = sim_path_of(sw);
	c = add(h, vssd, SIM_ROLE_CONNECTION, below);
	if (!c)
		return nic;
	hosts = sim_array();
	sim_array_add(&hosts, sim_string(to));
	sim_set(c, "Parent", sim_string(path));
	sim_set(c, "HostResource", hosts);
	return nic;
}

static bool mac_taken(struct sim_host *h, const char *mac)
{
	static const char *const classes[] = {
		"Msvm_SyntheticEthernetPortSettingData",
		"Msvm_EmulatedEthernetPortSettingData",
	};

	for (size_t k = 0; k < 2; k++) {
		struct sim_class *c = sim_class_find(h->store, SIM_NS_VIRT,
						     classes[k]);

		for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next) {
			if (!strcasecmp(sim_get_str(i, "Address"), mac))
				return true;
		}
	}
	return false;
}

char *sim_next_mac(struct sim_host *h)
{
	for (unsigned n = 1; n < 0xFFFF; n++) {
		AUTO_FREE char *mac = xasprintf("00155D0A%04X", n);

		if (!mac_taken(h, mac))
			return TAKE(mac);
	}
	return xstrdup("000000000000");
}
