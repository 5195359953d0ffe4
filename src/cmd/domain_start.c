/* cmd/domain_start.c - start */
#include "base/err.h"
#include "base/mem.h"
#include "base/parse.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/refused.h"
#include "cmd/vm_names.h"
#include "hv/power.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/out.h"

static const struct opt start_opts[] = {
	DOMAIN_OPT(complete_vm_inactive),
	{ "force-boot", OPT_FLAG,
	  "force fresh boot by discarding any managed save" },
	{ 0 }
};

/* A number that is not in the map is Hyper-V's to judge. */
static int check_startable(const struct hv_vm *vm, struct err *e)
{
	char buf[HV_STATE_WORD];

	if (!hv_state_active(vm->state) || !hv_state_known(vm->state))
		return 0;
	if (hv_state_is(vm->state, HV_RUNNING))
		return err_set(e, ERR_STATE, "Domain is already active");
	if (hv_state_is(vm->state, HV_PAUSED)) {
		err_set(e, ERR_STATE, "Domain is already active, but paused");
		return domain_hint(e, "resume", vm->name, "lets it run on");
	}
	err_set(e, ERR_STATE, "Requested operation is not valid: "
		"Domain is %s", hv_state_word(vm->state, buf));
	return err_wrap(e, "Failed to start domain '%s'", vm->name);
}

static int request_start(struct ctx *c, struct hv_host *h, const char *guid,
			 struct err *e)
{
	struct domain_watch w;
	int r = hv_vm_request(h, guid, HV_RUNNING,
			      domain_watch(&w, c, "Starting"), e);

	domain_watch_end(&w);
	return r;
}

static int drop_saved(struct ctx *c, struct hv_host *h, const char *guid,
		      struct err *e)
{
	struct domain_watch w;
	int r = hv_vm_request(h, guid, HV_OFF,
			      domain_watch(&w, c, "Discarding"), e);

	domain_watch_end(&w);
	return r;
}

static int start_found(struct ctx *c, struct hv_host *h, const char *word,
		       bool force_boot, struct err *e)
{
	AUTO_VM *vm = NULL;

	if (hv_vm_find(h, word, &vm, e) < 0 || check_startable(vm, e) < 0)
		return -1;
	if (force_boot && hv_state_is(vm->state, HV_SAVED) &&
	    drop_saved(c, h, vm->guid, e) < 0)
		return err_wrap(e, "Failed to discard the saved state of "
				"domain '%s'", vm->name);
	if (request_start(c, h, vm->guid, e) < 0)
		return err_wrap(e, "Failed to start domain '%s'", vm->name);
	out_done(c->out, "Domain '%s' started", vm->name);
	return 0;
}

/* Hyper-V has refused: its state says why, if it can still be asked. */
static int explain(struct hv_host *h, const char *guid, struct err *e)
{
	AUTO_ERR why = ERR_INIT;
	AUTO_VM *vm = NULL;

	if (hv_vm_find(h, guid, &vm, &why) == 0 &&
	    check_startable(vm, &why) < 0)
		return err_move(e, &why);
	return err_wrap(e, "Failed to start domain '%s'", guid);
}

/*
 * A GUID needs no search: it is started at once, one request, and looked for
 * (as a name, too) only where no VM has it. Its name is not known then. A VM
 * that is paused goes on, as Start-VM has it.
 */
static int start_guid(struct ctx *c, struct hv_host *h, const char *word,
		      const char *guid, struct err *e)
{
	if (request_start(c, h, guid, e) == 0) {
		out_done(c->out, "Domain '%s' started", guid);
		return 0;
	}
	if (e->kind == ERR_STATE)
		return explain(h, guid, e);
	if (e->kind != ERR_NOT_FOUND)
		return err_wrap(e, "Failed to start domain '%s'", guid);
	err_clear(e);
	return start_found(c, h, word, false, e);
}

static int start_run(struct ctx *c, const struct args *a, struct err *e)
{
	bool force_boot = args_flag(a, "force-boot");
	char guid[GUID_LEN + 1];
	struct hv_host *h;
	const char *word;

	if (domain_word(a, &word, e) < 0)
		return -1;
	h = ctx_host(c, e);
	if (!h)
		return -1;
	if (!force_boot && parse_guid(word, guid) == 0)
		return start_guid(c, h, word, guid, e);
	return start_found(c, h, word, force_boot, e);
}

const struct cmd cmd_start = {
	.name = "start", .group = "domain",
	.summary = "start a (previously defined) inactive domain",
	.details = "Start a domain, either from the last managedsave state, "
		   "or via a fresh boot if no managedsave state is present.",
	.opts = start_opts, .refused = refused_start,
	.flags = CMD_ANY_HOST | CMD_WRITES,
	.run = start_run,
};
