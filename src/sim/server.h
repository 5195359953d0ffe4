/* sim/server.h - listening, serving, ending */
#ifndef HVSH_SIM_SERVER_H
#define HVSH_SIM_SERVER_H

struct err;
struct sim_opts;
struct sim_service;

/* Serves until SIGTERM, SIGINT, or with --until-eof the end of standard
 * input. Tells on standard output where it listens. */
int sim_server_run(const struct sim_opts *o, struct sim_service *s,
		   struct err *e);

#endif
