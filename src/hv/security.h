/* hv/security.h - Msvm_SecurityService: a VM's TPM; for hv/ alone */
#ifndef HVSH_HV_SECURITY_H
#define HVSH_HV_SECURITY_H

#include <stdbool.h>

struct err;
struct hv_host;
struct hv_wait;
struct wmi_args;
struct wmi_ref;

/*
 * A virtual TPM, or none. One that comes brings a key protector where the VM
 * has none (hv/protector.h): what stays when a step fails, the error says. Two
 * requests to take it away; five to give it, seven with a key protector, eight
 * for the first VM of a host.
 */
int hv_vm_set_tpm(struct hv_host *h, const char *guid, bool on,
		  const struct hv_wait *wait, struct err *e);

/* Its reference; yours to free. */
struct wmi_ref *hv_security_service(void);
/* SecuritySettingData: the settings 'id', with TpmEnabled unless NULL. */
void hv_security_args(struct wmi_args *in, const char *id, const char *tpm);
/* A method, waited for. */
int hv_security_call(struct hv_host *h, const char *method,
		     const struct wmi_args *in, const struct hv_wait *wait,
		     struct err *e);

#endif
