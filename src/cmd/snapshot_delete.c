/* cmd/snapshot_delete.c - snapshot-delete, snapshot-prune */
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/refused.h"
#include "cmd/snapshot.h"
#include "hv/merge.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/cmd.h"
#include "shell/confirm.h"
#include "shell/out.h"

#define WAIT_OPT { "wait", OPT_FLAG, "wait until its disks are merged" }

static int delete_one(struct ctx *c, const struct snapshots *s,
		      const struct hv_checkpoint *cp, bool tree, struct err *e)
{
	struct domain_watch w;
	int r = hv_checkpoint_delete(s->h, cp, tree,
				     domain_watch(&w, c, "Deleting"), e);

	domain_watch_end(&w);
	if (r < 0)
		return err_wrap(e, "Failed to delete snapshot %s", cp->name);
	return 0;
}

static int wait_merge(struct ctx *c, const struct args *a,
		      const struct snapshots *s, struct err *e)
{
	struct domain_watch w;
	int r;

	if (!args_flag(a, "wait"))
		return 0;
	r = hv_merge_wait(s->h, s->vm->guid, domain_watch(&w, c, "Merging"), e);
	domain_watch_end(&w);
	if (r < 0)
		return err_wrap(e, "the snapshot is deleted, but its disks are "
				"not merged");
	return 0;
}

/* What is chosen, in the order it is to go. */
struct chosen {
	const struct hv_checkpoint **v;
	size_t n;
};

static void show(struct ctx *c, const struct chosen *ch)
{
	static const struct out_col cols[] = {
		{ "name", "Name" }, { "creation_time", "Creation Time" },
		{ "id", "Id" }, { 0 }
	};

	out_list(c->out, cols);
	for (size_t i = 0; i < ch->n; i++) {
		const struct hv_checkpoint *cp = ch->v[i];
		char buf[SNAPSHOT_TIME];
		const char *when = snapshot_time(cp, buf);

		out_cell(c->out, out_str(cp->name));
		out_cell(c->out, cp->created.set ?
			 out_num_as(cp->created.v / 1000000, when) :
			 out_null(when));
		out_cell(c->out, out_str(cp->id));
	}
	out_end(c->out);
}

/* --- snapshot-delete --- */

static const struct opt delete_opts[] = {
	DOMAIN_OPT(complete_vm),
	SNAPSHOT_OPT("snapshot name or id"),
	{ "current", OPT_FLAG, "delete current snapshot" },
	{ "children", OPT_FLAG, "delete snapshot and all children" },
	{ "children-only", OPT_FLAG, "delete children but not snapshot" },
	WAIT_OPT, DRY_RUN_OPT, CONFIRM_OPT,
	{ 0 }
};

/* All that would go. */
static void choose(const struct args *a, const struct snapshots *s,
		   const struct hv_checkpoint *cp, struct chosen *ch)
{
	bool below = args_flag(a, "children") || args_flag(a, "children-only");

	for (size_t i = 0; i < s->l.list.n; i++) {
		const struct hv_checkpoint *it = &s->l.list.v[i];

		if (it == cp ? !args_flag(a, "children-only") :
		    below && hv_checkpoint_below(&s->l, it, cp))
			ch->v[ch->n++] = it;
	}
}

static int ask(const struct args *a, const struct snapshots *s,
	       const struct hv_checkpoint *cp, const struct chosen *ch,
	       struct err *e)
{
	bool yes = args_flag(a, "yes") || !ch->n;

	if (args_flag(a, "children-only"))
		return confirm(yes, e, "delete the %zu snapshots below '%s' of "
			       "domain '%s'", ch->n, cp->name, s->vm->name);
	if (ch->n > 1)
		return confirm(yes, e, "delete snapshot '%s' of domain '%s' "
			       "and the %zu below it", cp->name, s->vm->name,
			       ch->n - 1);
	return confirm(yes, e, "delete snapshot '%s' of domain '%s'",
		       cp->name, s->vm->name);
}

/* Of several branches those before one that fails are gone: it is said. */
static int delete_branches(struct ctx *c, const struct snapshots *s,
			   const struct hv_checkpoint *top, struct err *e)
{
	size_t done = 0;

	for (size_t i = 0; i < s->l.list.n; i++) {
		const struct hv_checkpoint *cp = &s->l.list.v[i];

		if (!cp->parent || strcmp(cp->parent, top->id))
			continue;
		if (delete_one(c, s, cp, true, e) < 0)
			return done ? err_wrap(e, "%zu of %zu branches were "
				"deleted", done,
				hv_checkpoint_children(&s->l, top)) : -1;
		done++;
	}
	return 0;
}

static int delete_which(struct ctx *c, const struct args *a,
			const struct snapshots *s,
			const struct hv_checkpoint *cp, struct err *e)
{
	AUTO_FREE const struct hv_checkpoint **v = NULL;
	struct chosen ch = { NULL, 0 };
	bool only = args_flag(a, "children-only");
	int r;

	v = xcalloc(s->l.list.n + 1, sizeof *v);
	ch.v = v;
	choose(a, s, cp, &ch);
	if (args_flag(a, "dry-run")) {
		show(c, &ch);
		return 0;
	}
	if (ask(a, s, cp, &ch, e) < 0)
		return -1;
	r = only ? delete_branches(c, s, cp, e) :
		   delete_one(c, s, cp, args_flag(a, "children"), e);
	if (r < 0)
		return -1;
	out_done(c->out, only ? "Domain snapshot %s children deleted" :
		 "Domain snapshot %s deleted", cp->name);
	return wait_merge(c, a, s, e);
}

static int delete_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_SNAPSHOTS s = SNAPSHOTS_INIT;
	const struct hv_checkpoint *cp;

	if (snapshot_check_which(a, e) < 0)
		return -1;
	if (args_flag(a, "children") && args_flag(a, "children-only"))
		return err_set(e, ERR_USAGE, "Options --children and "
			       "--children-only are mutually exclusive");
	if (snapshots_load(c, a, HV_CHECKPOINTS_BRIEF, &s, e) < 0)
		return -1;
	cp = snapshot_which(&s, a, e);
	return cp ? delete_which(c, a, &s, cp, e) : -1;
}

const struct cmd cmd_snapshot_delete = {
	.name = "snapshot-delete", .group = "snapshot",
	.summary = "Delete a domain snapshot",
	.details = "Delete a checkpoint; what was written since then is kept, "
		   "and merged into what it was based on.",
	.opts = delete_opts, .refused = refused_snapshot_delete,
	.flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = delete_run,
};

/* --- snapshot-prune --- */

static const struct opt prune_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "older", OPT_STR, "delete those older than that: 12h, 7d, 4w",
	  .short_value = "age" },
	{ "keep", OPT_NUM, "but never the newest N" },
	WAIT_OPT, DRY_RUN_OPT, CONFIRM_OPT,
	{ 0 }
};

/* "7d" as seconds. */
static int parse_age(const char *text, uint64_t *ret, struct err *e)
{
	static const struct { char unit; uint64_t seconds; } units[] = {
		{ 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 },
		{ 'w', 604800 },
	};
	size_t n = strlen(text);
	AUTO_FREE char *digits = xstrndup(text, n ? n - 1 : 0);
	uint64_t v;

	for (size_t i = 0; n && i < sizeof units / sizeof *units; i++) {
		if (text[n - 1] != units[i].unit ||
		    parse_u64(digits, UINT32_MAX, &v) < 0)
			continue;
		*ret = v * units[i].seconds;
		return 0;
	}
	return err_set(e, ERR_USAGE, "'%s' is no age: a number and s, m, h, d "
		       "or w", text);
}

static int by_age(const void *a, const void *b)
{
	const struct hv_checkpoint *x = *(const struct hv_checkpoint *const *)a;
	const struct hv_checkpoint *y = *(const struct hv_checkpoint *const *)b;

	if (x->created.v != y->created.v)
		return x->created.v < y->created.v ? -1 : 1;
	return strcmp(x->id, y->id);
}

/* Those of backups and of replication are their makers' business, and one of
 * which the host does not tell the age stays. Oldest first. */
static void choose_old(const struct snapshots *s, uint64_t older,
		       uint64_t keep, struct chosen *ch)
{
	uint64_t now = (uint64_t)time(NULL);
	size_t n = 0;

	for (size_t i = 0; i < s->l.list.n; i++) {
		const struct hv_checkpoint *cp = &s->l.list.v[i];

		if (!strcasecmp(cp->type, "Realized") && cp->created.set)
			ch->v[n++] = cp;
	}
	if (n)
		qsort(ch->v, n, sizeof *ch->v, by_age);
	n = n > keep ? n - (size_t)keep : 0;
	while (ch->n < n && ch->v[ch->n]->created.v / 1000000 + older <= now)
		ch->n++;
}

static int prune(struct ctx *c, const struct args *a,
		 const struct snapshots *s, const struct chosen *ch,
		 struct err *e)
{
	for (size_t i = 0; i < ch->n; i++) {
		if (delete_one(c, s, ch->v[i], false, e) < 0)
			return i ? err_wrap(e, "%zu of %zu snapshots were "
					    "deleted", i, ch->n) : -1;
		out_done(c->out, "Domain snapshot %s deleted", ch->v[i]->name);
	}
	return wait_merge(c, a, s, e);
}

static int prune_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_SNAPSHOTS s = SNAPSHOTS_INIT;
	AUTO_FREE const struct hv_checkpoint **v = NULL;
	const char *age = args_str(a, "older");
	uint64_t older = 0, keep = args_num(a, "keep", UINT64_MAX);
	struct chosen ch = { NULL, 0 };
	AUTO_STR names = STR_INIT;

	if (!age && keep == UINT64_MAX)
		return err_set(e, ERR_USAGE, "--older or --keep is required");
	if (age && parse_age(age, &older, e) < 0)
		return -1;
	if (snapshots_load(c, a, HV_CHECKPOINTS_BRIEF, &s, e) < 0)
		return -1;
	v = xcalloc(s.l.list.n + 1, sizeof *v);
	ch.v = v;
	choose_old(&s, older, keep == UINT64_MAX ? 0 : keep, &ch);
	if (args_flag(a, "dry-run")) {
		show(c, &ch);
		return 0;
	}
	if (!ch.n) {
		out_done(c->out, "No snapshot to delete");
		return 0;
	}
	for (size_t i = 0; i < ch.n; i++)
		str_addf(&names, "%s'%s'", i ? ", " : "", ch.v[i]->name);
	if (confirm(args_flag(a, "yes"), e, "delete %zu of the %zu snapshots "
		    "of domain '%s' (%s)", ch.n, s.l.list.n, s.vm->name,
		    names.buf) < 0)
		return -1;
	return prune(c, a, &s, &ch, e);
}

const struct cmd cmd_snapshot_prune = {
	.name = "snapshot-prune", .group = "snapshot",
	.summary = "delete old snapshots",
	.details = "Delete the checkpoints of a domain that are older than an "
		   "age, but for the newest ones.",
	.opts = prune_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = prune_run,
};
