/* sim/boot.h - what the firmware of generation 2 may start from
 *
 * Each bootable part of a configuration (a drive, a network adapter) has an
 * Msvm_BootSourceSettingData whose InstanceID is the part's with "\B" (FACTS
 * 5.14); an installed system adds one that is a file. BootSourceOrder of the
 * settings holds the paths of those that are tried, in order. A new part comes
 * last: an assumption, no document says where.
 */
#ifndef HVSH_SIM_BOOT_H
#define HVSH_SIM_BOOT_H

#include <stdint.h>

struct sim_host;
struct sim_instance;
struct sim_value;

/* Of a part that has been put in or is about to be taken out; nothing where it
 * cannot be booted from. */
void sim_boot_add(struct sim_host *h, struct sim_instance *vssd,
		  const struct sim_instance *part);
void sim_boot_drop(struct sim_host *h, const struct sim_instance *part);
/* The loader that a system has written down, before all others. */
void sim_boot_add_file(struct sim_host *h, struct sim_instance *vssd,
		       const char *name, const char *path);

/* Msvm_VirtualSystemSettingData.BootSourceOrder as it is written: ReturnValue,
 * and what Hyper-V would make of it. */
uint32_t sim_boot_check(const struct sim_instance *vssd,
			const struct sim_value *order);
struct sim_value sim_boot_order(const struct sim_instance *vssd,
				const struct sim_value *order);

#endif
