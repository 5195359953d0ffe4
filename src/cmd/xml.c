/* cmd/xml.c - dumpxml, and what commands that print XML share */
#include "cmd/xml.h"

#include "base/err.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/vm_names.h"
#include "domxml/host.h"
#include "domxml/write.h"
#include "hv/config.h"
#include "shell/args.h"
#include "shell/out.h"

int xml_check(const struct args *a, struct err *e)
{
	if (args_flag(a, "wrap") && !args_str(a, "xpath"))
		return err_set(e, ERR_USAGE, "Option --wrap wants --xpath");
	return 0;
}

/* Nothing selected prints nothing, as in virsh. */
int xml_print(struct ctx *c, const struct args *a, const char *text,
	      struct err *e)
{
	const char *expr = args_str(a, "xpath");
	AUTO_STR part = STR_INIT;
	size_t n = 0;

	if (!expr) {
		out_raw(c->out, text);
		return 0;
	}
	if (domxml_xpath(text, expr, args_flag(a, "wrap"), &part, &n, e) < 0)
		return -1;
	out_raw(c->out, part.buf);
	return 0;
}

static const struct opt dumpxml_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "inactive", OPT_FLAG, "show inactive defined XML" },
	{ "security-info", OPT_FLAG, "refused: there are no secrets in it" },
	{ "update-cpu", OPT_FLAG, "refused: Hyper-V has no CPU models" },
	{ "migratable", OPT_FLAG, "refused: libvirt does not migrate Hyper-V" },
	XML_OPTS,
	{ 0 }
};

static int dumpxml_check(const struct args *a, struct err *e)
{
	static const struct { const char *name, *why; } refused[] = {
		{ "security-info", "Hyper-V shows no secrets of a domain" },
		{ "update-cpu", "Hyper-V has no CPU models" },
		{ "migratable", "no libvirt migrates a domain of Hyper-V" },
	};

	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		if (args_flag(a, refused[i].name))
			return err_set(e, ERR_USAGE, "Option --%s is not "
				       "supported: %s", refused[i].name,
				       refused[i].why);
	return xml_check(a, e);
}

static int dumpxml_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_CONFIG *config = NULL;
	AUTO_STR text = STR_INIT;

	if (dumpxml_check(a, e) < 0 || domain_config(c, a, &config, e) < 0)
		return -1;
	domxml_write(config, args_flag(a, "inactive") ? DOMXML_INACTIVE : 0,
		     &text);
	return xml_print(c, a, text.buf, e);
}

const struct cmd cmd_dumpxml = {
	.name = "dumpxml", .group = "domain",
	.summary = "domain information in XML",
	.details = "Output the domain information as an XML dump to stdout.",
	.opts = dumpxml_opts, .flags = CMD_ANY_HOST, .run = dumpxml_run,
};
