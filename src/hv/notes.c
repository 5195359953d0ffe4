/* hv/notes.c - what people have written down about a VM */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/first.h"
#include "hv/host.h"
#include "hv/service.h"
#include "hv/settings.h"
#include "hv/vm.h"
#include "wmi/method.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

struct row { struct wmi_strv notes; };

static const struct wmi_field fields[] = {
	FIELD("Notes", WMI_STRV, row, notes),
	{ 0 }
};

static char *settings_id(const char *vm)
{
	AUTO_FREE char *upper = hv_guid_upper(vm);

	return xasprintf("Microsoft:%s", upper);
}

int hv_vm_notes(struct hv_host *h, const char *word, struct hv_vm **vm,
		char **notes, struct err *e)
{
	AUTO_VM *found = NULL;
	AUTO_FREE char *id = NULL;
	AUTO_STR wql = STR_INIT;
	struct row row = { 0 };
	struct hv_first first = { fields, &row, 0 };
	int r;

	if (hv_vm_find(h, word, &found, e) < 0)
		return -1;
	id = settings_id(found->guid);
	wql_select(&wql, "Msvm_VirtualSystemSettingData", fields);
	wql_where(&wql, "InstanceID", "=", id);
	r = hv_first_query(h, HV_NS, wql.buf, &first, e);
	if (r == 0) {
		*vm = TAKE(found);
		/* more than the first is never kept (FACTS 5.7) */
		*notes = row.notes.n && *row.notes.v[0] ?
			TAKE(row.notes.v[0]) : NULL;
	}
	wmi_clear(fields, &row);
	return r;
}

int hv_vm_set_notes(struct hv_host *h, const char *vm, const char *notes,
		    const struct hv_wait *wait, struct err *e)
{
	AUTO_INSTANCE settings =
		WMI_INSTANCE_INIT("Msvm_VirtualSystemSettingData");
	AUTO_FREE char *id = settings_id(vm);

	wmi_instance_set(&settings, "InstanceID", "string", id);
	/* an array also for one value (FACTS 5.5) */
	wmi_instance_set_array(&settings, "Notes", "string", &notes, 1);
	return hv_service_modify(h, &settings, wait, e);
}
