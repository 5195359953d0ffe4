/* sim/respond.h - bodies that come whole, in drips, or break off */
#ifndef HVSH_SIM_RESPOND_H
#define HVSH_SIM_RESPOND_H

#include <stddef.h>

struct MHD_Response;
struct sim_exchange;
struct str;

/* Each takes the string's contents. */
struct MHD_Response *sim_respond_whole(struct str *taken);
/* Half of it, then the connection is closed. */
struct MHD_Response *sim_respond_cut(struct str *taken);
/* All of it, evenly over that time; the connection rests in between. */
struct MHD_Response *sim_respond_slow(struct str *taken, unsigned ms,
				      struct sim_exchange *x);

#endif
