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
