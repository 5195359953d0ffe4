/* hv/usage.h - who uses a file: VMs, checkpoints, disks based on it
 *
 * A VM or checkpoint uses the files in its drives
 * (Msvm_StorageAllocationSettingData.HostResource) and all files that these
 * are based on. Which file is based on which only the files themselves tell,
 * one request each, up to four at the same time: those in the drives of all
 * VMs and checkpoints and those in the file's own folder are asked. A disk elsewhere that no VM has is not
 * found.
 */
#ifndef HVSH_HV_USAGE_H
#define HVSH_HV_USAGE_H

#include "base/vec.h"
#include <stdbool.h>

struct err;
struct hv_files;
struct hv_host;

/* A file in a drive of a VM or of a checkpoint. */
struct hv_user {
	char *path;
	char *vm;               /* its name */
	char *guid;             /* of the VM, in either case */
	char *checkpoint;       /* its name; NULL: the VM itself */
};
struct hv_users VEC_OF(struct hv_user);
void hv_users_free(struct hv_users *l);
#define AUTO_USERS __attribute__((cleanup(hv_users_free))) struct hv_users

/* All there are. Two requests at the same time. */
int hv_users_read(struct hv_host *h, struct hv_users *ret, struct err *e);

/* Who uses one file. A disk that is based on it and in no drive is an entry
 * without a VM. */
struct hv_claim {
	char *vm;               /* NULL: see above */
	char *checkpoint;
	char *path;             /* in the drive: the file, or what is based on
				   it */
	bool direct;            /* path is the file itself */
};
struct hv_claims VEC_OF(struct hv_claim);
void hv_claims_free(struct hv_claims *l);
#define AUTO_CLAIMS __attribute__((cleanup(hv_claims_free))) struct hv_claims

int hv_usage_of(struct hv_host *h, const char *path, struct hv_claims *ret,
		struct err *e);
/* Only disks based on it; VMs and checkpoints with the file in a drive are
 * left out. */
int hv_usage_based_on(struct hv_host *h, const char *path,
		      struct hv_claims *ret, struct err *e);

/* Drops the files that a VM or a checkpoint uses, in one way or the other. */
int hv_usage_drop_used(struct hv_host *h, struct hv_files *files,
		       struct err *e);

#endif
