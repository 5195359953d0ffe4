/* cmd/domain_stop.c - shutdown, reboot, destroy */
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
#include "shell/out.h"

static const struct opt guest_opts[] = {
	DOMAIN_OPT(complete_vm_running),
	{ 0 }
};

/* Only a guest that runs can be asked for anything. */
static int check_runs(const struct hv_vm *vm, struct err *e)
{
	char buf[HV_STATE_WORD];

	if (!hv_state_active(vm->state))
		return err_set(e, ERR_STATE, "Requested operation is not "
			       "valid: Domain is not active");
	if (hv_state_is(vm->state, HV_RUNNING) || !hv_state_known(vm->state))
		return 0;
	err_set(e, ERR_STATE, "Requested operation is not valid: Domain is %s",
		hv_state_word(vm->state, buf));
	if (hv_state_is(vm->state, HV_PAUSED))
		return domain_hint(e, "resume", vm->name, "lets it run on");
	return -1;
}

/* On failure the error is wrapped: "Failed to VERB domain 'x': ..". */
static int guest_failed(const struct hv_vm *vm, const char *verb,
			const char *instead, struct err *e)
{
	if (e->kind == ERR_STATE || e->kind == ERR_FAILED)
		domain_hint(e, instead, vm->name, "does not ask the guest");
	return err_wrap(e, "Failed to %s domain '%s'", verb, vm->name);
}

static int shut_down(struct hv_host *h, const struct hv_vm *vm,
		     const char *verb, struct err *e)
{
	if (check_runs(vm, e) < 0)
		return err_wrap(e, "Failed to %s domain '%s'", verb, vm->name);
	if (hv_vm_shutdown(h, vm->guid, e) < 0)
		return guest_failed(vm, verb, "destroy", e);
	return 0;
}

static int shutdown_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_VM *vm = NULL;
	struct hv_host *h;

	if (domain_find(c, a, &h, &vm, e) < 0 ||
	    shut_down(h, vm, "shutdown", e) < 0)
		return -1;
	out_done(c->out, "Domain '%s' is being shutdown", vm->name);
	return 0;
}

const struct cmd cmd_shutdown = {
	.name = "shutdown", .group = "domain",
	.summary = "gracefully shutdown a domain",
	.details = "Run shutdown in the target domain, through its "
		   "integration services. It takes its own time.",
	.opts = guest_opts, .refused = refused_stop,
	.flags = CMD_ANY_HOST | CMD_WRITES,
	.run = shutdown_run,
};

static int reboot_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_VM *vm = NULL;
	struct domain_watch w;
	struct hv_host *h;
	int r;

	if (domain_find(c, a, &h, &vm, e) < 0)
		return -1;
	if (check_runs(vm, e) < 0)
		return err_wrap(e, "Failed to reboot domain '%s'", vm->name);
	r = hv_vm_reboot(h, vm->guid, domain_watch(&w, c, "Rebooting"), e);
	domain_watch_end(&w);
	if (r < 0)
		return guest_failed(vm, "reboot", "reset", e);
	out_done(c->out, "Domain '%s' is being rebooted", vm->name);
	return 0;
}

const struct cmd cmd_reboot = {
	.name = "reboot", .group = "domain", .summary = "reboot a domain",
	.details = "Run a reboot command in the target domain, through its "
		   "integration services.",
	.opts = guest_opts, .refused = refused_stop,
	.flags = CMD_ANY_HOST | CMD_WRITES,
	.run = reboot_run,
};

static const struct opt destroy_opts[] = {
	DOMAIN_OPT(complete_vm_active),
	{ "graceful", OPT_FLAG,
	  "let the guest shut down, and wait until it is off" },
	{ "timeout", OPT_NUM, "seconds to wait with --graceful (300)" },
	{ 0 }
};

static int destroy_gracefully(struct ctx *c, const struct args *a,
			      struct hv_host *h, const struct hv_vm *vm,
			      struct err *e)
{
	struct domain_watch w;
	int r;

	if (shut_down(h, vm, "destroy", e) < 0)
		return -1;
	domain_watch(&w, c, "Shutting down");
	w.wait.timeout_s = (unsigned)args_num(a, "timeout", 300);
	r = hv_vm_wait_off(h, vm->guid, &w.wait, e);
	domain_watch_end(&w);
	if (r == 0)
		return 0;
	if (e->kind == ERR_TIMEOUT)
		domain_hint(e, "destroy", vm->name, "does not ask the guest");
	return err_wrap(e, "Failed to destroy domain '%s'", vm->name);
}

static int destroy_now(struct ctx *c, struct hv_host *h,
		       const struct hv_vm *vm, struct err *e)
{
	struct domain_watch w;
	int r;

	/* to turn off what is saved would throw the saved state away */
	if (!hv_state_active(vm->state)) {
		err_set(e, ERR_STATE, "Requested operation is not valid: "
			"Domain is not active");
		if (hv_state_is(vm->state, HV_SAVED))
			domain_hint(e, "managedsave-remove", vm->name,
				    "discards its saved state");
		return err_wrap(e, "Failed to destroy domain '%s'", vm->name);
	}
	r = hv_vm_request(h, vm->guid, HV_OFF,
			  domain_watch(&w, c, "Turning off"), e);
	domain_watch_end(&w);
	if (r < 0)
		return err_wrap(e, "Failed to destroy domain '%s'", vm->name);
	return 0;
}

static int destroy_run(struct ctx *c, const struct args *a, struct err *e)
{
	bool graceful = args_flag(a, "graceful");
	AUTO_VM *vm = NULL;
	struct hv_host *h;
	int r;

	if (!graceful && args_num(a, "timeout", UINT64_MAX) != UINT64_MAX)
		return err_set(e, ERR_USAGE,
			       "Option --timeout is for --graceful alone");
	if (args_num(a, "timeout", 0) > UINT32_MAX)
		return err_set(e, ERR_USAGE, "--timeout is too large");
	if (domain_find(c, a, &h, &vm, e) < 0)
		return -1;
	r = graceful ? destroy_gracefully(c, a, h, vm, e) :
		destroy_now(c, h, vm, e);
	if (r == 0)
		out_done(c->out, "Domain '%s' destroyed", vm->name);
	return r;
}

const struct cmd cmd_destroy = {
	.name = "destroy", .group = "domain",
	.summary = "destroy (stop) a domain",
	.details = "Forcefully stop a given domain, but leave its resources "
		   "intact.",
	.opts = destroy_opts, .refused = refused_destroy,
	.flags = CMD_ANY_HOST | CMD_WRITES,
	.run = destroy_run,
};
