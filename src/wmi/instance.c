/* wmi/instance.c - embedded instances, as CIM-XML text (FACTS 5.2) */
#include <inttypes.h>

#include "base/mem.h"
#include "wmi/method.h"
#include "xml/write.h"

void wmi_instance_free(struct wmi_instance *i)
{
	str_wipe(&i->xml);
}

void wmi_instance_set(struct wmi_instance *i, const char *name,
		      const char *type, const char *value)
{
	xml_open(&i->xml, "PROPERTY", "NAME", name, "TYPE", type, NULL);
	if (value)
		xml_leaf(&i->xml, "VALUE", value, NULL);
	xml_close(&i->xml, "PROPERTY");
}

void wmi_instance_set_num(struct wmi_instance *i, const char *name,
			  const char *type, uint64_t value)
{
	AUTO_FREE char *text = xasprintf("%" PRIu64, value);

	wmi_instance_set(i, name, type, text);
}

void wmi_instance_set_seconds(struct wmi_instance *i, const char *name,
			      uint64_t s)
{
	AUTO_FREE char *text = xasprintf(
		"%08" PRIu64 "%02u%02u%02u.000000:000", s / 86400,
		(unsigned)(s / 3600 % 24), (unsigned)(s / 60 % 60),
		(unsigned)(s % 60));

	wmi_instance_set(i, name, "datetime", text);
}

void wmi_instance_set_array(struct wmi_instance *i, const char *name,
			    const char *type, const char *const *values,
			    size_t n)
{
	xml_open(&i->xml, "PROPERTY.ARRAY", "NAME", name, "TYPE", type, NULL);
	xml_open(&i->xml, "VALUE.ARRAY", NULL);
	for (size_t k = 0; k < n; k++)
		xml_leaf(&i->xml, "VALUE", values[k], NULL);
	xml_close(&i->xml, "VALUE.ARRAY");
	xml_close(&i->xml, "PROPERTY.ARRAY");
}

void wmi_instance_text(const struct wmi_instance *i, struct str *to)
{
	xml_open(to, "INSTANCE", "CLASSNAME", i->class, NULL);
	str_addn(to, i->xml.buf, i->xml.len);
	xml_close(to, "INSTANCE");
}
