/* hv/settings_old.c - settings in the older namespace */
#include "hv/settings_old.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/first.h"
#include "hv/host.h"
#include "hv/service.h"
#include "hv/settings.h"
#include "wmi/job.h"
#include "wmi/method.h"
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
		s.autostart = row.start.v == HV_OLD_START_ALWAYS;
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
	q[0] = (struct wmi_query){ HV_NS_OLD, wql[0].buf, system_row, to,
				   ERR_INIT };
	q[1] = (struct wmi_query){ HV_NS_OLD, wql[1].buf, global_row, to,
				   ERR_INIT };
	return 2;
}

struct key {
	char *id;
};

static const struct wmi_field key_fields[] = {
	FIELD("InstanceID", WMI_STR, key, id),
	{ 0 }
};

/* Its form is nowhere documented: it is asked for. */
static int global_id(struct hv_host *h, const char *vm, char **ret,
		     struct err *e)
{
	struct key key = { 0 };
	struct hv_first first = { key_fields, &key, 0 };
	AUTO_STR wql = STR_INIT;

	wql_select(&wql, HV_OLD_GLOBAL, key_fields);
	wql_where(&wql, "SystemName", "=", vm);
	if (hv_first_query(h, HV_NS_OLD, wql.buf, &first, e) < 0)
		return -1;
	if (!key.id)
		return err_set(e, ERR_PROTOCOL,
			       "the host does not tell which settings '%s' has",
			       vm);
	*ret = key.id;
	return 0;
}

int hv_old_set_autostart(struct hv_host *h, const char *vm, bool on,
			 const struct hv_wait *wait, struct err *e)
{
	static const char service_class[] =
		"Msvm_VirtualSystemManagementService";
	AUTO_INSTANCE settings = WMI_INSTANCE_INIT(HV_OLD_GLOBAL);
	AUTO_REF *system = wmi_ref_new(HV_NS_OLD, "Msvm_ComputerSystem",
		"CreationClassName", "Msvm_ComputerSystem", "Name", vm, NULL);
	AUTO_REF *service = wmi_ref_new(HV_NS_OLD, service_class,
		"CreationClassName", service_class,
		"SystemCreationClassName", "Msvm_ComputerSystem", NULL);
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };
	AUTO_FREE char *id = NULL;
	struct wmi_progress progress;

	if (global_id(h, vm, &id, e) < 0)
		return -1;
	wmi_instance_set(&settings, "InstanceID", "string", id);
	wmi_instance_set_num(&settings, "AutomaticStartupAction", "uint16",
			     on ? HV_OLD_START_ALWAYS : HV_OLD_START_NEVER);
	wmi_args_ref(&in, "ComputerSystem", system);
	wmi_args_instance(&in, "SystemSettingData", &settings);
	return wmi_invoke_wait(hv_host_wmi(h), service, "ModifyVirtualSystem",
			       &in, hv_progress(wait, &progress), &out, e);
}
