/* hv/autostart.c - what becomes of a VM when its host starts and stops */
#include "hv/autostart.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/first.h"
#include "hv/host.h"
#include "hv/schema.h"
#include "hv/service.h"
#include "hv/vm.h"
#include "wmi/method.h"
#include "wmi/object.h"
#include "wmi/wql.h"

#define SECOND 1000000          /* an interval is in microseconds */

static const struct wmi_field fields[] = {
	FIELD("AutomaticStartupAction", WMI_NUM, hv_autostart, start),
	FIELD("AutomaticShutdownAction", WMI_NUM, hv_autostart, stop),
	FIELD("AutomaticStartupActionDelay", WMI_INTERVAL, hv_autostart,
	      delay_s),
	{ 0 }
};
const struct wmi_field *const hv_autostart_fields = fields;

static char *settings_id(const struct hv_schema *s, const char *upper)
{
	return xasprintf("Microsoft:%s%s", upper, s->start_id);
}

static void to_v2(const struct hv_schema *s, struct num *action)
{
	if (action->set)
		action->v = hv_schema_action(s, *action);
}

void hv_autostart_own(const struct hv_schema *s, struct hv_autostart *a)
{
	to_v2(s, &a->start);
	to_v2(s, &a->stop);
	a->delay_s.v /= SECOND;
}

int hv_autostart_read(struct hv_host *h, const char *word, struct hv_vm **vm,
		      struct hv_autostart *ret, struct err *e)
{
	AUTO_VM *found = NULL;
	AUTO_FREE char *upper = NULL, *id = NULL;
	AUTO_STR wql = STR_INIT;
	struct hv_autostart a = { { 0, false }, { 0, false }, { 0, false } };
	struct hv_first first = { fields, &a, 0 };
	const struct hv_schema *s;

	if (hv_vm_find(h, word, &found, e) < 0)
		return -1;
	s = hv_schema(h);       /* known by now */
	upper = hv_guid_upper(found->guid);
	id = settings_id(s, upper);
	wql_select(&wql, s->start_class, fields);
	wql_where(&wql, "InstanceID", "=", id);
	if (hv_first_query(h, s->ns, wql.buf, &first, e) < 0)
		return -1;
	hv_autostart_own(s, &a);
	*vm = TAKE(found);
	*ret = a;
	return 0;
}

static void set_action(struct wmi_instance *to, const struct hv_schema *s,
		       const char *name, struct num action)
{
	unsigned first = hv_schemas[HV_V2].start_first;

	if (action.set)
		wmi_instance_set_num(to, name, "uint16",
				     action.v - first + s->start_first);
}

int hv_autostart_set(struct hv_host *h, const char *guid,
		     const struct hv_autostart *to, const struct hv_wait *wait,
		     struct err *e)
{
	const struct hv_schema *s = hv_schema(h);
	AUTO_INSTANCE settings = WMI_INSTANCE_INIT(s->start_class);
	AUTO_FREE char *upper = hv_guid_upper(guid);
	AUTO_FREE char *id = settings_id(s, upper);

	wmi_instance_set(&settings, "InstanceID", "string", id);
	set_action(&settings, s, "AutomaticStartupAction", to->start);
	set_action(&settings, s, "AutomaticShutdownAction", to->stop);
	if (to->delay_s.set)
		wmi_instance_set_seconds(&settings,
					 "AutomaticStartupActionDelay",
					 to->delay_s.v);
	return hv_service_modify_vm(h, upper, &settings, wait, e);
}
