/* sim/vm.h - virtual machines: how they are made and what states they take
 *
 * EnabledState is the v2 map: 2 running, 3 off, 4 shutting down, 6 saved,
 * 9 paused, 10 starting; 32773 saving, 32776 pausing, 32777 resuming.
 */
#ifndef HVSH_SIM_VM_H
#define HVSH_SIM_VM_H

#include <stdbool.h>
#include <stdint.h>

struct sim_host;
struct sim_instance;
struct sim_task_kind;

enum sim_vm_state {
	SIM_VM_RUNNING = 2, SIM_VM_OFF = 3, SIM_VM_SHUTTING_DOWN = 4,
	SIM_VM_SAVED = 6, SIM_VM_PAUSED = 9, SIM_VM_STARTING = 10,
	SIM_VM_RESETTING = 11, SIM_VM_SAVING = 32773, SIM_VM_PAUSING = 32776,
	SIM_VM_RESUMING = 32777,
};

extern const struct sim_task_kind sim_task_vm_state, sim_task_guest;

/* --- vm_make.c --- */
struct sim_vm_spec {
	const char *name, *guid, *notes;
	unsigned generation, state, cpus, memory_mb;
	bool dynamic_memory, small;     /* small: without what few ask for */
	bool fresh;                     /* made now, not long ago */
	unsigned startup;               /* AutomaticStartupAction */
	unsigned disks;                 /* as sim_vm_equip() has them, plus 1 */
};
struct sim_instance *sim_vm_make(struct sim_host *h,
				 const struct sim_vm_spec *v);
void sim_make_default_vms(struct sim_host *h);
void sim_make_many_vms(struct sim_host *h, unsigned n);

/* --- vm_equip.c: disks and adapters for the n-th VM of a new host --- */
void sim_vm_equip(struct sim_host *h, struct sim_instance *vm, unsigned n);

/* --- vm_parts.c: setting data and devices, related to their VM --- */
#define SIM_PART_PROCESSOR "b637f346-6a0e-4dec-af52-bd70cb80a21d\\0"
#define SIM_PART_MEMORY "4764334d-e001-4176-82ee-5594ec9b530e"
/* The setting data "Microsoft:GUID\\PART"; or NULL. */
struct sim_instance *sim_vm_part(struct sim_host *h, const char *cls,
				 const char *guid, const char *part);
void sim_vm_make_settings(struct sim_host *h, struct sim_instance *vssd,
			  const struct sim_vm_spec *v);
/* The devices that exist while a VM is on, by its setting data. */
void sim_vm_add_devices(struct sim_host *h, struct sim_instance *vm);
void sim_vm_drop_devices(struct sim_host *h, struct sim_instance *vm);
/* One such setting data, with what all have; NULL: not on this host. */
struct sim_instance *sim_vm_setting(struct sim_host *h, const char *cls,
				    const char *guid, const char *part);
/* Into the store, and into its configuration. */
void sim_vm_attach(struct sim_host *h, struct sim_instance *vssd,
		   struct sim_instance *part);
struct sim_ref *sim_vm_device_ref(const char *cls, const char *guid,
				  const char *part);
void sim_vm_device_add(struct sim_host *h, struct sim_instance *vm,
		       struct sim_instance *settings, const char *cls,
		       const char *part, const char *name);

/* --- kvp.c: what a guest that runs says of itself --- */
void sim_kvp_tell(struct sim_host *h, const struct sim_instance *vm,
		  struct sim_instance *component);

/* --- guest_net.c: the addresses of guests --- */
extern const struct sim_change sim_change_guest_net;
/* As the VMs and their adapters are now. */
void sim_guest_nets(struct sim_host *h);

/* --- vm_state.c --- */
struct sim_instance *sim_vm_find(struct sim_host *h, const char *guid);
bool sim_is_vm(const struct sim_instance *i);   /* the host's own row is not */
/* Neither off nor saved. */
bool sim_vm_is_on(const struct sim_instance *vm);
unsigned sim_vm_state(const struct sim_instance *vm);
/* The settings in effect (not a checkpoint's); or NULL. */
struct sim_instance *sim_vm_settings(struct sim_host *h,
				     const struct sim_instance *vm);
/* At once, with all that goes with it. */
void sim_vm_enter(struct sim_host *h, struct sim_instance *vm, unsigned state);

/* RequestStateChange: 0, 4096 with *job set (borrowed), or a refusal. */
uint32_t sim_vm_request(struct sim_host *h, struct sim_instance *vm,
			unsigned requested, struct sim_instance **job);
/* What the guest is asked to do by itself: 0, or a refusal. */
uint32_t sim_vm_shutdown(struct sim_host *h, struct sim_instance *vm);
uint32_t sim_vm_reboot(struct sim_host *h, struct sim_instance *vm);

void sim_vms_age(struct sim_host *h, int64_t passed_ms);
void sim_vms_adopt(struct sim_host *h);         /* after instances were loaded */

#endif
