/* hv/storage.h - the disk files that belong to a VM
 *
 * Those in its drives and in those of its checkpoints, the differencing disks
 * in between, and the data of a VHD set; not ISO images, nor what is passed
 * through. What a disk of the VM that is no checkpoint's is based on is not its
 * own: a linked clone's base stays.
 */
#ifndef HVSH_HV_STORAGE_H
#define HVSH_HV_STORAGE_H

#include "base/vec.h"
#include "hv/usage.h"

struct err;
struct hv_host;
struct hv_wait;

struct hv_stored {
	char *path;
	char *root;             /* where its chain ends within the VM: the same
				   for all files of one drive */
	struct hv_claims others;        /* who else needs it */
};
/* What is based on another comes before it. */
struct hv_storage VEC_OF(struct hv_stored);
void hv_storage_free(struct hv_storage *l);
#define AUTO_STORAGE __attribute__((cleanup(hv_storage_free))) struct hv_storage

/* Of the VM with that GUID: two requests at the same time, and one for each
 * disk of the host's VMs and in the folders of its own. */
int hv_storage_read(struct hv_host *h, const char *guid,
		    struct hv_storage *ret, struct err *e);
/* Borrowed; NULL: it is none of the VM's. */
const struct hv_stored *hv_storage_find(const struct hv_storage *l,
					const char *path);

/*
 * Deletes a file of a VM that is gone. One that is gone itself is as good: the
 * host merges the disks of a VM's checkpoints after it has removed the VM.
 * While it does they are in use: with 'merging' this waits, for as long as
 * 'wait' says or ten minutes where it has no limit.
 */
int hv_storage_delete(struct hv_host *h, const char *path, bool merging,
		      const struct hv_wait *wait, struct err *e);

#endif
