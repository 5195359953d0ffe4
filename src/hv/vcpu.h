/* hv/vcpu.h - virtual processors: how many, how busy, what share they get */
#ifndef HVSH_HV_VCPU_H
#define HVSH_HV_VCPU_H

#include "base/parse.h"
#include <stdint.h>

struct err;
struct hv_host;
struct hv_vm;
struct hv_wait;

/* The most that the host gives to any VM. One query. */
int hv_vcpu_max(struct hv_host *h, uint64_t *ret, struct err *e);

struct hv_vcpus {
	struct hv_vm *vm;
	char *id;               /* InstanceID of the settings */
	uint64_t count;
	/* in thousandths of a percent: 100000 is all; weight 100 is usual */
	uint64_t limit, reservation, weight;
	uint64_t max;           /* HV_VCPUS_MAX: what the host gives at most */
	uint64_t host_cpus;     /* HV_VCPUS_TIMES: of the host */
	struct num *time_ns;    /* HV_VCPUS_TIMES: 'count' of them; unset: not
				   known */
};
void hv_vcpus_clear(struct hv_vcpus *v);
#define AUTO_VCPUS __attribute__((cleanup(hv_vcpus_clear))) struct hv_vcpus

/* Two round trips: the VM, then its settings and what else is wanted. */
enum { HV_VCPUS_MAX = 1, HV_VCPUS_TIMES = 2 };
int hv_vcpus_read(struct hv_host *h, const char *word, unsigned want,
		  struct hv_vcpus *ret, struct err *e);

/* Which processor a performance counter is of: "web01:Hv VP 3" gives 3;
 * -1: none of the VM 'name'. */
int hv_vcpu_of_counter(const char *counter, const char *name);

/* Sets what is set of the three. 'id' is from hv_vcpus_read. */
struct hv_shares { struct num limit, reservation, weight; };
int hv_vcpu_set_shares(struct hv_host *h, const char *id,
		       const struct hv_shares *s, const struct hv_wait *wait,
		       struct err *e);

#endif
