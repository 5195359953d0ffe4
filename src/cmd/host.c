/* cmd/host.c - version, hostname, nodeinfo */
#include <inttypes.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/version.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/refused.h"
#include "hv/host.h"
#include "hv/node.h"
#include "hv/version.h"
#include "shell/cmd.h"
#include "shell/out.h"

/* virsh does not align these. */
static void version_text(struct out *o, const char *hypervisor,
			 const struct hv_version *v)
{
	AUTO_STR text = STR_INIT;

	str_addf(&text, "Compiled against library: hvsh " HVSH_VERSION "\n"
		 "Using library: hvsh " HVSH_VERSION "\n"
		 "Using API: Hyper-V " HVSH_VERSION "\n"
		 "Running hypervisor: Hyper-V %s\n", hypervisor);
	if (v->windows && *v->windows)
		str_addf(&text, "Windows: %s (%s)\n", v->windows, v->kernel);
	else
		str_addf(&text, "Windows: %s\n", v->kernel);
	out_raw(o, text.buf);
}

static int version_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_VERSION v = { 0 };
	AUTO_STR hypervisor = STR_INIT;
	struct hv_host *h = ctx_host(c, e);

	(void)a;
	if (!h)
		return -1;
	if (hv_version_read(h, &v, e) < 0)
		return err_wrap(e, "failed to get the hypervisor version");
	hv_version_text(v.packed, &hypervisor);
	if (out_format(c->out) == OUT_TEXT) {
		version_text(c->out, hypervisor.buf, &v);
		return 0;
	}
	out_field(c->out, "hvsh", "hvsh", out_str(HVSH_VERSION));
	out_field(c->out, "hypervisor", "Hyper-V", out_str(hypervisor.buf));
	out_field(c->out, "hypervisor_packed", "packed", out_num(v.packed));
	out_field(c->out, "windows", "Windows", out_str(v.windows));
	out_field(c->out, "kernel", "Kernel", out_str(v.kernel));
	out_end(c->out);
	return 0;
}

const struct cmd cmd_version = {
	.name = "version", .group = "host", .summary = "show version",
	.details = "Shows hvsh's version, Hyper-V's in libvirt's notation, "
		   "and the Windows that the host runs.",
	.refused = refused_version, .flags = CMD_ANY_HOST, .run = version_run,
};

static int hostname_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_FREE char *name = NULL;
	struct hv_host *h = ctx_host(c, e);

	(void)a;
	if (!h)
		return -1;
	if (hv_host_name(h, &name, e) < 0)
		return err_wrap(e, "failed to get hostname");
	out_value(c->out, "hostname", out_str(name));
	return 0;
}

const struct cmd cmd_hostname = {
	.name = "hostname", .group = "host",
	.summary = "print the hypervisor hostname",
	.flags = CMD_ANY_HOST, .run = hostname_run,
};

static int nodeinfo_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_NODE n = { 0 };
	struct hv_host *h = ctx_host(c, e);

	(void)a;
	if (!h)
		return -1;
	if (hv_node_read(h, &n, e) < 0)
		return err_wrap(e, "failed to get node information");
	AUTO_FREE char *mhz = xasprintf("%" PRIu64 " MHz", n.mhz);
	AUTO_FREE char *memory = xasprintf("%" PRIu64 " KiB", n.memory_kib);

	out_field(c->out, "cpu_model", "CPU model", out_str(n.model));
	out_field(c->out, "cpus", "CPU(s)", out_num(n.cpus));
	out_field(c->out, "cpu_mhz", "CPU frequency", out_num_as(n.mhz, mhz));
	out_field(c->out, "sockets", "CPU socket(s)", out_num(n.sockets));
	out_field(c->out, "cores", "Core(s) per socket", out_num(n.cores));
	out_field(c->out, "threads", "Thread(s) per core", out_num(n.threads));
	out_field(c->out, "numa_cells", "NUMA cell(s)", out_num(n.cells));
	out_field(c->out, "memory_kib", "Memory size",
		  out_num_as(n.memory_kib, memory));
	out_end(c->out);
	return 0;
}

const struct cmd cmd_nodeinfo = {
	.name = "nodeinfo", .group = "host", .summary = "node information",
	.details = "Returns basic information about the node: its processors, "
		   "NUMA nodes and memory.",
	.flags = CMD_ANY_HOST, .run = nodeinfo_run,
};
