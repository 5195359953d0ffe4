/* hv/settings.c - what the settings of VMs tell beyond their state */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/host.h"
#include "hv/schema.h"
#include "hv/settings_old.h"
#include "hv/settings.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

struct row {
	char *vm;
	char *type;
	struct num start;
	struct wmi_strv notes;
};

static const struct wmi_field row_fields[] = {
	FIELD("VirtualSystemIdentifier", WMI_STR, row, vm),
	FIELD("VirtualSystemType", WMI_STR, row, type),
	FIELD("AutomaticStartupAction", WMI_NUM, row, start),
	FIELD("Notes", WMI_STRV, row, notes),
	{ 0 }
};

void hv_settings_free(struct hv_settings_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->v[i].notes);
	vec_free(l);
}

/* A checkpoint carries the same class: its VirtualSystemType tells (FACTS
 * 5.12), and it becomes a count. */
static int settings_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_settings_list *to = arg;
	struct hv_settings s = { 0 };
	struct row row = { 0 };
	int r = wmi_read(o, row_fields, &row, e);

	if (r == 0 && row.vm && row.type && parse_guid(row.vm, s.vm) == 0) {
		if (!strncmp(row.type, "Microsoft:Hyper-V:Snapshot:", 27)) {
			s.checkpoints = 1;
			vec_push(to, s);
		} else if (!strcmp(row.type,
				   "Microsoft:Hyper-V:System:Realized")) {
			s.autostart = row.start.v ==
				hv_schema_always(&hv_schemas[HV_V2]);
			/* more than the first is never kept (FACTS 5.7) */
			if (row.notes.n)
				s.notes = TAKE(row.notes.v[0]);
			vec_push(to, s);
		}
	}
	wmi_clear(row_fields, &row);
	return r;
}

size_t hv_settings_queries(const struct hv_schema *s,
			   struct hv_settings_list *to, struct str *wql,
			   struct wmi_query *q)
{
	if (s->generation == HV_V1)
		return hv_settings_old_queries(to, wql, q);
	wql_select(wql, "Msvm_VirtualSystemSettingData", row_fields);
	*q = (struct wmi_query){
		.ns = HV_NS, .wql = wql->buf, .row = settings_row, .arg = to,
		.err = ERR_INIT,
	};
	return 1;
}

static int cmp(const void *a, const void *b)
{
	return strcmp(((const struct hv_settings *)a)->vm,
		      ((const struct hv_settings *)b)->vm);
}

void hv_settings_sort(struct hv_settings_list *l)
{
	size_t n = 0;

	if (l->n)
		qsort(l->v, l->n, sizeof *l->v, cmp);
	for (size_t i = 0; i < l->n; i++) {
		struct hv_settings *s = &l->v[i], *to;

		if (!n || strcmp(l->v[n - 1].vm, s->vm)) {
			l->v[n++] = *s;
			continue;
		}
		to = &l->v[n - 1];
		to->checkpoints += s->checkpoints;
		to->autostart |= s->autostart;
		if (to->notes)
			free(s->notes);
		else
			to->notes = s->notes;
	}
	l->n = n;
}

const struct hv_settings *hv_settings_of(const struct hv_settings_list *l,
					 const char *vm)
{
	struct hv_settings key = { 0 };

	if (!l->n || parse_guid(vm, key.vm) < 0)
		return NULL;
	return bsearch(&key, l->v, l->n, sizeof *l->v, cmp);
}
