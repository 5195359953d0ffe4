/* hv/service.h - Msvm_VirtualSystemManagementService, through which settings
 * change; for hv/ alone */
#ifndef HVSH_HV_SERVICE_H
#define HVSH_HV_SERVICE_H

struct err;
struct hv_host;
struct hv_wait;
struct wmi_args;
struct wmi_instance;
struct wmi_progress;
struct wmi_result;

/* Any of its methods, waited for; 'ret' (wmi/method.h) may be NULL. */
int hv_service_call(struct hv_host *h, const char *method,
		    const struct wmi_args *in, const struct hv_wait *wait,
		    struct wmi_result *ret, struct err *e);

/* ModifySystemSettings, waited for. The instance is minimal: its key and what
 * changes (FACTS 5.4). */
int hv_service_modify(struct hv_host *h, const struct wmi_instance *settings,
		      const struct hv_wait *wait, struct err *e);

/* The same on hosts of either generation (hv/schema.h); 'vm' is the GUID as
 * Windows writes it. */
int hv_service_modify_vm(struct hv_host *h, const char *vm,
			 const struct wmi_instance *settings,
			 const struct hv_wait *wait, struct err *e);

/* ModifyResourceSettings with one instance, likewise. */
int hv_service_modify_resource(struct hv_host *h,
			       const struct wmi_instance *settings,
			       const struct hv_wait *wait, struct err *e);

/* 'wait' in the words of wmi/job.h; NULL gives NULL. */
const struct wmi_progress *hv_progress(const struct hv_wait *wait,
				       struct wmi_progress *buf);

#endif
