/* AddFeatureSettings, ModifyFeatureSettings, RemoveFeatureSettings: what a
 * connection to a switch has beside the switch, such as a VLAN. */
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "sim/change.h"
#include "sim/cimxml.h"
#include "sim/devices.h"
#include "sim/feature.h"
#include "sim/methods_priv.h"
#include "sim/parts.h"

/* The last of a feature's InstanceID. Those of the VLAN and of security are
 * the same on every host. */
static const struct feature {
	const char *cls, *id, *element, *lines;
} features[] = {
	{ "Msvm_EthernetSwitchPortVlanSettingData",
	  "952C5004-4465-451C-8CB8-FA9AB382B773",
	  "Ethernet Switch Port VLAN Settings",
	  "Description=Represents the vlan setting data.\n"
	  "AccessVlanId=0\nNativeVlanId=0\nOperationMode=0\n"
	  "PrimaryVlanId=0\nPvlanMode=0\nSecondaryVlanId=0\n" },
	{ "Msvm_EthernetSwitchPortSecuritySettingData",
	  "776E0BA7-94A1-41C8-8F28-951F524251B5",
	  "Ethernet Switch Port Security Settings",
	  "Description=Represents the security feature setting data.\n"
	  "AllowMacSpoofing=false\nEnableDhcpGuard=false\n"
	  "EnableRouterGuard=false\nMonitorMode=0\nMonitorSession=0\n"
	  "AllowIeeePriorityTag=false\nVirtualSubnetId=0\n"
	  "AllowTeaming=false\nTeamName=\nTeamNumber=0\n"
	  "EnableFixSpeed10G=false\nReserved=false\n"
	  "DynamicIPAddressLimit=0\nStormLimit=0\n" },
	{ "Msvm_EthernetSwitchPortBandwidthSettingData",
	  "24AD3CE1-69BD-4978-B2AC-DAAD389D699C",
	  "Ethernet Switch Port Bandwidth Settings",
	  "Description=Represents the port bandwidth settings.\n"
	  "Reservation=0\nWeight=0\nLimit=0\nBurstLimit=0\nBurstSize=0\n" },
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
	return SIM_RET_DONE;
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
	sim_fill(i, f->lines);
	return i;
}

/* --- adding --- */

static uint32_t make_one(struct sim_call *c, struct sim_instance *connection,
			 const char *text, struct sim_parts *to)
{
	struct sim_cim cim;
	const struct feature *f;
	struct sim_instance *i;
	uint32_t rc = SIM_RET_PARAMETER;

	if (sim_cim_parse(text, &cim) < 0)
		return sim_cim_refusal(text);
	f = find_feature(cim.cls);
	i = f ? make_feature(c->host, connection, f) : NULL;
	if (i) {
		vec_push(to, i);
		rc = fill_in(i, &cim);
		if (!rc)
			rc = sim_feature_check(c->host, i, connection);
	}
	sim_cim_clear(&cim);
	return rc;
}

/* A connection has one of a kind: a second one, of before or of the same call,
 * is refused, and with it the whole call. */
static uint32_t put_all(struct sim_call *c, struct sim_instance *connection,
			struct sim_parts *made)
{
	for (size_t n = 0; n < made->n; n++) {
		struct sim_instance *i = sim_put(c->host, made->v[n]);

		if (i)
			continue;
		for (size_t k = 0; k < n; k++)
			sim_remove_related(c->host, made->v[k]);
		for (size_t k = n + 1; k < made->n; k++)
			sim_instance_drop(made->v[k]);
		return SIM_RET_PARAMETER;
	}
	for (size_t n = 0; n < made->n; n++) {
		sim_relate(c->host, "Msvm_EthernetPortSettingDataComponent",
			   "GroupComponent", connection, "PartComponent",
			   made->v[n]);
		sim_call_result(c, "ResultingFeatureSettings", made->v[n]);
	}
	return SIM_RET_DONE;
}

uint32_t sim_do_add_features(struct sim_call *c)
{
	bool given;
	struct sim_instance *to = sim_call_object(c, "AffectedConfiguration", 0,
						  &given);
	struct sim_parts made = VEC_INIT;
	const char *text;
	uint32_t rc = SIM_RET_DONE;

	if (!to || !sim_class_isa(to->cls, "Msvm_EthernetPortAllocationSettingData") ||
	    !sim_call_text(c, "FeatureSettings"))
		return SIM_RET_PARAMETER;
	for (size_t n = 0; !rc && (text = sim_call_text_at(c, "FeatureSettings",
							   n)); n++)
		rc = make_one(c, to, text, &made);
	if (!rc)
		rc = put_all(c, to, &made);
	else
		for (size_t k = 0; k < made.n; k++)
			sim_instance_drop(made.v[k]);
	vec_free(&made);
	return rc;
}

/* --- changing, removing --- */

/* What the feature's InstanceID begins with. */
static struct sim_instance *connection_of(struct sim_host *h,
					  const struct sim_instance *feature)
{
	const char *id = sim_get_str(feature, "InstanceID");
	const char *end = strrchr(id, '\\');
	AUTO_FREE char *top = end ? xstrndup(id, (size_t)(end - id)) : NULL;
	AUTO_FREE struct sim_ref *r = top ? sim_ref_new(SIM_NS_VIRT,
		"Msvm_EthernetPortAllocationSettingData", "InstanceID", top,
		NULL) : NULL;

	return r ? sim_resolve(h->store, SIM_NS_VIRT, r) : NULL;
}

static struct sim_instance *find_named(struct sim_host *h,
				       const struct sim_cim *cim)
{
	const char *id = sim_cim_text(cim, "InstanceID");
	AUTO_FREE struct sim_ref *r = id && find_feature(cim->cls) ?
		sim_ref_new(SIM_NS_VIRT, cim->cls, "InstanceID", id, NULL) :
		NULL;

	return r ? sim_resolve(h->store, SIM_NS_VIRT, r) : NULL;
}

static uint32_t change_one(struct sim_call *c, const char *text,
			   struct sim_parts *old, struct sim_parts *new)
{
	struct sim_cim cim;
	struct sim_instance *i, *port, *copy = NULL;
	uint32_t rc = SIM_RET_PARAMETER;

	if (sim_cim_parse(text, &cim) < 0)
		return sim_cim_refusal(text);
	i = find_named(c->host, &cim);
	port = i ? connection_of(c->host, i) : NULL;
	if (port) {
		copy = sim_instance_copy(i);
		vec_push(old, i);
		vec_push(new, copy);
		rc = fill_in(copy, &cim);
		if (!rc)
			rc = sim_feature_check(c->host, copy, port);
	}
	sim_cim_clear(&cim);
	return rc;
}

static void take_over(struct sim_call *c, struct sim_instance *i,
		      const struct sim_instance *copy)
{
	for (size_t p = 0; p < i->cls->props.n; p++)
		sim_set(i, i->cls->props.v[p].name, sim_value_copy(&copy->v[p]));
	sim_call_result(c, "ResultingFeatureSettings", i);
}

uint32_t sim_do_modify_features(struct sim_call *c)
{
	struct sim_parts old = VEC_INIT, new = VEC_INIT;
	const char *text;
	uint32_t rc = SIM_RET_DONE;

	if (!sim_call_text(c, "FeatureSettings"))
		return SIM_RET_PARAMETER;
	for (size_t n = 0; !rc && (text = sim_call_text_at(c, "FeatureSettings",
							   n)); n++)
		rc = change_one(c, text, &old, &new);
	for (size_t k = 0; k < new.n; k++) {
		if (!rc)
			take_over(c, old.v[k], new.v[k]);
		sim_instance_drop(new.v[k]);
	}
	vec_free(&old);
	vec_free(&new);
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
