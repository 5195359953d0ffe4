/* domxml/emit.c - XML as libvirt lays it out */
#include "domxml/emit.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"

/* The characters of 'own' are written as libvirt does, not as references. */
static void add_escaped(struct str *s, const char *text, const char *own)
{
	size_t len;

	for (;; text += len + 1) {
		len = strcspn(text, own);
		str_addn_xml(s, text, len);
		if (!text[len])
			return;
		if (text[len] == '\'')
			str_add(s, "&apos;");
		else
			str_addc(s, text[len]);
	}
}

/* "<tag" and the attributes; whether there were any. */
static bool start_tag(struct str *s, int depth, const char *tag, va_list ap)
{
	const char *name, *value;
	bool any = false;

	str_pad(s, ' ', (size_t)depth * 2);
	str_addc(s, '<');
	str_add(s, tag);
	while ((name = va_arg(ap, const char *))) {
		value = va_arg(ap, const char *);
		if (!value)
			continue;
		any = true;
		str_addc(s, ' ');
		str_add(s, name);
		str_add(s, "='");
		add_escaped(s, value, "'");
		str_addc(s, '\'');
	}
	return any;
}

void domxml_open(struct str *s, int depth, const char *tag, ...)
{
	va_list ap;

	va_start(ap, tag);
	start_tag(s, depth, tag, ap);
	va_end(ap);
	str_add(s, ">\n");
}

void domxml_close(struct str *s, int depth, const char *tag)
{
	str_pad(s, ' ', (size_t)depth * 2);
	str_add(s, "</");
	str_add(s, tag);
	str_add(s, ">\n");
}

void domxml_empty(struct str *s, int depth, const char *tag, ...)
{
	va_list ap;

	va_start(ap, tag);
	start_tag(s, depth, tag, ap);
	va_end(ap);
	str_add(s, "/>\n");
}

void domxml_some(struct str *s, int depth, const char *tag, ...)
{
	AUTO_STR one = STR_INIT;
	va_list ap;
	bool any;

	va_start(ap, tag);
	any = start_tag(&one, depth, tag, ap);
	va_end(ap);
	if (!any)
		return;
	str_addn(s, one.buf, one.len);
	str_add(s, "/>\n");
}

void domxml_leaf(struct str *s, int depth, const char *tag, const char *text,
		 ...)
{
	va_list ap;

	va_start(ap, text);
	start_tag(s, depth, tag, ap);
	va_end(ap);
	str_addc(s, '>');
	add_escaped(s, text, "'\n\t");
	str_add(s, "</");
	str_add(s, tag);
	str_add(s, ">\n");
}

struct domxml_digits domxml_number(uint64_t v)
{
	struct domxml_digits d;

	snprintf(d.text, sizeof d.text, "%" PRIu64, v);
	return d;
}
