/* domxml/read_nic.c - <interface> */
#include <ctype.h>
#include <string.h>

#include "domxml/names.h"
#include "domxml/read.h"
#include "domxml/reader.h"

#define VLAN_MAX 4094

static int hex(char c)
{
	return isdigit((unsigned char)c) ? c - '0' :
	       isxdigit((unsigned char)c) ? (c | 0x20) - 'a' + 10 : -1;
}

/* One or two digits of a byte, from *at on; -1: there are none. */
static int take_byte(const char **at)
{
	int v = hex(**at);

	if (v < 0)
		return -1;
	(*at)++;
	if (hex(**at) >= 0)
		v = v * 16 + hex(*(*at)++);
	return v;
}

char *domxml_mac(const char *text)
{
	bool bare = strspn(text, "0123456789abcdefABCDEF") == 12 && !text[12];
	int byte[6];

	for (int i = 0; i < 6; i++) {
		if (i && !bare && *text != ':' && *text != '-')
			return NULL;
		if (i && !bare)
			text++;
		byte[i] = take_byte(&text);
		if (byte[i] < 0)
			return NULL;
	}
	if (*text || byte[0] & 1)
		return NULL;
	return xasprintf("%02x:%02x:%02x:%02x:%02x:%02x", byte[0], byte[1],
			 byte[2], byte[3], byte[4], byte[5]);
}

static int read_mac(const struct domxml_in *in, const xml_node *n,
		    struct hv_nic *nic)
{
	const char *text = xml_attr(n, NULL, "address");
	const char *type = xml_attr(n, NULL, "type");

	if (!n)
		return 0;
	nic->mac = text ? domxml_mac(text) : NULL;
	if (!nic->mac)
		return domxml_bad(in, n, "'%s' is no MAC address of a network "
				  "adapter", text ? text : "");
	nic->mac_static = !type || strcmp(type, "generated");
	return 0;
}

static int read_source(const struct domxml_in *in, const xml_node *n,
		       struct hv_nic *nic)
{
	const char *type = xml_attr(n, NULL, "type");
	const xml_node *source = domxml_child(n, "source");
	const char *where;
	char guid[GUID_LEN + 1];

	if (type && !strcmp(type, "null"))
		return 0;
	if (!type || (strcmp(type, "bridge") && strcmp(type, "network")))
		return domxml_bad(in, n, "an interface of type '%s' is not "
				  "possible on Hyper-V: only bridge, network "
				  "and null", type ? type : "");
	where = xml_attr(source, NULL, type);
	if (!where || !*where)
		return domxml_bad(in, source ? source : n, "no %s= is given in "
				  "<source>: the name of a switch", type);
	if (!parse_guid(where, guid))
		nic->switch_guid = xstrdup(guid);
	else
		nic->switch_name = xstrdup(where);
	nic->connected = true;
	return 0;
}

static bool in_trunk(const struct hv_nic *nic, unsigned id)
{
	for (size_t i = 0; i < nic->trunk.n; i++)
		if (nic->trunk.v[i] == id)
			return true;
	return false;
}

/* Adds the tag to the trunk; *native where it is the native one. */
static int read_tag(const struct domxml_in *in, const xml_node *n,
		    struct hv_nic *nic, bool *native)
{
	const char *mode = xml_attr(n, NULL, "nativeMode");
	unsigned id = VLAN_MAX + 1;

	if (domxml_attr_unsigned(in, n, "id", VLAN_MAX, &id) < 0)
		return -1;
	if (id > VLAN_MAX || in_trunk(nic, id))
		return domxml_bad(in, n, id > VLAN_MAX ? "no id= is given"
				  : "this VLAN is there twice");
	vec_push(&nic->trunk, id);
	if (!mode)
		return 0;
	if (strcmp(mode, "untagged"))
		return domxml_bad(in, n, "nativeMode='%s' is not possible on "
				  "Hyper-V", mode);
	if (*native)
		return domxml_bad(in, n, "there is a native VLAN already");
	*native = true;
	nic->native_vlan = id;
	return 0;
}

/* As libvirt has it: several tags, or a native one, are a trunk. */
static int read_vlan(const struct domxml_in *in, const xml_node *n,
		     struct hv_nic *nic)
{
	static const char *const known[] = { "*tag", NULL };
	const char *trunk = xml_attr(n, NULL, "trunk");
	bool native = false, yes = false;

	if (!n)
		return 0;
	if (domxml_known(in, n, known) < 0 ||
	    domxml_attr_bool(in, n, "trunk", &yes) < 0)
		return -1;
	for (const xml_node *tag = domxml_child(n, "tag"); tag;
	     tag = domxml_next(tag, "tag"))
		if (read_tag(in, tag, nic, &native) < 0)
			return -1;
	if (!nic->trunk.n)
		return domxml_bad(in, n, "no <tag> is given in <vlan>");
	if (yes || (!trunk && (native || nic->trunk.n > 1)))
		return 0;
	if (native || nic->trunk.n > 1)
		return domxml_bad(in, n, "this <vlan> is a trunk, but "
				  "trunk='no'");
	nic->vlan = nic->trunk.v[0];
	vec_free(&nic->trunk);
	return 0;
}

static int read_outbound(const struct domxml_in *in, const xml_node *n,
			 struct hv_nic *nic)
{
	uint64_t average = 0, peak;

	if (!xml_attr(n, NULL, "average"))
		return domxml_bad(in, n, "no average= is given in <outbound>");
	if (domxml_attr_num(in, n, "average", UINT64_MAX / DOMXML_KIB_BITS,
			    &average) < 0)
		return -1;
	peak = average;
	if (domxml_attr_num(in, n, "peak", UINT64_MAX / DOMXML_KIB_BITS, &peak) < 0)
		return -1;
	if (peak != average || xml_attr(n, NULL, "burst"))
		return domxml_bad(in, n, "%s= is not possible on Hyper-V, "
				  "where a limit is never exceeded",
				  peak != average ? "peak" : "burst");
	nic->bandwidth_max = average * DOMXML_KIB_BITS;
	return 0;
}

static int read_bandwidth(const struct domxml_in *in, const xml_node *n,
			  struct hv_nic *nic)
{
	static const char *const known[] = { "inbound", "outbound", NULL };
	const xml_node *inbound = domxml_child(n, "inbound");
	const xml_node *outbound = domxml_child(n, "outbound");

	if (n && domxml_known(in, n, known) < 0)
		return -1;
	if (inbound)
		return domxml_bad(in, inbound, "<inbound> is not possible on "
				  "Hyper-V, which limits what an adapter sends "
				  "alone");
	return outbound ? read_outbound(in, outbound, nic) : 0;
}

/* In <metadata> with number=, in a device that stands alone without. */
int domxml_read_own_nic(const struct domxml_in *in, const xml_node *n,
			struct hv_nic *nic)
{
	const char *name = xml_attr(n, NULL, "name");

	if (nic->bandwidth_max && xml_attr(n, NULL, "limit"))
		return domxml_bad(in, n, "limit= and <outbound> say the same: "
				  "only one of them can be given");
	if (domxml_attr_bool(in, n, "mac-spoofing", &nic->mac_spoofing) < 0 ||
	    domxml_attr_bool(in, n, "dhcp-guard", &nic->dhcp_guard) < 0 ||
	    domxml_attr_bool(in, n, "router-guard", &nic->router_guard) < 0 ||
	    domxml_attr_bool(in, n, "private-vlan", &nic->private_vlan) < 0 ||
	    domxml_attr_num(in, n, "limit", UINT64_MAX,
			    &nic->bandwidth_max) < 0 ||
	    domxml_attr_num(in, n, "reservation", UINT64_MAX,
			    &nic->bandwidth_min) < 0)
		return -1;
	if (nic->private_vlan && (nic->vlan || nic->trunk.n))
		return domxml_bad(in, n, "private-vlan='yes' and <vlan> cannot "
				  "stand together");
	free(nic->name);
	nic->name = name && *name ? xstrdup(name) : NULL;
	return 0;
}

static int read_alone(const struct domxml_in *in, const xml_node *n,
		      struct hv_nic *nic)
{
	static const char *const attrs[] = { DOMXML_NIC_ATTRS, NULL };
	const char *other = xml_attr_other(n, attrs);

	if (!n)
		return 0;
	if (other)
		return domxml_bad(in, n, "%s= of <hvsh:nic> is not known in "
				  "<interface>", other);
	return domxml_read_own_nic(in, n, nic);
}

static int read_model(const struct domxml_in *in, const xml_node *n,
		      struct hv_nic *nic)
{
	const char *type = xml_attr(n, NULL, "type");

	if (!type || !strcmp(type, "netvsc"))
		return 0;
	if (strcmp(type, DOMXML_LEGACY_MODEL))
		return domxml_bad(in, n, "a network adapter of model '%s' is not "
				  "possible on Hyper-V: no <model>, or '%s' for "
				  "the legacy one", type, DOMXML_LEGACY_MODEL);
	nic->legacy = true;
	return 0;
}

int domxml_read_nic(const struct domxml_in *in, const xml_node *n,
		    struct hv_nic *nic)
{
	static const char *const known[] = {
		"mac", "source", "vlan", "model", "link", "alias", "address",
		"target", "guest", "driver", "bandwidth", "boot", "hvsh:nic",
		NULL
	};
	const char *link = xml_attr(domxml_child(n, "link"), NULL, "state");
	bool trust = false;

	if (domxml_known(in, n, known) < 0 ||
	    domxml_attr_bool(in, n, "trustGuestRxFilters", &trust) < 0 ||
	    domxml_read_boot(in, n, &nic->boot) < 0 ||
	    read_mac(in, domxml_child(n, "mac"), nic) < 0 ||
	    read_source(in, n, nic) < 0 ||
	    read_vlan(in, domxml_child(n, "vlan"), nic) < 0 ||
	    read_bandwidth(in, domxml_child(n, "bandwidth"), nic) < 0 ||
	    read_model(in, domxml_child(n, "model"), nic) < 0 ||
	    read_alone(in, xml_child(n, DOMXML_NS, "nic"), nic) < 0)
		return -1;
	if (trust)
		return domxml_bad(in, n, "trustGuestRxFilters='yes' is not "
				  "possible on Hyper-V: mac-spoofing='yes' of "
				  "<hvsh:nic> lets a guest choose its address");
	if (link && strcmp(link, "up") && strcmp(link, "down"))
		return domxml_bad(in, domxml_child(n, "link"), "state='%s' is "
				  "neither up nor down", link);
	if (link && !strcmp(link, "down"))
		nic->connected = false;
	return 0;
}
