/* test_parse.c - base/parse.h: what fits, and what only nearly does */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/parse.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* What a result holds before, and must hold after a failure. */
#define UNTOUCHED 77

static void test_u64(void **state)
{
	static const struct { const char *in; uint64_t max, want; } good[] = {
		{ "0", 0, 0 },
		{ "007", 9, 7 },
		{ "255", 255, 255 },
		{ "18446744073709551615", UINT64_MAX, UINT64_MAX },
	};
	static const struct { const char *in; uint64_t max; } bad[] = {
		{ NULL, 9 }, { "", 9 }, { " 1", 9 }, { "1 ", 9 }, { "+1", 9 },
		{ "-1", UINT64_MAX }, { "0x1", 9 }, { "1.0", 9 }, { "256", 255 },
		{ "18446744073709551616", UINT64_MAX },
		{ "99999999999999999999999", UINT64_MAX },
	};
	uint64_t v;

	(void)state;
	for (size_t i = 0; i < COUNT(good); i++) {
		assert_int_equal(parse_u64(good[i].in, good[i].max, &v), 0);
		assert_true(v == good[i].want);
	}
	v = UNTOUCHED;
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_int_equal(parse_u64(bad[i].in, bad[i].max, &v), -1);
	assert_int_equal(v, UNTOUCHED);
}

static void test_i64(void **state)
{
	static const struct { const char *in; int64_t want; } good[] = {
		{ "0", 0 }, { "-0", 0 }, { "-1", -1 }, { "12", 12 },
		{ "9223372036854775807", INT64_MAX },
		{ "-9223372036854775808", INT64_MIN },
	};
	static const char *const bad[] = {
		NULL, "", "-", "--1", "+1", "- 1", "9223372036854775808",
		"-9223372036854775809",
	};
	int64_t v;

	(void)state;
	for (size_t i = 0; i < COUNT(good); i++) {
		assert_int_equal(parse_i64(good[i].in, &v), 0);
		assert_true(v == good[i].want);
	}
	v = UNTOUCHED;
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_int_equal(parse_i64(bad[i], &v), -1);
	assert_int_equal(v, UNTOUCHED);
}

static void test_bool(void **state)
{
	static const char *const bad[] = { NULL, "", "1", "yes", "true ", "tru" };
	bool v = false;

	(void)state;
	assert_int_equal(parse_bool("TRUE", &v), 0);
	assert_true(v);
	assert_int_equal(parse_bool("False", &v), 0);
	assert_false(v);
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_int_equal(parse_bool(bad[i], &v), -1);
}

static void test_size(void **state)
{
	static const uint64_t ki = 1024, k = 1000;
	const struct { const char *in; uint64_t unit, want; } good[] = {
		{ "0", ki, 0 },
		{ "4", ki, 4 * ki },
		{ "4", 1, 4 },
		{ "4b", ki, 4 },
		{ "4bytes", ki, 4 },
		{ "10kB", ki, 10 * k },
		{ "10KB", ki, 10 * k },
		{ "1k", 1, ki },
		{ "512MiB", 1, 512 * ki * ki },
		{ "512mib", 1, 512 * ki * ki },
		{ "3MB", 1, 3 * k * k },
		{ "4G", ki, 4 * ki * ki * ki },
		{ "2T", ki, 2 * ki * ki * ki * ki },
		{ "1PB", ki, k * k * k * k * k },
		{ "15E", 1, 15 * ki * ki * ki * ki * ki * ki },
	};
	static const char *const bad[] = {
		NULL, "", "G", "-1G", "1.5G", "4 G", "4GG", "4Gi", "4iB", "4X",
		"4GiBs", "16E", "18446744073709551615K", "18446744073709551616",
		" 4G", "4@",
	};
	uint64_t v;

	(void)state;
	for (size_t i = 0; i < COUNT(good); i++) {
		assert_int_equal(parse_size(good[i].in, good[i].unit, &v), 0);
		assert_true(v == good[i].want);
	}
	v = UNTOUCHED;
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_int_equal(parse_size(bad[i], 1, &v), -1);
	assert_int_equal(parse_size("18446744073709551615", 1024, &v), -1);
	assert_int_equal(v, UNTOUCHED);
}

#define LOWER "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
#define UPPER "0F1E2D3C-4B5A-6978-8796-A5B4C3D2E1F0"

static void test_guid(void **state)
{
	static const char *const bad[] = {
		NULL, "", "{", "{}", "x" LOWER, LOWER "0", LOWER "}", "{" LOWER,
		"{" LOWER "}}", " " LOWER,
		"0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f",
		"0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1fg",
		"0f1e2d3c4b5a-6978-8796-a5b4c3d2e1f00",
		"0f1e2d3c--b5a-6978-8796-a5b4c3d2e1f0",
		"0f1e2d3c4-b5a-6978-8796-a5b4c3d2e1f0",
	};
	char guid[GUID_LEN + 1] = "untouched";

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		assert_int_equal(parse_guid(bad[i], guid), -1);
		assert_false(is_guid(bad[i]));
	}
	assert_string_equal(guid, "untouched");
	assert_true(is_guid(LOWER));
	assert_true(is_guid(UPPER));
	assert_false(is_guid("{" LOWER "}"));
	assert_int_equal(parse_guid(UPPER, guid), 0);
	assert_string_equal(guid, LOWER);
	guid[0] = '\0';
	assert_int_equal(parse_guid("{" UPPER "}", guid), 0);
	assert_string_equal(guid, LOWER);
}

/* Seconds from date -u -d ... +%s. */
static void test_time(void **state)
{
	static const struct { const char *in; int64_t s; int us; } good[] = {
		{ "1970-01-01T00:00:00Z", 0, 0 },
		{ "2013-04-15T16:28:43Z", 1366043323, 0 },
		{ "2013-04-15T16:28:43.4Z", 1366043323, 400000 },
		{ "2013-04-15T16:28:43.48Z", 1366043323, 480000 },
		{ "2013-04-15T16:28:43.488Z", 1366043323, 488000 },
		{ "2013-04-15T16:28:43.4881Z", 1366043323, 488100 },
		{ "2013-04-15T16:28:43.48817Z", 1366043323, 488170 },
		{ "2013-04-15T16:28:43.488171Z", 1366043323, 488171 },
		{ "2013-04-15T16:28:43.4881719Z", 1366043323, 488171 },
		{ "2013-04-15T16:28:43.000001Z", 1366043323, 1 },
		{ "2013-04-15T18:28:43+02:00", 1366043323, 0 },
		{ "2013-04-15T10:58:43.5-05:30", 1366043323, 500000 },
		{ "2013-04-15T10:58:43-0530", 1366043323, 0 },
		{ "20130415162843.488171+000", 1366043323, 488171 },
		{ "20130415182843.488171+120", 1366043323, 488171 },
		{ "20130415105843.000000-330", 1366043323, 0 },
		{ "2000-02-29T12:00:00Z", 951825600, 0 },
		{ "2024-02-29T00:00:00Z", 1709164800, 0 },
		{ "1969-12-31T23:59:59Z", -1, 0 },
		{ "1601-01-02T00:00:00Z", -11644387200, 0 },
		{ "9999-12-31T23:59:59Z", 253402300799, 0 },
	};
	static const char *const bad[] = {
		NULL, "", "Z", "2013", "2013-", "1601-01-01T00:00:00Z",
		"16010101000000.000000+000", "16010101000000.000000+060",
		"16010101000000.000000-060", "0000-01-01T00:00:00Z",
		"2013-04-15", "2013-04-15T16:28:43", "2013-04-15T16:28Z",
		"2013-04-15 16:28:43Z", "2013-04-15T16:28:43.Z",
		"2013-04-15T16:28:43.1234567890Z", "2013-04-15T16:28:43ZZ",
		"2013-04-15T16:28:43.5", "2013-04-15T16:28:43+2:00",
		"2013-04-15T16:28:43+", "2013-13-15T16:28:43Z",
		"2013-00-15T16:28:43Z", "2013-02-29T16:28:43Z",
		"1900-02-29T00:00:00Z", "2013-04-31T16:28:43Z",
		"2013-04-00T16:28:43Z", "2013-04-15T24:00:00Z",
		"2013-04-15T16:60:00Z", "2013-04-15T16:00:60Z",
		"+013-04-15T16:28:43Z", " 2013-04-15T16:28:43Z",
		"20130415162843.488171", "20130415162843.48817+000",
		"20130415162843.488171+0000", "20130415162843.488171:000",
		"20130415******.******+***", "20130415162843+000",
	};
	int64_t us;

	(void)state;
	for (size_t i = 0; i < COUNT(good); i++) {
		assert_int_equal(parse_cim_time(good[i].in, &us), 0);
		assert_true(us == good[i].s * 1000000 + good[i].us);
	}
	us = UNTOUCHED;
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_int_equal(parse_cim_time(bad[i], &us), -1);
	assert_int_equal(us, UNTOUCHED);
}

static void test_interval(void **state)
{
	static const uint64_t s = 1000000, day = 86400 * s;
	const struct { const char *in; uint64_t want; } good[] = {
		{ "P0DT0H5M0S", 300 * s },
		{ "P0DT0H30M0S", 1800 * s },
		{ "P0DT0H0M1.00417S", 1004170 },
		{ "P0DT0H0M0.000001S", 1 },
		{ "P1DT2H3M4S", day + (2 * 3600 + 3 * 60 + 4) * s },
		{ "P3D", 3 * day },
		{ "PT60.000S", 60 * s },
		{ "PT90M", 5400 * s },
		{ "PT1H1S", 3601 * s },
		{ "00000000000500.000000:000", 300 * s },
		{ "00000000003000.000000:000", 1800 * s },
		{ "00000001020304.000005:000",
		  day + (2 * 3600 + 3 * 60 + 4) * s + 5 },
		{ "99999999235959.999999:000", 100000000 * day - 1 },
	};
	static const char *const bad[] = {
		NULL, "", "P", "PT", "P1", "P1DT", "PD", "P0DT5", "5M", "-P1D",
		"P-1D", "P1Y", "P1M", "P1H", "PT1D", "PT1M1H", "PT1M1M", "PT1.5M",
		"PT1.S", "PT.5S", "PT1S ", "PTT1S", "P1DT1HT1M",
		"P99999999999999D", "P99999999999999999999999D",
		"PT18446744073709551615.999999S",
		"00000000000500.000000+000", "00000000000500.000000:001",
		"00000000000500.000000", "00000000240000.000000:000",
		"00000000006000.000000:000", "00000000000060.000000:000",
		"0000000000500.000000:000", "00000000000500.00000:000",
		"00000000000500.000000:0000",
	};
	uint64_t us;

	(void)state;
	for (size_t i = 0; i < COUNT(good); i++) {
		assert_int_equal(parse_cim_interval(good[i].in, &us), 0);
		assert_true(us == good[i].want);
	}
	us = UNTOUCHED;
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_int_equal(parse_cim_interval(bad[i], &us), -1);
	assert_int_equal(us, UNTOUCHED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_u64),
		cmocka_unit_test(test_i64),
		cmocka_unit_test(test_bool),
		cmocka_unit_test(test_size),
		cmocka_unit_test(test_guid),
		cmocka_unit_test(test_time),
		cmocka_unit_test(test_interval),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
