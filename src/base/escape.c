/* base/escape.c - the one escaper of each language */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

/* What stands for an ASCII character in XML; NULL: itself. TAB, LF and CR go
 * as references because an attribute's value, and CR anywhere, is normalized
 * by the reader otherwise (XML 1.0, 2.11 and 3.3.3). */
static const char *xml_reference(unsigned char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\t':
		return "&#9;";
	case '\n':
		return "&#10;";
	case '\r':
		return "&#13;";
	}
	return c < 0x20 ? "?" : NULL;
}

/* The length of the character of which XML 1.0 (2.2, Char) can carry the code
 * point, or 0; *skip is how many bytes one '?' stands for then. */
static size_t xml_char(const char *text, size_t n, size_t *skip)
{
	uint32_t cp;
	int len = utf8_nextn(text, n, &cp);

	*skip = len > 0 ? (size_t)len : 1;
	if (len <= 0 || cp == 0xfffe || cp == 0xffff)
		return 0;
	if (cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r')
		return 0;
	return (size_t)len;
}

void str_addn_xml(struct str *s, const char *text, size_t n)
{
	size_t run = 0, i = 0;

	while (i < n) {
		unsigned char c = (unsigned char)text[i];
		const char *ref = "?";
		size_t skip = 1;

		if (c < 0x80)
			ref = xml_reference(c);
		else if (xml_char(text + i, n - i, &skip))
			ref = NULL;
		if (ref) {
			str_addn(s, text + run, i - run);
			str_add(s, ref);
			run = i + skip;
		}
		i += skip;
	}
	str_addn(s, text + run, n - run);
}

void str_add_xml(struct str *s, const char *text)
{
	str_addn_xml(s, text, strlen(text));
}

void str_add_wql(struct str *s, const char *text)
{
	str_addc(s, '\'');
	for (; *text; text++) {
		if (*text == '\'' || *text == '\\')
			str_addc(s, '\\');
		str_addc(s, *text);
	}
	str_addc(s, '\'');
}

void str_add_like(struct str *s, const char *text)
{
	size_t n = strlen(text), len, skip;

	for (; n; text += skip, n -= skip) {
		len = xml_char(text, n, &skip);
		if (!len || *text == '?')
			str_addc(s, '_');
		else if (*text == '\'' || *text == '\\')
			str_addf(s, "\\%c", *text);
		else if (*text == '%' || *text == '_' || *text == '[')
			str_addf(s, "[%c]", *text);
		else
			str_addn(s, text, len);
	}
}

/* '=' is left out: as a command's first word A=b would be an assignment. */
static const char shell_bare[] =
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	"_@%+:,./-";

void str_add_shell(struct str *s, const char *text)
{
	if (*text && !text[strspn(text, shell_bare)]) {
		str_add(s, text);
		return;
	}
	str_addc(s, '\'');
	for (; *text; text++) {
		if (*text == '\'')
			str_add(s, "'\\''");
		else
			str_addc(s, *text);
	}
	str_addc(s, '\'');
}

void str_addn_term(struct str *s, const char *text, size_t n)
{
	size_t run = 0, i = 0, end;
	uint32_t cp = 0;
	int len;

	while (i < n) {
		len = utf8_nextn(text + i, n - i, &cp);
		end = i + (len > 0 ? (size_t)len : 1);
		if (len > 0 && utf8_shows(cp)) {
			i = end;
			continue;
		}
		str_addn(s, text + run, i - run);
		for (; i < end; i++)
			str_addf(s, "\\x%02x", (unsigned char)text[i]);
		run = end;
	}
	str_addn(s, text + run, n - run);
}

void str_add_term(struct str *s, const char *text)
{
	str_addn_term(s, text, strlen(text));
}
