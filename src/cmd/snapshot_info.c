/* cmd/snapshot_info.c - snapshot-info, -parent, -current, -dumpxml */
#include "base/err.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/refused.h"
#include "cmd/snapshot.h"
#include "cmd/xml.h"
#include "domxml/snapshot.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/cmd.h"
#include "shell/out.h"

static const struct opt info_opts[] = {
	DOMAIN_OPT(complete_vm),
	SNAPSHOT_OPT("snapshot name or id"),
	{ "current", OPT_FLAG, "info on current snapshot" },
	{ 0 }
};

static void yes_no(struct out *o, const char *key, const char *label, bool is)
{
	out_field(o, key, label, out_bool(is, is ? "yes" : "no"));
}

static void print_info(struct out *o, const struct snapshots *s,
		       const struct hv_checkpoint *cp)
{
	const struct hv_checkpoint *up = snapshot_parent(s, cp);
	char buf[SNAPSHOT_TIME];
	const char *when = snapshot_time(cp, buf);

	out_field(o, "name", "Name", out_str(cp->name));
	out_field(o, "domain", "Domain", out_str(s->vm->name));
	yes_no(o, "current", "Current",
	       cp == hv_checkpoint_at(&s->l, s->l.current));
	out_field(o, "state", "State", out_str(snapshot_state(cp)));
	/* libvirt's word for disks in files of their own */
	out_field(o, "location", "Location", out_str("external"));
	out_field(o, "parent", "Parent",
		  up ? out_str(up->name) : out_null("-"));
	out_field(o, "children", "Children",
		  out_num(hv_checkpoint_children(&s->l, cp)));
	out_field(o, "descendants", "Descendants",
		  out_num(hv_checkpoint_descendants(&s->l, cp)));
	/* libvirt keeps none of its own beside the host's */
	yes_no(o, "metadata", "Metadata", false);
	out_field(o, "id", "Id", out_str(cp->id));
	out_field(o, "creation_time", "Created", cp->created.set ?
		  out_num_as(cp->created.v / 1000000, when) : out_null(when));
	out_field(o, "kind", "Kind", out_str(snapshot_kind(cp)));
	if (cp->notes)
		out_field(o, "description", "Description",
			  out_str(cp->notes));
	out_end(o);
}

static int info_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_SNAPSHOTS s = SNAPSHOTS_INIT;
	const struct hv_checkpoint *cp;

	if (snapshot_check_which(a, e) < 0 ||
	    snapshots_load(c, a, HV_CHECKPOINTS_ALL, &s, e) < 0)
		return -1;
	cp = snapshot_which(&s, a, e);
	if (!cp)
		return -1;
	print_info(c->out, &s, cp);
	return 0;
}

const struct cmd cmd_snapshot_info = {
	.name = "snapshot-info", .group = "snapshot",
	.summary = "snapshot information",
	.details = "Returns basic information about a checkpoint.",
	.opts = info_opts, .flags = CMD_NEEDS_HOST, .run = info_run,
};

static const struct opt parent_opts[] = {
	DOMAIN_OPT(complete_vm),
	SNAPSHOT_OPT("find parent of snapshot name"),
	{ "current", OPT_FLAG, "find parent of current snapshot" },
	{ 0 }
};

static int parent_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_SNAPSHOTS s = SNAPSHOTS_INIT;
	const struct hv_checkpoint *cp, *up;

	if (snapshot_check_which(a, e) < 0 ||
	    snapshots_load(c, a, HV_CHECKPOINTS_BRIEF, &s, e) < 0)
		return -1;
	cp = snapshot_which(&s, a, e);
	if (!cp)
		return -1;
	up = snapshot_parent(&s, cp);
	if (!up)
		return err_set(e, ERR_NOT_FOUND, "snapshot '%s' has no parent",
			       cp->name);
	out_value(c->out, "parent", out_str(up->name));
	return 0;
}

const struct cmd cmd_snapshot_parent = {
	.name = "snapshot-parent", .group = "snapshot",
	.summary = "Get the name of the parent of a snapshot",
	.details = "Extract the checkpoint's parent, if any.",
	.opts = parent_opts, .flags = CMD_NEEDS_HOST, .run = parent_run,
};

static int print_xml(struct ctx *c, const struct args *a,
		     const struct snapshots *s, const struct hv_checkpoint *cp,
		     struct err *e)
{
	AUTO_STR text = STR_INIT;

	domxml_snapshot_write(cp, snapshot_parent(s, cp), s->vm->guid, &text);
	return xml_print(c, a, text.buf, e);
}

static const struct opt current_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "name", OPT_FLAG, "list the name, rather than the full xml" },
	XML_OPTS,
	{ 0 }
};

static int current_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_SNAPSHOTS s = SNAPSHOTS_INIT;
	const struct hv_checkpoint *cp;

	if (xml_check(a, e) < 0 ||
	    snapshots_load(c, a, HV_CHECKPOINTS_BRIEF, &s, e) < 0)
		return -1;
	cp = hv_checkpoint_at(&s.l, s.l.current);
	if (!cp)
		return err_set(e, ERR_NOT_FOUND, "domain '%s' has no current "
			       "snapshot", s.vm->name);
	if (!args_flag(a, "name"))
		return print_xml(c, a, &s, cp, e);
	out_value(c->out, "name", out_str(cp->name));
	return 0;
}

const struct cmd cmd_snapshot_current = {
	.name = "snapshot-current", .group = "snapshot",
	.summary = "Get the current snapshot",
	.details = "The checkpoint that the domain as it is now goes back to.",
	.opts = current_opts, .refused = refused_snapshot_current,
	.flags = CMD_NEEDS_HOST, .run = current_run,
};

static const struct opt dumpxml_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "snapshotname", OPT_ARG, "snapshot name or id", complete_snapshot,
	  .required = true },
	XML_OPTS,
	{ 0 }
};

static int dumpxml_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_SNAPSHOTS s = SNAPSHOTS_INIT;
	const struct hv_checkpoint *cp;

	if (xml_check(a, e) < 0 ||
	    snapshots_load(c, a, HV_CHECKPOINTS_BRIEF, &s, e) < 0)
		return -1;
	cp = snapshot_find(&s, args_str(a, "snapshotname"), e);
	if (!cp)
		return -1;
	return print_xml(c, a, &s, cp, e);
}

const struct cmd cmd_snapshot_dumpxml = {
	.name = "snapshot-dumpxml", .group = "snapshot",
	.summary = "Dump XML for a domain snapshot",
	.details = "A checkpoint as libvirt's domainsnapshot XML.",
	.opts = dumpxml_opts, .refused = refused_snapshot_dumpxml,
	.flags = CMD_NEEDS_HOST, .run = dumpxml_run,
};
