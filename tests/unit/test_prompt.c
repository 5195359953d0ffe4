/* test_prompt.c - config/prompt.h and its use by config/cred.h, on a terminal
 * of its own */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <termios.h>
#include <utmp.h>

#include "base/err.h"
#include "base/intr.h"
#include "config/cred.h"
#include "config/prompt.h"
#include "scratch.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define WAIT_MS 10000

/* A child on a terminal, what it showed there, and what it found. */
struct session {
	pid_t pid;
	int tty;                /* our end of its terminal */
	int slave;              /* its end too: its modes outlive the child */
	int result;             /* a pipe: "user password" or "kind message" */
	char shown[4096];
	size_t len;
};

static void child(const struct cred_wanted *w, int out)
{
	AUTO_FREE char *user = NULL;
	AUTO_SECRET char *password = NULL;
	AUTO_ERR e = ERR_INIT;

	if (cred_find(w, &user, &password, &e) < 0)
		dprintf(out, "%d %s", (int)e.kind, e.msg);
	else
		dprintf(out, "%s %s", user, password);
}

static void begin(struct session *s, const struct cred_wanted *w, bool catch)
{
	int fds[2];

	memset(s, 0, sizeof *s);
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(openpty(&s->tty, &s->slave, NULL, NULL, NULL), 0);
	s->pid = fork();
	assert_true(s->pid >= 0);
	if (s->pid == 0) {
		signal(SIGINT, SIG_DFL);
		if (catch)
			intr_catch();
		close(s->tty);
		login_tty(s->slave);
		child(w, fds[1]);
		_exit(0);
	}
	close(fds[1]);
	s->result = fds[0];
}

/* Waits until the terminal has shown 'text' since the last such wait. */
static void expect(struct session *s, const char *text)
{
	struct pollfd p = { .fd = s->tty, .events = POLLIN };

	while (!strstr(s->shown, text)) {
		ssize_t n = -1;

		if (poll(&p, 1, WAIT_MS) == 1)
			n = read(s->tty, s->shown + s->len,
				 sizeof s->shown - 1 - s->len);
		if (n <= 0)
			fail_msg("'%s' did not come; shown: %s", text, s->shown);
		s->len += (size_t)n;
	}
}

static void forget(struct session *s)
{
	memset(s->shown, 0, sizeof s->shown);
	s->len = 0;
}

static void send_text(struct session *s, const char *text)
{
	assert_int_equal(write(s->tty, text, strlen(text)), strlen(text));
}

/* Its exit status, -SIGNAL; what it found in 'found'. */
static int finish(struct session *s, char found[256])
{
	struct pollfd p = { .fd = s->tty, .events = POLLIN };
	struct termios modes;
	ssize_t n = read(s->result, found, 255);
	int status;

	assert_true(n >= 0);
	found[n] = '\0';
	assert_int_equal(waitpid(s->pid, &status, 0), s->pid);
	assert_int_equal(tcgetattr(s->slave, &modes), 0);
	assert_true(modes.c_lflag & ECHO);
	while (poll(&p, 1, 0) == 1 && p.revents & POLLIN &&
	       (n = read(s->tty, s->shown + s->len,
			 sizeof s->shown - 1 - s->len)) > 0)
		s->len += (size_t)n;
	close(s->tty);
	close(s->slave);
	close(s->result);
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

#define ASK_USER "Enter username for hv1 [administrator]: "

static const struct cred_wanted may_ask = { .host = "hv1", .may_ask = true };

static void test_both(void **state)
{
	struct session s;
	char found[256];

	(void)state;
	begin(&s, &may_ask, false);
	expect(&s, ASK_USER);
	send_text(&s, "bob\n");
	expect(&s, "Enter bob's password for hv1: ");
	send_text(&s, "s3cret pw\n");
	assert_int_equal(finish(&s, found), 0);
	assert_string_equal(found, "bob s3cret pw");
	assert_null(strstr(s.shown, "s3cret"));
	/* one question after the other, each in its own line */
	assert_string_equal(s.shown, ASK_USER "bob\r\n"
			    "Enter bob's password for hv1: \r\n");
}

static void test_default_user(void **state)
{
	struct session s;
	char found[256];

	(void)state;
	begin(&s, &may_ask, false);
	expect(&s, ASK_USER);
	send_text(&s, "\n");
	expect(&s, "Enter administrator's password for hv1: ");
	send_text(&s, "x\n");
	assert_int_equal(finish(&s, found), 0);
	assert_string_equal(found, "administrator x");
}

static void test_password_only(void **state)
{
	struct cred_wanted w = may_ask;
	struct session s;
	char found[256];

	(void)state;
	w.user = "LAB\\bob";
	begin(&s, &w, false);
	expect(&s, "Enter LAB\\bob's password for hv1: ");
	assert_null(strstr(s.shown, "username"));
	send_text(&s, "\xc3\xa4\n");
	assert_int_equal(finish(&s, found), 0);
	assert_string_equal(found, "LAB\\bob \xc3\xa4");
}

static void test_user_only(void **state)
{
	struct session s;
	char found[256];

	(void)state;
	setenv("HVSH_PASSWORD", "pw", 1);
	begin(&s, &may_ask, false);
	expect(&s, ASK_USER);
	send_text(&s, "bob\n");
	assert_int_equal(finish(&s, found), 0);
	assert_string_equal(found, "bob pw");
	assert_null(strstr(s.shown, "password"));
}

/* A name that would write on the terminal does not. */
static void test_escaped(void **state)
{
	struct cred_wanted w = may_ask;
	struct session s;
	char found[256];

	(void)state;
	w.user = "a\x1b[31mb";
	begin(&s, &w, false);
	expect(&s, "Enter a\\x1b[31mb's password");
	send_text(&s, "x\n");
	assert_int_equal(finish(&s, found), 0);
}

static void test_end_of_input(void **state)
{
	struct session s;
	char found[256];

	(void)state;
	begin(&s, &may_ask, false);
	expect(&s, ASK_USER);
	send_text(&s, "\x04");
	assert_int_equal(finish(&s, found), 0);
	assert_int_equal(atoi(found), ERR_AUTH);
	assert_non_null(strstr(found, "no answer"));
}

static void test_too_long(void **state)
{
	struct cred_wanted w = may_ask;
	char line[PROMPT_MAX + 2];
	struct session s;
	char found[256];

	(void)state;
	w.user = "bob";
	memset(line, 's', sizeof line);
	line[PROMPT_MAX] = '\n';
	line[PROMPT_MAX + 1] = '\0';
	begin(&s, &w, false);
	expect(&s, "password for hv1: ");
	send_text(&s, line);
	assert_int_equal(finish(&s, found), 0);
	assert_int_equal(atoi(found), ERR_AUTH);
	assert_non_null(strstr(found, "longer"));
	assert_null(strstr(found, "sss"));
}

/* Ctrl-C where hvsh catches it ends the command, else the program; the
 * terminal echoes again after both (finish). */
static void test_interrupt(void **state)
{
	struct cred_wanted w = may_ask;
	struct session s;
	char found[256];

	(void)state;
	w.user = "bob";
	begin(&s, &w, true);
	expect(&s, "password for hv1: ");
	send_text(&s, "s3cret\x03");
	assert_int_equal(finish(&s, found), 0);
	assert_int_equal(atoi(found), ERR_INTERRUPTED);
	begin(&s, &w, false);
	expect(&s, "password for hv1: ");
	send_text(&s, "s3cret\x03");
	assert_int_equal(finish(&s, found), -SIGINT);
	assert_string_equal(found, "");
}

static void test_terminate(void **state)
{
	static const int signals[] = { SIGTERM, SIGHUP, SIGQUIT };
	struct cred_wanted w = may_ask;

	(void)state;
	w.user = "bob";
	for (size_t i = 0; i < COUNT(signals); i++) {
		struct session s;
		char found[256];

		begin(&s, &w, false);
		expect(&s, "password for hv1: ");
		kill(s.pid, signals[i]);
		assert_int_equal(finish(&s, found), -signals[i]);
	}
}

/* After a stop the question comes again (an orphan's stop ends at once). */
static void test_stop(void **state)
{
	struct cred_wanted w = may_ask;
	struct session s;
	char found[256];

	(void)state;
	w.user = "bob";
	begin(&s, &w, false);
	expect(&s, "password for hv1: ");
	forget(&s);
	send_text(&s, "typed\x1a");
	expect(&s, "password for hv1: ");
	send_text(&s, "pw\n");
	assert_int_equal(finish(&s, found), 0);
	assert_string_equal(found, "bob pw");
}

/* Neither asked where it must not be, nor where there is no terminal. */
static void test_not_asked(void **state)
{
	struct cred_wanted w = { .host = "hv1" };
	AUTO_ERR e = ERR_INIT;
	struct session s;
	char found[256], *answer = NULL;
	int status;
	pid_t pid;

	(void)state;
	begin(&s, &w, false);
	assert_int_equal(finish(&s, found), 0);
	assert_int_equal(atoi(found), ERR_AUTH);
	assert_string_equal(s.shown, "");
	pid = fork();
	if (pid == 0) {
		setsid();
		_exit(prompt_possible() ||
		      prompt_line("?", &answer, &e) == 0 ||
		      e.kind != ERR_AUTH);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, scratch_setup, \
						scratch_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_both),
		TEST(test_default_user),
		TEST(test_password_only),
		TEST(test_user_only),
		TEST(test_escaped),
		TEST(test_end_of_input),
		TEST(test_too_long),
		TEST(test_interrupt),
		TEST(test_terminate),
		TEST(test_stop),
		TEST(test_not_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
