/* cmd/domain_rename.c - domrename */
#include "base/err.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/vm_names.h"
#include "hv/settings.h"
#include "shell/args.h"
#include "shell/out.h"

static const struct opt rename_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "new-name", OPT_ARG, "new domain name", .required = true },
	{ 0 }
};

static int rename_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *name = args_str(a, "new-name"), *word;
	struct domain_watch w;
	struct hv_host *h;
	int r;

	if (domain_word(a, &word, e) < 0)
		return -1;
	h = ctx_host(c, e);
	if (!h)
		return -1;
	r = hv_vm_rename(h, word, name, domain_watch(&w, c, "Renaming"), e);
	domain_watch_end(&w);
	if (r < 0)
		return -1;
	out_done(c->out, "Domain successfully renamed");
	return 0;
}

const struct cmd cmd_domrename = {
	.name = "domrename", .group = "domain", .summary = "rename a domain",
	.details = "Rename a domain, whether it runs or not.",
	.opts = rename_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = rename_run,
};
