/* shell/editor.c - a text changed by a person in an editor */
#include "shell/editor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/err.h"
#include "base/intr.h"
#include "base/mem.h"
#include "base/vec.h"
#include "shell/out.h"
#include "shell/tempfile.h"

extern char **environ;

/* --- which one --- */

/* What no shell would read otherwise than it stands there. */
#define PLAIN "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" \
	      "0123456789-/_+.:@ "

/* An empty variable is as good as none. */
static const char *named(void)
{
	const char *s = getenv("VISUAL");

	if (!s || !s[strspn(s, " ")])
		s = getenv("EDITOR");
	return s && s[strspn(s, " ")] ? s : NULL;
}

struct words {
	struct VEC_OF(char *) v;        /* ends with NULL */
	char *text;                     /* that they point into */
};

static void words_clear(struct words *w)
{
	vec_free(&w->v);
	free(w->text);
}
#define AUTO_EDITOR_WORDS __attribute__((cleanup(words_clear))) struct words

/* The file goes to a shell as an argument, so its name is no text of it. */
static void add_shell(struct words *w, const char *editor)
{
	w->text = xasprintf("%s \"$@\"", editor);
	vec_push(&w->v, (char *)"sh");
	vec_push(&w->v, (char *)"-c");
	vec_push(&w->v, w->text);
	vec_push(&w->v, (char *)"sh");
}

static void command(struct words *w, const char *editor, char *path)
{
	char *save = NULL;

	if (editor[strspn(editor, PLAIN)]) {
		add_shell(w, editor);
	} else {
		w->text = xstrdup(editor);
		for (char *p = strtok_r(w->text, " ", &save); p;
		     p = strtok_r(NULL, " ", &save))
			vec_push(&w->v, p);
	}
	vec_push(&w->v, path);
	vec_push(&w->v, NULL);
}

/* --- running it --- */

/* The keyboard's signals are the editor's while it runs. */
struct quiet {
	struct sigaction intr, quit;
	struct termios modes;
	bool terminal;
};

static void quiet_begin(struct quiet *q)
{
	struct sigaction sa = { .sa_handler = SIG_IGN };

	sigemptyset(&sa.sa_mask);
	sigaction(SIGINT, &sa, &q->intr);
	sigaction(SIGQUIT, &sa, &q->quit);
	q->terminal = tcgetattr(STDIN_FILENO, &q->modes) == 0;
}

/* One that was killed leaves the terminal as it had it. */
static void quiet_end(const struct quiet *q)
{
	if (q->terminal)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &q->modes);
	sigaction(SIGQUIT, &q->quit, NULL);
	sigaction(SIGINT, &q->intr, NULL);
}

static int start(char *const *argv, pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	sigset_t defaults;
	int error;

	posix_spawn_file_actions_init(&actions);
	/* a script on our stdin is not the editor's to read */
	if (!isatty(STDIN_FILENO))
		posix_spawn_file_actions_addopen(&actions, STDIN_FILENO,
						 "/dev/null", O_RDONLY, 0);
	posix_spawnattr_init(&attr);
	sigemptyset(&defaults);
	sigaddset(&defaults, SIGINT);
	sigaddset(&defaults, SIGQUIT);
	sigaddset(&defaults, SIGPIPE);
	posix_spawnattr_setsigdefault(&attr, &defaults);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);
	error = posix_spawnp(pid, argv[0], &actions, &attr, argv, environ);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

static int check_status(const char *editor, int status, struct err *e)
{
	/* a shell between tells it so */
	if ((WIFSIGNALED(status) && WTERMSIG(status) == SIGINT) ||
	    (WIFEXITED(status) && WEXITSTATUS(status) == 128 + SIGINT))
		return err_set(e, ERR_INTERRUPTED, "the editor '%s' was "
			       "interrupted", editor);
	if (WIFSIGNALED(status))
		return err_set(e, ERR_FAILED, "the editor '%s' was ended by "
			       "signal %d", editor, WTERMSIG(status));
	if (WEXITSTATUS(status))
		return err_set(e, ERR_FAILED, "the editor '%s' failed with "
			       "status %d", editor, WEXITSTATUS(status));
	return 0;
}

static int run(const char *editor, char *path, struct err *e)
{
	AUTO_EDITOR_WORDS w = { .text = NULL };
	struct quiet q;
	int error, status = 0;
	pid_t pid;

	command(&w, editor, path);
	fflush(stdout);
	quiet_begin(&q);
	error = start(w.v.v, &pid);
	while (!error && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	quiet_end(&q);
	if (error) {
		err_set(e, ERR_FAILED, "cannot run the editor '%s': %s", editor,
			strerror(error));
		return err_hint(e, "set VISUAL or EDITOR to one that is there");
	}
	return check_status(editor, status, e);
}

/* --- the question --- */

/* One key, which needs no Enter; 'n' for Ctrl-C and where there are no more. */
static char read_key(void)
{
	struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };
	struct termios old, raw;
	char c = 'n';
	int n;

	if (tcgetattr(STDIN_FILENO, &old) < 0)
		return c;
	raw = old;
	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
	do {
		n = poll(&p, 1, 100);
	} while (!intr_pending() && (n == 0 || (n < 0 && errno == EINTR)));
	if (n <= 0 || read(STDIN_FILENO, &c, 1) != 1)
		c = 'n';
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &old);
	return c;
}

/* virsh has 'i', too, which turns off a validation that hvsh does not have. */
static char ask(void)
{
	for (;;) {
		char c;

		fprintf(stderr, "Failed. Try again? [y,n,f,?]: ");
		fflush(stderr);
		c = read_key();
		fprintf(stderr, "%c\n", c >= ' ' && c <= '~' ? c : ' ');
		if (c == '?')
			fprintf(stderr, "y - yes, start editor again\n"
				"n - no, throw away my changes\n"
				"f - force, try to redefine again\n"
				"? - print this help\n");
		else if (strchr("ynf", c))
			return c;
	}
}

/* --- the whole --- */

static void keep(struct out *o, struct tempfile *t)
{
	AUTO_FREE char *path = NULL;

	if (access(t->path, F_OK) < 0)
		return;
	path = tempfile_keep(t);
	out_warn(o, "what was edited is kept in '%s'", path);
}

/* What an editor that failed had written down already. */
static void keep_changed(struct out *o, struct tempfile *t, const char *text)
{
	AUTO_ERR ignored = ERR_INIT;
	AUTO_FREE char *now = NULL;

	if (tempfile_read(t, EDITOR_MAX, &now, &ignored) < 0 ||
	    !strcmp(now, text))
		return;
	keep(o, t);
}

/* 0: it is applied, or was as before; 1: to be edited again. */
static int use(struct out *o, const struct editing *ed, struct tempfile *t,
	       bool *changed, struct err *e)
{
	for (;;) {
		AUTO_FREE char *text = NULL;
		enum err_kind kind;
		char answer;

		if (tempfile_read(t, EDITOR_MAX, &text, e) == 0) {
			*changed = strcmp(text, ed->text);
			if (!*changed || ed->apply(ed->arg, text, e) == 0)
				return 0;
		}
		if (intr_pending() || !isatty(STDIN_FILENO) ||
		    !isatty(STDERR_FILENO)) {
			keep(o, t);
			return -1;
		}
		kind = e->kind;
		out_error(o, e);
		err_clear(e);
		answer = ask();
		if (answer == 'n')
			return err_set(e, kind, "what was edited is thrown "
				       "away");
		if (answer == 'y')
			return 1;
	}
}

int editor_run(struct out *o, const struct editing *ed, bool *changed,
	       struct err *e)
{
	const char *editor = named();
	AUTO_TEMPFILE t = { NULL };
	int r;

	if (!editor && !isatty(STDIN_FILENO)) {
		err_set(e, ERR_USAGE, "there is no terminal to edit on");
		return err_hint(e, "set VISUAL or EDITOR to a program that "
				"needs none");
	}
	if (!editor)
		editor = "vi";
	if (tempfile_make(&t, ed->suffix, ed->text, e) < 0)
		return -1;
	do {
		if (run(editor, t.path, e) < 0) {
			keep_changed(o, &t, ed->text);
			return -1;
		}
		r = use(o, ed, &t, changed, e);
	} while (r > 0);
	return r;
}
