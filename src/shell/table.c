/* shell/table.c - columns for people, drawn as virsh draws them */
#include "shell/table.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"

struct table {
	size_t n_cols;
	size_t *widths;                 /* of each column */
	struct str text;                /* the cells, each ended by NUL */
	size_t n_cells;
};

struct table *table_new(size_t n_cols)
{
	struct table *t = xcalloc(1, sizeof *t);

	t->n_cols = n_cols;
	t->widths = xcalloc(n_cols, sizeof *t->widths);
	t->text = (struct str)STR_INIT;
	return t;
}

void table_free(struct table *t)
{
	if (!t)
		return;
	str_free(&t->text);
	free(t->widths);
	free(t);
}

void table_cell(struct table *t, const char *text)
{
	size_t *width = &t->widths[t->n_cells++ % t->n_cols];
	size_t start = t->text.len, w;

	str_add_term(&t->text, text);
	w = utf8_width(t->text.buf + start);
	if (w > *width)
		*width = w;
	str_addc(&t->text, '\0');
}

static const char *draw_row(const struct table *t, const char *cell,
			    struct str *to)
{
	for (size_t i = 0; i < t->n_cols; i++) {
		size_t len = strlen(cell);

		str_addc(to, ' ');
		str_addn(to, cell, len);
		if (i + 1 < t->n_cols)
			str_pad(to, ' ', t->widths[i] - utf8_width(cell) + 2);
		cell += len + 1;
	}
	str_addc(to, '\n');
	return cell;
}

static void draw_dashes(const struct table *t, struct str *to)
{
	for (size_t i = 0; i < t->n_cols; i++)
		str_pad(to, '-', t->widths[i] + 3);
	str_addc(to, '\n');
}

void table_draw(const struct table *t, bool heading, struct str *to)
{
	const char *cell = t->text.buf;

	for (size_t row = 0; row < t->n_cells / t->n_cols; row++) {
		cell = draw_row(t, cell, to);
		if (row == 0 && heading)
			draw_dashes(t, to);
	}
}
