/* cmd/cmds.h - the commands, for the table; each lives in its noun's file */
#ifndef HVSH_CMD_CMDS_H
#define HVSH_CMD_CMDS_H

#include "shell/cmd.h"

/* host.c, wql.c */
extern const struct cmd cmd_version, cmd_hostname, cmd_nodeinfo, cmd_wql;
/* domain_list.c, domain_info.c */
extern const struct cmd cmd_list, cmd_dominfo, cmd_domstate, cmd_domid,
	cmd_domuuid, cmd_domname;
/* domain_start.c, domain_stop.c, domain_state.c */
extern const struct cmd cmd_start, cmd_shutdown, cmd_reboot, cmd_destroy,
	cmd_reset, cmd_suspend, cmd_resume, cmd_managedsave,
	cmd_managedsave_remove;
/* domain_config.c */
extern const struct cmd cmd_autostart;
extern const struct cmd cmd_blkdeviotune;
extern const struct cmd cmd_change_media;
extern const struct cmd cmd_detach_device, cmd_detach_disk,
	cmd_detach_interface;
extern const struct cmd cmd_nodedev_dumpxml, cmd_nodedev_list;
extern const struct cmd cmd_update_device;
/* domain_rename.c, edit.c */
extern const struct cmd cmd_domrename, cmd_edit;
/* attach.c */
extern const struct cmd cmd_attach_device, cmd_attach_disk;
/* interface_attach.c, interface_update.c, interface_list.c */
extern const struct cmd cmd_attach_interface, cmd_update_interface,
	cmd_domif_setlink, cmd_domiftune, cmd_domiflist, cmd_domif_getlink;
/* console.c */
extern const struct cmd cmd_screenshot, cmd_send_key;
/* firmware.c */
extern const struct cmd cmd_domfirmware;
/* press.c */
extern const struct cmd cmd_inject_nmi, cmd_send_ctrl_alt_del, cmd_type;
/* create_vm.c, clone_vm.c */
extern const struct cmd cmd_create_vm, cmd_clone_vm;
/* define.c, undefine.c */
extern const struct cmd cmd_define, cmd_create, cmd_undefine;
/* domain_size.c, memory_size.c */
extern const struct cmd cmd_setvcpus, cmd_setmem, cmd_setmaxmem;

/* device_list.c, xml.c, domain_notes.c */
extern const struct cmd cmd_domblklist, cmd_ttyconsole, cmd_dumpxml, cmd_desc, cmd_metadata, cmd_dommemstat;
/* vcpu.c, schedinfo.c */
extern const struct cmd cmd_vcpucount, cmd_vcpuinfo, cmd_maxvcpus,
	cmd_schedinfo;
/* host_stats.c, host_xml.c */
extern const struct cmd cmd_freecell, cmd_nodememstats, cmd_nodecpustats,
	cmd_sysinfo, cmd_capabilities;
/* network.c */
extern const struct cmd cmd_net_list, cmd_net_info, cmd_net_dumpxml,
	cmd_net_name, cmd_net_uuid;
/* network_make.c, network_edit.c, network_remove.c, network_ports.c */
extern const struct cmd cmd_net_create_as, cmd_net_create, cmd_net_define,
	cmd_net_edit,
	cmd_net_destroy, cmd_net_undefine, cmd_net_port_list, cmd_iface_list;

/* snapshot_list.c, snapshot_info.c, snapshot_create.c, snapshot_change.c,
 * snapshot_edit.c, snapshot_delete.c, snapshot_prune.c */
extern const struct cmd cmd_snapshot_list, cmd_snapshot_info,
	cmd_snapshot_parent, cmd_snapshot_current, cmd_snapshot_dumpxml,
	cmd_snapshot_create, cmd_snapshot_create_as, cmd_snapshot_revert,
	cmd_snapshot_rename, cmd_snapshot_delete, cmd_snapshot_prune,
	cmd_snapshot_edit;

/* job.c */
extern const struct cmd cmd_job_list, cmd_job_wait, cmd_job_abort,
	cmd_domjobinfo, cmd_domjobabort;

/* guest.c, guest_kvp.c, guest_ip.c */
extern const struct cmd cmd_domifaddr, cmd_domhostname, cmd_guestinfo,
	cmd_kvp_list, cmd_kvp_set, cmd_guest_ip, cmd_domtime, cmd_domfsinfo;
/* guest_services.c */
extern const struct cmd cmd_copy_to_guest, cmd_domservices;

/* connect.c, complete.c, shell.c */
extern const struct cmd cmd_cd, cmd_complete, cmd_connect, cmd_echo, cmd_exit,
	cmd_help, cmd_pwd, cmd_quit, cmd_uri;
/* block_info.c, volume_change.c, volume_delete.c, volume_make.c, volume_use.c */
extern const struct cmd cmd_domblkinfo, cmd_vol_check, cmd_vol_clone,
	cmd_vol_compact, cmd_vol_convert, cmd_vol_create, cmd_vol_create_as,
	cmd_vol_delete, cmd_vol_merge, cmd_vol_orphans, cmd_vol_reparent,
	cmd_vol_resize, cmd_vol_users;
/* pool.c, volume_info.c */
extern const struct cmd cmd_pool_dumpxml, cmd_pool_info, cmd_pool_list,
	cmd_pool_refresh, cmd_vol_dumpxml, cmd_vol_info, cmd_vol_list,
	cmd_vol_path;

#endif
