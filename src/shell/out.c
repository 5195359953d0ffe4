/* shell/out.c - what a command has to say, in the form that was asked for */
#include "shell/out.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"
#include "shell/out_state.h"
#include "shell/row.h"
#include "shell/table.h"

struct out *out_new(FILE *data, FILE *notes, enum out_format f, bool quiet)
{
	struct out *o = xcalloc(1, sizeof *o);

	o->data = data;
	o->notes = notes;
	o->format = f;
	o->quiet = quiet;
	return o;
}

void out_free(struct out *o)
{
	if (!o)
		return;
	table_free(o->table);
	row_clear(&o->row);
	vec_free(&o->row);
	free(o);
}

int out_format_parse(const char *name, enum out_format *ret, struct err *e)
{
	static const char *const names[] = { "text", "json", "csv", "name" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!strcmp(names[i], name)) {
			*ret = (enum out_format)i;
			return 0;
		}
	}
	return err_set(e, ERR_USAGE, "unknown output format '%s': it is one of "
		       "text, json, csv, name", name);
}

enum out_format out_format(const struct out *o)
{
	return o->format;
}

bool out_quiet(const struct out *o)
{
	return o->quiet;
}

/* A terminal gets the layout of a text, but nothing else that would control
 * it. */
static void add_layout(struct str *to, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\r\n\t");

		str_addn_term(to, text, len);
		text += len;
		if (*text == '\r' && text[1] != '\n')
			str_addn_term(to, text, 1);
		else if (*text && *text != '\r')
			str_addc(to, *text);
		text += *text != '\0';
	}
}

/* The other forms are safe as they are. */
static bool needs_layout(const struct out *o)
{
	return o->format == OUT_CSV && isatty(fileno(o->data));
}

void out_put(struct out *o, const struct str *s)
{
	AUTO_STR safe = STR_INIT;

	out_progress_end(o);
	if (needs_layout(o)) {
		add_layout(&safe, s->buf);
		s = &safe;
	}
	if (!o->write_errno && s->len &&
	    fwrite(s->buf, 1, s->len, o->data) != s->len)
		o->write_errno = errno;
}

/* --- lists --- */

static void list_begin(struct out *o, const struct out_col *cols)
{
	assert(o->open == NOTHING);
	o->cols = cols;
	o->n_rows = 0;
	for (o->n_cols = 0; cols[o->n_cols].key; o->n_cols++)
		;
	row_clear(&o->row);
}

void out_list(struct out *o, const struct out_col *cols)
{
	list_begin(o, cols);
	o->open = LIST;
	if (o->format != OUT_TEXT)
		return;
	o->table = table_new(o->n_cols);
	/* without headings their width does not count either, as in virsh */
	for (size_t i = 0; !o->quiet && i < o->n_cols; i++)
		table_cell(o->table, cols[i].title);
}

void out_lines(struct out *o, const struct out_col *cols)
{
	list_begin(o, cols);
	o->open = LINES;
}

/*
 * A value that a line, or a part of one, is made of. A script gets it as it
 * is, to give it back as an argument; but never two lines for one.
 */
static void add_word(const struct out *o, const char *text, struct str *to)
{
	if (isatty(fileno(o->data))) {
		str_add_term(to, text);
		return;
	}
	for (size_t len; *text; text += len) {
		len = strcspn(text, "\r\n");
		str_addn(to, text, len);
		if (!len)
			str_addn_term(to, text, len = 1);
	}
}

static void add_bare(const struct out *o, const struct row *r, struct str *to)
{
	AUTO_STR tmp = STR_INIT;

	for (size_t i = 0; i < r->n; i++) {
		if (i)
			str_addc(to, ' ');
		add_word(o, row_cell_text(&r->v[i], &tmp), to);
	}
	str_addc(to, '\n');
}

static void add_name(const struct out *o, const struct row *r, struct str *to)
{
	AUTO_STR tmp = STR_INIT;

	add_word(o, row_name(r, &tmp), to);
	str_addc(to, '\n');
}

static void add_csv(struct out *o, const struct row *r, bool head,
		    struct str *to)
{
	if (head && !o->quiet)
		row_csv_head(r, to);
	row_csv(r, to);
}

static void row_done(struct out *o)
{
	AUTO_STR s = STR_INIT;
	AUTO_STR tmp = STR_INIT;

	switch (o->format) {
	case OUT_TEXT:
		if (o->open == LINES)
			add_bare(o, &o->row, &s);
		for (size_t i = 0; o->open == LIST && i < o->row.n; i++)
			table_cell(o->table, row_cell_text(&o->row.v[i], &tmp));
		break;
	case OUT_JSON:
		str_add(&s, o->n_rows ? ",\n" : "[\n");
		row_json(&o->row, &s);
		break;
	case OUT_CSV:
		add_csv(o, &o->row, o->n_rows == 0, &s);
		break;
	case OUT_NAME:
		add_name(o, &o->row, &s);
		break;
	}
	out_put(o, &s);
	row_clear(&o->row);
	o->n_rows++;
}

void out_cell(struct out *o, struct out_value v)
{
	const struct out_col *col = &o->cols[o->row.n];

	assert(o->open == LIST || o->open == LINES);
	row_add(&o->row, col->key, col->title, &v);
	if (o->row.n == o->n_cols)
		row_done(o);
}

static void add_empty_csv(struct out *o, struct str *to)
{
	struct out_value none = out_null(NULL);

	if (o->quiet)
		return;
	for (size_t i = 0; i < o->n_cols; i++)
		row_add(&o->row, o->cols[i].key, o->cols[i].title, &none);
	row_csv_head(&o->row, to);
	row_clear(&o->row);
}

static void list_end(struct out *o, struct str *to)
{
	assert(o->row.n == 0);
	if (o->format == OUT_TEXT && o->open == LIST)
		table_draw(o->table, !o->quiet, to);
	if (o->format == OUT_JSON)
		str_add(to, o->n_rows ? "\n]\n" : "[]\n");
	if (o->format == OUT_CSV && o->n_rows == 0)
		add_empty_csv(o, to);
	table_free(TAKE(o->table));
}

/* --- records and values --- */

void out_field(struct out *o, const char *key, const char *label,
	       struct out_value v)
{
	assert(o->open == NOTHING || o->open == RECORD);
	o->open = RECORD;
	row_add(&o->row, key, label, &v);
}

/* virsh pads the labels of a record to 15, and to 20 where one is longer
 * (nodeinfo). */
static void add_record(const struct row *r, struct str *to)
{
	AUTO_STR tmp = STR_INIT;
	size_t width = 15;

	for (size_t i = 0; i < r->n; i++)
		if (utf8_width(r->v[i].label) + 1 > width)
			width = 20;
	for (size_t i = 0; i < r->n; i++) {
		size_t w = utf8_width(r->v[i].label) + 1;

		str_addf(to, "%s:", r->v[i].label);
		str_pad(to, ' ', (w < width ? width - w : 0) + 1);
		str_add_term(to, row_cell_text(&r->v[i], &tmp));
		str_addc(to, '\n');
	}
}

static void record_end(struct out *o, struct str *to)
{
	switch (o->format) {
	case OUT_TEXT:
		add_record(&o->row, to);
		break;
	case OUT_JSON:
		row_json(&o->row, to);
		str_addc(to, '\n');
		break;
	case OUT_CSV:
		add_csv(o, &o->row, true, to);
		break;
	case OUT_NAME:
		add_name(o, &o->row, to);
		break;
	}
	row_clear(&o->row);
}

void out_end(struct out *o)
{
	AUTO_STR s = STR_INIT;

	assert(o->open != NOTHING);
	if (o->open == RECORD)
		record_end(o, &s);
	else
		list_end(o, &s);
	o->open = NOTHING;
	out_put(o, &s);
}

void out_value(struct out *o, const char *key, struct out_value v)
{
	AUTO_STR s = STR_INIT;

	assert(o->open == NOTHING);
	row_add(&o->row, key, key, &v);
	if (o->format == OUT_TEXT) {
		add_bare(o, &o->row, &s);
		row_clear(&o->row);
	} else {
		record_end(o, &s);
	}
	out_put(o, &s);
}

/* --- text --- */

void out_json(struct out *o, const char *document)
{
	AUTO_STR s = STR_INIT;

	assert(o->format == OUT_JSON);
	str_add(&s, document);
	out_put(o, &s);
}

void out_raw(struct out *o, const char *text)
{
	AUTO_STR s = STR_INIT;

	if (o->format == OUT_JSON || o->format == OUT_CSV) {
		out_value(o, "text", out_str(text));
		return;
	}
	if (isatty(fileno(o->data)))
		add_layout(&s, text);
	else
		str_add(&s, text);
	/* without the empty line that ends a command in text form */
	if (o->format == OUT_NAME && s.len && s.buf[s.len - 1] != '\n')
		str_addc(&s, '\n');
	out_put(o, &s);
}

/* --- the end of a command --- */

/* A command that failed may leave a list or a record behind, half done. */
static void drop_open(struct out *o)
{
	table_free(TAKE(o->table));
	row_clear(&o->row);
	o->open = NOTHING;
}

void out_command_end(struct out *o, double ms)
{
	AUTO_STR s = STR_INIT;

	out_progress_end(o);
	drop_open(o);
	if (o->format != OUT_TEXT)
		return;
	if (ms >= 0)
		str_addf(&s, "\n(Time: %.3f ms)\n\n", ms);
	else if (!o->quiet)
		str_addc(&s, '\n');
	out_put(o, &s);
}

int out_flush(struct out *o, struct err *e)
{
	if (fflush(o->data) != 0 && !o->write_errno)
		o->write_errno = errno;
	if (!o->write_errno)
		return 0;
	return err_set(e, ERR_FAILED, "cannot write output: %s",
		       strerror(o->write_errno));
}

bool out_broken_pipe(const struct out *o)
{
	return o->write_errno == EPIPE;
}
