#include "sim/load_item.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "sim/schema.h"
#include "sim/store.h"

#define NS_ADDRESSING "http://schemas.xmlsoap.org/ws/2004/08/addressing"
#define NS_WSMAN "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"
#define WMI_URI "http://schemas.microsoft.com/wbem/wsman/1/wmi/"
#define MAX_KEYS 16

struct sim_ref *sim_load_ref(const xml_node *n)
{
	const xml_node *params, *sel;
	struct sim_key keys[MAX_KEYS];
	AUTO_FREE char *ns = NULL;
	const char *uri, *slash;
	size_t count = 0;

	if (xml_child(n, NS_ADDRESSING, "EndpointReference"))
		n = xml_child(n, NS_ADDRESSING, "EndpointReference");
	params = xml_child(n, NS_ADDRESSING, "ReferenceParameters");
	uri = xml_text(xml_child(params, NS_WSMAN, "ResourceURI"));
	slash = uri ? strrchr(uri, '/') : NULL;
	if (!slash || strncasecmp(uri, WMI_URI, strlen(WMI_URI)) ||
	    slash < uri + strlen(WMI_URI))
		return NULL;
	ns = xstrndup(uri + strlen(WMI_URI),
		      (size_t)(slash - uri) - strlen(WMI_URI));
	sel = xml_child(xml_child(params, NS_WSMAN, "SelectorSet"), NS_WSMAN,
			"Selector");
	for (; sel && count < MAX_KEYS; sel = xml_next(sel, NS_WSMAN, "Selector")) {
		keys[count].name = xml_attr(sel, NULL, "Name");
		keys[count].value = xml_text(sel);
		if (keys[count].name)
			count++;
	}
	return sim_ref_make(ns, slash + 1, keys, count);
}

/* <cim:Datetime>, <cim:Interval>, or <Datetime> in an XmlFragment. */
static const char *time_text(const xml_node *n)
{
	const xml_node *t = xml_child(n, NULL, "Datetime");

	if (!t)
		t = xml_child(n, NULL, "Interval");
	return xml_text(t);
}

static enum sim_type guess_type(const xml_node *n)
{
	if (time_text(n))
		return SIM_DATETIME;
	if (xml_child(n, NS_ADDRESSING, "ReferenceParameters"))
		return SIM_REFERENCE;
	return SIM_STRING;
}

static struct sim_value read_value(const xml_node *n, enum sim_type type)
{
	struct sim_value v = { .kind = SIM_V_NULL };
	struct sim_ref *ref;
	const char *text;

	if (xml_nil(n))
		return v;
	ref = sim_load_ref(n);
	if (ref)
		return sim_reference(ref);
	text = time_text(n);
	if (!text)
		text = xml_text(n);
	/* What does not fit its type is kept as the host sent it. */
	if (sim_value_parse(type, text, &v) < 0)
		v = sim_string(text);
	return v;
}

static bool repeats(const xml_node *n)
{
	return xml_next(n, xml_ns(n), xml_name(n)) != NULL;
}

/* An association that nobody declared: its references are its keys. */
static bool is_new_key(const struct sim_class *c, enum sim_type type)
{
	if (type != SIM_REFERENCE || c->super)
		return false;
	for (size_t k = 0; k < c->keys.n; k++) {
		if (c->props.v[c->keys.v[k]].type != SIM_REFERENCE)
			return false;
	}
	return true;
}

static const struct sim_prop *property(struct sim_store *s,
				       struct sim_class *c, const xml_node *n)
{
	int p = sim_prop_index(c, xml_name(n));
	struct sim_prop new = { .name = xml_name(n) };

	if (p >= 0 && (c->props.v[p].array || !repeats(n)))
		return &c->props.v[p];
	if (p >= 0) {
		new = c->props.v[p];
	} else {
		new.type = guess_type(n);
		new.key = is_new_key(c, new.type);
	}
	new.array = repeats(n);
	sim_class_add_prop(s, c, &new);
	return &c->props.v[sim_prop_index(c, new.name)];
}

/* First all properties, then the instance: its layout must not move. */
static void learn(struct sim_store *s, struct sim_class *c, const xml_node *item)
{
	const xml_node *n = xml_child(item, NULL, NULL);

	for (; n; n = xml_next(n, NULL, NULL))
		property(s, c, n);
}

struct sim_instance *sim_load_item(struct sim_store *s, struct sim_class *c,
				   const xml_node *item)
{
	const xml_node *n = xml_child(item, NULL, NULL);
	struct sim_instance *i;

	learn(s, c, item);
	i = sim_instance_new(c);
	for (; n; n = xml_next(n, NULL, NULL)) {
		int at = sim_prop_index(c, xml_name(n));
		const struct sim_prop *p = &c->props.v[at];
		struct sim_value v = read_value(n, p->type);

		if (!p->array) {
			sim_value_clear(&i->v[at]);
			i->v[at] = v;
			continue;
		}
		if (v.kind == SIM_V_NULL)
			continue;
		if (i->v[at].kind != SIM_V_ARRAY)
			i->v[at] = sim_array();
		sim_array_add(&i->v[at], v);
	}
	return i;
}
