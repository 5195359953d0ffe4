/* Methods of VMs, their shutdown component, and jobs. */
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/cimxml.h"
#include "sim/files.h"
#include "sim/integration.h"
#include "sim/methods_priv.h"
#include "sim/vm.h"

#define COMPONENT "Msvm_ShutdownComponent"

uint32_t sim_do_request_state(struct sim_call *c)
{
	uint64_t state = sim_call_uint(c, "RequestedState", 0);
	struct sim_instance *job = NULL;
	uint32_t rc;

	rc = sim_vm_request(c->host, c->on, (unsigned)state, &job);
	if (rc == SIM_RET_JOB)
		sim_call_set(c, "Job", sim_ref_to(job));
	return rc;
}

static struct sim_instance *vm_of(const struct sim_call *c)
{
	return sim_vm_find(c->host, sim_get_str(c->on, "SystemName"));
}

uint32_t sim_do_shutdown(struct sim_call *c)
{
	struct sim_instance *vm = vm_of(c);

	if (vm && !sim_integration_works(c->host, vm, COMPONENT))
		return SIM_RET_STATE;
	return vm ? sim_vm_shutdown(c->host, vm) : SIM_RET_NOT_AVAILABLE;
}

uint32_t sim_do_reboot(struct sim_call *c)
{
	struct sim_instance *vm = vm_of(c);

	if (vm && !sim_integration_works(c->host, vm, COMPONENT))
		return SIM_RET_STATE;
	return vm ? sim_vm_reboot(c->host, vm) : SIM_RET_NOT_AVAILABLE;
}

/* How many there were is kept where a test can look, as Hvsim_Interrupts. */
uint32_t sim_do_nmi(struct sim_call *c)
{
	const char *guid = sim_get_str(c->on, "Name");
	AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_OWN,
		"Hvsim_Interrupts", "VM", guid, NULL);
	struct sim_instance *i = sim_resolve(c->host->store, SIM_NS_OWN, r);

	if (!sim_is_vm(c->on) || sim_vm_state(c->on) != SIM_VM_RUNNING)
		return SIM_RET_STATE;
	if (!i) {
		i = sim_make(c->host, SIM_NS_OWN, "Hvsim_Interrupts");
		sim_set(i, "VM", sim_string(guid));
		i = sim_put(c->host, i);
	}
	sim_set(i, "Count", sim_uint(sim_get_uint(i, "Count") + 1));
	return SIM_RET_DONE;
}

/* The job's error as an Msvm_Error in CIM-XML; NULL: it has none. */
static char *error_text(const struct sim_call *c)
{
	struct sim_instance *e;
	AUTO_STR xml = STR_INIT;

	if (!sim_get_uint(c->on, "ErrorCode"))
		return NULL;
	e = sim_make(c->host, SIM_NS_VIRT, "Msvm_Error");
	if (!e)
		return NULL;
	sim_set(e, "ErrorType", sim_uint(4));           /* software */
	sim_set(e, "CIMStatusCode", sim_uint(1));       /* failed */
	sim_set(e, "ErrorSource", sim_string(sim_get_str(c->on, "InstanceID")));
	sim_set(e, "Message", sim_string(sim_get_str(c->on, "ErrorDescription")));
	sim_set(e, "MessageID",
		sim_stringf("%u", (unsigned)sim_get_uint(c->on, "ErrorCode")));
	sim_set(e, "OwningEntity", sim_string("Msvm_ConcreteJob"));
	sim_set(e, "PerceivedSeverity", sim_uint(5));   /* major */
	sim_cim_print(e, &xml);
	sim_instance_drop(e);
	return str_take(&xml);
}

static bool running(const struct sim_call *c)
{
	return sim_get_uint(c->on, "JobState") < 7;
}

uint32_t sim_do_job_error(struct sim_call *c)
{
	AUTO_FREE char *text = error_text(c);

	if (running(c))
		return SIM_RET_STATE;
	sim_call_set(c, "Error", sim_string(text));
	return SIM_RET_DONE;
}

uint32_t sim_do_job_errors(struct sim_call *c)
{
	AUTO_FREE char *text = error_text(c);
	struct sim_value list;

	if (running(c))
		return SIM_RET_STATE;
	list = sim_array();
	if (text)
		sim_array_add(&list, sim_string(text));
	sim_call_set(c, "Errors", list);
	return SIM_RET_DONE;
}
