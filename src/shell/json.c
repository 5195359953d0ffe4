/* shell/json.c - rows as JSON objects */
#include <json-c/json.h>

#include "base/str.h"
#include "base/utf8.h"
#include "shell/out.h"
#include "shell/row.h"

/* json-c hands on bytes as they are, but JSON is UTF-8: what is none (only
 * the command line or a file can bring it) becomes U+FFFD. */
static struct json_object *string(const char *text)
{
	AUTO_STR clean = STR_INIT;
	uint32_t c;
	int len;

	while ((len = utf8_next(text, &c)) != 0) {
		if (len < 0)
			str_add(&clean, "\xef\xbf\xbd");
		else
			str_addn(&clean, text, (size_t)len);
		text += len < 0 ? 1 : len;
	}
	return json_object_new_string_len(clean.buf, (int)clean.len);
}

static struct json_object *value(const struct row_cell *c)
{
	switch (c->type) {
	case OUT_V_STR:
		return string(c->str);
	case OUT_V_NUM:
		return json_object_new_uint64(c->num);
	case OUT_V_BOOL:
		return json_object_new_boolean(c->num != 0);
	}
	return NULL;
}

/* What json-c leaves raw (DEL, C1, overrides of direction) a terminal must not
 * get; none is beyond 0xffff, and all of them are within strings. */
static void add_safe(struct str *to, const char *text)
{
	const char *run = text;
	uint32_t c;
	int len;

	for (; (len = utf8_next(text, &c)) > 0; text += len) {
		if (utf8_shows(c))
			continue;
		str_addn(to, run, (size_t)(text - run));
		str_addf(to, "\\u%04x", (unsigned)c);
		run = text + len;
	}
	str_add(to, run);
}

static void add(struct str *to, struct json_object *o)
{
	add_safe(to, json_object_to_json_string_ext(o,
			JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
	json_object_put(o);
}

void row_json(const struct row *r, struct str *to)
{
	struct json_object *o = json_object_new_object();

	for (size_t i = 0; i < r->n; i++)
		json_object_object_add(o, r->v[i].key, value(&r->v[i]));
	add(to, o);
}

void json_text(struct str *to, const char *text)
{
	add(to, string(text));
}
