/* sim/v1_method.c - methods of root/virtualization: done in v2 */
#include "sim/v1.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "sim/cimxml.h"
#include "sim/jobs.h"
#include "sim/vm.h"

static void set_job(struct sim_call *c, const struct sim_instance *job)
{
	sim_call_set(c, "Job", sim_reference(sim_ref_new(SIM_NS_V1,
		"Msvm_ConcreteJob", "InstanceID",
		sim_get_str(job, "InstanceID"), NULL)));
}

static uint32_t do_request_state(struct sim_call *c)
{
	unsigned state = sim_v1_request(
		(unsigned)sim_call_uint(c, "RequestedState", 0));
	struct sim_instance *vm, *job = NULL;
	uint32_t rc;

	vm = sim_vm_find(c->host, sim_get_str(c->on, "Name"));
	if (!vm)
		return SIM_RET_NOT_SUPPORTED;
	if (!state)
		return SIM_RET_PARAMETER;
	rc = sim_vm_request(c->host, vm, state, &job);
	if (rc == SIM_RET_JOB)
		set_job(c, job);
	return rc;
}

/* What ModifyVirtualSystem may change here, and the highest number of each:
 * an assumption where the documents only say that it is writable. */
static const struct {
	const char *name;
	unsigned max;
} writables[] = {
	{ "AutomaticRecoveryAction", 2 },
	{ "AutomaticShutdownAction", 2 },
	{ "AutomaticStartupAction", 2 },
	{ "AutomaticStartupActionDelay", 0 },
	{ "ElementName", 0 },
	{ "Notes", 0 },
};

static int find_writable(const char *name)
{
	for (size_t i = 0; i < sizeof writables / sizeof *writables; i++) {
		if (!strcasecmp(writables[i].name, name))
			return (int)i;
	}
	return -1;
}

/* One property of the settings of v1 into those of v2. */
static uint32_t modify_prop(struct sim_instance *vssd,
			    const struct sim_class *as,
			    const struct sim_cim_prop *p, bool change)
{
	int at = sim_prop_index(as, p->name), w = find_writable(p->name);
	struct sim_value v, list;

	if (at < 0 || sim_cim_value(p, &as->props.v[at], &v) < 0)
		return SIM_RET_PARAMETER;
	if (w < 0 || (v.kind == SIM_V_UINT && v.u > writables[w].max)) {
		sim_value_clear(&v);
		return w < 0 ? SIM_RET_DONE : SIM_RET_PARAMETER;
	}
	if (!change) {
		sim_value_clear(&v);
	} else if (v.kind == SIM_V_UINT) {
		sim_set(vssd, p->name, sim_uint(v.u + 2));
	} else if (!strcasecmp(p->name, "Notes")) {
		list = sim_array();
		sim_array_add(&list, v);
		sim_set(vssd, p->name, list);
	} else {
		sim_set(vssd, p->name, v);
	}
	return SIM_RET_DONE;
}

static uint32_t modify(struct sim_call *c, struct sim_instance *vm,
		       const struct sim_cim *cim)
{
	struct sim_class *as = sim_class_find(c->host->v1, SIM_NS_V1, cim->cls);
	struct sim_instance *vssd = sim_vm_settings(c->host, vm);
	const char *id = sim_cim_text(cim, "InstanceID");
	AUTO_FREE char *global = NULL;

	if (!as || !vssd || !id ||
	    !sim_class_isa(as, "CIM_VirtualSystemSettingData"))
		return SIM_RET_PARAMETER;
	global = xasprintf("%s\\Global", sim_get_str(vssd, "InstanceID"));
	if (strcasecmp(id, sim_class_isa(as,
				"Msvm_VirtualSystemGlobalSettingData") ?
			   global : sim_get_str(vssd, "InstanceID")))
		return SIM_RET_PARAMETER;
	for (int change = 0; change < 2; change++) {
		for (size_t i = 0; i < cim->props.n; i++) {
			uint32_t rc = modify_prop(vssd, as, &cim->props.v[i],
						  change);

			if (rc)
				return rc;
		}
	}
	sim_set(vm, "ElementName",
		sim_string(sim_get_str(vssd, "ElementName")));
	sim_call_set(c, "ModifiedSettingData", sim_reference(sim_ref_new(
		SIM_NS_V1, as->name, "InstanceID", id, NULL)));
	return SIM_RET_DONE;
}

static const char *computer(const struct sim_call *c)
{
	for (size_t i = 0; i < c->in->n; i++) {
		const struct sim_arg *a = &c->in->v[i];

		if (!strcasecmp(a->name, "ComputerSystem") && a->ref)
			return sim_ref_key(a->ref, "Name");
	}
	return NULL;
}

static uint32_t do_modify_system(struct sim_call *c)
{
	const char *text = sim_call_text(c, "SystemSettingData");
	const char *guid = computer(c);
	struct sim_instance *vm = guid ? sim_vm_find(c->host, guid) : NULL;
	struct sim_cim cim;
	uint32_t rc;

	if (!vm || !sim_is_vm(vm) || !text || sim_cim_parse(text, &cim) < 0)
		return SIM_RET_PARAMETER;
	rc = modify(c, vm, &cim);
	sim_cim_clear(&cim);
	return rc;
}

static const struct {
	const char *cls, *method;
	sim_method_fn *fn;
} table[] = {
	{ "Msvm_ComputerSystem", "RequestStateChange", do_request_state },
	{ "Msvm_ShutdownComponent", "InitiateShutdown", sim_do_shutdown },
	{ "Msvm_ConcreteJob", "GetError", sim_do_job_error },
	{ "Msvm_VirtualSystemManagementService", "ModifyVirtualSystem",
	  do_modify_system },
};

sim_method_fn *sim_v1_method(const struct sim_class *c, const char *method)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (!strcasecmp(table[i].method, method) &&
		    sim_class_isa(c, table[i].cls))
			return table[i].fn;
	}
	return NULL;
}
