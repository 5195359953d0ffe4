/* sim/jobs.h - Msvm_ConcreteJob: begun, under way, ended, gone */
#ifndef HVSH_SIM_JOBS_H
#define HVSH_SIM_JOBS_H

#include <stdbool.h>
#include <stdint.h>

struct sim_host;
struct sim_instance;
struct sim_task_kind;

extern const struct sim_task_kind sim_task_job_gone;

/* A running job about 'what' (may be NULL). Its end is a task's business. */
struct sim_instance *sim_job_begin(struct sim_host *h, unsigned type,
				   const char *caption,
				   struct sim_instance *what);
/* The same of another class, its caption whole. */
struct sim_instance *sim_job_begin_as(struct sim_host *h, const char *cls,
				      unsigned type, const char *caption,
				      struct sim_instance *what);
struct sim_instance *sim_job_find(struct sim_host *h, const char *id);
/* ElementEffects: 5 is that the job made it. */
void sim_job_affects(struct sim_host *h, const struct sim_instance *job,
		     const struct sim_instance *what, unsigned effect);
/* The next job to end was ordered to fail. */
bool sim_job_doomed(const struct sim_host *h);
/* Ends it well, or badly where that was ordered: false. The job vanishes five
 * minutes later. 'id' may be NULL or name no job: true. */
bool sim_job_end(struct sim_host *h, const char *id);
void sim_job_fail(struct sim_host *h, const char *id, uint16_t code,
		  const char *text);
/* Percentages of those that run. */
void sim_jobs_progress(struct sim_host *h);

#endif
