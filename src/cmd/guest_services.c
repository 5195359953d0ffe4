/* cmd/guest_services.c - domservices, copy-to-guest */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/vm_names.h"
#include "hv/integration.h"
#include "hv/path.h"
#include "hv/state.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/cmd.h"
#include "shell/nearest.h"
#include "shell/out.h"
#include "shell/pairs.h"

/* --- domservices --- */

static COMPLETER(complete_services)
{
	const char *name;

	(void)c;
	(void)a;
	for (size_t i = 0; (name = hv_integration_name(i)); i++)
		pairs_offer_value(word, NULL, name, to);
}

static const struct opt services_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "enable", OPT_STR, "services to switch on, with commas between",
	  complete_services },
	{ "disable", OPT_STR, "services to switch off, with commas between",
	  complete_services },
	{ 0 }
};

static int unknown(const char *name, struct err *e)
{
	struct nearest near = NEAREST_INIT(name);
	AUTO_STR all = STR_INIT;
	const char *known;

	for (size_t i = 0; (known = hv_integration_name(i)); i++) {
		nearest_offer(&near, known);
		str_addf(&all, "%s%s", i ? ", " : "", known);
	}
	err_set(e, ERR_USAGE, "there is no service '%s': %s", name, all.buf);
	return near.best ? err_hint(e, "did you mean %s?", near.best) : -1;
}

/* Calls 'each' for the names of a list; an empty one is a mistake. */
static int each_name(const char *list,
		     int (*each)(void *arg, const char *name, struct err *e),
		     void *arg, struct err *e)
{
	for (const char *p = list;; p++) {
		AUTO_FREE char *name = xstrndup(p, strcspn(p, ","));

		if (each(arg, name, e) < 0)
			return -1;
		p += strlen(name);
		if (!*p)
			return 0;
	}
}

static int check_name(void *arg, const char *name, struct err *e)
{
	const char *known;

	(void)arg;
	for (size_t i = 0; (known = hv_integration_name(i)); i++)
		if (!strcmp(known, name))
			return 0;
	return unknown(name, e);
}

/* What shall be on; 'said' has 1 where somebody said so. */
struct wish {
	const struct hv_integrations *s;
	bool *on, *said;
	bool value;
};

static int take_name(void *arg, const char *name, struct err *e)
{
	struct wish *w = arg;
	const struct hv_integration *i = hv_integration_find(w->s, name);
	size_t at;

	if (!i)
		return err_set(e, ERR_NOT_FOUND, "domain '%s' has no service "
			       "'%s'", w->s->vm->name, name);
	at = (size_t)(i - w->s->l.v);
	if (w->said[at] && w->on[at] != w->value)
		return err_set(e, ERR_USAGE, "'%s' cannot be switched both on "
			       "and off", name);
	w->on[at] = w->value;
	w->said[at] = true;
	return 0;
}

static int switch_them(struct ctx *c, struct hv_host *h, const char *word,
		       const char *enable, const char *disable, struct err *e)
{
	AUTO_FREE bool *on = NULL, *said = NULL;
	AUTO_INTEGRATIONS *s = NULL;
	struct domain_watch watch;
	struct wish w;
	int r;

	if (hv_integration_read(h, word, HV_INTEGRATION_SET, &s, e) < 0)
		return -1;
	on = xcalloc(s->l.n + 1, sizeof *on);
	said = xcalloc(s->l.n + 1, sizeof *said);
	for (size_t i = 0; i < s->l.n; i++)
		on[i] = s->l.v[i].enabled;
	w = (struct wish){ s, on, said, true };
	if (enable && each_name(enable, take_name, &w, e) < 0)
		return -1;
	w.value = false;
	if (disable && each_name(disable, take_name, &w, e) < 0)
		return -1;
	r = hv_integration_set(h, s, on, domain_watch(&watch, c, "Switching"),
			       e);
	domain_watch_end(&watch);
	if (r < 0)
		return err_wrap(e, "Failed to switch services of domain '%s'",
				s->vm->name);
	out_done(c->out, "Integration services of domain '%s' changed",
		 s->vm->name);
	return 0;
}

static int list_them(struct ctx *c, struct hv_host *h, const char *word,
		     struct err *e)
{
	static const struct out_col cols[] = {
		{ "name", "Service" }, { "enabled", "Enabled" },
		{ "state", "State" }, { 0 }
	};
	char buf[HV_INTEGRATION_WORD];
	AUTO_INTEGRATIONS *s = NULL;

	if (hv_integration_read(h, word, HV_INTEGRATION_SHOW, &s, e) < 0)
		return -1;
	out_list(c->out, cols);
	for (size_t i = 0; i < s->l.n; i++) {
		const struct hv_integration *one = &s->l.v[i];
		const char *state = hv_integration_word(one, buf);

		/* Hyper-V says "OK" of what is off, too */
		if (!one->enabled)
			state = NULL;
		out_cell(c->out, out_str(one->name));
		out_cell(c->out, out_bool(one->enabled,
					  one->enabled ? "yes" : "no"));
		out_cell(c->out, state ? out_str(state) : out_null("-"));
	}
	out_end(c->out);
	return 0;
}

static int services_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *enable = args_str(a, "enable");
	const char *disable = args_str(a, "disable");
	const char *word = NULL;
	struct hv_host *h;

	if (domain_word(a, &word, e) < 0 ||
	    (enable && each_name(enable, check_name, NULL, e) < 0) ||
	    (disable && each_name(disable, check_name, NULL, e) < 0))
		return -1;
	if ((enable || disable) &&
	    ctx_check_write(c, args_cmd(a)->name, e) < 0)
		return -1;
	h = ctx_host(c, e);
	if (!h)
		return -1;
	return enable || disable ? switch_them(c, h, word, enable, disable, e)
				 : list_them(c, h, word, e);
}

const struct cmd cmd_domservices = {
	.name = "domservices", .group = "domain",
	.summary = "list the integration services of a domain, switch them",
	.details = "What host and guest do together: shutdown, time-sync, "
		   "heartbeat, kvp (data exchange), vss (backup), "
		   "guest-services (files). The state is what the guest's "
		   "side reports while it runs. A change works at once.",
	.opts = services_opts, .flags = CMD_NEEDS_HOST, .run = services_run,
};

/* --- copy-to-guest --- */

static const struct opt copy_opts[] = {
	DOMAIN_OPT(complete_vm_running),
	{ "source", OPT_ARG, "file on the Hyper-V host", .required = true },
	{ "target", OPT_ARG, "file or folder in the guest", .required = true },
	{ "overwrite", OPT_FLAG, "also a file that is there already" },
	{ "create-path", OPT_FLAG, "make the folders that lead to it" },
	{ 0 }
};

/* Of the host's own drives, or of a share that it can read. */
static int source_path(const char *text, char **ret, struct err *e)
{
	if (!hv_path_is(text)) {
		err_set(e, ERR_USAGE, "'%s' is no full path of a file on the "
			"Hyper-V host", text);
		return err_hint(e, "the file must be there already, as in "
				"D:\\files\\x.txt");
	}
	if (!strncmp(text, "\\\\", 2)) {
		*ret = xstrdup(text);
		return 0;
	}
	return hv_path_clean(text, ret, e);
}

/* What can be done about it. The errors of Windows are told by their numbers:
 * their texts are in the host's language. */
static int explain(const struct hv_vm *vm, const struct hv_guest_copy *copy,
		   struct err *e)
{
	if (e->kind == ERR_JOB && strstr(e->msg, "0x80070050") &&
	    !copy->overwrite)
		err_hint(e, "--overwrite replaces the file");
	if (e->kind == ERR_JOB && strstr(e->msg, "0x80070003") &&
	    !copy->create_path)
		err_hint(e, "--create-path makes the folders");
	if (e->kind == ERR_STATE && hv_state_is(vm->state, HV_RUNNING)) {
		AUTO_STR name = STR_INIT;

		str_add_shell(&name, vm->name);
		err_hint(e, "hvsh domservices %s --enable guest-services",
			 name.buf);
	}
	return err_wrap(e, "Failed to copy into domain '%s'", vm->name);
}

static int copy_run(struct ctx *c, const struct args *a, struct err *e)
{
	struct hv_guest_copy copy = {
		.to = args_str(a, "target"),
		.overwrite = args_flag(a, "overwrite"),
		.create_path = args_flag(a, "create-path"),
	};
	AUTO_FREE char *from = NULL;
	struct domain_watch watch;
	AUTO_VM *vm = NULL;
	struct hv_host *h;
	int r;

	if (source_path(args_str(a, "source"), &from, e) < 0)
		return -1;
	if (!*copy.to)
		return err_set(e, ERR_USAGE, "Failed to get option 'target': "
			       "Option argument is empty");
	copy.from = from;
	if (domain_find(c, a, &h, &vm, e) < 0)
		return -1;
	r = hv_guest_copy(h, vm, &copy, domain_watch(&watch, c, "Copying"), e);
	domain_watch_end(&watch);
	if (r < 0)
		return explain(vm, &copy, e);
	out_done(c->out, "'%s' copied to '%s' in domain '%s'", from, copy.to,
		 vm->name);
	return 0;
}

const struct cmd cmd_copy_to_guest = {
	.name = "copy-to-guest", .group = "domain",
	.summary = "copy a file of the host into a running guest",
	.details = "The source is a file of the Hyper-V host, not of this "
		   "machine: WS-Management carries no files. Needs the "
		   "guest's guest-services (domservices).",
	.opts = copy_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = copy_run,
};
