/* shell/args.c - words matched against a command's options */
#include "shell/args.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/parse.h"
#include "base/vec.h"
#include "shell/cmd.h"
#include "shell/nearest.h"

struct value {
	bool given;
	char *str;
	uint64_t num;
	VEC(char *) list;
};

struct args {
	const struct cmd *cmd;
	struct value *values;           /* one for each of cmd->opts */
	struct VEC_OF(char *) rest;
	bool help;
};

struct parser {
	struct args *a;
	char *const *words;
	size_t i, n;
	bool ended;                     /* after '--' all words are data */
	const struct opt *waits;        /* for its value, where words end */
};

static void value_clear(struct value *v)
{
	free(v->str);
	for (size_t i = 0; i < v->list.n; i++)
		free(v->list.v[i]);
	vec_free(&v->list);
}

void args_free(struct args *a)
{
	if (!a)
		return;
	for (size_t i = 0; a->cmd->opts && a->cmd->opts[i].name; i++)
		value_clear(&a->values[i]);
	free(a->values);
	for (size_t i = 0; i < a->rest.n; i++)
		free(a->rest.v[i]);
	vec_free(&a->rest);
	free(a);
}

void args_auto_free(struct args **a)
{
	args_free(*a);
}

static struct args *args_new(const struct cmd *cmd)
{
	struct args *a = xcalloc(1, sizeof *a);
	size_t n = 0;

	while (cmd->opts && cmd->opts[n].name)
		n++;
	a->cmd = cmd;
	a->values = xcalloc(n + 1, sizeof *a->values);
	return a;
}

static const struct opt *find_opt(const struct cmd *cmd, const char *name,
				  size_t len)
{
	for (const struct opt *o = cmd->opts; o && o->name; o++)
		if (strlen(o->name) == len && !memcmp(o->name, name, len))
			return o;
	return NULL;
}

static struct value *value_of(const struct args *a, const struct opt *o)
{
	return &a->values[o - a->cmd->opts];
}

static int unknown_option(const struct cmd *cmd, const char *name,
			  struct err *e)
{
	struct nearest near = NEAREST_INIT(name);

	for (const struct opt_refused *r = cmd->refused; r && r->name; r++)
		if (!strcmp(r->name, name))
			return err_set(e, ERR_USAGE, "Option --%s is not "
				       "supported: %s", name, r->why);
	for (const struct opt *o = cmd->opts; o && o->name; o++)
		nearest_offer(&near, o->name);
	err_set(e, ERR_USAGE, "command '%s' doesn't support option --%s",
		cmd->name, name);
	if (near.best)
		err_hint(e, "did you mean --%s?", near.best);
	return -1;
}

static int set_value(struct args *a, const struct opt *o, const char *text,
		     struct err *e)
{
	struct value *v = value_of(a, o);

	if (o->kind == OPT_REST) {
		vec_push(&a->rest, xstrdup(text));
		v->given = true;
		return 0;
	}
	if (!*text && !o->empty_ok)
		return err_set(e, ERR_USAGE, "Failed to get option '%s': "
			       "Option argument is empty", o->name);
	if (o->kind == OPT_NUM && parse_u64(text, UINT64_MAX, &v->num) < 0)
		return err_set(e, ERR_USAGE, "Numeric value '%s' for <%s> option "
			       "is malformed or out of range", text, o->name);
	if (o->kind == OPT_LIST)
		vec_push(&v->list, xstrdup(text));
	else
		v->str = xstrdup(text);
	v->given = true;
	return 0;
}

static int take_option(struct parser *p, const struct opt *o,
		       const char *value, struct err *e)
{
	struct value *v = value_of(p->a, o);

	if (v->given && o->kind != OPT_REST && o->kind != OPT_LIST)
		return err_set(e, ERR_USAGE, "option --%s already seen",
			       o->name);
	if (o->kind == OPT_FLAG) {
		v->given = true;
		return value ? err_set(e, ERR_USAGE, "invalid '=' after option "
				       "--%s", o->name) : 0;
	}
	if (!value && p->i == p->n) {
		p->waits = o;
		return err_set(e, ERR_USAGE, "expected syntax: --%s <%s>",
			       o->name, o->kind == OPT_NUM ? "number" : "string");
	}
	return set_value(p->a, o, value ? value : p->words[p->i++], e);
}

static int take_named(struct parser *p, const char *word, struct err *e)
{
	size_t len = strcspn(word + 2, "=");
	const struct opt *o = find_opt(p->a->cmd, word + 2, len);
	AUTO_FREE char *name = NULL;

	if (o)
		return take_option(p, o, word[2 + len] ? word + 3 + len : NULL, e);
	if (!strcmp(word, "--help")) {
		p->a->help = true;
		return 0;
	}
	name = xstrndup(word + 2, len);
	return unknown_option(p->a->cmd, name, e);
}

static int take_data(struct parser *p, const char *word, struct err *e)
{
	for (const struct opt *o = p->a->cmd->opts; o && o->name; o++) {
		if (o->kind == OPT_REST ||
		    (o->kind == OPT_ARG && !value_of(p->a, o)->given))
			return set_value(p->a, o, word, e);
	}
	return err_set(e, ERR_USAGE, "unexpected data '%s'", word);
}

/* What begins with two dashes and a letter or digit is an option's name. */
static int take_word(struct parser *p, struct err *e)
{
	const char *word = p->words[p->i++];

	if (!p->ended && !strcmp(word, "--")) {
		p->ended = true;
		return 0;
	}
	if (!p->ended && !strncmp(word, "--", 2) &&
	    isalnum((unsigned char)word[2]))
		return take_named(p, word, e);
	return take_data(p, word, e);
}

static int check_required(const struct args *a, struct err *e)
{
	for (const struct opt *o = a->cmd->opts; o && o->name; o++) {
		if (!o->required || value_of(a, o)->given)
			continue;
		return err_set(e, ERR_USAGE, o->kind == OPT_ARG ||
			       o->kind == OPT_REST ?
			       "command '%s' requires <%s> option" :
			       "command '%s' requires --%s option",
			       a->cmd->name, o->name);
	}
	return 0;
}

static void take_all_as_data(struct args *a, char *const *words, size_t n)
{
	for (size_t i = 1; i < n; i++)
		vec_push(&a->rest, xstrdup(words[i]));
}

int args_parse(const struct cmd *cmd, char *const *words, size_t n,
	       struct args **ret, struct err *e)
{
	AUTO_ARGV *a = args_new(cmd);
	struct parser p = { a, words, 1, n, false, NULL };

	if (cmd->flags & CMD_NO_ARGS_PARSE) {
		take_all_as_data(a, words, n);
		*ret = TAKE(a);
		return 0;
	}
	while (p.i < p.n)
		if (take_word(&p, e) < 0)
			return -1;
	if (!a->help && check_required(a, e) < 0)
		return -1;
	*ret = TAKE(a);
	return 0;
}

struct args *args_partial(const struct cmd *cmd, char *const *words, size_t n,
			  const struct opt **waits, bool *ended)
{
	struct args *a = args_new(cmd);
	struct parser p = { a, words, 1, n, false, NULL };
	AUTO_ERR ignored = ERR_INIT;

	while (p.i < p.n)
		take_word(&p, &ignored);
	*waits = p.waits;
	*ended = p.ended;
	return a;
}

static const struct value *must_find(const struct args *a, const char *name)
{
	const struct opt *o = find_opt(a->cmd, name, strlen(name));

	assert(o);
	return value_of(a, o);
}

bool args_flag(const struct args *a, const char *name)
{
	return must_find(a, name)->given;
}

const char *args_str(const struct args *a, const char *name)
{
	return must_find(a, name)->str;
}

uint64_t args_num(const struct args *a, const char *name, uint64_t otherwise)
{
	const struct value *v = must_find(a, name);

	return v->given ? v->num : otherwise;
}

const char *const *args_list(const struct args *a, const char *name, size_t *n)
{
	const struct value *v = must_find(a, name);

	*n = v->list.n;
	return (const char *const *)v->list.v;
}

const char *const *args_rest(const struct args *a, size_t *n)
{
	*n = a->rest.n;
	return (const char *const *)a->rest.v;
}

const struct cmd *args_cmd(const struct args *a)
{
	return a->cmd;
}

bool args_help(const struct args *a)
{
	return a->help;
}

bool args_given(const struct args *a, const struct opt *o)
{
	return value_of(a, o)->given;
}
