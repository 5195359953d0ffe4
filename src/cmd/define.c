/* cmd/define.c - define, create */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/input.h"
#include "cmd/refused.h"
#include "domxml/read.h"
#include "hv/config.h"
#include "hv/define.h"
#include "hv/power.h"
#include "shell/args.h"
#include "shell/out.h"

/* The configuration that FILE says. There is nothing more to --validate than
 * reading it, for that is strict. */
static int read_config(const char *file, struct hv_config **ret,
		       struct err *e)
{
	AUTO_CONFIG *config = NULL;
	AUTO_FREE char *text = NULL;
	size_t len;

	if (input_xml(file, &text, &len, e) < 0 ||
	    domxml_read(text, len, file, &config, e) < 0)
		return -1;
	*ret = TAKE(config);
	return 0;
}

/* What is not as the XML has it. */
static void tell_changed(struct ctx *c, const struct hv_config *config,
			 const struct hv_defined *d)
{
	if (config->guid && strcmp(config->guid, d->guid))
		out_warn(c->out, "Hyper-V chose the UUID of the new domain: "
			 "it is %s, not %s", d->guid, config->guid);
	domain_tell_memory(c->out, config->memory);
}

static const struct opt define_opts[] = {
	{ "file", OPT_ARG, "file containing an XML domain description",
	  complete_file, .required = true },
	{ "validate", OPT_FLAG, "validate the XML against the schema" },
	{ 0 }
};

static int define_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *file = args_str(a, "file");
	AUTO_CONFIG *config = NULL;
	struct hv_defined d = { 0 };
	AUTO_FREE char *guid = NULL;
	struct domain_watch w;
	struct hv_host *h;
	int r;

	if (read_config(file, &config, e) < 0)
		return err_wrap(e, "Failed to define domain from %s", file);
	h = ctx_host(c, e);
	if (!h)
		return -1;
	r = hv_define(h, config, true, domain_watch(&w, c, "Defining"), &d, e);
	domain_watch_end(&w);
	if (r < 0)
		return err_wrap(e, "Failed to define domain from %s", file);
	guid = d.guid;
	tell_changed(c, config, &d);
	out_done(c->out, "Domain '%s' defined from %s", config->name, file);
	return 0;
}

const struct cmd cmd_define = {
	.name = "define", .group = "domain",
	.summary = "define (but don't start) a domain from an XML file",
	.details = "Define a domain, or redefine the one with the UUID of the "
		   "XML.",
	.opts = define_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = define_run,
};

/* --- create --- */

/* What does not start is not left behind, as in virsh. */
static int start_new(struct hv_host *h, const char *guid,
		     const struct hv_wait *wait, struct err *e)
{
	if (hv_vm_request(h, guid, HV_RUNNING, wait, e) == 0)
		return 0;
	err_wrap(e, "it does not start");
	return hv_undo_define(h, guid, wait, e);
}

static int create_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *file = args_str(a, "file");
	AUTO_CONFIG *config = NULL;
	struct hv_defined d = { 0 };
	AUTO_FREE char *guid = NULL;
	const struct hv_wait *wait;
	struct domain_watch w;
	struct hv_host *h;
	int r;

	if (read_config(file, &config, e) < 0)
		return err_wrap(e, "Failed to create domain from %s", file);
	h = ctx_host(c, e);
	if (!h)
		return -1;
	wait = domain_watch(&w, c, "Creating");
	r = hv_define(h, config, false, wait, &d, e);
	guid = d.guid;
	if (r == 0)
		r = start_new(h, guid, wait, e);
	domain_watch_end(&w);
	if (r < 0)
		return err_wrap(e, "Failed to create domain from %s", file);
	tell_changed(c, config, &d);
	out_done(c->out, "Domain '%s' created from %s", config->name, file);
	return 0;
}

const struct cmd cmd_create = {
	.name = "create", .group = "domain",
	.summary = "create a domain from an XML file",
	.details = "Define a domain and start it.  It is there for good: it "
		   "stays when it is shut down.",
	.opts = define_opts, .refused = refused_start,
	.flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = create_run,
};

