/* config/ini.c - files of [sections] with key = value lines */
#include "config/ini.h"

#include "base/err.h"
#include "base/readfile.h"

#include <ctype.h>
#include <string.h>

struct reader {
	struct ini *ini;
	enum ini_style style;
	const char *section;
	unsigned line;
};

void ini_free(struct ini *ini)
{
	if (!ini)
		return;
	if (ini->text)
		explicit_bzero(ini->text, ini->size);
	free(ini->text);
	free(ini->path);
	vec_free(&ini->entries);
	free(ini);
}

static const struct ini_entry *find(const struct ini *ini, const char *section,
				    const char *key)
{
	for (size_t i = 0; i < ini->entries.n; i++) {
		const struct ini_entry *at = &ini->entries.v[i];

		if (strcmp(at->section, section) != 0 || !at->key != !key)
			continue;
		if (!key || strcmp(at->key, key) == 0)
			return at;
	}
	return NULL;
}

bool ini_has_section(const struct ini *ini, const char *section)
{
	return find(ini, section, NULL);
}

const char *ini_value(const struct ini *ini, const char *section,
		      const char *key)
{
	const struct ini_entry *at = find(ini, section, key);

	return at ? at->value : NULL;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static char *skip_blanks(char *text)
{
	while (is_blank(*text))
		text++;
	return text;
}

static void drop_blanks_at_end(char *text)
{
	size_t n = strlen(text);

	while (n && is_blank(text[n - 1]))
		text[--n] = '\0';
}

static int bad_line(const struct reader *r, const char *what, struct err *e)
{
	return err_set(e, ERR_USAGE, "%s:%u: %s", r->ini->path, r->line, what);
}

static int add(struct reader *r, const char *key, const char *value,
	       struct err *e)
{
	const struct ini_entry *old = find(r->ini, r->section, key);

	if (old)
		return err_set(e, ERR_USAGE, "%s:%u: this %s is in line %u already",
			       r->ini->path, r->line, key ? "key" : "section",
			       old->line);
	*vec_new(&r->ini->entries) = (struct ini_entry){
		r->section, key, value, r->line
	};
	return 0;
}

static int section_line(struct reader *r, char *line, struct err *e)
{
	char *end = strchr(line, ']');

	if (!end || *skip_blanks(end + 1))
		return bad_line(r, "a section must be alone in its line, in []", e);
	*end = '\0';
	line = skip_blanks(line + 1);
	drop_blanks_at_end(line);
	if (!*line)
		return bad_line(r, "a section needs a name", e);
	r->section = line;
	return add(r, NULL, NULL, e);
}

static int unquote(const struct reader *r, char **value, struct err *e)
{
	char quote = **value;
	size_t n = strlen(*value);

	if (quote != '"' && quote != '\'')
		return 0;
	if (n < 2 || strchr(*value + 1, quote) != *value + n - 1)
		return bad_line(r, "a quoted value must end in its quote", e);
	(*value)[n - 1] = '\0';
	(*value)++;
	return 0;
}

static int key_line(struct reader *r, char *line, struct err *e)
{
	char *eq = strchr(line, '=');
	char *value, *end;

	if (!eq || eq == line)
		return bad_line(r, "this is neither [section] nor key=value", e);
	value = eq + 1;
	*eq = '\0';
	end = line + strcspn(line, " \t");
	if (*skip_blanks(end))
		return bad_line(r, "a key has no blanks in it", e);
	/* libvirt wants the '=' at the key and keeps all after it; where a
	 * blank stands before the '=', one after it cannot be the value's. */
	if (r->style == INI_CONF || *end)
		value = skip_blanks(value);
	*end = '\0';
	if (r->style == INI_CONF) {
		drop_blanks_at_end(value);
		if (unquote(r, &value, e) < 0)
			return -1;
	}
	return add(r, line, value, e);
}

static int read_line(struct reader *r, char *line, struct err *e)
{
	size_t n = strlen(line);

	if (n && line[n - 1] == '\r')
		line[n - 1] = '\0';
	line = skip_blanks(line);
	switch (*line) {
	case '\0':
	case '#':
	case ';':
		return 0;
	case '[':
		return section_line(r, line, e);
	default:
		return key_line(r, line, e);
	}
}

static int read_lines(struct reader *r, struct err *e)
{
	char *line = r->ini->text;

	if (strncmp(line, "\xef\xbb\xbf", 3) == 0)      /* Windows' editors */
		line += 3;
	while (line) {
		char *end = strchr(line, '\n');

		if (end)
			*end = '\0';
		r->line++;
		if (read_line(r, line, e) < 0)
			return -1;
		line = end ? end + 1 : NULL;
	}
	return 0;
}

int ini_read(const char *path, enum ini_style style, struct ini **ret,
	     struct err *e)
{
	AUTO_INI *ini = xcalloc(1, sizeof *ini);
	struct reader r = { ini, style, "", 0 };

	ini->path = xstrdup(path);
	if (read_file(path, INI_MAX, &ini->text, &ini->size, &ini->exposed, e) < 0)
		return -1;
	if (strlen(ini->text) != ini->size)
		return err_set(e, ERR_USAGE, "%s: this is no text file", path);
	if (read_lines(&r, e) < 0)
		return -1;
	*ret = TAKE(ini);
	return 0;
}
