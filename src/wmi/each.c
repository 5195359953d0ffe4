/* wmi/each.c - every property of an object, as text */
#include "wmi/object.h"

#include "base/err.h"
#include "base/str.h"
#include "wmi/internal.h"
#include "wsman/ns.h"

/* What is no scalar: a reference as a path, a time as itself (FACTS 1.11), an
 * embedded object as its XML. */
static void add_complex(const xml_node *n, const xml_node *inner,
			struct str *to)
{
	AUTO_ERR ignored = ERR_INIT;
	AUTO_REF *ref = NULL;

	if (xml_child(n, NS_ADDR, "ReferenceParameters") &&
	    wmi_ref_read(n, &ref, &ignored) == 0)
		wmi_ref_path(ref, to);
	else if (xml_child(inner, NULL, NULL) || xml_next(inner, NULL, NULL))
		xml_serialize(n, to);
	else
		str_add(to, xml_text(inner));
}

void wmi_each(const struct wmi_object *o,
	      void (*tell)(void *arg, const char *name, const char *value),
	      void *arg)
{
	const xml_node *n = xml_child(o->node, NULL, NULL);

	for (; n; n = xml_next(n, NULL, NULL)) {
		const xml_node *inner = xml_child(n, NULL, NULL);
		AUTO_STR text = STR_INIT;

		if (inner)
			add_complex(n, inner, &text);
		else
			str_add(&text, xml_text(n));
		tell(arg, xml_name(n), xml_nil(n) ? NULL : text.buf);
	}
}
