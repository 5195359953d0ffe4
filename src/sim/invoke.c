/* sim/invoke.c - a method called: its input read, its output written */
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "sim/epr.h"
#include "sim/host.h"
#include "sim/methods.h"
#include "sim/service.h"
#include "sim/store.h"
#include "sim/wire.h"

#define MAX_ARGS 4096

/* The action is the resource URI, a slash and the method. */
static const char *method_name(const struct sim_request *r)
{
	size_t n = r->resource ? strlen(r->resource) : 0;

	if (!n || strncasecmp(r->action, r->resource, n) ||
	    r->action[n] != '/' || !r->action[n + 1] ||
	    strchr(r->action + n + 1, '/'))
		return NULL;
	return r->action + n + 1;
}

/* --- the object --- */

static bool has_keys(const struct sim_instance *i,
		     const struct sim_selectors *sel)
{
	for (size_t k = 0; k < sel->n; k++) {
		const struct sim_value *v = sim_get(i, sel->v[k].name);

		if (!v || v->kind != SIM_V_STRING ||
		    sim_casecmp(v->s, sel->v[k].value))
			return false;
	}
	return true;
}

/* A service is found by some of its keys: CreationClassName is enough, which
 * is what libvirt sends. There is one of each. */
static int find_service(struct sim_service *s, const struct sim_request *r,
			struct sim_class *c, struct sim_instance **ret,
			struct sim_fault *f)
{
	struct sim_result all = SIM_RESULT_INIT;

	sim_enumerate(sim_host_ns(s->host, r->uri.ns), r->uri.ns, c->name,
		      &all);
	*ret = NULL;
	for (size_t i = 0; i < all.n && !*ret; i++) {
		if (has_keys(all.v[i], &r->selectors))
			*ret = all.v[i];        /* the store has it, too */
	}
	sim_result_clear(&all);
	return *ret ? 0 : sim_fault_wmi(f, SIM_FAULT_NOT_FOUND, "GetObject",
					c->name, NULL);
}

/* What real hosts say to a service called without selectors. */
static int no_selectors(const struct sim_class *c, const char *method,
			struct sim_fault *f)
{
	bool vsms = sim_class_isa(c, "Msvm_VirtualSystemManagementService");

	return sim_fault_wmi(f, vsms ? SIM_FAULT_METHOD_PARAM :
				       SIM_FAULT_NOT_CAPABLE,
			     "ExecMethod", method, NULL);
}

/* *ret NULL: the class itself. */
static int find_object(struct sim_service *s, const struct sim_request *r,
		       struct sim_class *c, const char *method,
		       struct sim_instance **ret, struct sim_fault *f)
{
	AUTO_FREE struct sim_ref *ref = sim_request_ref(r);
	bool service = sim_class_isa(c, "CIM_Service");
	enum sim_keys keys = sim_keys_check(c, ref);

	*ret = NULL;
	if (!r->selectors.n)
		return service ? no_selectors(c, method, f) : 0;
	if (keys == SIM_KEYS_UNKNOWN)
		return sim_fault_wmi(f, SIM_FAULT_SELECTORS, "ExecMethod",
				     c->name, NULL);
	if (keys == SIM_KEYS_MISSING && service)
		return find_service(s, r, c, ret, f);
	*ret = sim_resolve(sim_host_ns(s->host, r->uri.ns), r->uri.ns, ref);
	return *ret ? 0 : sim_fault_wmi(f, SIM_FAULT_NOT_FOUND, "GetObject",
					c->name, NULL);
}

/* --- the input --- */

static bool is_ref(const xml_node *n)
{
	return xml_child(n, SIM_XMLNS_A, "ReferenceParameters") != NULL;
}

/* A reference stands in the parameter itself; an a:EndpointReference around
 * it is refused by real hosts; any other XML is an object. */
static int read_arg(const xml_node *n, struct sim_args *args,
		    struct sim_fault *f)
{
	struct sim_ref *ref = NULL;

	if (xml_nil(n)) {
		vec_push(args, ((struct sim_arg){ SIM_ARG_NIL,
						  xstrdup(xml_name(n)), NULL,
						  NULL, NULL }));
		return 0;
	}
	if (!xml_child(n, NULL, NULL)) {
		sim_args_text(args, xml_name(n), xml_text(n));
		return 0;
	}
	if (is_ref(n) && sim_epr_read(n, &ref) == 0) {
		sim_args_ref(args, xml_name(n), ref);
		return 0;
	}
	if (is_ref(n) || xml_child(n, SIM_XMLNS_A, "EndpointReference"))
		return sim_fault(f, SIM_FAULT_SCHEMA, NULL);
	vec_push(args, ((struct sim_arg){ SIM_ARG_XML, xstrdup(xml_name(n)),
					  NULL, NULL, n }));
	return 0;
}

/* Neither the prefix nor the namespace of the element is looked at, as real
 * hosts do; its name is. */
static int read_input(const struct sim_request *r, const char *method,
		      struct sim_args *args, struct sim_fault *f)
{
	AUTO_FREE char *name = xasprintf("%s_INPUT", method);
	const xml_node *n;

	if (!r->body)
		return 0;
	if (strcasecmp(xml_name(r->body), name))
		return sim_fault(f, SIM_FAULT_SCHEMA, NULL);
	n = xml_child(r->body, NULL, NULL);
	for (; n; n = xml_next(n, NULL, NULL)) {
		if (args->n == MAX_ARGS)
			return sim_fault(f, SIM_FAULT_SCHEMA, NULL);
		if (read_arg(n, args, f) < 0)
			return -1;
	}
	return 0;
}

/* --- the call --- */

static int call_fault(struct sim_fault *f, enum sim_call_status st,
		      const char *method)
{
	static const enum sim_fault_id ids[] = {
		[SIM_CALL_NO_METHOD] = SIM_FAULT_ACTION,
		[SIM_CALL_NO_OBJECT] = SIM_FAULT_NOT_FOUND,
		[SIM_CALL_BAD_PARAM] = SIM_FAULT_METHOD_PARAM,
		[SIM_CALL_SCHEMA] = SIM_FAULT_SCHEMA,
		[SIM_CALL_FAILED] = SIM_FAULT_WMI_FAILED,
		[SIM_CALL_NOT_CAPABLE] = SIM_FAULT_NOT_CAPABLE,
	};

	if (st == SIM_CALL_SCHEMA)      /* it never reaches the provider */
		return sim_fault(f, SIM_FAULT_SCHEMA, NULL);
	return sim_fault_wmi(f, ids[st], "ExecMethod", method, NULL);
}

static int write_output(struct sim_service *s, const struct sim_request *r,
			const struct sim_class *c, const char *method,
			const struct sim_outs *out, struct str *to,
			struct sim_fault *f)
{
	AUTO_FREE char *action = xasprintf("%sResponse", r->action);
	struct sim_form form = sim_request_form(r);

	sim_reply_begin(to, r, s->lang, SIM_FRAME_TRANSFER, action);
	sim_reply_body(to);
	sim_output_write(to, &form, c, method, out);
	sim_reply_end(to);
	return sim_check_size(r, to, f);
}

static int call(struct sim_service *s, const struct sim_request *r,
		struct sim_class *c, const char *method,
		const struct sim_args *args, struct str *to,
		struct sim_fault *f)
{
	struct sim_outs out = VEC_INIT;
	struct sim_instance *on;
	enum sim_call_status st;
	int rc;

	if (!sim_method_find(c, method))
		return call_fault(f, SIM_CALL_NO_METHOD, method);
	if (find_object(s, r, c, method, &on, f) < 0)
		return -1;
	st = sim_invoke(s->host, c, on, method, args, &out);
	if (st == SIM_CALL_OK)
		rc = write_output(s, r, c, method, &out, to, f);
	else
		rc = call_fault(f, st, method);
	sim_outs_clear(&out);
	return rc;
}

int sim_do_invoke(struct sim_service *s, const struct sim_request *r,
		  struct str *to, struct sim_fault *f)
{
	const char *method = method_name(r);
	struct sim_args args = VEC_INIT;
	struct sim_class *c;
	int rc = -1;

	if (!method)
		return sim_fault(f, SIM_FAULT_ACTION, NULL);
	if (sim_request_class(s, r, "ExecMethod", &c, f) < 0)
		return -1;
	if (read_input(r, method, &args, f) == 0)
		rc = call(s, r, c, method, &args, to, f);
	sim_args_clear(&args);
	return rc;
}
