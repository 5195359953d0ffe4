/* cmd/volume_make.c - vol-create, vol-create-as, vol-clone, vol-convert */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/input.h"
#include "cmd/refused.h"
#include "cmd/storage.h"
#include "domxml/storage.h"
#include "hv/folder.h"
#include "hv/path.h"
#include "shell/args.h"
#include "shell/out.h"

#define SECTOR 4096

static struct num number(uint64_t v)
{
	return (struct num){ v, true };
}

/* A name gets the extension of its format, where it has none; one that has
 * another is refused. *name is replaced. */
static int fit_name(char **name, struct num *format, struct err *e)
{
	uint64_t told = hv_disk_format_of(*name);
	char *longer;

	if (!format->set)
		*format = number(told ? told : HV_FORMAT_VHDX);
	if (told && told != format->v)
		return err_set(e, ERR_USAGE, "the name '%s' does not fit the "
			       "format %s", *name,
			       hv_disk_format_name(format->v));
	if (!told) {
		longer = xasprintf("%s.%s", *name,
				   hv_disk_format_name(format->v));
		free(*name);
		*name = longer;
	}
	return hv_name_check(*name, e);
}

static int parse_word(const struct args *a, const char *opt,
		      int (*parse)(const char *, uint64_t *),
		      struct num *ret, struct err *e)
{
	const char *word = args_str(a, opt);

	if (!word)
		return 0;
	if (parse(word, &ret->v) < 0)
		return err_set(e, ERR_USAGE, "unknown %s '%s'", opt, word);
	ret->set = true;
	return 0;
}

static int parse_bytes(const struct args *a, const char *opt, struct num *ret,
		       struct err *e)
{
	const char *word = args_str(a, opt);

	if (word && size_parse(word, &ret->v, e) < 0)
		return -1;
	ret->set = word != NULL;
	return 0;
}

/* d->path is a name until then; what a parent's path may be, too. */
static int place(struct hv_disk *d, const char *folder, struct err *e)
{
	AUTO_FREE char *name = TAKE(d->path), *parent = TAKE(d->parent);

	if (fit_name(&name, &d->format, e) < 0)
		return -1;
	d->path = hv_path_join(folder, name);
	if (parent && !hv_path_is(parent))
		d->parent = hv_path_join(folder, parent);
	else if (parent && hv_path_clean(parent, &d->parent, e) < 0)
		return -1;
	if (d->parent && hv_disk_format_of(d->parent) != d->format.v)
		return err_set(e, ERR_USAGE, "a disk has the format of the one "
			       "it is based on, '%s'", hv_path_name(d->parent));
	if (d->size.set)
		d->size.v = (d->size.v + SECTOR - 1) / SECTOR * SECTOR;
	return 0;
}

static int create(struct ctx *c, const struct args *a, struct hv_disk *d,
		  struct err *e)
{
	AUTO_POOL pool = { 0 };
	struct domain_watch w;
	struct hv_host *h = ctx_host(c, e);
	int r;

	if (!h || pool_find(c, h, args_str(a, "pool"), &pool, e) < 0 ||
	    place(d, pool.path, e) < 0)
		return -1;
	r = hv_disk_create(h, d, domain_watch(&w, c, "Creating"), e);
	domain_watch_end(&w);
	return r;
}

static int report(struct ctx *c, const struct hv_disk *d)
{
	out_done(c->out, "Vol %s created", hv_path_name(d->path));
	return 0;
}

/* --- vol-create --- */

static const struct opt create_opts[] = {
	POOL_OPT,
	{ "file", OPT_ARG, "file containing an XML vol description",
	  complete_file, .required = true },
	{ 0 }
};

static int create_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *file = args_str(a, "file");
	AUTO_DISK d = { 0 };
	AUTO_FREE char *text = NULL;
	size_t len;

	if (input_xml(file, &text, &len, e) < 0 ||
	    domxml_volume_read(text, len, file, &d, e) < 0)
		return -1;
	if (create(c, a, &d, e) < 0)
		return err_wrap(e, "Failed to create vol from %s", file);
	out_done(c->out, "Vol %s created from %s", hv_path_name(d.path), file);
	return 0;
}

const struct cmd cmd_vol_create = {
	.name = "vol-create", .group = "volume",
	.summary = "create a vol from an XML file",
	.details = "Create a vol: a differencing disk where the XML has a "
		   "backingStore, a fixed one where the allocation is the "
		   "capacity, else a dynamic one.",
	.opts = create_opts, .refused = refused_vol_create,
	.flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = create_run,
};

/* --- vol-create-as --- */

static const struct opt create_as_opts[] = {
	POOL_OPT,
	{ "name", OPT_ARG, "name of the volume", NULL, .required = true },
	{ "capacity", OPT_ARG,
	  "size of the vol, as scaled integer (default bytes)", NULL,
	  .required = true },
	{ "allocation", OPT_STR,
	  "0 (the default) is dynamic, the whole capacity is fixed" },
	{ "format", OPT_STR, "vhdx, vhd or vhds (default: by the name, vhdx)",
	  complete_vol_format },
	{ "type", OPT_STR, "fixed, dynamic or differencing",
	  complete_vol_type },
	{ "backing-vol", OPT_STR, "the vol that a differencing disk is based "
	  "on; it has that one's capacity", complete_vol_disk },
	{ "block-size", OPT_STR, "of a dynamic disk, as scaled integer" },
	{ "sector-size", OPT_STR, "512 or 4096, as the guest sees it" },
	{ "physical-sector-size", OPT_STR, "512 or 4096" },
	{ 0 }
};

static int choose_type(const struct args *a, struct hv_disk *d, struct err *e)
{
	struct num allocation;

	if (parse_bytes(a, "allocation", &allocation, e) < 0)
		return -1;
	if (!d->type.set)
		d->type = number(d->parent ? HV_DISK_DIFFERENCING :
				 allocation.set && allocation.v &&
				 allocation.v >= d->size.v ? HV_DISK_FIXED :
							     HV_DISK_DYNAMIC);
	if ((d->type.v == HV_DISK_DIFFERENCING) != (d->parent != NULL))
		return err_set(e, ERR_USAGE, d->parent ?
			       "only a differencing disk is based on another" :
			       "a differencing disk needs --backing-vol");
	if (allocation.set && allocation.v && allocation.v < d->size.v)
		return err_set(e, ERR_USAGE, "the allocation is 0 or the whole "
			       "capacity");
	if (d->parent)
		d->size.set = false;    /* it has its parent's */
	return 0;
}

static int read_wish(const struct args *a, struct hv_disk *d, struct err *e)
{
	d->path = xstrdup(args_str(a, "name"));
	d->parent = xstrdup(args_str(a, "backing-vol"));
	if (parse_word(a, "format", hv_disk_format_parse, &d->format, e) < 0 ||
	    parse_word(a, "type", hv_disk_type_parse, &d->type, e) < 0 ||
	    parse_bytes(a, "capacity", &d->size, e) < 0 ||
	    parse_bytes(a, "block-size", &d->block, e) < 0 ||
	    parse_bytes(a, "sector-size", &d->sector, e) < 0 ||
	    parse_bytes(a, "physical-sector-size", &d->physical_sector, e) < 0)
		return -1;
	return choose_type(a, d, e);
}

static int create_as_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *name = args_str(a, "name");
	AUTO_DISK d = { 0 };

	if (read_wish(a, &d, e) < 0)
		return -1;
	if (create(c, a, &d, e) < 0)
		return err_wrap(e, "Failed to create vol %s", name);
	return report(c, &d);
}

const struct cmd cmd_vol_create_as = {
	.name = "vol-create-as", .group = "volume",
	.summary = "create a volume from a set of args",
	.details = "Create a vol. A name without an extension gets that of its "
		   "format. The capacity is rounded up to 4096 bytes.",
	.opts = create_as_opts, .refused = refused_vol_create_as,
	.flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = create_as_run,
};

/* --- vol-clone, vol-convert --- */

static const struct opt clone_opts[] = {
	VOL_OPT(complete_volume),
	{ "newname", OPT_ARG, "clone name", NULL, .required = true },
	VOL_POOL_OPT,
	{ 0 }
};

static int convert(struct ctx *c, struct hv_host *h, const struct volume *v,
		   const struct hv_disk *to, struct err *e)
{
	struct domain_watch w;
	int r = hv_disk_convert(h, v->path, to, domain_watch(&w, c, "Copying"),
				e);

	domain_watch_end(&w);
	return r;
}

/* The new one is beside the old one. */
static int copy_disk(struct ctx *c, struct hv_host *h, const struct volume *v,
		     struct hv_disk *to, struct err *e)
{
	AUTO_FREE char *folder = hv_path_folder(v->path);

	if (!to->type.set)
		to->type = number(v->disk.type.v == HV_DISK_FIXED ?
				  HV_DISK_FIXED : HV_DISK_DYNAMIC);
	if (to->type.v == HV_DISK_DIFFERENCING)
		return err_set(e, ERR_USAGE, "a copy is based on nothing: it is "
			       "fixed or dynamic");
	if (place(to, folder, e) < 0)
		return -1;
	return convert(c, h, v, to, e);
}

static int copy_file(struct hv_host *h, const struct volume *v,
		     struct hv_disk *to, struct err *e)
{
	AUTO_FREE char *folder = hv_path_folder(v->path);
	AUTO_FREE char *name = TAKE(to->path);

	if (!hv_path_ext(v->path, HV_VOLUME_EXTS) ||
	    !hv_path_ext(name, "iso"))
		return err_set(e, ERR_USAGE, "an ISO image is cloned to a name "
			       "that ends in .iso");
	if (hv_name_check(name, e) < 0)
		return -1;
	to->path = hv_path_join(folder, name);
	return hv_file_copy(h, v->path, to->path, e);
}

static int clone_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *word = args_str(a, "vol");
	AUTO_VOLUME v = { 0 };
	AUTO_DISK to = { .path = xstrdup(args_str(a, "newname")) };
	struct hv_host *h;
	int r;

	if (volume_find(c, a, &h, &v, e) < 0)
		return -1;
	if (v.is_disk && !hv_disk_format_of(to.path))
		to.format = v.disk.format;
	r = v.is_disk ? copy_disk(c, h, &v, &to, e)
		      : copy_file(h, &v, &to, e);
	if (r < 0)
		return err_wrap(e, "Failed to clone vol from %s", word);
	out_done(c->out, "Vol %s cloned from %s", hv_path_name(to.path), word);
	return 0;
}

const struct cmd cmd_vol_clone = {
	.name = "vol-clone", .group = "volume", .summary = "clone a volume.",
	.details = "Clone an existing volume within its folder. The clone of a "
		   "differencing disk holds all of its chain and is dynamic.",
	.opts = clone_opts, .refused = refused_vol_clone,
	.flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = clone_run,
};

static const struct opt convert_opts[] = {
	VOL_OPT(complete_vol_disk),
	{ "newname", OPT_ARG, "name of the new disk", NULL, .required = true },
	VOL_POOL_OPT,
	{ "format", OPT_STR, "vhdx, vhd or vhds (default: by the name)",
	  complete_vol_format },
	{ "type", OPT_STR, "fixed or dynamic (default: as it is)",
	  complete_copy_type },
	{ "block-size", OPT_STR, "of a dynamic disk, as scaled integer" },
	{ 0 }
};

static int convert_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *word = args_str(a, "vol");
	AUTO_VOLUME v = { 0 };
	AUTO_DISK to = { .path = xstrdup(args_str(a, "newname")) };
	struct hv_host *h;

	if (parse_word(a, "format", hv_disk_format_parse, &to.format, e) < 0 ||
	    parse_word(a, "type", hv_disk_type_parse, &to.type, e) < 0 ||
	    parse_bytes(a, "block-size", &to.block, e) < 0 ||
	    volume_find(c, a, &h, &v, e) < 0 ||
	    volume_need_disk(v.path, e) < 0)
		return -1;
	if (copy_disk(c, h, &v, &to, e) < 0)
		return err_wrap(e, "Failed to convert vol %s", word);
	out_done(c->out, "Vol %s converted to %s", word,
		 hv_path_name(to.path));
	return 0;
}

const struct cmd cmd_vol_convert = {
	.name = "vol-convert", .group = "volume",
	.summary = "copy a virtual disk into another format or type",
	.details = "Makes a new disk beside the old one, which stays as it is.",
	.opts = convert_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = convert_run,
};
