/* shell/out_note.c - what is said beside the data: done, warnings, errors,
 * progress */
#include <stdarg.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "shell/out.h"
#include "shell/out_state.h"
#include "shell/row.h"

static void put_note(struct out *o, const struct str *s)
{
	out_progress_end(o);
	fflush(o->data);                /* in the order it happened */
	fwrite(s->buf, 1, s->len, o->notes);
	fflush(o->notes);
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
	out_put(o, &s);
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
