/* hv/size.c - how much memory and how many processors a VM has */
#include "hv/size.h"

#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/host.h"
#include "hv/service.h"
#include "hv/vm.h"
#include "wmi/method.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

struct row {
	char *id;
	struct num quantity, reservation, limit, dynamic;
};

#define COMMON_FIELDS \
	FIELD("InstanceID", WMI_STR, row, id), \
	FIELD("VirtualQuantity", WMI_NUM, row, quantity), \
	FIELD("Reservation", WMI_NUM, row, reservation), \
	FIELD("Limit", WMI_NUM, row, limit)

static const struct wmi_field cpu_fields[] = { COMMON_FIELDS, { 0 } };
static const struct wmi_field memory_fields[] = {
	COMMON_FIELDS,
	FIELD("DynamicMemoryEnabled", WMI_NUM, row, dynamic),
	{ 0 }
};

static const struct kind {
	const char *class;
	const struct wmi_field *fields;
} kinds[] = {
	[HV_SIZE_CPUS] = { "Msvm_ProcessorSettingData", cpu_fields },
	[HV_SIZE_MEMORY] = { "Msvm_MemorySettingData", memory_fields },
};

void hv_size_clear(struct hv_size *s)
{
	hv_vm_free(s->vm);
	free(s->id);
	*s = (struct hv_size){ 0 };
}

static int size_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_size *s = arg;
	struct row row = { 0 };

	if (s->id)
		return 0;
	if (wmi_read(o, kinds[s->of].fields, &row, e) < 0) {
		wmi_clear(kinds[s->of].fields, &row);
		return -1;
	}
	s->id = row.id;
	s->quantity = row.quantity.v;
	s->dynamic = row.dynamic.v;
	s->min = row.reservation.v;
	s->max = row.limit.v;
	return 0;
}

/* The settings of the VM 'guid', and 'first' with them if there is one. */
static int read_settings(struct hv_host *h, const char *guid,
			 struct wmi_query *first, struct hv_size *s,
			 struct err *e)
{
	AUTO_FREE char *upper = hv_guid_upper(guid);
	AUTO_FREE char *prefix = xasprintf("Microsoft:%s\\", upper);
	AUTO_STR wql = STR_INIT;
	struct wmi_query q[2] = { { .ns = HV_NS, .row = size_row, .arg = s } };
	int r;

	wql_select(&wql, kinds[s->of].class, kinds[s->of].fields);
	wql_where_prefix(&wql, "InstanceID", prefix);
	q[0].wql = wql.buf;
	if (first)
		q[1] = *first;
	r = wmi_query(hv_host_wmi(h), q, first ? 2 : 1, e);
	err_clear(&q[0].err);
	err_clear(&q[1].err);
	return r;
}

static int find_and_read(struct hv_host *h, const char *word,
			 struct hv_size *s, struct err *e)
{
	AUTO_FINDER f;
	struct wmi_query find;
	char guid[GUID_LEN + 1] = "";
	int r;

	hv_finder_init(&f, word, &find);
	if (parse_guid(word, guid) == 0) {
		r = read_settings(h, guid, &find, s, e);
	} else {
		r = wmi_query(hv_host_wmi(h), &find, 1, e);
		err_clear(&find.err);
	}
	if (r < 0)
		return err_wrap(e, "failed to get domain '%s'", word);
	if (hv_finder_pick(&f, &s->vm, e) < 0)
		return -1;
	/* a VM may be named like a GUID that is not its own */
	if (strcmp(s->vm->guid, guid)) {
		free(s->id);
		s->id = NULL;
		return read_settings(h, s->vm->guid, NULL, s, e);
	}
	return 0;
}

int hv_size_read(struct hv_host *h, const char *word, enum hv_size_of of,
		 struct hv_size *ret, struct err *e)
{
	AUTO_SIZE s = { .of = of };

	if (find_and_read(h, word, &s, e) < 0)
		return -1;
	if (!s.id)
		return err_set(e, ERR_PROTOCOL, "the host has no %s of domain "
			       "'%s'", kinds[of].class, s.vm->name);
	*ret = s;
	s = (struct hv_size){ 0 };
	return 0;
}

static void set(struct wmi_instance *to, const char *name, const char *type,
		struct num n)
{
	if (n.set)
		wmi_instance_set_num(to, name, type, n.v);
}

int hv_size_change(struct hv_host *h, const struct hv_size *s,
		   const struct hv_size_change *to,
		   const struct hv_wait *wait, struct err *e)
{
	AUTO_INSTANCE i = WMI_INSTANCE_INIT(kinds[s->of].class);

	wmi_instance_set(&i, "InstanceID", "string", s->id);
	if (to->dynamic.set)
		wmi_instance_set(&i, "DynamicMemoryEnabled", "boolean",
				 to->dynamic.v ? "true" : "false");
	set(&i, "Limit", "uint64", to->max);
	set(&i, "Reservation", "uint64", to->min);
	set(&i, "TargetMemoryBuffer", "uint32", to->buffer);
	set(&i, "VirtualQuantity", "uint64", to->quantity);
	set(&i, "Weight", "uint32", to->weight);
	return hv_service_modify_resource(h, &i, wait, e);
}
