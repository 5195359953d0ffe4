/* hv/host_stats.h - the host's memory and load, and what it is made of */
#ifndef HVSH_HV_HOST_STATS_H
#define HVSH_HV_HOST_STATS_H

#include "base/parse.h"
#include "base/vec.h"
#include <stdint.h>

struct err;
struct hv_host;

/* Two queries at the same time. */
struct hv_cell { uint64_t number; uint64_t free_kib; };
struct hv_memory {
	struct num total_kib, free_kib;
	struct VEC_OF(struct hv_cell) cells;    /* NUMA nodes, by number */
};
int hv_memory_read(struct hv_host *h, struct hv_memory *ret, struct err *e);
void hv_memory_clear(struct hv_memory *m);
#define AUTO_MEMORY __attribute__((cleanup(hv_memory_clear))) struct hv_memory
/* NULL: there is no such node. */
const struct hv_cell *hv_memory_cell(const struct hv_memory *m,
				     uint64_t number);

/* Of one logical processor or (cpu NULL) of all together; since the host has
 * started. One query. ERR_NOT_FOUND: no such processor. */
struct hv_cpu_time { uint64_t guest_ns, hypervisor_ns, idle_ns; };
int hv_cpu_time_read(struct hv_host *h, const uint64_t *cpu,
		     struct hv_cpu_time *ret, struct err *e);

/* What the firmware tells of the machine; each may be NULL. Three queries at
 * the same time. */
struct hv_machine {
	char *bios_vendor, *bios_version;
	struct num bios_date_us;        /* since 1970 */
	char *vendor, *product, *version, *serial, *uuid;
	char *board_vendor, *board_product, *board_version, *board_serial;
};
int hv_machine_read(struct hv_host *h, struct hv_machine *ret, struct err *e);
void hv_machine_clear(struct hv_machine *m);
#define AUTO_MACHINE \
	__attribute__((cleanup(hv_machine_clear))) struct hv_machine

/* The machine's own UUID (NULL: not told), and Architecture of its
 * processors: 0 x86, 9 x86_64, 12 ARM64. Two queries at the same time. */
int hv_machine_identity(struct hv_host *h, char **uuid, struct num *arch,
			struct err *e);

#endif
