/* hv/redefine.h - a VM that is there, made as a configuration says; for hv/
 * alone */
#ifndef HVSH_HV_REDEFINE_H
#define HVSH_HV_REDEFINE_H

struct err;
struct hv_config;
struct hv_host;
struct hv_wait;

/* Changes the VM c->guid: all but its generation and its devices. Where these
 * differ: ERR_FAILED, which names the first, and nothing is changed. */
int hv_redefine(struct hv_host *h, struct hv_config *c,
		const struct hv_wait *wait, struct err *e);

#endif
