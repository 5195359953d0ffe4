/* sim/opts.h - the command line of hvsim */
#ifndef HVSH_SIM_OPTS_H
#define HVSH_SIM_OPTS_H

#include <stdbool.h>

#include "base/vec.h"
#include "sim/fail.h"
#include "sim/host.h"

struct err;

struct sim_texts VEC_OF(const char *);          /* from argv */

struct sim_opts {
	struct sim_host_opts host;
	const char *listen;             /* address */
	int port;                       /* -1: the scheme's own */
	const char *socket;             /* a path, in place of address, port */
	bool until_eof;
	const char *user;
	char *password;                 /* wiped when freed */
	bool made_up;                   /* print it */
	bool tls;
	const char *tls_cert, *tls_key;
	unsigned latency_ms;
	struct sim_texts load;
	const char *state, *requests, *replay;
	struct sim_fails fails;
	bool verbose;
};

enum sim_opts_result {
	SIM_OPTS_RUN,
	SIM_OPTS_DONE,                  /* --help, --version were printed */
	SIM_OPTS_BAD,                   /* 'e' says what */
};
/* Also takes HVSIM_PASSWORD out of the environment. */
enum sim_opts_result sim_opts_parse(struct sim_opts *o, int argc, char **argv,
				    struct err *e);
void sim_opts_clear(struct sim_opts *o);

#endif
