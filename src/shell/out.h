/* shell/out.h - what a command has to say, whatever it will look like
 *
 * A command gives named values; text, JSON, CSV or bare names is not its
 * business. Keys are stable; values are raw (numbers in their unit, the
 * unit's name in the key), 'shown' is for people. All text is escaped here
 * for where it goes.
 *
 *	static const struct out_col cols[] = {
 *		{ "id", "Id" }, { "name", "Name" }, { "state", "State" }, { 0 }
 *	};
 *	out_list(o, cols);
 *	out_cell(o, id.set ? out_num(id.v) : out_null("-"));
 *	out_cell(o, out_str(vm->name));
 *	out_cell(o, out_str("running"));
 *	out_end(o);
 *
 *	out_field(o, "cpus", "CPU(s)", out_num(2));       (a record: dominfo)
 *	out_field(o, "memory_kib", "Max memory", out_num_as(512, "512 KiB"));
 *	out_end(o);
 *
 *	out_value(o, "state", out_str("running"));        (one value: domstate)
 *	out_done(o, "Domain '%s' started", vm->name);
 */
#ifndef HVSH_SHELL_OUT_H
#define HVSH_SHELL_OUT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct err;
struct out;

enum out_format { OUT_TEXT, OUT_JSON, OUT_CSV, OUT_NAME };

struct out_value {
	enum { OUT_V_NULL, OUT_V_STR, OUT_V_NUM, OUT_V_BOOL } type;
	const char *str;        /* borrowed until the call returns */
	uint64_t num;
	const char *shown;      /* for people; NULL: as it is */
};

static inline struct out_value out_str(const char *s)
{
	return (struct out_value){ s ? OUT_V_STR : OUT_V_NULL, s, 0, NULL };
}
static inline struct out_value out_str_as(const char *s, const char *shown)
{
	return (struct out_value){ s ? OUT_V_STR : OUT_V_NULL, s, 0, shown };
}
static inline struct out_value out_num(uint64_t n)
{
	return (struct out_value){ OUT_V_NUM, NULL, n, NULL };
}
static inline struct out_value out_num_as(uint64_t n, const char *shown)
{
	return (struct out_value){ OUT_V_NUM, NULL, n, shown };
}
static inline struct out_value out_bool(bool b, const char *shown)
{
	return (struct out_value){ OUT_V_BOOL, NULL, b, shown };
}
static inline struct out_value out_null(const char *shown)
{
	return (struct out_value){ OUT_V_NULL, NULL, 0, shown };
}

struct out_col {
	const char *key;
	const char *title;
};

/* quiet: no headings, no out_done, no closing empty line (virsh -q). */
struct out *out_new(FILE *data, FILE *notes, enum out_format f, bool quiet);
void out_free(struct out *o);                   /* takes NULL */
int out_format_parse(const char *name, enum out_format *ret, struct err *e);
enum out_format out_format(const struct out *o);
bool out_quiet(const struct out *o);

void out_list(struct out *o, const struct out_col *cols);   /* a table */
void out_lines(struct out *o, const struct out_col *cols);  /* its cells bare, a
				line a row (list --name); JSON, CSV alike */
void out_cell(struct out *o, struct out_value v);
void out_field(struct out *o, const char *key, const char *label,
	       struct out_value v);
void out_end(struct out *o);                    /* of a list or a record */
void out_value(struct out *o, const char *key, struct out_value v);
/* A JSON document that is made already; JSON form only. */
void out_json(struct out *o, const char *document);
/* Text that is data as it stands (an XML document, help): no escaping in
 * text form beyond the terminal's when it is one; "text" in JSON. */
void out_raw(struct out *o, const char *text);
/* That it was done, as virsh words it: stdout, unless quiet; JSON: {"done":..} */
void out_done(struct out *o, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void out_warn(struct out *o, const char *fmt, ...)          /* stderr */
	__attribute__((format(printf, 2, 3)));
/* "error: ...", "hint: ..." on stderr, or {"error":{...}} for JSON. */
void out_error(struct out *o, const struct err *err);
/* Progress of long work, one line that is overwritten; terminal only. */
void out_progress(struct out *o, const char *what, int percent);
void out_progress_end(struct out *o);
/* Closes a command: virsh's empty line, or the time it took (< 0: not asked
 * for); both in text form only. */
void out_command_end(struct out *o, double ms);
/* After a command: flushes; ERR_FAILED if stdout could not be written. */
int out_flush(struct out *o, struct err *e);
bool out_broken_pipe(const struct out *o);      /* nobody reads stdout */

#endif
