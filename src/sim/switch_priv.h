/* sim/switch_priv.h - what the files of the switch service share */
#ifndef HVSH_SIM_SWITCH_PRIV_H
#define HVSH_SIM_SWITCH_PRIV_H

#include <stdbool.h>
#include <stdint.h>

#include "base/vec.h"

struct sim_call;
struct sim_cim;
struct sim_host;
struct sim_instance;
struct sim_refusal;

/* The properties of 'names' from 'cim' into 'to'; 'ignored' only say what is
 * meant. 'dry': only whether they fit. Returns ReturnValue. */
uint32_t sim_switch_fill(struct sim_instance *to, const struct sim_cim *cim,
			 const char *const *names, const char *const *ignored,
			 bool dry);

/* --- switch_ports.c --- */
struct sim_port_want {          /* one of ResourceSettings */
	char *element;
	struct sim_instance *resource;
};
struct sim_port_wants VEC_OF(struct sim_port_want);
void sim_port_wants_clear(struct sim_port_wants *w);
/* ReturnValue; 'to' is to be cleared in either case. */
uint32_t sim_port_wants_read(struct sim_call *c, struct sim_port_wants *to);
/* May that switch (NULL: a new one) have them? */
int sim_port_wants_check(struct sim_host *h, const struct sim_instance *sw,
			 const struct sim_port_wants *w, struct sim_refusal *r);
void sim_port_wants_add(struct sim_call *c, struct sim_instance *sw,
			const struct sim_port_wants *w);

#endif
