/* sim/feature.h - what the features of connections may say */
#ifndef HVSH_SIM_FEATURE_H
#define HVSH_SIM_FEATURE_H

#include <stdint.h>

struct sim_host;
struct sim_instance;

/*
 * The ReturnValue for a feature as it would be: SIM_RET_DONE, or
 * SIM_RET_PARAMETER where its values do not fit together or, for bandwidth,
 * do not fit the switch that the connection leads to.
 */
uint32_t sim_feature_check(struct sim_host *h, const struct sim_instance *i,
			   const struct sim_instance *connection);

#endif
