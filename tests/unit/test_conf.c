/* test_conf.c - config/ini.h and config/conf.h: files with sections */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "config/conf.h"
#include "config/ini.h"
#include "scratch.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* One file, read in both ways. */
static const char text[] =
	"\xef\xbb\xbf# a comment\n"
	"; another\r\n"
	"   \t\n"
	"top=1\n"
	"[one]\n"
	"  plain = a b  \n"
	"tight=x\n"
	"quoted=\"  q \"\n"
	"single = 'it'\n"
	"eq=a=b # no comment\n"
	"crlf=z\r\n"
	"empty=\n"
	"[ two words ] \n"
	"blanks= p \n"
	"last=\"unfinished";

static void test_values(void **state)
{
	static const struct {
		const char *section, *key, *conf, *keyfile;
	} cases[] = {
		{ "", "top", "1", "1" },
		{ "one", "plain", "a b", "a b  " },
		{ "one", "tight", "x", "x" },
		{ "one", "quoted", "  q ", "\"  q \"" },
		{ "one", "single", "it", "'it'" },
		{ "one", "eq", "a=b # no comment", "a=b # no comment" },
		{ "one", "crlf", "z", "z" },
		{ "one", "empty", "", "" },
		{ "one", "top", NULL, NULL },
		{ "", "plain", NULL, NULL },
		{ "two words", "blanks", "p", " p " },
		{ "two words", "last", "unfinished", "\"unfinished" },
		{ "none", "x", NULL, NULL },
	};
	AUTO_FREE char *whole = xasprintf("%s\"", text);
	AUTO_FREE char *path = scratch_write("a", whole, 0600);
	AUTO_FREE char *raw = scratch_write("b", text, 0644);
	AUTO_ERR e = ERR_INIT;
	AUTO_INI *conf = NULL;
	AUTO_INI *keyfile = NULL;

	(void)state;
	assert_int_equal(ini_read(path, INI_CONF, &conf, &e), 0);
	assert_int_equal(ini_read(raw, INI_KEYFILE, &keyfile, &e), 0);
	assert_false(conf->exposed);
	assert_true(keyfile->exposed);
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *c = ini_value(conf, cases[i].section, cases[i].key);
		const char *k = ini_value(keyfile, cases[i].section,
					  cases[i].key);

		assert_int_equal(!c, !cases[i].conf);
		assert_int_equal(!k, !cases[i].keyfile);
		if (c)
			assert_string_equal(c, cases[i].conf);
		if (k)
			assert_string_equal(k, cases[i].keyfile);
	}
	assert_true(ini_has_section(conf, "two words"));
	assert_false(ini_has_section(conf, "two"));
	assert_false(ini_has_section(conf, "plain"));
}

static void test_bad_lines(void **state)
{
	static const struct { const char *text, *want; } cases[] = {
		{ "s3cret\n", "f:1: " },
		{ "a=1\n\n\ns3cret\n", "f:4: " },
		{ "=s3cret\n", "f:1: " },
		{ "s3cret s3cret=s3cret\n", "f:1: " },
		{ "[s3cret\n", "f:1: " },
		{ "[a] s3cret\n", "f:1: " },
		{ "\n[ ]\n", "f:2: " },
		{ "[]\n", "f:1: " },
		{ "a=1\na=s3cret\n", "f:2: this key is in line 1" },
		{ "[x]\na=1\n[y]\na=1\n[x]\n", "f:5: this section is in line 1" },
		{ "[x]\nb=\"s3cret\n", "f:2: " },
		{ "b=\"s3cret\" # x\n", "f:1: " },
		{ "b='s3cret\"\n", "f:1: " },
		{ "b=\"\n", "f:1: " },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		AUTO_FREE char *path = scratch_write("f", cases[i].text, 0600);
		AUTO_ERR e = ERR_INIT;
		AUTO_INI *ini = NULL;

		if (ini_read(path, INI_CONF, &ini, &e) == 0)
			fail_msg("taken: %s", cases[i].text);
		assert_null(ini);
		assert_int_equal(e.kind, ERR_USAGE);
		if (!strstr(e.msg, cases[i].want))
			fail_msg("%s: %s", cases[i].text, e.msg);
		assert_null(strstr(e.msg, "s3cret"));
	}
}

static void test_bad_files(void **state)
{
	AUTO_FREE char *big = xcalloc(INI_MAX + 2, 1);
	AUTO_FREE char *nul = scratch_writen("nul", "a=1\0b=2\n", 8, 0600);
	AUTO_FREE char *none = scratch_path("none");
	AUTO_FREE char *path = NULL;
	AUTO_ERR e = ERR_INIT;
	AUTO_INI *ini = NULL;

	(void)state;
	assert_int_equal(ini_read(nul, INI_CONF, &ini, &e), -1);
	assert_non_null(strstr(e.msg, "text file"));
	assert_int_equal(ini_read(none, INI_CONF, &ini, &e), -1);
	assert_non_null(strstr(e.msg, "No such file"));
	assert_non_null(strstr(e.msg, none));
	assert_int_equal(ini_read(scratch_dir, INI_CONF, &ini, &e), -1);
	assert_non_null(strstr(e.msg, "directory"));
	memset(big, '\n', INI_MAX + 1);
	path = scratch_write("big", big, 0600);
	assert_int_equal(ini_read(path, INI_CONF, &ini, &e), -1);
	assert_non_null(strstr(e.msg, "larger"));
	assert_null(ini);
	assert_int_equal(truncate(path, INI_MAX), 0);
	assert_int_equal(ini_read(path, INI_CONF, &ini, &e), 0);
	assert_int_equal(ini->entries.n, 0);
}

#define CONF ".config/hvsh/hvsh.conf"

static struct conf *load(const char *conf_text)
{
	AUTO_ERR e = ERR_INIT;
	struct conf *c = NULL;

	free(scratch_write(CONF, conf_text, 0600));
	if (conf_load(&c, &e) < 0)
		fail_msg("%s", e.msg);
	return c;
}

static void test_conf(void **state)
{
	AUTO_ERR e = ERR_INIT;
	struct conf *c = load("default_uri = lab1\n[host lab1]\nuri=hyperv://a\n"
			      "[host\t a b ]\nuri = \"hyperv://b/\"\n");
	const char *uri;

	(void)state;
	assert_string_equal(conf_default_uri(c), "lab1");
	assert_int_equal(conf_alias(c, "lab1", &uri, &e), 0);
	assert_string_equal(uri, "hyperv://a");
	assert_int_equal(conf_alias(c, "a b", &uri, &e), 0);
	assert_string_equal(uri, "hyperv://b/");
	assert_int_equal(conf_alias(c, "lab2", &uri, &e), -1);
	assert_int_equal(e.kind, ERR_USAGE);
	assert_non_null(strstr(e.msg, "'lab2'"));
	assert_non_null(strstr(e.hint, "lab1, a b"));
	assert_non_null(strstr(e.hint, conf_file(c)));
	assert_int_equal(conf_alias(c, "bob:s3cret@lab1", &uri, &e), -1);
	assert_null(strstr(e.msg, "s3cret"));
	conf_free(c);
}

static void test_conf_many(void **state)
{
	AUTO_FREE char *all = xstrdup("");
	AUTO_ERR e = ERR_INIT;
	struct conf *c;
	const char *uri;

	(void)state;
	for (int i = 0; i < 12; i++) {
		char *more = xasprintf("%s[host h%d]\nuri=hyperv://h\n", all, i);

		free(all);
		all = more;
	}
	c = load(all);
	assert_int_equal(conf_alias(c, "x", &uri, &e), -1);
	assert_non_null(strstr(e.hint, "h0, h1, "));
	assert_non_null(strstr(e.hint, "h9, ..."));
	assert_null(strstr(e.hint, "h10"));
	conf_free(c);
}

static void test_conf_none(void **state)
{
	AUTO_ERR e = ERR_INIT;
	struct conf *c = NULL;
	const char *uri;

	(void)state;
	assert_int_equal(conf_load(&c, &e), 0);
	assert_null(conf_default_uri(c));
	assert_int_equal(conf_alias(c, "lab1", &uri, &e), -1);
	assert_int_equal(e.kind, ERR_USAGE);
	assert_non_null(strstr(e.hint, "/" CONF));
	assert_non_null(strstr(e.hint, "[host NAME]"));
	conf_free(c);
}

static void test_conf_pools(void **state)
{
	AUTO_ERR e = ERR_INIT;
	struct conf *c = NULL;
	const char *name, *path;

	(void)state;
	free(scratch_write(CONF, "default_uri = hyperv://a\n[pool isos]\n"
		      "path = D:\\ISO images\n[host a]\nuri=hyperv://a\n"
		      "[pool vms]\npath=E:\\\n", 0600));
	assert_int_equal(conf_load(&c, &e), 0);
	assert_true(conf_pool(c, 0, &name, &path));
	assert_string_equal(name, "isos");
	assert_string_equal(path, "D:\\ISO images");
	assert_true(conf_pool(c, 1, &name, &path));
	assert_string_equal(name, "vms");
	assert_string_equal(path, "E:\\");
	assert_false(conf_pool(c, 2, &name, &path));
	assert_int_equal(conf_alias(c, "isos", &name, &e), -1);
	conf_free(c);
}

static void test_conf_bad(void **state)
{
	static const struct { const char *text, *want; } cases[] = {
		{ "default_url=hyperv://a\n", ":1: unknown key 'default_url'" },
		{ "uri=hyperv://a\n", ":1: unknown key 'uri'" },
		{ "\n[DEFAULT]\n", ":2: unknown section [DEFAULT]" },
		{ "[hosts a]\nuri=hyperv://a\n", ":1: unknown section" },
		{ "[host]\nuri=hyperv://a\n", ":1: unknown section [host]" },
		{ "[host ]\nuri=hyperv://a\n", ":1: unknown section [host]" },
		{ "[hosta]\nuri=hyperv://a\n", ":1: unknown section" },
		{ "[host a]\nurl=hyperv://a\n", "has no uri" },
		{ "[host a]\nuri=x\nuser=b\n", ":3: unknown key 'user'" },
		{ "[host a]\nuri=\n", ":2: 'uri' is empty" },
		{ "[pool a]\nuri=x\n", ":1: [pool a] has no path" },
		{ "[pool a]\npath=D:\\a\nuri=x\n", ":3: unknown key 'uri'" },
		{ "[pool a]\npath=x\n[pool  a]\npath=y\n",
		  ":3: pool 'a' is in line 1 already" },
		{ "default_uri=\n", ":1: 'default_uri' is empty" },
		{ "[host a://b]\nuri=hyperv://a\n", ":1: " },
		{ "[host a]\nuri=x\n[host  a]\nuri=y\n",
		  ":3: host 'a' is in line 1" },
		{ "[host a]\nuri=x\nuri=y\n", ":3: this key is in line 2" },
		{ "[host a]\nnonsense\n", ":2: " },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		AUTO_FREE char *path = scratch_write(CONF, cases[i].text, 0600);
		AUTO_FREE char *want = xasprintf("%s%s", path, cases[i].want);
		AUTO_ERR e = ERR_INIT;
		struct conf *c = NULL;

		if (conf_load(&c, &e) == 0)
			fail_msg("taken: %s", cases[i].text);
		assert_null(c);
		assert_int_equal(e.kind, ERR_USAGE);
		if (!strstr(e.msg, *cases[i].want == ':' ? want : cases[i].want))
			fail_msg("%s: %s", cases[i].text, e.msg);
	}
}

static void test_path(void **state)
{
	static const struct { const char *xdg, *home, *want; } cases[] = {
		{ "/x", "/h", "/x/a" },
		{ "", "/h", "/h/.config/a" },
		{ "relative", "/h", "/h/.config/a" },
		{ NULL, "/h", "/h/.config/a" },
		{ "/x", NULL, "/x/a" },
		{ NULL, NULL, NULL },
		{ NULL, "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		AUTO_FREE char *got = NULL;

		unsetenv("XDG_CONFIG_HOME");
		unsetenv("HOME");
		if (cases[i].xdg)
			setenv("XDG_CONFIG_HOME", cases[i].xdg, 1);
		if (cases[i].home)
			setenv("HOME", cases[i].home, 1);
		got = conf_path("a");
		assert_int_equal(!got, !cases[i].want);
		if (got)
			assert_string_equal(got, cases[i].want);
	}
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, scratch_setup, \
						scratch_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_values),
		TEST(test_bad_lines),
		TEST(test_bad_files),
		TEST(test_conf),
		TEST(test_conf_many),
		TEST(test_conf_none),
		TEST(test_conf_pools),
		TEST(test_conf_bad),
		TEST(test_path),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
