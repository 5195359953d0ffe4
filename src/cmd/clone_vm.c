/* cmd/clone_vm.c - clone-vm: a VM like another one */
#include "base/err.h"
#include "base/mem.h"
#include "cmd/cmds.h"
#include "cmd/create.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "hv/clone.h"
#include "shell/args.h"
#include "shell/out.h"

static const struct opt clone_opts[] = {
	DOMAIN_OPT(complete_vm_inactive),
	{ "name", OPT_STR, "name of the clone (default: DOMAIN-clone)" },
	{ "linked", OPT_FLAG, "its disks are based on those of the domain" },
	{ "start", OPT_FLAG, "start the clone" },
	{ "dry-run", OPT_FLAG, "only tell what would be made" },
	{ 0 }
};

static void tell_lost(struct ctx *c, const char *name, unsigned lost)
{
	if (lost & HV_CLONE_TPM)
		out_warn(c->out, "the TPM of domain '%s' is a new one: what the "
			 "other's keeps, as keys of disks, is not in it", name);
	if (lost & HV_CLONE_PIPES)
		out_warn(c->out, "the serial ports of domain '%s' have no "
			 "pipes, which would be those of the other", name);
	if (lost & HV_CLONE_PRIVATE_VLAN)
		out_warn(c->out, "domain '%s' is in no private VLAN", name);
}

static int show(struct ctx *c, const struct hv_creation *cr)
{
	creation_table(c->out);
	creation_row(c->out, "domain", cr->config->name, "-");
	creation_devices(c->out, cr);
	out_end(c->out);
	return 0;
}

static int prepare(struct ctx *c, const struct args *a, struct hv_host *h,
		   char **from, struct hv_creation *cr, struct err *e)
{
	AUTO_CONFIG *of = NULL;
	AUTO_FREE char *name = NULL;
	unsigned lost;

	if (hv_config_read(h, args_str(a, "domain"), &of, e) < 0)
		return -1;
	*from = xstrdup(of->name);
	name = args_str(a, "name") ? xstrdup(args_str(a, "name")) :
				     xasprintf("%s-clone", of->name);
	if (hv_clone_prepare(h, &of, name, args_flag(a, "linked"), cr, &lost,
			     e) < 0 ||
	    hv_create_check(h, cr, e) < 0) {
		if (e->kind == ERR_STATE)
			domain_hint(e, "shutdown", *from, "asks its guest");
		return err_wrap(e, "Failed to clone domain '%s'", *from);
	}
	tell_lost(c, name, lost);
	return 0;
}

static int clone_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_CREATION cr = { .config = NULL };
	AUTO_FREE char *from = NULL;
	const char *word;
	struct hv_host *h;

	if (domain_word(a, &word, e) < 0)
		return -1;
	h = ctx_host(c, e);
	if (!h || prepare(c, a, h, &from, &cr, e) < 0)
		return -1;
	if (args_flag(a, "dry-run"))
		return show(c, &cr);
	if (creation_make(c, h, &cr, "Cloning", args_flag(a, "start"), e) < 0)
		return err_wrap(e, "Failed to clone domain '%s'", from);
	if (args_flag(a, "linked") && cr.disks.n)
		out_warn(c->out, "domain '%s' must not be started while '%s' is "
			 "there: what its disks are based on must stay as it "
			 "is", from, cr.config->name);
	out_done(c->out, "Domain '%s' cloned from '%s'", cr.config->name,
		 from);
	return 0;
}

const struct cmd cmd_clone_vm = {
	.name = "clone-vm", .group = "domain",
	.summary = "create a domain like another one",
	.details = "Clone a domain that is off: its settings, its devices with "
		   "new addresses, and its disks, as copies or based on them.",
	.opts = clone_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = clone_run,
};
