/* domxml/read_devices.c - disks, controllers, serial ports, and all devices */
#include <string.h>

#include "domxml/names.h"
#include "domxml/reader.h"
#include "domxml/target.h"

static const char *attr_or(const xml_node *n, const char *attr,
			   const char *other)
{
	const char *text = xml_attr(n, NULL, attr);

	return text ? text : other;
}

static int read_kind(const struct domxml_in *in, const xml_node *n,
		     struct hv_drive *d)
{
	const char *type = attr_or(n, "type", "file");
	const char *device = attr_or(n, "device", "disk");

	if (!strcmp(type, "block") && !strcmp(device, "disk"))
		d->kind = HV_DRIVE_PHYSICAL;
	else if (strcmp(type, "file"))
		return domxml_bad(in, n, "a disk of type '%s' is not possible "
				  "on Hyper-V", type);
	else if (!strcmp(device, "disk"))
		d->kind = HV_DRIVE_DISK;
	else if (!strcmp(device, "cdrom"))
		d->kind = HV_DRIVE_DVD;
	else if (!strcmp(device, "floppy"))
		d->kind = HV_DRIVE_FLOPPY;
	else
		return domxml_bad(in, n, "device='%s' is not possible on "
				  "Hyper-V", device);
	return 0;
}

/* //server/share is how a path passes the schema (write.h). */
static char *windows_path(const char *path)
{
	char *copy = xstrdup(path);

	if (strncmp(copy, "//", 2))
		return copy;
	for (char *p = copy; (p = strchr(p, '/')); )
		*p = '\\';
	return copy;
}

static int read_image(const struct domxml_in *in, const xml_node *n,
		      struct hv_drive *d)
{
	static const char *const known[] = { NULL };
	bool physical = d->kind == HV_DRIVE_PHYSICAL;
	const xml_node *source = domxml_child(n, "source");
	const char *image = xml_attr(source, NULL, physical ? "dev" : "file");
	uint64_t number;

	if (domxml_known(in, source, known) < 0)
		return -1;
	if (!image || !*image)
		return 0;
	if (physical && parse_u64(image, UINT32_MAX, &number) < 0)
		return domxml_bad(in, source, "'%s' is not the number of a "
				  "physical disk", image);
	d->image = physical ? xstrdup(image) : windows_path(image);
	return 0;
}

/* The bus as the target says it, or as its name does. */
static int read_bus(const struct domxml_in *in, const xml_node *n,
		    const xml_node *target, bool *named, struct hv_drive *d)
{
	const char *bus = xml_attr(target, NULL, "bus");
	const char *dev = attr_or(target, "dev", "");
	enum hv_bus by_name;

	*named = !domxml_target_parse(dev, &by_name, &d->controller, &d->slot);
	if (bus && domxml_bus_parse(bus, &d->bus) < 0)
		return domxml_bad(in, target, "bus='%s' is not possible on "
				  "Hyper-V: only ide, scsi and fdc", bus);
	if (!bus && !*named)
		return domxml_bad(in, target ? target : n, "neither bus= nor "
				  "the name of the target say on which bus the "
				  "disk is");
	if (!bus)
		d->bus = by_name;
	*named = *named && d->bus == by_name;
	if ((d->bus == HV_BUS_FLOPPY) != (d->kind == HV_DRIVE_FLOPPY))
		return domxml_bad(in, target, "bus fdc is for floppy disks, and "
				  "for them only");
	return 0;
}

static int read_address(const struct domxml_in *in, const xml_node *n,
			struct hv_drive *d)
{
	unsigned controller = 0, bus = 0, target = 0, unit = 0;

	if (strcmp(attr_or(n, "type", "drive"), "drive"))
		return domxml_bad(in, n, "an address of type '%s' is not "
				  "possible for a disk", attr_or(n, "type", ""));
	if (domxml_attr_unsigned(in, n, "controller", 99, &controller) < 0 ||
	    domxml_attr_unsigned(in, n, "bus", 99, &bus) < 0 ||
	    domxml_attr_unsigned(in, n, "target", 99, &target) < 0 ||
	    domxml_attr_unsigned(in, n, "unit", 99999, &unit) < 0)
		return -1;
	d->controller = d->bus == HV_BUS_IDE ? controller + bus : controller;
	d->slot = unit;
	if (target || (bus && d->bus != HV_BUS_IDE) ||
	    domxml_place_check(d->bus, d->controller, d->slot) < 0)
		return domxml_bad(in, n, "there is no controller=%u bus=%u "
				  "target=%u unit=%u on bus %s", controller,
				  bus, target, unit, domxml_bus_name(d->bus));
	return 0;
}

static int read_place(const struct domxml_in *in, const xml_node *n,
		      struct hv_drive *d)
{
	const xml_node *address = domxml_child(n, "address");
	const xml_node *target = domxml_child(n, "target");
	bool named;

	if (read_bus(in, n, target, &named, d) < 0)
		return -1;
	if (address)
		return read_address(in, address, d);
	if (!named)
		return domxml_bad(in, target, "the target's name '%s' is none "
				  "of a disk on bus %s",
				  attr_or(target, "dev", ""),
				  domxml_bus_name(d->bus));
	return 0;
}

static int read_iotune(const struct domxml_in *in, const xml_node *n,
		       struct hv_drive *d)
{
	static const char *const known[] = { "total_iops_sec", NULL };
	const xml_node *limit = domxml_child(n, "total_iops_sec");

	if (domxml_known(in, n, known) < 0)
		return -1;
	if (!limit)
		return 0;
	d->iops_max.set = true;
	return domxml_text_num(in, limit, UINT32_MAX, &d->iops_max.v);
}

int domxml_read_drive(const struct domxml_in *in, const xml_node *n,
		      struct hv_drive *d)
{
	static const char *const known[] = {
		"source", "target", "address", "iotune", "readonly", "driver",
		"alias", "backingStore", "boot", NULL
	};
	const xml_node *readonly = domxml_child(n, "readonly");

	if (domxml_known(in, n, known) < 0 || read_kind(in, n, d) < 0)
		return -1;
	if (readonly && d->kind != HV_DRIVE_DVD && d->kind != HV_DRIVE_FLOPPY)
		return domxml_bad(in, readonly, "<readonly> is not possible for "
				  "a hard disk on Hyper-V");
	if (read_image(in, n, d) < 0 || read_place(in, n, d) < 0 ||
	    domxml_read_boot(in, n, &d->boot) < 0)
		return -1;
	return read_iotune(in, domxml_child(n, "iotune"), d);
}

int domxml_read_controller(const struct domxml_in *in, const xml_node *n,
			   struct hv_controller *c, bool *none)
{
	const char *type = attr_or(n, "type", "");
	const char *model = xml_attr(n, NULL, "model");
	unsigned max;

	*none = domxml_bus_parse(type, &c->bus) < 0;
	if (*none)
		return 0;
	if (model && strcmp(model, "auto"))
		return domxml_bad(in, n, "a controller of model '%s' is not "
				  "possible on Hyper-V", model);
	max = c->bus == HV_BUS_SCSI ? DOMXML_SCSI_CONTROLLERS - 1 : 0;
	return domxml_attr_unsigned(in, n, "index", max, &c->index);
}

int domxml_read_com(const struct domxml_in *in, const xml_node *n,
		    unsigned port, struct hv_com *c)
{
	static const char *const known[] = {
		"source", "target", "alias", "address", "protocol", NULL
	};
	const char *type = attr_or(n, "type", "");
	const char *path = xml_attr(domxml_child(n, "source"), NULL, "path");
	const xml_node *target = domxml_child(n, "target");

	if (strcmp(type, "pipe") && strcmp(type, "null"))
		return domxml_bad(in, n, "a <%s> of type '%s' is not possible "
				  "on Hyper-V: only pipe", xml_name(n), type);
	c->number = port;
	if (domxml_known(in, n, known) < 0 ||
	    domxml_attr_unsigned(in, target, "port", UINT16_MAX,
				 &c->number) < 0)
		return -1;
	if (!c->number || c->number > 2)
		return domxml_bad(in, n, "the serial ports of Hyper-V are 1 "
				  "and 2");
	if (path && *path && strcmp(path, "-1") && !strcmp(type, "pipe"))
		c->pipe = xstrdup(path);
	return 0;
}

/* --- all in <devices> ----------------------------------------------------- */

static const char *const devices_known[] = {
	"*disk", "*controller", "*interface", "*serial", "*console", "*tpm",
	"emulator", "*input", "*video", "*memballoon", "*panic", "*audio", NULL
};

static int add_drive(const struct domxml_in *in, const xml_node *n,
		     struct hv_config *c)
{
	struct hv_drive *d = vec_new(&c->drives);
	AUTO_FREE char *dev = NULL;

	if (domxml_read_drive(in, n, d) < 0)
		return -1;
	if (c->generation == 2 && d->bus != HV_BUS_SCSI)
		return domxml_bad(in, n, "a VM of generation 2 has only SCSI, "
				  "not %s", domxml_bus_name(d->bus));
	for (size_t i = 0; i + 1 < c->drives.n; i++) {
		const struct hv_drive *o = &c->drives.v[i];

		if (o->bus != d->bus || o->controller != d->controller ||
		    o->slot != d->slot)
			continue;
		dev = domxml_target(d->bus, d->controller, d->slot);
		return domxml_bad(in, n, "another disk is at the same address "
				  "(%s)", dev);
	}
	return 0;
}

static int add_controllers(const struct domxml_in *in, const xml_node *devices,
			   struct hv_config *c)
{
	unsigned scsi = 0;

	for (const xml_node *n = domxml_child(devices, "controller"); n;
	     n = domxml_next(n, "controller")) {
		struct hv_controller one = { 0 };
		bool none;

		if (domxml_read_controller(in, n, &one, &none) < 0)
			return -1;
		if (none)
			continue;
		if (c->generation == 2 && one.bus != HV_BUS_SCSI)
			return domxml_bad(in, n, "a VM of generation 2 has no "
					  "%s", domxml_bus_name(one.bus));
		if (one.bus == HV_BUS_SCSI && one.index >= scsi)
			scsi = one.index + 1;
	}
	for (size_t i = 0; i < c->drives.n; i++)
		if (c->drives.v[i].bus == HV_BUS_SCSI &&
		    c->drives.v[i].controller >= scsi)
			scsi = c->drives.v[i].controller + 1;
	for (unsigned i = 0; c->generation == 1 && i < 2; i++)
		*vec_new(&c->controllers) = (struct hv_controller){
			.bus = HV_BUS_IDE, .index = i };
	for (unsigned i = 0; i < scsi; i++)
		*vec_new(&c->controllers) = (struct hv_controller){
			.bus = HV_BUS_SCSI, .index = i };
	return 0;
}

static int add_nic(const struct domxml_in *in, const xml_node *n,
		   struct hv_config *c)
{
	struct hv_nic *nic = vec_new(&c->nics);

	if (domxml_read_nic(in, n, nic) < 0)
		return -1;
	if (nic->legacy && c->generation == 2)
		return domxml_bad(in, n, "a VM of generation 2 has no legacy "
				  "network adapter");
	return 0;
}

/* COM 1 and 2 are there already. */
static int add_coms(const struct domxml_in *in, const xml_node *devices,
		    struct hv_config *c)
{
	bool there[3] = { false };
	unsigned next = 1;

	for (unsigned i = 1; i <= 2; i++)
		*vec_new(&c->coms) = (struct hv_com){ .number = i };
	for (const xml_node *n = domxml_child(devices, "serial"); n;
	     n = domxml_next(n, "serial")) {
		struct hv_com one = { 0 };

		if (domxml_read_com(in, n, next, &one) < 0)
			return -1;
		if (there[one.number]) {
			next = one.number;
			hv_com_clear(&one);
			return domxml_bad(in, n, "serial port %u is there "
					  "twice", next);
		}
		there[one.number] = true;
		next = one.number + 1;
		c->coms.v[one.number - 1] = one;
	}
	return 0;
}

/* libvirt shows the first serial port once more as a console. */
static int check_consoles(const struct domxml_in *in, const xml_node *devices)
{
	for (const xml_node *n = domxml_child(devices, "console"); n;
	     n = domxml_next(n, "console")) {
		struct hv_com one = { 0 };
		int r = domxml_read_com(in, n, 1, &one);

		hv_com_clear(&one);
		if (r < 0)
			return -1;
	}
	for (const xml_node *n = domxml_child(devices, "audio"); n;
	     n = domxml_next(n, "audio"))
		if (strcmp(attr_or(n, "type", ""), "none"))
			return domxml_bad(in, n, "<audio> is not possible on "
					  "Hyper-V");
	return 0;
}

static int add_tpm(const struct domxml_in *in, const xml_node *n,
		   struct hv_config *c)
{
	const xml_node *backend = domxml_child(n, "backend");

	if (!n)
		return 0;
	if (c->generation != 2)
		return domxml_bad(in, n, "only a VM of generation 2 has a TPM");
	if (strcmp(attr_or(backend, "type", "emulator"), "emulator") ||
	    strcmp(attr_or(backend, "version", "2.0"), "2.0"))
		return domxml_bad(in, n, "the only TPM of Hyper-V is the "
				  "emulator, version 2.0");
	c->tpm = true;
	return 0;
}

int domxml_read_devices(const struct domxml_in *in, const xml_node *devices,
			struct hv_config *c)
{
	if (domxml_known(in, devices, devices_known) < 0)
		return -1;
	for (const xml_node *n = domxml_child(devices, "disk"); n;
	     n = domxml_next(n, "disk"))
		if (add_drive(in, n, c) < 0)
			return -1;
	for (const xml_node *n = domxml_child(devices, "interface"); n;
	     n = domxml_next(n, "interface"))
		if (add_nic(in, n, c) < 0)
			return -1;
	if (add_controllers(in, devices, c) < 0 ||
	    add_coms(in, devices, c) < 0 || check_consoles(in, devices) < 0)
		return -1;
	return add_tpm(in, domxml_child(devices, "tpm"), c);
}
