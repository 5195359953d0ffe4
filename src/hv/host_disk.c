/* hv/host_disk.c - disks of the host that a VM may be given whole */
#include "hv/host_disk.h"

#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/str.h"
#include "hv/host.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

struct offered {
	char *id, *system;
	struct num number;
};
static const struct wmi_field offered_fields[] = {
	FIELD("DeviceID", WMI_STR, offered, id),
	FIELD("SystemName", WMI_STR, offered, system),
	FIELD("DriveNumber", WMI_NUM, offered, number),
	{ 0 }
};

/* What Windows calls the disk of that Index. */
struct drive {
	struct num index, size;
	char *model, *serial;
};
static const struct wmi_field drive_fields[] = {
	FIELD("Index", WMI_NUM, drive, index),
	FIELD("Model", WMI_STR, drive, model),
	FIELD("SerialNumber", WMI_STR, drive, serial),
	FIELD("Size", WMI_NUM, drive, size),
	{ 0 }
};

/* A drive of a VM, or of a checkpoint, that passes a disk through. */
struct use {
	char *id;
	struct wmi_strv disk;
};
static const struct wmi_field use_fields[] = {
	FIELD("InstanceID", WMI_STR, use, id),
	FIELD("HostResource", WMI_STRV, use, disk),
	{ 0 }
};

struct reading {
	struct hv_host_disks disks;
	struct VEC_OF(struct drive) drives;
	struct VEC_OF(struct use) uses;
};

static void reading_clear(struct reading *r)
{
	for (size_t i = 0; i < r->drives.n; i++)
		wmi_clear(drive_fields, &r->drives.v[i]);
	for (size_t i = 0; i < r->uses.n; i++)
		wmi_clear(use_fields, &r->uses.v[i]);
	vec_free(&r->drives);
	vec_free(&r->uses);
	hv_host_disks_free(&r->disks);
}

void hv_host_disks_free(struct hv_host_disks *l)
{
	for (size_t i = 0; i < l->n; i++) {
		free(l->v[i].device);
		free(l->v[i].vm);
		free(l->v[i].model);
		free(l->v[i].serial);
	}
	vec_free(l);
}

/* The drives of VMs are of the same class, their systems have GUIDs for names;
 * they may have numbers, too. */
static int offered_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct reading *r = arg;
	struct offered is = { 0 };
	int rc = wmi_read(o, offered_fields, &is, e);

	if (rc == 0 && is.number.set && is.system && !is_guid(is.system)) {
		struct hv_host_disk *d = vec_new(&r->disks);

		d->number = is.number.v;
		d->device = TAKE(is.id);
	}
	wmi_clear(offered_fields, &is);
	return rc;
}

static int drive_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct reading *r = arg;

	return wmi_read(o, drive_fields, vec_new(&r->drives), e);
}

static int use_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct reading *r = arg;

	return wmi_read(o, use_fields, vec_new(&r->uses), e);
}

/* --- joined --- */

static void add_drive(struct hv_host_disk *d, struct reading *r)
{
	for (size_t i = 0; i < r->drives.n; i++) {
		struct drive *is = &r->drives.v[i];

		if (!is->index.set || is->index.v != d->number)
			continue;
		d->size = is->size;
		d->model = TAKE(is->model);
		d->serial = TAKE(is->serial);
		return;
	}
}

static bool is_of(const struct use *u, const struct hv_host_disk *d)
{
	AUTO_ERR ignored = ERR_INIT;    /* no path: no disk */
	AUTO_REF *ref = NULL;
	const char *id;

	if (!u->disk.n || !d->device ||
	    wmi_ref_parse(u->disk.v[0], HV_NS, &ref, &ignored) < 0)
		return false;
	id = wmi_ref_key(ref, "DeviceID");
	return id && !strcasecmp(id, d->device);
}

/* Microsoft:GUID\... */
static void add_vm(struct hv_host_disk *d, const struct reading *r)
{
	static const char prefix[] = "Microsoft:";
	char guid[GUID_LEN + 1];

	for (size_t i = 0; i < r->uses.n && !d->vm; i++) {
		const char *id = r->uses.v[i].id;
		AUTO_FREE char *text = NULL;

		if (!id || strncmp(id, prefix, strlen(prefix)) ||
		    !is_of(&r->uses.v[i], d))
			continue;
		text = xstrndup(id + strlen(prefix),
				strcspn(id + strlen(prefix), "\\"));
		if (parse_guid(text, guid) == 0)
			d->vm = xstrdup(guid);
	}
}

static int by_number(const void *x, const void *y)
{
	const struct hv_host_disk *a = x, *b = y;

	return a->number < b->number ? -1 : a->number > b->number;
}

int hv_host_disk_list(struct hv_host *h, struct hv_host_disks *ret,
		      struct err *e)
{
	AUTO_STR offered = STR_INIT;
	AUTO_STR drives = STR_INIT;
	AUTO_STR uses = STR_INIT;
	struct reading r = { 0 };
	struct wmi_query q[3];
	int rc;

	wql_select(&offered, "Msvm_DiskDrive", offered_fields);
	wql_where_num(&offered, "DriveNumber", ">=", 0);
	wql_select(&drives, "Win32_DiskDrive", drive_fields);
	wql_select(&uses, "Msvm_ResourceAllocationSettingData", use_fields);
	wql_where(&uses, "ResourceSubType", "=",
		  "Microsoft:Hyper-V:Physical Disk Drive");
	q[0] = (struct wmi_query){ HV_NS, offered.buf, offered_row, &r,
				   ERR_INIT };
	q[1] = (struct wmi_query){ HV_CIMV2, drives.buf, drive_row, &r,
				   ERR_INIT };
	q[2] = (struct wmi_query){ HV_NS, uses.buf, use_row, &r, ERR_INIT };
	rc = wmi_query(hv_host_wmi(h), q, 3, e);
	for (size_t i = 0; i < 3; i++)
		err_clear(&q[i].err);
	for (size_t i = 0; i < r.disks.n && rc == 0; i++) {
		add_drive(&r.disks.v[i], &r);
		add_vm(&r.disks.v[i], &r);
	}
	if (rc == 0) {
		*ret = r.disks;
		r.disks = (struct hv_host_disks){ 0 };
		if (ret->n)
			qsort(ret->v, ret->n, sizeof *ret->v, by_number);
	}
	reading_clear(&r);
	return rc;
}
