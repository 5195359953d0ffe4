/* cmd/host_stats.c - freecell, nodememstats, nodecpustats */
#include <inttypes.h>
#include <time.h>

#include "base/err.h"
#include "base/intr.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "hv/host_stats.h"
#include "shell/args.h"
#include "shell/out.h"

static int no_cell(uint64_t number, struct err *e)
{
	return err_set(e, ERR_NOT_FOUND, "there is no NUMA cell %" PRIu64,
		       number);
}

/* --- freecell --- */

static const struct opt freecell_opts[] = {
	{ "cellno", OPT_NUM, "NUMA cell number" },
	{ "all", OPT_FLAG, "show free memory for all NUMA cells" },
	{ 0 }
};

static void freecell_all(struct out *o, const struct hv_memory *m)
{
	static const struct out_col cols[] = {
		{ "cell", "Cell" }, { "free_kib", "Free" }, { 0 }
	};
	AUTO_STR text = STR_INIT;
	uint64_t total = 0;

	if (out_format(o) != OUT_TEXT) {
		out_list(o, cols);
		for (size_t i = 0; i < m->cells.n; i++) {
			out_cell(o, out_num(m->cells.v[i].number));
			out_cell(o, out_num(m->cells.v[i].free_kib));
		}
		out_end(o);
		return;
	}
	for (size_t i = 0; i < m->cells.n; i++) {
		str_addf(&text, "%5" PRIu64 ": %10" PRIu64 " KiB\n",
			 m->cells.v[i].number, m->cells.v[i].free_kib);
		total += m->cells.v[i].free_kib;
	}
	if (!out_quiet(o))
		str_addf(&text, "--------------------\n%5s: %10" PRIu64
			 " KiB\n", "Total", total);
	out_raw(o, text.buf);
}

static void freecell_one(struct out *o, const char *label, uint64_t kib)
{
	AUTO_FREE char *line = xasprintf("%s: %" PRIu64 " KiB\n", label, kib);

	if (out_format(o) == OUT_TEXT)
		out_raw(o, line);
	else
		out_value(o, "free_kib", out_num(kib));
}

static int freecell_run(struct ctx *c, const struct args *a, struct err *e)
{
	uint64_t number = args_num(a, "cellno", 0);
	AUTO_MEMORY m = { .cells = VEC_INIT };
	const struct hv_cell *cell;
	struct hv_host *h;

	if (args_flag(a, "all") && args_flag(a, "cellno"))
		return err_set(e, ERR_USAGE, "Options --all and --cellno are "
			       "mutually exclusive");
	h = ctx_host(c, e);
	if (!h || hv_memory_read(h, &m, e) < 0)
		return -1;
	if (args_flag(a, "all")) {
		freecell_all(c->out, &m);
	} else if (args_flag(a, "cellno")) {
		AUTO_FREE char *label = xasprintf("%" PRIu64, number);

		cell = hv_memory_cell(&m, number);
		if (!cell)
			return no_cell(number, e);
		freecell_one(c->out, label, cell->free_kib);
	} else {
		freecell_one(c->out, "Total", m.free_kib.v);
	}
	return 0;
}

const struct cmd cmd_freecell = {
	.name = "freecell", .group = "host", .summary = "NUMA free memory",
	.details = "display available free memory for the NUMA cell.",
	.opts = freecell_opts, .flags = CMD_NEEDS_HOST, .run = freecell_run,
};

/* --- nodememstats --- */

static const struct opt memstats_opts[] = {
	{ "cell", OPT_NUM, "prints specified cell statistics only." },
	{ 0 }
};

static void memstat(struct out *o, const char *key, const char *label,
		    struct num kib)
{
	AUTO_FREE char *line = xasprintf("%-7s: %20" PRIu64 " KiB\n", label,
					 kib.v);

	if (!kib.set)
		return;
	if (out_format(o) == OUT_TEXT)
		out_raw(o, line);
	else
		out_field(o, key, label, out_num(kib.v));
}

/* Of a cell the host tells what is free, and no more. */
static int memstats_run(struct ctx *c, const struct args *a, struct err *e)
{
	uint64_t number = args_num(a, "cell", 0);
	AUTO_MEMORY m = { .cells = VEC_INIT };
	struct hv_host *h = ctx_host(c, e);
	struct num total, free_kib;

	if (!h || hv_memory_read(h, &m, e) < 0)
		return -1;
	total = m.total_kib;
	free_kib = m.free_kib;
	if (args_flag(a, "cell")) {
		const struct hv_cell *cell = hv_memory_cell(&m, number);

		if (!cell)
			return no_cell(number, e);
		total.set = false;
		free_kib = (struct num){ cell->free_kib, true };
	}
	memstat(c->out, "total_kib", "total", total);
	memstat(c->out, "free_kib", "free", free_kib);
	if (out_format(c->out) != OUT_TEXT)
		out_end(c->out);
	return 0;
}

const struct cmd cmd_nodememstats = {
	.name = "nodememstats", .group = "host",
	.summary = "Prints memory stats of the node.",
	.details = "Returns memory stats of the node, in kilobytes. Of one "
		   "cell the host tells only what is free.",
	.opts = memstats_opts, .flags = CMD_NEEDS_HOST, .run = memstats_run,
};

/* --- nodecpustats --- */

static const struct opt cpustats_opts[] = {
	{ "cpu", OPT_NUM, "prints specified cpu statistics only." },
	{ "percent", OPT_FLAG, "prints by percentage during 1 second." },
	{ 0 }
};

/* What guests use is 'user', what the hypervisor needs 'system'. */
static void cpu_times(struct out *o, const struct hv_cpu_time *t)
{
	static const char line[] = "%-15s %20" PRIu64 "\n";
	AUTO_STR text = STR_INIT;

	if (out_format(o) == OUT_TEXT) {
		str_addf(&text, line, "user:", t->guest_ns);
		str_addf(&text, line, "system:", t->hypervisor_ns);
		str_addf(&text, line, "idle:", t->idle_ns);
		out_raw(o, text.buf);
		return;
	}
	out_field(o, "user_ns", "user", out_num(t->guest_ns));
	out_field(o, "system_ns", "system", out_num(t->hypervisor_ns));
	out_field(o, "idle_ns", "idle", out_num(t->idle_ns));
	out_end(o);
}

static void percent(struct out *o, const char *key, const char *label,
		    double part, double all)
{
	AUTO_FREE char *value = xasprintf("%.1f", all > 0 ?
					  100 * part / all : 0);
	AUTO_FREE char *line = xasprintf("%-15s %5s%%\n", label, value);

	if (out_format(o) == OUT_TEXT)
		out_raw(o, line);
	else
		out_field(o, key, label, out_str(value));
}

static void cpu_percent(struct out *o, const struct hv_cpu_time *was,
			const struct hv_cpu_time *is)
{
	double user = (double)(is->guest_ns - was->guest_ns);
	double sys = (double)(is->hypervisor_ns - was->hypervisor_ns);
	double idle = (double)(is->idle_ns - was->idle_ns);
	double all = user + sys + idle;

	percent(o, "usage_percent", "usage:", user + sys, all);
	percent(o, "user_percent", "user:", user, all);
	percent(o, "system_percent", "system:", sys, all);
	percent(o, "idle_percent", "idle:", idle, all);
	if (out_format(o) != OUT_TEXT)
		out_end(o);
}

static bool is_before(const struct hv_cpu_time *a, const struct hv_cpu_time *b)
{
	return a->guest_ns <= b->guest_ns && a->idle_ns <= b->idle_ns &&
		a->hypervisor_ns <= b->hypervisor_ns;
}

static int cpustats_run(struct ctx *c, const struct args *a, struct err *e)
{
	uint64_t number = args_num(a, "cpu", 0);
	const uint64_t *cpu = args_flag(a, "cpu") ? &number : NULL;
	struct hv_host *h = ctx_host(c, e);
	struct hv_cpu_time was, is;

	if (!h || hv_cpu_time_read(h, cpu, &was, e) < 0)
		return -1;
	if (!args_flag(a, "percent")) {
		cpu_times(c->out, &was);
		return 0;
	}
	nanosleep(&(struct timespec){ 1, 0 }, NULL);
	if (intr_pending())
		return err_set(e, ERR_INTERRUPTED, "interrupted");
	if (hv_cpu_time_read(h, cpu, &is, e) < 0)
		return -1;
	if (!is_before(&was, &is))
		return err_set(e, ERR_PROTOCOL, "the host's processor times "
			       "run backwards");
	cpu_percent(c->out, &was, &is);
	return 0;
}

const struct cmd cmd_nodecpustats = {
	.name = "nodecpustats", .group = "host",
	.summary = "Prints cpu stats of the node.",
	.details = "Returns cpu stats of the node, in nanoseconds: what the "
		   "domains have used (user), the hypervisor (system), and "
		   "nobody.",
	.opts = cpustats_opts, .flags = CMD_ANY_HOST, .run = cpustats_run,
};
