/* What the hypervisor counts of logical and of virtual processors. */
#include <stdio.h>

#include "base/mem.h"
#include "sim/host_priv.h"

#define LP "Win32_PerfRawData_HvStats_HyperVHypervisorLogicalProcessor"
#define VP "Win32_PerfRawData_HvStats_HyperVHypervisorVirtualProcessor"

/* In 100 ns. A quarter of an hour for domains and a minute for the hypervisor
 * of each hour, and a little more on a processor than on the one before. */
static void make_counter(struct sim_host *h, const char *name, uint64_t n,
			 uint64_t first)
{
	struct sim_instance *i = sim_make(h, SIM_NS_CIMV2, LP);
	uint64_t minute = UINT64_C(600000000);

	sim_set(i, "Name", sim_string(name));
	sim_set(i, "PercentGuestRunTime", sim_uint(n * 15 * minute + first));
	sim_set(i, "PercentHypervisorRunTime", sim_uint(n * minute));
	sim_set(i, "PercentIdleTime", sim_uint(n * 44 * minute));
	sim_set(i, "PercentTotalRunTime", sim_uint(n * 16 * minute + first));
	sim_put(h, i);
}

void sim_make_counters(struct sim_host *h, unsigned processors)
{
	uint64_t sum = 0;
	char name[32];

	for (unsigned k = 0; k < processors; k++) {
		snprintf(name, sizeof name, "Hv LP %u", k);
		make_counter(h, name, 1, k);
		sum += k;
	}
	make_counter(h, "_Total", processors, sum);
}

/* --- virtual processors, while a VM is on --- */

/* "web01:Hv VP 0" */
static char *vp_name(const struct sim_instance *vm, unsigned n)
{
	return xasprintf("%s:Hv VP %u", sim_get_str(vm, "ElementName"), n);
}

static struct sim_instance *find_vp(struct sim_host *h,
				    const struct sim_instance *vm, unsigned n)
{
	AUTO_FREE char *name = vp_name(vm, n);
	AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_CIMV2, VP, "Name",
						  name, NULL);

	return sim_resolve(h->store, SIM_NS_CIMV2, r);
}

void sim_vp_counters_add(struct sim_host *h, const struct sim_instance *vm,
			 unsigned processors)
{
	/* Thousands of VMs are there to be listed. */
	for (unsigned k = 0; k < processors && !h->bulk; k++) {
		AUTO_FREE char *name = vp_name(vm, k);
		struct sim_instance *i;

		if (find_vp(h, vm, k))  /* a loaded host's, or a namesake's */
			continue;
		i = sim_make(h, SIM_NS_CIMV2, VP);
		sim_set(i, "Name", sim_string(name));
		sim_set(i, "PercentGuestRunTime", sim_uint(0));
		sim_set(i, "PercentHypervisorRunTime", sim_uint(0));
		sim_set(i, "PercentTotalRunTime", sim_uint(0));
		sim_put(h, i);
	}
}

void sim_vp_counters_drop(struct sim_host *h, const struct sim_instance *vm)
{
	struct sim_instance *i;

	for (unsigned k = 0; (i = find_vp(h, vm, k)); k++)
		sim_store_remove(h->store, i);
}

void sim_vp_counters_age(struct sim_host *h, int64_t passed_ms)
{
	struct sim_class *c = sim_class_find(h->store, SIM_NS_CIMV2, VP);
	int total, guest;

	/* Those that were loaded stay as they are. */
	if (!c || h->loader.seen.n || passed_ms <= 0)
		return;
	total = sim_prop_index(c, "PercentTotalRunTime");
	guest = sim_prop_index(c, "PercentGuestRunTime");
	for (struct sim_instance *i = c->first; i; i = i->next) {
		/* A tenth of the time, in place: no change worth saving. */
		i->v[total].u += (uint64_t)passed_ms * 1000;
		i->v[guest].u += (uint64_t)passed_ms * 900;
	}
}
