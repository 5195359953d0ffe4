/* hv/schema.h - the two generations of Hyper-V's classes; for hv/ alone
 *
 * Windows Server 2008 and 2008 R2 have root/virtualization alone, 2012 has
 * both, later ones have root/virtualization/v2. What is done on hosts of either
 * kind takes names and numbers from here; above hv/ the numbers are v2's.
 *
 * v2 is asked first, and what fails for want of it is asked again:
 *
 *	do {
 *		const struct hv_schema *s = hv_schema(h);
 *		(the question, in the words of s)
 *		r = wmi_query(..., e);
 *	} while (hv_schema_again(h, r, e));
 *
 * so that the choice costs a newer host nothing and an older one a request of
 * its first command.
 */
#ifndef HVSH_HV_SCHEMA_H
#define HVSH_HV_SCHEMA_H

#include "hv/state.h"
#include <stdbool.h>

struct err;
struct hv_host;

enum hv_generation { HV_V2, HV_V1, HV_GENERATIONS };

struct hv_schema {
	enum hv_generation generation;
	const char *ns;
	/* EnabledState and RequestedState, where they are not those of both */
	unsigned paused, saved, reset;
	/* AutomaticStartupAction: whose it is, how that one's InstanceID ends
	 * after the VM's, and its first number, "nothing" (the next is "as it
	 * was", then "always") */
	const char *start_class, *start_id;
	unsigned start_first;
	/* the guest's shutdown service can reboot it */
	bool guest_reboots;
	/* of Msvm_VirtualSystemManagementService: changes a VM's settings */
	const char *modify, *modify_settings;
	const char *modify_vm;          /* NULL: the settings say whose */
};

extern const struct hv_schema hv_schemas[HV_GENERATIONS];

const struct hv_schema *hv_schema(const struct hv_host *h);

/*
 * To be asked after a question, 'r' being what became of it: true if it is to
 * be put again, in the words of what hv_schema() tells then. Where that fails,
 * too, 'e' tells of the first failure.
 */
bool hv_schema_again(struct hv_host *h, int r, struct err *e);

/* AutomaticStartupAction: not at all, and always. What is between, "if it was
 * running", is no autostart in libvirt's sense: whether the VM starts depends
 * on how the host went down. */
unsigned hv_schema_never(const struct hv_schema *s);
unsigned hv_schema_always(const struct hv_schema *s);

/* Any of the Automatic*Action, in v2's numbers: the same order, from another
 * first one. */
unsigned hv_schema_action(const struct hv_schema *s, struct num own);

/* One of v2's numbers in the host's own, and back. */
unsigned hv_schema_state(const struct hv_schema *s, enum hv_state state);
struct num hv_schema_read(const struct hv_schema *s, struct num own);

#endif
