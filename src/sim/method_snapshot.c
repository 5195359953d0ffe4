/* Msvm_VirtualSystemSnapshotService: every call that is accepted is a job. */
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/cimxml.h"
#include "sim/integration.h"
#include "sim/jobs.h"
#include "sim/methods_priv.h"
#include "sim/snapshot.h"
#include "sim/snapshot_disks.h"
#include "sim/vm.h"

/* JobType */
enum {
	JOB_MERGE = 50, JOB_CREATE = 70, JOB_APPLY = 71, JOB_DESTROY = 72,
	JOB_CLEAR = 73,
};

/* The second OperationalStatus of a VM, while it is so */
enum {
	STATUS_CREATING = 32768, STATUS_APPLYING = 32769,
	STATUS_DELETING = 32770, STATUS_MERGING = 32772,
};

/* UserSnapshotType */
enum { DISABLED = 2, PRODUCTION = 3, PRODUCTION_ONLY = 4, STANDARD = 5 };

/* SnapshotType */
enum { FULL = 2, DISK = 3, RECOVERY = 32768 };

/* JobState */
enum { JOB_COMPLETED = 7, JOB_TERMINATED = 8, JOB_KILLED = 9 };

/* A merge takes longer than other jobs. */
#define MERGE_TIMES 4
#define MERGE "merge:"          /* the object of its task: that and a GUID */

static void mark(struct sim_instance *vm, unsigned status)
{
	if (status)
		sim_set(vm, "OperationalStatus", sim_numbers(2, 2U, status));
	else
		sim_set(vm, "OperationalStatus", sim_numbers(1, 2U));
}

static int note_snapshot(struct sim_instance *who, int prop, void *arg)
{
	struct sim_instance **to = arg;
	const struct sim_value *v = sim_get(who, "AffectedElement");
	struct sim_instance *i;

	(void)prop;
	if (!v || v->kind != SIM_V_REF || !who->store)
		return 0;
	i = sim_resolve(who->store, SIM_NS_VIRT, v->ref);
	if (!i || !sim_is_snapshot(i))
		return 0;
	*to = i;
	return 1;
}

/* The checkpoint that a job was started about; NULL: it is gone. */
static struct sim_instance *snapshot_of(struct sim_host *h, const char *job)
{
	struct sim_instance *i = sim_job_find(h, job), *found = NULL;

	if (i)
		sim_referrers(h->store, i, note_snapshot, &found);
	return found;
}

/* --- what happens when the jobs end --- */

/* Whether the guest can bring its disks into a consistent state by itself. */
static bool has_vss(struct sim_host *h, const struct sim_instance *vm)
{
	return sim_integration_works(h, vm, "Msvm_VssComponent");
}

/* Whether memory is kept; -1: the VM's settings rule it out. */
static int memory_kept(struct sim_host *h, const struct sim_instance *vm,
		       unsigned type)
{
	struct sim_instance *own = sim_vm_settings(h, vm);
	uint64_t kind = own ? sim_get_uint(own, "UserSnapshotType") : 0;

	switch (sim_vm_state(vm)) {
	case SIM_VM_OFF:
		return 0;
	case SIM_VM_SAVED:
		return 1;
	default:
		break;
	}
	if (type != FULL)
		return 0;
	if ((kind == PRODUCTION || kind == PRODUCTION_ONLY) && has_vss(h, vm))
		return 0;
	return kind == PRODUCTION_ONLY ? -1 : 1;
}

static void run_create(struct sim_host *h, const struct sim_task *t)
{
	struct sim_instance *vm = sim_vm_find(h, t->object);
	struct sim_instance *job = sim_job_find(h, t->job), *made;
	struct sim_snapshot_spec spec = { .recovery = t->to == RECOVERY };
	int memory;

	if (!vm)
		return;
	mark(vm, 0);
	memory = memory_kept(h, vm, t->to);
	if (memory < 0) {
		sim_job_fail(h, t->job, SIM_RET_FAILED,
			     "Production checkpoints cannot be created for "
			     "this virtual machine: the guest does not answer.");
		return;
	}
	if (!sim_job_end(h, t->job))
		return;
	spec.saved = memory;
	made = sim_snapshot_make(h, vm, &spec);
	if (made && job)
		sim_job_affects(h, job, made, 5);       /* Create */
}

const struct sim_task_kind sim_task_snapshot_create = {
	"snapshot-create", run_create,
};

static void run_apply(struct sim_host *h, const struct sim_task *t)
{
	struct sim_instance *vm = sim_vm_find(h, t->object);
	struct sim_instance *snapshot = snapshot_of(h, t->job);

	if (vm)
		mark(vm, 0);
	if (sim_job_end(h, t->job) && vm && snapshot)
		sim_snapshot_apply(h, vm, snapshot);
}

const struct sim_task_kind sim_task_snapshot_apply = {
	"snapshot-apply", run_apply,
};

static void run_clear(struct sim_host *h, const struct sim_task *t)
{
	struct sim_instance *snapshot = snapshot_of(h, t->job);

	if (sim_job_end(h, t->job) && snapshot)
		sim_set(snapshot, "IsSaved", sim_bool(false));
}

const struct sim_task_kind sim_task_snapshot_clear = {
	"snapshot-clear", run_clear,
};

static char *merge_of(const struct sim_instance *vm)
{
	return xasprintf(MERGE "%s", sim_get_str(vm, "Name"));
}

bool sim_vm_merging(const struct sim_host *h, const struct sim_instance *vm)
{
	AUTO_FREE char *object = merge_of(vm);

	return sim_task_pending(h, object);
}

/* Its task is not the VM's: the VM may be started and stopped meanwhile, and
 * be gone when it ends. */
static void begin_merge(struct sim_host *h, const struct sim_instance *vm,
			const struct sim_instance *job, const char *files)
{
	AUTO_FREE char *object = merge_of(vm);
	struct sim_task *t;

	t = sim_task_add(h, &sim_task_snapshot_merge,
			 (int64_t)h->job_ms * MERGE_TIMES,
			 sim_get_str(job, "InstanceID"), object);
	t->data = xstrdup(files);
}

static struct sim_instance *merge_job(struct sim_host *h,
				      struct sim_instance *vm)
{
	struct sim_instance *job = sim_job_begin(h, JOB_MERGE,
						 "Merging Disks of", vm);

	sim_set(job, "Cancellable", sim_bool(true));
	return job;
}

bool sim_file_merging(struct sim_host *h, const char *path)
{
	for (size_t k = 0; k < h->tasks.n; k++) {
		const struct sim_task *t = &h->tasks.v[k];

		if (t->kind == &sim_task_snapshot_merge &&
		    sim_disks_in_merge(h, t->data, path))
			return true;
	}
	return false;
}

void sim_snapshots_dissolve(struct sim_host *h, struct sim_instance *vm)
{
	AUTO_STR files = STR_INIT;

	sim_snapshots_destroy(h, vm, &files);
	if (files.len)
		begin_merge(h, vm, merge_job(h, NULL), files.buf);
}

static void run_merge(struct sim_host *h, const struct sim_task *t)
{
	struct sim_instance *vm = sim_vm_find(h, t->object + strlen(MERGE));
	struct sim_instance *job = sim_job_find(h, t->job);

	if (job && sim_get_uint(job, "JobState") < JOB_COMPLETED &&
	    sim_job_end(h, t->job))
		sim_disks_merged(h, t->data);
	/* of two merges at a time the last one to end */
	if (vm && !sim_task_pending(h, t->object))
		mark(vm, 0);
}

const struct sim_task_kind sim_task_snapshot_merge = {
	"snapshot-merge", run_merge,
};

static void run_destroy(struct sim_host *h, const struct sim_task *t)
{
	struct sim_instance *vm = sim_vm_find(h, t->object);
	struct sim_instance *snapshot = snapshot_of(h, t->job);
	AUTO_STR files = STR_INIT;

	if (vm)
		mark(vm, 0);
	if (!sim_job_end(h, t->job) || !vm || !snapshot)
		return;
	sim_snapshot_destroy(h, vm, snapshot, t->to, &files);
	if (!files.len)
		return;
	mark(vm, STATUS_MERGING);
	begin_merge(h, vm, merge_job(h, vm), files.buf);
}

const struct sim_task_kind sim_task_snapshot_destroy = {
	"snapshot-destroy", run_destroy,
};

/* --- the methods --- */

static void begin(struct sim_call *c, const struct sim_task_kind *kind,
		  struct sim_instance *vm, struct sim_instance *snapshot,
		  unsigned job_type, const char *caption, unsigned to)
{
	struct sim_instance *job = sim_job_begin(c->host, job_type, caption, vm);
	struct sim_task *t;

	if (snapshot)
		sim_job_affects(c->host, job, snapshot, 0);
	t = sim_task_add(c->host, kind, c->host->job_ms,
			 sim_get_str(job, "InstanceID"),
			 sim_get_str(vm, "Name"));
	t->to = to;
	sim_call_set(c, "Job", sim_ref_to(job));
}

static uint32_t refuse_as_job(struct sim_call *c, struct sim_instance *vm,
			      const char *text)
{
	struct sim_instance *job = sim_job_begin(c->host, JOB_CREATE,
						 "Taking Snapshot of", vm);

	sim_job_fail(c->host, sim_get_str(job, "InstanceID"), SIM_RET_FAILED,
		     text);
	sim_call_set(c, "Job", sim_ref_to(job));
	return SIM_RET_JOB;
}

/* On its way to another state, or something else is done with it. */
static bool busy(struct sim_host *h, const struct sim_instance *vm)
{
	switch (sim_vm_state(vm)) {
	case SIM_VM_RUNNING:
	case SIM_VM_OFF:
	case SIM_VM_SAVED:
	case SIM_VM_PAUSED:
		return sim_task_pending(h, sim_get_str(vm, "Name"));
	default:
		return true;
	}
}

static bool settings_fit(const char *text)
{
	struct sim_cim cim;
	bool ok;

	if (!text || !*text)
		return true;
	if (sim_cim_parse(text, &cim) < 0)
		return false;
	ok = !strcasecmp(cim.cls, "Msvm_VirtualSystemSnapshotSettingData");
	sim_cim_clear(&cim);
	return ok;
}

uint32_t sim_do_snapshot_create(struct sim_call *c)
{
	uint64_t type = sim_call_uint(c, "SnapshotType", 0);
	struct sim_instance *vm, *own;
	bool given;

	vm = sim_call_object(c, "AffectedSystem", 0, &given);
	if (!vm || !sim_is_vm(vm) ||
	    (type != FULL && type != DISK && type != RECOVERY) ||
	    !settings_fit(sim_call_text(c, "SnapshotSettings")))
		return SIM_RET_PARAMETER;
	if (busy(c->host, vm))
		return SIM_RET_STATE;
	own = sim_vm_settings(c->host, vm);
	if (own && type != RECOVERY &&
	    sim_get_uint(own, "UserSnapshotType") == DISABLED)
		return refuse_as_job(c, vm, "Checkpoints are disabled for this "
					    "virtual machine.");
	mark(vm, STATUS_CREATING);
	begin(c, &sim_task_snapshot_create, vm, NULL, JOB_CREATE,
	      "Taking Snapshot of", (unsigned)type);
	return SIM_RET_JOB;
}

/* The checkpoint that a parameter names, and its VM; NULL: neither. */
static struct sim_instance *snapshot_param(const struct sim_call *c,
					   const char *name,
					   struct sim_instance **vm)
{
	bool given;
	struct sim_instance *i = sim_call_object(c, name, 0, &given);

	if (!i || !sim_is_snapshot(i))
		return NULL;
	*vm = sim_vm_find(c->host, sim_get_str(i, "VirtualSystemIdentifier"));
	return *vm ? i : NULL;
}

uint32_t sim_do_snapshot_apply(struct sim_call *c)
{
	struct sim_instance *vm = NULL;
	struct sim_instance *i = snapshot_param(c, "Snapshot", &vm);

	if (!i)
		return SIM_RET_PARAMETER;
	if ((sim_vm_state(vm) != SIM_VM_OFF &&
	     sim_vm_state(vm) != SIM_VM_SAVED) || busy(c->host, vm))
		return SIM_RET_STATE;
	mark(vm, STATUS_APPLYING);
	begin(c, &sim_task_snapshot_apply, vm, i, JOB_APPLY,
	      "Applying Snapshot of", 0);
	return SIM_RET_JOB;
}

static uint32_t destroy(struct sim_call *c, const char *param, bool tree)
{
	struct sim_instance *vm = NULL;
	struct sim_instance *i = snapshot_param(c, param, &vm);

	if (!i)
		return SIM_RET_PARAMETER;
	if (busy(c->host, vm))
		return SIM_RET_STATE;
	mark(vm, STATUS_DELETING);
	begin(c, &sim_task_snapshot_destroy, vm, i, JOB_DESTROY,
	      "Deleting Snapshot of", tree);
	return SIM_RET_JOB;
}

uint32_t sim_do_snapshot_destroy(struct sim_call *c)
{
	return destroy(c, "AffectedSnapshot", false);
}

uint32_t sim_do_snapshot_destroy_tree(struct sim_call *c)
{
	return destroy(c, "SnapshotSettingData", true);
}

uint32_t sim_do_snapshot_clear(struct sim_call *c)
{
	struct sim_instance *vm = NULL;
	struct sim_instance *i = snapshot_param(c, "SnapshotSettingData", &vm);
	const struct sim_value *saved;

	if (!i)
		return SIM_RET_PARAMETER;
	saved = sim_get(i, "IsSaved");
	if (busy(c->host, vm) || !saved || saved->kind != SIM_V_BOOL ||
	    !saved->b)
		return SIM_RET_STATE;
	begin(c, &sim_task_snapshot_clear, vm, i, JOB_CLEAR,
	      "Clearing Snapshot State of", 0);
	return SIM_RET_JOB;
}

/* --- a job is told to end --- */

/* What it was to do is not done; its task finds it ended. */
static void stop(struct sim_host *h, struct sim_instance *job, unsigned state)
{
	const char *id = sim_get_str(job, "InstanceID");

	for (size_t k = 0; k < h->tasks.n; k++) {
		if (h->tasks.v[k].job && !strcmp(h->tasks.v[k].job, id))
			h->tasks.v[k].due_ms = h->now_ms;
	}
	sim_job_fail(h, id, 0, "The operation was cancelled.");
	sim_set(job, "JobState", sim_uint(state));
}

uint32_t sim_do_job_state(struct sim_call *c)
{
	uint64_t state = sim_call_uint(c, "RequestedState", 0);
	const struct sim_value *v = sim_get(c->on, "Cancellable");

	if (state != 4 && state != 5)           /* terminate, kill */
		return 5;                       /* Invalid Parameter */
	if (sim_get_uint(c->on, "JobState") >= 7 || !v ||
	    v->kind != SIM_V_BOOL || !v->b)
		return 4097;                    /* Invalid State Transition */
	stop(c->host, c->on, state == 4 ? JOB_TERMINATED : JOB_KILLED);
	return SIM_RET_DONE;
}
