/* What the hypervisor counts of the host's logical processors. */
#include <stdio.h>

#include "sim/host_priv.h"

#define LP "Win32_PerfRawData_HvStats_HyperVHypervisorLogicalProcessor"

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
