#include "sim_call.h"

#include <unistd.h>

#define SLOT(n) PROP("AddressOnParent", "string", n)
#define FILE_OF(f) ARRAY("HostResource", f)
#define MB(n) PROP("VirtualQuantity", "uint64", n)
#define DISK0 "D:\\Hyper-V\\Virtual Hard Disks\\db01.vhdx"
#define WEB_DISK "D:\\Hyper-V\\Virtual Hard Disks\\web01.vhdx"

static void drives(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *ide = part_of(h, "db01", SIM_ROLE_IDE, 0);
	struct sim_instance *scsi = part_of(h, "db01", SIM_ROLE_SCSI, 0), *d;
	bool job;

	(void)state;
	/* IDE 0 has two disks. */
	assert_int_equal(add_part(h, "db01", SIM_ROLE_DISK, ide, SLOT("0"), &job),
			 32773);
	assert_false(job);
	assert_int_equal(add_part(h, "db01", SIM_ROLE_DISK, ide, SLOT("2"), NULL),
			 32773);
	assert_int_equal(add_part(h, "db01", SIM_ROLE_DISK, ide, "", NULL), 32773);
	assert_int_equal(add_part(h, "db01", SIM_ROLE_DISK, scsi, SLOT("64"),
				  NULL), 32773);
	assert_int_equal(add_part(h, "db01", SIM_ROLE_DISK, scsi, SLOT("x"),
				  NULL), 32773);
	assert_int_equal(add_part(h, "db01", SIM_ROLE_DISK, NULL, SLOT("0"),
				  NULL), 32773);
	assert_int_equal(add_part(h, "db01", SIM_ROLE_DISK,
				  part_of(h, "twin", SIM_ROLE_IDE, 1), "", NULL),
			 32773);
	assert_int_equal(add_part(h, "db01", SIM_ROLE_DISK, scsi, SLOT("5"), &job),
			 0);
	assert_false(job);
	d = part_of(h, "db01", SIM_ROLE_DISK, 2);
	assert_string_equal(sim_get_str(d, "AddressOnParent"), "5");
	assert_true(sim_part_parent(h, d) == scsi);
	assert_int_equal(add_part(h, "db01", SIM_ROLE_DVD, scsi, "", NULL), 0);
	assert_string_equal(sim_get_str(part_of(h, "db01", SIM_ROLE_DVD, 1),
					"AddressOnParent"), "0");
	sim_host_free(h);
}

static void images(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *scsi = part_of(h, "db01", SIM_ROLE_SCSI, 0), *d;
	bool job;

	(void)state;
	assert_int_equal(add_part(h, "db01", SIM_ROLE_DISK, scsi, "", NULL), 0);
	d = part_of(h, "db01", SIM_ROLE_DISK, 2);
	assert_int_equal(add_part(h, "db01", SIM_ROLE_IMAGE, d,
		PROP("HostResource", "string", WEB_DISK), NULL), 32773);
	assert_int_equal(add_part(h, "db01", SIM_ROLE_IMAGE, d,
				  FILE_OF("D:\\none.vhdx"), &job), 32768);
	assert_true(job);
	assert_int_equal(add_part(h, "db01", SIM_ROLE_IMAGE, d,
				  FILE_OF("C:\\ISO\\debian-12.iso"), &job), 32773);
	assert_true(job);
	assert_int_equal(add_part(h, "db01", SIM_ROLE_ISO, d,
				  FILE_OF("C:\\ISO\\debian-12.iso"), &job), 32773);
	assert_false(job);
	/* Another spelling of the same file. */
	assert_int_equal(add_part(h, "db01", SIM_ROLE_IMAGE, d,
		FILE_OF("d:/hyper-v/virtual hard disks/WEB01.vhdx"), &job), 0);
	assert_false(job);
	/* The drive is full. */
	assert_int_equal(add_part(h, "db01", SIM_ROLE_IMAGE, d, FILE_OF(DISK0),
				  NULL), 32773);
	/* web01 is on and has it. */
	pass(h);
	assert_int_equal(power(h, "db01", "2"), 32768);
	assert_int_equal(sim_get_uint(vm(h, "db01"), "EnabledState"), 3);
	sim_host_free(h);
}

static void removing(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *d = part_of(h, "db01", SIM_ROLE_DISK, 0);
	struct sim_instance *i = part_of(h, "db01", SIM_ROLE_IMAGE, 0);
	struct sim_outs out = VEC_INIT;

	(void)state;
	assert_int_equal(remove_part(h, d, NULL), SIM_CALL_FAILED);
	assert_int_equal(remove_part(h, i, &out), SIM_CALL_OK);
	assert_int_equal(returned(&out), 0);
	sim_outs_clear(&out);
	assert_int_equal(remove_part(h, d, &out), SIM_CALL_OK);
	assert_int_equal(returned(&out), 0);
	sim_outs_clear(&out);
	assert_null(part_of(h, "db01", SIM_ROLE_DISK, 1));
	assert_int_equal(remove_part(h, part_of(h, "db01", SIM_ROLE_IDE, 0),
				     &out), SIM_CALL_OK);
	assert_int_equal(returned(&out), 32773);
	sim_outs_clear(&out);
	/* An adapter goes with its connection. */
	assert_int_equal(remove_part(h, part_of(h, "db01", SIM_ROLE_NIC, 0),
				     &out), SIM_CALL_OK);
	assert_int_equal(returned(&out), 0);
	sim_outs_clear(&out);
	assert_null(part_of(h, "db01", SIM_ROLE_NIC, 0));
	assert_null(part_of(h, "db01", SIM_ROLE_CONNECTION, 1));
	sim_host_free(h);
}

#define GEN1_ON "<&> \"quoted\" \\ 100%_[x]"

/* web01 is on, and of generation 2: SCSI and adapters by a job. */
static void hot(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *scsi = part_of(h, "web01", SIM_ROLE_SCSI, 0);
	int ports;
	bool job;

	(void)state;
	pass(h);
	assert_int_equal(add_part(h, "web01", SIM_ROLE_DISK, scsi, SLOT("7"),
				  &job), 0);
	assert_true(job);
	/* The VM, and what was made: that is how it is found again. */
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_AffectedJobElement"), 2);
	assert_non_null(part_of(h, "web01", SIM_ROLE_DISK, 2));
	ports = count(h, V, "SELECT * FROM Msvm_SyntheticEthernetPort");
	assert_int_equal(add_part(h, "web01", SIM_ROLE_NIC, NULL, "", &job), 0);
	assert_true(job);
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_SyntheticEthernetPort"),
			 ports + 1);
	assert_int_equal(add_part(h, "web01", SIM_ROLE_SCSI, NULL, "", &job),
			 32775);
	assert_true(job);
	/* on, and of generation 1: neither IDE drives nor adapters */
	assert_int_equal(add_part(h, GEN1_ON, SIM_ROLE_DISK,
		part_of(h, GEN1_ON, SIM_ROLE_IDE, 1), SLOT("1"), &job), 32775);
	assert_int_equal(add_part(h, GEN1_ON, SIM_ROLE_NIC, NULL, "", &job),
			 32775);
	/* saved */
	assert_int_equal(add_part(h, "\320\237\321\200\320\276\320\264-01",
				  SIM_ROLE_NIC, NULL, "", &job), 32775);
	sim_host_free(h);
}

static void adapters(void **state)
{
	struct sim_host *h = default_host();
	AUTO_STR more = STR_INIT;
	AUTO_FREE char *sw = sim_path_of(first(h, V,
				"SELECT * FROM Msvm_VirtualEthernetSwitch"));
	struct sim_instance *nic;
	bool job;

	(void)state;
	assert_int_equal(add_part(h, "db01", SIM_ROLE_NIC, NULL,
		PROP("Address", "string", "52540012AB34")
		PROP("StaticMacAddress", "boolean", "TRUE"), NULL), 0);
	nic = part_of(h, "db01", SIM_ROLE_NIC, 1);
	assert_string_equal(sim_get_str(nic, "Address"), "52540012AB34");
	assert_int_equal(add_part(h, "db01", SIM_ROLE_NIC, NULL,
		PROP("Address", "string", "52:54:00:12:AB:34"), &job), 32773);
	assert_true(job);
	str_addf(&more, ARRAY("HostResource", "%s"), sw);
	assert_int_equal(add_part(h, "db01", SIM_ROLE_CONNECTION, nic, more.buf,
				  NULL), 0);
	assert_int_equal(add_part(h, "db01", SIM_ROLE_CONNECTION, nic, more.buf,
				  NULL), 32773);
	assert_int_equal(add_part(h, "db01", SIM_ROLE_NIC, NULL, "", NULL), 0);
	nic = part_of(h, "db01", SIM_ROLE_NIC, 2);
	assert_string_not_equal(sim_get_str(nic, "Address"), "");
	assert_int_equal(add_part(h, "db01", SIM_ROLE_CONNECTION, nic,
		ARRAY("HostResource", "Msvm_VirtualEthernetSwitch.Name=\"x\""),
		&job), 32773);
	assert_true(job);
	assert_int_equal(add_part(h, "web01", SIM_ROLE_LEGACY_NIC, NULL, "",
				  NULL), 32773);
	assert_int_equal(add_part(h, "db01", SIM_ROLE_LEGACY_NIC, NULL, "",
				  NULL), 0);
	sim_host_free(h);
}

static void memory(void **state)
{
	static const struct {
		const char *vm, *more;
		unsigned want;
	} cases[] = {
		{ "db01", MB("2048"), 0 },
		{ "db01", MB("1025"), 32773 },
		{ "db01", MB("30"), 32773 },
		{ "db01", MB("67108864"), 32773 },
		{ "db01", MB("2048") PROP("DynamicMemoryEnabled", "boolean", "true")
		  PROP("Reservation", "uint64", "512")
		  PROP("Limit", "uint64", "4096"), 0 },
		{ "db01", MB("8192"), 32773 },          /* above its maximum */
		{ "db01", PROP("Reservation", "uint64", "4096"), 32773 },
		{ "web01", MB("4096"), 0 },             /* on, and static */
		{ "web01", PROP("DynamicMemoryEnabled", "boolean", "true"), 32775 },
		{ "Bob's VM", MB("4096"), 32775 },      /* paused */
		{ "db01", PROP("PoolID", "string", "x"), 32768 },
	};
	struct sim_host *h = default_host();
	bool job;

	(void)state;
	pass(h);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		unsigned rc = modify_part(h, part_of(h, cases[i].vm,
						     SIM_ROLE_MEMORY, 0),
					  cases[i].more, &job);

		if (rc != cases[i].want || !job)
			fail_msg("%zu: %u", i, rc);
	}
	assert_int_equal(sim_get_uint(part_of(h, "web01", SIM_ROLE_MEMORY, 0),
				      "VirtualQuantity"), 4096);
	assert_int_equal(modify_part(h, part_of(h, "db01", SIM_ROLE_MEMORY, 0),
				     MB("lots"), &job), 32773);
	assert_false(job);
	sim_host_free(h);
}

static void old_memory(void **state)
{
	struct sim_host_opts o = SIM_HOST_OPTS_INIT;
	struct sim_host *h;

	(void)state;
	o.os = SIM_OS_2012R2;
	h = make_host(&o);
	pass(h);
	assert_int_equal(modify_part(h, part_of(h, "web01", SIM_ROLE_MEMORY, 0),
				     MB("4096"), NULL), 32775);
	sim_host_free(h);
}

static void processors(void **state)
{
	static const struct {
		const char *vm, *more;
		unsigned want;
	} cases[] = {
		{ "db01", MB("8"), 0 }, { "db01", MB("0"), 32773 },
		{ "db01", MB("1000"), 32773 }, { "db01", MB("33"), 32773 },
		{ "web01", MB("4"), 32775 },
		{ "web01", PROP("Weight", "uint32", "200"), 0 },
		{ "web01", PROP("Weight", "uint32", "10001"), 32773 },
		{ "web01", PROP("Limit", "uint64", "50000")
		  PROP("Reservation", "uint64", "60000"), 32773 },
	};
	struct sim_host *h = default_host();

	(void)state;
	pass(h);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		unsigned rc = modify_part(h, part_of(h, cases[i].vm,
						     SIM_ROLE_PROCESSOR, 0),
					  cases[i].more, NULL);

		if (rc != cases[i].want)
			fail_msg("%zu: %u", i, rc);
	}
	assert_int_equal(sim_get_uint(first(h, V, "SELECT * FROM "
		"Msvm_ProcessorSettingData WHERE InstanceID LIKE "
		"'Microsoft:Definition%Maximum'"), "VirtualQuantity"), 240);
	sim_host_free(h);
}

/* A job on its way survives in the state file, and does what it should. */
static void reconnect(void **state)
{
	struct sim_host *h = default_host();
	AUTO_FREE char *sw = sim_path_of(first(h, V, "SELECT * FROM "
		"Msvm_VirtualEthernetSwitch WHERE ElementName = 'Internal'"));
	AUTO_STR more = STR_INIT;
	AUTO_STR q = STR_INIT;

	(void)state;
	pass(h);
	str_addf(&q, "SELECT * FROM Msvm_EthernetSwitchPort WHERE SystemName = "
		 "'%s'", sim_get_str(first(h, V, "SELECT * FROM "
		 "Msvm_VirtualEthernetSwitch WHERE ElementName = 'Internal'"),
				     "Name"));
	str_addf(&more, ARRAY("HostResource", "%s"), sw);
	assert_int_equal(modify_part(h, part_of(h, "web01", SIM_ROLE_CONNECTION,
						0), more.buf, NULL), 0);
	assert_true(count(h, V, q.buf) >= 2);
	assert_int_equal(power(h, "web01", "3"), 0);
	assert_int_equal(power(h, "web01", "2"), 0);
	assert_true(count(h, V, q.buf) >= 2);
	sim_host_free(h);
}

static void vlan(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *c = part_of(h, "web01", SIM_ROLE_CONNECTION, 0), *f;
	struct sim_args in = VEC_INIT;
	struct sim_outs out = VEC_INIT;
	AUTO_STR xml = STR_INIT;

	(void)state;
	sim_args_ref(&in, "AffectedConfiguration", sim_instance_ref(c));
	sim_args_text(&in, "FeatureSettings",
		INST("Msvm_EthernetSwitchPortVlanSettingData",
		     PROP("OperationMode", "uint32", "1")
		     PROP("AccessVlanId", "uint16", "42")));
	assert_int_equal(invoke(h, VSMS, "AddFeatureSettings", &in, &out),
			 SIM_CALL_OK);
	assert_int_equal(returned(&out), 0);
	f = result(h, &out, "ResultingFeatureSettings");
	sim_outs_clear(&out);
	assert_int_equal(sim_get_uint(f, "AccessVlanId"), 42);
	str_addf(&xml, INST("Msvm_EthernetSwitchPortVlanSettingData",
		PROP("InstanceID", "string", "%s")
		PROP("AccessVlanId", "uint16", "4095")),
		sim_get_str(f, "InstanceID"));
	sim_args_text(&in, "FeatureSettings", xml.buf);
	assert_int_equal(outcome(h, VSMS, "ModifyFeatureSettings", &in, NULL),
			 32773);
	assert_int_equal(sim_get_uint(f, "AccessVlanId"), 42);
	sim_args_ref(&in, "FeatureSettings", sim_instance_ref(f));
	assert_int_equal(outcome(h, VSMS, "RemoveFeatureSettings", &in, NULL), 0);
	assert_int_equal(count(h, V, "SELECT * FROM "
			       "Msvm_EthernetSwitchPortVlanSettingData"), 0);
	sim_host_free(h);
}

/* A change that is under way goes on after the state was restored. */
static void midway(void **state)
{
	struct sim_host *h = default_host();
	struct sim_host_opts o = SIM_HOST_OPTS_INIT;
	struct sim_host *again;
	char path[] = "/tmp/test_sim_resource.XXXXXX";
	struct sim_args in = VEC_INIT;
	struct sim_outs out = VEC_INIT;
	AUTO_STR xml = STR_INIT;
	AUTO_ERR e = ERR_INIT;
	bool found = false;

	(void)state;
	o.empty = true;
	again = make_host(&o);
	close(mkstemp(path));
	pass(h);
	str_addf(&xml, INST("Msvm_MemorySettingData",
		 PROP("InstanceID", "string", "%s") MB("640")),
		 sim_get_str(part_of(h, "db01", SIM_ROLE_MEMORY, 0),
			     "InstanceID"));
	sim_args_text(&in, "ResourceSettings", xml.buf);
	assert_int_equal(invoke(h, VSMS, "ModifyResourceSettings", &in, &out),
			 SIM_CALL_OK);
	assert_int_equal(returned(&out), 4096);
	sim_outs_clear(&out);
	assert_int_equal(sim_host_save(h, path, &e), 0);
	assert_int_equal(sim_host_restore(again, path, &found, &e), 0);
	unlink(path);
	pass(again);
	pass(again);
	assert_int_equal(sim_get_uint(part_of(again, "db01", SIM_ROLE_MEMORY, 0),
				      "VirtualQuantity"), 640);
	assert_int_equal(sim_get_uint(part_of(h, "db01", SIM_ROLE_MEMORY, 0),
				      "VirtualQuantity"), 8192);
	sim_host_free(again);
	sim_host_free(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(drives),
		cmocka_unit_test(images),
		cmocka_unit_test(removing),
		cmocka_unit_test(hot),
		cmocka_unit_test(adapters),
		cmocka_unit_test(memory),
		cmocka_unit_test(old_memory),
		cmocka_unit_test(processors),
		cmocka_unit_test(reconnect),
		cmocka_unit_test(vlan),
		cmocka_unit_test(midway),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
