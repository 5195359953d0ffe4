/* hv/nic_parts.c - features of connections as WMI tells them */
#include "hv/nic_parts.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"

const char *const hv_feature_classes[HV_FEATURES] = {
	[HV_FEATURE_VLAN] = "Msvm_EthernetSwitchPortVlanSettingData",
	[HV_FEATURE_SECURITY] = "Msvm_EthernetSwitchPortSecuritySettingData",
	[HV_FEATURE_BANDWIDTH] = "Msvm_EthernetSwitchPortBandwidthSettingData",
};

/* What one class has not, reads as null. */
static const struct wmi_field fields[] = {
	FIELD("InstanceID", WMI_STR, hv_feature_row, id),
	FIELD("OperationMode", WMI_NUM, hv_feature_row, mode),
	FIELD("AccessVlanId", WMI_NUM, hv_feature_row, access),
	FIELD("NativeVlanId", WMI_NUM, hv_feature_row, native),
	FIELD("TrunkVlanIdArray", WMI_NUMV, hv_feature_row, trunk),
	FIELD("AllowMacSpoofing", WMI_NUM, hv_feature_row, spoofing),
	FIELD("EnableDhcpGuard", WMI_NUM, hv_feature_row, dhcp_guard),
	FIELD("EnableRouterGuard", WMI_NUM, hv_feature_row, router_guard),
	FIELD("Limit", WMI_NUM, hv_feature_row, limit),
	FIELD("Reservation", WMI_NUM, hv_feature_row, reservation),
	{ 0 }
};

int hv_feature_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_feature_rows *to = arg;
	struct hv_feature_row *row;
	size_t kind = 0;

	while (kind < HV_FEATURES &&
	       strcasecmp(wmi_class(o), hv_feature_classes[kind]))
		kind++;
	if (kind == HV_FEATURES)
		return 0;
	row = vec_new(to);
	row->kind = (enum hv_feature)kind;
	return wmi_read(o, fields, row, e);
}

void hv_feature_rows_clear(struct hv_feature_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		wmi_clear(fields, &rows->v[i]);
	vec_free(rows);
}

static void set_vlan(struct hv_nic *nic, const struct hv_feature_row *row)
{
	nic->private_vlan = row->mode.v == HV_VLAN_PRIVATE;
	if (row->mode.v == HV_VLAN_ACCESS)
		nic->vlan = (unsigned)row->access.v;
	if (row->mode.v != HV_VLAN_TRUNK)
		return;
	nic->native_vlan = (unsigned)row->native.v;
	for (size_t i = 0; i < row->trunk.n; i++)
		vec_push(&nic->trunk, (unsigned)row->trunk.v[i]);
}

static void set_feature(struct hv_nic *nic, const struct hv_feature_row *row)
{
	switch (row->kind) {
	case HV_FEATURE_VLAN:
		set_vlan(nic, row);
		break;
	case HV_FEATURE_SECURITY:
		nic->mac_spoofing = row->spoofing.v;
		nic->dhcp_guard = row->dhcp_guard.v;
		nic->router_guard = row->router_guard.v;
		break;
	case HV_FEATURE_BANDWIDTH:
		nic->bandwidth_max = row->limit.v;
		nic->bandwidth_min = row->reservation.v;
		break;
	case HV_FEATURES:
		break;
	}
}

void hv_nic_set_features(struct hv_nic *nic, const struct hv_feature_rows *rows)
{
	size_t len = strlen(nic->port_id);

	for (size_t i = 0; i < rows->n; i++) {
		const struct hv_feature_row *row = &rows->v[i];

		if (!row->id || nic->feature_id[row->kind] ||
		    strncasecmp(row->id, nic->port_id, len) ||
		    row->id[len] != '\\')
			continue;
		nic->feature_id[row->kind] = xstrdup(row->id);
		set_feature(nic, row);
	}
}
