/* base/utf8.h - UTF-8 and the columns that it takes on a terminal
 *
 * Inside and outside hvsh text is UTF-8, whatever the locale says.
 */
#ifndef HVSH_BASE_UTF8_H
#define HVSH_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes the first character of text; its length, or 0 at the end, or -1
 * where the bytes are no UTF-8 (overlong, surrogate, too big, cut). */
int utf8_next(const char *text, uint32_t *ret);
/* The same for text of n bytes, where NUL is a character like any other. */
int utf8_nextn(const char *text, size_t n, uint32_t *ret);

/* Of a terminal: a character that shows what is there, no control character
 * and none that turns the direction of what follows. */
bool utf8_shows(uint32_t cp);

/* Columns of printable text: wide characters take two, combining none. */
size_t utf8_width(const char *text);
/* Of one character, where the C library has no UTF-8 locale to ask. */
size_t utf8_table_width(uint32_t cp);

#endif
