/* hv/merge.c - disks that the host merges after a checkpoint is deleted */
#include "hv/merge.h"

#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/err.h"
#include "base/intr.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/vec.h"
#include "hv/first.h"
#include "hv/host.h"
#include "hv/service.h"
#include "hv/vm.h"
#include "wmi/job.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

/* OperationalStatus of a VM, its second value */
enum { STATUS_DELETING = 32770, STATUS_MERGING = 32772 };

/* JobType of Msvm_ConcreteJob; JobState, from which on it has ended, and the
 * one beyond that which has not */
enum { MERGING_DISKS = 50, COMPLETED = 7, SERVICE = 11 };

struct status { struct wmi_numv v; };
static const struct wmi_field status_fields[] = {
	FIELD("OperationalStatus", WMI_NUMV, status, v),
	{ 0 }
};

struct job { char *id; struct num state, percent; };
static const struct wmi_field job_fields[] = {
	FIELD("InstanceID", WMI_STR, job, id),
	FIELD("JobState", WMI_NUM, job, state),
	FIELD("PercentComplete", WMI_NUM, job, percent),
	{ 0 }
};

struct affected { struct wmi_ref *element, *job; };
static const struct wmi_field affected_fields[] = {
	FIELD("AffectedElement", WMI_REF, affected, element),
	FIELD("AffectingElement", WMI_REF, affected, job),
	{ 0 }
};

struct reading {
	const char *vm;                 /* GUID, upper case */
	struct VEC_OF(struct job) jobs; /* merges that run, of any VM */
	struct VEC_OF(char *) of_vm;    /* ids of all jobs about the VM */
};

static int job_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct reading *r = arg;
	struct job j = { .id = NULL };
	int rc = wmi_read(o, job_fields, &j, e);

	if (rc == 0 && j.id && (j.state.v < COMPLETED || j.state.v == SERVICE))
		vec_push(&r->jobs, j);
	else
		wmi_clear(job_fields, &j);
	return rc;
}

static int affected_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct reading *r = arg;
	struct affected a = { NULL, NULL };
	int rc = wmi_read(o, affected_fields, &a, e);
	const char *id = a.job ? wmi_ref_key(a.job, "InstanceID") : NULL;
	const char *vm = a.element ? wmi_ref_key(a.element, "Name") : NULL;

	if (rc == 0 && id && vm && !strcasecmp(vm, r->vm))
		vec_push(&r->of_vm, xstrdup(id));
	wmi_clear(affected_fields, &a);
	return rc;
}

static void reading_clear(struct reading *r)
{
	for (size_t i = 0; i < r->jobs.n; i++)
		wmi_clear(job_fields, &r->jobs.v[i]);
	for (size_t i = 0; i < r->of_vm.n; i++)
		free(r->of_vm.v[i]);
	vec_free(&r->jobs);
	vec_free(&r->of_vm);
}

static bool status_says(const struct status *s)
{
	for (size_t i = 0; i < s->v.n; i++)
		if (s->v.v[i] == STATUS_MERGING || s->v.v[i] == STATUS_DELETING)
			return true;
	return false;
}

/* The VM's own job; where none says what it is about, but the VM that it is
 * merged, the only one there is. That Hyper-V ties these jobs to their VM is
 * an assumption. */
static struct job *find_job(struct reading *r, bool merging)
{
	for (size_t i = 0; i < r->jobs.n; i++)
		for (size_t k = 0; k < r->of_vm.n; k++)
			if (!strcasecmp(r->jobs.v[i].id, r->of_vm.v[k]))
				return &r->jobs.v[i];
	return merging && r->jobs.n == 1 ? &r->jobs.v[0] : NULL;
}

static void conclude(struct reading *r, const struct status *s,
		     struct hv_merge *ret)
{
	struct job *j = find_job(r, status_says(s));

	*ret = (struct hv_merge){ .runs = j || status_says(s) };
	if (j) {
		ret->percent = j->percent;
		ret->job = TAKE(j->id);
	}
}

int hv_merge_read(struct hv_host *h, const char *vm, struct hv_merge *ret,
		  struct err *e)
{
	AUTO_FREE char *upper = hv_guid_upper(vm);
	struct reading r = { .vm = upper };
	struct status s = { { NULL, 0 } };
	struct hv_first first = { status_fields, &s, 0 };
	AUTO_STR status = STR_INIT, jobs = STR_INIT;
	struct wmi_query q[3];
	int rc;

	wql_select(&status, "Msvm_ComputerSystem", status_fields);
	wql_where(&status, "Name", "=", upper);
	wql_select(&jobs, "Msvm_ConcreteJob", job_fields);
	wql_where_num(&jobs, "JobType", "=", MERGING_DISKS);
	q[0] = (struct wmi_query){ HV_NS, status.buf, hv_first_row, &first,
				   ERR_INIT };
	q[1] = (struct wmi_query){ HV_NS, jobs.buf, job_row, &r, ERR_INIT };
	q[2] = (struct wmi_query){ HV_NS, "SELECT * FROM "
				   "Msvm_AffectedJobElement", affected_row, &r,
				   ERR_INIT };
	rc = wmi_query(hv_host_wmi(h), q, 3, e);
	for (size_t i = 0; i < 3; i++)
		err_clear(&q[i].err);
	if (rc == 0)
		conclude(&r, &s, ret);
	wmi_clear(status_fields, &s);
	reading_clear(&r);
	return rc;
}

void hv_merge_clear(struct hv_merge *m)
{
	free(m->job);
	m->job = NULL;
}

/* --- waiting --- */

static time_t seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

/* A look now and then, where no job is told. */
static int pause_ms(unsigned *ms, const struct hv_wait *wait, time_t start,
		    struct err *e)
{
	struct timespec t = { *ms / 1000, (long)(*ms % 1000) * 1000000 };
	unsigned limit = wait ? wait->timeout_s : 0;

	if (intr_pending())
		return err_set(e, ERR_INTERRUPTED, "no longer waiting: the host "
			       "goes on merging");
	if (limit && seconds() - start >= (time_t)limit)
		return err_set(e, ERR_TIMEOUT, "disks are still being merged "
			       "after %u s", limit);
	if (wait && wait->tell)
		wait->tell(wait->arg, "", 0);
	nanosleep(&t, NULL);
	*ms = *ms * 3 / 2 > 2000 ? 2000 : *ms * 3 / 2;
	return 0;
}

static int wait_job(struct hv_host *h, const char *id,
		    const struct hv_wait *wait, struct err *e)
{
	AUTO_REF *job = wmi_ref_new(HV_NS, "Msvm_ConcreteJob", "InstanceID", id,
				    NULL);
	struct wmi_progress progress;

	return wmi_job_wait(hv_host_wmi(h), job, hv_progress(wait, &progress),
			    e);
}

int hv_merge_wait(struct hv_host *h, const char *vm,
		  const struct hv_wait *wait, struct err *e)
{
	time_t start = seconds();
	unsigned ms = 50;

	/* the VM may say so a little longer than its job, and of several disks
	 * one is merged after the other */
	for (;;) {
		AUTO_MERGE m = { .job = NULL };

		if (hv_merge_read(h, vm, &m, e) < 0)
			return -1;
		if (!m.runs)
			return 0;
		if ((m.job ? wait_job(h, m.job, wait, e)
			   : pause_ms(&ms, wait, start, e)) < 0)
			return -1;
	}
}
