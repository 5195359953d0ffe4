/* test_args.c - shell/args.h: words against a command's options */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/str.h"
#include "shell/args.h"
#include "shell/cmd.h"
#include "shell/words.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static int run(struct ctx *c, const struct args *a, struct err *e)
{
	(void)c;
	(void)a;
	(void)e;
	return 0;
}

static const struct opt opts[] = {
	{ "domain", OPT_ARG, "name", .required = true },
	{ "size", OPT_ARG, "size" },
	{ "all", OPT_FLAG, "all" },
	{ "mode", OPT_STR, "mode" },
	{ "timeout", OPT_NUM, "seconds" },
	{ "disk", OPT_LIST, "disks" },
	{ 0 }
};
static const struct opt_refused refused[] = {
	{ "paused", "it always runs" }, { 0 }
};
static const struct cmd cmd = {
	.name = "do", .group = "g", .summary = "s", .opts = opts,
	.refused = refused, .run = run,
};

static const struct opt rest_opts[] = {
	{ "flag", OPT_FLAG, "flag" },
	{ "word", OPT_REST, "words", .required = true },
	{ 0 }
};
static const struct cmd rest_cmd = {
	.name = "rest", .group = "g", .summary = "s", .opts = rest_opts,
	.run = run,
};

static const struct cmd raw_cmd = {
	.name = "raw", .group = "g", .summary = "s", .run = run,
	.flags = CMD_NO_ARGS_PARSE,
};

static int parse(const struct cmd *c, const char *text, struct args **ret,
		 struct err *e)
{
	AUTO_LINE line = VEC_INIT;

	assert_int_equal(line_split(text, &line, e), 0);
	return args_parse(c, line.v[0].v, line.v[0].n, ret, e);
}

static void test_good(void **state)
{
	static const struct {
		const char *in, *domain, *size, *mode;
		bool all;
		uint64_t timeout;
	} cases[] = {
		{ "do web", "web", NULL, NULL, false, 7 },
		{ "do web 5", "web", "5", NULL, false, 7 },
		{ "do --domain web 5", "web", "5", NULL, false, 7 },
		{ "do --all web --mode acpi", "web", NULL, "acpi", true, 7 },
		{ "do web --mode=a=b --timeout 0", "web", NULL, "a=b", false, 0 },
		{ "do --timeout=18446744073709551615 w", "w", NULL, NULL, false,
		  UINT64_MAX },
		{ "do -- --all", "--all", NULL, NULL, false, 7 },
		{ "do --all -- -- x", "--", "x", NULL, true, 7 },
		{ "do --mode --all web", "web", NULL, "--all", false, 7 },
		{ "do -1 --=x", "-1", "--=x", NULL, false, 7 },
		{ "do '--all' 'a b'", "a b", NULL, NULL, true, 7 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		AUTO_ERR e = ERR_INIT;
		AUTO_ARGV *a = NULL;

		assert_int_equal(parse(&cmd, cases[i].in, &a, &e), 0);
		assert_string_equal(args_str(a, "domain"), cases[i].domain);
		assert_string_equal(args_str(a, "size") ? args_str(a, "size")
				    : "-", cases[i].size ? cases[i].size : "-");
		assert_string_equal(args_str(a, "mode") ? args_str(a, "mode")
				    : "-", cases[i].mode ? cases[i].mode : "-");
		assert_int_equal(args_flag(a, "all"), cases[i].all);
		assert_true(args_num(a, "timeout", 7) == cases[i].timeout);
		assert_false(args_help(a));
		assert_ptr_equal(args_cmd(a), &cmd);
	}
}

static void test_bad(void **state)
{
	static const struct { const char *in, *want, *hint; } cases[] = {
		{ "do", "command 'do' requires <domain> option", NULL },
		{ "do a b c", "unexpected data 'c'", NULL },
		{ "do a --bogus", "command 'do' doesn't support option --bogus",
		  NULL },
		{ "do a --paused", "Option --paused is not supported: it "
		  "always runs", NULL },
		{ "do --paused=x", "Option --paused is not supported: it "
		  "always runs", NULL },
		{ "do a --mod=x", "command 'do' doesn't support option --mod",
		  "did you mean --mode?" },
		{ "do a --all --all", "option --all already seen", NULL },
		{ "do a --domain=b", "option --domain already seen", NULL },
		{ "do a --all=1", "invalid '=' after option --all", NULL },
		{ "do a --mode", "expected syntax: --mode <string>", NULL },
		{ "do a --timeout", "expected syntax: --timeout <number>", NULL },
		{ "do a --timeout x", "Numeric value 'x' for <timeout> option is "
		  "malformed or out of range", NULL },
		{ "do a --timeout -1", "Numeric value '-1' for <timeout> option "
		  "is malformed or out of range", NULL },
		{ "do ''", "Failed to get option 'domain': Option argument is "
		  "empty", NULL },
		{ "do a --mode=", "Failed to get option 'mode': Option argument "
		  "is empty", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		AUTO_ERR e = ERR_INIT;
		struct args *a = NULL;

		assert_int_equal(parse(&cmd, cases[i].in, &a, &e), -1);
		assert_null(a);
		assert_int_equal(e.kind, ERR_USAGE);
		assert_string_equal(e.msg, cases[i].want);
		assert_string_equal(e.hint ? e.hint : "-",
				    cases[i].hint ? cases[i].hint : "-");
	}
}

static void test_rest(void **state)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_ARGV *a = NULL;
	struct args *none = NULL;
	const char *const *words;
	size_t n;

	(void)state;
	assert_int_equal(parse(&rest_cmd, "rest a --flag --word b '' -- --flag",
			       &a, &e), 0);
	words = args_rest(a, &n);
	assert_int_equal(n, 4);
	assert_string_equal(words[0], "a");
	assert_string_equal(words[1], "b");
	assert_string_equal(words[2], "");
	assert_string_equal(words[3], "--flag");
	assert_true(args_flag(a, "flag"));
	assert_int_equal(parse(&rest_cmd, "rest --flag", &none, &e), -1);
	assert_string_equal(e.msg, "command 'rest' requires <word> option");
}

static void test_list(void **state)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_ARGV *a = NULL, *none = NULL;
	struct args *bad = NULL;
	const char *const *words;
	size_t n;

	(void)state;
	assert_int_equal(parse(&cmd, "do --disk a web --disk=b --disk a 5", &a,
			       &e), 0);
	words = args_list(a, "disk", &n);
	assert_int_equal(n, 3);
	assert_string_equal(words[0], "a");
	assert_string_equal(words[1], "b");
	assert_string_equal(words[2], "a");
	assert_string_equal(args_str(a, "size"), "5");
	assert_int_equal(parse(&cmd, "do web", &none, &e), 0);
	args_list(none, "disk", &n);
	assert_int_equal(n, 0);
	assert_int_equal(parse(&cmd, "do web --disk a --disk=", &bad, &e), -1);
	assert_string_equal(e.msg, "Failed to get option 'disk': Option "
			    "argument is empty");
}

static void test_raw(void **state)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_ARGV *a = NULL;
	const char *const *words;
	size_t n;

	(void)state;
	assert_int_equal(parse(&raw_cmd, "raw -- --x --help", &a, &e), 0);
	words = args_rest(a, &n);
	assert_int_equal(n, 3);
	assert_string_equal(words[2], "--help");
	assert_false(args_help(a));
}

static void test_help(void **state)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_ARGV *a = NULL;
	struct args *none = NULL;

	(void)state;
	assert_int_equal(parse(&cmd, "do --help", &a, &e), 0);
	assert_true(args_help(a));
	assert_int_equal(parse(&cmd, "do --help --bogus", &none, &e), -1);
}

static void test_partial(void **state)
{
	char *words[] = { "do", "--bogus", "web", "--mode" };
	const struct opt *waits;
	AUTO_ARGV *a = NULL;
	bool ended;

	(void)state;
	a = args_partial(&cmd, words, COUNT(words), &waits, &ended);
	assert_string_equal(waits->name, "mode");
	assert_false(ended);
	assert_true(args_given(a, &opts[0]));
	assert_false(args_given(a, &opts[1]));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_bad),
		cmocka_unit_test(test_rest),
		cmocka_unit_test(test_list),
		cmocka_unit_test(test_raw),
		cmocka_unit_test(test_help),
		cmocka_unit_test(test_partial),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
