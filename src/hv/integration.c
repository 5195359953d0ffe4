/* hv/integration.c - the integration services of a VM */
#include "hv/integration.h"

#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/host.h"
#include "hv/service.h"
#include "hv/state.h"
#include "hv/vm.h"
#include "wmi/method.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

/* EnabledState */
enum { ENABLED = 2, DISABLED = 3 };

static const struct kind {
	const char *name, *settings, *device;
} kinds[] = {
	{ "shutdown", "Msvm_ShutdownComponentSettingData",
	  "Msvm_ShutdownComponent" },
	{ "time-sync", "Msvm_TimeSyncComponentSettingData",
	  "Msvm_TimeSyncComponent" },
	{ "heartbeat", "Msvm_HeartbeatComponentSettingData",
	  "Msvm_HeartbeatComponent" },
	{ "kvp", "Msvm_KvpExchangeComponentSettingData",
	  "Msvm_KvpExchangeComponent" },
	{ "vss", "Msvm_VssComponentSettingData", "Msvm_VssComponent" },
	{ "guest-services", "Msvm_GuestServiceInterfaceComponentSettingData",
	  "Msvm_GuestServiceInterfaceComponent" },
	{ "rdv", "Msvm_RdvComponentSettingData", "Msvm_RdvComponent" },
};
#define KINDS (sizeof kinds / sizeof *kinds)

const char *hv_integration_name(size_t i)
{
	return i < KINDS ? kinds[i].name : NULL;
}

void hv_integrations_free(struct hv_integrations *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->l.n; i++)
		free(s->l.v[i].id);
	vec_free(&s->l);
	hv_vm_free(s->vm);
	free(s);
}

void hv_auto_integrations(struct hv_integrations **s)
{
	hv_integrations_free(*s);
}

/* --- what the host tells --- */

struct settings { char *id; struct num enabled; };
static const struct wmi_field settings_fields[] = {
	FIELD("InstanceID", WMI_STR, settings, id),
	FIELD("EnabledState", WMI_NUM, settings, enabled),
	{ 0 }
};

struct device { struct wmi_numv status; };
static const struct wmi_field device_fields[] = {
	FIELD("OperationalStatus", WMI_NUMV, device, status),
	{ 0 }
};

struct os { char *version; };
static const struct wmi_field os_fields[] = {
	FIELD("Version", WMI_STR, os, version),
	{ 0 }
};

/* One of each kind; 'id' NULL: the VM has none. */
struct reading {
	struct hv_integration of[KINDS];
	bool before_2016;
};

static void reading_clear(struct reading *r)
{
	for (size_t k = 0; k < KINDS; k++)
		free(r->of[k].id);
}

static int settings_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct reading *r = arg;
	struct settings s = { 0 };
	int rc;

	for (size_t k = 0; k < KINDS; k++) {
		if (strcmp(wmi_class(o), kinds[k].settings))
			continue;
		rc = wmi_read(o, settings_fields, &s, e);
		if (rc == 0 && s.id && !r->of[k].id) {
			r->of[k].id = TAKE(s.id);
			r->of[k].enabled = s.enabled.v == ENABLED;
		}
		wmi_clear(settings_fields, &s);
		return rc;
	}
	return 0;
}

static int device_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_integration *i = arg;
	struct device d = { { NULL, 0 } };
	int rc = wmi_read(o, device_fields, &d, e);

	/* the first is what it is; a second one says more of the same */
	if (rc == 0 && d.status.n)
		i->status = (struct num){ .set = true, .v = d.status.v[0] };
	wmi_clear(device_fields, &d);
	return rc;
}

static int os_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct reading *r = arg;
	struct os os = { NULL };
	int rc = wmi_read(o, os_fields, &os, e);

	/* 2012 and 2012 R2 are 6.2 and 6.3 */
	if (rc == 0 && os.version)
		r->before_2016 = !strncmp(os.version, "6.", 2);
	wmi_clear(os_fields, &os);
	return rc;
}

/* The last 'may' of them ask for classes that a host need not have. */
static int run(struct hv_host *h, struct wmi_query *q, size_t n, size_t may,
	       struct err *e)
{
	int r = 0;

	if (wmi_query(hv_host_wmi(h), q, n, e) < 0) {
		err_clear(e);
		for (size_t i = 0; i < n && r == 0; i++)
			if (q[i].err.kind != ERR_NONE &&
			    (i < n - may || !wmi_query_refused(&q[i].err)))
				r = err_copy(e, &q[i].err);
	}
	for (size_t i = 0; i < n; i++)
		err_clear(&q[i].err);
	return r;
}

/* All settings of the VM, for only typed items tell their class; then, to
 * show, what the devices say, or, to set, which Windows it is. */
static int ask(struct hv_host *h, const struct hv_vm *vm,
	       enum hv_integration_aim aim, struct reading *r, struct err *e)
{
	AUTO_FREE char *upper = hv_guid_upper(vm->guid);
	AUTO_FREE char *id = xasprintf("Microsoft:%s", upper);
	AUTO_REF *system = wmi_ref_new(HV_NS, "Msvm_VirtualSystemSettingData",
				       "InstanceID", id, NULL);
	struct str wql[1 + KINDS] = { STR_INIT };
	struct wmi_query q[1 + KINDS];
	size_t n = 0, may = 0;
	int rc;

	wql_associators(&wql[n], system,
			"Msvm_VirtualSystemSettingDataComponent", NULL);
	q[n] = (struct wmi_query){ HV_NS, wql[n].buf, settings_row, r, ERR_INIT };
	n++;
	if (aim == HV_INTEGRATION_SET) {
		wql_select(&wql[n], "Win32_OperatingSystem", os_fields);
		q[n] = (struct wmi_query){ HV_CIMV2, wql[n].buf, os_row, r,
					   ERR_INIT };
		n++;
	} else if (hv_state_active(vm->state)) {
		for (; may < KINDS; may++, n++) {
			wql_select(&wql[n], kinds[may].device, device_fields);
			wql_where(&wql[n], "SystemName", "=", upper);
			q[n] = (struct wmi_query){ HV_NS, wql[n].buf,
				device_row, &r->of[may], ERR_INIT };
		}
	}
	rc = run(h, q, n, may, e);
	for (size_t i = 0; i < n; i++)
		str_free(&wql[i]);
	return rc;
}

int hv_integration_read(struct hv_host *h, const char *word,
			enum hv_integration_aim aim,
			struct hv_integrations **ret, struct err *e)
{
	AUTO_INTEGRATIONS *s = xcalloc(1, sizeof *s);
	struct reading r = { .before_2016 = false };
	int rc;

	if (hv_vm_find(h, word, &s->vm, e) < 0)
		return -1;
	rc = ask(h, s->vm, aim, &r, e);
	for (size_t k = 0; k < KINDS && rc == 0; k++) {
		if (!r.of[k].id)
			continue;
		r.of[k].name = kinds[k].name;
		r.of[k].class = kinds[k].settings;
		vec_push(&s->l, r.of[k]);
		r.of[k].id = NULL;
	}
	s->before_2016 = r.before_2016;
	reading_clear(&r);
	if (rc == 0)
		*ret = TAKE(s);
	return rc;
}

const struct hv_integration *
hv_integration_find(const struct hv_integrations *s, const char *name)
{
	for (size_t i = 0; i < s->l.n; i++)
		if (!strcmp(s->l.v[i].name, name))
			return &s->l.v[i];
	return NULL;
}

const char *hv_integration_word(const struct hv_integration *i,
				char buf[HV_INTEGRATION_WORD])
{
	static const struct { unsigned status; const char *word; } words[] = {
		{ 2, "ok" }, { 3, "degraded" }, { 7, "error" },
		{ 12, "no contact" }, { 13, "lost communication" },
		{ 15, "paused" }, { 32775, "protocol mismatch" },
		{ 32782, "application critical" },
		{ 32783, "timed out" }, { 32784, "communication failed" },
	};

	if (!i->status.set)
		return NULL;
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (words[k].status == i->status.v)
			return words[k].word;
	snprintf(buf, HV_INTEGRATION_WORD, "unknown (%u)",
		 (unsigned)i->status.v);
	return buf;
}

/* --- on and off --- */

/* ModifyGuestServiceSettings is there since Windows Server 2016; before, the
 * settings were resources like others. */
int hv_integration_set(struct hv_host *h, const struct hv_integrations *s,
		       const bool *on, const struct hv_wait *wait,
		       struct err *e)
{
	const char *param = s->before_2016 ? "ResourceSettings" :
					     "GuestServiceSettings";
	AUTO_ARGS in = WMI_ARGS_INIT;

	for (size_t i = 0; i < s->l.n; i++) {
		const struct hv_integration *one = &s->l.v[i];
		AUTO_INSTANCE set = WMI_INSTANCE_INIT(one->class);

		if (one->enabled == on[i])
			continue;
		wmi_instance_set(&set, "InstanceID", "string", one->id);
		wmi_instance_set_num(&set, "EnabledState", "uint16",
				     on[i] ? ENABLED : DISABLED);
		wmi_args_instance(&in, param, &set);
	}
	if (!in.xml.len)
		return 0;
	return hv_service_call(h, s->before_2016 ? "ModifyResourceSettings" :
			       "ModifyGuestServiceSettings", &in, wait, NULL, e);
}
