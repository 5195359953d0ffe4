/* sim/auth.h - who may use the host */
#ifndef HVSH_SIM_AUTH_H
#define HVSH_SIM_AUTH_H

#include <stdbool.h>

struct MHD_Connection;

/* Basic, with that user (in any case) and that password (in constant time). */
bool sim_auth_ok(struct MHD_Connection *c, const char *user,
		 const char *password);

#endif
