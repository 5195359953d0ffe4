/* hv/merge.h - disks that the host merges after a checkpoint is deleted
 *
 * A deleted checkpoint's differencing disks go into what they were based on,
 * in a job of the host's own that runs on while the VM does.
 */
#ifndef HVSH_HV_MERGE_H
#define HVSH_HV_MERGE_H

#include <stdbool.h>

#include "base/parse.h"

struct err;
struct hv_host;
struct hv_wait;

struct hv_merge {
	bool runs;
	struct num percent;     /* where the host tells of its job */
	char *job;              /* InstanceID; or NULL */
};
void hv_merge_clear(struct hv_merge *m);
#define AUTO_MERGE __attribute__((cleanup(hv_merge_clear))) struct hv_merge

/* Of the VM with that GUID: three queries at the same time. */
int hv_merge_read(struct hv_host *h, const char *vm, struct hv_merge *ret,
		  struct err *e);
/* Until none of the VM's disks is being merged; one look at least. Fails as
 * the job of a merge does. */
int hv_merge_wait(struct hv_host *h, const char *vm,
		  const struct hv_wait *wait, struct err *e);

#endif
