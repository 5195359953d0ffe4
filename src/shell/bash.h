/* shell/bash.h - the words of an unfinished bash command line
 *
 * bash's completion gives the line as it was typed, quotes and all, and takes
 * answers that replace only its end: what follows the last of COMP_WORDBREAKS
 * (':' and '=' are among them) or an open quote. Both are dealt with here, so
 * that the script need not.
 */
#ifndef HVSH_SHELL_BASH_H
#define HVSH_SHELL_BASH_H

#include <stdbool.h>
#include <stddef.h>

#include "shell/words.h"

struct str;

struct bash_line {
	struct word_vec words;          /* the last one is being written */
	bool file;                      /* it is the target of < or > */
	size_t replaced_from;           /* within that word, dequoted */
	char quote;                     /* open there: ' or " or 0 */
};

/* The line ends at the cursor; bash will replace its last 'replaced' bytes. */
void bash_read(const char *line, size_t replaced, struct bash_line *ret);
void bash_line_free(struct bash_line *l);

/* What bash is to put there, so that the last word becomes 'word', which
 * begins with it; an open quote is left open (bash closes it). Without
 * newlines, whatever the word holds. */
void bash_reply(const struct bash_line *l, const char *word, struct str *to);

#endif
