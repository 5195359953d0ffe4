/* wmi/embedded.c - instances within other objects */
#include "wmi/embedded.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "wmi/internal.h"
#include "xml/write.h"

/* Names become tags below, so they must be no more than names. */
static bool is_name(const char *s)
{
	const char *p = s;

	if (!p || !(isalpha((unsigned char)*p) || *p == '_'))
		return false;
	while (isalnum((unsigned char)*p) || *p == '_')
		p++;
	return !*p;
}

static void add_values(struct str *to, const char *name, const xml_node *in)
{
	const xml_node *v = xml_child(in, NULL, "VALUE");

	for (; v; v = xml_next(v, NULL, "VALUE"))
		xml_leaf(to, name, xml_text(v), NULL);
}

/* The same instance as a typed item has it, which object.c reads. */
static void translate(const xml_node *instance, struct str *to)
{
	const xml_node *p = xml_child(instance, NULL, NULL);

	xml_open(to, "item", NULL);
	for (; p; p = xml_next(p, NULL, NULL)) {
		const char *name = xml_attr(p, NULL, "NAME");

		if (!is_name(name))
			continue;
		if (xml_is(p, NULL, "PROPERTY"))
			add_values(to, name, p);
		else if (xml_is(p, NULL, "PROPERTY.ARRAY"))
			add_values(to, name,
				   xml_child(p, NULL, "VALUE.ARRAY"));
	}
	xml_close(to, "item");
}

int wmi_embedded_read(const char *text, const struct wmi_field *fields,
		      void *to, struct err *e)
{
	size_t n = strnlen(text, WMI_EMBEDDED_MAX + 1);
	AUTO_STR item = STR_INIT;
	AUTO_XML *doc = NULL, *again = NULL;
	struct wmi_object o;

	if (n > WMI_EMBEDDED_MAX)
		return err_set(e, ERR_PROTOCOL, "an embedded instance is larger "
			       "than %d bytes", WMI_EMBEDDED_MAX);
	if (xml_parse(text, n, "embedded instance", &doc, e) < 0)
		return -1;
	if (!xml_is(xml_root(doc), NULL, "INSTANCE"))
		return err_set(e, ERR_PROTOCOL, "an embedded instance is no "
			       "INSTANCE in CIM-XML");
	translate(xml_root(doc), &item);
	if (xml_parse(item.buf, item.len, "embedded instance", &again, e) < 0)
		return -1;
	o.node = xml_root(again);
	return wmi_read(&o, fields, to, e);
}

static const xml_node *member(const struct wmi_object *o, const char *name)
{
	const xml_node *n = xml_child(o->node, NULL, NULL);

	while (n && (strcasecmp(xml_name(n), name) || xml_nil(n)))
		n = xml_next(n, NULL, NULL);
	return n;
}

/* One child alone, with children, is the instance; else they are its
 * properties, of which no class that is asked for has one. */
static const xml_node *inner(const xml_node *n)
{
	const xml_node *c = xml_child(n, NULL, NULL);

	return xml_child(c, NULL, NULL) && !xml_next(c, NULL, NULL) ? c : n;
}

int wmi_embedded_member(const struct wmi_object *o, const char *name,
			const struct wmi_field *fields, void *to,
			struct err *e)
{
	const xml_node *n = member(o, name);
	struct wmi_object within = { inner(n) };

	if (!n || (!xml_child(n, NULL, NULL) && !*xml_text(n)))
		return err_set(e, ERR_PROTOCOL, "%s has no %s", wmi_class(o),
			       name);
	if (xml_child(n, NULL, NULL))
		return wmi_read(&within, fields, to, e);
	if (wmi_embedded_read(xml_text(n), fields, to, e) < 0)
		return err_wrap(e, "%s", name);
	return 0;
}
