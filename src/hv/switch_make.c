/* hv/switch_make.c - Msvm_VirtualEthernetSwitchManagementService: switches are
 * made and removed */
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/host.h"
#include "hv/service.h"
#include "hv/switch.h"
#include "wmi/job.h"
#include "wmi/method.h"
#include "wmi/object.h"

#define PORT "Msvm_EthernetPortAllocationSettingData"

void hv_switch_spec_clear(struct hv_switch_spec *s)
{
	free(s->name);
	free(s->adapter);
	*s = (struct hv_switch_spec){ 0 };
}

static int call(struct hv_host *h, const char *method,
		const struct wmi_args *in, const struct hv_wait *wait,
		struct err *e)
{
	static const char class[] = "Msvm_VirtualEthernetSwitchManagementService";
	/* two of its four keys will do (FACTS 5.1) */
	AUTO_REF *service = wmi_ref_new(HV_NS, class,
		"CreationClassName", class,
		"SystemCreationClassName", "Msvm_ComputerSystem", NULL);
	AUTO_RESULT out = { 0 };
	struct wmi_progress progress;

	return wmi_invoke_wait(hv_host_wmi(h), service, method, in,
			       hv_progress(wait, &progress), &out, e);
}

/* --- what it shall be --- */

static int check(const struct hv_switching *known,
		 const struct hv_switch_spec *spec,
		 const struct hv_adapter **adapter, struct err *e)
{
	*adapter = NULL;
	for (size_t i = 0; i < known->networks.n; i++) {
		if (!strcasecmp(known->networks.v[i].name, spec->name))
			return err_set(e, ERR_FAILED, "network '%s' already "
				       "exists with uuid %s",
				       known->networks.v[i].name,
				       known->networks.v[i].guid);
	}
	if (spec->kind != HV_SWITCH_EXTERNAL)
		return 0;
	if (hv_adapter_pick(&known->adapters, spec->adapter, adapter, e) < 0)
		return -1;
	if ((*adapter)->bound) {
		err_set(e, ERR_STATE, "the adapter '%s' serves another network",
			(*adapter)->name);
		return err_hint(e, "hvsh iface-list --all (shows which)");
	}
	return 0;
}

static void add_port(struct wmi_args *in, const char *name,
		     const struct wmi_ref *to)
{
	AUTO_INSTANCE port = WMI_INSTANCE_INIT(PORT);
	AUTO_STR path = STR_INIT;
	const char *value;

	wmi_ref_path(to, &path);
	value = path.buf;
	wmi_instance_set(&port, "ElementName", "string", name);
	wmi_instance_set_num(&port, "ResourceType", "uint16", 33);
	wmi_instance_set(&port, "ResourceSubType", "string",
			 "Microsoft:Hyper-V:Ethernet Connection");
	/* an array also for one value (FACTS 5.5) */
	wmi_instance_set_array(&port, "HostResource", "string", &value, 1);
	wmi_args_instance(in, "ResourceSettings", &port);
}

static void add_ports(struct wmi_args *in, const struct hv_switching *known,
		      const struct hv_switch_spec *spec,
		      const struct hv_adapter *adapter)
{
	if (adapter) {
		AUTO_FREE char *name = xasprintf("%s_External", spec->name);
		AUTO_REF *to = wmi_ref_new(HV_NS, "Msvm_ExternalEthernetPort",
			"CreationClassName", "Msvm_ExternalEthernetPort",
			"DeviceID", adapter->id,
			"SystemCreationClassName", "Msvm_ComputerSystem",
			"SystemName", adapter->system ? adapter->system :
				      known->system, NULL);

		add_port(in, name, to);
	}
	if (spec->kind == HV_SWITCH_INTERNAL ||
	    (adapter && !spec->no_management)) {
		AUTO_REF *host = wmi_ref_new(HV_NS, "Msvm_ComputerSystem",
			"CreationClassName", "Msvm_ComputerSystem",
			"Name", known->system, NULL);

		add_port(in, spec->name, host);
	}
}

/* --- the VLAN of the host's own port --- */

static bool was_there(const struct hv_switching *known, const char *guid)
{
	for (size_t i = 0; i < known->networks.n; i++) {
		if (!strcmp(known->networks.v[i].guid, guid))
			return true;
	}
	return false;
}

/* The host's port of the switch that is new and has the name: a job's result
 * does not tell which switch it made. */
static const struct hv_port *new_port(const struct hv_switching *known,
				      const struct hv_switching *now,
				      const char *name)
{
	for (size_t i = 0; i < now->networks.n; i++) {
		const struct hv_network *n = &now->networks.v[i];

		if (strcmp(n->name, name) || was_there(known, n->guid))
			continue;
		for (size_t k = 0; k < now->ports.n; k++) {
			const struct hv_port *p = &now->ports.v[k];

			if (p->kind == HV_PORT_HOST && !strcmp(p->sw, n->guid))
				return p;
		}
	}
	return NULL;
}

static int set_vlan(struct hv_host *h, const struct hv_switching *known,
		    const struct hv_switch_spec *spec,
		    const struct hv_wait *wait, struct err *e)
{
	AUTO_INSTANCE vlan =
		WMI_INSTANCE_INIT("Msvm_EthernetSwitchPortVlanSettingData");
	AUTO_SWITCHING now = { 0 };
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_REF *ref = NULL;
	const struct hv_port *port;

	if (hv_switching_read(h, HV_SWITCHING_PORTS, &now, e) < 0)
		return -1;
	port = new_port(known, &now, spec->name);
	if (!port)
		return err_set(e, ERR_PROTOCOL, "the host's port on it is "
			       "not to be found");
	ref = wmi_ref_new(HV_NS, PORT, "InstanceID", port->id, NULL);
	wmi_instance_set_num(&vlan, "AccessVlanId", "uint16", spec->vlan);
	wmi_instance_set_num(&vlan, "OperationMode", "uint32", 1);
	wmi_args_ref(&in, "AffectedConfiguration", ref);
	wmi_args_instance(&in, "FeatureSettings", &vlan);
	return call(h, "AddFeatureSettings", &in, wait, e);
}

int hv_switch_create(struct hv_host *h, const struct hv_switching *known,
		     const struct hv_switch_spec *spec,
		     const struct hv_wait *wait, struct err *e)
{
	AUTO_INSTANCE settings =
		WMI_INSTANCE_INIT("Msvm_VirtualEthernetSwitchSettingData");
	AUTO_ARGS in = WMI_ARGS_INIT;
	const struct hv_adapter *adapter;

	if (check(known, spec, &adapter, e) < 0)
		return -1;
	if (!known->system)
		return err_set(e, ERR_PROTOCOL,
			       "the host does not tell its name");
	wmi_instance_set(&settings, "ElementName", "string", spec->name);
	wmi_args_instance(&in, "SystemSettings", &settings);
	add_ports(&in, known, spec, adapter);
	if (call(h, "DefineSystem", &in, wait, e) < 0)
		return -1;
	if (spec->vlan && set_vlan(h, known, spec, wait, e) < 0)
		return err_wrap(e, "it is there, but VLAN %u of the host's "
				"port on it is not set", spec->vlan);
	return 0;
}

int hv_switch_destroy(struct hv_host *h, const char *guid,
		      const struct hv_wait *wait, struct err *e)
{
	static const char class[] = "Msvm_VirtualEthernetSwitch";
	AUTO_FREE char *upper = hv_guid_upper(guid);
	AUTO_REF *sw = wmi_ref_new(HV_NS, class, "CreationClassName", class,
				   "Name", upper, NULL);
	AUTO_ARGS in = WMI_ARGS_INIT;

	wmi_args_ref(&in, "AffectedSystem", sw);
	return call(h, "DestroySystem", &in, wait, e);
}
