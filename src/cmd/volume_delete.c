/* cmd/volume_delete.c - vol-delete */
#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/refused.h"
#include "cmd/storage.h"
#include "hv/folder.h"
#include "hv/path.h"
#include "hv/usage.h"
#include "shell/args.h"
#include "shell/confirm.h"
#include "shell/out.h"

static const struct opt delete_opts[] = {
	VOL_OPT(complete_volume),
	VOL_POOL_OPT,
	{ "force", OPT_FLAG, "also one that is used; says what breaks" },
	DRY_RUN_OPT,
	CONFIRM_OPT,
	{ 0 }
};

static int used(const char *path, const struct str *who, struct err *e)
{
	AUTO_STR quoted = STR_INIT;

	str_add_shell(&quoted, path);
	err_set(e, ERR_STATE, "it is used by %s", who->buf);
	return err_hint(e, "hvsh vol-users %s (shows how; --force deletes it all "
			"the same and breaks them)", quoted.buf);
}

/* As confirm_or_tell. */
static int check(struct ctx *c, const struct args *a, struct hv_host *h,
		 const char *path, struct err *e)
{
	AUTO_CLAIMS claims = VEC_INIT;
	AUTO_STR who = STR_INIT;

	if (hv_usage_of(h, path, &claims, e) < 0)
		return -1;
	claims_text(&claims, &who);
	if (claims.n && !args_flag(a, "force"))
		return used(path, &who, e);
	if (claims.n)
		out_warn(c->out, "without it these break: %s", who.buf);
	return confirm_or_tell(c->out, a, e, "delete '%s'", path);
}

static int delete_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *word = args_str(a, "vol");
	AUTO_FREE char *path = NULL;
	AUTO_FILE f = { 0 };
	struct hv_host *h;
	int r;

	if (volume_path(c, a, word, &h, &path, e) < 0)
		return -1;
	if (!hv_path_ext(path, HV_VOLUME_EXTS))
		return err_set(e, ERR_USAGE, "'%s' is neither a virtual disk nor "
			       "an ISO image", word);
	if (hv_file_find(h, path, &f, e) < 0)
		return e->kind == ERR_NOT_FOUND ?
		       volume_unknown(path, word, e) : -1;
	r = check(c, a, h, f.path, e);
	if (r > 0)
		return 0;
	if (r < 0 || hv_file_delete(h, f.path, e) < 0)
		return err_wrap(e, "Failed to delete vol %s", word);
	out_done(c->out, "Vol %s deleted", word);
	return 0;
}

const struct cmd cmd_vol_delete = {
	.name = "vol-delete", .group = "volume", .summary = "delete a vol",
	.details = "Deletes the file. One that a domain, a checkpoint or another "
		   "disk needs is refused, naming who.",
	.opts = delete_opts, .refused = refused_vol_delete,
	.flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = delete_run,
};
