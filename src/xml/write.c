/* xml/write.c - elements into a struct str, always escaped */
#include "xml/write.h"

#include <stdarg.h>

#include "base/str.h"

/* "<tag" and the attributes, without what ends the tag. */
static void start_tag(struct str *s, const char *tag, va_list ap)
{
	const char *name, *value;

	str_addc(s, '<');
	str_add(s, tag);
	while ((name = va_arg(ap, const char *))) {
		value = va_arg(ap, const char *);
		if (!value)
			continue;
		str_addc(s, ' ');
		str_add(s, name);
		str_add(s, "=\"");
		str_add_xml(s, value);
		str_addc(s, '"');
	}
}

void xml_open(struct str *s, const char *tag, ...)
{
	va_list ap;

	va_start(ap, tag);
	start_tag(s, tag, ap);
	va_end(ap);
	str_addc(s, '>');
}

void xml_close(struct str *s, const char *tag)
{
	str_add(s, "</");
	str_add(s, tag);
	str_addc(s, '>');
}

void xml_leaf(struct str *s, const char *tag, const char *text, ...)
{
	va_list ap;

	va_start(ap, text);
	start_tag(s, tag, ap);
	va_end(ap);
	str_addc(s, '>');
	if (text)
		str_add_xml(s, text);
	xml_close(s, tag);
}

void xml_empty(struct str *s, const char *tag, ...)
{
	va_list ap;

	va_start(ap, tag);
	start_tag(s, tag, ap);
	va_end(ap);
	str_add(s, "/>");
}
