/* shell/repl.c - read commands: from a person, or from a script
 *
 * The only user of readline, whose state is global; so is what its callbacks
 * need here.
 */
#include "shell/repl.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

#include "base/err.h"
#include "base/intr.h"
#include "base/mem.h"
#include "base/str.h"
#include "shell/complete.h"
#include "shell/words.h"

#define HISTORY_MAX 1000

static const struct repl *current;
static bool interrupted;                /* Ctrl-C cleared the line */
static size_t shown_from;               /* of a match: what TAB TAB lists */

/* Waits for a key or a signal; one that came since readline last looked must
 * not be slept over, so it is let in only while waiting. */
static bool wait_for_key(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	sigset_t block, old;
	int n = -1;

	sigemptyset(&block);
	sigaddset(&block, SIGINT);
	sigprocmask(SIG_BLOCK, &block, &old);
	if (!rl_pending_signal() && !intr_pending())
		n = ppoll(&p, 1, NULL, &old);
	sigprocmask(SIG_SETMASK, &old, NULL);
	return n > 0;
}

/* Readline's own reading goes on after a signal; here Ctrl-C ends the line. */
static int read_key(FILE *in)
{
	unsigned char c;
	ssize_t n;

	for (;;) {
		rl_check_signals();
		if (intr_pending()) {
			interrupted = true;
			rl_replace_line("", 1);
			return '\n';
		}
		if (!wait_for_key(fileno(in)))
			continue;
		n = read(fileno(in), &c, 1);
		if (n == 1)
			return c;
		if (n == 0 || errno != EINTR)
			return EOF;
	}
}

/* --- completion --- */

/* How far the matches agree, not cut within a character or after the \ that
 * belongs to the next one. */
static size_t common(char **matches)
{
	size_t len = strlen(matches[1]), slashes = 0;

	for (size_t i = 2; matches[i]; i++) {
		size_t n = 0;

		while (n < len && matches[i][n] == matches[1][n])
			n++;
		len = n;
	}
	while (len && ((unsigned char)matches[1][len] & 0xc0) == 0x80)
		len--;
	while (slashes < len && matches[1][len - 1 - slashes] == '\\')
		slashes++;
	return len - slashes % 2;
}

/* All matches replace all of the line before the cursor: readline's idea of
 * a word is not ours. */
static char **matches_of(const char *line, const struct partial *p,
			 const struct candidates *c)
{
	char **matches = xcalloc(c->words.n + 2, sizeof *matches);

	for (size_t i = 0; i < c->words.n; i++) {
		AUTO_STR s = STR_INIT;

		str_addn(&s, line, p->start);
		words_quote(&s, c->words.v[i], p->quote);
		if (c->words.n == 1 && p->quote)
			str_addc(&s, p->quote);
		matches[i + 1] = str_take(&s);
	}
	matches[0] = xstrndup(matches[1], common(matches));
	if (c->words.n == 1) {
		free(matches[1]);
		matches[1] = NULL;
	}
	return matches;
}

static char **complete_files(const char *line, const struct partial *p,
			     struct candidates *to)
{
	const char *word = p->words.v[p->words.n - 1];
	char *name;

	for (int i = 0; (name = rl_filename_completion_function(word, i)); i++) {
		struct stat st;
		AUTO_FREE char *path = name;
		AUTO_STR s = STR_INIT;

		str_add(&s, path);
		if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
			str_addc(&s, '/');
		candidates_add(to, s.buf);
	}
	rl_completion_append_character = ' ';
	if (to->words.n == 1) {
		size_t len = strlen(to->words.v[0]);

		rl_completion_suppress_append = to->words.v[0][len - 1] == '/';
	}
	return to->words.n ? matches_of(line, p, to) : NULL;
}

static char **complete(const char *text, int start, int end)
{
	struct candidates c = { 0 };
	struct partial p;
	char **matches = NULL;

	(void)start;
	(void)end;
	rl_attempted_completion_over = 1;
	rl_completion_append_character = ' ';
	words_partial(text, &p);
	rl_clear_signals();             /* Ctrl-C is to end the asking */
	current->complete(current->ctx, p.words.v, p.words.n, &c);
	rl_set_signals();
	shown_from = p.start;
	if (c.words.n)
		matches = matches_of(text, &p, &c);
	else if (c.files)
		matches = complete_files(text, &p, &c);
	candidates_free(&c);
	partial_free(&p);
	return matches;
}

static void show_matches(char **matches, int n, int max)
{
	AUTO_FREE char **shown = xcalloc((size_t)n + 2, sizeof *shown);

	for (int i = 0; i <= n; i++) {
		size_t len = strlen(matches[i]);

		shown[i] = matches[i] + (len < shown_from ? len : shown_from);
	}
	rl_crlf();
	rl_display_match_list(shown, n, max - (int)shown_from);
	rl_forced_update_display();
}

/* --- history --- */

static void remember(const char *path, const char *line)
{
	HIST_ENTRY *last = history_length ? history_get(history_base +
							history_length - 1) : NULL;

	if (!*line || (last && !strcmp(last->line, line)))
		return;
	if (!repl_may_keep(line))
		return;
	add_history(line);
	if (path)
		append_history(1, path);
}

static char *load_history(void)
{
	AUTO_FREE char *path = repl_history_path();
	int fd;

	using_history();
	stifle_history(HISTORY_MAX);
	if (!path)
		return NULL;
	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		return NULL;
	fchmod(fd, 0600);
	close(fd);
	read_history(path);
	return TAKE(path);
}

/* --- the loops --- */

static void set_up(const struct repl *r)
{
	current = r;
	rl_readline_name = "hvsh";
	rl_getc_function = read_key;
	rl_attempted_completion_function = complete;
	rl_completion_display_matches_hook = show_matches;
	rl_basic_word_break_characters = "";
	rl_completer_word_break_characters = "";
	rl_basic_quote_characters = "";
	rl_completer_quote_characters = "";
}

void repl_terminal(const struct repl *r)
{
	AUTO_FREE char *path = NULL;
	bool go_on = true;

	set_up(r);
	path = load_history();
	while (go_on) {
		AUTO_FREE char *line = NULL;

		intr_reset();
		interrupted = false;
		line = readline(r->prompt(r->ctx));
		if (!line) {
			putchar('\n');
			break;
		}
		if (interrupted)
			continue;
		remember(path, line);
		go_on = r->run(r->ctx, line);
	}
	if (path)
		history_truncate_file(path, HISTORY_MAX);
	clear_history();
}

int repl_script(const struct repl *r, FILE *in, struct err *e)
{
	AUTO_FREE char *line = NULL;
	size_t cap = 0;
	ssize_t len;

	while ((len = getline(&line, &cap, in)) >= 0) {
		/* what stands before it may be another command than was meant */
		if (memchr(line, '\0', (size_t)len))
			return err_set(e, ERR_USAGE, "the script has a NUL "
				       "character in it");
		/* scripts that were written on Windows */
		while (len && strchr("\r\n", line[len - 1]))
			line[--len] = '\0';
		if (!r->run(r->ctx, line))
			return 0;
	}
	if (ferror(in))
		return err_set(e, ERR_FAILED, "cannot read the script: %s",
			       strerror(errno));
	return 0;
}
