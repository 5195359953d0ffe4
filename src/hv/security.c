/* hv/security.c - Msvm_SecurityService: a VM's TPM */
#include "hv/security.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/first.h"
#include "hv/host.h"
#include "hv/protector.h"
#include "hv/service.h"
#include "hv/vm.h"
#include "wmi/job.h"
#include "wmi/method.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

struct security {
	char *id;
};

static const struct wmi_field security_fields[] = {
	FIELD("InstanceID", WMI_STR, security, id),
	{ 0 }
};

struct wmi_ref *hv_security_service(void)
{
	static const char class[] = "Msvm_SecurityService";

	return wmi_ref_new(HV_NS, class, "CreationClassName", class,
			   "SystemCreationClassName", "Msvm_ComputerSystem",
			   NULL);
}

void hv_security_args(struct wmi_args *in, const char *id, const char *tpm)
{
	AUTO_INSTANCE i = WMI_INSTANCE_INIT("Msvm_SecuritySettingData");

	wmi_instance_set(&i, "InstanceID", "string", id);
	if (tpm)
		wmi_instance_set(&i, "TpmEnabled", "boolean", tpm);
	wmi_args_instance(in, "SecuritySettingData", &i);
}

int hv_security_call(struct hv_host *h, const char *method,
		     const struct wmi_args *in, const struct hv_wait *wait,
		     struct err *e)
{
	AUTO_REF *service = hv_security_service();
	AUTO_RESULT out = { 0 };
	struct wmi_progress progress;

	return wmi_invoke_wait(hv_host_wmi(h), service, method, in,
			       hv_progress(wait, &progress), &out, e);
}

/* The id of its settings, and with 'g' the guardian that could serve it. */
static int find(struct hv_host *h, const char *guid, struct hv_guardian *g,
		char **ret, struct err *e)
{
	AUTO_FREE char *upper = hv_guid_upper(guid);
	AUTO_FREE char *prefix = xasprintf("Microsoft:%s", upper);
	AUTO_STR wql = STR_INIT;
	AUTO_ERR first = ERR_INIT;      /* each has its own */
	struct security s = { 0 };
	struct hv_first row = { security_fields, &s, 0 };
	struct wmi_query q[2] = { { .ns = HV_NS, .row = hv_first_row,
				    .arg = &row } };
	int r;

	wql_select(&wql, "Msvm_SecuritySettingData", security_fields);
	wql_where_prefix(&wql, "InstanceID", prefix);
	q[0].wql = wql.buf;
	if (g)
		hv_guardian_ask(g, &q[1]);
	wmi_query(hv_host_wmi(h), q, g ? 2 : 1, &first);
	r = q[0].err.kind == ERR_NONE || wmi_query_refused(&q[0].err) ? 0 :
		err_copy(e, &q[0].err);
	if (r == 0 && !s.id)
		r = err_set(e, ERR_FAILED, "the host gives this domain no TPM "
			    "(it is there from Windows Server 2016 on, for "
			    "generation 2)");
	if (r == 0 && g)
		r = hv_guardian_asked(&q[1], e);
	if (r == 0)
		*ret = xstrdup(s.id);
	wmi_clear(security_fields, &s);
	err_clear(&q[0].err);
	err_clear(&q[1].err);
	return r;
}

int hv_vm_set_tpm(struct hv_host *h, const char *guid, bool on,
		  const struct hv_wait *wait, struct err *e)
{
	AUTO_GUARDIAN g = HV_GUARDIAN_INIT;
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_FREE char *id = NULL;
	bool given = false;

	if (find(h, guid, on ? &g : NULL, &id, e) < 0 ||
	    (on && hv_protector_give(h, id, &g, wait, &given, e) < 0))
		return -1;
	hv_security_args(&in, id, on ? "true" : "false");
	if (hv_security_call(h, "ModifySecuritySettings", &in, wait, e) == 0)
		return 0;
	return given ? err_append(e, "; the key protector that it was given "
				  "stays with the domain") : -1;
}
