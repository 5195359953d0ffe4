/* cmd/memory_size.c - setmem, setmaxmem */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/parse.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/domain_size.h"
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

/* Of Msvm_MemorySettingData: TargetMemoryBuffer, Weight. */
#define BUFFER_MIN 5
#define BUFFER_MAX 2000
#define WEIGHT_MAX 10000

/*
 * MiB of a size, KiB where it names no unit. Hyper-V gives memory in pieces of
 * 2 MiB; as libvirt's driver does it, what is between two is rounded up, but
 * not without a word.
 */
static int memory_size(struct ctx *c, const char *option, const char *size,
		       uint64_t *ret, struct err *e)
{
	uint64_t bytes = 0, mib;

	if (parse_size(size, KIB, &bytes) < 0 || bytes > INT64_MAX)
		return err_set(e, ERR_USAGE, "Scaled numeric value '%s' for "
			       "<%s> option is malformed or out of range",
			       size, option);
	if (!bytes)
		return err_set(e, ERR_USAGE, "memory must not be zero");
	mib = (bytes + 2 * MIB - 1) / (2 * MIB) * 2;
	if (mib * MIB != bytes)
		out_warn(c->out, "Hyper-V gives memory in pieces of 2 MiB: "
			 "%s becomes %" PRIu64 " MiB", size, mib);
	*ret = mib;
	return 0;
}

/* --- what the options say --- */

/* MIN:MAX; either may be empty, and stays what it is. */
static int read_range(struct ctx *c, const char *text,
		      struct hv_size_change *to, struct err *e)
{
	const char *colon = strchr(text, ':');
	AUTO_FREE char *min = colon ? xstrndup(text, (size_t)(colon - text)) :
		NULL;

	if (!colon || strchr(colon + 1, ':'))
		return err_set(e, ERR_USAGE, "--dynamic is MIN:MAX, as "
			       "512M:8G, not '%s'", text);
	to->min.set = *min;
	to->max.set = colon[1];
	if ((*min && memory_size(c, "dynamic", min, &to->min.v, e) < 0) ||
	    (colon[1] && memory_size(c, "dynamic", colon + 1, &to->max.v,
				     e) < 0))
		return -1;
	if (to->min.set && to->max.set && to->min.v > to->max.v)
		return err_set(e, ERR_USAGE, "--dynamic is MIN:MAX, and in '%s' "
			       "the minimum is above the maximum", text);
	to->dynamic = (struct num){ 1, true };
	return 0;
}

static int read_number(const struct args *a, const char *option, uint64_t min,
		       uint64_t max, struct num *ret, struct err *e)
{
	*ret = (struct num){ args_num(a, option, 0), args_flag(a, option) };
	if (!ret->set || (ret->v >= min && ret->v <= max))
		return 0;
	return err_set(e, ERR_USAGE, "--%s is from %" PRIu64 " to %" PRIu64
		       ", not %" PRIu64, option, min, max, ret->v);
}

static int read_options(struct ctx *c, const struct args *a,
			struct hv_size_change *to, struct err *e)
{
	const char *size = args_str(a, "size"), *range = args_str(a, "dynamic");
	bool fixed = args_flag(a, "static");

	if (fixed && (range || args_flag(a, "buffer")))
		return err_set(e, ERR_USAGE, "Options --static and --%s are "
			       "mutually exclusive", range ? "dynamic" :
			       "buffer");
	if (!size && !range && !fixed && !args_flag(a, "buffer") &&
	    !args_flag(a, "weight"))
		return err_set(e, ERR_USAGE, "command 'setmem' requires <size> "
			       "option");
	to->quantity.set = size;
	to->dynamic.set = fixed;
	if ((size && memory_size(c, "size", size, &to->quantity.v, e) < 0) ||
	    (range && read_range(c, range, to, e) < 0) ||
	    read_number(a, "buffer", BUFFER_MIN, BUFFER_MAX, &to->buffer,
			e) < 0)
		return -1;
	return read_number(a, "weight", 0, WEIGHT_MAX, &to->weight, e);
}

/* --- what fits together --- */

static uint64_t after(struct num to, uint64_t is)
{
	return to.set ? to.v : is;
}

/* Where dynamic memory was off its limits are what a host had by default, or
 * what was in force long ago: one that is not named gives way. */
static void fit_range(const struct hv_size *s, struct hv_size_change *to)
{
	uint64_t start = after(to->quantity, s->quantity);

	if (s->dynamic || !to->dynamic.v)
		return;
	if (!to->min.set && s->min > start)
		to->min = (struct num){ start, true };
	if (!to->max.set && s->max < start)
		to->max = (struct num){ start, true };
}

static int check_range(const struct hv_size *s, struct hv_size_change *to,
		       struct err *e)
{
	uint64_t start = after(to->quantity, s->quantity), min, max;

	fit_range(s, to);
	min = after(to->min, s->min);
	max = after(to->max, s->max);

	if (!after(to->dynamic, s->dynamic)) {
		if (!to->buffer.set)
			return 0;
		err_set(e, ERR_FAILED, "dynamic memory is off, and a buffer is "
			"of dynamic memory");
		return domain_hint(e, "setmem --dynamic MIN:MAX", s->vm->name,
				   "turns it on");
	}
	if (start >= min && start <= max)
		return 0;
	err_set(e, ERR_FAILED, "%" PRIu64 " MiB at start is not between the "
		"minimum, %" PRIu64 " MiB, and the maximum, %" PRIu64 " MiB, "
		"of its dynamic memory", start, min, max);
	return start > max && !to->max.set ?
		domain_hint(e, "setmaxmem", s->vm->name, "raises the maximum") :
		-1;
}

static int check_max(const struct hv_size *s, struct hv_size_change *to,
		     struct err *e)
{
	if (!s->dynamic) {
		err_set(e, ERR_FAILED, "dynamic memory is off: the domain has "
			"no maximum beside its memory, %" PRIu64 " MiB",
			s->quantity);
		return domain_hint(e, "setmem", s->vm->name,
				   "changes its memory; --dynamic MIN:MAX "
				   "gives it a maximum");
	}
	if (to->max.v >= s->quantity)
		return 0;
	err_set(e, ERR_FAILED, "a maximum of %" PRIu64 " MiB is less than "
		"what it starts with, %" PRIu64 " MiB", to->max.v,
		s->quantity);
	return domain_hint(e, "setmem", s->vm->name,
			   "lowers what it starts with");
}

/* Of a domain that is on Hyper-V changes static memory (from 2016 on), lowers
 * the minimum and raises the maximum of dynamic memory. The host decides. */
static int hint_live(const struct hv_size *s, struct err *e)
{
	if (e->code != INVALID_STATE || !hv_state_active(s->vm->state))
		return -1;
	return domain_hint(e, "shutdown", s->vm->name, s->dynamic ?
			   "off, it can be changed; while it runs, its minimum "
			   "can be lowered and its maximum raised" :
			   "off, it can be changed");
}

static int set_memory(struct ctx *c, const struct args *a,
		      struct hv_size_change *to,
		      int (*check)(const struct hv_size *,
				   struct hv_size_change *, struct err *),
		      struct err *e)
{
	AUTO_SIZE s = { 0 };
	struct hv_host *h;

	if (size_read(c, a, HV_SIZE_MEMORY, &h, &s, e) < 0)
		return -1;
	if (check(&s, to, e) < 0)
		return err_wrap(e, "Failed to change the memory of domain "
				"'%s'", s.vm->name);
	if (size_change(c, h, &s, to, e) < 0) {
		hint_live(&s, e);
		return err_wrap(e, "Failed to change the memory of domain "
				"'%s'", s.vm->name);
	}
	return size_done(c, "Memory", s.vm->name);
}

/* --- the commands --- */

static const struct opt setmem_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "size", OPT_ARG, "new memory size, as scaled integer (default KiB)",
	  .short_value = "number" },
	SCOPE_OPTS("affect"),
	{ "dynamic", OPT_STR, "dynamic memory, between MIN:MAX" },
	{ "static", OPT_FLAG, "no dynamic memory" },
	{ "buffer", OPT_NUM, "percent that dynamic memory keeps in reserve" },
	{ "weight", OPT_NUM, "who gets memory first: 0 to 10000" },
	{ 0 }
};

static int setmem_run(struct ctx *c, const struct args *a, struct err *e)
{
	struct hv_size_change to = { .quantity.set = false };

	if (read_options(c, a, &to, e) < 0)
		return -1;
	return set_memory(c, a, &to, check_range, e);
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
	struct hv_size_change to = { .max.set = true };

	if (memory_size(c, "size", args_str(a, "size"), &to.max.v, e) < 0)
		return -1;
	return set_memory(c, a, &to, check_max, e);
}

const struct cmd cmd_setmaxmem = {
	.name = "setmaxmem", .group = "domain",
	.summary = "change maximum memory limit",
	.details = "Change the maximum of a guest domain's dynamic memory.",
	.opts = setmaxmem_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = setmaxmem_run,
};
