/* cmd/options.c - the options that stand before the command */
#include "cmd/options.h"

#include <ctype.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/parse.h"
#include "base/str.h"
#include "base/trace.h"
#include "config/conf.h"
#include "shell/complete.h"
#include "shell/nearest.h"

#define TIMEOUT_MAX_S (24 * 60 * 60)

enum id {
	CONNECT, DEBUG, HELP, LOG, OUTPUT, PASSWORD_COMMAND, PASSWORD_FILE,
	QUIET, READONLY, TIMEOUT, TIMING, SHORT_VERSION, LONG_VERSION, VERSION,
};

struct option_def {
	enum id id;
	char letter;                    /* or 0 */
	const char *name;               /* or NULL */
	const char *value;              /* its name; NULL: takes none */
	bool optional;                  /* only as --name=value */
	const char *help;
};

static const struct option_def defs[] = {
	{ CONNECT, 'c', "connect", "URI", false, "URI or alias of the host" },
	{ DEBUG, 'd', "debug", "NUM", true, "debug level [0-4], 0 shows all" },
	{ HELP, 'h', "help", NULL, false, "this help" },
	{ LOG, 'l', "log", "FILE", false, "output logging to file" },
	{ OUTPUT, 'o', "output", "FORMAT", false,
	  "text, json, csv or name (default text)" },
	{ PASSWORD_COMMAND, 0, "password-command", "CMD", false,
	  "the password is what CMD prints" },
	{ PASSWORD_FILE, 0, "password-file", "FILE", false,
	  "the password is the first line of FILE" },
	{ QUIET, 'q', "quiet", NULL, false, "quiet mode" },
	{ READONLY, 'r', "readonly", NULL, false, "refuse what changes the host" },
	{ TIMING, 't', "timing", NULL, false, "print timing information" },
	{ TIMEOUT, 0, "timeout", "SECONDS", false,
	  "give an operation up after so long" },
	{ SHORT_VERSION, 'v', NULL, NULL, false, "short version" },
	{ LONG_VERSION, 'V', NULL, NULL, false, "long version" },
	{ VERSION, 0, "version", "TYPE", true,
	  "version, TYPE is short or long (default short)" },
};

#define N_DEFS (sizeof defs / sizeof *defs)

/* --- what an option means --- */

static int set_debug(struct options *o, const char *value, struct err *e)
{
	uint64_t level = TRACE_WIRE;

	if (value && parse_u64(value, TRACE_ERROR, &level) < 0)
		return err_set(e, ERR_USAGE, "debug level '%s' is not in [0-4]",
			       value);
	o->debug = (int)level;
	return 0;
}

static int set_timeout(struct options *o, const char *value, struct err *e)
{
	uint64_t s;

	if (parse_u64(value, TIMEOUT_MAX_S, &s) < 0 || s == 0)
		return err_set(e, ERR_USAGE, "timeout '%s' is no number of "
			       "seconds from 1 to %d", value, TIMEOUT_MAX_S);
	o->timeout_s = (unsigned)s;
	return 0;
}

static int set_version(struct options *o, const char *value, struct err *e)
{
	if (value && strcmp(value, "short") && strcmp(value, "long"))
		return err_set(e, ERR_USAGE, "unsupported version type '%s': "
			       "it is short or long", value);
	o->version = value && *value == 'l' ? VERSION_LONG : VERSION_SHORT;
	return 0;
}

static int apply(struct options *o, const struct option_def *def,
		 const char *value, struct err *e)
{
	switch (def->id) {
	case CONNECT:
		o->uri = value;
		break;
	case DEBUG:
		return set_debug(o, value, e);
	case HELP:
		o->help = true;
		break;
	case LOG:
		o->log_file = value;
		break;
	case OUTPUT:
		return out_format_parse(value, &o->format, e);
	case PASSWORD_COMMAND:
		o->password_command = value;
		break;
	case PASSWORD_FILE:
		o->password_file = value;
		break;
	case QUIET:
		o->quiet = true;
		break;
	case READONLY:
		o->read_only = true;
		break;
	case TIMEOUT:
		return set_timeout(o, value, e);
	case TIMING:
		o->timing = true;
		break;
	case SHORT_VERSION:
		o->version = VERSION_SHORT;
		break;
	case LONG_VERSION:
		o->version = VERSION_LONG;
		break;
	case VERSION:
		return set_version(o, value, e);
	}
	return 0;
}

/* --- how it is written --- */

struct reader {
	char *const *words;
	size_t i, n;
	struct options *o;
};

static int unsupported(const char *word, struct err *e)
{
	AUTO_FREE char *name = xstrndup(word, strcspn(word, "="));
	struct nearest near = NEAREST_INIT(name + 2);

	err_set(e, ERR_USAGE, "unsupported option '%s'. See --help.", name);
	if (strncmp(word, "--", 2))
		return -1;
	for (size_t i = 0; i < N_DEFS; i++)
		if (defs[i].name)
			nearest_offer(&near, defs[i].name);
	if (near.best)
		err_hint(e, "did you mean --%s?", near.best);
	return -1;
}

static int no_value(struct reader *r, const struct option_def *def,
		    struct err *e)
{
	r->o->waits = def;
	if (!def->letter)
		return err_set(e, ERR_USAGE, "option '--%s' requires an "
			       "argument", def->name);
	return err_set(e, ERR_USAGE, "option '-%c'/'--%s' requires an argument",
		       def->letter, def->name);
}

/* virsh's --debug takes the next word; no command is a digit. */
static bool is_level(const char *word)
{
	return isdigit((unsigned char)*word) && !word[1];
}

/* By its whole name, or by a beginning that is nobody else's. */
static const struct option_def *find_long(const char *name, size_t len)
{
	const struct option_def *found = NULL;
	size_t hits = 0;

	for (size_t i = 0; i < N_DEFS; i++) {
		if (!defs[i].name || strncmp(defs[i].name, name, len))
			continue;
		if (strlen(defs[i].name) == len)
			return &defs[i];
		found = &defs[i];
		hits++;
	}
	return len && hits == 1 ? found : NULL;
}

static int read_long(struct reader *r, const char *word, struct err *e)
{
	const char *value = strchr(word, '=');
	size_t len = strcspn(word + 2, "=");
	const struct option_def *def = find_long(word + 2, len);

	if (!def)
		return unsupported(word, e);
	if (value && !def->value)
		return err_set(e, ERR_USAGE, "option '--%s' takes no value",
			       def->name);
	if (value)
		return apply(r->o, def, value + 1, e);
	if (def->id == DEBUG && r->i < r->n && is_level(r->words[r->i]))
		value = r->words[r->i++];
	else if (def->value && !def->optional && r->i == r->n)
		return no_value(r, def, e);
	else if (def->value && !def->optional)
		value = r->words[r->i++];
	return apply(r->o, def, value, e);
}

static const struct option_def *find_letter(char c)
{
	for (size_t i = 0; i < N_DEFS; i++)
		if (defs[i].letter == c)
			return &defs[i];
	return NULL;
}

/* -qr, -c URI, -cURI */
static int read_letters(struct reader *r, const char *word, struct err *e)
{
	for (const char *p = word + 1; *p; p++) {
		const struct option_def *def = find_letter(*p);
		char name[] = { '-', *p, '\0' };

		if (!def)
			return unsupported(name, e);
		if (def->value && p[1])
			return apply(r->o, def, p + 1, e);
		if (def->value && r->i == r->n)
			return no_value(r, def, e);
		if (def->value)
			return apply(r->o, def, r->words[r->i++], e);
		if (apply(r->o, def, NULL, e) < 0)
			return -1;
	}
	return 0;
}

int options_parse(char *const *words, size_t n, struct options *ret,
		  struct err *e)
{
	struct reader r = { words, 1, n, ret };

	*ret = (struct options){ .debug = TRACE_OFF };
	while (r.i < n && words[r.i][0] == '-' && words[r.i][1]) {
		const char *word = words[r.i++];

		if (!strcmp(word, "--"))
			break;
		if ((word[1] == '-' ? read_long(&r, word, e)
				    : read_letters(&r, word, e)) < 0)
			return -1;
	}
	ret->first = r.i;
	return 0;
}

/* --- what people are told --- */

static void add_usage(struct str *to, const struct option_def *d)
{
	AUTO_STR left = STR_INIT;

	if (d->letter && d->name)
		str_addf(&left, "-%c | --%s", d->letter, d->name);
	else if (d->letter)
		str_addf(&left, "-%c", d->letter);
	else
		str_addf(&left, "     --%s", d->name);
	if (d->value)
		str_addf(&left, d->optional ? "[=%s]" : "=%s", d->value);
	if (left.len > 22)
		str_addf(to, "    %s\n%28s%s\n", left.buf, "", d->help);
	else
		str_addf(to, "    %-23s %s\n", left.buf, d->help);
}

void options_usage(struct str *to)
{
	str_add(to, "\nhvsh [options]... [<command_string>]\n"
		"hvsh [options]... <command> [args...]\n\n  options:\n");
	for (size_t i = 0; i < N_DEFS; i++)
		add_usage(to, &defs[i]);
}

/* --name=va: the values, each with --name= before it. */
static void add_joined(const char *word, struct candidates *to)
{
	size_t len = strcspn(word, "=");
	const struct option_def *def = find_long(word + 2, len - 2);
	struct candidates values = { 0 };

	if (def)
		options_values(def, &values);
	for (size_t i = 0; i < values.words.n; i++) {
		AUTO_FREE char *joined = xasprintf("%.*s=%s", (int)len, word,
						   values.words.v[i]);

		candidates_add(to, joined);
	}
	candidates_free(&values);
}

void options_names(const char *word, struct candidates *to)
{
	if (!strncmp(word, "--", 2) && strchr(word, '=')) {
		add_joined(word, to);
		return;
	}
	for (size_t i = 0; i < N_DEFS; i++) {
		AUTO_FREE char *name = NULL;

		if (!defs[i].name)
			continue;
		name = xasprintf("--%s", defs[i].name);
		candidates_add(to, name);
	}
}

void options_hosts(struct candidates *to)
{
	AUTO_ERR ignored = ERR_INIT;
	struct conf *conf;
	const char *name;

	if (conf_load(&conf, &ignored) < 0)
		return;
	for (size_t i = 0; (name = conf_host(conf, i)); i++)
		candidates_add(to, name);
	conf_free(conf);
}

void options_values(const struct option_def *def, struct candidates *to)
{
	static const char *const formats[] = { "text", "json", "csv", "name" };

	if (def->id == CONNECT)
		options_hosts(to);
	if (def->id == LOG || def->id == PASSWORD_FILE)
		to->files = true;
	for (size_t i = 0; def->id == OUTPUT && i < 4; i++)
		candidates_add(to, formats[i]);
}
