/* hv/vm_row.h - how a VM is read; for hv/ alone */
#ifndef HVSH_HV_VM_ROW_H
#define HVSH_HV_VM_ROW_H

#include "wmi/object.h"

struct err;
struct hv_host;
struct hv_vms;

extern const struct wmi_field hv_vm_fields[];

/* The 'row' of a query for hv_vm_fields; 'arg' is a struct hv_vms. */
int hv_vm_row(const struct wmi_object *o, void *arg, struct err *e);
/* Then: an old host's states in the numbers of HV_NS. */
void hv_vms_settle(const struct hv_host *h, struct hv_vms *vms);

#endif
