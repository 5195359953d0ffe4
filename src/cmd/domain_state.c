/* cmd/domain_state.c - suspend, resume, reset, managedsave and its removal */
#include "base/err.h"
#include "base/mem.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/refused.h"
#include "cmd/vm_names.h"
#include "hv/power.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/confirm.h"
#include "shell/out.h"

/* A change of state that RequestStateChange makes. */
struct change {
	enum hv_state from[2];          /* where it may begin; 0: not used */
	enum hv_state to;
	const char *not_active;         /* refusal of a VM that is off */
	const char *otherwise;          /* in any other; NULL: "Domain is .." */
	const char *doing;
	const char *verb;               /* "Failed to VERB domain 'x'TAIL" */
	const char *tail;
	const char *done;               /* "Domain 'x' DONE" */
};

/* A number that is not in the map is Hyper-V's to judge. */
static int check(const struct change *ch, const struct hv_vm *vm,
		 struct err *e)
{
	const char *why = ch->otherwise;
	char buf[HV_STATE_WORD];

	for (size_t i = 0; i < 2; i++)
		if (ch->from[i] && hv_state_is(vm->state, ch->from[i]))
			return 0;
	if (!hv_state_known(vm->state))
		return 0;
	if (!hv_state_active(vm->state))
		why = ch->not_active;
	if (why)
		return err_set(e, ERR_STATE,
			       "Requested operation is not valid: %s", why);
	return err_set(e, ERR_STATE,
		       "Requested operation is not valid: Domain is %s",
		       hv_state_word(vm->state, buf));
}

static int request(struct ctx *c, struct hv_host *h, const struct hv_vm *vm,
		   const struct change *ch, struct err *e)
{
	struct domain_watch w;
	int r = hv_vm_request(h, vm->guid, ch->to,
			      domain_watch(&w, c, ch->doing), e);

	domain_watch_end(&w);
	return r;
}

static int change_run(struct ctx *c, const struct args *a,
		      const struct change *ch, struct err *e)
{
	AUTO_VM *vm = NULL;
	struct hv_host *h;

	if (domain_find(c, a, &h, &vm, e) < 0)
		return -1;
	if (check(ch, vm, e) < 0 || request(c, h, vm, ch, e) < 0)
		return err_wrap(e, "Failed to %s domain '%s'%s", ch->verb,
				vm->name, ch->tail);
	out_done(c->out, "Domain '%s' %s", vm->name, ch->done);
	return 0;
}

static const struct opt running_opts[] = {
	DOMAIN_OPT(complete_vm_running),
	{ 0 }
};

static int suspend_run(struct ctx *c, const struct args *a, struct err *e)
{
	static const struct change suspend = {
		{ HV_RUNNING }, HV_PAUSED, "Domain is not active", NULL,
		"Pausing", "suspend", "", "suspended",
	};

	return change_run(c, a, &suspend, e);
}

const struct cmd cmd_suspend = {
	.name = "suspend", .group = "domain", .summary = "suspend a domain",
	.details = "Suspend a running domain: it keeps its memory, but does "
		   "not run.",
	.opts = running_opts, .flags = CMD_ANY_HOST | CMD_WRITES,
	.run = suspend_run,
};

static const struct opt resume_opts[] = {
	DOMAIN_OPT(complete_vm_paused),
	{ 0 }
};

static int resume_run(struct ctx *c, const struct args *a, struct err *e)
{
	/* The same request would start a VM that is off. */
	static const struct change resume = {
		{ HV_PAUSED }, HV_RUNNING, "Domain is not paused",
		"Domain is not paused", "Resuming", "resume", "", "resumed",
	};

	return change_run(c, a, &resume, e);
}

const struct cmd cmd_resume = {
	.name = "resume", .group = "domain", .summary = "resume a domain",
	.details = "Resume a previously suspended domain.",
	.opts = resume_opts, .flags = CMD_ANY_HOST | CMD_WRITES,
	.run = resume_run,
};

static const struct opt active_opts[] = {
	DOMAIN_OPT(complete_vm_active),
	{ 0 }
};

static int reset_run(struct ctx *c, const struct args *a, struct err *e)
{
	static const struct change reset = {
		{ HV_RUNNING, HV_PAUSED }, HV_RESET, "Domain is not active",
		NULL, "Resetting", "reset", "", "was reset",
	};

	return change_run(c, a, &reset, e);
}

const struct cmd cmd_reset = {
	.name = "reset", .group = "domain", .summary = "reset a domain",
	.details = "Reset the target domain as if by power button.",
	.opts = active_opts, .flags = CMD_ANY_HOST | CMD_WRITES,
	.run = reset_run,
};

static const struct opt managedsave_opts[] = {
	DOMAIN_OPT(complete_vm_active),
	{ "verbose", OPT_FLAG,
	  "display the progress of save (always done on a terminal)" },
	{ 0 }
};

static int managedsave_run(struct ctx *c, const struct args *a, struct err *e)
{
	static const struct change save = {
		{ HV_RUNNING, HV_PAUSED }, HV_SAVED, "Domain is not active",
		NULL, "Saving", "save", " state", "state saved by hvsh",
	};

	return change_run(c, a, &save, e);
}

const struct cmd cmd_managedsave = {
	.name = "managedsave", .group = "domain",
	.summary = "managed save of a domain state",
	.details = "Save a running domain and turn it off, so it can be "
		   "restarted from the same state at a later time: the next "
		   "'start' begins from there.",
	.opts = managedsave_opts, .refused = refused_managedsave,
	.flags = CMD_ANY_HOST | CMD_WRITES,
	.run = managedsave_run,
};

static const struct opt saved_opts[] = {
	DOMAIN_OPT(complete_vm_saved),
	DRY_RUN_OPT,
	CONFIRM_OPT,
	{ 0 }
};

static int remove_run(struct ctx *c, const struct args *a, struct err *e)
{
	/* what turns a running VM off drops the state of a saved one */
	static const struct change drop = {
		{ HV_SAVED }, HV_OFF, NULL, NULL, "Discarding", NULL, NULL,
		NULL,
	};
	AUTO_VM *vm = NULL;
	struct hv_host *h;
	int r;

	if (domain_find(c, a, &h, &vm, e) < 0)
		return -1;
	if (!hv_state_is(vm->state, HV_SAVED)) {
		out_done(c->out, "Domain '%s' has no manage save image; "
			 "removal skipped", vm->name);
		return 0;
	}
	r = confirm_or_tell(c->out, a, e, "discard the saved memory of domain "
			    "'%s'", vm->name);
	if (r > 0)
		return 0;
	if (r < 0 || request(c, h, vm, &drop, e) < 0)
		return err_wrap(e, "Failed to remove managed save image for "
				"domain '%s'", vm->name);
	out_done(c->out, "Removed managedsave image for domain '%s'",
		 vm->name);
	return 0;
}

const struct cmd cmd_managedsave_remove = {
	.name = "managedsave-remove", .group = "domain",
	.summary = "Remove managed save of a domain",
	.details = "Remove an existing managed save state from a domain.",
	.opts = saved_opts, .flags = CMD_ANY_HOST | CMD_WRITES,
	.run = remove_run,
};
