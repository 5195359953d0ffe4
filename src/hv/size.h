/* hv/size.h - how much memory and how many processors a VM has */
#ifndef HVSH_HV_SIZE_H
#define HVSH_HV_SIZE_H

#include "base/parse.h"
#include <stdbool.h>

struct err;
struct hv_host;
struct hv_vm;
struct hv_wait;

enum hv_size_of { HV_SIZE_CPUS, HV_SIZE_MEMORY };

struct hv_size {
	struct hv_vm *vm;
	enum hv_size_of of;
	char *id;               /* InstanceID of the settings */
	uint64_t quantity;      /* processors; MiB at start */
	/* memory alone, MiB: */
	bool dynamic;
	uint64_t min, max;      /* where it is dynamic */
};
void hv_size_clear(struct hv_size *s);
#define AUTO_SIZE __attribute__((cleanup(hv_size_clear))) struct hv_size

/* Two queries: at the same time where 'word' is a GUID, else one after the
 * other. */
int hv_size_read(struct hv_host *h, const char *word, enum hv_size_of of,
		 struct hv_size *ret, struct err *e);

/* Changes what is set; all but the quantity is memory's. What Hyper-V refuses (a
 * VM that runs, more than the host has) comes back in its own words. */
struct hv_size_change {
	struct num quantity, min, max;
	struct num dynamic;     /* 0, 1 */
	struct num buffer;      /* percent */
	struct num weight;
};
int hv_size_change(struct hv_host *h, const struct hv_size *s,
		   const struct hv_size_change *to,
		   const struct hv_wait *wait, struct err *e);

#endif
