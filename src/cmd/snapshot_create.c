/* cmd/snapshot_create.c - snapshot-create, snapshot-create-as */
#include <string.h>

#include "base/err.h"
#include "base/intr.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/input.h"
#include "cmd/refused.h"
#include "cmd/snapshot.h"
#include "domxml/snapshot.h"
#include "hv/power.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/cmd.h"
#include "shell/out.h"

#define KIND_OPTS \
	{ "production", OPT_FLAG, "consistent disks, made so by the guest; " \
	  "where it cannot, with its memory" }, \
	{ "production-only", OPT_FLAG, "consistent disks or nothing" }, \
	{ "standard", OPT_FLAG, "with the guest's memory, where it runs" }, \
	{ "quiesce", OPT_FLAG, "the same as --production-only" }, \
	{ "halt", OPT_FLAG, "halt domain after snapshot is created" }

/* What is to be made. */
struct sketch {
	char *name, *description;       /* NULL: as the host makes them */
	unsigned kind;                  /* 0: as the domain is set */
	bool halt;
};

static void sketch_clear(struct sketch *k)
{
	free(k->name);
	free(k->description);
}
#define AUTO_SKETCH __attribute__((cleanup(sketch_clear))) struct sketch

static int read_kind(const struct args *a, struct sketch *to, struct err *e)
{
	static const struct { const char *name; unsigned kind; } kinds[] = {
		{ "production", HV_CHECKPOINT_PRODUCTION },
		{ "production-only", HV_CHECKPOINT_PRODUCTION_ONLY },
		{ "quiesce", HV_CHECKPOINT_PRODUCTION_ONLY },
		{ "standard", HV_CHECKPOINT_STANDARD },
	};
	const char *first = NULL;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!args_flag(a, kinds[i].name))
			continue;
		if (first && to->kind != kinds[i].kind)
			return err_set(e, ERR_USAGE, "Options --%s and --%s are "
				       "mutually exclusive", first,
				       kinds[i].name);
		first = kinds[i].name;
		to->kind = kinds[i].kind;
	}
	to->halt = args_flag(a, "halt");
	return 0;
}

static int set_kind(struct ctx *c, const struct snapshots *s, unsigned kind,
		    struct err *e)
{
	struct domain_watch w;
	int r = hv_vm_set_checkpoint_kind(s->h, s->vm->guid,
			(enum hv_checkpoint_kind)kind,
			domain_watch(&w, c, "Setting the kind"), e);

	domain_watch_end(&w);
	return r;
}

/* The kind is a setting of the VM, and goes back to what it was. */
static void restore_kind(struct ctx *c, const struct snapshots *s)
{
	AUTO_ERR e = ERR_INIT;
	bool stopped = intr_lift();

	if (set_kind(c, s, (unsigned)s->l.kind.v, &e) < 0)
		out_warn(c->out, "the kind of checkpoints of domain '%s' stays "
			 "changed: %s", s->vm->name, e.msg);
	intr_restore(stopped);
}

static int take(struct ctx *c, const struct snapshots *s, char **ret_id,
		struct err *e)
{
	struct domain_watch w;
	int r = hv_checkpoint_create(s->h, s->vm->guid,
			domain_watch(&w, c, "Taking the checkpoint"),
			ret_id, e);

	domain_watch_end(&w);
	return r;
}

static int take_kind(struct ctx *c, const struct snapshots *s, unsigned kind,
		     char **ret_id, struct err *e)
{
	int r;

	if (!kind || (s->l.kind.set && s->l.kind.v == kind))
		return take(c, s, ret_id, e);
	/* before 2016 there is one kind, and no word for it */
	if (!s->l.kind.set && kind == HV_CHECKPOINT_STANDARD)
		return take(c, s, ret_id, e);
	if (!s->l.kind.set)
		return err_set(e, ERR_FAILED, "this host knows standard "
			       "checkpoints only");
	if (set_kind(c, s, kind, e) < 0)
		return -1;
	r = take(c, s, ret_id, e);
	restore_kind(c, s);
	return r;
}

/* What nobody waits for is made without what comes after it. */
static int left_alone(const struct sketch *k, struct err *e)
{
	if (!err_unclear(e))
		return -1;
	if (k->name || k->description)
		err_append(e, "; what it makes is named by the host "
			   "(snapshot-rename changes that)");
	if (k->halt)
		err_append(e, "; the domain is not halted");
	return -1;
}

/* What was made is told, whatever fails after that. */
static int finish(struct ctx *c, const struct snapshots *s,
		  const struct sketch *k, const char *id, struct err *e)
{
	struct domain_watch w;
	int r = 0;

	if (k->name || k->description) {
		r = hv_checkpoint_modify(s->h, id, k->name, k->description,
				domain_watch(&w, c, "Naming it"), e);
		domain_watch_end(&w);
		if (r < 0)
			return err_wrap(e, "Domain snapshot %s was created, but "
					"cannot be named", id);
	}
	if (k->halt && hv_state_active(s->vm->state)) {
		r = hv_vm_request(s->h, s->vm->guid, HV_OFF,
				  domain_watch(&w, c, "Turning off"), e);
		domain_watch_end(&w);
		if (r < 0)
			return err_wrap(e, "Domain snapshot %s was created, but "
					"the domain cannot be halted", id);
	}
	return 0;
}

/* The name that the host gave, where none was wanted. */
static int tell(struct ctx *c, const struct snapshots *s,
		const struct sketch *k, const char *id, struct err *e)
{
	AUTO_CHECKPOINTS now = HV_CHECKPOINTS_INIT;
	const struct hv_checkpoint *cp = NULL;
	const char *name = k->name;

	if (!name) {
		if (hv_checkpoint_list(s->h, s->vm->guid, HV_CHECKPOINTS_BRIEF,
				       &now, e) < 0)
			return err_wrap(e, "Domain snapshot %s was created", id);
		cp = hv_checkpoint_at(&now, id);
		name = cp ? cp->name : id;
	}
	out_done(c->out, "Domain snapshot %s created", name);
	return 0;
}

static int create(struct ctx *c, const struct args *a, const struct sketch *k,
		  struct err *e)
{
	AUTO_SNAPSHOTS s = SNAPSHOTS_INIT;
	AUTO_FREE char *id = NULL;

	if (snapshots_load(c, a, HV_CHECKPOINTS_ALL, &s, e) < 0)
		return -1;
	if (k->name && snapshot_check_name(&s, NULL, k->name, e) < 0)
		return -1;
	if (take_kind(c, &s, k->kind, &id, e) < 0) {
		err_wrap(e, "Failed to create a snapshot of domain '%s'",
			 s.vm->name);
		return left_alone(k, e);
	}
	if (finish(c, &s, k, id, e) < 0)
		return -1;
	return tell(c, &s, k, id, e);
}

static const struct opt create_as_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "name", OPT_ARG, "name of snapshot" },
	{ "description", OPT_ARG, "description of snapshot" },
	{ "print-xml", OPT_FLAG, "print XML document rather than create" },
	KIND_OPTS,
	{ 0 }
};

static int create_as_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_SKETCH k = {
		.name = xstrdup(args_str(a, "name")),
		.description = xstrdup(args_str(a, "description")),
	};
	AUTO_STR text = STR_INIT;

	if (read_kind(a, &k, e) < 0)
		return -1;
	if (k.name && !*k.name)
		return err_set(e, ERR_USAGE, "a snapshot's name cannot be empty");
	if (!args_flag(a, "print-xml"))
		return create(c, a, &k, e);
	domxml_snapshot_sketch(k.name, k.description, &text);
	out_raw(c->out, text.buf);
	return 0;
}

const struct cmd cmd_snapshot_create_as = {
	.name = "snapshot-create-as", .group = "snapshot",
	.summary = "Create a snapshot from a set of args",
	.details = "Take a checkpoint of a domain: of its disks and, where it "
		   "runs, of its memory or of disks that its guest has made "
		   "consistent.",
	.opts = create_as_opts, .refused = refused_snapshot_create,
	.flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = create_as_run,
};

static const struct opt create_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "xmlfile", OPT_ARG, "domain snapshot XML", complete_file },
	KIND_OPTS,
	{ 0 }
};

static int create_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *file = args_str(a, "xmlfile");
	AUTO_SKETCH k = { NULL };
	AUTO_FREE char *text = NULL;
	size_t n;

	if (read_kind(a, &k, e) < 0)
		return -1;
	if (file && (input_xml(file, &text, &n, e) < 0 ||
		     domxml_snapshot_read(text, file, &k.name, &k.description,
					  e) < 0))
		return -1;
	return create(c, a, &k, e);
}

const struct cmd cmd_snapshot_create = {
	.name = "snapshot-create", .group = "snapshot",
	.summary = "Create a snapshot from XML",
	.details = "Take a checkpoint named and described by an XML document, "
		   "or as the host names it.",
	.opts = create_opts, .refused = refused_snapshot_create,
	.flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = create_run,
};
