/* sim/drives.h - Win32_LogicalDisk: the host's drives and the room on them
 *
 * FreeSpace is what is left of Size beside the files that there are and what
 * else was on the drive when it was first looked at.
 */
#ifndef HVSH_SIM_DRIVES_H
#define HVSH_SIM_DRIVES_H

#include <stdbool.h>
#include <stdint.h>

struct sim_host;
struct sim_instance;

void sim_make_drives(struct sim_host *h);       /* C: and D: */
/* host_disks.c: what is below them, and disks to pass through. */
void sim_make_host_disks(struct sim_host *h);
/* After files came, went or grew. */
void sim_drives_update(struct sim_host *h);
/* On the drive of that path; a drive that nobody knows has no end. */
uint64_t sim_drive_free(struct sim_host *h, const char *path);
/* Is the folder there that the file is in? */
bool sim_has_folder_of(struct sim_host *h, const char *path);

/* Of a file, with the drive's room. */
void sim_file_set_size(struct sim_host *h, struct sim_instance *file,
		       uint64_t size);
/* With what is inside of it. */
void sim_file_remove(struct sim_host *h, struct sim_instance *file);

#endif
