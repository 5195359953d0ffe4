/* hv/security.c - a VM's TPM */
#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/define_settings.h"
#include "hv/host.h"
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

static int security_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct security *s = arg;

	return s->id ? 0 : wmi_read(o, security_fields, s, e);
}

static int find_settings(struct hv_host *h, const char *guid, char **ret,
			 struct err *e)
{
	AUTO_FREE char *upper = hv_guid_upper(guid);
	AUTO_FREE char *prefix = xasprintf("Microsoft:%s", upper);
	AUTO_STR wql = STR_INIT;
	struct security s = { 0 };
	struct wmi_query q = { .ns = HV_NS, .row = security_row, .arg = &s };
	int r;

	wql_select(&wql, "Msvm_SecuritySettingData", security_fields);
	wql_where_prefix(&wql, "InstanceID", prefix);
	q.wql = wql.buf;
	r = wmi_query(hv_host_wmi(h), &q, 1, e);
	err_clear(&q.err);
	if (r == 0 && !s.id)
		r = err_set(e, ERR_FAILED, "the host gives this domain no TPM "
			    "(it is there from Windows Server 2016 on, for "
			    "generation 2)");
	*ret = s.id;
	return r;
}

int hv_vm_set_tpm(struct hv_host *h, const char *guid, bool on,
		  const struct hv_wait *wait, struct err *e)
{
	static const char class[] = "Msvm_SecurityService";
	AUTO_REF *service = wmi_ref_new(HV_NS, class,
		"CreationClassName", class,
		"SystemCreationClassName", "Msvm_ComputerSystem", NULL);
	AUTO_INSTANCE i = WMI_INSTANCE_INIT("Msvm_SecuritySettingData");
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };
	AUTO_FREE char *id = NULL;
	struct wmi_progress progress;

	if (find_settings(h, guid, &id, e) < 0)
		return -1;
	wmi_instance_set(&i, "InstanceID", "string", id);
	wmi_instance_set(&i, "TpmEnabled", "boolean", on ? "true" : "false");
	wmi_args_instance(&in, "SecuritySettingData", &i);
	if (wmi_invoke_wait(hv_host_wmi(h), service, "ModifySecuritySettings",
			    &in, hv_progress(wait, &progress), &out, e) == 0)
		return 0;
	return err_hint(e, "a TPM wants a key protector, which only the host "
			"can make: Set-VMKeyProtector -NewLocalKeyProtector");
}
