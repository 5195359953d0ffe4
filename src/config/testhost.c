/* config/testhost.c - the private simulated host behind test:/// URIs */
#include "config/testhost.h"

#include "base/endpoint.h"
#include "base/err.h"
#include "base/intr.h"
#include "base/mem.h"
#include "base/vec.h"
#include "config/uri.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/random.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

#define START_MS 10000
#define END_MS 5000             /* after the end of its input: it may save */
#define TERM_MS 1000
#define LINE_MAX_LEN 4096       /* what it may print before it listens */
#define PASSWORD_BYTES 16
#define READY "listening"

struct testhost {
	pid_t pid;              /* 0: not running */
	bool ready;             /* it listened; what it was told is its to save */
	int stdin_fd;           /* its end is the host's end */
	int stdout_fd;          /* kept, so that it can print */
	char *dir;
	char *socket;
	char *program;
	char *password;
};

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* --- the folder of the socket -------------------------------------------- */

/* Where there is room for "/hvsh-XXXXXX/s" in a socket's address. */
static bool make_dir(struct testhost *t, const char *parent)
{
	AUTO_FREE char *dir = NULL;

	if (!parent || *parent != '/')
		return false;
	dir = xasprintf("%s/hvsh-XXXXXX", parent);
	if (strlen(dir) + strlen("/s") >= sizeof ((struct sockaddr_un *)0)->sun_path)
		return false;
	if (!mkdtemp(dir))              /* mode 0700 */
		return false;
	t->socket = xasprintf("%s/s", dir);
	t->dir = TAKE(dir);
	return true;
}

static int choose_dir(struct testhost *t, struct err *e)
{
	if (make_dir(t, getenv("XDG_RUNTIME_DIR")) ||
	    make_dir(t, getenv("TMPDIR")) || make_dir(t, "/tmp"))
		return 0;
	return err_set(e, ERR_CONNECT, "cannot make a folder for the simulated "
		       "host's socket in XDG_RUNTIME_DIR, TMPDIR or /tmp: %s",
		       strerror(errno));
}

static int make_password(struct testhost *t, struct err *e)
{
	unsigned char bytes[PASSWORD_BYTES];
	char *hex;

	if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes)
		return err_set(e, ERR_FAILED, "no random numbers: %s",
			       strerror(errno));
	hex = xcalloc(2 * sizeof bytes + 1, 1);
	for (size_t i = 0; i < sizeof bytes; i++) {
		hex[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
		hex[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
	}
	explicit_bzero(bytes, sizeof bytes);
	t->password = hex;
	return 0;
}

/* --- the start ----------------------------------------------------------- */

/* The one that was built or installed with this hvsh, else one in PATH. */
static char *find_program(void)
{
	char self[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	AUTO_FREE char *beside = NULL;
	char *slash;

	if (n > 0) {
		self[n] = '\0';
		slash = strrchr(self, '/');
		if (slash)
			beside = xasprintf("%.*s/hvsim", (int)(slash - self), self);
	}
	if (beside && access(beside, X_OK) == 0)
		return TAKE(beside);
	return xstrdup("hvsim");
}

static bool is_password(const char *variable)
{
	static const char *const names[] = {
		"HVSIM_PASSWORD=", "HVSH_PASSWORD=",
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strncmp(variable, names[i], strlen(names[i])) == 0)
			return true;
	}
	return false;
}

static int spawn(struct testhost *t, char *const argv[], char *const envp[],
		 const posix_spawn_file_actions_t *actions)
{
	posix_spawnattr_t attr;
	sigset_t none, defaults;
	int error;

	sigemptyset(&none);
	sigemptyset(&defaults);
	sigaddset(&defaults, SIGPIPE);
	sigaddset(&defaults, SIGINT);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setsigdefault(&attr, &defaults);
	/* A session of its own: Ctrl-C on our terminal is not meant for it. */
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSID |
				 POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	error = posix_spawnp(&t->pid, t->program, actions, &attr, argv, envp);
	posix_spawnattr_destroy(&attr);
	if (error)
		t->pid = 0;
	return error;
}

static int spawn_hvsim(struct testhost *t, const char *state_file, int in,
		       int out)
{
	char *argv[] = {
		"hvsim", "--socket", t->socket, "--until-eof",
		state_file ? "--state" : NULL, (char *)state_file, NULL
	};
	AUTO_SECRET char *password = xasprintf("HVSIM_PASSWORD=%s", t->password);
	posix_spawn_file_actions_t actions;
	VEC(char *) envp = VEC_INIT;
	int error;

	for (char **p = environ; *p; p++) {
		if (!is_password(*p))
			vec_push(&envp, *p);
	}
	vec_push(&envp, password);
	vec_push(&envp, NULL);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	error = spawn(t, argv, envp.v, &actions);
	posix_spawn_file_actions_destroy(&actions);
	vec_free(&envp);
	return error;
}

static int launch(struct testhost *t, const char *state_file, struct err *e)
{
	int in[2], out[2], error;

	/* Close-on-exec: no other child may hold our end of its input. */
	if (pipe2(in, O_CLOEXEC) < 0)
		return err_set(e, ERR_FAILED, "cannot make a pipe: %s",
			       strerror(errno));
	t->stdin_fd = in[1];
	if (pipe2(out, O_CLOEXEC) < 0) {
		close(in[0]);
		return err_set(e, ERR_FAILED, "cannot make a pipe: %s",
			       strerror(errno));
	}
	t->stdout_fd = out[0];
	error = spawn_hvsim(t, state_file, in[0], out[1]);
	close(in[0]);
	close(out[1]);
	if (!error)
		return 0;
	err_set(e, ERR_CONNECT, "cannot start the simulated host, %s: %s",
		t->program, strerror(error));
	return err_hint(e, "hvsim comes with hvsh; put it beside it or into PATH");
}

static bool ended_within(struct testhost *t, int ms, int *status)
{
	int64_t until = now_ms() + ms;
	long pause_us = 500;

	while (waitpid(t->pid, status, WNOHANG) == 0) {
		struct timespec pause = { 0, pause_us * 1000 };

		if (now_ms() >= until)
			return false;
		nanosleep(&pause, NULL);
		pause_us = pause_us < 50000 ? pause_us * 2 : pause_us;
	}
	t->pid = 0;
	return true;
}

static int ended_early(struct testhost *t, struct err *e)
{
	int status = 0;

	if (!ended_within(t, END_MS, &status))
		err_set(e, ERR_CONNECT, "the simulated host closed its output "
			"before it was ready");
	else if (WIFSIGNALED(status))
		err_set(e, ERR_CONNECT, "the simulated host was ended by signal "
			"%d before it was ready", WTERMSIG(status));
	else
		err_set(e, ERR_CONNECT, "the simulated host ended with status %d "
			"before it was ready", WEXITSTATUS(status));
	return err_hint(e, "what it says on stderr tells why; it was started as "
			"%s --socket ... --until-eof", t->program);
}

/* Until it prints more, or ends. */
static int wait_output(struct testhost *t, int64_t until, struct err *e)
{
	struct pollfd p = { .fd = t->stdout_fd, .events = POLLIN };
	int64_t left = until - now_ms();
	int n = left > 0 ? poll(&p, 1, (int)left) : 0;

	if (intr_pending())
		return err_set(e, ERR_INTERRUPTED, "interrupted");
	if (n == 0)
		return err_set(e, ERR_CONNECT, "the simulated host was not ready "
			       "within %d seconds", START_MS / 1000);
	return 0;
}

static bool says_ready(const char *text)
{
	const char *line = text;

	while (line) {
		if (strncmp(line, READY, strlen(READY)) == 0)
			return strchr(line, '\n');
		line = strchr(line, '\n');
		line = line ? line + 1 : NULL;
	}
	return false;
}

static int wait_ready(struct testhost *t, struct err *e)
{
	char text[LINE_MAX_LEN + 1] = "";
	int64_t until = now_ms() + START_MS;
	size_t len = 0;

	while (!says_ready(text)) {
		ssize_t n;

		if (wait_output(t, until, e) < 0)
			return -1;
		n = read(t->stdout_fd, text + len, LINE_MAX_LEN - len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0 && len < LINE_MAX_LEN)
			return ended_early(t, e);
		if (n <= 0)
			return err_set(e, ERR_CONNECT, "the simulated host says "
				       "much, but not that it listens");
		len += (size_t)n;
		text[len] = '\0';
	}
	t->ready = true;
	return 0;
}

int testhost_start(const char *state_file, struct endpoint *ep,
		   struct testhost **ret, struct err *e)
{
	struct testhost *t = xcalloc(1, sizeof *t);

	t->stdin_fd = t->stdout_fd = -1;
	t->program = find_program();
	if (choose_dir(t, e) < 0 || make_password(t, e) < 0 ||
	    launch(t, state_file, e) < 0 || wait_ready(t, e) < 0) {
		testhost_stop(t);
		return -1;
	}
	ep->host = xstrdup("localhost");
	ep->port = URI_PORT_PLAIN;
	ep->tls = false;
	ep->unix_path = xstrdup(t->socket);
	ep->user = xstrdup("Administrator");
	ep->password = TAKE(t->password);
	*ret = t;
	return 0;
}

/* --- the end ------------------------------------------------------------- */

static void end(struct testhost *t)
{
	if (t->ready && ended_within(t, END_MS, NULL))
		return;
	kill(t->pid, SIGTERM);
	if (ended_within(t, TERM_MS, NULL))
		return;
	kill(t->pid, SIGKILL);
	waitpid(t->pid, NULL, 0);
}

void testhost_stop(struct testhost *t)
{
	if (!t)
		return;
	if (t->stdin_fd >= 0)
		close(t->stdin_fd);
	if (t->pid)
		end(t);
	if (t->stdout_fd >= 0)
		close(t->stdout_fd);
	if (t->socket)
		unlink(t->socket);
	if (t->dir)
		rmdir(t->dir);
	free(t->socket);
	free(t->dir);
	free(t->program);
	secret_free(t->password);
	free(t);
}
