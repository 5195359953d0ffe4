/* cmd/domain_size.c - setvcpus, setmem, setmaxmem */
#include <inttypes.h>

#include "base/err.h"
#include "base/parse.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
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

#define KIB 1024
#define MIB (1024 * 1024)

/* Opens the host and reads what the domain has; --live and --config of a
 * domain for which they make no sense are refused. */
static int read_size(struct ctx *c, const struct args *a, enum hv_size_of of,
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

static int change(struct ctx *c, struct hv_host *h, const struct hv_size *s,
		  const struct hv_size_change *to, struct err *e)
{
	struct domain_watch w;
	int r = hv_size_change(h, s, to, domain_watch(&w, c, "Changing"), e);

	domain_watch_end(&w);
	if (r < 0 && e->code == INVALID_STATE && hv_state_active(s->vm->state))
		domain_hint(e, "shutdown", s->vm->name,
			    "off, it can be changed");
	return r;
}

/* virsh says nothing when it is done. */
static int done(struct ctx *c, const char *what, const char *name)
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
	if (read_size(c, a, HV_SIZE_CPUS, &h, &s, e) < 0)
		return -1;
	if (change(c, h, &s, &to, e) < 0)
		return err_wrap(e, "Failed to change the processors of domain "
				"'%s'", s.vm->name);
	return done(c, "Processors", s.vm->name);
}

const struct cmd cmd_setvcpus = {
	.name = "setvcpus", .group = "domain",
	.summary = "change number of virtual CPUs",
	.details = "Change the number of virtual CPUs in the guest domain.",
	.opts = setvcpus_opts, .refused = refused_setvcpus,
	.flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = setvcpus_run,
};

/* --- setmem, setmaxmem --- */

/*
 * MiB of the option 'size', KiB where it names no unit. Hyper-V gives memory
 * in pieces of 2 MiB; as libvirt's driver does it, what is between two is
 * rounded up, but not without a word.
 */
static int memory_size(struct ctx *c, const struct args *a, uint64_t *ret,
		       struct err *e)
{
	const char *size = args_str(a, "size");
	uint64_t bytes = 0, mib;

	if (parse_size(size, KIB, &bytes) < 0 || bytes > INT64_MAX)
		return err_set(e, ERR_USAGE, "Scaled numeric value '%s' for "
			       "<size> option is malformed or out of range",
			       size);
	if (!bytes)
		return err_set(e, ERR_USAGE, "memory must not be zero");
	mib = (bytes + 2 * MIB - 1) / (2 * MIB) * 2;
	if (mib * MIB != bytes)
		out_warn(c->out, "Hyper-V gives memory in pieces of 2 MiB: "
			 "%s becomes %" PRIu64 " MiB", size, mib);
	*ret = mib;
	return 0;
}

static int check_start(const struct hv_size *s, uint64_t mib, struct err *e)
{
	if (!s->dynamic || (mib >= s->min && mib <= s->max))
		return 0;
	err_set(e, ERR_FAILED, "%" PRIu64 " MiB at start is not between the "
		"minimum, %" PRIu64 " MiB, and the maximum, %" PRIu64 " MiB, "
		"of its dynamic memory", mib, s->min, s->max);
	return mib > s->max ?
		domain_hint(e, "setmaxmem", s->vm->name, "raises the maximum") :
		-1;
}

static int check_max(const struct hv_size *s, uint64_t mib, struct err *e)
{
	if (!s->dynamic) {
		err_set(e, ERR_FAILED, "dynamic memory is off: the domain has "
			"no maximum beside its memory, %" PRIu64 " MiB",
			s->quantity);
		return domain_hint(e, "setmem", s->vm->name,
				   "changes its memory");
	}
	if (mib >= s->quantity)
		return 0;
	err_set(e, ERR_FAILED, "a maximum of %" PRIu64 " MiB is less than "
		"what it starts with, %" PRIu64 " MiB", mib, s->quantity);
	return domain_hint(e, "setmem", s->vm->name,
			   "lowers what it starts with");
}

static const struct opt setmem_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "size", OPT_ARG, "new memory size, as scaled integer (default KiB)",
	  .required = true, .short_value = "number" },
	SCOPE_OPTS("affect"),
	{ 0 }
};

static int set_memory(struct ctx *c, const struct args *a,
		      struct hv_size_change *to, struct num *what,
		      int (*check)(const struct hv_size *, uint64_t,
				   struct err *),
		      struct err *e)
{
	AUTO_SIZE s = { 0 };
	struct hv_host *h;

	what->set = true;
	if (memory_size(c, a, &what->v, e) < 0 ||
	    read_size(c, a, HV_SIZE_MEMORY, &h, &s, e) < 0)
		return -1;
	if (check(&s, what->v, e) < 0 || change(c, h, &s, to, e) < 0)
		return err_wrap(e, "Failed to change the memory of domain "
				"'%s'", s.vm->name);
	return done(c, "Memory", s.vm->name);
}

static int setmem_run(struct ctx *c, const struct args *a, struct err *e)
{
	struct hv_size_change to = { 0 };

	return set_memory(c, a, &to, &to.quantity, check_start, e);
}

const struct cmd cmd_setmem = {
	.name = "setmem", .group = "domain",
	.summary = "change memory allocation",
	.details = "Change the memory of the guest domain: with dynamic "
		   "memory, what it starts with.",
	.opts = setmem_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = setmem_run,
};

static const struct opt setmaxmem_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "size", OPT_ARG,
	  "new maximum memory size, as scaled integer (default KiB)",
	  .required = true, .short_value = "number" },
	SCOPE_OPTS("affect"),
	{ 0 }
};

static int setmaxmem_run(struct ctx *c, const struct args *a, struct err *e)
{
	struct hv_size_change to = { 0 };

	return set_memory(c, a, &to, &to.max, check_max, e);
}

const struct cmd cmd_setmaxmem = {
	.name = "setmaxmem", .group = "domain",
	.summary = "change maximum memory limit",
	.details = "Change the maximum of a guest domain's dynamic memory.",
	.opts = setmaxmem_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = setmaxmem_run,
};
