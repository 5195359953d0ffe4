/* shell/row.c - named values side by side */
#include "shell/row.h"

#include <inttypes.h>
#include <string.h>

#include "base/str.h"
#include "shell/out.h"

void row_add(struct row *r, const char *key, const char *label,
	     const struct out_value *v)
{
	vec_push(r, ((struct row_cell){ key, label, v->type, xstrdup(v->str),
					v->num, xstrdup(v->shown) }));
}

void row_clear(struct row *r)
{
	for (size_t i = 0; i < r->n; i++) {
		free(r->v[i].str);
		free(r->v[i].shown);
	}
	r->n = 0;
}

static const char *raw_text(const struct row_cell *c, struct str *tmp)
{
	str_clear(tmp);
	switch (c->type) {
	case OUT_V_STR:
		return c->str;
	case OUT_V_NUM:
		str_addf(tmp, "%" PRIu64, c->num);
		return tmp->buf;
	case OUT_V_BOOL:
		return c->num ? "true" : "false";
	}
	return "";
}

const char *row_cell_text(const struct row_cell *c, struct str *tmp)
{
	return c->shown ? c->shown : raw_text(c, tmp);
}

const char *row_name(const struct row *r, struct str *tmp)
{
	size_t i = 0;

	while (i < r->n && strcmp(r->v[i].key, "name"))
		i++;
	return r->n ? raw_text(&r->v[i < r->n ? i : 0], tmp) : "";
}

/* RFC 4180. Quotes also stand around what a spreadsheet would take for a
 * formula, and around blanks at the ends. */
void csv_cell(struct str *to, const char *text)
{
	size_t len = strlen(text);

	if (!len || (!strpbrk(text, ",\"\r\n") && !strchr("=+-@ \t", *text) &&
		     text[len - 1] != ' ')) {
		str_add(to, text);
		return;
	}
	str_addc(to, '"');
	for (; *text; text++) {
		if (*text == '"')
			str_addc(to, '"');
		str_addc(to, *text);
	}
	str_addc(to, '"');
}

void row_csv_head(const struct row *r, struct str *to)
{
	for (size_t i = 0; i < r->n; i++) {
		if (i)
			str_addc(to, ',');
		csv_cell(to, r->v[i].key);
	}
	str_add(to, "\r\n");
}

void row_csv(const struct row *r, struct str *to)
{
	AUTO_STR tmp = STR_INIT;

	for (size_t i = 0; i < r->n; i++) {
		if (i)
			str_addc(to, ',');
		csv_cell(to, raw_text(&r->v[i], &tmp));
	}
	str_add(to, "\r\n");
}
