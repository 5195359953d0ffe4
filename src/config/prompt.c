/* config/prompt.c - a question on the terminal */
#include "config/prompt.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* The one that came while a question was open; handlers have no argument. */
static volatile sig_atomic_t caught;

static void on_signal(int sig)
{
	caught = sig;
}

static const int signals[] = {
	SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGALRM, SIGTSTP,
};
#define N_SIGNALS (sizeof signals / sizeof *signals)

struct terminal {
	int fd;
	bool quiet;                     /* echo is to be off */
	struct termios was;
	struct sigaction handlers[N_SIGNALS];
	sigset_t mask;
};

bool prompt_possible(void)
{
	int fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);

	if (fd < 0)
		return false;
	close(fd);
	return true;
}

/* Signals are blocked but while ppoll() waits, so that none slips in between
 * looking at 'caught' and waiting. */
static void terminal_set(struct terminal *t)
{
	struct sigaction sa = { .sa_handler = on_signal };
	struct termios now = t->was;
	sigset_t block;

	sigemptyset(&block);
	for (size_t i = 0; i < N_SIGNALS; i++)
		sigaddset(&block, signals[i]);
	sigprocmask(SIG_BLOCK, &block, &t->mask);
	sigemptyset(&sa.sa_mask);
	caught = 0;
	for (size_t i = 0; i < N_SIGNALS; i++) {
		sigaction(signals[i], NULL, &t->handlers[i]);
		if (t->handlers[i].sa_handler != SIG_IGN)
			sigaction(signals[i], &sa, NULL);
	}
	now.c_lflag |= ICANON | ISIG | ECHO;
	now.c_iflag |= ICRNL;
	if (t->quiet)
		now.c_lflag &= ~(tcflag_t)(ECHO | ECHOE | ECHOK | ECHONL);
	/* Stops the process while it is in the background. */
	tcsetattr(t->fd, TCSAFLUSH, &now);
}

/* Then the signal that came does what it did before. */
static void terminal_reset(struct terminal *t)
{
	tcsetattr(t->fd, TCSANOW, &t->was);
	for (size_t i = 0; i < N_SIGNALS; i++)
		sigaction(signals[i], &t->handlers[i], NULL);
	if (caught)
		kill(getpid(), caught);
	sigprocmask(SIG_SETMASK, &t->mask, NULL);
}

static void say(int fd, const char *text)
{
	size_t n = strlen(text);

	while (n) {
		ssize_t done = write(fd, text, n);

		if (done < 0 && errno != EINTR)
			return;
		if (done > 0) {
			text += done;
			n -= (size_t)done;
		}
	}
}

enum answer { A_LINE, A_END, A_TOO_LONG, A_SIGNAL, A_BROKEN };

static enum answer read_line(struct terminal *t, char line[PROMPT_MAX])
{
	size_t len = 0;
	char c;

	for (;;) {
		struct pollfd p = { .fd = t->fd, .events = POLLIN };
		ssize_t n;

		if (ppoll(&p, 1, NULL, &t->mask) < 0)
			return errno == EINTR ? A_SIGNAL : A_BROKEN;
		n = read(t->fd, &c, 1);
		if (n < 0)
			return A_BROKEN;
		if (n == 0 && !len)
			return A_END;
		if (n == 0 || c == '\n')
			return len < PROMPT_MAX ? A_LINE : A_TOO_LONG;
		if (len < PROMPT_MAX)
			line[len++] = c;
	}
}

static enum answer ask_once(struct terminal *t, const char *question,
			    char line[PROMPT_MAX])
{
	enum answer got;

	if (tcgetattr(t->fd, &t->was) < 0)
		return A_BROKEN;
	terminal_set(t);
	say(t->fd, question);
	got = read_line(t, line);
	if (t->quiet || got != A_LINE)
		say(t->fd, "\n");
	terminal_reset(t);
	return got;
}

static int ask(struct terminal *t, const char *question,
	       char line[PROMPT_MAX], struct err *e)
{
	for (;;) {
		explicit_bzero(line, PROMPT_MAX);
		switch (ask_once(t, question, line)) {
		case A_LINE:
			return 0;
		case A_END:
			return err_set(e, ERR_AUTH, "there was no answer on the "
				       "terminal");
		case A_TOO_LONG:
			return err_set(e, ERR_AUTH, "the answer is longer than %d "
				       "bytes", PROMPT_MAX - 1);
		case A_BROKEN:
			return err_set(e, ERR_AUTH, "cannot ask on the terminal: "
				       "%s", strerror(errno));
		case A_SIGNAL:
			break;
		}
		if (caught && caught != SIGTSTP)
			return err_set(e, ERR_INTERRUPTED, "interrupted");
	}
}

static int prompt(const char *question, bool quiet, char **ret, struct err *e)
{
	struct terminal t = { .quiet = quiet };
	AUTO_STR shown = STR_INIT;
	char line[PROMPT_MAX];          /* full to the last byte: too long */
	int result;

	t.fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (t.fd < 0)
		return err_set(e, ERR_AUTH, "there is no terminal to ask on");
	str_add_term(&shown, question);
	result = ask(&t, shown.buf, line, e);
	close(t.fd);
	if (result == 0)
		*ret = xstrdup(line);
	explicit_bzero(line, sizeof line);
	return result;
}

int prompt_line(const char *question, char **ret, struct err *e)
{
	return prompt(question, false, ret, e);
}

int prompt_secret(const char *question, char **ret, struct err *e)
{
	return prompt(question, true, ret, e);
}
