/* hv/vm_row.h - how a VM is read; for hv/ alone */
#ifndef HVSH_HV_VM_ROW_H
#define HVSH_HV_VM_ROW_H

#include "wmi/object.h"

struct err;
struct hv_schema;
struct hv_vms;

extern const struct wmi_field hv_vm_fields[];

/* The 'row' of a query for hv_vm_fields; 'arg' is a struct hv_vms. */
int hv_vm_row(const struct wmi_object *o, void *arg, struct err *e);

/* States in the numbers of those classes become v2's. */
void hv_vms_translate(struct hv_vms *vms, const struct hv_schema *s);

#endif
