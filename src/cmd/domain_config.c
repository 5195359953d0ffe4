/* cmd/domain_config.c - autostart */
#include "base/err.h"
#include "cmd/cmds.h"
#include "cmd/vm_names.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "hv/settings.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/out.h"

static const struct opt autostart_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "disable", OPT_FLAG, "disable autostarting" },
	{ 0 }
};

static int autostart_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *verb = args_flag(a, "disable") ? "unmark" : "mark";
	AUTO_VM *vm = NULL;
	struct domain_watch w;
	struct hv_host *h;
	int r;

	if (domain_find(c, a, &h, &vm, e) < 0)
		return -1;
	r = hv_vm_set_autostart(h, vm->guid, !args_flag(a, "disable"),
				domain_watch(&w, c, "Changing"), e);
	domain_watch_end(&w);
	if (r < 0)
		return err_wrap(e, "Failed to %s domain '%s' as autostarted",
				verb, vm->name);
	out_done(c->out, "Domain '%s' %sed as autostarted", vm->name, verb);
	return 0;
}

const struct cmd cmd_autostart = {
	.name = "autostart", .group = "domain",
	.summary = "autostart a domain",
	.details = "Configure a domain to be automatically started at boot "
		   "of the host.",
	.opts = autostart_opts, .flags = CMD_ANY_HOST | CMD_WRITES,
	.run = autostart_run,
};
