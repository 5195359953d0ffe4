/* test_sim_feature.c - VLANs, security and bandwidth of connections */
#include "sim_call.h"

#include "sim/vswitch.h"

#define CLASS(kind) "Msvm_EthernetSwitchPort" kind "SettingData"
#define VLAN(in) INST(CLASS("Vlan"), in)
#define SECURITY(in) INST(CLASS("Security"), in)
#define BANDWIDTH(in) INST(CLASS("Bandwidth"), in)
#define U16(n, v) PROP(n, "uint16", v)
#define U32(n, v) PROP(n, "uint32", v)
#define U64(n, v) PROP(n, "uint64", v)
#define LIST(n, v) "<PROPERTY.ARRAY NAME=\"" n "\" TYPE=\"uint16\">" \
	"<VALUE.ARRAY>" v "</VALUE.ARRAY></PROPERTY.ARRAY>"
#define ITEM(v) "<VALUE>" v "</VALUE>"
#define MODE(v) U32("OperationMode", v)

static const struct {
	const char *text;
	unsigned want;
} cases[] = {
	{ VLAN(MODE("1") U16("AccessVlanId", "1")), 0 },
	{ VLAN(MODE("1") U16("AccessVlanId", "4094")), 0 },
	{ VLAN(MODE("1") U16("AccessVlanId", "4095")), 32773 },
	{ VLAN(MODE("1") U16("AccessVlanId", "0")), 32773 },
	{ VLAN(MODE("1")), 32773 },
	{ VLAN(MODE("0")), 0 },
	{ VLAN(MODE("4")), 32773 },
	{ VLAN(MODE("2") U16("NativeVlanId", "10")
	       LIST("TrunkVlanIdArray", ITEM("20") ITEM("30"))), 0 },
	{ VLAN(MODE("2") LIST("TrunkVlanIdArray", ITEM("0"))), 0 },
	{ VLAN(MODE("2")), 32773 },
	{ VLAN(MODE("2") LIST("TrunkVlanIdArray", "")), 32773 },
	{ VLAN(MODE("2") LIST("TrunkVlanIdArray", ITEM("4095"))), 32773 },
	/* an array is written as one */
	{ VLAN(MODE("2") U16("TrunkVlanIdArray", "20")), 32773 },
	{ VLAN(MODE("2") U16("NativeVlanId", "4095")
	       LIST("TrunkVlanIdArray", ITEM("20"))), 32773 },
	{ VLAN(MODE("3") U32("PvlanMode", "1") U16("PrimaryVlanId", "5")
	       U16("SecondaryVlanId", "6")), 0 },
	{ VLAN(MODE("3") U32("PvlanMode", "1") U16("PrimaryVlanId", "5")), 32773 },
	{ VLAN(MODE("3") U32("PvlanMode", "3") U16("PrimaryVlanId", "5")
	       LIST("SecondaryVlanIdArray", ITEM("6"))), 0 },
	{ VLAN(MODE("3")), 32773 },
	{ SECURITY(PROP("AllowMacSpoofing", "boolean", "true")), 0 },
	{ SECURITY(PROP("EnableDhcpGuard", "boolean", "TRUE")
		   PROP("EnableRouterGuard", "boolean", "false")), 0 },
	{ SECURITY(PROP("EnableDhcpGuard", "boolean", "2")), 32773 },
	{ SECURITY(PROP("MonitorMode", "uint8", "3")), 32773 },
	{ SECURITY(PROP("NoSuch", "boolean", "true")), 32773 },
	{ BANDWIDTH(U64("Limit", "100000000")), 0 },
	{ BANDWIDTH(U64("Limit", "-1")), 32773 },
	/* the switch counts in weights */
	{ BANDWIDTH(U64("Reservation", "1000000")), 32773 },
	{ BANDWIDTH(U64("Weight", "50")), 0 },
	{ BANDWIDTH(U64("Weight", "101")), 32773 },
	{ INST("Msvm_MemorySettingData", ""), 32773 },
	{ "no XML", 32773 },
};

static unsigned add_features(struct sim_host *h, struct sim_instance *port,
			     const char *one, const char *two)
{
	struct sim_args in = VEC_INIT;

	sim_args_ref(&in, "AffectedConfiguration", sim_instance_ref(port));
	sim_args_text(&in, "FeatureSettings", one);
	if (two)
		sim_args_text(&in, "FeatureSettings", two);
	return outcome(h, VSMS, "AddFeatureSettings", &in, NULL);
}

static int features(struct sim_host *h)
{
	return count(h, V, "SELECT * FROM "
		     "Msvm_EthernetSwitchPortFeatureSettingData");
}

static void checked(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sim_host *h = default_host();
		int before = features(h);
		unsigned rc = add_features(h, part_of(h, "web01",
			SIM_ROLE_CONNECTION, 0), cases[i].text, NULL);

		if (rc != cases[i].want)
			fail_msg("%u, not %u: %s", rc, cases[i].want,
				 cases[i].text);
		assert_int_equal(features(h), before + !rc);
		sim_host_free(h);
	}
}

static void defaults(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *port = part_of(h, "web01", SIM_ROLE_CONNECTION, 0);
	struct sim_instance *i;

	(void)state;
	assert_int_equal(add_features(h, port, SECURITY(
		PROP("EnableDhcpGuard", "boolean", "true")),
		BANDWIDTH(U64("Limit", "8"))), 0);
	i = first(h, V, "SELECT * FROM " CLASS("Security"));
	assert_true(sim_get(i, "EnableDhcpGuard")->b);
	assert_int_equal(sim_get(i, "AllowMacSpoofing")->kind, SIM_V_BOOL);
	assert_false(sim_get(i, "AllowMacSpoofing")->b);
	i = first(h, V, "SELECT * FROM " CLASS("Bandwidth"));
	assert_int_equal(sim_get_uint(i, "Limit"), 8);
	assert_int_equal(sim_get_uint(i, "Reservation"), 0);
	sim_host_free(h);
}

/* Of several in one call all are taken or none. */
static void together(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *port = part_of(h, "web01", SIM_ROLE_CONNECTION, 0);
	int before = features(h);

	(void)state;
	assert_int_equal(add_features(h, port, BANDWIDTH(U64("Limit", "8")),
				      VLAN(MODE("1"))), 32773);
	assert_int_equal(features(h), before);
	assert_int_equal(add_features(h, port, BANDWIDTH(U64("Limit", "8")),
				      BANDWIDTH(U64("Limit", "8"))), 32773);
	assert_int_equal(features(h), before);
	assert_int_equal(add_features(h, port, BANDWIDTH(U64("Limit", "8")),
				      SECURITY("")), 0);
	assert_int_equal(features(h), before + 2);
	/* it has one already */
	assert_int_equal(add_features(h, port, BANDWIDTH(U64("Limit", "9")),
				      VLAN(MODE("0"))), 32773);
	assert_int_equal(features(h), before + 2);
	sim_host_free(h);
}

static void modified(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *port = part_of(h, "web01", SIM_ROLE_CONNECTION, 0);
	struct sim_args in = VEC_INIT;
	struct sim_instance *i;
	AUTO_STR good = STR_INIT;
	AUTO_STR bad = STR_INIT;

	(void)state;
	assert_int_equal(add_features(h, port, SECURITY(""),
				      BANDWIDTH(U64("Limit", "8"))), 0);
	i = first(h, V, "SELECT * FROM " CLASS("Bandwidth"));
	str_addf(&good, BANDWIDTH(PROP("InstanceID", "string", "%s")
				  U64("Limit", "16")),
		 sim_get_str(i, "InstanceID"));
	str_addf(&bad, SECURITY(PROP("InstanceID", "string", "%s")
				PROP("MonitorMode", "uint8", "9")),
		 sim_get_str(first(h, V, "SELECT * FROM " CLASS("Security")),
			     "InstanceID"));
	sim_args_text(&in, "FeatureSettings", good.buf);
	sim_args_text(&in, "FeatureSettings", bad.buf);
	assert_int_equal(outcome(h, VSMS, "ModifyFeatureSettings", &in, NULL),
			 32773);
	assert_int_equal(sim_get_uint(i, "Limit"), 8);
	sim_args_text(&in, "FeatureSettings", good.buf);
	assert_int_equal(outcome(h, VSMS, "ModifyFeatureSettings", &in, NULL), 0);
	assert_int_equal(sim_get_uint(i, "Limit"), 16);
	/* without its key, or of what is not there */
	sim_args_text(&in, "FeatureSettings", BANDWIDTH(U64("Limit", "1")));
	assert_int_equal(outcome(h, VSMS, "ModifyFeatureSettings", &in, NULL),
			 32773);
	sim_args_text(&in, "FeatureSettings",
		      VLAN(PROP("InstanceID", "string", "x") MODE("0")));
	assert_int_equal(outcome(h, VSMS, "ModifyFeatureSettings", &in, NULL),
			 32773);
	sim_host_free(h);
}

/* A guaranteed number of bits is for switches that count so. */
static void reservations(void **state)
{
	static const struct { unsigned mode; const char *text; unsigned want; }
	rows[] = {
		{ 2, BANDWIDTH(U64("Reservation", "8")), 0 },
		{ 2, BANDWIDTH(U64("Weight", "8")), 32773 },
		{ 2, BANDWIDTH(U64("Reservation", "8") U64("Limit", "4")), 32773 },
		{ 0, BANDWIDTH(U64("Weight", "8")), 0 },
		{ 3, BANDWIDTH(U64("Weight", "8")), 32773 },
		{ 3, BANDWIDTH(U64("Limit", "8")), 0 },
	};

	(void)state;
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		struct sim_host *h = default_host();
		struct sim_instance *port = part_of(h, "web01",
						    SIM_ROLE_CONNECTION, 0);
		struct sim_instance *sw = sim_at_path(h, sim_first_str(port,
			"HostResource"));

		sim_set(sim_switch_settings(h, sw), "BandwidthReservationMode",
			sim_uint(rows[k].mode));
		assert_int_equal(add_features(h, port, rows[k].text, NULL),
				 rows[k].want);
		sim_host_free(h);
	}
}

/* A checkpoint has them as they were, and brings them back. */
static void in_checkpoints(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *port = part_of(h, "db01", SIM_ROLE_CONNECTION, 0);
	struct sim_args in = VEC_INIT;
	AUTO_FREE char *own = NULL;

	(void)state;
	assert_int_equal(add_features(h, port,
		VLAN(MODE("1") U16("AccessVlanId", "7")), NULL), 0);
	pass(h);
	sim_args_ref(&in, "AffectedSystem", sim_instance_ref(vm(h, "db01")));
	sim_args_text(&in, "SnapshotSettings", "");
	sim_args_text(&in, "SnapshotType", "2");
	assert_int_equal(outcome(h, "SELECT * FROM "
		"Msvm_VirtualSystemSnapshotService", "CreateSnapshot", &in,
		NULL), 0);
	assert_int_equal(count(h, V, "SELECT * FROM " CLASS("Vlan")), 2);
	own = xasprintf("SELECT * FROM " CLASS("Vlan") " WHERE InstanceID "
			"LIKE 'Microsoft:%s%%'",
			sim_get_str(vm(h, "db01"), "Name"));
	assert_int_equal(count(h, V, own), 1);
	sim_args_ref(&in, "FeatureSettings", sim_instance_ref(first(h, V, own)));
	assert_int_equal(outcome(h, VSMS, "RemoveFeatureSettings", &in, NULL),
			 0);
	assert_int_equal(count(h, V, "SELECT * FROM " CLASS("Vlan")), 1);
	sim_args_ref(&in, "Snapshot", sim_instance_ref(first(h, V,
		"SELECT * FROM Msvm_VirtualSystemSettingData WHERE "
		"ElementName LIKE 'db01 - %'")));
	assert_int_equal(outcome(h, "SELECT * FROM "
		"Msvm_VirtualSystemSnapshotService", "ApplySnapshot", &in,
		NULL), 0);
	assert_int_equal(count(h, V, own), 1);
	sim_host_free(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(checked),
		cmocka_unit_test(defaults),
		cmocka_unit_test(together),
		cmocka_unit_test(modified),
		cmocka_unit_test(reservations),
		cmocka_unit_test(in_checkpoints),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
