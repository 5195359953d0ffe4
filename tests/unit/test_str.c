/* test_str.c - base/str.h, base/mem.h, base/vec.h: growing, and each escaper
 * against hostile text */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/vec.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

struct escape {
	const char *in, *want;
};

static void check(void (*add)(struct str *, const char *),
		  const struct escape *cases, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		AUTO_STR s = STR_INIT;

		str_add(&s, "<");
		add(&s, cases[i].in);
		assert_int_equal(s.buf[0], '<');
		assert_string_equal(s.buf + 1, cases[i].want);
		assert_int_equal(s.len, strlen(s.buf));
	}
}

static void test_grow(void **state)
{
	AUTO_STR s = STR_INIT;
	size_t moves = 0, cap = 0;

	(void)state;
	assert_string_equal(s.buf, "");
	for (int i = 0; i < 10000; i++) {
		str_addc(&s, (char)('a' + i % 26));
		moves += s.cap != cap;
		cap = s.cap;
		assert_true(s.len < s.cap);
	}
	assert_int_equal(s.len, 10000);
	assert_int_equal(s.buf[9999], 'a' + 9999 % 26);
	assert_int_equal(s.buf[10000], '\0');
	assert_true(moves < 12);
	str_clear(&s);
	assert_string_equal(s.buf, "");
	assert_int_equal(s.cap, cap);
}

static void test_empty(void **state)
{
	AUTO_STR s = STR_INIT;
	AUTO_FREE char *taken = NULL;

	(void)state;
	str_add(&s, "");
	str_addn(&s, NULL, 0);
	str_pad(&s, 'x', 0);
	str_addf(&s, "%s", "");
	str_clear(&s);
	str_wipe(&s);
	str_free(&s);
	assert_string_equal(s.buf, "");
	assert_int_equal(s.len, 0);
	taken = str_take(&s);
	assert_string_equal(taken, "");
	assert_ptr_not_equal(taken, str_empty);
}

static void test_parts(void **state)
{
	AUTO_STR s = STR_INIT;
	AUTO_FREE char *taken = NULL;

	(void)state;
	str_addn(&s, "abc", 2);
	str_pad(&s, '.', 3);
	str_addf(&s, "%d-%s", 42, "x");
	assert_string_equal(s.buf, "ab...42-x");
	str_addn(&s, "\0z", 2);
	assert_int_equal(s.len, 11);
	taken = str_take(&s);
	assert_memory_equal(taken, "ab...42-x\0z", 12);
	assert_int_equal(s.len, 0);
	assert_string_equal(s.buf, "");
}

/* Results that just fit, and just do not, into what is free. */
static void test_format_edges(void **state)
{
	char text[200];

	(void)state;
	for (size_t n = 0; n < sizeof text; n++) {
		AUTO_STR s = STR_INIT;

		memset(text, 'y', n);
		text[n] = '\0';
		str_add(&s, "x");
		str_addf(&s, "%s", text);
		assert_int_equal(s.len, n + 1);
		assert_string_equal(s.buf + 1, text);
	}
}

static void test_wipe(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	str_add(&s, "secret");
	str_wipe(&s);
	assert_int_equal(s.len, 0);
	assert_int_equal(s.cap, 0);
	assert_ptr_equal(s.buf, str_empty);
	secret_free(NULL);
	secret_free(xstrdup("secret"));
}

static void test_mem(void **state)
{
	AUTO_FREE char *a = xstrdup("abc");
	AUTO_FREE char *b = xstrndup("abcdef", 3);
	AUTO_FREE char *c = xasprintf("%s/%d", a, 7);
	AUTO_FREE int *zero = xcalloc(4, sizeof *zero);
	AUTO_FREE char *none = xcalloc(0, 1);
	char *taken;

	(void)state;
	assert_null(xstrdup(NULL));
	assert_string_equal(a, b);
	assert_string_equal(c, "abc/7");
	assert_int_equal(zero[3], 0);
	assert_non_null(none);
	taken = TAKE(a);
	assert_null(a);
	assert_string_equal(taken, "abc");
	free(taken);
}

static void test_vec(void **state)
{
	VEC(int) v = VEC_INIT;

	(void)state;
	for (int i = 0; i < 100; i++)
		vec_push(&v, i * i);
	assert_int_equal(*vec_new(&v), 0);
	assert_int_equal(v.n, 101);
	assert_int_equal(v.v[99], 99 * 99);
	vec_free(&v);
	assert_null(v.v);
	assert_int_equal(v.n, 0);
}

static void test_xml(void **state)
{
	static const struct escape cases[] = {
		{ "", "" },
		{ "plain text", "plain text" },
		{ "a&b<c>d\"e'f", "a&amp;b&lt;c&gt;d&quot;e'f" },
		{ "]]>", "]]&gt;" },
		{ "&amp;", "&amp;amp;" },
		{ "\t\n\r", "&#9;&#10;&#13;" },
		{ "a\x01" "b\x1f\x0b", "a?b??" },
		{ "\x7f", "\x7f" },
		{ "Größe \xe4\xbd\xa0 \xf0\x9f\x98\x80",
		  "Größe \xe4\xbd\xa0 \xf0\x9f\x98\x80" },
		{ "\xef\xbf\xbe|\xef\xbf\xbf|\xef\xbf\xbd", "?|?|\xef\xbf\xbd" },
		{ "\xff\xfe", "??" },
		{ "\xc3", "?" },                        /* cut */
		{ "\xc3<", "?&lt;" },                   /* must not eat the < */
		{ "\xe4\xbd", "??" },
		{ "\xc0\xbc", "??" },                   /* overlong '<' */
		{ "\xed\xa0\x80", "???" },              /* a surrogate */
		{ "\xf4\x90\x80\x80", "????" },         /* beyond U+10FFFF */
	};
	AUTO_STR s = STR_INIT;

	(void)state;
	check(str_add_xml, cases, COUNT(cases));
	str_addn_xml(&s, "a\0<\xc3\xbc", 4);            /* ends amid the u */
	assert_string_equal(s.buf, "a?&lt;?");
}

static void test_wql(void **state)
{
	static const struct escape cases[] = {
		{ "", "''" },
		{ "web01", "'web01'" },
		{ "Bob's VM", "'Bob\\'s VM'" },
		{ "C:\\x\\", "'C:\\\\x\\\\'" },
		{ "\\' OR 1=1", "'\\\\\\' OR 1=1'" },
		{ "\"%_[", "'\"%_['" },
	};

	(void)state;
	check(str_add_wql, cases, COUNT(cases));
}

static void test_like(void **state)
{
	static const struct escape cases[] = {
		{ "", "" },
		{ "web01", "web01" },
		{ "100%_[a]^", "100[%][_][[]a]^" },
		{ "C:\\Bob's", "C:\\\\Bob\\'s" },
		{ "why?", "why_" },
		{ "a\x01" "b", "a_b" },
		{ "\t", "\t" },
		{ "\xff\xc3", "__" },
		{ "\xef\xbf\xbf", "_" },
		{ "\xc3\xbc", "\xc3\xbc" },
	};

	(void)state;
	check(str_add_like, cases, COUNT(cases));
}

static void test_shell(void **state)
{
	static const struct escape cases[] = {
		{ "", "''" },
		{ "web-01.example:/a,b@c%+_", "web-01.example:/a,b@c%+_" },
		{ "Bob's VM", "'Bob'\\''s VM'" },
		{ "'", "''\\'''" },
		{ "$(reboot)", "'$(reboot)'" },
		{ "a;b", "'a;b'" },
		{ "~", "'~'" },
		{ "A=b", "'A=b'" },
		{ "#x", "'#x'" },
		{ "a\nb\\", "'a\nb\\'" },
		{ "ü", "'ü'" },
	};

	(void)state;
	check(str_add_shell, cases, COUNT(cases));
}

static void test_term(void **state)
{
	static const struct escape cases[] = {
		{ "", "" },
		{ "plain ü \xe4\xbd\xa0", "plain ü \xe4\xbd\xa0" },
		{ "\x1b[2J", "\\x1b[2J" },
		{ "a\tb\nc\rd", "a\\x09b\\x0ac\\x0dd" },
		{ "\x7f", "\\x7f" },
		{ "\xc2\x9b" "31m", "\\xc2\\x9b31m" },  /* C1's CSI */
		{ "\xc2\xa0", "\xc2\xa0" },
		{ "\x9b", "\\x9b" },
		{ "back\\slash", "back\\slash" },
		{ "\xe2\x80\xae", "\\xe2\\x80\\xae" },  /* U+202E */
		{ "\xe2\x80\xaa", "\\xe2\\x80\\xaa" },
		{ "\xe2\x80\x8e\xe2\x80\x8f",
		  "\\xe2\\x80\\x8e\\xe2\\x80\\x8f" },
		{ "\xe2\x80\xa8\xe2\x80\xa9",
		  "\\xe2\\x80\\xa8\\xe2\\x80\\xa9" },
		{ "\xe2\x81\xa6\xe2\x81\xa9",
		  "\\xe2\\x81\\xa6\\xe2\\x81\\xa9" },
		{ "\xe2\x80\xa7\xe2\x81\xa5", "\xe2\x80\xa7\xe2\x81\xa5" },
		{ "\xd8\x9c", "\\xd8\\x9c" },           /* U+061C */
		{ "x\xe4\xbd", "x\\xe4\\xbd" },
	};
	AUTO_STR s = STR_INIT;

	(void)state;
	check(str_add_term, cases, COUNT(cases));
	str_addn_term(&s, "a\0b", 3);
	assert_string_equal(s.buf, "a\\x00b");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_grow),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_format_edges),
		cmocka_unit_test(test_wipe),
		cmocka_unit_test(test_mem),
		cmocka_unit_test(test_vec),
		cmocka_unit_test(test_xml),
		cmocka_unit_test(test_wql),
		cmocka_unit_test(test_like),
		cmocka_unit_test(test_shell),
		cmocka_unit_test(test_term),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
