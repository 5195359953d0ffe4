/* domxml/emit.h - XML as libvirt lays it out
 *
 * Two columns a level, one element a line, values between single quotes,
 * ' as &apos;. Text from anywhere goes through the XML escaper of base/str.h.
 * Attributes are name, value pairs ended by NULL; a pair whose value is NULL
 * is left out.
 */
#ifndef HVSH_DOMXML_EMIT_H
#define HVSH_DOMXML_EMIT_H

#include <stdint.h>

struct str;

void domxml_open(struct str *s, int depth, const char *tag, ...)
	__attribute__((sentinel));
void domxml_close(struct str *s, int depth, const char *tag);
void domxml_empty(struct str *s, int depth, const char *tag, ...)
	__attribute__((sentinel));
/* The same, or nothing where all values are NULL. */
void domxml_some(struct str *s, int depth, const char *tag, ...)
	__attribute__((sentinel));
/* <tag ...>text</tag>; line feeds stay as they are. */
void domxml_leaf(struct str *s, int depth, const char *tag, const char *text,
		 ...) __attribute__((sentinel));

/* A number as an argument: domxml_number(12).text */
struct domxml_digits { char text[24]; };
struct domxml_digits domxml_number(uint64_t v);

#endif
