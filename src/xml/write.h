/* xml/write.h - elements into a struct str, always escaped
 *
 * Tags are literals of the caller with their prefix ("w:Selector"); values
 * may be anything. Attributes are name, value pairs ended by NULL; a pair
 * whose value is NULL is left out.
 *
 *	xml_open(&s, "w:SelectorSet", NULL);
 *	xml_leaf(&s, "w:Selector", guid, "Name", "Name", NULL);
 *	xml_close(&s, "w:SelectorSet");
 */
#ifndef HVSH_XML_WRITE_H
#define HVSH_XML_WRITE_H

struct str;

void xml_open(struct str *s, const char *tag, ...) __attribute__((sentinel));
void xml_close(struct str *s, const char *tag);
/* <tag ...>text</tag>; text NULL is written as "" */
void xml_leaf(struct str *s, const char *tag, const char *text, ...)
	__attribute__((sentinel));
void xml_empty(struct str *s, const char *tag, ...) __attribute__((sentinel));

#endif
