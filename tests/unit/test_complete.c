/* test_complete.c - shell/complete.h, shell/bash.h, shell/repl.h: what may
 * come next, how bash is told, what the history keeps */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/str.h"
#include "shell/bash.h"
#include "shell/cmd.h"
#include "shell/complete.h"
#include "shell/repl.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static int run(struct ctx *c, const struct args *a, struct err *e)
{
	(void)c;
	(void)a;
	(void)e;
	return 0;
}

static void add_names(struct ctx *c, const struct args *a, const char *word,
		      struct candidates *to)
{
	(void)c;
	(void)a;
	(void)word;
	candidates_add(to, "web 02");
	candidates_add(to, "db");
	candidates_add(to, "web 01");
	candidates_add(to, "db");
}

static void add_modes(struct ctx *c, const struct args *a, const char *word,
		      struct candidates *to)
{
	(void)c;
	(void)a;
	(void)word;
	candidates_add(to, "acpi");
	candidates_add(to, "agent");
}

static const struct opt opts[] = {
	{ "domain", OPT_ARG, "x", add_names, .required = true },
	{ "mode", OPT_STR, "x", add_modes },
	{ "all", OPT_FLAG, "x" },
	{ 0 }
};
static const struct cmd start = {
	.name = "start", .group = "g", .summary = "s", .opts = opts, .run = run };
static const struct cmd list = {
	.name = "list", .group = "g", .summary = "s", .run = run };
static const struct cmd secret = {
	.name = "secret", .group = "g", .summary = "s", .run = run,
	.flags = CMD_HIDDEN };
static const struct cmd_group groups[] = { { "g", "G" }, { 0 } };
static const struct cmd *const cmds[] = { &start, &list, &secret, NULL };
static const struct cmd_table table = { groups, cmds };

static void join(const struct word_vec *w, struct str *to)
{
	for (size_t i = 0; i < w->n; i++)
		str_addf(to, "%s%s", i ? "|" : "", w->v[i]);
}

static void test_words(void **state)
{
	static const struct { const char *in, *want; } tests[] = {
		{ "", "list|start" },
		{ "s", "start" },
		{ "x", "" },
		{ "start ", "db|web 01|web 02" },
		{ "start w", "web 01|web 02" },
		{ "sta w", "web 01|web 02" },
		{ "nope w", "" },
		{ "start db ", "--all|--help|--mode" },
		{ "start -", "--all|--domain|--help|--mode" },
		{ "start --all --", "--domain|--help|--mode" },
		{ "start --mode ", "acpi|agent" },
		{ "start --mode ag", "agent" },
		{ "start --mode=a", "--mode=acpi|--mode=agent" },
		{ "start --nope=a", "" },
		{ "start --domain w", "web 01|web 02" },
		{ "start -- -", "" },
		{ "start -- d", "db" },
		{ "start db x", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(tests); i++) {
		struct candidates c = { 0 };
		struct word_vec found;
		struct partial p;
		AUTO_STR got = STR_INIT;

		words_partial(tests[i].in, &p);
		complete_words(&table, NULL, p.words.v, p.words.n, &c);
		found = (struct word_vec){ c.words.v, c.words.n, c.words.cap };
		join(&found, &got);
		assert_string_equal(got.buf, tests[i].want);
		candidates_free(&c);
		partial_free(&p);
	}
}

static void test_bash_words(void **state)
{
	static const struct { const char *in, *want; bool file; } tests[] = {
		{ "hvsh", "hvsh", false },
		{ "hvsh ", "hvsh|", false },
		{ "hvsh  start we", "hvsh|start|we", false },
		{ "hvsh start 'a b' c", "hvsh|start|a b|c", false },
		{ "hvsh start 'a b", "hvsh|start|a b", false },
		{ "hvsh start a\\ b\\'", "hvsh|start|a b'", false },
		{ "hvsh \"a\\\"\\$\\`\\\\\\x", "hvsh|a\"$`\\\\x", false },
		{ "hvsh 'it'\\''s", "hvsh|it's", false },
		{ "hvsh $'a\\n\\x1b\\'b' x", "hvsh|a\n\x1b'b|x", false },
		{ "hvsh a\\", "hvsh|a", false },
		{ "hvsh list 2>/dev/null w", "hvsh|list|w", false },
		{ "hvsh list > fi", "hvsh|list|fi", true },
		{ "hvsh list &>>fi", "hvsh|list|fi", true },
		{ "hvsh list 2 >x ", "hvsh|list|2|", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(tests); i++) {
		struct bash_line l;
		AUTO_STR got = STR_INIT;

		bash_read(tests[i].in, 0, &l);
		join(&l.words, &got);
		assert_string_equal(got.buf, tests[i].want);
		assert_int_equal(l.file, tests[i].file);
		bash_line_free(&l);
	}
}

/* 'cur' is what bash hands over as the word, and will replace. */
static void test_bash_reply(void **state)
{
	static const struct { const char *line, *cur, *word, *want; } tests[] = {
		{ "h w", "w", "web01", "web01" },
		{ "h ", "", "a b", "a\\ b" },
		{ "h 'w", "w", "web 'x'", "web '\\''x'\\''" },
		{ "h \"w", "w", "web \"x\" $y!", "web \\\"x\\\" \\$y\"'!'\"" },
		{ "h w", "w", "w<&>;|*?[]{}()~#^!`'\"\\",
		  "w\\<\\&\\>\\;\\|\\*\\?\\[\\]\\{\\}\\(\\)\\~\\#\\^\\!\\`\\'\\\""
		  "\\\\" },
		{ "h ", "", "\xd0\x9f\xd1\x80", "\xd0\x9f\xd1\x80" },
		{ "h a\\ b", "a\\ b", "a b c", "a\\ b\\ c" },
		{ "h --longer", "", "ab", "" },
		{ "h hyperv://h", "//h", "hyperv://host", "//host" },
		{ "h --mode=a", "a", "--mode=agent", "agent" },
		{ "h --mode='a", "a", "--mode=a b", "a b" },
		{ "h --mode=", "", "--mode=agent", "agent" },
		{ "h 'it'\\''s a", "s a", "it's a b", "s a b" },
		{ "h ", "", "a\nb\x1b", "a$'\\x0a'b$'\\x1b'" },
		{ "h \"a", "a", "a\nb", "a\"$'\\x0a'\"b" },
		{ "h 'a", "a", "a\nb", "a'$'\\x0a''b" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(tests); i++) {
		struct bash_line l;
		AUTO_STR got = STR_INIT;

		bash_read(tests[i].line, strlen(tests[i].cur), &l);
		bash_reply(&l, tests[i].word, &got);
		assert_string_equal(got.buf, tests[i].want);
		bash_line_free(&l);
	}
}

static void test_history(void **state)
{
	static const struct { const char *line; bool keep; } tests[] = {
		{ "list --all", true },
		{ "", false },
		{ " list", false },
		{ "\tlist", false },
		{ "connect hyperv://admin@h/", true },
		{ "connect hyperv://[::1]:5986/", true },
		{ "connect hyperv://h:5986/x@y", true },
		{ "connect hyperv://admin:secret@h/", false },
		{ "echo x; connect 'hyperv://a:b@h/'", false },
		{ "connect x --password-file=y", false },
		{ "echo PASSWORD", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(tests); i++)
		assert_int_equal(repl_may_keep(tests[i].line), tests[i].keep);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_bash_words),
		cmocka_unit_test(test_bash_reply),
		cmocka_unit_test(test_history),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
