/* hv/nic_parts.h - features of connections as WMI tells them; for hv/ alone */
#ifndef HVSH_HV_NIC_PARTS_H
#define HVSH_HV_NIC_PARTS_H

#include "base/vec.h"
#include "hv/config.h"
#include "wmi/object.h"

/* What all of them are; asked for it a host tells those of every class. */
#define HV_FEATURE_CLASS "Msvm_EthernetSwitchPortFeatureSettingData"
extern const char *const hv_feature_classes[HV_FEATURES];

/* OperationMode */
enum { HV_VLAN_UNTAGGED, HV_VLAN_ACCESS, HV_VLAN_TRUNK, HV_VLAN_PRIVATE };

struct hv_feature_row {
	enum hv_feature kind;
	char *id;
	struct num mode, access, native;        /* VLAN */
	struct wmi_numv trunk;
	struct num spoofing, dhcp_guard, router_guard;
	struct num limit, reservation;          /* bandwidth */
};
struct hv_feature_rows VEC_OF(struct hv_feature_row);
void hv_feature_rows_clear(struct hv_feature_rows *rows);

/* The 'row' of a query; 'arg' is a struct hv_feature_rows. Features that hvsh
 * knows nothing of are skipped. */
int hv_feature_row(const struct wmi_object *o, void *arg, struct err *e);

/* Those of its connection, nic->port_id, into the NIC. */
void hv_nic_set_features(struct hv_nic *nic, const struct hv_feature_rows *rows);

#endif
