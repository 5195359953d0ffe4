/* sim/exchange.h - one HTTP request and its reply
 *
 * libmicrohttpd calls sim_exchange_handle() as a request comes in and
 * sim_exchange_done() when its reply is gone. All run in one thread; an
 * exchange that has to wait (--latency, a slow reply, a hang) rests: its
 * connection is suspended and others go on.
 */
#ifndef HVSH_SIM_EXCHANGE_H
#define HVSH_SIM_EXCHANGE_H

#include <microhttpd.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "sim/opts.h"
#include "sim/service.h"

struct sim_exchange;

struct sim_http {
	const struct sim_opts *opts;
	struct sim_service *service;
	FILE *log;                      /* --requests; or NULL */
	unsigned long count;            /* of requests at /wsman */
	struct sim_exchange *resting;   /* a list */
	bool closing;
};

enum MHD_Result sim_exchange_handle(void *cls, struct MHD_Connection *c,
				    const char *url, const char *method,
				    const char *version, const char *data,
				    size_t *size, void **con_cls);
void sim_exchange_done(void *cls, struct MHD_Connection *c, void **con_cls,
		       enum MHD_RequestTerminationCode code);

/* Suspends the connection until then; INT64_MAX: for good. */
void sim_exchange_rest(struct sim_exchange *x, int64_t until_ms);
bool sim_exchange_abandoned(const struct sim_exchange *x);
/* Wakes what is due; when to come back: now where something was woken
 * (libmicrohttpd's own timeout does not tell), at the next one, INT64_MAX. */
int64_t sim_exchange_wake(struct sim_http *h, int64_t now_ms);
/* Wakes all, to be ended. */
void sim_exchange_close(struct sim_http *h);

#endif
