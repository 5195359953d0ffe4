/* cmd/snapshot_change.c - snapshot-revert, snapshot-rename */
#include <string.h>

#include "base/err.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/refused.h"
#include "cmd/snapshot.h"
#include "hv/power.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/cmd.h"
#include "shell/confirm.h"
#include "shell/out.h"

static const struct opt revert_opts[] = {
	DOMAIN_OPT(complete_vm),
	SNAPSHOT_OPT("snapshot name or id"),
	{ "current", OPT_FLAG, "revert to current snapshot" },
	{ "running", OPT_FLAG, "after reverting, change state to running" },
	{ "paused", OPT_FLAG, "after reverting, change state to paused" },
	DRY_RUN_OPT,
	CONFIRM_OPT,
	{ 0 }
};

static int request(struct ctx *c, const struct snapshots *s,
		   enum hv_state state, const char *what, struct err *e)
{
	struct domain_watch w;
	int r = hv_vm_request(s->h, s->vm->guid, state,
			      domain_watch(&w, c, what), e);

	domain_watch_end(&w);
	return r;
}

static int apply(struct ctx *c, const struct snapshots *s,
		 const struct hv_checkpoint *cp, struct err *e)
{
	struct domain_watch w;
	int r = hv_checkpoint_apply(s->h, cp, domain_watch(&w, c, "Reverting"),
				    e);

	domain_watch_end(&w);
	return r;
}

static bool goes_on(const struct args *a, const struct hv_checkpoint *cp)
{
	return cp->saved || args_flag(a, "running") || args_flag(a, "paused");
}

/* Hyper-V leaves it saved where the checkpoint has memory: as virsh has it,
 * the domain is then what it was, running. */
static int go_on(struct ctx *c, const struct args *a,
		 const struct snapshots *s, const struct hv_checkpoint *cp,
		 struct err *e)
{
	bool pause = args_flag(a, "paused");

	if (!goes_on(a, cp))
		return 0;
	if (request(c, s, HV_RUNNING, "Starting", e) < 0)
		return err_wrap(e, "Domain '%s' was reverted to snapshot '%s', "
				"but cannot be started", s->vm->name, cp->name);
	if (pause && request(c, s, HV_PAUSED, "Pausing", e) < 0)
		return err_wrap(e, "Domain '%s' was reverted to snapshot '%s', "
				"but cannot be paused", s->vm->name, cp->name);
	return 0;
}

static int revert(struct ctx *c, const struct args *a,
		  const struct snapshots *s, const struct hv_checkpoint *cp,
		  struct err *e)
{
	bool active = hv_state_active(s->vm->state);

	/* only what is off or saved can be reverted */
	if (active && request(c, s, HV_OFF, "Turning off", e) < 0)
		return err_wrap(e, "Failed to turn off domain '%s' to revert it",
				s->vm->name);
	if (apply(c, s, cp, e) < 0) {
		err_wrap(e, "Failed to revert domain '%s' to snapshot "
			 "'%s'%s", s->vm->name, cp->name, active ?
			 " (it was turned off for that)" : "");
		/* the host goes on, and nobody starts it then */
		if (goes_on(a, cp) && err_unclear(e))
			err_append(e, "; it is not started after that");
		return -1;
	}
	return go_on(c, a, s, cp, e);
}

static int revert_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_SNAPSHOTS s = SNAPSHOTS_INIT;
	const struct hv_checkpoint *cp;
	int r;

	if (snapshot_check_which(a, e) < 0)
		return -1;
	if (args_flag(a, "running") && args_flag(a, "paused"))
		return err_set(e, ERR_USAGE, "Options --running and --paused "
			       "are mutually exclusive");
	if (snapshots_load(c, a, HV_CHECKPOINTS_BRIEF, &s, e) < 0)
		return -1;
	cp = snapshot_which(&s, a, e);
	if (!cp)
		return -1;
	r = confirm_or_tell(c->out, a, e, "%srevert domain '%s' to snapshot "
			    "'%s', and lose what it is now",
			    hv_state_active(s.vm->state) ? "turn off and " : "",
			    s.vm->name, cp->name);
	if (r > 0)
		return 0;
	if (r < 0 || revert(c, a, &s, cp, e) < 0)
		return -1;
	out_done(c->out, "Domain snapshot %s reverted", cp->name);
	return 0;
}

const struct cmd cmd_snapshot_revert = {
	.name = "snapshot-revert", .group = "snapshot",
	.summary = "Revert a domain to a snapshot",
	.details = "Make a domain what it was; what it is now is lost, unless "
		   "another checkpoint keeps it.",
	.opts = revert_opts, .refused = refused_snapshot_revert,
	.flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = revert_run,
};

static const struct opt rename_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "snapshotname", OPT_ARG, "snapshot name or id", complete_snapshot,
	  .required = true },
	{ "newname", OPT_ARG, "its new name" },
	{ "description", OPT_STR, "its new description" },
	{ 0 }
};

static int rename_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *name = args_str(a, "newname");
	const char *notes = args_str(a, "description");
	AUTO_SNAPSHOTS s = SNAPSHOTS_INIT;
	const struct hv_checkpoint *cp;
	struct domain_watch w;
	int r;

	if (!name && !notes)
		return err_set(e, ERR_USAGE, "a new name or --description is "
			       "required");
	if (name && !*name)
		return err_set(e, ERR_USAGE, "a snapshot's name cannot be empty");
	if (snapshots_load(c, a, HV_CHECKPOINTS_BRIEF, &s, e) < 0)
		return -1;
	cp = snapshot_find(&s, args_str(a, "snapshotname"), e);
	if (!cp || (name && snapshot_check_name(&s, cp, name, e) < 0))
		return -1;
	r = hv_checkpoint_modify(s.h, cp->id, name, notes,
				 domain_watch(&w, c, "Renaming"), e);
	domain_watch_end(&w);
	if (r < 0)
		return err_wrap(e, "Failed to update %s", cp->name);
	out_done(c->out, "Domain snapshot %s changed", name ? name : cp->name);
	return 0;
}

const struct cmd cmd_snapshot_rename = {
	.name = "snapshot-rename", .group = "snapshot",
	.summary = "rename or describe a snapshot",
	.details = "Give a checkpoint another name or description.",
	.opts = rename_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = rename_run,
};
