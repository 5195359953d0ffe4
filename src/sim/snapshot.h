/* sim/snapshot.h - checkpoints: settings of a VM as they were, in a tree
 *
 * A checkpoint is an Msvm_VirtualSystemSettingData of its own with copies of
 * all setting data; its Parent, and that of the VM's own settings, make the
 * tree. Creating, applying and destroying them are jobs. What a destroyed one
 * leaves is merged into its neighbour's disks afterwards, which takes time.
 */
#ifndef HVSH_SIM_SNAPSHOT_H
#define HVSH_SIM_SNAPSHOT_H

#include <stdbool.h>

struct sim_host;
struct sim_instance;
struct sim_task_kind;
struct str;

extern const struct sim_task_kind sim_task_snapshot_create,
	sim_task_snapshot_apply, sim_task_snapshot_destroy,
	sim_task_snapshot_clear, sim_task_snapshot_merge;

struct sim_snapshot_spec {
	const char *name;       /* NULL: as Hyper-V names them */
	bool saved;             /* with the memory of the guest */
	bool recovery;          /* a backup's */
};

/* At once; the VM's own settings are based on it afterwards. */
struct sim_instance *sim_snapshot_make(struct sim_host *h,
				       struct sim_instance *vm,
				       const struct sim_snapshot_spec *spec);
/* At once; the VM is off or saved afterwards, as the checkpoint was. */
void sim_snapshot_apply(struct sim_host *h, struct sim_instance *vm,
			struct sim_instance *snapshot);
/* At once, with all below it if 'tree'. 'files' gets those whose contents are
 * to be merged into others, a line each; then comes sim_disks_merged(). */
void sim_snapshot_destroy(struct sim_host *h, struct sim_instance *vm,
			  struct sim_instance *snapshot, bool tree,
			  struct str *files);
/* The same with all of a VM. */
void sim_snapshots_destroy(struct sim_host *h, struct sim_instance *vm,
			   struct str *files);
/* That, and the merge begins: before the VM goes. */
void sim_snapshots_dissolve(struct sim_host *h, struct sim_instance *vm);
/* Are disks of that VM being merged? */
bool sim_vm_merging(const struct sim_host *h, const struct sim_instance *vm);
/* Is the file merged into another, or another into it? */
bool sim_file_merging(struct sim_host *h, const char *path);
bool sim_is_snapshot(const struct sim_instance *vssd);

/* A small tree for the VM of a new host that is saved. */
void sim_make_snapshots(struct sim_host *h);

#endif
