/* shell/repl.h - read commands: from a person, or from a script
 *
 * A person gets a prompt, line editing, TAB and a history; a script on
 * standard input gets none of these. Each line is a whole: quotes do not
 * reach over its end.
 */
#ifndef HVSH_SHELL_REPL_H
#define HVSH_SHELL_REPL_H

#include <stdbool.h>
#include <stdio.h>

struct candidates;
struct ctx;
struct err;

struct repl {
	struct ctx *ctx;
	const char *(*prompt)(struct ctx *c);
	bool (*run)(struct ctx *c, const char *line);   /* false: that's all */
	void (*complete)(struct ctx *c, char *const *words, size_t n,
			 struct candidates *to);
};

void repl_terminal(const struct repl *r);
/* Until the end, or until run() says so. ERR_USAGE for a line with a NUL in
 * it, which is not run, ERR_FAILED when 'in' cannot be read. */
int repl_script(const struct repl *r, FILE *in, struct err *e);

/* May this line be kept in a file? Not one that begins with a blank or may
 * hold a secret: a password option, a URI with a password in it. */
bool repl_may_keep(const char *line);

/* $XDG_STATE_HOME/hvsh/history or ~/.local/state/hvsh/history, its folders
 * made (0700); yours to free, NULL where there is no home. */
char *repl_history_path(void);

#endif
