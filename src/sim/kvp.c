/* Msvm_KvpExchangeComponent: what a guest tells of itself while it runs, as
 * instances in CIM-XML. */
#include <ctype.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/cimxml.h"
#include "sim/host_priv.h"
#include "sim/vm.h"

#define FROM_GUEST 2            /* Source */

static void add_item(struct sim_host *h, struct sim_value *list,
		     const char *name, const char *data)
{
	struct sim_instance *i = sim_make(h, SIM_NS_VIRT,
					  "Msvm_KvpExchangeDataItem");
	AUTO_STR xml = STR_INIT;

	if (!i)
		return;
	sim_set(i, "Name", sim_string(name));
	sim_set(i, "Data", sim_string(data));
	sim_set(i, "Source", sim_uint(FROM_GUEST));
	sim_cim_print(i, &xml);
	sim_instance_drop(i);
	sim_array_add(list, sim_string(xml.buf));
}

/* A host name from that of the VM: letters, digits and hyphens. */
static char *host_name(const char *vm)
{
	AUTO_STR s = STR_INIT;
	bool gap = false;

	for (; *vm && s.len < 14; vm++) {
		if (!isalnum((unsigned char)*vm)) {
			gap = s.len;
			continue;
		}
		if (gap)
			str_addc(&s, '-');
		gap = false;
		str_addc(&s, (char)tolower((unsigned char)*vm));
	}
	return s.len ? str_take(&s) : xstrdup("guest");
}

void sim_kvp_tell(struct sim_host *h, const struct sim_instance *vm,
		  struct sim_instance *component)
{
	const struct sim_value *has = sim_get(component,
					      "GuestIntrinsicExchangeItems");
	AUTO_FREE char *name = host_name(sim_get_str(vm, "ElementName"));
	AUTO_FREE char *fqdn = xasprintf("%s.example.org", name);
	unsigned n = (unsigned)(strtoul(sim_get_str(vm, "Name"), NULL, 16) & 0xFF);
	AUTO_FREE char *address = xasprintf("192.0.2.%u", n);
	struct sim_value list;

	if (!has || has->kind == SIM_V_ARRAY)
		return;         /* a loaded host's guest has spoken already */
	list = sim_array();
	add_item(h, &list, "FullyQualifiedDomainName", fqdn);
	add_item(h, &list, "OSName", "Windows Server 2019 Standard");
	add_item(h, &list, "OSVersion", "10.0.17763");
	add_item(h, &list, "NetworkAddressIPv4", address);
	sim_set(component, "GuestIntrinsicExchangeItems", list);
}
