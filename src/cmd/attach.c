/* cmd/attach.c - attach-device */
#include "cmd/cmds.h"
#include "cmd/device.h"
#include "cmd/domain.h"
#include "cmd/input.h"
#include "cmd/vm_names.h"
#include "shell/cmd.h"

static const struct opt opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "file", OPT_ARG, "XML file", complete_file, .required = true },
	AFFECT_OPTS,
	{ 0 }
};

static int run(struct ctx *c, const struct args *a, struct err *e)
{
	return device_from_file(c, a, "attach", "attached", device_attach, e);
}

const struct cmd cmd_attach_device = {
	.name = "attach-device", .group = "domain",
	.summary = "attach device from an XML file",
	.details = "Attach device from an XML <file>.",
	.opts = opts, .flags = CMD_NEEDS_HOST | CMD_WRITES, .run = run,
};
