#include "sim/path.h"

#include <ctype.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/value.h"

#define MAX_KEYS 16
#define MAX_PATH_TEXT 65536

static void add_quoted(struct str *to, const char *text)
{
	str_addc(to, '"');
	for (; *text; text++) {
		if (*text == '\\' || *text == '"')
			str_addc(to, '\\');
		str_addc(to, *text);
	}
	str_addc(to, '"');
}

void sim_path_print(const struct sim_ref *r, const char *host, struct str *to)
{
	if (r->ns && host) {
		str_addf(to, "\\\\%s\\", host);
		for (const char *p = r->ns; *p; p++)
			str_addc(to, *p == '/' ? '\\' : *p);
		str_addc(to, ':');
	}
	str_add(to, r->cls);
	if (!r->n)
		str_add(to, "=@");
	for (size_t i = 0; i < r->n; i++) {
		str_addc(to, i ? ',' : '.');
		str_addf(to, "%s=", r->key[i].name);
		add_quoted(to, r->key[i].value);
	}
}

static const char *skip_blanks(const char *p)
{
	while (isspace((unsigned char)*p))
		p++;
	return p;
}

static const char *name_end(const char *p)
{
	if (!isalpha((unsigned char)*p) && *p != '_')
		return p;
	while (isalnum((unsigned char)*p) || *p == '_')
		p++;
	return p;
}

/* 'text' or "text", or a bare number or TRUE; NULL: none of these. */
static const char *read_value(const char *p, struct str *to)
{
	char quote = *p;

	if (quote != '"' && quote != '\'') {
		const char *begin = p;

		while (isalnum((unsigned char)*p) || *p == '-' || *p == '+')
			p++;
		str_addn(to, begin, (size_t)(p - begin));
		return p == begin ? NULL : p;
	}
	for (p++; *p && *p != quote; p++) {
		if (*p == '\\' && p[1])
			p++;
		str_addc(to, *p);
	}
	return *p ? p + 1 : NULL;
}

/* Everything before the class: \\HOST\ns:, ns:, //HOST/ns: or nothing. */
static const char *read_namespace(const char *p, struct str *ns)
{
	const char *colon = strpbrk(p, ":.=\"'}");

	if (!colon || *colon != ':') {
		/* A host's name may have dots. */
		if (strncmp(p, "\\\\", 2) && strncmp(p, "//", 2))
			return p;
		colon = strchr(p, ':');
		if (!colon)
			return NULL;
	}
	if (!strncmp(p, "\\\\", 2) || !strncmp(p, "//", 2)) {
		p = strpbrk(p + 2, "\\/");
		if (!p || p > colon)
			return NULL;
		p++;
	}
	for (; p < colon; p++)
		str_addc(ns, *p == '\\' ? '/' : *p);
	return colon + 1;
}

static const char *read_key(const char *p, bool only, struct str *name,
			    struct str *value)
{
	const char *end;

	p = skip_blanks(p);
	end = name_end(p);
	if (end == p && !only)
		return NULL;
	str_addn(name, p, (size_t)(end - p));
	p = skip_blanks(end);
	if (*p != '=')
		return NULL;
	return read_value(skip_blanks(p + 1), value);
}

struct keys {
	struct sim_key key[MAX_KEYS];
	size_t n;
};

static void keys_free(struct keys *k)
{
	for (size_t i = 0; i < k->n; i++) {
		free((char *)k->key[i].name);
		free((char *)k->key[i].value);
	}
}

static const char *read_keys(const char *p, struct keys *k)
{
	bool only = *p == '=';

	if (only && p[1] == '@')
		return p + 2;
	if (!only && *p != '.')
		return NULL;
	do {
		AUTO_STR name = STR_INIT, value = STR_INIT;

		p = read_key(only ? p : p + 1, only, &name, &value);
		if (!p || k->n == MAX_KEYS)
			return NULL;
		k->key[k->n].name = str_take(&name);
		k->key[k->n++].value = str_take(&value);
		p = skip_blanks(p);
	} while (*p == ',' && !only);
	return p;
}

int sim_path_parse(const char *text, const char **end, struct sim_ref **ret)
{
	__attribute__((cleanup(keys_free))) struct keys k = { .n = 0 };
	AUTO_STR ns = STR_INIT;
	AUTO_FREE char *cls = NULL;
	const char *p, *q;

	if (strnlen(text, MAX_PATH_TEXT) == MAX_PATH_TEXT && !end)
		return -1;
	p = read_namespace(skip_blanks(text), &ns);
	if (!p)
		return -1;
	q = name_end(p);
	if (q == p)
		return -1;
	cls = xstrndup(p, (size_t)(q - p));
	p = read_keys(skip_blanks(q), &k);
	if (!p || (!end && *skip_blanks(p)))
		return -1;
	if (end)
		*end = p;
	*ret = sim_ref_make(ns.len ? ns.buf : NULL, cls, k.key, k.n);
	return 0;
}
