/* cmd/guest.c - domifaddr, domhostname, guestinfo */
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/guest.h"
#include "cmd/interface.h"
#include "cmd/vm_names.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/out.h"

int guest_read(struct ctx *c, const struct args *a, struct hv_host **h,
	       struct hv_guest **ret, struct err *e)
{
	const char *word = NULL;

	if (domain_word(a, &word, e) < 0)
		return -1;
	*h = ctx_host(c, e);
	return *h ? hv_guest_read(*h, word, ret, e) : -1;
}

static int read_reporting(struct ctx *c, const struct args *a,
			  struct hv_guest **ret, struct err *e)
{
	AUTO_GUEST *g = NULL;
	struct hv_host *h;

	if (guest_read(c, a, &h, &g, e) < 0 || hv_guest_check(g, e) < 0)
		return -1;
	*ret = TAKE(g);
	return 0;
}

bool guest_nic_is(const struct hv_guest_nic *n, const char *word)
{
	return !strcmp(n->name, word) || (n->mac && !strcasecmp(n->mac, word));
}

/* --- domifaddr --- */

static const struct opt ifaddr_opts[] = {
	DOMAIN_OPT(complete_vm_running),
	{ "interface", OPT_STR, "network interface name or MAC address",
	  complete_interface },
	{ "full", OPT_FLAG, "always display names and MACs of interfaces" },
	{ "source", OPT_STR, "address source: 'agent', the only one there is" },
	{ 0 }
};

/* As virsh draws it: all but the first address of an interface without its
 * name, unless --full. */
static void text_address(struct out *o, const struct hv_guest_nic *n,
			 size_t i, bool full)
{
	const struct hv_guest_address *at = &n->addresses.v[i];
	bool named = full || !i;
	AUTO_STR name = STR_INIT, line = STR_INIT;

	str_add_term(&name, named ? n->name : "-");
	str_addf(&line, " %-10s %-17s    %-12s ", name.buf,
		 named && n->mac ? n->mac : "-", at->v6 ? "ipv6" : "ipv4");
	str_add_term(&line, at->address);       /* the guest's own word */
	str_addf(&line, "/%u\n", at->prefix);
	out_raw(o, line.buf);
}

static void row_address(struct out *o, const struct hv_guest_nic *n, size_t i)
{
	const struct hv_guest_address *at = &n->addresses.v[i];

	out_cell(o, out_str(n->name));
	out_cell(o, n->mac ? out_str(n->mac) : out_null("-"));
	out_cell(o, out_str(at->v6 ? "ipv6" : "ipv4"));
	out_cell(o, out_str(at->address));
	out_cell(o, out_num(at->prefix));
}

static int ifaddr_run(struct ctx *c, const struct args *a, struct err *e)
{
	static const struct out_col cols[] = {
		{ "interface", "Name" }, { "mac", "MAC address" },
		{ "protocol", "Protocol" }, { "address", "Address" },
		{ "prefix", "Prefix" }, { 0 }
	};
	const char *source = args_str(a, "source");
	const char *only = args_str(a, "interface");
	bool text = out_format(c->out) == OUT_TEXT, any = false;
	AUTO_GUEST *g = NULL;

	if (source && strcmp(source, "agent"))
		return err_set(e, ERR_USAGE, "Unknown data source '%s': "
			       "addresses come from the guest, 'agent'", source);
	if (read_reporting(c, a, &g, e) < 0)
		return err_wrap(e, "Failed to query for interfaces addresses");
	for (size_t i = 0; only && i < g->nics.n; i++)
		any |= guest_nic_is(&g->nics.v[i], only);
	if (only && !any)
		return err_set(e, ERR_NOT_FOUND, "interface '%s' not found",
			       only);
	if (!text)
		out_list(c->out, cols);
	else if (!out_quiet(c->out))
		out_raw(c->out, " Name       MAC address          Protocol     "
			"Address\n------------------------------------------"
			"-------------------------------------\n");
	for (size_t i = 0; i < g->nics.n; i++) {
		const struct hv_guest_nic *n = &g->nics.v[i];

		if (only && !guest_nic_is(n, only))
			continue;
		for (size_t k = 0; k < n->addresses.n; k++) {
			if (text)
				text_address(c->out, n, k,
					     args_flag(a, "full"));
			else
				row_address(c->out, n, k);
		}
	}
	if (!text)
		out_end(c->out);
	return 0;
}

const struct cmd cmd_domifaddr = {
	.name = "domifaddr", .group = "monitor",
	.summary = "Get network interfaces' addresses for a running domain",
	.details = "All addresses that the guest's integration services "
		   "report, by interface.",
	.opts = ifaddr_opts, .flags = CMD_NEEDS_HOST, .run = ifaddr_run,
};

/* --- domhostname --- */

static const struct opt hostname_opts[] = {
	DOMAIN_OPT(complete_vm_running),
	{ "source", OPT_STR, "address source: 'agent', the only one there is" },
	{ 0 }
};

static int hostname_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *source = args_str(a, "source"), *name;
	AUTO_GUEST *g = NULL;

	if (source && strcmp(source, "agent"))
		return err_set(e, ERR_USAGE, "Unknown data source '%s': the "
			       "name comes from the guest, 'agent'", source);
	if (read_reporting(c, a, &g, e) < 0)
		return err_wrap(e, "failed to get hostname");
	name = hv_guest_value(g, HV_KVP_INTRINSIC, "FullyQualifiedDomainName");
	if (!name)
		return err_set(e, ERR_STATE, "failed to get hostname: the "
			       "guest does not tell it");
	out_value(c->out, "hostname", out_str(name));
	return 0;
}

const struct cmd cmd_domhostname = {
	.name = "domhostname", .group = "domain",
	.summary = "print the domain's hostname",
	.details = "What the guest calls itself, as its integration services "
		   "report it.",
	.opts = hostname_opts, .flags = CMD_NEEDS_HOST, .run = hostname_run,
};

/* --- guestinfo --- */

static const struct opt info_opts[] = {
	DOMAIN_OPT(complete_vm_running),
	{ "user", OPT_FLAG, "refused: guests of Hyper-V do not tell" },
	{ "os", OPT_FLAG, "report operating system information" },
	{ "timezone", OPT_FLAG, "refused: guests of Hyper-V do not tell" },
	{ "hostname", OPT_FLAG, "report hostname" },
	{ "filesystem", OPT_FLAG, "refused: guests of Hyper-V do not tell" },
	{ "disk", OPT_FLAG, "refused: guests of Hyper-V do not tell" },
	{ "interface", OPT_FLAG, "report interface information" },
	{ 0 }
};

static void tell(struct out *o, const char *key, const char *value)
{
	AUTO_STR line = STR_INIT;

	if (!value)
		return;
	if (out_format(o) != OUT_TEXT) {
		out_field(o, key, key, out_str(value));
		return;
	}
	str_addf(&line, "%-20s: ", key);
	str_add_term(&line, value);     /* a guest says what it likes */
	str_addc(&line, '\n');
	out_raw(o, line.buf);
}

static void tell_num(struct out *o, const char *key, uint64_t n)
{
	AUTO_FREE char *text = xasprintf("%llu", (unsigned long long)n);

	if (out_format(o) != OUT_TEXT)
		out_field(o, key, key, out_num(n));
	else
		tell(o, key, text);
}

static void tell_os(struct out *o, const struct hv_guest *g)
{
	static const struct { const char *key, *kvp; } words[] = {
		{ "os.name", "OSName" }, { "os.version", "OSVersion" },
		{ "os.version-id", "OSBuildNumber" },
	};
	static const struct { const char *number, *name; } machines[] = {
		{ "0", "i686" }, { "9", "x86_64" }, { "12", "aarch64" },
	};
	const char *machine = hv_guest_value(g, HV_KVP_INTRINSIC,
					     "ProcessorArchitecture");

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		tell(o, words[i].key,
		     hv_guest_value(g, HV_KVP_INTRINSIC, words[i].kvp));
	for (size_t i = 0; machine && i < 3; i++)
		if (!strcmp(machines[i].number, machine))
			tell(o, "os.machine", machines[i].name);
}

static void tell_nic(struct out *o, const struct hv_guest_nic *n, size_t at)
{
	AUTO_FREE char *name = xasprintf("if.%zu.name", at);
	AUTO_FREE char *mac = xasprintf("if.%zu.hwaddr", at);
	AUTO_FREE char *count = xasprintf("if.%zu.addr.count", at);

	tell(o, name, n->name);
	tell(o, mac, n->mac);
	tell_num(o, count, n->addresses.n);
	for (size_t i = 0; i < n->addresses.n; i++) {
		const struct hv_guest_address *one = &n->addresses.v[i];
		AUTO_FREE char *type = xasprintf("if.%zu.addr.%zu.type", at, i);
		AUTO_FREE char *addr = xasprintf("if.%zu.addr.%zu.addr", at, i);
		AUTO_FREE char *bits = xasprintf("if.%zu.addr.%zu.prefix", at, i);

		tell(o, type, one->v6 ? "ipv6" : "ipv4");
		tell(o, addr, one->address);
		tell_num(o, bits, one->prefix);
	}
}

static int info_run(struct ctx *c, const struct args *a, struct err *e)
{
	static const char *const refused[] = {
		"user", "timezone", "filesystem", "disk"
	};
	bool os = args_flag(a, "os"), name = args_flag(a, "hostname");
	bool nics = args_flag(a, "interface"), all = !os && !name && !nics;
	AUTO_GUEST *g = NULL;

	for (size_t i = 0; i < 4; i++)
		if (args_flag(a, refused[i]))
			return err_set(e, ERR_USAGE, "Option --%s is not "
				       "supported: guests of Hyper-V do not "
				       "tell that", refused[i]);
	if (read_reporting(c, a, &g, e) < 0)
		return err_wrap(e, "Failed to get guest information");
	if (all || os)
		tell_os(c->out, g);
	if (all || name)
		tell(c->out, "hostname", hv_guest_value(g, HV_KVP_INTRINSIC,
						"FullyQualifiedDomainName"));
	if (all || nics) {
		tell_num(c->out, "if.count", g->nics.n);
		for (size_t i = 0; i < g->nics.n; i++)
			tell_nic(c->out, &g->nics.v[i], i);
	}
	if (out_format(c->out) != OUT_TEXT)
		out_end(c->out);
	return 0;
}

const struct cmd cmd_guestinfo = {
	.name = "guestinfo", .group = "domain",
	.summary = "query information about the guest (via agent)",
	.details = "What the guest's integration services report: system, "
		   "host name and interfaces.",
	.opts = info_opts, .flags = CMD_NEEDS_HOST, .run = info_run,
};
