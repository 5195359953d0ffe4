/* hv/switch_rows.h - switches and their ports as WMI tells them; for hv/ alone
 *
 * What is whole as it comes (networks, VMs, adapters, the host's name) goes
 * into the struct hv_switching; ports, and what belongs to them, are rows.
 */
#ifndef HVSH_HV_SWITCH_ROWS_H
#define HVSH_HV_SWITCH_ROWS_H

#include "base/vec.h"
#include "hv/switch.h"
#include "wmi/object.h"

struct hv_port_row {
	char *id, *name, *parent;
	struct wmi_strv resource;
};
struct hv_port_nic { char *id, *name, *mac; };
struct hv_port_vlan {
	char *id;
	struct num mode, access, native;
	struct wmi_numv trunk;
};
struct hv_switch_notes { char *id; struct wmi_strv notes; };

struct hv_switch_rows {
	struct hv_switching *to;
	struct VEC_OF(struct hv_port_row) ports;
	struct VEC_OF(struct hv_port_nic) nics;
	struct VEC_OF(struct hv_port_vlan) vlans;
	struct VEC_OF(struct hv_switch_notes) notes;
};
void hv_switch_rows_clear(struct hv_switch_rows *p);
#define AUTO_SWITCH_ROWS \
	__attribute__((cleanup(hv_switch_rows_clear))) struct hv_switch_rows

/* All that 'parts' (enum hv_switching_part) says, asked at once. Every row has
 * an id. */
int hv_switch_rows_read(struct hv_host *h, unsigned parts,
			 struct hv_switch_rows *ret, struct err *e);

#endif
