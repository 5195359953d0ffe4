/* sim/guardian.h - the host's own guardians and their key protectors */
#ifndef HVSH_SIM_GUARDIAN_H
#define HVSH_SIM_GUARDIAN_H

#include <stdbool.h>

struct sim_octets;

/* Is that what MSFT_HgsKeyProtector.NewByGuardians gave out, whole? */
bool sim_is_protector(const struct sim_octets *o);

#endif
