/* hv/switch_rows.c - switches and their ports as WMI tells them */
#include "hv/switch_rows.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/host.h"
#include "hv/mac.h"
#include "wmi/query.h"
#include "wmi/wql.h"

static const struct wmi_field port_fields[] = {
	FIELD("InstanceID", WMI_STR, hv_port_row, id),
	FIELD("ElementName", WMI_STR, hv_port_row, name),
	FIELD("Parent", WMI_STR, hv_port_row, parent),
	FIELD("HostResource", WMI_STRV, hv_port_row, resource),
	{ 0 }
};

static const struct wmi_field nic_fields[] = {
	FIELD("InstanceID", WMI_STR, hv_port_nic, id),
	FIELD("ElementName", WMI_STR, hv_port_nic, name),
	FIELD("Address", WMI_STR, hv_port_nic, mac),
	{ 0 }
};

static const struct wmi_field vlan_fields[] = {
	FIELD("InstanceID", WMI_STR, hv_port_vlan, id),
	FIELD("OperationMode", WMI_NUM, hv_port_vlan, mode),
	FIELD("AccessVlanId", WMI_NUM, hv_port_vlan, access),
	FIELD("NativeVlanId", WMI_NUM, hv_port_vlan, native),
	FIELD("TrunkVlanIdArray", WMI_NUMV, hv_port_vlan, trunk),
	{ 0 }
};

static const struct wmi_field notes_fields[] = {
	FIELD("InstanceID", WMI_STR, hv_switch_notes, id),
	FIELD("Notes", WMI_STRV, hv_switch_notes, notes),
	{ 0 }
};

struct adapter_row {
	char *id, *name, *mac, *system;
	struct num bound, state;
};
static const struct wmi_field adapter_fields[] = {
	FIELD("DeviceID", WMI_STR, adapter_row, id),
	FIELD("ElementName", WMI_STR, adapter_row, name),
	FIELD("PermanentAddress", WMI_STR, adapter_row, mac),
	FIELD("SystemName", WMI_STR, adapter_row, system),
	FIELD("IsBound", WMI_NUM, adapter_row, bound),
	FIELD("EnabledState", WMI_NUM, adapter_row, state),
	{ 0 }
};

struct service_row { char *system; };
static const struct wmi_field service_fields[] = {
	FIELD("SystemName", WMI_STR, service_row, system),
	{ 0 }
};

struct network_row { char *guid, *name; };
static const struct wmi_field network_fields[] = {
	FIELD("Name", WMI_STR, network_row, guid),
	FIELD("ElementName", WMI_STR, network_row, name),
	{ 0 }
};

struct vm_row { char *guid, *name; struct num state; };
static const struct wmi_field vm_fields[] = {
	FIELD("Name", WMI_STR, vm_row, guid),
	FIELD("ElementName", WMI_STR, vm_row, name),
	FIELD("EnabledState", WMI_NUM, vm_row, state),
	{ 0 }
};

void hv_switch_rows_clear(struct hv_switch_rows *r)
{
	for (size_t i = 0; i < r->ports.n; i++)
		wmi_clear(port_fields, &r->ports.v[i]);
	for (size_t i = 0; i < r->nics.n; i++)
		wmi_clear(nic_fields, &r->nics.v[i]);
	for (size_t i = 0; i < r->vlans.n; i++)
		wmi_clear(vlan_fields, &r->vlans.v[i]);
	vec_free(&r->ports);
	vec_free(&r->nics);
	vec_free(&r->vlans);
	for (size_t i = 0; i < r->notes.n; i++)
		wmi_clear(notes_fields, &r->notes.v[i]);
	vec_free(&r->notes);
}

static int port_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_switch_rows *r = arg;
	struct hv_port_row row = { 0 };
	int rc = wmi_read(o, port_fields, &row, e);

	if (rc < 0 || !row.id || !row.resource.n) {
		wmi_clear(port_fields, &row);
		return rc;
	}
	vec_push(&r->ports, row);
	return 0;
}

static int nic_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_switch_rows *r = arg;
	struct hv_port_nic row = { 0 };
	int rc = wmi_read(o, nic_fields, &row, e);

	if (rc < 0 || !row.id) {
		wmi_clear(nic_fields, &row);
		return rc;
	}
	vec_push(&r->nics, row);
	return 0;
}

static int vlan_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_switch_rows *r = arg;
	struct hv_port_vlan row = { 0 };
	int rc = wmi_read(o, vlan_fields, &row, e);

	if (rc < 0 || !row.id) {
		wmi_clear(vlan_fields, &row);
		return rc;
	}
	vec_push(&r->vlans, row);
	return 0;
}

static int notes_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_switch_rows *r = arg;
	struct hv_switch_notes row = { 0 };
	int rc = wmi_read(o, notes_fields, &row, e);

	if (rc < 0 || !row.id || !row.notes.n || !*row.notes.v[0]) {
		wmi_clear(notes_fields, &row);
		return rc;
	}
	vec_push(&r->notes, row);
	return 0;
}

static int adapter_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_switch_rows *r = arg;
	struct adapter_row row = { 0 };
	struct hv_adapter *a;
	int rc = wmi_read(o, adapter_fields, &row, e);

	if (rc == 0 && row.id) {
		a = vec_new(&r->to->adapters);
		a->id = TAKE(row.id);
		a->name = row.name ? TAKE(row.name) : xstrdup("");
		a->mac = hv_mac_text(row.mac);
		a->system = TAKE(row.system);
		a->bound = row.bound.v;
		/* 2 is enabled, 5 not applicable: what has no switch to turn
		 * it off */
		a->up = row.state.v == 2 || row.state.v == 5;
	}
	wmi_clear(adapter_fields, &row);
	return rc;
}

static int service_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_switch_rows *r = arg;
	struct service_row row = { 0 };
	int rc = wmi_read(o, service_fields, &row, e);

	if (rc == 0 && !r->to->system)
		r->to->system = TAKE(row.system);
	wmi_clear(service_fields, &row);
	return rc;
}

static int network_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_switch_rows *r = arg;
	struct network_row row = { 0 };
	struct hv_network *n;
	char guid[GUID_LEN + 1];
	int rc = wmi_read(o, network_fields, &row, e);

	if (rc == 0 && row.guid && parse_guid(row.guid, guid) == 0) {
		n = vec_new(&r->to->networks);
		n->guid = xstrdup(guid);
		n->name = row.name ? TAKE(row.name) : xstrdup("");
	}
	wmi_clear(network_fields, &row);
	return rc;
}

static int vm_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_switch_rows *r = arg;
	struct vm_row row = { 0 };
	struct hv_vm *vm;
	char guid[GUID_LEN + 1];
	int rc = wmi_read(o, vm_fields, &row, e);

	/* the host's own row has no GUID (FACTS 5.10) */
	if (rc == 0 && row.guid && parse_guid(row.guid, guid) == 0) {
		vm = vec_new(&r->to->vms);
		vm->guid = xstrdup(guid);
		vm->name = row.name ? TAKE(row.name) : xstrdup("");
		vm->state = row.state;
	}
	wmi_clear(vm_fields, &row);
	return rc;
}

static const struct question {
	const char *class;
	const struct wmi_field *fields;
	int (*row)(const struct wmi_object *o, void *arg, struct err *e);
	unsigned parts;         /* asked for any of them; 0: always */
} questions[] = {
	{ "Msvm_VirtualEthernetSwitch", network_fields, network_row, 0 },
	{ "Msvm_EthernetPortAllocationSettingData", port_fields, port_row,
	  HV_SWITCHING_PORTS },
	{ "Msvm_ComputerSystem", vm_fields, vm_row, HV_SWITCHING_PORTS },
	{ "Msvm_SyntheticEthernetPortSettingData", nic_fields, nic_row,
	  HV_SWITCHING_DETAILS },
	{ "Msvm_EmulatedEthernetPortSettingData", nic_fields, nic_row,
	  HV_SWITCHING_DETAILS },
	{ "Msvm_EthernetSwitchPortVlanSettingData", vlan_fields, vlan_row,
	  HV_SWITCHING_DETAILS | HV_SWITCHING_NOTES },
	{ "Msvm_VirtualEthernetSwitchSettingData", notes_fields, notes_row,
	  HV_SWITCHING_NOTES },
	{ "Msvm_ExternalEthernetPort", adapter_fields, adapter_row,
	  HV_SWITCHING_ADAPTERS },
	{ "Msvm_VirtualEthernetSwitchManagementService", service_fields,
	  service_row, HV_SWITCHING_ADAPTERS },
};
#define QUESTIONS (sizeof questions / sizeof *questions)

int hv_switch_rows_read(struct hv_host *h, unsigned parts,
			 struct hv_switch_rows *r, struct err *e)
{
	struct str wql[QUESTIONS];
	struct wmi_query q[QUESTIONS];
	size_t n = 0;
	int rc;

	for (size_t i = 0; i < QUESTIONS; i++) {
		const struct question *ask_it = &questions[i];

		if (ask_it->parts && !(ask_it->parts & parts))
			continue;
		wql[n] = (struct str)STR_INIT;
		wql_select(&wql[n], ask_it->class, ask_it->fields);
		q[n] = (struct wmi_query){ HV_NS, wql[n].buf, ask_it->row, r,
					   ERR_INIT };
		n++;
	}
	rc = wmi_query(hv_host_wmi(h), q, n, e);
	for (size_t i = 0; i < n; i++) {
		err_clear(&q[i].err);
		str_free(&wql[i]);
	}
	return rc;
}
