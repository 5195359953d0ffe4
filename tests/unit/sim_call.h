/* Calling the methods of the simulated host's services. */
#ifndef TEST_SIM_CALL_H
#define TEST_SIM_CALL_H

#include "sim_help.h"

#include "sim/parts.h"
#include "sim/vm.h"

#define V SIM_NS_VIRT
#define VSMS "SELECT * FROM Msvm_VirtualSystemManagementService"
#define PROP(n, t, v) "<PROPERTY NAME=\"" n "\" TYPE=\"" t "\"><VALUE>" v \
	"</VALUE></PROPERTY>"
#define INST(c, p) "<INSTANCE CLASSNAME=\"" c "\">" p "</INSTANCE>"
#define ARRAY(n, v) "<PROPERTY.ARRAY NAME=\"" n "\" TYPE=\"string\">" \
	"<VALUE.ARRAY><VALUE>" v "</VALUE></VALUE.ARRAY></PROPERTY.ARRAY>"

/* A second passes: time enough for every job. */
static inline void pass(struct sim_host *h)
{
	static int64_t now;

	sim_tick(h, now += 1000);
}

/* Takes what is in 'in'; fills 'out' unless that is NULL. */
static inline enum sim_call_status invoke(struct sim_host *h, const char *on,
					  const char *method,
					  struct sim_args *in,
					  struct sim_outs *out)
{
	struct sim_instance *i = first(h, V, on);
	struct sim_outs own = VEC_INIT;
	enum sim_call_status st = sim_invoke(h, i->cls, i, method, in, &own);

	sim_args_clear(in);
	if (out)
		*out = own;
	else
		sim_outs_clear(&own);
	return st;
}

static inline unsigned returned(const struct sim_outs *out)
{
	const struct sim_value *v = sim_outs_get(out, "ReturnValue");

	assert_non_null(v);
	return (unsigned)v->u;
}

static inline struct sim_instance *result(struct sim_host *h,
					  const struct sim_outs *out,
					  const char *name)
{
	const struct sim_value *v = sim_outs_get(out, name);

	assert_non_null(v);
	if (v->kind == SIM_V_ARRAY) {
		assert_true(v->n > 0);
		v = &v->item[0];
	}
	if (v->kind != SIM_V_REF)
		return NULL;
	return sim_resolve(sim_host_store(h), V, v->ref);
}

/* The method's end: its ReturnValue, or its job's ErrorCode (0: done). */
static inline unsigned outcome(struct sim_host *h, const char *on,
			       const char *method, struct sim_args *in,
			       bool *by_job)
{
	struct sim_outs out = VEC_INIT;
	struct sim_instance *job;
	unsigned rc;

	assert_int_equal(invoke(h, on, method, in, &out), SIM_CALL_OK);
	rc = returned(&out);
	if (by_job)
		*by_job = rc == 4096;
	if (rc == 4096) {
		job = result(h, &out, "Job");
		assert_non_null(job);
		sim_instance_hold(job);
		pass(h);
		assert_true(sim_get_uint(job, "JobState") >= 7);
		rc = (unsigned)sim_get_uint(job, "ErrorCode");
		assert_int_equal(!rc, sim_get_uint(job, "JobState") == 7);
		assert_int_equal(!rc, !*sim_get_str(job, "ErrorDescription"));
		sim_instance_drop(job);
	}
	sim_outs_clear(&out);
	return rc;
}

static inline struct sim_instance *vssd_of(struct sim_host *h, const char *name)
{
	return sim_vm_settings(h, vm(h, name));
}

static inline struct sim_instance *part_of(struct sim_host *h, const char *name,
					   enum sim_role role, unsigned n)
{
	struct sim_parts all = VEC_INIT;
	struct sim_instance *found = NULL;

	sim_parts_of(h, vssd_of(h, name), &all);
	for (size_t i = 0; i < all.n && !found; i++) {
		const struct sim_part_kind *k = sim_part_kind_of(all.v[i]);

		if (k && k->role == role && !n--)
			found = all.v[i];
	}
	vec_free(&all);
	return found;
}

static inline void xml_esc(struct str *to, const char *s)
{
	for (; *s; s++) {
		if (*s == '&')
			str_add(to, "&amp;");
		else if (*s == '<')
			str_add(to, "&lt;");
		else
			str_addc(to, *s);
	}
}

/* The CIM-XML of a part with its parent (may be NULL) and further ones. */
static inline void part_xml(struct str *to, const struct sim_part_kind *k,
			    const struct sim_instance *parent,
			    const char *more)
{
	AUTO_FREE char *path = parent ? sim_path_of(parent) : NULL;

	str_addf(to, "<INSTANCE CLASSNAME=\"%s\">"
		 PROP("ResourceType", "uint16", "%u")
		 PROP("ResourceSubType", "string", "%s") "%s", k->cls, k->type,
		 k->subtype, more);
	if (path) {
		str_add(to, "<PROPERTY NAME=\"Parent\" TYPE=\"string\"><VALUE>");
		xml_esc(to, path);
		str_add(to, "</VALUE></PROPERTY>");
	}
	str_add(to, "</INSTANCE>");
}

static inline unsigned add_part(struct sim_host *h, const char *name,
				enum sim_role role,
				const struct sim_instance *parent,
				const char *more, bool *by_job)
{
	struct sim_args in = VEC_INIT;
	AUTO_STR xml = STR_INIT;

	part_xml(&xml, sim_part_kind_role(role), parent, more);
	sim_args_ref(&in, "AffectedConfiguration",
		     sim_instance_ref(vssd_of(h, name)));
	sim_args_text(&in, "ResourceSettings", xml.buf);
	return outcome(h, VSMS, "AddResourceSettings", &in, by_job);
}

static inline unsigned modify_part(struct sim_host *h,
				   const struct sim_instance *part,
				   const char *more, bool *by_job)
{
	struct sim_args in = VEC_INIT;
	AUTO_STR xml = STR_INIT;

	str_addf(&xml, "<INSTANCE CLASSNAME=\"%s\">"
		 PROP("InstanceID", "string", "%s") "%s</INSTANCE>",
		 part->cls->name, sim_get_str(part, "InstanceID"), more);
	sim_args_text(&in, "ResourceSettings", xml.buf);
	return outcome(h, VSMS, "ModifyResourceSettings", &in, by_job);
}

static inline enum sim_call_status remove_part(struct sim_host *h,
					       const struct sim_instance *part,
					       struct sim_outs *out)
{
	struct sim_args in = VEC_INIT;

	sim_args_ref(&in, "ResourceSettings", sim_instance_ref(part));
	return invoke(h, VSMS, "RemoveResourceSettings", &in, out);
}

/* 'settings' may be NULL. */
static inline unsigned define_vm(struct sim_host *h, const char *settings,
				 const char *resource,
				 struct sim_instance **made)
{
	struct sim_args in = VEC_INIT;
	struct sim_outs out = VEC_INIT;
	unsigned rc;

	if (settings)
		sim_args_text(&in, "SystemSettings", settings);
	if (resource)
		sim_args_text(&in, "ResourceSettings", resource);
	assert_int_equal(invoke(h, VSMS, "DefineSystem", &in, &out), SIM_CALL_OK);
	rc = returned(&out);
	if (!rc && made)
		*made = result(h, &out, "ResultingSystem");
	sim_outs_clear(&out);
	return rc;
}

static inline unsigned destroy_vm(struct sim_host *h, struct sim_instance *i)
{
	struct sim_args in = VEC_INIT;

	sim_args_ref(&in, "AffectedSystem", sim_instance_ref(i));
	return outcome(h, VSMS, "DestroySystem", &in, NULL);
}

static inline unsigned power(struct sim_host *h, const char *name,
			     const char *state)
{
	struct sim_args in = VEC_INIT;
	struct sim_outs out = VEC_INIT;
	struct sim_instance *i = vm(h, name), *job;
	unsigned rc;

	sim_args_text(&in, "RequestedState", state);
	assert_int_equal(sim_invoke(h, i->cls, i, "RequestStateChange", &in,
				    &out), SIM_CALL_OK);
	sim_args_clear(&in);
	rc = returned(&out);
	if (rc == 4096) {
		job = result(h, &out, "Job");
		pass(h);
		rc = (unsigned)sim_get_uint(job, "ErrorCode");
	}
	sim_outs_clear(&out);
	return rc;
}

#endif
