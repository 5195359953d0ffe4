/* test_hv_nic.c - the features of a connection: what is asked of the host */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"
#include "hv/config.h"
#include "hv/mac.h"
#include "hv/nic.h"
#include "told.h"

#define PORT "Microsoft:VM\\NIC\\C"
#define DONE(method, value) { method "_INPUT", "<p:" method "_OUTPUT " \
	"xmlns:p=\"x\"><p:ReturnValue>" value "</p:ReturnValue></p:" \
	method "_OUTPUT>" }

static const unsigned tags[] = { 10, 20, 30 }, more[] = { 30, 20 };
#define NIC(...) { __VA_ARGS__ }
#define TRUNK(list) { (unsigned *)list, sizeof list / sizeof *list, 0 }
#define IDS { (char *)PORT "\\V1", (char *)PORT "\\S1", (char *)PORT "\\B1" }

/* What the requests were: a method's first letter, then the features'. */
static void tell(const struct fixture *f, struct str *to)
{
	for (int i = 0; i < f->c->requests; i++) {
		const char *body = f->c->body[i];

		str_addf(to, "%s%c:", i ? " " : "",
			 strstr(body, "AddFeature") ? 'A' :
			 strstr(body, "ModifyFeature") ? 'M' : 'R');
		if (strstr(body, "PortVlanSetting"))
			str_addc(to, 'v');
		if (strstr(body, "PortSecuritySetting"))
			str_addc(to, 's');
		if (strstr(body, "PortBandwidthSetting"))
			str_addc(to, 'b');
	}
}

static const struct {
	const char *name;
	struct hv_nic have, want;
	const char *asked;
} cases[] = {
	{ "nothing", NIC(0), NIC(0), "" },
	{ "nothing, but it is there", NIC(.feature_id = IDS), NIC(0), "" },
	{ "access", NIC(0), NIC(.vlan = 7), "A:v" },
	{ "all at once", NIC(0), NIC(.vlan = 7, .dhcp_guard = true,
				     .bandwidth_max = 8), "A:vsb" },
	{ "untagged: taken out", NIC(.vlan = 7, .feature_id = IDS), NIC(0),
	  "R:v" },
	{ "private: kept", NIC(.private_vlan = true, .feature_id = IDS),
	  NIC(.private_vlan = true), "" },
	{ "private: given up", NIC(.private_vlan = true, .feature_id = IDS),
	  NIC(0), "R:v" },
	/* more is in it than hvsh knows */
	{ "guards off", NIC(.mac_spoofing = true, .feature_id = IDS), NIC(0),
	  "M:s" },
	{ "no limit", NIC(.bandwidth_max = 800, .feature_id = IDS),
	  NIC(.bandwidth_min = 8), "M:b" },
	{ "each its own", NIC(.vlan = 7, .router_guard = true,
			      .feature_id = { (char *)PORT "\\V1",
					      (char *)PORT "\\S1" }),
	  NIC(.bandwidth_max = 8), "R:v M:s A:b" },
	{ "the same trunk", NIC(.native_vlan = 10, .trunk = TRUNK(tags)),
	  NIC(.native_vlan = 10, .trunk = TRUNK(more)), "" },
	{ "another native VLAN", NIC(.native_vlan = 10, .trunk = TRUNK(tags),
				     .feature_id = IDS),
	  NIC(.native_vlan = 20, .trunk = TRUNK(tags)), "M:v" },
	{ "one VLAN less", NIC(.trunk = TRUNK(tags), .feature_id = IDS),
	  NIC(.trunk = TRUNK(more)), "M:v" },
	{ "trunk to access", NIC(.trunk = TRUNK(tags), .feature_id = IDS),
	  NIC(.vlan = 10), "M:v" },
};

static void asked_for(void **state)
{
	static const struct reply all[] = {
		DONE("AddFeatureSettings", "0"),
		DONE("ModifyFeatureSettings", "0"),
		DONE("RemoveFeatureSettings", "0"), { 0 }
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct fixture f = host(all, 0);
		AUTO_STR told = STR_INIT;

		assert_int_equal(hv_nic_features_differ(&cases[i].have,
							&cases[i].want),
				 *cases[i].asked != 0);
		assert_int_equal(hv_nic_features_apply(f.h, &cases[i].have,
			&cases[i].want, PORT, NULL, &f.e), 0);
		tell(&f, &told);
		if (strcmp(told.buf ? told.buf : "", cases[i].asked))
			fail_msg("%s: %s, not %s", cases[i].name, told.buf,
				 cases[i].asked);
		done(&f);
	}
}

static void values(void **state)
{
	static const struct reply all[] = {
		DONE("AddFeatureSettings", "0"),
		DONE("ModifyFeatureSettings", "0"), { 0 }
	};
	static const struct hv_nic trunk = {
		.native_vlan = 10, .trunk = TRUNK(more), .mac_spoofing = true,
		.bandwidth_max = 100000000, .bandwidth_min = 8000,
	};
	static const struct hv_nic old = { .vlan = 3, .feature_id = IDS };
	static const struct hv_nic access = { .vlan = 4094 };
	struct fixture f = host(all, 0);

	(void)state;
	assert_int_equal(hv_nic_features_apply(f.h, NULL, &trunk, PORT, NULL,
					       &f.e), 0);
	assert_true(asked(&f, "OperationMode", "&lt;VALUE&gt;2&lt;/VALUE"));
	assert_true(asked(&f, "TrunkVlanIdArray", "&lt;VALUE&gt;30&lt;/VALUE"));
	assert_true(asked(&f, "NativeVlanId", "&lt;VALUE&gt;10&lt;/VALUE"));
	assert_true(asked(&f, "AllowMacSpoofing", "&lt;VALUE&gt;true&lt;"));
	assert_true(asked(&f, "Limit", "&lt;VALUE&gt;100000000&lt;/VALUE"));
	assert_true(asked(&f, "Reservation", "&lt;VALUE&gt;8000&lt;/VALUE"));
	assert_true(asked(&f, "AffectedConfiguration",
			  "Name=\"InstanceID\">" PORT "<"));
	assert_int_equal(hv_nic_features_apply(f.h, &old, &access, PORT, NULL,
					       &f.e), 0);
	assert_true(asked(&f, "ModifyFeatureSettings_INPUT", PORT "\\V1"));
	assert_true(asked(&f, "AccessVlanId", "&lt;VALUE&gt;4094&lt;/VALUE"));
	done(&f);
}

/* The third step fails: the first two are taken back, the last one first. */
static void taken_back(void **state)
{
	static const struct reply r[] = {
		{ "PortBandwidthSetting", "<p:AddFeatureSettings_OUTPUT "
		  "xmlns:p=\"x\"><p:ReturnValue>32773</p:ReturnValue>"
		  "</p:AddFeatureSettings_OUTPUT>" },
		DONE("AddFeatureSettings", "0"),
		DONE("ModifyFeatureSettings", "0"),
		DONE("RemoveFeatureSettings", "0"), { 0 }
	};
	static const struct hv_nic have = {
		.vlan = 7, .router_guard = true,
		.feature_id = { (char *)PORT "\\V1", (char *)PORT "\\S1" },
	};
	static const struct hv_nic want = { .bandwidth_max = 8 };
	struct fixture f = host(r, 0);
	AUTO_STR told = STR_INIT;

	(void)state;
	assert_int_equal(hv_nic_features_apply(f.h, &have, &want, PORT, NULL,
					       &f.e), -1);
	tell(&f, &told);
	assert_string_equal(told.buf, "R:v M:s A:b M:s A:v");
	assert_int_equal(f.e.code, 32773);
	assert_null(strstr(f.e.msg, "stays"));
	done(&f);
}

static void not_taken_back(void **state)
{
	static const struct reply r[] = {
		DONE("RemoveFeatureSettings", "0"),
		DONE("ModifyFeatureSettings", "32775"),
		DONE("AddFeatureSettings", "32768"), { 0 }
	};
	static const struct hv_nic have = {
		.vlan = 7, .router_guard = true,
		.feature_id = { (char *)PORT "\\V1", (char *)PORT "\\S1" },
	};
	static const struct hv_nic want = { 0 };
	struct fixture f = host(r, 0);

	(void)state;
	assert_int_equal(hv_nic_features_apply(f.h, &have, &want, PORT, NULL,
					       &f.e), -1);
	assert_int_equal(f.e.kind, ERR_STATE);
	assert_non_null(strstr(f.e.msg, "cannot change the guards"));
	assert_non_null(strstr(f.e.msg, "what was changed before stays"));
	done(&f);
}

static void copy(void **state)
{
	struct hv_nic nic = {
		.id = xstrdup("a"), .mac = xstrdup("b"), .vlan = 3,
		.switch_name = xstrdup("c"), .dhcp_guard = true,
		.feature_id = { NULL, xstrdup("s"), NULL },
	};
	struct hv_nic to;

	(void)state;
	vec_push(&nic.trunk, 5U);
	hv_nic_copy(&nic, &to);
	assert_false(hv_nic_features_differ(&nic, &to));
	hv_nic_clear(&nic);
	assert_string_equal(to.id, "a");
	assert_string_equal(to.feature_id[HV_FEATURE_SECURITY], "s");
	assert_int_equal(to.trunk.n, 1);
	assert_int_equal(to.trunk.v[0], 5);
	assert_null(to.name);
	hv_nic_clear(&to);
}

static void addresses(void **state)
{
	static const struct { const char *hex, *text; } macs[] = {
		{ "00155D380103", "00:15:5d:38:01:03" },
		{ "00155dABCDEF", "00:15:5d:ab:cd:ef" },
		{ "000000000000", NULL }, { "", NULL }, { NULL, NULL },
		{ "00155D38010", NULL }, { "00155D3801033", NULL },
		{ "00155D38010G", NULL }, { "00:15:5D:38:", NULL },
	};
	AUTO_FREE char *back = hv_mac_hex("00:15:5d:ab:cd:ef");

	(void)state;
	for (size_t i = 0; i < sizeof macs / sizeof *macs; i++) {
		AUTO_FREE char *text = hv_mac_text(macs[i].hex);

		if (!macs[i].text) {
			assert_null(text);
			continue;
		}
		assert_non_null(text);
		assert_string_equal(text, macs[i].text);
	}
	assert_string_equal(back, "00155DABCDEF");
}

int main(void)
{
	const struct CMUnitTest all[] = {
		cmocka_unit_test(asked_for),
		cmocka_unit_test(values),
		cmocka_unit_test(taken_back),
		cmocka_unit_test(not_taken_back),
		cmocka_unit_test(copy),
		cmocka_unit_test(addresses),
	};

	return cmocka_run_group_tests(all, NULL, NULL);
}
