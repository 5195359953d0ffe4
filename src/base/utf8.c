/* base/utf8.c - UTF-8 and the columns that it takes on a terminal
 *
 * The widths are those of the C library (wcwidth), because the terminal and
 * readline go by the same tables more often than not. wcwidth follows the
 * locale, which need not be a UTF-8 one, so it is asked in C.UTF-8. Where
 * that locale is not to be had, the short table below gives the blocks that
 * matter: what combines and what is wide.
 */
#include "base/utf8.h"

#include <locale.h>
#include <stdbool.h>
#include <wchar.h>

/* Unicode 15, table 3-7: the first byte says how many follow. */
int utf8_nextn(const char *text, size_t n, uint32_t *ret)
{
	const unsigned char *u = (const unsigned char *)text;
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint32_t cp;
	int len;

	if (!n)
		return 0;
	if (u[0] < 0x80) {
		*ret = u[0];
		return 1;
	}
	if (u[0] < 0xc2 || u[0] > 0xf4)
		return -1;
	len = u[0] < 0xe0 ? 2 : u[0] < 0xf0 ? 3 : 4;
	if (n < (size_t)len)
		return -1;
	cp = u[0] & (0x7fu >> len);
	for (int i = 1; i < len; i++) {
		if ((u[i] & 0xc0) != 0x80)
			return -1;      /* a NUL too: nothing is read after it */
		cp = cp << 6 | (u[i] & 0x3f);
	}
	if (cp < least[len] || cp > 0x10ffff || (cp >= 0xd800 && cp < 0xe000))
		return -1;
	*ret = cp;
	return len;
}

int utf8_next(const char *text, uint32_t *ret)
{
	return *text ? utf8_nextn(text, 4, ret) : 0;
}

struct range {
	uint32_t first, last;
};

static const struct range combining[] = {
	{ 0x0300, 0x036f }, { 0x0483, 0x0489 }, { 0x0591, 0x05bd },
	{ 0x0610, 0x061a }, { 0x064b, 0x065f }, { 0x093a, 0x093a },
	{ 0x0e31, 0x0e31 }, { 0x0e34, 0x0e3a }, { 0x0e47, 0x0e4e },
	{ 0x1ab0, 0x1aff }, { 0x1dc0, 0x1dff }, { 0x200b, 0x200f },
	{ 0x2028, 0x202e }, { 0x2060, 0x206f }, { 0x20d0, 0x20ff },
	{ 0xfe00, 0xfe0f }, { 0xfe20, 0xfe2f }, { 0xfeff, 0xfeff },
	{ 0xe0100, 0xe01ef },
};

static const struct range wide[] = {
	{ 0x1100, 0x115f }, { 0x2e80, 0x303e }, { 0x3041, 0x33ff },
	{ 0x3400, 0x4dbf }, { 0x4e00, 0x9fff }, { 0xa000, 0xa4cf },
	{ 0xa960, 0xa97f }, { 0xac00, 0xd7a3 }, { 0xf900, 0xfaff },
	{ 0xfe30, 0xfe6f }, { 0xff00, 0xff60 }, { 0xffe0, 0xffe6 },
	{ 0x1f300, 0x1f64f }, { 0x1f680, 0x1f6ff }, { 0x1f900, 0x1f9ff },
	{ 0x20000, 0x3fffd },
};

static bool in_ranges(uint32_t cp, const struct range *r, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (cp >= r[i].first && cp <= r[i].last)
			return true;
	return false;
}

#define IN(cp, table) in_ranges(cp, table, sizeof(table) / sizeof *(table))

size_t utf8_table_width(uint32_t cp)
{
	if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || IN(cp, combining))
		return 0;
	return IN(cp, wide) ? 2 : 1;
}

static size_t ascii_run(const char **text)
{
	size_t n = 0;

	for (; **text > 0; ++*text)
		n += **text >= 0x20 && **text < 0x7f;
	return n;
}

size_t utf8_width(const char *text)
{
	static locale_t utf8;           /* made once, kept */
	size_t width = ascii_run(&text);
	locale_t before;
	uint32_t cp;
	int len, w;

	if (!*text)
		return width;
	if (!utf8)
		utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	before = utf8 ? uselocale(utf8) : (locale_t)0;
	while ((len = utf8_next(text, &cp))) {
		if (len > 0) {
			w = utf8 ? wcwidth((wchar_t)cp)
				 : (int)utf8_table_width(cp);
			width += w > 0 ? (size_t)w : 0;
		}
		text += len > 0 ? len : 1;
	}
	if (utf8)
		uselocale(before);
	return width;
}

/* Line and paragraph separators and all that turns the direction of text
 * are as good as control characters at hiding what is there. */
bool utf8_shows(uint32_t cp)
{
	if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0))
		return false;
	if (cp == 0x061c || cp == 0x200e || cp == 0x200f)
		return false;
	if (cp >= 0x2028 && cp <= 0x202e)
		return false;
	return cp < 0x2066 || cp > 0x2069;
}
