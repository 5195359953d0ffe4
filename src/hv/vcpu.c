/* hv/vcpu.c - virtual processors */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/vec.h"
#include "hv/first.h"
#include "hv/host.h"
#include "hv/service.h"
#include "hv/vcpu.h"
#include "hv/vm.h"
#include "wmi/method.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

#define PERF "Win32_PerfRawData_HvStats_HyperVHypervisorVirtualProcessor"

struct quantity { struct num n; };

static const struct wmi_field quantity_fields[] = {
	FIELD("VirtualQuantity", WMI_NUM, quantity, n),
	{ 0 }
};

struct settings {
	char *id;
	struct num count, limit, reservation, weight;
};

static const struct wmi_field settings_fields[] = {
	FIELD("InstanceID", WMI_STR, settings, id),
	FIELD("VirtualQuantity", WMI_NUM, settings, count),
	FIELD("Limit", WMI_NUM, settings, limit),
	FIELD("Reservation", WMI_NUM, settings, reservation),
	FIELD("Weight", WMI_NUM, settings, weight),
	{ 0 }
};

struct host_cpus { struct num n; };

static const struct wmi_field host_fields[] = {
	FIELD("NumberOfLogicalProcessors", WMI_NUM, host_cpus, n),
	{ 0 }
};

struct counter {
	char *name;
	struct num run;
};

static const struct wmi_field counter_fields[] = {
	FIELD("Name", WMI_STR, counter, name),
	FIELD("PercentTotalRunTime", WMI_NUM, counter, run),
	{ 0 }
};
struct counters VEC_OF(struct counter);

void hv_vcpus_clear(struct hv_vcpus *v)
{
	hv_vm_free(v->vm);
	free(v->id);
	free(v->time_ns);
	*v = (struct hv_vcpus){ 0 };
}

/* The settings that any VM may have at most are instances like those of a VM,
 * with an InstanceID Microsoft:Definition\GUID\Maximum. */
static void max_query(struct hv_first *to, struct str *wql,
		      struct wmi_query *q)
{
	wql_select(wql, "Msvm_ProcessorSettingData", quantity_fields);
	str_add(wql, " WHERE InstanceID LIKE 'Microsoft:Definition%Maximum'");
	*q = (struct wmi_query){ HV_NS, wql->buf, hv_first_row, to, ERR_INIT };
}

static int take_max(const struct hv_first *first, const struct quantity *max,
		    uint64_t *ret, struct err *e)
{
	if (!first->n || !max->n.set)
		return err_set(e, ERR_FAILED, "the host does not tell how many "
			       "virtual CPUs a domain may have");
	*ret = max->n.v;
	return 0;
}

int hv_vcpu_max(struct hv_host *h, uint64_t *ret, struct err *e)
{
	AUTO_STR wql = STR_INIT;
	struct quantity max = { 0 };
	struct hv_first first = { quantity_fields, &max, 0 };
	struct wmi_query q;
	int r;

	max_query(&first, &wql, &q);
	r = wmi_query(hv_host_wmi(h), &q, 1, e);
	err_clear(&q.err);
	return r < 0 ? -1 : take_max(&first, &max, ret, e);
}

static void settings_query(const struct hv_vm *vm, struct hv_first *to,
			   struct str *wql, struct wmi_query *q)
{
	AUTO_FREE char *upper = hv_guid_upper(vm->guid);
	AUTO_FREE char *id = xasprintf("Microsoft:%s", upper);

	wql_select(wql, "Msvm_ProcessorSettingData", settings_fields);
	wql_where_prefix(wql, "InstanceID", id);
	*q = (struct wmi_query){ HV_NS, wql->buf, hv_first_row, to, ERR_INIT };
}

static int counter_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct counters *to = arg;

	return wmi_read(o, counter_fields, vec_new(to), e);
}

int hv_vcpu_of_counter(const char *counter, const char *name)
{
	static const char middle[] = ":Hv VP ";
	size_t len = strlen(name);
	uint64_t n;

	if (strncmp(counter, name, len) ||
	    strncmp(counter + len, middle, sizeof middle - 1) ||
	    parse_u64(counter + len + sizeof middle - 1, 4095, &n) < 0)
		return -1;
	return (int)n;
}

/* Counters are named by the VM's name: of two VMs with one name it cannot be
 * told whose they are. They count 100 ns. */
static void set_times(struct hv_vcpus *v, const struct counters *l)
{
	AUTO_FREE unsigned *seen = xcalloc(v->count + 1, sizeof *seen);

	v->time_ns = xcalloc(v->count + 1, sizeof *v->time_ns);
	for (size_t i = 0; i < l->n; i++) {
		const struct counter *c = &l->v[i];
		int n = c->name ? hv_vcpu_of_counter(c->name, v->vm->name) : -1;

		if (n < 0 || (uint64_t)n >= v->count)
			continue;
		v->time_ns[n] = (struct num){ c->run.v * 100,
					      c->run.set && !seen[n]++ };
	}
}

static int take_settings(struct hv_vcpus *v, struct settings *s,
			 const struct hv_first *first, struct err *e)
{
	if (!first->n)
		return err_set(e, ERR_NOT_FOUND, "the host tells no processors "
			       "of '%s'", v->vm->name);
	v->id = TAKE(s->id);
	/* a bound on what a host may make us print */
	v->count = s->count.v < 4096 ? s->count.v : 4096;
	v->limit = s->limit.v;
	v->reservation = s->reservation.v;
	v->weight = s->weight.v;
	return 0;
}

/* What the second round trip brings. */
struct answers {
	struct settings settings;
	struct quantity max;
	uint64_t most;
	struct host_cpus host;
	struct counters counters;
};

static void answers_clear(struct answers *a)
{
	wmi_clear(settings_fields, &a->settings);
	for (size_t i = 0; i < a->counters.n; i++)
		wmi_clear(counter_fields, &a->counters.v[i]);
	vec_free(&a->counters);
}

static int ask(struct hv_host *h, const struct hv_vm *vm, unsigned want,
	       struct answers *to, struct hv_first *settings, struct err *e)
{
	AUTO_STR wql = STR_INIT;
	AUTO_STR max_wql = STR_INIT;
	AUTO_STR host_wql = STR_INIT;
	AUTO_STR counter_wql = STR_INIT;
	struct hv_first max = { quantity_fields, &to->max, 0 };
	struct hv_first host = { host_fields, &to->host, 0 };
	AUTO_FREE char *prefix = xasprintf("%s:Hv VP ", vm->name);
	struct wmi_query q[4];
	size_t n = 0;
	int r;

	settings_query(vm, settings, &wql, &q[n++]);
	if (want & HV_VCPUS_MAX)
		max_query(&max, &max_wql, &q[n++]);
	if (want & HV_VCPUS_TIMES) {
		wql_select(&host_wql, "Win32_ComputerSystem", host_fields);
		q[n++] = (struct wmi_query){ HV_CIMV2, host_wql.buf,
					     hv_first_row, &host, ERR_INIT };
		wql_select(&counter_wql, PERF, counter_fields);
		wql_where_prefix(&counter_wql, "Name", prefix);
		q[n++] = (struct wmi_query){ HV_CIMV2, counter_wql.buf,
					     counter_row, &to->counters,
					     ERR_INIT };
	}
	r = wmi_query(hv_host_wmi(h), q, n, e);
	while (n--)
		err_clear(&q[n].err);
	if (r == 0 && want & HV_VCPUS_MAX)
		r = take_max(&max, &to->max, &to->most, e);
	return r;
}

int hv_vcpus_read(struct hv_host *h, const char *word, unsigned want,
		  struct hv_vcpus *ret, struct err *e)
{
	AUTO_VCPUS v = { 0 };
	struct answers a = { .counters = VEC_INIT };
	struct hv_first first = { settings_fields, &a.settings, 0 };
	int r;

	if (hv_vm_find(h, word, &v.vm, e) < 0)
		return -1;
	r = ask(h, v.vm, want, &a, &first, e);
	if (r == 0)
		r = take_settings(&v, &a.settings, &first, e);
	if (r == 0) {
		v.max = a.most;
		/* bounds on what a host may make us print */
		v.host_cpus = a.host.n.v < 65536 ? a.host.n.v : 65536;
		if (want & HV_VCPUS_TIMES)
			set_times(&v, &a.counters);
		*ret = v;
		v = (struct hv_vcpus){ 0 };
	}
	answers_clear(&a);
	return r;
}

int hv_vcpu_set_shares(struct hv_host *h, const char *id,
		       const struct hv_shares *s, const struct hv_wait *wait,
		       struct err *e)
{
	AUTO_INSTANCE settings =
		WMI_INSTANCE_INIT("Msvm_ProcessorSettingData");

	wmi_instance_set(&settings, "InstanceID", "string", id);
	if (s->limit.set)
		wmi_instance_set_num(&settings, "Limit", "uint64", s->limit.v);
	if (s->reservation.set)
		wmi_instance_set_num(&settings, "Reservation", "uint64",
				     s->reservation.v);
	if (s->weight.set)
		wmi_instance_set_num(&settings, "Weight", "uint32",
				     s->weight.v);
	return hv_service_modify_resource(h, &settings, wait, e);
}
