/* cmd/domain_config.c - autostart */
#include <inttypes.h>

#include "base/err.h"
#include "base/mem.h"
#include "cmd/cmds.h"
#include "cmd/vm_names.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "domxml/names.h"
#include "hv/autostart.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/complete.h"
#include "shell/out.h"

static void offer_names(const struct domxml_name *names, struct candidates *to)
{
	for (; names->name; names++)
		candidates_add(to, names->name);
}

static COMPLETER(complete_start_action)
{
	(void)c;
	(void)a;
	(void)word;
	offer_names(domxml_start_actions, to);
}

static COMPLETER(complete_stop_action)
{
	(void)c;
	(void)a;
	(void)word;
	offer_names(domxml_stop_actions, to);
}

static const struct opt autostart_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "disable", OPT_FLAG, "disable autostarting" },
	{ "action", OPT_STR, "when the host starts: nothing, as-it-was, always",
	  complete_start_action },
	{ "delay", OPT_NUM, "seconds to wait before it" },
	{ "stop-action", OPT_STR, "when the host stops: save, shutdown, "
	  "turn-off", complete_stop_action },
	{ "show", OPT_FLAG, "show what is set" },
	{ 0 }
};

static int read_action(const struct args *a, const char *option,
		       const struct domxml_name *names, struct num *ret,
		       struct err *e)
{
	const char *word = args_str(a, option);
	unsigned number;

	if (!word)
		return 0;
	if (domxml_name_parse(names, word, &number) < 0)
		return err_set(e, ERR_USAGE, "--%s is %s, %s or %s, not '%s'",
			       option, names[0].name, names[1].name,
			       names[2].name, word);
	*ret = (struct num){ number, true };
	return 0;
}

static int exclusive(const struct args *a, const char *one,
		     const char *const *others, struct err *e)
{
	for (; *others && args_flag(a, one); others++)
		if (args_flag(a, *others))
			return err_set(e, ERR_USAGE, "Options --%s and --%s are "
				       "mutually exclusive", one, *others);
	return 0;
}

/* What the options say; without --action it is virsh's always, but for
 * --stop-action alone. */
static int read_options(const struct args *a, struct hv_autostart *to,
			struct err *e)
{
	static const char *const all[] = {
		"disable", "action", "delay", "stop-action", NULL
	};
	uint64_t delay = args_num(a, "delay", 0);
	bool stop_alone;

	if (exclusive(a, "show", all, e) < 0 ||
	    exclusive(a, "disable", (const char *const[]){
		      "action", "delay", NULL }, e) < 0)
		return -1;
	if (read_action(a, "action", domxml_start_actions, &to->start, e) < 0 ||
	    read_action(a, "stop-action", domxml_stop_actions, &to->stop,
			e) < 0)
		return -1;
	if (delay > UINT32_MAX)
		return err_set(e, ERR_USAGE, "--delay is too large");
	to->delay_s = (struct num){ delay, args_flag(a, "delay") };
	stop_alone = to->stop.set && !to->delay_s.set &&
		!args_flag(a, "disable");
	if (!to->start.set && !stop_alone)
		to->start = (struct num){ args_flag(a, "disable") ?
			HV_START_NEVER : HV_START_ALWAYS, true };
	return 0;
}

static struct out_value action_value(const struct domxml_name *names,
				     struct num action)
{
	const char *name = domxml_name(names, (unsigned)action.v);

	return !action.set ? out_null("-") : name ? out_str(name) :
		out_num(action.v);
}

static int show(struct ctx *c, const struct args *a, struct err *e)
{
	struct hv_autostart is = { { 0, false }, { 0, false }, { 0, false } };
	AUTO_FREE char *delay = NULL;
	AUTO_VM *vm = NULL;
	const char *word;
	struct hv_host *h;

	if (domain_word(a, &word, e) < 0)
		return -1;
	h = ctx_host(c, e);
	if (!h || hv_autostart_read(h, word, &vm, &is, e) < 0)
		return -1;
	delay = xasprintf("%" PRIu64 " s", is.delay_s.v);
	out_field(c->out, "name", "Name", out_str(vm->name));
	out_field(c->out, "start_action", "Start action",
		  action_value(domxml_start_actions, is.start));
	out_field(c->out, "start_delay_s", "Start delay", is.delay_s.set ?
		  out_num_as(is.delay_s.v, delay) : out_null("-"));
	out_field(c->out, "stop_action", "Stop action",
		  action_value(domxml_stop_actions, is.stop));
	out_end(c->out);
	return 0;
}

/* In virsh's words where it is virsh's doing. */
static void tell(struct out *o, const struct hv_autostart *to,
		 const char *name)
{
	if (to->start.set && to->start.v == HV_START_ALWAYS)
		out_done(o, "Domain '%s' marked as autostarted", name);
	else if (to->start.set && to->start.v == HV_START_NEVER)
		out_done(o, "Domain '%s' unmarked as autostarted", name);
	else
		out_done(o, "Autostart of domain '%s' changed", name);
}

static int autostart_run(struct ctx *c, const struct args *a, struct err *e)
{
	struct hv_autostart to = { { 0, false }, { 0, false }, { 0, false } };
	AUTO_VM *vm = NULL;
	struct domain_watch w;
	struct hv_host *h;
	int r;

	if (read_options(a, &to, e) < 0)
		return -1;
	if (args_flag(a, "show"))
		return show(c, a, e);
	if (ctx_check_write(c, "autostart", e) < 0 ||
	    domain_find(c, a, &h, &vm, e) < 0)
		return -1;
	r = hv_autostart_set(h, vm->guid, &to, domain_watch(&w, c, "Changing"),
			     e);
	domain_watch_end(&w);
	if (r < 0)
		return err_wrap(e, "Failed to %s domain '%s' as autostarted",
				args_flag(a, "disable") ? "unmark" : "mark",
				vm->name);
	tell(c->out, &to, vm->name);
	return 0;
}

const struct cmd cmd_autostart = {
	.name = "autostart", .group = "domain",
	.summary = "autostart a domain",
	.details = "Configure a domain to be automatically started at boot "
		   "of the host, and what becomes of it when the host stops.",
	.opts = autostart_opts, .flags = CMD_ANY_HOST, .run = autostart_run,
};
