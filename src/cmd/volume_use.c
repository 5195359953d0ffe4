/* cmd/volume_use.c - vol-users, vol-orphans, vol-check */
#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/storage.h"
#include "hv/folder.h"
#include "hv/path.h"
#include "hv/usage.h"
#include "shell/args.h"
#include "shell/out.h"

#define MAX_CHAIN 64

/* "domain 'web01', checkpoint 'x' of domain 'web01'" */
void claims_text(const struct hv_claims *l, struct str *to)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct hv_claim *c = &l->v[i];

		str_add(to, i ? ", " : "");
		if (!c->vm)
			str_addf(to, "disk '%s'", c->path);
		else if (c->checkpoint)
			str_addf(to, "checkpoint '%s' of domain '%s'",
				 c->checkpoint, c->vm);
		else
			str_addf(to, "domain '%s'", c->vm);
	}
}

int volume_need_free(struct hv_host *h, const char *path, struct err *e)
{
	AUTO_CLAIMS claims = VEC_INIT;
	AUTO_STR who = STR_INIT;

	if (hv_usage_based_on(h, path, &claims, e) < 0)
		return -1;
	if (!claims.n)
		return 0;
	claims_text(&claims, &who);
	return err_set(e, ERR_STATE, "others are based on it, and a change would "
		       "break them: %s", who.buf);
}

/* --- vol-users --- */

static const struct opt vol_opts[] = {
	VOL_OPT(complete_volume),
	VOL_POOL_OPT,
	{ 0 }
};

/* The path of a volume that is there. */
static int find(struct ctx *c, const struct args *a, struct hv_host **h,
		char **path, struct err *e)
{
	const char *word = args_str(a, "vol");
	AUTO_FILE f = { 0 };

	if (volume_path(c, a, word, h, path, e) < 0)
		return -1;
	if (hv_file_find(*h, *path, &f, e) < 0)
		return e->kind == ERR_NOT_FOUND ?
		       volume_unknown(*path, word, e) : -1;
	return 0;
}

static int users_run(struct ctx *c, const struct args *a, struct err *e)
{
	static const struct out_col cols[] = {
		{ "domain", "Domain" }, { "checkpoint", "Checkpoint" },
		{ "path", "Path" }, { 0 }
	};
	AUTO_CLAIMS claims = VEC_INIT;
	AUTO_FREE char *path = NULL;
	struct hv_host *h;

	if (find(c, a, &h, &path, e) < 0)
		return -1;
	if (hv_usage_of(h, path, &claims, e) < 0)
		return err_wrap(e, "Failed to find the users of '%s'",
				hv_path_name(path));
	out_list(c->out, cols);
	for (size_t i = 0; i < claims.n; i++) {
		const struct hv_claim *u = &claims.v[i];

		out_cell(c->out, u->vm ? out_str(u->vm) : out_null("-"));
		out_cell(c->out, u->checkpoint ? out_str(u->checkpoint) :
						 out_null("-"));
		out_cell(c->out, out_str(u->path));
	}
	out_end(c->out);
	return 0;
}

const struct cmd cmd_vol_users = {
	.name = "vol-users", .group = "volume",
	.summary = "show who uses a vol",
	.details = "Lists the domains and checkpoints that have the vol, or a "
		   "disk that is based on it, in a drive, and the disks that "
		   "are based on it and in no drive.",
	.opts = vol_opts, .flags = CMD_NEEDS_HOST, .run = users_run,
};

/* --- vol-orphans --- */

static const struct opt orphans_opts[] = { POOL_OPT, { 0 } };

static void drop_images(struct hv_files *files)
{
	size_t n = 0;

	for (size_t i = 0; i < files->n; i++) {
		if (hv_disk_format_of(files->v[i].path))
			files->v[n++] = files->v[i];
		else
			hv_file_clear(&files->v[i]);
	}
	files->n = n;
}

static int orphans_run(struct ctx *c, const struct args *a, struct err *e)
{
	static const struct out_col cols[] = {
		{ "name", "Name" }, { "path", "Path" },
		{ "allocation_bytes", "Allocation" }, { 0 }
	};
	AUTO_POOL pool = { 0 };
	AUTO_FILES files = VEC_INIT;
	struct hv_host *h = ctx_host(c, e);
	char buf[SIZE_TEXT];

	if (!h || pool_find(c, h, args_str(a, "pool"), &pool, e) < 0)
		return -1;
	if (hv_folder_files(h, pool.path, &files, e) < 0)
		return err_wrap(e, "Failed to list volumes");
	drop_images(&files);
	if (files.n && hv_usage_drop_used(h, &files, e) < 0)
		return err_wrap(e, "Failed to find the users of the volumes");
	out_list(c->out, cols);
	for (size_t i = 0; i < files.n; i++) {
		uint64_t size = files.v[i].size.v;

		out_cell(c->out, out_str(hv_path_name(files.v[i].path)));
		out_cell(c->out, out_str(files.v[i].path));
		out_cell(c->out, out_num_as(size, size_text(size, 2, buf)));
	}
	out_end(c->out);
	return 0;
}

const struct cmd cmd_vol_orphans = {
	.name = "vol-orphans", .group = "volume",
	.summary = "list disks that no domain uses",
	.details = "Lists the virtual disks of a pool that neither a domain nor "
		   "a checkpoint has in a drive, and that none of their disks "
		   "is based on. ISO images are left out.",
	.opts = orphans_opts, .flags = CMD_NEEDS_HOST, .run = orphans_run,
};

/* --- vol-check --- */

static const struct opt check_opts[] = {
	VOL_OPT(complete_vol_disk),
	VOL_POOL_OPT,
	{ 0 }
};

struct chain {
	struct hv_disk v[MAX_CHAIN];
	size_t n;
	char *missing;          /* the parent that is not there */
};

static void chain_free(struct chain *l)
{
	for (size_t i = 0; i < l->n; i++)
		hv_disk_clear(&l->v[i]);
	free(l->missing);
}

static bool in_chain(const struct chain *l, const char *path)
{
	for (size_t i = 0; i < l->n; i++)
		if (!hv_path_cmp(l->v[i].path, path))
			return true;
	return false;
}

static int read_chain(struct hv_host *h, const char *path, const char *word,
		      struct chain *to, struct err *e)
{
	AUTO_FREE char *at = xstrdup(path);

	while (at) {
		struct hv_disk *d = &to->v[to->n];

		if (to->n == MAX_CHAIN || in_chain(to, at))
			return err_set(e, ERR_STATE, "the chain of '%s' has no "
				       "end", word);
		if (hv_disk_read(h, at, HV_DISK_SETTINGS | HV_DISK_STATE, d,
				 e) < 0) {
			if (e->kind != ERR_NOT_FOUND)
				return -1;
			if (!to->n)
				return volume_unknown(path, word, e);
			err_clear(e);
			to->missing = TAKE(at);
			return 0;
		}
		to->n++;
		free(at);
		at = xstrdup(d->parent);
	}
	return 0;
}

static void show_chain(struct out *o, const struct chain *l)
{
	static const struct out_col cols[] = {
		{ "path", "Path" }, { "format", "Format" },
		{ "disk_type", "Type" }, { "capacity_bytes", "Capacity" },
		{ "allocation_bytes", "Allocation" }, { 0 }
	};
	char buf[2][SIZE_TEXT];

	out_list(o, cols);
	for (size_t i = 0; i < l->n; i++) {
		const struct hv_disk *d = &l->v[i];

		out_cell(o, out_str(d->path));
		out_cell(o, out_str(hv_disk_format_name(d->format.v)));
		out_cell(o, out_str(hv_disk_type_name(d->type.v)));
		out_cell(o, out_num_as(d->size.v,
				       size_text(d->size.v, 2, buf[0])));
		out_cell(o, out_num_as(d->file_size.v,
				       size_text(d->file_size.v, 2, buf[1])));
	}
	out_end(o);
}

static int broken(const struct chain *l, struct err *e)
{
	AUTO_STR child = STR_INIT;

	str_add_shell(&child, l->v[l->n - 1].path);
	err_set(e, ERR_STATE, "'%s' is based on '%s', which is not there",
		l->v[l->n - 1].path, l->missing);
	return err_hint(e, "hvsh vol-reparent %s PARENT (where the parent has "
			"moved)", child.buf);
}

static int check_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *word = args_str(a, "vol");
	AUTO_FREE char *path = NULL;
	struct chain *l = xcalloc(1, sizeof *l);
	struct domain_watch w;
	struct hv_host *h;
	int r = volume_path(c, a, word, &h, &path, e);

	if (r == 0)
		r = volume_need_disk(path, e);
	if (r == 0)
		r = read_chain(h, path, word, l, e);
	if (r == 0)
		show_chain(c->out, l);
	if (r == 0 && l->missing)
		r = broken(l, e);
	if (r == 0) {
		r = hv_disk_validate(h, path, domain_watch(&w, c, "Checking"),
				     e);
		domain_watch_end(&w);
	}
	chain_free(l);
	free(l);
	return r < 0 ? err_wrap(e, "Vol %s is not sound", word) : 0;
}

const struct cmd cmd_vol_check = {
	.name = "vol-check", .group = "volume",
	.summary = "check a virtual disk and what it is based on",
	.details = "Shows the disk and all that it is based on, looks whether "
		   "these are there, and has Hyper-V check the chain: its "
		   "identifiers, sizes and headers.",
	.opts = check_opts, .flags = CMD_NEEDS_HOST, .run = check_run,
};
