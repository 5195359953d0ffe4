/* hv/node.c - the host's processors and memory */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/parse.h"
#include "base/str.h"
#include "hv/first.h"
#include "hv/host.h"
#include "hv/node.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

struct cpu {
	char *name;
	struct num mhz;
	struct num cores;
	struct num logical;
};

static const struct wmi_field cpu_fields[] = {
	FIELD("Name", WMI_STR, cpu, name),
	FIELD("MaxClockSpeed", WMI_NUM, cpu, mhz),
	FIELD("NumberOfCores", WMI_NUM, cpu, cores),
	FIELD("NumberOfLogicalProcessors", WMI_NUM, cpu, logical),
	{ 0 }
};

struct memory {
	struct num bytes;
};

static const struct wmi_field memory_fields[] = {
	FIELD("TotalPhysicalMemory", WMI_NUM, memory, bytes),
	{ 0 }
};

struct numa {
	char *id;
};

static const struct wmi_field numa_fields[] = {
	FIELD("NodeID", WMI_STR, numa, id),
	{ 0 }
};

void hv_node_clean_model(char *name)
{
	static const char *const marks[] = { "(R)", "(TM)", "(C)" };
	char *to = name, *from = name;

	while (*from) {
		size_t skip = 0;

		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
			if (!strncmp(from, marks[i], strlen(marks[i])))
				skip = strlen(marks[i]);
		if (*from == ' ' && (to == name || to[-1] == ' '))
			skip = 1;
		if (*from == '@' && to > name && to[-1] == ' ')
			break;
		if (!skip)
			*to++ = *from;
		from += skip ? skip : 1;
	}
	while (to > name && to[-1] == ' ')
		to--;
	*to = '\0';
}

/* One processor package. Server 2003 knows neither cores nor threads and has
 * one instance for each logical processor. */
static int cpu_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_node *n = arg;
	struct cpu cpu = { 0 };
	int r = wmi_read(o, cpu_fields, &cpu, e);

	if (r == 0) {
		uint64_t logical = cpu.logical.set && cpu.logical.v ?
			cpu.logical.v : 1;
		uint64_t cores = cpu.cores.set && cpu.cores.v ?
			cpu.cores.v : logical;

		n->cpus += logical;
		if (!n->sockets++) {
			n->model = TAKE(cpu.name);
			n->mhz = cpu.mhz.v;
			n->cores = cores;
			n->threads = logical > cores ? logical / cores : 1;
		}
	}
	wmi_clear(cpu_fields, &cpu);
	return r;
}

/*
 * The host could not say what was asked, as one does that is older than the
 * property or the class; a connection that failed is another matter.
 */
static bool unknown_to_host(const struct err *err)
{
	return err->kind == ERR_FAILED || err->kind == ERR_NOT_FOUND;
}

/* Server 2003's Win32_Processor lacks two of the properties, and a SELECT
 * that names a property which is not there is refused as a whole. */
static int cpus_again(struct hv_host *h, struct hv_node *n, struct err *e)
{
	struct wmi_query q = {
		.ns = HV_CIMV2, .wql = "SELECT * FROM Win32_Processor",
		.row = cpu_row, .arg = n, .err = ERR_INIT,
	};
	int r;

	err_clear(e);
	r = wmi_query(hv_host_wmi(h), &q, 1, e);
	err_clear(&q.err);
	return r;
}

static int ask(struct hv_host *h, struct hv_node *n, struct memory *memory,
	       struct hv_first *numa, struct err *e)
{
	struct hv_first mem = { memory_fields, memory, 0 };
	AUTO_STR cpu_wql = STR_INIT;
	AUTO_STR mem_wql = STR_INIT;
	AUTO_STR numa_wql = STR_INIT;
	int r = 0;

	wql_select(&cpu_wql, "Win32_Processor", cpu_fields);
	wql_select(&mem_wql, "Win32_ComputerSystem", memory_fields);
	wql_select(&numa_wql, "Msvm_NumaNode", numa_fields);
	struct wmi_query q[] = {
		{ HV_CIMV2, cpu_wql.buf, cpu_row, n, ERR_INIT },
		{ HV_CIMV2, mem_wql.buf, hv_first_row, &mem, ERR_INIT },
		{ HV_NS, numa_wql.buf, hv_first_row, numa, ERR_INIT },
	};

	if (wmi_query(hv_host_wmi(h), q, 3, e) < 0) {
		/* a host without the v2 namespace tells no NUMA nodes */
		if (q[1].err.kind || (q[2].err.kind &&
				      !unknown_to_host(&q[2].err)))
			r = -1;
		else if (q[0].err.kind)
			r = unknown_to_host(&q[0].err) ?
				cpus_again(h, n, e) : -1;
	}
	if (r == 0)
		err_clear(e);
	for (size_t i = 0; i < 3; i++)
		err_clear(&q[i].err);
	return r;
}

int hv_node_read(struct hv_host *h, struct hv_node *ret, struct err *e)
{
	AUTO_NODE n = { 0 };
	struct memory memory = { 0 };
	struct numa numa = { 0 };
	struct hv_first cells = { numa_fields, &numa, 0 };
	int r = ask(h, &n, &memory, &cells, e);

	wmi_clear(numa_fields, &numa);
	if (r < 0)
		return -1;
	if (!n.sockets)
		return err_set(e, ERR_PROTOCOL,
			       "the host does not tell its processors");
	hv_node_clean_model(n.model ? n.model : (n.model = xstrdup("")));
	n.memory_kib = memory.bytes.v / 1024;
	/* sockets are counted per cell only where they divide evenly */
	n.cells = cells.n && n.sockets % cells.n == 0 ? cells.n : 1;
	n.sockets /= n.cells;
	*ret = n;
	n.model = NULL;
	return 0;
}

void hv_node_clear(struct hv_node *n)
{
	free(n->model);
	n->model = NULL;
}
