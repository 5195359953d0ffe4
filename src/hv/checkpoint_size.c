/* hv/checkpoint_size.c - how large the disk files of checkpoints are */
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/checkpoint.h"
#include "hv/host.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

struct row {
	char *id, *name;
	struct wmi_strv files;
	struct num bytes;
};

static const struct wmi_field image_fields[] = {
	FIELD("InstanceID", WMI_STR, row, id),
	FIELD("HostResource", WMI_STRV, row, files),
	{ 0 }
};

static const struct wmi_field file_fields[] = {
	FIELD("Name", WMI_STR, row, name),
	FIELD("FileSize", WMI_NUM, row, bytes),
	{ 0 }
};

/* A disk file that a checkpoint keeps. */
struct disk {
	struct hv_checkpoint *of;
	char *path;
	struct num bytes;
};
struct disks {
	struct VEC_OF(struct disk) v;
	struct hv_checkpoints *l;
};

static void disks_free(struct disks *d)
{
	for (size_t i = 0; i < d->v.n; i++)
		free(d->v.v[i].path);
	vec_free(&d->v);
}

/* Whose it is: InstanceID begins with the checkpoint's own. */
static struct hv_checkpoint *owner(struct hv_checkpoints *l, const char *id)
{
	for (size_t i = 0; i < l->list.n; i++) {
		struct hv_checkpoint *c = &l->list.v[i];
		size_t n = strlen(c->instance);

		if (!strncasecmp(id, c->instance, n) && id[n] == '\\')
			return c;
	}
	return NULL;
}

static int image_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct disks *d = arg;
	struct row row = { 0 };
	int r = wmi_read(o, image_fields, &row, e);
	struct hv_checkpoint *of = NULL;

	if (r == 0 && row.id && row.files.n && *row.files.v[0])
		of = owner(d->l, row.id);
	if (of) {
		struct disk *disk = vec_new(&d->v);

		disk->of = of;
		disk->path = TAKE(row.files.v[0]);
	}
	wmi_clear(image_fields, &row);
	return r;
}

static int file_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct disks *d = arg;
	struct row row = { 0 };
	int r = wmi_read(o, file_fields, &row, e);

	for (size_t i = 0; r == 0 && row.name && i < d->v.n; i++)
		if (!strcasecmp(d->v.v[i].path, row.name))
			d->v.v[i].bytes = row.bytes;
	wmi_clear(file_fields, &row);
	return r;
}

static int ask(struct hv_host *h, const char *ns, const char *wql,
	       int (*row)(const struct wmi_object *, void *, struct err *),
	       struct disks *d, struct err *e)
{
	struct wmi_query q = {
		.ns = ns, .wql = wql, .row = row, .arg = d, .err = ERR_INIT,
	};
	int r = wmi_query(hv_host_wmi(h), &q, 1, e);

	err_clear(&q.err);
	return r;
}

/* A file by its whole name: any other condition has Windows look through all
 * its disks. */
static int ask_files(struct hv_host *h, struct disks *d, struct err *e)
{
	AUTO_STR wql = STR_INIT;

	wql_select(&wql, "CIM_DataFile", file_fields);
	for (size_t i = 0; i < d->v.n; i++) {
		if (i)
			wql_or(&wql, "Name", "=", d->v.v[i].path);
		else
			wql_where(&wql, "Name", "=", d->v.v[i].path);
	}
	return ask(h, HV_CIMV2, wql.buf, file_row, d, e);
}

/* One that is not known makes the sum unknown. */
static void add_up(const struct disks *d)
{
	for (size_t i = 0; i < d->v.n; i++)
		d->v.v[i].of->bytes = (struct num){ 0, true };
	for (size_t i = 0; i < d->v.n; i++) {
		const struct disk *disk = &d->v.v[i];

		disk->of->bytes.v += disk->bytes.v;
		disk->of->bytes.set &= disk->bytes.set;
	}
}

int hv_checkpoint_sizes(struct hv_host *h, struct hv_checkpoints *l,
			struct err *e)
{
	struct disks d = { VEC_INIT, l };
	AUTO_STR wql = STR_INIT;
	int r;

	if (!l->list.n)
		return 0;
	wql_select(&wql, "Msvm_StorageAllocationSettingData", image_fields);
	wql_where(&wql, "ResourceSubType", "=",
		  "Microsoft:Hyper-V:Virtual Hard Disk");
	r = ask(h, HV_NS, wql.buf, image_row, &d, e);
	if (r == 0 && d.v.n)
		r = ask_files(h, &d, e);
	if (r == 0)
		add_up(&d);
	disks_free(&d);
	return r < 0 ? err_wrap(e, "Failed to ask for disk files") : 0;
}
