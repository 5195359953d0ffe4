/* cmd/device_list.c - domblklist, ttyconsole */
#include "base/err.h"
#include "base/mem.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/vm_names.h"
#include "domxml/target.h"
#include "hv/config.h"
#include "shell/args.h"
#include "shell/out.h"

/* --- domblklist --- */

static const struct opt blklist_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "inactive", OPT_FLAG,
	  "get inactive rather than running configuration: it is the same" },
	{ "details", OPT_FLAG,
	  "additionally display the type and device value" },
	{ 0 }
};

static const char *device_word(const struct hv_drive *d)
{
	return d->kind == HV_DRIVE_DVD ? "cdrom" :
		d->kind == HV_DRIVE_FLOPPY ? "floppy" : "disk";
}

static void print_drives(struct out *o, const struct hv_config *config,
			 bool details)
{
	static const struct out_col full[] = {
		{ "type", "Type" }, { "device", "Device" },
		{ "target", "Target" }, { "source", "Source" }, { 0 }
	};

	out_list(o, details ? full : full + 2);
	for (size_t i = 0; i < config->drives.n; i++) {
		const struct hv_drive *d = &config->drives.v[i];
		AUTO_FREE char *target = domxml_target(d->bus, d->controller,
						       d->slot);

		if (details) {
			out_cell(o, out_str(d->kind == HV_DRIVE_PHYSICAL ?
					    "block" : "file"));
			out_cell(o, out_str(device_word(d)));
		}
		out_cell(o, out_str(target));
		out_cell(o, d->image ? out_str(d->image) : out_null("-"));
	}
	out_end(o);
}

static int blklist_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_CONFIG *config = NULL;

	if (domain_config(c, a, &config, e) < 0)
		return -1;
	print_drives(c->out, config, args_flag(a, "details"));
	return 0;
}

const struct cmd cmd_domblklist = {
	.name = "domblklist", .group = "monitor",
	.summary = "list all domain blocks",
	.details = "Get the summary of block devices for a domain, empty "
		   "drives as well.",
	.opts = blklist_opts, .flags = CMD_NEEDS_HOST, .run = blklist_run,
};

/* --- ttyconsole --- */

static const struct opt ttyconsole_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ 0 }
};

/* What is nearest to a terminal: the named pipe of the first COM port that
 * has one. */
static int ttyconsole_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_CONFIG *config = NULL;

	if (domain_config(c, a, &config, e) < 0)
		return -1;
	for (size_t i = 0; i < config->coms.n; i++) {
		if (!config->coms.v[i].pipe)
			continue;
		out_value(c->out, "console", out_str(config->coms.v[i].pipe));
		return 0;
	}
	return err_set(e, ERR_FAILED, "no serial port of domain '%s' is "
		       "connected to a named pipe", config->name);
}

const struct cmd cmd_ttyconsole = {
	.name = "ttyconsole", .group = "domain", .summary = "tty console",
	.details = "Output the device for the TTY console: the named pipe, on "
		   "the host, of the first serial port that has one.",
	.opts = ttyconsole_opts, .flags = CMD_NEEDS_HOST,
	.run = ttyconsole_run,
};
