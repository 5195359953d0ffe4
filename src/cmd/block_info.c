/* cmd/block_info.c - domblkinfo */
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/device.h"
#include "cmd/domain.h"
#include "cmd/storage.h"
#include "cmd/vm_names.h"
#include "domxml/target.h"
#include "hv/config.h"
#include "hv/folder.h"
#include "hv/merge.h"
#include "hv/path.h"
#include "shell/args.h"
#include "shell/out.h"

#define MAX_CHAIN 64            /* files; rings end, too */

static const struct opt info_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "device", OPT_ARG, "block device: target or path", complete_target },
	{ "human", OPT_FLAG, "Human readable output" },
	{ "all", OPT_FLAG, "display all block devices info" },
	{ 0 }
};

struct block {
	const struct hv_drive *drive;
	struct num capacity, allocation;
	char *chain;            /* of a disk that is merged: "FILE -> FILE" */
	char *chain_names;      /* the same without folders */
};

/* The drives that are shown, and what is in them. */
struct blocks {
	struct VEC_OF(struct block) l;
	struct hv_merge merge;  /* of the VM, where it may matter */
};

static void blocks_clear(struct blocks *b)
{
	for (size_t i = 0; i < b->l.n; i++) {
		free(b->l.v[i].chain);
		free(b->l.v[i].chain_names);
	}
	vec_free(&b->l);
	hv_merge_clear(&b->merge);
}
#define AUTO_BLOCKS __attribute__((cleanup(blocks_clear))) struct blocks

/* The image's path; NULL of an empty drive, of a disk of the host, and of a
 * share, of which WMI shows nothing. */
static char *image_of(const struct hv_drive *d)
{
	AUTO_ERR ignored = ERR_INIT;
	char *path = NULL;

	if (!d->image || d->kind == HV_DRIVE_PHYSICAL ||
	    hv_path_clean(d->image, &path, &ignored) < 0)
		return NULL;
	return path;
}

/* Until the end of a merge, the drive has the file that is merged. */
static bool may_merge(const struct hv_drive *d)
{
	return d->image && hv_path_ext(d->image, "avhd avhdx");
}

static void add_file(struct str *to, const char *file)
{
	str_addf(to, "%s%s", to->len ? " -> " : "", file);
}

/* The file, and what it is based on, as far as that can be read while the host
 * works on it. */
static void read_chain(struct hv_host *h, const struct volume *v,
		       struct block *b)
{
	AUTO_FREE char *at = xstrdup(v->disk.parent);
	AUTO_ERR ignored = ERR_INIT;
	AUTO_STR chain = STR_INIT, names = STR_INIT;

	add_file(&chain, v->path);
	add_file(&names, hv_path_name(v->path));
	for (unsigned n = 0; at && n < MAX_CHAIN; n++) {
		AUTO_DISK d = { 0 };

		add_file(&chain, at);
		add_file(&names, hv_path_name(at));
		if (hv_disk_read(h, at, HV_DISK_SETTINGS, &d, &ignored) < 0)
			break;
		free(at);
		at = TAKE(d.parent);
	}
	b->chain = str_take(&chain);
	b->chain_names = str_take(&names);
}

static int look_at(struct hv_host *h, const struct hv_config *vm,
		   struct volume_query *q, struct blocks *b, struct err *e)
{
	bool merge = false;

	if (volumes_read(h, q, b->l.n, e) < 0)
		return -1;
	for (size_t i = 0; i < b->l.n; i++) {
		b->l.v[i].capacity = q[i].volume.capacity;
		b->l.v[i].allocation = q[i].volume.allocation;
		merge |= may_merge(b->l.v[i].drive);
	}
	if (merge && hv_merge_read(h, vm->guid, &b->merge, e) < 0)
		return -1;
	for (size_t i = 0; b->merge.runs && i < b->l.n; i++)
		if (may_merge(b->l.v[i].drive) && q[i].volume.path)
			read_chain(h, &q[i].volume, &b->l.v[i]);
	return 0;
}

/* What is in the drives of 'b': nothing of an empty one, and of a disk of the
 * host. */
static int look(struct hv_host *h, const struct hv_config *vm,
		struct blocks *b, struct err *e)
{
	AUTO_FREE struct volume_query *q = xcalloc(b->l.n + 1, sizeof *q);
	AUTO_FREE char **paths = xcalloc(b->l.n + 1, sizeof *paths);
	int r;

	for (size_t i = 0; i < b->l.n; i++) {
		paths[i] = image_of(b->l.v[i].drive);
		q[i] = (struct volume_query){
			.path = paths[i], .word = b->l.v[i].drive->image,
		};
	}
	r = look_at(h, vm, q, b, e);
	for (size_t i = 0; i < b->l.n; i++) {
		volume_clear(&q[i].volume);
		free(paths[i]);
	}
	return r;
}

static void add_block(struct blocks *b, const struct hv_drive *d)
{
	struct block *one = vec_new(&b->l);

	one->drive = d;
}

static struct out_value cell(const struct args *a, struct num n,
			     char buf[SIZE_TEXT])
{
	if (!n.set)
		return out_null("-");
	if (args_flag(a, "human"))
		return out_num_as(n.v, size_text(n.v, 3, buf));
	return out_num(n.v);
}

/* How far the merge is, of a disk that is merged. */
static struct out_value merge_cell(const struct blocks *b,
				   const struct block *one, char buf[SIZE_TEXT])
{
	if (!one->chain)
		return out_null("-");
	if (!b->merge.percent.set)
		return out_null("running");
	snprintf(buf, SIZE_TEXT, "%u %%", (unsigned)b->merge.percent.v);
	return out_num_as(b->merge.percent.v, buf);
}

static struct out_value chain_cell(const struct block *one)
{
	return one->chain ? out_str_as(one->chain, one->chain_names) :
			    out_null("-");
}

/* virsh's columns; text form has those of a merge only while one runs. */
static void show_all(struct ctx *c, const struct args *a,
		     const struct blocks *b)
{
	static const struct out_col cols[] = {
		{ "target", "Target" }, { "capacity_bytes", "Capacity" },
		{ "allocation_bytes", "Allocation" },
		{ "physical_bytes", "Physical" },
		{ "merging_percent", "Merging" }, { "chain", "Chain" }, { 0 }
	};
	bool all = b->merge.runs || out_format(c->out) != OUT_TEXT;
	struct out_col few[5] = { { 0 } };
	char buf[SIZE_TEXT];

	memcpy(few, cols, 4 * sizeof *cols);
	out_list(c->out, all ? cols : few);
	for (size_t i = 0; i < b->l.n; i++) {
		const struct block *one = &b->l.v[i];
		AUTO_FREE char *target = domxml_target(one->drive->bus,
			one->drive->controller, one->drive->slot);

		out_cell(c->out, out_str(target));
		out_cell(c->out, cell(a, one->capacity, buf));
		out_cell(c->out, cell(a, one->allocation, buf));
		out_cell(c->out, cell(a, one->allocation, buf));
		if (all) {
			out_cell(c->out, merge_cell(b, one, buf));
			out_cell(c->out, chain_cell(one));
		}
	}
	out_end(c->out);
}

static const struct hv_drive *find_drive(const struct hv_config *vm,
					 const char *device)
{
	for (size_t i = 0; i < vm->drives.n; i++) {
		const struct hv_drive *d = &vm->drives.v[i];
		AUTO_FREE char *target = domxml_target(d->bus, d->controller,
						       d->slot);

		if (!strcmp(target, device) ||
		    (d->image && !hv_path_cmp(d->image, device)))
			return d;
	}
	return NULL;
}

static void field(struct out *o, const struct args *a, const char *key,
		  const char *label, struct num n)
{
	char buf[SIZE_TEXT];

	out_field(o, key, label, cell(a, n, buf));
}

static void show_one(struct ctx *c, const struct args *a,
		     const struct blocks *b)
{
	const struct block *one = &b->l.v[0];
	char buf[SIZE_TEXT];

	field(c->out, a, "capacity_bytes", "Capacity", one->capacity);
	field(c->out, a, "allocation_bytes", "Allocation", one->allocation);
	field(c->out, a, "physical_bytes", "Physical", one->allocation);
	if (one->chain) {
		out_field(c->out, "merging_percent", "Merging",
			  merge_cell(b, one, buf));
		if (b->merge.job)
			out_field(c->out, "merging_job", "Job",
				  out_str(b->merge.job));
		out_field(c->out, "chain", "Chain", chain_cell(one));
	}
	out_end(c->out);
}

/* The drives that are asked for. */
static int choose(const struct args *a, const struct hv_config *vm,
		  struct blocks *b, struct err *e)
{
	const char *device = args_str(a, "device");
	const struct hv_drive *d;

	if (args_flag(a, "all")) {
		for (size_t i = 0; i < vm->drives.n; i++)
			add_block(b, &vm->drives.v[i]);
		return 0;
	}
	d = find_drive(vm, device);
	if (!d)
		return err_set(e, ERR_NOT_FOUND, "invalid argument: invalid path "
			       "%s not assigned to domain", device);
	add_block(b, d);
	return 0;
}

static int info_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_CONFIG *vm = NULL;
	AUTO_BLOCKS b = { .l = VEC_INIT };
	const char *word = NULL;
	struct hv_host *h;

	if (domain_word(a, &word, e) < 0)
		return -1;
	if (!args_flag(a, "all") && !args_str(a, "device"))
		return err_set(e, ERR_USAGE, "command 'domblkinfo' requires "
			       "<device> option");
	h = ctx_host(c, e);
	if (!h || hv_config_read(h, word, &vm, e) < 0 ||
	    choose(a, vm, &b, e) < 0 || look(h, vm, &b, e) < 0)
		return -1;
	if (args_flag(a, "all"))
		show_all(c, a, &b);
	else
		show_one(c, a, &b);
	return 0;
}

const struct cmd cmd_domblkinfo = {
	.name = "domblkinfo", .group = "monitor",
	.summary = "domain block device size information",
	.details = "Get block device size info for a domain: what the guest "
		   "sees, and what the file takes; while a deleted checkpoint is "
		   "merged into it, also how far that is, and the chain of files.",
	.opts = info_opts, .flags = CMD_NEEDS_HOST, .run = info_run,
};
