/* cmd/network_make.c - net-create-as, net-define, net-create */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/input.h"
#include "cmd/network.h"
#include "domxml/network.h"
#include "hv/switch.h"
#include "shell/args.h"
#include "shell/complete.h"
#include "shell/out.h"

static int make(struct ctx *c, const struct hv_switch_spec *spec,
		struct err *e)
{
	unsigned parts = HV_SWITCHING_ADAPTERS;
	AUTO_SWITCHING known = { 0 };
	struct hv_host *h = ctx_host(c, e);
	struct domain_watch w;
	int r;

	if (!h || hv_switching_read(h, parts, &known, e) < 0)
		return -1;
	r = hv_switch_create(h, &known, spec, domain_watch(&w, c, "Creating"),
			     e);
	domain_watch_end(&w);
	return r;
}

/* --- net-create-as --- */

/* Adapters that no network has yet. */
static COMPLETER(complete_free_adapter)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_SWITCHING s = { 0 };
	struct hv_host *h = ctx_host(c, &e);

	(void)a;
	(void)word;
	if (!h || hv_switching_read(h, HV_SWITCHING_ADAPTERS, &s, &e) < 0)
		return;
	for (size_t i = 0; i < s.adapters.n; i++)
		if (!s.adapters.v[i].bound)
			candidates_add(to, s.adapters.v[i].name);
}

static const struct opt create_as_opts[] = {
	{ "name", OPT_ARG, "name of the network", .required = true },
	{ "external", OPT_STR, "through this adapter of the host",
	  complete_free_adapter, .short_value = "adapter" },
	{ "internal", OPT_FLAG, "domains and the host reach each other" },
	{ "private", OPT_FLAG, "domains reach each other alone" },
	{ "vlan", OPT_NUM, "VLAN of the host's own port" },
	{ "no-management", OPT_FLAG,
	  "no port for the host itself (with --external)" },
	{ 0 }
};

static int as_kind(const struct args *a, struct hv_switch_spec *spec,
		   struct err *e)
{
	const char *adapter = args_str(a, "external");
	bool internal = args_flag(a, "internal");

	if (!!adapter + internal + args_flag(a, "private") != 1)
		return err_set(e, ERR_USAGE, "one of --internal, --private and "
			       "--external must be given");
	if (adapter && !*adapter)
		return err_set(e, ERR_USAGE, "Failed to get option 'external': "
			       "Option argument is empty");
	spec->adapter = xstrdup(adapter);
	spec->kind = adapter ? HV_SWITCH_EXTERNAL :
		     internal ? HV_SWITCH_INTERNAL : HV_SWITCH_PRIVATE;
	return 0;
}

static int as_spec(const struct args *a, struct hv_switch_spec *spec,
		   struct err *e)
{
	const char *name = args_str(a, "name");
	uint64_t vlan = args_num(a, "vlan", 0);

	if (!*name)
		return err_set(e, ERR_USAGE, "Failed to get option 'name': "
			       "Option argument is empty");
	if (as_kind(a, spec, e) < 0)
		return -1;
	spec->name = xstrdup(name);
	spec->no_management = args_flag(a, "no-management");
	if (spec->no_management && spec->kind != HV_SWITCH_EXTERNAL)
		return err_set(e, ERR_USAGE, "--no-management is for "
			       "--external: a private network is without the "
			       "host, an internal one is for it");
	if (!args_flag(a, "vlan"))
		return 0;
	if (!vlan || vlan > 4094)
		return err_set(e, ERR_USAGE, "VLAN %llu is not from 1 to 4094",
			       (unsigned long long)vlan);
	if (spec->kind == HV_SWITCH_PRIVATE || spec->no_management)
		return err_set(e, ERR_USAGE, "--vlan is that of the host's "
			       "own port, which this network would not have");
	spec->vlan = (unsigned)vlan;
	return 0;
}

static int create_as_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_SWITCH_SPEC spec = { 0 };

	if (as_spec(a, &spec, e) < 0)
		return -1;
	if (make(c, &spec, e) < 0)
		return err_wrap(e, "Failed to create network '%s'", spec.name);
	out_done(c->out, "Network %s created", spec.name);
	return 0;
}

const struct cmd cmd_net_create_as = {
	.name = "net-create-as", .group = "network",
	.summary = "create a network from options",
	.details = "Makes a virtual switch. An external one takes an adapter "
		   "of the host (iface-list) and gives the host itself a port "
		   "on it, unless --no-management is given.",
	.opts = create_as_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = create_as_run,
};

/* --- net-define, net-create --- */

static const struct opt file_opts[] = {
	{ "file", OPT_ARG, "file containing an XML network description",
	  complete_file, .required = true },
	{ "validate", OPT_FLAG,
	  "validate the XML against the schema: it is read strictly anyway" },
	{ 0 }
};

static int from_file(struct ctx *c, const struct args *a, const char *verb,
		     const char *done, struct err *e)
{
	const char *file = args_str(a, "file");
	AUTO_SWITCH_SPEC spec = { 0 };
	AUTO_FREE char *text = NULL;
	size_t len;

	if (input_xml(file, &text, &len, e) < 0 ||
	    domxml_read_network(text, len, file, &spec, e) < 0 ||
	    make(c, &spec, e) < 0)
		return err_wrap(e, "Failed to %s network from %s", verb, file);
	if (*spec.guid)
		out_warn(c->out, "Hyper-V chooses the UUID of a new network: "
			 "that of the XML is not kept");
	out_done(c->out, "Network %s %s from %s", spec.name, done, file);
	return 0;
}

static int define_run(struct ctx *c, const struct args *a, struct err *e)
{
	return from_file(c, a, "define", "defined", e);
}

static int create_run(struct ctx *c, const struct args *a, struct err *e)
{
	return from_file(c, a, "create", "created", e);
}

const struct cmd cmd_net_define = {
	.name = "net-define", .group = "network",
	.summary = "define a persistent network from an XML file",
	.details = "Makes a virtual switch of the XML; it is at work at once, "
		   "as with net-create.",
	.opts = file_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = define_run,
};

const struct cmd cmd_net_create = {
	.name = "net-create", .group = "network",
	.summary = "create a network from an XML file",
	.details = "Makes a virtual switch of the XML; it lasts, as with "
		   "net-define.",
	.opts = file_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = create_run,
};
