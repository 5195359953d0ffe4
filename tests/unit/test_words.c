/* test_words.c - shell/words.h, shell/nearest.h: lines, quotes, slips */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/str.h"
#include "shell/nearest.h"
#include "shell/words.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* words parted by |, commands by || */
static void join(const struct line *l, struct str *to)
{
	for (size_t i = 0; i < l->n; i++) {
		if (i)
			str_add(to, "||");
		for (size_t j = 0; j < l->v[i].n; j++) {
			if (j)
				str_add(to, "|");
			str_add(to, l->v[i].v[j]);
		}
	}
}

static void test_split(void **state)
{
	static const struct { const char *in, *want; } cases[] = {
		{ "", "" },
		{ " \t ;; \n ;", "" },
		{ "list --all", "list|--all" },
		{ "a;b", "a||b" },
		{ "a\nb", "a||b" },
		{ "a 'b c' \"d e\" f\\ g", "a|b c|d e|f g" },
		{ "a\"b c\"d'e f'", "ab cde f" },
		{ "'a\\b' \"a\\b\" a\\b", "a\\b|ab|ab" },
		{ "\"a\\\"b\" 'a\"b' \"a'b\"", "a\"b|a\"b|a'b" },
		{ "'' \"\"", "|" },
		{ "a;'b;c' \"d\ne\"", "a||b;c|d\ne" },
		{ "a\\\nb c \\\n d", "ab|c|d" },
		{ "'a\\\nb'", "a\\\nb" },
		{ "# a; b", "" },
		{ "a # b; c\nd", "a||d" },
		{ "a#b \\#c '#d'", "a#b|#c|#d" },
		{ "start \xd0\x9f\\ \xd1\x80", "start|\xd0\x9f \xd1\x80" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		AUTO_LINE line = VEC_INIT;
		AUTO_ERR e = ERR_INIT;
		AUTO_STR got = STR_INIT;

		assert_int_equal(line_split(cases[i].in, &line, &e), 0);
		join(&line, &got);
		assert_string_equal(got.buf, cases[i].want);
	}
}

static void test_unfinished(void **state)
{
	static const struct { const char *in, *want; } cases[] = {
		{ "a \"b", "missing \"" },
		{ "a 'b", "missing '" },
		{ "a 'b\"", "missing '" },
		{ "a \\", "dangling \\" },
		{ "a \"b\\", "dangling \\" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		AUTO_LINE line = VEC_INIT;
		AUTO_ERR e = ERR_INIT;

		assert_int_equal(line_split(cases[i].in, &line, &e), -1);
		assert_int_equal(e.kind, ERR_USAGE);
		assert_string_equal(e.msg, cases[i].want);
		assert_int_equal(line.n, 0);
	}
}

static void test_partial(void **state)
{
	static const struct {
		const char *in;
		size_t n;
		const char *last;
		size_t start;
		char quote;
	} cases[] = {
		{ "", 1, "", 0, 0 },
		{ "st", 1, "st", 0, 0 },
		{ "start ", 2, "", 6, 0 },
		{ "start we", 2, "we", 6, 0 },
		{ "start 'we b", 2, "we b", 6, '\'' },
		{ "start \"we b", 2, "we b", 6, '"' },
		{ "start we\\ b", 2, "we b", 6, 0 },
		{ "start we\\", 2, "we", 6, 0 },
		{ "list; start w", 2, "w", 12, 0 },
		{ "list;", 1, "", 5, 0 },
		{ "start --vm=a", 2, "--vm=a", 6, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct partial p;

		words_partial(cases[i].in, &p);
		assert_int_equal(p.words.n, cases[i].n);
		assert_string_equal(p.words.v[p.words.n - 1], cases[i].last);
		assert_int_equal(p.start, cases[i].start);
		assert_int_equal(p.quote, cases[i].quote);
		partial_free(&p);
	}
}

/* Whatever a name holds, quoting it and splitting gives it back. */
static void test_quote(void **state)
{
	static const char *const words[] = {
		"web01", "", "a b", "O'Brien's VM", "<&> \"quoted\" \\ 100%",
		"#x", "a;b", "\\", "'", "\"", "a\nb", "\t", "\xd0\x9f", "--x",
		"it's \"a\\b\"\n;#",
	};
	static const char quotes[] = { 0, '\'', '"' };

	(void)state;
	for (size_t i = 0; i < COUNT(words) * 3; i++) {
		AUTO_LINE line = VEC_INIT;
		AUTO_ERR e = ERR_INIT;
		AUTO_STR s = STR_INIT;
		char quote = quotes[i % 3];

		words_quote(&s, words[i / 3], quote);
		if (quote)
			str_addc(&s, quote);
		assert_int_equal(line_split(s.buf, &line, &e), 0);
		assert_int_equal(line.n, 1);
		assert_int_equal(line.v[0].n, 1);
		assert_string_equal(line.v[0].v[0], words[i / 3]);
	}
}

static void test_distance(void **state)
{
	static const struct { const char *a, *b; size_t want; } cases[] = {
		{ "", "", 0 }, { "list", "list", 0 }, { "list", "lits", 1 },
		{ "list", "lst", 1 }, { "list", "liist", 1 }, { "", "abc", 3 },
		{ "start", "tsart", 1 }, { "dominfo", "domain", 3 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(edit_distance(cases[i].a, cases[i].b),
				 cases[i].want);
		assert_int_equal(edit_distance(cases[i].b, cases[i].a),
				 cases[i].want);
	}
}

static void test_nearest(void **state)
{
	struct nearest slip = NEAREST_INIT("strat");
	struct nearest far = NEAREST_INIT("xyzzy");
	char huge[200];
	struct nearest big = NEAREST_INIT(huge);

	(void)state;
	memset(huge, 'x', sizeof huge - 1);
	huge[sizeof huge - 1] = '\0';
	nearest_offer(&slip, "list");
	nearest_offer(&slip, "start");
	nearest_offer(&slip, "stat");
	nearest_offer(&far, "start");
	nearest_offer(&big, "start");
	assert_string_equal(slip.best, "start");
	assert_null(far.best);
	assert_null(big.best);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_split),
		cmocka_unit_test(test_unfinished),
		cmocka_unit_test(test_partial),
		cmocka_unit_test(test_quote),
		cmocka_unit_test(test_distance),
		cmocka_unit_test(test_nearest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
