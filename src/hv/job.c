/* hv/job.c - what the host is doing: its jobs */
#include "hv/job.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/host.h"
#include "hv/service.h"
#include "hv/vm.h"
#include "hv/vm_row.h"
#include "wmi/job.h"
#include "wmi/method.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

/* JobState; from 8 on but for the last it has ended badly */
enum {
	JOB_COMPLETED = 7, JOB_TERMINATED = 8, JOB_KILLED = 9,
	JOB_EXCEPTION = 10, JOB_SERVICE = 11, JOB_WITH_WARNINGS = 32768,
};

/* RequestedState */
#define TERMINATE 4

struct row {
	char *id, *caption, *error;
	struct num state, percent, started, elapsed, cancellable;
};

static const struct wmi_field row_fields[] = {
	FIELD("InstanceID", WMI_STR, row, id),
	FIELD("Caption", WMI_STR, row, caption),
	FIELD("ErrorDescription", WMI_STR, row, error),
	FIELD("JobState", WMI_NUM, row, state),
	FIELD("PercentComplete", WMI_NUM, row, percent),
	FIELD("StartTime", WMI_TIME, row, started),
	FIELD("ElapsedTime", WMI_INTERVAL, row, elapsed),
	FIELD("Cancellable", WMI_NUM, row, cancellable),
	{ 0 }
};

struct affected {
	struct wmi_ref *element, *job;
};

static const struct wmi_field affected_fields[] = {
	FIELD("AffectedElement", WMI_REF, affected, element),
	FIELD("AffectingElement", WMI_REF, affected, job),
	{ 0 }
};

/* What a job is about. */
struct pair { char *job, *vm; };
struct pairs VEC_OF(struct pair);

static void pairs_free(struct pairs *p)
{
	for (size_t i = 0; i < p->n; i++) {
		free(p->v[i].job);
		free(p->v[i].vm);
	}
	vec_free(p);
}

void hv_jobs_free(struct hv_jobs *l)
{
	for (size_t i = 0; i < l->n; i++) {
		struct hv_job *j = &l->v[i];

		free(j->id);
		free(j->class);
		free(j->what);
		free(j->error);
		free(j->vm);
		free(j->vm_name);
	}
	vec_free(l);
}

static int job_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct row row = { 0 };
	int r = wmi_read(o, row_fields, &row, e);

	if (r == 0 && row.id) {
		struct hv_job *j = vec_new((struct hv_jobs *)arg);

		j->id = TAKE(row.id);
		j->class = xstrdup(*wmi_class(o) ? wmi_class(o) :
				   "Msvm_ConcreteJob");
		j->what = row.caption ? TAKE(row.caption) : xstrdup("");
		if (row.error && *row.error)
			j->error = TAKE(row.error);
		j->state = row.state;
		j->percent = row.percent;
		j->started = row.started;
		j->elapsed = row.elapsed;
		j->cancellable = row.cancellable.v;
	}
	wmi_clear(row_fields, &row);
	return r;
}

static int affected_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct affected a = { 0 };
	int r = wmi_read(o, affected_fields, &a, e);
	const char *job = a.job ? wmi_ref_key(a.job, "InstanceID") : NULL;
	const char *vm = a.element ? wmi_ref_key(a.element, "Name") : NULL;
	char guid[GUID_LEN + 1];

	if (r == 0 && job && vm &&
	    !strcasecmp(a.element->class, "Msvm_ComputerSystem") &&
	    parse_guid(vm, guid) == 0) {
		struct pair *p = vec_new((struct pairs *)arg);

		p->job = xstrdup(job);
		p->vm = xstrdup(guid);
	}
	wmi_clear(affected_fields, &a);
	return r;
}

static void join(struct hv_jobs *l, const struct pairs *pairs,
		 const struct hv_vms *vms)
{
	for (size_t i = 0; i < l->n; i++) {
		struct hv_job *j = &l->v[i];

		for (size_t k = 0; k < pairs->n && !j->vm; k++)
			if (!strcasecmp(pairs->v[k].job, j->id))
				j->vm = xstrdup(pairs->v[k].vm);
		for (size_t k = 0; j->vm && k < vms->n && !j->vm_name; k++)
			if (!strcmp(vms->v[k].guid, j->vm))
				j->vm_name = xstrdup(vms->v[k].name);
	}
}

/* All properties of jobs: only a typed item tells its class, which is needed
 * to name the job. */
int hv_job_list(struct hv_host *h, struct hv_jobs *ret, struct err *e)
{
	struct pairs pairs = VEC_INIT;
	AUTO_JOBS jobs = VEC_INIT;
	AUTO_VMS vms = VEC_INIT;
	AUTO_STR wql = STR_INIT;
	struct wmi_query q[] = {
		{ .ns = HV_NS, .wql = "SELECT * FROM CIM_ConcreteJob",
		  .row = job_row, .arg = &jobs, .err = ERR_INIT },
		{ .ns = HV_NS, .wql = "SELECT * FROM CIM_AffectedJobElement",
		  .row = affected_row, .arg = &pairs, .err = ERR_INIT },
		{ .ns = HV_NS, .row = hv_vm_row, .arg = &vms,
		  .err = ERR_INIT },
	};
	int r;

	wql_select(&wql, "Msvm_ComputerSystem", hv_vm_fields);
	q[2].wql = wql.buf;
	r = wmi_query(hv_host_wmi(h), q, 3, e);
	for (size_t i = 0; i < 3; i++)
		err_clear(&q[i].err);
	if (r == 0) {
		join(&jobs, &pairs, &vms);
		*ret = jobs;
		jobs = (struct hv_jobs)VEC_INIT;
	}
	pairs_free(&pairs);
	return r < 0 ? err_wrap(e, "Failed to list jobs") : 0;
}

const struct hv_job *hv_job_find(const struct hv_jobs *l, const char *id,
				 struct err *e)
{
	for (size_t i = 0; i < l->n; i++)
		if (!strcasecmp(l->v[i].id, id))
			return &l->v[i];
	err_set(e, ERR_NOT_FOUND, "there is no job '%s'", id);
	err_hint(e, "hvsh job-list --all (shows those of the last minutes)");
	return NULL;
}

bool hv_job_runs(const struct hv_job *j)
{
	return j->state.v < JOB_COMPLETED || j->state.v == JOB_SERVICE;
}

bool hv_job_failed(const struct hv_job *j)
{
	return !hv_job_runs(j) && j->state.v != JOB_COMPLETED &&
	       j->state.v != JOB_WITH_WARNINGS;
}

const char *hv_job_word(const struct hv_job *j, char buf[HV_JOB_WORD])
{
	static const char *const words[] = {
		[2] = "new", "starting", "running", "suspended",
		"shutting down", "completed", "terminated", "killed",
		"failed", "service",
	};

	if (j->state.v == JOB_WITH_WARNINGS)
		return "completed with warnings";
	if (j->state.v >= 2 && j->state.v < sizeof words / sizeof *words)
		return words[j->state.v];
	snprintf(buf, HV_JOB_WORD, "unknown (%u)", (unsigned)j->state.v);
	return buf;
}

static struct wmi_ref *ref(const struct hv_job *j)
{
	return wmi_ref_new(HV_NS, j->class, "InstanceID", j->id, NULL);
}

int hv_job_wait(struct hv_host *h, const struct hv_job *j,
		const struct hv_wait *wait, struct err *e)
{
	AUTO_REF *job = ref(j);
	struct wmi_progress progress;

	return wmi_job_wait(hv_host_wmi(h), job, hv_progress(wait, &progress),
			    e);
}

int hv_job_abort(struct hv_host *h, const struct hv_job *j, struct err *e)
{
	AUTO_REF *job = ref(j);
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };

	if (!hv_job_runs(j))
		return err_set(e, ERR_STATE, "job %s has ended", j->id);
	if (!j->cancellable)
		return err_set(e, ERR_STATE, "the host cannot cancel job %s "
			       "(%s)", j->id, j->what);
	wmi_args_num(&in, "RequestedState", TERMINATE);
	return wmi_invoke(hv_host_wmi(h), job, "RequestStateChange", &in, &out,
			  e);
}
