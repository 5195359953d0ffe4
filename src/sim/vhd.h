/* sim/vhd.h - what is inside virtual disk files */
#ifndef HVSH_SIM_VHD_H
#define HVSH_SIM_VHD_H

#include <stdint.h>

struct sim_host;
struct sim_instance;

extern const struct sim_change sim_change_create_vhd;

/* A new file; NULL: there is one of that name. type: 2 fixed, 3 dynamic. */
struct sim_instance *sim_vhd_make(struct sim_host *h, const char *path,
				  unsigned type, uint64_t bytes);

#endif
