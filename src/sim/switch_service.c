/* Msvm_VirtualEthernetSwitchManagementService: switches are made, changed,
 * connected to adapters of the host, and removed. */
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "sim/change.h"
#include "sim/cimxml.h"
#include "sim/jobs.h"
#include "sim/methods_priv.h"
#include "sim/parts.h"
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

/* The properties of 'names' from 'cim' into 'to'; 'ignored' only say what is
 * meant. 'dry': only whether they fit. */
static uint32_t fill_in(struct sim_instance *to, const struct sim_cim *cim,
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

/* --- ports --- */

struct want {                   /* one of ResourceSettings */
	char *element;
	struct sim_instance *resource;
};
struct wants VEC_OF(struct want);

static void wants_clear(struct wants *w)
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
			  struct want *ret)
{
	struct sim_instance *probe = sim_make(h, SIM_NS_VIRT, PORT);
	struct sim_cim cim;
	uint32_t rc = SIM_RET_PARAMETER;

	if (!probe || sim_cim_parse(text, &cim) < 0) {
		sim_instance_drop(probe);
		return sim_cim_refusal(text);
	}
	if (!strcasecmp(cim.cls, PORT))
		rc = fill_in(probe, &cim, port_props, port_ignored, false);
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

static uint32_t read_wants(struct sim_call *c, struct wants *to)
{
	const char *text;

	for (size_t n = 0; (text = sim_call_text_at(c, "ResourceSettings", n));
	     n++) {
		struct want w = { 0 };
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
static int check_wants(struct sim_host *h, const struct sim_instance *sw,
		       const struct wants *w, struct sim_refusal *r)
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

static void add_ports(struct sim_call *c, struct sim_instance *sw,
		      const struct wants *w)
{
	for (size_t i = 0; i < w->n; i++) {
		struct sim_instance *s =
			sim_switch_add_port(c->host, sw, w->v[i].element,
					    w->v[i].resource);

		if (s)
			sim_call_result(c, "ResultingResourceSettings", s);
	}
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
		rc = fill_in(probe, cim, switch_props, switch_ignored, false);
	if (!rc && (sim_cim_text(cim, "ElementName") || fresh) &&
	    !*sim_get_str(probe, "ElementName"))
		rc = SIM_RET_PARAMETER;
	if (!rc && sim_get_uint(probe, "BandwidthReservationMode") > 3)
		rc = SIM_RET_PARAMETER;
	sim_instance_drop(probe);
	return rc;
}

static int define(struct sim_call *c, const struct sim_cim *cim,
		  const struct wants *w, struct sim_refusal *r)
{
	struct sim_instance *sw, *s;

	if (check_wants(c->host, NULL, w, r) < 0)
		return -1;
	sw = sim_switch_make(c->host, sim_cim_text(cim, "ElementName"));
	s = sw ? sim_switch_settings(c->host, sw) : NULL;
	if (!s)
		return sim_refuse_now(r, SIM_RET_FAILED);
	fill_in(s, cim, switch_props, switch_ignored, false);
	add_ports(c, sw, w);
	if (c->job)
		sim_job_affects(c->host, c->job, sw, 5);
	sim_call_set(c, "ResultingSystem", sim_ref_to(sw));
	return 0;
}

static int run_define(struct sim_call *c, struct sim_refusal *r)
{
	const char *text = sim_call_text(c, "SystemSettings");
	struct wants w = VEC_INIT;
	struct sim_cim cim;
	uint32_t rc;
	int done = -1;

	if (!text || sim_cim_parse(text, &cim) < 0)
		return sim_refuse_now(r, text ? sim_cim_refusal(text) :
						SIM_RET_PARAMETER);
	rc = check_settings(c->host, &cim, true);
	if (!rc)
		rc = read_wants(c, &w);
	if (rc)
		sim_refuse_now(r, rc);
	else
		done = define(c, &cim, &w, r);
	wants_clear(&w);
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
	struct wants w = VEC_INIT;
	bool external = false;
	uint32_t rc = read_wants(c, &w);

	for (size_t i = 0; i < w.n; i++)
		external |= sim_class_isa(w.v[i].resource->cls, ADAPTER);
	wants_clear(&w);
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
		fill_in(s, &cim, switch_props, switch_ignored, false);
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

/* --- resources --- */

static int run_add(struct sim_call *c, struct sim_refusal *r)
{
	bool given;
	struct sim_instance *s = sim_call_object(c, "AffectedConfiguration", 0,
						 &given);
	struct sim_instance *sw = s && sim_class_isa(s->cls, SETTINGS) ?
				  sim_switch_of(c->host, s) : NULL;
	struct wants w = VEC_INIT;
	uint32_t rc = sw ? read_wants(c, &w) : SIM_RET_PARAMETER;
	int done = -1;

	if (!rc && !w.n)
		rc = SIM_RET_PARAMETER;
	if (rc) {
		sim_refuse_now(r, rc);
	} else if (check_wants(c->host, sw, &w, r) == 0) {
		add_ports(c, sw, &w);
		done = 0;
	}
	wants_clear(&w);
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
	struct wants w = VEC_INIT;
	struct want one = { 0 };
	uint32_t rc;
	int done = 0;

	if (!sim_cim_find(cim, "HostResource")) {
		rc = fill_in(port, cim, port_props, port_ignored, true);
		if (rc)
			return sim_refuse_now(r, rc);
		fill_in(port, cim, port_props, port_ignored, false);
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

		done = check_wants(h, swap ? NULL : sw, &w, r);
		if (done == 0) {
			sim_switch_drop_port(h, port);
			add_ports(c, sw, &w);
		}
	}
	wants_clear(&w);
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
