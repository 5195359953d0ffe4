/* shell/out.c - what a command has to say, in the form that was asked for */
#include "shell/out.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "shell/row.h"
#include "shell/table.h"

struct out {
	FILE *data, *notes;
	enum out_format format;
	bool quiet;
	int write_errno;                /* the first write that failed */
	enum { NOTHING, LIST, LINES, RECORD } open;
	const struct out_col *cols;
	size_t n_cols, n_rows;
	struct table *table;            /* a list's, in text form */
	struct row row;
	bool progress;                  /* a line of it is on the terminal */
};

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

static void put(struct out *o, const struct str *s)
{
	out_progress_end(o);
	if (!o->write_errno && s->len &&
	    fwrite(s->buf, 1, s->len, o->data) != s->len)
		o->write_errno = errno;
}

static void put_note(struct out *o, const struct str *s)
{
	out_progress_end(o);
	fflush(o->data);                /* in the order it happened */
	fwrite(s->buf, 1, s->len, o->notes);
	fflush(o->notes);
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
	for (size_t i = 0; i < o->n_cols; i++)
		table_cell(o->table, cols[i].title);
}

void out_lines(struct out *o, const struct out_col *cols)
{
	list_begin(o, cols);
	o->open = LINES;
}

static void add_bare(const struct row *r, struct str *to)
{
	AUTO_STR tmp = STR_INIT;

	for (size_t i = 0; i < r->n; i++) {
		if (i)
			str_addc(to, ' ');
		str_add_term(to, row_cell_text(&r->v[i], &tmp));
	}
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
			add_bare(&o->row, &s);
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
		row_name(&o->row, &s);
		str_addc(&s, '\n');
		break;
	}
	put(o, &s);
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
		row_name(&o->row, to);
		str_addc(to, '\n');
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
	put(o, &s);
}

void out_value(struct out *o, const char *key, struct out_value v)
{
	AUTO_STR s = STR_INIT;

	assert(o->open == NOTHING);
	row_add(&o->row, key, key, &v);
	if (o->format == OUT_TEXT) {
		add_bare(&o->row, &s);
		row_clear(&o->row);
	} else {
		record_end(o, &s);
	}
	put(o, &s);
}

/* --- text --- */

void out_json(struct out *o, const char *document)
{
	AUTO_STR s = STR_INIT;

	assert(o->format == OUT_JSON);
	str_add(&s, document);
	put(o, &s);
}

/* A terminal gets the layout of a text, but nothing else that would control
 * it. */
static void add_layout(struct str *to, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n\t");

		str_addn_term(to, text, len);
		text += len;
		if (*text)
			str_addc(to, *text++);
	}
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
	put(o, &s);
}

/* A message in one line: what a host says may come in several, and ends in
 * CR LF. */
static void add_message(struct str *to, const char *text)
{
	size_t len;

	while (*text) {
		len = strcspn(text, "\r\n");
		str_addn_term(to, text, len);
		text += len + strspn(text + len, "\r\n");
		if (*text)
			str_addc(to, ' ');
	}
}

static char *line_of(const char *fmt, va_list ap)
	__attribute__((format(printf, 1, 0)));
static char *line_of(const char *fmt, va_list ap)
{
	AUTO_FREE char *text = xvasprintf(fmt, ap);
	AUTO_STR s = STR_INIT;

	add_message(&s, text);
	return str_take(&s);
}

void out_done(struct out *o, const char *fmt, ...)
{
	AUTO_FREE char *raw = NULL;
	AUTO_FREE char *line = NULL;
	AUTO_STR s = STR_INIT;
	va_list ap;

	if (o->quiet || o->format == OUT_CSV || o->format == OUT_NAME)
		return;
	va_start(ap, fmt);
	if (o->format == OUT_JSON)
		raw = xvasprintf(fmt, ap);
	else
		line = line_of(fmt, ap);
	va_end(ap);
	if (raw) {
		out_value(o, "done", out_str(raw));
		return;
	}
	str_addf(&s, "%s\n", line);
	put(o, &s);
}

void out_warn(struct out *o, const char *fmt, ...)
{
	AUTO_FREE char *line = NULL;
	AUTO_STR s = STR_INIT;
	va_list ap;

	va_start(ap, fmt);
	line = line_of(fmt, ap);
	va_end(ap);
	if (o->format == OUT_JSON) {
		str_add(&s, "{\"warning\":");
		json_text(&s, line);
		str_add(&s, "}\n");
	} else {
		str_addf(&s, "warning: %s\n", line);
	}
	put_note(o, &s);
}

static const char *kind_name(enum err_kind kind)
{
	switch (kind) {
	case ERR_NONE:
		return "none";
	case ERR_FAILED:
		return "failed";
	case ERR_PROTOCOL:
		return "protocol";
	case ERR_STATE:
		return "state";
	case ERR_JOB:
		return "job";
	case ERR_USAGE:
		return "usage";
	case ERR_CONNECT:
		return "connect";
	case ERR_TLS:
		return "tls";
	case ERR_AUTH:
		return "auth";
	case ERR_DENIED:
		return "denied";
	case ERR_TIMEOUT:
		return "timeout";
	case ERR_NOT_FOUND:
		return "not-found";
	case ERR_INTERRUPTED:
		return "interrupted";
	}
	return "failed";
}

static void add_error_json(struct str *to, const struct err *err)
{
	struct row r = VEC_INIT;
	struct out_value v[] = {
		out_str(kind_name(err->kind)),
		out_str(err->msg),
		err->code ? out_num(err->code) : out_null(NULL),
		out_str(err->hint),
		out_num((uint64_t)err_status(err->kind)),
	};
	static const char *const keys[] = {
		"kind", "message", "code", "hint", "status"
	};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		row_add(&r, keys[i], keys[i], &v[i]);
	str_add(to, "{\"error\":");
	row_json(&r, to);
	str_add(to, "}\n");
	row_clear(&r);
	vec_free(&r);
}

void out_error(struct out *o, const struct err *err)
{
	AUTO_STR s = STR_INIT;

	if (o->format == OUT_JSON) {
		add_error_json(&s, err);
	} else {
		str_add(&s, "error: ");
		add_message(&s, err->msg);
		str_addc(&s, '\n');
		if (err->hint) {
			str_add(&s, "hint: ");
			add_message(&s, err->hint);
			str_addc(&s, '\n');
		}
	}
	put_note(o, &s);
}

/* --- progress --- */

static size_t columns(FILE *f)
{
	struct winsize w = { 0 };

	if (ioctl(fileno(f), TIOCGWINSZ, &w) < 0 || w.ws_col == 0)
		return 80;
	return w.ws_col;
}

/* As many characters as fit before the last column. */
static void add_cut(struct str *to, const char *text, size_t width)
{
	uint32_t c;
	int len;

	while ((len = utf8_next(text, &c)) > 0) {
		AUTO_STR one = STR_INIT;

		str_addn(&one, text, (size_t)len);
		if (utf8_width(one.buf) > width)
			return;
		width -= utf8_width(one.buf);
		str_add(to, one.buf);
		text += len;
	}
}

void out_progress(struct out *o, const char *what, int percent)
{
	AUTO_STR text = STR_INIT;
	AUTO_STR s = STR_INIT;

	if (o->quiet || !isatty(fileno(o->notes)))
		return;
	str_add_term(&text, what);
	str_addf(&text, ": %d %%", percent);
	str_add(&s, "\r\033[K");
	add_cut(&s, text.buf, columns(o->notes) - 1);
	fwrite(s.buf, 1, s.len, o->notes);
	fflush(o->notes);
	o->progress = true;
}

void out_progress_end(struct out *o)
{
	if (!o->progress)
		return;
	fputs("\r\033[K", o->notes);
	fflush(o->notes);
	o->progress = false;
}

/* --- the end of a command --- */

void out_command_end(struct out *o, double ms)
{
	AUTO_STR s = STR_INIT;

	out_progress_end(o);
	if (o->format != OUT_TEXT)
		return;
	if (ms >= 0)
		str_addf(&s, "\n(Time: %.3f ms)\n\n", ms);
	else if (!o->quiet)
		str_addc(&s, '\n');
	put(o, &s);
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
