/* AddFeatureSettings, ModifyFeatureSettings, RemoveFeatureSettings: what a
 * connection to a switch has beside the switch, such as a VLAN. */
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "sim/change.h"
#include "sim/cimxml.h"
#include "sim/devices.h"
#include "sim/methods_priv.h"
#include "sim/parts.h"

/* The last of a feature's InstanceID. Those of the VLAN and of security are
 * the same on every host. */
static const struct feature {
	const char *cls, *id, *element;
} features[] = {
	{ "Msvm_EthernetSwitchPortVlanSettingData",
	  "952C5004-4465-451C-8CB8-FA9AB382B773",
	  "Ethernet Switch Port VLAN Settings" },
	{ "Msvm_EthernetSwitchPortSecuritySettingData",
	  "776E0BA7-94A1-41C8-8F28-951F524251B5",
	  "Ethernet Switch Port Security Settings" },
	{ "Msvm_EthernetSwitchPortBandwidthSettingData",
	  "24AD3CE1-69BD-4978-B2AC-DAAD389D699C",
	  "Ethernet Switch Port Bandwidth Settings" },
};

static const struct feature *find_feature(const char *cls)
{
	for (size_t i = 0; i < sizeof features / sizeof *features; i++) {
		if (!strcasecmp(features[i].cls, cls))
			return &features[i];
	}
	return NULL;
}

static bool is_feature(const struct sim_instance *i)
{
	return sim_class_isa(i->cls, "Msvm_EthernetSwitchPortFeatureSettingData");
}

/* 1 access, 2 trunk, 3 private */
static uint32_t check_vlan(const struct sim_instance *i)
{
	uint64_t mode = sim_get_uint(i, "OperationMode");

	if (mode > 3 || sim_get_uint(i, "AccessVlanId") > 4094 ||
	    sim_get_uint(i, "NativeVlanId") > 4094)
		return SIM_RET_PARAMETER;
	return mode == 1 && !sim_get_uint(i, "AccessVlanId") ?
	       SIM_RET_PARAMETER : SIM_RET_DONE;
}

static uint32_t fill_in(struct sim_instance *i, const struct sim_cim *cim)
{
	for (size_t k = 0; k < cim->props.n; k++) {
		const struct sim_cim_prop *p = &cim->props.v[k];
		int at = sim_prop_index(i->cls, p->name);
		struct sim_value v;

		if (at < 0 || sim_cim_value(p, &i->cls->props.v[at], &v) < 0)
			return SIM_RET_PARAMETER;
		if (i->cls->props.v[at].key || v.kind == SIM_V_NULL)
			sim_value_clear(&v);
		else
			sim_set(i, p->name, v);
	}
	return sim_class_isa(i->cls, features[0].cls) ? check_vlan(i) :
							SIM_RET_DONE;
}

static struct sim_instance *make_feature(struct sim_host *h,
					 const struct sim_instance *connection,
					 const struct feature *f)
{
	struct sim_instance *i = sim_make(h, SIM_NS_VIRT, f->cls);

	if (!i)
		return NULL;
	sim_set(i, "InstanceID",
		sim_stringf("%s\\%s", sim_get_str(connection, "InstanceID"),
			    f->id));
	sim_set(i, "ElementName", sim_string(f->element));
	sim_set(i, "Caption", sim_string(f->element));
	if (f == &features[0])
		sim_fill(i, "AccessVlanId=0\nNativeVlanId=0\nOperationMode=0\n"
			    "PrimaryVlanId=0\nPvlanMode=0\nSecondaryVlanId=0\n");
	return i;
}

/* --- adding --- */

static uint32_t add_one(struct sim_call *c, struct sim_instance *connection,
			const char *text)
{
	struct sim_cim cim;
	const struct feature *f;
	struct sim_instance *i = NULL;
	uint32_t rc = SIM_RET_PARAMETER;

	if (sim_cim_parse(text, &cim) < 0)
		return sim_cim_refusal(text);
	f = find_feature(cim.cls);
	if (f)
		i = make_feature(c->host, connection, f);
	if (i)
		rc = fill_in(i, &cim);
	sim_cim_clear(&cim);
	if (rc || !i) {
		sim_instance_drop(i);
		return rc;
	}
	i = sim_put(c->host, i);
	if (!i)                 /* it has one already */
		return SIM_RET_PARAMETER;
	sim_relate(c->host, "Msvm_EthernetPortSettingDataComponent",
		   "GroupComponent", connection, "PartComponent", i);
	sim_call_result(c, "ResultingFeatureSettings", i);
	return SIM_RET_DONE;
}

uint32_t sim_do_add_features(struct sim_call *c)
{
	bool given;
	struct sim_instance *to = sim_call_object(c, "AffectedConfiguration", 0,
						  &given);
	const char *text;
	uint32_t rc = SIM_RET_DONE;

	if (!to || !sim_class_isa(to->cls, "Msvm_EthernetPortAllocationSettingData") ||
	    !sim_call_text(c, "FeatureSettings"))
		return SIM_RET_PARAMETER;
	for (size_t n = 0; !rc && (text = sim_call_text_at(c, "FeatureSettings",
							   n)); n++)
		rc = add_one(c, to, text);
	return rc;
}

/* --- changing, removing --- */

static uint32_t modify_one(struct sim_call *c, const char *text)
{
	struct sim_cim cim;
	struct sim_instance *i = NULL, *copy;
	const char *id;
	uint32_t rc;

	if (sim_cim_parse(text, &cim) < 0)
		return sim_cim_refusal(text);
	id = sim_cim_text(&cim, "InstanceID");
	if (id && find_feature(cim.cls)) {
		AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_VIRT, cim.cls,
							  "InstanceID", id, NULL);

		i = sim_resolve(c->host->store, SIM_NS_VIRT, r);
	}
	copy = i ? sim_instance_copy(i) : NULL;
	rc = copy ? fill_in(copy, &cim) : SIM_RET_PARAMETER;
	for (size_t p = 0; !rc && p < i->cls->props.n; p++)
		sim_set(i, i->cls->props.v[p].name, sim_value_copy(&copy->v[p]));
	if (!rc)
		sim_call_result(c, "ResultingFeatureSettings", i);
	sim_instance_drop(copy);
	sim_cim_clear(&cim);
	return rc;
}

uint32_t sim_do_modify_features(struct sim_call *c)
{
	const char *text;
	uint32_t rc = SIM_RET_DONE;

	if (!sim_call_text(c, "FeatureSettings"))
		return SIM_RET_PARAMETER;
	for (size_t n = 0; !rc && (text = sim_call_text_at(c, "FeatureSettings",
							   n)); n++)
		rc = modify_one(c, text);
	return rc;
}

uint32_t sim_do_remove_features(struct sim_call *c)
{
	struct sim_instance *i;
	bool given = true;

	for (size_t n = 0; given; n++) {
		i = sim_call_object(c, "FeatureSettings", n, &given);
		if (given && (!i || !is_feature(i)))
			return SIM_RET_PARAMETER;
		if (!given && !n)
			return SIM_RET_PARAMETER;
	}
	given = true;
	for (size_t n = 0; given; n++) {
		i = sim_call_object(c, "FeatureSettings", n, &given);
		if (i)
			sim_remove_related(c->host, i);
	}
	return SIM_RET_DONE;
}

void sim_features_drop(struct sim_host *h, struct sim_instance *part)
{
	AUTO_FREE char *top = xasprintf("%s\\", sim_get_str(part, "InstanceID"));
	struct sim_parts gone = VEC_INIT;

	for (size_t k = 0; k < sizeof features / sizeof *features; k++) {
		struct sim_class *c = sim_class_find(h->store, SIM_NS_VIRT,
						     features[k].cls);

		for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next) {
			if (!strncasecmp(sim_get_str(i, "InstanceID"), top,
					 strlen(top)))
				vec_push(&gone, i);
		}
	}
	for (size_t k = 0; k < gone.n; k++)
		sim_remove_related(h, gone.v[k]);
	vec_free(&gone);
}
