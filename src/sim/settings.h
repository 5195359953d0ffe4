/* sim/settings.h - what may be written to Msvm_VirtualSystemSettingData */
#ifndef HVSH_SIM_SETTINGS_H
#define HVSH_SIM_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

struct sim_cim;
struct sim_instance;

/* Nothing is written. ReturnValue; *bad_job: that is accepted, and fails as a
 * job (FACTS 5.4, 5.6). 'off': the VM is; 'fresh': it is being made, so what
 * never changes later may be given. */
uint32_t sim_settings_check(const struct sim_instance *vssd, bool off,
			    bool fresh, const struct sim_cim *cim,
			    bool *bad_job);
void sim_settings_apply(struct sim_instance *vssd, bool fresh,
			const struct sim_cim *cim);

#endif
