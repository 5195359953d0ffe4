#include "sim_call.h"

#include "sim/vswitch.h"

#define VESMS "SELECT * FROM Msvm_VirtualEthernetSwitchManagementService"
#define SW "Msvm_VirtualEthernetSwitchSettingData"
#define PORT "Msvm_EthernetPortAllocationSettingData"
#define VLAN "Msvm_EthernetSwitchPortVlanSettingData"
#define ADAPTERS "SELECT * FROM Msvm_ExternalEthernetPort"
#define NAME(n) PROP("ElementName", "string", n)

static struct sim_instance *adapter(struct sim_host *h, bool bound)
{
	return first(h, V, bound ? ADAPTERS " WHERE IsBound = TRUE" :
				   ADAPTERS " WHERE NOT IsBound = TRUE");
}

/* A port to something; 'to' NULL: to nothing. */
static void port_xml(struct str *to, const struct sim_instance *resource,
		     bool scalar)
{
	AUTO_FREE char *path = resource ? sim_path_of(resource) : NULL;

	str_add(to, "<INSTANCE CLASSNAME=\"" PORT "\">" NAME("uplink"));
	str_add(to, scalar ? "<PROPERTY NAME=\"HostResource\" TYPE=\"string\">" :
		"<PROPERTY.ARRAY NAME=\"HostResource\" TYPE=\"string\">"
		"<VALUE.ARRAY>");
	str_add(to, "<VALUE>");
	if (path)
		xml_esc(to, path);
	str_add(to, scalar ? "</VALUE></PROPERTY></INSTANCE>" :
		"</VALUE></VALUE.ARRAY></PROPERTY.ARRAY></INSTANCE>");
}

static unsigned define_switch(struct sim_host *h, const char *settings,
			      const char *port, const char *other, bool *by_job)
{
	struct sim_args in = VEC_INIT;

	if (settings)
		sim_args_text(&in, "SystemSettings", settings);
	if (port)
		sim_args_text(&in, "ResourceSettings", port);
	if (other)
		sim_args_text(&in, "ResourceSettings", other);
	return outcome(h, VESMS, "DefineSystem", &in, by_job);
}

static struct sim_instance *switch_named(struct sim_host *h, const char *name)
{
	AUTO_STR q = STR_INIT;

	str_add(&q, "SELECT * FROM Msvm_VirtualEthernetSwitch WHERE "
		"ElementName = ");
	str_add_wql(&q, name);
	return first(h, V, q.buf);
}

static unsigned destroy_switch(struct sim_host *h, const char *name)
{
	struct sim_args in = VEC_INIT;

	sim_args_ref(&in, "AffectedSystem",
		     sim_instance_ref(switch_named(h, name)));
	return outcome(h, VESMS, "DestroySystem", &in, NULL);
}

static int ports_of(struct sim_host *h, const char *name)
{
	AUTO_STR q = STR_INIT;

	str_addf(&q, "SELECT * FROM " PORT " WHERE InstanceID LIKE "
		 "'Microsoft:%s%%'", sim_get_str(switch_named(h, name), "Name"));
	return count(h, V, q.buf);
}

static int everything(struct sim_host *h)
{
	return count(h, V, "SELECT * FROM CIM_ManagedElement");
}

/* Made with an uplink and a port for the host, it is by a job and takes the
 * adapter; destroyed, it leaves nothing behind. */
static void external(void **state)
{
	struct sim_host *h = default_host();
	AUTO_STR up = STR_INIT, own = STR_INIT;
	struct sim_instance *nic = adapter(h, false);
	int before = everything(h), links;
	bool by_job;

	(void)state;
	pass(h);        /* time begins */
	links = count(h, V, "SELECT * FROM Msvm_ActiveConnection");
	port_xml(&up, nic, false);
	port_xml(&own, sim_own_row(h), false);
	assert_int_equal(define_switch(h, INST(SW, NAME("a &amp; b")), up.buf,
				       own.buf, &by_job), 0);
	assert_true(by_job);
	assert_int_equal(ports_of(h, "a & b"), 2);
	assert_true(sim_get(nic, "IsBound")->b);
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_ActiveConnection"),
			 links + 2);
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_InternalEthernetPort "
				  "WHERE ElementName = 'a & b'"), 1);
	assert_int_equal(destroy_switch(h, "a & b"), 0);
	assert_false(sim_get(nic, "IsBound")->b);
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_ActiveConnection"),
			 links);
	for (int i = 0; i < 400; i++)   /* the job goes after five minutes */
		pass(h);
	assert_int_equal(everything(h), before);
	sim_host_free(h);
}

static void without_ports(void **state)
{
	struct sim_host *h = default_host();
	bool by_job;

	(void)state;
	assert_int_equal(define_switch(h, INST(SW, NAME("p")), NULL, NULL,
				       &by_job), 0);
	assert_false(by_job);
	assert_int_equal(ports_of(h, "p"), 0);
	assert_int_equal(sim_get_uint(switch_named(h, "p"), "EnabledState"), 5);
	sim_host_free(h);
}

static void refusals(void **state)
{
	struct sim_host *h = default_host();
	AUTO_STR busy = STR_INIT, scalar = STR_INIT, none = STR_INIT;
	AUTO_STR free_one = STR_INIT;
	int before = count(h, V, "SELECT * FROM Msvm_VirtualEthernetSwitch");
	bool by_job;

	(void)state;
	pass(h);
	port_xml(&busy, adapter(h, true), false);
	port_xml(&scalar, adapter(h, false), true);
	port_xml(&none, NULL, false);
	port_xml(&free_one, adapter(h, false), false);
	assert_int_equal(define_switch(h, NULL, NULL, NULL, NULL), 32773);
	assert_int_equal(define_switch(h, "no XML", NULL, NULL, NULL), 32773);
	assert_int_equal(define_switch(h, INST(SW, NAME("")), NULL, NULL, NULL),
			 32773);
	assert_int_equal(define_switch(h, INST(PORT, NAME("x")), NULL, NULL,
				       NULL), 32773);
	assert_int_equal(define_switch(h, INST(SW, NAME("x")
			PROP("Notes", "string", "x")), NULL, NULL, NULL), 32776);
	assert_int_equal(define_switch(h, INST(SW, NAME("x")), scalar.buf, NULL,
				       NULL), 32776);
	assert_int_equal(define_switch(h, INST(SW, NAME("x")), none.buf, NULL,
				       NULL), 32773);
	assert_int_equal(define_switch(h, INST(SW, NAME("x")), busy.buf, NULL,
				       &by_job), 32768);
	assert_true(by_job);
	assert_int_equal(define_switch(h, INST(SW, NAME("x")), free_one.buf,
				       free_one.buf, NULL), 32768);
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_VirtualEthernetSwitch"),
			 before);
	/* web01 runs on it */
	assert_int_equal(destroy_switch(h, "External"), 32775);
	assert_int_equal(ports_of(h, "External"), 2);
	sim_host_free(h);
}

static unsigned on_port(struct sim_host *h, const char *method,
			const struct sim_instance *settings, const char *text)
{
	struct sim_args in = VEC_INIT;

	if (settings)
		sim_args_ref(&in, "AffectedConfiguration",
			     sim_instance_ref(settings));
	sim_args_text(&in, strstr(method, "Feature") ? "FeatureSettings" :
		      "ResourceSettings", text);
	return outcome(h, VESMS, method, &in, NULL);
}

/* An internal switch is given an adapter, and loses it again. */
static void ports(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *sw = switch_named(h, "Internal"), *port;
	struct sim_args in = VEC_INIT;
	AUTO_STR up = STR_INIT, name = STR_INIT;

	(void)state;
	port_xml(&up, adapter(h, false), false);
	assert_int_equal(on_port(h, "AddResourceSettings",
				 sim_switch_settings(h, sw), up.buf), 0);
	assert_int_equal(ports_of(h, "Internal"), 2);
	assert_int_equal(count(h, V, ADAPTERS " WHERE IsBound = TRUE"), 2);
	assert_int_equal(on_port(h, "AddResourceSettings",
				 sim_switch_settings(h, sw), up.buf), 32768);
	port = first(h, V, "SELECT * FROM " PORT " WHERE ElementName = 'uplink'");
	assert_ptr_equal(sim_switch_of(h, port), sw);
	str_addf(&name, INST(PORT, PROP("InstanceID", "string", "%s")
			     NAME("renamed")), sim_get_str(port, "InstanceID"));
	assert_int_equal(on_port(h, "ModifyResourceSettings", NULL, name.buf), 0);
	assert_string_equal(sim_get_str(port, "ElementName"), "renamed");
	assert_int_equal(on_port(h, "AddFeatureSettings", port,
		INST(VLAN, PROP("AccessVlanId", "uint16", "12")
		     PROP("OperationMode", "uint32", "1"))), 0);
	sim_args_ref(&in, "ResourceSettings", sim_instance_ref(port));
	assert_int_equal(outcome(h, VESMS, "RemoveResourceSettings", &in, NULL),
			 0);
	assert_int_equal(count(h, V, ADAPTERS " WHERE IsBound = TRUE"), 1);
	assert_int_equal(count(h, V, "SELECT * FROM " VLAN), 0);
	assert_int_equal(ports_of(h, "Internal"), 1);
	/* a VM's connection is the other service's */
	port = part_of(h, "web01", SIM_ROLE_CONNECTION, 0);
	sim_args_ref(&in, "ResourceSettings", sim_instance_ref(port));
	assert_int_equal(outcome(h, VESMS, "RemoveResourceSettings", &in, NULL),
			 32773);
	sim_host_free(h);
}

static void renamed(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *sw = switch_named(h, "Internal");
	struct sim_args in = VEC_INIT;
	AUTO_STR text = STR_INIT;

	(void)state;
	str_addf(&text, INST(SW, PROP("InstanceID", "string", "Microsoft:%s")
			     NAME("new name")), sim_get_str(sw, "Name"));
	sim_args_text(&in, "SystemSettings", text.buf);
	assert_int_equal(outcome(h, VESMS, "ModifySystemSettings", &in, NULL), 0);
	assert_string_equal(sim_get_str(sw, "ElementName"), "new name");
	sim_args_text(&in, "SystemSettings", INST(SW, NAME("which")));
	assert_int_equal(outcome(h, VESMS, "ModifySystemSettings", &in, NULL),
			 32773);
	sim_host_free(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(external),
		cmocka_unit_test(without_ports),
		cmocka_unit_test(refusals),
		cmocka_unit_test(ports),
		cmocka_unit_test(renamed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
