/* cmd/detach.c - detach-device, detach-disk, detach-interface */
#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/device.h"
#include "cmd/domain.h"
#include "cmd/input.h"
#include "cmd/interface.h"
#include "domxml/write.h"
#include "hv/config.h"
#include "shell/args.h"
#include "shell/complete.h"
#include "shell/out.h"

/* --- detach-device --- */

static const struct opt device_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "file", OPT_ARG, "XML file", complete_file, .required = true },
	AFFECT_OPTS,
	{ 0 }
};

static int detach(struct ctx *c, const struct args *a,
		  struct domxml_device *d, struct err *e)
{
	AUTO_CHANGE change = { 0 };
	size_t at = 0;

	if (device_begin(c, a, &change, e) < 0 ||
	    device_match(change.have, d, &at, e) < 0 ||
	    device_match_contents(change.have, d, at, e) < 0 ||
	    device_drop(change.want, d->kind, at, e) < 0)
		return -1;
	return device_commit(c, &change, "Detaching", e);
}

static int device_run(struct ctx *c, const struct args *a, struct err *e)
{
	return device_from_file(c, a, "detach", "detached", detach, e);
}

const struct cmd cmd_detach_device = {
	.name = "detach-device", .group = "domain",
	.summary = "detach device from an XML file",
	.details = "Detach device from an XML <file>.",
	.opts = device_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = device_run,
};

/* --- detach-disk --- */

static const struct opt disk_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "target", OPT_ARG, "target or source path of disk device",
	  complete_target, .required = true },
	AFFECT_OPTS,
	{ "print-xml", OPT_FLAG,
	  "print XML document rather than detach the disk" },
	{ 0 }
};

static int disk_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_CHANGE change = { 0 };
	AUTO_STR xml = STR_INIT;
	size_t at = 0;

	if (device_check_affect(a, e) < 0 ||
	    device_begin(c, a, &change, e) < 0 ||
	    device_find_drive(change.have, args_str(a, "target"), false, &at,
			      e) < 0)
		return -1;
	if (args_flag(a, "print-xml")) {
		domxml_write_drive(&change.have->drives.v[at], 0, &xml);
		out_raw(c->out, xml.buf);
		return 0;
	}
	if (device_drop(change.want, DOMXML_DRIVE, at, e) < 0 ||
	    device_commit(c, &change, "Detaching", e) < 0)
		return err_wrap(e, "Failed to detach disk");
	out_done(c->out, "Disk detached successfully");
	return 0;
}

const struct cmd cmd_detach_disk = {
	.name = "detach-disk", .group = "domain",
	.summary = "detach disk device",
	.details = "Detach disk device.  Its file stays; of a floppy disk only "
		   "the drive becomes empty.",
	.opts = disk_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = disk_run,
};

/* --- detach-interface --- */

COMPLETER(complete_nic_kind)
{
	(void)c;
	(void)a;
	(void)word;
	candidates_add(to, "bridge");
	candidates_add(to, "network");
	candidates_add(to, "null");
}

static const struct opt nic_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "type", OPT_ARG, "network interface type", complete_nic_kind,
	  .required = true },
	{ "mac", OPT_STR, "MAC address", complete_mac },
	AFFECT_OPTS,
	{ "print-xml", OPT_FLAG,
	  "print XML document rather than detach the interface" },
	{ 0 }
};

/* bridge and network are one: both name a switch. */
static bool is_type(const struct hv_nic *nic, const char *type)
{
	const char *is = domxml_nic_type(nic);

	if (!strcmp(is, "null"))
		return !strcmp(type, is);
	return !strcmp(type, "bridge") || !strcmp(type, "network");
}

/* Only another address tells them apart, for which update-interface takes a
 * number. */
static int several(const struct hv_config *c, const char *mac, struct err *e)
{
	AUTO_STR name = STR_INIT;

	str_add_shell(&name, c->name);
	err_set(e, ERR_FAILED, "Domain has multiple interfaces matching MAC "
		"address %s", mac);
	return err_hint(e, "hvsh update-interface %s NUMBER --mac auto (gives "
			"one of them another address; domiflist --details "
			"shows the numbers)", name.buf);
}

static int find_nic(const struct hv_config *c, const char *type,
		    const char *mac, size_t *at, struct err *e)
{
	size_t n = 0;

	for (size_t i = 0; i < c->nics.n; i++) {
		const struct hv_nic *nic = &c->nics.v[i];

		if (!is_type(nic, type) ||
		    (mac && (!nic->mac || !interface_same_mac(nic->mac, mac))))
			continue;
		*at = i;
		n++;
	}
	if (n == 1)
		return 0;
	if (!n && mac)
		err_set(e, ERR_NOT_FOUND, "No interface with MAC address %s "
			"was found", mac);
	else if (!n)
		err_set(e, ERR_NOT_FOUND, "No interface found whose type is %s",
			type);
	else if (!mac)
		err_set(e, ERR_FAILED, "Domain has %zu interfaces. Please "
			"specify which one to detach using --mac", n);
	else
		return several(c, mac, e);
	return err_hint(e, INTERFACE_HINT);
}

static int nic_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_CHANGE change = { 0 };
	AUTO_STR xml = STR_INIT;
	size_t at = 0;

	if (device_check_affect(a, e) < 0 ||
	    device_begin(c, a, &change, e) < 0 ||
	    find_nic(change.have, args_str(a, "type"), args_str(a, "mac"), &at,
		     e) < 0)
		return err_wrap(e, "Failed to detach interface");
	if (args_flag(a, "print-xml")) {
		domxml_write_nic(&change.have->nics.v[at], 0, &xml);
		out_raw(c->out, xml.buf);
		return 0;
	}
	if (device_drop(change.want, DOMXML_NIC, at, e) < 0 ||
	    device_commit(c, &change, "Detaching", e) < 0)
		return err_wrap(e, "Failed to detach interface");
	out_done(c->out, "Interface detached successfully");
	return 0;
}

const struct cmd cmd_detach_interface = {
	.name = "detach-interface", .group = "domain",
	.summary = "detach network interface",
	.details = "Detach network interface.",
	.opts = nic_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = nic_run,
};
