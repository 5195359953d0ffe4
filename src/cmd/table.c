/* cmd/table.c - all commands there are, in the order help shows them */
#include "cmd/table.h"

#include <stddef.h>

#include "shell/cmd.h"

extern const struct cmd cmd_cd, cmd_complete, cmd_connect, cmd_echo, cmd_exit,
	cmd_help, cmd_pwd, cmd_quit, cmd_uri;

static const struct cmd_group groups[] = {
	{ "host", "Host and Hypervisor" },
	{ "hvsh", "Hvsh itself" },
	{ NULL, NULL }
};

static const struct cmd *const cmds[] = {
	/* host */
	&cmd_uri,
	/* hvsh */
	&cmd_cd,
	&cmd_complete,
	&cmd_connect,
	&cmd_echo,
	&cmd_exit,
	&cmd_help,
	&cmd_pwd,
	&cmd_quit,
	NULL
};

const struct cmd_table cmd_table = { groups, cmds };
