/* sim/integration.h - the integration services of VMs
 *
 * Each has setting data in its VM's configuration (EnabledState 2 or 3), and
 * a device while the VM is on, also where it is switched off: the device's
 * EnabledState tells. Their GUIDs are the same on every host.
 */
#ifndef HVSH_SIM_INTEGRATION_H
#define HVSH_SIM_INTEGRATION_H

#include <stdbool.h>

struct sim_host;
struct sim_instance;
struct sim_vm_spec;

extern const struct sim_change sim_change_guest_services;
extern const struct sim_task_kind sim_task_guest_copy;

void sim_integration_make(struct sim_host *h, struct sim_instance *vssd,
			  const struct sim_vm_spec *v);
/* The devices of a VM that is on, and what belongs to them. */
void sim_integration_add(struct sim_host *h, struct sim_instance *vm);
void sim_integration_drop(struct sim_host *h, const struct sim_instance *vm);
/* The guest's side answers only while it runs; what is switched off is known
 * from the setting data. */
void sim_integration_mark(struct sim_host *h, struct sim_instance *vm);
/* That device of the VM is there, is switched on, and the guest answers. */
bool sim_integration_works(struct sim_host *h, const struct sim_instance *vm,
			   const char *device);

#endif
