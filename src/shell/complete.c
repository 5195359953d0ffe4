/* shell/complete.c - what may come next */
#include "shell/complete.h"

#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "shell/args.h"
#include "shell/cmd.h"

void candidates_add(struct candidates *c, const char *word)
{
	vec_push(&c->words, xstrdup(word));
}

void candidates_free(struct candidates *c)
{
	for (size_t i = 0; i < c->words.n; i++)
		free(c->words.v[i]);
	vec_free(&c->words);
	c->files = false;
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void candidates_tidy(struct candidates *c, const char *word)
{
	size_t n = 0;

	if (c->words.n)
		qsort(c->words.v, c->words.n, sizeof *c->words.v, compare);
	for (size_t i = 0; i < c->words.n; i++) {
		char *w = c->words.v[i];

		if (!strncmp(w, word, strlen(word)) &&
		    (!n || strcmp(c->words.v[n - 1], w)))
			c->words.v[n++] = w;
		else
			free(w);
	}
	c->words.n = n;
}

static void add_commands(const struct cmd_table *t, struct candidates *to)
{
	for (const struct cmd *const *c = t->cmds; *c; c++)
		if (!((*c)->flags & CMD_HIDDEN))
			candidates_add(to, (*c)->name);
}

static void add_options(const struct args *a, struct candidates *to)
{
	for (const struct opt *o = args_cmd(a)->opts; o && o->name; o++) {
		AUTO_FREE char *name = xasprintf("--%s", o->name);

		if (o->kind == OPT_REST || o->kind == OPT_LIST ||
		    !args_given(a, o))
			candidates_add(to, name);
	}
	candidates_add(to, "--help");
}

static const struct opt *next_data(const struct args *a)
{
	for (const struct opt *o = args_cmd(a)->opts; o && o->name; o++)
		if (o->kind == OPT_REST ||
		    (o->kind == OPT_ARG && !args_given(a, o)))
			return o;
	return NULL;
}

static void add_values(struct ctx *ctx, const struct args *a,
		       const struct opt *o, const char *word,
		       struct candidates *to)
{
	if (o->complete)
		o->complete(ctx, a, word, to);
}

/* --name=val: the values, each with --name= before it. */
static void add_joined(struct ctx *ctx, const struct args *a,
		       const char *word, struct candidates *to)
{
	size_t len = strcspn(word, "=");
	struct candidates values = { 0 };

	for (const struct opt *o = args_cmd(a)->opts; o && o->name; o++)
		if (strlen(o->name) == len - 2 &&
		    !strncmp(o->name, word + 2, len - 2))
			add_values(ctx, a, o, word + len + 1, &values);
	for (size_t i = 0; i < values.words.n; i++) {
		AUTO_STR joined = STR_INIT;

		str_addn(&joined, word, len + 1);
		str_add(&joined, values.words.v[i]);
		candidates_add(to, joined.buf);
	}
	candidates_free(&values);
}

static void add_next(struct ctx *ctx, const struct args *a, bool ended,
		     const char *word, struct candidates *to)
{
	const struct opt *data = next_data(a);

	if (!ended && !strncmp(word, "--", 2) && strchr(word, '=')) {
		add_joined(ctx, a, word, to);
		return;
	}
	if (data && (ended || *word != '-'))
		add_values(ctx, a, data, word, to);
	if (!ended && (*word == '-' || (!*word && !data)))
		add_options(a, to);
}

void complete_words(const struct cmd_table *t, struct ctx *ctx,
		    char *const *words, size_t n, struct candidates *to)
{
	const char *word = words[n - 1];
	AUTO_ERR ignored = ERR_INIT;
	const struct opt *waits = NULL;
	const struct cmd *cmd;
	AUTO_ARGV *a = NULL;
	bool ended = false;

	if (n == 1) {
		add_commands(t, to);
	} else if (cmd_find(t, words[0], &cmd, &ignored) == 0) {
		a = args_partial(cmd, words, n - 1, &waits, &ended);
		if (waits)
			add_values(ctx, a, waits, word, to);
		else
			add_next(ctx, a, ended, word, to);
	}
	candidates_tidy(to, word);
}
