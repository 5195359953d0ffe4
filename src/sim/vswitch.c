/* Virtual switches: the three that a new host is given, and the ports that
 * virtual machines have on them while they are on. */
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "sim/devices.h"
#include "sim/host_priv.h"
#include "sim/parts.h"
#include "sim/vm.h"

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

static struct sim_instance *make_switch(struct sim_host *h, const char *name)
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

/* A port that the host itself has: to its network adapter, or for itself. */
static void add_host_port(struct sim_host *h, struct sim_instance *sw,
			  const char *element, struct sim_instance *resource,
			  struct sim_instance *device, const char *mac)
{
	AUTO_FREE char *guid = sim_new_guid(h), *far = sim_new_guid(h);
	AUTO_FREE char *name = xasprintf("Microsoft:%s", far);
	AUTO_FREE char *id = xasprintf("Microsoft:%s\\%s",
				       sim_get_str(sw, "Name"), guid);
	AUTO_FREE char *path = sim_path_of(resource);
	struct sim_value hosts = sim_array();
	struct sim_instance *s, *vssd, *port, *end;
	AUTO_FREE struct sim_ref *r = NULL;
	AUTO_FREE char *top = xasprintf("Microsoft:%s", sim_get_str(sw, "Name"));

	sim_array_add(&hosts, sim_string(path));
	s = sim_part_new(h, sim_part_kind_role(SIM_ROLE_CONNECTION), id);
	if (!s) {
		sim_value_clear(&hosts);
		return;
	}
	sim_set(s, "ElementName", sim_string(element));
	sim_set(s, "HostResource", hosts);
	s = sim_put(h, s);
	r = sim_ref_new(SIM_NS_VIRT, "Msvm_VirtualEthernetSwitchSettingData",
			"InstanceID", top, NULL);
	vssd = sim_resolve(h->store, SIM_NS_VIRT, r);
	sim_relate(h, "Msvm_VirtualEthernetSwitchSettingDataComponent",
		   "GroupComponent", vssd, "PartComponent", s);
	port = make_port(h, sw, guid, element);
	end = make_endpoint(h, "Msvm_ComputerSystem",
			    sim_store_hostname(h->store), name, mac);
	if (port && s)
		join(h, sw, port, s, device, end);
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

void sim_make_switches(struct sim_host *h)
{
	AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_VIRT,
		"Msvm_ComputerSystem", "CreationClassName",
		"Msvm_ComputerSystem", "Name", sim_store_hostname(h->store), NULL);
	struct sim_instance *host = sim_resolve(h->store, SIM_NS_VIRT, r);
	struct sim_instance *sw, *nic, *own;

	sw = make_switch(h, "External");
	if (!sw || !host)
		return;
	nic = make_nic(h, "Msvm_ExternalEthernetPort",
		       "Intel(R) Ethernet Controller X710", "3CFDFE0A0001");
	make_nic(h, "Msvm_ExternalEthernetPort",
		 "Intel(R) Ethernet Controller X710 #2", "3CFDFE0A0002");
	sim_set(nic, "IsBound", sim_bool(true));
	add_host_port(h, sw, "External_External", nic, nic, "3CFDFE0A0001");
	own = make_nic(h, "Msvm_InternalEthernetPort", "External",
		       "00155D0AFFF1");
	add_host_port(h, sw, "External", host, own, "00155D0AFFF1");
	sw = make_switch(h, "Internal");
	own = make_nic(h, "Msvm_InternalEthernetPort", "Internal",
		       "00155D0AFFF2");
	add_host_port(h, sw, "Internal", host, own, "00155D0AFFF2");
	make_switch(h, "Private <lab> & co");
}
