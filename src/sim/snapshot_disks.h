/* sim/snapshot_disks.h - the disk files of checkpoints
 *
 * A checkpoint keeps the files as they were; what is written afterwards goes
 * to a differencing file NAME_GUID.avhdx on top. When a checkpoint goes, its
 * only successor's file is merged into the one it kept.
 */
#ifndef HVSH_SIM_SNAPSHOT_DISKS_H
#define HVSH_SIM_SNAPSHOT_DISKS_H

#include <stdbool.h>

struct sim_host;
struct sim_instance;
struct str;

/* From now on this configuration writes to new files on top of its own. */
void sim_disks_branch(struct sim_host *h, const struct sim_instance *vssd);
/* It goes: differencing files that it alone uses vanish. */
void sim_disks_leave(struct sim_host *h, const struct sim_instance *vssd);
/* 'gone' goes, and 'child' will have its files: those that are to be merged
 * into them, and are in its drives until then, are added to 'files', a line
 * each. */
void sim_disks_merge(struct sim_host *h, const struct sim_instance *gone,
		     const struct sim_instance *child, struct str *files);
/* Is it one of these files, or one that they are merged into? */
bool sim_disks_in_merge(struct sim_host *h, const char *files,
			const char *path);
/* The merge is done: each is in what it was based on, and vanishes. NULL:
 * none. */
void sim_disks_merged(struct sim_host *h, const char *files);

#endif
