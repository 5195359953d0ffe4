/* DefineSystem, DestroySystem. */
#include "sim/define.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/parse.h"
#include "base/str.h"
#include "sim/change.h"
#include "sim/cimxml.h"
#include "sim/files.h"
#include "sim/jobs.h"
#include "sim/methods_priv.h"
#include "sim/parts.h"
#include "sim/resource.h"
#include "sim/settings.h"
#include "sim/snapshot.h"
#include "sim/vm.h"

#define SUBTYPE "Microsoft:Hyper-V:SubType:"

/* 0: no generation that this host knows */
static unsigned wanted_generation(const struct sim_host *h,
				  const struct sim_cim *cim)
{
	const char *t = sim_cim_text(cim, "VirtualSystemSubType");

	if (!t)
		return 1;
	if (h->os < SIM_OS_2012R2 || strncasecmp(t, SUBTYPE, strlen(SUBTYPE)))
		return 0;
	t += strlen(SUBTYPE);
	return !strcmp(t, "1") ? 1 : !strcmp(t, "2") ? 2 : 0;
}

/*
 * The GUID that the caller wishes, as DSP1042 lets a platform take it, or a
 * new one. NULL: that is none, or taken. An assumption: no real reply tells
 * what Hyper-V does with VirtualSystemIdentifier.
 */
static char *wanted_guid(struct sim_host *h, const struct sim_cim *cim)
{
	const char *id = sim_cim_text(cim, "VirtualSystemIdentifier");
	char guid[GUID_LEN + 1];

	if (!id)
		return sim_new_guid(h);
	if (parse_guid(id, guid) < 0 || sim_vm_find(h, guid))
		return NULL;
	for (char *p = guid; *p; p++)
		*p = (char)toupper((unsigned char)*p);
	return xstrdup(guid);
}

static struct sim_instance *make_vm(struct sim_host *h, const char *name,
				    const char *guid, unsigned generation)
{
	struct sim_vm_spec v = {
		.name = name, .guid = guid, .generation = generation,
		.state = SIM_VM_OFF, .cpus = 1, .memory_mb = 1024,
		.startup = 3, .fresh = true,
	};

	return sim_vm_make(h, &v);
}

/* From another configuration: all but what tells the two apart. */
static void copy_settings(struct sim_instance *to,
			  const struct sim_instance *from)
{
	static const char *const own[] = {
		"InstanceID", "VirtualSystemIdentifier", "ConfigurationID",
		"ConfigurationFile", "ElementName", "BIOSGUID", "CreationTime",
		"VirtualSystemType", "Parent", "IsSaved", "Description",
		"BIOSSerialNumber", "BaseBoardSerialNumber", "BootSourceOrder",
		"ChassisSerialNumber", "ChassisAssetTag",
	};

	for (size_t p = 0; p < to->cls->props.n; p++) {
		const char *name = to->cls->props.v[p].name;
		bool mine = false;

		for (size_t k = 0; k < sizeof own / sizeof *own; k++)
			mine |= !strcasecmp(own[k], name);
		if (!mine)
			sim_set(to, name, sim_value_copy(&from->v[p]));
	}
}

static int add_resources(struct sim_call *c, struct sim_instance *vssd,
			 struct sim_refusal *r)
{
	const char *text;

	for (size_t n = 0; (text = sim_call_text_at(c, "ResourceSettings", n));
	     n++) {
		if (sim_resource_define(c->host, vssd, text, r) < 0)
			return -1;
	}
	return 0;
}

static int define(struct sim_call *c, const struct sim_cim *cim,
		  struct sim_refusal *r)
{
	struct sim_host *h = c->host;
	const char *name = sim_cim_text(cim, "ElementName");
	unsigned generation = wanted_generation(h, cim);
	AUTO_FREE char *guid = wanted_guid(h, cim);
	struct sim_instance *vm, *vssd, *like;
	bool given, bad_job = false;
	uint32_t rc;

	like = sim_call_object(c, "ReferenceConfiguration", 0, &given);
	if (!generation || !guid || (given && !like))
		return sim_refuse_now(r, SIM_RET_PARAMETER);
	vm = make_vm(h, name ? name : "New Virtual Machine", guid, generation);
	vssd = vm ? sim_vm_settings(h, vm) : NULL;
	if (!vssd)
		return sim_refuse_now(r, SIM_RET_FAILED);
	if (like)
		copy_settings(vssd, like);
	rc = sim_settings_check(vssd, true, true, cim, &bad_job);
	if (!rc && bad_job)
		sim_refuse(r, SIM_RET_FAILED, "A setting that was given cannot "
			   "be set.");
	else if (rc)
		sim_refuse_now(r, rc);
	if (r->code || add_resources(c, vssd, r) < 0) {
		sim_vm_destroy(h, vm);
		return -1;
	}
	sim_settings_apply(vssd, true, cim);
	if (c->job)
		sim_job_affects(h, c->job, vm, 5);
	sim_call_set(c, "ResultingSystem", sim_ref_to(vm));
	return 0;
}

static int run_define(struct sim_call *c, struct sim_refusal *r)
{
	const char *text = sim_call_text(c, "SystemSettings");
	struct sim_cim cim = { 0 };
	int rc;

	if (text && *text && sim_cim_parse(text, &cim) < 0)
		return sim_refuse_now(r, sim_cim_refusal(text));
	if (cim.cls && strcasecmp(cim.cls, "Msvm_VirtualSystemSettingData"))
		rc = sim_refuse_now(r, SIM_RET_PARAMETER);
	else
		rc = define(c, &cim, r);
	sim_cim_clear(&cim);
	return rc;
}

const struct sim_change sim_change_define = {
	"DefineSystem", 1, "Msvm_ConcreteJob", "Defining Virtual Machine",
	run_define,
};

uint32_t sim_do_define(struct sim_call *c)
{
	return sim_change(c, &sim_change_define, NULL, false);
}

/* --- destroying --- */

/* "Microsoft:GUID" of a configuration, and of everything below it. */
static bool belongs(const char *id, const char *top)
{
	size_t n = strlen(top);

	return !strncasecmp(id, top, n) && (!id[n] || id[n] == '\\');
}

static bool is_of(const struct sim_instance *i, const char *top,
		  const char *guid)
{
	return belongs(sim_get_str(i, "InstanceID"), top) ||
	       (guid && !strcasecmp(sim_get_str(i, "SystemName"), guid));
}

/* All of one configuration; with 'guid' also the devices of that system. */
static void sweep(struct sim_host *h, const char *top, const char *guid)
{
	struct sim_class *c;
	struct sim_parts gone = VEC_INIT;

	for (size_t k = 0; (c = sim_class_at(h->store, k)); k++) {
		if (strcasecmp(c->ns, SIM_NS_VIRT) || c->association)
			continue;
		for (struct sim_instance *i = c->first; i; i = i->next) {
			if (is_of(i, top, guid))
				vec_push(&gone, i);
		}
	}
	for (size_t k = 0; k < gone.n; k++)
		sim_remove_related(h, gone.v[k]);
	vec_free(&gone);
}

/* What hvsim itself keeps of a VM. */
static void forget(struct sim_host *h, const char *cls, const char *guid)
{
	AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_OWN, cls, "VM", guid,
						  NULL);
	struct sim_instance *i = sim_resolve(h->store, SIM_NS_OWN, r);

	if (i)
		sim_store_remove(h->store, i);
}

void sim_vm_destroy(struct sim_host *h, struct sim_instance *vm)
{
	AUTO_FREE char *guid = xstrdup(sim_get_str(vm, "Name"));
	struct sim_class *c = sim_class_find(h->store, SIM_NS_VIRT,
					     "Msvm_VirtualSystemSettingData");
	struct sim_parts all = VEC_INIT;

	for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next) {
		if (!strcasecmp(sim_get_str(i, "VirtualSystemIdentifier"), guid))
			vec_push(&all, sim_instance_hold(i));
	}
	sim_vm_drop_devices(h, vm);
	for (size_t k = 0; k < all.n; k++) {
		AUTO_FREE char *top = xstrdup(sim_get_str(all.v[k], "InstanceID"));

		sweep(h, top, guid);
		sim_instance_drop(all.v[k]);
	}
	vec_free(&all);
	sim_remove_related(h, vm);
	forget(h, "Hvsim_Keyboard", guid);
	forget(h, "Hvsim_Interrupts", guid);
}

static struct sim_instance *find_victim(struct sim_call *c,
					struct sim_refusal *r)
{
	bool given;
	struct sim_instance *vm = sim_call_object(c, "AffectedSystem", 0, &given);

	if (!vm || !sim_is_vm(vm)) {
		sim_refuse_now(r, SIM_RET_PARAMETER);
		return NULL;
	}
	if ((sim_vm_state(vm) != SIM_VM_OFF && sim_vm_state(vm) != SIM_VM_SAVED) ||
	    sim_task_pending(c->host, sim_get_str(vm, "Name")) ||
	    sim_vm_merging(c->host, vm)) {
		sim_refuse_now(r, SIM_RET_STATE);
		return NULL;
	}
	return vm;
}

static int run_destroy(struct sim_call *c, struct sim_refusal *r)
{
	struct sim_instance *vm = find_victim(c, r);

	if (!vm)
		return -1;
	sim_snapshots_dissolve(c->host, vm);
	sim_vm_destroy(c->host, vm);
	return 0;
}

const struct sim_change sim_change_destroy = {
	"DestroySystem", 3, "Msvm_ConcreteJob", "Destroying Virtual Machine",
	run_destroy,
};

uint32_t sim_do_destroy(struct sim_call *c)
{
	struct sim_refusal r = { 0 };
	struct sim_instance *vm = find_victim(c, &r);

	return vm ? sim_change(c, &sim_change_destroy, vm, true) : r.code;
}
