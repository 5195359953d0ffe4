/* sim/item.c - instances and values as a reply holds them */
#include "sim/item.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/base64.h"
#include "sim/epr.h"
#include "sim/methods.h"
#include "sim/store.h"
#include "sim/uri.h"
#include "sim/wire.h"
#include "sim/wql.h"
#include "xml/xml.h"

/* How the elements of one object are written. */
struct pen {
	struct str *to;
	const struct sim_form *form;
	const char *ns;         /* CIM namespace, of references without one */
	const char *prefix;     /* "p:"; "" in a fragment */
	bool cim;               /* cim:Datetime, not Datetime */
};

static void add_instance_props(const struct pen *p,
			       const struct sim_instance *i);

static void declare_ns(struct str *to, const char *prefix, const char *uri)
{
	str_addf(to, " xmlns:%s=\"%s\"", prefix, uri);
}

static void declare_class(const struct pen *p, const char *prefix,
			  const struct sim_class *c)
{
	str_addf(p->to, " xmlns:%s=\"", prefix);
	sim_uri_add(p->to, p->form->dmtf, c->ns, c->name);
	str_addc(p->to, '"');
}

static void open_tag(const struct pen *p, const char *name)
{
	str_addc(p->to, '<');
	str_add(p->to, p->prefix);
	str_add(p->to, name);
}

static void close_tag(const struct pen *p, const char *name)
{
	str_add(p->to, "</");
	str_add(p->to, p->prefix);
	str_add(p->to, name);
	str_addc(p->to, '>');
}

static void add_when(const struct pen *p, const char *name,
		     const struct sim_value *v, const char *tag)
{
	const char *cim = p->cim ? "cim:" : "";

	open_tag(p, name);
	str_addf(p->to, "><%s%s>", cim, tag);
	sim_value_text(v, p->to);
	str_addf(p->to, "</%s%s>", cim, tag);
	close_tag(p, name);
}

static void add_ref(const struct pen *p, const char *name,
		    const struct sim_ref *r)
{
	open_tag(p, name);
	declare_ns(p->to, "a", SIM_XMLNS_A);
	declare_ns(p->to, "w", SIM_XMLNS_W);
	str_addc(p->to, '>');
	sim_epr_write(p->to, p->form->dmtf, p->ns, r);
	close_tag(p, name);
}

/* An instance within an element: its properties in its own class's
 * namespace, the element in that of the method (DSP0230, embedded). */
static void add_object(const struct pen *p, const char *name,
		       const struct sim_instance *i)
{
	const char *prefix = strcmp(p->prefix, "e:") ? "e" : "o";
	AUTO_FREE char *colon = xasprintf("%s:", prefix);
	struct pen in = { p->to, p->form, i->cls->ns, colon, p->cim };

	open_tag(p, name);
	declare_class(p, prefix, i->cls);
	str_addf(p->to, " xsi:type=\"%s%s_Type\">", colon, i->cls->name);
	add_instance_props(&in, i);
	close_tag(p, name);
}

static void add_scalar(const struct pen *p, const char *name,
		       const struct sim_value *v)
{
	AUTO_STR text = STR_INIT;

	switch (v->kind) {
	case SIM_V_NULL:
		open_tag(p, name);
		str_add(p->to, " xsi:nil=\"true\"/>");
		return;
	case SIM_V_TIME:
		add_when(p, name, v, "Datetime");
		return;
	case SIM_V_INTERVAL:
		add_when(p, name, v, "Interval");
		return;
	case SIM_V_REF:
		add_ref(p, name, v->ref);
		return;
	case SIM_V_OBJECT:
		add_object(p, name, v->obj);
		return;
	default:
		break;
	}
	open_tag(p, name);
	str_addc(p->to, '>');
	if (v->kind != SIM_V_STRING)
		sim_value_text(v, &text);
	sim_add_text(p->to, v->kind == SIM_V_STRING ? v->s : text.buf);
	close_tag(p, name);
}

static void add_value(const struct pen *p, const char *name, bool array,
		      const struct sim_value *v)
{
	if (!array) {
		add_scalar(p, name, v);
		return;
	}
	if (v->kind == SIM_V_NULL && p->form->precise) {
		open_tag(p, name);
		declare_ns(p->to, "m", SIM_XMLNS_P);
		str_add(p->to, " xsi:nil=\"true\" m:IsNullArray=\"true\"/>");
	}
	for (uint32_t i = 0; v->kind == SIM_V_ARRAY && i < v->n; i++)
		add_scalar(p, name, &v->item[i]);
}

static void add_instance_props(const struct pen *p,
			       const struct sim_instance *i)
{
	for (size_t k = 0; k < i->cls->props.n; k++)
		add_value(p, i->cls->props.v[k].name, i->cls->props.v[k].array,
			  &i->v[k]);
}

void sim_item_write(struct str *to, const struct sim_form *f,
		    const struct sim_instance *i)
{
	struct pen p = { to, f, i->cls->ns, "p:", true };

	open_tag(&p, i->cls->name);
	declare_ns(to, "xsi", XML_NS_XSI);
	declare_class(&p, "p", i->cls);
	declare_ns(to, "cim", SIM_XMLNS_CIM);
	str_addf(to, " xsi:type=\"p:%s_Type\">", i->cls->name);
	add_instance_props(&p, i);
	close_tag(&p, i->cls->name);
}

static void add_named(const struct pen *p, const struct sim_instance *i,
		      const char *name)
{
	int k = sim_prop_index(i->cls, name);
	AUTO_STR text = STR_INIT;

	if (k >= 0) {
		add_value(p, i->cls->props.v[k].name, i->cls->props.v[k].array,
			  &i->v[k]);
		return;
	}
	if (sim_system_property(i, name, &text) < 0)
		return;
	open_tag(p, name);
	str_addc(p->to, '>');
	sim_add_text(p->to, text.buf);
	close_tag(p, name);
}

void sim_fragment_write(struct str *to, const struct sim_form *f,
			const struct sim_instance *i, char *const *props,
			size_t n)
{
	struct pen p = { to, f, i->cls->ns, "", false };

	str_add(to, "<w:XmlFragment");
	declare_ns(to, "xsi", XML_NS_XSI);
	declare_ns(to, "w", SIM_XMLNS_W);
	str_addc(to, '>');
	for (size_t k = 0; k < n; k++)
		add_named(&p, i, props[k]);
	str_add(to, "</w:XmlFragment>");
}

void sim_item_epr(struct str *to, const struct sim_form *f,
		  const struct sim_instance *i)
{
	AUTO_FREE struct sim_ref *r = sim_instance_ref(i);

	str_add(to, "<a:EndpointReference>");
	sim_epr_write(to, f->dmtf, i->cls->ns, r);
	str_add(to, "</a:EndpointReference>");
}

/* An array of uint8 that a method returns is one element of base64 (what
 * libvirt reads GetVirtualSystemThumbnailImage by). */
static bool is_octets(const struct sim_class *c, const char *method,
		      const struct sim_out *o)
{
	const struct sim_method *m = sim_method_find(c, method);

	for (size_t i = 0; o->array && m && i < m->n; i++) {
		if (!strcmp(m->param[i].name, o->name))
			return m->param[i].type == SIM_UINT8;
	}
	return false;
}

static void add_octets(const struct pen *p, const struct sim_out *o)
{
	size_t n = o->value.kind == SIM_V_ARRAY ? o->value.n : 0;
	AUTO_FREE unsigned char *b = xcalloc(n ? n : 1, 1);

	for (size_t i = 0; i < n; i++)
		b[i] = (unsigned char)o->value.item[i].u;
	if (!n)
		return;
	open_tag(p, o->name);
	str_addc(p->to, '>');
	sim_add_base64(p->to, b, n);
	close_tag(p, o->name);
}

void sim_output_write(struct str *to, const struct sim_form *f,
		      const struct sim_class *c, const char *method,
		      const struct sim_outs *out)
{
	struct pen p = { to, f, c->ns, "p:", true };
	AUTO_FREE char *tag = xasprintf("%s_OUTPUT", method);

	open_tag(&p, tag);
	declare_ns(to, "xsi", XML_NS_XSI);
	declare_class(&p, "p", c);
	declare_ns(to, "cim", SIM_XMLNS_CIM);
	str_addc(to, '>');
	for (size_t i = 0; i < out->n; i++) {
		if (is_octets(c, method, &out->v[i]))
			add_octets(&p, &out->v[i]);
		else
			add_value(&p, out->v[i].name, out->v[i].array,
				  &out->v[i].value);
	}
	close_tag(&p, tag);
}
