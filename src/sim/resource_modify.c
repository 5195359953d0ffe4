/* ModifyResourceSettings, RemoveResourceSettings. */
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "sim/boot.h"
#include "sim/change.h"
#include "sim/cimxml.h"
#include "sim/devices.h"
#include "sim/methods_priv.h"
#include "sim/parts.h"
#include "sim/resource.h"
#include "sim/vm.h"

/* What a part may be changed in; all else is read only, and a full copy of an
 * object is refused for it (FACTS 5.4). */
static const char *const writable_any[] = {
	"ElementName", "EnabledState", NULL
};
static const char *const writable_processor[] = {
	"VirtualQuantity", "Limit", "Reservation", "Weight", "LimitCPUID",
	"LimitProcessorFeatures", "ExposeVirtualizationExtensions",
	"HwThreadsPerCore", "MaxProcessorsPerNumaNode",
	"MaxNumaNodesPerSocket", "EnableHostResourceProtection", NULL
};
static const char *const writable_memory[] = {
	"VirtualQuantity", "Limit", "Reservation", "Weight",
	"DynamicMemoryEnabled", "TargetMemoryBuffer",
	"MaxMemoryBlocksPerNumaNode", "SgxEnabled", "SgxSize", NULL
};
static const char *const writable_image[] = {
	"HostResource", "Access", "IOPSLimit", "IOPSReservation",
	"CachingMode", "StorageQoSPolicyID", "IgnoreFlushes",
	"PersistentReservationsSupported", "WriteHardeningMethod", NULL
};
static const char *const writable_drive[] = { "HostResource", NULL };
static const char *const writable_nic[] = {
	"Address", "StaticMacAddress", "VirtualSystemIdentifiers",
	"ClusterMonitored", "DeviceNamingEnabled", "AllowPacketDirect", NULL
};
static const char *const writable_connection[] = {
	"HostResource", "Address", "RequiredFeatures", "TestReplicaPoolID",
	"TestReplicaSwitchName", "LastKnownSwitchName", NULL
};
static const char *const writable_serial[] = {
	"Connection", "DebuggerMode", NULL
};
static const char *const writable_display[] = {
	"ResolutionType", "HorizontalResolution", "VerticalResolution", NULL
};
static const char *const writable_none[] = { NULL };

static const char *const *writable(const struct sim_part_kind *k)
{
	if (!k)
		return writable_none;
	if (sim_role_is_image(k->role))
		return writable_image;
	if (sim_role_is_drive(k->role))
		return writable_drive;
	if (sim_role_is_nic(k->role))
		return writable_nic;
	switch (k->role) {
	case SIM_ROLE_PROCESSOR:
		return writable_processor;
	case SIM_ROLE_MEMORY:
		return writable_memory;
	case SIM_ROLE_CONNECTION:
		return writable_connection;
	case SIM_ROLE_SERIAL:
		return writable_serial;
	case SIM_ROLE_DISPLAY:
		return writable_display;
	default:
		return writable_none;
	}
}

static bool is_in(const char *const *list, const char *name)
{
	for (; *list; list++) {
		if (!strcasecmp(*list, name))
			return true;
	}
	return false;
}

/* What only says which part is meant. */
static bool names_it(const char *prop)
{
	static const char *const names[] = {
		"InstanceID", "ResourceType", "ResourceSubType", "Parent", NULL
	};

	return is_in(names, prop);
}

static struct sim_instance *find_part(struct sim_host *h,
				      const struct sim_cim *cim)
{
	const char *id = sim_cim_text(cim, "InstanceID");
	AUTO_FREE struct sim_ref *r = NULL;

	if (!id || !sim_class_find(h->store, SIM_NS_VIRT, cim->cls))
		return NULL;
	r = sim_ref_new(SIM_NS_VIRT, cim->cls, "InstanceID", id, NULL);
	return sim_resolve(h->store, SIM_NS_VIRT, r);
}

static int set_props(struct sim_instance *copy, const struct sim_cim *cim,
		     const struct sim_part_kind *kind, struct sim_refusal *r)
{
	for (size_t i = 0; i < cim->props.n; i++) {
		const struct sim_cim_prop *p = &cim->props.v[i];
		int at = sim_prop_index(copy->cls, p->name);
		struct sim_value v;

		if (at < 0 || sim_cim_value(p, &copy->cls->props.v[at], &v) < 0)
			return sim_refuse_now(r, SIM_RET_PARAMETER);
		if (names_it(p->name) || v.kind == SIM_V_NULL) {
			sim_value_clear(&v);
			continue;
		}
		if (!is_in(writable(kind), p->name) &&
		    !is_in(writable_any, p->name)) {
			sim_value_clear(&v);
			return sim_refuse(r, SIM_RET_FAILED, "'%s' cannot be "
					  "changed.", p->name);
		}
		sim_set(copy, p->name, v);
	}
	return 0;
}

/* *ret: what the part would be. */
static int prepare(struct sim_host *h, const struct sim_cim *cim,
		   struct sim_instance **part, struct sim_instance **ret,
		   struct sim_refusal *r)
{
	struct sim_instance *old = find_part(h, cim), *copy;
	struct sim_ask a = { .host = h, .old = old };
	int rc;

	a.vssd = old ? sim_part_vssd(h, old) : NULL;
	if (!a.vssd)
		return sim_refuse_now(r, SIM_RET_PARAMETER);
	a.vm = sim_part_vm(h, old);
	a.kind = sim_part_kind_of(old);
	a.new = copy = sim_instance_copy(old);
	rc = set_props(copy, cim, a.kind, r);
	if (!rc && a.kind)
		rc = sim_resource_check(&a, r);
	if (rc) {
		sim_instance_drop(copy);
		return -1;
	}
	*part = old;
	*ret = copy;
	return 0;
}

static void take_over(struct sim_host *h, struct sim_instance *part,
		      const struct sim_instance *from)
{
	struct sim_instance *vm = sim_part_vm(h, part);

	for (size_t p = 0; p < part->cls->props.n; p++)
		sim_set(part, part->cls->props.v[p].name,
			sim_value_copy(&from->v[p]));
	if (!vm)
		return;
	sim_set(vm, "TimeOfLastConfigurationChange", sim_time(h->clock_us));
	if (sim_vm_is_on(vm))
		sim_device_update(h, vm, part);
}

static int prepare_text(struct sim_host *h, const char *text,
			struct sim_instance **part, struct sim_instance **ret,
			struct sim_refusal *r)
{
	struct sim_cim cim;
	int rc;

	if (sim_cim_parse(text, &cim) < 0)
		return sim_refuse_now(r, sim_cim_refusal(text));
	rc = prepare(h, &cim, part, ret, r);
	sim_cim_clear(&cim);
	return rc;
}

static int run_modify(struct sim_call *c, struct sim_refusal *r)
{
	struct sim_parts parts = VEC_INIT, copies = VEC_INIT;
	struct sim_instance *part, *copy;
	const char *text;
	int rc = sim_call_text(c, "ResourceSettings") ? 0 :
		 sim_refuse_now(r, SIM_RET_PARAMETER);

	for (size_t n = 0; !rc && (text = sim_call_text_at(c,
					"ResourceSettings", n)); n++) {
		rc = prepare_text(c->host, text, &part, &copy, r);
		if (!rc) {
			vec_push(&parts, part);
			vec_push(&copies, copy);
		}
	}
	for (size_t i = 0; i < parts.n; i++) {
		if (!rc) {
			take_over(c->host, parts.v[i], copies.v[i]);
			sim_call_result(c, "ResultingResourceSettings",
					parts.v[i]);
		}
		sim_instance_drop(copies.v[i]);
	}
	vec_free(&parts);
	vec_free(&copies);
	return rc;
}

const struct sim_change sim_change_modify_resources = {
	"ModifyResourceSettings", 31, "Msvm_ConcreteJob",
	"Modifying Virtual Machine Resources", run_modify,
};

/* What is wrong with the parameters is said at once; whether Hyper-V takes
 * the values shows when the job runs. */
static uint32_t look_ahead(struct sim_call *c, struct sim_instance **vm)
{
	const char *text;

	*vm = NULL;
	for (size_t n = 0; (text = sim_call_text_at(c, "ResourceSettings", n));
	     n++) {
		struct sim_refusal r = { 0 };
		struct sim_instance *part, *copy;

		if (prepare_text(c->host, text, &part, &copy, &r) < 0) {
			free(r.text);
			if (r.at_once)
				return r.code;
			continue;
		}
		*vm = sim_part_vm(c->host, part);
		sim_instance_drop(copy);
	}
	return SIM_RET_DONE;
}

uint32_t sim_do_modify_resources(struct sim_call *c)
{
	struct sim_instance *vm;
	uint32_t rc = look_ahead(c, &vm);

	return rc ? rc : sim_change(c, &sim_change_modify_resources, vm, true);
}

int sim_resource_define(struct sim_host *h, struct sim_instance *vssd,
			const char *text, struct sim_refusal *r)
{
	struct sim_cim cim;
	struct sim_instance *part = NULL, *copy = NULL;
	struct sim_parts all = VEC_INIT;
	int rc = 0;

	if (sim_cim_parse(text, &cim) < 0)
		return sim_refuse_now(r, sim_cim_refusal(text));
	sim_parts_of(h, vssd, &all);
	for (size_t i = 0; i < all.n; i++) {
		if (!strcasecmp(all.v[i]->cls->name, cim.cls) &&
		    (!strcasecmp(cim.cls, "Msvm_ProcessorSettingData") ||
		     !strcasecmp(cim.cls, "Msvm_MemorySettingData")))
			part = all.v[i];
	}
	vec_free(&all);
	if (part) {
		struct sim_ask a = { .host = h, .vssd = vssd, .old = part };

		a.vm = sim_part_vm(h, part);
		a.kind = sim_part_kind_of(part);
		a.new = copy = sim_instance_copy(part);
		rc = set_props(copy, &cim, a.kind, r);
		if (!rc)
			rc = sim_resource_check(&a, r);
		if (!rc)
			take_over(h, part, copy);
		sim_instance_drop(copy);
	} else {
		rc = sim_resource_add(h, vssd, text, &copy, r);
	}
	sim_cim_clear(&cim);
	return rc;
}

/* --- removing --- */

void sim_resource_drop(struct sim_host *h, struct sim_instance *part)
{
	struct sim_instance *vm = sim_part_vm(h, part);
	struct sim_parts below = VEC_INIT;

	sim_parts_below(h, part, &below);
	for (size_t i = 0; i < below.n; i++)
		sim_resource_drop(h, below.v[i]);
	vec_free(&below);
	if (vm)
		sim_device_drop(h, vm, part);
	sim_features_drop(h, part);
	sim_boot_drop(h, part);
	sim_remove_related(h, part);
}

static bool is_among(const struct sim_parts *list, size_t n,
		     const struct sim_instance *i)
{
	for (size_t k = 0; k < n && k < list->n; k++) {
		if (list->v[k] == i)
			return true;
	}
	return false;
}

/* Something is still in it that is not removed before it. */
static bool still_full(struct sim_host *h, const struct sim_parts *list,
		       size_t at)
{
	struct sim_parts below = VEC_INIT;
	bool full = false;

	sim_parts_below(h, list->v[at], &below);
	for (size_t i = 0; i < below.n; i++)
		full |= !is_among(list, at, below.v[i]);
	vec_free(&below);
	return full;
}

static int check_remove(struct sim_call *c, const struct sim_parts *list,
			size_t at, struct sim_refusal *r)
{
	struct sim_instance *part = list->v[at];
	struct sim_ask a = { .host = c->host, .old = part, .new = part };

	a.kind = sim_part_kind_of(part);
	a.vssd = sim_part_vssd(c->host, part);
	a.vm = sim_part_vm(c->host, part);
	if (!a.kind || !a.vssd || is_among(list, at, part))
		return sim_refuse_now(r, SIM_RET_PARAMETER);
	if (a.kind->role == SIM_ROLE_IDE || a.kind->role == SIM_ROLE_FLOPPY ||
	    a.kind->role == SIM_ROLE_DISKETTE ||
	    a.kind->role == SIM_ROLE_SERIAL ||
	    a.kind->role == SIM_ROLE_PROCESSOR ||
	    a.kind->role == SIM_ROLE_MEMORY ||
	    a.kind->role == SIM_ROLE_DISPLAY || a.kind->role == SIM_ROLE_S3)
		return sim_refuse_now(r, SIM_RET_PARAMETER);
	/* A drive goes after its image (FACTS 5.13). */
	if (!sim_role_is_nic(a.kind->role) && still_full(c->host, list, at)) {
		c->status = SIM_CALL_FAILED;
		return sim_refuse(r, SIM_RET_FAILED, "The device is in use.");
	}
	return sim_resource_check_hot(&a, r);
}

static int collect_parts(struct sim_call *c, struct sim_parts *list,
			 struct sim_refusal *r)
{
	bool given;

	for (size_t n = 0;; n++) {
		struct sim_instance *i = sim_call_object(c, "ResourceSettings",
							 n, &given);

		if (!given)
			break;
		if (!i)
			return sim_refuse_now(r, SIM_RET_PARAMETER);
		vec_push(list, sim_instance_hold(i));
	}
	for (size_t n = 0; n < list->n; n++) {
		if (check_remove(c, list, n, r) < 0)
			return -1;
	}
	return list->n ? 0 : sim_refuse_now(r, SIM_RET_PARAMETER);
}

static void let_go(struct sim_parts *list)
{
	for (size_t i = 0; i < list->n; i++)
		sim_instance_drop(list->v[i]);
	vec_free(list);
}

static int run_remove(struct sim_call *c, struct sim_refusal *r)
{
	struct sim_parts list = VEC_INIT;
	int rc = collect_parts(c, &list, r);

	for (size_t i = 0; i < list.n && !rc; i++) {
		/* A connection may have gone with its adapter. */
		if (list.v[i]->store)
			sim_resource_drop(c->host, list.v[i]);
	}
	let_go(&list);
	return rc;
}

const struct sim_change sim_change_remove_resources = {
	"RemoveResourceSettings", 32, "Msvm_ConcreteJob",
	"Removing Virtual Machine Resources", run_remove,
};

uint32_t sim_do_remove_resources(struct sim_call *c)
{
	struct sim_refusal r = { 0 };
	struct sim_parts list = VEC_INIT;
	struct sim_instance *vm = NULL;
	int rc = collect_parts(c, &list, &r);

	if (list.n)
		vm = sim_part_vm(c->host, list.v[0]);
	let_go(&list);
	free(r.text);
	if (rc < 0 && (r.at_once || c->status != SIM_CALL_OK))
		return r.code;
	return sim_change(c, &sim_change_remove_resources, vm,
			  vm && sim_vm_is_on(vm));
}
