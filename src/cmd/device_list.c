/* cmd/device_list.c - domblklist, domiflist, domif-getlink, ttyconsole */
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/vm_names.h"
#include "domxml/names.h"
#include "domxml/target.h"
#include "domxml/write.h"
#include "hv/config.h"
#include "shell/args.h"
#include "shell/complete.h"
#include "shell/out.h"

static int read_config(struct ctx *c, const struct args *a,
		       struct hv_config **ret, struct err *e)
{
	const char *word;
	struct hv_host *h;

	if (domain_word(a, &word, e) < 0)
		return -1;
	h = ctx_host(c, e);
	return h ? hv_config_read(h, word, ret, e) : -1;
}

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

	if (read_config(c, a, &config, e) < 0)
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

/* --- domiflist --- */

static const struct opt iflist_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "inactive", OPT_FLAG,
	  "get inactive rather than running configuration: it is the same" },
	{ 0 }
};

/* Where two switches have one name, the GUID says which; as Windows writes
 * it, which is what libvirt's driver shows. */
static char *switch_text(const struct hv_nic *nic)
{
	char *guid;

	if (nic->switch_name || !nic->switch_guid)
		return xstrdup(nic->switch_name);
	guid = xstrdup(nic->switch_guid);
	for (char *p = guid; *p; p++)
		if (*p >= 'a' && *p <= 'f')
			*p = (char)(*p - 'a' + 'A');
	return guid;
}

static void print_nic(struct out *o, const struct hv_nic *nic)
{
	AUTO_FREE char *source = switch_text(nic);
	const char *model = nic->legacy ? DOMXML_LEGACY_MODEL : NULL;

	out_cell(o, out_null("-"));
	out_cell(o, out_str(domxml_nic_type(nic)));
	out_cell(o, source ? out_str(source) : out_null("-"));
	out_cell(o, model ? out_str(model) : out_null("-"));
	out_cell(o, nic->mac ? out_str(nic->mac) : out_null("-"));
	if (out_format(o) == OUT_TEXT)
		return;
	out_cell(o, out_str(nic->name));
	out_cell(o, out_str(nic->switch_guid));
	out_cell(o, nic->vlan ? out_num(nic->vlan) : out_null(NULL));
}

static int iflist_run(struct ctx *c, const struct args *a, struct err *e)
{
	static const struct out_col text[] = {
		{ "interface", "Interface" }, { "type", "Type" },
		{ "source", "Source" }, { "model", "Model" },
		{ "mac", "MAC" }, { 0 }
	};
	static const struct out_col full[] = {
		{ "interface", "Interface" }, { "type", "Type" },
		{ "source", "Source" }, { "model", "Model" },
		{ "mac", "MAC" }, { "name", "Name" },
		{ "switch_uuid", "Switch" }, { "vlan", "VLAN" }, { 0 }
	};
	AUTO_CONFIG *config = NULL;

	if (read_config(c, a, &config, e) < 0)
		return -1;
	out_list(c->out, out_format(c->out) == OUT_TEXT ? text : full);
	for (size_t i = 0; i < config->nics.n; i++)
		print_nic(c->out, &config->nics.v[i]);
	out_end(c->out);
	return 0;
}

const struct cmd cmd_domiflist = {
	.name = "domiflist", .group = "monitor",
	.summary = "list all domain virtual interfaces",
	.details = "Get the summary of virtual interfaces for a domain, those "
		   "without connection as well.",
	.opts = iflist_opts, .flags = CMD_NEEDS_HOST, .run = iflist_run,
};

/* --- domif-getlink --- */

COMPLETER(complete_mac)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_CONFIG *config = NULL;

	(void)word;
	if (!args_str(a, "domain") || read_config(c, a, &config, &e) < 0)
		return;
	for (size_t i = 0; i < config->nics.n; i++)
		if (config->nics.v[i].mac)
			candidates_add(to, config->nics.v[i].mac);
}

static const struct opt getlink_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "interface", OPT_ARG, "MAC address, or name where only one has it",
	  complete_mac, .required = true },
	{ "config", OPT_FLAG, "get persistent interface state: it is the same" },
	{ 0 }
};

static int find_nic(const struct hv_config *config, const char *word,
		    const struct hv_nic **ret, struct err *e)
{
	const struct hv_nic *found = NULL;
	size_t n = 0;

	for (size_t i = 0; i < config->nics.n; i++) {
		const struct hv_nic *nic = &config->nics.v[i];

		if (nic->mac && !strcasecmp(nic->mac, word)) {
			*ret = nic;
			return 0;
		}
		if (nic->name && !strcmp(nic->name, word)) {
			found = nic;
			n++;
		}
	}
	if (n > 1) {
		err_set(e, ERR_FAILED, "%zu interfaces are named '%s'", n, word);
		return err_hint(e, "name it by its MAC address, which "
				"'domiflist' shows");
	}
	if (!found)
		return err_set(e, ERR_NOT_FOUND, "Interface (dev: %s) not "
			       "found.", word);
	*ret = found;
	return 0;
}

static int getlink_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *word = args_str(a, "interface");
	AUTO_CONFIG *config = NULL;
	const struct hv_nic *nic = NULL;
	const char *state;

	if (read_config(c, a, &config, e) < 0 ||
	    find_nic(config, word, &nic, e) < 0)
		return -1;
	state = nic->connected ? "up" : "down";
	if (out_format(c->out) == OUT_TEXT) {
		AUTO_FREE char *line = xasprintf("%s %s", word, state);

		out_value(c->out, "link", out_str_as(state, line));
		return 0;
	}
	out_field(c->out, "interface", "Interface", out_str(nic->mac));
	out_field(c->out, "link", "Link", out_str(state));
	out_end(c->out);
	return 0;
}

const struct cmd cmd_domif_getlink = {
	.name = "domif-getlink", .group = "monitor",
	.summary = "get link state of a virtual interface",
	.details = "Get link state of a domain's virtual interface: up where "
		   "it is connected to a switch.",
	.opts = getlink_opts, .flags = CMD_NEEDS_HOST, .run = getlink_run,
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

	if (read_config(c, a, &config, e) < 0)
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
