#include "sim/methods.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/parse.h"
#include "sim/base64.h"
#include "sim/embedded.h"
#include "sim/methods_priv.h"
#include "sim/path.h"
#include "sim/v1.h"

#define VSMS "Msvm_VirtualSystemManagementService"
#define VSSS "Msvm_VirtualSystemSnapshotService"
#define VESMS "Msvm_VirtualEthernetSwitchManagementService"
#define IMS "Msvm_ImageManagementService"

static const struct {
	const char *cls, *method;
	sim_method_fn *fn;
} table[] = {
	{ "Msvm_ComputerSystem", "RequestStateChange", sim_do_request_state },
	{ "Msvm_ComputerSystem", "InjectNonMaskableInterrupt", sim_do_nmi },
	{ "Msvm_ShutdownComponent", "InitiateShutdown", sim_do_shutdown },
	{ "Msvm_ShutdownComponent", "InitiateReboot", sim_do_reboot },
	{ "CIM_ConcreteJob", "GetError", sim_do_job_error },
	{ "CIM_ConcreteJob", "GetErrorEx", sim_do_job_errors },
	{ VSMS, "ModifySystemSettings", sim_do_modify_system },
	{ VSMS, "GetSummaryInformation", sim_do_summary },
	{ VSMS, "DefineSystem", sim_do_define },
	{ VSMS, "DestroySystem", sim_do_destroy },
	{ VSMS, "AddResourceSettings", sim_do_add_resources },
	{ VSMS, "ModifyResourceSettings", sim_do_modify_resources },
	{ VSMS, "RemoveResourceSettings", sim_do_remove_resources },
	{ VSMS, "AddFeatureSettings", sim_do_add_features },
	{ VSMS, "ModifyFeatureSettings", sim_do_modify_features },
	{ VSMS, "RemoveFeatureSettings", sim_do_remove_features },
	{ VSMS, "GetVirtualSystemThumbnailImage", sim_do_thumbnail },
	{ VSMS, "AddKvpItems", sim_do_add_kvp },
	{ VSMS, "ModifyKvpItems", sim_do_modify_kvp },
	{ VSMS, "RemoveKvpItems", sim_do_remove_kvp },
	{ VSMS, "SetGuestNetworkAdapterConfiguration", sim_do_set_guest_net },
	{ VSMS, "ModifyGuestServiceSettings", sim_do_modify_guest_services },
	{ "Msvm_GuestFileService", "CopyFilesToGuest", sim_do_copy_to_guest },
	{ VESMS, "DefineSystem", sim_do_define_switch },
	{ VESMS, "DestroySystem", sim_do_destroy_switch },
	{ VESMS, "ModifySystemSettings", sim_do_modify_switch },
	{ VESMS, "AddResourceSettings", sim_do_add_ports },
	{ VESMS, "ModifyResourceSettings", sim_do_modify_ports },
	{ VESMS, "RemoveResourceSettings", sim_do_remove_ports },
	{ VESMS, "AddFeatureSettings", sim_do_add_features },
	{ VESMS, "ModifyFeatureSettings", sim_do_modify_features },
	{ VESMS, "RemoveFeatureSettings", sim_do_remove_features },
	{ "Msvm_SecurityService", "ModifySecuritySettings",
	  sim_do_modify_security },
	{ "Msvm_SecurityService", "SetKeyProtector", sim_do_set_protector },
	{ "Msvm_SecurityService", "GetKeyProtector", sim_do_get_protector },
	{ "MSFT_HgsGuardian", "NewByGenerateCertificates",
	  sim_do_new_guardian },
	{ "MSFT_HgsKeyProtector", "NewByGuardians", sim_do_new_protector },
	{ "MSFT_HgsClientConfiguration", "Get", sim_do_hgs_config },
	{ IMS, "GetVirtualHardDiskSettingData", sim_do_vhd_settings },
	{ IMS, "GetVirtualHardDiskState", sim_do_vhd_state },
	{ IMS, "CreateVirtualHardDisk", sim_do_vhd_create },
	{ IMS, "ValidateVirtualHardDisk", sim_do_vhd_validate },
	{ IMS, "ResizeVirtualHardDisk", sim_do_vhd_resize },
	{ IMS, "CompactVirtualHardDisk", sim_do_vhd_compact },
	{ IMS, "MergeVirtualHardDisk", sim_do_vhd_merge },
	{ IMS, "ConvertVirtualHardDisk", sim_do_vhd_convert },
	{ IMS, "SetParentVirtualHardDisk", sim_do_vhd_set_parent },
	{ IMS, "SetVirtualHardDiskSettingData", sim_do_vhd_set_settings },
	{ "CIM_DataFile", "Delete", sim_do_file_delete },
	{ "CIM_DataFile", "Copy", sim_do_file_copy },
	{ "CIM_DataFile", "Rename", sim_do_file_rename },
	{ "Msvm_Keyboard", "PressKey", sim_do_press_key },
	{ "Msvm_Keyboard", "ReleaseKey", sim_do_release_key },
	{ "Msvm_Keyboard", "TypeKey", sim_do_type_key },
	{ "Msvm_Keyboard", "TypeText", sim_do_type_text },
	{ "Msvm_Keyboard", "TypeCtrlAltDel", sim_do_ctrl_alt_del },
	{ "Msvm_Keyboard", "TypeScancodes", sim_do_scancodes },
	{ "Msvm_Keyboard", "IsKeyPressed", sim_do_key_pressed },
	{ "CIM_ConcreteJob", "RequestStateChange", sim_do_job_state },
	{ VSSS, "CreateSnapshot", sim_do_snapshot_create },
	{ VSSS, "ApplySnapshot", sim_do_snapshot_apply },
	{ VSSS, "DestroySnapshot", sim_do_snapshot_destroy },
	{ VSSS, "DestroySnapshotTree", sim_do_snapshot_destroy_tree },
	{ VSSS, "ClearSnapshotState", sim_do_snapshot_clear },
};

static sim_method_fn *find_fn(const struct sim_class *c, const char *method)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (!strcasecmp(table[i].method, method) &&
		    sim_class_isa(c, table[i].cls))
			return table[i].fn;
	}
	return NULL;
}

/* --- arguments --- */

void sim_args_clear(struct sim_args *a)
{
	for (size_t i = 0; i < a->n; i++) {
		free(a->v[i].name);
		free(a->v[i].text);
		free(a->v[i].ref);
	}
	vec_free(a);
}

void sim_args_text(struct sim_args *a, const char *name, const char *text)
{
	struct sim_arg *arg = vec_new(a);

	arg->kind = text ? SIM_ARG_TEXT : SIM_ARG_NIL;
	arg->name = xstrdup(name);
	arg->text = xstrdup(text);
}

void sim_args_ref(struct sim_args *a, const char *name, struct sim_ref *taken)
{
	struct sim_arg *arg = vec_new(a);

	arg->kind = SIM_ARG_REF;
	arg->name = xstrdup(name);
	arg->ref = taken;
}

void sim_outs_clear(struct sim_outs *o)
{
	for (size_t i = 0; i < o->n; i++) {
		free(o->v[i].name);
		sim_value_clear(&o->v[i].value);
	}
	vec_free(o);
}

const struct sim_value *sim_outs_get(const struct sim_outs *o, const char *name)
{
	for (size_t i = 0; i < o->n; i++) {
		if (!strcasecmp(o->v[i].name, name))
			return &o->v[i].value;
	}
	return NULL;
}

static int find_param(const struct sim_method *m, const char *name)
{
	for (size_t i = 0; i < m->n; i++) {
		if (!strcasecmp(m->param[i].name, name))
			return (int)i;
	}
	return -1;
}

static const struct sim_arg *find_arg(const struct sim_args *in,
				      const char *name, size_t n)
{
	for (size_t i = 0; i < in->n; i++) {
		if (!strcasecmp(in->v[i].name, name) && !n--)
			return &in->v[i];
	}
	return NULL;
}

static bool is_base64(const char *text)
{
	struct sim_octets o = VEC_INIT;
	int rc = sim_read_base64(text, &o);

	vec_free(&o);
	return rc == 0;
}

static bool is_object(const struct sim_call *c, const struct sim_param *p,
		      const struct sim_arg *a)
{
	struct sim_instance *i = NULL;

	if (p->type == SIM_OBJECT && a->xml &&
	    sim_embedded_read(c->host->store, c->cls->ns, p->refclass, a->xml,
			      &i) < 0)
		return false;
	sim_instance_drop(i);
	return i;
}

static enum sim_call_status check_arg(const struct sim_call *c,
				      const struct sim_arg *a)
{
	const struct sim_method *m = c->method;
	int p = find_param(m, a->name);
	struct sim_value v;

	if (p < 0 || !m->param[p].in)
		return SIM_CALL_BAD_PARAM;
	switch (a->kind) {
	case SIM_ARG_NIL:
		return SIM_CALL_OK;
	case SIM_ARG_XML:
		return is_object(c, &m->param[p], a) ? SIM_CALL_OK :
						       SIM_CALL_SCHEMA;
	case SIM_ARG_REF:
		return m->param[p].type == SIM_REFERENCE ? SIM_CALL_OK :
							   SIM_CALL_BAD_PARAM;
	case SIM_ARG_TEXT:
		if (m->param[p].type == SIM_OBJECT)
			return SIM_CALL_SCHEMA;
		if (m->param[p].array && m->param[p].type == SIM_UINT8 &&
		    is_base64(a->text))
			return SIM_CALL_OK;
		if (sim_value_parse(m->param[p].type, a->text, &v) < 0)
			return SIM_CALL_BAD_PARAM;
		sim_value_clear(&v);
		break;
	}
	return SIM_CALL_OK;
}

static enum sim_call_status check_args(const struct sim_call *c)
{
	const struct sim_method *m = c->method;
	const struct sim_args *in = c->in;

	for (size_t i = 0; i < in->n; i++) {
		int p = find_param(m, in->v[i].name);
		enum sim_call_status rc = check_arg(c, &in->v[i]);

		if (rc != SIM_CALL_OK)
			return rc;
		if (!m->param[p].array && find_arg(in, in->v[i].name, 1))
			return SIM_CALL_BAD_PARAM;
	}
	return SIM_CALL_OK;
}

struct sim_instance *sim_call_instance(const struct sim_call *c,
				       const char *name, size_t n)
{
	const struct sim_arg *a = find_arg(c->in, name, n);
	int p = find_param(c->method, name);
	struct sim_instance *i = NULL;

	if (a && a->xml && p >= 0)
		sim_embedded_read(c->host->store, c->cls->ns,
				  c->method->param[p].refclass, a->xml, &i);
	return i;
}

const char *sim_call_text_at(const struct sim_call *c, const char *name,
			     size_t n)
{
	const struct sim_arg *a = find_arg(c->in, name, n);

	return a && a->kind == SIM_ARG_TEXT ? a->text : NULL;
}

const char *sim_call_text(const struct sim_call *c, const char *name)
{
	return sim_call_text_at(c, name, 0);
}

/* One element of base64, or a number an element. */
int sim_call_octets(const struct sim_call *c, const char *name,
		    struct sim_octets *to)
{
	const char *text;
	uint64_t u;

	for (size_t n = 0; (text = sim_call_text_at(c, name, n)); n++) {
		if (parse_u64(text, 255, &u) == 0)
			vec_push(to, (unsigned char)u);
		else if (sim_read_base64(text, to) < 0)
			return -1;
	}
	return 0;
}

uint64_t sim_call_uint(const struct sim_call *c, const char *name,
		       uint64_t otherwise)
{
	const char *text = sim_call_text(c, name);
	uint64_t u;

	return text && !parse_u64(text, UINT64_MAX, &u) ? u : otherwise;
}

struct sim_instance *sim_call_object(const struct sim_call *c,
				     const char *name, size_t n, bool *given)
{
	const struct sim_arg *a = find_arg(c->in, name, n);
	AUTO_FREE struct sim_ref *parsed = NULL;

	*given = a && a->kind != SIM_ARG_NIL;
	if (!*given)
		return NULL;
	if (a->kind == SIM_ARG_REF)
		return sim_resolve(c->host->store, SIM_NS_VIRT, a->ref);
	if (sim_path_parse(a->text, NULL, &parsed) < 0)
		return NULL;
	return sim_resolve(c->host->store, SIM_NS_VIRT, parsed);
}

struct sim_value *sim_call_out(struct sim_call *c, const char *name)
{
	int p = c->out ? find_param(c->method, name) : -1;

	return p >= 0 && c->method->param[p].out ? &c->out[p] : NULL;
}

void sim_call_set(struct sim_call *c, const char *name, struct sim_value taken)
{
	struct sim_value *v = sim_call_out(c, name);

	if (!v) {
		sim_value_clear(&taken);
		return;
	}
	sim_value_clear(v);
	*v = taken;
}

/* --- the call --- */

static void collect(const struct sim_method *m, struct sim_value *values,
		    uint32_t result, struct sim_outs *out)
{
	struct sim_out *o;

	for (size_t p = 0; p < m->n; p++) {
		if (!m->param[p].out)
			continue;
		o = vec_new(out);
		o->name = xstrdup(m->param[p].name);
		o->array = m->param[p].array;
		o->value = values[p];
	}
	o = vec_new(out);
	o->name = xstrdup("ReturnValue");
	o->value = sim_uint(result);
}

static void drop_values(const struct sim_method *m, struct sim_value *values)
{
	for (size_t p = 0; p < m->n; p++)
		sim_value_clear(&values[p]);
}

enum sim_call_status sim_invoke(struct sim_host *h, struct sim_class *cls,
				struct sim_instance *on, const char *method,
				const struct sim_args *in,
				struct sim_outs *out)
{
	const struct sim_method *m = sim_method_find(cls, method);
	struct sim_call c = { .host = h, .cls = cls, .on = on, .method = m,
			      .in = in };
	enum sim_call_status rc;
	sim_method_fn *fn;
	uint32_t result;

	if (!m)
		return SIM_CALL_NO_METHOD;
	if (!on && !m->of_class)
		return SIM_CALL_NO_OBJECT;
	if (on)
		c.cls = on->cls;
	rc = check_args(&c);
	if (rc != SIM_CALL_OK)
		return rc;
	fn = sim_same_namespace(cls->ns, SIM_NS_V1) ?
	     sim_v1_method(c.cls, method) : find_fn(c.cls, method);
	if (!fn)
		return SIM_CALL_NOT_CAPABLE;
	c.out = xcalloc(m->n + 1, sizeof *c.out);
	result = fn(&c);
	if (c.status == SIM_CALL_OK)
		collect(m, c.out, result, out);
	else
		drop_values(m, c.out);
	free(c.out);
	return c.status;
}
