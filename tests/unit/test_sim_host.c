#include "sim_help.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/parse.h"
#include "sim/vm.h"

#define V SIM_NS_VIRT

static void host_row(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *i = first(h, V, "SELECT * FROM Msvm_ComputerSystem "
				       "WHERE Name = 'HVSIM'");

	(void)state;
	assert_string_equal(sim_get_str(i, "ElementName"), "HVSIM");
	assert_int_equal(sim_get_uint(i, "RequestedState"), 12);
	assert_int_equal(sim_get(i, "ProcessID")->kind, SIM_V_NULL);
	assert_int_equal(sim_get(i, "OnTimeInMilliseconds")->kind, SIM_V_NULL);
	assert_false(sim_is_vm(i));
	assert_int_equal(count(h, V, "ASSOCIATORS OF {Msvm_ComputerSystem."
		"CreationClassName='Msvm_ComputerSystem',Name='HVSIM'} WHERE "
		"ResultClass = Msvm_VirtualSystemManagementService"), 1);
	sim_host_free(h);
}

static void machine(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *i = first(h, SIM_NS_CIMV2, "SELECT * FROM "
				       "Win32_OperatingSystem");

	(void)state;
	assert_string_equal(sim_get_str(i, "Version"), "10.0.17763");
	assert_string_equal(sim_get_str(i, "BuildNumber"), "17763");
	assert_string_equal(sim_get_str(i, "Caption"),
			    "Microsoft Windows Server 2019 Standard");
	assert_int_equal(count(h, SIM_NS_CIMV2, "SELECT * FROM Win32_Processor "
		"WHERE NumberOfCores = 8 AND NumberOfLogicalProcessors = 16"), 2);
	i = first(h, SIM_NS_CIMV2, "SELECT * FROM CIM_ComputerSystem");
	assert_int_equal(sim_get_uint(i, "TotalPhysicalMemory") >> 30, 64);
	assert_string_equal(sim_get_str(i, "DNSHostName"), "HVSIM");
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_NumaNode"), 2);
	sim_host_free(h);
}

static void vms(void **state)
{
	static const struct {
		const char *name;
		unsigned state;
		bool on;
	} want[] = {
		{ "web01", 2, true }, { "db01", 3, false },
		{ "Bob's VM", 9, true },
		{ "\320\237\321\200\320\276\320\264-01", 6, false },
		{ "<&> \"quoted\" \\ 100%_[x]", 2, true },
		{ "tab\there", 32773, true },
		{ "\346\227\245\346\234\254\350\252\236\343\202\265\343\203\274"
		  "\343\203\220\343\203\274", 10, true },
	};
	struct sim_host *h = default_host();

	(void)state;
	for (size_t k = 0; k < sizeof want / sizeof *want; k++) {
		struct sim_instance *i = vm(h, want[k].name);
		struct sim_instance *s = sim_vm_settings(h, i);
		const char *guid = sim_get_str(i, "Name");

		assert_true(is_guid(guid));
		for (const char *p = guid; *p; p++)
			assert_false(*p >= 'a' && *p <= 'z');
		assert_int_equal(sim_get_uint(i, "EnabledState"), want[k].state);
		assert_int_equal(sim_get(i, "ProcessID")->kind != SIM_V_NULL,
				 want[k].on);
		assert_non_null(s);
		assert_string_equal(sim_get_str(s, "ElementName"), want[k].name);
		assert_string_equal(sim_get_str(s, "VirtualSystemIdentifier"), guid);
		assert_string_equal(sim_get_str(s, "VirtualSystemType"),
				    "Microsoft:Hyper-V:System:Realized");
		assert_int_equal(sim_get(s, "IsSaved")->b, want[k].state == 6);
	}
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_ComputerSystem WHERE "
			       "ElementName = 'twin'"), 2);
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_MemorySettingData WHERE "
			       "DynamicMemoryEnabled = TRUE"), 2);
	sim_host_free(h);
}

/* Two hosts are alike to the last GUID. */
static void deterministic(void **state)
{
	struct sim_host *a = default_host(), *b = default_host();

	(void)state;
	assert_string_equal(sim_get_str(vm(a, "web01"), "Name"),
			    sim_get_str(vm(b, "web01"), "Name"));
	sim_host_free(a);
	sim_host_free(b);
}

static void systems(void **state)
{
	static const struct {
		const char *os, *version;
		bool v2, subtype, threads;
	} cases[] = {
		{ "2008", "6.0.6001", false, false, false },
		{ "2008R2", "6.1.7600", false, false, false },
		{ "2012", "6.2.9200", true, false, false },
		{ "2012r2", "6.3.9600", true, true, false },
		{ "2016", "10.0.14393", true, true, false },
		{ "2019", "10.0.17763", true, true, false },
		{ "2022", "10.0.20348", true, true, false },
		{ "2025", "10.0.26100", true, true, true },
	};
	enum sim_os os;

	(void)state;
	assert_int_equal(sim_os_parse("2003", &os), -1);
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		struct sim_host_opts o = SIM_HOST_OPTS_INIT;
		struct sim_host *h;
		struct sim_instance *i;

		assert_int_equal(sim_os_parse(cases[k].os, &o.os), 0);
		h = make_host(&o);
		i = first(h, SIM_NS_CIMV2, "SELECT * FROM Win32_OperatingSystem");
		assert_string_equal(sim_get_str(i, "Version"), cases[k].version);
		assert_int_equal(sim_has_namespace(sim_host_ns(h, V), V),
				 cases[k].v2);
		assert_int_equal(count(h, V, "SELECT VirtualSystemSubType FROM "
			"Msvm_VirtualSystemSettingData") > 0, cases[k].subtype);
		assert_int_equal(count(h, V, "SELECT HwThreadsPerCoreRealized FROM "
			"Msvm_ComputerSystem") > 0, cases[k].threads);
		sim_tick(h, 1);
		sim_tick(h, 1000);
		sim_host_free(h);
	}
}

/* --vms 0 */
static void none(void **state)
{
	struct sim_host_opts o = SIM_HOST_OPTS_INIT;
	struct sim_host *h;

	(void)state;
	o.counted = true;
	h = make_host(&o);
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_ComputerSystem"), 1);
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_VirtualSystemSettingData"),
			 0);
	assert_int_equal(count(h, SIM_NS_CIMV2, "SELECT * FROM CIM_DataFile WHERE "
			       "Extension = 'vhdx'"), 0);
	sim_host_free(h);
}

static void many(void **state)
{
	struct sim_host_opts o = SIM_HOST_OPTS_INIT;
	clock_t begin = clock();
	struct sim_host *h;
	struct sim_instance *i;
	AUTO_STR q = STR_INIT;

	(void)state;
	o.counted = true;
	o.vms = 10000;
	h = make_host(&o);
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_ComputerSystem"), 10001);
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_ComputerSystem WHERE "
			       "ElementName = 'vm-07777'"), 1);
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_ComputerSystem WHERE "
			       "EnabledState = 2 AND Name <> 'HVSIM'"), 3333);
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_VirtualSystemSettingData"),
			 10000);
	/* One look-up each, not a walk over 100 000 associations. */
	i = sim_class_find(sim_host_store(h), V,
			   "Msvm_VirtualSystemSettingData")->first;
	for (; i; i = i->next) {
		str_clear(&q);
		str_addf(&q, "ASSOCIATORS OF {Msvm_VirtualSystemSettingData."
			 "InstanceID='%s'} WHERE ResultClass = "
			 "Msvm_ComputerSystem", sim_get_str(i, "InstanceID"));
		assert_int_equal(count(h, V, q.buf), 1);
	}
	sim_tick(h, 1);
	sim_tick(h, 1000);
	/* A guard against the quadratic, not a measurement: it takes a second. */
	assert_true((clock() - begin) / CLOCKS_PER_SEC < 60);
	sim_host_free(h);
}

static void clock_runs(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *os = first(h, SIM_NS_CIMV2, "SELECT * FROM "
					"Win32_OperatingSystem");
	unsigned long version = sim_store_version(sim_host_store(h));
	uint64_t on = sim_get_uint(vm(h, "web01"), "OnTimeInMilliseconds");
	uint64_t paused = sim_get_uint(vm(h, "Bob's VM"), "OnTimeInMilliseconds");
	int64_t t;

	(void)state;
	sim_tick(h, 987654);
	t = sim_get(os, "LocalDateTime")->i;
	sim_tick(h, 987654 + 2500);
	assert_int_equal(sim_get(os, "LocalDateTime")->i - t, 2500000);
	assert_int_equal(sim_get_uint(vm(h, "web01"), "OnTimeInMilliseconds"),
			 on + 2500);
	assert_int_equal(sim_get_uint(vm(h, "Bob's VM"), "OnTimeInMilliseconds"),
			 paused);
	/* Backwards: it stands still. */
	sim_tick(h, 5);
	assert_int_equal(sim_get(os, "LocalDateTime")->i - t, 2500000);
	assert_int_equal(sim_store_version(sim_host_store(h)), version);
	sim_host_free(h);
}

static void japanese(void **state)
{
	struct sim_host_opts o = SIM_HOST_OPTS_INIT;
	struct sim_host *h;

	(void)state;
	o.lang = "ja-JP";
	h = make_host(&o);
	assert_string_equal(sim_get_str(vm(h, "web01"), "Caption"),
		"\344\273\256\346\203\263\343\203\236\343\202\267\343\203\263");
	assert_string_equal(sim_get_str(vm(h, "web01"), "Description"),
			    "Microsoft Virtual Machine");
	sim_host_free(h);
}

/* What was under way when the state was saved goes on after it is restored. */
static void restored_midway(void **state)
{
	struct sim_host *h = default_host(), *again = default_host();
	char path[] = "/tmp/hvsim-test-XXXXXX";
	struct sim_instance *job = NULL;
	AUTO_ERR e = ERR_INIT;
	bool found;

	(void)state;
	assert_true(close(mkstemp(path)) == 0);
	sim_tick(h, 1000);
	assert_int_equal(sim_vm_request(h, vm(h, "db01"), 2, &job), 4096);
	sim_tick(h, 1010);
	assert_int_equal(sim_host_save(h, path, &e), 0);
	assert_int_equal(sim_host_restore(again, path, &found, &e), 0);
	assert_int_equal(sim_get_uint(vm(again, "db01"), "EnabledState"), 10);
	sim_tick(again, 77777);
	assert_int_equal(sim_get_uint(vm(again, "db01"), "EnabledState"), 10);
	sim_tick(again, 77777 + 21);
	assert_int_equal(sim_get_uint(vm(again, "db01"), "EnabledState"), 2);
	assert_int_equal(count(again, V, "SELECT * FROM CIM_ConcreteJob WHERE "
			       "JobState = 7"), 1);
	/* GUIDs are not handed out twice. */
	assert_int_equal(sim_vm_request(again, vm(again, "db01"), 3, &job), 4096);
	assert_non_null(job);
	assert_int_equal(count(again, V, "SELECT * FROM CIM_ConcreteJob"), 2);
	assert_int_equal(unlink(path), 0);
	sim_host_free(h);
	sim_host_free(again);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(host_row),
		cmocka_unit_test(machine),
		cmocka_unit_test(vms),
		cmocka_unit_test(deterministic),
		cmocka_unit_test(systems),
		cmocka_unit_test(none),
		cmocka_unit_test(many),
		cmocka_unit_test(clock_runs),
		cmocka_unit_test(japanese),
		cmocka_unit_test(restored_midway),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
