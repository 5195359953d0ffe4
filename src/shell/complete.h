/* shell/complete.h - what may come next, for readline and bash alike
 *
 * Candidates are whole words, unquoted; who shows them quotes them. An
 * option's complete function adds what it knows and fails silently.
 */
#ifndef HVSH_SHELL_COMPLETE_H
#define HVSH_SHELL_COMPLETE_H

#include "base/vec.h"
#include <stdbool.h>

struct args;
struct cmd_table;
struct ctx;
struct str;

struct candidates {
	struct VEC_OF(char *) words;
	bool files;             /* file names may stand here too */
};

void candidates_add(struct candidates *c, const char *word);
/* Leaves what begins with word, sorted, each once. */
void candidates_tidy(struct candidates *c, const char *word);
void candidates_free(struct candidates *c);

/* words[0..n-1], the last one being completed (may be ""). What does not
 * begin with it is left out. Sorted. */
void complete_words(const struct cmd_table *t, struct ctx *ctx,
		    char *const *words, size_t n, struct candidates *to);

#endif
