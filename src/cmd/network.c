/* cmd/network.c - net-list, net-info, net-dumpxml, net-name, net-uuid */
#include <strings.h>

#include "base/err.h"
#include "base/parse.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/network.h"
#include "cmd/xml.h"
#include "domxml/network.h"
#include "hv/network.h"
#include "hv/switch.h"
#include "shell/args.h"
#include "shell/complete.h"
#include "shell/out.h"

COMPLETER(complete_network)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_NETWORKS l = VEC_INIT;
	struct hv_host *h = ctx_host(c, &e);

	(void)a;
	(void)word;
	if (!h || hv_network_list(h, &l, &e) < 0)
		return;
	for (size_t i = 0; i < l.n; i++)
		candidates_add(to, l.v[i].name);
}

int network_word(const struct args *a, const char **ret, struct err *e)
{
	const char *word = args_str(a, "network");

	if (!word || !*word)
		return err_set(e, ERR_USAGE, "Failed to get option 'network': "
			       "Option argument is empty");
	*ret = word;
	return 0;
}

static int network_find(struct ctx *c, const struct args *a,
			struct hv_network **ret, struct err *e)
{
	const char *word = NULL;
	struct hv_host *h;

	if (network_word(a, &word, e) < 0)
		return -1;
	h = ctx_host(c, e);
	return h ? hv_network_find(h, word, ret, e) : -1;
}

/* --- net-list --- */

static const struct opt list_opts[] = {
	{ "inactive", OPT_FLAG, "list inactive networks: there are none" },
	{ "all", OPT_FLAG, "list inactive & active networks" },
	{ "persistent", OPT_FLAG, "list persistent networks: all are" },
	{ "transient", OPT_FLAG, "list transient networks: none are" },
	{ "autostart", OPT_FLAG, "list networks with autostart: all have it" },
	{ "no-autostart", OPT_FLAG,
	  "list networks with autostart disabled: none are" },
	{ "uuid", OPT_FLAG, "list uuid's only" },
	{ "name", OPT_FLAG, "list network names only" },
	{ "table", OPT_FLAG, "list table (default)" },
	{ 0 }
};

static int list_check(const struct args *a, struct err *e)
{
	if (args_flag(a, "table") + args_flag(a, "name") +
	    args_flag(a, "uuid") > 1)
		return err_set(e, ERR_USAGE, "Only one argument from --table, "
			       "--name and --uuid may be specified.");
	return 0;
}

/* A switch is there and at work, or it is not: active, persistent, started
 * with the host. Options of one kind that contradict each other select all. */
static bool list_any(const struct args *a)
{
	if (args_flag(a, "inactive") && !args_flag(a, "all"))
		return false;
	if (args_flag(a, "transient") && !args_flag(a, "persistent"))
		return false;
	return !args_flag(a, "no-autostart") || args_flag(a, "autostart");
}

static void print_lines(struct out *o, const struct hv_networks *l,
			size_t n, bool uuid)
{
	static const struct out_col names[] = { { "name", "Name" }, { 0 } };
	static const struct out_col uuids[] = { { "uuid", "UUID" }, { 0 } };

	out_lines(o, uuid ? uuids : names);
	for (size_t i = 0; i < n; i++)
		out_cell(o, out_str(uuid ? l->v[i].guid : l->v[i].name));
	out_end(o);
}

static void print_table(struct out *o, const struct hv_networks *l, size_t n)
{
	static const struct out_col text[] = {
		{ "name", "Name" }, { "state", "State" },
		{ "autostart", "Autostart" }, { "persistent", "Persistent" },
		{ 0 }
	};
	static const struct out_col full[] = {
		{ "name", "Name" }, { "state", "State" },
		{ "autostart", "Autostart" }, { "persistent", "Persistent" },
		{ "uuid", "UUID" }, { 0 }
	};
	bool with_uuid = out_format(o) != OUT_TEXT;

	out_list(o, with_uuid ? full : text);
	for (size_t i = 0; i < n; i++) {
		out_cell(o, out_str(l->v[i].name));
		out_cell(o, out_str("active"));
		out_cell(o, out_bool(true, "yes"));
		out_cell(o, out_bool(true, "yes"));
		if (with_uuid)
			out_cell(o, out_str(l->v[i].guid));
	}
	out_end(o);
}

static int list_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_NETWORKS l = VEC_INIT;
	struct hv_host *h;
	size_t n;

	if (list_check(a, e) < 0)
		return -1;
	h = ctx_host(c, e);
	if (!h || hv_network_list(h, &l, e) < 0)
		return -1;
	n = list_any(a) ? l.n : 0;
	if (args_flag(a, "name") || args_flag(a, "uuid"))
		print_lines(c->out, &l, n, args_flag(a, "uuid"));
	else
		print_table(c->out, &l, n);
	return 0;
}

const struct cmd cmd_net_list = {
	.name = "net-list", .group = "network", .summary = "list networks",
	.details = "Returns list of networks: Hyper-V's virtual switches.",
	.opts = list_opts, .flags = CMD_NEEDS_HOST, .run = list_run,
};

/* --- net-info --- */

static const struct opt info_opts[] = {
	NETWORK_OPT("network name or uuid"),
	{ 0 }
};

static int info_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_NETWORK *n = NULL;

	if (network_find(c, a, &n, e) < 0)
		return -1;
	out_field(c->out, "name", "Name", out_str(n->name));
	out_field(c->out, "uuid", "UUID", out_str(n->guid));
	out_field(c->out, "active", "Active", out_bool(true, "yes"));
	out_field(c->out, "persistent", "Persistent", out_bool(true, "yes"));
	out_field(c->out, "autostart", "Autostart", out_bool(true, "yes"));
	out_end(c->out);
	return 0;
}

const struct cmd cmd_net_info = {
	.name = "net-info", .group = "network",
	.summary = "network information",
	.details = "Returns basic information about the network",
	.opts = info_opts, .flags = CMD_NEEDS_HOST, .run = info_run,
};

/* --- net-dumpxml --- */

static const struct opt dumpxml_opts[] = {
	NETWORK_OPT("network name or uuid"),
	{ "inactive", OPT_FLAG, "show inactive defined XML: it is the same" },
	XML_OPTS,
	{ 0 }
};

static int dumpxml_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_SWITCH_SPEC spec = { 0 };
	AUTO_SWITCHING s = { 0 };
	AUTO_STR text = STR_INIT;
	const struct hv_network *n;
	const char *word = NULL;
	struct hv_host *h;

	if (xml_check(a, e) < 0 || network_word(a, &word, e) < 0)
		return -1;
	h = ctx_host(c, e);
	if (!h || hv_switching_read(h, HV_SWITCHING_WHOLE, &s, e) < 0 ||
	    hv_network_pick(&s.networks, word, &n, e) < 0)
		return -1;
	hv_switch_describe(&s, n, &spec);
	domxml_write_network(&spec, &text);
	return xml_print(c, a, text.buf, e);
}

const struct cmd cmd_net_dumpxml = {
	.name = "net-dumpxml", .group = "network",
	.summary = "network information in XML",
	.details = "Output the network information as an XML dump to stdout.",
	.opts = dumpxml_opts, .flags = CMD_NEEDS_HOST, .run = dumpxml_run,
};

/* --- net-name, net-uuid --- */

static const struct opt name_opts[] = {
	NETWORK_OPT("network uuid"),
	{ 0 }
};

/* A name is no UUID, as in virsh. */
static int name_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *word = args_str(a, "network");
	AUTO_NETWORK *n = NULL;
	char guid[GUID_LEN + 1];

	if (word && *word && parse_guid(word, guid) < 0)
		return err_set(e, ERR_NOT_FOUND, "failed to get network '%s': "
			       "that is no UUID", word);
	if (network_find(c, a, &n, e) < 0)
		return -1;
	out_value(c->out, "name", out_str(n->name));
	return 0;
}

const struct cmd cmd_net_name = {
	.name = "net-name", .group = "network",
	.summary = "convert a network UUID to network name",
	.opts = name_opts, .flags = CMD_NEEDS_HOST, .run = name_run,
};

static const struct opt uuid_opts[] = {
	NETWORK_OPT("network name"),
	{ 0 }
};

static int uuid_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_NETWORK *n = NULL;

	if (network_find(c, a, &n, e) < 0)
		return -1;
	out_value(c->out, "uuid", out_str(n->guid));
	return 0;
}

const struct cmd cmd_net_uuid = {
	.name = "net-uuid", .group = "network",
	.summary = "convert a network name to network UUID",
	.opts = uuid_opts, .flags = CMD_NEEDS_HOST, .run = uuid_run,
};
