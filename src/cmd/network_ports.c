/* cmd/network_ports.c - net-port-list, iface-list */
#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/interface.h"
#include "cmd/network.h"
#include "hv/config.h"
#include "hv/switch.h"
#include "shell/args.h"
#include "shell/out.h"

/* --- net-port-list --- */

static const struct opt ports_opts[] = {
	NETWORK_OPT("network name or uuid"),
	{ "uuid", OPT_FLAG, "list uuid's only" },
	{ "table", OPT_FLAG, "list table (default)" },
	{ 0 }
};

static const struct out_col port_cols[] = {
	{ "uuid", "UUID" }, { "type", "Type" }, { "domain", "Domain" },
	{ "name", "Name" }, { "mac", "MAC" }, { "vlan", "VLAN" }, { 0 }
};

static const struct out_col all_cols[] = {
	{ "uuid", "UUID" }, { "type", "Type" }, { "domain", "Domain" },
	{ "name", "Name" }, { "mac", "MAC" }, { "vlan", "VLAN" },
	{ "trunk", "Trunk" }, { "native_vlan", "Native" }, { 0 }
};

static void print_vlan(struct out *o, const struct hv_port *p)
{
	struct hv_nic nic = {           /* borrowed */
		.vlan = p->vlan, .native_vlan = p->native_vlan,
		.trunk = { p->trunk.v, p->trunk.n, 0 },
		.private_vlan = p->private_vlan,
	};
	AUTO_STR text = STR_INIT;

	if (out_format(o) == OUT_TEXT) {
		interface_vlan_text(&nic, &text);
		out_cell(o, text.len ? out_str(text.buf) : out_null("-"));
		return;
	}
	interface_trunk_text(&nic, &text);
	out_cell(o, p->vlan ? out_num(p->vlan) : out_null(NULL));
	out_cell(o, out_str(text.len ? text.buf : NULL));
	out_cell(o, p->trunk.n ? out_num(p->native_vlan) : out_null(NULL));
}

static void print_port(struct out *o, const struct hv_port *p, bool uuid)
{
	static const char *const types[] = {
		[HV_PORT_VM] = "domain", [HV_PORT_HOST] = "host",
		[HV_PORT_EXTERNAL] = "external",
	};

	out_cell(o, out_str(p->guid));
	if (uuid)
		return;
	out_cell(o, out_str(types[p->kind]));
	out_cell(o, p->vm_name ? out_str(p->vm_name) : out_null("-"));
	out_cell(o, p->name ? out_str(p->name) : out_null("-"));
	out_cell(o, p->mac ? out_str(p->mac) : out_null("-"));
	print_vlan(o, p);
}

static int ports_run(struct ctx *c, const struct args *a, struct err *e)
{
	static const struct out_col uuids[] = { { "uuid", "UUID" }, { 0 } };
	bool uuid = args_flag(a, "uuid");
	AUTO_SWITCHING s = { 0 };
	const struct hv_network *n;
	struct hv_host *h;
	const char *word = NULL;

	if (uuid && args_flag(a, "table"))
		return err_set(e, ERR_USAGE, "Only one argument from --table "
			       "and --uuid may be specified.");
	if (network_word(a, &word, e) < 0)
		return -1;
	h = ctx_host(c, e);
	if (!h || hv_switching_read(h, HV_SWITCHING_PORTS |
				    HV_SWITCHING_DETAILS |
				    HV_SWITCHING_ADAPTERS, &s, e) < 0 ||
	    hv_network_pick(&s.networks, word, &n, e) < 0)
		return -1;
	if (uuid)
		out_lines(c->out, uuids);
	else
		out_list(c->out, out_format(c->out) == OUT_TEXT ? port_cols :
			 all_cols);
	for (size_t i = 0; i < s.ports.n; i++)
		if (!strcmp(s.ports.v[i].sw, n->guid))
			print_port(c->out, &s.ports.v[i], uuid);
	out_end(c->out);
	return 0;
}

const struct cmd cmd_net_port_list = {
	.name = "net-port-list", .group = "network",
	.summary = "list network ports",
	.details = "Who is connected to a network: the adapter it goes out "
		   "through, the host itself, and the domains.",
	.opts = ports_opts, .flags = CMD_NEEDS_HOST, .run = ports_run,
};

/* --- iface-list --- */

static const struct opt iface_opts[] = {
	{ "inactive", OPT_FLAG, "list inactive interfaces" },
	{ "all", OPT_FLAG, "list inactive & active interfaces" },
	{ 0 }
};

/* The network that an adapter serves; NULL: none, or none that is told. */
static const char *served(const struct hv_switching *s,
			  const struct hv_adapter *a)
{
	for (size_t i = 0; i < s->ports.n; i++) {
		const struct hv_port *p = &s->ports.v[i];

		if (p->kind != HV_PORT_EXTERNAL || !p->adapter ||
		    strcasecmp(p->adapter, a->id))
			continue;
		for (size_t k = 0; k < s->networks.n; k++)
			if (!strcmp(s->networks.v[k].guid, p->sw))
				return s->networks.v[k].name;
	}
	return NULL;
}

static int iface_run(struct ctx *c, const struct args *a, struct err *e)
{
	static const struct out_col cols[] = {
		{ "name", "Name" }, { "state", "State" },
		{ "mac", "MAC Address" }, { "network", "Network" }, { 0 }
	};
	bool all = args_flag(a, "all"), inactive = args_flag(a, "inactive");
	AUTO_SWITCHING s = { 0 };
	struct hv_host *h = ctx_host(c, e);

	if (!h || hv_switching_read(h, HV_SWITCHING_PORTS |
				    HV_SWITCHING_ADAPTERS, &s, e) < 0)
		return -1;
	out_list(c->out, cols);
	for (size_t i = 0; i < s.adapters.n; i++) {
		const struct hv_adapter *one = &s.adapters.v[i];
		const char *network = served(&s, one);

		if (!all && one->up == inactive)
			continue;
		out_cell(c->out, out_str(one->name));
		out_cell(c->out, out_str(one->up ? "active" : "inactive"));
		out_cell(c->out, one->mac ? out_str(one->mac) : out_null("-"));
		out_cell(c->out, network ? out_str(network) : out_null("-"));
	}
	out_end(c->out);
	return 0;
}

const struct cmd cmd_iface_list = {
	.name = "iface-list", .group = "network",
	.summary = "list physical host interfaces",
	.details = "The network adapters of the host that can serve an "
		   "external network, and the network that has them.",
	.opts = iface_opts, .flags = CMD_NEEDS_HOST, .run = iface_run,
};
