/* cmd/update_device.c - update-device */
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/device.h"
#include "cmd/domain.h"
#include "cmd/input.h"
#include "hv/config.h"
#include "hv/path.h"
#include "hv/state.h"
#include "shell/args.h"

static const struct opt opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "file", OPT_ARG, "XML file", complete_file, .required = true },
	AFFECT_OPTS,
	{ "force", OPT_FLAG, "force device update: the guest is not asked "
	  "anyway" },
	{ 0 }
};

static bool another_file(const struct hv_drive *a, const struct hv_drive *b)
{
	if (!a->image || !b->image)
		return a->image || b->image;
	return hv_path_cmp(a->image, b->image);
}

/* A guest that is on would lose its disk and find another one there: that is
 * said with the commands for it. */
static int update_drive(const struct hv_config *c, struct hv_drive *is,
			struct hv_drive *to, struct err *e)
{
	bool disk = is->kind == HV_DRIVE_DISK || is->kind == HV_DRIVE_PHYSICAL;

	if (disk && another_file(is, to) && !hv_state_is(c->state, HV_OFF)) {
		err_set(e, ERR_STATE, "another file for a hard disk waits until "
			"the domain is off");
		return err_hint(e, "hvsh detach-disk and attach-disk exchange "
				"the disk of a running guest");
	}
	free(is->image);
	is->image = TAKE(to->image);
	is->iops_max = to->iops_max;
	return 0;
}

/* The MAC says which adapter is meant, so it is none to be set. */
static int update_nic(struct hv_nic *is, struct hv_nic *to, struct err *e)
{
	if (is->legacy != to->legacy)
		return err_set(e, ERR_FAILED, "the model of a network adapter "
			       "cannot be changed");
	if (is->mac) {
		free(to->mac);
		to->mac = xstrdup(is->mac);
		to->mac_static = is->mac_static;
	}
	to->id = TAKE(is->id);
	to->boot = is->boot;
	hv_nic_clear(is);
	*is = *to;
	*to = (struct hv_nic){ 0 };
	return 0;
}

static int update(struct hv_config *c, struct domxml_device *d, size_t at,
		  struct err *e)
{
	switch (d->kind) {
	case DOMXML_DRIVE:
		return update_drive(c, &c->drives.v[at], &d->drive, e);
	case DOMXML_NIC:
		return update_nic(&c->nics.v[at], &d->nic, e);
	case DOMXML_COM:
		free(c->coms.v[at].pipe);
		c->coms.v[at].pipe = TAKE(d->com.pipe);
		return 0;
	default:
		return err_set(e, ERR_FAILED, "there is nothing in a controller "
			       "to update");
	}
}

static int change(struct ctx *c, const struct args *a, struct domxml_device *d,
		  struct err *e)
{
	AUTO_CHANGE change = { 0 };
	size_t at = 0;

	if (device_begin(c, a, &change, e) < 0 ||
	    device_match(change.have, d, &at, e) < 0 ||
	    update(change.want, d, at, e) < 0)
		return -1;
	return device_commit(c, &change, "Updating", e);
}

static int run(struct ctx *c, const struct args *a, struct err *e)
{
	return device_from_file(c, a, "update", "updated", change, e);
}

const struct cmd cmd_update_device = {
	.name = "update-device", .group = "domain",
	.summary = "update device from an XML file",
	.details = "Update device from an XML <file>: the drive at its place, "
		   "the interface with its MAC address, the serial port of its "
		   "number.",
	.opts = opts, .flags = CMD_NEEDS_HOST | CMD_WRITES, .run = run,
};
