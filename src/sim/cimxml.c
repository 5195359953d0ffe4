#include "sim/cimxml.h"

#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "sim/returns.h"
#include "sim/store.h"
#include "xml/write.h"
#include "xml/xml.h"

static void read_values(const xml_node *parent, struct sim_cim_prop *p)
{
	const xml_node *v = xml_child(parent, NULL, "VALUE");

	for (; v; v = xml_next(v, NULL, "VALUE"))
		vec_push(&p->values, xstrdup(xml_text(v)));
}

static int read_prop(const xml_node *n, struct sim_cim *c)
{
	const char *name = xml_attr(n, NULL, "NAME");
	const char *type = xml_attr(n, NULL, "TYPE");
	struct sim_cim_prop *p;

	if (!name || (!xml_is(n, NULL, "PROPERTY") &&
		      !xml_is(n, NULL, "PROPERTY.ARRAY")))
		return -1;
	p = vec_new(&c->props);
	p->name = xstrdup(name);
	p->type = xstrdup(type ? type : "");
	p->array = xml_is(n, NULL, "PROPERTY.ARRAY");
	read_values(p->array ? xml_child(n, NULL, "VALUE.ARRAY") : n, p);
	return p->array || p->values.n <= 1 ? 0 : -1;
}

int sim_cim_parse(const char *text, struct sim_cim *ret)
{
	struct sim_cim c = { 0 };
	AUTO_ERR e = ERR_INIT;
	AUTO_XML *doc = NULL;
	const xml_node *n;

	while (*text == ' ' || *text == '\n' || *text == '\r' || *text == '\t')
		text++;
	if (xml_parse(text, strlen(text), "CIM-XML", &doc, &e) < 0 ||
	    !xml_is(xml_root(doc), NULL, "INSTANCE") ||
	    !xml_attr(xml_root(doc), NULL, "CLASSNAME"))
		return -1;
	c.cls = xstrdup(xml_attr(xml_root(doc), NULL, "CLASSNAME"));
	n = xml_child(xml_root(doc), NULL, NULL);
	for (; n; n = xml_next(n, NULL, NULL)) {
		if (!xml_is(n, NULL, "QUALIFIER") && read_prop(n, &c) < 0) {
			sim_cim_clear(&c);
			return -1;
		}
	}
	*ret = c;
	return 0;
}

uint32_t sim_cim_refusal(const char *text)
{
	for (const char *p = strchr(text, '&'); p; p = strchr(p + 1, '&')) {
		size_t n = strcspn(p + 1, ";&<> ");

		if (!n || p[1 + n] != ';')
			return SIM_RET_FAILED;
	}
	return SIM_RET_PARAMETER;
}

void sim_cim_clear(struct sim_cim *c)
{
	for (size_t i = 0; i < c->props.n; i++) {
		struct sim_cim_prop *p = &c->props.v[i];

		for (size_t k = 0; k < p->values.n; k++)
			free(p->values.v[k]);
		vec_free(&p->values);
		free(p->name);
		free(p->type);
	}
	vec_free(&c->props);
	free(c->cls);
	memset(c, 0, sizeof *c);
}

const struct sim_cim_prop *sim_cim_find(const struct sim_cim *c,
					const char *name)
{
	for (size_t i = 0; i < c->props.n; i++) {
		if (!strcasecmp(c->props.v[i].name, name))
			return &c->props.v[i];
	}
	return NULL;
}

const char *sim_cim_text(const struct sim_cim *c, const char *name)
{
	const struct sim_cim_prop *p = sim_cim_find(c, name);

	return p && !p->array && p->values.n ? p->values.v[0] : NULL;
}

static int scalar(const struct sim_cim_prop *p, const char *text,
		  const struct sim_prop *as, struct sim_value *ret)
{
	if (as->type == SIM_DATETIME &&
	    (strcasecmp(p->type, "datetime") || strlen(text) != 25))
		return -1;
	return sim_value_parse(as->type, text, ret);
}

int sim_cim_value(const struct sim_cim_prop *p, const struct sim_prop *as,
		  struct sim_value *ret)
{
	struct sim_value v = { .kind = SIM_V_NULL }, item;

	if (p->array != as->array)
		return -1;
	if (!p->array)
		return p->values.n ? scalar(p, p->values.v[0], as, ret) :
				     (*ret = v, 0);
	v = sim_array();
	for (size_t i = 0; i < p->values.n; i++) {
		if (scalar(p, p->values.v[i], as, &item) < 0) {
			sim_value_clear(&v);
			return -1;
		}
		sim_array_add(&v, item);
	}
	*ret = v;
	return 0;
}

/* --- printing --- */

/* CIM's own form: yyyymmddhhmmss.mmmmmm+000, ddddddddhhmmss.mmmmmm:000 */
static void print_time(const struct sim_value *v, struct str *to)
{
	AUTO_STR iso = STR_INIT;
	int64_t s = v->i / 1000000;

	if (v->kind == SIM_V_INTERVAL) {
		str_addf(to, "%08d%02d%02d%02d.%06d:000", (int)(s / 86400),
			 (int)(s / 3600 % 24), (int)(s / 60 % 60),
			 (int)(s % 60), (int)(v->i % 1000000));
		return;
	}
	sim_value_text(v, &iso);
	for (const char *p = iso.buf; *p && *p != '.' && *p != 'Z'; p++) {
		if (*p != '-' && *p != 'T' && *p != ':')
			str_addc(to, *p);
	}
	str_addf(to, ".%06d+000", (int)(((v->i % 1000000) + 1000000) % 1000000));
}

static void print_value(const struct sim_value *v, struct str *to)
{
	AUTO_STR text = STR_INIT;

	if (v->kind == SIM_V_TIME || v->kind == SIM_V_INTERVAL)
		print_time(v, &text);
	else
		sim_value_text(v, &text);
	xml_leaf(to, "VALUE", text.buf, NULL);
}

static void print_array(const struct sim_prop *p, const struct sim_value *v,
			struct str *to)
{
	xml_open(to, "PROPERTY.ARRAY", "NAME", p->name, "TYPE",
		 sim_type_name(p->type), NULL);
	if (v->kind == SIM_V_ARRAY) {
		xml_open(to, "VALUE.ARRAY", NULL);
		for (uint32_t i = 0; i < v->n; i++)
			print_value(&v->item[i], to);
		xml_close(to, "VALUE.ARRAY");
	}
	xml_close(to, "PROPERTY.ARRAY");
}

void sim_cim_print(const struct sim_instance *i, struct str *to)
{
	const struct sim_class *c = i->cls;

	xml_open(to, "INSTANCE", "CLASSNAME", c->name, NULL);
	for (size_t k = 0; k < c->props.n; k++) {
		const struct sim_prop *p = &c->props.v[k];
		const struct sim_value *v = &i->v[k];
		bool inherited = c->super && sim_prop_index(c->super, p->name) >= 0;

		if (p->array) {
			print_array(p, v, to);
			continue;
		}
		/* A null has no VALUE. */
		xml_open(to, "PROPERTY", "NAME", p->name, "PROPAGATED",
			 inherited ? "true" : NULL, "TYPE",
			 sim_type_name(p->type), NULL);
		if (v->kind != SIM_V_NULL)
			print_value(v, to);
		xml_close(to, "PROPERTY");
	}
	xml_close(to, "INSTANCE");
}
