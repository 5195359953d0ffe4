/* AddResourceSettings: controllers, drives, images, adapters, connections. */
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/parse.h"
#include "base/str.h"
#include "sim/change.h"
#include "sim/cimxml.h"
#include "sim/devices.h"
#include "sim/methods_priv.h"
#include "sim/parts.h"
#include "sim/resource.h"
#include "sim/vm.h"

#define MAX_SCSI 4
#define MAX_NICS 8
#define MAX_LEGACY 4

static const struct sim_part_kind *named_kind(const struct sim_cim *cim)
{
	const char *type = sim_cim_text(cim, "ResourceType");
	const char *subtype = sim_cim_text(cim, "ResourceSubType");
	const struct sim_part_kind *k;
	uint64_t n = 0;

	if ((type && parse_u64(type, UINT16_MAX, &n) < 0) || (!type && !subtype))
		return NULL;
	k = sim_part_kind((unsigned)n, subtype && *subtype ? subtype : NULL);
	return k && !strcasecmp(k->cls, cim->cls) ? k : NULL;
}

static bool is_null(const struct sim_cim_prop *p)
{
	return !p->array && !p->values.n;
}

/* Over the defaults. Its InstanceID is Hyper-V's to choose: clients send the
 * copy of a definition. */
static int fill_in(struct sim_instance *i, const struct sim_cim *cim,
		   struct sim_refusal *r)
{
	for (size_t k = 0; k < cim->props.n; k++) {
		const struct sim_cim_prop *p = &cim->props.v[k];
		int at = sim_prop_index(i->cls, p->name);
		struct sim_value v;

		if (at < 0)
			return sim_refuse_now(r, SIM_RET_PARAMETER);
		if (i->cls->props.v[at].key || is_null(p))
			continue;
		if (sim_cim_value(p, &i->cls->props.v[at], &v) < 0)
			return sim_refuse_now(r, SIM_RET_PARAMETER);
		sim_set(i, p->name, v);
	}
	return 0;
}

static size_t count_role(struct sim_host *h, struct sim_instance *vssd,
			 enum sim_role role)
{
	struct sim_parts all = VEC_INIT;
	size_t n = 0;

	sim_parts_of(h, vssd, &all);
	for (size_t i = 0; i < all.n; i++) {
		const struct sim_part_kind *k = sim_part_kind_of(all.v[i]);

		n += k && k->role == role;
	}
	vec_free(&all);
	return n;
}

/* --- where it goes --- */

/* The part above, of the same configuration; NULL: it may not be there. */
static struct sim_instance *find_above(const struct sim_ask *a)
{
	struct sim_instance *p = sim_part_parent(a->host, a->new);
	const struct sim_part_kind *k = p ? sim_part_kind_of(p) : NULL;
	enum sim_role up = k ? k->role : SIM_ROLE_S3;
	bool ok = false;

	if (!p || sim_part_vssd(a->host, p) != a->vssd)
		return NULL;
	switch (a->kind->role) {
	case SIM_ROLE_DISK:
	case SIM_ROLE_PHYSICAL:
	case SIM_ROLE_DVD:
		ok = up == SIM_ROLE_IDE || up == SIM_ROLE_SCSI;
		break;
	case SIM_ROLE_DISKETTE:
		ok = up == SIM_ROLE_FLOPPY;
		break;
	case SIM_ROLE_IMAGE:
		ok = up == SIM_ROLE_DISK;
		break;
	case SIM_ROLE_ISO:
		ok = up == SIM_ROLE_DVD;
		break;
	case SIM_ROLE_VFD:
		ok = up == SIM_ROLE_DISKETTE;
		break;
	default:
		ok = sim_role_is_nic(up);
	}
	return ok ? p : NULL;
}

static bool slot_taken(struct sim_host *h, struct sim_instance *controller,
		       unsigned slot)
{
	struct sim_parts below = VEC_INIT;
	bool taken = false;

	sim_parts_below(h, controller, &below);
	for (size_t i = 0; i < below.n; i++)
		taken |= strtoul(sim_get_str(below.v[i], "AddressOnParent"),
				 NULL, 10) == slot;
	vec_free(&below);
	return taken;
}

static unsigned slots_of(const struct sim_instance *controller)
{
	enum sim_role r = sim_part_kind_of(controller)->role;

	return r == SIM_ROLE_SCSI ? 64 : r == SIM_ROLE_IDE ? 2 : 1;
}

/* The slot that is asked for, or the first that is free. -1: there is none. */
static int find_slot(const struct sim_ask *a, struct sim_instance *controller)
{
	const char *text = sim_get_str(a->new, "AddressOnParent");
	unsigned n = slots_of(controller);
	uint64_t slot;

	if (*text)
		return parse_u64(text, n - 1, &slot) < 0 ||
		       slot_taken(a->host, controller, (unsigned)slot) ?
		       -1 : (int)slot;
	for (slot = 0; slot < n; slot++) {
		if (!slot_taken(a->host, controller, (unsigned)slot))
			return (int)slot;
	}
	return -1;
}

static bool has_child(struct sim_host *h, struct sim_instance *above)
{
	struct sim_parts below = VEC_INIT;
	bool any;

	sim_parts_below(h, above, &below);
	any = below.n > 0;
	vec_free(&below);
	return any;
}

/* Its InstanceID: from where it is put. */
static int place_below(const struct sim_ask *a, struct sim_instance *new,
		       struct sim_refusal *r)
{
	struct sim_instance *above = find_above(a);
	AUTO_FREE char *path = NULL;
	const char *id;
	int slot;

	if (!above)
		return sim_refuse_now(r, SIM_RET_PARAMETER);
	id = sim_get_str(above, "InstanceID");
	path = sim_path_of(above);
	if (sim_role_is_drive(a->kind->role)) {
		slot = find_slot(a, above);
		if (slot < 0)
			return sim_refuse_now(r, SIM_RET_PARAMETER);
		sim_set(new, "AddressOnParent", sim_stringf("%d", slot));
		sim_set(new, "InstanceID", sim_stringf("%s\\%d\\D", id, slot));
	} else if (has_child(a->host, above)) {
		return sim_refuse_now(r, SIM_RET_PARAMETER);
	} else if (a->kind->role == SIM_ROLE_CONNECTION) {
		sim_set(new, "InstanceID", sim_stringf("%s\\C", id));
	} else {
		AUTO_FREE char *image = sim_image_id(id);

		sim_set(new, "InstanceID", sim_string(image));
	}
	/* As Hyper-V spells it, whatever form was sent. */
	sim_set(new, "Parent", sim_string(path));
	return 0;
}

static int place_on_top(const struct sim_ask *a, struct sim_instance *new,
			struct sim_refusal *r)
{
	enum sim_role role = a->kind->role;
	size_t most = role == SIM_ROLE_SCSI ? MAX_SCSI :
		      role == SIM_ROLE_NIC ? MAX_NICS :
		      role == SIM_ROLE_LEGACY_NIC ? MAX_LEGACY : 0;
	AUTO_FREE char *guid = NULL, *mac = NULL;

	if (!most)
		return sim_refuse_now(r, SIM_RET_PARAMETER);
	if (count_role(a->host, a->vssd, role) >= most)
		return sim_resource_refuse(a, r, SIM_RET_PARAMETER,
			"The maximum number of devices of this kind has been "
			"reached.");
	guid = sim_new_guid(a->host);
	sim_set(new, "InstanceID",
		sim_stringf("%s\\%s%s", sim_get_str(a->vssd, "InstanceID"),
			    guid, role == SIM_ROLE_SCSI ? "\\0" : ""));
	if (sim_role_is_nic(role) && !*sim_get_str(new, "Address")) {
		mac = sim_next_mac(a->host);
		sim_set(new, "Address", sim_string(mac));
	}
	return 0;
}

static int add_cim(struct sim_host *h, struct sim_instance *vssd,
		   const struct sim_cim *cim, struct sim_instance **ret,
		   struct sim_refusal *r)
{
	const struct sim_part_kind *kind = named_kind(cim);
	struct sim_instance *new = kind ? sim_part_new(h, kind, "") : NULL;
	struct sim_ask a = { .host = h, .vssd = vssd, .kind = kind, .new = new };
	struct sim_instance *vm;
	int rc;

	if (!new)
		return sim_refuse_now(r, SIM_RET_PARAMETER);
	vm = sim_vm_find(h, sim_get_str(vssd, "VirtualSystemIdentifier"));
	a.vm = vm && sim_vm_settings(h, vm) == vssd ? vm : NULL;
	rc = fill_in(new, cim, r);
	if (!rc && *sim_get_str(new, "Parent"))
		rc = place_below(&a, new, r);
	else if (!rc)
		rc = place_on_top(&a, new, r);
	if (!rc)
		rc = sim_resource_check(&a, r);
	if (!rc)
		rc = sim_resource_check_hot(&a, r);
	if (rc) {
		sim_instance_drop(new);
		return -1;
	}
	new = sim_part_put(h, vssd, new);
	if (!new)
		return sim_refuse_now(r, SIM_RET_FAILED);
	if (a.vm && sim_vm_is_on(a.vm))
		sim_device_add(h, a.vm, new);
	*ret = new;
	return 0;
}

int sim_resource_add(struct sim_host *h, struct sim_instance *vssd,
		     const char *text, struct sim_instance **ret,
		     struct sim_refusal *r)
{
	struct sim_cim cim;
	int rc;

	if (sim_cim_parse(text, &cim) < 0)
		return sim_refuse_now(r, sim_cim_refusal(text));
	rc = add_cim(h, vssd, &cim, ret, r);
	sim_cim_clear(&cim);
	return rc;
}

/* --- the method --- */

static struct sim_instance *find_vssd(const struct sim_call *c)
{
	bool given;
	struct sim_instance *i = sim_call_object(c, "AffectedConfiguration", 0,
						 &given);

	return i && sim_class_isa(i->cls, "Msvm_VirtualSystemSettingData") ?
	       i : NULL;
}

static int run_add(struct sim_call *c, struct sim_refusal *r)
{
	struct sim_instance *vssd = find_vssd(c), *made;
	struct sim_parts done = VEC_INIT;
	const char *text;
	int rc = 0;

	if (!vssd || !sim_call_text(c, "ResourceSettings"))
		return sim_refuse_now(r, SIM_RET_PARAMETER);
	for (size_t n = 0; !rc && (text = sim_call_text_at(c,
					"ResourceSettings", n)); n++) {
		rc = sim_resource_add(c->host, vssd, text, &made, r);
		if (!rc)
			vec_push(&done, made);
	}
	for (size_t i = done.n; i-- > 0;) {
		if (rc)
			sim_resource_drop(c->host, done.v[i]);
	}
	for (size_t i = 0; i < done.n && !rc; i++)
		sim_call_result(c, "ResultingResourceSettings", done.v[i]);
	vec_free(&done);
	return rc;
}

const struct sim_change sim_change_add_resources = {
	"AddResourceSettings", 30, "Msvm_ConcreteJob",
	"Adding Virtual Machine Resources", run_add,
};

/* At once while the VM is off; a VM that is on is given its part by a job. */
uint32_t sim_do_add_resources(struct sim_call *c)
{
	struct sim_instance *vssd = find_vssd(c), *vm;

	if (!vssd)
		return SIM_RET_PARAMETER;
	vm = sim_vm_find(c->host, sim_get_str(vssd, "VirtualSystemIdentifier"));
	return sim_change(c, &sim_change_add_resources, vm,
			  vm && sim_vm_is_on(vm));
}
