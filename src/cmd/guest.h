/* cmd/guest.h - what the commands for the system inside a VM share */
#ifndef HVSH_CMD_GUEST_H
#define HVSH_CMD_GUEST_H

#include "hv/guest.h"

struct args;
struct ctx;

/* Opens the host and reads the guest of the VM that the option names. */
int guest_read(struct ctx *c, const struct args *a, struct hv_host **h,
	       struct hv_guest **ret, struct err *e);
/* Its name or MAC address. */
bool guest_nic_is(const struct hv_guest_nic *n, const char *word);

#endif
