/* cmd/domain_info.c - dominfo, domstate, domid, domuuid, domname */
#include <inttypes.h>

#include "base/err.h"
#include "base/mem.h"
#include "cmd/cmds.h"
#include "cmd/vm_names.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "domxml/names.h"
#include "hv/state.h"
#include "hv/vm.h"
#include "hv/vm_info.h"
#include "shell/args.h"
#include "shell/out.h"

static const struct opt domain_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ 0 }
};

static struct out_value id_value(const struct hv_vm *vm)
{
	return vm->id.set ? out_num(vm->id.v) : out_null("-");
}

static void kib_field(struct out *o, const char *key, const char *label,
		      struct num kib)
{
	AUTO_FREE char *shown = xasprintf("%" PRIu64 " KiB", kib.v);

	out_field(o, key, label, kib.set ? out_num_as(kib.v, shown) :
		  out_null("-"));
}

static void state_code(struct out *o, struct num state)
{
	if (out_format(o) != OUT_TEXT)
		out_field(o, "state_code", "State code",
			  state.set ? out_num(state.v) : out_null(NULL));
}

static void action_field(struct out *o, const char *key,
			 const struct domxml_name *names, struct num action)
{
	const char *name = domxml_name(names, (unsigned)action.v);

	out_field(o, key, key, !action.set ? out_null(NULL) :
		  name ? out_str(name) : out_num(action.v));
}

/* More than virsh tells, for programs. */
static void host_fields(struct out *o, const struct hv_autostart *at)
{
	if (out_format(o) == OUT_TEXT)
		return;
	action_field(o, "start_action", domxml_start_actions, at->start);
	out_field(o, "start_delay_s", "Start delay", at->delay_s.set ?
		  out_num(at->delay_s.v) : out_null(NULL));
	action_field(o, "stop_action", domxml_stop_actions, at->stop);
}

static int dominfo_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_INFO i = { 0 };
	char buf[HV_STATE_WORD];
	const char *word;
	struct hv_host *h;
	bool saved;

	if (domain_word(a, &word, e) < 0)
		return -1;
	h = ctx_host(c, e);
	if (!h || hv_vm_info_read(h, word, &i, e) < 0)
		return -1;
	saved = hv_state_is(i.vm->state, HV_SAVED);
	out_field(c->out, "id", "Id", id_value(i.vm));
	out_field(c->out, "name", "Name", out_str(i.vm->name));
	out_field(c->out, "uuid", "UUID", out_str(i.vm->guid));
	out_field(c->out, "os_type", "OS Type", out_str("hvm"));
	out_field(c->out, "state", "State",
		  out_str(hv_state_word(i.vm->state, buf)));
	state_code(c->out, i.vm->state);
	out_field(c->out, "cpus", "CPU(s)",
		  i.cpus.set ? out_num(i.cpus.v) : out_null("-"));
	kib_field(c->out, "max_memory_kib", "Max memory", i.max_memory_kib);
	kib_field(c->out, "memory_kib", "Used memory", i.memory_kib);
	out_field(c->out, "persistent", "Persistent", out_bool(true, "yes"));
	out_field(c->out, "autostart", "Autostart",
		  out_bool(i.autostart, i.autostart ? "enable" : "disable"));
	out_field(c->out, "managed_save", "Managed save",
		  out_bool(saved, saved ? "yes" : "no"));
	host_fields(c->out, &i.at_host);
	out_end(c->out);
	return 0;
}

const struct cmd cmd_dominfo = {
	.name = "dominfo", .group = "monitor", .summary = "domain information",
	.details = "Returns basic information about the domain.",
	.opts = domain_opts, .flags = CMD_ANY_HOST, .run = dominfo_run,
};

static const struct opt domstate_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "reason", OPT_FLAG, "also print reason for the state" },
	{ 0 }
};

static int domstate_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_VM *vm = NULL;
	char buf[HV_STATE_WORD];
	const char *word, *reason;
	struct hv_host *h;

	if (domain_find(c, a, &h, &vm, e) < 0)
		return -1;
	word = hv_state_word(vm->state, buf);
	reason = hv_state_reason(vm->state);
	if (out_format(c->out) == OUT_TEXT) {
		AUTO_FREE char *both = xasprintf("%s (%s)", word, reason);

		out_value(c->out, "state", out_str_as(word,
			  args_flag(a, "reason") ? both : NULL));
		return 0;
	}
	out_field(c->out, "state", "State", out_str(word));
	state_code(c->out, vm->state);
	if (args_flag(a, "reason"))
		out_field(c->out, "reason", "Reason", out_str(reason));
	out_end(c->out);
	return 0;
}

const struct cmd cmd_domstate = {
	.name = "domstate", .group = "monitor", .summary = "domain state",
	.details = "Returns state about a domain. Hyper-V tells no reasons: "
		   "that of a saved domain is \"saved\", any other is "
		   "\"unknown\".",
	.opts = domstate_opts, .flags = CMD_ANY_HOST, .run = domstate_run,
};

static int domid_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_VM *vm = NULL;
	struct hv_host *h;

	if (domain_find(c, a, &h, &vm, e) < 0)
		return -1;
	out_value(c->out, "id", id_value(vm));
	return 0;
}

const struct cmd cmd_domid = {
	.name = "domid", .group = "domain",
	.summary = "convert a domain name or UUID to domain id",
	.opts = domain_opts, .flags = CMD_ANY_HOST, .run = domid_run,
};

static int domuuid_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_VM *vm = NULL;
	struct hv_host *h;

	if (domain_find(c, a, &h, &vm, e) < 0)
		return -1;
	out_value(c->out, "uuid", out_str(vm->guid));
	return 0;
}

const struct cmd cmd_domuuid = {
	.name = "domuuid", .group = "domain",
	.summary = "convert a domain name or id to domain UUID",
	.opts = domain_opts, .flags = CMD_ANY_HOST, .run = domuuid_run,
};

static int domname_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_VM *vm = NULL;
	struct hv_host *h;

	if (domain_find(c, a, &h, &vm, e) < 0)
		return -1;
	out_value(c->out, "name", out_str(vm->name));
	return 0;
}

const struct cmd cmd_domname = {
	.name = "domname", .group = "domain",
	.summary = "convert a domain id or UUID to domain name",
	.opts = domain_opts, .flags = CMD_ANY_HOST, .run = domname_run,
};
