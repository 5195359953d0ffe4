/* cmd/attach.c - attach-device */
#include "base/err.h"
#include "base/mem.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/device.h"
#include "cmd/domain.h"
#include "cmd/input.h"
#include "cmd/vm_names.h"
#include "shell/args.h"
#include "shell/out.h"

static const struct opt opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "file", OPT_ARG, "XML file", complete_file, .required = true },
	AFFECT_OPTS,
	{ 0 }
};

static int run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *file = args_str(a, "file");
	AUTO_FREE char *text = NULL;
	size_t len = 0;

	if (device_check_affect(a, e) < 0)
		return -1;
	if (input_xml(file, &text, &len, e) < 0 ||
	    device_attach(c, a, text, len, file, e) < 0)
		return err_wrap(e, "Failed to attach device from %s", file);
	out_done(c->out, "Device attached successfully");
	return 0;
}

const struct cmd cmd_attach_device = {
	.name = "attach-device", .group = "domain",
	.summary = "attach device from an XML file",
	.details = "Attach device from an XML <file>.",
	.opts = opts, .flags = CMD_NEEDS_HOST | CMD_WRITES, .run = run,
};
