/* shell/confirm.h - ask before something is destroyed
 *
 *	if (confirm(args_flag(a, "yes"), e, "delete snapshot '%s'", name) < 0)
 *		return -1;
 *
 * On a terminal the person there is asked; elsewhere nobody can be, and what
 * is to happen must be said in the command.
 */
#ifndef HVSH_SHELL_CONFIRM_H
#define HVSH_SHELL_CONFIRM_H

#include <stdbool.h>

struct args;
struct err;
struct out;

#define CONFIRM_OPT \
	{ "yes", OPT_FLAG, "do it without a question" }
#define DRY_RUN_OPT \
	{ "dry-run", OPT_FLAG, "only tell what would be done" }

/*
 * 0: it may be done; 'yes' asks nothing. -1: ERR_FAILED, the answer was no;
 * ERR_INTERRUPTED; ERR_USAGE, no terminal, with a hint that names --yes.
 */
int confirm(bool yes, struct err *e, const char *what, ...)
	__attribute__((format(printf, 3, 4)));

/*
 * The same for a command that has both of the options above: 'what' in words
 * that stand behind "Really" and "Would". 1: --dry-run, and it has told; then
 * there is nothing more to do.
 */
int confirm_or_tell(struct out *o, const struct args *a, struct err *e,
		    const char *what, ...)
	__attribute__((format(printf, 4, 5)));

#endif
