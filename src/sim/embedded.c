/* sim/embedded.c - objects that come as XML within a parameter */
#include "sim/embedded.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "sim/store.h"

#define SUFFIX "_Type"

/* "e:MSFT_HgsGuardian_Type", e bound to something */
static struct sim_class *type_of(const struct sim_store *s, const char *ns,
				 const xml_node *n)
{
	const char *type = xml_attr(n, XML_NS_XSI, "type");
	const char *colon = type ? strchr(type, ':') : NULL;
	size_t len = colon ? strlen(colon + 1) : 0;
	AUTO_FREE char *prefix = NULL, *name = NULL;

	if (len < sizeof SUFFIX ||
	    strcmp(colon + 1 + len - strlen(SUFFIX), SUFFIX))
		return NULL;
	prefix = xstrndup(type, (size_t)(colon - type));
	name = xstrndup(colon + 1, len - strlen(SUFFIX));
	return xml_prefix_ns(n, prefix) ? sim_class_find(s, ns, name) : NULL;
}

static int read_prop(struct sim_instance *i, const xml_node *n)
{
	int at = sim_prop_index(i->cls, xml_name(n));
	struct sim_value v;

	if (at < 0)
		return -1;
	if (xml_nil(n))
		return 0;
	if (sim_value_parse(i->cls->props.v[at].type, xml_text(n), &v) < 0)
		return -1;
	if (!i->cls->props.v[at].array) {
		sim_value_clear(&i->v[at]);
		i->v[at] = v;
		return 0;
	}
	if (i->v[at].kind != SIM_V_ARRAY)
		i->v[at] = sim_array();
	sim_array_add(&i->v[at], v);
	return 0;
}

int sim_embedded_read(const struct sim_store *s, const char *ns,
		      const char *cls, const xml_node *n,
		      struct sim_instance **ret)
{
	struct sim_class *c = type_of(s, ns, n);
	const xml_node *p = xml_child(n, NULL, NULL);
	struct sim_instance *i;

	if (!c || !sim_class_isa(c, cls))
		return -1;
	i = sim_instance_new(c);
	for (; p; p = xml_next(p, NULL, NULL)) {
		if (read_prop(i, p) < 0) {
			sim_instance_drop(i);
			return -1;
		}
	}
	*ret = i;
	return 0;
}
