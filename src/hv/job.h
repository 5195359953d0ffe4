/* hv/job.h - what the host is doing: its jobs
 *
 * A host forgets a job five minutes after its end (FACTS 5.11).
 */
#ifndef HVSH_HV_JOB_H
#define HVSH_HV_JOB_H

#include "base/parse.h"
#include "base/vec.h"
#include <stdbool.h>

struct err;
struct hv_host;
struct hv_wait;

struct hv_job {
	char *id;               /* InstanceID */
	char *class;            /* Msvm_ConcreteJob, Msvm_StorageJob, ... */
	char *what;             /* in the host's language */
	char *error;            /* ErrorDescription; or NULL */
	char *vm;               /* the GUID of the VM it is about; or NULL */
	char *vm_name;          /* or NULL */
	struct num state;       /* JobState */
	struct num percent;
	struct num started;     /* microseconds since 1970 */
	struct num elapsed;     /* microseconds */
	bool cancellable;
};

struct hv_jobs VEC_OF(struct hv_job);
void hv_jobs_free(struct hv_jobs *l);
#define AUTO_JOBS __attribute__((cleanup(hv_jobs_free))) struct hv_jobs

/* All that the host knows of, in its order: three queries at a time. */
int hv_job_list(struct hv_host *h, struct hv_jobs *ret, struct err *e);
/* By id, without regard to case; borrowed. NULL: ERR_NOT_FOUND. */
const struct hv_job *hv_job_find(const struct hv_jobs *l, const char *id,
				 struct err *e);

bool hv_job_runs(const struct hv_job *j);
bool hv_job_failed(const struct hv_job *j);
#define HV_JOB_WORD 24
/* "running", "completed", ...; a number that is none of them "unknown (N)". */
const char *hv_job_word(const struct hv_job *j, char buf[HV_JOB_WORD]);

/* Until it has ended; ERR_JOB where it ends badly. */
int hv_job_wait(struct hv_host *h, const struct hv_job *j,
		const struct hv_wait *wait, struct err *e);
/* Asks the host to end it. ERR_STATE where it cannot be ended. */
int hv_job_abort(struct hv_host *h, const struct hv_job *j, struct err *e);

#endif
