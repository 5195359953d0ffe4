/* cmd/interface_list.c - domiflist, domif-getlink */
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/interface.h"
#include "domxml/names.h"
#include "domxml/write.h"
#include "hv/config.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/out.h"

/* --- domiflist --- */

static const struct opt iflist_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "inactive", OPT_FLAG,
	  "get inactive rather than running configuration: it is the same" },
	{ "details", OPT_FLAG,
	  "number, name, link, VLANs, bandwidth and guards instead" },
	{ 0 }
};

/* Where two switches have one name, the GUID says which; as Windows writes
 * it, which is what libvirt's driver shows. */
static char *switch_text(const struct hv_nic *nic)
{
	if (nic->switch_name || !nic->switch_guid)
		return xstrdup(nic->switch_name);
	return hv_guid_upper(nic->switch_guid);
}

static struct out_value text_or_dash(const char *text)
{
	return text && *text ? out_str(text) : out_null("-");
}

static void print_nic(struct out *o, const struct hv_nic *nic)
{
	AUTO_FREE char *source = switch_text(nic);

	out_cell(o, out_null("-"));
	out_cell(o, out_str(domxml_nic_type(nic)));
	out_cell(o, text_or_dash(source));
	out_cell(o, text_or_dash(nic->legacy ? DOMXML_LEGACY_MODEL : NULL));
	out_cell(o, text_or_dash(nic->mac));
}

/* What is behind virsh's columns where nobody looks at a table. */
static void print_rest(struct out *o, const struct hv_nic *nic, size_t number)
{
	AUTO_STR trunk = STR_INIT;

	interface_trunk_text(nic, &trunk);
	out_cell(o, out_str(nic->name));
	out_cell(o, out_str(nic->switch_guid));
	out_cell(o, nic->vlan ? out_num(nic->vlan) : out_null(NULL));
	out_cell(o, out_num(number));
	out_cell(o, out_bool(nic->mac_static, NULL));
	out_cell(o, out_str(nic->connected ? "up" : "down"));
	out_cell(o, out_str(trunk.len ? trunk.buf : NULL));
	out_cell(o, trunk.len ? out_num(nic->native_vlan) : out_null(NULL));
	out_cell(o, out_bool(nic->private_vlan, NULL));
	out_cell(o, out_num(nic->bandwidth_max));
	out_cell(o, out_num(nic->bandwidth_min));
	out_cell(o, out_bool(nic->mac_spoofing, NULL));
	out_cell(o, out_bool(nic->dhcp_guard, NULL));
	out_cell(o, out_bool(nic->router_guard, NULL));
}

static void list(struct out *o, const struct hv_config *config)
{
	static const struct out_col text[] = {
		{ "interface", "Interface" }, { "type", "Type" },
		{ "source", "Source" }, { "model", "Model" },
		{ "mac", "MAC" }, { 0 }
	};
	static const struct out_col full[] = {
		{ "interface", "Interface" }, { "type", "Type" },
		{ "source", "Source" }, { "model", "Model" },
		{ "mac", "MAC" }, { "name", "Name" },
		{ "switch_uuid", "Switch" }, { "vlan", "VLAN" },
		{ "number", "Number" }, { "mac_static", "Static" },
		{ "link", "Link" }, { "trunk", "Trunk" },
		{ "native_vlan", "Native" }, { "private_vlan", "Private" },
		{ "limit", "Limit" }, { "reservation", "Reservation" },
		{ "mac_spoofing", "Spoofing" }, { "dhcp_guard", "DHCP guard" },
		{ "router_guard", "Router guard" }, { 0 }
	};

	out_list(o, out_format(o) == OUT_TEXT ? text : full);
	for (size_t i = 0; i < config->nics.n; i++) {
		print_nic(o, &config->nics.v[i]);
		if (out_format(o) != OUT_TEXT)
			print_rest(o, &config->nics.v[i], i + 1);
	}
	out_end(o);
}

/* --- with details --- */

/* As networks count: 100 Mbit/s */
static void rate_text(uint64_t bits, struct str *to)
{
	static const char *const units[] = { "", "k", "M", "G" };
	size_t i = 0;

	if (!bits)
		return;
	for (; i < 3 && bits % 1000 == 0; i++)
		bits /= 1000;
	str_addf(to, "%llu %sbit/s", (unsigned long long)bits, units[i]);
}

static void guards_text(const struct hv_nic *nic, struct str *to)
{
	const struct { bool is; const char *word; } all[] = {
		{ nic->dhcp_guard, "dhcp" }, { nic->router_guard, "router" },
		{ nic->mac_spoofing, "mac-spoofing" },
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i].is)
			str_addf(to, "%s%s", to->len ? "," : "", all[i].word);
}

static void print_details(struct out *o, const struct hv_nic *nic,
			  size_t number)
{
	AUTO_FREE char *source = switch_text(nic);
	AUTO_STR vlan = STR_INIT;
	AUTO_STR limit = STR_INIT;
	AUTO_STR reservation = STR_INIT;
	AUTO_STR guards = STR_INIT;

	interface_vlan_text(nic, &vlan);
	rate_text(nic->bandwidth_max, &limit);
	rate_text(nic->bandwidth_min, &reservation);
	guards_text(nic, &guards);
	out_cell(o, out_num(number));
	out_cell(o, text_or_dash(nic->name));
	out_cell(o, text_or_dash(nic->mac));
	out_cell(o, text_or_dash(source));
	out_cell(o, out_str(nic->connected ? "up" : "down"));
	out_cell(o, text_or_dash(vlan.buf));
	out_cell(o, text_or_dash(limit.buf));
	out_cell(o, text_or_dash(reservation.buf));
	out_cell(o, text_or_dash(guards.buf));
}

static void list_details(struct out *o, const struct hv_config *config)
{
	static const struct out_col cols[] = {
		{ "number", "Number" }, { "name", "Name" }, { "mac", "MAC" },
		{ "source", "Source" }, { "link", "Link" }, { "vlan", "VLAN" },
		{ "limit", "Limit" }, { "reservation", "Guaranteed" },
		{ "guards", "Guards" }, { 0 }
	};

	out_list(o, cols);
	for (size_t i = 0; i < config->nics.n; i++)
		print_details(o, &config->nics.v[i], i + 1);
	out_end(o);
}

/* The other forms have all of it at any time. */
static int iflist_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_CONFIG *config = NULL;

	if (domain_config(c, a, &config, e) < 0)
		return -1;
	if (args_flag(a, "details") && out_format(c->out) == OUT_TEXT)
		list_details(c->out, config);
	else
		list(c->out, config);
	return 0;
}

const struct cmd cmd_domiflist = {
	.name = "domiflist", .group = "monitor",
	.summary = "list all domain virtual interfaces",
	.details = "Get the summary of virtual interfaces for a domain, those "
		   "without connection as well.",
	.opts = iflist_opts, .flags = CMD_NEEDS_HOST, .run = iflist_run,
};

/* --- domif-getlink --- */

static const struct opt getlink_opts[] = {
	DOMAIN_OPT(complete_vm),
	INTERFACE_OPT,
	{ "config", OPT_FLAG, "get persistent interface state: it is the same" },
	{ 0 }
};

static int getlink_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *word = args_str(a, "interface");
	AUTO_CONFIG *config = NULL;
	struct hv_nic *nic = NULL;
	const char *state;

	if (domain_config(c, a, &config, e) < 0 ||
	    interface_find(config, word, &nic, e) < 0)
		return -1;
	state = nic->connected ? "up" : "down";
	if (out_format(c->out) == OUT_TEXT) {
		AUTO_FREE char *line = xasprintf("%s %s", word, state);

		out_value(c->out, "link", out_str_as(state, line));
		return 0;
	}
	out_field(c->out, "interface", "Interface", out_str(nic->mac));
	out_field(c->out, "link", "Link", out_str(state));
	out_end(c->out);
	return 0;
}

const struct cmd cmd_domif_getlink = {
	.name = "domif-getlink", .group = "monitor",
	.summary = "get link state of a virtual interface",
	.details = "Get link state of a domain's virtual interface: up where "
		   "it is connected to a switch.",
	.opts = getlink_opts, .flags = CMD_NEEDS_HOST, .run = getlink_run,
};
