/* test_cred.c - config/cred.h: user and password from every source, and no
 * secret in what is said about it */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "config/cred.h"
#include "scratch.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Runs cred_find; user and password as "user password", or the error's kind
 * as a number and its text. */
static char *find(const struct cred_wanted *w)
{
	AUTO_FREE char *user = NULL;
	AUTO_SECRET char *password = NULL;
	AUTO_ERR e = ERR_INIT;

	if (cred_find(w, &user, &password, &e) < 0) {
		assert_null(user);
		assert_null(password);
		assert_null(strstr(e.msg, "s3cret"));
		assert_true(!e.hint || !strstr(e.hint, "s3cret"));
		return xasprintf("%d %s%s%s", (int)e.kind, e.msg,
				 e.hint ? "; " : "", e.hint ? e.hint : "");
	}
	return xasprintf("%s %s", user, password);
}

static void check(const struct cred_wanted *w, const char *want)
{
	AUTO_FREE char *got = find(w);

	assert_string_equal(got, want);
}

static void check_fails(const struct cred_wanted *w, enum err_kind kind,
			const char *want)
{
	AUTO_FREE char *got = find(w);

	assert_int_equal(atoi(got), kind);
	if (!strstr(got, want))
		fail_msg("'%s' is not in: %s", want, got);
}

static void auth_file(const char *name, const char *host, const char *user,
		      const char *password)
{
	AUTO_FREE char *text = xasprintf("[credentials-x]\n%s%s\n%s%s\n"
		"[auth-hyperv-%s]\ncredentials=x\n",
		user ? "username=" : "", user ? user : "",
		password ? "password=" : "", password ? password : "", host);

	free(scratch_write(name, text, 0600));
}

#define OWN ".config/libvirt/auth.conf"

/* --- the order of the sources --------------------------------------------- */

static void test_order(void **state)
{
	struct cred_wanted w = { .host = "hv1" };
	AUTO_FREE char *file = scratch_write("pw", "from-file\n", 0600);

	(void)state;
	auth_file(OWN, "hv1", "auth", "from-auth");
	check(&w, "auth from-auth");
	w.password_command = "echo from-command";
	check(&w, "auth from-command");
	w.password_command = NULL;
	w.password_file = file;
	check(&w, "auth from-file");
	setenv("HVSH_PASSWORD", "from-env", 1);
	check(&w, "auth from-env");
	setenv("HVSH_USERNAME", "env", 1);
	check(&w, "env from-env");
	w.user = "uri";
	check(&w, "uri from-env");
	setenv("HVSH_PASSWORD", "", 1);
	check(&w, "uri from-file");
	w.user = NULL;
	setenv("HVSH_USERNAME", "", 1);
	check(&w, "auth from-file");
}

static void test_default_user(void **state)
{
	struct cred_wanted w = { .host = "hv1" };

	(void)state;
	setenv("HVSH_PASSWORD", "pw", 1);
	check(&w, "Administrator pw");
	unsetenv("HVSH_PASSWORD");
	w.password_command = "echo cmd";
	check(&w, "Administrator cmd");
	w.password_command = NULL;
	auth_file(OWN, "hv1", NULL, "auth");
	check(&w, "Administrator auth");
}

static void test_nothing(void **state)
{
	struct cred_wanted w = { .host = "hv1" };
	static const char *const ways[] = {
		"HVSH_USERNAME", "HVSH_PASSWORD", "--password-file",
		"--password-command", "[auth-hyperv-hv1]", "auth.conf", "terminal",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(ways); i++)
		check_fails(&w, ERR_AUTH, ways[i]);
	w.user = "bob";
	check_fails(&w, ERR_AUTH, "no password for user 'bob' on hv1");
	setenv("HVSH_USERNAME", "bob:s3cret", 1);
	w.user = NULL;
	check_fails(&w, ERR_USAGE, "HVSH_USERNAME");
}

/* --- a file, a command ---------------------------------------------------- */

static void test_file(void **state)
{
	static const struct { const char *text, *want; } good[] = {
		{ "pw\n", "Administrator pw" },
		{ "pw", "Administrator pw" },
		{ "pw\r\nrest\n", "Administrator pw" },
		{ " p w \nrest\n", "Administrator  p w " },
		{ "p\rw\n", "Administrator p\rw" },
		{ "\"#;=\xc3\xa4\n", "Administrator \"#;=\xc3\xa4" },
	};
	struct cred_wanted w = { .host = "hv1" };

	(void)state;
	for (size_t i = 0; i < COUNT(good); i++) {
		AUTO_FREE char *path = scratch_write("pw", good[i].text, 0600);

		w.password_file = path;
		check(&w, good[i].want);
	}
}

static void test_file_bad(void **state)
{
	AUTO_FREE char *none = scratch_path("none");
	AUTO_FREE char *empty = scratch_write("empty", "", 0600);
	AUTO_FREE char *blank = scratch_write("blank", "\ns3cret\n", 0600);
	AUTO_FREE char *cr = scratch_write("cr", "\r\ns3cret\n", 0600);
	AUTO_FREE char *nul = scratch_writen("nul", "s3cret\0x\n", 9, 0600);
	AUTO_FREE char *fill = xcalloc(CRED_MAX + 2, 1);
	AUTO_FREE char *big = NULL;
	struct cred_wanted w = { .host = "hv1" };

	(void)state;
	memset(fill, 'x', CRED_MAX + 1);
	big = scratch_write("big", fill, 0600);
	w.password_file = none;
	check_fails(&w, ERR_USAGE, "No such file");
	w.password_file = scratch_dir;
	check_fails(&w, ERR_USAGE, "directory");
	w.password_file = empty;
	check_fails(&w, ERR_USAGE, "nothing in its first line");
	w.password_file = blank;
	check_fails(&w, ERR_USAGE, "nothing in its first line");
	w.password_file = cr;
	check_fails(&w, ERR_USAGE, "nothing in its first line");
	w.password_file = nul;
	check_fails(&w, ERR_USAGE, "no text");
	w.password_file = big;
	check_fails(&w, ERR_USAGE, "larger than 4096");
	w.password_command = "echo x";
	check_fails(&w, ERR_USAGE, "exclude each other");
}

static void test_command(void **state)
{
	static const struct { const char *command, *want; } good[] = {
		{ "echo pw", "Administrator pw" },
		{ "printf pw", "Administrator pw" },
		{ "echo pw; echo rest", "Administrator pw" },
		{ "printf 'pw\\r\\nrest'", "Administrator pw" },
		{ "test -z \"$(cat)\" && echo pw", "Administrator pw" },
	};
	struct cred_wanted w = { .host = "hv1" };

	(void)state;
	for (size_t i = 0; i < COUNT(good); i++) {
		w.password_command = good[i].command;
		check(&w, good[i].want);
	}
}

static void test_command_bad(void **state)
{
	static const struct { const char *command, *want; } bad[] = {
		{ "echo s3cret; exit 7", "status 7" },
		{ "no-such-program-s3cret 2>/dev/null", "status 127" },
		{ "kill -9 $$", "signal 9" },
		{ ":", "nothing" },
		{ "echo; echo s3cret", "nothing" },
		{ "printf 's3cret\\0x'", "NUL" },
		{ "head -c 5000 /dev/zero | tr '\\0' s", "4096" },
		{ "yes s3cret", "File too large" },
	};
	struct cred_wanted w = { .host = "hv1" };

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		w.password_command = bad[i].command;
		check_fails(&w, ERR_AUTH, bad[i].want);
	}
}

static void test_command_stderr(void **state)
{
	struct cred_wanted w = {
		.host = "hv1", .password_command = "echo told >&2; echo pw",
	};
	AUTO_FREE char *said = NULL;

	(void)state;
	scratch_catch_stderr();
	check(&w, "Administrator pw");
	said = scratch_stderr();
	assert_string_equal(said, "told\n");
}

/* --- auth files ------------------------------------------------------------ */

static void test_auth_lookup(void **state)
{
	static const char text[] =
		"# libvirt's own example, more or less\n"
		"[credentials-test]\nusername=fred\npassword=123456\n"
		"[credentials-prod]\nusername=bar\npassword= \"4 #5;6\" \n"
		"[credentials-pw]\npassword=only\n"
		"[auth-libvirt-hv1]\ncredentials=test\n"
		"[auth-hyperv-hv1]\ncredentials=prod\n"
		"[auth-hyperv-Hv2.Example]\ncredentials=test\n"
		"[auth-hyperv-fe80::1%eth0]\ncredentials=pw\n"
		"[auth-hyperv-default]\ncredentials=test\n";
	static const struct {
		const char *host, *user, *want;
	} cases[] = {
		{ "hv1", NULL, "bar  \"4 #5;6\" " },
		{ "HV1", NULL, "bar  \"4 #5;6\" " },
		{ "hv1", "BAR", "BAR  \"4 #5;6\" " },
		{ "hv2.example", NULL, "fred 123456" },
		{ "fe80::1%eth0", NULL, "Administrator only" },
		{ "fe80::1%eth0", "me", "me only" },
		{ "other", NULL, "fred 123456" },
		{ "other", "fred", "fred 123456" },
	};
	AUTO_FREE char *path = scratch_write(OWN, text, 0600);

	(void)state;
	(void)path;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct cred_wanted w = {
			.host = cases[i].host, .user = cases[i].user,
		};

		check(&w, cases[i].want);
	}
	/* another user's password is not tried, it would only lock an account */
	check_fails(&(struct cred_wanted){ .host = "hv1", .user = "bob" },
		    ERR_AUTH, "no password for user 'bob'");
	setenv("HVSH_USERNAME", "bob", 1);
	check_fails(&(struct cred_wanted){ .host = "hv1" }, ERR_AUTH,
		    "no password for user 'bob'");
}

static void test_auth_user_only(void **state)
{
	struct cred_wanted w = { .host = "hv1" };

	(void)state;
	auth_file(OWN, "hv1", "fred", NULL);
	check_fails(&w, ERR_AUTH, "no password for user 'fred'");
	setenv("HVSH_PASSWORD", "pw", 1);
	check(&w, "fred pw");
}

static void test_auth_order(void **state)
{
	AUTO_FREE char *one = scratch_path("one");
	AUTO_FREE char *two = scratch_path("two");
	AUTO_FREE char *xdg = scratch_path("xdg");
	struct cred_wanted w = { .host = "hv1" };

	(void)state;
	auth_file("one", "hv1", "one", "1");
	auth_file("two", "hv1", "two", "2");
	auth_file("xdg/libvirt/auth.conf", "hv1", "xdg", "3");
	auth_file(OWN, "hv1", "own", "4");
	check(&w, "own 4");
	setenv("XDG_CONFIG_HOME", xdg, 1);
	check(&w, "xdg 3");
	setenv("LIBVIRT_AUTH_FILE", two, 1);
	check(&w, "two 2");
	setenv("HVSH_AUTH_FILE", one, 1);
	check(&w, "one 1");
	/* without an entry for this host the next file has its turn */
	auth_file("one", "hv2", "one", "1");
	check(&w, "two 2");
	setenv("LIBVIRT_AUTH_FILE", "", 1);
	check(&w, "xdg 3");
	w.user = "two";
	setenv("LIBVIRT_AUTH_FILE", two, 1);
	auth_file("one", "hv1", "one", "1");
	check(&w, "two 2");
}

static void test_auth_bad(void **state)
{
	static const struct { const char *text, *want; } cases[] = {
		{ "[auth-hyperv-hv1]\n", "[auth-hyperv-hv1] has no credentials" },
		{ "[auth-hyperv-hv1]\ncredentials=x\n", "[credentials-x]" },
		{ "[auth-hyperv-default]\ncredentials=x\n", "[credentials-x]" },
		{ "s3cret\n", ":1: " },
		{ "[credentials-x]\npassword=s3cret\npassword=s3cret\n", ":3: " },
		{ "[credentials-x]\n[credentials-x]\n", ":2: " },
	};
	struct cred_wanted w = { .host = "hv1" };

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		AUTO_FREE char *path = scratch_write(OWN, cases[i].text, 0600);

		check_fails(&w, ERR_USAGE, cases[i].want);
		check_fails(&w, ERR_USAGE, path);
	}
}

static void test_auth_missing(void **state)
{
	AUTO_FREE char *none = scratch_path("none");
	struct cred_wanted w = { .host = "hv1" };

	(void)state;
	auth_file(OWN, "hv1", "own", "4");
	setenv("LIBVIRT_AUTH_FILE", none, 1);
	check_fails(&w, ERR_USAGE, "No such file");
	check_fails(&w, ERR_USAGE, none);
	setenv("LIBVIRT_AUTH_FILE", "/dev/null", 1);
	check(&w, "own 4");
	setenv("HVSH_AUTH_FILE", none, 1);
	check_fails(&w, ERR_USAGE, none);
	/* not needed, not looked at */
	setenv("HVSH_PASSWORD", "pw", 1);
	w.user = "me";
	check(&w, "me pw");
}

/* --- who else can read it --------------------------------------------------- */

static char *warnings(const struct cred_wanted *w, const char *want)
{
	scratch_catch_stderr();
	check(w, want);
	return scratch_stderr();
}

static void test_exposed(void **state)
{
	static const struct { mode_t mode; int warned; } cases[] = {
		{ 0600, 0 }, { 0400, 0 }, { 0640, 1 }, { 0604, 1 }, { 0644, 1 },
		{ 0622, 0 },
	};
	struct cred_wanted by_file = { .host = "hv1" };
	struct cred_wanted by_auth = { .host = "hv1" };
	AUTO_FREE char *pw = scratch_path("pw");
	AUTO_FREE char *own = scratch_path(OWN);

	(void)state;
	by_file.password_file = pw;
	for (size_t i = 0; i < COUNT(cases); i++) {
		AUTO_FREE char *one = NULL;
		AUTO_FREE char *two = NULL;

		free(scratch_write("pw", "s3cret\n", cases[i].mode));
		auth_file(OWN, "hv1", "a", "s3cret");
		chmod(own, cases[i].mode);
		one = warnings(&by_auth, "a s3cret");
		two = warnings(&by_file, "a s3cret");
		assert_int_equal(strncmp(one, "warning: ", 9) == 0,
				 cases[i].warned);
		assert_int_equal(!strstr(one, own), !cases[i].warned);
		assert_int_equal(!strstr(two, pw), !cases[i].warned);
		assert_null(strstr(one, "s3cret"));
		assert_null(strstr(two, "s3cret"));
	}
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, scratch_setup, \
						scratch_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_order),
		TEST(test_default_user),
		TEST(test_nothing),
		TEST(test_file),
		TEST(test_file_bad),
		TEST(test_command),
		TEST(test_command_bad),
		TEST(test_command_stderr),
		TEST(test_auth_lookup),
		TEST(test_auth_user_only),
		TEST(test_auth_order),
		TEST(test_auth_bad),
		TEST(test_auth_missing),
		TEST(test_exposed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
