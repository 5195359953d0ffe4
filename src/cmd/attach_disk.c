/* cmd/attach_disk.c - attach-disk
 *
 * It makes the XML that attach-device reads, so that there is one reader of
 * what a device is.
 */
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/intr.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/device.h"
#include "cmd/domain.h"
#include "cmd/nodedev.h"
#include "cmd/refused.h"
#include "cmd/storage.h"
#include "domxml/emit.h"
#include "domxml/read.h"
#include "hv/change.h"
#include "hv/config.h"
#include "hv/disk.h"
#include "hv/folder.h"
#include "shell/args.h"
#include "shell/complete.h"
#include "shell/out.h"

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

static bool is_block(const struct args *a)
{
	const char *type = args_str(a, "sourcetype");

	return type && !strcmp(type, "block");
}

COMPLETER(complete_source)
{
	const char *type = args_str(a, "type");

	if (is_block(a))
		complete_host_disk(c, a, word, to);
	else if (type && !strcmp(type, "cdrom"))
		complete_vol_iso(c, a, word, to);
	else
		complete_vol_disk(c, a, word, to);
}

static const struct opt disk_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "source", OPT_ARG, "path on the host, vol name, or number of a disk of "
	  "the host; '' for an empty drive", complete_source,
	  .required = true, .empty_ok = true },
	{ "target", OPT_ARG, "target of disk device", .required = true },
	{ "targetbus", OPT_STR, "target bus of disk device", complete_bus },
	{ "type", OPT_STR, "target device type", complete_disk_type },
	{ "mode", OPT_STR, "mode of device reading and writing" },
	{ "sourcetype", OPT_STR, "type of source (block|file)",
	  complete_source_type },
	{ "address", OPT_STR, "address of disk device" },
	{ "create", OPT_STR, "make the source first: a dynamic virtual disk of "
	  "this size" },
	VOL_POOL_OPT,
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

static int disk_xml(const struct args *a, const char *source, struct str *to,
		    struct err *e)
{
	const char *type = args_str(a, "type"), *mode = args_str(a, "mode");
	bool block = is_block(a);

	domxml_open(to, 0, "disk", "type", block ? "block" : "file",
		    "device", type ? type : "disk", NULL);
	domxml_empty(to, 1, "source", block ? "dev" : "file", source, NULL);
	domxml_empty(to, 1, "target", "dev", args_str(a, "target"),
		     "bus", args_str(a, "targetbus"), NULL);
	if (mode)
		domxml_empty(to, 1, "readonly", NULL);
	if (disk_address(args_str(a, "address"), to, e) < 0)
		return -1;
	domxml_close(to, 0, "disk");
	return 0;
}

static int check(const struct args *a, struct err *e)
{
	const char *type = args_str(a, "sourcetype");
	const char *mode = args_str(a, "mode"), *device = args_str(a, "type");

	if (type && !is_block(a) && strcmp(type, "file"))
		return err_set(e, ERR_USAGE, "Option --sourcetype %s is not "
			       "supported: only file and block", type);
	if (mode && strcmp(mode, "readonly"))
		return err_set(e, ERR_USAGE, "Option --mode %s is not "
			       "supported: only readonly", mode);
	if (args_str(a, "create") &&
	    (is_block(a) || (device && strcmp(device, "disk"))))
		return err_set(e, ERR_USAGE, "Option --create makes virtual "
			       "hard disks only");
	return device_check_affect(a, e);
}

/* --- a new file --- */

static int create(struct ctx *c, struct hv_host *h, const char *path,
		  uint64_t size, struct err *e)
{
	struct hv_disk d = {
		.path = xstrdup(path),
		.type = { HV_DISK_DYNAMIC, true },
		.format = { hv_disk_format_of(path), true },
		.size = { (size + 511) / 512 * 512, true },
	};
	struct domain_watch w;
	int r = hv_disk_create(h, &d, domain_watch(&w, c, "Creating"), e);

	domain_watch_end(&w);
	hv_disk_clear(&d);
	if (r == 0)
		return 0;
	if (err_unclear(e))
		err_append(e, "; the new file may be there, or come later");
	return err_wrap(e, "cannot create '%s'", path);
}

/* What was to be attached and is not. Where it is not known whether it is, the
 * file stays: the domain may have it. */
static int take_away(struct hv_host *h, const char *path, struct err *e)
{
	bool unknown = err_unclear(e);
	AUTO_ERR first = ERR_INIT;
	AUTO_ERR why = ERR_INIT;
	bool stopped;

	err_copy(&first, e);
	stopped = intr_lift();
	if (unknown)
		err_set(e, first.kind, "%s; the new file '%s' stays", first.msg,
			path);
	else if (hv_file_delete(h, path, &why) < 0)
		err_set(e, first.kind, "%s; the new file '%s' is still there: "
			"%s", first.msg, path, why.msg);
	else
		err_set(e, first.kind, "%s; the new file is removed again",
			first.msg);
	intr_restore(stopped);
	e->code = first.code;
	return first.hint ? err_hint(e, "%s", first.hint) : -1;
}

static int attach_new(struct ctx *c, const struct args *a,
		      struct device_change *d, const char *path, struct err *e)
{
	uint64_t size;

	if (size_parse(args_str(a, "create"), &size, e) < 0 ||
	    volume_need_disk(path, e) < 0 ||
	    hv_change_check(d->have, d->want, e) < 0 ||
	    create(c, d->h, path, size, e) < 0)
		return -1;
	if (device_commit(c, d, "Attaching", e) == 0)
		return 0;
	return take_away(d->h, path, e);
}

/* --- attaching --- */

static int attach(struct ctx *c, const struct args *a, const char *path,
		  const struct str *xml, struct err *e)
{
	struct domxml_device device = { 0 };
	AUTO_CHANGE d = { 0 };
	int r;

	if (domxml_read_device(xml->buf, xml->len, NULL, &device, e) < 0)
		return -1;
	r = device_begin(c, a, &d, e);
	if (r == 0)
		r = device_add(d.want, &device, e);
	domxml_device_clear(&device);
	if (r < 0)
		return -1;
	return args_str(a, "create") ? attach_new(c, a, &d, path, e) :
		device_commit(c, &d, "Attaching", e);
}

static int disk_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *source = args_str(a, "source");
	bool plain = args_flag(a, "print-xml") || is_block(a) || !*source;
	AUTO_FREE char *path = plain ? xstrdup(is_block(a) ?
		nodedev_number(source) : source) : NULL;
	AUTO_STR xml = STR_INIT;

	if (check(a, e) < 0 ||
	    (!plain && device_source(c, a, source, &path, e) < 0) ||
	    disk_xml(a, path, &xml, e) < 0)
		return -1;
	if (args_flag(a, "print-xml")) {
		out_raw(c->out, xml.buf);
		return 0;
	}
	if (attach(c, a, path, &xml, e) < 0)
		return err_wrap(e, "Failed to attach disk");
	out_done(c->out, "Disk attached successfully");
	return 0;
}

const struct cmd cmd_attach_disk = {
	.name = "attach-disk", .group = "domain",
	.summary = "attach disk device",
	.details = "Attach new disk device: a file of the host, one that is made "
		   "for it (--create), a disk of the host (--sourcetype block), "
		   "or an empty DVD drive.",
	.opts = disk_opts, .refused = refused_attach_disk,
	.flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = disk_run,
};

