/* GetSummaryInformation: one Msvm_SummaryInformation for each VM asked for,
 * with those of its properties whose numbers were given. */
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/parse.h"
#include "base/str.h"
#include "sim/methods_priv.h"
#include "sim/vm.h"

static struct sim_value copy_of(const struct sim_instance *i, const char *prop)
{
	const struct sim_value *v = i ? sim_get(i, prop) : NULL;

	return v ? sim_value_copy(v) : (struct sim_value){ .kind = SIM_V_NULL };
}

static struct sim_value part_of(struct sim_host *h, const struct sim_instance *vm,
				const char *cls, const char *part)
{
	return copy_of(sim_vm_part(h, cls, sim_get_str(vm, "Name"), part),
		       "VirtualQuantity");
}

static struct sim_value processors(struct sim_host *h,
				   const struct sim_instance *vm)
{
	return part_of(h, vm, "Msvm_ProcessorSettingData", SIM_PART_PROCESSOR);
}

static struct sim_value memory(struct sim_host *h, const struct sim_instance *vm)
{
	if (sim_vm_state(vm) != SIM_VM_RUNNING)
		return (struct sim_value){ .kind = SIM_V_NULL };
	return part_of(h, vm, "Msvm_MemorySettingData", SIM_PART_MEMORY);
}

/* 2 OK while the guest runs, 12 no contact. */
static struct sim_value heartbeat(struct sim_host *h,
				  const struct sim_instance *vm)
{
	(void)h;
	if (sim_vm_state(vm) == SIM_VM_OFF || sim_vm_state(vm) == SIM_VM_SAVED)
		return (struct sim_value){ .kind = SIM_V_NULL };
	return sim_uint(sim_vm_state(vm) == SIM_VM_RUNNING ? 2 : 12);
}

static struct sim_value load(struct sim_host *h, const struct sim_instance *vm)
{
	(void)h;
	return sim_uint(sim_vm_state(vm) == SIM_VM_RUNNING ? 1 : 0);
}

enum source { OF_VM, OF_SETTINGS, BY_FUNCTION };

/* The numbers that RequestedInformation knows. */
static const struct {
	unsigned number;
	const char *prop;
	enum source source;
	const char *from;
	struct sim_value (*fn)(struct sim_host *, const struct sim_instance *);
} fields[] = {
	{ 0, "Name", OF_VM, "Name", NULL },
	{ 1, "ElementName", OF_SETTINGS, "ElementName", NULL },
	{ 2, "CreationTime", OF_SETTINGS, "CreationTime", NULL },
	{ 3, "Notes", OF_SETTINGS, "Notes", NULL },
	{ 4, "NumberOfProcessors", BY_FUNCTION, NULL, processors },
	{ 10, "Version", OF_SETTINGS, "Version", NULL },
	{ 100, "EnabledState", OF_VM, "EnabledState", NULL },
	{ 101, "ProcessorLoad", BY_FUNCTION, NULL, load },
	{ 103, "MemoryUsage", BY_FUNCTION, NULL, memory },
	{ 104, "Heartbeat", BY_FUNCTION, NULL, heartbeat },
	{ 105, "UpTime", OF_VM, "OnTimeInMilliseconds", NULL },
	{ 109, "HealthState", OF_VM, "HealthState", NULL },
	{ 110, "OperationalStatus", OF_VM, "OperationalStatus", NULL },
	{ 111, "StatusDescriptions", OF_VM, "StatusDescriptions", NULL },
	{ 114, "ReplicationMode", OF_VM, "ReplicationMode", NULL },
	{ 115, "ReplicationState", OF_VM, "ReplicationState", NULL },
	{ 116, "ReplicationHealth", OF_VM, "ReplicationHealth", NULL },
	{ 132, "OtherEnabledState", OF_VM, "OtherEnabledState", NULL },
};

static bool asked_for(const struct sim_call *c, unsigned number)
{
	bool any = false;

	for (size_t i = 0; i < c->in->n; i++) {
		const struct sim_arg *a = &c->in->v[i];
		uint64_t u;

		if (strcasecmp(a->name, "RequestedInformation") ||
		    a->kind != SIM_ARG_TEXT)
			continue;
		any = true;
		if (!parse_u64(a->text, UINT32_MAX, &u) && u == number)
			return true;
	}
	return !any;
}

/* Notes are an array of the settings and one string here. */
static struct sim_value fitting(struct sim_value v, const struct sim_class *c,
				const char *prop)
{
	int p = sim_prop_index(c, prop);
	struct sim_value first = { .kind = SIM_V_NULL };

	if (v.kind != SIM_V_ARRAY || p < 0 || c->props.v[p].array)
		return v;
	if (v.n)
		first = sim_value_copy(&v.item[0]);
	sim_value_clear(&v);
	return first;
}

static struct sim_instance *summary(struct sim_call *c,
				    const struct sim_instance *vm,
				    const struct sim_instance *settings)
{
	struct sim_instance *i = sim_make(c->host, SIM_NS_VIRT,
					  "Msvm_SummaryInformation");

	for (size_t k = 0; i && k < sizeof fields / sizeof *fields; k++) {
		struct sim_value v;

		if (!asked_for(c, fields[k].number))
			continue;
		if (fields[k].source == BY_FUNCTION)
			v = fields[k].fn(c->host, vm);
		else
			v = copy_of(fields[k].source == OF_VM ? vm : settings,
				    fields[k].from);
		sim_set(i, fields[k].prop, fitting(v, i->cls, fields[k].prop));
	}
	if (i)
		sim_set(i, "InstanceID",
			sim_string(sim_get_str(settings, "InstanceID")));
	return i;
}

static void add_summary(struct sim_call *c, const struct sim_instance *settings,
			struct sim_value *list)
{
	struct sim_instance *vm = sim_vm_find(c->host,
			sim_get_str(settings, "VirtualSystemIdentifier"));
	struct sim_instance *i = vm ? summary(c, vm, settings) : NULL;

	if (i)
		sim_array_add(list, sim_object(i));
}

static void add_all(struct sim_call *c, struct sim_value *list)
{
	struct sim_class *vms = sim_class_find(c->host->store, SIM_NS_VIRT,
					       "Msvm_ComputerSystem");

	for (struct sim_instance *i = vms->first; i; i = i->next) {
		struct sim_instance *s = sim_is_vm(i) ?
					 sim_vm_settings(c->host, i) : NULL;

		if (s)
			add_summary(c, s, list);
	}
}

uint32_t sim_do_summary(struct sim_call *c)
{
	struct sim_value list = sim_array();
	size_t n = 0;

	for (;; n++) {
		bool given;
		struct sim_instance *s = sim_call_object(c, "SettingData", n,
							 &given);

		if (!given)
			break;
		if (!s) {
			sim_value_clear(&list);
			return SIM_RET_PARAMETER;
		}
		add_summary(c, s, &list);
	}
	if (!n)
		add_all(c, &list);
	sim_call_set(c, "SummaryInformation", list);
	return SIM_RET_DONE;
}
