/* sim/change.h - what the management services change, at once or as a job
 *
 * A change is a function that looks at its parameters, then either does all
 * that they ask or nothing. It runs at once, and a refusal is ReturnValue or
 * that of a job that has failed already; or it runs when a job ends, and a
 * refusal makes the job fail. What a job's change makes is found by the job's
 * Msvm_AffectedJobElement (ElementEffects 5, FACTS 5.12).
 */
#ifndef HVSH_SIM_CHANGE_H
#define HVSH_SIM_CHANGE_H

#include <stdbool.h>
#include <stdint.h>

struct sim_call;
struct sim_host;
struct sim_instance;
struct sim_task_kind;

struct sim_refusal {
	uint32_t code;          /* 0: none yet */
	bool at_once;           /* ReturnValue itself rather than a job's */
	char *text;             /* for the job's ErrorDescription */
};

/* 0, or -1 with the refusal set and nothing changed. */
typedef int sim_change_fn(struct sim_call *c, struct sim_refusal *r);

struct sim_change {
	const char *name;       /* of its method: in the state file, too */
	unsigned job_type;      /* JobType */
	const char *job_class;  /* Msvm_ConcreteJob, Msvm_StorageJob */
	const char *caption;
	sim_change_fn *run;
};

extern const struct sim_task_kind sim_task_change;

/* ReturnValue. vm (may be NULL) is what the job is about; later: as a job
 * where jobs take time on this host. Takes over nothing. */
uint32_t sim_change(struct sim_call *c, const struct sim_change *what,
		    struct sim_instance *vm, bool later);

/* Both give -1. The text is what a person would read in Hyper-V Manager. */
int sim_refuse(struct sim_refusal *r, uint32_t code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
int sim_refuse_now(struct sim_refusal *r, uint32_t code);

/* Something new that the method gives back under that name (an array). */
void sim_call_result(struct sim_call *c, const char *name,
		     struct sim_instance *made);

#endif
