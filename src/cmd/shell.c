/* cmd/shell.c - the shell's own commands: cd echo exit help pwd quit */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/ctx.h"
#include "shell/args.h"
#include "shell/cmd.h"
#include "shell/complete.h"
#include "shell/help.h"
#include "shell/out.h"

/* --- cd, pwd --- */

static void complete_dir(struct ctx *c, const struct args *a, const char *word,
			 struct candidates *to)
{
	(void)c;
	(void)a;
	(void)word;
	to->files = true;
}

static int cd_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *dir = args_str(a, "dir");

	if (!c->shell)
		return err_set(e, ERR_USAGE, "cd: command valid only in "
			       "interactive mode");
	if (!dir)
		dir = getenv("HOME");
	if (!dir || !*dir)
		dir = "/";
	if (chdir(dir) < 0)
		return err_set(e, ERR_FAILED, "cd: %s: %s", dir,
			       strerror(errno));
	return 0;
}

static const struct opt cd_opts[] = {
	{ "dir", OPT_ARG, "directory to switch to (default: home or else root)",
	  .complete = complete_dir },
	{ 0 }
};

const struct cmd cmd_cd = {
	.name = "cd", .group = "hvsh", .summary = "change the current directory",
	.details = "Change the current directory.",
	.opts = cd_opts, .run = cd_run,
};

static int pwd_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_FREE char *dir = getcwd(NULL, 0);

	(void)a;
	if (!dir)
		return err_set(e, ERR_FAILED, "pwd: cannot get current "
			       "directory: %s", strerror(errno));
	out_value(c->out, "directory", out_str(dir));
	return 0;
}

const struct cmd cmd_pwd = {
	.name = "pwd", .group = "hvsh", .summary = "print the current directory",
	.details = "Print the current directory.", .run = pwd_run,
};

/* --- echo --- */

/* ',' parts, ",," is one that does not; each part on a line of its own. */
static void add_split(struct str *to, const char *word)
{
	for (; *word; word++) {
		if (word[0] == ',' && word[1] == ',')
			str_addc(to, *word++);
		else
			str_addc(to, *word == ',' ? '\n' : *word);
	}
	str_addc(to, '\n');
}

static void add_markup(struct str *to, const char *word)
{
	static const struct {
		char c;
		const char *entity;
	} entities[] = {
		{ '<', "&lt;" }, { '>', "&gt;" }, { '&', "&amp;" },
		{ '"', "&quot;" }, { '\'', "&apos;" },
	};

	for (; *word; word++) {
		size_t i = 0;

		while (i < 5 && entities[i].c != *word)
			i++;
		if (i < 5)
			str_add(to, entities[i].entity);
		else if ((unsigned char)*word >= 0x20 || strchr("\t\n\r", *word))
			str_addc(to, *word);
	}
}

static int echo_check(const struct args *a, struct err *e)
{
	static const char *const forms[] = { "shell", "xml", "split" };

	for (size_t i = 0; i < 3; i++)
		for (size_t j = i + 1; j < 3; j++)
			if (args_flag(a, forms[i]) && args_flag(a, forms[j]))
				return err_set(e, ERR_USAGE, "Options --%s and "
					       "--%s are mutually exclusive",
					       forms[i], forms[j]);
	return 0;
}

static int echo_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_STR text = STR_INIT;
	const char *const *words;
	size_t n;

	if (echo_check(a, e) < 0)
		return -1;
	words = args_rest(a, &n);
	for (size_t i = 0; i < n; i++) {
		if (i)
			str_addc(&text, ' ');
		if (args_flag(a, "shell"))
			str_add_shell(&text, words[i]);
		else if (args_flag(a, "xml"))
			add_markup(&text, words[i]);
		else if (args_flag(a, "split"))
			add_split(&text, words[i]);
		else
			str_add(&text, words[i]);
	}
	if (args_flag(a, "err") && n)
		out_error(c->out, &(struct err){ ERR_NONE, 0, text.buf, NULL });
	else if (!args_flag(a, "err"))
		out_raw(c->out, text.buf);
	return 0;
}

static const struct opt echo_opts[] = {
	{ "shell", OPT_FLAG, "escape for shell use" },
	{ "xml", OPT_FLAG, "escape for XML use" },
	{ "split", OPT_FLAG,
	  "split each argument on ','; ',,' is an escape sequence" },
	{ "err", OPT_FLAG, "output to stderr" },
	{ "string", OPT_REST, "arguments to echo" },
	{ 0 }
};

const struct cmd cmd_echo = {
	.name = "echo", .group = "hvsh",
	.summary = "echo arguments. Used for internal testing.",
	.details = "Echo back arguments, possibly with quoting. "
		   "Used for internal testing.",
	.opts = echo_opts, .run = echo_run,
};

/* --- help --- */

static void complete_topic(struct ctx *c, const struct args *a,
			   const char *word, struct candidates *to)
{
	(void)a;
	(void)word;
	for (const struct cmd_group *g = c->table->groups; g->keyword; g++)
		candidates_add(to, g->keyword);
	for (const struct cmd *const *p = c->table->cmds; *p; p++)
		if (!((*p)->flags & CMD_HIDDEN))
			candidates_add(to, (*p)->name);
}

/* The nearest name is found by cmd_find, whose error is not this one. */
static int no_topic(const char *topic, const struct err *why, struct err *e)
{
	err_set(e, ERR_USAGE, "command or command group '%s' doesn't exist",
		topic);
	return why->hint ? err_hint(e, "%s", why->hint) : -1;
}

static int help_topic(struct ctx *c, const char *topic, struct str *text,
		      struct err *e)
{
	const struct cmd_group *g = cmd_group_find(c->table, topic);
	const struct cmd *cmd;
	AUTO_ERR why = ERR_INIT;

	if (g) {
		help_group(c->table, g, "):", text);
		text->buf[--text->len] = '\0';  /* its last empty line */
		return 0;
	}
	if (cmd_find(c->table, topic, &cmd, &why) < 0)
		return no_topic(topic, &why, e);
	help_cmd(cmd, text);
	return 0;
}

static int help_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *topic = args_str(a, "command");
	AUTO_STR text = STR_INIT;

	if (topic && help_topic(c, topic, &text, e) < 0)
		return -1;
	if (!topic && out_format(c->out) == OUT_JSON) {
		help_json(c->table, &text);
		out_json(c->out, text.buf);
		return 0;
	}
	if (!topic)
		help_all(c->table, &text);
	out_raw(c->out, text.buf);
	return 0;
}

static const struct opt help_opts[] = {
	{ "command", OPT_ARG, "Prints global help, command specific help, or "
	  "help for a group of related commands", .complete = complete_topic },
	{ 0 }
};

const struct cmd cmd_help = {
	.name = "help", .group = "hvsh", .summary = "print help",
	.details = "Prints global help, command specific help, or help for a\n"
		   "group of related commands",
	.opts = help_opts, .run = help_run,
};

/* --- quit, exit --- */

static int quit_run(struct ctx *c, const struct args *a, struct err *e)
{
	(void)a;
	(void)e;
	c->quit = true;
	return 0;
}

const struct cmd cmd_quit = {
	.name = "quit", .group = "hvsh",
	.summary = "quit this interactive terminal", .run = quit_run,
};

const struct cmd cmd_exit = {
	.name = "exit", .group = "hvsh",
	.summary = "quit this interactive terminal", .run = quit_run,
};
