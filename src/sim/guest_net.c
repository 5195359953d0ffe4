/* Msvm_GuestNetworkAdapterConfiguration: the addresses that guests have, and
 * how they are told others.
 *
 * There is one for each adapter of a VM, also of one that is off: it says
 * nothing then (as a real host's did). What a guest was told it keeps. */
#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/parse.h"
#include "sim/change.h"
#include "sim/cimxml.h"
#include "sim/files.h"
#include "sim/integration.h"
#include "sim/methods_priv.h"
#include "sim/parts.h"
#include "sim/vm.h"

#define CONFIG "Msvm_GuestNetworkAdapterConfiguration"
#define NIC "Msvm_SyntheticEthernetPortSettingData"
#define OWN "Hvsim_GuestAddress"
#define KVP "Msvm_KvpExchangeComponent"
#define IPV4_AND_6 4098         /* ProtocolIFType */

static const char *const lists[] = {
	"IPAddresses", "Subnets", "DefaultGateways", "DNSServers",
};
#define LISTS (sizeof lists / sizeof *lists)

/* "Microsoft:VM\NIC" as "Microsoft:GuestNetwork\VM\NIC" (FACTS 5.16). */
static char *config_id(const struct sim_instance *nic)
{
	const char *id = sim_get_str(nic, "InstanceID");
	const char *p = strchr(id, ':');

	return xasprintf("Microsoft:GuestNetwork\\%s", p ? p + 1 : id);
}

static struct sim_instance *find(struct sim_host *h, const char *ns,
				 const char *cls, const char *key,
				 const char *value)
{
	AUTO_FREE struct sim_ref *r = sim_ref_new(ns, cls, key, value, NULL);

	return sim_resolve(h->store, ns, r);
}

static bool connected(struct sim_host *h, const struct sim_instance *nic)
{
	AUTO_FREE char *id = xasprintf("%s\\C", sim_get_str(nic, "InstanceID"));
	struct sim_instance *c = find(h, SIM_NS_VIRT,
				      "Msvm_EthernetPortAllocationSettingData",
				      "InstanceID", id);

	return c && *sim_first_str(c, "HostResource");
}

static struct sim_value two(const char *a, const char *b)
{
	struct sim_value v = sim_array();

	sim_array_add(&v, sim_string(a));
	if (b)
		sim_array_add(&v, sim_string(b));
	return v;
}

/* By DHCP: an address of the network for documentation, and the one that an
 * IPv6 host makes of its MAC. */
static void by_dhcp(struct sim_instance *config, const struct sim_instance *vm,
		    const struct sim_instance *nic)
{
	const char *mac = sim_get_str(nic, "Address");
	unsigned n = (unsigned)(strtoul(sim_get_str(vm, "Name"), NULL, 16) & 0xFF);
	AUTO_FREE char *v4 = xasprintf("192.0.2.%u", n);
	AUTO_FREE char *v6 = strlen(mac) == 12 ?
		xasprintf("fe80::215:5dff:fe%.2s:%.4s", mac + 6, mac + 8) :
		xstrdup("fe80::1");

	for (char *p = v6; *p; p++)
		*p = *p >= 'A' && *p <= 'F' ? (char)(*p + 32) : *p;
	sim_set(config, "DHCPEnabled", sim_bool(true));
	sim_set(config, "IPAddresses", two(v4, v6));
	sim_set(config, "Subnets", two("255.255.255.0", "/64"));
	sim_set(config, "DefaultGateways", two("192.0.2.1", NULL));
	sim_set(config, "DNSServers", two("192.0.2.53", NULL));
	sim_set(config, "IPAddressOrigins", sim_numbers(2, 1U, 1U));
}

static void as_told(struct sim_instance *config, const struct sim_instance *own)
{
	const struct sim_value *v = sim_get(own, "IPAddresses");
	struct sim_value origins = sim_array();

	for (size_t i = 0; i < LISTS; i++)
		sim_set(config, lists[i],
			sim_value_copy(sim_get(own, lists[i])));
	for (uint32_t i = 0; v->kind == SIM_V_ARRAY && i < v->n; i++)
		sim_array_add(&origins, sim_uint(2));
	sim_set(config, "DHCPEnabled", sim_bool(false));
	sim_set(config, "IPAddressOrigins", origins);
}

static void say(struct sim_instance *config, const struct sim_instance *own,
		const struct sim_instance *vm, const struct sim_instance *nic)
{
	if (sim_get(own, "DHCPEnabled")->b)
		by_dhcp(config, vm, nic);
	else
		as_told(config, own);
	sim_set(config, "ProtocolIFType", sim_uint(IPV4_AND_6));
}

static void fall_silent(struct sim_instance *config)
{
	for (size_t i = 0; i < LISTS; i++)
		sim_set(config, lists[i], (struct sim_value){ .kind = SIM_V_NULL });
	sim_set(config, "IPAddressOrigins",
		(struct sim_value){ .kind = SIM_V_NULL });
	sim_set(config, "ProtocolIFType", sim_uint(0));
}

static struct sim_instance *make(struct sim_host *h, struct sim_instance *nic,
				 const char *id)
{
	struct sim_instance *i = sim_make(h, SIM_NS_VIRT, CONFIG);
	struct sim_instance *own = sim_make(h, SIM_NS_OWN, OWN);

	if (own) {
		sim_set(own, "Adapter", sim_string(sim_get_str(nic, "InstanceID")));
		sim_set(own, "DHCPEnabled", sim_bool(true));
		sim_put(h, own);
	}
	if (!i)
		return NULL;
	sim_set(i, "InstanceID", sim_string(id));
	sim_fill(i, "DHCPEnabled=true\nProtocolIFType=0\n");
	i = sim_put(h, i);
	sim_relate(h, "Msvm_SettingDataComponent", "GroupComponent", nic,
		   "PartComponent", i);
	return i;
}

/* Those of adapters that are gone. */
static void drop_old(struct sim_host *h)
{
	struct sim_class *c = sim_class_find(h->store, SIM_NS_OWN, OWN);
	struct sim_instance *own = c ? c->first : NULL, *next;

	for (; own; own = next) {
		const char *nic = sim_get_str(own, "Adapter");
		AUTO_FREE char *id = NULL;
		struct sim_instance *config;

		next = own->next;
		if (find(h, SIM_NS_VIRT, NIC, "InstanceID", nic))
			continue;
		id = xasprintf("Microsoft:GuestNetwork\\%s",
			       nic + strlen("Microsoft:"));
		config = find(h, SIM_NS_VIRT, CONFIG, "InstanceID", id);
		if (config)
			sim_remove_related(h, config);
		sim_store_remove(h->store, own);
	}
}

void sim_guest_nets(struct sim_host *h)
{
	struct sim_class *c = sim_class_find(h->store, SIM_NS_VIRT, NIC);

	for (struct sim_instance *nic = c ? c->first : NULL; nic; nic = nic->next) {
		struct sim_instance *vm = sim_part_vm(h, nic), *config, *own;
		AUTO_FREE char *id = config_id(nic);
		bool said, can;

		if (!vm)
			continue;
		config = find(h, SIM_NS_VIRT, CONFIG, "InstanceID", id);
		if (!config)
			config = make(h, nic, id);
		own = find(h, SIM_NS_OWN, OWN, "Adapter",
			   sim_get_str(nic, "InstanceID"));
		if (!config || !own)
			continue;       /* loaded: it says what it says */
		said = sim_get_uint(config, "ProtocolIFType");
		can = sim_integration_works(h, vm, KVP) && connected(h, nic);
		if (can && !said)
			say(config, own, vm, nic);
		else if (!can && said)
			fall_silent(config);
	}
	drop_old(h);
}

/* --- SetGuestNetworkAdapterConfiguration --- */

static bool is_address(const char *text)
{
	unsigned char buf[16];

	return inet_pton(AF_INET, text, buf) == 1 ||
	       inet_pton(AF_INET6, text, buf) == 1;
}

static bool is_subnet(const char *text)
{
	uint64_t bits;

	return is_address(text) ||
	       parse_u64(text + (*text == '/'), 128, &bits) == 0;
}

/* What the text asks for, in a record that is not in the store. */
static uint32_t read_wish(struct sim_host *h, const char *text,
			  struct sim_instance *own, char **id)
{
	struct sim_cim cim;
	uint32_t rc = SIM_RET_DONE;
	bool dhcp;

	if (sim_cim_parse(text, &cim) < 0)
		return sim_cim_refusal(text);
	*id = xstrdup(sim_cim_text(&cim, "InstanceID"));
	dhcp = sim_cim_text(&cim, "DHCPEnabled") &&
	       !strcasecmp(sim_cim_text(&cim, "DHCPEnabled"), "true");
	if (strcasecmp(cim.cls, CONFIG) || !*id ||
	    !sim_class_find(h->store, SIM_NS_VIRT, CONFIG))
		rc = SIM_RET_PARAMETER;
	for (size_t i = 0; !rc && i < LISTS; i++) {
		const struct sim_cim_prop *p = sim_cim_find(&cim, lists[i]);
		struct sim_value v = sim_array();

		for (size_t k = 0; p && k < p->values.n; k++) {
			if (!(i == 1 ? is_subnet : is_address)(p->values.v[k]))
				rc = SIM_RET_PARAMETER;
			sim_array_add(&v, sim_string(p->values.v[k]));
		}
		if (p && !p->array)
			rc = SIM_RET_PARAMETER;
		sim_set(own, lists[i], v);
	}
	sim_set(own, "DHCPEnabled", sim_bool(dhcp));
	if (!rc && !dhcp && (!sim_get(own, "IPAddresses")->n ||
			     sim_get(own, "IPAddresses")->n !=
			     sim_get(own, "Subnets")->n))
		rc = SIM_RET_PARAMETER;
	sim_cim_clear(&cim);
	return rc;
}

/* The record of that configuration, if it is the VM's. */
static struct sim_instance *record_of(struct sim_host *h,
				      const struct sim_instance *vm,
				      const char *id)
{
	static const char prefix[] = "Microsoft:GuestNetwork\\";
	AUTO_FREE char *nic = NULL;
	size_t n = sizeof prefix - 1, guid = strlen(sim_get_str(vm, "Name"));

	if (strncasecmp(id, prefix, n) ||
	    strncasecmp(id + n, sim_get_str(vm, "Name"), guid) ||
	    id[n + guid] != '\\')
		return NULL;
	nic = xasprintf("Microsoft:%s", id + n);
	return find(h, SIM_NS_OWN, OWN, "Adapter", nic);
}

static uint32_t apply(struct sim_call *c, const struct sim_instance *vm,
		      const char *text, bool dry)
{
	struct sim_instance *wish = sim_make(c->host, SIM_NS_OWN, OWN);
	struct sim_instance *own = NULL, *config;
	AUTO_FREE char *id = NULL;
	uint32_t rc = wish ? read_wish(c->host, text, wish, &id) :
			     SIM_RET_FAILED;

	if (!rc)
		own = record_of(c->host, vm, id);
	if (!rc && !own)
		rc = SIM_RET_PARAMETER;
	if (!rc && !dry) {
		for (size_t i = 0; i < LISTS; i++)
			sim_set(own, lists[i],
				sim_value_copy(sim_get(wish, lists[i])));
		sim_set(own, "DHCPEnabled",
			sim_value_copy(sim_get(wish, "DHCPEnabled")));
		config = find(c->host, SIM_NS_VIRT, CONFIG, "InstanceID", id);
		if (config)
			fall_silent(config);    /* it speaks again at once */
	}
	sim_instance_drop(wish);
	return rc;
}

static uint32_t apply_all(struct sim_call *c, bool dry,
			  struct sim_instance **ret)
{
	bool given;
	struct sim_instance *vm = sim_call_object(c, "ComputerSystem", 0, &given);
	const char *text;
	uint32_t rc = SIM_RET_DONE;

	*ret = vm;
	if (!vm || !sim_is_vm(vm) || !sim_call_text(c, "NetworkConfiguration"))
		return SIM_RET_PARAMETER;
	if (!sim_integration_works(c->host, vm, KVP))
		return SIM_RET_STATE;
	for (size_t n = 0; !rc && (text = sim_call_text_at(c,
					"NetworkConfiguration", n)); n++)
		rc = apply(c, vm, text, dry);
	return rc;
}

static int run_set(struct sim_call *c, struct sim_refusal *r)
{
	struct sim_instance *vm;
	uint32_t rc = apply_all(c, true, &vm);

	if (rc)
		return sim_refuse_now(r, rc);
	apply_all(c, false, &vm);
	return 0;
}

const struct sim_change sim_change_guest_net = {
	"SetGuestNetworkAdapterConfiguration", 33, "Msvm_ConcreteJob",
	"Setting Guest Network Configuration", run_set,
};

uint32_t sim_do_set_guest_net(struct sim_call *c)
{
	struct sim_instance *vm;
	uint32_t rc = apply_all(c, true, &vm);

	return rc ? rc : sim_change(c, &sim_change_guest_net, vm, true);
}
