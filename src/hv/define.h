/* hv/define.h - VMs made from a configuration, changed, and removed */
#ifndef HVSH_HV_DEFINE_H
#define HVSH_HV_DEFINE_H

#include <stdbool.h>

struct err;
struct hv_config;
struct hv_host;
struct hv_wait;

struct hv_defined {
	char *guid;             /* lower case; yours */
	bool was_there;         /* a VM was changed, none made */
};

/*
 * Makes a VM, with the configuration's GUID if Hyper-V takes it, else with one
 * of Hyper-V's choice. ERR_FAILED where another VM has
 * the name. Where a VM has the configuration's GUID and 'in_place' says so,
 * that VM becomes so (hv/change.h).
 *
 * All that the configuration refers to is looked up first. What fails later
 * takes the half-made VM away again; the error says so, or what remains. Parts
 * are found by the references of results and jobs, never by name. 'c' gets
 * the GUIDs of its switches.
 */
int hv_define(struct hv_host *h, struct hv_config *c, bool in_place,
	      const struct hv_wait *wait, struct hv_defined *ret,
	      struct err *e);

/*
 * The same in two steps, for who has something to do in between. What can be
 * known is looked up: nobody has the name or the GUID, the host can make a
 * TPM's key protector where c has a TPM, and the switches are there, of which c
 * gets the GUIDs.
 */
int hv_define_check(struct hv_host *h, struct hv_config *c, struct err *e);
/* Makes it. *remains: it failed, and what is half made could not be removed;
 * the error says it. */
int hv_define_new(struct hv_host *h, struct hv_config *c,
		  const struct hv_wait *wait, char **guid, bool *remains,
		  struct err *e);

/* Removes the VM 'guid', with its checkpoints and its saved state; disk files
 * stay. One request and its job's. */
int hv_vm_undefine(struct hv_host *h, const char *guid,
		   const struct hv_wait *wait, struct err *e);

/* After 'e': that the VM is removed again, which this does, or that it is
 * still there and why. -1 */
int hv_undo_define(struct hv_host *h, const char *guid,
		   const struct hv_wait *wait, struct err *e);

#endif
