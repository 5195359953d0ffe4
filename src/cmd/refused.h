/* cmd/refused.h - options of virsh's that are refused by name */
#ifndef HVSH_CMD_REFUSED_H
#define HVSH_CMD_REFUSED_H

#include "shell/cmd.h"

/* Of start and create; of shutdown and reboot; of snapshot-create and
 * snapshot-create-as. Any other is of the command of that name. */
extern const struct opt_refused refused_start[], refused_stop[],
	refused_snapshot_create[];
extern const struct opt_refused refused_list[],
	refused_version[],
	refused_destroy[],
	refused_edit[],
	refused_managedsave[],
	refused_undefine[],
	refused_setvcpus[],
	refused_attach_disk[],
	refused_attach_interface[],
	refused_blkdeviotune[],
	refused_change_media[],
	refused_nodedev_list[],
	refused_domiftune[],
	refused_snapshot_current[],
	refused_snapshot_delete[],
	refused_snapshot_dumpxml[],
	refused_snapshot_edit[],
	refused_snapshot_list[],
	refused_snapshot_revert[],
	refused_screenshot[],
	refused_domjobabort[],
	refused_domjobinfo[],
	refused_vol_create[],
	refused_vol_create_as[],
	refused_vol_clone[],
	refused_vol_delete[],
	refused_vol_resize[];

#endif
