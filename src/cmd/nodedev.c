/* cmd/nodedev.c - nodedev-list, nodedev-dumpxml: disks of the host that a
 * domain may be given whole (attach-disk --sourcetype block) */
#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/nodedev.h"
#include "cmd/refused.h"
#include "cmd/xml.h"
#include "domxml/emit.h"
#include "hv/host_disk.h"
#include "shell/args.h"
#include "shell/complete.h"
#include "shell/out.h"

#define PREFIX "disk_"
#define WINDOWS "\\\\.\\PHYSICALDRIVE"

const char *nodedev_number(const char *word)
{
	if (!strncmp(word, PREFIX, strlen(PREFIX)))
		return word + strlen(PREFIX);
	if (!strncasecmp(word, WINDOWS, strlen(WINDOWS)))
		return word + strlen(WINDOWS);
	return word;
}

static int read_disks(struct ctx *c, struct hv_host_disks *ret, struct err *e)
{
	struct hv_host *h = ctx_host(c, e);

	return h ? hv_host_disk_list(h, ret, e) : -1;
}

static void complete(struct ctx *c, bool free_only, struct candidates *to)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_HOST_DISKS l = VEC_INIT;

	if (read_disks(c, &l, &e) < 0)
		return;
	for (size_t i = 0; i < l.n; i++) {
		AUTO_FREE char *name = xasprintf(PREFIX "%" PRIu64,
						 l.v[i].number);

		if (!free_only || !l.v[i].vm)
			candidates_add(to, name);
	}
}

COMPLETER(complete_host_disk)
{
	(void)a;
	(void)word;
	complete(c, true, to);
}

COMPLETER(complete_nodedev)
{
	(void)a;
	(void)word;
	complete(c, false, to);
}

COMPLETER(complete_cap)
{
	(void)c;
	(void)a;
	(void)word;
	candidates_add(to, "storage");
}

/* --- nodedev-list --- */

static const struct opt list_opts[] = {
	{ "cap", OPT_STR, "capability names, separated by comma: there is "
	  "storage", complete_cap },
	{ "all", OPT_FLAG, "list inactive & active devices: all are active" },
	{ 0 }
};

static bool has_cap(const char *list)
{
	static const char cap[] = "storage";
	const char *at = list;

	while (at) {
		size_t n = strcspn(at, ",");

		if (n == strlen(cap) && !strncmp(at, cap, n))
			return true;
		at = at[n] ? at + n + 1 : NULL;
	}
	return false;
}

static int list_run(struct ctx *c, const struct args *a, struct err *e)
{
	static const struct out_col cols[] = {
		{ "name", "Name" }, { "number", "Number" },
		{ "model", "Model" }, { "serial", "Serial" },
		{ "size_bytes", "Size" }, { "domain_uuid", "Domain" }, { 0 }
	};
	static const struct out_col name[] = { { "name", "Name" }, { 0 } };
	bool text = out_format(c->out) == OUT_TEXT;
	const char *caps = args_str(a, "cap");
	AUTO_HOST_DISKS l = VEC_INIT;

	if (read_disks(c, &l, e) < 0)
		return -1;
	out_lines(c->out, text ? name : cols);
	for (size_t i = 0; i < l.n && (!caps || has_cap(caps)); i++) {
		const struct hv_host_disk *d = &l.v[i];
		AUTO_FREE char *dev = xasprintf(PREFIX "%" PRIu64, d->number);

		out_cell(c->out, out_str(dev));
		if (text)
			continue;
		out_cell(c->out, out_num(d->number));
		out_cell(c->out, out_str(d->model));
		out_cell(c->out, out_str(d->serial));
		out_cell(c->out, d->size.set ? out_num(d->size.v) :
			 out_null(NULL));
		out_cell(c->out, out_str(d->vm));
	}
	out_end(c->out);
	return 0;
}

const struct cmd cmd_nodedev_list = {
	.name = "nodedev-list", .group = "host",
	.summary = "enumerate devices on this host",
	.details = "The disks of the host that a domain may be given whole; "
		   "with --output json what they are and who has them.",
	.opts = list_opts, .refused = refused_nodedev_list,
	.flags = CMD_NEEDS_HOST, .run = list_run,
};

/* --- nodedev-dumpxml --- */

static const struct opt xml_opts[] = {
	{ "device", OPT_ARG, "device name", complete_nodedev,
	  .required = true },
	XML_OPTS,
	{ 0 }
};

static void write_disk(const struct hv_host_disk *d, struct str *to)
{
	AUTO_FREE char *name = xasprintf(PREFIX "%" PRIu64, d->number);
	AUTO_FREE char *path = xasprintf(WINDOWS "%" PRIu64, d->number);

	domxml_open(to, 0, "device", NULL);
	domxml_leaf(to, 1, "name", name, NULL);
	domxml_leaf(to, 1, "path", path, NULL);
	domxml_leaf(to, 1, "parent", "computer", NULL);
	domxml_open(to, 1, "capability", "type", "storage", NULL);
	domxml_leaf(to, 2, "block", path, NULL);
	domxml_leaf(to, 2, "drive_type", "disk", NULL);
	if (d->model)
		domxml_leaf(to, 2, "model", d->model, NULL);
	if (d->serial)
		domxml_leaf(to, 2, "serial", d->serial, NULL);
	if (d->size.set)
		domxml_leaf(to, 2, "size", domxml_number(d->size.v).text, NULL);
	domxml_close(to, 1, "capability");
	domxml_close(to, 0, "device");
}

static int xml_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *word = args_str(a, "device");
	AUTO_HOST_DISKS l = VEC_INIT;
	AUTO_STR xml = STR_INIT;
	uint64_t number;

	if (xml_check(a, e) < 0 || read_disks(c, &l, e) < 0)
		return -1;
	for (size_t i = 0; i < l.n; i++) {
		if (parse_u64(nodedev_number(word), UINT32_MAX, &number) < 0 ||
		    l.v[i].number != number)
			continue;
		write_disk(&l.v[i], &xml);
		return xml_print(c, a, xml.buf, e);
	}
	err_set(e, ERR_NOT_FOUND, "Could not find matching device '%s'", word);
	return err_hint(e, "hvsh nodedev-list shows the devices there are");
}

const struct cmd cmd_nodedev_dumpxml = {
	.name = "nodedev-dumpxml", .group = "host",
	.summary = "node device details in XML",
	.details = "Output the node device details as an XML dump to stdout.",
	.opts = xml_opts, .flags = CMD_NEEDS_HOST, .run = xml_run,
};
