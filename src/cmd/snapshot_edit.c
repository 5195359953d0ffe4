/* cmd/snapshot_edit.c - snapshot-edit */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/refused.h"
#include "cmd/snapshot.h"
#include "domxml/snapshot.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/editor.h"
#include "shell/out.h"

static const struct opt edit_opts[] = {
	DOMAIN_OPT(complete_vm),
	SNAPSHOT_OPT("snapshot name or id"),
	{ "current", OPT_FLAG, "edit the current snapshot" },
	{ "rename", OPT_FLAG, "allow renaming an existing snapshot" },
	{ 0 }
};

struct edit {
	struct ctx *c;
	struct snapshots s;
	char *id;               /* of the checkpoint */
	char *text;             /* its XML, as it was read last */
	bool rename;
};

static void edit_clear(struct edit *d)
{
	snapshots_free(&d->s);
	free(d->id);
	free(d->text);
}
#define AUTO_EDIT __attribute__((cleanup(edit_clear))) struct edit

static char *xml_of(const struct edit *d, const struct hv_checkpoint *cp)
{
	AUTO_STR text = STR_INIT;

	domxml_snapshot_write(cp, snapshot_parent(&d->s, cp), d->s.vm->guid,
			      &text);
	return str_take(&text);
}

/* The checkpoint as it is now. One that was changed since it was shown is not
 * to be overwritten unseen. */
static int read_again(struct edit *d, const struct hv_checkpoint **ret,
		      struct err *e)
{
	AUTO_CHECKPOINTS now = HV_CHECKPOINTS_INIT;
	const struct hv_checkpoint *cp;
	char *text;
	bool same;

	if (hv_checkpoint_list(d->s.h, d->s.vm->guid, HV_CHECKPOINTS_BRIEF,
			       &now, e) < 0)
		return -1;
	hv_checkpoints_free(&d->s.l);
	d->s.l = now;
	now = (struct hv_checkpoints)HV_CHECKPOINTS_INIT;
	cp = hv_checkpoint_at(&d->s.l, d->id);
	if (!cp)
		return err_set(e, ERR_NOT_FOUND, "the snapshot is no longer "
			       "there");
	text = xml_of(d, cp);
	same = !strcmp(text, d->text);
	free(d->text);
	d->text = text;
	*ret = cp;
	return same ? 0 : err_set(e, ERR_FAILED, "the snapshot's XML "
				  "configuration was changed by another user");
}

static int check_name(const struct edit *d, const struct hv_checkpoint *cp,
		      const char *name, struct err *e)
{
	if (!name)
		return err_set(e, ERR_USAGE, "a snapshot's name cannot be empty");
	if (!strcmp(name, cp->name))
		return 0;
	if (!d->rename)
		return err_set(e, ERR_USAGE, "must use --rename to change %s "
			       "to %s", cp->name, name);
	return snapshot_check_name(&d->s, cp, name, e);
}

static int apply(void *arg, const char *text, struct err *e)
{
	AUTO_FREE char *name = NULL, *notes = NULL;
	const struct hv_checkpoint *cp = NULL;
	struct edit *d = arg;
	struct domain_watch w;
	int r;

	if (read_again(d, &cp, e) < 0 ||
	    domxml_snapshot_reread(text, "the edited XML", cp,
				   snapshot_parent(&d->s, cp), d->s.vm->guid,
				   &name, &notes, e) < 0 ||
	    check_name(d, cp, name, e) < 0)
		return -1;
	r = hv_checkpoint_modify(d->s.h, cp->id,
				 strcmp(name, cp->name) ? name : NULL,
				 notes ? notes : "",
				 domain_watch(&w, d->c, "Changing"), e);
	domain_watch_end(&w);
	return r < 0 ? err_wrap(e, "Failed to update %s", cp->name) : 0;
}

static int edit_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_EDIT d = { .c = c, .rename = args_flag(a, "rename") };
	struct editing ed = { .suffix = ".xml", .apply = apply, .arg = &d };
	AUTO_FREE char *name = NULL, *text = NULL;
	const struct hv_checkpoint *cp;
	bool changed;

	if (snapshot_check_which(a, e) < 0 ||
	    snapshots_load(c, a, HV_CHECKPOINTS_BRIEF, &d.s, e) < 0)
		return -1;
	cp = snapshot_which(&d.s, a, e);
	if (!cp)
		return -1;
	d.id = xstrdup(cp->id);
	d.text = xml_of(&d, cp);
	name = xstrdup(cp->name);
	text = xstrdup(d.text);
	ed.text = text;
	if (editor_run(c->out, &ed, &changed, e) < 0)
		return -1;
	if (changed)
		out_done(c->out, "Snapshot %s edited.", name);
	else
		out_done(c->out, "Snapshot %s XML configuration not changed.",
			 name);
	return 0;
}

const struct cmd cmd_snapshot_edit = {
	.name = "snapshot-edit", .group = "snapshot",
	.summary = "edit XML for a snapshot",
	.details = "Edit the name and the description of a checkpoint, in the "
		   "XML that snapshot-dumpxml shows.",
	.opts = edit_opts, .refused = refused_snapshot_edit,
	.flags = CMD_NEEDS_HOST | CMD_WRITES, .run = edit_run,
};
