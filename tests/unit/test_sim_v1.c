/* tests/unit/test_sim_v1.c - root/virtualization, as old hosts have it */
#include "sim_help.h"

#include "sim/host_priv.h"

#define V1 SIM_NS_V1
#define FROM_VM "SELECT * FROM Msvm_ComputerSystem WHERE "

static struct sim_host *host(enum sim_os os)
{
	struct sim_host_opts o = SIM_HOST_OPTS_INIT;

	o.os = os;
	return make_host(&o);
}

static void namespaces(void **state)
{
	static const struct {
		enum sim_os os;
		bool v1, v2;
	} cases[] = {
		{ SIM_OS_2008, true, false }, { SIM_OS_2008R2, true, false },
		{ SIM_OS_2012, true, true }, { SIM_OS_2012R2, false, true },
		{ SIM_OS_2019, false, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sim_host *h = host(cases[i].os);
		int v1 = count(h, V1, FROM_VM "ProcessID > 0");
		int v2 = count(h, SIM_NS_VIRT, FROM_VM "ProcessID > 0");

		assert_int_equal(v1, cases[i].v1 ? 6 : -SIM_Q_NO_NAMESPACE);
		assert_int_equal(v2, cases[i].v2 ? 6 : -SIM_Q_NO_NAMESPACE);
		assert_int_equal(count(h, "ROOT\\CIMV2", "SELECT * FROM "
				       "Win32_OperatingSystem"), 1);
		sim_host_free(h);
	}
}

static unsigned state_of(struct sim_host *h, const char *where)
{
	AUTO_FREE char *q = xasprintf(FROM_VM "%s", where);

	return (unsigned)sim_get_uint(first(h, V1, q), "EnabledState");
}

static void states(void **state)
{
	struct sim_host *h = host(SIM_OS_2008R2);

	(void)state;
	assert_int_equal(state_of(h, "ElementName = 'web01'"), 2);
	assert_int_equal(state_of(h, "ElementName = 'db01'"), 3);
	assert_int_equal(state_of(h, "ElementName LIKE 'Bob%'"), 32768);
	assert_int_equal(state_of(h, "ElementName LIKE '%-01'"), 32769);
	assert_int_equal(state_of(h, "ElementName LIKE 'tab%'"), 32773);
	assert_int_equal(count(h, V1, FROM_VM "EnabledState = 32770"), 1);
	assert_int_equal(count(h, V1, FROM_VM "Name = 'HVSIM'"), 1);
	sim_host_free(h);
}

static struct sim_instance *of_vm(struct sim_host *h, const char *cls,
				  const char *key, const char *id)
{
	AUTO_STR q = STR_INIT;

	str_addf(&q, "SELECT * FROM %s WHERE %s = ", cls, key);
	str_add_wql(&q, id);
	return first(h, V1, q.buf);
}

static void settings(void **state)
{
	struct sim_host *h = host(SIM_OS_2008R2);
	AUTO_FREE char *guid = NULL;
	AUTO_FREE char *id = NULL;
	struct sim_instance *i;

	(void)state;
	guid = xstrdup(sim_get_str(first(h, V1, FROM_VM "ElementName = 'web01'"),
				   "Name"));
	id = xasprintf("Microsoft:%s", guid);
	i = of_vm(h, "Msvm_VirtualSystemSettingData", "InstanceID", id);
	assert_string_equal(sim_get_str(i, "SystemName"), guid);
	assert_int_equal(sim_get_uint(i, "SettingType"), 3);
	assert_int_equal(sim_get(i, "Notes")->kind, SIM_V_STRING);
	assert_true(!strncmp(sim_get_str(i, "Notes"), "Front end", 9));
	assert_true(sim_prop_index(i->cls, "AutomaticStartupAction") < 0);
	i = of_vm(h, "Msvm_VirtualSystemGlobalSettingData", "SystemName", guid);
	assert_int_equal(strlen(sim_get_str(i, "InstanceID")),
			 strlen(id) + strlen("\\Global"));
	assert_int_equal(sim_get_uint(i, "AutomaticStartupAction"), 2);
	assert_int_equal(sim_get_uint(i, "AutomaticShutdownAction"), 1);
	AUTO_FREE char *q = xasprintf("SELECT * FROM "
		"CIM_ResourceAllocationSettingData WHERE ResourceType = 3 AND "
		"InstanceID LIKE 'Microsoft:%s%%'", guid);
	assert_int_equal(sim_get_uint(first(h, V1, q), "VirtualQuantity"), 2);
	/* the VM's two settings, and their parts */
	AUTO_FREE char *both = xasprintf("ASSOCIATORS OF {Msvm_ComputerSystem."
		"CreationClassName='Msvm_ComputerSystem',Name='%s'} WHERE "
		"ResultClass = CIM_VirtualSystemSettingData", guid);
	assert_int_equal(count(h, V1, both), 2);
	assert_true(count(h, V1, "SELECT * FROM "
		"Msvm_VirtualSystemSettingDataComponent") >= 3 * 9);
	sim_host_free(h);
}

/* Disks and adapters: kinds with the older words, the place on a controller in
 * Address, the file in Connection, an adapter that is plugged into a port. */
static void devices(void **state)
{
	static const struct { const char *where; int n; } cases[] = {
		{ "ResourceSubType LIKE 'Microsoft:%'", 0 },
		{ "ResourceSubType = 'Microsoft Synthetic Disk Drive' AND "
		  "ResourceType = 22 AND Address = '1' AND "
		  "Parent LIKE '%virtualization:Msvm_Resource%'", 1 },
		{ "ResourceSubType = 'Microsoft Virtual Hard Disk' AND "
		  "ResourceType = 21", 2 },
		{ "ResourceSubType = 'Microsoft Emulated Ethernet Port'", 1 },
	};
	struct sim_host *h = host(SIM_OS_2008R2);
	AUTO_FREE char *guid = NULL;
	struct sim_instance *i;

	(void)state;
	guid = xstrdup(sim_get_str(first(h, V1, FROM_VM "ElementName = 'db01'"),
				   "Name"));
	for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
		AUTO_FREE char *q = xasprintf("SELECT * FROM "
			"CIM_ResourceAllocationSettingData WHERE InstanceID "
			"LIKE 'Microsoft:%s%%' AND %s", guid, cases[k].where);

		assert_int_equal(count(h, V1, q), cases[k].n);
	}
	AUTO_FREE char *disk = xasprintf("SELECT * FROM "
		"Msvm_ResourceAllocationSettingData WHERE ResourceType = 21 AND "
		"InstanceID LIKE 'Microsoft:%s%%'", guid);
	i = first(h, V1, disk);
	assert_int_equal(sim_get(i, "Connection")->n, 1);
	assert_non_null(strstr(sim_get(i, "Connection")->item[0].s, ".vhd"));
	AUTO_FREE char *nic = xasprintf("SELECT * FROM "
		"Msvm_SyntheticEthernetPortSettingData WHERE "
		"InstanceID LIKE 'Microsoft:%s%%'", guid);
	i = first(h, V1, nic);
	assert_int_equal(sim_get(i, "Connection")->n, 1);
	assert_non_null(strstr(sim_get(i, "Connection")->item[0].s,
			       "\\virtualization:Msvm_SwitchPort."));
	sim_host_free(h);
}

/* Calls the method on what 'on' finds. */
static unsigned call(struct sim_host *h, const char *on, const char *method,
		     struct sim_args *in, struct sim_outs *out)
{
	struct sim_instance *i = first(h, V1, on);
	struct sim_outs own = VEC_INIT;
	unsigned rc;

	assert_int_equal(sim_invoke(h, i->cls, i, method, in, &own),
			 SIM_CALL_OK);
	rc = (unsigned)sim_outs_get(&own, "ReturnValue")->u;
	if (out)
		*out = own;
	else
		sim_outs_clear(&own);
	sim_args_clear(in);
	return rc;
}

#define IS(name) "ElementName = '" name "'"

static void requests(void **state)
{
	static const struct {
		const char *where, *request;
		unsigned rc, after;
	} cases[] = {
		{ IS("db01"), "2", 4096, 2 }, { IS("web01"), "3", 4096, 3 },
		{ IS("web01"), "32768", 4096, 32768 },
		{ IS("web01"), "32769", 4096, 32769 },
		{ IS("Bob\\'s VM"), "2", 4096, 2 },
		{ IS("web01"), "10", 4096, 2 },
		{ IS("web01"), "2", 32775, 2 },
		{ IS("db01"), "32768", 32775, 3 },
		/* numbers of v2 */
		{ IS("web01"), "6", 32773, 2 }, { IS("web01"), "9", 32773, 2 },
		{ IS("web01"), "11", 32773, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sim_host *h = host(SIM_OS_2008R2);
		AUTO_FREE char *q = xasprintf(FROM_VM "%s", cases[i].where);
		struct sim_args in = VEC_INIT;
		struct sim_outs out = VEC_INIT;

		sim_tick(h, 100);
		sim_args_text(&in, "RequestedState", cases[i].request);
		assert_int_equal(call(h, q, "RequestStateChange", &in, &out),
				 cases[i].rc);
		if (cases[i].rc == 4096) {
			const struct sim_value *job = sim_outs_get(&out, "Job");

			assert_string_equal(job->ref->ns, V1);
			assert_non_null(sim_resolve(sim_host_ns(h, V1), V1,
						    job->ref));
		}
		sim_outs_clear(&out);
		sim_tick(h, 1000);
		assert_int_equal(state_of(h, cases[i].where), cases[i].after);
		sim_host_free(h);
	}
}

#define INSTANCE(cls, id, prop) \
	"<INSTANCE CLASSNAME=\"" cls "\"><PROPERTY NAME=\"InstanceID\" " \
	"TYPE=\"string\"><VALUE>Microsoft:%s" id "</VALUE></PROPERTY>" prop \
	"</INSTANCE>"
#define ACTION(n) "<PROPERTY NAME=\"AutomaticStartupAction\" TYPE=\"uint16\">" \
	"<VALUE>" n "</VALUE></PROPERTY>"
#define GLOBAL "Msvm_VirtualSystemGlobalSettingData"

static void modify(void **state)
{
	static const struct {
		const char *text;
		unsigned rc, after;     /* of v1 */
	} cases[] = {
		{ INSTANCE(GLOBAL, "\\Global", ACTION("2")), 0, 2 },
		{ INSTANCE(GLOBAL, "\\Global", ACTION("0")), 0, 0 },
		{ INSTANCE(GLOBAL, "\\Global", ACTION("4")), 32773, 0 },
		{ INSTANCE(GLOBAL, "", ACTION("2")), 32773, 0 },
		/* the other class has no such property */
		{ INSTANCE("Msvm_VirtualSystemSettingData", "", ACTION("2")),
		  32773, 0 },
		{ "instance of Msvm_X", 32773, 0 },
	};
	struct sim_host *h = host(SIM_OS_2008R2);
	AUTO_FREE char *guid = NULL;

	(void)state;
	guid = xstrdup(sim_get_str(first(h, V1, FROM_VM "ElementName = 'db01'"),
				   "Name"));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *at = strstr(cases[i].text, "%s");
		AUTO_FREE char *text = at ? xasprintf("%.*s%s%s",
			(int)(at - cases[i].text), cases[i].text, guid, at + 2) :
			xstrdup(cases[i].text);
		struct sim_args in = VEC_INIT;

		sim_args_text(&in, "SystemSettingData", text);
		sim_args_ref(&in, "ComputerSystem", sim_ref_new(V1,
			"Msvm_ComputerSystem", "CreationClassName",
			"Msvm_ComputerSystem", "Name", guid, NULL));
		assert_int_equal(call(h, "SELECT * FROM "
			"Msvm_VirtualSystemManagementService",
			"ModifyVirtualSystem", &in, NULL), cases[i].rc);
		assert_int_equal(sim_get_uint(of_vm(h, GLOBAL, "SystemName", guid),
			"AutomaticStartupAction"), cases[i].after);
	}
	sim_host_free(h);
}

static void guest(void **state)
{
	struct sim_host *h = host(SIM_OS_2008);
	struct sim_args in = VEC_INIT;
	AUTO_FREE char *guid = NULL;
	AUTO_FREE char *q = NULL;
	struct sim_instance *i;

	(void)state;
	sim_tick(h, 1);
	guid = xstrdup(sim_get_str(first(h, V1, FROM_VM "ElementName = 'web01'"),
				   "Name"));
	i = of_vm(h, "Msvm_ShutdownComponent", "SystemName", guid);
	assert_null(sim_method_find(i->cls, "InitiateReboot"));
	q = xasprintf("SELECT * FROM Msvm_ShutdownComponent WHERE "
		      "SystemName = '%s'", guid);
	sim_args_text(&in, "Force", "false");
	sim_args_text(&in, "Reason", "test");
	assert_int_equal(call(h, q, "InitiateShutdown", &in, NULL), 0);
	assert_int_equal(state_of(h, "ElementName = 'web01'"), 32774);
	sim_tick(h, 1000);
	assert_int_equal(state_of(h, "ElementName = 'web01'"), 3);
	assert_int_equal(count(h, V1, q), 0);
	sim_host_free(h);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(namespaces),
		cmocka_unit_test(states),
		cmocka_unit_test(settings),
		cmocka_unit_test(devices),
		cmocka_unit_test(requests),
		cmocka_unit_test(modify),
		cmocka_unit_test(guest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
