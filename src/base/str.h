/* base/str.h - a growing string, and the one escaper of each language
 *
 *	AUTO_STR s = STR_INIT;
 *	str_add(&s, "WHERE ElementName = ");
 *	str_add_wql(&s, name);
 *
 * 'buf' always ends in NUL and is never NULL. Text from outside (a host, a
 * user, a file) enters a string of another language only through that
 * language's escaper below.
 */
#ifndef HVSH_BASE_STR_H
#define HVSH_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct str {
	char *buf;
	size_t len;
	size_t cap;             /* 0: buf is the shared empty string */
};

extern char str_empty[1];
#define STR_INIT { str_empty, 0, 0 }
#define AUTO_STR __attribute__((cleanup(str_free))) struct str

void str_free(struct str *s);                   /* and ready for use again */
void str_clear(struct str *s);                  /* contents only */
char *str_take(struct str *s);                  /* yours to free */
void str_wipe(struct str *s);                   /* overwrite, then free */

void str_add(struct str *s, const char *text);
void str_addn(struct str *s, const char *text, size_t n);
void str_addc(struct str *s, char c);
void str_addf(struct str *s, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void str_vaddf(struct str *s, const char *fmt, va_list ap)
	__attribute__((format(printf, 2, 0)));
void str_pad(struct str *s, char c, size_t n);  /* n times c */

/* XML text or attribute value (within double quotes): & < > " and CR, LF, TAB
 * as references; what XML 1.0 cannot carry becomes '?', as Windows does it
 * (MS-WSMV 3.1.4.1.25). */
void str_add_xml(struct str *s, const char *text);
void str_addn_xml(struct str *s, const char *text, size_t n);

/* A WQL string literal, quotes included: \ and ' are preceded by \. */
void str_add_wql(struct str *s, const char *text);

/* The inside of a WQL LIKE literal (no quotes): % _ [ match themselves; what
 * the wire cannot carry, and the '?' that stands for it, match any one. */
void str_add_like(struct str *s, const char *text);

/* One word of a Bourne shell: 'Bob'\''s VM'; bare where nothing needs it. */
void str_add_shell(struct str *s, const char *text);

/* For a terminal: control characters (C0, DEL, C1), bidirectional overrides
 * and bytes that are no UTF-8 become \xNN per byte, as virsh shows them. */
void str_add_term(struct str *s, const char *text);
void str_addn_term(struct str *s, const char *text, size_t n);

#endif
