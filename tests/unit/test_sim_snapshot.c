#include "sim_help.h"

#include "sim/snapshot.h"
#include "sim/vm.h"

#define VSSD "Msvm_VirtualSystemSettingData"
#define SNAPSHOTS "SELECT * FROM " VSSD " WHERE VirtualSystemType = " \
	"'Microsoft:Hyper-V:Snapshot:Realized' AND VirtualSystemIdentifier = '%s'"

static struct sim_instance *service(struct sim_host *h)
{
	return first(h, SIM_NS_VIRT,
		     "SELECT * FROM Msvm_VirtualSystemSnapshotService");
}

static unsigned call(struct sim_host *h, struct sim_instance *on,
		     const char *method, struct sim_args *in, char **job)
{
	struct sim_outs out = VEC_INIT;
	const struct sim_value *v;
	unsigned rc;

	assert_int_equal(sim_invoke(h, on->cls, on, method, in, &out),
			 SIM_CALL_OK);
	rc = (unsigned)sim_outs_get(&out, "ReturnValue")->u;
	v = sim_outs_get(&out, "Job");
	if (job)
		*job = v && v->kind == SIM_V_REF ?
			xstrdup(sim_ref_key(v->ref, "InstanceID")) : NULL;
	/* FACTS 5.12: it stays empty */
	v = sim_outs_get(&out, "ResultingSnapshot");
	assert_true(!v || v->kind == SIM_V_NULL);
	sim_outs_clear(&out);
	sim_args_clear(in);
	return rc;
}

static unsigned create(struct sim_host *h, const char *name, const char *type,
		       const char *settings, char **job)
{
	struct sim_args in = VEC_INIT;

	sim_args_ref(&in, "AffectedSystem", sim_instance_ref(vm(h, name)));
	if (settings)
		sim_args_text(&in, "SnapshotSettings", settings);
	sim_args_text(&in, "SnapshotType", type);
	return call(h, service(h), "CreateSnapshot", &in, job);
}

static unsigned with(struct sim_host *h, const char *method,
		     const char *param, struct sim_instance *snapshot)
{
	struct sim_args in = VEC_INIT;

	sim_args_ref(&in, param, sim_instance_ref(snapshot));
	return call(h, service(h), method, &in, NULL);
}

static struct sim_instance *named(struct sim_host *h, const char *name)
{
	AUTO_STR q = STR_INIT;

	str_add(&q, "SELECT * FROM " VSSD " WHERE ElementName = ");
	str_add_wql(&q, name);
	return first(h, SIM_NS_VIRT, q.buf);
}

static int snapshots(struct sim_host *h, const char *name)
{
	AUTO_FREE char *q = xasprintf(SNAPSHOTS,
				      sim_get_str(vm(h, name), "Name"));

	return count(h, SIM_NS_VIRT, q);
}

static uint64_t job_state(struct sim_host *h, const char *id)
{
	AUTO_FREE char *q = xasprintf("SELECT * FROM Msvm_ConcreteJob WHERE "
				      "InstanceID = '%s'", id);

	return sim_get_uint(first(h, SIM_NS_VIRT, q), "JobState");
}

static unsigned status(struct sim_host *h, const char *name)
{
	const struct sim_value *v = sim_get(vm(h, name), "OperationalStatus");

	return v->n > 1 ? (unsigned)v->item[1].u : 0;
}

static bool flag(const struct sim_instance *i, const char *prop)
{
	const struct sim_value *v = sim_get(i, prop);

	return v->kind == SIM_V_BOOL && v->b;
}

/* The created one is found by the job alone. */
static struct sim_instance *made_by(struct sim_host *h, const char *job)
{
	struct sim_class *c = sim_class_find(sim_host_store(h), SIM_NS_VIRT,
					     "Msvm_AffectedJobElement");

	for (struct sim_instance *i = c->first; i; i = i->next) {
		const struct sim_value *effect = sim_get(i, "ElementEffects");
		const struct sim_value *by = sim_get(i, "AffectingElement");

		if (effect->kind == SIM_V_ARRAY && effect->item[0].u == 5 &&
		    !strcmp(sim_ref_key(by->ref, "InstanceID"), job))
			return sim_resolve(sim_host_store(h), SIM_NS_VIRT,
				sim_get(i, "AffectedElement")->ref);
	}
	return NULL;
}

static void created(void **state)
{
	struct sim_host *h = default_host();
	AUTO_FREE char *job = NULL, *path = NULL;
	struct sim_instance *i;
	int parts;

	(void)state;
	sim_tick(h, 100);
	parts = count(h, SIM_NS_VIRT, "SELECT * FROM Msvm_MemorySettingData");
	assert_int_equal(create(h, "db01", "2", "", &job), 4096);
	assert_non_null(job);
	assert_int_equal(status(h, "db01"), 32768);
	assert_int_equal(snapshots(h, "db01"), 0);
	/* one at a time */
	assert_int_equal(create(h, "db01", "2", "", NULL), 32775);
	sim_tick(h, 200);
	assert_int_equal(job_state(h, job), 7);
	assert_int_equal(status(h, "db01"), 0);
	assert_int_equal(snapshots(h, "db01"), 1);
	i = made_by(h, job);
	assert_non_null(i);
	assert_string_equal(sim_get_str(i, "ElementName"),
			    "db01 - (5/14/2024 - 9:30:00 AM)");
	assert_false(flag(i, "IsSaved"));
	assert_int_equal(count(h, SIM_NS_VIRT,
			       "SELECT * FROM Msvm_MemorySettingData"), parts + 1);
	/* and the VM's settings are based on it */
	assert_non_null(strstr(sim_get_str(named(h, "db01"), "Parent"),
			       sim_get_str(i, "InstanceID")));
	path = xasprintf("ASSOCIATORS OF {" VSSD ".InstanceID='%s'} WHERE "
			 "AssocClass = Msvm_VirtualSystemSettingDataComponent "
			 "ResultClass = Msvm_MemorySettingData",
			 sim_get_str(i, "InstanceID"));
	assert_int_equal(count(h, SIM_NS_VIRT, path), 1);
	sim_host_free(h);
}

static void bad_calls(void **state)
{
	struct sim_host *h = default_host();
	struct sim_args in = VEC_INIT;

	(void)state;
	sim_tick(h, 100);
	assert_int_equal(create(h, "HVSIM", "2", "", NULL), 32773);
	assert_int_equal(create(h, "db01", "1", "", NULL), 32773);
	assert_int_equal(create(h, "db01", "2", "instance of X {};", NULL),
			 32773);
	assert_int_equal(create(h, "db01", "2",
				"<INSTANCE CLASSNAME=\"Msvm_MemorySettingData\">"
				"</INSTANCE>", NULL), 32773);
	/* saving */
	assert_int_equal(create(h, "tab\there", "2", NULL, NULL), 32775);
	assert_int_equal(call(h, service(h), "DestroySnapshot", &in, NULL),
			 32773);
	/* a VM's own settings are no checkpoint */
	assert_int_equal(with(h, "DestroySnapshot", "AffectedSnapshot",
			      named(h, "db01")), 32773);
	assert_int_equal(with(h, "ApplySnapshot", "Snapshot",
			      named(h, "db01")), 32773);
	sim_host_free(h);
}

/* UserSnapshotType and the guest decide whether memory is kept. */
static void kinds(void **state)
{
	static const struct {
		const char *vm;
		unsigned kind;
		int saved;      /* -1: the job fails */
	} cases[] = {
		{ "web01", 3, 0 }, { "web01", 4, 0 }, { "web01", 5, 1 },
		{ "web01", 2, -1 }, { "db01", 5, 0 }, { "db01", 4, 0 },
		/* paused: its guest does not answer */
		{ "Bob's VM", 3, 1 }, { "Bob's VM", 4, -1 },
	};

	(void)state;
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		struct sim_host *h = default_host();
		AUTO_FREE char *job = NULL;

		sim_tick(h, 100);
		sim_set(named(h, cases[k].vm), "UserSnapshotType",
			sim_uint(cases[k].kind));
		assert_int_equal(create(h, cases[k].vm, "2", "", &job), 4096);
		sim_tick(h, 200);
		if (cases[k].saved < 0) {
			assert_int_equal(job_state(h, job), 10);
			assert_int_equal(snapshots(h, cases[k].vm), 0);
		} else {
			assert_int_equal(flag(made_by(h, job), "IsSaved"),
					 cases[k].saved);
		}
		sim_host_free(h);
	}
}

static const char *parent(struct sim_host *h, const char *name)
{
	return sim_get_str(named(h, name), "Parent");
}

static const char prod[] = "\320\237\321\200\320\276\320\264-01";

static void default_tree(void **state)
{
	struct sim_host *h = default_host();
	const char *root = sim_get_str(named(h, "installed"), "InstanceID");

	(void)state;
	assert_int_equal(snapshots(h, prod), 4);
	assert_string_equal(parent(h, "installed"), "");
	assert_non_null(strstr(parent(h, "before upgrade"), root));
	assert_non_null(strstr(parent(h, "upgraded"), root));
	assert_non_null(strstr(parent(h, "tuned <1> & \"co\""),
			sim_get_str(named(h, "upgraded"), "InstanceID")));
	assert_int_equal(sim_get_uint(vm(h, prod), "EnabledState"),
			 SIM_VM_SAVED);
	assert_int_equal(count(h, SIM_NS_VIRT,
			       "SELECT * FROM Msvm_ParentChildSettingData"), 4);
	assert_int_equal(count(h, SIM_NS_VIRT,
		"SELECT * FROM Msvm_MostCurrentSnapshotInBranch"), 1);
	assert_int_equal(count(h, SIM_NS_VIRT,
		"SELECT * FROM Msvm_LastAppliedSnapshot"), 1);
	sim_host_free(h);
}

static void applied(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *i;

	(void)state;
	sim_tick(h, 100);
	i = named(h, "installed");
	assert_int_equal(with(h, "ApplySnapshot", "Snapshot", i), 4096);
	assert_int_equal(status(h, prod), 32769);
	sim_tick(h, 200);
	assert_int_equal(sim_get_uint(vm(h, prod), "EnabledState"), SIM_VM_OFF);
	assert_non_null(strstr(parent(h, prod), sim_get_str(i, "InstanceID")));
	/* with memory: it comes back saved */
	assert_int_equal(with(h, "ApplySnapshot", "Snapshot",
			      named(h, "before upgrade")), 4096);
	sim_tick(h, 300);
	assert_int_equal(sim_get_uint(vm(h, prod), "EnabledState"),
			 SIM_VM_SAVED);
	/* the parts are there once */
	assert_non_null(sim_vm_part(h, "Msvm_MemorySettingData",
		sim_get_str(vm(h, prod), "Name"), SIM_PART_MEMORY));
	/* not while it runs */
	sim_vm_enter(h, vm(h, prod), SIM_VM_RUNNING);
	assert_int_equal(with(h, "ApplySnapshot", "Snapshot",
			      named(h, "installed")), 32775);
	sim_host_free(h);
}

static void destroyed(void **state)
{
	struct sim_host *h = default_host();

	(void)state;
	sim_tick(h, 100);
	assert_int_equal(with(h, "DestroySnapshot", "AffectedSnapshot",
			      named(h, "upgraded")), 4096);
	assert_int_equal(status(h, prod), 32770);
	sim_tick(h, 140);
	assert_int_equal(snapshots(h, prod), 3);
	assert_non_null(strstr(parent(h, "tuned <1> & \"co\""),
			sim_get_str(named(h, "installed"), "InstanceID")));
	sim_tick(h, 1000);
	assert_int_equal(with(h, "DestroySnapshotTree", "SnapshotSettingData",
			      named(h, "installed")), 4096);
	sim_tick(h, 2000);
	assert_int_equal(snapshots(h, prod), 0);
	assert_string_equal(parent(h, prod), "");
	assert_int_equal(count(h, SIM_NS_VIRT,
			       "SELECT * FROM Msvm_ParentChildSettingData"), 0);
	assert_int_equal(count(h, SIM_NS_VIRT,
		"SELECT * FROM Msvm_SnapshotOfVirtualSystem"), 0);
	/* of the one configuration that is left */
	assert_non_null(sim_vm_part(h, "Msvm_MemorySettingData",
		sim_get_str(vm(h, prod), "Name"), SIM_PART_MEMORY));
	sim_host_free(h);
}

static void state_cleared(void **state)
{
	struct sim_host *h = default_host();

	(void)state;
	sim_tick(h, 100);
	assert_int_equal(with(h, "ClearSnapshotState", "SnapshotSettingData",
			      named(h, "installed")), 32775);
	assert_int_equal(with(h, "ClearSnapshotState", "SnapshotSettingData",
			      named(h, "before upgrade")), 4096);
	sim_tick(h, 200);
	assert_false(flag(named(h, "before upgrade"), "IsSaved"));
	sim_host_free(h);
}

/* A disk, so that something is to be merged. */
static void add_disk(struct sim_host *h, const char *name, const char *file)
{
	struct sim_instance *own = named(h, name), *i, *a;
	struct sim_value v = sim_array();

	i = sim_instance_new(sim_class_find(sim_host_store(h), SIM_NS_VIRT,
					    "Msvm_StorageAllocationSettingData"));
	sim_set(i, "InstanceID", sim_stringf("%s\\TEST\\0\\0\\L",
					     sim_get_str(own, "InstanceID")));
	sim_set(i, "ResourceSubType",
		sim_string("Microsoft:Hyper-V:Virtual Hard Disk"));
	sim_array_add(&v, sim_string(file));
	sim_set(i, "HostResource", v);
	assert_int_equal(sim_store_add(sim_host_store(h), i), 0);
	a = sim_instance_new(sim_class_find(sim_host_store(h), SIM_NS_VIRT,
				"Msvm_VirtualSystemSettingDataComponent"));
	sim_set(a, "GroupComponent", sim_reference(sim_instance_ref(own)));
	sim_set(a, "PartComponent", sim_reference(sim_instance_ref(i)));
	assert_int_equal(sim_store_add(sim_host_store(h), a), 0);
}

static const char *file_of(struct sim_host *h, const struct sim_instance *vssd)
{
	AUTO_STR q = STR_INIT;
	AUTO_FREE char *id = xasprintf("%s\\TEST\\0\\0\\L",
				       sim_get_str(vssd, "InstanceID"));

	str_add(&q, "SELECT * FROM Msvm_StorageAllocationSettingData WHERE "
		    "InstanceID = ");
	str_add_wql(&q, id);
	return sim_get(first(h, SIM_NS_VIRT, q.buf), "HostResource")->item[0].s;
}

/* The differencing files that there are. */
static int avhdx(struct sim_host *h)
{
	return count(h, SIM_NS_CIMV2,
		     "SELECT * FROM CIM_DataFile WHERE Extension = 'avhdx'");
}

static unsigned destroy_vm(struct sim_host *h, const char *name)
{
	struct sim_args in = VEC_INIT;

	sim_args_ref(&in, "AffectedSystem", sim_instance_ref(vm(h, name)));
	return call(h, first(h, SIM_NS_VIRT, "SELECT * FROM "
			     "Msvm_VirtualSystemManagementService"),
		    "DestroySystem", &in, NULL);
}

static void merged(void **state)
{
	struct sim_host *h = default_host();
	AUTO_FREE char *job = NULL;
	struct sim_instance *made;
	const char *file;
	int files = avhdx(h);

	(void)state;
	add_disk(h, "db01", "D:\\data.vhdx");
	sim_tick(h, 100);
	assert_int_equal(create(h, "db01", "2", "", &job), 4096);
	sim_tick(h, 200);
	made = made_by(h, job);
	assert_true(avhdx(h) > files);
	assert_string_equal(file_of(h, made), "D:\\data.vhdx");
	file = file_of(h, named(h, "db01"));
	assert_int_equal(strlen(file), strlen("D:\\data_.avhdx") + 36);
	assert_int_equal(strncmp(file, "D:\\data_", 8), 0);
	assert_int_equal(with(h, "DestroySnapshot", "AffectedSnapshot", made),
			 4096);
	sim_tick(h, 231);
	assert_int_equal(status(h, "db01"), 32772);
	assert_int_equal(strncmp(file_of(h, named(h, "db01")), "D:\\data_", 8),
			 0);
	assert_true(avhdx(h) > files);
	/* FACTS 5.13 */
	assert_int_equal(destroy_vm(h, "db01"), 32775);
	assert_int_equal(count(h, SIM_NS_VIRT, "SELECT * FROM Msvm_ConcreteJob "
			       "WHERE JobType = 50 AND JobState < 7"), 1);
	sim_tick(h, 360);
	assert_int_equal(status(h, "db01"), 0);
	assert_int_equal(count(h, SIM_NS_VIRT, "SELECT * FROM Msvm_ConcreteJob "
			       "WHERE JobType = 50 AND JobState = 7"), 1);
	assert_int_equal(avhdx(h), files);
	assert_string_equal(file_of(h, named(h, "db01")), "D:\\data.vhdx");
	assert_int_equal(destroy_vm(h, "db01"), 4096);
	sim_host_free(h);
}

static void cancelled(void **state)
{
	struct sim_host *h = default_host();
	struct sim_args in = VEC_INIT;
	AUTO_FREE char *job = NULL;
	struct sim_instance *merge;

	(void)state;
	add_disk(h, "db01", "D:\\data.vhd");
	sim_tick(h, 100);
	assert_int_equal(create(h, "db01", "2", "", &job), 4096);
	sim_args_text(&in, "RequestedState", "4");
	assert_int_equal(call(h, first(h, SIM_NS_VIRT, "SELECT * FROM "
				       "Msvm_ConcreteJob"),
			      "RequestStateChange", &in, NULL), 4097);
	sim_tick(h, 200);
	assert_non_null(strstr(file_of(h, named(h, "db01")), ".avhd"));
	assert_int_equal(with(h, "DestroySnapshot", "AffectedSnapshot",
			      made_by(h, job)), 4096);
	sim_tick(h, 231);
	merge = first(h, SIM_NS_VIRT,
		      "SELECT * FROM Msvm_ConcreteJob WHERE JobType = 50");
	sim_args_text(&in, "RequestedState", "2");
	assert_int_equal(call(h, merge, "RequestStateChange", &in, NULL), 5);
	sim_args_text(&in, "RequestedState", "4");
	assert_int_equal(call(h, merge, "RequestStateChange", &in, NULL), 0);
	assert_int_equal(sim_get_uint(merge, "JobState"), 8);
	sim_tick(h, 240);
	assert_int_equal(sim_get_uint(merge, "JobState"), 8);
	assert_int_equal(status(h, "db01"), 0);
	sim_host_free(h);
}

static void failed_job(void **state)
{
	struct sim_host *h = default_host();
	AUTO_FREE char *job = NULL;

	(void)state;
	sim_tick(h, 100);
	sim_host_fail_jobs(h, 0, 1, 32777, NULL);
	assert_int_equal(create(h, "db01", "2", "", &job), 4096);
	sim_tick(h, 200);
	assert_int_equal(job_state(h, job), 10);
	assert_int_equal(snapshots(h, "db01"), 0);
	assert_int_equal(status(h, "db01"), 0);
	sim_host_free(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(created),
		cmocka_unit_test(bad_calls),
		cmocka_unit_test(kinds),
		cmocka_unit_test(default_tree),
		cmocka_unit_test(applied),
		cmocka_unit_test(destroyed),
		cmocka_unit_test(state_cleared),
		cmocka_unit_test(merged),
		cmocka_unit_test(cancelled),
		cmocka_unit_test(failed_job),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
