/* hv/vm_info.c - one VM in some detail */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/first.h"
#include "hv/host.h"
#include "hv/schema.h"
#include "hv/vm.h"
#include "hv/vm_info.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

/* Of Msvm_ProcessorSettingData (3) and Msvm_MemorySettingData (4) alike. */
struct resource {
	struct num type;
	struct num quantity;
	struct num limit;
	struct num dynamic;
};

static const struct wmi_field resource_fields[] = {
	FIELD("ResourceType", WMI_NUM, resource, type),
	FIELD("VirtualQuantity", WMI_NUM, resource, quantity),
	FIELD("Limit", WMI_NUM, resource, limit),
	FIELD("DynamicMemoryEnabled", WMI_NUM, resource, dynamic),
	{ 0 }
};

enum { TYPE_CPU = 3, TYPE_MEMORY = 4 };

void hv_vm_info_clear(struct hv_vm_info *i)
{
	hv_vm_free(i->vm);
	*i = (struct hv_vm_info){ 0 };
}

static struct num kib(struct num mib)
{
	return (struct num){ mib.v * 1024, mib.set };
}

static int resource_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_vm_info *info = arg;
	struct resource r = { 0 };

	if (wmi_read(o, resource_fields, &r, e) < 0)
		return -1;
	if (r.type.v == TYPE_CPU) {
		info->cpus = r.quantity;
	} else if (r.type.v == TYPE_MEMORY) {
		/* MB (FACTS 5.8); Limit means nothing without dynamic memory */
		info->memory_kib = kib(r.quantity);
		info->max_memory_kib =
			kib(r.dynamic.v && r.limit.set ? r.limit : r.quantity);
	}
	return 0;
}

/*
 * The settings of the VM 'guid' into 'info': two queries, and 'first' with
 * them if there is one.
 *
 * An assumption that no real reply settles yet: that a query on the base
 * class CIM_ResourceAllocationSettingData brings the derived Msvm_ classes
 * with all their properties, as Win32_Service does (FACTS 1.18). SELECT *,
 * because DynamicMemoryEnabled is not the base class's.
 */
static int read_settings(struct hv_host *h, const char *guid,
			 struct wmi_query *first, struct hv_vm_info *info,
			 struct err *e)
{
	const struct hv_schema *s = hv_schema(h);
	AUTO_FREE char *upper = hv_guid_upper(guid);
	AUTO_FREE char *id = xasprintf("Microsoft:%s", upper);
	AUTO_FREE char *start_id = xasprintf("%s%s", id, s->start_id);
	AUTO_STR system_wql = STR_INIT;
	AUTO_STR resource_wql = STR_INIT;
	struct hv_first system_row = { hv_autostart_fields, &info->at_host, 0 };
	int r;

	info->at_host = (struct hv_autostart){ .start.set = false };
	wql_select(&system_wql, s->start_class, hv_autostart_fields);
	wql_where(&system_wql, "InstanceID", "=", start_id);
	wql_select(&resource_wql, "CIM_ResourceAllocationSettingData", NULL);
	wql_where_prefix(&resource_wql, "InstanceID", id);
	wql_where_num(&resource_wql, "ResourceType", ">=", TYPE_CPU);
	wql_where_num(&resource_wql, "ResourceType", "<=", TYPE_MEMORY);
	struct wmi_query q[3] = {
		{ s->ns, system_wql.buf, hv_first_row, &system_row, ERR_INIT },
		{ s->ns, resource_wql.buf, resource_row, info, ERR_INIT },
	};

	if (first)
		q[2] = *first;
	r = wmi_query(hv_host_wmi(h), q, first ? 3 : 2, e);
	for (size_t i = 0; i < 3; i++)
		err_clear(&q[i].err);
	hv_autostart_own(s, &info->at_host);
	info->autostart = info->at_host.start.set &&
		info->at_host.start.v == HV_START_ALWAYS;
	return r;
}

int hv_vm_info_read(struct hv_host *h, const char *word,
		    struct hv_vm_info *ret, struct err *e)
{
	AUTO_INFO info = { 0 };
	AUTO_FINDER f;
	struct wmi_query find;
	char guid[GUID_LEN + 1] = "";
	int r;

	hv_finder_init(&f, word, &find);
	parse_guid(word, guid);
	do {
		hv_finder_in(&f, hv_schema(h), &find);
		if (*guid) {
			r = read_settings(h, guid, &find, &info, e);
		} else {
			r = wmi_query(hv_host_wmi(h), &find, 1, e);
			err_clear(&find.err);
		}
	} while (hv_schema_again(h, r, e));
	if (r < 0)
		return err_wrap(e, "failed to get domain '%s'", word);
	if (hv_finder_pick(&f, &info.vm, e) < 0)
		return -1;
	/* a VM may be named like a GUID that is not its own */
	if (strcmp(info.vm->guid, guid) &&
	    read_settings(h, info.vm->guid, NULL, &info, e) < 0)
		return err_wrap(e, "failed to get the settings of domain '%s'",
				info.vm->name);
	*ret = info;
	info = (struct hv_vm_info){ 0 };
	return 0;
}
