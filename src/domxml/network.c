/* domxml/network.c - virtual switches as libvirt's network XML */
#include "domxml/network.h"

#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/parse.h"
#include "base/str.h"
#include "domxml/emit.h"
#include "domxml/names.h"
#include "domxml/reader.h"
#include "hv/switch.h"

#define MAX_DOCUMENT (4u << 20)

static int read_name(const struct domxml_in *in, const xml_node *n,
		     struct hv_switch_spec *s)
{
	const xml_node *name = domxml_child(n, "name");
	AUTO_FREE char *text = xml_text_trimmed(name);

	if (!text || !*text)
		return domxml_bad(in, name ? name : n, "the network has no "
				  "<name>");
	s->name = TAKE(text);
	return 0;
}

static int read_uuid(const struct domxml_in *in, const xml_node *n,
		     struct hv_switch_spec *s)
{
	AUTO_FREE char *text = xml_text_trimmed(n);

	if (text && parse_guid(text, s->guid) < 0)
		return domxml_bad(in, n, "'%s' is no UUID", text);
	return 0;
}

static int read_forward(const struct domxml_in *in, const xml_node *n,
			struct hv_switch_spec *s)
{
	static const char *const known[] = { "interface", NULL };
	const xml_node *iface = domxml_child(n, "interface");
	const char *mode = xml_attr(n, NULL, "mode");
	const char *dev = xml_attr(n, NULL, "dev");

	if (!mode || strcmp(mode, "bridge"))
		return domxml_bad(in, n, "mode='%s' of <forward> is not "
				  "possible on Hyper-V: a switch is 'bridge' "
				  "or has no <forward>", mode ? mode : "nat");
	if (domxml_known(in, n, known) < 0)
		return -1;
	if (!dev && iface)
		dev = xml_attr(iface, NULL, "dev");
	if (!dev || !*dev)
		return domxml_bad(in, n, "<forward> names no adapter of the "
				  "host (dev=)");
	s->kind = HV_SWITCH_EXTERNAL;
	s->adapter = xstrdup(dev);
	return 0;
}

static int read_vlan(const struct domxml_in *in, const xml_node *n,
		     struct hv_switch_spec *s)
{
	static const char *const known[] = { "tag", NULL };
	const xml_node *tag = domxml_child(n, "tag");

	if (domxml_known(in, n, known) < 0)
		return -1;
	if (!tag || xml_attr(n, NULL, "trunk"))
		return domxml_bad(in, n, "the <vlan> of the host's port is one "
				  "<tag>");
	if (domxml_attr_unsigned(in, tag, "id", 4094, &s->vlan) < 0)
		return -1;
	if (!s->vlan)
		return domxml_bad(in, tag, "<tag> has no id= from 1 to 4094");
	return 0;
}

static int read_ours(const struct domxml_in *in, const xml_node *n,
		     struct hv_switch_spec *s)
{
	const char *type = xml_attr(n, NULL, "type");
	bool external = s->kind == HV_SWITCH_EXTERNAL, management = true;

	if (type && !strcmp(type, "private") && !external)
		s->kind = HV_SWITCH_PRIVATE;
	else if (type && strcmp(type, external ? "external" : "internal"))
		return domxml_bad(in, n, "type='%s' does not go with the "
				  "network's <forward>", type);
	if (domxml_attr_bool(in, n, "management", &management) < 0)
		return -1;
	if (!management && !external)
		return domxml_bad(in, n, "management='no' is for a network "
				  "with <forward mode='bridge'>");
	s->no_management = !management;
	return 0;
}

static int read_network(const struct domxml_in *in, const xml_node *n,
			struct hv_switch_spec *s)
{
	static const char *const known[] = {
		"name", "uuid", "title", "description", "bridge", "forward",
		"vlan", "metadata", NULL
	};
	const xml_node *forward = domxml_child(n, "forward");
	const xml_node *vlan = domxml_child(n, "vlan");
	const xml_node *ours = xml_child(domxml_child(n, "metadata"),
					 DOMXML_NS, "switch");

	if (domxml_known(in, n, known) < 0 || read_name(in, n, s) < 0)
		return -1;
	s->kind = HV_SWITCH_INTERNAL;
	if (read_uuid(in, domxml_child(n, "uuid"), s) < 0)
		return -1;
	s->notes = xstrdup(xml_text(domxml_child(n, "description")));
	if ((forward && read_forward(in, forward, s) < 0) ||
	    (vlan && read_vlan(in, vlan, s) < 0) ||
	    (ours && read_ours(in, ours, s) < 0))
		return -1;
	if (s->vlan && (s->kind == HV_SWITCH_PRIVATE || s->no_management))
		return domxml_bad(in, vlan, "<vlan> is that of the host's own "
				  "port, which this network does not have");
	return 0;
}

int domxml_read_network(const char *text, size_t len, const char *name,
			struct hv_switch_spec *ret, struct err *e)
{
	AUTO_SWITCH_SPEC spec = { 0 };
	const struct domxml_in in = { name, e };
	AUTO_XML *doc = NULL;
	const xml_node *root;

	if (len > MAX_DOCUMENT)
		return err_set(e, ERR_USAGE, "%s: more than 4 MB", name);
	if (xml_parse(text, len, name, &doc, e) < 0) {
		e->kind = ERR_USAGE;    /* it is the user's */
		return -1;
	}
	root = xml_root(doc);
	if (!xml_is(root, "", "network"))
		return domxml_bad(&in, root, "<%s> is no <network>",
				  xml_name(root));
	if (read_network(&in, root, &spec) < 0)
		return -1;
	*ret = spec;
	spec = (struct hv_switch_spec){ 0 };
	return 0;
}

/* --- writing --- */

static void write_ours(const struct hv_switch_spec *s, struct str *to)
{
	bool private = s->kind == HV_SWITCH_PRIVATE;

	if (!private && !s->no_management)
		return;
	domxml_open(to, 1, "metadata", NULL);
	domxml_empty(to, 2, "hvsh:switch", "xmlns:hvsh", DOMXML_NS,
		     "type", private ? "private" : NULL,
		     "management", s->no_management ? "no" : NULL, NULL);
	domxml_close(to, 1, "metadata");
}

void domxml_write_network(const struct hv_switch_spec *s, struct str *to)
{
	domxml_open(to, 0, "network", NULL);
	domxml_leaf(to, 1, "name", s->name, NULL);
	if (*s->guid)
		domxml_leaf(to, 1, "uuid", s->guid, NULL);
	if (s->notes)
		domxml_leaf(to, 1, "description", s->notes, NULL);
	write_ours(s, to);
	if (s->kind == HV_SWITCH_EXTERNAL) {
		domxml_open(to, 1, "forward", "mode", "bridge", NULL);
		domxml_empty(to, 2, "interface", "dev", s->adapter, NULL);
		domxml_close(to, 1, "forward");
	} else {
		domxml_empty(to, 1, "bridge", "stp", "off", "delay", "0", NULL);
	}
	if (s->vlan) {
		domxml_open(to, 1, "vlan", NULL);
		domxml_empty(to, 2, "tag", "id", domxml_number(s->vlan).text,
			     NULL);
		domxml_close(to, 1, "vlan");
	}
	domxml_close(to, 0, "network");
}
