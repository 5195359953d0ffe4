#include "sim_call.h"

#define CONFIG "Msvm_GuestNetworkAdapterConfiguration"
#define ITEM "Msvm_KvpExchangeDataItem"
#define SETTINGS "Msvm_KvpExchangeComponentSettingData"

static struct sim_instance *config_of(struct sim_host *h, const char *name)
{
	AUTO_STR q = STR_INIT;

	str_addf(&q, "SELECT * FROM " CONFIG " WHERE InstanceID LIKE "
		 "'Microsoft:GuestNetwork\\\\%s\\\\%%'",
		 sim_get_str(vm(h, name), "Name"));
	return first(h, V, q.buf);
}

static const char *nth(const struct sim_instance *i, const char *prop,
		       uint32_t n)
{
	const struct sim_value *v = sim_get(i, prop);

	return v->kind == SIM_V_ARRAY && n < v->n ? v->item[n].s : "";
}

/* An adapter says nothing while its VM is off, and goes with it. */
static void addresses(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *web;
	int n;

	(void)state;
	pass(h);
	web = config_of(h, "web01");
	assert_int_equal(sim_get_uint(web, "ProtocolIFType"), 4098);
	assert_int_equal(strncmp(nth(web, "IPAddresses", 0), "192.0.2.", 8), 0);
	assert_string_equal(nth(web, "Subnets", 0), "255.255.255.0");
	assert_string_equal(nth(web, "Subnets", 1), "/64");
	assert_int_equal(sim_get_uint(config_of(h, "db01"), "ProtocolIFType"), 0);
	assert_int_equal(sim_get(config_of(h, "db01"), "IPAddresses")->kind,
			 SIM_V_NULL);
	n = count(h, V, "SELECT * FROM " CONFIG);
	assert_int_equal(power(h, "web01", "3"), 0);
	assert_int_equal(sim_get_uint(web, "ProtocolIFType"), 0);
	assert_int_equal(destroy_vm(h, vm(h, "web01")), 0);
	pass(h);
	assert_int_equal(count(h, V, "SELECT * FROM " CONFIG), n - 1);
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_SettingDataComponent"),
			 n - 1);
	sim_host_free(h);
}

static unsigned tell(struct sim_host *h, const char *name, const char *id,
		     const char *props)
{
	struct sim_args in = VEC_INIT;
	AUTO_STR text = STR_INIT;

	str_addf(&text, "<INSTANCE CLASSNAME=\"" CONFIG "\">"
		 PROP("InstanceID", "string", "%s") "%s</INSTANCE>", id, props);
	sim_args_ref(&in, "ComputerSystem", sim_instance_ref(vm(h, name)));
	sim_args_text(&in, "NetworkConfiguration", text.buf);
	return outcome(h, VSMS, "SetGuestNetworkAdapterConfiguration", &in, NULL);
}

static void told(void **state)
{
	static const char good[] = PROP("DHCPEnabled", "boolean", "false")
		ARRAY("IPAddresses", "10.1.2.3")
		ARRAY("Subnets", "255.255.0.0") ARRAY("DNSServers", "10.0.0.53");
	struct sim_host *h = default_host();
	struct sim_instance *web;
	AUTO_FREE char *id = NULL, *off = NULL;

	(void)state;
	pass(h);
	web = config_of(h, "web01");
	id = xstrdup(sim_get_str(web, "InstanceID"));
	off = xstrdup(sim_get_str(config_of(h, "db01"), "InstanceID"));
	assert_int_equal(tell(h, "web01", id, good), 0);
	pass(h);
	assert_string_equal(nth(web, "IPAddresses", 0), "10.1.2.3");
	assert_string_equal(nth(web, "IPAddresses", 1), "");
	assert_int_equal(sim_get(web, "IPAddressOrigins")->item[0].u, 2);
	assert_false(sim_get(web, "DHCPEnabled")->b);
	/* it is kept over a start */
	assert_int_equal(power(h, "web01", "3"), 0);
	assert_int_equal(tell(h, "web01", id, good), 32775);
	assert_int_equal(power(h, "web01", "2"), 0);
	assert_string_equal(nth(web, "IPAddresses", 0), "10.1.2.3");
	assert_int_equal(tell(h, "web01", id,
			      PROP("DHCPEnabled", "boolean", "true")), 0);
	assert_int_equal(strncmp(nth(web, "IPAddresses", 0), "192.0.2.", 8), 0);
	/* no address, no mask, another's adapter, a scalar, a VM that is off */
	assert_int_equal(tell(h, "web01", id,
			      PROP("DHCPEnabled", "boolean", "false")), 32773);
	assert_int_equal(tell(h, "web01", id, ARRAY("IPAddresses", "10.1.2.3")),
			 32773);
	assert_int_equal(tell(h, "web01", id, ARRAY("IPAddresses", "10.1.2")
			      ARRAY("Subnets", "24")), 32773);
	assert_int_equal(tell(h, "web01", off, good), 32773);
	assert_int_equal(tell(h, "web01", id, PROP("IPAddresses", "string", "1")),
			 32773);
	assert_int_equal(tell(h, "db01", off, good), 32775);
	sim_host_free(h);
}

static unsigned kvp(struct sim_host *h, const char *method, const char *name,
		    const char *text)
{
	struct sim_args in = VEC_INIT;

	sim_args_ref(&in, "TargetSystem", sim_instance_ref(vm(h, name)));
	sim_args_text(&in, "DataItems", text);
	return outcome(h, VSMS, method, &in, NULL);
}

static uint32_t items(struct sim_host *h, const char *prop)
{
	AUTO_STR q = STR_INIT;
	const struct sim_value *v;

	str_addf(&q, "SELECT * FROM " SETTINGS " WHERE InstanceID LIKE "
		 "'Microsoft:%s%%'", sim_get_str(vm(h, "db01"), "Name"));
	v = sim_get(first(h, V, q.buf), prop);
	return v->kind == SIM_V_ARRAY ? v->n : 0;
}

#define PAIR(n, d) PROP("Name", "string", n) PROP("Data", "string", d)

static void exchange(void **state)
{
	struct sim_host *h = default_host();

	(void)state;
	assert_int_equal(kvp(h, "AddKvpItems", "db01", INST(ITEM,
			PAIR("role", "a &amp; b"))), 0);
	assert_int_equal(kvp(h, "AddKvpItems", "db01", INST(ITEM,
			PAIR("role", "again"))), 32773);
	assert_int_equal(kvp(h, "AddKvpItems", "db01", INST(ITEM,
			PAIR("role", "x") PROP("Source", "uint16", "4"))), 0);
	assert_int_equal(items(h, "HostExchangeItems"), 1);
	assert_int_equal(items(h, "HostOnlyItems"), 1);
	assert_int_equal(kvp(h, "ModifyKvpItems", "db01", INST(ITEM,
			PAIR("role", "new"))), 0);
	assert_int_equal(kvp(h, "ModifyKvpItems", "db01", INST(ITEM,
			PAIR("none", "new"))), 32773);
	assert_int_equal(kvp(h, "AddKvpItems", "db01", INST(ITEM,
			PROP("Name", "string", "x"))), 32773);
	assert_int_equal(kvp(h, "AddKvpItems", "db01", INST(ITEM,
			PAIR("x", "y") PROP("Source", "uint16", "2"))), 32773);
	assert_int_equal(kvp(h, "RemoveKvpItems", "db01", INST(ITEM,
			PROP("Name", "string", "role"))), 0);
	assert_int_equal(kvp(h, "RemoveKvpItems", "db01", INST(ITEM,
			PROP("Name", "string", "role"))), 32773);
	assert_int_equal(items(h, "HostExchangeItems"), 0);
	sim_host_free(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses),
		cmocka_unit_test(told),
		cmocka_unit_test(exchange),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
