/* cmd/guest_ip.c - guest-ip; domtime and domfsinfo, which cannot be */
#include <arpa/inet.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/parse.h"
#include "base/str.h"
#include "base/vec.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/guest.h"
#include "cmd/interface.h"
#include "cmd/vm_names.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/complete.h"
#include "shell/out.h"

/* Lists that end with NULL, as hv_guest_config has them. */
struct words VEC_OF(char *);
struct wish { struct words addresses, subnets, gateways, dns; };

static void words_clear(struct words *w)
{
	for (size_t i = 0; i < w->n; i++)
		free(w->v[i]);
	vec_free(w);
}

static void wish_clear(struct wish *w)
{
	words_clear(&w->addresses);
	words_clear(&w->subnets);
	words_clear(&w->gateways);
	words_clear(&w->dns);
}

/* The interfaces of the domain that the line names. */
static const struct opt ip_opts[] = {
	DOMAIN_OPT(complete_vm_running),
	{ "address", OPT_STR, "ADDRESS/PREFIX, several separated by commas" },
	{ "gateway", OPT_STR, "gateways, separated by commas" },
	{ "dns", OPT_STR, "name servers, separated by commas" },
	{ "dhcp", OPT_FLAG, "take what the network's DHCP server says" },
	{ "interface", OPT_STR, "name or MAC address; needed where there are "
	  "several", complete_interface },
	{ 0 }
};

static int is_address(const char *text, bool *v6)
{
	unsigned char buf[16];

	*v6 = strchr(text, ':');
	return inet_pton(*v6 ? AF_INET6 : AF_INET, text, buf) == 1;
}

/* A mask for IPv4, bits for IPv6: as Hyper-V tells them. */
static char *subnet_text(bool v6, uint64_t bits)
{
	uint32_t mask;

	if (v6)
		return xasprintf("/%u", (unsigned)bits);
	mask = ~UINT32_C(0) << (32 - bits);     /* of 1 to 32 */
	return xasprintf("%u.%u.%u.%u", mask >> 24, mask >> 16 & 255,
			 mask >> 8 & 255, mask & 255);
}

/* One of a list; with 'subnets' it has a prefix. */
static int add_word(char *word, struct words *to, struct words *subnets,
		    struct err *e)
{
	AUTO_FREE char *whole = xstrdup(word);
	char *slash = strchr(word, '/');
	uint64_t bits = 0;
	bool v6;

	if (slash && subnets)
		*slash = '\0';
	if (!is_address(word, &v6))
		return err_set(e, ERR_USAGE, "'%s' is no IP address", whole);
	if (subnets) {
		if (!slash || parse_u64(slash + 1, v6 ? 128 : 32, &bits) < 0 ||
		    !bits)
			return err_set(e, ERR_USAGE, "'%s' does not end in a "
				       "prefix, such as /%s", whole,
				       v6 ? "64" : "24");
		vec_push(subnets, subnet_text(v6, bits));
	}
	vec_push(to, xstrdup(word));
	return 0;
}

static int split(const char *text, struct words *to, struct words *subnets,
		 struct err *e)
{
	AUTO_FREE char *copy = xstrdup(text ? text : "");
	char *save = NULL;

	for (char *w = strtok_r(copy, ",", &save); w;
	     w = strtok_r(NULL, ",", &save))
		if (add_word(w, to, subnets, e) < 0)
			return -1;
	if (text && !to->n)
		return err_set(e, ERR_USAGE, "'%s' is no IP address", text);
	vec_push(to, NULL);
	if (subnets)
		vec_push(subnets, NULL);
	return 0;
}

static int read_wish(const struct args *a, struct wish *w, struct err *e)
{
	const char *address = args_str(a, "address");

	if (!address == !args_flag(a, "dhcp"))
		return err_set(e, ERR_USAGE, "either --address or --dhcp must "
			       "be given");
	if (!address && (args_str(a, "gateway") || args_str(a, "dns")))
		return err_set(e, ERR_USAGE, "--gateway and --dns go with "
			       "--address: DHCP brings its own");
	if (split(address, &w->addresses, &w->subnets, e) < 0 ||
	    split(args_str(a, "gateway"), &w->gateways, NULL, e) < 0)
		return -1;
	return split(args_str(a, "dns"), &w->dns, NULL, e);
}

static int pick(const struct hv_guest *g, const char *word,
		const struct hv_guest_nic **ret, struct err *e)
{
	const struct hv_guest_nic *found = NULL;

	for (size_t i = 0; i < g->nics.n; i++) {
		if (word && !guest_nic_is(&g->nics.v[i], word))
			continue;
		if (found) {
			err_set(e, ERR_USAGE, "'%s' has several interfaces%s%s",
				g->vm->name, word ? " named " : "",
				word ? word : "");
			return err_hint(e, "name one by its MAC address: "
					"--interface %s",
					found->mac ? found->mac : "MAC");
		}
		found = &g->nics.v[i];
	}
	if (!found)
		return err_set(e, ERR_NOT_FOUND, word ? "interface '%s' not "
			       "found" : "'%s' has no interface that can be "
			       "told", word ? word : g->vm->name);
	*ret = found;
	return 0;
}

static int configure(struct ctx *c, const struct args *a,
		     const struct wish *w, struct err *e)
{
	const struct hv_guest_config config = {
		.dhcp = args_flag(a, "dhcp"),
		.addresses = (const char *const *)w->addresses.v,
		.subnets = (const char *const *)w->subnets.v,
		.gateways = (const char *const *)w->gateways.v,
		.dns = (const char *const *)w->dns.v,
	};
	const struct hv_guest_nic *nic = NULL;
	struct domain_watch watch;
	AUTO_GUEST *g = NULL;
	struct hv_host *h;
	int r;

	if (guest_read(c, a, &h, &g, e) < 0)
		return -1;
	if (hv_guest_check(g, e) < 0 ||
	    pick(g, args_str(a, "interface"), &nic, e) < 0)
		return err_wrap(e, "Failed to set the guest's addresses");
	r = hv_guest_configure(h, g, nic, &config,
			       domain_watch(&watch, c, "Setting"), e);
	domain_watch_end(&watch);
	if (r < 0)
		return err_wrap(e, "Failed to set the guest's addresses");
	out_done(c->out, "Addresses of '%s' in domain '%s' set", nic->name,
		 g->vm->name);
	return 0;
}

static int ip_run(struct ctx *c, const struct args *a, struct err *e)
{
	struct wish w = { 0 };
	int r = read_wish(a, &w, e);

	if (r == 0)
		r = configure(c, a, &w, e);
	wish_clear(&w);
	return r;
}

const struct cmd cmd_guest_ip = {
	.name = "guest-ip", .group = "domain",
	.summary = "set the addresses that a running guest uses",
	.details = "Tells the guest, through its integration services, which "
		   "addresses an interface of it shall have in place of those "
		   "it has.",
	.opts = ip_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES, .run = ip_run,
};

/* --- what virsh can ask of others --- */

static int refuse_time(struct ctx *c, const struct args *a, struct err *e)
{
	(void)c;
	err_set(e, ERR_FAILED, "Hyper-V tells no guest's time, and sets none");
	return domain_hint(e, "domservices", args_str(a, "domain"),
			   "its time-sync keeps it the host's");
}

static const struct opt time_opts[] = {
	DOMAIN_OPT(complete_vm_running),
	{ "now", OPT_FLAG, "refused" }, { "pretty", OPT_FLAG, "refused" },
	{ "sync", OPT_FLAG, "refused" }, { "time", OPT_NUM, "refused" },
	{ 0 }
};

const struct cmd cmd_domtime = {
	.name = "domtime", .group = "monitor", .summary = "domain time",
	.details = "Refused: Hyper-V has no way to ask a guest for its time.",
	.opts = time_opts, .run = refuse_time,
};

static int refuse_fs(struct ctx *c, const struct args *a, struct err *e)
{
	(void)c;
	(void)a;
	err_set(e, ERR_FAILED, "guests of Hyper-V do not tell their file "
		"systems");
	return err_hint(e, "hvsh domblklist (shows the disks)");
}

static const struct opt fs_opts[] = { DOMAIN_OPT(complete_vm_running), { 0 } };

const struct cmd cmd_domfsinfo = {
	.name = "domfsinfo", .group = "monitor",
	.summary = "Get information of domain's mounted filesystems.",
	.details = "Refused: Hyper-V has no way to ask a guest for them.",
	.opts = fs_opts, .run = refuse_fs,
};
