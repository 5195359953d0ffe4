/* hv/vm_info.h - one VM in some detail */
#ifndef HVSH_HV_VM_INFO_H
#define HVSH_HV_VM_INFO_H

#include "base/parse.h"
#include "hv/autostart.h"
#include <stdbool.h>

struct err;
struct hv_host;
struct hv_vm;

struct hv_vm_info {
	struct hv_vm *vm;
	bool autostart;
	struct hv_autostart at_host;    /* when the host starts and stops */
	struct num cpus;
	struct num memory_kib;          /* what it starts with */
	struct num max_memory_kib;      /* what it may grow to */
};

/* Three queries: at the same time where 'word' is a GUID, else the VM first
 * and then two. */
int hv_vm_info_read(struct hv_host *h, const char *word,
		    struct hv_vm_info *ret, struct err *e);
void hv_vm_info_clear(struct hv_vm_info *i);
#define AUTO_INFO \
	__attribute__((cleanup(hv_vm_info_clear))) struct hv_vm_info

#endif
