/* cmd/interface_attach.c - attach-interface
 *
 * It makes the XML that attach-device reads, so that there is one reader of
 * what a device is.
 */
#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/device.h"
#include "cmd/domain.h"
#include "cmd/interface.h"
#include "cmd/refused.h"
#include "domxml/emit.h"
#include "domxml/names.h"
#include "domxml/write.h"
#include "hv/config.h"
#include "shell/args.h"
#include "shell/complete.h"
#include "shell/out.h"

COMPLETER(complete_type)
{
	(void)c;
	(void)a;
	(void)word;
	candidates_add(to, "bridge");
	candidates_add(to, "network");
	candidates_add(to, "null");
}

COMPLETER(complete_model)
{
	(void)c;
	(void)a;
	(void)word;
	candidates_add(to, DOMXML_LEGACY_MODEL);
	candidates_add(to, "netvsc");
}

static const struct opt attach_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "type", OPT_ARG, "network interface type", complete_type,
	  .required = true },
	{ "source", OPT_ARG, "the switch, by name or uuid; none with type null",
	  complete_network },
	{ "mac", OPT_STR, "MAC address" },
	{ "model", OPT_STR, "model type", complete_model },
	{ "disconnected", OPT_FLAG, "with its link down" },
	INTERFACE_OPTS(OPT_FLAG),
	{ "print-xml", OPT_FLAG,
	  "print XML document rather than attach the interface" },
	AFFECT_OPTS,
	{ 0 }
};

static int check_source(const char *type, const char *source, struct err *e)
{
	bool none = !strcmp(type, "null");

	if (!none && strcmp(type, "bridge") && strcmp(type, "network"))
		return err_set(e, ERR_USAGE, "No support for interface type "
			       "'%s': only bridge, network and null", type);
	if (!none && !source)
		return err_set(e, ERR_USAGE, "command 'attach-interface' "
			       "requires <source> option");
	if (none && source)
		return err_set(e, ERR_USAGE, "an interface of type 'null' has "
			       "no source");
	return 0;
}

static int make_xml(const struct args *a, struct str *to, struct err *e)
{
	const char *type = args_str(a, "type");
	const char *source = args_str(a, "source");
	struct hv_nic nic = { 0 };
	int r = interface_options(a, &nic, e);

	if (r == 0)
		r = check_source(type, source, e);
	if (r == 0) {
		domxml_open(to, 0, "interface", "type", type, NULL);
		domxml_some(to, 1, "source", type, source, NULL);
		domxml_some(to, 1, "mac", "address", args_str(a, "mac"), NULL);
		domxml_some(to, 1, "model", "type", args_str(a, "model"), NULL);
		domxml_write_nic_features(&nic, 1, to);
		if (args_flag(a, "disconnected"))
			domxml_empty(to, 1, "link", "state", "down", NULL);
		domxml_close(to, 0, "interface");
	}
	hv_nic_clear(&nic);
	return r;
}

static int attach_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_STR xml = STR_INIT;

	if (device_check_affect(a, e) < 0 || make_xml(a, &xml, e) < 0)
		return -1;
	if (args_flag(a, "print-xml")) {
		out_raw(c->out, xml.buf);
		return 0;
	}
	if (device_attach_xml(c, a, xml.buf, xml.len, e) < 0)
		return err_wrap(e, "Failed to attach interface");
	out_done(c->out, "Interface attached successfully");
	return 0;
}

const struct cmd cmd_attach_interface = {
	.name = "attach-interface", .group = "domain",
	.summary = "attach network interface",
	.details = "Attach new network interface.",
	.opts = attach_opts, .refused = refused_attach_interface,
	.flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = attach_run,
};
