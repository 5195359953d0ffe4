/* Virtual switches: the three that a new host is given, and the ports that
 * virtual machines have on them while they are on. */
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "sim/devices.h"
#include "sim/host_priv.h"
#include "sim/parts.h"
#include "sim/vm.h"
#include "sim/vswitch.h"
#include "sim/wql.h"

#define OK_LINES "EnabledDefault=2\nHealthState=5\nOperationalStatus=2\n" \
	"RequestedState=12\nStatusDescriptions=OK\n"
#define SPEED "MaxSpeed=10000000000\nSpeed=10000000000\n"

static struct sim_instance *make_endpoint(struct sim_host *h,
					  const char *system_class,
					  const char *system, const char *name,
					  const char *mac)
{
	struct sim_instance *i = sim_make(h, SIM_NS_VIRT, "Msvm_LANEndpoint");

	if (!i)
		return NULL;
	sim_fill(i, OK_LINES "Caption=LAN Endpoint\nElementName=LAN Endpoint\n"
		    "EnabledState=2\nNameFormat=Microsoft Virtual Device ID\n"
		    "Connected=true\n");
	sim_set(i, "SystemCreationClassName", sim_string(system_class));
	sim_set(i, "SystemName", sim_string(system));
	sim_set(i, "Name", sim_string(name));
	if (mac)
		sim_set(i, "MACAddress", sim_string(mac));
	return sim_put(h, i);
}

static struct sim_instance *make_port(struct sim_host *h,
				      const struct sim_instance *sw,
				      const char *guid, const char *element)
{
	struct sim_instance *i = sim_make(h, SIM_NS_VIRT,
					  "Msvm_EthernetSwitchPort");

	if (!i)
		return NULL;
	sim_fill(i, OK_LINES SPEED "Caption=Ethernet Switch Port\n"
		    "EnabledState=2\n"
		    "SystemCreationClassName=Msvm_VirtualEthernetSwitch\n");
	sim_set(i, "SystemName", sim_string(sim_get_str(sw, "Name")));
	sim_set(i, "DeviceID", sim_stringf("Microsoft:%s", guid));
	sim_set(i, "Name", sim_string(guid));
	sim_set(i, "ElementName", sim_string(element));
	i = sim_put(h, i);
	sim_relate(h, "Msvm_SystemDevice", "GroupComponent", sw,
		   "PartComponent", i);
	return i;
}

/* The setting data of a port, its endpoint, and the endpoint at its other
 * side, all related. */
static void join(struct sim_host *h, const struct sim_instance *sw,
		 const struct sim_instance *port,
		 const struct sim_instance *settings,
		 const struct sim_instance *device,
		 const struct sim_instance *far)
{
	struct sim_instance *near, *i;

	near = make_endpoint(h, "Msvm_VirtualEthernetSwitch",
			     sim_get_str(sw, "Name"),
			     sim_get_str(port, "DeviceID"), NULL);
	sim_relate(h, "Msvm_EthernetDeviceSAPImplementation", "Antecedent",
		   port, "Dependent", near);
	sim_relate(h, "Msvm_EthernetDeviceSAPImplementation", "Antecedent",
		   device, "Dependent", far);
	sim_relate(h, "Msvm_ActiveConnection", "Antecedent", far, "Dependent",
		   near);
	i = sim_make(h, SIM_NS_VIRT, "Msvm_ElementSettingData");
	if (!i)
		return;
	sim_fill(i, "IsCurrent=0\nIsDefault=0\nIsNext=0\n");
	sim_set(i, "ManagedElement", sim_ref_to(port));
	sim_set(i, "SettingData", sim_ref_to(settings));
	sim_put(h, i);
}

/* --- ports of virtual machines --- */

/* The GUID of its adapter: "Microsoft:VM\GUID\C". */
static char *guid_of(const struct sim_instance *connection)
{
	const char *id = sim_get_str(connection, "InstanceID");
	const char *p = strchr(id, '\\');

	return p ? xstrndup(p + 1, strcspn(p + 1, "\\")) : xstrdup("");
}

void sim_port_add(struct sim_host *h, struct sim_instance *vm,
		  struct sim_instance *connection)
{
	const char *path = sim_first_str(connection, "HostResource");
	struct sim_instance *sw = *path ? sim_at_path(h, path) : NULL;
	struct sim_instance *nic = sim_part_parent(h, connection);
	const struct sim_part_kind *k = nic ? sim_part_kind_of(nic) : NULL;
	AUTO_FREE char *guid = guid_of(connection), *name = NULL;
	AUTO_FREE struct sim_ref *r = NULL;
	struct sim_instance *port, *end;

	if (!sw || !k || !k->device ||
	    sim_get_uint(connection, "EnabledState") == 3)
		return;
	port = make_port(h, sw, guid, sim_get_str(nic, "ElementName"));
	if (!port)
		return;         /* a loaded host has it already */
	name = xasprintf("Microsoft:%s", guid);
	end = make_endpoint(h, "Msvm_ComputerSystem", sim_get_str(vm, "Name"),
			    name, sim_get_str(nic, "Address"));
	r = sim_ref_new(SIM_NS_VIRT, k->device, "CreationClassName", k->device,
			"DeviceID", sim_get_str(nic, "InstanceID"),
			"SystemCreationClassName", "Msvm_ComputerSystem",
			"SystemName", sim_get_str(vm, "Name"), NULL);
	join(h, sw, port, connection, sim_resolve(h->store, SIM_NS_VIRT, r), end);
}

static void drop_named(struct sim_host *h, const char *cls, const char *prop,
		       const char *value)
{
	struct sim_class *c = sim_class_find(h->store, SIM_NS_VIRT, cls);
	struct sim_parts gone = VEC_INIT;

	for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next) {
		if (!strcasecmp(sim_get_str(i, prop), value))
			vec_push(&gone, i);
	}
	for (size_t k = 0; k < gone.n; k++)
		sim_remove_related(h, gone.v[k]);
	vec_free(&gone);
}

void sim_port_drop(struct sim_host *h, struct sim_instance *connection)
{
	AUTO_FREE char *guid = guid_of(connection);
	AUTO_FREE char *id = xasprintf("Microsoft:%s", guid);

	drop_named(h, "Msvm_EthernetSwitchPort", "DeviceID", id);
	drop_named(h, "Msvm_LANEndpoint", "Name", id);
}

/* --- switches --- */

struct sim_instance *sim_switch_make(struct sim_host *h, const char *name)
{
	struct sim_instance *i = sim_make(h, SIM_NS_VIRT,
					  "Msvm_VirtualEthernetSwitch"), *s;
	AUTO_FREE char *guid = sim_new_guid(h);

	if (!i)
		return NULL;
	sim_fill(i, OK_LINES "Caption=Virtual Switch\nDedicated=38\n"
		"Description=Microsoft Virtual Switch\nEnabledState=5\n"
		"MaxIOVOffloads=0\nMaxVMQOffloads=0\nResetCapability=5\n"
		"Status=OK\n");
	sim_set(i, "Name", sim_string(guid));
	sim_set(i, "ElementName", sim_string(name));
	i = sim_put(h, i);
	s = sim_make(h, SIM_NS_VIRT, "Msvm_VirtualEthernetSwitchSettingData");
	if (!s)
		return i;
	sim_fill(s, "BandwidthReservationMode=1\n"
		"Caption=Virtual Ethernet Switch Settings\n"
		"Description=Active settings for the virtual Ethernet switch\n"
		"IOVPreferred=false\nMaxNumMACAddress=1024\nNotes=\n"
		"PacketDirectEnabled=false\nTeamingEnabled=false\n"
		"VirtualSystemType=Microsoft:Hyper-V:EthernetSwitch\n");
	sim_set(s, "InstanceID", sim_stringf("Microsoft:%s", guid));
	sim_set(s, "VirtualSystemIdentifier", sim_string(guid));
	sim_set(s, "ElementName", sim_string(name));
	sim_set(s, "CreationTime", sim_time(h->clock_us));
	s = sim_put(h, s);
	sim_relate(h, "Msvm_SettingsDefineState", "ManagedElement", i,
		   "SettingData", s);
	return i;
}

struct sim_instance *sim_switch_settings(struct sim_host *h,
					 const struct sim_instance *sw)
{
	AUTO_FREE char *id = xasprintf("Microsoft:%s", sim_get_str(sw, "Name"));
	AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_VIRT,
		"Msvm_VirtualEthernetSwitchSettingData", "InstanceID", id, NULL);

	return sim_resolve(h->store, SIM_NS_VIRT, r);
}

struct sim_instance *sim_switch_of(struct sim_host *h,
				   const struct sim_instance *settings)
{
	const char *id = sim_get_str(settings, "InstanceID");
	const char *p = strchr(id, ':');
	AUTO_FREE char *guid = p ? xstrndup(p + 1, strcspn(p + 1, "\\")) :
				   xstrdup("");
	AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_VIRT,
		"Msvm_VirtualEthernetSwitch", "CreationClassName",
		"Msvm_VirtualEthernetSwitch", "Name", guid, NULL);

	return sim_resolve(h->store, SIM_NS_VIRT, r);
}

struct sim_instance *sim_own_row(struct sim_host *h)
{
	AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_VIRT,
		"Msvm_ComputerSystem", "CreationClassName",
		"Msvm_ComputerSystem", "Name", sim_store_hostname(h->store), NULL);

	return sim_resolve(h->store, SIM_NS_VIRT, r);
}

/* --- ports that the host itself has --- */

static struct sim_instance *port_settings(struct sim_host *h,
					  const struct sim_instance *sw,
					  const char *guid, const char *element,
					  const struct sim_instance *resource)
{
	AUTO_FREE char *id = xasprintf("Microsoft:%s\\%s",
				       sim_get_str(sw, "Name"), guid);
	AUTO_FREE char *path = sim_path_of(resource);
	struct sim_value hosts = sim_array();
	struct sim_instance *s;

	sim_array_add(&hosts, sim_string(path));
	s = sim_part_new(h, sim_part_kind_role(SIM_ROLE_CONNECTION), id);
	if (!s) {
		sim_value_clear(&hosts);
		return NULL;
	}
	sim_set(s, "ElementName", sim_string(element));
	sim_set(s, "HostResource", hosts);
	s = sim_put(h, s);
	sim_relate(h, "Msvm_VirtualEthernetSwitchSettingDataComponent",
		   "GroupComponent", sim_switch_settings(h, sw),
		   "PartComponent", s);
	return s;
}

static struct sim_instance *make_nic(struct sim_host *h, const char *cls,
				     const char *name, const char *mac)
{
	struct sim_instance *i = sim_make(h, SIM_NS_VIRT, cls);
	AUTO_FREE char *guid = sim_new_guid(h);

	if (!i)
		return NULL;
	sim_fill(i, OK_LINES SPEED "Caption=Ethernet Port\nEnabledState=2\n"
		"IsBound=false\nSystemCreationClassName=Msvm_ComputerSystem\n");
	sim_set(i, "SystemName", sim_string(sim_store_hostname(h->store)));
	sim_set(i, "DeviceID", sim_stringf("Microsoft:{%s}", guid));
	sim_set(i, "ElementName", sim_string(name));
	sim_set(i, "Name", sim_string(name));
	sim_set(i, "PermanentAddress", sim_string(mac));
	return sim_put(h, i);
}

/* An address for an adapter of the host's own that no other one has. */
static char *own_mac(struct sim_host *h)
{
	struct sim_class *c = sim_class_find(h->store, SIM_NS_VIRT,
					     "Msvm_InternalEthernetPort");

	for (unsigned n = 1;; n++) {
		char *mac = xasprintf("00155D0AFFF%X", n);
		bool taken = false;

		if (n > 15) {
			free(mac);
			mac = xasprintf("00155D0B%04X", n & 0xFFFF);
		}
		for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next)
			taken |= !strcmp(sim_get_str(i, "PermanentAddress"), mac);
		if (!taken)
			return mac;
		free(mac);
	}
}

struct sim_instance *sim_switch_add_port(struct sim_host *h,
					 struct sim_instance *sw,
					 const char *element,
					 struct sim_instance *resource)
{
	bool external = sim_class_isa(resource->cls, "Msvm_ExternalEthernetPort");
	AUTO_FREE char *guid = sim_new_guid(h), *far = sim_new_guid(h);
	AUTO_FREE char *name = xasprintf("Microsoft:%s", far);
	AUTO_FREE char *mac = external ?
		xstrdup(sim_get_str(resource, "PermanentAddress")) : own_mac(h);
	struct sim_instance *device = external ? resource :
		make_nic(h, "Msvm_InternalEthernetPort",
			 sim_get_str(sw, "ElementName"), mac);
	struct sim_instance *s, *port, *end;

	if (external)
		sim_set(resource, "IsBound", sim_bool(true));
	s = port_settings(h, sw, guid, element, resource);
	port = make_port(h, sw, guid, element);
	end = make_endpoint(h, "Msvm_ComputerSystem",
			    sim_store_hostname(h->store), name, mac);
	if (port && s && device)
		join(h, sw, port, s, device, end);
	return s;
}

/* The first that an association leads to; or NULL. */
static struct sim_instance *beyond(struct sim_host *h,
				   struct sim_instance *from,
				   const char *assoc, const char *role)
{
	struct sim_result r = SIM_RESULT_INIT;
	struct sim_instance *found = NULL;

	if (from && sim_associators(h->store, from, assoc, NULL, role, NULL,
				    &r) == SIM_Q_OK && r.n)
		found = r.v[0];         /* the store has it */
	sim_result_clear(&r);
	return found;
}

void sim_switch_drop_port(struct sim_host *h, struct sim_instance *port)
{
	static const char sap[] = "Msvm_EthernetDeviceSAPImplementation";
	AUTO_FREE char *guid = guid_of(port);
	AUTO_FREE char *id = xasprintf("Microsoft:%s", guid);
	struct sim_class *c = sim_class_find(h->store, SIM_NS_VIRT,
					     "Msvm_LANEndpoint");
	struct sim_instance *near = c ? c->first : NULL, *far, *device;

	while (near && strcasecmp(sim_get_str(near, "Name"), id))
		near = near->next;
	far = beyond(h, near, "Msvm_ActiveConnection", "Dependent");
	device = beyond(h, far, sap, "Dependent");
	if (device && sim_class_isa(device->cls, "Msvm_InternalEthernetPort"))
		sim_remove_related(h, device);
	else if (device)
		sim_set(device, "IsBound", sim_bool(false));
	if (far)
		sim_remove_related(h, far);
	drop_named(h, "Msvm_EthernetSwitchPort", "DeviceID", id);
	drop_named(h, "Msvm_LANEndpoint", "Name", id);
	sim_features_drop(h, port);
	sim_remove_related(h, port);
}

void sim_switch_drop(struct sim_host *h, struct sim_instance *sw)
{
	struct sim_instance *settings = sim_switch_settings(h, sw);
	struct sim_class *c = sim_class_find(h->store, SIM_NS_VIRT,
				"Msvm_EthernetPortAllocationSettingData");
	struct sim_parts ports = VEC_INIT;

	for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next) {
		if (sim_switch_of(h, i) == sw)
			vec_push(&ports, i);
	}
	for (size_t k = 0; k < ports.n; k++)
		sim_switch_drop_port(h, ports.v[k]);
	vec_free(&ports);
	if (settings)
		sim_remove_related(h, settings);
	sim_remove_related(h, sw);
}

void sim_make_switches(struct sim_host *h)
{
	struct sim_instance *host = sim_own_row(h), *sw, *nic;

	sw = sim_switch_make(h, "External");
	if (!sw || !host)
		return;
	nic = make_nic(h, "Msvm_ExternalEthernetPort",
		       "Intel(R) Ethernet Controller X710", "3CFDFE0A0001");
	make_nic(h, "Msvm_ExternalEthernetPort",
		 "Intel(R) Ethernet Controller X710 #2", "3CFDFE0A0002");
	if (nic)
		sim_switch_add_port(h, sw, "External_External", nic);
	sim_switch_add_port(h, sw, "External", host);
	sw = sim_switch_make(h, "Internal");
	if (sw)
		sim_switch_add_port(h, sw, "Internal", host);
	sim_switch_make(h, "Private <lab> & co");
}
