/* cmd/volume_change.c - vol-resize, vol-compact, vol-merge, vol-reparent */
#include <inttypes.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/refused.h"
#include "cmd/storage.h"
#include "hv/folder.h"
#include "hv/path.h"
#include "hv/usage.h"
#include "shell/args.h"
#include "shell/confirm.h"
#include "shell/out.h"

#define SECTOR 4096     /* the largest there is; a size is a multiple of it */

static int find_disk(struct ctx *c, const struct args *a, struct hv_host **h,
		     struct volume *v, struct err *e)
{
	AUTO_FREE char *path = NULL;
	const char *word = args_str(a, "vol");

	if (volume_path(c, a, word, h, &path, e) < 0 ||
	    volume_need_disk(path, e) < 0)
		return -1;
	return volume_read(*h, path, word, v, e);
}

/* --- vol-resize --- */

static const struct opt resize_opts[] = {
	VOL_OPT(complete_vol_disk),
	{ "capacity", OPT_ARG,
	  "new capacity for the vol, as scaled integer (default bytes)", NULL,
	  .required = true },
	VOL_POOL_OPT,
	{ "delta", OPT_FLAG,
	  "use capacity as a delta to current size, rather than the new size" },
	{ "shrink", OPT_FLAG, "allow the resize to shrink the volume" },
	DRY_RUN_OPT,
	CONFIRM_OPT,
	{ 0 }
};

/* What is asked for, as virsh reads it: "-2G" is a delta, too. */
static int wanted_size(const struct args *a, uint64_t now, uint64_t *ret,
		       struct err *e)
{
	const char *text = args_str(a, "capacity");
	bool less = *text == '-';
	uint64_t v;

	if (size_parse(text + less, &v, e) < 0)
		return -1;
	if (less && !(args_flag(a, "delta") && args_flag(a, "shrink")))
		return err_set(e, ERR_USAGE, "negative capacity requires --delta "
			       "and --shrink");
	if (less && v > now)
		return err_set(e, ERR_USAGE, "it has no more than %" PRIu64
			       " bytes", now);
	if (!less && args_flag(a, "delta") && now > UINT64_MAX - v)
		return err_set(e, ERR_USAGE, "Malformed size %s", text);
	*ret = less ? now - v : args_flag(a, "delta") ? now + v : v;
	if (*ret > UINT64_MAX - SECTOR)
		return err_set(e, ERR_USAGE, "Malformed size %s", text);
	*ret = (*ret + SECTOR - 1) / SECTOR * SECTOR;
	return 0;
}

static int check_shrink(const struct args *a, const struct hv_disk *d,
			uint64_t size, struct err *e)
{
	char buf[SIZE_TEXT];

	if (size >= d->size.v)
		return 0;
	if (!args_flag(a, "shrink"))
		return err_set(e, ERR_USAGE, "it has %" PRIu64 " bytes: to make "
			       "it smaller needs --shrink", d->size.v);
	if (d->format.v == HV_FORMAT_VHD)
		return err_set(e, ERR_STATE, "a VHD cannot shrink, a VHDX can");
	if (!d->min_size.set || size >= d->min_size.v)
		return 0;
	err_set(e, ERR_STATE, "its partitions end at %s (%" PRIu64 " bytes): it "
		"cannot be smaller", size_text(d->min_size.v, 2, buf),
		d->min_size.v);
	return err_hint(e, "shrink the last partition in the guest first");
}

/* Asks where nobody knows what a smaller disk would lose. As
 * confirm_or_tell. */
static int sure_of_size(struct ctx *c, const struct args *a,
			const struct hv_disk *d, uint64_t size, struct err *e)
{
	bool risky = size < d->size.v && !d->min_size.set;

	if (!risky && !args_flag(a, "dry-run"))
		return 0;
	return confirm_or_tell(c->out, a, e, "resize '%s' from %" PRIu64 " to %"
			       PRIu64 " bytes%s", d->path, d->size.v, size,
			       risky ? ", though the host cannot tell where its "
			       "partitions end: what lies behind is lost" : "");
}

/* As confirm_or_tell. */
static int resize(struct ctx *c, const struct args *a, struct hv_host *h,
		  const struct volume *v, struct err *e)
{
	struct domain_watch w;
	uint64_t size = 0;
	int r;

	if (wanted_size(a, v->disk.size.v, &size, e) < 0 ||
	    check_shrink(a, &v->disk, size, e) < 0 ||
	    volume_need_free(h, v->path, e) < 0)
		return -1;
	if (size == v->disk.size.v)
		return 0;
	r = sure_of_size(c, a, &v->disk, size, e);
	if (r)
		return r;
	r = hv_disk_resize(h, v->path, size, domain_watch(&w, c, "Resizing"),
			   e);
	domain_watch_end(&w);
	return r;
}

static int resize_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *word = args_str(a, "vol"), *size = args_str(a, "capacity");
	const char *how = args_flag(a, "delta") ? "by" : "to";
	AUTO_VOLUME v = { 0 };
	struct hv_host *h;
	int r;

	if (find_disk(c, a, &h, &v, e) < 0)
		return -1;
	r = resize(c, a, h, &v, e);
	if (r > 0)
		return 0;
	if (r < 0)
		return err_wrap(e, "Failed to change size of volume '%s' %s %s",
				word, how, size);
	out_done(c->out, "Size of volume '%s' successfully changed %s %s", word,
		 how, size);
	return 0;
}

const struct cmd cmd_vol_resize = {
	.name = "vol-resize", .group = "volume", .summary = "resize a vol",
	.details = "Changes what a guest sees; its partitions are the guest's "
		   "business. Rounded up to 4096 bytes. With --shrink down to "
		   "where the last partition ends, which vol-info tells.",
	.opts = resize_opts, .refused = refused_vol_resize,
	.flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = resize_run,
};

/* --- vol-compact --- */

static const struct opt disk_opts[] = {
	VOL_OPT(complete_vol_disk),
	VOL_POOL_OPT,
	{ 0 }
};

static int compact(struct ctx *c, struct hv_host *h, const struct volume *v,
		   struct hv_disk *after, struct err *e)
{
	struct domain_watch w;
	int r;

	if (v->disk.type.v == HV_DISK_FIXED)
		return err_set(e, ERR_STATE, "a fixed disk is always as large as "
			       "its capacity");
	if (volume_need_free(h, v->path, e) < 0)
		return -1;
	r = hv_disk_compact(h, v->path, domain_watch(&w, c, "Compacting"), e);
	domain_watch_end(&w);
	return r < 0 ? -1 : hv_disk_read(h, v->path, HV_DISK_STATE, after, e);
}

static int compact_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *word = args_str(a, "vol");
	AUTO_VOLUME v = { 0 };
	AUTO_DISK after = { 0 };
	char buf[2][SIZE_TEXT];
	struct hv_host *h;

	if (find_disk(c, a, &h, &v, e) < 0)
		return -1;
	if (compact(c, h, &v, &after, e) < 0)
		return err_wrap(e, "Failed to compact vol %s", word);
	out_done(c->out, "Vol %s compacted from %s to %s", word,
		 size_text(v.disk.file_size.v, 2, buf[0]),
		 size_text(after.file_size.v, 2, buf[1]));
	return 0;
}

const struct cmd cmd_vol_compact = {
	.name = "vol-compact", .group = "volume",
	.summary = "make the file of a virtual disk smaller",
	.details = "Gives back the blocks of a dynamic or differencing disk that "
		   "hold nothing. No domain may have it open.",
	.opts = disk_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = compact_run,
};

/* --- vol-merge --- */

static const struct opt merge_opts[] = {
	VOL_OPT(complete_vol_disk),
	VOL_POOL_OPT,
	DRY_RUN_OPT,
	CONFIRM_OPT,
	{ 0 }
};

/* Whoever uses the disk, or another one on top of its parent, loses it. */
static int check_merge(struct hv_host *h, const struct volume *v,
		       struct err *e)
{
	AUTO_CLAIMS all = VEC_INIT;
	AUTO_STR who = STR_INIT;
	size_t n = 0;

	if (hv_usage_of(h, v->disk.parent, &all, e) < 0)
		return -1;
	/* the disk itself is based on its parent: that is no one else */
	for (size_t i = 0; i < all.n; i++) {
		struct hv_claim claim = all.v[i];

		if (!claim.vm && !hv_path_cmp(claim.path, v->path)) {
			free(claim.path);
			continue;
		}
		all.v[n++] = claim;
	}
	all.n = n;
	if (!n)
		return 0;
	claims_text(&all, &who);
	err_set(e, ERR_STATE, "it or its parent is in use, and that would break: "
		"%s", who.buf);
	return err_hint(e, "a checkpoint's disks are merged by snapshot-delete");
}

/* As confirm_or_tell. */
static int merge(struct ctx *c, const struct args *a, struct hv_host *h,
		 const struct volume *v, struct err *e)
{
	struct domain_watch w;
	int r;

	if (!v->disk.parent)
		return err_set(e, ERR_STATE, "it is based on no other disk");
	if (check_merge(h, v, e) < 0)
		return -1;
	r = confirm_or_tell(c->out, a, e, "merge '%s' into '%s' and delete it",
			    v->path, v->disk.parent);
	if (r)
		return r;
	r = hv_disk_merge(h, v->path, v->disk.parent,
			  domain_watch(&w, c, "Merging"), e);
	domain_watch_end(&w);
	return r;
}

static int merge_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *word = args_str(a, "vol");
	AUTO_VOLUME v = { 0 };
	struct hv_host *h;
	int r;

	if (find_disk(c, a, &h, &v, e) < 0)
		return -1;
	r = merge(c, a, h, &v, e);
	if (r > 0)
		return 0;
	if (r < 0)
		return err_wrap(e, "Failed to merge vol %s", word);
	out_done(c->out, "Vol %s merged into %s", word,
		 hv_path_name(v.disk.parent));
	return 0;
}

const struct cmd cmd_vol_merge = {
	.name = "vol-merge", .group = "volume",
	.summary = "merge a differencing disk into its parent",
	.details = "What the disk holds goes into the disk that it is based on, "
		   "and its own file vanishes. Refused while anybody uses one "
		   "of the two.",
	.opts = merge_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = merge_run,
};

/* --- vol-reparent --- */

static const struct opt reparent_opts[] = {
	VOL_OPT(complete_vol_disk),
	{ "parent", OPT_ARG, "vol that it is to be based on",
	  complete_vol_disk, .required = true },
	VOL_POOL_OPT,
	{ "ignore-mismatch", OPT_FLAG,
	  "also one that does not know it; data may be damaged" },
	DRY_RUN_OPT,
	CONFIRM_OPT,
	{ 0 }
};

/* A broken chain cannot be read, so that only the file is looked for. Nobody
 * is asked where Hyper-V checks that they fit. As confirm_or_tell. */
static int reparent(struct ctx *c, const struct args *a, struct hv_host *h,
		    const char *path, const char *parent, struct err *e)
{
	bool ignore = args_flag(a, "ignore-mismatch");
	struct domain_watch w;
	int r;

	r = !ignore && !args_flag(a, "dry-run") ? 0 :
		confirm_or_tell(c->out, a, e, "base '%s' on '%s'%s", path, parent,
				ignore ? " though it may not fit" : "");
	if (r)
		return r;
	r = hv_disk_set_parent(h, path, parent, ignore,
			       domain_watch(&w, c, "Reconnecting"), e);
	domain_watch_end(&w);
	return r;
}

static int reparent_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *word = args_str(a, "vol"), *to = args_str(a, "parent");
	AUTO_FREE char *path = NULL, *parent = NULL;
	struct hv_host *h;
	int r;

	if (volume_path(c, a, word, &h, &path, e) < 0 ||
	    volume_path(c, a, to, &h, &parent, e) < 0 ||
	    volume_need_disk(path, e) < 0 || volume_need_disk(parent, e) < 0)
		return -1;
	if (!hv_path_cmp(path, parent))
		return err_set(e, ERR_USAGE, "a disk cannot be based on itself");
	r = reparent(c, a, h, path, parent, e);
	if (r > 0)
		return 0;
	if (r < 0)
		return err_wrap(e, "Failed to base vol %s on %s", word, to);
	out_done(c->out, "Vol %s is based on %s", word, to);
	return 0;
}

const struct cmd cmd_vol_reparent = {
	.name = "vol-reparent", .group = "volume",
	.summary = "tell a differencing disk where its parent is",
	.details = "For a parent that has moved. One that has another identifier "
		   "is refused without --ignore-mismatch.",
	.opts = reparent_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = reparent_run,
};
