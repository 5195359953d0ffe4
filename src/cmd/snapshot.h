/* cmd/snapshot.h - what the commands for checkpoints share
 *
 * virsh's word for them is snapshot; an option takes a name or an id.
 */
#ifndef HVSH_CMD_SNAPSHOT_H
#define HVSH_CMD_SNAPSHOT_H

#include "cmd/vm_names.h"
#include "hv/checkpoint.h"

struct args;
struct ctx;
struct err;
struct hv_host;
struct hv_vm;

#define SNAPSHOT_OPT(text) \
	{ "snapshotname", OPT_ARG, text, complete_snapshot }

/* The checkpoints of the VM in the option "domain". */
COMPLETER(complete_snapshot);

/* A VM and its checkpoints. */
struct snapshots {
	struct hv_host *h;
	struct hv_vm *vm;
	struct hv_checkpoints l;
};
#define SNAPSHOTS_INIT { .h = NULL }
void snapshots_free(struct snapshots *s);
#define AUTO_SNAPSHOTS \
	__attribute__((cleanup(snapshots_free))) struct snapshots

/* Of the VM that the option "domain" names: two requests. */
int snapshots_load(struct ctx *c, const struct args *a,
		   enum hv_checkpoint_detail detail, struct snapshots *s,
		   struct err *e);

/* One of --snapshotname and --current, not both; to be asked before the host
 * is. */
int snapshot_check_which(const struct args *a, struct err *e);
/* By name or id; NULL with 'e' set. */
const struct hv_checkpoint *snapshot_find(const struct snapshots *s,
					  const char *word, struct err *e);
/* The one that they mean; NULL with 'e' set. */
const struct hv_checkpoint *snapshot_which(const struct snapshots *s,
					   const struct args *a,
					   struct err *e);
const struct hv_checkpoint *snapshot_parent(const struct snapshots *s,
					    const struct hv_checkpoint *cp);
/* Names are what people find them by: Hyper-V would take a second one. ERR_FAILED
 * where one other than 'own' (or NULL) has it. */
int snapshot_check_name(const struct snapshots *s,
			const struct hv_checkpoint *own, const char *name,
			struct err *e);

/* virsh's word for what the domain will be after a revert. */
const char *snapshot_state(const struct hv_checkpoint *cp);
/* How it came to be; "standard" where it has the guest's memory. Needs
 * HV_CHECKPOINTS_ALL for "automatic". */
const char *snapshot_kind(const struct hv_checkpoint *cp);

#define SNAPSHOT_TIME 40
/* "2024-05-14 09:30:00 +0000", in the zone of whoever looks. */
const char *snapshot_time(const struct hv_checkpoint *cp,
			  char buf[SNAPSHOT_TIME]);

#endif
