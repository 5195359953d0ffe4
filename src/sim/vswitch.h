/* sim/vswitch.h - virtual switches: made, given ports, and gone again
 *
 * vswitch.c knows how a switch and its ports look; switch_service.c what
 * Msvm_VirtualEthernetSwitchManagementService does with them. A port that the
 * host itself has is setting data "Microsoft:SWITCH\PORT" whose HostResource
 * names a network adapter (an external port) or the host (an internal one).
 */
#ifndef HVSH_SIM_VSWITCH_H
#define HVSH_SIM_VSWITCH_H

struct sim_host;
struct sim_instance;

struct sim_instance *sim_switch_make(struct sim_host *h, const char *name);
/* "Microsoft:GUID" of the switch's settings; or NULL. */
struct sim_instance *sim_switch_settings(struct sim_host *h,
					 const struct sim_instance *sw);
/* The switch that those settings, or a port's, belong to; or NULL. */
struct sim_instance *sim_switch_of(struct sim_host *h,
				   const struct sim_instance *settings);
/* A port to 'resource', which is an external adapter or the host's own row.
 * Returns its setting data; NULL: there can be none on this host. */
struct sim_instance *sim_switch_add_port(struct sim_host *h,
					 struct sim_instance *sw,
					 const char *element,
					 struct sim_instance *resource);
/* With what is at its other side, and its VLAN. */
void sim_switch_drop_port(struct sim_host *h, struct sim_instance *port);
/* With all ports of the host. */
void sim_switch_drop(struct sim_host *h, struct sim_instance *sw);
extern const struct sim_change sim_change_define_switch, sim_change_add_ports,
	sim_change_modify_ports;

/* The host's own Msvm_ComputerSystem; or NULL. */
struct sim_instance *sim_own_row(struct sim_host *h);

#endif
