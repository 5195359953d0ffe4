/* cmd/volume.c - volumes by name and path, and sizes in virsh's form */
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/ctx.h"
#include "cmd/storage.h"
#include "hv/folder.h"
#include "hv/path.h"
#include "shell/args.h"

int volume_path(struct ctx *c, const struct args *a, const char *word,
		struct hv_host **h, char **ret, struct err *e)
{
	AUTO_POOL pool = { 0 };

	if (hv_path_is(word)) {
		if (hv_path_clean(word, ret, e) < 0)
			return -1;
		*h = ctx_host(c, e);
		return *h ? 0 : -1;
	}
	if (hv_name_check(word, e) < 0)
		return -1;
	*h = ctx_host(c, e);
	if (!*h || pool_find(c, *h, args_str(a, "pool"), &pool, e) < 0)
		return -1;
	*ret = hv_path_join(pool.path, word);
	return 0;
}

void volume_clear(struct volume *v)
{
	free(v->path);
	v->path = NULL;
	hv_disk_clear(&v->disk);
}

int volume_unknown(const char *path, const char *word, struct err *e)
{
	AUTO_FREE char *folder = hv_path_folder(path);
	AUTO_STR quoted = STR_INIT;

	str_add_shell(&quoted, folder);
	err_set(e, ERR_NOT_FOUND, "failed to get vol '%s'", word);
	return err_hint(e, "hvsh vol-list %s (shows the volumes there; --pool "
			"names another folder)", quoted.buf);
}

static int read_file(struct hv_host *h, const char *path, struct volume *v,
		     struct err *e)
{
	AUTO_FILE f = { 0 };

	if (hv_file_find(h, path, &f, e) < 0)
		return -1;
	v->capacity = v->allocation = f.size;
	return 0;
}

static int take_disk(struct hv_disk_query *q, struct volume *v, struct err *e)
{
	v->disk = q->disk;
	q->disk = (struct hv_disk){ .path = NULL };
	if (q->err.kind != ERR_NONE)
		return err_move(e, &q->err);
	v->capacity = v->disk.size;
	v->allocation = v->disk.file_size;
	return 0;
}

static int take(struct hv_host *h, struct volume_query *v,
		struct hv_disk_query *disk, struct err *e)
{
	int r;

	v->volume.is_disk = disk->path != NULL;
	v->volume.path = xstrdup(v->path);
	r = disk->path ? take_disk(disk, &v->volume, e) :
			 read_file(h, v->path, &v->volume, e);
	return r < 0 && e->kind == ERR_NOT_FOUND ?
	       volume_unknown(v->path, v->word, e) : r;
}

int volumes_read(struct hv_host *h, struct volume_query *v, size_t n,
		 struct err *e)
{
	AUTO_FREE struct hv_disk_query *q = xcalloc(n + 1, sizeof *q);
	AUTO_ERR ignored = ERR_INIT;    /* each disk has its own */
	size_t disks = 0, k = 0;
	int r = 0;

	for (size_t i = 0; i < n; i++) {
		v[i].volume = (struct volume){ .path = NULL };
		if (v[i].path && hv_disk_format_of(v[i].path))
			q[disks++] = (struct hv_disk_query){
				.path = v[i].path,
				.what = HV_DISK_SETTINGS | HV_DISK_STATE,
			};
	}
	hv_disks_read(h, q, disks, &ignored);
	for (size_t i = 0; r == 0 && i < n; i++) {
		struct hv_disk_query none = { .path = NULL };
		bool is_disk = v[i].path && hv_disk_format_of(v[i].path);

		if (v[i].path)
			r = take(h, &v[i], is_disk ? &q[k++] : &none, e);
	}
	for (k = 0; k < disks; k++) {
		hv_disk_clear(&q[k].disk);
		err_clear(&q[k].err);
	}
	return r;
}

int volume_read(struct hv_host *h, const char *path, const char *word,
		struct volume *ret, struct err *e)
{
	struct volume_query one = { .path = path, .word = word };

	if (volumes_read(h, &one, 1, e) < 0) {
		volume_clear(&one.volume);
		return -1;
	}
	*ret = one.volume;
	return 0;
}

int volume_find(struct ctx *c, const struct args *a, struct hv_host **h,
		struct volume *ret, struct err *e)
{
	const char *word = args_str(a, "vol");
	AUTO_FREE char *path = NULL;

	if (volume_path(c, a, word, h, &path, e) < 0)
		return -1;
	return volume_read(*h, path, word, ret, e);
}

int volume_need_disk(const char *path, struct err *e)
{
	if (hv_disk_format_of(path))
		return 0;
	return err_set(e, ERR_USAGE, "'%s' is no virtual disk (vhd, vhdx, vhds, "
		       "avhd, avhdx)", hv_path_name(path));
}

const char *size_text(uint64_t bytes, int digits, char buf[SIZE_TEXT])
{
	static const char *const units[] = {
		"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB",
	};
	double v = (double)bytes;
	size_t i = 0;

	for (; bytes >= 1024; bytes /= 1024, i++)
		v /= 1024;
	snprintf(buf, SIZE_TEXT, "%.*f %s", digits, v, units[i]);
	return buf;
}

int size_parse(const char *text, uint64_t *ret, struct err *e)
{
	if (parse_size(text, 1, ret) < 0)
		return err_set(e, ERR_USAGE, "Malformed size %s", text);
	return 0;
}
