/* shell/cmd.c - look up in the command table, and the table's own check */
#include "shell/cmd.h"

#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "shell/nearest.h"

static int unknown(const struct cmd_table *t, const char *name, struct err *e)
{
	struct nearest near = NEAREST_INIT(name);

	for (const struct cmd *const *c = t->cmds; *c; c++)
		if (!((*c)->flags & CMD_HIDDEN))
			nearest_offer(&near, (*c)->name);
	err_set(e, ERR_USAGE, "unknown command: '%s'", name);
	if (near.best)
		err_hint(e, "did you mean '%s'?", near.best);
	return -1;
}

static int ambiguous(const char *name, const char *names, struct err *e)
{
	err_set(e, ERR_USAGE, "ambiguous command: '%s'", name);
	return err_hint(e, "it may be one of: %s", names);
}

int cmd_find(const struct cmd_table *t, const char *name,
	     const struct cmd **ret, struct err *e)
{
	AUTO_STR names = STR_INIT;
	const struct cmd *found = NULL;
	size_t n = 0;

	for (const struct cmd *const *c = t->cmds; *c; c++) {
		if (!strcmp((*c)->name, name)) {
			*ret = *c;
			return 0;
		}
		if (!*name || ((*c)->flags & CMD_HIDDEN) ||
		    strncmp((*c)->name, name, strlen(name)))
			continue;
		found = *c;
		str_addf(&names, "%s%s", n++ ? ", " : "", found->name);
	}
	if (!n)
		return unknown(t, name, e);
	if (n > 1)
		return ambiguous(name, names.buf, e);
	*ret = found;
	return 0;
}

const struct cmd_group *cmd_group_find(const struct cmd_table *t,
				       const char *keyword)
{
	for (const struct cmd_group *g = t->groups; g->keyword; g++)
		if (!strcmp(g->keyword, keyword))
			return g;
	return NULL;
}

static const char *check_opt(const struct cmd *c, const struct opt *o)
{
	for (const struct opt *p = c->opts; p < o; p++) {
		if (!strcmp(p->name, o->name))
			return "an option is there twice";
		if (p->kind == OPT_REST)
			return "an option follows the words that remain";
		if (p->kind == OPT_ARG && o->kind == OPT_ARG &&
		    o->required && !p->required)
			return "a required word follows an optional one";
	}
	if (!o->help || !*o->help)
		return "an option has no help";
	if (o->kind < OPT_FLAG || o->kind > OPT_REST)
		return "an option has no kind";
	if (o->kind == OPT_FLAG && (o->required || o->complete))
		return "a flag is required or has values";
	if (!strcmp(o->name, "help") || strchr(o->name, '='))
		return "an option has a name that is taken";
	return NULL;
}

static const char *check_cmd(const struct cmd_table *t, const struct cmd *c)
{
	const char *bad = NULL;

	if (!c->name || !c->name[strspn(c->name, "-")])
		return "a command has no name";
	if (!c->run)
		return "a command does nothing";
	if (!c->summary || !*c->summary)
		return "a command has no summary";
	if (!c->group || !cmd_group_find(t, c->group))
		return "a command is in no group";
	for (const struct opt *o = c->opts; o && o->name && !bad; o++)
		bad = check_opt(c, o);
	return bad;
}

const char *cmd_table_check(const struct cmd_table *t)
{
	const char *bad;

	for (const struct cmd *const *c = t->cmds; *c; c++) {
		bad = check_cmd(t, *c);
		if (bad)
			return bad;
		if (cmd_group_find(t, (*c)->name))
			return "a command is named like a group";
		for (const struct cmd *const *d = t->cmds; d < c; d++)
			if (!strcmp((*d)->name, (*c)->name))
				return "a command is there twice";
	}
	return NULL;
}
