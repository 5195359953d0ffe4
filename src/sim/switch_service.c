/* Msvm_VirtualEthernetSwitchManagementService: switches are made, changed
 * and removed. Their ports are switch_ports.c's. */
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "sim/change.h"
#include "sim/cimxml.h"
#include "sim/jobs.h"
#include "sim/methods_priv.h"
#include "sim/parts.h"
#include "sim/switch_priv.h"
#include "sim/vm.h"
#include "sim/vswitch.h"

#define SETTINGS "Msvm_VirtualEthernetSwitchSettingData"
#define PORT "Msvm_EthernetPortAllocationSettingData"
#define ADAPTER "Msvm_ExternalEthernetPort"

static bool is_in(const char *const *list, const char *name)
{
	for (; *list; list++) {
		if (!strcasecmp(*list, name))
			return true;
	}
	return false;
}

/* A scalar where an array belongs is the wrong type, to this service
 * (FACTS 5.5). */
static uint32_t take_value(const struct sim_cim_prop *p,
			   const struct sim_prop *as, struct sim_value *ret)
{
	if (p->array != as->array)
		return SIM_RET_TYPE;
	return sim_cim_value(p, as, ret) < 0 ? SIM_RET_PARAMETER : SIM_RET_DONE;
}

uint32_t sim_switch_fill(struct sim_instance *to, const struct sim_cim *cim,
			const char *const *names, const char *const *ignored,
			bool dry)
{
	for (size_t k = 0; k < cim->props.n; k++) {
		const struct sim_cim_prop *p = &cim->props.v[k];
		int at = sim_prop_index(to->cls, p->name);
		struct sim_value v;
		uint32_t rc;

		if (at < 0)
			return SIM_RET_PARAMETER;
		rc = take_value(p, &to->cls->props.v[at], &v);
		if (rc)
			return rc;
		if (!is_in(names, p->name) && !is_in(ignored, p->name) &&
		    v.kind != SIM_V_NULL)
			rc = SIM_RET_PARAMETER;
		if (rc || dry || v.kind == SIM_V_NULL || !is_in(names, p->name))
			sim_value_clear(&v);
		else
			sim_set(to, p->name, v);
		if (rc)
			return rc;
	}
	return SIM_RET_DONE;
}

/* --- DefineSystem --- */

static const char *const switch_props[] = {
	"ElementName", "Notes", "IOVPreferred", "BandwidthReservationMode",
	"ExtensionOrder", "TeamingEnabled", "PacketDirectEnabled", NULL
};
static const char *const switch_ignored[] = {
	"InstanceID", "VirtualSystemType", "Caption", "Description", NULL
};

static uint32_t check_settings(struct sim_host *h, const struct sim_cim *cim,
			       bool fresh)
{
	struct sim_instance *probe = sim_make(h, SIM_NS_VIRT, SETTINGS);
	uint32_t rc = SIM_RET_PARAMETER;

	if (probe && !strcasecmp(cim->cls, SETTINGS))
		rc = sim_switch_fill(probe, cim, switch_props, switch_ignored,
				     false);
	if (!rc && (sim_cim_text(cim, "ElementName") || fresh) &&
	    !*sim_get_str(probe, "ElementName"))
		rc = SIM_RET_PARAMETER;
	if (!rc && sim_get_uint(probe, "BandwidthReservationMode") > 3)
		rc = SIM_RET_PARAMETER;
	sim_instance_drop(probe);
	return rc;
}

static int define(struct sim_call *c, const struct sim_cim *cim,
		  const struct sim_port_wants *w, struct sim_refusal *r)
{
	struct sim_instance *sw, *s;

	if (sim_port_wants_check(c->host, NULL, w, r) < 0)
		return -1;
	sw = sim_switch_make(c->host, sim_cim_text(cim, "ElementName"));
	s = sw ? sim_switch_settings(c->host, sw) : NULL;
	if (!s)
		return sim_refuse_now(r, SIM_RET_FAILED);
	sim_switch_fill(s, cim, switch_props, switch_ignored, false);
	sim_port_wants_add(c, sw, w);
	if (c->job)
		sim_job_affects(c->host, c->job, sw, 5);
	sim_call_set(c, "ResultingSystem", sim_ref_to(sw));
	return 0;
}

static int run_define(struct sim_call *c, struct sim_refusal *r)
{
	const char *text = sim_call_text(c, "SystemSettings");
	struct sim_port_wants w = VEC_INIT;
	struct sim_cim cim;
	uint32_t rc;
	int done = -1;

	if (!text || sim_cim_parse(text, &cim) < 0)
		return sim_refuse_now(r, text ? sim_cim_refusal(text) :
						SIM_RET_PARAMETER);
	rc = check_settings(c->host, &cim, true);
	if (!rc)
		rc = sim_port_wants_read(c, &w);
	if (rc)
		sim_refuse_now(r, rc);
	else
		done = define(c, &cim, &w, r);
	sim_port_wants_clear(&w);
	sim_cim_clear(&cim);
	return done;
}

const struct sim_change sim_change_define_switch = {
	"DefineSwitch", 1, "Msvm_ConcreteJob", "Creating Virtual Switch",
	run_define,
};

/* A port to an adapter takes its time; what is wrong is said at once. */
uint32_t sim_do_define_switch(struct sim_call *c)
{
	struct sim_port_wants w = VEC_INIT;
	bool external = false;
	uint32_t rc = sim_port_wants_read(c, &w);

	for (size_t i = 0; i < w.n; i++)
		external |= sim_class_isa(w.v[i].resource->cls, ADAPTER);
	sim_port_wants_clear(&w);
	return rc ? rc : sim_change(c, &sim_change_define_switch, NULL, external);
}

/* --- ModifySystemSettings --- */

uint32_t sim_do_modify_switch(struct sim_call *c)
{
	const char *text = sim_call_text(c, "SystemSettings"), *id;
	struct sim_instance *s = NULL, *sw;
	AUTO_FREE struct sim_ref *ref = NULL;
	struct sim_cim cim;
	uint32_t rc;

	if (!text || sim_cim_parse(text, &cim) < 0)
		return text ? sim_cim_refusal(text) : SIM_RET_PARAMETER;
	id = sim_cim_text(&cim, "InstanceID");
	rc = check_settings(c->host, &cim, false);
	if (!rc && id) {
		ref = sim_ref_new(SIM_NS_VIRT, SETTINGS, "InstanceID", id, NULL);
		s = sim_resolve(c->host->store, SIM_NS_VIRT, ref);
	}
	sw = s ? sim_switch_of(c->host, s) : NULL;
	if (sw) {
		sim_switch_fill(s, &cim, switch_props, switch_ignored, false);
		sim_set(sw, "ElementName",
			sim_string(sim_get_str(s, "ElementName")));
	} else if (!rc) {
		rc = SIM_RET_PARAMETER;
	}
	sim_cim_clear(&cim);
	return rc;
}

/* --- DestroySystem --- */

/* A VM that is on and has an adapter on it. */
static bool in_use(struct sim_host *h, const struct sim_instance *sw)
{
	struct sim_class *c = sim_class_find(h->store, SIM_NS_VIRT, PORT);

	for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next) {
		const char *path = sim_first_str(i, "HostResource");
		struct sim_instance *vm = sim_part_vm(h, i);

		if (vm && sim_vm_is_on(vm) && *path && sim_at_path(h, path) == sw)
			return true;
	}
	return false;
}

uint32_t sim_do_destroy_switch(struct sim_call *c)
{
	bool given;
	struct sim_instance *sw = sim_call_object(c, "AffectedSystem", 0, &given);

	if (!sw || !sim_class_isa(sw->cls, "Msvm_VirtualEthernetSwitch"))
		return SIM_RET_PARAMETER;
	if (in_use(c->host, sw))
		return SIM_RET_STATE;
	sim_switch_drop(c->host, sw);
	return SIM_RET_DONE;
}
