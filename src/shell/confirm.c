/* shell/confirm.c - ask before something is destroyed */
#include "shell/confirm.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/err.h"
#include "base/intr.h"
#include "base/mem.h"
#include "base/str.h"
#include "shell/args.h"
#include "shell/out.h"

#define MAX_ANSWER 16

/* One line from the terminal, without stdio: the shell's readline and this
 * must not read ahead of each other. What does not fit is read and dropped.
 * false: it was interrupted, or there is no more. */
static bool read_answer(char line[MAX_ANSWER])
{
	size_t n = 0;
	char c;

	for (;;) {
		struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };
		int ready = poll(&p, 1, 100);

		if (intr_pending())
			return false;
		if (ready == 0 || (ready < 0 && errno == EINTR))
			continue;
		if (ready < 0 || read(STDIN_FILENO, &c, 1) <= 0)
			return false;
		if (c == '\n')
			break;
		if (n < MAX_ANSWER - 1)
			line[n++] = c;
	}
	line[n] = '\0';
	return true;
}

static int ask(const char *what, struct err *e)
{
	AUTO_STR shown = STR_INIT;
	char line[MAX_ANSWER];

	str_add_term(&shown, what);
	fflush(stdout);
	fprintf(stderr, "Really %s? [y/N] ", shown.buf);
	fflush(stderr);
	if (!read_answer(line)) {
		fputc('\n', stderr);
		if (intr_pending())
			return err_set(e, ERR_INTERRUPTED, "interrupted: "
				       "nothing was done");
		return err_set(e, ERR_FAILED, "not confirmed: nothing was "
			       "done");
	}
	if (!strcasecmp(line, "y") || !strcasecmp(line, "yes"))
		return 0;
	return err_set(e, ERR_FAILED, "not confirmed: nothing was done");
}

static int ask_or_refuse(const char *what, struct err *e)
{
	if (isatty(STDIN_FILENO) && isatty(STDERR_FILENO))
		return ask(what, e);
	err_set(e, ERR_USAGE, "there is no terminal to confirm on: %s", what);
	return err_hint(e, "--yes (does it without a question)");
}

int confirm(bool yes, struct err *e, const char *what, ...)
{
	AUTO_FREE char *text = NULL;
	va_list ap;

	if (yes)
		return 0;
	va_start(ap, what);
	text = xvasprintf(what, ap);
	va_end(ap);
	return ask_or_refuse(text, e);
}

int confirm_or_tell(struct out *o, const struct args *a, struct err *e,
		    const char *what, ...)
{
	AUTO_FREE char *text = NULL;
	va_list ap;

	va_start(ap, what);
	text = xvasprintf(what, ap);
	va_end(ap);
	if (args_flag(a, "dry-run")) {
		out_done(o, "Would %s", text);
		return 1;
	}
	return args_flag(a, "yes") ? 0 : ask_or_refuse(text, e);
}
