#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/parse.h"
#include "sim/change.h"
#include "sim/host_priv.h"
#include "sim/integration.h"
#include "sim/jobs.h"
#include "sim/resource.h"
#include "sim/returns.h"
#include "sim/vm.h"

/* RequestedState's own values, beside those that are states as well. */
#define NO_CHANGE 5
#define NOT_APPLICABLE 12

bool sim_is_vm(const struct sim_instance *i)
{
	return sim_class_isa(i->cls, "Msvm_ComputerSystem") &&
	       is_guid(sim_get_str(i, "Name"));
}

struct sim_instance *sim_vm_find(struct sim_host *h, const char *guid)
{
	AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_VIRT,
		"Msvm_ComputerSystem", "CreationClassName",
		"Msvm_ComputerSystem", "Name", guid, NULL);

	return sim_resolve(h->store, SIM_NS_VIRT, r);
}

unsigned sim_vm_state(const struct sim_instance *vm)
{
	return (unsigned)sim_get_uint(vm, "EnabledState");
}

struct sim_instance *sim_vm_settings(struct sim_host *h,
				     const struct sim_instance *vm)
{
	AUTO_FREE char *id = xasprintf("Microsoft:%s", sim_get_str(vm, "Name"));
	AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_VIRT,
		"Msvm_VirtualSystemSettingData", "InstanceID", id, NULL);

	return sim_resolve(h->store, SIM_NS_VIRT, r);
}

static bool is_on(unsigned state)
{
	return state != SIM_VM_OFF && state != SIM_VM_SAVED;
}

bool sim_vm_is_on(const struct sim_instance *vm)
{
	return is_on(sim_vm_state(vm));
}

static void power(struct sim_host *h, struct sim_instance *vm, bool on)
{
	const struct sim_value *pid = sim_get(vm, "ProcessID");

	if (on && (!pid || pid->kind == SIM_V_NULL)) {
		sim_set(vm, "ProcessID", sim_uint(h->next_pid));
		h->next_pid += 4;
		sim_set(vm, "OnTimeInMilliseconds", sim_uint(0));
		sim_vm_add_devices(h, vm);
	} else if (!on) {
		sim_set(vm, "ProcessID", (struct sim_value){ .kind = SIM_V_NULL });
		sim_set(vm, "OnTimeInMilliseconds", sim_uint(0));
		sim_vm_drop_devices(h, vm);
	}
}

void sim_vm_enter(struct sim_host *h, struct sim_instance *vm, unsigned state)
{
	struct sim_instance *vssd = sim_vm_settings(h, vm);

	sim_set(vm, "EnabledState", sim_uint(state));
	sim_set(vm, "EnabledDefault", sim_uint(is_on(state) ? 2 : 3));
	sim_set(vm, "RequestedState",
		sim_uint(state == SIM_VM_OFF ? NO_CHANGE : NOT_APPLICABLE));
	sim_set(vm, "TimeOfLastStateChange", sim_time(h->clock_us));
	if (vssd)
		sim_set(vssd, "IsSaved", sim_bool(state == SIM_VM_SAVED));
	power(h, vm, is_on(state));
	if (is_on(state))
		sim_integration_mark(h, vm);
}

/* --- requests --- */

/* What may be asked for in which state, what it is on the way, and where it
 * leads. */
static const struct transition {
	unsigned from, requested, meanwhile, to, job_type;
	const char *caption;
} transitions[] = {
	{ SIM_VM_OFF, 2, SIM_VM_STARTING, SIM_VM_RUNNING, 12, "Starting" },
	{ SIM_VM_SAVED, 2, SIM_VM_STARTING, SIM_VM_RUNNING, 15, "Restoring" },
	{ SIM_VM_SAVED, 3, SIM_VM_SAVED, SIM_VM_OFF, 13, "Turning Off" },
	{ SIM_VM_PAUSED, 2, SIM_VM_RESUMING, SIM_VM_RUNNING, 18, "Resuming" },
	{ SIM_VM_RUNNING, 3, SIM_VM_SHUTTING_DOWN, SIM_VM_OFF, 13, "Turning Off" },
	{ SIM_VM_PAUSED, 3, SIM_VM_SHUTTING_DOWN, SIM_VM_OFF, 13, "Turning Off" },
	{ SIM_VM_STARTING, 3, SIM_VM_SHUTTING_DOWN, SIM_VM_OFF, 13, "Turning Off" },
	{ SIM_VM_RUNNING, 6, SIM_VM_SAVING, SIM_VM_SAVED, 14, "Saving" },
	{ SIM_VM_PAUSED, 6, SIM_VM_SAVING, SIM_VM_SAVED, 14, "Saving" },
	{ SIM_VM_RUNNING, 9, SIM_VM_PAUSING, SIM_VM_PAUSED, 17, "Pausing" },
	{ SIM_VM_RUNNING, 11, SIM_VM_RUNNING, SIM_VM_RESETTING, 16, "Resetting" },
	{ SIM_VM_PAUSED, 11, SIM_VM_PAUSED, SIM_VM_RESETTING, 16, "Resetting" },
};

static const struct transition *find_transition(unsigned from,
						unsigned requested)
{
	for (size_t i = 0; i < sizeof transitions / sizeof *transitions; i++) {
		if (transitions[i].from == from &&
		    transitions[i].requested == requested)
			return &transitions[i];
	}
	return NULL;
}

static void arrive(struct sim_host *h, struct sim_instance *vm, unsigned to)
{
	if (to == SIM_VM_RESETTING) {
		sim_vm_enter(h, vm, SIM_VM_RUNNING);
		sim_set(vm, "OnTimeInMilliseconds", sim_uint(0));
	} else {
		sim_vm_enter(h, vm, to);
	}
}

static void run_state(struct sim_host *h, const struct sim_task *t)
{
	struct sim_instance *vm = sim_vm_find(h, t->object);
	struct sim_refusal r = { 0 };
	bool ok;

	if (vm && t->from == SIM_VM_OFF && t->to == SIM_VM_RUNNING &&
	    sim_vm_check_start(h, vm, &r) < 0) {
		sim_job_fail(h, t->job, (uint16_t)r.code, r.text);
		free(r.text);
		arrive(h, vm, SIM_VM_OFF);
		return;
	}
	ok = sim_job_end(h, t->job);
	if (vm)
		arrive(h, vm, ok ? t->to : t->from);
}

const struct sim_task_kind sim_task_vm_state = { "vm-state", run_state };

static bool is_request(unsigned requested)
{
	return requested == 2 || requested == 3 || requested == 4 ||
	       requested == 6 || requested == 9 || requested == 10 ||
	       requested == 11;
}

static bool cannot_start(struct sim_host *h, struct sim_instance *vm,
			 unsigned from, unsigned to)
{
	struct sim_refusal r = { 0 };
	bool no = from == SIM_VM_OFF && to == SIM_VM_RUNNING &&
		  sim_vm_check_start(h, vm, &r) < 0;

	free(r.text);
	return no;
}

static uint32_t begin(struct sim_host *h, struct sim_instance *vm,
		      const struct transition *way, struct sim_instance **job)
{
	const char *guid = sim_get_str(vm, "Name");
	unsigned from = sim_vm_state(vm);
	struct sim_task *t;

	/* A start may yet fail, and then there has to be a job that did. */
	if (!h->job_ms && !h->fail_jobs && !cannot_start(h, vm, from, way->to)) {
		arrive(h, vm, way->to);
		return SIM_RET_DONE;
	}
	sim_set(vm, "RequestedState", sim_uint(way->requested));
	sim_set(vm, "EnabledState", sim_uint(way->meanwhile));
	*job = sim_job_begin(h, way->job_type, way->caption, vm);
	t = sim_task_add(h, &sim_task_vm_state, h->job_ms,
			 sim_get_str(*job, "InstanceID"), guid);
	t->from = from;
	t->to = way->to;
	return SIM_RET_JOB;
}

uint32_t sim_vm_request(struct sim_host *h, struct sim_instance *vm,
			unsigned requested, struct sim_instance **job)
{
	const struct transition *way;

	if (!sim_is_vm(vm))
		return SIM_RET_NOT_SUPPORTED;
	/* v1's paused and suspended are states of no v2 host. */
	if (requested == 32768 || requested == 32769)
		return SIM_RET_STATE;
	if (!is_request(requested))
		return SIM_RET_PARAMETER;
	if (sim_task_pending(h, sim_get_str(vm, "Name")))
		return SIM_RET_STATE;
	if (requested == 4)
		return sim_vm_shutdown(h, vm);
	if (requested == 10)
		return sim_vm_reboot(h, vm);
	way = find_transition(sim_vm_state(vm), requested);
	return way ? begin(h, vm, way, job) : SIM_RET_STATE;
}

/* --- what the guest does --- */

static void run_guest(struct sim_host *h, const struct sim_task *t)
{
	struct sim_instance *vm = sim_vm_find(h, t->object);

	if (vm)
		arrive(h, vm, t->to);
}

const struct sim_task_kind sim_task_guest = { "guest", run_guest };

static uint32_t ask_guest(struct sim_host *h, struct sim_instance *vm,
			  unsigned to)
{
	struct sim_task *t;

	if (!sim_is_vm(vm) || sim_vm_state(vm) != SIM_VM_RUNNING ||
	    sim_task_pending(h, sim_get_str(vm, "Name")))
		return SIM_RET_STATE;
	if (to == SIM_VM_OFF)
		sim_set(vm, "EnabledState", sim_uint(SIM_VM_SHUTTING_DOWN));
	t = sim_task_add(h, &sim_task_guest, h->guest_ms, NULL,
			 sim_get_str(vm, "Name"));
	t->from = SIM_VM_RUNNING;
	t->to = to;
	return SIM_RET_DONE;
}

uint32_t sim_vm_shutdown(struct sim_host *h, struct sim_instance *vm)
{
	return ask_guest(h, vm, SIM_VM_OFF);
}

uint32_t sim_vm_reboot(struct sim_host *h, struct sim_instance *vm)
{
	return ask_guest(h, vm, SIM_VM_RESETTING);
}

/* --- all of them --- */

void sim_vms_age(struct sim_host *h, int64_t passed_ms)
{
	struct sim_class *c = sim_class_find(h->store, SIM_NS_VIRT,
					     "Msvm_ComputerSystem");
	int time, state, pid;

	if (!c || passed_ms <= 0)
		return;
	time = sim_prop_index(c, "OnTimeInMilliseconds");
	state = sim_prop_index(c, "EnabledState");
	pid = sim_prop_index(c, "ProcessID");
	for (struct sim_instance *i = c->first; i; i = i->next) {
		/* In place: time that passes is no change worth saving. */
		if (i->v[state].kind == SIM_V_UINT &&
		    i->v[state].u == SIM_VM_RUNNING &&
		    i->v[pid].kind == SIM_V_UINT &&
		    i->v[time].kind == SIM_V_UINT)
			i->v[time].u += (uint64_t)passed_ms;
	}
}

void sim_vms_adopt(struct sim_host *h)
{
	struct sim_class *c = sim_class_find(h->store, SIM_NS_VIRT,
					     "Msvm_ComputerSystem");

	for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next) {
		uint64_t pid = sim_get_uint(i, "ProcessID");

		if (pid >= h->next_pid && pid < UINT32_MAX - 4)
			h->next_pid = (uint32_t)pid + 4;
	}
}
