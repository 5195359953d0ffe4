/* test_hv.c - versions, states, processors' names, the order of VMs */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/node.h"
#include "hv/settings.h"
#include "hv/schema.h"
#include "hv/state.h"
#include "hv/version.h"
#include "hv/vm.h"

static void version_table(void **state)
{
	static const struct {
		const char *kernel;
		uint64_t packed;
		const char *shown;
	} rows[] = {
		{ "5.2.3790", 502003790, "502.3.790" },
		{ "6.0.6001", 600006001, "600.6.1" },
		{ "6.1.7600", 601007600, "601.7.600" },
		{ "6.2.9200", 602009200, "602.9.200" },
		{ "6.3.9600", 603009600, "603.9.600" },
		{ "10.0.14393", 1000014393, "1000.14.393" },
		{ "10.0.17763", 1000017763, "1000.17.763" },
		{ "10.0.20348", 1000020348, "1000.20.348" },
		{ "10.0.26100", 1000026100, "1000.26.100" },
		{ "99.99.999999", 9999999999, "9999.999.999" },
		{ "0.0.0", 0, "0.0.0" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		AUTO_ERR e = ERR_INIT;
		AUTO_STR s = STR_INIT;
		uint64_t packed = 1;

		assert_int_equal(hv_version_pack(rows[i].kernel, &packed, &e),
				 0);
		assert_int_equal(packed, rows[i].packed);
		hv_version_text(packed, &s);
		assert_string_equal(s.buf, rows[i].shown);
	}
}

static void version_refused(void **state)
{
	static const char *const bad[] = {
		"", "10", "10.0", "10.0.", ".0.17763", "10..17763", "10.0.x",
		"10.0.17763.1", "10.0.17763 ", " 10.0.17763", "-1.0.17763",
		"100.0.17763", "10.100.17763", "10.0.1000000",
		"10.0.99999999999999999999999",
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		AUTO_ERR e = ERR_INIT;
		AUTO_FREE char *quoted = xasprintf("'%s'", bad[i]);
		uint64_t packed = 7;

		assert_int_equal(hv_version_pack(bad[i], &packed, &e), -1);
		assert_int_equal(packed, 7);
		assert_int_equal(e.kind, ERR_PROTOCOL);
		assert_non_null(strstr(e.msg, quoted));
	}
}

static void state_words(void **state)
{
	static const struct {
		struct num state;
		const char *word, *reason;
		bool active, known;
	} rows[] = {
		{ { 2, true }, "running", "unknown", true, true },
		{ { 3, true }, "shut off", "unknown", false, true },
		{ { 4, true }, "in shutdown", "unknown", true, true },
		{ { 6, true }, "saved", "saved", false, true },
		{ { 9, true }, "paused", "unknown", true, true },
		{ { 10, true }, "starting", "unknown", true, true },
		{ { 32770, true }, "starting", "unknown", true, true },
		{ { 32771, true }, "checkpointing", "unknown", true, true },
		{ { 32773, true }, "saving", "unknown", true, true },
		{ { 32774, true }, "stopping", "unknown", true, true },
		{ { 32776, true }, "pausing", "unknown", true, true },
		{ { 32777, true }, "resuming", "unknown", true, true },
		/* the v1 map's paused and saved: no states of v2 */
		{ { 32768, true }, "unknown (32768)", "unknown", true, false },
		{ { 32769, true }, "unknown (32769)", "unknown", true, false },
		{ { 0, true }, "unknown (0)", "unknown", true, false },
		{ { UINT64_MAX, true }, "unknown (18446744073709551615)",
		  "unknown", true, false },
		{ { 0, false }, "no state", "unknown", true, false },
	};
	char buf[HV_STATE_WORD];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct num s = rows[i].state;

		assert_string_equal(hv_state_word(s, buf), rows[i].word);
		assert_string_equal(hv_state_reason(s), rows[i].reason);
		assert_int_equal(hv_state_active(s), rows[i].active);
		assert_int_equal(hv_state_known(s), rows[i].known);
	}
}

/* Of root/virtualization: read, and asked for. */
static void old_numbers(void **state)
{
	static const struct {
		uint64_t old, v2;
	} rows[] = {
		{ 2, HV_RUNNING }, { 3, HV_OFF }, { 32768, HV_PAUSED },
		{ 32769, HV_SAVED }, { 32770, 32770 }, { 32774, 32774 },
		{ 10, 10 }, { 77, 77 },
	};

	const struct hv_schema *v1 = &hv_schemas[HV_V1];
	const struct hv_schema *v2 = &hv_schemas[HV_V2];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct num n = { rows[i].old, true };

		n = hv_schema_read(v1, n);
		assert_true(n.set);
		assert_int_equal(n.v, rows[i].v2);
	}
	assert_false(hv_schema_read(v1, (struct num){ 0, false }).set);
	assert_int_equal(hv_schema_state(v1, HV_RUNNING), 2);
	assert_int_equal(hv_schema_state(v1, HV_OFF), 3);
	assert_int_equal(hv_schema_state(v1, HV_PAUSED), 32768);
	assert_int_equal(hv_schema_state(v1, HV_SAVED), 32769);
	assert_int_equal(hv_schema_state(v1, HV_RESET), 10);
	assert_int_equal(hv_schema_state(v2, HV_PAUSED), 9);
	assert_int_equal(hv_schema_state(v2, HV_SAVED), 6);
	assert_int_equal(hv_schema_state(v2, HV_RESET), 11);
	/* v1: nothing 0, as it was 1, always 2; v2: 2, 3, 4 */
	assert_int_equal(hv_schema_never(v1), 0);
	assert_int_equal(hv_schema_always(v1), 2);
	assert_int_equal(hv_schema_never(v2), 2);
	assert_int_equal(hv_schema_always(v2), 4);
	assert_int_equal(hv_schema_action(v1, (struct num){ 1, true }), 3);
	assert_int_equal(hv_schema_action(v2, (struct num){ 3, true }), 3);
}

static void cpu_models(void **state)
{
	static const struct {
		const char *in, *want;
	} rows[] = {
		{ "Intel(R) Xeon(R) Silver 4208 CPU @ 2.10GHz",
		  "Intel Xeon Silver 4208 CPU" },
		{ "Intel(R) Xeon(R) CPU           E5645  @ 2.40GHz",
		  "Intel Xeon CPU E5645" },
		{ "AMD EPYC 7402P 24-Core Processor                ",
		  "AMD EPYC 7402P 24-Core Processor" },
		{ "Intel(R) Core(TM)2 Duo CPU E8400  @ 3.00GHz",
		  "Intel Core2 Duo CPU E8400" },
		{ "        Intel(C) (R) X@Y", "Intel X@Y" },
		{ "", "" },
		{ "   ", "" },
		{ "(R)(TM)", "" },
		{ "(R", "(R" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		AUTO_FREE char *s = xstrdup(rows[i].in);

		hv_node_clean_model(s);
		assert_string_equal(s, rows[i].want);
	}
}

static struct hv_vm vm(const char *name, uint64_t id)
{
	return (struct hv_vm){
		.guid = xstrdup("00000000-0000-0000-0000-000000000000"),
		.name = xstrdup(name), .id = { id, id != 0 },
	};
}

static int cmp(const char *a, uint64_t id_a, const char *b, uint64_t id_b)
{
	AUTO_VMS vms = VEC_INIT;

	vec_push(&vms, vm(a, id_a));
	vec_push(&vms, vm(b, id_b));
	return hv_vm_cmp(&vms.v[0], &vms.v[1]);
}

static void order(void **state)
{
	(void)state;
	assert_true(cmp("b", 2, "a", 10) < 0);          /* by id, not as text */
	assert_true(cmp("a", 10, "b", 2) > 0);
	assert_true(cmp("z", 1, "a", 0) < 0);           /* with an id first */
	assert_true(cmp("a", 0, "z", 1) > 0);
	assert_true(cmp("B", 0, "a", 0) > 0);           /* in any case */
	assert_true(cmp("a", 0, "B", 0) < 0);
	assert_int_equal(cmp("dup", 0, "DUP", 0), 0);
}

static void settings_join(void **state)
{
	static const char a[] = "aaaaaaaa-0000-0000-0000-000000000000";
	static const char b[] = "bbbbbbbb-0000-0000-0000-000000000000";
	AUTO_SETTINGS l = VEC_INIT;
	struct hv_settings s = { 0 };
	const struct hv_settings *got;

	(void)state;
	assert_null(hv_settings_of(&l, a));
	memcpy(s.vm, b, sizeof s.vm);
	s.checkpoints = 1;
	vec_push(&l, s);
	vec_push(&l, s);
	s.checkpoints = 0;
	s.autostart = true;
	s.notes = xstrdup("first\nsecond");
	vec_push(&l, s);
	memcpy(s.vm, a, sizeof s.vm);
	s.autostart = false;
	s.notes = NULL;
	vec_push(&l, s);
	hv_settings_sort(&l);

	assert_int_equal(l.n, 2);
	got = hv_settings_of(&l, "BBBBBBBB-0000-0000-0000-000000000000");
	assert_non_null(got);
	assert_int_equal(got->checkpoints, 2);
	assert_true(got->autostart);
	assert_string_equal(got->notes, "first\nsecond");
	got = hv_settings_of(&l, a);
	assert_non_null(got);
	assert_int_equal(got->checkpoints, 0);
	assert_false(got->autostart);
	assert_null(got->notes);
	assert_null(hv_settings_of(&l, "cccccccc-0000-0000-0000-000000000000"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(version_table),
		cmocka_unit_test(version_refused),
		cmocka_unit_test(state_words),
		cmocka_unit_test(old_numbers),
		cmocka_unit_test(cpu_models),
		cmocka_unit_test(order),
		cmocka_unit_test(settings_join),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
