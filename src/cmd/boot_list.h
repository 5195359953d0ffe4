/* cmd/boot_list.h - what to boot from, as people say it: "cdrom,sda"
 *
 * Words with commas between: of generation 2 the target of a drive, the MAC
 * address of a NIC, or a kind (disk, cdrom, network), which means all of that
 * kind that are not named before; of generation 1 kinds alone, floppy with them.
 * What is not named and is tried today comes after, in the order that it has.
 */
#ifndef HVSH_CMD_BOOT_LIST_H
#define HVSH_CMD_BOOT_LIST_H

#include "cmd/vm_names.h"

struct err;
struct hv_config;
struct hv_drive;

/* ERR_USAGE: an empty word, or one twice. */
int boot_list_check(const char *list, struct err *e);
/* 'to' is a copy of 'have', which is on the host. ERR_NOT_FOUND: there is no
 * such device. */
int boot_list_set(const struct hv_config *have, struct hv_config *to,
		  const char *list, struct err *e);

/* Kinds by the numbers of BootOrder. */
const char *boot_kind_word(unsigned kind);
unsigned boot_drive_kind(const struct hv_drive *d);

COMPLETER(complete_boot);

#endif
