/* hv/nic.c - what a NIC's connection has beside its switch */
#include "hv/nic.h"

#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/intr.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/config.h"
#include "hv/host.h"
#include "hv/nic_parts.h"
#include "hv/service.h"
#include "wmi/method.h"
#include "wmi/object.h"

void hv_nic_copy(const struct hv_nic *nic, struct hv_nic *to)
{
	*to = *nic;
	to->id = xstrdup(nic->id);
	to->port_id = xstrdup(nic->port_id);
	to->name = xstrdup(nic->name);
	to->mac = xstrdup(nic->mac);
	to->switch_guid = xstrdup(nic->switch_guid);
	to->switch_name = xstrdup(nic->switch_name);
	for (size_t i = 0; i < HV_FEATURES; i++)
		to->feature_id[i] = xstrdup(nic->feature_id[i]);
	memset(&to->trunk, 0, sizeof to->trunk);
	for (size_t i = 0; i < nic->trunk.n; i++)
		vec_push(&to->trunk, nic->trunk.v[i]);
}

/* --- VLANs --- */

static bool in_trunk(const struct hv_nic *nic, unsigned id)
{
	if (id == nic->native_vlan)
		return true;
	for (size_t i = 0; i < nic->trunk.n; i++)
		if (nic->trunk.v[i] == id)
			return true;
	return false;
}

static bool trunk_within(const struct hv_nic *a, const struct hv_nic *b)
{
	for (size_t i = 0; i < a->trunk.n; i++)
		if (!in_trunk(b, a->trunk.v[i]))
			return false;
	return true;
}

static bool no_vlan(const struct hv_nic *nic)
{
	return !nic->vlan && !nic->trunk.n && !nic->private_vlan;
}

static bool same_vlan(const struct hv_nic *a, const struct hv_nic *b)
{
	if (a->private_vlan != b->private_vlan || a->vlan != b->vlan ||
	    !a->trunk.n != !b->trunk.n)
		return false;
	return !a->trunk.n || (a->native_vlan == b->native_vlan &&
			       trunk_within(a, b) && trunk_within(b, a));
}

static void fill_vlan(struct wmi_instance *i, const struct hv_nic *nic)
{
	AUTO_FREE char *digits = NULL;
	VEC(const char *) ids = VEC_INIT;

	if (!nic->trunk.n) {
		wmi_instance_set_num(i, "AccessVlanId", "uint16", nic->vlan);
		wmi_instance_set_num(i, "OperationMode", "uint32",
				     HV_VLAN_ACCESS);
		return;
	}
	wmi_instance_set_num(i, "NativeVlanId", "uint16", nic->native_vlan);
	wmi_instance_set_num(i, "OperationMode", "uint32", HV_VLAN_TRUNK);
	digits = xcalloc(nic->trunk.n, 12);
	for (size_t k = 0; k < nic->trunk.n; k++) {
		char *text = digits + 12 * k;

		snprintf(text, 12, "%u", nic->trunk.v[k]);
		vec_push(&ids, text);
	}
	wmi_instance_set_array(i, "TrunkVlanIdArray", "uint16", ids.v, ids.n);
	vec_free(&ids);
}

/* --- security --- */

static bool same_security(const struct hv_nic *a, const struct hv_nic *b)
{
	return a->mac_spoofing == b->mac_spoofing &&
		a->dhcp_guard == b->dhcp_guard &&
		a->router_guard == b->router_guard;
}

static void set_bool(struct wmi_instance *i, const char *name, bool value)
{
	wmi_instance_set(i, name, "boolean", value ? "true" : "false");
}

static void fill_security(struct wmi_instance *i, const struct hv_nic *nic)
{
	set_bool(i, "AllowMacSpoofing", nic->mac_spoofing);
	set_bool(i, "EnableDhcpGuard", nic->dhcp_guard);
	set_bool(i, "EnableRouterGuard", nic->router_guard);
}

/* --- bandwidth --- */

static bool same_bandwidth(const struct hv_nic *a, const struct hv_nic *b)
{
	return a->bandwidth_max == b->bandwidth_max &&
		a->bandwidth_min == b->bandwidth_min;
}

/* Bits a second: the class's page has no unit; these are the numbers that
 * Set-VMNetworkAdapter -MaximumBandwidth, which has one, stores. */
static void fill_bandwidth(struct wmi_instance *i, const struct hv_nic *nic)
{
	wmi_instance_set_num(i, "Limit", "uint64", nic->bandwidth_max);
	wmi_instance_set_num(i, "Reservation", "uint64", nic->bandwidth_min);
}

/* --- all of them --- */

/* 'none': it is not needed, and is taken out; NULL: there is more in it than
 * hvsh knows of, so it stays. */
static const struct feature {
	const char *what;
	bool (*none)(const struct hv_nic *want);
	bool (*same)(const struct hv_nic *a, const struct hv_nic *b);
	void (*fill)(struct wmi_instance *i, const struct hv_nic *nic);
} features[HV_FEATURES] = {
	[HV_FEATURE_VLAN] = { "VLANs", no_vlan, same_vlan, fill_vlan },
	[HV_FEATURE_SECURITY] = {
		"guards", NULL, same_security, fill_security },
	[HV_FEATURE_BANDWIDTH] = {
		"bandwidth", NULL, same_bandwidth, fill_bandwidth },
};

static const struct hv_nic nothing;

bool hv_nic_features_differ(const struct hv_nic *have,
			    const struct hv_nic *want)
{
	for (size_t i = 0; i < HV_FEATURES; i++)
		if (!features[i].same(have ? have : &nothing, want))
			return true;
	return false;
}

enum step { REMOVE, MODIFY, ADD, STEPS };

static const struct {
	const char *method, *verb;
	enum step back;
} steps[STEPS] = {
	[REMOVE] = { "RemoveFeatureSettings", "take away", ADD },
	[MODIFY] = { "ModifyFeatureSettings", "change", MODIFY },
	[ADD] = { "AddFeatureSettings", "set", REMOVE },
};

struct change {
	struct hv_host *h;
	const struct hv_nic *have, *want;
	const char *port;
	const struct hv_wait *wait;
};

/* What the feature needs; STEPS: nothing. */
static enum step step_of(const struct change *c, size_t i)
{
	const struct feature *f = &features[i];

	if (f->same(c->have, c->want))
		return STEPS;
	if (!c->have->feature_id[i])
		return ADD;
	return f->none && f->none(c->want) ? REMOVE : MODIFY;
}

static void add_args(const struct change *c, enum step step, size_t i,
		     const struct hv_nic *to, struct wmi_args *in)
{
	const char *id = c->have->feature_id[i];
	AUTO_INSTANCE inst = WMI_INSTANCE_INIT(hv_feature_classes[i]);

	if (step == REMOVE) {
		AUTO_REF *ref = wmi_ref_new(HV_NS, hv_feature_classes[i],
					    "InstanceID", id, NULL);

		wmi_args_ref(in, "FeatureSettings", ref);
		return;
	}
	/* of a new one only that is said which is not its class's default:
	 * assumed to do, as it does for every other setting */
	if (step == MODIFY)
		wmi_instance_set(&inst, "InstanceID", "string", id);
	features[i].fill(&inst, to);
	wmi_args_instance(in, "FeatureSettings", &inst);
}

/* All the features that need this step; 'undo': what takes it back. */
static int take_step(const struct change *c, enum step step, bool undo,
		     struct err *e)
{
	AUTO_REF *port = wmi_ref_new(HV_NS,
		"Msvm_EthernetPortAllocationSettingData", "InstanceID",
		c->port, NULL);
	enum step now = undo ? steps[step].back : step;
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_STR what = STR_INIT;

	if (now == ADD)
		wmi_args_ref(&in, "AffectedConfiguration", port);
	for (size_t i = 0; i < HV_FEATURES; i++) {
		if (step_of(c, i) != step)
			continue;
		str_addf(&what, "%s%s", what.len ? " and " : "",
			 features[i].what);
		add_args(c, now, i, undo ? c->have : c->want, &in);
	}
	if (!what.len)
		return 0;
	if (hv_service_call(c->h, steps[now].method, &in, c->wait, NULL, e) == 0)
		return 0;
	err_wrap(e, "cannot %s the %s of a network adapter", steps[now].verb,
		 what.buf);
	return c->have->bandwidth_min == c->want->bandwidth_min ||
		!c->want->bandwidth_min ? -1 :
		err_hint(e, "a bandwidth can be guaranteed on switches that "
			 "were made so (New-VMSwitch -MinimumBandwidthMode "
			 "Absolute)");
}

static int take_back(const struct change *c, enum step end, struct err *e)
{
	bool stopped = intr_lift();
	int r = 0;

	while (r == 0 && end-- > REMOVE)
		r = take_step(c, end, true, e);
	intr_restore(stopped);
	return r;
}

/* The step failed; those before it are taken back. */
static int failed(const struct change *c, enum step at, struct err *e)
{
	AUTO_ERR first = ERR_INIT;
	AUTO_ERR again = ERR_INIT;

	if (take_back(c, at, &again) == 0)
		return -1;
	err_copy(&first, e);
	err_set(e, first.kind, "%s; what was changed before stays: %s",
		first.msg, again.msg);
	e->code = first.code;
	return first.hint ? err_hint(e, "%s", first.hint) : -1;
}

int hv_nic_features_apply(struct hv_host *h, const struct hv_nic *have,
			  const struct hv_nic *want, const char *port,
			  const struct hv_wait *wait, struct err *e)
{
	struct change c = { h, have ? have : &nothing, want, port, wait };

	for (enum step s = REMOVE; s < STEPS; s++)
		if (take_step(&c, s, false, e) < 0)
			return failed(&c, s, e);
	return 0;
}
