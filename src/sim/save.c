/* sim/save.c - an instance as XML, the way sim/load.h reads it */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/load.h"
#include "sim/store.h"
#include "xml/write.h"

#define WMI_URI "http://schemas.microsoft.com/wbem/wsman/1/wmi/"
#define ANONYMOUS "http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous"

static void save_ref(const struct sim_ref *r, const char *ns, struct str *to)
{
	AUTO_FREE char *uri = xasprintf(WMI_URI "%s/%s", r->ns ? r->ns : ns,
					r->cls);

	xml_leaf(to, "a:Address", ANONYMOUS, NULL);
	xml_open(to, "a:ReferenceParameters", NULL);
	xml_leaf(to, "w:ResourceURI", uri, NULL);
	xml_open(to, "w:SelectorSet", NULL);
	for (size_t i = 0; i < r->n; i++)
		xml_leaf(to, "w:Selector", r->key[i].value, "Name",
			 r->key[i].name, NULL);
	xml_close(to, "w:SelectorSet");
	xml_close(to, "a:ReferenceParameters");
}

static void save_scalar(const char *tag, const struct sim_value *v,
			const char *ns, struct str *to)
{
	AUTO_STR text = STR_INIT;

	sim_value_text(v, &text);
	switch (v->kind) {
	case SIM_V_NULL: case SIM_V_OBJECT: case SIM_V_ARRAY:
		xml_empty(to, tag, "xsi:nil", "true", NULL);
		return;
	case SIM_V_TIME:
		xml_open(to, tag, NULL);
		xml_leaf(to, "cim:Datetime", text.buf, NULL);
		break;
	case SIM_V_INTERVAL:
		xml_open(to, tag, NULL);
		xml_leaf(to, "cim:Interval", text.buf, NULL);
		break;
	case SIM_V_REF:
		xml_open(to, tag, NULL);
		save_ref(v->ref, ns, to);
		break;
	default:
		xml_leaf(to, tag, text.buf, NULL);
		return;
	}
	xml_close(to, tag);
}

void sim_save_instance(const struct sim_instance *i, struct str *to)
{
	const struct sim_class *c = i->cls;
	AUTO_FREE char *tag = xasprintf("p:%s", c->name);
	AUTO_FREE char *uri = xasprintf(WMI_URI "%s/%s", c->ns, c->name);

	xml_open(to, tag, "xmlns:p", uri, NULL);
	for (size_t p = 0; p < c->props.n; p++) {
		AUTO_FREE char *prop = xasprintf("p:%s", c->props.v[p].name);

		if (!c->props.v[p].array) {
			save_scalar(prop, &i->v[p], c->ns, to);
			continue;
		}
		for (uint32_t k = 0; i->v[p].kind == SIM_V_ARRAY &&
				     k < i->v[p].n; k++)
			save_scalar(prop, &i->v[p].item[k], c->ns, to);
	}
	xml_close(to, tag);
}
