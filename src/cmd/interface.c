/* cmd/interface.c - what the commands for network adapters share */
#include "cmd/interface.h"

#include <ctype.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/parse.h"
#include "base/str.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "domxml/names.h"
#include "hv/config.h"
#include "shell/args.h"
#include "shell/complete.h"

#define VLAN_MAX 4094

/* --- which one --- */

static void offer(struct ctx *c, const struct args *a, bool names,
		  struct candidates *to)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_CONFIG *config = NULL;
	const char *domain;
	struct hv_host *h;

	if (!args_str(a, "domain") || domain_word(a, &domain, &e) < 0)
		return;
	h = ctx_host(c, &e);
	if (!h || hv_config_read(h, domain, &config, &e) < 0)
		return;
	for (size_t i = 0; i < config->nics.n; i++) {
		if (config->nics.v[i].mac)
			candidates_add(to, config->nics.v[i].mac);
		if (names && config->nics.v[i].name)
			candidates_add(to, config->nics.v[i].name);
	}
}

COMPLETER(complete_interface)
{
	(void)word;
	offer(c, a, true, to);
}

COMPLETER(complete_mac)
{
	(void)word;
	offer(c, a, false, to);
}

/* Digit by digit, whatever is between them. */
bool interface_same_mac(const char *a, const char *b)
{
	static const char between[] = ":-.";
	size_t digits = 0;

	for (;; a++, b++) {
		a += strspn(a, between);
		b += strspn(b, between);
		if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
			return false;
		if (!*a)
			return digits == 12;
		digits++;
	}
}

static bool is_meant(const struct hv_nic *nic, const char *word, bool by_name)
{
	if (by_name)
		return nic->name && !strcmp(nic->name, word);
	return nic->mac && interface_same_mac(nic->mac, word);
}

int interface_find(const struct hv_config *c, const char *word,
		   struct hv_nic **ret, struct err *e)
{
	uint64_t number;

	for (int by_name = 0; by_name < 2; by_name++) {
		struct hv_nic *found = NULL;
		size_t n = 0;

		for (size_t i = 0; i < c->nics.n; i++) {
			if (!is_meant(&c->nics.v[i], word, by_name))
				continue;
			found = &c->nics.v[i];
			n++;
		}
		if (n > 1) {
			err_set(e, ERR_FAILED, by_name ? "%zu interfaces are "
				"named '%s'" : "%zu interfaces have the MAC "
				"address %s", n, word);
			return err_hint(e, "name it by its number, which "
					"'domiflist --details' shows");
		}
		if (n) {
			*ret = found;
			return 0;
		}
	}
	if (parse_u64(word, c->nics.n, &number) < 0 || !number) {
		err_set(e, ERR_NOT_FOUND, "Interface (dev: %s) not found.",
			word);
		return err_hint(e, INTERFACE_HINT);
	}
	*ret = &c->nics.v[number - 1];
	return 0;
}

/* --- options --- */

COMPLETER(complete_on_off)
{
	(void)c;
	(void)a;
	(void)word;
	candidates_add(to, "off");
	candidates_add(to, "on");
}

COMPLETER(complete_vlan)
{
	(void)c;
	(void)a;
	(void)word;
	candidates_add(to, "none");
}

static int bad_vlan(const char *text, struct err *e)
{
	return err_set(e, ERR_USAGE, "'%s' is no VLAN: it is a number from 1 "
		       "to %d", text, VLAN_MAX);
}

static int set_vlan(struct hv_nic *nic, const char *text, struct err *e)
{
	uint64_t id = 0;

	if (strcmp(text, "none") &&
	    (parse_u64(text, VLAN_MAX, &id) < 0 || !id))
		return bad_vlan(text, e);
	nic->vlan = (unsigned)id;
	nic->native_vlan = 0;
	nic->trunk.n = 0;
	nic->private_vlan = false;
	return 0;
}

/* "20-30" or "20". */
static int add_range(const char *text, bool *in, struct err *e)
{
	const char *dash = strchr(text, '-');
	AUTO_FREE char *from = xstrndup(text, dash ? (size_t)(dash - text)
					: strlen(text));
	uint64_t first, last;

	if (parse_u64(from, VLAN_MAX, &first) < 0 || !first ||
	    parse_u64(dash ? dash + 1 : from, VLAN_MAX, &last) < 0 ||
	    last < first)
		return bad_vlan(text, e);
	for (; first <= last; first++)
		in[first] = true;
	return 0;
}

static int set_trunk(struct hv_nic *nic, const char *list, struct err *e)
{
	bool in[VLAN_MAX + 1] = { false };
	size_t len;

	for (;; list += len + 1) {
		AUTO_FREE char *one = xstrndup(list, len = strcspn(list, ","));

		if (add_range(one, in, e) < 0)
			return -1;
		if (!list[len])
			break;
	}
	nic->trunk.n = 0;
	for (unsigned id = 1; id <= VLAN_MAX; id++)
		if (in[id])
			vec_push(&nic->trunk, id);
	nic->vlan = 0;
	nic->private_vlan = false;
	return 0;
}

static int vlan_options(const struct args *a, struct hv_nic *nic,
			struct err *e)
{
	const char *vlan = args_str(a, "vlan"), *trunk = args_str(a, "trunk");
	uint64_t native = args_num(a, "native-vlan", nic->native_vlan);

	if (vlan && (trunk || args_flag(a, "native-vlan")))
		return err_set(e, ERR_USAGE, "Options --vlan and --%s are "
			       "mutually exclusive",
			       trunk ? "trunk" : "native-vlan");
	if (vlan)
		return set_vlan(nic, vlan, e);
	if (trunk && set_trunk(nic, trunk, e) < 0)
		return -1;
	if (args_flag(a, "native-vlan") && !nic->trunk.n)
		return err_set(e, ERR_USAGE, "--native-vlan is that of a "
			       "trunk, which --trunk gives");
	if (native > VLAN_MAX)
		return err_set(e, ERR_USAGE, "%llu is no VLAN: it is a number "
			       "up to %d", (unsigned long long)native, VLAN_MAX);
	nic->native_vlan = (unsigned)native;
	return 0;
}

/* A flag has no word, and means on. */
static int guard_option(const struct args *a, const char *name, bool *to,
			struct err *e)
{
	const char *text = args_str(a, name);

	if (!args_flag(a, name))
		return 0;
	if (text && strcmp(text, "on") && strcmp(text, "off"))
		return err_set(e, ERR_USAGE, "--%s is on or off, not '%s'",
			       name, text);
	*to = !text || !strcmp(text, "on");
	return 0;
}

/* Bits a second, with k, M or G as networks count. */
static int bits(const char *text, uint64_t *ret, struct err *e)
{
	static const char units[] = "kmg";
	size_t len = strspn(text, "0123456789");
	AUTO_FREE char *digits = xstrndup(text, len);
	const char *unit = text[len] ? strchr(units, tolower(
		(unsigned char)text[len])) : NULL;
	uint64_t v = 0, times = 1;

	for (const char *u = units; unit && u <= unit; u++)
		times *= 1000;
	if (parse_u64(digits, UINT64_MAX / times, &v) < 0 ||
	    (text[len] && (!unit || text[len + 1])))
		return err_set(e, ERR_USAGE, "'%s' is no number of bits a "
			       "second: 100M is one", text);
	*ret = v * times;
	return 0;
}

static int rate_field(const char *text, size_t len, const char *field,
		      uint64_t *ret, struct err *e)
{
	AUTO_FREE char *one = xstrndup(text, len);

	if (len && parse_u64(one, UINT64_MAX / DOMXML_KIB_BITS, ret) < 0)
		return err_set(e, ERR_USAGE, "field '%s' is malformed", field);
	return 0;
}

int interface_rate(const char *text, uint64_t *ret, struct err *e)
{
	static const char *const fields[] = { "average", "peak", "burst" };
	uint64_t v[3] = { 0 };

	for (size_t i = 0; i < 3 && text; i++) {
		size_t len = strcspn(text, ",");

		if ((!i && !len) ||
		    rate_field(text, len, fields[i], &v[i], e) < 0)
			return e->kind ? -1 : err_set(e, ERR_USAGE, "field "
				"'average' is malformed");
		text = text[len] ? text + len + 1 : NULL;
	}
	if (text)
		return err_set(e, ERR_USAGE, "rate has more than three fields: "
			       "average,peak,burst");
	if (v[2] || (v[1] && v[1] != v[0]))
		return err_set(e, ERR_USAGE, "Hyper-V limits the average alone, "
			       "which is never exceeded: no peak, no burst");
	*ret = v[0] * DOMXML_KIB_BITS;
	return 0;
}

static int rate_options(const struct args *a, struct hv_nic *nic,
			struct err *e)
{
	const char *outbound = args_str(a, "outbound");
	const char *limit = args_str(a, "limit");
	const char *reservation = args_str(a, "reservation");

	if (outbound && limit)
		return err_set(e, ERR_USAGE, "Options --outbound and --limit "
			       "are mutually exclusive");
	if ((outbound && interface_rate(outbound, &nic->bandwidth_max, e) < 0) ||
	    (limit && bits(limit, &nic->bandwidth_max, e) < 0) ||
	    (reservation && bits(reservation, &nic->bandwidth_min, e) < 0))
		return -1;
	if (nic->bandwidth_max && nic->bandwidth_min > nic->bandwidth_max)
		return err_set(e, ERR_USAGE, "the bandwidth that is guaranteed "
			       "is more than its limit");
	return 0;
}

int interface_options(const struct args *a, struct hv_nic *nic, struct err *e)
{
	if (vlan_options(a, nic, e) < 0 ||
	    guard_option(a, "mac-spoofing", &nic->mac_spoofing, e) < 0 ||
	    guard_option(a, "dhcp-guard", &nic->dhcp_guard, e) < 0 ||
	    guard_option(a, "router-guard", &nic->router_guard, e) < 0)
		return -1;
	return rate_options(a, nic, e);
}

/* --- in words --- */

/* Runs of three and more as 20-30. */
void interface_trunk_text(const struct hv_nic *nic, struct str *to)
{
	for (size_t i = 0; i < nic->trunk.n;) {
		unsigned first = nic->trunk.v[i];
		size_t n = 1;

		while (i + n < nic->trunk.n && nic->trunk.v[i + n] == first + n)
			n++;
		str_addf(to, "%s%u", i ? "," : "", first);
		if (n > 2)
			str_addf(to, "-%u", nic->trunk.v[i + n - 1]);
		i += n > 2 ? n : 1;
	}
}

void interface_vlan_text(const struct hv_nic *nic, struct str *to)
{
	if (nic->private_vlan)
		str_add(to, "private");
	else if (nic->vlan)
		str_addf(to, "%u", nic->vlan);
	if (!nic->trunk.n)
		return;
	str_add(to, "trunk ");
	interface_trunk_text(nic, to);
	if (nic->native_vlan)
		str_addf(to, " native %u", nic->native_vlan);
}
