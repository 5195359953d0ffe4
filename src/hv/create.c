/* hv/create.c - VMs made together with their disks */
#include "hv/create.h"

#include "base/err.h"
#include "base/intr.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/config.h"
#include "hv/define.h"
#include "hv/folder.h"
#include "hv/path.h"

void hv_creation_clear(struct hv_creation *c)
{
	hv_config_free(c->config);
	for (size_t i = 0; i < c->disks.n; i++) {
		hv_disk_clear(&c->disks.v[i].disk);
		free(c->disks.v[i].copy_of);
	}
	vec_free(&c->disks);
	c->config = NULL;
}

/* --- what can be known before --- */

static bool is_new(const struct hv_creation *c, const char *path)
{
	for (size_t i = 0; i < c->disks.n; i++)
		if (!hv_path_cmp(c->disks.v[i].disk.path, path))
			return true;
	return false;
}

struct paths VEC_OF(const char *);

/* The files that are needed; what a new disk is made from, too. What is on a
 * share the host's WMI does not show (hv/path.h): its own check comes later. */
static void needed(const struct hv_creation *c, struct paths *to)
{
	for (size_t i = 0; i < c->config->drives.n; i++) {
		const struct hv_drive *d = &c->config->drives.v[i];

		if (d->image && d->kind != HV_DRIVE_PHYSICAL &&
		    d->image[0] != '\\' && !is_new(c, d->image))
			vec_push(to, d->image);
	}
	for (size_t i = 0; i < c->disks.n; i++) {
		const struct hv_new_disk *d = &c->disks.v[i];
		const char *from = d->copy_of ? d->copy_of : d->disk.parent;

		if (from && from[0] != '\\')
			vec_push(to, from);
	}
}

static int check_files(struct hv_host *h, const struct hv_creation *c,
		       struct paths *paths, struct err *e)
{
	AUTO_FREE struct hv_file *found = NULL;
	size_t n;
	int r;

	needed(c, paths);
	n = paths->n;
	for (size_t i = 0; i < c->disks.n; i++)
		vec_push(paths, c->disks.v[i].disk.path);
	found = xcalloc(paths->n + 1, sizeof *found);
	r = hv_files_find(h, paths->v, paths->n, found, e);
	for (size_t i = 0; r == 0 && i < paths->n; i++) {
		if (i < n && !found[i].path)
			r = err_set(e, ERR_NOT_FOUND, "the host has no file "
				    "'%s'", paths->v[i]);
		else if (i >= n && found[i].path)
			r = err_set(e, ERR_FAILED, "there is a file '%s' "
				    "already", found[i].path);
	}
	for (size_t i = 0; i < paths->n; i++)
		hv_file_clear(&found[i]);
	return r;
}

static int check_folders(struct hv_host *h, const struct hv_creation *c,
			 struct err *e)
{
	size_t n = c->disks.n;
	AUTO_FREE struct hv_folder *v = xcalloc(n + 1, sizeof *v);
	AUTO_FREE char **names = xcalloc(n + 1, sizeof *names);
	int r;

	for (size_t i = 0; i < n; i++)
		v[i].path = names[i] = hv_path_folder(c->disks.v[i].disk.path);
	r = hv_folders_read(h, v, n, false, e);
	for (size_t i = 0; i < n; i++) {
		if (r == 0 && !v[i].exists)
			r = err_set(e, ERR_NOT_FOUND, "the host has no folder "
				    "'%s'", names[i]);
		free(names[i]);
	}
	return r;
}

int hv_create_check(struct hv_host *h, struct hv_creation *c, struct err *e)
{
	struct paths paths = VEC_INIT;
	int r;

	if (hv_define_check(h, c->config, e) < 0)
		return -1;
	r = check_files(h, c, &paths, e);
	vec_free(&paths);
	return r < 0 ? -1 : check_folders(h, c, e);
}

/* --- making --- */

static void add_note(struct str *to, const char *what, const char *path)
{
	str_addf(to, "%s'%s'", to->len ? ", " : what, path);
}

/* Removes the first n of the new disks, whatever was pressed. */
static int remove_disks(struct hv_host *h, const struct hv_creation *c,
			size_t n, struct err *e)
{
	AUTO_STR gone = STR_INIT;
	AUTO_STR left = STR_INIT;
	bool stopped = intr_lift();

	for (size_t i = n; i-- > 0;) {
		const char *path = c->disks.v[i].disk.path;
		AUTO_ERR why = ERR_INIT;

		if (hv_file_delete(h, path, &why) == 0)
			add_note(&gone, "; removed again: ", path);
		else
			str_addf(&left, "; still there: %s", why.msg);
	}
	intr_restore(stopped);
	err_append(e, "%s", gone.buf);
	if (left.len)
		err_hint(e, "hvsh vol-delete (removes a file)");
	return err_append(e, "%s", left.buf);
}

/*
 * What became of the disk that could not be made. A file that is there now was
 * not there when it was looked for, but it need not be ours: it is named, and
 * stays.
 */
static int tell_unmade(struct hv_host *h, const char *path, struct err *e)
{
	AUTO_ERR why = ERR_INIT;
	AUTO_FILE f = { 0 };
	bool stopped = intr_lift();
	bool unclear = err_unclear(e);
	int r = hv_file_find(h, path, &f, &why);

	intr_restore(stopped);
	if (r < 0 && why.kind == ERR_NOT_FOUND && !unclear)
		return -1;
	return r == 0 ? err_append(e, "; still there, perhaps in parts: "
				   "'%s'", f.path) :
			err_append(e, "; it may be there later: '%s'",
				   path);
}

static int make_disk(struct hv_host *h, const struct hv_new_disk *d,
		     const struct hv_wait *wait, struct err *e)
{
	int r = d->copy_of ?
		hv_disk_convert(h, d->copy_of, &d->disk, wait, e) :
		hv_disk_create(h, &d->disk, wait, e);

	if (r == 0)
		return 0;
	err_wrap(e, "cannot make the disk '%s'", d->disk.path);
	return tell_unmade(h, d->disk.path, e);
}

/* The disks of a half-made VM that remains stay with it. */
static int keep_disks(const struct hv_creation *c, struct err *e)
{
	AUTO_STR kept = STR_INIT;

	for (size_t i = 0; i < c->disks.n; i++)
		add_note(&kept, "; so are its disks: ",
			 c->disks.v[i].disk.path);
	return err_append(e, "%s", kept.buf);
}

int hv_create(struct hv_host *h, struct hv_creation *c,
	      const struct hv_wait *wait, char **guid, struct err *e)
{
	bool remains;

	for (size_t i = 0; i < c->disks.n; i++)
		if (make_disk(h, &c->disks.v[i], wait, e) < 0)
			return remove_disks(h, c, i, e);
	if (hv_define_new(h, c->config, wait, guid, &remains, e) == 0)
		return 0;
	return remains ? keep_disks(c, e) : remove_disks(h, c, c->disks.n, e);
}
