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
#include "hv/switch_parts.h"
#include "wmi/job.h"
#include "wmi/method.h"
#include "wmi/object.h"

void hv_switch_spec_clear(struct hv_switch_spec *s)
{
	free(s->name);
	free(s->notes);
	free(s->adapter);
	*s = (struct hv_switch_spec){ 0 };
}

int hv_switch_call(struct hv_host *h, const char *method,
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

int hv_switch_check_name(const struct hv_switching *known, const char *name,
			 const char *own, struct err *e)
{
	for (size_t i = 0; i < known->networks.n; i++) {
		const struct hv_network *n = &known->networks.v[i];

		if (!strcasecmp(n->name, name) &&
		    (!own || strcmp(n->guid, own)))
			return err_set(e, ERR_FAILED, "network '%s' already "
				       "exists with uuid %s", n->name,
				       n->guid);
	}
	return 0;
}

int hv_switch_adapter(const struct hv_switching *known, const char *word,
		      const char *own, const struct hv_adapter **ret,
		      struct err *e)
{
	const struct hv_adapter *a;

	if (hv_adapter_pick(&known->adapters, word, &a, e) < 0)
		return -1;
	if (a->bound && (!own || strcasecmp(a->id, own))) {
		err_set(e, ERR_STATE, "the adapter '%s' serves another network",
			a->name);
		return err_hint(e, "hvsh iface-list --all (shows which)");
	}
	*ret = a;
	return 0;
}

static bool text_differs(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

bool hv_switch_settings(struct wmi_instance *i,
			const struct hv_switch_spec *have,
			const struct hv_switch_spec *want)
{
	const char *notes = want->notes ? want->notes : "";
	bool name = !have || text_differs(have->name, want->name);
	bool other = text_differs(have ? have->notes : NULL, notes);

	if (name)
		wmi_instance_set(i, "ElementName", "string", want->name);
	if (other)
		wmi_instance_set_array(i, "Notes", "string", &notes, 1);
	return name || other;
}

static void add_port(struct wmi_args *in, const char *name, const char *path)
{
	AUTO_INSTANCE port = WMI_INSTANCE_INIT(HV_SWITCH_PORT);

	wmi_instance_set(&port, "ElementName", "string", name);
	wmi_instance_set_num(&port, "ResourceType", "uint16", 33);
	wmi_instance_set(&port, "ResourceSubType", "string",
			 "Microsoft:Hyper-V:Ethernet Connection");
	/* an array also for one value (FACTS 5.5) */
	wmi_instance_set_array(&port, "HostResource", "string", &path, 1);
	wmi_args_instance(in, "ResourceSettings", &port);
}

char *hv_switch_adapter_path(const struct hv_switching *known,
			     const struct hv_adapter *a)
{
	AUTO_REF *to = wmi_ref_new(HV_NS, "Msvm_ExternalEthernetPort",
		"CreationClassName", "Msvm_ExternalEthernetPort",
		"DeviceID", a->id,
		"SystemCreationClassName", "Msvm_ComputerSystem",
		"SystemName", a->system ? a->system : known->system, NULL);
	AUTO_STR path = STR_INIT;

	wmi_ref_path(to, &path);
	return str_take(&path);
}

void hv_switch_external_port(struct wmi_args *in,
			     const struct hv_switching *known,
			     const struct hv_switch_spec *spec,
			     const struct hv_adapter *adapter)
{
	AUTO_FREE char *name = xasprintf("%s_External", spec->name);
	AUTO_FREE char *path = hv_switch_adapter_path(known, adapter);

	add_port(in, name, path);
}

void hv_switch_host_port(struct wmi_args *in, const struct hv_switching *known,
			 const struct hv_switch_spec *spec)
{
	AUTO_REF *host = wmi_ref_new(HV_NS, "Msvm_ComputerSystem",
		"CreationClassName", "Msvm_ComputerSystem",
		"Name", known->system, NULL);
	AUTO_STR path = STR_INIT;

	wmi_ref_path(host, &path);
	add_port(in, spec->name, path.buf);
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

int hv_switch_add_vlan(struct hv_host *h, const char *port, unsigned vlan,
		       const struct hv_wait *wait, struct err *e)
{
	AUTO_INSTANCE i =
		WMI_INSTANCE_INIT("Msvm_EthernetSwitchPortVlanSettingData");
	AUTO_REF *ref = wmi_ref_new(HV_NS, HV_SWITCH_PORT, "InstanceID", port,
				    NULL);
	AUTO_ARGS in = WMI_ARGS_INIT;

	wmi_instance_set_num(&i, "AccessVlanId", "uint16", vlan);
	wmi_instance_set_num(&i, "OperationMode", "uint32", 1);
	wmi_args_ref(&in, "AffectedConfiguration", ref);
	wmi_args_instance(&in, "FeatureSettings", &i);
	return hv_switch_call(h, "AddFeatureSettings", &in, wait, e);
}

static int set_vlan(struct hv_host *h, const struct hv_switching *known,
		    const struct hv_switch_spec *spec,
		    const struct hv_wait *wait, struct err *e)
{
	AUTO_SWITCHING now = { 0 };
	const struct hv_port *port;

	if (hv_switching_read(h, HV_SWITCHING_PORTS, &now, e) < 0)
		return -1;
	port = new_port(known, &now, spec->name);
	if (!port)
		return err_set(e, ERR_PROTOCOL, "the host's port on it is "
			       "not to be found");
	return hv_switch_add_vlan(h, port->id, spec->vlan, wait, e);
}

int hv_switch_create(struct hv_host *h, const struct hv_switching *known,
		     const struct hv_switch_spec *spec,
		     const struct hv_wait *wait, struct err *e)
{
	AUTO_INSTANCE settings =
		WMI_INSTANCE_INIT("Msvm_VirtualEthernetSwitchSettingData");
	AUTO_ARGS in = WMI_ARGS_INIT;
	const struct hv_adapter *adapter = NULL;

	if (hv_switch_check_name(known, spec->name, NULL, e) < 0 ||
	    (spec->kind == HV_SWITCH_EXTERNAL &&
	     hv_switch_adapter(known, spec->adapter, NULL, &adapter, e) < 0))
		return -1;
	if (!known->system)
		return err_set(e, ERR_PROTOCOL,
			       "the host does not tell its name");
	hv_switch_settings(&settings, NULL, spec);
	wmi_args_instance(&in, "SystemSettings", &settings);
	if (adapter)
		hv_switch_external_port(&in, known, spec, adapter);
	if (hv_switch_has_host(spec))
		hv_switch_host_port(&in, known, spec);
	if (hv_switch_call(h, "DefineSystem", &in, wait, e) < 0) {
		/* the host goes on, and nobody sets it then */
		if (spec->vlan && err_unclear(e))
			err_append(e, "; VLAN %u of the host's port is not set",
				   spec->vlan);
		return -1;
	}
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
	return hv_switch_call(h, "DestroySystem", &in, wait, e);
}
