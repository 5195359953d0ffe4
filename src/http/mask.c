/* http/mask.c - a trace shows what was said, but no secret
 *
 * Works on the text itself, so that what is no XML can be shown as well, and
 * on CIM-XML that is carried as escaped text. Masked is the content of every
 * element that is named, or has a Name, of a secret.
 */
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "http/internal.h"

/* How markup is spelled on the two levels. */
static const struct level {
	const char *lt, *gt, *quot;
} levels[] = {
	{ "<", ">", "\"" },
	{ "&lt;", "&gt;", "&quot;" },
};

static bool is_secret(const char *name, size_t len)
{
	static const char password[] = "password", credential[] = "credential";
	size_t p = sizeof password - 1, c = sizeof credential - 1;

	if (len >= p && !strncasecmp(name + len - p, password, p))
		return true;
	for (size_t i = 0; i + c <= len; i++) {
		if (!strncasecmp(name + i, credential, c))
			return true;
	}
	return false;
}

static const char *find(const char *p, const char *end, const char *what)
{
	return memmem(p, (size_t)(end - p), what, strlen(what));
}

/* The qualified name at p ends here. */
static const char *name_end(const char *p, const char *end)
{
	while (p < end && !strchr(" \t\r\n/>&\"'<", *p))
		p++;
	return p;
}

static bool secret_attr(const char *p, const char *end, const struct level *l)
{
	const char *value, *stop;

	for (; end - p > 5; p++) {
		if (strncasecmp(p, "name=", 5))
			continue;
		value = p + 5;
		if (*value == '\'')
			stop = find(value + 1, end, "'");
		else
			stop = find(value + 1, end, l->quot);
		if (stop && is_secret(value, (size_t)(stop - value)))
			return true;
	}
	return false;
}

static bool secret_tag(const char *name, const char *stop, const char *end,
		       const struct level *l)
{
	const char *colon = memchr(name, ':', (size_t)(stop - name));
	const char *local = colon ? colon + 1 : name;

	return is_secret(local, (size_t)(stop - local)) ||
	       secret_attr(stop, end, l);
}

/*
 * A start tag of that level at p: *body is where its content begins and, if
 * that is secret, *rest where it ends; else both are the same.
 */
static bool start_tag(const char *p, const char *end, const struct level *l,
		      const char **body, const char **rest)
{
	const char *name = p + strlen(l->lt), *stop, *gt;
	AUTO_STR close = STR_INIT;

	stop = name_end(name, end);
	gt = find(stop, end, l->gt);
	if (stop == name || !gt)
		return false;
	*body = *rest = gt + strlen(l->gt);
	if (gt[-1] == '/' || !secret_tag(name, stop, gt, l))
		return true;
	str_addf(&close, "%s/%.*s", l->lt, (int)(stop - name), name);
	*rest = find(*body, end, close.buf);
	if (!*rest)
		*rest = end;
	return true;
}

static const struct level *level_at(const char *p, const char *end)
{
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
		size_t n = strlen(levels[i].lt);

		if ((size_t)(end - p) > n && !strncmp(p, levels[i].lt, n))
			return &levels[i];
	}
	return NULL;
}

void http_mask(const char *text, size_t len, struct str *to)
{
	const char *p = text, *end = text + len, *run = text, *body, *rest;
	const struct level *l;

	while (p < end) {
		l = level_at(p, end);
		if (!l || !start_tag(p, end, l, &body, &rest)) {
			p++;
			continue;
		}
		p = rest;
		if (rest == body)
			continue;
		str_addn(to, run, (size_t)(body - run));
		str_add(to, "***");
		run = rest;
	}
	str_addn(to, run, (size_t)(end - run));
}
