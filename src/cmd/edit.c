/* cmd/edit.c - edit */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/edit.h"
#include "cmd/refused.h"
#include "cmd/vm_names.h"
#include "domxml/read.h"
#include "domxml/write.h"
#include "hv/change.h"
#include "hv/config.h"
#include "hv/settings.h"
#include "shell/args.h"
#include "shell/confirm.h"
#include "shell/editor.h"
#include "shell/out.h"

static const struct opt edit_opts[] = {
	DOMAIN_OPT(complete_vm),
	DRY_RUN_OPT,
	{ 0 }
};

struct edit {
	struct ctx *c;
	struct hv_host *h;
	struct hv_config *have;         /* as it was read last */
	struct hv_config *want;
	char *text;                     /* XML of 'have' */
	bool dry_run;
	bool differs;                   /* 'want', from 'have' */
};

static void edit_clear(struct edit *d)
{
	hv_config_free(d->have);
	hv_config_free(d->want);
	free(d->text);
}
#define AUTO_EDIT __attribute__((cleanup(edit_clear))) struct edit

static char *xml_of(const struct hv_config *config)
{
	AUTO_STR text = STR_INIT;

	domxml_write(config, DOMXML_INACTIVE, &text);
	return str_take(&text);
}

static int read_domain(struct edit *d, const char *word, struct err *e)
{
	struct hv_config *now;

	if (hv_config_read(d->h, word, &now, e) < 0)
		return -1;
	hv_config_free(d->have);
	free(d->text);
	d->have = now;
	d->text = xml_of(now);
	return 0;
}

/* One that was changed since it was shown is not to be overwritten unseen. */
static int read_again(struct edit *d, struct err *e)
{
	AUTO_FREE char *before = TAKE(d->text);
	AUTO_FREE char *guid = xstrdup(d->have->guid);

	d->text = xstrdup(before);
	if (read_domain(d, guid, e) < 0)
		return -1;
	if (!strcmp(before, d->text))
		return 0;
	return err_set(e, ERR_FAILED, "the domain XML configuration was "
		       "changed by another user");
}

static int read_edited(struct edit *d, const char *text, struct err *e)
{
	struct hv_config *want;

	if (domxml_read(text, strlen(text), "the edited XML", &want, e) < 0)
		return -1;
	hv_config_free(d->want);
	d->want = want;
	if (want->guid && strcmp(want->guid, d->have->guid))
		return err_set(e, ERR_USAGE, "the UUID of a domain cannot be "
			       "changed: it is %s", d->have->guid);
	if (!want->guid)
		want->guid = xstrdup(d->have->guid);
	return 0;
}

static int change(struct edit *d, struct err *e)
{
	struct domain_watch w;
	int r;

	if (strcmp(d->have->name, d->want->name) &&
	    hv_vm_check_name(d->h, d->want->name, d->have->guid, e) < 0)
		return -1;
	if (d->dry_run)
		return hv_change_check(d->have, d->want, e);
	r = hv_change(d->h, d->have, d->want,
		      domain_watch(&w, d->c, "Changing"), e);
	domain_watch_end(&w);
	if (r == 0)
		domain_tell_memory(d->c->out, d->want->memory);
	return r;
}

static int apply(void *arg, const char *text, struct err *e)
{
	AUTO_FREE char *after = NULL;
	struct edit *d = arg;

	if (read_edited(d, text, e) < 0 || read_again(d, e) < 0)
		return -1;
	after = xml_of(d->want);
	d->differs = edit_show(d->c->out, d->text, after, d->dry_run);
	if (d->differs && change(d, e) < 0)
		return err_wrap(e, "Failed to edit domain '%s'",
				d->have->name);
	return 0;
}

static int edit_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_EDIT d = { .c = c, .dry_run = args_flag(a, "dry-run") };
	struct editing ed = { .suffix = ".xml", .apply = apply, .arg = &d };
	AUTO_FREE char *text = NULL;
	const char *word;
	bool changed;

	if (domain_word(a, &word, e) < 0)
		return -1;
	d.h = ctx_host(c, e);
	if (!d.h || read_domain(&d, word, e) < 0)
		return -1;
	text = xstrdup(d.text);
	ed.text = text;
	if (editor_run(c->out, &ed, &changed, e) < 0)
		return -1;
	if (!changed || !d.differs)
		out_done(c->out, "Domain '%s' XML configuration not changed.",
			 d.have->name);
	else if (!d.dry_run)
		out_done(c->out, "Domain '%s' XML configuration edited.",
			 d.want->name);
	return 0;
}

const struct cmd cmd_edit = {
	.name = "edit", .group = "domain",
	.summary = "edit XML configuration for a domain",
	.details = "Edit the XML that dumpxml --inactive shows. How the "
		   "result differs is shown, and the domain is changed so.",
	.opts = edit_opts, .refused = refused_edit,
	.flags = CMD_NEEDS_HOST | CMD_WRITES, .run = edit_run,
};
