/* shell/help.h - usage and help, from the command table */
#ifndef HVSH_SHELL_HELP_H
#define HVSH_SHELL_HELP_H

struct cmd;
struct cmd_group;
struct cmd_table;
struct str;

/* As virsh words them; each adds to 'to'. */
void help_all(const struct cmd_table *t, struct str *to);
void help_group(const struct cmd_table *t, const struct cmd_group *g,
		const char *after, struct str *to);     /* "):" or ")" */
void help_cmd(const struct cmd *c, struct str *to);

/* The whole table, hidden commands left out, for programs: an array of
 * {"name","group","summary","options":[{"name","kind","required","help"}]}. */
void help_json(const struct cmd_table *t, struct str *to);

#endif
