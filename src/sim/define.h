/* sim/define.h - whole virtual machines: made, and gone again */
#ifndef HVSH_SIM_DEFINE_H
#define HVSH_SIM_DEFINE_H

struct sim_host;
struct sim_instance;

extern const struct sim_change sim_change_define, sim_change_destroy;

/* With its checkpoints and all that belongs to either. Files stay. */
void sim_vm_destroy(struct sim_host *h, struct sim_instance *vm);

#endif
