/* hv/vm.c - the virtual machines of a host: list them */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/host.h"
#include "hv/schema.h"
#include "hv/settings.h"
#include "hv/state.h"
#include "hv/vm.h"
#include "hv/vm_row.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

const struct wmi_field hv_vm_fields[] = {
	FIELD("Name", WMI_STR, hv_vm, guid),
	FIELD("ElementName", WMI_STR, hv_vm, name),
	FIELD("EnabledState", WMI_NUM, hv_vm, state),
	FIELD("ProcessID", WMI_NUM, hv_vm, id),
	{ 0 }
};

void hv_vm_free(struct hv_vm *vm)
{
	if (!vm)
		return;
	wmi_clear(hv_vm_fields, vm);
	free(vm);
}

void hv_auto_vm(struct hv_vm **vm)
{
	hv_vm_free(*vm);
}

void hv_vms_free(struct hv_vms *vms)
{
	for (size_t i = 0; i < vms->n; i++)
		wmi_clear(hv_vm_fields, &vms->v[i]);
	vec_free(vms);
}

int hv_vm_cmp(const struct hv_vm *a, const struct hv_vm *b)
{
	if (a->id.set && b->id.set)
		return a->id.v < b->id.v ? -1 : a->id.v > b->id.v;
	if (a->id.set != b->id.set)
		return a->id.set ? -1 : 1;
	return strcasecmp(a->name, b->name);
}

/* The host itself is a Msvm_ComputerSystem too: its Name is no GUID but the
 * computer's name, and Caption is localised (FACTS 1.16, 5.10). */
int hv_vm_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_vms *to = arg;
	struct hv_vm vm = { 0 };
	char guid[GUID_LEN + 1];

	if (wmi_read(o, hv_vm_fields, &vm, e) < 0) {
		wmi_clear(hv_vm_fields, &vm);
		return -1;
	}
	if (!vm.guid || parse_guid(vm.guid, guid) < 0) {
		wmi_clear(hv_vm_fields, &vm);
		return 0;
	}
	memcpy(vm.guid, guid, sizeof guid);
	if (!vm.name)
		vm.name = xstrdup("");
	vec_push(to, vm);
	return 0;
}

void hv_vms_translate(struct hv_vms *vms, const struct hv_schema *s)
{
	for (size_t i = 0; i < vms->n; i++)
		vms->v[i].state = hv_schema_read(s, vms->v[i].state);
}

char *hv_guid_upper(const char *guid)
{
	char *s = xstrdup(guid);

	for (char *p = s; *p; p++)
		*p = (char)toupper((unsigned char)*p);
	return s;
}

static void list_wql(const struct hv_schema *s, struct str *wql,
		     enum hv_scope scope)
{
	unsigned saved = hv_schema_state(s, HV_SAVED);

	wql_select(wql, "Msvm_ComputerSystem", hv_vm_fields);
	if (scope == HV_ACTIVE) {
		wql_where_num(wql, "EnabledState", "<>", HV_OFF);
		wql_where_num(wql, "EnabledState", "<>", saved);
	} else if (scope == HV_INACTIVE) {
		wql_where_num(wql, "EnabledState", "=", HV_OFF);
		wql_or_num(wql, "EnabledState", "=", saved);
	}
}

static int ask(struct hv_host *h, enum hv_scope scope, struct hv_vms *vms,
	       struct hv_settings_list *settings, struct err *e)
{
	const struct hv_schema *s = hv_schema(h);
	AUTO_STR vm_wql = STR_INIT;
	struct str settings_wql[2] = { STR_INIT, STR_INIT };
	size_t n = 1;
	int r;

	list_wql(s, &vm_wql, scope);
	struct wmi_query q[3] = {
		{ s->ns, vm_wql.buf, hv_vm_row, vms, ERR_INIT },
	};
	if (settings)
		n += hv_settings_queries(s, settings, settings_wql, &q[1]);
	r = wmi_query(hv_host_wmi(h), q, n, e);
	for (size_t i = 0; i < n; i++)
		err_clear(&q[i].err);
	str_free(&settings_wql[0]);
	str_free(&settings_wql[1]);
	hv_vms_translate(vms, s);
	if (r < 0) {
		hv_vms_free(vms);
		if (settings)
			hv_settings_free(settings);
	}
	return r;
}

static int list(struct hv_host *h, enum hv_scope scope, struct hv_vms *ret,
		struct hv_settings_list *settings, struct err *e)
{
	AUTO_VMS vms = VEC_INIT;
	int r;

	do
		r = ask(h, scope, &vms, settings, e);
	while (hv_schema_again(h, r, e));
	if (r < 0)
		return -1;
	if (settings)
		hv_settings_sort(settings);
	*ret = vms;
	vms = (struct hv_vms)VEC_INIT;
	return 0;
}

int hv_vm_list(struct hv_host *h, enum hv_scope scope, struct hv_vms *ret,
	       struct err *e)
{
	return list(h, scope, ret, NULL, e);
}

int hv_vm_list_settings(struct hv_host *h, enum hv_scope scope,
			struct hv_vms *ret, struct hv_settings_list *settings,
			struct err *e)
{
	return list(h, scope, ret, settings, e);
}
