/* shell/words.h - a line into commands and their words
 *
 * virsh's rules: blanks part words, ';' and newlines part commands, '#' where
 * a word would begin starts a comment. Within '..' all is literal, within
 * ".." and outside quotes \ takes the next character as it is; a \ before a
 * newline vanishes together with it.
 */
#ifndef HVSH_SHELL_WORDS_H
#define HVSH_SHELL_WORDS_H

#include <stddef.h>

#include "base/vec.h"

struct err;
struct str;

struct word_vec VEC_OF(char *);
struct line VEC_OF(struct word_vec);            /* commands, none empty */

void words_free(struct word_vec *w);
void line_free(struct line *l);
#define AUTO_LINE __attribute__((cleanup(line_free))) struct line

/* ERR_USAGE: 'missing "' or 'dangling \'; *ret is untouched then. */
int line_split(const char *text, struct line *ret, struct err *e);

/* What stands before the cursor: of the last command only. */
struct partial {
	struct word_vec words;          /* the last one is being written */
	size_t start;                   /* where that begins in the text */
	char quote;                     /* " or ' still open, or 0 */
};

void words_partial(const char *text, struct partial *ret);
void partial_free(struct partial *p);

/* The word so that line_split gives it back. 'quote': which quotes it begins
 * in (they are left open at its end), 0: none, and \ is used. */
void words_quote(struct str *to, const char *word, char quote);

#endif
