/* cmd/domain_notes.c - desc, metadata, dommemstat */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/scope.h"
#include "cmd/vm_names.h"
#include "domxml/host.h"
#include "domxml/names.h"
#include "domxml/write.h"
#include "hv/config.h"
#include "hv/memory_use.h"
#include "hv/settings.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/complete.h"
#include "shell/editor.h"
#include "shell/out.h"

/* --- desc --- */

static const struct opt desc_opts[] = {
	DOMAIN_OPT(complete_vm),
	SCOPE_OPTS("modify/get the description of"),
	{ "title", OPT_FLAG, "refused: Hyper-V has no title" },
	{ "edit", OPT_FLAG, "open an editor to modify the description" },
	{ "new-desc", OPT_REST, "message" },
	{ 0 }
};

static int desc_check(const struct args *a, struct err *e)
{
	if (args_flag(a, "title"))
		return err_set(e, ERR_USAGE, "Option --title is not supported: "
			       "a domain of Hyper-V has notes, but no title");
	return scope_check(a, e);
}

/* virsh ends the text by the line feed that ends a command. */
static void desc_print(struct out *o, const char *name, const char *notes)
{
	AUTO_STR text = STR_INIT;

	if (out_format(o) != OUT_TEXT) {
		out_value(o, "description", out_str(notes));
		return;
	}
	if (notes)
		str_add(&text, notes);
	else if (!out_quiet(o))
		str_addf(&text, "No description for domain: %s", name);
	if (out_quiet(o) && text.len)
		str_addc(&text, '\n');
	out_raw(o, text.buf);
}

static int desc_show(struct ctx *c, const struct args *a, const char *word,
		     struct err *e)
{
	AUTO_VM *vm = NULL;
	AUTO_FREE char *notes = NULL;
	struct hv_host *h = ctx_host(c, e);

	if (!h || hv_vm_notes(h, word, &vm, &notes, e) < 0 ||
	    scope_check_live(a, vm, e) < 0)
		return -1;
	desc_print(c->out, vm->name, notes);
	return 0;
}

static int set_notes(struct ctx *c, struct hv_host *h, const struct hv_vm *vm,
		     const char *text, struct err *e)
{
	struct domain_watch w;
	int r = hv_vm_set_notes(h, vm->guid, text,
				domain_watch(&w, c, "Changing"), e);

	domain_watch_end(&w);
	return r < 0 ? err_wrap(e, "Failed to set new domain description") : 0;
}

static int desc_set(struct ctx *c, const struct args *a, const char *text,
		    struct err *e)
{
	AUTO_VM *vm = NULL;
	struct hv_host *h;

	if (ctx_check_write(c, "desc", e) < 0 ||
	    domain_find(c, a, &h, &vm, e) < 0 ||
	    scope_check_live(a, vm, e) < 0 ||
	    set_notes(c, h, vm, text, e) < 0)
		return -1;
	out_done(c->out, "Domain description updated successfully");
	return 0;
}

struct desc_edit {
	struct ctx *c;
	struct hv_host *h;
	struct hv_vm *vm;
};

/* The line feed that editors end a file with is not the notes'. */
static int desc_edited(void *arg, const char *text, struct err *e)
{
	const struct desc_edit *d = arg;
	AUTO_FREE char *notes = xstrdup(text);
	size_t len = strlen(notes);

	if (len && notes[len - 1] == '\n')
		notes[len - 1] = '\0';
	return set_notes(d->c, d->h, d->vm, notes, e);
}

/* 'text': what to begin with; NULL: the notes there are. */
static int desc_edit(struct ctx *c, const struct args *a, const char *word,
		     const char *text, struct err *e)
{
	AUTO_FREE char *notes = NULL;
	AUTO_STR file = STR_INIT;
	AUTO_VM *vm = NULL;
	struct desc_edit d = { .c = c };
	struct editing ed = { .suffix = ".txt", .apply = desc_edited,
			      .arg = &d };
	bool changed;

	if (ctx_check_write(c, "desc", e) < 0)
		return -1;
	d.h = ctx_host(c, e);
	if (!d.h || hv_vm_notes(d.h, word, &vm, &notes, e) < 0 ||
	    scope_check_live(a, vm, e) < 0)
		return -1;
	d.vm = vm;
	str_add(&file, text ? text : notes ? notes : "");
	if (file.len)
		str_addc(&file, '\n');
	ed.text = file.buf;
	if (editor_run(c->out, &ed, &changed, e) < 0)
		return -1;
	out_done(c->out, changed ? "Domain description updated successfully" :
		 "Domain description not changed");
	return 0;
}

static int desc_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_STR text = STR_INIT;
	const char *const *words;
	const char *word;
	size_t n;

	if (desc_check(a, e) < 0 || domain_word(a, &word, e) < 0)
		return -1;
	words = args_rest(a, &n);
	for (size_t i = 0; i < n; i++)
		str_addf(&text, "%s%s", i ? " " : "", words[i]);
	if (args_flag(a, "edit"))
		return desc_edit(c, a, word, n ? text.buf : NULL, e);
	return n ? desc_set(c, a, text.buf, e) : desc_show(c, a, word, e);
}

const struct cmd cmd_desc = {
	.name = "desc", .group = "domain",
	.summary = "show or set domain's description or title",
	.details = "Shows the domain's notes, or replaces them by the words "
		   "that are given, or by what an editor makes of "
		   "them; an empty word removes them.",
	.opts = desc_opts, .flags = CMD_NEEDS_HOST, .run = desc_run,
};

/* --- metadata --- */

COMPLETER(complete_uri)
{
	(void)c;
	(void)a;
	(void)word;
	candidates_add(to, DOMXML_NS);
}

static const struct opt metadata_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "uri", OPT_ARG, "URI of the namespace", complete_uri,
	  .required = true },
	SCOPE_OPTS("get metadata of"),
	{ "edit", OPT_FLAG, "refused: Hyper-V keeps no metadata" },
	{ "key", OPT_STR, "refused: Hyper-V keeps no metadata" },
	{ "set", OPT_STR, "refused: Hyper-V keeps no metadata" },
	{ "remove", OPT_FLAG, "refused: Hyper-V keeps no metadata" },
	{ 0 }
};

static int metadata_check(const struct args *a, struct err *e)
{
	static const char *const refused[] = { "edit", "key", "set", "remove" };

	for (size_t i = 0; i < 4; i++) {
		if (!args_flag(a, refused[i]))
			continue;
		err_set(e, ERR_USAGE, "Option --%s is not supported: Hyper-V "
			"keeps no metadata beside the notes", refused[i]);
		return err_hint(e, "hvsh desc --edit (the notes), hvsh edit (what "
				"there is below <metadata>)");
	}
	return scope_check(a, e);
}

/* The one namespace there is: that of what libvirt's XML has no word for. */
static int metadata_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_CONFIG *config = NULL;
	AUTO_STR xml = STR_INIT;
	AUTO_STR part = STR_INIT;
	size_t n = 0;

	if (metadata_check(a, e) < 0 || domain_config(c, a, &config, e) < 0)
		return -1;
	domxml_write(config, 0, &xml);
	if (!strcmp(args_str(a, "uri"), DOMXML_NS) &&
	    domxml_xpath(xml.buf, "/domain/metadata/*", false, &part, &n,
			 e) < 0)
		return -1;
	if (!n)
		return err_set(e, ERR_NOT_FOUND, "metadata not found: "
			       "Requested metadata element is not present");
	out_raw(c->out, part.buf);
	return 0;
}

const struct cmd cmd_metadata = {
	.name = "metadata", .group = "domain",
	.summary = "show or set domain's custom XML metadata",
	.details = "Shows the XML metadata of a domain: what dumpxml has below "
		   "<metadata>. Free text is kept in the notes; see desc.",
	.opts = metadata_opts, .flags = CMD_NEEDS_HOST, .run = metadata_run,
};

/* --- dommemstat --- */

static const struct opt memstat_opts[] = {
	DOMAIN_OPT(complete_vm_active),
	{ "period", OPT_NUM, "refused: Hyper-V collects by itself" },
	SCOPE_OPTS("of --period, refused without it:"),
	{ 0 }
};

/* The scopes are those of --period alone, in virsh as well. */
static int memstat_check(const struct args *a, struct err *e)
{
	static const char *const refused[] = {
		"period", "live", "config", "current"
	};

	for (size_t i = 0; i < 4; i++)
		if (args_flag(a, refused[i]))
			return err_set(e, ERR_USAGE, "Option --%s is not "
				       "supported: Hyper-V collects memory "
				       "statistics by itself, there is no "
				       "period to set", refused[i]);
	return 0;
}

static int memstat_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *word;
	struct hv_host *h;
	uint64_t kib;

	if (memstat_check(a, e) < 0 || domain_word(a, &word, e) < 0)
		return -1;
	h = ctx_host(c, e);
	if (!h || hv_memory_use(h, word, &kib, e) < 0)
		return -1;
	if (out_format(c->out) == OUT_TEXT) {
		AUTO_FREE char *line = xasprintf("actual %" PRIu64 "\n", kib);

		out_raw(c->out, line);
		return 0;
	}
	out_field(c->out, "actual_kib", "actual", out_num(kib));
	out_end(c->out);
	return 0;
}

const struct cmd cmd_dommemstat = {
	.name = "dommemstat", .group = "monitor",
	.summary = "get memory statistics for a domain",
	.details = "Get memory statistics for a running domain: what it has "
		   "right now, in KiB.",
	.opts = memstat_opts, .flags = CMD_NEEDS_HOST, .run = memstat_run,
};
