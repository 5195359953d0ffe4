/* test_connection.c - config/connection.h: which URI counts, what is warned
 * of, and the private host of test:/// URIs (a small script in its place) */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>

#include "base/err.h"
#include "base/intr.h"
#include "config/connection.h"
#include "scratch.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define CONF ".config/hvsh/hvsh.conf"

static char *uri_of(const char *option)
{
	struct connect_options o = { .uri = option };
	AUTO_ERR e = ERR_INIT;
	char *uri = NULL;

	if (connection_uri(&o, &uri, &e) < 0) {
		assert_null(uri);
		assert_null(strstr(e.msg, "s3cret"));
		return xasprintf("%d %s; %s", (int)e.kind, e.msg,
				 e.hint ? e.hint : "");
	}
	return uri;
}

static void check_uri(const char *option, const char *want)
{
	AUTO_FREE char *got = uri_of(option);

	assert_string_equal(got, want);
}

static void check_error(const char *option, const char *want)
{
	AUTO_FREE char *got = uri_of(option);

	assert_int_equal(atoi(got), ERR_USAGE);
	if (!strstr(got, want))
		fail_msg("'%s' is not in: %s", want, got);
}

/* --- where the URI comes from ------------------------------------------------ */

static void test_order(void **state)
{
	(void)state;
	free(scratch_write(CONF, "default_uri=hyperv://conf\n"
			   "[host lab]\nuri=hyperv://alias:81/\n", 0600));
	check_uri(NULL, "hyperv://conf");
	setenv("LIBVIRT_DEFAULT_URI", "hyperv://libvirt/?transport=http", 1);
	check_uri(NULL, "hyperv://libvirt/?transport=http");
	setenv("VIRSH_DEFAULT_CONNECT_URI", "hyperv://virsh/", 1);
	check_uri(NULL, "hyperv://virsh/");
	setenv("HVSH_DEFAULT_URI", "hyperv://own/", 1);
	check_uri(NULL, "hyperv://own/");
	check_uri("hyperv://me@option/", "hyperv://me@option/");
	check_uri("lab", "hyperv://alias:81/");
	check_uri("test:///default", "test:///default");
	setenv("HVSH_DEFAULT_URI", "lab", 1);
	check_uri(NULL, "hyperv://alias:81/");
	setenv("HVSH_DEFAULT_URI", "", 1);
	check_uri(NULL, "hyperv://virsh/");
}

/* virsh's variables often name a host of another kind: no error, no host. */
static void test_others(void **state)
{
	static const char *const others[] = {
		"qemu:///system", "test:///default", "lab", "", "hyperv:/x",
		"hyperv+ssh://x/",
	};

	(void)state;
	free(scratch_write(CONF, "[host lab]\nuri=hyperv://alias/\n", 0600));
	for (size_t i = 0; i < COUNT(others); i++) {
		setenv("VIRSH_DEFAULT_CONNECT_URI", others[i], 1);
		setenv("LIBVIRT_DEFAULT_URI", others[i], 1);
		check_error(NULL, "no host is named");
		setenv("LIBVIRT_DEFAULT_URI", "hyperv://libvirt/", 1);
		check_uri(NULL, "hyperv://libvirt/");
	}
	setenv("HVSH_DEFAULT_URI", "qemu:///system", 1);
	check_error(NULL, "HVSH_DEFAULT_URI: unknown URI scheme 'qemu'");
}

static void test_none(void **state)
{
	(void)state;
	check_error(NULL, "hvsh -c hyperv://HOST");
	check_error(NULL, "hvsh -c test:///default");
	check_error(NULL, CONF);
	check_error("", "-c: the URI is empty");
	check_error("lab", "unknown host 'lab'");
	check_error("bob:s3cret@hv1", "-c: ");
}

static void test_conf(void **state)
{
	AUTO_FREE char *path = scratch_write(CONF, "default_uri=lab\n"
		"[host lab]\nuri=hyperv://lab/?bad=1\n"
		"[host twice]\nuri=lab\n", 0600);

	(void)state;
	check_error(NULL, path);
	check_error(NULL, "host 'lab'");
	check_error(NULL, "unknown parameter 'bad'");
	check_error("twice", "no URI");
	free(scratch_write(CONF, "default_uri=hyperv://a:s3cret@b/\n", 0600));
	check_error(NULL, path);
	free(scratch_write(CONF, "nonsense\n", 0600));
	check_error(NULL, ":1: ");
	check_error("lab", ":1: ");
	/* who names a host in full is not kept from it */
	check_uri("hyperv://hv1/", "hyperv://hv1/");
	setenv("HVSH_DEFAULT_URI", "hyperv://hv2/", 1);
	check_uri(NULL, "hyperv://hv2/");
}

/* --- a real host --------------------------------------------------------------- */

static struct connection *open_uri(const char *uri, char **said)
{
	struct connect_options o = { .uri = uri };
	struct connection *c = NULL;
	AUTO_ERR e = ERR_INIT;
	int result;

	scratch_catch_stderr();
	result = connection_open(&o, &c, &e);
	*said = scratch_stderr();
	if (result < 0)
		fail_msg("%s: %s", uri, e.msg);
	return c;
}

static void test_endpoint(void **state)
{
	AUTO_FREE char *said = NULL;
	struct connection *c;

	(void)state;
	setenv("HVSH_PASSWORD", "s3cret", 1);
	c = open_uri("hyperv://bob@[fe80::1%25eth0]:99/?cacert=%2fca.pem", &said);
	assert_string_equal(said, "");
	assert_string_equal(c->uri,
			    "hyperv://bob@[fe80::1%25eth0]:99/?cacert=%2fca.pem");
	assert_string_equal(c->ep.host, "fe80::1%eth0");
	assert_int_equal(c->ep.port, 99);
	assert_true(c->ep.tls);
	assert_false(c->ep.no_verify);
	assert_string_equal(c->ep.cacert, "/ca.pem");
	assert_null(c->ep.fingerprint);
	assert_null(c->ep.unix_path);
	assert_string_equal(c->ep.user, "bob");
	assert_string_equal(c->ep.password, "s3cret");
	assert_null(c->test);
	connection_close(c);
}

static void test_warnings(void **state)
{
	static const struct { const char *uri, *want; } cases[] = {
		{ "hyperv://hv1/", NULL },
		{ "hyperv://hv1/?no_verify=0", NULL },
		{ "hyperv://hv1/?no_verify=1", "not verified" },
		{ "hyperv://hv1/?transport=http", "plain HTTP" },
		{ "hyperv://127.0.0.1/?transport=http", "plain HTTP" },
	};

	(void)state;
	setenv("HVSH_PASSWORD", "s3cret", 1);
	for (size_t i = 0; i < COUNT(cases); i++) {
		for (int twice = 0; twice < 2; twice++) {
			AUTO_FREE char *said = NULL;
			struct connection *c = open_uri(cases[i].uri, &said);
			const char *line = strchr(said, '\n');

			connection_close(c);
			if (!cases[i].want) {
				assert_string_equal(said, "");
				continue;
			}
			assert_int_equal(strncmp(said, "warning: ", 9), 0);
			assert_non_null(strstr(said, cases[i].want));
			assert_null(strstr(said, "s3cret"));
			assert_string_equal(line, "\n");        /* just one */
		}
	}
}

static void test_no_credentials(void **state)
{
	struct connect_options o = { .uri = "hyperv://hv1/" };
	struct connection *c = NULL;
	AUTO_ERR e = ERR_INIT;

	(void)state;
	assert_int_equal(connection_open(&o, &c, &e), -1);
	assert_null(c);
	assert_int_equal(e.kind, ERR_AUTH);
	connection_close(NULL);
}

/* --- test:/// ------------------------------------------------------------------ */

/* Puts a script in hvsim's place; PATH has nothing but it and the system's. */
static void fake_hvsim(const char *body)
{
	AUTO_FREE char *text = xasprintf("#!/bin/sh\ncd %s\n%s\n", scratch_dir,
					 body);
	AUTO_FREE char *path = xasprintf("%s/bin:/usr/bin:/bin", scratch_dir);

	free(scratch_write("bin/hvsim", text, 0755));
	setenv("PATH", path, 1);
	setenv("XDG_RUNTIME_DIR", scratch_dir, 1);
}

static char *content(const char *name)
{
	AUTO_FREE char *path = scratch_path(name);
	char *text = xcalloc(1, 4096);
	int fd = open(path, O_RDONLY);

	if (fd >= 0 && read(fd, text, 4095) < 0)
		abort();
	if (fd >= 0)
		close(fd);
	return text;
}

#define GOOD_HVSIM \
	"echo $$ >pid; echo \"$*\" >args; echo \"$HVSIM_PASSWORD\" >pw\n" \
	"env >env; ps -o sid= -p $$ >sid\n" \
	"echo starting; : >$2; echo listening on $2\n" \
	"cat >/dev/null; echo end >ended"

static bool lives(pid_t pid)
{
	return kill(pid, 0) == 0;
}

static void test_default(void **state)
{
	AUTO_FREE char *said = NULL, *args = NULL, *want = NULL, *pw = NULL;
	AUTO_FREE char *pid = NULL, *env = NULL, *sid = NULL, *ended = NULL;
	AUTO_FREE char *dir = NULL;
	struct connection *c;
	struct stat st;

	(void)state;
	fake_hvsim(GOOD_HVSIM);
	setenv("HVSH_PASSWORD", "s3cret", 1);
	c = open_uri("test:///default", &said);
	assert_string_equal(said, "");
	assert_non_null(c->test);
	assert_string_equal(c->uri, "test:///default");
	assert_string_equal(c->ep.host, "localhost");
	assert_false(c->ep.tls);
	assert_string_equal(c->ep.user, "Administrator");
	assert_int_equal(strlen(c->ep.password), 32);
	assert_int_equal(strncmp(c->ep.unix_path, scratch_dir,
				 strlen(scratch_dir)), 0);
	dir = xstrndup(c->ep.unix_path,
		       (size_t)(strrchr(c->ep.unix_path, '/') - c->ep.unix_path));
	assert_int_equal(stat(dir, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);

	args = content("args");
	want = xasprintf("--socket %s --until-eof\n", c->ep.unix_path);
	assert_string_equal(args, want);
	pw = content("pw");
	assert_int_equal(strncmp(pw, c->ep.password, 32), 0);
	assert_null(getenv("HVSIM_PASSWORD"));
	env = content("env");
	assert_null(strstr(env, "s3cret"));
	pid = content("pid");
	sid = content("sid");           /* Ctrl-C here does not reach it */
	assert_int_equal(atoi(sid), atoi(pid));
	assert_true(lives(atoi(pid)));

	connection_close(c);
	assert_false(lives(atoi(pid)));
	ended = content("ended");
	assert_string_equal(ended, "end\n");
	assert_int_equal(stat(dir, &st), -1);
}

static void test_two(void **state)
{
	AUTO_FREE char *said = NULL, *more = NULL, *args = NULL;
	struct connection *one, *two;

	(void)state;
	fake_hvsim(GOOD_HVSIM);
	one = open_uri("test:///default", &said);
	two = open_uri("test:///tmp/a%20b.xml", &more);
	args = content("args");
	assert_non_null(strstr(args, "--state /tmp/a b.xml\n"));
	assert_string_not_equal(one->ep.unix_path, two->ep.unix_path);
	assert_string_not_equal(one->ep.password, two->ep.password);
	/* the first ends though the second was started while it ran */
	connection_close(one);
	connection_close(two);
}

/* Killed outright, hvsh does not leave it behind. */
static void test_killed(void **state)
{
	struct connect_options o = { .uri = "test:///default" };
	AUTO_FREE char *ended = NULL;
	pid_t pid;

	(void)state;
	fake_hvsim(GOOD_HVSIM);
	pid = fork();
	if (pid == 0) {
		AUTO_ERR e = ERR_INIT;
		struct connection *c;

		if (connection_open(&o, &c, &e) == 0)
			kill(getpid(), SIGKILL);
		_exit(1);
	}
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	for (int i = 0; i < 200; i++) {
		ended = content("ended");
		if (*ended)
			break;
		free(TAKE(ended));
		usleep(20000);
	}
	assert_non_null(ended);
	assert_string_equal(ended, "end\n");
}

static void check_no_start(const char *uri, enum err_kind kind, const char *want)
{
	struct connect_options o = { .uri = uri };
	struct connection *c = NULL;
	AUTO_FREE char *rm = xasprintf("/bin/ls -d '%s'/hvsh-?????? 2>/dev/null",
				       scratch_dir);
	AUTO_ERR e = ERR_INIT;

	assert_int_equal(connection_open(&o, &c, &e), -1);
	assert_null(c);
	assert_int_equal(e.kind, kind);
	if (!strstr(e.msg, want))
		fail_msg("'%s' is not in: %s", want, e.msg);
	assert_true(kind == ERR_INTERRUPTED || e.hint);
	assert_int_not_equal(system(rm), 0);            /* nothing is left */
}

static void test_no_start(void **state)
{
	AUTO_FREE char *nowhere = scratch_path("nowhere");

	(void)state;
	fake_hvsim("exit 3");
	check_no_start("test:///default", ERR_CONNECT, "status 3");
	fake_hvsim("echo ready; exit 0");
	check_no_start("test:///default", ERR_CONNECT, "status 0");
	fake_hvsim("kill -9 $$");
	check_no_start("test:///default", ERR_CONNECT, "signal 9");
	setenv("PATH", nowhere, 1);
	check_no_start("test:///default", ERR_CONNECT, "No such file");
}

static void test_interrupted(void **state)
{
	AUTO_FREE char *text = xasprintf("kill -INT %d; exec sleep 5",
					 (int)getpid());

	(void)state;
	fake_hvsim(text);
	intr_catch();
	check_no_start("test:///default", ERR_INTERRUPTED, "interrupted");
	intr_reset();
	intr_default();
}

/* A folder whose name leaves no room for a socket is passed over. */
static void test_long_dir(void **state)
{
	AUTO_FREE char *said = NULL;
	AUTO_FREE char *deep = xasprintf("%s/%0100d", scratch_dir, 0);
	struct connection *c;

	(void)state;
	fake_hvsim(GOOD_HVSIM);
	assert_int_equal(mkdir(deep, 0700), 0);
	setenv("XDG_RUNTIME_DIR", deep, 1);
	unsetenv("TMPDIR");
	c = open_uri("test:///default", &said);
	assert_int_equal(strncmp(c->ep.unix_path, "/tmp/hvsh-", 10), 0);
	assert_true(strlen(c->ep.unix_path) < 108);
	connection_close(c);
}

static int setup(void **state)
{
	int result = scratch_setup(state);

	setenv("PATH", "/usr/bin:/bin", 1);
	return result;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, scratch_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_order),
		TEST(test_others),
		TEST(test_none),
		TEST(test_conf),
		TEST(test_endpoint),
		TEST(test_warnings),
		TEST(test_no_credentials),
		TEST(test_default),
		TEST(test_two),
		TEST(test_killed),
		TEST(test_no_start),
		TEST(test_interrupted),
		TEST(test_long_dir),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
