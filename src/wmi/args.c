/* wmi/args.c - a method's in-parameters */
#include <inttypes.h>

#include "base/mem.h"
#include "wmi/internal.h"
#include "wmi/method.h"
#include "xml/write.h"

void wmi_args_free(struct wmi_args *a)
{
	str_wipe(&a->xml);
}

void wmi_args_str(struct wmi_args *a, const char *name, const char *value)
{
	AUTO_FREE char *tag = xasprintf("p:%s", name);

	xml_leaf(&a->xml, tag, value, NULL);
}

void wmi_args_num(struct wmi_args *a, const char *name, uint64_t value)
{
	AUTO_FREE char *text = xasprintf("%" PRIu64, value);

	wmi_args_str(a, name, text);
}

void wmi_args_bool(struct wmi_args *a, const char *name, bool value)
{
	wmi_args_str(a, name, value ? "true" : "false");
}

void wmi_args_ref(struct wmi_args *a, const char *name,
		  const struct wmi_ref *value)
{
	AUTO_FREE char *tag = xasprintf("p:%s", name);

	xml_open(&a->xml, tag, NULL);
	wmi_ref_xml(value, &a->xml);
	xml_close(&a->xml, tag);
}

/* As text: the XML of the instance is escaped once more (FACTS 5.3). */
void wmi_args_instance(struct wmi_args *a, const char *name,
		       const struct wmi_instance *value)
{
	AUTO_STR text = STR_INIT;

	wmi_instance_text(value, &text);
	wmi_args_str(a, name, text.buf);
}

static void add_members(struct str *to, const char *tag,
			const struct wmi_field *f, const void *from)
{
	const void *member = (const char *)from + f->offset;
	const struct wmi_strv *v = member;
	const char *text = f->type == WMI_STR ? *(char *const *)member : NULL;

	if (f->type == WMI_STRV)
		for (size_t i = 0; i < v->n; i++)
			xml_leaf(to, tag, v->v[i], NULL);
	else if (text)
		xml_leaf(to, tag, text, NULL);
}

/*
 * The element of the parameter has the type and holds the properties, as the
 * objects in replies are (FACTS 4.8) and as OMI writes them in requests; that
 * Windows reads them so is an assumption.
 */
void wmi_args_object(struct wmi_args *a, const char *name, const char *ns,
		     const char *class, const struct wmi_field *fields,
		     const void *from)
{
	AUTO_FREE char *tag = xasprintf("p:%s", name);
	AUTO_FREE char *uri = wmi_uri(ns, class);
	AUTO_FREE char *type = xasprintf("e:%s_Type", class);

	xml_open(&a->xml, tag, "xmlns:e", uri, "xmlns:xsi", XML_NS_XSI,
		 "xsi:type", type, NULL);
	for (; fields->name; fields++) {
		AUTO_FREE char *prop = xasprintf("e:%s", fields->name);

		add_members(&a->xml, prop, fields, from);
	}
	xml_close(&a->xml, tag);
}
