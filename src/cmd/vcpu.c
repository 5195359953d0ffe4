/* cmd/vcpu.c - vcpucount, vcpuinfo, maxvcpus */
#include <inttypes.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/scope.h"
#include "cmd/vm_names.h"
#include "hv/state.h"
#include "hv/vcpu.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/out.h"

static int read_vcpus(struct ctx *c, const struct args *a, unsigned want,
		      struct hv_vcpus *ret, struct err *e)
{
	const char *word;
	struct hv_host *h;

	if (domain_word(a, &word, e) < 0)
		return -1;
	h = ctx_host(c, e);
	return h ? hv_vcpus_read(h, word, want, ret, e) : -1;
}

/* --- vcpucount --- */

static const struct opt count_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "maximum", OPT_FLAG, "get maximum count of vcpus" },
	{ "active", OPT_FLAG, "get number of currently active vcpus" },
	SCOPE_OPTS("get value of"),
	{ "guest", OPT_FLAG, "refused: Hyper-V does not ask the guest" },
	{ 0 }
};

static int count_check(const struct args *a, struct err *e)
{
	if (args_flag(a, "guest"))
		return err_set(e, ERR_USAGE, "Option --guest is not supported: "
			       "Hyper-V does not ask the guest how many it "
			       "uses");
	if (args_flag(a, "maximum") && args_flag(a, "active"))
		return err_set(e, ERR_USAGE, "Options --maximum and --active "
			       "are mutually exclusive");
	return scope_check(a, e);
}

static void count_text(struct out *o, const struct hv_vcpus *v, bool live)
{
	static const char line[] = "%-12s %-12s %3" PRIu64 "\n";
	AUTO_STR text = STR_INIT;

	str_addf(&text, line, "maximum", "config", v->max);
	if (live)
		str_addf(&text, line, "maximum", "live", v->max);
	str_addf(&text, line, "current", "config", v->count);
	if (live)
		str_addf(&text, line, "current", "live", v->count);
	out_raw(o, text.buf);
}

static void count_fields(struct out *o, const struct hv_vcpus *v, bool live)
{
	struct out_value none = out_null(NULL);

	out_field(o, "maximum_config", "Maximum config", out_num(v->max));
	out_field(o, "maximum_live", "Maximum live",
		  live ? out_num(v->max) : none);
	out_field(o, "current_config", "Current config", out_num(v->count));
	out_field(o, "current_live", "Current live",
		  live ? out_num(v->count) : none);
	out_end(o);
}

static int count_run(struct ctx *c, const struct args *a, struct err *e)
{
	bool one = args_flag(a, "maximum") || args_flag(a, "active") ||
		args_flag(a, "live") || args_flag(a, "config") ||
		args_flag(a, "current");
	bool max = args_flag(a, "maximum");
	AUTO_VCPUS v = { 0 };
	bool live;

	if (count_check(a, e) < 0 ||
	    read_vcpus(c, a, max || !one ? HV_VCPUS_MAX : 0, &v, e) < 0 ||
	    scope_check_live(a, v.vm, e) < 0)
		return -1;
	live = hv_state_active(v.vm->state);
	if (one)
		out_value(c->out, "vcpus", out_num(max ? v.max : v.count));
	else if (out_format(c->out) == OUT_TEXT)
		count_text(c->out, &v, live);
	else
		count_fields(c->out, &v, live);
	return 0;
}

const struct cmd cmd_vcpucount = {
	.name = "vcpucount", .group = "domain", .summary = "domain vcpu counts",
	.details = "Returns the number of virtual CPUs used by the domain. The "
		   "maximum is the host's.",
	.opts = count_opts, .flags = CMD_NEEDS_HOST, .run = count_run,
};

/* --- vcpuinfo --- */

static const struct opt info_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "pretty", OPT_FLAG, "return human readable output" },
	{ 0 }
};

/* Hyper-V binds no virtual processor: each may run anywhere. */
static char *affinity(const struct hv_vcpus *v, bool pretty)
{
	AUTO_STR s = STR_INIT;

	if (!pretty)
		str_pad(&s, 'y', v->host_cpus);
	else if (v->host_cpus > 1)
		str_addf(&s, "0-%" PRIu64 " (out of %" PRIu64 ")",
			 v->host_cpus - 1, v->host_cpus);
	else
		str_addf(&s, "0 (out of %" PRIu64 ")", v->host_cpus);
	return str_take(&s);
}

/* On which processor one runs is not told: -2, as virsh has it. */
static void info_text(struct out *o, const struct hv_vcpus *v, bool active,
		      bool pretty)
{
	AUTO_FREE char *all = affinity(v, pretty);
	AUTO_STR text = STR_INIT;

	for (uint64_t i = 0; i < v->count; i++) {
		struct num t = v->time_ns[i];

		str_addf(&text, "%s%-15s %" PRIu64 "\n", i ? "\n" : "", "VCPU:",
			 i);
		str_addf(&text, "%-15s %s\n", "CPU:", active ? "-2" : "N/A");
		str_addf(&text, "%-15s %s\n", "State:",
			 active ? "running" : "N/A");
		if (active && t.set)
			str_addf(&text, "%-15s %.1lfs\n", "CPU time:",
				 (double)t.v / 1e9);
		else
			str_addf(&text, "%-15s %s\n", "CPU time:", "N/A");
		str_addf(&text, "%-15s %s\n", "CPU Affinity:", all);
	}
	out_raw(o, text.buf);
}

static void info_list(struct out *o, const struct hv_vcpus *v, bool active)
{
	static const struct out_col cols[] = {
		{ "vcpu", "VCPU" }, { "state", "State" },
		{ "cpu_time_ns", "CPU time" }, { "host_cpus", "Host CPUs" },
		{ 0 }
	};

	out_list(o, cols);
	for (uint64_t i = 0; i < v->count; i++) {
		struct num t = v->time_ns[i];

		out_cell(o, out_num(i));
		out_cell(o, active ? out_str("running") : out_null("N/A"));
		out_cell(o, active && t.set ? out_num(t.v) : out_null("N/A"));
		out_cell(o, out_num(v->host_cpus));
	}
	out_end(o);
}

static int info_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_VCPUS v = { 0 };
	bool active;

	if (read_vcpus(c, a, HV_VCPUS_TIMES, &v, e) < 0)
		return -1;
	active = hv_state_active(v.vm->state);
	if (out_format(c->out) == OUT_TEXT)
		info_text(c->out, &v, active, args_flag(a, "pretty"));
	else
		info_list(c->out, &v, active);
	return 0;
}

const struct cmd cmd_vcpuinfo = {
	.name = "vcpuinfo", .group = "domain",
	.summary = "detailed domain vcpu information",
	.details = "Returns basic information about the domain virtual CPUs.",
	.opts = info_opts, .flags = CMD_NEEDS_HOST, .run = info_run,
};

/* --- maxvcpus --- */

static const struct opt max_opts[] = {
	{ "type", OPT_STR, "domain type: hyperv" },
	{ 0 }
};

static int max_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *type = args_str(a, "type");
	struct hv_host *h;
	uint64_t n;

	if (type && strcasecmp(type, "hyperv"))
		return err_set(e, ERR_USAGE, "domain type '%s' is not "
			       "supported: there is only 'hyperv'", type);
	h = ctx_host(c, e);
	if (!h || hv_vcpu_max(h, &n, e) < 0)
		return -1;
	out_value(c->out, "max_vcpus", out_num(n));
	return 0;
}

const struct cmd cmd_maxvcpus = {
	.name = "maxvcpus", .group = "host",
	.summary = "connection vcpu maximum",
	.details = "Show maximum number of virtual CPUs for guests on this "
		   "connection.",
	.opts = max_opts, .flags = CMD_NEEDS_HOST, .run = max_run,
};
