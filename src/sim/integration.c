/* The integration services: setting data, devices, ModifyGuestServiceSettings. */
#include "sim/integration.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/parse.h"
#include "sim/change.h"
#include "sim/cimxml.h"
#include "sim/methods_priv.h"
#include "sim/parts.h"
#include "sim/vm.h"

#define KVP "Msvm_KvpExchangeComponent"
#define GUEST_INTERFACE "Msvm_GuestServiceInterfaceComponent"

/* EnabledState */
#define ENABLED 2
#define DISABLED 3

/* OperationalStatus */
#define OK 2U
#define NO_CONTACT 12U

static const struct service {
	const char *device, *settings, *id, *name, *subtype;
	bool always;            /* even of a small VM */
	bool off;               /* until somebody switches it on */
} services[] = {
	{ "Msvm_ShutdownComponent", "Msvm_ShutdownComponentSettingData",
	  "9F8233AC-BE49-4C79-8EE3-E7E1985B2077", "Shutdown",
	  "Microsoft:Hyper-V:Shutdown Component", true, false },
	{ "Msvm_HeartbeatComponent", "Msvm_HeartbeatComponentSettingData",
	  "84EAAE65-2F2E-45F5-9BB5-0E857DC8EB47", "Heartbeat",
	  "Microsoft:Hyper-V:Heartbeat Component", false, false },
	{ KVP, "Msvm_KvpExchangeComponentSettingData",
	  "2A34B1C2-FD73-4043-8A5B-DD2159BC743F", "Key-Value Pair Exchange",
	  "Microsoft:Hyper-V:Kvp Exchange Component", false, false },
	{ "Msvm_TimeSyncComponent", "Msvm_TimeSyncComponentSettingData",
	  "2497F4DE-E9FA-4204-80E4-4B75C46419C0", "Time Synchronization",
	  "Microsoft:Hyper-V:Time Component", false, false },
	{ "Msvm_VssComponent", "Msvm_VssComponentSettingData",
	  "5CED1297-4598-4915-A5FC-AD21BB4D02A4", "VSS",
	  "Microsoft:Hyper-V:VSS Component", false, false },
	{ GUEST_INTERFACE, "Msvm_GuestServiceInterfaceComponentSettingData",
	  "6C09BB55-D683-4DA0-8931-C9BF705F6480", "Guest Service Interface",
	  "Microsoft:Hyper-V:Guest Service Interface", false, true },
};
#define SERVICES (sizeof services / sizeof *services)

static void make_one(struct sim_host *h, struct sim_instance *vssd,
		     const struct sim_vm_spec *v, const struct service *s)
{
	struct sim_instance *i = sim_vm_setting(h, s->settings, v->guid, s->id);

	if (!i)
		return;
	sim_fill(i, "AllocationUnits=count\nLimit=1\nReservation=1\n"
		    "ResourceType=1\nVirtualQuantity=1\n"
		    "VirtualQuantityUnits=count\nWeight=0\n");
	sim_set(i, "EnabledState", sim_uint(s->off ? DISABLED : ENABLED));
	sim_set(i, "Caption", sim_string(s->name));
	sim_set(i, "ElementName", sim_string(s->name));
	sim_set(i, "OtherResourceType", sim_string(s->subtype));
	sim_set(i, "ResourceSubType", sim_string(s->subtype));
	sim_vm_attach(h, vssd, i);
}

void sim_integration_make(struct sim_host *h, struct sim_instance *vssd,
			  const struct sim_vm_spec *v)
{
	for (size_t k = 0; k < SERVICES; k++) {
		if (services[k].always || !v->small)
			make_one(h, vssd, v, &services[k]);
	}
}

/* --- devices --- */

static struct sim_instance *device_of(struct sim_host *h,
				      const struct sim_instance *vm,
				      const struct service *s)
{
	AUTO_FREE struct sim_ref *r = sim_vm_device_ref(s->device,
					sim_get_str(vm, "Name"), s->id);

	return sim_resolve(h->store, SIM_NS_VIRT, r);
}

static struct sim_instance *file_service(struct sim_host *h,
					 const struct sim_instance *vm)
{
	struct sim_class *c = sim_class_find(h->store, SIM_NS_VIRT,
					     "Msvm_GuestFileService");

	for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next) {
		if (!strcasecmp(sim_get_str(i, "SystemName"),
				sim_get_str(vm, "Name")))
			return i;
	}
	return NULL;
}

/* Through which files come in; it is registered with the interface. */
static void add_file_service(struct sim_host *h, const struct sim_instance *vm,
			     const struct service *s)
{
	const char *guid = sim_get_str(vm, "Name");
	struct sim_instance *i;

	if (file_service(h, vm))
		return;         /* loaded */
	i = sim_make(h, SIM_NS_VIRT, "Msvm_GuestFileService");
	if (!i)
		return;
	sim_fill(i, "ElementName=Guest File Service\nEnabledDefault=2\n"
		    "EnabledState=2\nHealthState=5\nOperationalStatus=2\n"
		    "RequestedState=12\nStarted=true\nTransitioningToState=12\n"
		    "SystemCreationClassName=Msvm_ComputerSystem\n");
	sim_set(i, "SystemName", sim_string(guid));
	sim_set(i, "Name", sim_stringf("Microsoft:%s\\%s\\FS", guid, s->id));
	i = sim_put(h, i);
	sim_relate(h, "Msvm_RegisteredGuestService", "Antecedent",
		   device_of(h, vm, s), "Dependent", i);
}

void sim_integration_add(struct sim_host *h, struct sim_instance *vm)
{
	for (size_t k = 0; k < SERVICES; k++) {
		const struct service *s = &services[k];
		struct sim_instance *settings = sim_vm_part(h, s->settings,
					sim_get_str(vm, "Name"), s->id);

		if (!settings)
			continue;
		sim_vm_device_add(h, vm, settings, s->device, s->id, s->name);
		if (!strcmp(s->device, GUEST_INTERFACE))
			add_file_service(h, vm, s);
	}
}

void sim_integration_drop(struct sim_host *h, const struct sim_instance *vm)
{
	struct sim_instance *files = file_service(h, vm);

	if (files)
		sim_remove_related(h, files);
}

static void mark_one(struct sim_host *h, struct sim_instance *vm,
		     const struct service *s)
{
	bool runs = sim_vm_state(vm) == SIM_VM_RUNNING;
	struct sim_instance *device = device_of(h, vm, s);
	struct sim_instance *settings = sim_vm_part(h, s->settings,
					sim_get_str(vm, "Name"), s->id);
	uint64_t state = settings ? sim_get_uint(settings, "EnabledState") : 0;
	struct sim_value text;

	if (!device)
		return;
	text = sim_array();
	sim_array_add(&text, sim_string(runs ? "OK" : "No Contact"));
	sim_set(device, "OperationalStatus",
		sim_numbers(1, runs ? OK : NO_CONTACT));
	sim_set(device, "StatusDescriptions", text);
	sim_set(device, "EnabledState",
		sim_uint(state == DISABLED ? DISABLED : ENABLED));
	if (!strcmp(s->device, KVP) && sim_integration_works(h, vm, KVP))
		sim_kvp_tell(h, vm, device);
}

void sim_integration_mark(struct sim_host *h, struct sim_instance *vm)
{
	for (size_t k = 0; k < SERVICES; k++)
		mark_one(h, vm, &services[k]);
}

bool sim_integration_works(struct sim_host *h, const struct sim_instance *vm,
			   const char *device)
{
	const struct sim_instance *i = NULL;
	const struct sim_value *status;

	for (size_t k = 0; k < SERVICES; k++) {
		if (!strcmp(services[k].device, device))
			i = device_of(h, vm, &services[k]);
	}
	if (!i || sim_vm_state(vm) != SIM_VM_RUNNING ||
	    sim_get_uint(i, "EnabledState") == DISABLED)
		return false;
	status = sim_get(i, "OperationalStatus");
	return status && status->kind == SIM_V_ARRAY && status->n &&
	       status->item[0].u == OK;
}

/* --- ModifyGuestServiceSettings --- */

static struct sim_instance *find_settings(struct sim_host *h,
					  const struct sim_cim *cim)
{
	const char *id = sim_cim_text(cim, "InstanceID");
	AUTO_FREE struct sim_ref *r = NULL;

	for (size_t k = 0; id && k < SERVICES; k++) {
		if (strcasecmp(services[k].settings, cim->cls))
			continue;
		r = sim_ref_new(SIM_NS_VIRT, services[k].settings,
				"InstanceID", id, NULL);
		return sim_resolve(h->store, SIM_NS_VIRT, r);
	}
	return NULL;
}

/* What one text asks for, and nothing is written; 0, or what is wrong. */
static uint32_t read_wish(struct sim_host *h, const char *text,
			  struct sim_instance **ret, uint64_t *state)
{
	struct sim_cim cim;
	uint32_t rc = SIM_RET_DONE;
	const char *value;

	if (sim_cim_parse(text, &cim) < 0)
		return sim_cim_refusal(text);
	*ret = find_settings(h, &cim);
	value = sim_cim_text(&cim, "EnabledState");
	if (!*ret || !value || parse_u64(value, DISABLED, state) < 0 ||
	    *state < ENABLED)
		rc = SIM_RET_PARAMETER;
	for (size_t i = 0; !rc && i < cim.props.n; i++) {
		if (strcasecmp(cim.props.v[i].name, "InstanceID") &&
		    strcasecmp(cim.props.v[i].name, "EnabledState"))
			rc = SIM_RET_PARAMETER;
	}
	sim_cim_clear(&cim);
	return rc;
}

static uint32_t read_all(struct sim_call *c, struct sim_instance **vm)
{
	const char *text = sim_call_text(c, "GuestServiceSettings");
	uint32_t rc = text ? SIM_RET_DONE : SIM_RET_PARAMETER;
	struct sim_instance *i = NULL;
	uint64_t state;

	*vm = NULL;
	for (size_t n = 0; !rc && (text = sim_call_text_at(c,
					"GuestServiceSettings", n)); n++) {
		rc = read_wish(c->host, text, &i, &state);
		if (!rc)
			*vm = sim_part_vm(c->host, i);
	}
	return rc;
}

static int run_modify(struct sim_call *c, struct sim_refusal *r)
{
	struct sim_instance *vm, *i = NULL;
	uint32_t rc = read_all(c, &vm);
	uint64_t state = 0;
	const char *text;

	if (rc)
		return sim_refuse_now(r, rc);
	for (size_t n = 0; (text = sim_call_text_at(c, "GuestServiceSettings",
						    n)); n++) {
		if (read_wish(c->host, text, &i, &state) ||
		    !sim_set(i, "EnabledState", sim_uint(state)))
			continue;
		sim_call_result(c, "ResultingGuestServiceSettings", i);
	}
	if (vm && sim_vm_is_on(vm))
		sim_integration_mark(c->host, vm);
	return 0;
}

const struct sim_change sim_change_guest_services = {
	"ModifyGuestServiceSettings", 34, "Msvm_ConcreteJob",
	"Modifying Guest Services", run_modify,
};

uint32_t sim_do_modify_guest_services(struct sim_call *c)
{
	struct sim_instance *vm;
	uint32_t rc = read_all(c, &vm);

	return rc ? rc : sim_change(c, &sim_change_guest_services, vm,
				    vm && sim_vm_is_on(vm));
}
