/* test_keyboard.c - hv/keyboard.h: what may be typed, and in which pieces */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/mem.h"
#include "hv/keyboard.h"

static void what_can_be_typed(void **state)
{
	static const struct {
		const char *text;
		size_t len;
		const char *why;        /* NULL: it can */
	} cases[] = {
		{ "", 0, NULL },
		{ "a b\tc\r\n~", 8, NULL },
		{ "\xd0\x9f\xe6\x97\xa5\xf0\x9f\x98\x80", 9, NULL },
		{ "ab\033[A", 5, "byte 3 of the text is a control character, "
		  "U+001B: keys are for send-key" },
		{ "a\0b", 3, "byte 2 of the text is a control character, "
		  "U+0000: keys are for send-key" },
		{ "\x7f", 1, "byte 1 of the text is a control character, "
		  "U+007F: keys are for send-key" },
		{ "\xc2\x85", 2, "byte 1 of the text is a control character, "
		  "U+0085: keys are for send-key" },
		{ "abc\xff", 4, "the text is not UTF-8, at byte 4" },
		{ "\xe6\x97", 2, "the text is not UTF-8, at byte 1" },
		{ "\xed\xa0\x80", 3, "the text is not UTF-8, at byte 1" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		AUTO_ERR e = ERR_INIT;
		int r = hv_text_check(cases[i].text, cases[i].len, &e);

		assert_int_equal(r, cases[i].why ? -1 : 0);
		assert_int_equal(e.kind, cases[i].why ? ERR_USAGE : ERR_NONE);
		if (cases[i].why)
			assert_string_equal(e.msg, cases[i].why);
	}
}

/* n times the character. */
static char *times(const char *c, size_t n)
{
	size_t len = strlen(c);
	char *s = xcalloc(n * len + 1, 1);

	for (size_t i = 0; i < n; i++)
		memcpy(s + i * len, c, len);
	return s;
}

static void pieces(void **state)
{
	static const struct { const char *c; size_t n, want; } cases[] = {
		{ "x", 0, 0 }, { "x", 512, 512 }, { "x", 513, 512 },
		{ "\xd0\x9f", 512, 1024 }, { "\xd0\x9f", 600, 1024 },
		/* a surrogate pair each: 256 of them, never half of one */
		{ "\xf0\x9f\x98\x80", 300, 1024 },
		{ "ab\n", 9, 2 }, { "ab\r\n", 9, 2 }, { "\nab", 9, 0 },
		{ "a\xf0\x9f\x98\x80", 200, 5 * 170 + 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		AUTO_FREE char *text = times(cases[i].c, cases[i].n);

		assert_int_equal(hv_text_piece(text), cases[i].want);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_can_be_typed),
		cmocka_unit_test(pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
