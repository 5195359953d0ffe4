/* hv/settings_old.c - settings in the older namespace */
#include "hv/settings_old.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/host.h"
#include "hv/schema.h"
#include "hv/settings.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

struct row {
	char *vm;
	struct num type;
	struct num start;
	struct wmi_strv notes;
};

static const struct wmi_field system_fields[] = {
	FIELD("SystemName", WMI_STR, row, vm),
	FIELD("SettingType", WMI_NUM, row, type),
	FIELD("Notes", WMI_STRV, row, notes),
	{ 0 }
};

static const struct wmi_field global_fields[] = {
	FIELD("SystemName", WMI_STR, row, vm),
	FIELD("AutomaticStartupAction", WMI_NUM, row, start),
	{ 0 }
};

static int system_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_settings_list *to = arg;
	struct hv_settings s = { 0 };
	struct row row = { 0 };
	int r = wmi_read(o, system_fields, &row, e);

	if (r == 0 && row.vm && parse_guid(row.vm, s.vm) == 0) {
		s.checkpoints = row.type.v == HV_OLD_CHECKPOINT;
		if (row.type.v == HV_OLD_VM && row.notes.n)
			s.notes = TAKE(row.notes.v[0]);
		vec_push(to, s);
	}
	wmi_clear(system_fields, &row);
	return r;
}

static int global_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_settings_list *to = arg;
	struct hv_settings s = { 0 };
	struct row row = { 0 };
	int r = wmi_read(o, global_fields, &row, e);

	if (r == 0 && row.vm && parse_guid(row.vm, s.vm) == 0) {
		s.autostart = row.start.set && row.start.v ==
			hv_schema_always(&hv_schemas[HV_V1]);
		vec_push(to, s);
	}
	wmi_clear(global_fields, &row);
	return r;
}

size_t hv_settings_old_queries(struct hv_settings_list *to, struct str *wql,
			       struct wmi_query *q)
{
	wql_select(&wql[0], "Msvm_VirtualSystemSettingData", system_fields);
	wql_select(&wql[1], HV_OLD_GLOBAL, global_fields);
	q[0] = (struct wmi_query){ HV_NS_V1, wql[0].buf, system_row, to,
				   ERR_INIT };
	q[1] = (struct wmi_query){ HV_NS_V1, wql[1].buf, global_row, to,
				   ERR_INIT };
	return 2;
}
