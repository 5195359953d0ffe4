/* shell/help.c - usage and help, from the command table */
#include "shell/help.h"

#include <json-c/json.h>
#include <string.h>

#include "base/str.h"
#include "shell/cmd.h"

void help_group(const struct cmd_table *t, const struct cmd_group *g,
		const char *after, struct str *to)
{
	str_addf(to, " %s (help keyword '%s'%s\n", g->title, g->keyword, after);
	for (const struct cmd *const *c = t->cmds; *c; c++) {
		if (((*c)->flags & CMD_HIDDEN) || strcmp((*c)->group, g->keyword))
			continue;
		str_addf(to, "    %-30s %s\n", (*c)->name, (*c)->summary);
	}
	str_addc(to, '\n');
}

void help_all(const struct cmd_table *t, struct str *to)
{
	str_add(to, "Grouped commands:\n\n");
	for (const struct cmd_group *g = t->groups; g->keyword; g++)
		help_group(t, g, "):", to);
}

static const char *value_name(const struct opt *o)
{
	if (o->short_value)
		return o->short_value;
	return o->kind == OPT_NUM ? "number" : "string";
}

static void add_synopsis(struct str *to, const struct opt *o)
{
	switch (o->kind) {
	case OPT_FLAG:
		str_addf(to, " [--%s]", o->name);
		break;
	case OPT_STR:
	case OPT_NUM:
		str_addf(to, o->required ? " --%s <%s>" : " [--%s <%s>]",
			 o->name, value_name(o));
		break;
	case OPT_LIST:
		str_addf(to, o->required ? " {--%s <%s>}..." : " [--%s <%s>]...",
			 o->name, value_name(o));
		break;
	case OPT_ARG:
		if (o->required)
			str_addf(to, " <%s>", o->name);
		else
			str_addf(to, " [--%s <%s>]", o->name, value_name(o));
		break;
	case OPT_REST:
		if (o->required)
			str_addf(to, " {[--%s] <%s>}...", o->name, value_name(o));
		else
			str_addf(to, " [<%s>]...", value_name(o));
		break;
	}
}

/* The same, as the left column of OPTIONS. */
static void add_label(struct str *to, const struct opt *o)
{
	switch (o->kind) {
	case OPT_FLAG:
		str_addf(to, "--%s", o->name);
		break;
	case OPT_STR:
	case OPT_NUM:
	case OPT_LIST:
		str_addf(to, "--%s <%s>", o->name, value_name(o));
		break;
	case OPT_ARG:
		str_addf(to, o->required ? "[--%s] <%s>" : "--%s <%s>", o->name,
			 value_name(o));
		break;
	case OPT_REST:
		if (o->required)
			str_addf(to, "[--%s] ", o->name);
		str_addf(to, "<%s>", value_name(o));
		break;
	}
}

static void add_indented(struct str *to, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		str_add(to, "    ");
		str_addn(to, text, len);
		str_addc(to, '\n');
		text += len + (text[len] == '\n');
	}
}

void help_cmd(const struct cmd *c, struct str *to)
{
	str_addf(to, "  NAME\n    %s - %s\n\n  SYNOPSIS\n    %s", c->name,
		 c->summary, c->name);
	for (const struct opt *o = c->opts; o && o->name; o++)
		add_synopsis(to, o);
	str_addc(to, '\n');
	if (c->details) {
		str_add(to, "\n  DESCRIPTION\n");
		add_indented(to, c->details);
	}
	if (c->opts && c->opts->name)
		str_add(to, "\n  OPTIONS\n");
	for (const struct opt *o = c->opts; o && o->name; o++) {
		AUTO_STR label = STR_INIT;

		add_label(&label, o);
		str_addf(to, "    %-15s  %s\n", label.buf, o->help);
	}
	str_addc(to, '\n');
}

static const char *kind_name(enum opt_kind kind)
{
	switch (kind) {
	case OPT_FLAG:
		return "flag";
	case OPT_STR:
		return "string";
	case OPT_NUM:
		return "number";
	case OPT_LIST:
		return "list";
	case OPT_ARG:
		return "argument";
	case OPT_REST:
		return "rest";
	}
	return "";
}

static void add_string(struct json_object *to, const char *key,
		       const char *value)
{
	json_object_object_add(to, key, json_object_new_string(value));
}

static struct json_object *opts_json(const struct cmd *c)
{
	struct json_object *list = json_object_new_array();

	for (const struct opt *o = c->opts; o && o->name; o++) {
		struct json_object *one = json_object_new_object();

		add_string(one, "name", o->name);
		add_string(one, "kind", kind_name(o->kind));
		json_object_object_add(one, "required",
				       json_object_new_boolean(o->required));
		add_string(one, "help", o->help);
		json_object_array_add(list, one);
	}
	return list;
}

void help_json(const struct cmd_table *t, struct str *to)
{
	struct json_object *list = json_object_new_array();

	for (const struct cmd *const *c = t->cmds; *c; c++) {
		struct json_object *one;

		if ((*c)->flags & CMD_HIDDEN)
			continue;
		one = json_object_new_object();
		add_string(one, "name", (*c)->name);
		add_string(one, "group", (*c)->group);
		add_string(one, "summary", (*c)->summary);
		json_object_object_add(one, "options", opts_json(*c));
		json_object_array_add(list, one);
	}
	str_add(to, json_object_to_json_string_ext(list,
			JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_NOSLASHESCAPE));
	str_addc(to, '\n');
	json_object_put(list);
}
