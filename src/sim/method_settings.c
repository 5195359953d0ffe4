/* ModifySystemSettings: a minimal instance, its InstanceID and what changes. */
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "sim/boot.h"
#include "sim/cimxml.h"
#include "sim/jobs.h"
#include "sim/methods_priv.h"
#include "sim/settings.h"
#include "sim/vm.h"

/* What of Msvm_VirtualSystemSettingData may be written, and the numbers it
 * may be set to (0, 0: any). */
static const struct writable {
	const char *name;
	unsigned min, max;
	bool off;               /* only while the VM is off */
} writables[] = {
	{ "AutomaticCriticalErrorAction", 0, 1, false },
	{ "AutomaticCriticalErrorActionTimeout", 0, 0, false },
	{ "AutomaticRecoveryAction", 2, 4, false },
	{ "AutomaticShutdownAction", 2, 4, false },
	{ "AutomaticSnapshotsEnabled", 0, 0, false },
	{ "AutomaticStartupAction", 2, 4, false },
	{ "AutomaticStartupActionDelay", 0, 0, false },
	{ "AutomaticStartupActionSequenceNumber", 0, 0, false },
	{ "BIOSGUID", 0, 0, true },
	{ "BIOSNumLock", 0, 0, true },
	{ "BIOSSerialNumber", 0, 0, true },
	{ "BaseBoardSerialNumber", 0, 0, true },
	{ "BootOrder", 0, 0, true },
	{ "BootSourceOrder", 0, 0, false },
	{ "ChassisAssetTag", 0, 0, true },
	{ "ChassisSerialNumber", 0, 0, true },
	{ "ConsoleMode", 0, 3, true },
	{ "DebugPort", 0, 0, true },
	{ "DebugPortEnabled", 0, 2, true },
	{ "ElementName", 0, 0, false },
	{ "EnhancedSessionTransportType", 0, 1, true },
	{ "GuestControlledCacheTypes", 0, 0, true },
	{ "HighMmioGapSize", 0, 0, true },
	{ "IncrementalBackupEnabled", 0, 0, false },
	{ "LockOnDisconnect", 0, 0, false },
	{ "LowMmioGapSize", 0, 0, true },
	{ "NetworkBootPreferredProtocol", 4096, 4097, true },
	{ "Notes", 0, 0, false },
	{ "PauseAfterBootFailure", 0, 0, true },
	{ "SecureBootEnabled", 0, 0, true },
	{ "SecureBootTemplateId", 0, 0, true },
	{ "SnapshotDataRoot", 0, 0, false },
	{ "SwapFileDataRoot", 0, 0, true },
	{ "UserSnapshotType", 2, 5, false },
	{ "VirtualNumaEnabled", 0, 0, true },
};

/* What is decided when the VM is made. */
static const struct writable firsts[] = {
	{ "ConfigurationDataRoot", 0, 0, false },
	{ "LogDataRoot", 0, 0, false },
	{ "SuspendDataRoot", 0, 0, false },
	{ "Version", 0, 0, false },
	{ "VirtualSystemIdentifier", 0, 0, false },
	{ "VirtualSystemSubType", 0, 0, false },
};

static const struct writable *find_writable(const char *name, bool fresh)
{
	for (size_t i = 0; fresh && i < sizeof firsts / sizeof *firsts; i++) {
		if (!strcasecmp(firsts[i].name, name))
			return &firsts[i];
	}
	for (size_t i = 0; i < sizeof writables / sizeof *writables; i++) {
		if (!strcasecmp(writables[i].name, name))
			return &writables[i];
	}
	return NULL;
}

static struct sim_instance *find_settings(const struct sim_call *c,
					  const struct sim_cim *cim)
{
	const char *id = sim_cim_text(cim, "InstanceID");
	AUTO_FREE struct sim_ref *r = NULL;

	if (!id)
		return NULL;
	r = sim_ref_new(SIM_NS_VIRT, "Msvm_VirtualSystemSettingData",
			"InstanceID", id, NULL);
	return sim_resolve(c->host->store, SIM_NS_VIRT, r);
}

static uint32_t check_number(const struct writable *w, const struct sim_value *v)
{
	if (v->kind != SIM_V_UINT || (!w->min && !w->max))
		return SIM_RET_DONE;
	return v->u >= w->min && v->u <= w->max ? SIM_RET_DONE :
						  SIM_RET_PARAMETER;
}

/* Nothing is written; *bad_job: it is accepted and fails as a job. */
static uint32_t check_prop(const struct sim_instance *s, bool off, bool fresh,
			   const struct sim_cim_prop *p, bool *bad_job)
{
	int at = sim_prop_index(s->cls, p->name);
	const struct writable *w = find_writable(p->name, fresh);
	struct sim_value v;
	uint32_t rc;

	if (at < 0)
		return SIM_RET_PARAMETER;
	if (s->cls->props.v[at].key || (!w && !p->values.n))
		return SIM_RET_DONE;
	if (!w || (s->cls->props.v[at].type == SIM_DATETIME &&
		   sim_cim_value(p, &s->cls->props.v[at], &v) < 0)) {
		*bad_job = true;
		return SIM_RET_DONE;
	}
	if (sim_cim_value(p, &s->cls->props.v[at], &v) < 0)
		return SIM_RET_PARAMETER;
	rc = check_number(w, &v);
	if (!rc && !strcasecmp(p->name, "BootSourceOrder"))
		rc = sim_boot_check(s, &v);
	if (!strcasecmp(p->name, "ElementName") &&
	    (v.kind != SIM_V_STRING || !*v.s))
		rc = SIM_RET_PARAMETER;
	if (!rc && w->off && !off && !sim_value_equal(&v, &s->v[at]))
		rc = SIM_RET_STATE;
	sim_value_clear(&v);
	return rc;
}

static void apply_prop(struct sim_instance *s, bool fresh,
		       const struct sim_cim_prop *p)
{
	int at = sim_prop_index(s->cls, p->name);
	struct sim_value v;

	if (!find_writable(p->name, fresh) ||
	    sim_cim_value(p, &s->cls->props.v[at], &v) < 0)
		return;
	/* Hyper-V keeps the first of the notes. */
	if (!strcasecmp(p->name, "Notes") && v.kind == SIM_V_ARRAY) {
		while (v.n > 1)
			sim_value_clear(&v.item[--v.n]);
	}
	if (!strcasecmp(p->name, "BootSourceOrder")) {
		struct sim_value order = sim_boot_order(s, &v);

		sim_value_clear(&v);
		v = order;
	}
	sim_set(s, p->name, v);
}

uint32_t sim_settings_check(const struct sim_instance *vssd, bool off,
			    bool fresh, const struct sim_cim *cim,
			    bool *bad_job)
{
	for (size_t i = 0; i < cim->props.n; i++) {
		uint32_t rc = check_prop(vssd, off, fresh, &cim->props.v[i],
					 bad_job);

		if (rc)
			return rc;
	}
	return SIM_RET_DONE;
}

void sim_settings_apply(struct sim_instance *vssd, bool fresh,
			const struct sim_cim *cim)
{
	for (size_t i = 0; i < cim->props.n; i++)
		apply_prop(vssd, fresh, &cim->props.v[i]);
}

static uint32_t fail_as_job(struct sim_call *c, struct sim_instance *vm)
{
	struct sim_instance *job = sim_job_begin(c->host, 2, "Modifying", vm);
	const char *id = sim_get_str(job, "InstanceID");

	sim_job_fail(c->host, id, SIM_RET_FAILED,
		     "A setting that was given cannot be changed.");
	sim_call_set(c, "Job", sim_ref_to(job));
	return SIM_RET_JOB;
}

static uint32_t modify(struct sim_call *c, const struct sim_cim *cim)
{
	struct sim_instance *s = find_settings(c, cim), *vm;
	bool bad_job = false, off;
	uint32_t rc;

	if (!s || strcasecmp(cim->cls, s->cls->name))
		return SIM_RET_PARAMETER;
	vm = sim_vm_find(c->host, sim_get_str(s, "VirtualSystemIdentifier"));
	off = !vm || sim_vm_state(vm) == SIM_VM_OFF;
	rc = sim_settings_check(s, off, false, cim, &bad_job);
	if (rc)
		return rc;
	if (bad_job)
		return fail_as_job(c, vm);
	sim_settings_apply(s, false, cim);
	if (vm && sim_vm_settings(c->host, vm) == s) {
		sim_set(vm, "ElementName",
			sim_string(sim_get_str(s, "ElementName")));
		sim_set(vm, "TimeOfLastConfigurationChange",
			sim_time(c->host->clock_us));
	}
	return SIM_RET_DONE;
}

uint32_t sim_do_modify_system(struct sim_call *c)
{
	const char *text = sim_call_text(c, "SystemSettings");
	struct sim_cim cim;
	uint32_t rc;

	/* MOF, or whatever is no CIM-XML */
	if (!text || sim_cim_parse(text, &cim) < 0)
		return text ? sim_cim_refusal(text) : SIM_RET_PARAMETER;
	rc = modify(c, &cim);
	sim_cim_clear(&cim);
	return rc;
}
