/* sim/fail.h - misbehaviour on order: --fail KIND[WHEN][:ARG]
 *
 *	WHEN    @N the Nth request alone, /N each Nth, *N the first N;
 *	        without: every one
 *
 * Requests are counted from 1 as they arrive at /wsman, whoever sends them.
 */
#ifndef HVSH_SIM_FAIL_H
#define HVSH_SIM_FAIL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "base/vec.h"

struct err;

enum sim_fail_kind {
	SIM_FAIL_NONE,
	SIM_FAIL_STATUS,        /* 401 403 404 413 500: an empty body */
	SIM_FAIL_CUT,           /* half a reply, then the connection ends */
	SIM_FAIL_GARBAGE,       /* 200 with bytes that are no XML */
	SIM_FAIL_HTML,          /* 200 with a web page */
	SIM_FAIL_REDIRECT,      /* 302 to ARG */
	SIM_FAIL_HANG,          /* no reply at all */
	SIM_FAIL_SLOW,          /* a reply that takes ARG milliseconds */
	SIM_FAIL_FAULT,         /* 500 with the file ARG */
	SIM_FAIL_REPLY,         /* 200 with the file ARG */
	SIM_FAIL_TIMEOUT, SIM_FAIL_QUOTA, SIM_FAIL_DENIED,      /* faults */
	SIM_FAIL_WMIERROR,      /* faults in their other shape */
	SIM_FAIL_JOB,           /* the host's jobs end badly */
};

enum sim_fail_when {
	SIM_FAIL_ALWAYS, SIM_FAIL_ONLY, SIM_FAIL_EACH, SIM_FAIL_FIRST,
};

struct sim_fail {
	enum sim_fail_kind kind;
	enum sim_fail_when when;
	unsigned long n;
	unsigned status;        /* SIM_FAIL_STATUS */
	unsigned ms;            /* SIM_FAIL_SLOW */
	uint16_t job_code;      /* SIM_FAIL_JOB */
	char *text;             /* a URL, a job's message; or NULL */
	struct str content;     /* of the file */
};
struct sim_fails VEC_OF(struct sim_fail);

int sim_fail_parse(const char *spec, struct sim_fail *ret, struct err *e);
void sim_fails_clear(struct sim_fails *f);
/* The first that is due at this request and no mere manner (WMIERROR, SLOW)
 * nor a JOB; NULL: none. */
const struct sim_fail *sim_fail_find(const struct sim_fails *f,
				     unsigned long request);
/* Is one of that kind due? */
const struct sim_fail *sim_fail_due(const struct sim_fails *f,
				    enum sim_fail_kind kind,
				    unsigned long request);

#endif
