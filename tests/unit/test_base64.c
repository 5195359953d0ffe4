/* test_base64.c - base/base64.h, on the vectors of RFC 4648 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/base64.h"
#include "base/mem.h"
#include "base/str.h"

static const struct { const char *octets, *text; } cases[] = {
	{ "", "" }, { "f", "Zg==" }, { "fo", "Zm8=" }, { "foo", "Zm9v" },
	{ "foob", "Zm9vYg==" }, { "fooba", "Zm9vYmE=" },
	{ "foobar", "Zm9vYmFy" }, { "\xff\xfe\xfd", "//79" },
	{ "\xfb\xf0", "+/A=" },
};

static void both_ways(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t len = strlen(cases[i].octets), n = 99;
		AUTO_FREE uint8_t *octets = NULL;
		AUTO_STR text = STR_INIT;

		base64_add(&text, (const uint8_t *)cases[i].octets, len);
		assert_string_equal(text.buf, cases[i].text);
		assert_int_equal(base64_read(cases[i].text, &octets, &n), 0);
		assert_int_equal(n, len);
		assert_memory_equal(octets, cases[i].octets, len);
	}
}

static void white_space(void **state)
{
	AUTO_FREE uint8_t *octets = NULL;
	size_t n = 0;

	(void)state;
	assert_int_equal(base64_read(" Zm9v\r\n\tYmE= \n", &octets, &n), 0);
	assert_int_equal(n, 5);
	assert_memory_equal(octets, "fooba", 5);
}

static void refused(void **state)
{
	static const char *const bad[] = {
		"Z", "Zg", "Zg=", "Zg===", "=", "Z===", "Zg==Zg==", "Zm-v",
		"Zm9v!", "Zm=v",
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		uint8_t *octets = NULL;
		size_t n;

		assert_int_equal(base64_read(bad[i], &octets, &n), -1);
		assert_null(octets);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_ways),
		cmocka_unit_test(white_space),
		cmocka_unit_test(refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
