/* sim/filter.c - what an Enumerate asks for, found */
#include "sim/filter.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "sim/epr.h"
#include "sim/host.h"
#include "sim/store.h"
#include "sim/wire.h"

#define DIALECT_WQL "http://schemas.microsoft.com/wbem/wsman/1/WQL"
#define DIALECT_SELECTOR \
	"http://schemas.dmtf.org/wbem/wsman/1/wsman/SelectorFilter"
#define DIALECT_ASSOC \
	"http://schemas.dmtf.org/wbem/wsman/1/cimbinding/associationFilter"

static bool over_all(const struct sim_request *r)
{
	return r->uri.cls && !strcmp(r->uri.cls, "*");
}

static int query_fault(struct sim_fault *f, enum sim_query_status st,
		       const char *operation, const char *what)
{
	switch (st) {
	case SIM_Q_OK:
		return 0;
	case SIM_Q_SYNTAX:
		return sim_fault_wmi(f, SIM_FAULT_FILTER, operation, what,
				     "The WQL query is invalid. ");
	case SIM_Q_NO_NAMESPACE:
		return sim_fault_wmi(f, SIM_FAULT_FILTER, operation, what,
				     "The namespace does not exist. ");
	case SIM_Q_NO_CLASS:
		return sim_fault_wmi(f, SIM_FAULT_FILTER, operation, what,
				     "The namespace has no such class. ");
	case SIM_Q_NO_OBJECT:
		return sim_fault_wmi(f, SIM_FAULT_NOT_FOUND, operation, what,
				     NULL);
	case SIM_Q_UNSUPPORTED:
		break;
	}
	return sim_fault_wmi(f, SIM_FAULT_NOT_CAPABLE, operation, what, NULL);
}

static int run_wql(struct sim_service *s, const struct sim_request *r,
		   const xml_node *filter, struct sim_result *ret,
		   struct sim_fault *f)
{
	AUTO_FREE char *wql = xml_text_trimmed(filter);

	if (!over_all(r))
		return sim_fault(f, SIM_FAULT_FILTER,
				 "A WQL filter needs '*' for the class in the "
				 "resource URI. ");
	return query_fault(f, sim_query(sim_host_ns(s->host, r->uri.ns),
					r->uri.ns, wql, ret),
			   "ExecQuery", wql);
}

static int run_class(struct sim_service *s, const struct sim_request *r,
		     struct sim_result *ret, struct sim_fault *f)
{
	struct sim_class *c;

	if (over_all(r))
		return sim_fault(f, SIM_FAULT_NO_FILTER, NULL);
	if (sim_request_class(s, r, "CreateInstanceEnum", &c, f) < 0)
		return -1;
	return query_fault(f, sim_enumerate(sim_host_ns(s->host, r->uri.ns),
					    r->uri.ns, r->uri.cls, ret),
			   "CreateInstanceEnum", r->uri.cls);
}

/* --- selector filter --- */

static int check_selectors(const struct sim_class *c,
			   const struct sim_selectors *sel,
			   struct sim_fault *f)
{
	for (size_t i = 0; i < sel->n; i++) {
		int k = sim_prop_index(c, sel->v[i].name);
		const struct sim_prop *p = k < 0 ? NULL : &c->props.v[k];

		if (!p || p->array || p->type == SIM_DATETIME ||
		    p->type == SIM_REFERENCE || p->type == SIM_OBJECT ||
		    strpbrk(sel->v[i].value, "'\""))
			return sim_fault(f, SIM_FAULT_FILTER,
					 "The filter cannot be applied to "
					 "'%s'. ", sel->v[i].name);
	}
	return 0;
}

static bool selected(const struct sim_instance *i,
		     const struct sim_selectors *sel)
{
	for (size_t k = 0; k < sel->n; k++) {
		const struct sim_value *v = sim_get(i, sel->v[k].name);
		AUTO_STR text = STR_INIT;

		if (!v || v->kind == SIM_V_NULL)
			return false;
		sim_value_text(v, &text);
		if (sim_casecmp(text.buf, sel->v[k].value))
			return false;
	}
	return true;
}

static void keep_selected(struct sim_result *res,
			  const struct sim_selectors *sel)
{
	size_t n = 0;

	for (size_t i = 0; i < res->n; i++) {
		if (selected(res->v[i], sel))
			res->v[n++] = res->v[i];
		else
			sim_instance_drop(res->v[i]);
	}
	res->n = n;
}

static int run_selector(struct sim_service *s, const struct sim_request *r,
			const xml_node *filter, struct sim_result *ret,
			struct sim_fault *f)
{
	const xml_node *set = xml_child(filter, SIM_XMLNS_W, "SelectorSet");
	struct sim_selectors sel = VEC_INIT;
	struct sim_class *c;
	int rc = -1;

	if (over_all(r) || !set)
		return sim_fault(f, SIM_FAULT_FILTER, NULL);
	if (sim_request_class(s, r, "CreateInstanceEnum", &c, f) < 0)
		return -1;
	if (sim_selectors_read(set, &sel) < 0)
		sim_fault(f, SIM_FAULT_FILTER, NULL);
	else if (check_selectors(c, &sel, f) == 0)
		rc = run_class(s, r, ret, f);
	if (rc == 0)
		keep_selected(ret, &sel);
	sim_selectors_clear(&sel);
	return rc;
}

/* --- association filter --- */

static char *assoc_text(const xml_node *a, const char *name)
{
	char *text = xml_text_trimmed(xml_child(a, SIM_XMLNS_B, name));

	if (text && !*text) {
		free(text);
		text = NULL;
	}
	return text;
}

static int assoc_object(struct sim_service *s, const struct sim_request *r,
			const xml_node *a, struct sim_instance **ret,
			struct sim_fault *f)
{
	const xml_node *obj = xml_child(a, SIM_XMLNS_B, "Object");
	const xml_node *epr = xml_child(obj, SIM_XMLNS_A, "EndpointReference");
	AUTO_FREE struct sim_ref *ref = NULL;

	if (sim_epr_read(epr ? epr : obj, &ref) < 0)
		return sim_fault(f, SIM_FAULT_FILTER,
				 "The filter's object is no reference. ");
	*ret = sim_resolve(sim_host_ns(s->host, r->uri.ns), r->uri.ns, ref);
	if (!*ret)
		return sim_fault_wmi(f, SIM_FAULT_NOT_FOUND, "GetObject",
				     ref->cls, NULL);
	return 0;
}

static int run_assoc(struct sim_service *s, const struct sim_request *r,
		     const xml_node *filter, struct sim_result *ret,
		     struct sim_fault *f)
{
	const struct sim_store *store = sim_host_ns(s->host, r->uri.ns);
	const xml_node *a = xml_child(filter, SIM_XMLNS_B, NULL);
	bool refs = xml_is(a, SIM_XMLNS_B, "AssociationInstances");
	AUTO_FREE char *assoc = assoc_text(a, "AssociationClassName");
	AUTO_FREE char *result = assoc_text(a, "ResultClassName");
	AUTO_FREE char *role = assoc_text(a, "Role");
	AUTO_FREE char *result_role = assoc_text(a, "ResultRole");
	struct sim_instance *of;
	enum sim_query_status st;

	if (!over_all(r) ||
	    (!refs && !xml_is(a, SIM_XMLNS_B, "AssociatedInstances")))
		return sim_fault(f, SIM_FAULT_FILTER, NULL);
	if (assoc_object(s, r, a, &of, f) < 0)
		return -1;
	if (refs)
		st = sim_references(store, of, result ? result : assoc, role,
				    ret);
	else
		st = sim_associators(store, of, assoc, result, role,
				     result_role, ret);
	return query_fault(f, st, "ExecQuery", result ? result : "");
}

int sim_filter_run(struct sim_service *s, const struct sim_request *r,
		   const xml_node *e, struct sim_result *ret,
		   struct sim_fault *f)
{
	const xml_node *filter = xml_child(e, SIM_XMLNS_W, "Filter");
	const char *dialect;

	if (!r->uri.cls)
		return sim_fault(f, SIM_FAULT_NO_URI, NULL);
	if (!filter)
		filter = xml_child(e, SIM_XMLNS_N, "Filter");
	if (!filter)
		return run_class(s, r, ret, f);
	dialect = xml_attr(filter, NULL, "Dialect");
	if (dialect && !strcasecmp(dialect, DIALECT_WQL))
		return run_wql(s, r, filter, ret, f);
	if (dialect && !strcasecmp(dialect, DIALECT_SELECTOR))
		return run_selector(s, r, filter, ret, f);
	if (dialect && !strcasecmp(dialect, DIALECT_ASSOC))
		return run_assoc(s, r, filter, ret, f);
	return sim_fault(f, SIM_FAULT_DIALECT, NULL);
}
