/* hv/guest.c - what the system inside a VM tells */
#include "hv/guest.h"

#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/host.h"
#include "hv/mac.h"
#include "hv/vm.h"
#include "wmi/embedded.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

enum { RUNNING = 2, SWITCHED_OFF = 3, NO_CONTACT = 12, LOST_COMMUNICATION = 13 };

struct component {
	struct wmi_strv guest, intrinsic;
	struct num enabled;
	struct wmi_numv status;
};
static const struct wmi_field component_fields[] = {
	FIELD("GuestExchangeItems", WMI_STRV, component, guest),
	FIELD("GuestIntrinsicExchangeItems", WMI_STRV, component, intrinsic),
	FIELD("EnabledState", WMI_NUM, component, enabled),
	FIELD("OperationalStatus", WMI_NUMV, component, status),
	{ 0 }
};

/* HostOnlyItems is younger than the class: asked for with all the others */
struct settings { struct wmi_strv host, host_only; };
static const struct wmi_field settings_fields[] = {
	FIELD("HostExchangeItems", WMI_STRV, settings, host),
	FIELD("HostOnlyItems", WMI_STRV, settings, host_only),
	{ 0 }
};

struct config { char *id; struct num dhcp; struct wmi_strv ips, subnets; };
static const struct wmi_field config_fields[] = {
	FIELD("InstanceID", WMI_STR, config, id),
	FIELD("DHCPEnabled", WMI_NUM, config, dhcp),
	FIELD("IPAddresses", WMI_STRV, config, ips),
	FIELD("Subnets", WMI_STRV, config, subnets),
	{ 0 }
};

struct nic { char *id, *name, *mac; };
static const struct wmi_field nic_fields[] = {
	FIELD("InstanceID", WMI_STR, nic, id),
	FIELD("ElementName", WMI_STR, nic, name),
	FIELD("Address", WMI_STR, nic, mac),
	{ 0 }
};

struct item { char *name, *data; };
static const struct wmi_field item_fields[] = {
	FIELD("Name", WMI_STR, item, name),
	FIELD("Data", WMI_STR, item, data),
	{ 0 }
};

struct reading {
	struct hv_guest *to;
	struct VEC_OF(struct nic) nics;
};

static void add_items(struct hv_guest *g, const struct wmi_strv *l,
		      enum hv_kvp_source source)
{
	for (size_t i = 0; i < l->n; i++) {
		AUTO_ERR ignored = ERR_INIT;
		struct item item = { 0 };
		struct hv_kvp *kvp;

		/* a guest may write there what it likes */
		if (wmi_embedded_read(l->v[i], item_fields, &item,
				      &ignored) == 0 && item.name) {
			kvp = vec_new(&g->kvps);
			kvp->source = source;
			kvp->name = TAKE(item.name);
			kvp->data = item.data ? TAKE(item.data) : xstrdup("");
		}
		wmi_clear(item_fields, &item);
	}
}

static int component_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct reading *r = arg;
	struct component c = { 0 };
	int rc = wmi_read(o, component_fields, &c, e);

	if (rc == 0) {
		r->to->off = c.enabled.v == SWITCHED_OFF;
		r->to->reports = !r->to->off;
		for (size_t i = 0; i < c.status.n; i++)
			if (c.status.v[i] == NO_CONTACT ||
			    c.status.v[i] == LOST_COMMUNICATION)
				r->to->reports = false;
		add_items(r->to, &c.guest, HV_KVP_GUEST);
		add_items(r->to, &c.intrinsic, HV_KVP_INTRINSIC);
	}
	wmi_clear(component_fields, &c);
	return rc;
}

static int settings_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct reading *r = arg;
	struct settings s = { 0 };
	int rc = wmi_read(o, settings_fields, &s, e);

	if (rc == 0) {
		add_items(r->to, &s.host, HV_KVP_HOST);
		add_items(r->to, &s.host_only, HV_KVP_HOST_ONLY);
	}
	wmi_clear(settings_fields, &s);
	return rc;
}

/* "255.255.255.0", "/64" or "64" */
static unsigned prefix_of(const char *subnet)
{
	unsigned bits = 0;
	uint64_t n;

	if (parse_u64(subnet + (*subnet == '/'), 128, &n) == 0)
		return (unsigned)n;
	while (*subnet) {
		AUTO_FREE char *part = xstrndup(subnet, strcspn(subnet, "."));

		if (parse_u64(part, 255, &n) < 0)
			return 0;
		for (; n & 0x80; n = (n << 1) & 0xFF)
			bits++;
		subnet += strlen(part);
		subnet += *subnet == '.';
	}
	return bits;
}

static int config_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct reading *r = arg;
	struct config c = { 0 };
	struct hv_guest_nic *nic;
	int rc = wmi_read(o, config_fields, &c, e);

	if (rc == 0 && c.id) {
		nic = vec_new(&r->to->nics);
		nic->id = TAKE(c.id);
		nic->name = xstrdup("");
		nic->dhcp = c.dhcp.v;
		for (size_t i = 0; i < c.ips.n; i++) {
			struct hv_guest_address *a = vec_new(&nic->addresses);

			a->address = TAKE(c.ips.v[i]);
			a->v6 = strchr(a->address, ':');
			a->prefix = i < c.subnets.n ?
				prefix_of(c.subnets.v[i]) : 0;
		}
	}
	wmi_clear(config_fields, &c);
	return rc;
}

static int nic_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct reading *r = arg;
	struct nic n = { 0 };
	int rc = wmi_read(o, nic_fields, &n, e);

	if (rc < 0 || !n.id) {
		wmi_clear(nic_fields, &n);
		return rc;
	}
	vec_push(&r->nics, n);
	return 0;
}

/* "Microsoft:GuestNetwork\VM\NIC" is of "Microsoft:VM\NIC" (FACTS 5.16). */
static void join(struct reading *r)
{
	for (size_t i = 0; i < r->to->nics.n; i++) {
		struct hv_guest_nic *g = &r->to->nics.v[i];
		const char *tail = strchr(g->id, '\\');

		for (size_t k = 0; tail && k < r->nics.n; k++) {
			const char *own = strchr(r->nics.v[k].id, ':');

			if (!own || strcasecmp(own + 1, tail + 1))
				continue;
			free(g->name);
			free(g->mac);
			g->name = r->nics.v[k].name ?
				TAKE(r->nics.v[k].name) : xstrdup("");
			g->mac = hv_mac_text(r->nics.v[k].mac);
		}
	}
}

static int ask(struct hv_host *h, struct reading *r, struct err *e)
{
	AUTO_FREE char *upper = hv_guid_upper(r->to->vm->guid);
	AUTO_FREE char *id = xasprintf("Microsoft:%s\\", upper);
	AUTO_FREE char *net = xasprintf("Microsoft:GuestNetwork\\%s\\", upper);
	struct str wql[4] = { STR_INIT, STR_INIT, STR_INIT, STR_INIT };
	struct wmi_query q[4];
	int rc;

	wql_select(&wql[0], "Msvm_KvpExchangeComponent", component_fields);
	wql_where(&wql[0], "SystemName", "=", upper);
	wql_select(&wql[1], "Msvm_KvpExchangeComponentSettingData", NULL);
	wql_where_prefix(&wql[1], "InstanceID", id);
	wql_select(&wql[2], "Msvm_GuestNetworkAdapterConfiguration",
		   config_fields);
	wql_where_prefix(&wql[2], "InstanceID", net);
	wql_select(&wql[3], "Msvm_SyntheticEthernetPortSettingData", nic_fields);
	wql_where_prefix(&wql[3], "InstanceID", id);
	q[0] = (struct wmi_query){ HV_NS, wql[0].buf, component_row, r, ERR_INIT };
	q[1] = (struct wmi_query){ HV_NS, wql[1].buf, settings_row, r, ERR_INIT };
	q[2] = (struct wmi_query){ HV_NS, wql[2].buf, config_row, r, ERR_INIT };
	q[3] = (struct wmi_query){ HV_NS, wql[3].buf, nic_row, r, ERR_INIT };
	rc = wmi_query(hv_host_wmi(h), q, 4, e);
	for (size_t i = 0; i < 4; i++) {
		err_clear(&q[i].err);
		str_free(&wql[i]);
	}
	return rc;
}

static int cmp(const void *a, const void *b)
{
	const struct hv_kvp *x = a, *y = b;
	int r = (int)x->source - (int)y->source;

	return r ? r : strcmp(x->name, y->name);
}

int hv_guest_read(struct hv_host *h, const char *word, struct hv_guest **ret,
		  struct err *e)
{
	AUTO_GUEST *g = xcalloc(1, sizeof *g);
	struct reading r = { .to = g };
	int rc;

	if (hv_vm_find(h, word, &g->vm, e) < 0)
		return -1;
	g->running = g->vm->state.v == RUNNING;
	rc = ask(h, &r, e);
	join(&r);
	for (size_t i = 0; i < r.nics.n; i++)
		wmi_clear(nic_fields, &r.nics.v[i]);
	vec_free(&r.nics);
	if (rc < 0)
		return -1;
	if (g->kvps.n)
		qsort(g->kvps.v, g->kvps.n, sizeof *g->kvps.v, cmp);
	*ret = TAKE(g);
	return 0;
}

void hv_guest_free(struct hv_guest *g)
{
	if (!g)
		return;
	hv_vm_free(g->vm);
	for (size_t i = 0; i < g->kvps.n; i++) {
		free(g->kvps.v[i].name);
		free(g->kvps.v[i].data);
	}
	for (size_t i = 0; i < g->nics.n; i++) {
		struct hv_guest_nic *n = &g->nics.v[i];

		for (size_t k = 0; k < n->addresses.n; k++)
			free(n->addresses.v[k].address);
		vec_free(&n->addresses);
		free(n->id);
		free(n->name);
		free(n->mac);
	}
	vec_free(&g->kvps);
	vec_free(&g->nics);
	free(g);
}

void hv_auto_guest(struct hv_guest **g)
{
	hv_guest_free(*g);
}

int hv_guest_check(const struct hv_guest *g, struct err *e)
{
	AUTO_STR name = STR_INIT;

	if (!g->running)
		return err_set(e, ERR_STATE, "domain '%s' is not running",
			       g->vm->name);
	if (g->off) {
		str_add_shell(&name, g->vm->name);
		err_set(e, ERR_STATE, "the data exchange with '%s' is off",
			g->vm->name);
		return err_hint(e, "hvsh domservices %s --enable kvp",
				name.buf);
	}
	if (!g->reports)
		return err_set(e, ERR_STATE, "the integration services of "
			       "'%s' do not report", g->vm->name);
	return 0;
}

const char *hv_guest_value(const struct hv_guest *g, enum hv_kvp_source source,
			   const char *name)
{
	for (size_t i = 0; i < g->kvps.n; i++) {
		if (g->kvps.v[i].source == source &&
		    !strcmp(g->kvps.v[i].name, name))
			return g->kvps.v[i].data;
	}
	return NULL;
}
