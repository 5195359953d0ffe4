/* sim/listen.h - the socket that the host listens on */
#ifndef HVSH_SIM_LISTEN_H
#define HVSH_SIM_LISTEN_H

struct err;
struct str;

/* Binds and listens; 'where' becomes "127.0.0.1:5985" or "[::1]:5985". */
int sim_listen_tcp(const char *address, int port, int *fd, struct str *where,
		   struct err *e);
/* Mode 0600. A socket left behind by a server that is gone is replaced; any
 * other file is not. */
int sim_listen_unix(const char *path, int *fd, struct err *e);

#endif
