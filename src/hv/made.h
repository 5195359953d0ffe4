/* hv/made.h - parts added to VMs, changed and removed; for hv/ alone */
#ifndef HVSH_HV_MADE_H
#define HVSH_HV_MADE_H

#include <stdbool.h>

struct err;
struct hv_host;
struct hv_items;
struct hv_wait;
struct wmi_ref;
struct wmi_refv;

/* What the job made, by its Msvm_AffectedJobElement (FACTS 5.12); free it with
 * hv_refs_clear. One query. */
int hv_made_by_job(struct hv_host *h, const struct wmi_ref *job,
		   struct wmi_refv *ret, struct err *e);
void hv_refs_clear(struct wmi_refv *v);
#define AUTO_REFS __attribute__((cleanup(hv_refs_clear))) struct wmi_refv

/*
 * Adds them to the VM 'guid', all in one AddResourceSettings, and tells the
 * 'id' of each: as the method's result says, which has them in order; where
 * the result is a job's and says nothing, what the job made is read (two
 * queries) and matched. No items: no request. 'done': the host has added them,
 * also where the rest then fails.
 */
int hv_items_add(struct hv_host *h, const char *guid, struct hv_items *items,
		 const struct hv_wait *wait, bool *done, struct err *e);
/* One ModifyResourceSettings; no items: no request. */
int hv_items_modify(struct hv_host *h, const struct hv_items *items,
		    const struct hv_wait *wait, struct err *e);
/* Those that have an 'id'; one RemoveResourceSettings. */
int hv_items_remove(struct hv_host *h, const struct hv_items *items,
		    const struct hv_wait *wait, struct err *e);

#endif
