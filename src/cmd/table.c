/* cmd/table.c - all commands there are, in the order help shows them */
#include "cmd/table.h"

#include <stddef.h>

#include "cmd/cmds.h"
#include "shell/cmd.h"

static const struct cmd_group groups[] = {
	{ "domain", "Domain Management" },
	{ "monitor", "Domain Monitoring" },
	{ "host", "Host and Hypervisor" },
	{ "hvsh", "Hvsh itself" },
	{ NULL, NULL }
};

static const struct cmd *const cmds[] = {
	/* domain */
	&cmd_autostart,
	&cmd_destroy,
	&cmd_domid,
	&cmd_domname,
	&cmd_domuuid,
	&cmd_managedsave,
	&cmd_managedsave_remove,
	&cmd_reboot,
	&cmd_reset,
	&cmd_resume,
	&cmd_shutdown,
	&cmd_start,
	&cmd_suspend,
	/* monitor */
	&cmd_dominfo,
	&cmd_domstate,
	&cmd_list,
	/* host */
	&cmd_hostname,
	&cmd_nodeinfo,
	&cmd_uri,
	&cmd_version,
	&cmd_wql,
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
