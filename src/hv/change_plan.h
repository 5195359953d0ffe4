/* hv/change_plan.h - from one configuration of a VM to another, part by part;
 * for hv/ alone
 *
 *	hv_plan_make	which part is which, and what is new or goes
 *	hv_plan_check	may it be, in this state
 *	hv_plan_resolve	what it refers to on the host
 *	hv_plan_run	the requests
 */
#ifndef HVSH_HV_CHANGE_PLAN_H
#define HVSH_HV_CHANGE_PLAN_H

#include <stdbool.h>

#include "base/vec.h"
#include "hv/config.h"
#include "hv/item.h"

struct err;
struct hv_host;
struct hv_wait;
struct str;

/* 'have' NULL: it is new; 'want' NULL: it is taken out. A part that cannot
 * become what it should is there twice: taken out, and new. 'made' is the
 * InstanceID of what was added. All borrow from the two configurations. */
struct hv_controller_pair {
	const struct hv_controller *have, *want;
	char *made;
};
struct hv_drive_pair {
	const struct hv_drive *have, *want;
	char *host_disk;        /* object path of what is passed through */
	char *made;
};
struct hv_nic_pair {
	const struct hv_nic *have;
	struct hv_nic *want;
	char *made, *made_port;
};

struct hv_plan {
	const struct hv_config *have;
	struct hv_config *want;
	struct VEC_OF(struct hv_controller_pair) controllers;
	struct VEC_OF(struct hv_drive_pair) drives;
	struct VEC_OF(struct hv_nic_pair) nics;
	size_t done;            /* requests that were carried out */
};

void hv_plan_clear(struct hv_plan *p);
#define AUTO_PLAN __attribute__((cleanup(hv_plan_clear))) struct hv_plan

/* Into an empty plan. ERR_FAILED what never can be: another
 * generation, two parts at one place. */
int hv_plan_make(struct hv_plan *p, const struct hv_config *have,
		 struct hv_config *want, struct err *e);
int hv_plan_check(const struct hv_plan *p, struct err *e);
int hv_plan_resolve(struct hv_plan *p, struct hv_host *h, struct err *e);
int hv_plan_run(struct hv_plan *p, struct hv_host *h,
		const struct hv_wait *wait, struct err *e);
/* What it changes, in words; nothing where it changes nothing. */
void hv_plan_text(const struct hv_plan *p, struct str *to);

/* A GUID for each switch that 'c' names. ERR_NOT_FOUND. At most one query. */
int hv_switches_resolve(struct hv_host *h, struct hv_config *c,
			struct err *e);

/* --- change_controllers.c --- */
int hv_plan_controllers(struct hv_plan *p, struct err *e);
void hv_plan_remove_controllers(const struct hv_plan *p, struct hv_items *to);
void hv_plan_add_controllers(const struct hv_plan *p, struct hv_items *to);
/* What was made of them, in the order of adding; *at goes on. */
void hv_plan_made_controllers(struct hv_plan *p, struct hv_items *from,
			      size_t *at);
/* NULL: there is none. */
const struct hv_controller *hv_controller_at(const struct hv_config *c,
					     enum hv_bus bus, unsigned index);
/* "IDE", "SCSI", "floppy" */
extern const char *const hv_bus_words[];

/* --- change_drives.c --- */
int hv_plan_drives(struct hv_plan *p, struct err *e);
int hv_plan_host_disks(struct hv_plan *p, struct hv_host *h, struct err *e);
void hv_plan_remove_images(const struct hv_plan *p, struct hv_items *to);
void hv_plan_remove_drives(const struct hv_plan *p, struct hv_items *to);
void hv_plan_modify_images(const struct hv_plan *p, struct hv_items *to);
void hv_plan_add_drives(const struct hv_plan *p, struct hv_items *to);
void hv_plan_add_images(const struct hv_plan *p, struct hv_items *to);
void hv_plan_made_drives(struct hv_plan *p, struct hv_items *from, size_t *at);
/* Is there something else in the drive, or another limit? */
bool hv_drive_pair_modified(const struct hv_drive_pair *d);
bool hv_drive_pair_image_comes(const struct hv_drive_pair *d);
bool hv_drive_pair_image_goes(const struct hv_drive_pair *d);

/* --- change_nics.c --- */
int hv_plan_nics(struct hv_plan *p, struct err *e);
int hv_plan_switches(struct hv_plan *p, struct hv_host *h, struct err *e);
void hv_plan_remove_nics(const struct hv_plan *p, struct hv_items *to);
void hv_plan_modify_nics(const struct hv_plan *p, struct hv_items *to);
void hv_plan_add_nics(const struct hv_plan *p, struct hv_items *to);
void hv_plan_add_ports(const struct hv_plan *p, struct hv_items *to);
void hv_plan_made_nics(struct hv_plan *p, struct hv_items *from, size_t *at);
void hv_plan_made_ports(struct hv_plan *p, struct hv_items *from, size_t *at);
/* VLANs and the like; one request for each NIC where they differ. */
int hv_plan_features(struct hv_plan *p, struct hv_host *h,
		     const struct hv_wait *wait, struct err *e);
bool hv_nic_pair_modified(const struct hv_nic_pair *n);
bool hv_nic_pair_mac_differs(const struct hv_nic_pair *n);

#endif
