#include "sim/host.h"

#include <stdarg.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "sim/change.h"
#include "sim/host_priv.h"
#include "sim/integration.h"
#include "sim/jobs.h"
#include "sim/os.h"
#include "sim/schema.h"
#include "sim/snapshot.h"
#include "sim/v1.h"
#include "sim/vm.h"

/* 2024-05-14T09:30:00Z: the host's date at its first tick. */
#define FIRST_DATE (INT64_C(1715679000) * 1000000)

struct sim_instance *sim_make(struct sim_host *h, const char *ns,
			      const char *cls)
{
	struct sim_class *c = sim_class_find(h->store, ns, cls);

	return c ? sim_instance_new(c) : NULL;
}

struct sim_instance *sim_put(struct sim_host *h, struct sim_instance *i)
{
	if (i && sim_store_add(h->store, i) < 0)
		return sim_instance_drop(i);
	return i;
}

static void fill_one(struct sim_instance *i, int p, const char *text)
{
	const struct sim_prop *prop = &i->cls->props.v[p];
	struct sim_value v;

	if (sim_value_parse(prop->type, text, &v) < 0)
		return;
	if (!prop->array) {
		sim_value_clear(&i->v[p]);
		i->v[p] = v;
		return;
	}
	if (i->v[p].kind != SIM_V_ARRAY)
		i->v[p] = sim_array();
	sim_array_add(&i->v[p], v);
}

void sim_fill(struct sim_instance *i, const char *lines)
{
	AUTO_STR name = STR_INIT, value = STR_INIT;

	while (i && *lines) {
		size_t n = strcspn(lines, "="), m = strcspn(lines, "\n");
		int p;

		str_clear(&name);
		str_clear(&value);
		str_addn(&name, lines, n);
		str_addn(&value, lines + n + 1, m - n - 1);
		lines += m + (lines[m] == '\n');
		p = sim_prop_index(i->cls, name.buf);
		if (p >= 0)
			fill_one(i, p, value.buf);
	}
}

struct sim_value sim_ref_to(const struct sim_instance *i)
{
	return sim_reference(sim_instance_ref(i));
}

void sim_relate(struct sim_host *h, const char *cls, const char *role_a,
		const struct sim_instance *a, const char *role_b,
		const struct sim_instance *b)
{
	struct sim_instance *i;

	if (!a || !b)
		return;
	i = sim_make(h, SIM_NS_VIRT, cls);
	if (!i)
		return;
	sim_set(i, role_a, sim_ref_to(a));
	sim_set(i, role_b, sim_ref_to(b));
	sim_put(h, i);
}

struct related VEC_OF(struct sim_instance *);

static int note(struct sim_instance *who, int prop, void *arg)
{
	(void)prop;
	/* Held: one that names it twice is met twice. */
	vec_push((struct related *)arg, sim_instance_hold(who));
	return 0;
}

void sim_remove_related(struct sim_host *h, struct sim_instance *i)
{
	struct related r = VEC_INIT;

	sim_referrers(h->store, i, note, &r);
	for (size_t k = 0; k < r.n; k++) {
		if (r.v[k]->cls->association)
			sim_store_remove(h->store, r.v[k]);
		sim_instance_drop(r.v[k]);
	}
	vec_free(&r);
	sim_store_remove(h->store, i);
}

struct sim_value sim_numbers(size_t n, ...)
{
	struct sim_value a = sim_array();
	va_list ap;

	va_start(ap, n);
	while (n--)
		sim_array_add(&a, sim_uint(va_arg(ap, unsigned)));
	va_end(ap);
	return a;
}

static uint64_t mix(uint64_t x)
{
	x += UINT64_C(0x9E3779B97F4A7C15);
	x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
	return x ^ (x >> 31);
}

char *sim_guid(uint64_t seed)
{
	uint64_t a = mix(seed), b = mix(a);

	return xasprintf("%08X-%04X-4%03X-%04X-%012llX", (unsigned)(a >> 32),
			 (unsigned)(a >> 16) & 0xFFFF, (unsigned)a & 0xFFF,
			 ((unsigned)(b >> 48) & 0x3FFF) | 0x8000,
			 (unsigned long long)(b & UINT64_C(0xFFFFFFFFFFFF)));
}

char *sim_new_guid(struct sim_host *h)
{
	/* Apart from the seeds of the first VMs and of jobs. A host that was
	 * loaded may have it already. */
	for (;;) {
		char *guid = sim_guid(++h->part_guids + (UINT64_C(1) << 41));

		if (!sim_vm_find(h, guid))
			return guid;
		free(guid);
	}
}

int sim_host_new(const struct sim_host_opts *o, struct sim_host **ret,
		 struct err *e)
{
	struct sim_host *h = xcalloc(1, sizeof *h);

	h->store = sim_store_new(o->hostname ? o->hostname : "HVSIM");
	h->loader.store = h->store;
	h->os = o->os;
	h->japanese = o->lang && !strncasecmp(o->lang, "ja", 2);
	h->bulk = o->counted;
	h->job_ms = o->job_ms;
	h->guest_ms = o->guest_ms;
	h->clock_us = FIRST_DATE;
	h->next_pid = 2000;
	if (sim_schema_builtin(h->store, o->os, false, e) < 0 ||
	    sim_v1_init(h, e) < 0) {
		sim_host_free(h);
		return -1;
	}
	sim_make_services(h);
	if (!o->empty) {
		sim_make_machine(h);
		if (o->counted) {
			sim_make_many_vms(h, o->vms);
		} else {
			sim_make_default_vms(h);
			sim_make_snapshots(h);
		}
	}
	sim_guest_nets(h);
	*ret = h;
	return 0;
}

static void task_clear(struct sim_task *t)
{
	free(t->job);
	free(t->object);
	free(t->data);
}

struct sim_host *sim_host_free(struct sim_host *h)
{
	if (!h)
		return NULL;
	for (size_t i = 0; i < h->tasks.n; i++)
		task_clear(&h->tasks.v[i]);
	vec_free(&h->tasks);
	sim_loader_clear(&h->loader);
	sim_store_free(h->store);
	sim_store_free(h->v1);
	free(h->fail_text);
	free(h);
	return NULL;
}

struct sim_store *sim_host_store(struct sim_host *h)
{
	return h->store;
}

struct sim_store *sim_host_ns(struct sim_host *h, const char *ns)
{
	bool v1 = h->v1 && sim_has_namespace(h->v1, ns);

	if (v1)
		sim_v1_refresh(h);
	/* such a host knows no v2: its store is there for the view alone */
	if (h->os < SIM_OS_2012 && !sim_same_namespace(ns, SIM_NS_CIMV2))
		return h->v1;
	return v1 ? h->v1 : h->store;
}

enum sim_os sim_host_os(const struct sim_host *h)
{
	return h->os;
}

int64_t sim_clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* --- tasks --- */

struct sim_task *sim_task_add(struct sim_host *h,
			      const struct sim_task_kind *kind, int64_t delay_ms,
			      const char *job, const char *object)
{
	struct sim_task *t = vec_new(&h->tasks);

	t->kind = kind;
	t->begin_ms = h->now_ms;
	t->due_ms = h->now_ms + delay_ms;
	t->job = xstrdup(job);
	t->object = xstrdup(object);
	return t;
}

bool sim_task_pending(const struct sim_host *h, const char *object)
{
	for (size_t i = 0; i < h->tasks.n; i++) {
		if (h->tasks.v[i].object &&
		    !strcasecmp(h->tasks.v[i].object, object))
			return true;
	}
	return false;
}

const struct sim_task_kind *sim_task_kind_find(const char *name)
{
	static const struct sim_task_kind *const kinds[] = {
		&sim_task_job_gone, &sim_task_vm_state, &sim_task_guest,
		&sim_task_change,
		&sim_task_snapshot_create, &sim_task_snapshot_apply,
		&sim_task_snapshot_destroy, &sim_task_snapshot_clear,
		&sim_task_snapshot_merge, &sim_task_guest_copy,
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!strcmp(kinds[i]->name, name))
			return kinds[i];
	}
	return NULL;
}

/* The earliest that is due, out of the list; false: none. */
static bool take_due(struct sim_host *h, struct sim_task *ret)
{
	size_t best = h->tasks.n;

	for (size_t i = 0; i < h->tasks.n; i++) {
		if (h->tasks.v[i].due_ms <= h->now_ms &&
		    (best == h->tasks.n ||
		     h->tasks.v[i].due_ms < h->tasks.v[best].due_ms))
			best = i;
	}
	if (best == h->tasks.n)
		return false;
	*ret = h->tasks.v[best];
	memmove(&h->tasks.v[best], &h->tasks.v[best + 1],
		(--h->tasks.n - best) * sizeof *h->tasks.v);
	return true;
}

void sim_tick(struct sim_host *h, int64_t now_ms)
{
	struct sim_task t;
	int64_t passed;

	if (!h->ticked) {
		/* Tasks of before the first tick count from here. */
		for (size_t i = 0; i < h->tasks.n; i++) {
			h->tasks.v[i].begin_ms += now_ms - h->now_ms;
			h->tasks.v[i].due_ms += now_ms - h->now_ms;
		}
		h->ticked = true;
		h->now_ms = now_ms;
	}
	if (now_ms < h->now_ms)
		now_ms = h->now_ms;
	passed = now_ms - h->now_ms;
	h->now_ms = now_ms;
	h->clock_us += passed * 1000;
	sim_vms_age(h, passed);
	sim_vp_counters_age(h, passed);
	sim_os_clock(h);
	while (take_due(h, &t)) {
		t.kind->run(h, &t);
		task_clear(&t);
	}
	sim_jobs_progress(h);
	sim_guest_nets(h);
}

void sim_host_fail_jobs(struct sim_host *h, unsigned after, unsigned n,
			uint16_t code, const char *text)
{
	free(h->fail_text);
	h->fail_text = xstrdup(text);
	h->fail_after = after;
	h->fail_jobs = n;
	h->fail_code = code;
}

/* --- loading --- */

int sim_host_load(struct sim_host *h, const char *path, struct err *e)
{
	return sim_load_path(&h->loader, path, e);
}

/* Who the loaded instances say that the host is. */
static const char *loaded_name(const struct sim_host *h)
{
	static const char *const where[][3] = {
		{ SIM_NS_CIMV2, "Win32_OperatingSystem", "CSName" },
		{ SIM_NS_CIMV2, "Win32_ComputerSystem", "Name" },
		{ SIM_NS_VIRT, "Msvm_VirtualSystemManagementService", "SystemName" },
	};

	for (size_t i = 0; i < sizeof where / sizeof *where; i++) {
		struct sim_class *c = sim_class_find(h->store, where[i][0],
						     where[i][1]);
		bool seen = false;

		for (size_t k = 0; k < h->loader.seen.n; k++)
			seen |= h->loader.seen.v[k] == c;
		if (seen && c->first && *sim_get_str(c->first, where[i][2]))
			return sim_get_str(c->first, where[i][2]);
	}
	return NULL;
}

void sim_host_loaded(struct sim_host *h)
{
	const char *name = loaded_name(h);

	if (name)
		sim_rename_host(h, name);
	sim_vms_adopt(h);
}
