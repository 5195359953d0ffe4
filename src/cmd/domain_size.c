/* cmd/domain_size.c - setvcpus, and what it shares with setmem */
#include "base/err.h"
#include "base/parse.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/domain_size.h"
#include "cmd/refused.h"
#include "cmd/scope.h"
#include "cmd/vm_names.h"
#include "hv/size.h"
#include "hv/state.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/out.h"

/* What a job or a method says of a VM that runs. */
#define INVALID_STATE 32775

int size_read(struct ctx *c, const struct args *a, enum hv_size_of of,
	      struct hv_host **h, struct hv_size *s, struct err *e)
{
	const char *word = NULL;

	if (scope_check(a, e) < 0 || domain_word(a, &word, e) < 0)
		return -1;
	*h = ctx_host(c, e);
	if (!*h || hv_size_read(*h, word, of, s, e) < 0)
		return -1;
	return scope_check_write(a, s->vm, e);
}

int size_change(struct ctx *c, struct hv_host *h, const struct hv_size *s,
		const struct hv_size_change *to, struct err *e)
{
	struct domain_watch w;
	int r = hv_size_change(h, s, to, domain_watch(&w, c, "Changing"), e);

	domain_watch_end(&w);
	return r;
}

int size_done(struct ctx *c, const char *what, const char *name)
{
	if (out_format(c->out) == OUT_JSON)
		out_done(c->out, "%s of domain '%s' changed", what, name);
	return 0;
}

/* --- setvcpus --- */

static const struct opt setvcpus_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "count", OPT_ARG, "number of virtual CPUs", .required = true,
	  .short_value = "number" },
	SCOPE_OPTS("affect"),
	{ 0 }
};

static int setvcpus_run(struct ctx *c, const struct args *a, struct err *e)
{
	struct hv_size_change to = { .quantity.set = true };
	const char *count = args_str(a, "count");
	AUTO_SIZE s = { 0 };
	struct hv_host *h;

	if (parse_u64(count, UINT32_MAX, &to.quantity.v) < 0)
		return err_set(e, ERR_USAGE, "Numeric value '%s' for <count> "
			       "option is malformed or out of range", count);
	if (!to.quantity.v)
		return err_set(e, ERR_USAGE,
			       "Can't set 0 processors for a VM");
	if (size_read(c, a, HV_SIZE_CPUS, &h, &s, e) < 0)
		return -1;
	if (size_change(c, h, &s, &to, e) < 0) {
		if (e->code == INVALID_STATE && hv_state_active(s.vm->state))
			domain_hint(e, "shutdown", s.vm->name,
				    "off, it can be changed");
		return err_wrap(e, "Failed to change the processors of domain "
				"'%s'", s.vm->name);
	}
	return size_done(c, "Processors", s.vm->name);
}

const struct cmd cmd_setvcpus = {
	.name = "setvcpus", .group = "domain",
	.summary = "change number of virtual CPUs",
	.details = "Change the number of virtual CPUs in the guest domain.",
	.opts = setvcpus_opts, .refused = refused_setvcpus,
	.flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = setvcpus_run,
};
