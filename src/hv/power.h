/* hv/power.h - start, stop and pause VMs
 *
 * What a VM's state allows is for the caller to check; what Hyper-V refuses
 * is ERR_STATE with its own words.
 */
#ifndef HVSH_HV_POWER_H
#define HVSH_HV_POWER_H

#include "hv/state.h"
#include <stdbool.h>

struct err;
struct hv_host;
struct hv_wait;

/* RequestStateChange, waited for: HV_RUNNING starts, restores or resumes,
 * HV_OFF pulls the plug or drops a saved state, HV_SAVED, HV_PAUSED,
 * HV_RESET. One request and its job's. */
int hv_vm_request(struct hv_host *h, const char *guid, enum hv_state state,
		  const struct hv_wait *wait, struct err *e);

/*
 * Asks the guest to shut down, through the shutdown service of its integration
 * services; it does so in its own time. ERR_STATE where the guest has no such
 * service or does not answer.
 */
int hv_vm_shutdown(struct hv_host *h, const char *guid, struct err *e);
/* The same with a reboot. Where that service cannot reboot (hosts without
 * root/virtualization/v2), waits until the guest is off, and starts it. */
int hv_vm_reboot(struct hv_host *h, const char *guid,
		 const struct hv_wait *wait, struct err *e);

/* Interrupts the VM where it cannot look away; what the guest makes of it (a dump,
 * a restart, nothing) is its own business. ERR_STATE where it does not run. One
 * request and its job's. */
int hv_vm_nmi(struct hv_host *h, const char *guid, const struct hv_wait *wait,
	      struct err *e);

/* Until it is off. ERR_TIMEOUT or ERR_INTERRUPTED leave it as it is. */
int hv_vm_wait_off(struct hv_host *h, const char *guid,
		   const struct hv_wait *wait, struct err *e);

#endif
