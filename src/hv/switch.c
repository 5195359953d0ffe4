/* hv/switch.c - what virtual switches are connected to */
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/host.h"
#include "hv/mac.h"
#include "hv/switch.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

#define PREFIX "Microsoft:"

/* --- rows --- */

struct port_row {
	char *id, *name, *parent;
	struct wmi_strv resource;
};
static const struct wmi_field port_fields[] = {
	FIELD("InstanceID", WMI_STR, port_row, id),
	FIELD("ElementName", WMI_STR, port_row, name),
	FIELD("Parent", WMI_STR, port_row, parent),
	FIELD("HostResource", WMI_STRV, port_row, resource),
	{ 0 }
};

struct nic_row { char *id, *name, *mac; };
static const struct wmi_field nic_fields[] = {
	FIELD("InstanceID", WMI_STR, nic_row, id),
	FIELD("ElementName", WMI_STR, nic_row, name),
	FIELD("Address", WMI_STR, nic_row, mac),
	{ 0 }
};
struct nic_rows VEC_OF(struct nic_row);

struct vlan_row { char *id; struct num mode, access; };
static const struct wmi_field vlan_fields[] = {
	FIELD("InstanceID", WMI_STR, vlan_row, id),
	FIELD("OperationMode", WMI_NUM, vlan_row, mode),
	FIELD("AccessVlanId", WMI_NUM, vlan_row, access),
	{ 0 }
};
struct vlan_rows VEC_OF(struct vlan_row);

struct notes_row { char *id; struct wmi_strv notes; };
static const struct wmi_field notes_fields[] = {
	FIELD("InstanceID", WMI_STR, notes_row, id),
	FIELD("Notes", WMI_STRV, notes_row, notes),
	{ 0 }
};
struct notes_rows VEC_OF(struct notes_row);

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

struct reading {
	struct hv_switching *to;
	struct VEC_OF(struct port_row) ports;
	struct nic_rows nics;
	struct vlan_rows vlans;
	struct notes_rows notes;
};

static void reading_clear(struct reading *r)
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
#define AUTO_READING __attribute__((cleanup(reading_clear))) struct reading

static int port_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct reading *r = arg;
	struct port_row row = { 0 };
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
	struct reading *r = arg;
	struct nic_row row = { 0 };
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
	struct reading *r = arg;
	struct vlan_row row = { 0 };
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
	struct reading *r = arg;
	struct notes_row row = { 0 };
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
	struct reading *r = arg;
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
	struct reading *r = arg;
	struct service_row row = { 0 };
	int rc = wmi_read(o, service_fields, &row, e);

	if (rc == 0 && !r->to->system)
		r->to->system = TAKE(row.system);
	wmi_clear(service_fields, &row);
	return rc;
}

static int network_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct reading *r = arg;
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
	struct reading *r = arg;
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

static int ask(struct hv_host *h, unsigned parts, struct reading *r,
	       struct err *e)
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

/* --- ports --- */

static const struct hv_network *network_of(const struct hv_networks *l,
					   const char *guid)
{
	for (size_t i = 0; i < l->n; i++) {
		if (!strcmp(l->v[i].guid, guid))
			return &l->v[i];
	}
	return NULL;
}

static const struct hv_vm *vm_of(const struct hv_vms *l, const char *guid)
{
	for (size_t i = 0; i < l->n; i++) {
		if (!strcmp(l->v[i].guid, guid))
			return &l->v[i];
	}
	return NULL;
}

/* The n-th GUID of "Microsoft:GUID\GUID\C". */
static int guid_of(const char *id, unsigned n, char ret[GUID_LEN + 1])
{
	AUTO_FREE char *part = NULL;

	if (strncasecmp(id, PREFIX, strlen(PREFIX)))
		return -1;
	id += strlen(PREFIX);
	while (n--) {
		id += strcspn(id, "\\");
		id += *id == '\\';
	}
	part = xstrndup(id, strcspn(id, "\\"));
	return parse_guid(part, ret);
}

/* The adapter that a VM's connection belongs to. */
static const struct nic_row *nic_of(const struct reading *r,
				    const struct port_row *row)
{
	size_t n = strlen(row->id);

	for (size_t i = 0; i < r->nics.n; i++) {
		const char *id = r->nics.v[i].id;
		size_t len = strlen(id);

		if (len < n && row->id[len] == '\\' &&
		    !strncasecmp(row->id, id, len))
			return &r->nics.v[i];
	}
	return NULL;
}

static void read_vlan(const struct reading *r, struct hv_port *p)
{
	size_t n = strlen(p->id);

	for (size_t i = 0; i < r->vlans.n && !p->vlan_id; i++) {
		const struct vlan_row *v = &r->vlans.v[i];

		if (strncasecmp(v->id, p->id, n) || v->id[n] != '\\')
			continue;
		p->vlan_id = xstrdup(v->id);
		if (v->mode.v == 1)
			p->vlan = (unsigned)v->access.v;
	}
}

/* What a port is, by who has it and what it leads to. false: of a checkpoint,
 * a definition, or to a switch that is gone. */
static bool classify(const struct reading *r, const struct port_row *row,
		     struct hv_port *p)
{
	AUTO_ERR ignored = ERR_INIT;
	AUTO_REF *to = NULL;
	char owner[GUID_LEN + 1];
	const struct hv_vm *vm;
	const char *key;

	if (guid_of(row->id, 0, owner) < 0 || guid_of(row->id, 1, p->guid) < 0 ||
	    wmi_ref_parse(row->resource.v[0], HV_NS, &to, &ignored) < 0)
		return false;
	if (network_of(&r->to->networks, owner)) {
		p->kind = strcasecmp(to->class, "Msvm_ComputerSystem") ?
			HV_PORT_EXTERNAL : HV_PORT_HOST;
		strcpy(p->sw, owner);
		if (p->kind == HV_PORT_EXTERNAL)
			p->adapter = xstrdup(wmi_ref_key(to, "DeviceID"));
		return true;
	}
	key = wmi_ref_key(to, "Name");
	vm = vm_of(&r->to->vms, owner);
	if (!vm || !key ||
	    parse_guid(key, p->sw) < 0 || !network_of(&r->to->networks, p->sw))
		return false;
	p->kind = HV_PORT_VM;
	strcpy(p->vm, owner);
	p->vm_name = vm->name;
	return true;
}

static const char *adapter_mac(const struct reading *r, const char *id)
{
	for (size_t i = 0; id && i < r->to->adapters.n; i++) {
		if (!strcasecmp(r->to->adapters.v[i].id, id))
			return r->to->adapters.v[i].mac;
	}
	return NULL;
}

static void add_port(struct reading *r, struct port_row *row)
{
	struct hv_port p = { 0 };
	const struct nic_row *nic;

	if (!classify(r, row, &p)) {
		free(p.adapter);
		return;
	}
	nic = p.kind == HV_PORT_VM ? nic_of(r, row) : NULL;
	p.name = nic ? xstrdup(nic->name) : TAKE(row->name);
	p.mac = nic ? hv_mac_text(nic->mac) : xstrdup(adapter_mac(r, p.adapter));
	p.id = TAKE(row->id);
	read_vlan(r, &p);
	vec_push(&r->to->ports, p);
}

static void add_notes(struct reading *r, struct notes_row *row)
{
	char guid[GUID_LEN + 1];

	for (size_t i = 0; i < r->to->networks.n; i++) {
		struct hv_network *n = &r->to->networks.v[i];

		/* more than the first is never kept (FACTS 5.7) */
		if (!n->notes && guid_of(row->id, 0, guid) == 0 &&
		    !strcmp(n->guid, guid))
			n->notes = xstrdup(row->notes.v[0]);
	}
}

static int cmp_ports(const void *a, const void *b)
{
	const struct hv_port *x = a, *y = b;
	int r = strcmp(x->sw, y->sw);

	if (!r)
		r = (x->kind == HV_PORT_VM) - (y->kind == HV_PORT_VM);
	if (!r && x->vm_name && y->vm_name)
		r = strcasecmp(x->vm_name, y->vm_name);
	if (!r)
		r = (y->kind == HV_PORT_EXTERNAL) - (x->kind == HV_PORT_EXTERNAL);
	return r ? r : strcmp(x->guid, y->guid);
}

static int cmp_adapters(const void *a, const void *b)
{
	const struct hv_adapter *x = a, *y = b;
	int r = strcasecmp(x->name, y->name);

	return r ? r : strcmp(x->id, y->id);
}

int hv_switching_read(struct hv_host *h, unsigned parts,
		      struct hv_switching *ret, struct err *e)
{
	AUTO_SWITCHING s = { 0 };
	AUTO_READING r = { .to = &s };

	if (ask(h, parts, &r, e) < 0)
		return -1;
	for (size_t i = 0; i < r.ports.n; i++)
		add_port(&r, &r.ports.v[i]);
	for (size_t i = 0; i < r.notes.n; i++)
		add_notes(&r, &r.notes.v[i]);
	if (s.ports.n)
		qsort(s.ports.v, s.ports.n, sizeof *s.ports.v, cmp_ports);
	if (s.adapters.n)
		qsort(s.adapters.v, s.adapters.n, sizeof *s.adapters.v,
		      cmp_adapters);
	*ret = s;
	s = (struct hv_switching){ 0 };
	return 0;
}

void hv_switching_clear(struct hv_switching *s)
{
	for (size_t i = 0; i < s->ports.n; i++) {
		free(s->ports.v[i].id);
		free(s->ports.v[i].name);
		free(s->ports.v[i].adapter);
		free(s->ports.v[i].mac);
		free(s->ports.v[i].vlan_id);
	}
	for (size_t i = 0; i < s->adapters.n; i++) {
		free(s->adapters.v[i].id);
		free(s->adapters.v[i].name);
		free(s->adapters.v[i].mac);
		free(s->adapters.v[i].system);
	}
	vec_free(&s->ports);
	vec_free(&s->adapters);
	hv_networks_free(&s->networks);
	hv_vms_free(&s->vms);
	free(s->system);
	s->system = NULL;
}

/* --- adapters --- */

static bool is_meant(const struct hv_adapter *a, const char *word)
{
	char own[GUID_LEN + 1], asked[GUID_LEN + 1];
	const char *brace = strchr(a->id, '{');

	if (!strcasecmp(a->name, word) || !strcasecmp(a->id, word) ||
	    (a->mac && !strcasecmp(a->mac, word)))
		return true;
	return brace && parse_guid(brace, own) == 0 &&
	       parse_guid(word, asked) == 0 && !strcmp(own, asked);
}

int hv_adapter_pick(const struct hv_adapters *l, const char *word,
		    const struct hv_adapter **ret, struct err *e)
{
	const struct hv_adapter *found = NULL;

	for (size_t i = 0; i < l->n; i++) {
		if (!is_meant(&l->v[i], word))
			continue;
		if (found) {
			err_set(e, ERR_FAILED, "several adapters are named "
				"'%s'", word);
			return err_hint(e, "name it by its MAC address: %s",
					found->mac ? found->mac : found->id);
		}
		found = &l->v[i];
	}
	if (!found) {
		err_set(e, ERR_NOT_FOUND, "the host has no network adapter "
			"'%s'", word);
		return err_hint(e, "hvsh iface-list --all (shows those that "
				"there are)");
	}
	*ret = found;
	return 0;
}
