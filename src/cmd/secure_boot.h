/* cmd/secure_boot.h - secure boot in a word
 *
 * off; on, with the template there is; windows, linux or shielded, or the name
 * or UUID of a template.
 */
#ifndef HVSH_CMD_SECURE_BOOT_H
#define HVSH_CMD_SECURE_BOOT_H

#include "cmd/vm_names.h"

struct err;
struct hv_config;

/* ERR_USAGE: it is none of these. */
int secure_boot_set(struct hv_config *to, const char *word, struct err *e);

COMPLETER(complete_secure_boot);

#endif
