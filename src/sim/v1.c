/* sim/v1.c - root/virtualization, made from root/virtualization/v2 */
#include "sim/v1.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/path.h"
#include "sim/schema.h"
#include "sim/vm.h"

int sim_v1_init(struct sim_host *h, struct err *e)
{
	if (h->os > SIM_OS_2012)
		return 0;
	h->v1 = sim_store_new(sim_store_hostname(h->store));
	return sim_schema_builtin(h->v1, h->os, true, e);
}

/* Classes that have another name there. */
static const struct {
	const char *v2, *v1;
} renamed[] = {
	{ "Msvm_StorageAllocationSettingData",
	  "Msvm_ResourceAllocationSettingData" },
	{ "Msvm_VirtualEthernetSwitch", "Msvm_VirtualSwitch" },
};

static const char *class_name(const char *v2)
{
	for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++) {
		if (!strcasecmp(renamed[i].v2, v2))
			return renamed[i].v1;
	}
	return v2;
}

/* A reference of v2 as one of v1. */
static struct sim_ref *map_ref(const struct sim_ref *r)
{
	struct sim_key keys[8];
	size_t n = r->n < 8 ? r->n : 8;

	for (size_t i = 0; i < n; i++) {
		keys[i] = r->key[i];
		if (!strcasecmp(keys[i].name, "CreationClassName"))
			keys[i].value = class_name(keys[i].value);
	}
	return sim_ref_make(SIM_NS_V1, class_name(r->cls), keys, n);
}

/* Paths in texts (Parent, HostResource) name the namespace, too. */
static struct sim_value map_text(const char *text)
{
	static const char v2[] = "\\virtualization\\v2:";
	const char *at = strcasestr(text, v2);

	if (!at)
		return sim_string(text);
	return sim_stringf("%.*s\\virtualization:%s", (int)(at - text), text,
			   at + strlen(v2));
}

static struct sim_value map_value(const struct sim_value *v)
{
	struct sim_value a;

	switch (v->kind) {
	case SIM_V_STRING:
		return map_text(v->s);
	case SIM_V_REF:
		return sim_reference(map_ref(v->ref));
	case SIM_V_ARRAY:
		a = sim_array();
		for (uint32_t i = 0; i < v->n; i++)
			sim_array_add(&a, map_value(&v->item[i]));
		return a;
	default:
		return sim_value_copy(v);
	}
}

/* Every property that both classes have, of the same type. */
static void copy_same(struct sim_instance *to, const struct sim_instance *from)
{
	for (size_t p = 0; p < to->cls->props.n; p++) {
		const struct sim_prop *have = &to->cls->props.v[p];
		int q = sim_prop_index(from->cls, have->name);

		if (q < 0 || from->cls->props.v[q].type != have->type ||
		    from->cls->props.v[q].array != have->array ||
		    !strcasecmp(have->name, "CreationClassName"))
			continue;
		sim_set(to, have->name, map_value(&from->v[q]));
	}
}

/* --- what else differs; false: v1 does not show that object --- */

static bool see_computer(struct sim_instance *to,
			 const struct sim_instance *from)
{
	sim_set(to, "EnabledState", sim_uint(sim_v1_state(sim_vm_state(from))));
	sim_set(to, "RequestedState", sim_uint(sim_v1_state(
		(unsigned)sim_get_uint(from, "RequestedState"))));
	return true;
}

static const char *first_text(const struct sim_instance *i, const char *prop)
{
	const struct sim_value *v = sim_get(i, prop);

	return v && v->kind == SIM_V_ARRAY && v->n &&
	       v->item[0].kind == SIM_V_STRING ? v->item[0].s : NULL;
}

static bool is_snapshot(const struct sim_instance *vssd)
{
	return !strncasecmp(sim_get_str(vssd, "VirtualSystemType"),
			    "Microsoft:Hyper-V:Snapshot:", 27);
}

static bool see_settings(struct sim_instance *to,
			 const struct sim_instance *from)
{
	const char *notes = first_text(from, "Notes");

	sim_set(to, "SystemName",
		sim_string(sim_get_str(from, "VirtualSystemIdentifier")));
	sim_set(to, "SettingType", sim_uint(is_snapshot(from) ? 5 : 3));
	sim_set(to, "VirtualSystemType", sim_uint(301));
	sim_set(to, "Notes", sim_string(notes ? notes : ""));
	return true;
}

/* 2, 3, 4 of v2 are 0, 1, 2 here, for all three kinds of action. */
static void see_action(struct sim_instance *to,
		       const struct sim_instance *from, const char *prop)
{
	uint64_t v2 = sim_get_uint(from, prop);

	sim_set(to, prop, sim_uint(v2 >= 2 ? v2 - 2 : 0));
}

static bool see_global(struct sim_instance *to,
		       const struct sim_instance *from)
{
	if (is_snapshot(from))
		return false;
	sim_set(to, "InstanceID",
		sim_stringf("%s\\Global", sim_get_str(from, "InstanceID")));
	sim_set(to, "SystemName",
		sim_string(sim_get_str(from, "VirtualSystemIdentifier")));
	sim_set(to, "SettingType", sim_uint(32768));
	sim_set(to, "VirtualSystemType", sim_uint(301));
	sim_set(to, "ExternalDataRoot",
		sim_string(sim_get_str(from, "ConfigurationDataRoot")));
	see_action(to, from, "AutomaticStartupAction");
	see_action(to, from, "AutomaticShutdownAction");
	see_action(to, from, "AutomaticRecoveryAction");
	return true;
}

/* "Microsoft:Hyper-V:X" is "Microsoft X" there, but for these; and some
 * resources have another number. */
static const struct {
	const char *v2, *v1;
	unsigned type;
} subtypes[] = {
	{ "Synthetic Disk Drive", "Synthetic Disk Drive", 22 },
	{ "Physical Disk Drive", "Physical Disk Drive", 22 },
	{ "Virtual Hard Disk", "Virtual Hard Disk", 21 },
	{ "Virtual CD/DVD Disk", "ISO Disk", 21 },
	{ "Virtual Floppy Disk", "Virtual Floppy Disk", 21 },
};

static bool see_resource(struct sim_instance *to,
			 const struct sim_instance *from)
{
	static const char prefix[] = "Microsoft:Hyper-V:";
	const char *type = sim_get_str(from, "ResourceSubType");

	if (strncasecmp(type, prefix, strlen(prefix)))
		return true;
	type += strlen(prefix);
	for (size_t i = 0; i < sizeof subtypes / sizeof *subtypes; i++) {
		if (strcasecmp(subtypes[i].v2, type))
			continue;
		type = subtypes[i].v1;
		sim_set(to, "ResourceType", sim_uint(subtypes[i].type));
		break;
	}
	sim_set(to, "ResourceSubType", sim_stringf("Microsoft %s", type));
	/* v1 has no AddressOnParent: the place on the controller is the
	 * Address */
	if (*sim_get_str(from, "AddressOnParent"))
		sim_set(to, "Address",
			sim_string(sim_get_str(from, "AddressOnParent")));
	return true;
}

/* An image: the file stands in Connection there, in HostResource in v2. */
static bool see_storage(struct sim_instance *to,
			const struct sim_instance *from)
{
	const struct sim_value *file = sim_get(from, "HostResource");

	see_resource(to, from);
	if (file)
		sim_set(to, "Connection", sim_value_copy(file));
	sim_set(to, "HostResource", (struct sim_value){ .kind = SIM_V_NULL });
	return true;
}

static const struct view {
	const char *v2, *v1;
	bool (*see)(struct sim_instance *to, const struct sim_instance *from);
} views[] = {
	{ "Msvm_ComputerSystem", "Msvm_ComputerSystem", see_computer },
	{ "Msvm_VirtualEthernetSwitch", "Msvm_VirtualSwitch", NULL },
	{ "Msvm_VirtualSystemManagementService",
	  "Msvm_VirtualSystemManagementService", NULL },
	{ "Msvm_VirtualSystemSettingData", "Msvm_VirtualSystemSettingData",
	  see_settings },
	{ "Msvm_VirtualSystemSettingData",
	  "Msvm_VirtualSystemGlobalSettingData", see_global },
	{ "Msvm_ProcessorSettingData", "Msvm_ProcessorSettingData",
	  see_resource },
	{ "Msvm_MemorySettingData", "Msvm_MemorySettingData", see_resource },
	{ "Msvm_ResourceAllocationSettingData",
	  "Msvm_ResourceAllocationSettingData", see_resource },
	{ "Msvm_StorageAllocationSettingData",
	  "Msvm_ResourceAllocationSettingData", see_storage },
	{ "Msvm_SyntheticEthernetPortSettingData",
	  "Msvm_SyntheticEthernetPortSettingData", see_resource },
	{ "Msvm_EmulatedEthernetPortSettingData",
	  "Msvm_EmulatedEthernetPortSettingData", see_resource },
	{ "Msvm_ShutdownComponentSettingData",
	  "Msvm_ShutdownComponentSettingData", see_resource },
	{ "Msvm_Processor", "Msvm_Processor", NULL },
	{ "Msvm_ShutdownComponent", "Msvm_ShutdownComponent", NULL },
	{ "Msvm_ConcreteJob", "Msvm_ConcreteJob", NULL },
};

static void add(struct sim_host *h, struct sim_instance *i, bool wanted)
{
	if (!wanted || sim_store_add(h->v1, i) < 0)
		sim_instance_drop(i);
}

static void show(struct sim_host *h, const struct view *v)
{
	struct sim_class *from = sim_class_find(h->store, SIM_NS_VIRT, v->v2);
	struct sim_class *to = sim_class_find(h->v1, SIM_NS_V1, v->v1);

	for (struct sim_instance *i = from ? from->first : NULL; i; i = i->next) {
		struct sim_instance *new = sim_instance_new(to);

		copy_same(new, i);
		add(h, new, !v->see || v->see(new, i));
	}
}

/* --- associations: where v1 has both ends --- */

static bool both_ends(struct sim_host *h, const struct sim_instance *a)
{
	for (size_t p = 0; p < a->cls->props.n; p++) {
		if (a->cls->props.v[p].type == SIM_REFERENCE &&
		    (a->v[p].kind != SIM_V_REF ||
		     !sim_resolve(h->v1, SIM_NS_V1, a->v[p].ref)))
			return false;
	}
	return true;
}

static void show_relations(struct sim_host *h, const char *name)
{
	struct sim_class *from = sim_class_find(h->store, SIM_NS_VIRT, name);
	struct sim_class *to = sim_class_find(h->v1, SIM_NS_V1, name);

	for (struct sim_instance *i = from ? from->first : NULL; i; i = i->next) {
		struct sim_instance *new = sim_instance_new(to);

		copy_same(new, i);
		add(h, new, both_ends(h, new));
	}
}

/* The VM and its global settings. */
static void relate_global(struct sim_host *h)
{
	struct sim_class *c = sim_class_find(h->v1, SIM_NS_V1,
				"Msvm_VirtualSystemGlobalSettingData");
	struct sim_class *to = sim_class_find(h->v1, SIM_NS_V1,
					      "Msvm_ElementSettingData");

	for (struct sim_instance *i = c->first; i; i = i->next) {
		struct sim_instance *new = sim_instance_new(to);

		sim_set(new, "ManagedElement", sim_reference(sim_ref_new(
			SIM_NS_V1, "Msvm_ComputerSystem", "CreationClassName",
			"Msvm_ComputerSystem", "Name",
			sim_get_str(i, "SystemName"), NULL)));
		sim_set(new, "SettingData", sim_ref_to(i));
		add(h, new, both_ends(h, new));
	}
}

/* --- the ports of switches: in v2 they are settings of the adapter --- */

static struct sim_instance *by_path(struct sim_host *h, const char *path,
				    bool v1)
{
	AUTO_FREE struct sim_ref *r = NULL;
	AUTO_FREE struct sim_ref *there = NULL;

	if (!path || sim_path_parse(path, NULL, &r) < 0)
		return NULL;
	if (!v1)
		return sim_resolve(h->store, SIM_NS_VIRT, r);
	there = map_ref(r);
	return sim_resolve(h->v1, SIM_NS_V1, there);
}

/* Named like the adapter, "Microsoft:VM\NAME", which has one port at most. */
static struct sim_instance *make_port(struct sim_host *h,
				      const struct sim_instance *nic,
				      const struct sim_instance *sw)
{
	struct sim_instance *port = sim_instance_new(
		sim_class_find(h->v1, SIM_NS_V1, "Msvm_SwitchPort"));
	const char *id = sim_get_str(nic, "InstanceID");
	const char *last = strrchr(id, '\\');

	sim_set(port, "Name", sim_string(last ? last + 1 : id));
	sim_set(port, "ElementName", sim_string(last ? last + 1 : id));
	sim_set(port, "SystemCreationClassName",
		sim_string("Msvm_VirtualSwitch"));
	sim_set(port, "SystemName", sim_string(sim_get_str(sw, "Name")));
	sim_set(port, "EnabledState", sim_uint(2));
	if (sim_store_add(h->v1, port) < 0)
		return sim_instance_drop(port);
	return port;
}

static void plug(struct sim_host *h, const struct sim_instance *allocation)
{
	struct sim_instance *nic, *sw, *port = NULL;
	struct sim_value to = sim_array();
	AUTO_STR path = STR_INIT;

	nic = by_path(h, sim_get_str(allocation, "Parent"), true);
	sw = by_path(h, first_text(allocation, "HostResource"), true);
	if (nic && sw && sim_get_uint(allocation, "EnabledState") == 2)
		port = make_port(h, nic, sw);
	if (port) {
		sim_instance_path(port, &path);
		sim_array_add(&to, sim_string(path.buf));
		sim_set(nic, "Connection", to);
	} else {
		sim_value_clear(&to);
	}
}

static void show_ports(struct sim_host *h)
{
	struct sim_class *c = sim_class_find(h->store, SIM_NS_VIRT,
				"Msvm_EthernetPortAllocationSettingData");

	for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next)
		plug(h, i);
}

/* --- all of it --- */

static void clear(struct sim_host *h)
{
	struct sim_class *c;

	for (size_t k = 0; (c = sim_class_at(h->v1, k)); k++) {
		while (c->first)
			sim_store_remove(h->v1, c->first);
	}
}

void sim_v1_refresh(struct sim_host *h)
{
	static const char *const relations[] = {
		"Msvm_SystemDevice", "Msvm_VirtualSystemSettingDataComponent",
		"Msvm_SettingsDefineState", "Msvm_AffectedJobElement",
		"Msvm_HostedService",
	};
	unsigned long version = sim_store_version(h->store);

	if (h->v1_version == version && h->v1_ms == h->now_ms)
		return;
	h->v1_version = version;
	h->v1_ms = h->now_ms;
	clear(h);
	sim_store_set_hostname(h->v1, sim_store_hostname(h->store));
	for (size_t i = 0; i < sizeof views / sizeof *views; i++)
		show(h, &views[i]);
	for (size_t i = 0; i < sizeof relations / sizeof *relations; i++)
		show_relations(h, relations[i]);
	relate_global(h);
	show_ports(h);
}
