/* sim/config_copy.h - the parts of a configuration, for another one
 *
 * A configuration is a VM's own or a checkpoint's: settings whose InstanceID
 * is "Microsoft:GUID", and the setting data below, "Microsoft:GUID\...".
 * The parts name each other in references and in text (Parent, Connection).
 */
#ifndef HVSH_SIM_CONFIG_COPY_H
#define HVSH_SIM_CONFIG_COPY_H

struct sim_host;
struct sim_instance;

/* All that is below 'from', as parts of 'to', whose settings exist. */
void sim_config_copy(struct sim_host *h, const char *from, const char *to);
/* Takes all that is below 'guid' out. */
void sim_config_empty(struct sim_host *h, const char *guid);
/* Makes texts of the instance that name 'from' name 'to'. */
void sim_config_rename(struct sim_instance *i, const char *from,
		       const char *to);

#endif
