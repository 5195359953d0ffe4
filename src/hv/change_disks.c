/* hv/change_disks.c - the disks of the host that drives are to pass through */
#include "base/err.h"
#include "base/mem.h"
#include "base/parse.h"
#include "base/str.h"
#include "hv/change_plan.h"
#include "hv/config.h"
#include "hv/host.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

/* Named by an object path with four keys. The drives of VMs are of the same
 * class, and their systems have GUIDs for names. */
struct disk {
	char *class, *id, *system_class, *system;
	struct num number;
};

static const struct wmi_field disk_fields[] = {
	FIELD("CreationClassName", WMI_STR, disk, class),
	FIELD("DeviceID", WMI_STR, disk, id),
	FIELD("SystemCreationClassName", WMI_STR, disk, system_class),
	FIELD("SystemName", WMI_STR, disk, system),
	FIELD("DriveNumber", WMI_NUM, disk, number),
	{ 0 }
};

static bool is_new(const struct hv_drive_pair *d)
{
	return !d->have && d->want->kind == HV_DRIVE_PHYSICAL;
}

static void set_path(struct hv_plan *p, const struct disk *disk)
{
	AUTO_REF *ref = wmi_ref_new(HV_NS, "Msvm_DiskDrive",
		"CreationClassName", disk->class, "DeviceID", disk->id,
		"SystemCreationClassName", disk->system_class,
		"SystemName", disk->system, NULL);

	for (size_t i = 0; i < p->drives.n; i++) {
		struct hv_drive_pair *d = &p->drives.v[i];
		uint64_t number;

		if (is_new(d) && !d->host_disk &&
		    parse_u64(d->want->image, UINT32_MAX, &number) == 0 &&
		    number == disk->number.v)
			d->host_disk = hv_ref_path(ref);
	}
}

static int disk_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct disk d = { 0 };
	int r = wmi_read(o, disk_fields, &d, e);

	if (r == 0 && d.number.set && d.class && d.id && d.system_class &&
	    d.system && !is_guid(d.system))
		set_path(arg, &d);
	wmi_clear(disk_fields, &d);
	return r;
}

static int ask(struct hv_plan *p, struct str *wql, size_t *n, struct err *e)
{
	for (size_t i = 0; i < p->drives.n; i++) {
		const struct hv_drive_pair *d = &p->drives.v[i];
		uint64_t number;

		if (!is_new(d))
			continue;
		if (!d->want->image ||
		    parse_u64(d->want->image, UINT32_MAX, &number) < 0)
			return err_set(e, ERR_USAGE, "a physical disk is named "
				       "by its number on the host");
		wql_or_num(wql, "DriveNumber", "=", number);
		(*n)++;
	}
	return 0;
}

int hv_plan_host_disks(struct hv_plan *p, struct hv_host *h, struct err *e)
{
	AUTO_STR wql = STR_INIT;
	struct wmi_query q = { .ns = HV_NS, .row = disk_row, .arg = p };
	size_t n = 0;
	int r;

	wql_select(&wql, "Msvm_DiskDrive", disk_fields);
	if (ask(p, &wql, &n, e) < 0)
		return -1;
	if (!n)
		return 0;
	q.wql = wql.buf;
	r = wmi_query(hv_host_wmi(h), &q, 1, e);
	err_clear(&q.err);
	for (size_t i = 0; i < p->drives.n && r == 0; i++)
		if (is_new(&p->drives.v[i]) && !p->drives.v[i].host_disk)
			r = err_set(e, ERR_NOT_FOUND, "the host has no disk %s "
				    "that can be passed through",
				    p->drives.v[i].want->image);
	return r;
}
