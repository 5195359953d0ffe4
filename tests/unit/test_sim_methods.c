#include "sim_help.h"

#include "sim/cimxml.h"
#include "sim/path.h"
#include "sim/schema.h"
#include "sim/vm.h"

#define SERVICE "SELECT * FROM Msvm_VirtualSystemManagementService"

/* Calls it and gives ReturnValue; 'out' may be NULL. */
static unsigned call(struct sim_host *h, struct sim_instance *on,
		     const char *method, struct sim_args *in,
		     struct sim_outs *out)
{
	struct sim_outs own = VEC_INIT;
	struct sim_args none = VEC_INIT;
	unsigned rc;

	assert_int_equal(sim_invoke(h, on->cls, on, method, in ? in : &none, &own),
			 SIM_CALL_OK);
	assert_string_equal(own.v[own.n - 1].name, "ReturnValue");
	rc = (unsigned)own.v[own.n - 1].value.u;
	if (out)
		*out = own;
	else
		sim_outs_clear(&own);
	if (in)
		sim_args_clear(in);
	return rc;
}

static unsigned request(struct sim_host *h, struct sim_instance *on,
			const char *state, struct sim_outs *out)
{
	struct sim_args in = VEC_INIT;

	sim_args_text(&in, "RequestedState", state);
	return call(h, on, "RequestStateChange", &in, out);
}

static unsigned state_of(struct sim_host *h, const char *name)
{
	return (unsigned)sim_get_uint(vm(h, name), "EnabledState");
}

static struct sim_instance *job_of(struct sim_host *h, struct sim_outs *out)
{
	const struct sim_value *v = sim_outs_get(out, "Job");
	struct sim_instance *i;

	assert_non_null(v);
	assert_int_equal(v->kind, SIM_V_REF);
	i = sim_resolve(sim_host_store(h), SIM_NS_VIRT, v->ref);
	assert_non_null(i);
	return i;
}

static void start_with_job(void **state)
{
	struct sim_host *h = default_host();
	struct sim_outs out = VEC_INIT;
	struct sim_instance *job;

	(void)state;
	sim_tick(h, 100);
	assert_int_equal(request(h, vm(h, "db01"), "2", &out), 4096);
	job = job_of(h, &out);
	assert_int_equal(sim_get_uint(job, "JobState"), 3);
	assert_int_equal(state_of(h, "db01"), SIM_VM_STARTING);
	/* Not before it is done. */
	assert_int_equal(request(h, vm(h, "db01"), "3", NULL), 32775);
	sim_tick(h, 115);
	assert_int_equal(sim_get_uint(job, "JobState"), 4);
	assert_int_equal(sim_get_uint(job, "PercentComplete"), 50);
	sim_tick(h, 131);
	assert_int_equal(sim_get_uint(job, "JobState"), 7);
	assert_int_equal(sim_get_uint(job, "PercentComplete"), 100);
	assert_int_equal(sim_get_uint(job, "ErrorCode"), 0);
	assert_int_equal(state_of(h, "db01"), SIM_VM_RUNNING);
	assert_true(sim_get_uint(vm(h, "db01"), "ProcessID") > 0);
	assert_int_equal(sim_get_uint(vm(h, "db01"), "OnTimeInMilliseconds"), 0);
	sim_tick(h, 1131);
	assert_int_equal(sim_get_uint(vm(h, "db01"), "OnTimeInMilliseconds"), 1000);
	/* What is to be seen of a finished job goes after five minutes. */
	assert_int_equal(count(h, SIM_NS_VIRT, "SELECT * FROM CIM_ConcreteJob"), 1);
	assert_int_equal(count(h, SIM_NS_VIRT, "SELECT * FROM Msvm_AffectedJobElement"), 1);
	sim_tick(h, 131 + 300000);
	assert_int_equal(count(h, SIM_NS_VIRT, "SELECT * FROM CIM_ConcreteJob"), 0);
	assert_int_equal(count(h, SIM_NS_VIRT, "SELECT * FROM Msvm_AffectedJobElement"), 0);
	sim_outs_clear(&out);
	sim_host_free(h);
}

static void transitions(void **state)
{
	static const struct {
		const char *vm, *request;
		unsigned rc, after;
	} cases[] = {
		{ "web01", "2", 32775, SIM_VM_RUNNING },
		{ "web01", "3", 4096, SIM_VM_OFF },
		{ "web01", "6", 4096, SIM_VM_SAVED },
		{ "web01", "9", 4096, SIM_VM_PAUSED },
		{ "web01", "11", 4096, SIM_VM_RUNNING },
		{ "web01", "10", 0, SIM_VM_RUNNING },
		{ "web01", "4", 0, SIM_VM_OFF },
		{ "web01", "32768", 32775, SIM_VM_RUNNING },
		{ "web01", "32769", 32775, SIM_VM_RUNNING },
		{ "web01", "7", 32773, SIM_VM_RUNNING },
		{ "web01", "1", 32773, SIM_VM_RUNNING },
		{ "db01", "2", 4096, SIM_VM_RUNNING },
		{ "db01", "3", 32775, SIM_VM_OFF },
		{ "db01", "4", 32775, SIM_VM_OFF },
		{ "db01", "6", 32775, SIM_VM_OFF },
		{ "db01", "9", 32775, SIM_VM_OFF },
		{ "db01", "11", 32775, SIM_VM_OFF },
		{ "Bob's VM", "2", 4096, SIM_VM_RUNNING },
		{ "Bob's VM", "3", 4096, SIM_VM_OFF },
		{ "Bob's VM", "4", 32775, SIM_VM_PAUSED },
		{ "Bob's VM", "6", 4096, SIM_VM_SAVED },
		{ "Bob's VM", "9", 32775, SIM_VM_PAUSED },
		{ "\320\237\321\200\320\276\320\264-01", "2", 4096, SIM_VM_RUNNING },
		{ "\320\237\321\200\320\276\320\264-01", "3", 4096, SIM_VM_OFF },
		{ "\320\237\321\200\320\276\320\264-01", "9", 32775, SIM_VM_SAVED },
		{ "tab\there", "2", 32775, SIM_VM_SAVING },
		{ "tab\there", "3", 32775, SIM_VM_SAVING },
		{ "HVSIM", "3", 32770, SIM_VM_RUNNING },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sim_host *h = default_host();
		unsigned rc;

		sim_tick(h, 0);
		rc = request(h, vm(h, cases[i].vm), cases[i].request, NULL);
		sim_tick(h, 500);
		if (rc != cases[i].rc || state_of(h, cases[i].vm) != cases[i].after)
			fail_msg("%s, %s: %u, then %u", cases[i].vm,
				 cases[i].request, rc, state_of(h, cases[i].vm));
		sim_host_free(h);
	}
}

static void at_once(void **state)
{
	struct sim_host_opts o = SIM_HOST_OPTS_INIT;
	struct sim_outs out = VEC_INIT;
	struct sim_host *h;

	(void)state;
	o.job_ms = 0;
	h = make_host(&o);
	assert_int_equal(request(h, vm(h, "db01"), "2", &out), 0);
	assert_int_equal(sim_outs_get(&out, "Job")->kind, SIM_V_NULL);
	assert_int_equal(state_of(h, "db01"), SIM_VM_RUNNING);
	sim_outs_clear(&out);
	sim_host_free(h);
}

/* Devices are there while the VM is on, and gone with what named them. */
static void devices(void **state)
{
	struct sim_host *h = default_host();
	int refs = count(h, SIM_NS_VIRT, "SELECT * FROM Msvm_SettingsDefineState");
	int vms = count(h, SIM_NS_VIRT, "SELECT * FROM Msvm_SystemDevice");

	(void)state;
	sim_tick(h, 0);
	assert_int_equal(request(h, vm(h, "db01"), "2", NULL), 4096);
	sim_tick(h, 100);
	/* Four processors, memory, six services (11); four controllers, a
	 * floppy drive, two COM ports, two displays (9); two disks with their
	 * images, a DVD drive (5); two adapters. */
	assert_int_equal(count(h, SIM_NS_VIRT, "SELECT * FROM "
			       "Msvm_SettingsDefineState"), refs + 27);
	assert_int_equal(request(h, vm(h, "db01"), "3", NULL), 4096);
	sim_tick(h, 200);
	assert_int_equal(count(h, SIM_NS_VIRT, "SELECT * FROM "
			       "Msvm_SettingsDefineState"), refs);
	assert_int_equal(count(h, SIM_NS_VIRT, "SELECT * FROM "
			       "Msvm_SystemDevice"), vms);
	assert_int_equal(sim_get(vm(h, "db01"), "ProcessID")->kind, SIM_V_NULL);
	sim_host_free(h);
}

static struct sim_instance *shutdown_of(struct sim_host *h, const char *name)
{
	AUTO_STR q = STR_INIT;

	str_add(&q, "SELECT * FROM Msvm_ShutdownComponent WHERE SystemName = ");
	str_add_wql(&q, sim_get_str(vm(h, name), "Name"));
	return first(h, SIM_NS_VIRT, q.buf);
}

static unsigned guest(struct sim_host *h, const char *name, const char *method)
{
	struct sim_args in = VEC_INIT;

	sim_args_text(&in, "Force", "false");
	sim_args_text(&in, "Reason", "tidying up");
	return call(h, shutdown_of(h, name), method, &in, NULL);
}

static void guests(void **state)
{
	struct sim_host *h = default_host();
	const struct sim_value *v;
	uint64_t pid;

	(void)state;
	sim_tick(h, 1000);
	v = sim_get(shutdown_of(h, "web01"), "OperationalStatus");
	assert_int_equal(v->item[0].u, 2);
	v = sim_get(shutdown_of(h, "Bob's VM"), "OperationalStatus");
	assert_int_equal(v->item[0].u, 12);
	pid = sim_get_uint(vm(h, "web01"), "ProcessID");
	assert_int_equal(guest(h, "web01", "InitiateReboot"), 0);
	assert_int_equal(state_of(h, "web01"), SIM_VM_RUNNING);
	sim_tick(h, 1301);
	assert_int_equal(state_of(h, "web01"), SIM_VM_RUNNING);
	assert_int_equal(sim_get_uint(vm(h, "web01"), "ProcessID"), pid);
	assert_int_equal(sim_get_uint(vm(h, "web01"), "OnTimeInMilliseconds"), 0);
	assert_int_equal(guest(h, "web01", "InitiateShutdown"), 0);
	assert_int_equal(state_of(h, "web01"), SIM_VM_SHUTTING_DOWN);
	assert_int_equal(guest(h, "web01", "InitiateShutdown"), 32775);
	sim_tick(h, 1500);
	assert_int_equal(state_of(h, "web01"), SIM_VM_SHUTTING_DOWN);
	sim_tick(h, 1602);
	assert_int_equal(state_of(h, "web01"), SIM_VM_OFF);
	assert_int_equal(count(h, SIM_NS_VIRT, "SELECT * FROM Msvm_ShutdownComponent"), 5);
	assert_int_equal(guest(h, "Bob's VM", "InitiateShutdown"), 32775);
	sim_host_free(h);
}

static void jobs_that_fail(void **state)
{
	struct sim_host *h = default_host();
	struct sim_outs out = VEC_INIT, errors = VEC_INIT;
	struct sim_instance *job;
	struct sim_cim cim;

	(void)state;
	sim_tick(h, 0);
	sim_host_fail_jobs(h, 0, 1, 32778, "no <memory> & \"more\"");
	assert_int_equal(request(h, vm(h, "db01"), "2", &out), 4096);
	job = job_of(h, &out);
	assert_int_equal(call(h, job, "GetErrorEx", NULL, NULL), 32775);
	sim_tick(h, 50);
	assert_int_equal(sim_get_uint(job, "JobState"), 10);
	assert_int_equal(sim_get_uint(job, "ErrorCode"), 32778);
	assert_string_equal(sim_get_str(job, "ErrorDescription"),
			    "no <memory> & \"more\"");
	assert_int_equal(state_of(h, "db01"), SIM_VM_OFF);
	assert_int_equal(call(h, job, "GetErrorEx", NULL, &errors), 0);
	assert_int_equal(sim_outs_get(&errors, "Errors")->n, 1);
	assert_int_equal(sim_cim_parse(sim_outs_get(&errors, "Errors")->item[0].s,
				       &cim), 0);
	assert_string_equal(cim.cls, "Msvm_Error");
	assert_string_equal(sim_cim_text(&cim, "Message"), "no <memory> & \"more\"");
	sim_cim_clear(&cim);
	sim_outs_clear(&errors);
	sim_outs_clear(&out);
	/* One was ordered; the next goes well. */
	assert_int_equal(request(h, vm(h, "db01"), "2", NULL), 4096);
	sim_tick(h, 100);
	assert_int_equal(state_of(h, "db01"), SIM_VM_RUNNING);
	sim_host_free(h);
}

/* --- settings --- */

static unsigned modify(struct sim_host *h, const char *name, const char *cls,
		       const char *props, struct sim_outs *out)
{
	struct sim_args in = VEC_INIT;
	AUTO_STR xml = STR_INIT;

	str_addf(&xml, "<INSTANCE CLASSNAME=\"%s\"><PROPERTY NAME=\"InstanceID\" "
		 "TYPE=\"string\"><VALUE>Microsoft:%s</VALUE></PROPERTY>%s"
		 "</INSTANCE>", cls, sim_get_str(vm(h, name), "Name"), props);
	sim_args_text(&in, "SystemSettings", xml.buf);
	return call(h, first(h, SIM_NS_VIRT, SERVICE), "ModifySystemSettings", &in,
		    out);
}

#define VSSD "Msvm_VirtualSystemSettingData"
#define PROP(name, type, value) "<PROPERTY NAME=\"" name "\" TYPE=\"" type \
	"\"><VALUE>" value "</VALUE></PROPERTY>"
#define ARRAY(name, values) "<PROPERTY.ARRAY NAME=\"" name "\" TYPE=\"string\">" \
	"<VALUE.ARRAY>" values "</VALUE.ARRAY></PROPERTY.ARRAY>"

static void settings(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *s = sim_vm_settings(h, vm(h, "db01"));
	AUTO_STR text = STR_INIT;

	(void)state;
	assert_int_equal(modify(h, "db01", VSSD,
		PROP("AutomaticStartupAction", "uint16", "4"), NULL), 0);
	assert_int_equal(sim_get_uint(s, "AutomaticStartupAction"), 4);
	assert_int_equal(modify(h, "db01", VSSD, ARRAY("Notes",
		"<VALUE>one &amp; &lt;two&gt;</VALUE><VALUE>dropped</VALUE>"),
		NULL), 0);
	assert_int_equal(sim_get(s, "Notes")->n, 1);
	assert_string_equal(sim_get(s, "Notes")->item[0].s, "one & <two>");
	assert_int_equal(modify(h, "db01", VSSD, PROP("AutomaticStartupActionDelay",
		"datetime", "00000000003000.000000:000"), NULL), 0);
	sim_value_text(sim_get(s, "AutomaticStartupActionDelay"), &text);
	assert_string_equal(text.buf, "P0DT0H30M0S");
	assert_int_equal(modify(h, "db01", VSSD, PROP("SecureBootEnabled",
		"boolean", "TRUE"), NULL), 0);
	assert_true(sim_get(s, "SecureBootEnabled")->b);
	assert_int_equal(modify(h, "db01", VSSD, PROP("ElementName", "string",
		"db02"), NULL), 0);
	assert_int_equal(count(h, SIM_NS_VIRT, "SELECT * FROM Msvm_ComputerSystem "
			       "WHERE ElementName = 'db02'"), 1);
	sim_host_free(h);
}

static void settings_refused(void **state)
{
	static const struct {
		const char *vm, *cls, *props;
		unsigned rc;
	} cases[] = {
		{ "db01", VSSD, PROP("AutomaticStartupAction", "uint16", "9"), 32773 },
		{ "db01", VSSD, PROP("AutomaticStartupAction", "uint16", "x"), 32773 },
		{ "db01", VSSD, PROP("NoSuch", "uint16", "1"), 32773 },
		{ "db01", VSSD, PROP("Notes", "string", "scalar"), 32773 },
		{ "db01", VSSD, ARRAY("ElementName", "<VALUE>x</VALUE>"), 32773 },
		{ "db01", "Msvm_MemorySettingData", "", 32773 },
		{ "web01", VSSD, PROP("BIOSNumLock", "boolean", "true"), 32775 },
		/* Accepted, and then the job fails. */
		{ "db01", VSSD, PROP("VirtualSystemType", "string", "x"), 4096 },
		{ "db01", VSSD, PROP("AutomaticStartupActionDelay", "string",
				     "00000000003000.000000:000"), 4096 },
		{ "db01", VSSD, PROP("AutomaticStartupActionDelay", "datetime",
				     "P0DT0H30M0S"), 4096 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sim_host *h = default_host();
		struct sim_outs out = VEC_INIT;
		unsigned rc = modify(h, cases[i].vm, cases[i].cls,
				     cases[i].props, &out);

		if (rc != cases[i].rc)
			fail_msg("%s: %u", cases[i].props, rc);
		if (rc == 4096) {
			assert_int_equal(sim_get_uint(job_of(h, &out), "JobState"), 10);
			assert_int_equal(sim_get_uint(job_of(h, &out), "ErrorCode"), 32768);
		}
		sim_outs_clear(&out);
		sim_host_free(h);
	}
}

static void no_cim_xml(void **state)
{
	static const char *const bad[] = {
		"", "instance of Msvm_VirtualSystemSettingData { };", "<a/>",
		"<INSTANCE/>", "<INSTANCE CLASSNAME=\"X\"><VALUE/></INSTANCE>",
		"<INSTANCE CLASSNAME=\"X\"><PROPERTY/></INSTANCE>",
		("<INSTANCE CLASSNAME=\"X\"><PROPERTY NAME=\"A\"><VALUE>1</VALUE>"
		 "<VALUE>2</VALUE></PROPERTY></INSTANCE>"),
		"<INSTANCE CLASSNAME=\"X\">",
	};
	struct sim_host *h = default_host();

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct sim_args in = VEC_INIT;

		sim_args_text(&in, "SystemSettings", bad[i]);
		assert_int_equal(call(h, first(h, SIM_NS_VIRT, SERVICE),
				      "ModifySystemSettings", &in, NULL), 32773);
	}
	assert_int_equal(call(h, first(h, SIM_NS_VIRT, SERVICE),
			      "ModifySystemSettings", NULL, NULL), 32773);
	sim_host_free(h);
}

static void prolog_is_fine(void **state)
{
	struct sim_cim c;

	(void)state;
	assert_int_equal(sim_cim_parse("  <?xml version=\"1.0\"?>\n<INSTANCE "
		"CLASSNAME=\"X\"><PROPERTY NAME=\"A\" TYPE=\"uint8\"></PROPERTY>"
		"</INSTANCE>", &c), 0);
	assert_null(sim_cim_text(&c, "a"));
	assert_non_null(sim_cim_find(&c, "a"));
	sim_cim_clear(&c);
}

/* --- calls that go nowhere --- */

static enum sim_call_status try(struct sim_host *h, struct sim_instance *on,
				const char *method, struct sim_args *in)
{
	struct sim_outs out = VEC_INIT;
	enum sim_call_status rc = sim_invoke(h, on->cls, on, method, in, &out);

	sim_outs_clear(&out);
	sim_args_clear(in);
	return rc;
}

static void bad_calls(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *web = vm(h, "web01");
	struct sim_instance *service = first(h, SIM_NS_VIRT, SERVICE);
	struct sim_args in = VEC_INIT;
	struct sim_outs out = VEC_INIT;

	(void)state;
	assert_int_equal(try(h, web, "NoSuch", &in), SIM_CALL_NO_METHOD);
	assert_int_equal(sim_invoke(h, web->cls, NULL, "RequestStateChange", &in,
				    &out), SIM_CALL_NO_OBJECT);
	sim_args_text(&in, "RequestedState", "many");
	assert_int_equal(try(h, web, "RequestStateChange", &in), SIM_CALL_BAD_PARAM);
	sim_args_text(&in, "Unknown", "1");
	assert_int_equal(try(h, web, "RequestStateChange", &in), SIM_CALL_BAD_PARAM);
	sim_args_text(&in, "Job", "1");
	assert_int_equal(try(h, web, "RequestStateChange", &in), SIM_CALL_BAD_PARAM);
	sim_args_text(&in, "RequestedState", "2");
	sim_args_text(&in, "RequestedState", "3");
	assert_int_equal(try(h, web, "RequestStateChange", &in), SIM_CALL_BAD_PARAM);
	sim_args_ref(&in, "RequestedState", sim_ref_new(NULL, "X", NULL));
	assert_int_equal(try(h, web, "RequestStateChange", &in), SIM_CALL_BAD_PARAM);
	sim_args_text(&in, "SystemSettings", "");
	in.v[0].kind = SIM_ARG_XML;
	assert_int_equal(try(h, service, "ModifySystemSettings", &in),
			 SIM_CALL_SCHEMA);
	assert_int_equal(try(h, web, "RequestReplicationStateChange", &in),
			 SIM_CALL_NOT_CAPABLE);
	sim_host_free(h);
}

/* --- summaries --- */

static void summaries(void **state)
{
	struct sim_host *h = default_host();
	struct sim_outs out = VEC_INIT;
	struct sim_args in = VEC_INIT;
	const struct sim_value *list;
	struct sim_instance *i;

	(void)state;
	sim_args_text(&in, "RequestedInformation", "1");
	sim_args_text(&in, "RequestedInformation", "4");
	sim_args_text(&in, "RequestedInformation", "100");
	assert_int_equal(call(h, first(h, SIM_NS_VIRT, SERVICE),
			      "GetSummaryInformation", &in, &out), 0);
	list = sim_outs_get(&out, "SummaryInformation");
	assert_int_equal(list->n, 9);
	i = list->item[0].obj;
	assert_string_equal(i->cls->name, "Msvm_SummaryInformation");
	assert_string_equal(sim_get_str(i, "ElementName"), "web01");
	assert_int_equal(sim_get_uint(i, "NumberOfProcessors"), 2);
	assert_int_equal(sim_get_uint(i, "EnabledState"), 2);
	assert_int_equal(sim_get(i, "Name")->kind, SIM_V_NULL);
	sim_outs_clear(&out);
	sim_args_ref(&in, "SettingData", sim_instance_ref(
			     sim_vm_settings(h, vm(h, "db01"))));
	assert_int_equal(call(h, first(h, SIM_NS_VIRT, SERVICE),
			      "GetSummaryInformation", &in, &out), 0);
	list = sim_outs_get(&out, "SummaryInformation");
	assert_int_equal(list->n, 1);
	assert_string_equal(sim_get_str(list->item[0].obj, "Name"),
			    sim_get_str(vm(h, "db01"), "Name"));
	sim_outs_clear(&out);
	sim_args_ref(&in, "SettingData", sim_ref_new(NULL, VSSD, "InstanceID",
						     "nobody", NULL));
	assert_int_equal(call(h, first(h, SIM_NS_VIRT, SERVICE),
			      "GetSummaryInformation", &in, NULL), 32773);
	sim_host_free(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(start_with_job),
		cmocka_unit_test(transitions),
		cmocka_unit_test(at_once),
		cmocka_unit_test(devices),
		cmocka_unit_test(guests),
		cmocka_unit_test(jobs_that_fail),
		cmocka_unit_test(settings),
		cmocka_unit_test(settings_refused),
		cmocka_unit_test(no_cim_xml),
		cmocka_unit_test(prolog_is_fine),
		cmocka_unit_test(bad_calls),
		cmocka_unit_test(summaries),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
