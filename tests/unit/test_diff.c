/* test_diff.c - base/diff.h: what is shown of two texts, and that it is all */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/diff.h"
#include "base/str.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* The answers are those of GNU diff -u. */
static void test_hunks(void **state)
{
	static const struct { const char *from, *to, *want; } cases[] = {
		{ "", "", "" },
		{ "a\nb\n", "a\nb\n", "" },
		{ "a\nb\nc\n", "a\nx\nc\n",
		  "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n" },
		{ "", "a\n", "@@ -0,0 +1 @@\n+a\n" },
		{ "a\n", "", "@@ -1 +0,0 @@\n-a\n" },
		{ "a\n", "a", "@@ -1 +1 @@\n-a\n+a\n"
		  "\\ No newline at end of file\n" },
		{ "1\n2\n3\n4\n5\n", "1\n2\n3\n4\n5\n6\n",
		  "@@ -3,3 +3,4 @@\n 3\n 4\n 5\n+6\n" },
		/* six lines between: one piece; seven: two */
		{ "x\n1\n2\n3\n4\n5\n6\ny\n", "X\n1\n2\n3\n4\n5\n6\nY\n",
		  "@@ -1,8 +1,8 @@\n-x\n+X\n 1\n 2\n 3\n 4\n 5\n 6\n-y\n+Y\n" },
		{ "x\n1\n2\n3\n4\n5\n6\n7\ny\n", "1\n2\n3\n4\n5\n6\n7\nY\n",
		  "@@ -1,4 +1,3 @@\n-x\n 1\n 2\n 3\n"
		  "@@ -6,4 +5,4 @@\n 5\n 6\n 7\n-y\n+Y\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		AUTO_STR got = STR_INIT;

		diff_lines(cases[i].from, cases[i].to, &got);
		assert_string_equal(got.buf, cases[i].want);
	}
}

/* 'from' with the pieces of 'diff' put in, as patch does it. */
static void patch(const char *from, const char *diff, struct str *to)
{
	size_t line = 1;

	while (*diff) {
		size_t at = strtoul(diff + 4, NULL, 10);
		const char *comma = strpbrk(diff + 4, ", ");
		size_t n = *comma == ',' ? strtoul(comma + 1, NULL, 10) : 1;

		for (at += !n; line < at; line++) {
			size_t len = strcspn(from, "\n") + 1;

			str_addn(to, from, len);
			from += len;
		}
		diff = strchr(diff, '\n') + 1;
		while (*diff && *diff != '@') {
			size_t len = strcspn(diff, "\n") + 1;

			if (*diff != '+') {
				assert_memory_equal(from, diff + 1, len - 1);
				from += len - 1;
				line++;
			}
			if (*diff != '-')
				str_addn(to, diff + 1, len - 1);
			diff += len;
		}
	}
	str_add(to, from);
}

static void make_text(struct str *to, size_t n, unsigned kinds)
{
	for (size_t i = 0; i < n; i++)
		str_addf(to, "%d\n", rand() % (int)kinds);
}

static void test_patches(void **state)
{
	(void)state;
	srand(1);
	for (int i = 0; i < 500; i++) {
		AUTO_STR from = STR_INIT, to = STR_INIT, diff = STR_INIT;
		AUTO_STR made = STR_INIT;

		make_text(&from, (size_t)rand() % 40, 1 + (unsigned)i % 9);
		make_text(&to, (size_t)rand() % 40, 1 + (unsigned)i % 9);
		diff_lines(from.buf, to.buf, &diff);
		patch(from.buf, diff.buf, &made);
		assert_string_equal(made.buf, to.buf);
	}
}

/* Too long to be compared line by line: still all of it, and soon. */
static void test_long(void **state)
{
	AUTO_STR from = STR_INIT, to = STR_INIT, diff = STR_INIT;
	AUTO_STR made = STR_INIT;

	(void)state;
	make_text(&from, 100000, 50);
	make_text(&to, 70000, 50);
	diff_lines(from.buf, to.buf, &diff);
	patch(from.buf, diff.buf, &made);
	assert_string_equal(made.buf, to.buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hunks),
		cmocka_unit_test(test_patches),
		cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
