/* cmd/nodedev.h - disks of the host by name */
#ifndef HVSH_CMD_NODEDEV_H
#define HVSH_CMD_NODEDEV_H

#include "cmd/vm_names.h"

/* "disk_2" and \\.\PHYSICALDRIVE2 as "2", of which it is a part; what is
 * neither, as it is. */
const char *nodedev_number(const char *word);

COMPLETER(complete_host_disk);          /* those that no domain has */

#endif
