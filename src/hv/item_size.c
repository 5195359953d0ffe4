/* hv/item_size.c - memory and processors as instances to embed */
#include "hv/config.h"
#include "hv/item.h"

struct change {
	struct hv_items *to;
	const char *class, *what, *id;
	struct hv_item *item;           /* NULL: nothing changes yet */
};

static struct wmi_instance *instance(struct change *c)
{
	if (!c->item) {
		c->item = hv_item_new(c->to, c->class, c->what);
		wmi_instance_set(&c->item->instance, "InstanceID", "string",
				 c->id);
	}
	return &c->item->instance;
}

static void number(struct change *c, const char *name, const char *type,
		   uint64_t have, uint64_t want)
{
	if (have != want)
		wmi_instance_set_num(instance(c), name, type, want);
}

static void flag(struct change *c, const char *name, bool have, bool want)
{
	if (have != want)
		wmi_instance_set(instance(c), name, "boolean",
				 want ? "true" : "false");
}

static uint64_t even(uint64_t mib)
{
	return mib + mib % 2;
}

void hv_item_memory(struct hv_items *to, const struct hv_config *have,
		    const struct hv_config *want)
{
	struct change c = { to, "Msvm_MemorySettingData", "memory",
			    have->memory_id, NULL };

	flag(&c, "DynamicMemoryEnabled", have->dynamic_memory,
	     want->dynamic_memory);
	if (want->dynamic_memory) {
		number(&c, "Limit", "uint64", have->memory_max,
		       even(want->memory_max));
		number(&c, "Reservation", "uint64", have->memory_min,
		       even(want->memory_min));
	}
	number(&c, "TargetMemoryBuffer", "uint32", have->memory_buffer,
	       want->memory_buffer);
	number(&c, "VirtualQuantity", "uint64", have->memory,
	       even(want->memory));
	number(&c, "Weight", "uint32", have->memory_weight,
	       want->memory_weight);
}

void hv_item_cpus(struct hv_items *to, const struct hv_config *have,
		  const struct hv_config *want)
{
	struct change c = { to, "Msvm_ProcessorSettingData", "processor",
			    have->cpus_id, NULL };

	flag(&c, "ExposeVirtualizationExtensions", have->nested, want->nested);
	number(&c, "Limit", "uint64", have->cpu_limit, want->cpu_limit);
	number(&c, "Reservation", "uint64", have->cpu_reservation,
	       want->cpu_reservation);
	number(&c, "VirtualQuantity", "uint64", have->cpus, want->cpus);
	number(&c, "Weight", "uint32", have->cpu_weight, want->cpu_weight);
}
