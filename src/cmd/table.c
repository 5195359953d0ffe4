/* cmd/table.c - all commands there are, in the order help shows them */
#include "cmd/table.h"

#include <stddef.h>

#include "cmd/cmds.h"
#include "shell/cmd.h"

static const struct cmd_group groups[] = {
	{ "domain", "Domain Management" },
	{ "monitor", "Domain Monitoring" },
	{ "host", "Host and Hypervisor" },
	{ "network", "Networking" },
	{ "snapshot", "Snapshot" },
	{ "job", "Jobs" },
	{ "pool", "Storage Pool" },
	{ "volume", "Storage Volume" },
	{ "hvsh", "Hvsh itself" },
	{ NULL, NULL }
};

static const struct cmd *const cmds[] = {
	/* domain */
	&cmd_attach_device,
	&cmd_attach_disk,
	&cmd_attach_interface,
	&cmd_autostart,
	&cmd_create,
	&cmd_define,
	&cmd_desc,
	&cmd_destroy,
	&cmd_domhostname,
	&cmd_domid,
	&cmd_domname,
	&cmd_domuuid,
	&cmd_dumpxml,
	&cmd_guestinfo,
	&cmd_kvp_list,
	&cmd_kvp_set,
	&cmd_managedsave,
	&cmd_managedsave_remove,
	&cmd_metadata,
	&cmd_reboot,
	&cmd_reset,
	&cmd_resume,
	&cmd_schedinfo,
	&cmd_screenshot,
	&cmd_send_key,
	&cmd_setmaxmem,
	&cmd_setmem,
	&cmd_setvcpus,
	&cmd_shutdown,
	&cmd_start,
	&cmd_suspend,
	&cmd_ttyconsole,
	&cmd_undefine,
	&cmd_vcpucount,
	&cmd_vcpuinfo,
	/* monitor */
	&cmd_domblklist,
	&cmd_domif_getlink,
	&cmd_domiflist,
	&cmd_domifaddr,
	&cmd_dominfo,
	&cmd_dommemstat,
	&cmd_domstate,
	&cmd_list,
	/* host */
	&cmd_capabilities,
	&cmd_freecell,
	&cmd_hostname,
	&cmd_maxvcpus,
	&cmd_nodecpustats,
	&cmd_nodeinfo,
	&cmd_nodememstats,
	&cmd_sysinfo,
	&cmd_uri,
	&cmd_version,
	&cmd_wql,
	/* network */
	&cmd_iface_list,
	&cmd_net_create,
	&cmd_net_create_as,
	&cmd_net_define,
	&cmd_net_destroy,
	&cmd_net_dumpxml,
	&cmd_net_info,
	&cmd_net_list,
	&cmd_net_name,
	&cmd_net_port_list,
	&cmd_net_undefine,
	&cmd_net_uuid,
	/* snapshot */
	&cmd_snapshot_create,
	&cmd_snapshot_create_as,
	&cmd_snapshot_current,
	&cmd_snapshot_delete,
	&cmd_snapshot_dumpxml,
	&cmd_snapshot_info,
	&cmd_snapshot_list,
	&cmd_snapshot_parent,
	&cmd_snapshot_prune,
	&cmd_snapshot_rename,
	&cmd_snapshot_revert,
	/* job */
	&cmd_domjobabort,
	&cmd_domjobinfo,
	&cmd_job_abort,
	&cmd_job_list,
	&cmd_job_wait,
	/* pool */
	&cmd_pool_dumpxml,
	&cmd_pool_info,
	&cmd_pool_list,
	&cmd_pool_refresh,
	/* volume */
	&cmd_vol_dumpxml,
	&cmd_vol_info,
	&cmd_vol_list,
	&cmd_vol_path,
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
