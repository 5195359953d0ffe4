/* cmd/network_edit.c - net-edit */
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/edit.h"
#include "cmd/network.h"
#include "domxml/network.h"
#include "hv/switch.h"
#include "shell/args.h"
#include "shell/confirm.h"
#include "shell/editor.h"
#include "shell/out.h"

static const struct opt edit_opts[] = {
	NETWORK_OPT("network name or uuid"),
	DRY_RUN_OPT,
	CONFIRM_OPT,
	{ 0 }
};

struct edit {
	struct ctx *c;
	struct hv_host *h;
	struct hv_switching known;      /* as it was read last */
	struct hv_switch_spec have, want;
	char *guid;
	char *text;             /* XML of 'have' */
	bool dry_run, yes;
	bool differs;           /* what was edited, from what there is */
};

static void edit_clear(struct edit *d)
{
	hv_switching_clear(&d->known);
	hv_switch_spec_clear(&d->have);
	hv_switch_spec_clear(&d->want);
	free(d->guid);
	free(d->text);
}
#define AUTO_EDIT __attribute__((cleanup(edit_clear))) struct edit

static int read_network(struct edit *d, const char *word,
			const struct hv_network **ret, struct err *e)
{
	AUTO_STR text = STR_INIT;

	hv_switching_clear(&d->known);
	hv_switch_spec_clear(&d->have);
	if (hv_switching_read(d->h, HV_SWITCHING_WHOLE, &d->known, e) < 0 ||
	    hv_network_pick(&d->known.networks, word, ret, e) < 0)
		return -1;
	hv_switch_describe(&d->known, *ret, &d->have);
	domxml_write_network(&d->have, &text);
	free(d->text);
	d->text = str_take(&text);
	return 0;
}

static int read_edited(struct edit *d, const char *text, struct err *e)
{
	hv_switch_spec_clear(&d->want);
	if (domxml_read_network(text, strlen(text), "the edited XML", &d->want,
				e) < 0)
		return -1;
	if (*d->want.guid && strcmp(d->want.guid, d->guid))
		return err_set(e, ERR_USAGE, "the UUID of a network cannot be "
			       "changed: it is %s", d->guid);
	strcpy(d->want.guid, d->guid);
	return 0;
}

/* What takes a way to the host away is asked for: it may be our own. */
static int ask(const struct edit *d, struct err *e)
{
	const struct hv_switch_spec *have = &d->have, *want = &d->want;
	bool out = have->kind == HV_SWITCH_EXTERNAL;

	if (out && (want->kind != HV_SWITCH_EXTERNAL ||
		    strcasecmp(have->adapter, want->adapter)))
		return confirm(d->yes, e, "take the adapter '%s' from network "
			       "'%s'", have->adapter, have->name);
	if (hv_switch_has_host(have) && !hv_switch_has_host(want))
		return confirm(d->yes, e, "take the host itself off network "
			       "'%s'", have->name);
	return 0;
}

static int change(const struct edit *d, const struct hv_network *n,
		  struct err *e)
{
	struct domain_watch w;
	int r;

	if (d->dry_run)
		return hv_switch_change_check(&d->known, n, &d->want, e);
	if (ask(d, e) < 0)
		return -1;
	r = hv_switch_change(d->h, &d->known, n, &d->want,
			     domain_watch(&w, d->c, "Changing"), e);
	domain_watch_end(&w);
	return r;
}

static int apply(void *arg, const char *text, struct err *e)
{
	AUTO_STR now = STR_INIT;
	const struct hv_network *n = NULL;
	struct edit *d = arg;
	AUTO_FREE char *before = xstrdup(d->text);

	if (read_edited(d, text, e) < 0 || read_network(d, d->guid, &n, e) < 0)
		return -1;
	if (strcmp(before, d->text))
		return err_set(e, ERR_FAILED, "the network's XML configuration "
			       "was changed by another user");
	domxml_write_network(&d->want, &now);
	d->differs = edit_show(d->c->out, d->text, now.buf, d->dry_run);
	if (d->differs && change(d, n, e) < 0)
		return err_wrap(e, "Failed to edit network '%s'", n->name);
	return 0;
}

static int edit_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_EDIT d = { .c = c, .dry_run = args_flag(a, "dry-run"),
			.yes = args_flag(a, "yes") };
	struct editing ed = { .suffix = ".xml", .apply = apply, .arg = &d };
	const struct hv_network *n = NULL;
	AUTO_FREE char *text = NULL;
	const char *word = NULL;
	bool changed;

	if (network_word(a, &word, e) < 0)
		return -1;
	d.h = ctx_host(c, e);
	if (!d.h || read_network(&d, word, &n, e) < 0)
		return -1;
	d.guid = xstrdup(n->guid);
	text = xstrdup(d.text);
	ed.text = text;
	if (editor_run(c->out, &ed, &changed, e) < 0)
		return -1;
	if (!changed || !d.differs)
		out_done(c->out, "Network %s XML configuration not changed.",
			 d.have.name);
	else if (!d.dry_run)
		out_done(c->out, "Network %s XML configuration edited.",
			 d.want.name);
	return 0;
}

const struct cmd cmd_net_edit = {
	.name = "net-edit", .group = "network",
	.summary = "edit XML configuration for a network",
	.details = "Edit the XML that net-dumpxml shows: the name, the "
		   "description, what the network is connected to, and the "
		   "VLAN of the host's own port.",
	.opts = edit_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = edit_run,
};
