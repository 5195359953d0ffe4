/* hv/service.c - Msvm_VirtualSystemManagementService */
#include <stddef.h>

#include "base/err.h"
#include "hv/host.h"
#include "hv/schema.h"
#include "hv/service.h"
#include "wmi/job.h"
#include "wmi/method.h"
#include "wmi/object.h"

const struct wmi_progress *hv_progress(const struct hv_wait *wait,
				       struct wmi_progress *buf)
{
	if (!wait)
		return NULL;
	*buf = (struct wmi_progress){
		.timeout_s = wait->timeout_s, .tell = wait->tell,
		.arg = wait->arg,
	};
	return buf;
}

int hv_service_call(struct hv_host *h, const char *method,
		    const struct wmi_args *in, const struct hv_wait *wait,
		    struct wmi_result *ret, struct err *e)
{
	static const char class[] = "Msvm_VirtualSystemManagementService";
	/* two of its four keys will do (FACTS 5.1), and need no question */
	AUTO_REF *service = wmi_ref_new(hv_schema(h)->ns, class,
		"CreationClassName", class,
		"SystemCreationClassName", "Msvm_ComputerSystem", NULL);
	AUTO_RESULT unused = { 0 };
	struct wmi_progress progress;

	return wmi_invoke_wait(hv_host_wmi(h), service, method, in,
			       hv_progress(wait, &progress),
			       ret ? ret : &unused, e);
}

static int modify(struct hv_host *h, const char *method, const char *param,
		  const struct wmi_instance *settings,
		  const struct hv_wait *wait, struct err *e)
{
	AUTO_ARGS in = WMI_ARGS_INIT;

	wmi_args_instance(&in, param, settings);
	return hv_service_call(h, method, &in, wait, NULL, e);
}

int hv_service_modify_vm(struct hv_host *h, const char *vm,
			 const struct wmi_instance *settings,
			 const struct hv_wait *wait, struct err *e)
{
	const struct hv_schema *s = hv_schema(h);
	AUTO_REF *ref = wmi_ref_new(s->ns, "Msvm_ComputerSystem",
		"CreationClassName", "Msvm_ComputerSystem",
		"Name", vm, NULL);
	AUTO_ARGS in = WMI_ARGS_INIT;

	if (s->modify_vm)
		wmi_args_ref(&in, s->modify_vm, ref);
	wmi_args_instance(&in, s->modify_settings, settings);
	return hv_service_call(h, s->modify, &in, wait, NULL, e);
}

int hv_service_modify(struct hv_host *h, const struct wmi_instance *settings,
		      const struct hv_wait *wait, struct err *e)
{
	return modify(h, "ModifySystemSettings", "SystemSettings", settings,
		      wait, e);
}

int hv_service_modify_resource(struct hv_host *h,
			       const struct wmi_instance *settings,
			       const struct hv_wait *wait, struct err *e)
{
	return modify(h, "ModifyResourceSettings", "ResourceSettings", settings,
		      wait, e);
}
