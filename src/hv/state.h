/* hv/state.h - EnabledState of Msvm_ComputerSystem: the v2 map (FACTS 5.9) */
#ifndef HVSH_HV_STATE_H
#define HVSH_HV_STATE_H

#include "base/parse.h"

enum hv_state {
	HV_RUNNING = 2,
	HV_OFF = 3,
	HV_SHUTTING_DOWN = 4,
	HV_SAVED = 6,
	HV_PAUSED = 9,
	HV_STARTING = 10,
	HV_RESET = 11,          /* asked for only */
};

/* "running", "shut off", ..; "unknown (77)" for a number that nobody knows,
 * "no state" for none. */
#define HV_STATE_WORD 32
const char *hv_state_word(struct num state, char buf[HV_STATE_WORD]);
/* Why it is so, in virsh's words; WMI tells of no reasons. */
const char *hv_state_reason(struct num state);

/*
 * The numbers of the older namespace (hv/host.h), where they differ: 32768
 * paused, 32769 saved; asked for, 10 resets. As libvirt's driver had them for
 * it; no real reply is at hand.
 */
struct num hv_state_from_old(struct num state);
unsigned hv_state_to_old(enum hv_state state);

bool hv_state_is(struct num state, enum hv_state what);
bool hv_state_active(struct num state);         /* neither off nor saved */
bool hv_state_known(struct num state);

#endif
