/* hv/switch_change.c - what a virtual switch is, and another that it becomes */
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/host.h"
#include "hv/switch.h"
#include "hv/switch_parts.h"
#include "wmi/method.h"
#include "wmi/object.h"

/* --- what it is --- */

bool hv_switch_has_host(const struct hv_switch_spec *s)
{
	return s->kind == HV_SWITCH_INTERNAL ||
	       (s->kind == HV_SWITCH_EXTERNAL && !s->no_management);
}

static const struct hv_port *port_of(const struct hv_switching *known,
				     const char *guid, enum hv_port_kind kind)
{
	for (size_t i = 0; i < known->ports.n; i++) {
		const struct hv_port *p = &known->ports.v[i];

		if (p->kind == kind && !strcmp(p->sw, guid))
			return p;
	}
	return NULL;
}

/* A word that means this adapter alone; its DeviceID where the host does not
 * have it any more. */
static const char *word_for(const struct hv_adapters *l, const char *id)
{
	const struct hv_adapter *found = NULL;

	for (size_t i = 0; i < l->n; i++) {
		AUTO_ERR ignored = ERR_INIT;

		if (strcasecmp(l->v[i].id, id))
			continue;
		if (hv_adapter_pick(l, l->v[i].name, &found, &ignored) == 0)
			return l->v[i].name;
		return l->v[i].mac ? l->v[i].mac : id;
	}
	return id;
}

void hv_switch_describe(const struct hv_switching *known,
			const struct hv_network *n,
			struct hv_switch_spec *ret)
{
	const struct hv_port *out = port_of(known, n->guid, HV_PORT_EXTERNAL);
	const struct hv_port *host = port_of(known, n->guid, HV_PORT_HOST);

	*ret = (struct hv_switch_spec){
		.name = xstrdup(n->name), .notes = xstrdup(n->notes),
		.kind = out ? HV_SWITCH_EXTERNAL :
			host ? HV_SWITCH_INTERNAL : HV_SWITCH_PRIVATE,
		.no_management = out && !host,
		.vlan = host ? host->vlan : 0,
	};
	strcpy(ret->guid, n->guid);
	if (out)
		ret->adapter = xstrdup(word_for(&known->adapters,
						out->adapter ? out->adapter : ""));
}

/* --- what it shall be --- */

struct change {
	struct hv_host *h;
	const struct hv_switching *known;
	const struct hv_network *n;
	const struct hv_switch_spec *have, *want;
	const struct hv_port *out, *host;       /* that it has, or NULL */
	const struct hv_adapter *adapter;       /* that it shall have, or NULL */
	const struct hv_wait *wait;
	struct str done;
};

static int look_up(struct change *c, struct err *e)
{
	c->out = port_of(c->known, c->n->guid, HV_PORT_EXTERNAL);
	c->host = port_of(c->known, c->n->guid, HV_PORT_HOST);
	if (strcmp(c->want->name, c->n->name) &&
	    hv_switch_check_name(c->known, c->want->name, c->n->guid, e) < 0)
		return -1;
	if (c->want->kind == HV_SWITCH_EXTERNAL &&
	    hv_switch_adapter(c->known, c->want->adapter,
			      c->out ? c->out->adapter : NULL,
			      &c->adapter, e) < 0)
		return -1;
	if (!c->known->system)
		return err_set(e, ERR_PROTOCOL,
			       "the host does not tell its name");
	return 0;
}

static void has_done(struct change *c, const char *what)
{
	str_addf(&c->done, "%s%s", c->done.len ? ", " : "", what);
}

static int change_settings(struct change *c, struct err *e)
{
	AUTO_INSTANCE i =
		WMI_INSTANCE_INIT("Msvm_VirtualEthernetSwitchSettingData");
	AUTO_FREE char *upper = hv_guid_upper(c->n->guid);
	AUTO_FREE char *id = xasprintf("Microsoft:%s", upper);
	AUTO_ARGS in = WMI_ARGS_INIT;

	wmi_instance_set(&i, "InstanceID", "string", id);
	if (!hv_switch_settings(&i, c->have, c->want))
		return 0;
	wmi_args_instance(&in, "SystemSettings", &i);
	if (hv_switch_call(c->h, "ModifySystemSettings", &in, c->wait, e) < 0)
		return err_wrap(e, "its settings cannot be changed");
	has_done(c, "its settings");
	return 0;
}

static int add_ports(struct change *c, struct err *e)
{
	AUTO_FREE char *upper = hv_guid_upper(c->n->guid);
	AUTO_FREE char *id = xasprintf("Microsoft:%s", upper);
	AUTO_REF *ref = wmi_ref_new(HV_NS,
				    "Msvm_VirtualEthernetSwitchSettingData",
				    "InstanceID", id, NULL);
	bool out = c->adapter && !c->out;
	bool host = hv_switch_has_host(c->want) && !c->host;
	AUTO_ARGS in = WMI_ARGS_INIT;

	if (!out && !host)
		return 0;
	wmi_args_ref(&in, "AffectedConfiguration", ref);
	if (out)
		hv_switch_external_port(&in, c->known, c->want, c->adapter);
	if (host)
		hv_switch_host_port(&in, c->known, c->want);
	if (hv_switch_call(c->h, "AddResourceSettings", &in, c->wait, e) < 0)
		return err_wrap(e, "it cannot be connected");
	has_done(c, "its new ports");
	return 0;
}

static int move_port(struct change *c, struct err *e)
{
	AUTO_INSTANCE i = WMI_INSTANCE_INIT(HV_SWITCH_PORT);
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_FREE char *path = NULL;
	const char *value;

	if (!c->adapter || !c->out || (c->out->adapter &&
	    !strcasecmp(c->out->adapter, c->adapter->id)))
		return 0;
	path = hv_switch_adapter_path(c->known, c->adapter);
	value = path;
	wmi_instance_set(&i, "InstanceID", "string", c->out->id);
	wmi_instance_set_array(&i, "HostResource", "string", &value, 1);
	wmi_args_instance(&in, "ResourceSettings", &i);
	if (hv_switch_call(c->h, "ModifyResourceSettings", &in, c->wait, e) < 0)
		return err_wrap(e, "it cannot be connected to the adapter '%s'",
				c->adapter->name);
	has_done(c, "its adapter");
	return 0;
}

static int remove_ports(struct change *c, struct err *e)
{
	const struct hv_port *gone[] = {
		c->adapter ? NULL : c->out,
		hv_switch_has_host(c->want) ? NULL : c->host,
	};
	AUTO_ARGS in = WMI_ARGS_INIT;

	if (!gone[0] && !gone[1])
		return 0;
	for (size_t i = 0; i < 2; i++) {
		AUTO_REF *ref = !gone[i] ? NULL :
			wmi_ref_new(HV_NS, HV_SWITCH_PORT, "InstanceID",
				    gone[i]->id, NULL);

		if (ref)
			wmi_args_ref(&in, "ResourceSettings", ref);
	}
	if (hv_switch_call(c->h, "RemoveResourceSettings", &in, c->wait, e) < 0)
		return err_wrap(e, "it cannot be disconnected");
	has_done(c, "its old ports");
	return 0;
}

/* --- the VLAN of the host's own port --- */

static int new_vlan(struct change *c, struct err *e)
{
	const struct hv_port *port = c->host;
	AUTO_SWITCHING now = { 0 };

	if (!port) {
		if (hv_switching_read(c->h, HV_SWITCHING_PORTS, &now, e) < 0)
			return -1;
		port = port_of(&now, c->n->guid, HV_PORT_HOST);
	}
	if (!port)
		return err_set(e, ERR_PROTOCOL, "the host's port on it is "
			       "not to be found");
	return hv_switch_add_vlan(c->h, port->id, c->want->vlan, c->wait, e);
}

static int old_vlan(struct change *c, struct err *e)
{
	static const char class[] = "Msvm_EthernetSwitchPortVlanSettingData";
	AUTO_REF *ref = wmi_ref_new(HV_NS, class, "InstanceID",
				    c->host->vlan_id, NULL);
	AUTO_INSTANCE i = WMI_INSTANCE_INIT(class);
	AUTO_ARGS in = WMI_ARGS_INIT;

	if (!c->want->vlan) {
		wmi_args_ref(&in, "FeatureSettings", ref);
		return hv_switch_call(c->h, "RemoveFeatureSettings", &in,
				      c->wait, e);
	}
	wmi_instance_set(&i, "InstanceID", "string", c->host->vlan_id);
	wmi_instance_set_num(&i, "AccessVlanId", "uint16", c->want->vlan);
	wmi_instance_set_num(&i, "OperationMode", "uint32", 1);
	wmi_args_instance(&in, "FeatureSettings", &i);
	return hv_switch_call(c->h, "ModifyFeatureSettings", &in, c->wait, e);
}

static int change_vlan(struct change *c, struct err *e)
{
	int r;

	if (c->want->vlan == (c->host ? c->host->vlan : 0) ||
	    !hv_switch_has_host(c->want))
		return 0;
	r = c->host && c->host->vlan_id ? old_vlan(c, e) : new_vlan(c, e);
	return r < 0 ? err_wrap(e, "the VLAN of the host's port cannot be "
				"changed") : 0;
}

/* What is new comes before what goes: a switch that cannot be connected has
 * lost nothing. */
static int change(struct change *c, struct err *e)
{
	if (look_up(c, e) < 0)
		return -1;
	if (change_settings(c, e) == 0 && add_ports(c, e) == 0 &&
	    move_port(c, e) == 0 && remove_ports(c, e) == 0 &&
	    change_vlan(c, e) == 0)
		return 0;
	return c->done.len ? err_wrap(e, "already changed: %s; but", c->done.buf) :
			     -1;
}

int hv_switch_change_check(const struct hv_switching *known,
			   const struct hv_network *n,
			   const struct hv_switch_spec *want, struct err *e)
{
	struct change c = { .known = known, .n = n, .want = want };

	return look_up(&c, e);
}

int hv_switch_change(struct hv_host *h, const struct hv_switching *known,
		     const struct hv_network *n,
		     const struct hv_switch_spec *want,
		     const struct hv_wait *wait, struct err *e)
{
	AUTO_SWITCH_SPEC have = { 0 };
	struct change c = { h, known, n, &have, want, NULL, NULL, NULL, wait,
			    STR_INIT };
	int r;

	hv_switch_describe(known, n, &have);
	r = change(&c, e);
	str_free(&c.done);
	return r;
}
