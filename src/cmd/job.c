/* cmd/job.c - job-list, job-wait, job-abort, domjobinfo, domjobabort */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/refused.h"
#include "cmd/vm_names.h"
#include "hv/job.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/cmd.h"
#include "shell/complete.h"
#include "shell/out.h"

static const struct opt list_opts[] = {
	{ "all", OPT_FLAG, "list also those that have ended" },
	{ 0 }
};

static void list_row(struct out *o, const struct hv_job *j)
{
	char buf[HV_JOB_WORD];
	AUTO_FREE char *percent = xasprintf("%u %%", (unsigned)j->percent.v);

	out_cell(o, out_str(j->id));
	out_cell(o, j->vm_name ? out_str(j->vm_name) : out_null("-"));
	out_cell(o, out_str(hv_job_word(j, buf)));
	out_cell(o, j->percent.set ? out_num_as(j->percent.v, percent) :
		 out_null("-"));
	out_cell(o, out_str(j->what));
	if (out_format(o) == OUT_TEXT)
		return;
	out_cell(o, out_str(j->vm));
	out_cell(o, j->started.set ? out_num(j->started.v / 1000000) :
		 out_null(NULL));
	out_cell(o, j->elapsed.set ? out_num(j->elapsed.v / 1000) :
		 out_null(NULL));
	out_cell(o, out_bool(j->cancellable, NULL));
	out_cell(o, out_str(j->error));
}

static int list_run(struct ctx *c, const struct args *a, struct err *e)
{
	static const struct out_col cols[] = {
		{ "id", "Id" }, { "domain", "Domain" }, { "state", "State" },
		{ "percent", "Progress" }, { "job", "Job" },
		{ "uuid", "UUID" }, { "start_time", "Started" },
		{ "elapsed_ms", "Elapsed" }, { "cancellable", "Cancellable" },
		{ "error", "Error" }, { 0 }
	};
	struct out_col text[6] = { { 0 } };
	struct hv_host *h = ctx_host(c, e);
	AUTO_JOBS jobs = VEC_INIT;

	if (!h || hv_job_list(h, &jobs, e) < 0)
		return -1;
	memcpy(text, cols, 5 * sizeof *cols);
	out_list(c->out, out_format(c->out) == OUT_TEXT ? text : cols);
	for (size_t i = 0; i < jobs.n; i++)
		if (args_flag(a, "all") || hv_job_runs(&jobs.v[i]))
			list_row(c->out, &jobs.v[i]);
	out_end(c->out);
	return 0;
}

const struct cmd cmd_job_list = {
	.name = "job-list", .group = "job", .summary = "list jobs of the host",
	.details = "What the host is doing.",
	.opts = list_opts, .flags = CMD_NEEDS_HOST, .run = list_run,
};

/* --- by id --- */

static COMPLETER(complete_job)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_JOBS jobs = VEC_INIT;
	struct hv_host *h = ctx_host(c, &e);

	(void)a;
	(void)word;
	if (!h || hv_job_list(h, &jobs, &e) < 0)
		return;
	for (size_t i = 0; i < jobs.n; i++)
		if (hv_job_runs(&jobs.v[i]))
			candidates_add(to, jobs.v[i].id);
}

static const struct opt job_opts[] = {
	{ "job", OPT_ARG, "id of the job", complete_job, .required = true },
	{ 0 }
};

/* Borrowed from 'jobs'; NULL with 'e' set. */
static const struct hv_job *find(struct ctx *c, const struct args *a,
				 struct hv_host **h, struct hv_jobs *jobs,
				 struct err *e)
{
	*h = ctx_host(c, e);
	if (!*h || hv_job_list(*h, jobs, e) < 0)
		return NULL;
	return hv_job_find(jobs, args_str(a, "job"), e);
}

static int wait_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_JOBS jobs = VEC_INIT;
	struct domain_watch w;
	struct hv_host *h;
	const struct hv_job *j = find(c, a, &h, &jobs, e);
	int r;

	if (!j)
		return -1;
	r = hv_job_wait(h, j, domain_watch(&w, c, j->what), e);
	domain_watch_end(&w);
	if (r == 0)
		out_done(c->out, "Job %s completed", j->id);
	return r;
}

const struct cmd cmd_job_wait = {
	.name = "job-wait", .group = "job", .summary = "wait until a job ends",
	.details = "Wait until a job of the host ends, and tell how it did.",
	.opts = job_opts, .flags = CMD_NEEDS_HOST, .run = wait_run,
};

static int abort_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_JOBS jobs = VEC_INIT;
	struct hv_host *h;
	const struct hv_job *j = find(c, a, &h, &jobs, e);

	if (!j || hv_job_abort(h, j, e) < 0)
		return -1;
	out_done(c->out, "Job %s aborted", j->id);
	return 0;
}

const struct cmd cmd_job_abort = {
	.name = "job-abort", .group = "job", .summary = "cancel a job",
	.details = "Ask the host to cancel a job, where it can be cancelled.",
	.opts = job_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = abort_run,
};

/* --- of a domain --- */

static const struct hv_job *of_domain(const struct hv_jobs *l, const char *vm,
				      bool ended)
{
	const struct hv_job *found = NULL;

	/* the last one begun, where there are several */
	for (size_t i = 0; i < l->n; i++) {
		const struct hv_job *j = &l->v[i];

		if (j->vm && !strcmp(j->vm, vm) && hv_job_runs(j) != ended &&
		    (!found || j->started.v >= found->started.v))
			found = j;
	}
	return found;
}

static const struct opt info_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "completed", OPT_FLAG,
	  "return statistics of a recently completed job" },
	{ 0 }
};

static void print_job(struct out *o, const struct hv_job *j)
{
	AUTO_FREE char *ms = xasprintf("%llu ms",
			(unsigned long long)j->elapsed.v / 1000);
	AUTO_FREE char *percent = xasprintf("%u %%", (unsigned)j->percent.v);
	char buf[HV_JOB_WORD];

	out_field(o, "job_type", "Job type", out_str(hv_job_runs(j) ?
		  "Bounded" : hv_job_failed(j) ? "Failed" : "Completed"));
	out_field(o, "operation", "Operation", out_str(j->what));
	if (j->elapsed.set)
		out_field(o, "elapsed_ms", "Time elapsed",
			  out_num_as(j->elapsed.v / 1000, ms));
	if (j->percent.set)
		out_field(o, "percent", "Progress",
			  out_num_as(j->percent.v, percent));
	out_field(o, "state", "State", out_str(hv_job_word(j, buf)));
	out_field(o, "id", "Id", out_str(j->id));
	out_field(o, "cancellable", "Cancellable",
		  out_bool(j->cancellable, j->cancellable ? "yes" : "no"));
	if (j->error)
		out_field(o, "error", "Error", out_str(j->error));
}

static int info_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_JOBS jobs = VEC_INIT;
	AUTO_VM *vm = NULL;
	const struct hv_job *j;
	struct hv_host *h;

	if (domain_find(c, a, &h, &vm, e) < 0 || hv_job_list(h, &jobs, e) < 0)
		return -1;
	j = of_domain(&jobs, vm->guid, args_flag(a, "completed"));
	if (j)
		print_job(c->out, j);
	else
		out_field(c->out, "job_type", "Job type", out_str("None"));
	out_end(c->out);
	return 0;
}

const struct cmd cmd_domjobinfo = {
	.name = "domjobinfo", .group = "job",
	.summary = "domain job information",
	.details = "Returns information about jobs running on a domain.",
	.opts = info_opts, .refused = refused_domjobinfo,
	.flags = CMD_NEEDS_HOST, .run = info_run,
};

static const struct opt domabort_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ 0 }
};

static int domabort_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_JOBS jobs = VEC_INIT;
	AUTO_VM *vm = NULL;
	const struct hv_job *j;
	struct hv_host *h;

	if (domain_find(c, a, &h, &vm, e) < 0 || hv_job_list(h, &jobs, e) < 0)
		return -1;
	j = of_domain(&jobs, vm->guid, false);
	if (!j)
		return err_set(e, ERR_STATE, "Requested operation is not valid: "
			       "no job is active on domain '%s'", vm->name);
	if (hv_job_abort(h, j, e) < 0)
		return -1;
	out_done(c->out, "Job %s of domain '%s' aborted", j->id, vm->name);
	return 0;
}

const struct cmd cmd_domjobabort = {
	.name = "domjobabort", .group = "job",
	.summary = "abort active domain job",
	.details = "Aborts the currently running domain job, where it can be "
		   "cancelled.",
	.opts = domabort_opts, .refused = refused_domjobabort,
	.flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = domabort_run,
};
