/* Msvm_VirtualEthernetSwitchManagementService: the ports of switches, which
 * connect them to adapters of the host and to the host itself. */
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

void sim_port_wants_clear(struct sim_port_wants *w)
{
	for (size_t i = 0; i < w->n; i++)
		free(w->v[i].element);
	vec_free(w);
}

static const char *const port_props[] = {
	"ElementName", "HostResource", "Address", "EnabledState", NULL
};
static const char *const port_ignored[] = {
	"InstanceID", "ResourceType", "ResourceSubType", "Caption",
	"Description", "Parent", "PoolID", NULL
};

/* What a port of a switch may be connected to, at the host's side. */
static struct sim_instance *find_resource(struct sim_host *h, const char *path)
{
	struct sim_instance *i = *path ? sim_at_path(h, path) : NULL;

	return i && (sim_class_isa(i->cls, ADAPTER) || i == sim_own_row(h)) ?
	       i : NULL;
}

static uint32_t read_want(struct sim_host *h, const char *text,
			  struct sim_port_want *ret)
{
	struct sim_instance *probe = sim_make(h, SIM_NS_VIRT, PORT);
	struct sim_cim cim;
	uint32_t rc = SIM_RET_PARAMETER;

	if (!probe || sim_cim_parse(text, &cim) < 0) {
		sim_instance_drop(probe);
		return sim_cim_refusal(text);
	}
	if (!strcasecmp(cim.cls, PORT))
		rc = sim_switch_fill(probe, &cim, port_props, port_ignored, false);
	if (!rc) {
		ret->resource = find_resource(h, sim_first_str(probe,
							       "HostResource"));
		rc = ret->resource ? SIM_RET_DONE : SIM_RET_PARAMETER;
	}
	if (!rc)
		ret->element = xstrdup(sim_get_str(probe, "ElementName"));
	sim_cim_clear(&cim);
	sim_instance_drop(probe);
	return rc;
}

uint32_t sim_port_wants_read(struct sim_call *c, struct sim_port_wants *to)
{
	const char *text;

	for (size_t n = 0; (text = sim_call_text_at(c, "ResourceSettings", n));
	     n++) {
		struct sim_port_want w = { 0 };
		uint32_t rc = read_want(c->host, text, &w);

		if (rc)
			return rc;
		vec_push(to, w);
	}
	return SIM_RET_DONE;
}

static bool has_external(struct sim_host *h, const struct sim_instance *sw)
{
	struct sim_class *c = sim_class_find(h->store, SIM_NS_VIRT, PORT);

	for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next) {
		struct sim_instance *r = sim_switch_of(h, i) == sw ?
			find_resource(h, sim_first_str(i, "HostResource")) : NULL;

		if (r && sim_class_isa(r->cls, ADAPTER))
			return true;
	}
	return false;
}

/* An adapter serves one switch, and a switch has one adapter. */
int sim_port_wants_check(struct sim_host *h, const struct sim_instance *sw,
			 const struct sim_port_wants *w, struct sim_refusal *r)
{
	unsigned external = sw && has_external(h, sw);

	for (size_t i = 0; i < w->n; i++) {
		struct sim_instance *to = w->v[i].resource;

		if (!sim_class_isa(to->cls, ADAPTER))
			continue;
		if (sim_get(to, "IsBound")->kind == SIM_V_BOOL &&
		    sim_get(to, "IsBound")->b)
			return sim_refuse(r, SIM_RET_FAILED, "The adapter '%s' "
					  "serves another virtual switch.",
					  sim_get_str(to, "ElementName"));
		if (external++)
			return sim_refuse(r, SIM_RET_FAILED, "A virtual switch "
					  "cannot have two external adapters.");
	}
	return 0;
}

void sim_port_wants_add(struct sim_call *c, struct sim_instance *sw,
			const struct sim_port_wants *w)
{
	for (size_t i = 0; i < w->n; i++) {
		struct sim_instance *s =
			sim_switch_add_port(c->host, sw, w->v[i].element,
					    w->v[i].resource);

		if (s)
			sim_call_result(c, "ResultingResourceSettings", s);
	}
}

/* --- resources --- */

static int run_add(struct sim_call *c, struct sim_refusal *r)
{
	bool given;
	struct sim_instance *s = sim_call_object(c, "AffectedConfiguration", 0,
						 &given);
	struct sim_instance *sw = s && sim_class_isa(s->cls, SETTINGS) ?
				  sim_switch_of(c->host, s) : NULL;
	struct sim_port_wants w = VEC_INIT;
	uint32_t rc = sw ? sim_port_wants_read(c, &w) : SIM_RET_PARAMETER;
	int done = -1;

	if (!rc && !w.n)
		rc = SIM_RET_PARAMETER;
	if (rc) {
		sim_refuse_now(r, rc);
	} else if (sim_port_wants_check(c->host, sw, &w, r) == 0) {
		sim_port_wants_add(c, sw, &w);
		done = 0;
	}
	sim_port_wants_clear(&w);
	return done;
}

const struct sim_change sim_change_add_ports = {
	"AddSwitchPorts", 30, "Msvm_ConcreteJob", "Adding Virtual Switch Ports",
	run_add,
};

uint32_t sim_do_add_ports(struct sim_call *c)
{
	return sim_change(c, &sim_change_add_ports, NULL, false);
}

/* A port of the host's own, which are this service's. */
static bool is_own_port(struct sim_host *h, const struct sim_instance *i)
{
	return i && sim_class_isa(i->cls, PORT) && sim_switch_of(h, i);
}

static struct sim_instance *find_port(struct sim_host *h,
				      const struct sim_cim *cim)
{
	const char *id = sim_cim_text(cim, "InstanceID");
	AUTO_FREE struct sim_ref *r = NULL;
	struct sim_instance *i;

	if (!id || strcasecmp(cim->cls, PORT))
		return NULL;
	r = sim_ref_new(SIM_NS_VIRT, PORT, "InstanceID", id, NULL);
	i = sim_resolve(h->store, SIM_NS_VIRT, r);
	return is_own_port(h, i) ? i : NULL;
}

/* To another side it is another port: the old one goes, its name stays. */
static int modify_port(struct sim_call *c, struct sim_instance *port,
		       const struct sim_cim *cim, const char *text,
		       struct sim_refusal *r)
{
	struct sim_host *h = c->host;
	struct sim_instance *sw = sim_switch_of(h, port), *now;
	struct sim_port_wants w = VEC_INIT;
	struct sim_port_want one = { 0 };
	uint32_t rc;
	int done = 0;

	if (!sim_cim_find(cim, "HostResource")) {
		rc = sim_switch_fill(port, cim, port_props, port_ignored, true);
		if (rc)
			return sim_refuse_now(r, rc);
		sim_switch_fill(port, cim, port_props, port_ignored, false);
		sim_call_result(c, "ResultingResourceSettings", port);
		return 0;
	}
	rc = read_want(h, text, &one);
	if (rc)
		return sim_refuse_now(r, rc);
	if (!sim_cim_find(cim, "ElementName")) {
		free(one.element);
		one.element = xstrdup(sim_get_str(port, "ElementName"));
	}
	vec_push(&w, one);
	now = find_resource(h, sim_first_str(port, "HostResource"));
	if (one.resource != now) {
		bool swap = now && sim_class_isa(now->cls, ADAPTER);

		done = sim_port_wants_check(h, swap ? NULL : sw, &w, r);
		if (done == 0) {
			sim_switch_drop_port(h, port);
			sim_port_wants_add(c, sw, &w);
		}
	}
	sim_port_wants_clear(&w);
	return done;
}

static int run_modify(struct sim_call *c, struct sim_refusal *r)
{
	const char *text;
	int rc = sim_call_text(c, "ResourceSettings") ? 0 :
		 sim_refuse_now(r, SIM_RET_PARAMETER);

	for (size_t n = 0; !rc && (text = sim_call_text_at(c,
					"ResourceSettings", n)); n++) {
		struct sim_instance *port;
		struct sim_cim cim;

		if (sim_cim_parse(text, &cim) < 0)
			return sim_refuse_now(r, sim_cim_refusal(text));
		port = find_port(c->host, &cim);
		rc = port ? modify_port(c, port, &cim, text, r) :
			    sim_refuse_now(r, SIM_RET_PARAMETER);
		sim_cim_clear(&cim);
	}
	return rc;
}

const struct sim_change sim_change_modify_ports = {
	"ModifySwitchPorts", 31, "Msvm_ConcreteJob",
	"Modifying Virtual Switch Ports", run_modify,
};

uint32_t sim_do_modify_ports(struct sim_call *c)
{
	return sim_change(c, &sim_change_modify_ports, NULL, false);
}

uint32_t sim_do_remove_ports(struct sim_call *c)
{
	struct sim_instance *i;
	bool given = true;

	for (size_t n = 0; given; n++) {
		i = sim_call_object(c, "ResourceSettings", n, &given);
		if (given ? !is_own_port(c->host, i) : !n)
			return SIM_RET_PARAMETER;
	}
	given = true;
	for (size_t n = 0; given; n++) {
		i = sim_call_object(c, "ResourceSettings", n, &given);
		if (i)
			sim_switch_drop_port(c->host, i);
	}
	return SIM_RET_DONE;
}
