#include "sim_call.h"

#define VSSD "Msvm_VirtualSystemSettingData"
#define GEN(n) PROP("VirtualSystemSubType", "string", \
		    "Microsoft:Hyper-V:SubType:" n)
#define NAME(n) PROP("ElementName", "string", n)

static int roles(struct sim_host *h, const char *name, enum sim_role role)
{
	int n = 0;

	while (part_of(h, name, role, (unsigned)n))
		n++;
	return n;
}

static void generations(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *one = NULL, *two = NULL;

	(void)state;
	assert_int_equal(define_vm(h, INST(VSSD, NAME("one &amp; &lt;co&gt;")),
				   NULL, &one), 0);
	assert_int_equal(define_vm(h, INST(VSSD, NAME("two") GEN("2")), NULL,
				   &two), 0);
	assert_string_equal(sim_get_str(one, "ElementName"), "one & <co>");
	assert_int_equal(sim_get_uint(one, "EnabledState"), 3);
	assert_int_equal(sim_get(one, "ProcessID")->kind, SIM_V_NULL);
	assert_int_equal(roles(h, "one & <co>", SIM_ROLE_IDE), 2);
	assert_int_equal(roles(h, "one & <co>", SIM_ROLE_SCSI), 1);
	assert_int_equal(roles(h, "one & <co>", SIM_ROLE_DISKETTE), 1);
	assert_int_equal(roles(h, "one & <co>", SIM_ROLE_SERIAL), 2);
	assert_int_equal(roles(h, "one & <co>", SIM_ROLE_NIC), 0);
	assert_int_equal(roles(h, "two", SIM_ROLE_IDE), 0);
	assert_int_equal(roles(h, "two", SIM_ROLE_SCSI), 0);
	assert_int_equal(roles(h, "two", SIM_ROLE_DISKETTE), 0);
	assert_int_equal(roles(h, "two", SIM_ROLE_SERIAL), 2);
	assert_int_equal(sim_get_uint(part_of(h, "two", SIM_ROLE_MEMORY, 0),
				      "VirtualQuantity"), 1024);
	assert_int_equal(sim_get_uint(part_of(h, "two", SIM_ROLE_PROCESSOR, 0),
				      "VirtualQuantity"), 1);
	assert_true(sim_get(vssd_of(h, "two"), "SecureBootEnabled")->b);
	assert_false(sim_get(vssd_of(h, "one & <co>"), "SecureBootEnabled")->b);
	assert_string_not_equal(sim_get_str(one, "Name"),
				sim_get_str(two, "Name"));
	sim_host_free(h);
}

static void refusals(void **state)
{
	static const struct {
		const char *settings;
		unsigned want;
	} cases[] = {
		{ "no XML", 32773 },
		{ INST(VSSD, NAME("a & b")), 32768 },
		{ INST(VSSD, NAME("a < b")), 32773 },
		{ INST(VSSD, NAME("")), 32773 },
		{ INST(VSSD, GEN("3")), 32773 },
		{ INST("Msvm_MemorySettingData", ""), 32773 },
		{ INST(VSSD, PROP("NoSuch", "string", "x")), 32773 },
		{ INST(VSSD, PROP("AutomaticStartupAction", "uint16", "9")), 32773 },
		/* not an array, which Notes is */
		{ INST(VSSD, PROP("Notes", "string", "x")), 32773 },
		/* read only: by a job */
		{ INST(VSSD, PROP("CreationTime", "datetime",
				  "20240101000000.000000+000")), 4096 },
		{ INST(VSSD, PROP("AutomaticStartupActionDelay", "string",
				  "00000000003000.000000:000")), 4096 },
	};
	struct sim_host *h = default_host();
	int before = count(h, V, "SELECT * FROM Msvm_ComputerSystem");

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		unsigned rc = define_vm(h, cases[i].settings, NULL, NULL);

		if (rc != cases[i].want)
			fail_msg("%s: %u", cases[i].settings, rc);
	}
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_ComputerSystem"), before);
	sim_host_free(h);
}

static void settings(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *i = NULL;
	const struct sim_value *v;

	(void)state;
	assert_int_equal(define_vm(h, INST(VSSD, NAME("s")
		PROP("AutomaticStartupAction", "uint16", "4")
		"<PROPERTY.ARRAY NAME=\"Notes\" TYPE=\"string\"><VALUE.ARRAY>"
		"<VALUE>one</VALUE><VALUE>two</VALUE></VALUE.ARRAY>"
		"</PROPERTY.ARRAY>"
		PROP("AutomaticStartupActionDelay", "datetime",
		     "00000000003000.000000:000")), NULL, &i), 0);
	assert_int_equal(sim_get_uint(vssd_of(h, "s"), "AutomaticStartupAction"),
			 4);
	v = sim_get(vssd_of(h, "s"), "Notes");
	assert_int_equal(v->n, 1);
	assert_string_equal(v->item[0].s, "one");
	v = sim_get(vssd_of(h, "s"), "AutomaticStartupActionDelay");
	assert_int_equal(v->i, INT64_C(1800000000));
	sim_host_free(h);
}

/* Without any settings, and with resources. */
static void resources(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *i = NULL;

	(void)state;
	assert_int_equal(define_vm(h, NULL, NULL, &i), 0);
	assert_string_equal(sim_get_str(i, "ElementName"), "New Virtual Machine");
	assert_int_equal(define_vm(h, INST(VSSD, NAME("r")),
		INST("Msvm_MemorySettingData",
		     PROP("ResourceType", "uint16", "4")
		     PROP("VirtualQuantity", "uint64", "512")), &i), 0);
	assert_int_equal(sim_get_uint(part_of(h, "r", SIM_ROLE_MEMORY, 0),
				      "VirtualQuantity"), 512);
	/* One that is refused takes the VM with it. */
	assert_int_equal(define_vm(h, INST(VSSD, NAME("q")),
		INST("Msvm_MemorySettingData",
		     PROP("VirtualQuantity", "uint64", "513")), &i), 4096);
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_ComputerSystem WHERE "
			       "ElementName = 'q'"), 0);
	sim_host_free(h);
}

static size_t instances(struct sim_host *h)
{
	struct sim_class *c;
	size_t n = 0;

	for (size_t k = 0; (c = sim_class_at(sim_host_store(h), k)); k++) {
		if (!sim_class_isa(c, "CIM_Job") &&
		    !sim_class_isa(c, "CIM_AffectedJobElement"))
			n += c->count;
	}
	return n;
}

static void destroying(void **state)
{
	struct sim_host *h = default_host();
	size_t before = instances(h);
	struct sim_instance *i = NULL;

	(void)state;
	pass(h);
	assert_int_equal(destroy_vm(h, vm(h, "web01")), 32775);
	assert_int_equal(destroy_vm(h, vm(h, "HVSIM")), 32773);
	assert_int_equal(define_vm(h, INST(VSSD, NAME("x") GEN("2")), NULL, &i),
			 0);
	assert_true(instances(h) > before);
	assert_int_equal(power(h, "x", "2"), 0);
	assert_int_equal(power(h, "x", "3"), 0);
	assert_int_equal(destroy_vm(h, vm(h, "x")), 0);
	assert_int_equal(instances(h), before);
	sim_host_free(h);
}

/* What was ordered to fail leaves nothing; what is under way is found. */
static void failing(void **state)
{
	struct sim_host *h = default_host();
	int before = count(h, V, "SELECT * FROM Msvm_ComputerSystem");
	struct sim_args in = VEC_INIT;

	(void)state;
	pass(h);
	sim_host_fail_jobs(h, 0, 1, 32768, "No.");
	sim_args_text(&in, "SystemSettings", INST(VSSD, NAME("f")));
	assert_int_equal(outcome(h, VSMS, "DefineSystem", &in, NULL), 32768);
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_ComputerSystem"), before);
	sim_host_fail_jobs(h, 0, 1, 32768, "No.");
	assert_int_equal(destroy_vm(h, vm(h, "db01")), 32768);
	assert_non_null(vm(h, "db01"));
	/* the second alone */
	sim_host_fail_jobs(h, 1, 1, 32768, "No.");
	assert_int_equal(outcome(h, VSMS, "DefineSystem", &in, NULL), 0);
	assert_int_equal(destroy_vm(h, vm(h, "db01")), 32768);
	assert_int_equal(destroy_vm(h, vm(h, "db01")), 0);
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_ComputerSystem"), before);
	sim_host_free(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(generations),
		cmocka_unit_test(refusals),
		cmocka_unit_test(settings),
		cmocka_unit_test(resources),
		cmocka_unit_test(destroying),
		cmocka_unit_test(failing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
