/* cmd/guest_kvp.c - kvp-list, kvp-set */
#include <string.h>

#include "base/err.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/guest.h"
#include "cmd/vm_names.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/complete.h"
#include "shell/out.h"

static const struct { enum hv_kvp_source source; const char *name; } sources[] = {
	{ HV_KVP_HOST, "host" }, { HV_KVP_GUEST, "guest" },
	{ HV_KVP_INTRINSIC, "intrinsic" }, { HV_KVP_HOST_ONLY, "host-only" },
};
#define SOURCES (sizeof sources / sizeof *sources)

static COMPLETER(complete_source)
{
	(void)c;
	(void)a;
	(void)word;
	for (size_t i = 0; i < SOURCES; i++)
		candidates_add(to, sources[i].name);
}

static const struct opt list_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "source", OPT_STR, "host, guest, intrinsic or host-only",
	  complete_source },
	{ 0 }
};

static int list_run(struct ctx *c, const struct args *a, struct err *e)
{
	static const struct out_col cols[] = {
		{ "name", "Name" }, { "source", "Source" },
		{ "value", "Value" }, { 0 }
	};
	const char *only = args_str(a, "source");
	bool known = !only;
	AUTO_GUEST *g = NULL;
	struct hv_host *h;

	for (size_t i = 0; i < SOURCES && !known; i++)
		known = !strcmp(sources[i].name, only);
	if (!known)
		return err_set(e, ERR_USAGE, "'%s' is no source: it is host, "
			       "guest, intrinsic or host-only", only);
	if (guest_read(c, a, &h, &g, e) < 0)
		return -1;
	out_list(c->out, cols);
	for (size_t i = 0; i < g->kvps.n; i++) {
		const struct hv_kvp *k = &g->kvps.v[i];
		const char *name = NULL;

		for (size_t s = 0; s < SOURCES; s++)
			if (sources[s].source == k->source)
				name = sources[s].name;
		if (only && strcmp(only, name))
			continue;
		out_cell(c->out, out_str(k->name));
		out_cell(c->out, out_str(name));
		out_cell(c->out, out_str(k->data));
	}
	out_end(c->out);
	return 0;
}

const struct cmd cmd_kvp_list = {
	.name = "kvp-list", .group = "domain",
	.summary = "list the pairs that host and guest exchange",
	.details = "What the host tells the guest, what programs in the guest "
		   "and the guest's system (intrinsic) tell the host, and "
		   "what the host notes for itself (host-only). A guest tells "
		   "only while it runs.",
	.opts = list_opts, .flags = CMD_NEEDS_HOST, .run = list_run,
};

/* Those that may be changed. */
static COMPLETER(complete_pair)
{
	enum hv_kvp_source source = args_flag(a, "host-only") ?
				    HV_KVP_HOST_ONLY : HV_KVP_HOST;
	AUTO_ERR e = ERR_INIT;
	AUTO_GUEST *g = NULL;
	struct hv_host *h;

	(void)word;
	if (!args_str(a, "domain") || guest_read(c, a, &h, &g, &e) < 0)
		return;
	for (size_t i = 0; i < g->kvps.n; i++)
		if (g->kvps.v[i].source == source)
			candidates_add(to, g->kvps.v[i].name);
}

static const struct opt set_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "name", OPT_ARG, "name of the pair", complete_pair,
	  .required = true },
	{ "value", OPT_ARG, "what it shall hold" },
	{ "remove", OPT_FLAG, "remove the pair" },
	{ "host-only", OPT_FLAG, "a note of the host, which no guest sees" },
	{ 0 }
};

enum { RET_PARAMETER = 32773 };

static int set_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *name = args_str(a, "name"), *value = args_str(a, "value");
	struct domain_watch w;
	AUTO_GUEST *g = NULL;
	struct hv_host *h;
	int r;

	if (!*name)
		return err_set(e, ERR_USAGE, "Failed to get option 'name': "
			       "Option argument is empty");
	if (!value == !args_flag(a, "remove"))
		return err_set(e, ERR_USAGE, "either a value or --remove must "
			       "be given");
	if (guest_read(c, a, &h, &g, e) < 0)
		return -1;
	r = hv_guest_set(h, g, args_flag(a, "host-only") ? HV_KVP_HOST_ONLY :
			 HV_KVP_HOST, name, value,
			 domain_watch(&w, c, "Changing"), e);
	domain_watch_end(&w);
	if (r < 0 && e->code == RET_PARAMETER)
		err_hint(e, "a guest takes names of up to 511 characters, and "
			 "values of up to 1024");
	if (r < 0)
		return err_wrap(e, "Failed to %s '%s' of domain '%s'",
				value ? "set" : "remove", name, g->vm->name);
	out_done(c->out, "Pair '%s' of domain '%s' %s", name, g->vm->name,
		 value ? "set" : "removed");
	return 0;
}

const struct cmd cmd_kvp_set = {
	.name = "kvp-set", .group = "domain",
	.summary = "set or remove a pair that the host tells a guest",
	.opts = set_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES, .run = set_run,
};
