/* cmd/host_xml.c - sysinfo, capabilities */
#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "domxml/host.h"
#include "hv/host_stats.h"
#include "shell/out.h"

static int sysinfo_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_MACHINE m = { 0 };
	AUTO_STR text = STR_INIT;
	struct hv_host *h = ctx_host(c, e);

	(void)a;
	if (!h || hv_machine_read(h, &m, e) < 0)
		return -1;
	domxml_write_sysinfo(&m, &text);
	out_raw(c->out, text.buf);
	return 0;
}

const struct cmd cmd_sysinfo = {
	.name = "sysinfo", .group = "host",
	.summary = "print the hypervisor sysinfo",
	.details = "output an XML string for the hypervisor sysinfo: what the "
		   "host's firmware tells of the machine",
	.flags = CMD_ANY_HOST, .run = sysinfo_run,
};

static int capabilities_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_FREE char *uuid = NULL;
	AUTO_STR text = STR_INIT;
	struct num arch = { 0 };
	struct hv_host *h = ctx_host(c, e);

	(void)a;
	if (!h || hv_machine_identity(h, &uuid, &arch, e) < 0)
		return -1;
	domxml_write_capabilities(uuid, arch, &text);
	/* virsh prints one line feed more here than elsewhere */
	if (out_format(c->out) == OUT_TEXT)
		str_addc(&text, '\n');
	out_raw(c->out, text.buf);
	return 0;
}

const struct cmd cmd_capabilities = {
	.name = "capabilities", .group = "host", .summary = "capabilities",
	.details = "Returns capabilities of hypervisor/driver.",
	.flags = CMD_ANY_HOST, .run = capabilities_run,
};
