/* sim/epr.c - endpoint references */
#include "sim/epr.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/path.h"
#include "sim/uri.h"
#include "sim/value.h"
#include "sim/wire.h"

#define MAX_SELECTORS 32
#define MAX_DEPTH 4             /* a reference in a reference in ... */

static int ref_read(const xml_node *n, int depth, struct sim_ref **ret);

static int selector_value(const xml_node *sel, int depth, char **ret)
{
	const xml_node *epr = xml_child(sel, SIM_XMLNS_A, "EndpointReference");
	AUTO_STR path = STR_INIT;
	AUTO_FREE struct sim_ref *ref = NULL;

	if (!epr) {
		*ret = xml_text_trimmed(sel);
		return 0;
	}
	if (ref_read(epr, depth + 1, &ref) < 0)
		return -1;
	sim_path_print(ref, NULL, &path);
	*ret = str_take(&path);
	return 0;
}

static int selectors_read(const xml_node *set, int depth,
			  struct sim_selectors *to)
{
	const xml_node *n = xml_child(set, SIM_XMLNS_W, "Selector");

	for (; n; n = xml_next(n, SIM_XMLNS_W, "Selector")) {
		const char *name = xml_attr(n, NULL, "Name");
		char *value = NULL;

		if (!name || !*name || to->n == MAX_SELECTORS ||
		    selector_value(n, depth, &value) < 0)
			return -1;
		vec_push(to, ((struct sim_key){ xstrdup(name), value }));
	}
	return 0;
}

int sim_selectors_read(const xml_node *set, struct sim_selectors *to)
{
	return selectors_read(set, 0, to);
}

void sim_selectors_clear(struct sim_selectors *s)
{
	for (size_t i = 0; i < s->n; i++) {
		free((char *)s->v[i].name);
		free((char *)s->v[i].value);
	}
	vec_free(s);
}

static bool drop_cimnamespace(struct sim_selectors *s, char **ns)
{
	for (size_t i = 0; i < s->n; i++) {
		if (sim_casecmp(s->v[i].name, "__cimnamespace"))
			continue;
		free(*ns);
		*ns = (char *)s->v[i].value;
		free((char *)s->v[i].name);
		s->v[i] = s->v[--s->n];
		return true;
	}
	return false;
}

static int ref_read(const xml_node *n, int depth, struct sim_ref **ret)
{
	const xml_node *p = xml_child(n, SIM_XMLNS_A, "ReferenceParameters");
	const xml_node *res = xml_child(p, SIM_XMLNS_W, "ResourceURI");
	AUTO_FREE char *text = xml_text_trimmed(res);
	struct sim_selectors sel = VEC_INIT;
	struct sim_uri uri = { 0 };
	int rc = -1;

	if (!text || depth > MAX_DEPTH || sim_uri_parse(text, &uri) < 0)
		return -1;
	if (selectors_read(xml_child(p, SIM_XMLNS_W, "SelectorSet"), depth,
			   &sel) == 0) {
		drop_cimnamespace(&sel, &uri.ns);
		*ret = sim_ref_make(uri.ns, uri.cls, sel.v, sel.n);
		rc = 0;
	}
	sim_selectors_clear(&sel);
	sim_uri_clear(&uri);
	return rc;
}

int sim_epr_read(const xml_node *n, struct sim_ref **ret)
{
	return ref_read(n, 0, ret);
}

static void open_selector(struct str *to, const char *name)
{
	str_add(to, "<w:Selector Name=\"");
	sim_add_text(to, name);
	str_add(to, "\">");
}

/* A key that is a reference is its path's text here and an EPR there; no
 * other key's value looks like "\\HOST\ns:Class.key=" or "ns:Class.key=". */
static bool add_ref_selector(struct str *to, bool dmtf, const char *ns,
			     const char *value)
{
	AUTO_FREE struct sim_ref *ref = NULL;

	if (!strchr(value, '=') || !strchr(value, ':') ||
	    !strpbrk(value, "\"'") ||
	    sim_path_parse(value, NULL, &ref) < 0 || !ref->ns)
		return false;
	str_add(to, "<a:EndpointReference>");
	sim_epr_write(to, dmtf, ns, ref);
	str_add(to, "</a:EndpointReference>");
	return true;
}

void sim_epr_write(struct str *to, bool dmtf, const char *ns,
		   const struct sim_ref *r)
{
	if (r->ns)
		ns = r->ns;
	sim_add_leaf(to, "a:Address", SIM_ANONYMOUS);
	str_add(to, "<a:ReferenceParameters><w:ResourceURI>");
	sim_uri_add(to, dmtf, ns, r->cls);
	str_add(to, "</w:ResourceURI>");
	if (r->n || dmtf)
		str_add(to, "<w:SelectorSet>");
	if (dmtf) {
		open_selector(to, "__cimnamespace");
		sim_add_text(to, ns);
		str_add(to, "</w:Selector>");
	}
	for (size_t i = 0; i < r->n; i++) {
		open_selector(to, r->key[i].name);
		if (!add_ref_selector(to, dmtf, ns, r->key[i].value))
			sim_add_text(to, r->key[i].value);
		str_add(to, "</w:Selector>");
	}
	if (r->n || dmtf)
		str_add(to, "</w:SelectorSet>");
	str_add(to, "</a:ReferenceParameters>");
}
