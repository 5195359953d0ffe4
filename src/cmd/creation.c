/* cmd/creation.c - what create-vm and clone-vm do alike */
#include <inttypes.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/create.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/storage.h"
#include "domxml/target.h"
#include "hv/path.h"
#include "hv/power.h"
#include "shell/out.h"

void creation_table(struct out *o)
{
	static const struct out_col cols[] = {
		{ "kind", "Kind" }, { "name", "Name" },
		{ "details", "Details" }, { 0 }
	};

	out_list(o, cols);
}

void creation_row(struct out *o, const char *kind, const char *name,
		  const char *details)
{
	out_cell(o, out_str(kind));
	out_cell(o, out_str(name));
	out_cell(o, out_str(details));
}

static const struct hv_new_disk *new_disk(const struct hv_creation *cr,
					  const char *path)
{
	for (size_t i = 0; i < cr->disks.n; i++)
		if (!hv_path_cmp(cr->disks.v[i].disk.path, path))
			return &cr->disks.v[i];
	return NULL;
}

static void disk_details(const struct hv_new_disk *d, struct str *to)
{
	char buf[SIZE_TEXT];

	if (!d)
		return;
	if (d->copy_of)
		str_addf(to, ", a copy of '%s'", d->copy_of);
	else if (d->disk.parent)
		str_addf(to, ", new, based on '%s'", d->disk.parent);
	else
		str_addf(to, ", new, %s, %s",
			 size_text(d->disk.size.v, 2, buf),
			 hv_disk_type_name(d->disk.type.v));
}

static void show_drive(struct out *o, const struct hv_creation *cr,
		       const struct hv_drive *d)
{
	AUTO_STR s = STR_INIT;
	AUTO_FREE char *target = domxml_target(d->bus, d->controller, d->slot);

	str_add(&s, target);
	if (d->image)
		disk_details(new_disk(cr, d->image), &s);
	creation_row(o, d->kind == HV_DRIVE_DVD ? "cdrom" :
		     d->kind == HV_DRIVE_FLOPPY ? "floppy" : "disk",
		     d->image ? d->image : "-", s.buf);
}

void creation_devices(struct out *o, const struct hv_creation *cr)
{
	for (size_t i = 0; i < cr->config->drives.n; i++)
		show_drive(o, cr, &cr->config->drives.v[i]);
	for (size_t i = 0; i < cr->config->nics.n; i++) {
		const struct hv_nic *n = &cr->config->nics.v[i];
		AUTO_STR s = STR_INIT;

		if (n->mac)
			str_addf(&s, "mac %s", n->mac);
		if (n->vlan)
			str_addf(&s, "%svlan %u", s.len ? ", " : "", n->vlan);
		creation_row(o, "network", n->switch_name ? n->switch_name :
			     n->switch_guid ? n->switch_guid : "-",
			     s.len ? s.buf : "-");
	}
}

static int start(struct ctx *c, struct hv_host *h, const char *name,
		 const char *guid, struct err *e)
{
	struct domain_watch w;
	int r = hv_vm_request(h, guid, HV_RUNNING,
			      domain_watch(&w, c, "Starting"), e);

	domain_watch_end(&w);
	if (r == 0)
		return 0;
	err_wrap(e, "it is there, but does not start");
	return domain_hint(e, "start", name, "tries it again");
}

int creation_make(struct ctx *c, struct hv_host *h, struct hv_creation *cr,
		  const char *what, bool to_start, struct err *e)
{
	AUTO_FREE char *guid = NULL;
	struct domain_watch w;
	int r = hv_create(h, cr, domain_watch(&w, c, what), &guid, e);

	domain_watch_end(&w);
	if (r < 0)
		return -1;
	if (cr->config->memory % 2)
		out_warn(c->out, "Hyper-V gives memory in pieces of 2 MiB: "
			 "%" PRIu64 " MiB become %" PRIu64 " MiB",
			 cr->config->memory, cr->config->memory + 1);
	return to_start ? start(c, h, cr->config->name, guid, e) : 0;
}
