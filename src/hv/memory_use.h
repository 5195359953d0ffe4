/* hv/memory_use.h - the memory that a VM has right now */
#ifndef HVSH_HV_MEMORY_USE_H
#define HVSH_HV_MEMORY_USE_H

#include <stdint.h>

struct err;
struct hv_host;

/* What the host has given to the VM, which dynamic memory changes all the
 * time. Two round trips. ERR_STATE where it does not run. */
int hv_memory_use(struct hv_host *h, const char *word, uint64_t *kib,
		  struct err *e);

#endif
