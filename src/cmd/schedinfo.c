/* cmd/schedinfo.c - schedinfo: a domain's share of the processors */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/scope.h"
#include "cmd/vm_names.h"
#include "hv/vcpu.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/complete.h"
#include "shell/out.h"

/* As Msvm_ProcessorSettingData has them: limit and reservation in 1/1000 of a
 * percent of what the VM's processors could use. */
#define SHARE_MAX 100000
#define WEIGHT_MAX 10000

COMPLETER(complete_share)
{
	(void)c;
	(void)a;
	(void)word;
	candidates_add(to, "limit=");
	candidates_add(to, "reservation=");
	candidates_add(to, "weight=");
}

static const struct opt opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "weight", OPT_NUM, "set the weight, 1 to 10000 (100)" },
	{ "cap", OPT_NUM, "refused: it is Xen's; see limit" },
	SCOPE_OPTS("get or set value of"),
	{ "set", OPT_REST, "limit=, reservation= or weight= and a number",
	  complete_share },
	{ 0 }
};

static int out_of_range(const char *name, const char *value, unsigned min,
			unsigned max, struct err *e)
{
	return err_set(e, ERR_USAGE, "%s is '%s', not a number from %u to %u",
		       name, value, min, max);
}

/* One "name=value". */
static int set_one(const char *text, struct hv_shares *s, struct err *e)
{
	struct {
		const char *name;
		struct num *to;
		unsigned min, max;
	} known[] = {
		{ "limit", &s->limit, 0, SHARE_MAX },
		{ "reservation", &s->reservation, 0, SHARE_MAX },
		{ "weight", &s->weight, 1, WEIGHT_MAX },
	};
	const char *value = strchr(text, '=');

	if (!value)
		return err_set(e, ERR_USAGE, "'%s' is no parameter=value", text);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		size_t len = strlen(known[i].name);
		uint64_t n;

		if ((size_t)(value - text) != len ||
		    strncmp(text, known[i].name, len))
			continue;
		if (known[i].to->set)
			return err_set(e, ERR_USAGE, "%s is given twice",
				       known[i].name);
		if (parse_u64(value + 1, known[i].max, &n) < 0 ||
		    n < known[i].min)
			return out_of_range(known[i].name, value + 1,
					    known[i].min, known[i].max, e);
		*known[i].to = (struct num){ n, true };
		return 0;
	}
	err_set(e, ERR_USAGE, "invalid scheduler option: %.*s",
		(int)(value - text), text);
	return err_hint(e, "there are limit, reservation and weight");
}

static int set_list(const char *list, struct hv_shares *s, struct err *e)
{
	AUTO_FREE char *copy = xstrdup(list);
	char *rest = copy, *one;

	while ((one = strsep(&rest, ",")))
		if (set_one(one, s, e) < 0)
			return -1;
	return 0;
}

static int shares_parse(const struct args *a, struct hv_shares *s,
			struct err *e)
{
	const char *const *words;
	size_t n;

	if (args_flag(a, "cap"))
		return err_set(e, ERR_USAGE, "Option --cap is not supported: "
			       "it is Xen's, Hyper-V has --set limit=NUMBER");
	if (args_flag(a, "weight")) {
		AUTO_FREE char *text = xasprintf("weight=%" PRIu64,
						 args_num(a, "weight", 0));

		if (set_one(text, s, e) < 0)
			return -1;
	}
	words = args_rest(a, &n);
	for (size_t i = 0; i < n; i++)
		if (set_list(words[i], s, e) < 0)
			return -1;
	return scope_check(a, e);
}

/* What will be, of what is and what is to change. */
static int apply(struct hv_vcpus *v, const struct hv_shares *s, struct err *e)
{
	if (s->limit.set)
		v->limit = s->limit.v;
	if (s->reservation.set)
		v->reservation = s->reservation.v;
	if (s->weight.set)
		v->weight = s->weight.v;
	if (v->reservation > v->limit)
		return err_set(e, ERR_USAGE, "the reservation, %" PRIu64 ", is "
			       "above the limit, %" PRIu64, v->reservation,
			       v->limit);
	return 0;
}

static void print(struct out *o, const struct hv_vcpus *v)
{
	static const char line[] = "%-15s: %" PRIu64 "\n";
	AUTO_STR text = STR_INIT;

	if (out_format(o) == OUT_TEXT) {
		str_addf(&text, "%-15s: %s\n", "Scheduler", "allocation");
		str_addf(&text, line, "limit", v->limit);
		str_addf(&text, line, "reservation", v->reservation);
		str_addf(&text, line, "weight", v->weight);
		out_raw(o, text.buf);
		return;
	}
	out_field(o, "scheduler", "Scheduler", out_str("allocation"));
	out_field(o, "limit", "limit", out_num(v->limit));
	out_field(o, "reservation", "reservation", out_num(v->reservation));
	out_field(o, "weight", "weight", out_num(v->weight));
	out_end(o);
}

static int change(struct ctx *c, const struct args *a, struct hv_host *h,
		  struct hv_vcpus *v, const struct hv_shares *s, struct err *e)
{
	struct domain_watch w;
	int r;

	if (scope_check_write(a, v->vm, e) < 0 || apply(v, s, e) < 0)
		return -1;
	r = hv_vcpu_set_shares(h, v->id, s, domain_watch(&w, c, "Changing"), e);
	domain_watch_end(&w);
	return r < 0 ? err_wrap(e, "Failed to change the shares of domain '%s'",
				v->vm->name) : 0;
}

static int run(struct ctx *c, const struct args *a, struct err *e)
{
	struct hv_shares s = { 0 };
	AUTO_VCPUS v = { 0 };
	const char *word;
	struct hv_host *h;
	bool write;

	if (shares_parse(a, &s, e) < 0 || domain_word(a, &word, e) < 0)
		return -1;
	write = s.limit.set || s.reservation.set || s.weight.set;
	if (write && ctx_check_write(c, "schedinfo", e) < 0)
		return -1;
	h = ctx_host(c, e);
	if (!h || hv_vcpus_read(h, word, 0, &v, e) < 0 ||
	    scope_check_live(a, v.vm, e) < 0)
		return -1;
	if (write && change(c, a, h, &v, &s, e) < 0)
		return -1;
	print(c->out, &v);
	return 0;
}

const struct cmd cmd_schedinfo = {
	.name = "schedinfo", .group = "domain",
	.summary = "show/set scheduler parameters",
	.details = "Show/Set scheduler parameters: the most and the least that "
		   "a domain gets of its processors, in thousandths of a "
		   "percent, and its weight among the others.",
	.opts = opts, .flags = CMD_NEEDS_HOST, .run = run,
};
