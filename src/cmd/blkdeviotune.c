/* cmd/blkdeviotune.c - blkdeviotune: how many operations a disk may have
 *
 * Hyper-V counts in pieces of 8 KiB: an operation of 64 KiB is eight of them
 * (Storage Quality of Service for Hyper-V, Windows Server 2012 R2). It limits
 * virtual hard disks, each by itself, and tells when a disk has less than the
 * minimum.
 */
#include <inttypes.h>

#include "base/err.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/device.h"
#include "cmd/domain.h"
#include "cmd/refused.h"
#include "hv/config.h"
#include "shell/args.h"
#include "shell/out.h"

#define PIECE 8192

static const struct opt opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "device", OPT_ARG, "block device: target or source path",
	  complete_target_disk, .required = true },
	{ "total-iops-sec", OPT_NUM, "total I/O operations limit per second, 0 "
	  "for none" },
	{ "total-iops-sec-min", OPT_NUM, "total I/O operations per second below "
	  "which the host tells, 0 for none" },
	{ "config", OPT_FLAG, "affect next boot" },
	{ "live", OPT_FLAG, "affect running domain" },
	{ "current", OPT_FLAG, "affect current domain" },
	{ 0 }
};

static uint64_t value(struct num n)
{
	return n.set ? n.v : 0;
}

static void print(struct out *o, const struct hv_drive *d)
{
	static const char line[] = "%-15s: %" PRIu64 "\n";
	uint64_t max = value(d->iops_max), min = value(d->iops_min);
	AUTO_STR text = STR_INIT;

	if (out_format(o) == OUT_TEXT) {
		str_addf(&text, line, "total_iops_sec", max);
		str_addf(&text, line, "total_iops_sec_min", min);
		str_addf(&text, line, "size_iops_sec", (uint64_t)PIECE);
		out_raw(o, text.buf);
		return;
	}
	out_field(o, "total_iops_sec", "total_iops_sec", out_num(max));
	out_field(o, "total_iops_sec_min", "total_iops_sec_min", out_num(min));
	out_field(o, "size_iops_sec", "size_iops_sec", out_num(PIECE));
	out_end(o);
}

static void set(const struct args *a, const char *name, struct num *to)
{
	if (args_flag(a, name))
		*to = (struct num){ args_num(a, name, 0), true };
}

static int change(struct ctx *c, const struct args *a, struct device_change *ch,
		  struct hv_drive *d, struct err *e)
{
	uint64_t max, min;

	set(a, "total-iops-sec", &d->iops_max);
	set(a, "total-iops-sec-min", &d->iops_min);
	max = value(d->iops_max);
	min = value(d->iops_min);
	if (max && min > max)
		return err_set(e, ERR_USAGE, "the minimum, %" PRIu64 ", is above "
			       "the limit, %" PRIu64, min, max);
	return device_commit(c, ch, "Changing", e);
}

static int run(struct ctx *c, const struct args *a, struct err *e)
{
	bool write = args_flag(a, "total-iops-sec") ||
		args_flag(a, "total-iops-sec-min");
	const char *word = args_str(a, "device");
	AUTO_CHANGE ch = { 0 };
	const struct hv_drive *d;
	size_t at = 0;

	if ((write && ctx_check_write(c, "blkdeviotune", e) < 0) ||
	    device_check_affect(a, e) < 0 || device_begin(c, a, &ch, e) < 0 ||
	    device_find_drive(ch.have, word, false, &at, e) < 0)
		return -1;
	d = &ch.have->drives.v[at];
	if (d->kind != HV_DRIVE_DISK || !d->image)
		return err_set(e, ERR_FAILED, "Hyper-V limits the operations of "
			       "virtual hard disks only, and '%s' is none",
			       word);
	if (!write) {
		print(c->out, d);
		return 0;
	}
	if (change(c, a, &ch, &ch.want->drives.v[at], e) < 0)
		return err_wrap(e, "Unable to change block I/O throttle");
	return 0;
}

const struct cmd cmd_blkdeviotune = {
	.name = "blkdeviotune", .group = "domain",
	.summary = "Set or query a block device I/O tuning parameters.",
	.details = "Set or query disk I/O parameters such as block throttling.  "
		   "Hyper-V counts an operation for every 8 KiB.",
	.opts = opts, .refused = refused_blkdeviotune,
	.flags = CMD_NEEDS_HOST, .run = run,
};
