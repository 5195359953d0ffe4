/* cmd/volume_info.c - vol-list, vol-info, vol-path, vol-dumpxml */
#include <inttypes.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/storage.h"
#include "cmd/xml.h"
#include "domxml/storage.h"
#include "hv/folder.h"
#include "hv/path.h"
#include "shell/args.h"
#include "shell/out.h"

/* --- vol-list --- */

static const struct opt list_opts[] = {
	POOL_OPT,
	{ "details", OPT_FLAG, "display extended details for volumes" },
	{ 0 }
};

static void list_plain(struct out *o, const struct hv_files *files)
{
	static const struct out_col cols[] = {
		{ "name", "Name" }, { "path", "Path" }, { 0 }
	};

	out_list(o, cols);
	for (size_t i = 0; i < files->n; i++) {
		out_cell(o, out_str(hv_path_name(files->v[i].path)));
		out_cell(o, out_str(files->v[i].path));
	}
	out_end(o);
}

static struct out_value size_cell(struct num bytes, char buf[SIZE_TEXT])
{
	if (!bytes.set)
		return out_null("-");
	return out_num_as(bytes.v, size_text(bytes.v, 2, buf));
}

/* A disk that cannot be read is in the list all the same. */
static int capacity(struct ctx *c, struct hv_disk_query *q, struct num *ret,
		    struct err *e)
{
	enum err_kind k = q->err.kind;

	if (k == ERR_NONE) {
		*ret = q->disk.size;
		return 0;
	}
	if (k != ERR_FAILED && k != ERR_STATE && k != ERR_NOT_FOUND)
		return err_copy(e, &q->err);
	out_warn(c->out, "%s", q->err.msg);
	return 0;
}

/* The sizes that guests see; all disks are asked at the same time. */
static int capacities(struct ctx *c, struct hv_host *h,
		      const struct hv_files *files, struct num *ret,
		      struct err *e)
{
	AUTO_FREE struct hv_disk_query *q = xcalloc(files->n + 1, sizeof *q);
	AUTO_ERR ignored = ERR_INIT;    /* each disk has its own */
	size_t n = 0, k = 0;
	int r = 0;

	for (size_t i = 0; i < files->n; i++)
		if (hv_disk_format_of(files->v[i].path))
			q[n++] = (struct hv_disk_query){
				.path = files->v[i].path,
				.what = HV_DISK_SETTINGS,
			};
	hv_disks_read(h, q, n, &ignored);
	for (size_t i = 0; i < files->n; i++) {
		if (!hv_disk_format_of(files->v[i].path)) {
			ret[i] = files->v[i].size;
			continue;
		}
		if (r == 0)
			r = capacity(c, &q[k], &ret[i], e);
		hv_disk_clear(&q[k].disk);
		err_clear(&q[k++].err);
	}
	return r;
}

static int list_details(struct ctx *c, struct hv_host *h,
			const struct hv_files *files, struct err *e)
{
	static const struct out_col cols[] = {
		{ "name", "Name" }, { "path", "Path" }, { "type", "Type" },
		{ "capacity_bytes", "Capacity" }, { "allocation_bytes", "Allocation" },
		{ 0 }
	};
	AUTO_FREE struct num *sizes = xcalloc(files->n + 1, sizeof *sizes);
	char buf[2][SIZE_TEXT];

	if (capacities(c, h, files, sizes, e) < 0)
		return -1;
	out_list(c->out, cols);
	for (size_t i = 0; i < files->n; i++) {
		const struct hv_file *f = &files->v[i];

		out_cell(c->out, out_str(hv_path_name(f->path)));
		out_cell(c->out, out_str(f->path));
		out_cell(c->out, out_str("file"));
		out_cell(c->out, size_cell(sizes[i], buf[0]));
		out_cell(c->out, size_cell(f->size, buf[1]));
	}
	out_end(c->out);
	return 0;
}

static int list_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_POOL pool = { 0 };
	AUTO_FILES files = VEC_INIT;
	struct hv_host *h = ctx_host(c, e);

	if (!h || pool_find(c, h, args_str(a, "pool"), &pool, e) < 0)
		return -1;
	if (hv_folder_files(h, pool.path, &files, e) < 0)
		return err_wrap(e, "Failed to list volumes");
	if (args_flag(a, "details"))
		return list_details(c, h, &files, e);
	list_plain(c->out, &files);
	return 0;
}

const struct cmd cmd_vol_list = {
	.name = "vol-list", .group = "volume", .summary = "list vols",
	.details = "Returns list of vols by pool: virtual disks and ISO images. "
		   "--details asks the host for each disk.",
	.opts = list_opts, .flags = CMD_NEEDS_HOST, .run = list_run,
};

/* --- vol-info --- */

static const struct opt info_opts[] = {
	VOL_OPT(complete_volume),
	VOL_POOL_OPT,
	{ "bytes", OPT_FLAG,
	  "sizes are represented in bytes rather than pretty units" },
	{ "physical", OPT_FLAG, "call the file's size physical" },
	{ 0 }
};

static void size_field(struct out *o, const struct args *a, const char *key,
		       const char *label, struct num v)
{
	AUTO_FREE char *bytes = xasprintf("%" PRIu64 " bytes", v.v);
	char buf[SIZE_TEXT];

	if (v.set)
		out_field(o, key, label, out_num_as(v.v, args_flag(a, "bytes") ?
			  bytes : size_text(v.v, 2, buf)));
}

static void num_field(struct out *o, const char *key, const char *label,
		      struct num v, const char *unit)
{
	AUTO_FREE char *shown = xasprintf("%" PRIu64 "%s", v.v, unit);

	if (v.set)
		out_field(o, key, label, out_num_as(v.v, shown));
}

static void disk_fields(struct out *o, const struct args *a,
			const struct hv_disk *d)
{
	const char *format = hv_disk_format_name(d->format.v);
	const char *type = hv_disk_type_name(d->type.v);

	out_field(o, "format", "Format", out_str(format ? format : "unknown"));
	out_field(o, "disk_type", "Disk type", out_str(type ? type : "unknown"));
	if (d->parent)
		out_field(o, "parent", "Parent", out_str(d->parent));
	if (d->min_size.set && d->min_size.v)
		size_field(o, a, "min_size_bytes", "Minimum", d->min_size);
	if (d->type.v != HV_DISK_FIXED)
		size_field(o, a, "block_size_bytes", "Block size", d->block);
	num_field(o, "sector_size_bytes", "Sector size", d->sector, " bytes");
	num_field(o, "physical_sector_size_bytes", "Phys. sector",
		  d->physical_sector, " bytes");
	num_field(o, "fragmentation_percent", "Fragmented", d->fragmentation,
		  " %");
	out_field(o, "in_use", "In use",
		  out_bool(d->in_use.v, d->in_use.v ? "yes" : "no"));
}

static int info_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_VOLUME v = { 0 };
	struct hv_host *h;
	bool physical = args_flag(a, "physical");

	if (volume_find(c, a, &h, &v, e) < 0)
		return -1;
	out_field(c->out, "name", "Name", out_str(hv_path_name(v.path)));
	out_field(c->out, "type", "Type", out_str("file"));
	size_field(c->out, a, "capacity_bytes", "Capacity", v.capacity);
	size_field(c->out, a, physical ? "physical_bytes" : "allocation_bytes",
		   physical ? "Physical" : "Allocation", v.allocation);
	if (v.is_disk)
		disk_fields(c->out, a, &v.disk);
	out_end(c->out);
	return 0;
}

const struct cmd cmd_vol_info = {
	.name = "vol-info", .group = "volume",
	.summary = "storage vol information",
	.details = "Returns basic information about the storage vol, and of a "
		   "virtual disk what is inside: format, parent, the size it "
		   "can shrink to, sectors.",
	.opts = info_opts, .flags = CMD_NEEDS_HOST, .run = info_run,
};

/* --- vol-path, vol-dumpxml --- */

static const struct opt vol_opts[] = {
	VOL_OPT(complete_volume),
	VOL_POOL_OPT,
	{ 0 }
};

static int path_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *word = args_str(a, "vol");
	AUTO_FREE char *path = NULL;
	AUTO_FILE f = { 0 };
	struct hv_host *h;

	if (volume_path(c, a, word, &h, &path, e) < 0)
		return -1;
	if (hv_file_find(h, path, &f, e) < 0)
		return e->kind == ERR_NOT_FOUND ?
		       volume_unknown(path, word, e) : -1;
	out_value(c->out, "path", out_str(f.path));
	return 0;
}

const struct cmd cmd_vol_path = {
	.name = "vol-path", .group = "volume",
	.summary = "returns the volume path for a given volume name or key",
	.opts = vol_opts, .flags = CMD_NEEDS_HOST, .run = path_run,
};

static const struct opt dumpxml_opts[] = {
	VOL_OPT(complete_volume),
	VOL_POOL_OPT,
	XML_OPTS,
	{ 0 }
};

static int dumpxml_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_VOLUME v = { 0 };
	AUTO_STR xml = STR_INIT;
	struct hv_host *h;

	if (xml_check(a, e) < 0 || volume_find(c, a, &h, &v, e) < 0)
		return -1;
	domxml_volume_write(&(struct domxml_volume){
		.name = hv_path_name(v.path), .path = v.path,
		.parent = v.disk.parent, .capacity = v.capacity,
		.allocation = v.allocation,
	}, &xml);
	return xml_print(c, a, xml.buf, e);
}

const struct cmd cmd_vol_dumpxml = {
	.name = "vol-dumpxml", .group = "volume",
	.summary = "vol information in XML",
	.details = "Output the vol information as an XML dump to stdout. VHDX "
		   "has no word in libvirt: such a vol has no <format>.",
	.opts = dumpxml_opts, .flags = CMD_NEEDS_HOST, .run = dumpxml_run,
};
