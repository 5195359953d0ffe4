#include "sim/jobs.h"

#include <string.h>

#include "base/mem.h"
#include "sim/host_priv.h"
#include "sim/returns.h"

/* JobState */
#define STARTING 3
#define RUNNING 4
#define COMPLETED 7
#define EXCEPTION 10

#define REMOVAL_US (INT64_C(300) * 1000000)

struct sim_instance *sim_job_find(struct sim_host *h, const char *id)
{
	AUTO_FREE struct sim_ref *r = NULL;

	if (!id)
		return NULL;
	r = sim_ref_new(SIM_NS_VIRT, "CIM_ConcreteJob", "InstanceID", id, NULL);
	return sim_resolve(h->store, SIM_NS_VIRT, r);
}

struct sim_instance *sim_job_begin(struct sim_host *h, unsigned type,
				   const char *caption,
				   struct sim_instance *what)
{
	AUTO_FREE char *text = xasprintf("%s Virtual Machine", caption);

	return sim_job_begin_as(h, "Msvm_ConcreteJob", type, text, what);
}

void sim_job_affects(struct sim_host *h, const struct sim_instance *job,
		     const struct sim_instance *what, unsigned effect)
{
	struct sim_instance *i = sim_make(h, SIM_NS_VIRT,
					  "Msvm_AffectedJobElement");

	if (!i)
		return;
	sim_set(i, "AffectedElement", sim_ref_to(what));
	sim_set(i, "AffectingElement", sim_ref_to(job));
	sim_set(i, "ElementEffects", sim_numbers(1, effect));
	sim_put(h, i);
}

struct sim_instance *sim_job_begin_as(struct sim_host *h, const char *cls,
				      unsigned type, const char *caption,
				      struct sim_instance *what)
{
	struct sim_instance *i = sim_make(h, SIM_NS_VIRT, cls);
	/* Apart from the seeds of VMs. */
	AUTO_FREE char *guid = sim_guid(++h->guids + (UINT64_C(1) << 40));

	sim_fill(i, "Cancellable=false\nDeleteOnCompletion=false\nErrorCode=0\n"
		    "HealthState=5\nJobStatus=Job is starting\n"
		    "OperationalStatus=2\nPercentComplete=0\n"
		    "StatusDescriptions=OK\nElapsedTime=P0DT0H0M0S\n"
		    "LocalOrUtcTime=2\n");
	sim_set(i, "InstanceID", sim_string(guid));
	sim_set(i, "Name", sim_string(cls));
	sim_set(i, "Caption", sim_string(caption));
	sim_set(i, "ElementName", sim_string(caption));
	sim_set(i, "Description", sim_string(caption));
	sim_set(i, "JobState", sim_uint(STARTING));
	sim_set(i, "JobType", sim_uint(type));
	sim_set(i, "StartTime", sim_time(h->clock_us));
	sim_set(i, "TimeSubmitted", sim_time(h->clock_us));
	sim_set(i, "TimeOfLastStateChange", sim_time(h->clock_us));
	sim_set(i, "TimeBeforeRemoval", sim_interval(REMOVAL_US));
	i = sim_put(h, i);
	sim_relate(h, "Msvm_AffectedJobElement", "AffectedElement", what,
		   "AffectingElement", i);
	return i;
}

static void close_job(struct sim_host *h, struct sim_instance *i, unsigned state)
{
	const struct sim_value *start = sim_get(i, "StartTime");

	sim_set(i, "JobState", sim_uint(state));
	sim_set(i, "PercentComplete", sim_uint(100));
	sim_set(i, "TimeOfLastStateChange", sim_time(h->clock_us));
	if (start->kind == SIM_V_TIME)
		sim_set(i, "ElapsedTime", sim_interval(h->clock_us - start->i));
	sim_task_add(h, &sim_task_job_gone, REMOVAL_US / 1000,
		     sim_get_str(i, "InstanceID"), NULL);
}

void sim_job_fail(struct sim_host *h, const char *id, uint16_t code,
		  const char *text)
{
	struct sim_instance *i = sim_job_find(h, id);

	if (!i)
		return;
	sim_set(i, "ErrorCode", sim_uint(code));
	sim_set(i, "ErrorDescription", sim_string(text));
	sim_set(i, "ErrorSummaryDescription", sim_string(text));
	sim_set(i, "JobStatus", sim_string(text));
	/* 6 is an error, where a job that ended well has 17 (completed), 2. */
	sim_set(i, "OperationalStatus", sim_numbers(1, 6U));
	sim_set(i, "HealthState", sim_uint(25));
	close_job(h, i, EXCEPTION);
}

bool sim_job_doomed(const struct sim_host *h)
{
	return h->fail_jobs > 0 && !h->fail_after;
}

bool sim_job_end(struct sim_host *h, const char *id)
{
	struct sim_instance *i = sim_job_find(h, id);

	if (!i)
		return true;
	if (sim_job_doomed(h)) {
		h->fail_jobs--;
		sim_job_fail(h, id, h->fail_code, h->fail_text ? h->fail_text :
			     "The simulated host was told to let this fail.");
		return false;
	}
	if (h->fail_jobs)
		h->fail_after--;
	sim_set(i, "JobStatus", sim_string("Job completed successfully"));
	sim_set(i, "OperationalStatus", sim_numbers(2, 17U, 2U));
	close_job(h, i, COMPLETED);
	return true;
}

void sim_jobs_progress(struct sim_host *h)
{
	for (size_t k = 0; k < h->tasks.n; k++) {
		const struct sim_task *t = &h->tasks.v[k];
		struct sim_instance *i;

		if (t->kind == &sim_task_job_gone || !t->job ||
		    t->due_ms <= t->begin_ms)
			continue;
		i = sim_job_find(h, t->job);
		if (!i || h->now_ms == t->begin_ms)
			continue;
		sim_set(i, "JobState", sim_uint(RUNNING));
		sim_set(i, "JobStatus", sim_string("Job is running"));
		sim_set(i, "ElapsedTime",
			sim_interval((h->now_ms - t->begin_ms) * 1000));
		sim_set(i, "PercentComplete",
			sim_uint((uint64_t)((h->now_ms - t->begin_ms) * 100 /
					    (t->due_ms - t->begin_ms))));
	}
}

static void run_gone(struct sim_host *h, const struct sim_task *t)
{
	struct sim_instance *i = sim_job_find(h, t->job);

	if (i)
		sim_remove_related(h, i);
}

const struct sim_task_kind sim_task_job_gone = { "job-gone", run_gone };
