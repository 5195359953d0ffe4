/* sim/wire.c - text as Windows writes it */
#include "sim/wire.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/str.h"
#include "base/utf8.h"

static const char *entity(unsigned char c)
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
	case '\'':
		return "&apos;";
	case '\r':              /* would be read as LF otherwise */
		return "&#13;";
	}
	return c < 0x20 && c != '\t' && c != '\n' ? "?" : NULL;
}

static bool is_plain(unsigned char c)
{
	return c < 0x80 && !entity(c);
}

/* One character that may need care; where the next begins. */
static const char *add_char(struct str *to, const char *p)
{
	uint32_t cp;
	int n;

	if ((unsigned char)*p < 0x80) {
		str_add(to, entity((unsigned char)*p));
		return p + 1;
	}
	n = utf8_next(p, &cp);
	if (n <= 0 || cp == 0xfffe || cp == 0xffff) {
		str_addc(to, '?');
		return p + (n > 0 ? n : 1);
	}
	str_addn(to, p, (size_t)n);
	return p + n;
}

void sim_add_text(struct str *to, const char *text)
{
	while (*text) {
		const char *run = text;

		while (*text && is_plain((unsigned char)*text))
			text++;
		str_addn(to, run, (size_t)(text - run));
		if (*text)
			text = add_char(to, text);
	}
}

void sim_add_leaf(struct str *to, const char *tag, const char *text)
{
	str_addf(to, "<%s>", tag);
	sim_add_text(to, text);
	str_addf(to, "</%s>", tag);
}

void sim_add_uuid(struct str *to)
{
	unsigned char b[16];

	if (getrandom(b, sizeof b, 0) != (ssize_t)sizeof b)
		abort();
	b[6] = (unsigned char)((b[6] & 0x0f) | 0x40);
	b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
	str_add(to, "uuid:");
	for (size_t i = 0; i < sizeof b; i++)
		str_addf(to, "%s%02X",
			 i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "",
			 b[i]);
}

size_t sim_utf16_units(const char *text, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		n += (c & 0xc0) != 0x80;        /* a character begins */
		n += c >= 0xf0;                 /* and takes a pair */
	}
	return n;
}

bool sim_is_utf16(const char *data, size_t len)
{
	if (len < 2)
		return false;
	return !memcmp(data, "\xff\xfe", 2) || !memcmp(data, "\xfe\xff", 2) ||
	       !memcmp(data, "<", 2) || !memcmp(data, "\0<", 2);
}

static void add_unit(struct str *to, uint32_t u)
{
	str_addc(to, (char)(u & 0xff));
	str_addc(to, (char)(u >> 8 & 0xff));
}

void sim_add_utf16(struct str *to, const char *text, size_t len)
{
	const char *end = text + len;

	add_unit(to, 0xfeff);
	while (text < end) {
		uint32_t cp = '?';
		int n = utf8_next(text, &cp);

		text += n > 0 ? n : 1;
		if (cp < 0x10000) {
			add_unit(to, cp);
			continue;
		}
		add_unit(to, 0xd800 + ((cp - 0x10000) >> 10));
		add_unit(to, 0xdc00 + ((cp - 0x10000) & 0x3ff));
	}
}
