/* cmd/block_info.c - domblkinfo */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/storage.h"
#include "cmd/vm_names.h"
#include "domxml/target.h"
#include "hv/config.h"
#include "hv/folder.h"
#include "hv/path.h"
#include "shell/args.h"
#include "shell/out.h"

static const struct opt info_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "device", OPT_ARG, "block device: target or path" },
	{ "human", OPT_FLAG, "Human readable output" },
	{ "all", OPT_FLAG, "display all block devices info" },
	{ 0 }
};

struct block {
	struct num capacity, allocation;
};

/* What is in a drive; nothing of an empty one, and of a disk of the host. */
static int look(struct hv_host *h, const struct hv_drive *d,
		struct block *ret, struct err *e)
{
	AUTO_VOLUME v = { 0 };
	AUTO_FREE char *path = NULL;

	*ret = (struct block){ 0 };
	if (!d->image || d->kind == HV_DRIVE_PHYSICAL)
		return 0;
	if (hv_path_clean(d->image, &path, e) < 0) {
		err_clear(e);           /* on a share: WMI shows none */
		return 0;
	}
	if (volume_read(h, path, d->image, &v, e) < 0)
		return -1;
	ret->capacity = v.capacity;
	ret->allocation = v.allocation;
	return 0;
}

static struct out_value cell(const struct args *a, struct num n,
			     char buf[SIZE_TEXT])
{
	if (!n.set)
		return out_null("-");
	if (args_flag(a, "human"))
		return out_num_as(n.v, size_text(n.v, 3, buf));
	return out_num(n.v);
}

static int show_all(struct ctx *c, const struct args *a, struct hv_host *h,
		    const struct hv_config *vm, struct err *e)
{
	static const struct out_col cols[] = {
		{ "target", "Target" }, { "capacity_bytes", "Capacity" },
		{ "allocation_bytes", "Allocation" },
		{ "physical_bytes", "Physical" }, { 0 }
	};
	AUTO_FREE struct block *b = xcalloc(vm->drives.n + 1, sizeof *b);
	char buf[SIZE_TEXT];

	for (size_t i = 0; i < vm->drives.n; i++)
		if (look(h, &vm->drives.v[i], &b[i], e) < 0)
			return -1;
	out_list(c->out, cols);
	for (size_t i = 0; i < vm->drives.n; i++) {
		const struct hv_drive *d = &vm->drives.v[i];
		AUTO_FREE char *target = domxml_target(d->bus, d->controller,
						       d->slot);

		out_cell(c->out, out_str(target));
		out_cell(c->out, cell(a, b[i].capacity, buf));
		out_cell(c->out, cell(a, b[i].allocation, buf));
		out_cell(c->out, cell(a, b[i].allocation, buf));
	}
	out_end(c->out);
	return 0;
}

static const struct hv_drive *find_drive(const struct hv_config *vm,
					 const char *device)
{
	for (size_t i = 0; i < vm->drives.n; i++) {
		const struct hv_drive *d = &vm->drives.v[i];
		AUTO_FREE char *target = domxml_target(d->bus, d->controller,
						       d->slot);

		if (!strcmp(target, device) ||
		    (d->image && !hv_path_cmp(d->image, device)))
			return d;
	}
	return NULL;
}

static void field(struct out *o, const struct args *a, const char *key,
		  const char *label, struct num n)
{
	char buf[SIZE_TEXT];

	out_field(o, key, label, cell(a, n, buf));
}

static int show_one(struct ctx *c, const struct args *a, struct hv_host *h,
		    const struct hv_config *vm, struct err *e)
{
	const char *device = args_str(a, "device");
	const struct hv_drive *d = find_drive(vm, device);
	struct block b;

	if (!d)
		return err_set(e, ERR_NOT_FOUND, "invalid argument: invalid path "
			       "%s not assigned to domain", device);
	if (look(h, d, &b, e) < 0)
		return -1;
	field(c->out, a, "capacity_bytes", "Capacity", b.capacity);
	field(c->out, a, "allocation_bytes", "Allocation", b.allocation);
	field(c->out, a, "physical_bytes", "Physical", b.allocation);
	out_end(c->out);
	return 0;
}

static int info_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_CONFIG *vm = NULL;
	const char *word = NULL;
	struct hv_host *h;

	if (domain_word(a, &word, e) < 0)
		return -1;
	if (!args_flag(a, "all") && !args_str(a, "device"))
		return err_set(e, ERR_USAGE, "command 'domblkinfo' requires "
			       "<device> option");
	h = ctx_host(c, e);
	if (!h || hv_config_read(h, word, &vm, e) < 0)
		return -1;
	return args_flag(a, "all") ? show_all(c, a, h, vm, e)
				   : show_one(c, a, h, vm, e);
}

const struct cmd cmd_domblkinfo = {
	.name = "domblkinfo", .group = "monitor",
	.summary = "domain block device size information",
	.details = "Get block device size info for a domain: what the guest "
		   "sees, and what the file takes.",
	.opts = info_opts, .flags = CMD_NEEDS_HOST, .run = info_run,
};
