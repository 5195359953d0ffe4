/* cmd/attach.c - attach-device, attach-disk
 *
 * attach-disk makes the XML that attach-device reads, so that there is one
 * reader of what a device is.
 */
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/device.h"
#include "cmd/domain.h"
#include "cmd/input.h"
#include "cmd/refused.h"
#include "cmd/vm_names.h"
#include "domxml/emit.h"
#include "domxml/read.h"
#include "shell/args.h"
#include "shell/complete.h"
#include "shell/out.h"

/* --- attach-device --- */

static const struct opt device_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "file", OPT_ARG, "XML file", complete_file, .required = true },
	AFFECT_OPTS,
	{ 0 }
};

static int device_run(struct ctx *c, const struct args *a, struct err *e)
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
	.opts = device_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = device_run,
};

/* --- attach-disk --- */

COMPLETER(complete_bus)
{
	(void)c;
	(void)a;
	(void)word;
	candidates_add(to, "fdc");
	candidates_add(to, "ide");
	candidates_add(to, "scsi");
}

COMPLETER(complete_disk_type)
{
	(void)c;
	(void)a;
	(void)word;
	candidates_add(to, "cdrom");
	candidates_add(to, "disk");
	candidates_add(to, "floppy");
}

COMPLETER(complete_source_type)
{
	(void)c;
	(void)a;
	(void)word;
	candidates_add(to, "block");
	candidates_add(to, "file");
}

static const struct opt disk_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "source", OPT_ARG, "path on the host, or number of a physical disk",
	  .required = true },
	{ "target", OPT_ARG, "target of disk device", .required = true },
	{ "targetbus", OPT_STR, "target bus of disk device", complete_bus },
	{ "type", OPT_STR, "target device type", complete_disk_type },
	{ "mode", OPT_STR, "mode of device reading and writing" },
	{ "sourcetype", OPT_STR, "type of source (block|file)",
	  complete_source_type },
	{ "address", OPT_STR, "address of disk device" },
	{ "print-xml", OPT_FLAG,
	  "print XML document rather than attach the disk" },
	AFFECT_OPTS,
	{ 0 }
};

/* "scsi:0.0.9": controller, bus, unit */
static int disk_address(const char *text, struct str *to, struct err *e)
{
	unsigned controller, bus, unit;
	int end = 0;

	if (!text)
		return 0;
	if ((sscanf(text, "scsi:%4u.%4u.%4u%n", &controller, &bus, &unit,
		    &end) != 3 &&
	     sscanf(text, "ide:%4u.%4u.%4u%n", &controller, &bus, &unit,
		    &end) != 3) || text[end])
		return err_set(e, ERR_USAGE, "Invalid address '%s': it is "
			       "scsi:CONTROLLER.BUS.UNIT or "
			       "ide:CONTROLLER.BUS.UNIT", text);
	domxml_empty(to, 1, "address", "type", "drive",
		     "controller", domxml_number(controller).text,
		     "bus", domxml_number(bus).text,
		     "unit", domxml_number(unit).text, NULL);
	return 0;
}

static int disk_xml(const struct args *a, struct str *to, struct err *e)
{
	const char *type = args_str(a, "type"), *mode = args_str(a, "mode");
	const char *source = args_str(a, "sourcetype");
	bool block = source && !strcmp(source, "block");

	if (source && !block && strcmp(source, "file"))
		return err_set(e, ERR_USAGE, "Option --sourcetype %s is not "
			       "supported: only file and block", source);
	if (mode && strcmp(mode, "readonly"))
		return err_set(e, ERR_USAGE, "Option --mode %s is not "
			       "supported: only readonly", mode);
	domxml_open(to, 0, "disk", "type", block ? "block" : "file",
		    "device", type ? type : "disk", NULL);
	domxml_empty(to, 1, "source", block ? "dev" : "file",
		     args_str(a, "source"), NULL);
	domxml_empty(to, 1, "target", "dev", args_str(a, "target"),
		     "bus", args_str(a, "targetbus"), NULL);
	if (mode)
		domxml_empty(to, 1, "readonly", NULL);
	if (disk_address(args_str(a, "address"), to, e) < 0)
		return -1;
	domxml_close(to, 0, "disk");
	return 0;
}

static int disk_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_STR xml = STR_INIT;

	if (device_check_affect(a, e) < 0 || disk_xml(a, &xml, e) < 0)
		return -1;
	if (args_flag(a, "print-xml")) {
		out_raw(c->out, xml.buf);
		return 0;
	}
	if (device_attach(c, a, xml.buf, xml.len, "attach-disk", e) < 0)
		return err_wrap(e, "Failed to attach disk");
	out_done(c->out, "Disk attached successfully");
	return 0;
}

const struct cmd cmd_attach_disk = {
	.name = "attach-disk", .group = "domain",
	.summary = "attach disk device",
	.details = "Attach new disk device.",
	.opts = disk_opts, .refused = refused_attach_disk,
	.flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = disk_run,
};
