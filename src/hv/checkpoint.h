/* hv/checkpoint.h - the checkpoints of a VM: a tree of what it was
 *
 *	AUTO_CHECKPOINTS l = HV_CHECKPOINTS_INIT;
 *	hv_checkpoint_list(h, vm->guid, HV_CHECKPOINTS_BRIEF, &l, e);
 *	cp = hv_checkpoint_find(&l, "before upgrade", e);
 *	hv_checkpoint_apply(h, cp, wait, e);
 *
 * Names need not be unique on a host; ids are.
 */
#ifndef HVSH_HV_CHECKPOINT_H
#define HVSH_HV_CHECKPOINT_H

#include "base/parse.h"
#include "base/vec.h"
#include <stdbool.h>

struct err;
struct hv_host;
struct hv_wait;

struct hv_checkpoint {
	char *id;               /* GUID, lower case */
	char *instance;         /* InstanceID, as the host has it */
	char *name;
	char *notes;            /* or NULL */
	char *parent;           /* the id of what it is based on; or NULL */
	char *type;             /* "Realized": by a person; "Recovery": by a
				   backup; "Replica", "Planned", ... */
	struct num created;     /* microseconds since 1970 */
	bool saved;             /* has the guest's memory */
	bool automatic;         /* by Windows itself; HV_CHECKPOINTS_ALL only */
	struct num kind;        /* enum hv_checkpoint_kind the VM had then; with
				   HV_CHECKPOINTS_ALL only */
	struct num bytes;       /* of the disk files that it keeps, after
				   hv_checkpoint_sizes; unset: not known */
};

struct hv_checkpoints {
	struct VEC_OF(struct hv_checkpoint) list;       /* as the host has them */
	char *current;          /* the id of what the VM is based on; or NULL */
	struct num kind;        /* enum hv_checkpoint_kind of the VM; unset
				   before 2016 and for HV_CHECKPOINTS_BRIEF */
};
#define HV_CHECKPOINTS_INIT { .current = NULL }
void hv_checkpoints_free(struct hv_checkpoints *l);
#define AUTO_CHECKPOINTS \
	__attribute__((cleanup(hv_checkpoints_free))) struct hv_checkpoints

enum hv_checkpoint_detail {
	HV_CHECKPOINTS_BRIEF,   /* what hosts of every age have */
	HV_CHECKPOINTS_ALL,     /* all properties: for one VM's worth */
};

/* Those of the VM with that GUID. One query. */
int hv_checkpoint_list(struct hv_host *h, const char *vm,
		       enum hv_checkpoint_detail detail,
		       struct hv_checkpoints *ret, struct err *e);

/* Asks how large their disk files are: at most two queries. */
int hv_checkpoint_sizes(struct hv_host *h, struct hv_checkpoints *l,
			struct err *e);

/* By name or id; borrowed from the list. NULL: ERR_NOT_FOUND, or ERR_FAILED
 * with the ids, where several have the name. */
const struct hv_checkpoint *hv_checkpoint_find(const struct hv_checkpoints *l,
					       const char *word,
					       struct err *e);
/* NULL: there is none, or it is no longer there. */
const struct hv_checkpoint *hv_checkpoint_at(const struct hv_checkpoints *l,
					     const char *id);
/* Whether c is below top, at any depth. */
bool hv_checkpoint_below(const struct hv_checkpoints *l,
			 const struct hv_checkpoint *c,
			 const struct hv_checkpoint *top);
size_t hv_checkpoint_children(const struct hv_checkpoints *l,
			      const struct hv_checkpoint *c);
size_t hv_checkpoint_descendants(const struct hv_checkpoints *l,
				 const struct hv_checkpoint *c);

/* --- checkpoint_change.c --- */

/* UserSnapshotType */
enum hv_checkpoint_kind {
	HV_CHECKPOINT_DISABLED = 2,
	HV_CHECKPOINT_PRODUCTION = 3,   /* standard, where the guest cannot */
	HV_CHECKPOINT_PRODUCTION_ONLY = 4,
	HV_CHECKPOINT_STANDARD = 5,     /* with the guest's memory */
};

/* Its id is found by the job that made it (FACTS 5.12), never by a name. */
int hv_checkpoint_create(struct hv_host *h, const char *vm,
			 const struct hv_wait *wait, char **ret_id,
			 struct err *e);
/* The VM must be off or saved; it is so afterwards, as the checkpoint was. */
int hv_checkpoint_apply(struct hv_host *h, const struct hv_checkpoint *c,
			const struct hv_wait *wait, struct err *e);
/* Its disks are merged after that: hv/merge.h. */
int hv_checkpoint_delete(struct hv_host *h, const struct hv_checkpoint *c,
			 bool tree, const struct hv_wait *wait, struct err *e);
/* A name or notes that are NULL stay. */
int hv_checkpoint_modify(struct hv_host *h, const char *id, const char *name,
			 const char *notes, const struct hv_wait *wait,
			 struct err *e);
/* What kind of checkpoint the VM gets from now on. */
int hv_vm_set_checkpoint_kind(struct hv_host *h, const char *vm,
			      enum hv_checkpoint_kind kind,
			      const struct hv_wait *wait, struct err *e);

#endif
