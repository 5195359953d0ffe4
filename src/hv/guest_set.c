/* hv/guest_set.c - what the system inside a VM is told */
#include "base/err.h"
#include "base/mem.h"
#include "hv/guest.h"
#include "hv/host.h"
#include "hv/service.h"
#include "hv/vm.h"
#include "wmi/method.h"
#include "wmi/object.h"

static struct wmi_ref *vm_ref(const struct hv_vm *vm)
{
	AUTO_FREE char *upper = hv_guid_upper(vm->guid);

	return wmi_ref_new(HV_NS, "Msvm_ComputerSystem", "CreationClassName",
			   "Msvm_ComputerSystem", "Name", upper, NULL);
}

int hv_guest_set(struct hv_host *h, const struct hv_guest *g,
		 enum hv_kvp_source source, const char *name, const char *data,
		 const struct hv_wait *wait, struct err *e)
{
	AUTO_INSTANCE item = WMI_INSTANCE_INIT("Msvm_KvpExchangeDataItem");
	const char *old = hv_guest_value(g, source, name);
	AUTO_REF *vm = vm_ref(g->vm);
	AUTO_ARGS in = WMI_ARGS_INIT;

	if (!data && !old)
		return err_set(e, ERR_NOT_FOUND, "there is no pair '%s'", name);
	wmi_instance_set(&item, "Name", "string", name);
	wmi_instance_set(&item, "Data", "string", data ? data : "");
	wmi_instance_set_num(&item, "Source", "uint16", source);
	wmi_args_ref(&in, "TargetSystem", vm);
	wmi_args_instance(&in, "DataItems", &item);
	return hv_service_call(h, !data ? "RemoveKvpItems" :
			       old ? "ModifyKvpItems" : "AddKvpItems", &in,
			       wait, NULL, e);
}

static void set_list(struct wmi_instance *i, const char *name,
		     const char *const *list)
{
	size_t n = 0;

	while (list && list[n])
		n++;
	wmi_instance_set_array(i, name, "string", list, n);
}

int hv_guest_configure(struct hv_host *h, const struct hv_guest *g,
		       const struct hv_guest_nic *nic,
		       const struct hv_guest_config *config,
		       const struct hv_wait *wait, struct err *e)
{
	AUTO_INSTANCE i =
		WMI_INSTANCE_INIT("Msvm_GuestNetworkAdapterConfiguration");
	AUTO_REF *vm = vm_ref(g->vm);
	AUTO_ARGS in = WMI_ARGS_INIT;

	wmi_instance_set(&i, "InstanceID", "string", nic->id);
	wmi_instance_set(&i, "DHCPEnabled", "boolean",
			 config->dhcp ? "true" : "false");
	set_list(&i, "IPAddresses", config->addresses);
	set_list(&i, "Subnets", config->subnets);
	set_list(&i, "DefaultGateways", config->gateways);
	set_list(&i, "DNSServers", config->dns);
	wmi_args_ref(&in, "ComputerSystem", vm);
	wmi_args_instance(&in, "NetworkConfiguration", &i);
	return hv_service_call(h, "SetGuestNetworkAdapterConfiguration", &in,
			       wait, NULL, e);
}
