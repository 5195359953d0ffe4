/* sim/host_priv.h - what is inside a host; for the files of its behaviour */
#ifndef HVSH_SIM_HOST_PRIV_H
#define HVSH_SIM_HOST_PRIV_H

#include "base/vec.h"
#include "sim/host.h"
#include "sim/load.h"
#include "sim/store.h"

struct sim_host;
struct sim_task;

/* Plain data throughout, so that a state file can hold what is under way. */
struct sim_task_kind {
	const char *name;       /* in the state file */
	void (*run)(struct sim_host *h, const struct sim_task *t);
};

struct sim_task {
	const struct sim_task_kind *kind;
	int64_t begin_ms, due_ms;
	char *job;              /* InstanceID of its Msvm_ConcreteJob, or NULL */
	char *object;           /* a VM's GUID */
	char *data;             /* what else the kind needs; or NULL */
	unsigned to, from;      /* what the kind makes of them */
};

struct sim_host {
	struct sim_store *store;
	struct sim_store *v1;           /* what sim/v1.c shows; or NULL */
	unsigned long v1_version;       /* of 'store', when that was made */
	int64_t v1_ms;
	struct sim_loader loader;
	struct sim_tasks VEC_OF(struct sim_task) tasks;
	enum sim_os os;
	bool japanese;
	bool bulk;                      /* --vms N: thousands of small ones */
	unsigned job_ms, guest_ms;
	bool ticked;
	int64_t now_ms;                 /* of the last tick */
	int64_t clock_us;               /* the date that the host shows */
	uint32_t next_pid;
	uint64_t guids;                 /* handed out so far */
	uint64_t part_guids;            /* and by sim_new_guid() */
	unsigned fail_after;            /* so many end well before */
	unsigned fail_jobs;
	uint16_t fail_code;
	char *fail_text;
	unsigned long saved_version;
};

/* --- host.c --- */
/* A new instance with CreationClassName set; NULL: this host has no such
 * class. sim_put() takes NULL, too, and gives what was added or NULL. */
struct sim_instance *sim_make(struct sim_host *h, const char *ns,
			      const char *cls);
struct sim_instance *sim_put(struct sim_host *h, struct sim_instance *i);
/* "Name=value" lines; a name that repeats makes an array; properties that
 * the class lacks on this host are left out. */
void sim_fill(struct sim_instance *i, const char *lines);
/* An association of two instances; nothing where one is NULL. */
void sim_relate(struct sim_host *h, const char *cls, const char *role_a,
		const struct sim_instance *a, const char *role_b,
		const struct sim_instance *b);
/* Out of the store, with the associations that name it. */
void sim_remove_related(struct sim_host *h, struct sim_instance *i);
struct sim_value sim_ref_to(const struct sim_instance *i);
struct sim_value sim_numbers(size_t n, ...);    /* array of unsigned */
/* Upper case; the same seed gives the same one. */
char *sim_guid(uint64_t seed);
/* One that this host has not yet handed out. */
char *sim_new_guid(struct sim_host *h);

/* --- tasks --- */
struct sim_task *sim_task_add(struct sim_host *h,
			      const struct sim_task_kind *kind, int64_t delay_ms,
			      const char *job, const char *object);
const struct sim_task_kind *sim_task_kind_find(const char *name);
bool sim_task_pending(const struct sim_host *h, const char *object);

/* --- host_infra.c: what is there without any VM --- */
void sim_make_services(struct sim_host *h);
void sim_make_machine(struct sim_host *h);
/* --- host_perf.c --- */
void sim_vp_counters_add(struct sim_host *h, const struct sim_instance *vm,
			 unsigned processors);
void sim_vp_counters_drop(struct sim_host *h, const struct sim_instance *vm);
void sim_vp_counters_age(struct sim_host *h, int64_t passed_ms);
void sim_make_counters(struct sim_host *h, unsigned processors);
unsigned sim_logical(const struct sim_host *h);         /* processors */
uint64_t sim_memory_mb(const struct sim_host *h);

#endif
