#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/path.h"
#include "sim/store.h"
#include "sim/wql_ast.h"

static const char *const system_names[] = {
	"__CLASS", "__DYNASTY", "__GENUS", "__NAMESPACE", "__PATH",
	"__RELPATH", "__SERVER", "__SUPERCLASS",
};

static const char *system_name(const char *name)
{
	for (size_t i = 0; i < sizeof system_names / sizeof *system_names; i++) {
		if (!strcasecmp(system_names[i], name))
			return system_names[i];
	}
	return NULL;
}

static void add_relpath(const struct sim_instance *i, struct str *to)
{
	AUTO_FREE struct sim_ref *r = sim_instance_ref(i);

	sim_path_print(r, NULL, to);
}

int sim_system_property(const struct sim_instance *i, const char *name,
			struct str *to)
{
	const struct sim_class *c = i->cls;

	name = system_name(name);
	if (!name)
		return -1;
	if (!strcmp(name, "__CLASS"))
		str_add(to, c->name);
	else if (!strcmp(name, "__GENUS"))
		str_add(to, "2");
	else if (!strcmp(name, "__NAMESPACE"))
		for (const char *p = c->ns; *p; p++)
			str_addc(to, *p == '/' ? '\\' : *p);
	else if (!strcmp(name, "__PATH"))
		sim_instance_path(i, to);
	else if (!strcmp(name, "__RELPATH"))
		add_relpath(i, to);
	else if (!strcmp(name, "__SERVER"))
		str_add(to, i->store ? sim_store_hostname(i->store) : "");
	else if (!strcmp(name, "__SUPERCLASS"))
		str_add(to, c->super ? c->super->name : "");
	else {
		while (c->super)
			c = c->super;
		str_add(to, c->name);
	}
	return 0;
}

/* --- comparing a value with a literal --- */

static bool ordered(enum wql_op op, int cmp)
{
	switch (op) {
	case WQL_EQ:
		return cmp == 0;
	case WQL_NE:
		return cmp != 0;
	case WQL_LT:
		return cmp < 0;
	case WQL_LE:
		return cmp <= 0;
	case WQL_GT:
		return cmp > 0;
	case WQL_GE:
		return cmp >= 0;
	default:
		return false;
	}
}

#define CMP(a, b) ((a) < (b) ? -1 : (a) > (b))

static int number_cmp(const struct sim_value *v, const char *text)
{
	struct sim_value lit;
	double d;

	if (v->kind == SIM_V_UINT && !sim_value_parse(SIM_UINT64, text, &lit))
		return CMP(v->u, lit.u);
	if (v->kind == SIM_V_SINT && !sim_value_parse(SIM_SINT64, text, &lit))
		return CMP(v->i, lit.i);
	d = v->kind == SIM_V_UINT ? (double)v->u :
	    v->kind == SIM_V_SINT ? (double)v->i : v->d;
	return CMP(d, strtod(text, NULL));
}

/* The same instance; what is not there is the same by its words alone. */
static bool ref_is(const struct sim_instance *i, const struct sim_value *v,
		   const char *text)
{
	const struct sim_instance *a, *b;
	struct sim_value lit;
	bool same;

	if (sim_value_parse(SIM_REFERENCE, text, &lit) < 0)
		return false;
	a = sim_resolve(i->store, i->cls->ns, v->ref);
	b = sim_resolve(i->store, i->cls->ns, lit.ref);
	same = a ? a == b : sim_value_equal(v, &lit);
	sim_value_clear(&lit);
	return same;
}

static bool truth(const char *text)
{
	return !strcasecmp(text, "true") || strtol(text, NULL, 10);
}

static bool compare(const struct sim_instance *i, const struct sim_value *v,
		    const struct wql_cond *c)
{
	AUTO_STR text = STR_INIT;
	struct sim_value lit;

	if (c->op == WQL_LIKE) {
		if (v->kind == SIM_V_STRING)
			return wql_like(v->s, c->text);
		sim_value_text(v, &text);
		return wql_like(text.buf, c->text);
	}
	switch (v->kind) {
	case SIM_V_STRING:
		return ordered(c->op, sim_casecmp(v->s, c->text));
	case SIM_V_BOOL:
		return ordered(c->op, (int)v->b - truth(c->text));
	case SIM_V_UINT: case SIM_V_SINT: case SIM_V_REAL:
		return ordered(c->op, number_cmp(v, c->text));
	case SIM_V_TIME: case SIM_V_INTERVAL:
		if (sim_value_parse(SIM_DATETIME, c->text, &lit) < 0)
			return false;
		return ordered(c->op, CMP(v->i, lit.i));
	case SIM_V_REF:
		return ref_is(i, v, c->text) == (c->op == WQL_EQ);
	default:
		return false;
	}
}

static bool isa(const struct sim_instance *i, const struct wql_cond *c)
{
	const struct sim_value *v = sim_get(i, c->prop);
	const struct sim_class *rc;

	if (!v)
		return sim_class_isa(i->cls, c->text);
	if (v->kind == SIM_V_OBJECT)
		return sim_class_isa(v->obj->cls, c->text);
	if (v->kind != SIM_V_REF)
		return false;
	rc = sim_class_find(i->store, v->ref->ns ? v->ref->ns : i->cls->ns,
			    v->ref->cls);
	return sim_class_isa(rc, c->text);
}

static bool is_null(const struct sim_instance *i, const char *prop)
{
	const struct sim_value *v = sim_get(i, prop);

	return v && (v->kind == SIM_V_NULL || (v->kind == SIM_V_ARRAY && !v->n));
}

static bool compare_prop(const struct sim_instance *i, const struct wql_cond *c)
{
	const struct sim_value *v;
	AUTO_STR text = STR_INIT;

	if (c->op == WQL_ISA)
		return isa(i, c);
	v = sim_get(i, c->prop);
	/* Without a value nothing but "= NULL" is true. */
	if (c->type == WQL_NULL)
		return is_null(i, c->prop) == (c->op == WQL_EQ);
	if (v)
		return v->kind != SIM_V_NULL && compare(i, v, c);
	sim_system_property(i, c->prop, &text);
	if (c->op == WQL_LIKE)
		return wql_like(text.buf, c->text);
	return ordered(c->op, sim_casecmp(text.buf, c->text));
}

static bool holds(const struct sim_instance *i, const struct wql_cond *c)
{
	switch (c->kind) {
	case WQL_AND:
		for (size_t k = 0; k < c->sub.n; k++) {
			if (!holds(i, c->sub.v[k]))
				return false;
		}
		return true;
	case WQL_OR:
		for (size_t k = 0; k < c->sub.n; k++) {
			if (holds(i, c->sub.v[k]))
				return true;
		}
		return false;
	case WQL_NOT:
		return !holds(i, c->sub.v[0]);
	case WQL_IS_NULL:
		return is_null(i, c->prop);
	case WQL_COMPARE:
		return compare_prop(i, c);
	}
	return false;
}

/* --- checking the query against the class --- */

/* A literal that can never fit is an error of the query, as in WMI. */
static bool literal_fits(const struct sim_prop *p, const struct wql_cond *c)
{
	char *end;

	if (c->type == WQL_NULL)
		return c->op == WQL_EQ || c->op == WQL_NE;
	if (p->array)
		return false;
	if (c->op == WQL_LIKE)
		return true;
	switch (p->type) {
	case SIM_BOOLEAN:
		return c->type != WQL_STRING || !strcasecmp(c->text, "true") ||
		       !strcasecmp(c->text, "false");
	case SIM_STRING:
	case SIM_REFERENCE:
	case SIM_DATETIME:
		return true;
	case SIM_OBJECT:
		return false;
	default:
		strtod(c->text, &end);
		return *c->text && !*end;
	}
}

static bool check_cond(const struct sim_class *cls, const struct wql_cond *c)
{
	int p;

	if (c->kind != WQL_COMPARE && c->kind != WQL_IS_NULL) {
		for (size_t i = 0; i < c->sub.n; i++) {
			if (!check_cond(cls, c->sub.v[i]))
				return false;
		}
		return true;
	}
	p = sim_prop_index(cls, c->prop);
	if (p < 0)
		return system_name(c->prop) ||
		       (c->op == WQL_ISA && !strcasecmp(c->prop, "__THIS"));
	return c->kind == WQL_IS_NULL || c->op == WQL_ISA ||
	       literal_fits(&cls->props.v[p], c);
}

static int by_name(const void *a, const void *b)
{
	return strcasecmp(*(char *const *)a, *(char *const *)b);
}

/* Spelt as the class does, sorted, each once. */
static int project(const struct sim_class *c, const struct wql_query *q,
		   struct sim_result *r)
{
	size_t n = 0;

	if (q->all)
		return 0;
	r->props = xcalloc(q->props.n, sizeof *r->props);
	for (size_t i = 0; i < q->props.n; i++) {
		int p = sim_prop_index(c, q->props.v[i]);
		const char *name = p < 0 ? system_name(q->props.v[i]) :
					   c->props.v[p].name;

		if (!name)
			return -1;
		r->props[r->nprops++] = xstrdup(name);
	}
	qsort(r->props, r->nprops, sizeof *r->props, by_name);
	for (size_t i = 0; i < r->nprops; i++) {
		if (n && !strcmp(r->props[n - 1], r->props[i]))
			free(r->props[i]);
		else
			r->props[n++] = r->props[i];
	}
	r->nprops = n;
	return 0;
}

/* --- collecting --- */

struct found VEC_OF(struct sim_instance *);

static void collect(struct sim_class *c, const struct wql_cond *where,
		    struct found *f)
{
	for (struct sim_instance *i = c->first; i; i = i->next) {
		if (!where || holds(i, where))
			vec_push(f, sim_instance_hold(i));
	}
	for (size_t i = 0; i < c->derived.n; i++)
		collect(c->derived.v[i], where, f);
}

static void collect_into(struct sim_class *c, const struct wql_cond *where,
			 struct sim_result *r)
{
	struct found f = VEC_INIT;

	collect(c, where, &f);
	r->v = f.v;
	r->n = f.n;
}

static enum sim_query_status run_select(const struct sim_store *s,
					const char *ns,
					const struct wql_query *q,
					struct sim_result *ret)
{
	struct sim_result r = SIM_RESULT_INIT;
	struct sim_class *c = sim_class_find(s, ns, q->cls);

	if (!strcasecmp(q->cls, "meta_class"))
		return SIM_Q_UNSUPPORTED;
	if (!c)
		return SIM_Q_NO_CLASS;
	if ((q->where && !check_cond(c, q->where)) || project(c, q, &r) < 0) {
		sim_result_clear(&r);
		return SIM_Q_SYNTAX;
	}
	collect_into(c, q->where, &r);
	*ret = r;
	return SIM_Q_OK;
}

static enum sim_query_status run_relation(const struct sim_store *s,
					  const char *ns,
					  const struct wql_query *q,
					  struct sim_result *ret)
{
	struct sim_instance *of;
	const char *of_ns = q->of->ns ? q->of->ns : ns;

	if (q->unsupported)
		return SIM_Q_UNSUPPORTED;
	if (!sim_class_find(s, of_ns, q->of->cls))
		return SIM_Q_NO_CLASS;
	of = sim_resolve(s, ns, q->of);
	if (!of)
		return SIM_Q_NO_OBJECT;
	if (q->form == WQL_REFERENCES)
		return sim_references(s, of, q->result_class, q->role, ret);
	return sim_associators(s, of, q->assoc_class, q->result_class,
			       q->role, q->result_role, ret);
}

enum sim_query_status sim_query(const struct sim_store *s, const char *ns,
				const char *wql, struct sim_result *ret)
{
	enum sim_query_status rc = SIM_Q_SYNTAX;
	struct wql_query q;

	if (!sim_has_namespace(s, ns))
		return SIM_Q_NO_NAMESPACE;
	if (!wql_parse(wql, &q))
		rc = q.form == WQL_SELECT ? run_select(s, ns, &q, ret) :
					    run_relation(s, ns, &q, ret);
	wql_query_clear(&q);
	return rc;
}

enum sim_query_status sim_enumerate(const struct sim_store *s, const char *ns,
				    const char *cls, struct sim_result *ret)
{
	struct sim_result r = SIM_RESULT_INIT;
	struct sim_class *c;

	if (!sim_has_namespace(s, ns))
		return SIM_Q_NO_NAMESPACE;
	c = sim_class_find(s, ns, cls);
	if (!c)
		return SIM_Q_NO_CLASS;
	collect_into(c, NULL, &r);
	*ret = r;
	return SIM_Q_OK;
}

void sim_result_clear(struct sim_result *r)
{
	for (size_t i = 0; i < r->n; i++)
		sim_instance_drop(r->v[i]);
	for (size_t i = 0; i < r->nprops; i++)
		free(r->props[i]);
	free(r->v);
	free(r->props);
	memset(r, 0, sizeof *r);
}
