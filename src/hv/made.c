/* hv/made.c - parts added to VMs, changed and removed */
#include "hv/made.h"

#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/config_parts.h"
#include "hv/host.h"
#include "hv/item.h"
#include "hv/service.h"
#include "hv/vm.h"
#include "wmi/method.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

/* --- what a job made --- */

enum { EFFECT_CREATE = 5 };

struct affected {
	struct wmi_ref *element, *job;
	struct wmi_numv effects;
};

static const struct wmi_field affected_fields[] = {
	FIELD("AffectedElement", WMI_REF, affected, element),
	FIELD("AffectingElement", WMI_REF, affected, job),
	FIELD("ElementEffects", WMI_NUMV, affected, effects),
	{ 0 }
};

struct made {
	const char *job;
	VEC(struct wmi_ref *) refs;
};

void hv_refs_clear(struct wmi_refv *v)
{
	for (size_t i = 0; i < v->n; i++)
		wmi_ref_free(v->v[i]);
	free(v->v);
	*v = (struct wmi_refv){ 0 };
}

static bool created(const struct affected *a)
{
	for (size_t i = 0; i < a->effects.n; i++)
		if (a->effects.v[i] == EFFECT_CREATE)
			return true;
	return false;
}

static int affected_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct made *to = arg;
	struct affected a = { 0 };
	int r = wmi_read(o, affected_fields, &a, e);

	if (r == 0 && a.element && a.job && created(&a)) {
		const char *job = wmi_ref_key(a.job, "InstanceID");

		if (job && !strcasecmp(job, to->job))
			vec_push(&to->refs, TAKE(a.element));
	}
	wmi_clear(affected_fields, &a);
	return r;
}

/* All of the host's are read: a reference is nothing that WQL compares. */
int hv_made_by_job(struct hv_host *h, const struct wmi_ref *job,
		   struct wmi_refv *ret, struct err *e)
{
	const char *id = wmi_ref_key(job, "InstanceID");
	struct made made = { .job = id ? id : "" };
	AUTO_REFS refs = { 0 };
	AUTO_STR wql = STR_INIT;
	struct wmi_query q = { .ns = HV_NS, .row = affected_row, .arg = &made };
	int r;

	wql_select(&wql, "Msvm_AffectedJobElement", NULL);
	q.wql = wql.buf;
	r = wmi_query(hv_host_wmi(h), &q, 1, e);
	err_clear(&q.err);
	refs = (struct wmi_refv){ made.refs.v, made.refs.n };
	if (r < 0)
		return -1;
	*ret = refs;
	refs = (struct wmi_refv){ 0 };
	return 0;
}

/* --- which is which --- */

static bool is_among(const char *id, const struct wmi_refv *refs)
{
	for (size_t i = 0; i < refs->n; i++) {
		const char *key = wmi_ref_key(refs->v[i], "InstanceID");

		if (key && !strcasecmp(key, id))
			return true;
	}
	return false;
}

static bool same(const char *want, const char *is)
{
	return !want || (is && !strcasecmp(want, is));
}

static bool has_parent(const struct hv_part *p, const char *id)
{
	AUTO_ERR ignored = ERR_INIT;    /* no path: no parent */
	AUTO_REF *ref = NULL;

	if (!id)
		return true;
	return p->parent &&
		wmi_ref_parse(p->parent, HV_NS, &ref, &ignored) == 0 &&
		same(id, wmi_ref_key(ref, "InstanceID"));
}

static bool fits(const struct hv_item *it, const struct hv_part *p)
{
	static const char prefix[] = "Microsoft:Hyper-V:";
	const char *subtype = p->subtype ? p->subtype : "";

	if (!strncmp(subtype, prefix, strlen(prefix)))
		subtype += strlen(prefix);
	return p->type.v == it->type && same(it->subtype, subtype) &&
		same(it->address, p->address) && same(it->slot, p->slot) &&
		(!it->name || (p->name && !strcmp(it->name, p->name))) &&
		has_parent(p, it->parent);
}

/* Items that are alike in all this are one as good as the other. */
static int match(struct hv_items *items, struct hv_parts *parts,
		 const struct wmi_refv *made, struct err *e)
{
	for (size_t i = 0; i < items->n; i++) {
		struct hv_item *it = &items->v[i];

		for (size_t k = 0; k < parts->parts.n && !it->id; k++) {
			struct hv_part *p = &parts->parts.v[k];

			if (p->id && is_among(p->id, made) && fits(it, p))
				it->id = TAKE(p->id);
		}
		if (!it->id)
			return err_set(e, ERR_PROTOCOL, "the host does not say "
				       "what became of the %s", it->what);
	}
	return 0;
}

static int find_made(struct hv_host *h, const char *upper,
		     const struct wmi_ref *job, struct hv_items *items,
		     struct err *e)
{
	AUTO_FREE char *prefix = xasprintf("Microsoft:%s\\", upper);
	AUTO_PARTS parts = { 0 };
	AUTO_REFS made = { 0 };
	AUTO_STR wql = STR_INIT;
	struct wmi_query q = { .ns = HV_NS, .row = hv_part_row, .arg = &parts };
	int r;

	if (hv_made_by_job(h, job, &made, e) < 0)
		return -1;
	wql_select(&wql, "CIM_ResourceAllocationSettingData", NULL);
	wql_where_prefix(&wql, "InstanceID", prefix);
	q.wql = wql.buf;
	r = wmi_query(hv_host_wmi(h), &q, 1, e);
	err_clear(&q.err);
	return r < 0 ? -1 : match(items, &parts, &made, e);
}

/* --- the methods --- */

struct added {
	struct wmi_refv refs;
};

static const struct wmi_field added_fields[] = {
	FIELD("ResultingResourceSettings", WMI_REFV, added, refs),
	{ 0 }
};

/* The result's own list, if it is one. */
static int take_ids(const struct wmi_result *out, struct hv_items *items,
		    struct err *e)
{
	struct added a = { 0 };
	int r = wmi_read(out->out, added_fields, &a, e);

	if (r == 0 && a.refs.n == items->n)
		for (size_t i = 0; i < a.refs.n; i++)
			items->v[i].id = xstrdup(wmi_ref_key(a.refs.v[i],
							     "InstanceID"));
	wmi_clear(added_fields, &a);
	return r;
}

static int wrap(const char *verb, const struct hv_items *items, struct err *e)
{
	return err_wrap(e, "cannot %s %s%s", verb, items->n == 1 ? "the " :
			"devices, of which the first is a ",
			items->v[0].what);
}

int hv_items_add(struct hv_host *h, const char *guid, struct hv_items *items,
		 const struct hv_wait *wait, bool *done, struct err *e)
{
	AUTO_FREE char *upper = hv_guid_upper(guid);
	AUTO_FREE char *id = xasprintf("Microsoft:%s", upper);
	AUTO_REF *vssd = wmi_ref_new(HV_NS, "Msvm_VirtualSystemSettingData",
				     "InstanceID", id, NULL);
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };

	*done = false;
	if (!items->n)
		return 0;
	wmi_args_ref(&in, "AffectedConfiguration", vssd);
	for (size_t i = 0; i < items->n; i++)
		wmi_args_instance(&in, "ResourceSettings",
				  &items->v[i].instance);
	if (hv_service_call(h, "AddResourceSettings", &in, wait, &out, e) < 0)
		return wrap("add", items, e);
	*done = true;
	if (take_ids(&out, items, e) < 0)
		return -1;
	if (items->v[0].id)
		return 0;
	if (!out.job)
		return err_set(e, ERR_PROTOCOL, "the host does not say what "
			       "AddResourceSettings made");
	return find_made(h, upper, out.job, items, e);
}

int hv_items_modify(struct hv_host *h, const struct hv_items *items,
		    const struct hv_wait *wait, struct err *e)
{
	AUTO_ARGS in = WMI_ARGS_INIT;

	if (!items->n)
		return 0;
	for (size_t i = 0; i < items->n; i++)
		wmi_args_instance(&in, "ResourceSettings",
				  &items->v[i].instance);
	if (hv_service_call(h, "ModifyResourceSettings", &in, wait, NULL, e) < 0)
		return wrap("change", items, e);
	return 0;
}

int hv_items_remove(struct hv_host *h, const struct hv_items *items,
		    const struct hv_wait *wait, struct err *e)
{
	AUTO_ARGS in = WMI_ARGS_INIT;

	for (size_t i = 0; i < items->n; i++) {
		AUTO_REF *ref = NULL;

		if (!items->v[i].id)
			continue;
		ref = wmi_ref_new(HV_NS, items->v[i].instance.class,
				  "InstanceID", items->v[i].id, NULL);
		wmi_args_ref(&in, "ResourceSettings", ref);
	}
	if (!in.xml.len)
		return 0;
	if (hv_service_call(h, "RemoveResourceSettings", &in, wait, NULL, e) < 0)
		return wrap("remove", items, e);
	return 0;
}
