/* shell/pairs.c - an option's value that has several parts */
#include "shell/pairs.h"

#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "shell/complete.h"

void pairs_free(struct pairs *p)
{
	for (size_t i = 0; i < p->n; i++)
		free(p->v[i].value);
	vec_free(p);
}

const char *pairs_get(const struct pairs *p, const char *key)
{
	for (size_t i = 0; i < p->n; i++)
		if (!strcmp(p->v[i].key, key))
			return p->v[i].value;
	return NULL;
}

const char *pairs_part(const char *p, struct str *to)
{
	for (; *p && (*p != ',' || p[1] == ','); p++) {
		if (*p == ',')
			p++;
		str_addc(to, *p);
	}
	return p;
}

/* How long the key is that a part begins with, '=' behind it; 0: none. A path
 * or a name with '=' in it has other characters before that. */
static size_t key_len(const char *part)
{
	size_t n = strspn(part, "abcdefghijklmnopqrstuvwxyz-");

	return part[n] == '=' ? n : 0;
}

static const char *find_key(const char *const *keys, const char *part,
			    size_t n)
{
	for (; *keys; keys++)
		if (strlen(*keys) == n && !strncmp(*keys, part, n))
			return *keys;
	return NULL;
}

static int unknown(const char *opt, const char *part, const char *const *keys,
		   struct err *e)
{
	AUTO_STR list = STR_INIT;

	for (size_t i = 0; keys[i]; i++)
		str_addf(&list, "%s%s=", i ? ", " : "", keys[i]);
	err_set(e, ERR_USAGE, "--%s does not know '%s'", opt, part);
	return err_hint(e, "it knows %s; a comma within a value is written "
			"',,'", list.buf);
}

static int add(const char *opt, const char *part, const char *const *keys,
	       struct pairs *to, struct err *e)
{
	size_t n = key_len(part);
	const char *key = n ? find_key(keys, part, n) : to->n ? NULL : keys[0];
	const char *value = n ? part + n + 1 : part;
	struct pair *p;

	if (!key)
		return unknown(opt, part, keys, e);
	if (!*value)
		return err_set(e, ERR_USAGE, "--%s: '%s' is empty", opt, key);
	if (pairs_get(to, key))
		return err_set(e, ERR_USAGE, "--%s: '%s' is given twice", opt,
			       key);
	p = vec_new(to);
	p->key = key;
	p->value = xstrdup(value);
	return 0;
}

int pairs_parse(const char *opt, const char *text, const char *const *keys,
		struct pairs *ret, struct err *e)
{
	AUTO_PAIRS p = VEC_INIT;

	for (const char *at = text;; at++) {
		AUTO_STR part = STR_INIT;

		at = pairs_part(at, &part);
		if (add(opt, part.buf, keys, &p, e) < 0)
			return -1;
		if (!*at)
			break;
	}
	*ret = p;
	p = (struct pairs)VEC_INIT;
	return 0;
}

/* --- completion --- */

size_t pairs_last(const char *word)
{
	const char *p = word;

	for (;;) {
		AUTO_STR part = STR_INIT;
		const char *end = pairs_part(p, &part);

		if (!*end)
			return (size_t)(p - word);
		p = end + 1;
	}
}

void pairs_offer(const char *word, const char *const *keys,
		 struct candidates *to)
{
	if (strchr(word + pairs_last(word), '='))
		return;
	for (; *keys; keys++) {
		AUTO_STR s = STR_INIT;

		str_addn(&s, word, pairs_last(word));
		str_addf(&s, "%s=", *keys);
		candidates_add(to, s.buf);
	}
}

void pairs_offer_value(const char *word, const char *key, const char *value,
		       struct candidates *to)
{
	AUTO_STR s = STR_INIT;

	str_addn(&s, word, pairs_last(word));
	if (key)
		str_addf(&s, "%s=", key);
	for (; *value; value++) {
		if (*value == ',')
			str_addc(&s, ',');
		str_addc(&s, *value);
	}
	candidates_add(to, s.buf);
}
