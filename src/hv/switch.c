/* hv/switch.c - what virtual switches are connected to */
#include "hv/switch.h"

#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "hv/host.h"
#include "hv/mac.h"
#include "hv/nic_parts.h"
#include "hv/switch_rows.h"

#define PREFIX "Microsoft:"

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
static const struct hv_port_nic *nic_of(const struct hv_switch_rows *r,
				    const struct hv_port_row *row)
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

static void read_vlan(const struct hv_switch_rows *r, struct hv_port *p)
{
	size_t n = strlen(p->id);

	for (size_t i = 0; i < r->vlans.n && !p->vlan_id; i++) {
		const struct hv_port_vlan *v = &r->vlans.v[i];

		if (strncasecmp(v->id, p->id, n) || v->id[n] != '\\')
			continue;
		p->vlan_id = xstrdup(v->id);
		p->private_vlan = v->mode.v == HV_VLAN_PRIVATE;
		if (v->mode.v == HV_VLAN_ACCESS)
			p->vlan = (unsigned)v->access.v;
		if (v->mode.v != HV_VLAN_TRUNK)
			continue;
		p->native_vlan = (unsigned)v->native.v;
		for (size_t k = 0; k < v->trunk.n; k++)
			vec_push(&p->trunk, (unsigned)v->trunk.v[k]);
	}
}

/* What a port is, by who has it and what it leads to. false: of a checkpoint,
 * a definition, or to a switch that is gone. */
static bool classify(const struct hv_switch_rows *r,
		     const struct hv_port_row *row, struct hv_port *p)
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

static const char *adapter_mac(const struct hv_switch_rows *r, const char *id)
{
	for (size_t i = 0; id && i < r->to->adapters.n; i++) {
		if (!strcasecmp(r->to->adapters.v[i].id, id))
			return r->to->adapters.v[i].mac;
	}
	return NULL;
}

static void add_port(struct hv_switch_rows *r, struct hv_port_row *row)
{
	struct hv_port p = { 0 };
	const struct hv_port_nic *nic;

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

static void add_notes(struct hv_switch_rows *r, struct hv_switch_notes *row)
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
	AUTO_SWITCH_ROWS r = { .to = &s };

	if (hv_switch_rows_read(h, parts, &r, e) < 0)
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
		vec_free(&s->ports.v[i].trunk);
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
