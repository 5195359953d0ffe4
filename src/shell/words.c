/* shell/words.c - a line into commands and their words */
#include "shell/words.h"

#include <stdbool.h>
#include <string.h>

#include "base/err.h"
#include "base/str.h"

enum token { TOK_WORD, TOK_SEPARATOR, TOK_END };

struct reader {
	const char *p;
	const char *start;              /* of the newest word */
	struct str word;
	char quote;                     /* open where the text ended, or 0 */
	bool dangling;                  /* the text ended in a \ */
};

void words_free(struct word_vec *w)
{
	for (size_t i = 0; i < w->n; i++)
		free(w->v[i]);
	vec_free(w);
}

void line_free(struct line *l)
{
	for (size_t i = 0; i < l->n; i++)
		words_free(&l->v[i]);
	vec_free(l);
}

void partial_free(struct partial *p)
{
	words_free(&p->words);
}

static void skip_blanks(struct reader *r)
{
	for (;;) {
		if (*r->p == ' ' || *r->p == '\t')
			r->p++;
		else if (r->p[0] == '\\' && r->p[1] == '\n')
			r->p += 2;
		else
			return;
	}
}

static void read_escaped(struct reader *r)
{
	r->p++;
	if (!*r->p) {
		r->dangling = true;
		return;
	}
	if (*r->p != '\n')
		str_addc(&r->word, *r->p);
	r->p++;
}

static void read_word(struct reader *r)
{
	str_clear(&r->word);
	r->start = r->p;
	while (*r->p) {
		if (!r->quote && strchr(" \t\n;", *r->p))
			return;
		if (*r->p == '\\' && r->quote != '\'') {
			read_escaped(r);
		} else if (*r->p == r->quote) {
			r->quote = 0;
			r->p++;
		} else if (!r->quote && (*r->p == '"' || *r->p == '\'')) {
			r->quote = *r->p++;
		} else {
			str_addc(&r->word, *r->p++);
		}
	}
}

static enum token next(struct reader *r)
{
	skip_blanks(r);
	if (*r->p == '#')
		r->p += strcspn(r->p, "\n");
	if (!*r->p)
		return TOK_END;
	if (*r->p == ';' || *r->p == '\n') {
		r->p++;
		return TOK_SEPARATOR;
	}
	read_word(r);
	return TOK_WORD;
}

static int check_ended(const struct reader *r, struct err *e)
{
	if (r->dangling)
		return err_set(e, ERR_USAGE, "dangling \\");
	if (r->quote)
		return err_set(e, ERR_USAGE, "missing %c", r->quote);
	return 0;
}

int line_split(const char *text, struct line *ret, struct err *e)
{
	AUTO_LINE line = VEC_INIT;
	struct reader r = { text, text, STR_INIT, 0, false };
	bool fresh = true;
	enum token tok;

	while ((tok = next(&r)) != TOK_END) {
		if (tok == TOK_SEPARATOR) {
			fresh = true;
			continue;
		}
		if (fresh)
			vec_new(&line);
		fresh = false;
		vec_push(&line.v[line.n - 1], str_take(&r.word));
	}
	str_free(&r.word);
	if (check_ended(&r, e) < 0)
		return -1;
	*ret = line;
	line = (struct line)VEC_INIT;
	return 0;
}

void words_partial(const char *text, struct partial *ret)
{
	struct reader r = { text, text, STR_INIT, 0, false };
	struct partial p = { VEC_INIT, 0, 0 };
	enum token tok;

	while ((tok = next(&r)) != TOK_END) {
		if (tok == TOK_SEPARATOR) {
			words_free(&p.words);
			continue;
		}
		vec_push(&p.words, str_take(&r.word));
		if (!*r.p) {            /* the cursor touches this word */
			p.start = (size_t)(r.start - text);
			p.quote = r.quote;
			str_free(&r.word);
			*ret = p;
			return;
		}
	}
	str_free(&r.word);
	vec_push(&p.words, xstrdup(""));
	p.start = (size_t)(r.p - text);
	*ret = p;
}

static void quote_bare(struct str *to, const char *word)
{
	for (; *word; word++) {
		if (*word == '\n') {    /* \ before it would remove it */
			str_add(to, "'\n'");
			continue;
		}
		if (strchr(" \t;#'\"\\", *word))
			str_addc(to, '\\');
		str_addc(to, *word);
	}
}

void words_quote(struct str *to, const char *word, char quote)
{
	if (quote)
		str_addc(to, quote);
	else if (!*word)
		str_add(to, "''");
	if (!quote) {
		quote_bare(to, word);
		return;
	}
	for (; *word; word++) {
		if (quote == '\'' && *word == '\'')
			str_add(to, "'\\'");
		else if (quote == '"' && strchr("\"\\", *word))
			str_addc(to, '\\');
		str_addc(to, *word);
	}
}
