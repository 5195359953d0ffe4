/* sim/resource.h - parts added to a VM, changed and taken out
 *
 * resource_add.c makes them, resource_modify.c changes and removes them,
 * resource_check.c says whether a VM may be so.
 */
#ifndef HVSH_SIM_RESOURCE_H
#define HVSH_SIM_RESOURCE_H

#include <stdbool.h>

struct sim_cim;
struct sim_host;
struct sim_instance;
struct sim_part_kind;
struct sim_refusal;

extern const struct sim_change sim_change_add_resources,
	sim_change_modify_resources, sim_change_remove_resources;

/* One of DefineSystem's ResourceSettings: added, or, where every VM has one
 * (processor, memory), that one changed. */
int sim_resource_define(struct sim_host *h, struct sim_instance *vssd,
			const char *text, struct sim_refusal *r);
/* *ret (in the store) is what was made. */
int sim_resource_add(struct sim_host *h, struct sim_instance *vssd,
		     const char *text, struct sim_instance **ret,
		     struct sim_refusal *r);
/* With what is below it. */
void sim_resource_drop(struct sim_host *h, struct sim_instance *part);

/* --- resource_check.c --- */
/* What is asked for one VM: 'new' is not in the store and has all values;
 * 'old' is what it replaces, or NULL. */
struct sim_ask {
	struct sim_host *host;
	struct sim_instance *vssd, *vm; /* vm NULL: a checkpoint's */
	const struct sim_part_kind *kind;
	const struct sim_instance *new, *old;
};
int sim_resource_check(const struct sim_ask *a, struct sim_refusal *r);
/* Refused in the manner of Hyper-V, with the VM's name and GUID. */
int sim_resource_refuse(const struct sim_ask *a, struct sim_refusal *r,
			unsigned code, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/* May a VM in this state be given or lose such a part? */
int sim_resource_check_hot(const struct sim_ask *a, struct sim_refusal *r);
/* A VM that is off: what keeps it from starting (its files). */
int sim_vm_check_start(struct sim_host *h, struct sim_instance *vm,
		       struct sim_refusal *r);

#endif
