/* test_err.c - base/err.h, and the small ones beside it: endpoint.h, intr.h,
 * trace.h */
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/endpoint.h"
#include "base/err.h"
#include "base/intr.h"
#include "base/mem.h"
#include "base/trace.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void test_set_wrap(void **state)
{
	AUTO_ERR e = ERR_INIT;

	(void)state;
	assert_int_equal(err_set(&e, ERR_AUTH, "%s refused '%s'", "hv7", "a"), -1);
	assert_int_equal(e.kind, ERR_AUTH);
	assert_int_equal(err_wrap(&e, "cannot %s", "list VMs"), -1);
	assert_string_equal(e.msg, "cannot list VMs: hv7 refused 'a'");
	assert_int_equal(e.kind, ERR_AUTH);
	assert_int_equal(err_wrap(&e, "100%%: '%s'", e.msg), -1);
	assert_string_equal(e.msg, "100%: 'cannot list VMs: hv7 refused 'a'': "
			    "cannot list VMs: hv7 refused 'a'");
	e.code = 7;
	err_hint(&e, "hint");
	assert_int_equal(err_append(&e, ", %d%s", 5, "%"), -1);
	assert_string_equal(e.msg, "100%: 'cannot list VMs: hv7 refused 'a'': "
			    "cannot list VMs: hv7 refused 'a', 5%");
	assert_string_equal(e.hint, "hint");
	assert_int_equal(e.code, 7);
	err_clear(&e);
	assert_int_equal(err_append(&e, "x"), -1);
	assert_null(e.msg);
}

static void test_replace(void **state)
{
	AUTO_ERR e = ERR_INIT;

	(void)state;
	err_set(&e, ERR_TLS, "old");
	e.code = 5;
	err_hint(&e, "old hint");
	err_set(&e, ERR_STATE, "new, was %s", e.msg);
	assert_int_equal(e.kind, ERR_STATE);
	assert_string_equal(e.msg, "new, was old");
	assert_int_equal(e.code, 0);
	assert_null(e.hint);
}

static void test_hint(void **state)
{
	AUTO_ERR e = ERR_INIT;

	(void)state;
	err_set(&e, ERR_TLS, "x");
	assert_int_equal(err_hint(&e, "first %d", 1), -1);
	assert_int_equal(err_hint(&e, "second"), -1);
	assert_string_equal(e.hint, "first 1");
	err_wrap(&e, "y");
	assert_string_equal(e.hint, "first 1");
}

static void test_nothing_set(void **state)
{
	AUTO_ERR e = ERR_INIT;

	(void)state;
	assert_int_equal(err_wrap(&e, "aim"), -1);
	assert_int_equal(err_hint(&e, "hint"), -1);
	assert_int_equal(e.kind, ERR_NONE);
	assert_null(e.msg);
	assert_null(e.hint);
	err_clear(&e);
}

static void test_move(void **state)
{
	AUTO_ERR from = ERR_INIT;
	AUTO_ERR to = ERR_INIT;

	(void)state;
	err_set(&to, ERR_STATE, "old");
	err_hint(&to, "old");
	err_set(&from, ERR_JOB, "new");
	from.code = 32768;
	assert_int_equal(err_move(&to, &from), -1);
	assert_int_equal(to.kind, ERR_JOB);
	assert_int_equal(to.code, 32768);
	assert_string_equal(to.msg, "new");
	assert_null(to.hint);
	assert_int_equal(from.kind, ERR_NONE);
	assert_null(from.msg);
	assert_int_equal(err_move(&to, &to), -1);
	assert_string_equal(to.msg, "new");
}

static void test_status(void **state)
{
	static const struct { enum err_kind kind; int want; } cases[] = {
		{ ERR_NONE, 0 }, { ERR_FAILED, 1 }, { ERR_PROTOCOL, 1 },
		{ ERR_STATE, 1 }, { ERR_JOB, 1 }, { ERR_USAGE, 2 },
		{ ERR_CONNECT, 3 }, { ERR_TLS, 3 }, { ERR_AUTH, 4 },
		{ ERR_DENIED, 4 }, { ERR_TIMEOUT, 5 }, { ERR_NOT_FOUND, 6 },
		{ ERR_INTERRUPTED, 130 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(err_status(cases[i].kind), cases[i].want);
}

static void test_endpoint(void **state)
{
	struct endpoint ep = {
		.host = xstrdup("hv7"), .port = 5986, .tls = true,
		.cacert = xstrdup("/ca"), .fingerprint = xstrdup("SHA256:00"),
		.unix_path = xstrdup("/run/x"), .user = xstrdup("u"),
		.password = xstrdup("p"), .timeout_s = 3,
	};

	(void)state;
	endpoint_clear(&ep);
	assert_null(ep.host);
	assert_null(ep.password);
	assert_int_equal(ep.port, 0);
	assert_false(ep.tls);
	endpoint_clear(&ep);
}

static void test_intr(void **state)
{
	struct sigaction sa;

	(void)state;
	intr_catch();
	assert_false(intr_pending());
	raise(SIGINT);
	assert_true(intr_pending());
	assert_true(intr_pending());
	assert_true(intr_lift());
	assert_false(intr_pending());
	assert_false(intr_lift());
	intr_restore(false);
	assert_false(intr_pending());
	intr_restore(true);
	assert_true(intr_pending());
	intr_reset();
	assert_false(intr_pending());
	sigaction(SIGINT, NULL, &sa);
	assert_int_equal(sa.sa_flags & SA_RESTART, 0);
	intr_default();
	sigaction(SIGINT, NULL, &sa);
	assert_true(sa.sa_handler == SIG_DFL);
}

/* What 'fd' holds from its beginning, at most size - 1 bytes. */
static void slurp(int fd, char *buf, size_t size)
{
	ssize_t n = pread(fd, buf, size - 1, 0);

	assert_true(n >= 0);
	buf[n] = '\0';
}

static void test_trace_stderr(void **state)
{
	FILE *file = tmpfile();
	int keep = dup(STDERR_FILENO);
	char got[512];

	(void)state;
	assert_non_null(file);
	assert_false(trace_on(TRACE_ERROR));
	trace_set_level(TRACE_NOTICE);
	dup2(fileno(file), STDERR_FILENO);
	assert_false(trace_on(TRACE_INFO));
	assert_true(trace_on(TRACE_NOTICE));
	trace(TRACE_INFO, "not shown");
	trace(TRACE_WARN, "%d\x1b[2J\tx\n", 42);
	trace_text(TRACE_ERROR, "> POST", "A: b\r\n\r\nbo\0dy", 13);
	dup2(keep, STDERR_FILENO);
	close(keep);
	trace_set_level(TRACE_OFF);
	slurp(fileno(file), got, sizeof got);
	fclose(file);
	assert_string_equal(got, "debug: 42\\x1b[2J\tx\n"
			    "debug: > POST\n"
			    "debug: A: b\n"
			    "debug: \n"
			    "debug: bo\\x00dy\n");
}

static void test_trace_file(void **state)
{
	char dir[] = "/tmp/test_err.XXXXXX";
	AUTO_FREE char *path = NULL;
	AUTO_ERR e = ERR_INIT;
	struct stat st;
	char got[512], want[64];
	int fd;

	(void)state;
	assert_non_null(mkdtemp(dir));
	path = xasprintf("%s/log", dir);
	assert_int_equal(trace_set_file(dir, &e), -1);
	assert_int_equal(e.kind, ERR_FAILED);
	assert_false(trace_on(TRACE_ERROR));
	assert_int_equal(trace_set_file(path, &e), 0);
	assert_true(trace_on(TRACE_WIRE));
	trace(TRACE_WIRE, "one");
	assert_int_equal(trace_set_file(NULL, &e), 0);
	trace(TRACE_WIRE, "lost");
	assert_int_equal(trace_set_file(path, &e), 0);
	trace(TRACE_WIRE, "two");
	assert_int_equal(trace_set_file(NULL, &e), 0);

	fd = open(path, O_RDONLY);
	assert_int_equal(fstat(fd, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	slurp(fd, got, sizeof got);
	close(fd);
	unlink(path);
	rmdir(dir);
	snprintf(want, sizeof want, "Z %ld one\n", (long)getpid());
	assert_int_equal(strlen("2000-01-01T00:00:00.000"),
			 strstr(got, want) - got);
	assert_int_equal(got[10], 'T');
	assert_non_null(strstr(got, " two\n"));
	assert_null(strstr(got, "lost"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_set_wrap),
		cmocka_unit_test(test_replace),
		cmocka_unit_test(test_hint),
		cmocka_unit_test(test_nothing_set),
		cmocka_unit_test(test_move),
		cmocka_unit_test(test_status),
		cmocka_unit_test(test_endpoint),
		cmocka_unit_test(test_intr),
		cmocka_unit_test(test_trace_stderr),
		cmocka_unit_test(test_trace_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
