/* shell/bash.c - the words of an unfinished bash command line */
#include "shell/bash.h"

#include <ctype.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

struct reader {
	const char *line, *p;
	size_t mark;                    /* where bash's replacing begins */
	struct str word;
	char quote;                     /* ' or " or, for $'..', $; or 0 */
	struct bash_line *l;
};

void bash_line_free(struct bash_line *l)
{
	words_free(&l->words);
}

/* The mark lies in front of the character that is read next. */
static void note_mark(struct reader *r)
{
	if ((size_t)(r->p - r->line) > r->mark)
		return;
	r->l->replaced_from = r->word.len;
	r->l->quote = r->quote;
}

static int hex_digit(char c)
{
	if (isdigit((unsigned char)c))
		return c - '0';
	return isxdigit((unsigned char)c) ? tolower((unsigned char)c) - 'a' + 10
					  : -1;
}

/* Within $'..': those that bash_reply writes, and the usual ones. */
static void read_ansi_escape(struct reader *r)
{
	static const char from[] = "abefnrtv", to[] = "\a\b\033\f\n\r\t\v";
	const char *known = *r->p ? strchr(from, *r->p) : NULL;

	if (*r->p == 'x' && hex_digit(r->p[1]) >= 0 && hex_digit(r->p[2]) >= 0) {
		str_addc(&r->word, (char)(hex_digit(r->p[1]) * 16 +
					  hex_digit(r->p[2])));
		r->p += 3;
	} else if (*r->p) {
		str_addc(&r->word, known ? to[known - from] : *r->p);
		r->p++;
	}
}

static void read_escape(struct reader *r)
{
	r->p++;
	if (r->quote == '$') {
		read_ansi_escape(r);
		return;
	}
	if (r->quote == '"' && *r->p && !strchr("$`\"\\\n", *r->p))
		str_addc(&r->word, '\\');
	if (*r->p && *r->p != '\n')
		str_addc(&r->word, *r->p);
	if (*r->p)
		r->p++;
}

static void read_char(struct reader *r)
{
	char c = *r->p, end = r->quote == '$' ? '\'' : r->quote;

	if (c == '\\' && r->quote != '\'') {
		read_escape(r);
		return;
	}
	r->p++;
	if (r->quote && c == end) {
		r->quote = 0;
	} else if (!r->quote && (c == '\'' || c == '"')) {
		r->quote = c;
	} else if (!r->quote && c == '$' && *r->p == '\'') {
		r->quote = '$';
		r->p++;
	} else {
		str_addc(&r->word, c);
	}
}

static void read_word(struct reader *r)
{
	str_clear(&r->word);
	while (note_mark(r), *r->p) {
		if (!r->quote && strchr(" \t\n<>", *r->p))
			return;
		read_char(r);
	}
}

static bool is_number(const char *s)
{
	return *s && !s[strspn(s, "0123456789")];
}

/* '2>' and '&>' belong to the operator that they stand before. */
static void drop_descriptor(struct bash_line *l)
{
	char *last = l->words.n ? l->words.v[l->words.n - 1] : NULL;

	if (last && (is_number(last) || !strcmp(last, "&"))) {
		free(last);
		l->words.n--;
	}
}

void bash_read(const char *line, size_t replaced, struct bash_line *ret)
{
	size_t len = strlen(line);
	struct bash_line l = { VEC_INIT, false, 0, 0 };
	struct reader r = { line, line, len - (replaced < len ? replaced : len),
			    STR_INIT, 0, &l };

	for (;;) {
		size_t blanks = strspn(r.p, " \t\n");

		r.p += blanks;
		if (*r.p == '<' || *r.p == '>') {
			if (!blanks)
				drop_descriptor(&l);
			r.p += strspn(r.p, "<>&|");
			l.file = true;
			continue;
		}
		read_word(&r);
		if (!*r.p)
			break;
		if (!l.file)
			vec_push(&l.words, str_take(&r.word));
		l.file = false;
	}
	vec_push(&l.words, str_take(&r.word));
	*ret = l;
}

static void add_bare(struct str *to, char c)
{
	if (isascii((unsigned char)c) && !isalnum((unsigned char)c) &&
	    !strchr("_-./:=@%+,", c))
		str_addc(to, '\\');
	str_addc(to, c);
}

/* In double quotes '!' would still recall history, and a \ before it stays. */
static void add_quoted(struct str *to, char c, char quote)
{
	if (quote == '\'' && c == '\'') {
		str_add(to, "'\\''");
	} else if (quote == '"' && c == '!') {
		str_add(to, "\"'!'\"");
	} else {
		if (quote == '"' && strchr("$`\"\\", c))
			str_addc(to, '\\');
		str_addc(to, c);
	}
}

static void add_control(struct str *to, unsigned char c, char quote)
{
	if (quote)
		str_addc(to, quote);
	str_addf(to, "$'\\x%02x'", c);
	if (quote)
		str_addc(to, quote);
}

void bash_reply(const struct bash_line *l, const char *word, struct str *to)
{
	char quote = l->quote == '$' ? '\'' : l->quote;

	for (const char *p = word + strnlen(word, l->replaced_from); *p;
	     p++) {
		if (iscntrl((unsigned char)*p))
			add_control(to, (unsigned char)*p, quote);
		else if (quote)
			add_quoted(to, *p, quote);
		else
			add_bare(to, *p);
	}
}
