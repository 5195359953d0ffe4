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

bool hv_state_is(struct num state, enum hv_state what);
bool hv_state_active(struct num state);         /* neither off nor saved */
bool hv_state_known(struct num state);

#endif
