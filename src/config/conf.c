/* config/conf.c - hvsh.conf: the usual host, and short names for hosts */
#include "config/conf.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "config/ini.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define HOST "host"
#define POOL "pool"
#define NAMES_SHOWN 10

struct conf {
	char *path;             /* where it is, or should be */
	struct ini *ini;        /* NULL: there is none */
};

static const char *env(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

char *conf_path(const char *below)
{
	const char *xdg = env("XDG_CONFIG_HOME"), *home = env("HOME");

	if (xdg && *xdg == '/')         /* relative ones are void, says XDG */
		return xasprintf("%s/%s", xdg, below);
	return home ? xasprintf("%s/.config/%s", home, below) : NULL;
}

/* The sections that have names: [host NAME], [pool NAME]. */
static const struct kind {
	const char *word, *key;
} kinds[] = {
	{ HOST, "uri" }, { POOL, "path" },
};

/* The NAME of the section "host NAME", NULL where it is none. */
static const char *named(const char *section, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(section, word, n) != 0 || !strchr(" \t", section[n]) ||
	    !section[n])
		return NULL;
	return section + n + strspn(section + n, " \t");
}

static const char *host_name(const char *section)
{
	return named(section, HOST);
}

static const struct kind *kind_of(const char *section)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (named(section, kinds[i].word))
			return &kinds[i];
	return NULL;
}

static int check_twice(const struct ini *ini, const struct ini_entry *at,
		       const struct kind *kind, struct err *e)
{
	const char *name = named(at->section, kind->word);

	for (const struct ini_entry *old = ini->entries.v; old < at; old++) {
		const char *other = old->key ? NULL :
				    named(old->section, kind->word);

		if (other && strcmp(other, name) == 0)
			return err_set(e, ERR_USAGE, "%s:%u: %s '%s' is in line "
				       "%u already", ini->path, at->line,
				       kind->word, name, old->line);
	}
	return 0;
}

static int check_section(const struct ini *ini, const struct ini_entry *at,
			 struct err *e)
{
	const struct kind *kind = kind_of(at->section);

	if (!kind)
		return err_set(e, ERR_USAGE, "%s:%u: unknown section [%s]; "
			       "[host NAME] and [pool NAME] are known",
			       ini->path, at->line, at->section);
	if (strstr(named(at->section, kind->word), "://"))
		return err_set(e, ERR_USAGE, "%s:%u: a %s's short name is no URI",
			       ini->path, at->line, kind->word);
	if (check_twice(ini, at, kind, e) < 0)
		return -1;
	if (!ini_value(ini, at->section, kind->key))
		return err_set(e, ERR_USAGE, "%s:%u: [%s] has no %s", ini->path,
			       at->line, at->section, kind->key);
	return 0;
}

static int check_entry(const struct ini *ini, const struct ini_entry *at,
		       struct err *e)
{
	const struct kind *kind = *at->section ? kind_of(at->section) : NULL;
	const char *want = kind ? kind->key : "default_uri";

	if (!at->key)
		return check_section(ini, at, e);
	if (strcmp(at->key, want) != 0)
		return err_set(e, ERR_USAGE, "%s:%u: unknown key '%s'; '%s' is "
			       "known here", ini->path, at->line, at->key, want);
	if (!*at->value)
		return err_set(e, ERR_USAGE, "%s:%u: '%s' is empty", ini->path,
			       at->line, at->key);
	return 0;
}

static int load(struct conf *c, struct err *e)
{
	if (!c->path ||
	    (access(c->path, F_OK) < 0 && (errno == ENOENT || errno == ENOTDIR)))
		return 0;
	if (ini_read(c->path, INI_CONF, &c->ini, e) < 0)
		return -1;
	for (size_t i = 0; i < c->ini->entries.n; i++) {
		if (check_entry(c->ini, &c->ini->entries.v[i], e) < 0)
			return -1;
	}
	return 0;
}

int conf_load(struct conf **ret, struct err *e)
{
	struct conf *c = xcalloc(1, sizeof *c);

	c->path = conf_path("hvsh/hvsh.conf");
	if (load(c, e) < 0) {
		conf_free(c);
		return -1;
	}
	*ret = c;
	return 0;
}

void conf_free(struct conf *c)
{
	if (!c)
		return;
	ini_free(c->ini);
	free(c->path);
	free(c);
}

const char *conf_file(const struct conf *c)
{
	return c->path ? c->path : "~/.config/hvsh/hvsh.conf";
}

const char *conf_default_uri(const struct conf *c)
{
	return c->ini ? ini_value(c->ini, "", "default_uri") : NULL;
}

static int hint_names(const struct conf *c, struct err *e)
{
	AUTO_STR names = STR_INIT;
	const char *name;
	size_t n = 0;

	for (; n <= NAMES_SHOWN && (name = conf_host(c, n)); n++)
		str_addf(&names, "%s%s", n ? ", " : "",
			 n < NAMES_SHOWN ? name : "...");
	if (n)
		return err_hint(e, "%s has: %s", conf_file(c), names.buf);
	return err_hint(e, "hyperv://HOST is a URI; short names are defined in "
			"%s as [host NAME] with uri=hyperv://HOST", conf_file(c));
}

int conf_alias(const struct conf *c, const char *name, const char **ret,
	       struct err *e)
{
	for (size_t i = 0; c->ini && i < c->ini->entries.n; i++) {
		const struct ini_entry *at = &c->ini->entries.v[i];

		const char *host = at->key ? NULL : host_name(at->section);

		if (!host || strcmp(host, name) != 0)
			continue;
		*ret = ini_value(c->ini, at->section, "uri");
		return 0;
	}
	/* What looks like user:password@host is not to be repeated. */
	if (strpbrk(name, ":@"))
		err_set(e, ERR_USAGE, "this is neither a URI nor the short name "
			"of a host");
	else
		err_set(e, ERR_USAGE, "unknown host '%s'", name);
	return hint_names(c, e);
}

const char *conf_host(const struct conf *c, size_t n)
{
	for (size_t i = 0; c->ini && i < c->ini->entries.n; i++) {
		const struct ini_entry *at = &c->ini->entries.v[i];
		const char *name = at->key ? NULL : host_name(at->section);

		if (name && !n--)
			return name;
	}
	return NULL;
}

bool conf_pool(const struct conf *c, size_t n, const char **name,
	       const char **path)
{
	for (size_t i = 0; c->ini && i < c->ini->entries.n; i++) {
		const struct ini_entry *at = &c->ini->entries.v[i];

		*name = at->key ? NULL : named(at->section, POOL);
		if (!*name || n--)
			continue;
		*path = ini_value(c->ini, at->section, "path");
		return true;
	}
	return false;
}
