/* domxml/write.c - <domain> and what is no device */
#include "domxml/write.h"

#include <string.h>

#include "base/str.h"
#include "domxml/emit.h"
#include "domxml/names.h"
#include "hv/boot.h"
#include "hv/config.h"

/* The schema's names have no line feed. */
static char *one_line(const char *name)
{
	char *line = xstrdup(name ? name : "");

	for (char *p = line; (p = strchr(p, '\n')); )
		*p = '?';
	return line;
}

static void write_identity(const struct hv_config *c, struct str *to)
{
	AUTO_FREE char *name = one_line(c->name);

	domxml_leaf(to, 1, "name", name, NULL);
	if (c->guid)
		domxml_leaf(to, 1, "uuid", c->guid, NULL);
	if (c->notes && *c->notes)
		domxml_leaf(to, 1, "description", c->notes, NULL);
}

static void write_memory(const struct hv_config *c, struct str *to)
{
	uint64_t max = c->dynamic_memory ? c->memory_max : c->memory;

	domxml_leaf(to, 1, "maxMemory", domxml_number(max * 1024).text,
		    "slots", "0", "unit", "KiB", NULL);
	domxml_leaf(to, 1, "memory", domxml_number(c->memory * 1024).text,
		    "unit", "KiB", NULL);
	domxml_leaf(to, 1, "currentMemory",
		    domxml_number(c->memory * 1024).text, "unit", "KiB", NULL);
}

/* The order that a new VM has is not worth a word. */
static bool default_order(const struct hv_config *c)
{
	return c->boot_order.n == DOMXML_BOOT_DEVICES &&
	       !memcmp(c->boot_order.v, domxml_boot_order,
		       sizeof domxml_boot_order);
}

static void write_os(const struct hv_config *c, struct str *to)
{
	bool efi = c->generation == 2;

	domxml_open(to, 1, "os", "firmware", efi ? "efi" : NULL, NULL);
	domxml_leaf(to, 2, "type", "hvm", NULL);
	if (efi) {
		domxml_open(to, 2, "firmware", NULL);
		domxml_empty(to, 3, "feature",
			     "enabled", c->secure_boot ? "yes" : "no",
			     "name", "secure-boot", NULL);
		domxml_close(to, 2, "firmware");
	}
	for (size_t i = 0; !default_order(c) && i < c->boot_order.n; i++)
		domxml_some(to, 2, "boot", "dev",
			    domxml_name(domxml_boot_devices,
					c->boot_order.v[i]), NULL);
	domxml_close(to, 1, "os");
}

/* libvirt's driver sets none of these; this is what libvirt prints then. */
static void write_behaviour(struct str *to)
{
	domxml_empty(to, 1, "clock", "offset", "utc", NULL);
	domxml_leaf(to, 1, "on_poweroff", "destroy", NULL);
	domxml_leaf(to, 1, "on_reboot", "destroy", NULL);
	domxml_leaf(to, 1, "on_crash", "destroy", NULL);
}

/* libvirt has one IDE controller with two buses. */
static void write_controllers(const struct hv_config *c, struct str *to)
{
	bool ide = false;

	for (size_t i = 0; i < c->controllers.n; i++)
		ide |= c->controllers.v[i].bus == HV_BUS_IDE;
	if (ide)
		domxml_write_controller(&(struct hv_controller){
						.bus = HV_BUS_IDE }, 2, to);
	for (size_t i = 0; i < c->controllers.n; i++)
		if (c->controllers.v[i].bus == HV_BUS_SCSI)
			domxml_write_controller(&c->controllers.v[i], 2, to);
}

static void write_devices(const struct hv_config *c, struct str *to)
{
	bool usual = hv_boot_usual(c);

	domxml_open(to, 1, "devices", NULL);
	for (size_t i = 0; i < c->drives.n; i++) {
		struct hv_drive d = c->drives.v[i];     /* what it has is c's */

		if (usual)
			d.boot = 0;
		if (d.kind != HV_DRIVE_FLOPPY || d.image)
			domxml_write_drive(&d, 2, to);
	}
	write_controllers(c, to);
	for (size_t i = 0; i < c->nics.n; i++) {
		struct hv_nic n = c->nics.v[i];

		if (usual)
			n.boot = 0;
		domxml_write_nic(&n, 2, to);
	}
	for (size_t i = 0; i < c->coms.n; i++)
		domxml_write_com(&c->coms.v[i], 2, to);
	if (c->tpm) {
		domxml_open(to, 2, "tpm", "model", "tpm-crb", NULL);
		domxml_empty(to, 3, "backend", "type", "emulator",
			     "version", "2.0", NULL);
		domxml_close(to, 2, "tpm");
	}
	domxml_close(to, 1, "devices");
}

void domxml_write(const struct hv_config *c, unsigned flags, struct str *to)
{
	bool id = c->vm_id.set && !(flags & DOMXML_INACTIVE);

	domxml_open(to, 0, "domain", "type", "hyperv",
		    "id", id ? domxml_number(c->vm_id.v).text : NULL, NULL);
	write_identity(c, to);
	domxml_write_metadata(c, 1, to);
	write_memory(c, to);
	domxml_leaf(to, 1, "vcpu", domxml_number(c->cpus).text,
		    "placement", "static", NULL);
	write_os(c, to);
	write_behaviour(to);
	write_devices(c, to);
	domxml_close(to, 0, "domain");
}
