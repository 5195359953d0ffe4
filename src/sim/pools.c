/* Resource pools, and the limits of what may be taken from them: definitions
 * named Default, Minimum, Maximum and Increment, found from the pool by its
 * Msvm_AllocationCapabilities or by their InstanceID
 * "Microsoft:Definition\POOL\Maximum" (which is what libvirt asks for). */
#include <string.h>

#include "base/mem.h"
#include "sim/host_priv.h"
#include "sim/parts.h"

/* Of Msvm_SettingsDefineCapabilities: ValueRange, and ValueRole. */
static const struct {
	const char *name;
	unsigned range, role;
} points[] = {
	{ "Default", 0, 0 }, { "Minimum", 1, 3 }, { "Maximum", 2, 3 },
	{ "Increment", 3, 3 },
};
#define POINTS (sizeof points / sizeof *points)

/* What the documents of Windows Server name as the most a VM may have. */
static uint64_t most_processors(const struct sim_host *h)
{
	return h->os >= SIM_OS_2025 ? 2048 : h->os >= SIM_OS_2016 ? 240 : 64;
}

static uint64_t most_memory(const struct sim_host *h)
{
	return h->os >= SIM_OS_2016 ? 12582912 : 1048576;
}

static void set_processor(struct sim_host *h, struct sim_instance *i, size_t k)
{
	uint64_t max = most_processors(h);

	sim_fill(i, "AllocationUnits=percent / 1000\nCaption=Processor\n"
		    "VirtualQuantityUnits=count\n");
	sim_set(i, "Limit", sim_uint(k == 3 ? 1 : 100000));
	sim_set(i, "Reservation", sim_uint(k == 2 ? 100000 : k == 3));
	sim_set(i, "Weight", sim_uint(k == 2 ? 10000 : k == 3 ? 1 : 100));
	sim_set(i, "VirtualQuantity", sim_uint(k == 2 ? max : 1));
}

static void set_memory(struct sim_host *h, struct sim_instance *i, size_t k)
{
	const uint64_t quantity[] = { 1024, 32, most_memory(h), 2 };

	sim_fill(i, "AllocationUnits=byte * 2^20\nDynamicMemoryEnabled=false\n"
		    "IsVirtualized=true\nTargetMemoryBuffer=20\nWeight=5000\n"
		    "VirtualQuantityUnits=byte * 2^20\n");
	sim_set(i, "Caption", sim_string("Memory Default Settings"));
	sim_set(i, "VirtualQuantity", sim_uint(quantity[k]));
	sim_set(i, "Limit", sim_uint(k == 2 ? most_memory(h) : 1048576));
	sim_set(i, "Reservation", sim_uint(512));
}

static struct sim_instance *make_point(struct sim_host *h,
				       const struct sim_part_kind *kind, size_t k)
{
	AUTO_FREE char *id = xasprintf("Microsoft:Definition\\%s\\%s", kind->pool,
				       points[k].name);
	struct sim_instance *i = sim_part_new(h, kind, id);

	if (!i)
		return NULL;
	sim_set(i, "ElementName", sim_string(points[k].name));
	if (kind->role == SIM_ROLE_PROCESSOR)
		set_processor(h, i, k);
	else if (kind->role == SIM_ROLE_MEMORY)
		set_memory(h, i, k);
	return sim_put(h, i);
}

static void make_limits(struct sim_host *h, const struct sim_part_kind *kind,
			const struct sim_instance *pool)
{
	struct sim_instance *c = sim_make(h, SIM_NS_VIRT,
					  "Msvm_AllocationCapabilities");

	if (!c)
		return;
	sim_fill(c, "ElementName=Allocation Capabilities\n"
		    "RequestTypesSupported=2\nSharingMode=2\n");
	sim_set(c, "InstanceID", sim_stringf("Microsoft:%s\\0", kind->pool));
	sim_set(c, "ResourceType", sim_uint(kind->type));
	sim_set(c, "ResourceSubType", sim_string(kind->subtype));
	c = sim_put(h, c);
	sim_relate(h, "Msvm_ElementCapabilities", "Capabilities", c,
		   "ManagedElement", pool);
	for (size_t k = 0; c && k < POINTS; k++) {
		struct sim_instance *i, *p = make_point(h, kind, k);

		i = sim_make(h, SIM_NS_VIRT, "Msvm_SettingsDefineCapabilities");
		if (!p || !i) {
			sim_instance_drop(i);
			continue;
		}
		sim_set(i, "GroupComponent", sim_ref_to(c));
		sim_set(i, "PartComponent", sim_ref_to(p));
		sim_set(i, "PropertyPolicy", sim_uint(0));
		sim_set(i, "ValueRange", sim_uint(points[k].range));
		sim_set(i, "ValueRole", sim_uint(points[k].role));
		sim_put(h, i);
	}
}

static struct sim_instance *make_pool(struct sim_host *h,
				      const struct sim_part_kind *kind)
{
	struct sim_instance *i = sim_make(h, SIM_NS_VIRT,
			kind->role == SIM_ROLE_PROCESSOR ? "Msvm_ProcessorPool" :
							   "Msvm_ResourcePool");

	if (!i)
		return NULL;
	sim_fill(i, "ElementName=Primordial\nHealthState=5\nOperationalStatus=2\n"
		    "PoolID=\nPrimordial=true\nReserved=0\n");
	sim_set(i, "InstanceID", sim_stringf("Microsoft:%s\\Root", kind->pool));
	sim_set(i, "Caption", sim_string(kind->subtype));
	sim_set(i, "ResourceSubType", sim_string(kind->subtype));
	sim_set(i, "ResourceType", sim_uint(kind->type));
	sim_set(i, "Capacity",
		sim_uint(kind->role == SIM_ROLE_PROCESSOR ? sim_logical(h) :
			 kind->role == SIM_ROLE_MEMORY ? sim_memory_mb(h) : 32));
	return sim_put(h, i);
}

void sim_make_pools(struct sim_host *h)
{
	const struct sim_part_kind *kind;

	for (size_t n = 0; (kind = sim_part_kind_at(n)); n++) {
		if (kind->pool)
			make_limits(h, kind, make_pool(h, kind));
	}
}

struct sim_instance *sim_pool_limit(struct sim_host *h,
				    const struct sim_part_kind *kind,
				    const char *which)
{
	AUTO_FREE char *id = NULL;
	AUTO_FREE struct sim_ref *r = NULL;

	if (!kind->pool)
		return NULL;
	id = xasprintf("Microsoft:Definition\\%s\\%s", kind->pool, which);
	r = sim_ref_new(SIM_NS_VIRT, kind->cls, "InstanceID", id, NULL);
	return sim_resolve(h->store, SIM_NS_VIRT, r);
}
