/* cmd/snapshot.c - what the commands for checkpoints share */
#include "cmd/snapshot.h"

#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/err.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/complete.h"

void snapshots_free(struct snapshots *s)
{
	hv_vm_free(s->vm);
	hv_checkpoints_free(&s->l);
}

int snapshots_load(struct ctx *c, const struct args *a,
		   enum hv_checkpoint_detail detail, struct snapshots *s,
		   struct err *e)
{
	if (domain_find(c, a, &s->h, &s->vm, e) < 0)
		return -1;
	return hv_checkpoint_list(s->h, s->vm->guid, detail, &s->l, e);
}

int snapshot_check_which(const struct args *a, struct err *e)
{
	bool current = args_flag(a, "current");

	if (args_str(a, "snapshotname") && current)
		return err_set(e, ERR_USAGE, "--snapshotname and --current are "
			       "mutually exclusive");
	if (!args_str(a, "snapshotname") && !current)
		return err_set(e, ERR_USAGE,
			       "--snapshotname or --current is required");
	return 0;
}

const struct hv_checkpoint *snapshot_find(const struct snapshots *s,
					  const char *word, struct err *e)
{
	const struct hv_checkpoint *cp = hv_checkpoint_find(&s->l, word, e);

	if (!cp && e->kind == ERR_NOT_FOUND)
		domain_hint(e, "snapshot-list", s->vm->name,
			    "shows the snapshots there are");
	return cp;
}

const struct hv_checkpoint *snapshot_which(const struct snapshots *s,
					   const struct args *a,
					   struct err *e)
{
	const struct hv_checkpoint *cp;

	if (args_str(a, "snapshotname"))
		return snapshot_find(s, args_str(a, "snapshotname"), e);
	cp = hv_checkpoint_at(&s->l, s->l.current);
	if (!cp)
		err_set(e, ERR_NOT_FOUND, "Domain snapshot not found: the "
			"domain does not have a current snapshot");
	return cp;
}

const struct hv_checkpoint *snapshot_parent(const struct snapshots *s,
					    const struct hv_checkpoint *cp)
{
	return hv_checkpoint_at(&s->l, cp->parent);
}

int snapshot_check_name(const struct snapshots *s,
			const struct hv_checkpoint *own, const char *name,
			struct err *e)
{
	for (size_t i = 0; i < s->l.list.n; i++)
		if (&s->l.list.v[i] != own &&
		    !strcmp(s->l.list.v[i].name, name))
			return err_set(e, ERR_FAILED, "operation failed: domain "
				       "moment %s already exists", name);
	return 0;
}

const char *snapshot_state(const struct hv_checkpoint *cp)
{
	return cp->saved ? "running" : "shutoff";
}

const char *snapshot_kind(const struct hv_checkpoint *cp)
{
	if (strcasecmp(cp->type, "Realized"))
		return cp->type;
	if (cp->automatic)
		return "automatic";
	/* a guest that was off has no memory to keep; of a production
	 * checkpoint that fell back to a standard one the memory tells */
	if (cp->saved || (cp->kind.set && cp->kind.v == HV_CHECKPOINT_STANDARD))
		return "standard";
	return "production";
}

const char *snapshot_time(const struct hv_checkpoint *cp,
			  char buf[SNAPSHOT_TIME])
{
	time_t t = (time_t)(cp->created.v / 1000000);
	struct tm tm;

	if (!cp->created.set || !localtime_r(&t, &tm) ||
	    !strftime(buf, SNAPSHOT_TIME, "%Y-%m-%d %H:%M:%S %z", &tm))
		return "-";
	return buf;
}

COMPLETER(complete_snapshot)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_SNAPSHOTS s = SNAPSHOTS_INIT;

	(void)word;
	if (!args_str(a, "domain") ||
	    snapshots_load(c, a, HV_CHECKPOINTS_BRIEF, &s, &e) < 0)
		return;
	for (size_t i = 0; i < s.l.list.n; i++)
		candidates_add(to, s.l.list.v[i].name);
}
