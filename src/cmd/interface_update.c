/* cmd/interface_update.c - update-interface, domif-setlink, domiftune */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/device.h"
#include "cmd/domain.h"
#include "cmd/interface.h"
#include "cmd/refused.h"
#include "domxml/names.h"
#include "domxml/read.h"
#include "domxml/write.h"
#include "hv/config.h"
#include "shell/args.h"
#include "shell/complete.h"
#include "shell/out.h"

/* Reads the domain and finds the adapter, in what it is to be. */
static int begin(struct ctx *c, const struct args *a, struct device_change *d,
		 struct hv_nic **ret, struct err *e)
{
	if (device_check_affect(a, e) < 0 || device_begin(c, a, d, e) < 0)
		return -1;
	return interface_find(d->want, args_str(a, "interface"), ret, e);
}

/* --- update-interface --- */

COMPLETER(complete_auto)
{
	(void)c;
	(void)a;
	(void)word;
	candidates_add(to, "auto");
}

static const struct opt update_opts[] = {
	DOMAIN_OPT(complete_vm),
	INTERFACE_OPT,
	{ "source", OPT_STR, "connect it to this switch, by name or uuid",
	  complete_network },
	{ "disconnect", OPT_FLAG, "from its switch" },
	{ "mac", OPT_STR, "MAC address, or auto: the host chooses",
	  complete_auto },
	{ "name", OPT_STR, "another name" },
	INTERFACE_OPTS(OPT_STR),
	AFFECT_OPTS,
	{ 0 }
};

static int set_mac(struct hv_nic *nic, const char *text, struct err *e)
{
	char *mac;

	if (!strcmp(text, "auto")) {
		nic->mac_static = false;
		return 0;
	}
	mac = domxml_mac(text);
	if (!mac)
		return err_set(e, ERR_USAGE, "'%s' is no MAC address of a "
			       "network adapter", text);
	free(nic->mac);
	nic->mac = mac;
	nic->mac_static = true;
	return 0;
}

/* As if it had a trunk already, for --native-vlan alone. */
static int check_values(const struct args *a, struct err *e)
{
	const char *mac = args_str(a, "mac");
	struct hv_nic probe = { 0 };
	int r;

	vec_push(&probe.trunk, 1U);
	r = interface_options(a, &probe, e);
	if (r == 0 && mac)
		r = set_mac(&probe, mac, e);
	hv_nic_clear(&probe);
	return r;
}

/* Before the host is asked: what can be said of the words alone. */
static int check_words(const struct args *a, struct err *e)
{
	static const char *const all[] = {
		"source", "disconnect", "mac", "name", "vlan", "trunk",
		"native-vlan", "mac-spoofing", "dhcp-guard", "router-guard",
		"outbound", "limit", "reservation",
	};
	const char *name = args_str(a, "name");
	const char *source = args_str(a, "source");
	bool any = false;

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		any |= args_flag(a, all[i]);
	if (!any)
		return err_set(e, ERR_USAGE, "nothing is given that the "
			       "interface should become");
	if (source && args_flag(a, "disconnect"))
		return err_set(e, ERR_USAGE, "Options --source and "
			       "--disconnect are mutually exclusive");
	if ((name && !*name) || (source && !*source))
		return err_set(e, ERR_USAGE, "--%s is empty",
			       name && !*name ? "name" : "source");
	return check_values(a, e);
}

static void set_source(struct hv_nic *nic, const char *word)
{
	char guid[GUID_LEN + 1];

	free(nic->switch_guid);
	free(nic->switch_name);
	nic->switch_guid = nic->switch_name = NULL;
	nic->connected = word != NULL;
	if (word && parse_guid(word, guid) == 0)
		nic->switch_guid = xstrdup(guid);
	else
		nic->switch_name = xstrdup(word);
}

static int apply(const struct args *a, struct hv_nic *nic, struct err *e)
{
	const char *mac = args_str(a, "mac"), *name = args_str(a, "name");

	if (interface_options(a, nic, e) < 0 ||
	    (mac && set_mac(nic, mac, e) < 0))
		return -1;
	if (args_flag(a, "source") || args_flag(a, "disconnect"))
		set_source(nic, args_str(a, "source"));
	if (name) {
		free(nic->name);
		nic->name = xstrdup(name);
	}
	return 0;
}

static int update_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_CHANGE d = { 0 };
	struct hv_nic *nic;

	if (check_words(a, e) < 0)
		return -1;
	if (begin(c, a, &d, &nic, e) < 0 || apply(a, nic, e) < 0 ||
	    device_commit(c, &d, "Updating", e) < 0)
		return err_wrap(e, "Failed to update interface");
	out_done(c->out, "Interface updated successfully");
	return 0;
}

const struct cmd cmd_update_interface = {
	.name = "update-interface", .group = "domain",
	.summary = "change a network interface",
	.details = "Change a domain's virtual interface: where it is connected, "
		   "its VLANs, bandwidth and guards. All but the MAC address "
		   "changes while the domain runs, too.",
	.opts = update_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = update_run,
};

/* --- domif-setlink --- */

COMPLETER(complete_link)
{
	(void)c;
	(void)a;
	(void)word;
	candidates_add(to, "down");
	candidates_add(to, "up");
}

static const struct opt setlink_opts[] = {
	DOMAIN_OPT(complete_vm),
	INTERFACE_OPT,
	{ "state", OPT_ARG, "new state of the device: up or down",
	  complete_link, .required = true },
	{ "config", OPT_FLAG, "affect next boot" },
	{ "print-xml", OPT_FLAG,
	  "print XML document rather than set the interface link state" },
	{ 0 }
};

static int no_switch(const struct args *a, const struct hv_config *have,
		     struct err *e)
{
	AUTO_STR domain = STR_INIT;
	AUTO_STR word = STR_INIT;

	str_add_shell(&domain, have->name);
	str_add_shell(&word, args_str(a, "interface"));
	err_set(e, ERR_STATE, "interface '%s' is connected to no switch",
		args_str(a, "interface"));
	return err_hint(e, "hvsh update-interface %s %s --source SWITCH",
			domain.buf, word.buf);
}

static int setlink(struct ctx *c, const struct args *a, bool up, struct err *e)
{
	AUTO_CHANGE d = { 0 };
	AUTO_STR xml = STR_INIT;
	struct hv_nic *nic;

	if (begin(c, a, &d, &nic, e) < 0)
		return -1;
	if (up && !nic->switch_guid)
		return no_switch(a, d.have, e);
	nic->connected = up;
	if (args_flag(a, "print-xml")) {
		domxml_write_nic_alone(nic, &xml);
		out_raw(c->out, xml.buf);
		return 0;
	}
	if (device_commit(c, &d, "Updating", e) < 0)
		return -1;
	out_done(c->out, "Device updated successfully");
	return 0;
}

static int setlink_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *state = args_str(a, "state");

	if (strcmp(state, "up") && strcmp(state, "down"))
		return err_set(e, ERR_USAGE, "invalid link state '%s'", state);
	if (setlink(c, a, !strcmp(state, "up"), e) < 0)
		return err_wrap(e, "Failed to update interface link state");
	return 0;
}

const struct cmd cmd_domif_setlink = {
	.name = "domif-setlink", .group = "domain",
	.summary = "set link state of a virtual interface",
	.details = "Set link state of a domain's virtual interface. Down it "
		   "stays with its switch, as a cable that is pulled out.",
	.opts = setlink_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = setlink_run,
};

/* --- domiftune --- */

static const struct opt tune_opts[] = {
	DOMAIN_OPT(complete_vm),
	INTERFACE_OPT,
	{ "outbound", OPT_STR, "control domain's outgoing traffics" },
	{ "config", OPT_FLAG, "affect next boot" },
	{ "live", OPT_FLAG, "affect running domain" },
	{ "current", OPT_FLAG, "affect current domain" },
	{ 0 }
};

/* virsh's words, in its unit; what is no whole number of it is a little more
 * than it says, and exact in the other forms. */
static void print_tune(struct out *o, const struct hv_nic *nic)
{
	static const char *const names[] = {
		"inbound.average", "inbound.peak", "inbound.burst",
		"inbound.floor", "outbound.average", "outbound.peak",
		"outbound.burst",
	};
	uint64_t average = nic->bandwidth_max / DOMXML_KIB_BITS;
	AUTO_STR text = STR_INIT;

	if (out_format(o) != OUT_TEXT) {
		out_field(o, "outbound_average_kib", "average",
			  out_num(average));
		out_field(o, "limit", "limit", out_num(nic->bandwidth_max));
		out_field(o, "reservation", "reservation",
			  out_num(nic->bandwidth_min));
		out_end(o);
		return;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		str_addf(&text, "%-15s: %" PRIu64 "\n", names[i],
			 strcmp(names[i], "outbound.average") ? 0 : average);
	out_raw(o, text.buf);
}

static int tune(struct ctx *c, const struct args *a, const char *outbound,
		struct err *e)
{
	AUTO_CHANGE d = { 0 };
	struct hv_nic *nic;
	uint64_t limit;

	if (interface_rate(outbound, &limit, e) < 0 ||
	    begin(c, a, &d, &nic, e) < 0)
		return -1;
	nic->bandwidth_max = limit;
	return device_commit(c, &d, "Updating", e);
}

static int show(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_CONFIG *config = NULL;
	struct hv_nic *nic;

	if (domain_config(c, a, &config, e) < 0 ||
	    interface_find(config, args_str(a, "interface"), &nic, e) < 0)
		return -1;
	print_tune(c->out, nic);
	return 0;
}

static int tune_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *outbound = args_str(a, "outbound");

	if (!outbound) {
		if (show(c, a, e) < 0)
			return err_wrap(e, "Unable to get interface parameters");
		return 0;
	}
	if (ctx_check_write(c, "domiftune", e) < 0)
		return -1;
	if (tune(c, a, outbound, e) < 0)
		return err_wrap(e, "Unable to set interface parameters");
	return 0;
}

const struct cmd cmd_domiftune = {
	.name = "domiftune", .group = "domain",
	.summary = "get/set parameters of a virtual interface",
	.details = "Get/set parameters of a domain's virtual interface: what it "
		   "may send on average, in KiB a second; 0 is no limit.",
	.opts = tune_opts, .refused = refused_domiftune,
	.flags = CMD_NEEDS_HOST, .run = tune_run,
};
