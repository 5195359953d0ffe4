/* test_utf8.c - base/utf8.h: decoding, and widths in any locale */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void test_next(void **state)
{
	static const struct { const char *in; int len; uint32_t want; } cases[] = {
		{ "", 0, 0 },
		{ "A", 1, 'A' },
		{ "\x7f", 1, 0x7f },
		{ "\xc2\x80", 2, 0x80 },
		{ "\xdf\xbf", 2, 0x7ff },
		{ "\xe0\xa0\x80", 3, 0x800 },
		{ "\xef\xbf\xbf", 3, 0xffff },
		{ "\xf0\x90\x80\x80", 4, 0x10000 },
		{ "\xf4\x8f\xbf\xbf", 4, 0x10ffff },
		{ "\x80", -1, 0 },                      /* no first byte */
		{ "\xc0\x80", -1, 0 },                  /* overlong NUL */
		{ "\xc1\xbf", -1, 0 },
		{ "\xe0\x9f\xbf", -1, 0 },
		{ "\xf0\x8f\xbf\xbf", -1, 0 },
		{ "\xed\xa0\x80", -1, 0 },              /* surrogates */
		{ "\xed\xbf\xbf", -1, 0 },
		{ "\xf4\x90\x80\x80", -1, 0 },          /* too big */
		{ "\xf8\x88\x80\x80\x80", -1, 0 },
		{ "\xff", -1, 0 },
		{ "\xc3", -1, 0 },                      /* cut */
		{ "\xe4\xbd", -1, 0 },
		{ "\xf0\x9f\x98", -1, 0 },
		{ "\xc3(", -1, 0 },
		{ "\xe4\xbd(", -1, 0 },
	};
	uint32_t cp;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		cp = 0;
		assert_int_equal(utf8_next(cases[i].in, &cp), cases[i].len);
		assert_int_equal(cp, cases[i].want);
	}
}

static void test_nextn(void **state)
{
	uint32_t cp = 7;

	(void)state;
	assert_int_equal(utf8_nextn("x", 0, &cp), 0);
	assert_int_equal(utf8_nextn("\xc3\xbc", 1, &cp), -1);
	assert_int_equal(cp, 7);
	assert_int_equal(utf8_nextn("\0", 1, &cp), 1);
	assert_int_equal(cp, 0);
}

/* The locale of the process must neither matter nor change. */
static void test_width(void **state)
{
	static const struct { const char *in; size_t want; } cases[] = {
		{ "", 0 },
		{ "web01", 5 },
		{ "a\x01\x7f", 1 },
		{ "Größe", 5 },
		{ "\xe4\xbd\xa0\xe5\xa5\xbd", 4 },      /* two wide ones */
		{ "\xed\x95\x9c", 2 },                  /* Hangul */
		{ "e\xcc\x81t", 2 },                    /* e, acute, t */
		{ "\xf0\x9f\x98\x80", 2 },              /* a face */
		{ "a\xff\xc3" "b", 2 },                 /* what is no UTF-8 */
		{ "\xc2\x9b", 0 },
	};
	static const char *const locales[] = { "C", "C.UTF-8" };

	(void)state;
	for (size_t l = 0; l < COUNT(locales); l++) {
		setlocale(LC_ALL, locales[l]);
		for (size_t i = 0; i < COUNT(cases); i++)
			assert_int_equal(utf8_width(cases[i].in), cases[i].want);
		assert_ptr_equal(uselocale((locale_t)0), LC_GLOBAL_LOCALE);
	}
	setlocale(LC_ALL, "C");
}

static void test_table(void **state)
{
	static const struct { uint32_t cp; size_t want; } cases[] = {
		{ 0, 0 }, { 'a', 1 }, { 0x7f, 0 }, { 0x9b, 0 }, { 0xe9, 1 },
		{ 0x301, 0 }, { 0x4f60, 2 }, { 0xd55c, 2 }, { 0x3042, 2 },
		{ 0xff21, 2 }, { 0xff71, 1 }, { 0x1f600, 2 }, { 0x20000, 2 },
		{ 0x200d, 0 }, { 0xfe0f, 0 }, { 0x416, 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(utf8_table_width(cases[i].cp), cases[i].want);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_next),
		cmocka_unit_test(test_nextn),
		cmocka_unit_test(test_width),
		cmocka_unit_test(test_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
