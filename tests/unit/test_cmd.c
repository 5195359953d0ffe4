/* test_cmd.c - shell/cmd.h, shell/help.h, and the real table */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/str.h"
#include "cmd/table.h"
#include "shell/cmd.h"
#include "shell/help.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static int run(struct ctx *c, const struct args *a, struct err *e)
{
	(void)c;
	(void)a;
	(void)e;
	return 0;
}

static void completes(struct ctx *c, const struct args *a, const char *word,
		      struct candidates *to)
{
	(void)c;
	(void)a;
	(void)word;
	(void)to;
}

static const struct cmd_group groups[] = { { "g", "Group" }, { 0 } };

static const struct opt start_opts[] = {
	{ "domain", OPT_ARG, "which one", .required = true },
	{ "size", OPT_NUM, "how big", .required = true },
	{ "dir", OPT_ARG, "where" },
	{ "paused", OPT_FLAG, "leave it paused" },
	{ "a-very-long-option", OPT_STR, "long", .short_value = "what" },
	{ "word", OPT_REST, "what remains" },
	{ 0 }
};
static const struct cmd start = {
	.name = "start", .group = "g", .summary = "start it",
	.details = "First line.\nSecond.", .opts = start_opts, .run = run,
};
static const struct cmd stat_cmd = {
	.name = "stat", .group = "g", .summary = "say how it is", .run = run,
};
static const struct cmd secret = {
	.name = "secret", .group = "g", .summary = "-", .run = run,
	.flags = CMD_HIDDEN,
};
static const struct cmd star = {
	.name = "st", .group = "g", .summary = "an exact name", .run = run,
};

static const struct cmd *const cmds[] = { &start, &stat_cmd, &secret, NULL };
static const struct cmd *const more[] = { &start, &stat_cmd, &star, NULL };
static const struct cmd_table table = { groups, cmds };
static const struct cmd_table exact = { groups, more };

static void test_find(void **state)
{
	static const struct { const char *in, *want; } cases[] = {
		{ "start", "start" }, { "star", "start" }, { "stat", "stat" },
		{ "secret", "secret" },
	};
	const struct cmd *found;
	AUTO_ERR e = ERR_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(cmd_find(&table, cases[i].in, &found, &e), 0);
		assert_string_equal(found->name, cases[i].want);
	}
	assert_int_equal(cmd_find(&exact, "st", &found, &e), 0);
	assert_ptr_equal(found, &star);
}

static void test_not_found(void **state)
{
	static const struct { const char *in, *want, *hint; } cases[] = {
		{ "strat", "unknown command: 'strat'", "did you mean 'start'?" },
		{ "xyz", "unknown command: 'xyz'", NULL },
		{ "secre", "unknown command: 'secre'", NULL },
		{ "", "unknown command: ''", NULL },
		{ "sta", "ambiguous command: 'sta'",
		  "it may be one of: start, stat" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct cmd *found = NULL;
		AUTO_ERR e = ERR_INIT;

		assert_int_equal(cmd_find(&table, cases[i].in, &found, &e), -1);
		assert_null(found);
		assert_int_equal(e.kind, ERR_USAGE);
		assert_string_equal(e.msg, cases[i].want);
		assert_string_equal(e.hint ? e.hint : "-",
				    cases[i].hint ? cases[i].hint : "-");
	}
}

static void test_real_table(void **state)
{
	const char *bad = cmd_table_check(&cmd_table);

	(void)state;
	assert_string_equal(bad ? bad : "nothing is wrong", "nothing is wrong");
}

/* Each table below has one thing wrong. */
static void test_table_check(void **state)
{
	static const struct opt twice[] = {
		{ "a", OPT_FLAG, "x" }, { "a", OPT_STR, "x" }, { 0 } };
	static const struct opt order[] = {
		{ "a", OPT_ARG, "x" }, { "b", OPT_ARG, "x", .required = true },
		{ 0 } };
	static const struct opt after_rest[] = {
		{ "a", OPT_REST, "x" }, { "b", OPT_FLAG, "x" }, { 0 } };
	static const struct opt no_help[] = { { "a", OPT_FLAG, NULL }, { 0 } };
	static const struct opt no_kind[] = { { "a", 0, "x" }, { 0 } };
	static const struct opt flag[] = {
		{ "a", OPT_FLAG, "x", completes }, { 0 } };
	static const struct opt taken[] = { { "help", OPT_FLAG, "x" }, { 0 } };
	static const struct cmd bad[] = {
		{ .name = "b", .group = "g", .summary = "s" },
		{ .name = "b", .group = "g", .run = run },
		{ .name = "b", .group = "h", .summary = "s", .run = run },
		{ .name = "start", .group = "g", .summary = "s", .run = run },
		{ .name = "g", .group = "g", .summary = "s", .run = run },
		{ .name = "", .group = "g", .summary = "s", .run = run },
		{ "b", "g", "s", .opts = twice, .run = run },
		{ "b", "g", "s", .opts = order, .run = run },
		{ "b", "g", "s", .opts = after_rest, .run = run },
		{ "b", "g", "s", .opts = no_help, .run = run },
		{ "b", "g", "s", .opts = no_kind, .run = run },
		{ "b", "g", "s", .opts = flag, .run = run },
		{ "b", "g", "s", .opts = taken, .run = run },
	};

	(void)state;
	assert_null(cmd_table_check(&table));
	for (size_t i = 0; i < COUNT(bad); i++) {
		const struct cmd *const list[] = { &start, &bad[i], NULL };
		struct cmd_table t = { groups, list };

		assert_non_null(cmd_table_check(&t));
	}
}

static void test_help_cmd(void **state)
{
	AUTO_STR s = STR_INIT;

	(void)state;
	help_cmd(&start, &s);
	assert_string_equal(s.buf,
		"  NAME\n"
		"    start - start it\n"
		"\n"
		"  SYNOPSIS\n"
		"    start <domain> --size <number> [--dir <string>] [--paused]"
		" [--a-very-long-option <what>] [<string>]...\n"
		"\n"
		"  DESCRIPTION\n"
		"    First line.\n"
		"    Second.\n"
		"\n"
		"  OPTIONS\n"
		"    [--domain] <string>  which one\n"
		"    --size <number>  how big\n"
		"    --dir <string>   where\n"
		"    --paused         leave it paused\n"
		"    --a-very-long-option <what>  long\n"
		"    <string>         what remains\n"
		"\n");
}

static void test_help_all(void **state)
{
	AUTO_STR s = STR_INIT;

	(void)state;
	help_all(&table, &s);
	assert_string_equal(s.buf,
		"Grouped commands:\n"
		"\n"
		" Group (help keyword 'g'):\n"
		"    start                          start it\n"
		"    stat                           say how it is\n"
		"\n");
}

static void test_help_json(void **state)
{
	AUTO_STR s = STR_INIT;

	(void)state;
	help_json(&table, &s);
	assert_non_null(strstr(s.buf, "\"name\":\"a-very-long-option\""));
	assert_non_null(strstr(s.buf, "\"kind\":\"argument\""));
	assert_non_null(strstr(s.buf, "\"options\":[\n    ]"));
	assert_null(strstr(s.buf, "secret"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_not_found),
		cmocka_unit_test(test_real_table),
		cmocka_unit_test(test_table_check),
		cmocka_unit_test(test_help_cmd),
		cmocka_unit_test(test_help_all),
		cmocka_unit_test(test_help_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
