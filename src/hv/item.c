/* hv/item.c - the parts of a VM as instances to embed */
#include "hv/item.h"

#include <string.h>

#include "base/guid.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/config.h"
#include "hv/host.h"
#include "hv/mac.h"
#include "hv/vm.h"
#include "wmi/object.h"

#define RASD "Msvm_ResourceAllocationSettingData"
#define SASD "Msvm_StorageAllocationSettingData"
#define PORT "Msvm_EthernetPortAllocationSettingData"
#define SUBTYPE "Microsoft:Hyper-V:"

enum resource {                 /* ResourceType */
	SCSI_CONTROLLER = 6, ETHERNET = 10, FLOPPY_DRIVE = 14, DVD_DRIVE = 16,
	DISK_DRIVE = 17, SERIAL_PORT = 21, IMAGE = 31, CONNECTION = 33,
};
enum { PORT_ENABLED = 2, PORT_DISABLED = 3 };

void hv_items_clear(struct hv_items *items)
{
	for (size_t i = 0; i < items->n; i++) {
		struct hv_item *it = &items->v[i];

		wmi_instance_free(&it->instance);
		free(it->subtype);
		free(it->parent);
		free(it->name);
		free(it->address);
		free(it->slot);
		free(it->id);
	}
	vec_free(items);
}

/* Without a prefix \\HOST\, which is optional (FACTS 5.5). */
char *hv_ref_path(const struct wmi_ref *ref)
{
	AUTO_STR s = STR_INIT;

	for (const char *p = ref->ns; *p; p++)
		str_addc(&s, *p == '/' ? '\\' : *p);
	str_addc(&s, ':');
	wmi_ref_path(ref, &s);
	return str_take(&s);
}

char *hv_settings_path(const char *class, const char *id)
{
	AUTO_REF *ref = wmi_ref_new(HV_NS, class, "InstanceID", id, NULL);

	return hv_ref_path(ref);
}

struct hv_item *hv_item_new(struct hv_items *to, const char *class,
			    const char *what)
{
	struct hv_item *it = vec_new(to);

	it->instance = (struct wmi_instance)WMI_INSTANCE_INIT(class);
	it->what = what;
	return it;
}

static void set(struct hv_item *it, const char *name, const char *value)
{
	wmi_instance_set(&it->instance, name, "string", value);
}

static void set_one(struct hv_item *it, const char *name, const char *value)
{
	wmi_instance_set_array(&it->instance, name, "string", &value, 1);
}

static void set_kind(struct hv_item *it, enum resource type,
		     const char *subtype)
{
	AUTO_FREE char *full = xasprintf(SUBTYPE "%s", subtype);

	it->type = type;
	it->subtype = xstrdup(subtype);
	wmi_instance_set_num(&it->instance, "ResourceType", "uint16", type);
	set(it, "ResourceSubType", full);
}

static void set_parent(struct hv_item *it, const char *class, const char *id)
{
	AUTO_FREE char *p = hv_settings_path(class, id);

	it->parent = xstrdup(id);
	set(it, "Parent", p);
}

void hv_item_controller(struct hv_items *to)
{
	set_kind(hv_item_new(to, RASD, "SCSI controller"), SCSI_CONTROLLER,
		 "Synthetic SCSI Controller");
}

static const struct {
	const char *what, *medium;
	enum resource type;
	const char *drive, *image;
} drives[] = {
	[HV_DRIVE_DISK] = { "disk", "disk", DISK_DRIVE, "Synthetic Disk Drive",
			    "Virtual Hard Disk" },
	[HV_DRIVE_PHYSICAL] = { "physical disk", NULL, DISK_DRIVE,
				"Physical Disk Drive", NULL },
	[HV_DRIVE_DVD] = { "DVD drive", "DVD image", DVD_DRIVE,
			   "Synthetic DVD Drive", "Virtual CD/DVD Disk" },
	[HV_DRIVE_FLOPPY] = { "floppy drive", "floppy image", FLOPPY_DRIVE,
			      "Synthetic Diskette Drive",
			      "Virtual Floppy Disk" },
};

const char *hv_drive_word(const struct hv_drive *d)
{
	return drives[d->kind].what;
}

const char *hv_medium_word(const struct hv_drive *d)
{
	return drives[d->kind].medium;
}

void hv_item_drive(struct hv_items *to, const struct hv_drive *d,
		   const char *controller, const char *host_disk)
{
	struct hv_item *it = hv_item_new(to, RASD, drives[d->kind].what);

	it->slot = xasprintf("%u", d->slot);
	set(it, "AddressOnParent", it->slot);
	set_kind(it, drives[d->kind].type, drives[d->kind].drive);
	set_parent(it, RASD, controller);
	if (host_disk)
		set_one(it, "HostResource", host_disk);
}

static void set_limit(struct hv_item *it, const char *name, struct num have,
		      struct num want)
{
	uint64_t v = want.set ? want.v : 0;     /* 0: none */

	if (v != (have.set ? have.v : 0))
		wmi_instance_set_num(&it->instance, name, "uint64", v);
}

void hv_item_image(struct hv_items *to, const struct hv_drive *d,
		   const char *drive)
{
	struct hv_item *it = hv_item_new(to, SASD, drives[d->kind].medium);
	const struct num none = { 0, false };

	set_kind(it, IMAGE, drives[d->kind].image);
	set_parent(it, RASD, drive);
	set_one(it, "HostResource", d->image);
	set_limit(it, "IOPSLimit", none, d->iops_max);
	set_limit(it, "IOPSReservation", none, d->iops_min);
}

void hv_item_image_change(struct hv_items *to, const struct hv_drive *have,
			  const struct hv_drive *want)
{
	struct hv_item *it = hv_item_new(to, SASD, drives[want->kind].medium);

	set(it, "InstanceID", have->image_id);
	if (!have->image || strcmp(have->image, want->image))
		set_one(it, "HostResource", want->image);
	set_limit(it, "IOPSLimit", have->iops_max, want->iops_max);
	set_limit(it, "IOPSReservation", have->iops_min, want->iops_min);
}

const char *hv_nic_class(const struct hv_nic *nic)
{
	return nic->legacy ? "Msvm_EmulatedEthernetPortSettingData" :
		"Msvm_SyntheticEthernetPortSettingData";
}

void hv_item_nic(struct hv_items *to, const struct hv_nic *nic)
{
	struct hv_item *it = hv_item_new(to, hv_nic_class(nic), "network adapter");
	char guid[GUID_LEN + 1];
	AUTO_FREE char *address = NULL;
	AUTO_FREE char *braced = NULL;

	set_kind(it, ETHERNET, nic->legacy ? "Emulated Ethernet Port" :
		 "Synthetic Ethernet Port");
	if (nic->name) {
		it->name = xstrdup(nic->name);
		set(it, "ElementName", nic->name);
	}
	if (!nic->legacy) {
		/* what the guest knows the adapter by: one of its own */
		guid_new(guid);
		braced = xasprintf("{%s}", guid);
		set_one(it, "VirtualSystemIdentifiers", braced);
	}
	if (!nic->mac)
		return;
	/* one that the host chose is kept where it may be */
	if (nic->mac_static)
		it->address = hv_mac_hex(nic->mac);
	address = hv_mac_hex(nic->mac);
	set(it, "Address", address);
	wmi_instance_set(&it->instance, "StaticMacAddress", "boolean",
			 nic->mac_static ? "true" : "false");
}

void hv_item_nic_change(struct hv_items *to, const struct hv_nic *have,
			const struct hv_nic *want)
{
	struct hv_item *it = hv_item_new(to, hv_nic_class(have),
					 "network adapter");
	AUTO_FREE char *address = NULL;

	set(it, "InstanceID", have->id);
	if (want->name && (!have->name || strcmp(have->name, want->name)))
		set(it, "ElementName", want->name);
	if (want->mac && want->mac_static) {
		address = hv_mac_hex(want->mac);
		set(it, "Address", address);
	}
	if (have->mac_static != want->mac_static)
		wmi_instance_set(&it->instance, "StaticMacAddress", "boolean",
				 want->mac_static ? "true" : "false");
}

static void set_switch(struct hv_item *it, const char *guid)
{
	static const char class[] = "Msvm_VirtualEthernetSwitch";
	AUTO_FREE char *upper = hv_guid_upper(guid);
	AUTO_REF *ref = wmi_ref_new(HV_NS, class, "CreationClassName", class,
				    "Name", upper, NULL);
	AUTO_FREE char *sw = hv_ref_path(ref);

	set_one(it, "HostResource", sw);
}

static void set_enabled(struct hv_item *it, bool on)
{
	wmi_instance_set_num(&it->instance, "EnabledState", "uint16",
			     on ? PORT_ENABLED : PORT_DISABLED);
}

void hv_item_port(struct hv_items *to, const struct hv_nic *nic,
		  const char *nic_id, const char *guid)
{
	struct hv_item *it = hv_item_new(to, PORT,
		"connection of a network adapter");

	set_kind(it, CONNECTION, "Ethernet Connection");
	set_parent(it, hv_nic_class(nic), nic_id);
	set_enabled(it, nic->connected);
	if (guid)
		set_switch(it, guid);
}

void hv_item_port_change(struct hv_items *to, const struct hv_nic *have,
			 const struct hv_nic *want)
{
	struct hv_item *it = hv_item_new(to, PORT,
		"connection of a network adapter");

	set(it, "InstanceID", have->port_id);
	set_enabled(it, want->connected);
	set_switch(it, want->switch_guid);
}

void hv_item_gone(struct hv_items *to, const char *class, const char *id,
		  const char *what)
{
	hv_item_new(to, class, what)->id = xstrdup(id);
}

void hv_item_com(struct hv_items *to, const char *id, const char *pipe)
{
	struct hv_item *it = hv_item_new(to, "Msvm_SerialPortSettingData",
					 "COM port");

	set(it, "InstanceID", id);
	set_one(it, "Connection", pipe ? pipe : "");
}

char *hv_item_take(struct hv_items *from, size_t *at)
{
	struct hv_item *it = &from->v[(*at)++];

	return TAKE(it->id);
}
