/* sim/devices.h - what a VM's parts are while it is on: devices, and ports
 *
 * A device's DeviceID is the InstanceID of its setting data; those that have
 * none (keyboard, mouse, video head) begin with that of the VM. Drives,
 * images, controllers and adapters go with the parts; a connected adapter
 * has a port on its switch:
 *
 *	port of the VM - LANEndpoint - LANEndpoint - EthernetSwitchPort
 */
#ifndef HVSH_SIM_DEVICES_H
#define HVSH_SIM_DEVICES_H

struct sim_host;
struct sim_instance;

/* All but what vm_parts.c looks after: processors, memory, services. */
void sim_devices_add(struct sim_host *h, struct sim_instance *vm);
/* Every device of that VM. */
void sim_devices_drop(struct sim_host *h, struct sim_instance *vm);

void sim_device_add(struct sim_host *h, struct sim_instance *vm,
		    struct sim_instance *part);
void sim_device_drop(struct sim_host *h, struct sim_instance *vm,
		     struct sim_instance *part);
/* After the part was changed. */
void sim_device_update(struct sim_host *h, struct sim_instance *vm,
		       struct sim_instance *part);

/* --- vswitch.c --- */
void sim_make_switches(struct sim_host *h);
/* The port of a connection (its setting data) on the switch it names. */
void sim_port_add(struct sim_host *h, struct sim_instance *vm,
		  struct sim_instance *connection);
void sim_port_drop(struct sim_host *h, struct sim_instance *connection);

/* --- feature.c --- */
/* What hangs on a connection: VLAN and the like. */
void sim_features_drop(struct sim_host *h, struct sim_instance *part);

#endif
