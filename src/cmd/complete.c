/* cmd/complete.c - answers for completions/hvsh
 *
 * Asked with the line up to the cursor and the end of it that bash replaces;
 * answers one word a line, or an empty line where file names may stand. It is
 * silent, asks nobody anything and is through within a second, come what may.
 */
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/intr.h"
#include "base/str.h"
#include "cmd/ctx.h"
#include "cmd/options.h"
#include "config/warn.h"
#include "shell/args.h"
#include "shell/bash.h"
#include "shell/cmd.h"
#include "shell/complete.h"
#include "shell/out.h"

#define DEADLINE_US 900000

static void give_up(int sig)
{
	(void)sig;
	_exit(0);
}

static void set_deadline(void)
{
	struct sigaction sa = { .sa_handler = give_up };
	struct itimerval t = { { 0, 0 }, { 0, DEADLINE_US } };

	intr_default();
	sigemptyset(&sa.sa_mask);
	sigaction(SIGALRM, &sa, NULL);
	setitimer(ITIMER_REAL, &t, NULL);
}

/* As the options of the unfinished line will have it. */
static void set_context(struct ctx *c, const struct options *o)
{
	c->connect = (struct connect_options){
		o->uri, o->password_file, o->password_command, false
	};
	c->completing = true;
}

/* words[0] is hvsh's own name; the last word is being written. */
static void complete_line(struct ctx *c, char *const *words, size_t n,
			  struct candidates *to)
{
	const char *word = words[n - 1];
	AUTO_ERR ignored = ERR_INIT;
	struct options o;
	int rc = options_parse(words, n - 1, &o, &ignored);

	if (o.waits) {
		options_values(o.waits, to);
		candidates_tidy(to, word);
	} else if (rc == 0 && o.first < n - 1) {
		set_context(c, &o);
		complete_words(c->table, c, words + o.first, n - o.first, to);
	} else if (rc == 0 && *word == '-' && strcmp(words[n - 2], "--")) {
		options_names(word, to);
		candidates_tidy(to, word);
	} else if (rc == 0) {
		complete_words(c->table, c, words + n - 1, 1, to);
	}
}

static int complete_run(struct ctx *c, const struct args *a, struct err *e)
{
	struct candidates found = { 0 };
	struct bash_line line;
	const char *const *words;
	AUTO_STR text = STR_INIT;
	size_t n;

	words = args_rest(a, &n);
	if (n && !strcmp(words[0], "--")) {
		words++;
		n--;
	}
	if (n != 2)
		return err_set(e, ERR_USAGE, "complete wants the line up to the "
			       "cursor, and the end of it that is replaced");
	set_deadline();
	warn_mute(true);
	bash_read(words[0], strlen(words[1]), &line);
	if (line.file)
		found.files = true;
	else if (line.words.n > 1)
		complete_line(c, line.words.v, line.words.n, &found);
	for (size_t i = 0; i < found.words.n; i++) {
		size_t before = text.len;

		bash_reply(&line, found.words.v[i], &text);
		/* an empty line would mean file names */
		if (text.len > before)
			str_addc(&text, '\n');
	}
	if (found.files && !found.words.n)
		str_addc(&text, '\n');
	out_raw(c->out, text.buf);
	candidates_free(&found);
	bash_line_free(&line);
	c->quit = true;                 /* not even an empty line follows */
	return 0;
}

const struct cmd cmd_complete = {
	.name = "complete", .group = "hvsh",
	.summary = "what may come next, for bash",
	.flags = CMD_HIDDEN | CMD_NO_ARGS_PARSE, .run = complete_run,
};
