/* shell/cmd.h - the command table: all there is to say about a command
 *
 * Parsing (args.h), help (help.h), completion (complete.h) and the check of
 * the manual read the same constants. 'struct ctx' belongs to the commands;
 * the shell only hands it on.
 */
#ifndef HVSH_SHELL_CMD_H
#define HVSH_SHELL_CMD_H

#include <stdbool.h>
#include <stddef.h>

struct args;
struct candidates;
struct ctx;
struct err;
struct str;

enum opt_kind {
	OPT_FLAG = 1,           /* --all */
	OPT_STR,                /* --mode acpi */
	OPT_NUM,                /* --timeout 30: unsigned, checked */
	OPT_LIST,               /* --disk a --disk b: as OPT_STR, any number */
	OPT_ARG,                /* a word by position, or --domain web01 */
	OPT_REST,               /* the words that remain; last in the table */
};

struct opt {
	const char *name;
	enum opt_kind kind;
	const char *help;
	/* Offers what may stand here; complete.h. May be NULL. */
	void (*complete)(struct ctx *c, const struct args *a,
			 const char *word, struct candidates *to);
	bool required;
	const char *short_value;        /* name of the value in usage; NULL:
					   <string>, <number> as virsh */
	bool empty_ok;          /* '' is a value, too */
};

/* An option that virsh has and that makes no sense here: not in help or
 * completion, an error that says why when it is given. */
struct opt_refused {
	const char *name;
	const char *why;        /* "Hyper-V starts what is created" */
};

enum cmd_flags {
	CMD_NEEDS_HOST = 1,     /* asks the host */
	CMD_WRITES = 2,         /* refused when read-only */
	CMD_HIDDEN = 4,         /* not in help and completion */
	CMD_NO_ARGS_PARSE = 8,  /* all words as they are (complete) */
	CMD_ANY_HOST = 16 | CMD_NEEDS_HOST,     /* also one before Windows
						   Server 2012 */
};

struct cmd {
	const char *name;
	const char *group;      /* keyword of a struct cmd_group */
	const char *summary;    /* "start a (previously defined) inactive domain" */
	const char *details;    /* more for help COMMAND; NULL: the summary */
	const struct opt *opts; /* ends with { 0 }; NULL: none */
	const struct opt_refused *refused;      /* the same */
	unsigned flags;
	int (*run)(struct ctx *c, const struct args *a, struct err *e);
};

struct cmd_group {
	const char *keyword;    /* "domain" */
	const char *title;      /* "Domain Management" */
};

struct cmd_table {
	const struct cmd_group *groups;         /* ends with { 0 } */
	const struct cmd *const *cmds;          /* ends with NULL */
};

/*
 * By its name or by the unique beginning of one. ERR_USAGE: "unknown command:
 * 'x'" with the nearest name as hint, or the names that begin so.
 */
int cmd_find(const struct cmd_table *t, const char *name,
	     const struct cmd **ret, struct err *e);
const struct cmd_group *cmd_group_find(const struct cmd_table *t,
				       const char *keyword);
/* What is wrong with the table itself (a duplicate, an unknown group, a
 * required option after an optional one, ...); NULL: nothing. For the tests. */
const char *cmd_table_check(const struct cmd_table *t);

#endif
