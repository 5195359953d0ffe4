/* hv/host_stats.c - the host's memory and load */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/first.h"
#include "hv/host.h"
#include "hv/host_stats.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

/* --- memory --- */

static const struct wmi_field memory_fields[] = {
	FIELD("TotalVisibleMemorySize", WMI_NUM, hv_memory, total_kib),
	FIELD("FreePhysicalMemory", WMI_NUM, hv_memory, free_kib),
	{ 0 }
};

struct node { char *id; struct num blocks; };

static const struct wmi_field node_fields[] = {
	FIELD("NodeID", WMI_STR, node, id),
	FIELD("CurrentlyConsumableMemoryBlocks", WMI_NUM, node, blocks),
	{ 0 }
};

void hv_memory_clear(struct hv_memory *m)
{
	vec_free(&m->cells);
}

/* NodeID is Microsoft:PhysicalNode\0; a block is 1 MiB. */
static int node_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_memory *m = arg;
	struct node n = { 0 };
	int r = wmi_read(o, node_fields, &n, e);
	const char *tail = n.id ? strrchr(n.id, '\\') : NULL;
	uint64_t number;

	if (r == 0 && tail && parse_u64(tail + 1, UINT32_MAX, &number) == 0)
		vec_push(&m->cells,
			 ((struct hv_cell){ number, n.blocks.v * 1024 }));
	wmi_clear(node_fields, &n);
	return r;
}

static int by_number(const void *a, const void *b)
{
	const struct hv_cell *x = a, *y = b;

	return x->number < y->number ? -1 : x->number > y->number;
}

int hv_memory_read(struct hv_host *h, struct hv_memory *ret, struct err *e)
{
	AUTO_MEMORY m = { .cells = VEC_INIT };
	AUTO_STR os_wql = STR_INIT;
	AUTO_STR node_wql = STR_INIT;
	struct hv_first os = { memory_fields, &m, 0 };
	int r;

	wql_select(&os_wql, "Win32_OperatingSystem", memory_fields);
	wql_select(&node_wql, "Msvm_NumaNode", node_fields);
	struct wmi_query q[] = {
		{ HV_CIMV2, os_wql.buf, hv_first_row, &os, ERR_INIT },
		{ HV_NS, node_wql.buf, node_row, &m, ERR_INIT },
	};

	r = wmi_query(hv_host_wmi(h), q, 2, e);
	err_clear(&q[0].err);
	err_clear(&q[1].err);
	if (r < 0)
		return -1;
	if (m.cells.n)
		qsort(m.cells.v, m.cells.n, sizeof *m.cells.v, by_number);
	*ret = m;
	m = (struct hv_memory){ .cells = VEC_INIT };
	return 0;
}

const struct hv_cell *hv_memory_cell(const struct hv_memory *m,
				     uint64_t number)
{
	for (size_t i = 0; i < m->cells.n; i++)
		if (m->cells.v[i].number == number)
			return &m->cells.v[i];
	return NULL;
}

/* --- processors --- */

/*
 * The hypervisor's own counters, in 100 ns: those of Windows see only what
 * the root partition itself runs.
 */
#define LP "Win32_PerfRawData_HvStats_HyperVHypervisorLogicalProcessor"

struct lp { struct num guest, hypervisor, idle; };

static const struct wmi_field lp_fields[] = {
	FIELD("PercentGuestRunTime", WMI_NUM, lp, guest),
	FIELD("PercentHypervisorRunTime", WMI_NUM, lp, hypervisor),
	FIELD("PercentIdleTime", WMI_NUM, lp, idle),
	{ 0 }
};

struct lp_sum { struct hv_cpu_time time; size_t n; };

static int lp_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct lp_sum *sum = arg;
	struct lp lp = { 0 };

	if (wmi_read(o, lp_fields, &lp, e) < 0)
		return -1;
	sum->time.guest_ns += lp.guest.v * 100;
	sum->time.hypervisor_ns += lp.hypervisor.v * 100;
	sum->time.idle_ns += lp.idle.v * 100;
	sum->n++;
	return 0;
}

/* Instances are "Hv LP 0" and so on, and one "_Total". */
int hv_cpu_time_read(struct hv_host *h, const uint64_t *cpu,
		     struct hv_cpu_time *ret, struct err *e)
{
	AUTO_FREE char *name = cpu ? xasprintf("Hv LP %llu",
					       (unsigned long long)*cpu) : NULL;
	AUTO_STR wql = STR_INIT;
	struct lp_sum sum = { 0 };
	struct wmi_query q;
	int r;

	wql_select(&wql, LP, lp_fields);
	if (name)
		wql_where(&wql, "Name", "=", name);
	else
		wql_where_prefix(&wql, "Name", "Hv LP ");
	q = (struct wmi_query){ HV_CIMV2, wql.buf, lp_row, &sum, ERR_INIT };
	r = wmi_query(hv_host_wmi(h), &q, 1, e);
	err_clear(&q.err);
	if (r < 0)
		return -1;
	if (!sum.n && cpu)
		return err_set(e, ERR_NOT_FOUND, "there is no processor %llu",
			       (unsigned long long)*cpu);
	if (!sum.n)
		return err_set(e, ERR_FAILED, "the host tells nothing of its "
			       "processors' time");
	*ret = sum.time;
	return 0;
}
