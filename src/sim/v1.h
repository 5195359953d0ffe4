/* sim/v1.h - root/virtualization: how clients of Windows Server 2008 to 2012
 * see a host
 *
 * The host itself lives in root/virtualization/v2, also where it is so old that
 * no client is shown that namespace. The older one has a store of its own, a
 * view: its instances are made anew from those of v2 when a request wants them
 * and something has changed. Its methods do their work in v2.
 *
 * That the two differ as v1.c has it comes from Microsoft's documents of the
 * older classes; what these leave open is marked as assumed there.
 */
#ifndef HVSH_SIM_V1_H
#define HVSH_SIM_V1_H

#include "sim/methods_priv.h"

struct err;

/* Nothing on a host that is too new. */
int sim_v1_init(struct sim_host *h, struct err *e);
void sim_v1_refresh(struct sim_host *h);

/* NULL: declared, but not to be had. */
sim_method_fn *sim_v1_method(const struct sim_class *c, const char *method);

/* EnabledState and RequestedState: 32768 paused, 32769 saved. */
unsigned sim_v1_state(unsigned v2);
/* What is asked for, in the numbers of v2; 0: there is no such request. */
unsigned sim_v1_request(unsigned v1);

#endif
