/* base/parse.c - numbers, sizes and GUIDs from text */
#include "base/parse.h"

#include <string.h>
#include <strings.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Digits up to the first other character; NULL: none, or more than max. */
static const char *digits(const char *text, uint64_t max, uint64_t *ret)
{
	uint64_t v = 0;

	if (!text || !is_digit(*text))
		return NULL;
	for (; is_digit(*text); text++) {
		if (__builtin_mul_overflow(v, 10, &v) ||
		    __builtin_add_overflow(v, (uint64_t)(*text - '0'), &v) ||
		    v > max)
			return NULL;
	}
	*ret = v;
	return text;
}

int parse_u64(const char *text, uint64_t max, uint64_t *ret)
{
	uint64_t v;
	const char *end = digits(text, max, &v);

	if (!end || *end)
		return -1;
	*ret = v;
	return 0;
}

int parse_i64(const char *text, int64_t *ret)
{
	bool minus = text && *text == '-';
	uint64_t v;

	if (!text || parse_u64(text + minus, (uint64_t)INT64_MAX + minus, &v) < 0)
		return -1;
	/* -(v - 1) - 1: INT64_MIN has no positive twin */
	*ret = minus && v ? -(int64_t)(v - 1) - 1 : (int64_t)v;
	return 0;
}

int parse_bool(const char *text, bool *ret)
{
	if (!text)
		return -1;
	if (strcasecmp(text, "true") && strcasecmp(text, "false"))
		return -1;
	*ret = !strcasecmp(text, "true");
	return 0;
}

/* K and KiB are 1024, KB is 1000, as virsh has it; so are M, G, T, P, E.
 * The factor of a suffix, 0 if it is none. */
static uint64_t size_factor(const char *suffix)
{
	static const char letters[] = "kmgtpe";
	uint64_t base, factor = 1;
	const char *at;

	if (!strcasecmp(suffix, "b") || !strcasecmp(suffix, "byte") ||
	    !strcasecmp(suffix, "bytes"))
		return 1;
	at = strchr(letters, *suffix | 0x20);
	if (!at)
		return 0;
	if (!suffix[1] || !strcasecmp(suffix + 1, "ib"))
		base = 1024;
	else if (!strcasecmp(suffix + 1, "b"))
		base = 1000;
	else
		return 0;
	for (; at >= letters; at--)
		factor *= base;
	return factor;
}

int parse_size(const char *text, uint64_t unit, uint64_t *ret)
{
	uint64_t v, factor;
	const char *end = digits(text, UINT64_MAX, &v);

	if (!end)
		return -1;
	factor = *end ? size_factor(end) : unit;
	if (!factor || __builtin_mul_overflow(v, factor, &v))
		return -1;
	*ret = v;
	return 0;
}

/* The lower-case form of a hexadecimal digit, 0 for anything else. */
static char hex_lower(char c)
{
	if (is_digit(c) || (c >= 'a' && c <= 'f'))
		return c;
	return c >= 'A' && c <= 'F' ? (char)(c | 0x20) : '\0';
}

static bool guid_at(const char *text, char ret[GUID_LEN])
{
	for (int i = 0; i < GUID_LEN; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		ret[i] = dash && text[i] == '-' ? '-' :
			 dash ? '\0' : hex_lower(text[i]);
		if (!ret[i])
			return false;
	}
	return true;
}

bool is_guid(const char *text)
{
	char lower[GUID_LEN];

	return text && guid_at(text, lower) && !text[GUID_LEN];
}

int parse_guid(const char *text, char ret[GUID_LEN + 1])
{
	bool braces = text && *text == '{';
	char lower[GUID_LEN];

	if (!text || !guid_at(text + braces, lower))
		return -1;
	if (strcmp(text + braces + GUID_LEN, braces ? "}" : ""))
		return -1;
	memcpy(ret, lower, GUID_LEN);
	ret[GUID_LEN] = '\0';
	return 0;
}
