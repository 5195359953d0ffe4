/* cmd/create_disks.c - create-vm's --disk and --cdrom */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/create.h"
#include "cmd/ctx.h"
#include "cmd/storage.h"
#include "domxml/target.h"
#include "hv/folder.h"
#include "hv/path.h"
#include "shell/args.h"
#include "shell/complete.h"
#include "shell/pairs.h"

#define SECTOR 4096

static const char *const disk_keys[] = {
	"path", "size", "bus", "format", "type", NULL
};

void disk_wishes_free(struct disk_wishes *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->v[i].path);
	vec_free(l);
}

/* --- the words --- */

static int word(const struct pairs *p, const char *key,
		int (*parse)(const char *, uint64_t *), struct num *ret,
		struct err *e)
{
	const char *text = pairs_get(p, key);

	if (!text)
		return 0;
	if (parse(text, &ret->v) < 0)
		return err_set(e, ERR_USAGE, "--disk: unknown %s '%s'", key,
			       text);
	ret->set = true;
	return 0;
}

static int read_bus(const struct pairs *p, unsigned generation,
		    struct disk_wish *to, struct err *e)
{
	const char *text = pairs_get(p, "bus");

	if (!text)
		return 0;
	if (domxml_bus_parse(text, &to->bus) < 0 || to->bus == HV_BUS_FLOPPY)
		return err_set(e, ERR_USAGE, "--disk: bus '%s' is neither ide "
			       "nor scsi", text);
	if (to->bus == HV_BUS_IDE && generation == 2)
		return err_set(e, ERR_USAGE, "a domain of generation 2 has no "
			       "IDE controller");
	to->has_bus = true;
	return 0;
}

/* The format is that of the name, if it says one. Generation 2 boots from and
 * takes VHDX alone, as Microsoft's comparison of the generations has it. */
static int check_format(struct disk_wish *to, unsigned generation,
			struct err *e)
{
	uint64_t told = to->path ? hv_disk_format_of(to->path) : 0;

	if (to->path && !to->size.set && !told)
		return err_set(e, ERR_USAGE, "'%s' is no virtual disk; an ISO "
			       "image is for --cdrom", to->path);
	if (told && to->format.set && told != to->format.v)
		return err_set(e, ERR_USAGE, "the name '%s' does not fit the "
			       "format %s", to->path,
			       hv_disk_format_name(to->format.v));
	if (!to->format.set)
		to->format = (struct num){ told ? told : HV_FORMAT_VHDX, true };
	if (to->format.v == HV_FORMAT_VHD && generation == 2)
		return err_set(e, ERR_USAGE, "a domain of generation 2 has no "
			       "VHD disks: only VHDX");
	return 0;
}

static int check_new(const struct pairs *p, struct disk_wish *to,
		     struct err *e)
{
	const char *size = pairs_get(p, "size");

	if (!size) {
		if (!to->path)
			return err_set(e, ERR_USAGE, "--disk has neither path= "
				       "nor size=");
		if (to->type.set || to->format.set)
			return err_set(e, ERR_USAGE, "--disk: type= and "
				       "format= are for a new disk, which has "
				       "a size=");
		return 0;
	}
	if (size_parse(size, &to->size.v, e) < 0)
		return -1;
	if (!to->size.v || to->size.v > INT64_MAX)
		return err_set(e, ERR_USAGE, "--disk: a size of '%s' is not "
			       "possible", size);
	to->size.v = (to->size.v + SECTOR - 1) / SECTOR * SECTOR;
	to->size.set = true;
	if (!to->type.set)
		to->type = (struct num){ HV_DISK_DYNAMIC, true };
	if (to->type.v == HV_DISK_DIFFERENCING)
		return err_set(e, ERR_USAGE, "--disk: a new disk is fixed or "
			       "dynamic; vol-create-as makes a differencing one");
	return 0;
}

static int read_one(const char *text, unsigned generation,
		    struct disk_wish *to, struct err *e)
{
	AUTO_PAIRS p = VEC_INIT;
	const char *path;

	if (pairs_parse("disk", text, disk_keys, &p, e) < 0)
		return -1;
	path = pairs_get(&p, "path");
	if (path && hv_path_is(path) && hv_path_clean(path, &to->path, e) < 0)
		return -1;
	if (path && !to->path) {
		if (hv_name_check(path, e) < 0)
			return -1;
		to->path = xstrdup(path);
	}
	if (word(&p, "type", hv_disk_type_parse, &to->type, e) < 0 ||
	    word(&p, "format", hv_disk_format_parse, &to->format, e) < 0 ||
	    read_bus(&p, generation, to, e) < 0 || check_new(&p, to, e) < 0)
		return -1;
	return check_format(to, generation, e);
}

int disk_wishes_read(const struct args *a, const struct hv_config *c,
		     struct disk_wishes *ret, struct err *e)
{
	size_t n;
	const char *const *words = args_list(a, "disk", &n);

	for (size_t i = 0; i < n; i++)
		if (read_one(words[i], c->generation, vec_new(ret), e) < 0)
			return -1;
	return 0;
}

/* --- paths --- */

static bool needs_folder(const struct disk_wishes *l, const char *cdrom)
{
	for (size_t i = 0; i < l->n; i++)
		if (!l->v[i].path || !hv_path_is(l->v[i].path))
			return true;
	return cdrom && !hv_path_is(cdrom);
}

/* NAME.vhdx, NAME-1.vhdx, ... */
static char *choose_name(const char *vm, unsigned number, uint64_t format)
{
	AUTO_FREE char *base = hv_path_safe_name(vm);
	const char *ext = hv_disk_format_name(format);

	return number ? xasprintf("%s-%u.%s", base, number, ext) :
			xasprintf("%s.%s", base, ext);
}

static int set_path(struct disk_wish *w, const char *folder, const char *vm,
		    unsigned *number, struct err *e)
{
	AUTO_FREE char *name = NULL;

	if (w->path && hv_path_is(w->path))
		return hv_disk_format_of(w->path) ? 0 :
		       err_set(e, ERR_USAGE, "'%s' has no extension of a "
			       "virtual disk", w->path);
	if (w->path && !hv_disk_format_of(w->path))
		name = xasprintf("%s.%s", w->path,
				 hv_disk_format_name(w->format.v));
	else
		name = w->path ? TAKE(w->path) :
		       choose_name(vm, (*number)++, w->format.v);
	free(w->path);
	w->path = NULL;
	if (hv_name_check(name, e) < 0)
		return -1;
	w->path = hv_path_join(folder, name);
	return 0;
}

/* --- places --- */

/* What is free: generation 1 has two IDE controllers with two places each, of
 * which the third is the DVD drive's. */
struct places {
	unsigned ide, ide_end, scsi;
	bool dvd;               /* the third is taken */
};

static int next_place(struct places *p, const struct disk_wish *w,
		      struct hv_drive *d, struct err *e)
{
	static const unsigned ide[4] = { 0, 1, 3, 2 };
	unsigned n = p->dvd ? 3 : p->ide_end;

	if (p->ide < n && (!w->has_bus || w->bus == HV_BUS_IDE)) {
		unsigned at = ide[p->ide++];

		d->bus = HV_BUS_IDE;
		d->controller = at / 2;
		d->slot = at % 2;
		return 0;
	}
	if (w->has_bus && w->bus == HV_BUS_IDE)
		return err_set(e, ERR_USAGE, "there are no more places on IDE");
	d->bus = HV_BUS_SCSI;
	d->controller = p->scsi / DOMXML_SCSI_SLOTS;
	d->slot = p->scsi++ % DOMXML_SCSI_SLOTS;
	if (d->controller >= DOMXML_SCSI_CONTROLLERS)
		return err_set(e, ERR_USAGE, "there are no more places on SCSI");
	return 0;
}

static void add_new(struct hv_creation *to, const struct disk_wish *w)
{
	struct hv_new_disk *d = vec_new(&to->disks);

	d->disk.path = xstrdup(w->path);
	d->disk.type = w->type;
	d->disk.format = w->format;
	d->disk.size = w->size;
}

static int add_disk(struct hv_creation *to, struct places *p,
		    const struct disk_wish *w, struct err *e)
{
	struct hv_drive d = { .kind = HV_DRIVE_DISK };

	for (size_t i = 0; i < to->config->drives.n; i++)
		if (!hv_path_cmp(to->config->drives.v[i].image, w->path))
			return err_set(e, ERR_USAGE, "'%s' is given twice",
				       w->path);
	if (next_place(p, w, &d, e) < 0)
		return -1;
	d.image = xstrdup(w->path);
	vec_push(&to->config->drives, d);
	if (w->size.set)
		add_new(to, w);
	return 0;
}

static int add_cdrom(struct hv_creation *to, struct places *p,
		     const char *folder, const char *cdrom, struct err *e)
{
	static const struct disk_wish any = { 0 };
	struct hv_drive d = { .kind = HV_DRIVE_DVD };

	if (hv_path_is(cdrom) ? hv_path_clean(cdrom, &d.image, e) < 0 :
	    hv_name_check(cdrom, e) < 0)
		return -1;
	if (!d.image)
		d.image = hv_path_join(folder, cdrom);
	if (!hv_path_ext(d.image, "iso")) {
		err_set(e, ERR_USAGE, "'%s' is no ISO image", d.image);
		hv_drive_clear(&d);
		return -1;
	}
	if (p->dvd) {
		d.bus = HV_BUS_IDE;
		d.controller = 1;
	} else if (next_place(p, &any, &d, e) < 0) {
		hv_drive_clear(&d);
		return -1;
	}
	vec_push(&to->config->drives, d);
	return 0;
}

int disk_wishes_place(struct ctx *c, struct hv_host *h,
		      struct disk_wishes *l, const char *cdrom,
		      struct hv_creation *to, struct err *e)
{
	bool old = to->config->generation == 1;
	struct places p = { .ide_end = old ? 4 : 0, .dvd = old && cdrom };
	AUTO_POOL pool = { 0 };
	unsigned number = 0;

	/* for what is added later: attach-disk to a VM that runs, say */
	vec_push(&to->config->controllers, ((struct hv_controller){
		.bus = HV_BUS_SCSI }));
	if (needs_folder(l, cdrom) && pool_find(c, h, NULL, &pool, e) < 0)
		return -1;
	for (size_t i = 0; i < l->n; i++)
		if (set_path(&l->v[i], pool.path, to->config->name, &number,
			     e) < 0 ||
		    add_disk(to, &p, &l->v[i], e) < 0)
			return -1;
	return cdrom ? add_cdrom(to, &p, pool.path, cdrom, e) : 0;
}

/* --- completion --- */

/* What a pair may have behind its '='. */
static const struct {
	const char *key, *values[3];
} known[] = {
	{ "format=", { "vhdx", "vhd" } }, { "type=", { "dynamic", "fixed" } },
	{ "bus=", { "scsi", "ide" } },
};

static void offer_paths(struct ctx *c, const char *word, const char *value,
			struct candidates *to)
{
	struct candidates found = { 0 };

	volumes_offer(c, NULL, value, HV_DISK_EXTS, &found);
	for (size_t i = 0; i < found.words.n; i++)
		pairs_offer_value(word, "path", found.words.v[i], to);
	candidates_free(&found);
}

void complete_new_disk(struct ctx *c, const struct args *a, const char *word,
		       struct candidates *to)
{
	const char *last = word + pairs_last(word);
	size_t len = strcspn(last, "=") + 1;

	(void)a;
	if (!strncmp(last, "path=", 5))
		offer_paths(c, word, last + 5, to);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		AUTO_FREE char *key = xstrndup(known[i].key, len - 1);

		if (strncmp(last, known[i].key, len))
			continue;
		for (const char *const *v = known[i].values; *v; v++)
			pairs_offer_value(word, key, *v, to);
	}
	pairs_offer(word, disk_keys, to);
}

void complete_iso(struct ctx *c, const struct args *a, const char *word,
		  struct candidates *to)
{
	(void)a;
	isos_offer(c, NULL, word, to);
}
