/* cmd/undefine.c - undefine: a VM, and its disk files if that is asked for */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/refused.h"
#include "cmd/storage.h"
#include "cmd/vm_names.h"
#include "domxml/target.h"
#include "hv/checkpoint.h"
#include "hv/config.h"
#include "hv/define.h"
#include "hv/path.h"
#include "hv/power.h"
#include "hv/storage.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/complete.h"
#include "shell/confirm.h"
#include "shell/out.h"
#include "shell/pairs.h"

COMPLETER(complete_storage)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_CONFIG *vm = NULL;
	const char *domain = args_str(a, "domain");
	struct hv_host *h = domain ? ctx_host(c, &e) : NULL;

	if (!h || hv_config_read(h, domain, &vm, &e) < 0)
		return;
	for (size_t i = 0; i < vm->drives.n; i++) {
		const struct hv_drive *d = &vm->drives.v[i];
		AUTO_FREE char *target = domxml_target(d->bus, d->controller,
						       d->slot);

		if (d->kind == HV_DRIVE_DISK && d->image)
			pairs_offer_value(word, NULL, target, to);
	}
}

static const struct opt undefine_opts[] = {
	DOMAIN_OPT(complete_vm_inactive),
	{ "managed-save", OPT_FLAG, "remove domain managed state file" },
	{ "storage", OPT_STR, "remove associated storage volumes (comma "
	  "separated list of targets or source paths) (see domblklist)",
	  complete_storage },
	{ "remove-all-storage", OPT_FLAG,
	  "remove all associated storage volumes (use with caution)" },
	{ "snapshots-metadata", OPT_FLAG,
	  "remove all domain snapshots: they always go" },
	{ "dry-run", OPT_FLAG, "only tell what would be removed" },
	CONFIRM_OPT,
	{ 0 }
};

/* Hyper-V would throw a saved state away without a word. */
static int check_state(const struct hv_vm *vm, bool saved_too, struct err *e)
{
	if (hv_state_is(vm->state, HV_SAVED) && !saved_too) {
		err_set(e, ERR_STATE, "Refusing to undefine while domain "
			"managed save image exists");
		return domain_hint(e, "managedsave-remove", vm->name,
				   "drops it");
	}
	if (!hv_state_active(vm->state) || !hv_state_known(vm->state))
		return 0;
	err_set(e, ERR_STATE, "Requested operation is not valid: the domain "
		"is active");
	return domain_hint(e, "destroy", vm->name, "turns it off");
}

/* --- which files --- */

/* What goes, borrowed from 'all'. */
struct plan {
	struct hv_storage all;
	VEC(const struct hv_stored *) files;
	bool merging;           /* the host has checkpoints' disks to merge */
};
#define PLAN_INIT { .merging = false }

static void plan_clear(struct plan *p)
{
	hv_storage_free(&p->all);
	vec_free(&p->files);
}
#define AUTO_PLAN __attribute__((cleanup(plan_clear))) struct plan

/* All files of the drive that has this one. */
static void choose_drive(struct plan *p, const struct hv_stored *f)
{
	for (size_t i = 0; i < p->all.n; i++) {
		const struct hv_stored *it = &p->all.v[i];
		bool there = hv_path_cmp(it->root, f->root) != 0;

		for (size_t k = 0; k < p->files.n; k++)
			there |= p->files.v[k] == it;
		if (!there)
			vec_push(&p->files, it);
	}
}

static const char *image_at(const struct hv_config *vm, const char *word)
{
	for (size_t i = 0; i < vm->drives.n; i++) {
		const struct hv_drive *d = &vm->drives.v[i];
		AUTO_FREE char *target = domxml_target(d->bus, d->controller,
						       d->slot);

		if (d->image && (!strcmp(target, word) ||
				 !hv_path_cmp(d->image, word)))
			return d->image;
	}
	return NULL;
}

static int choose_word(struct plan *p, const struct hv_config *vm,
		       const char *word, struct err *e)
{
	const char *image = image_at(vm, word);
	const struct hv_stored *f = image ? hv_storage_find(&p->all, image) :
					    NULL;

	if (!image) {
		err_set(e, ERR_NOT_FOUND, "Storage volume '%s' was not found "
			"in domain's definition", word);
		return domain_hint(e, "domblklist", vm->name, "shows them");
	}
	if (!f)
		return err_set(e, ERR_USAGE, "'%s' is no virtual disk: ISO "
			       "images and physical disks stay", word);
	choose_drive(p, f);
	return 0;
}

static int choose_words(struct plan *p, struct hv_host *h,
			const struct hv_vm *vm, const char *words,
			struct err *e)
{
	AUTO_CONFIG *config = NULL;

	if (hv_config_read(h, vm->guid, &config, e) < 0)
		return -1;
	for (const char *at = words;; at++) {
		AUTO_STR word = STR_INIT;

		at = pairs_part(at, &word);
		if (choose_word(p, config, word.buf, e) < 0)
			return -1;
		if (!*at)
			return 0;
	}
}

static int check_file(const struct hv_stored *f, struct err *e)
{
	AUTO_STR who = STR_INIT;
	AUTO_STR quoted = STR_INIT;

	if (!f->others.n) {
		AUTO_FREE char *clean = NULL;

		if (hv_path_clean(f->path, &clean, e) < 0)
			return err_wrap(e, "'%s' cannot be removed", f->path);
		return 0;
	}
	claims_text(&f->others, &who);
	str_add_shell(&quoted, f->path);
	err_set(e, ERR_STATE, "nothing is removed, for '%s' is used by %s",
		f->path, who.buf);
	return err_hint(e, "hvsh vol-users %s (shows how)", quoted.buf);
}

static int make_plan(const struct args *a, struct hv_host *h,
		     const struct hv_vm *vm, struct plan *p, struct err *e)
{
	const char *words = args_str(a, "storage");

	if (!words && !args_flag(a, "remove-all-storage"))
		return 0;
	if (hv_storage_read(h, vm->guid, &p->all, e) < 0)
		return err_wrap(e, "cannot tell which files it has");
	for (size_t i = 0; i < p->all.n; i++) {
		p->merging |= hv_path_ext(p->all.v[i].path, "avhd avhdx");
		if (!words)
			vec_push(&p->files, &p->all.v[i]);
	}
	if (words && choose_words(p, h, vm, words, e) < 0)
		return -1;
	for (size_t i = 0; i < p->files.n; i++)
		if (check_file(p->files.v[i], e) < 0)
			return -1;
	return 0;
}

/* --- before it is done --- */

static void row(struct out *o, const char *kind, const char *name)
{
	out_cell(o, out_str(kind));
	out_cell(o, out_str(name));
}

static void show(struct out *o, const struct hv_vm *vm,
		 const struct hv_checkpoints *l, const struct plan *p)
{
	static const struct out_col cols[] = {
		{ "kind", "Kind" }, { "name", "Name" }, { 0 }
	};

	out_list(o, cols);
	row(o, "domain", vm->name);
	for (size_t i = 0; i < l->list.n; i++)
		row(o, "snapshot", l->list.v[i].name);
	for (size_t i = 0; i < p->files.n; i++)
		row(o, "file", p->files.v[i]->path);
	out_end(o);
}

static int ask(const struct hv_vm *vm, const struct hv_checkpoints *l,
	       const struct plan *p, struct err *e)
{
	AUTO_STR too = STR_INIT;

	if (l->list.n)
		str_addf(&too, ", its %zu snapshot%s", l->list.n,
			 l->list.n == 1 ? "" : "s");
	for (size_t i = 0; i < p->files.n; i++)
		str_addf(&too, "%s'%s'", i ? ", " : " and delete ",
			 p->files.v[i]->path);
	return confirm(false, e, "undefine domain '%s'%s", vm->name, too.buf);
}

/* 1: only shown. */
static int show_or_ask(struct ctx *c, const struct args *a, struct hv_host *h,
		       const struct hv_vm *vm, const struct plan *p,
		       struct err *e)
{
	AUTO_CHECKPOINTS l = HV_CHECKPOINTS_INIT;
	bool dry = args_flag(a, "dry-run");

	if (!dry && args_flag(a, "yes"))
		return 0;
	if (hv_checkpoint_list(h, vm->guid, HV_CHECKPOINTS_BRIEF, &l, e) < 0)
		return -1;
	if (!dry)
		return ask(vm, &l, p, e);
	show(c->out, vm, &l, p);
	return 1;
}

/* --- doing it --- */

static int remove_files(struct ctx *c, struct hv_host *h, const char *name,
			const struct plan *p, struct err *e)
{
	AUTO_ERR first = ERR_INIT;
	AUTO_STR left = STR_INIT;
	struct domain_watch w;
	size_t n = 0;

	for (size_t i = 0; i < p->files.n; i++) {
		const char *path = p->files.v[i]->path;
		AUTO_ERR why = ERR_INIT;
		int r = hv_storage_delete(h, path, p->merging, domain_watch(
					  &w, c, "Removing disks"), &why);

		domain_watch_end(&w);
		if (r == 0) {
			out_done(c->out, "Volume '%s' removed.", path);
			continue;
		}
		str_addf(&left, "%s%s", n++ ? "; " : "", why.msg);
		if (!first.kind)
			err_move(&first, &why);
	}
	if (!n)
		return 0;
	err_set(e, first.kind == ERR_INTERRUPTED ? ERR_INTERRUPTED : ERR_FAILED,
		"domain '%s' is undefined, but %zu of its %zu "
		"files are still there: %s", name, n, p->files.n, left.buf);
	return err_hint(e, "hvsh vol-delete (removes a file)");
}

/* The host may remove the domain all the same; nobody removes its files then. */
static int left_alone(const struct plan *p, struct err *e)
{
	if (!err_unclear(e))
		return -1;
	for (size_t i = 0; i < p->files.n; i++)
		err_append(e, "%s'%s'", i ? ", " : "; its files stay: ",
			   p->files.v[i]->path);
	return -1;
}

static int undefine(struct ctx *c, struct hv_host *h, const struct hv_vm *vm,
		    const struct plan *p, struct err *e)
{
	struct domain_watch w;
	int r = hv_vm_undefine(h, vm->guid, domain_watch(&w, c, "Removing"),
			       e);

	domain_watch_end(&w);
	if (r < 0) {
		err_wrap(e, "Failed to undefine domain '%s'", vm->name);
		return left_alone(p, e);
	}
	out_done(c->out, "Domain '%s' has been undefined", vm->name);
	return remove_files(c, h, vm->name, p, e);
}

static int undefine_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_PLAN p = PLAN_INIT;
	AUTO_VM *vm = NULL;
	struct hv_host *h;
	int r;

	if (args_str(a, "storage") && args_flag(a, "remove-all-storage"))
		return err_set(e, ERR_USAGE, "Options --storage and "
			       "--remove-all-storage are mutually exclusive");
	if (domain_find(c, a, &h, &vm, e) < 0)
		return -1;
	if (check_state(vm, args_flag(a, "managed-save"), e) < 0 ||
	    make_plan(a, h, vm, &p, e) < 0)
		return err_wrap(e, "Failed to undefine domain '%s'", vm->name);
	r = show_or_ask(c, a, h, vm, &p, e);
	if (r)
		return r < 0 ? -1 : 0;
	return undefine(c, h, vm, &p, e);
}

const struct cmd cmd_undefine = {
	.name = "undefine", .group = "domain",
	.summary = "undefine a domain",
	.details = "Undefine an inactive domain.  Its disk files stay, unless "
		   "they are asked for.",
	.opts = undefine_opts, .refused = refused_undefine,
	.flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = undefine_run,
};
