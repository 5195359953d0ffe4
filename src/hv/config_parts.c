/* hv/config_parts.c - the parts of a VM as WMI tells them */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "hv/config_parts.h"

/* What one class has not, reads as null. */
static const struct wmi_field part_fields[] = {
	FIELD("InstanceID", WMI_STR, hv_part, id),
	FIELD("ElementName", WMI_STR, hv_part, name),
	FIELD("ResourceType", WMI_NUM, hv_part, type),
	FIELD("ResourceSubType", WMI_STR, hv_part, subtype),
	FIELD("Parent", WMI_STR, hv_part, parent),
	FIELD("Address", WMI_STR, hv_part, address),
	FIELD("AddressOnParent", WMI_STR, hv_part, slot),
	FIELD("HostResource", WMI_STRV, hv_part, host_resource),
	FIELD("Connection", WMI_STRV, hv_part, connection),
	FIELD("VirtualQuantity", WMI_NUM, hv_part, quantity),
	FIELD("Limit", WMI_NUM, hv_part, limit),
	FIELD("Reservation", WMI_NUM, hv_part, reservation),
	FIELD("Weight", WMI_NUM, hv_part, weight),
	FIELD("DynamicMemoryEnabled", WMI_NUM, hv_part, dynamic),
	FIELD("TargetMemoryBuffer", WMI_NUM, hv_part, buffer),
	FIELD("ExposeVirtualizationExtensions", WMI_NUM, hv_part, nested),
	FIELD("StaticMacAddress", WMI_NUM, hv_part, mac_static),
	FIELD("EnabledState", WMI_NUM, hv_part, enabled),
	FIELD("TpmEnabled", WMI_NUM, hv_part, tpm),
	FIELD("IOPSLimit", WMI_NUM, hv_part, iops_max),
	FIELD("IOPSReservation", WMI_NUM, hv_part, iops_min),
	{ 0 }
};

const struct wmi_field hv_switch_fields[] = {
	FIELD("Name", WMI_STR, hv_switch_row, guid),
	FIELD("ElementName", WMI_STR, hv_switch_row, name),
	{ 0 }
};

const struct wmi_field hv_disk_fields[] = {
	FIELD("DeviceID", WMI_STR, hv_drive_row, id),
	FIELD("DriveNumber", WMI_NUM, hv_drive_row, number),
	{ 0 }
};

int hv_part_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_parts *to = arg;
	struct hv_part *p = vec_new(&to->parts);

	p->class = xstrdup(wmi_class(o));
	return wmi_read(o, part_fields, p, e);
}

int hv_switch_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_parts *to = arg;

	return wmi_read(o, hv_switch_fields, vec_new(&to->switches), e);
}

int hv_disk_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_parts *to = arg;

	return wmi_read(o, hv_disk_fields, vec_new(&to->disks), e);
}

void hv_parts_clear(struct hv_parts *p)
{
	for (size_t i = 0; i < p->parts.n; i++) {
		free(p->parts.v[i].class);
		wmi_clear(part_fields, &p->parts.v[i]);
	}
	for (size_t i = 0; i < p->switches.n; i++)
		wmi_clear(hv_switch_fields, &p->switches.v[i]);
	hv_feature_rows_clear(&p->features);
	for (size_t i = 0; i < p->disks.n; i++)
		wmi_clear(hv_disk_fields, &p->disks.v[i]);
	vec_free(&p->parts);
	vec_free(&p->switches);
	vec_free(&p->disks);
}
