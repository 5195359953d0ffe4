/* hv/links.c - which disk is based on which */
#include "hv/links.h"

#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "hv/disk.h"
#include "hv/folder.h"
#include "hv/path.h"
#include "hv/usage.h"

void hv_links_free(struct hv_links *l)
{
	for (size_t i = 0; i < l->n; i++) {
		free(l->v[i].path);
		free(l->v[i].parent);
	}
	vec_free(l);
}

static const struct hv_link *find(const struct hv_links *l, const char *path)
{
	for (size_t i = 0; i < l->n; i++)
		if (!hv_path_cmp(l->v[i].path, path))
			return &l->v[i];
	return NULL;
}

/* Does the host speak to us at all? A disk that cannot be read is one thing,
 * a host that cannot be asked another. */
static bool host_is_gone(const struct err *e)
{
	return e->kind != ERR_FAILED && e->kind != ERR_NOT_FOUND &&
	       e->kind != ERR_STATE && e->kind != ERR_JOB;
}

/* Adds the file, unless it is no virtual disk or there already. */
static void add(struct hv_links *to, const char *path)
{
	struct hv_link *l;

	if (!hv_disk_format_of(path) || find(to, path))
		return;
	l = vec_new(to);
	l->path = xstrdup(path);
}

/* Asks those from 'from' on, at the same time, and adds what they are based
 * on. */
static int ask_level(struct hv_host *h, struct hv_links *l, size_t from,
		     struct err *e)
{
	size_t n = l->n - from;
	AUTO_FREE struct hv_disk_query *q = xcalloc(n, sizeof *q);
	int r = 0;

	for (size_t i = 0; i < n; i++)
		q[i] = (struct hv_disk_query){
			.path = l->v[from + i].path, .what = HV_DISK_SETTINGS
		};
	if (hv_disks_read(h, q, n, e) < 0)
		err_clear(e);
	for (size_t i = 0; i < n; i++) {
		if (r == 0 && q[i].err.kind != ERR_NONE &&
		    host_is_gone(&q[i].err))
			r = err_copy(e, &q[i].err);
		l->v[from + i].parent = TAKE(q[i].disk.parent);
		hv_disk_clear(&q[i].disk);
		err_clear(&q[i].err);
	}
	for (size_t i = 0; r == 0 && i < n; i++)
		if (l->v[from + i].parent)
			add(l, l->v[from + i].parent);
	return r;
}

static int follow(struct hv_host *h, struct hv_links *l, size_t from,
		  struct err *e)
{
	for (size_t n; from < l->n; from = n) {
		n = l->n;
		if (ask_level(h, l, from, e) < 0)
			return -1;
	}
	return 0;
}

int hv_links_follow_users(struct hv_host *h, struct hv_links *to,
			  const struct hv_users *users, struct err *e)
{
	size_t from = to->n;

	for (size_t i = 0; i < users->n; i++)
		add(to, users->v[i].path);
	return follow(h, to, from, e);
}

int hv_links_follow_folder(struct hv_host *h, struct hv_links *to,
			   const char *path, struct err *e)
{
	AUTO_FREE char *folder = hv_path_folder(path);
	AUTO_FILES files = VEC_INIT;
	size_t from = to->n;

	if (hv_folder_files(h, folder, &files, e) < 0) {
		if (e->kind != ERR_NOT_FOUND)
			return -1;
		err_clear(e);
	}
	for (size_t i = 0; i < files.n; i++)
		add(to, files.v[i].path);
	return follow(h, to, from, e);
}

const char *hv_links_parent(const struct hv_links *l, const char *path)
{
	const struct hv_link *at = find(l, path);

	return at ? at->parent : NULL;
}

bool hv_links_based_on(const struct hv_links *l, const char *path,
		       const char *base)
{
	const char *at = hv_links_parent(l, path);

	for (size_t n = 0; at && n < l->n; n++) {
		if (!hv_path_cmp(at, base))
			return true;
		at = hv_links_parent(l, at);
	}
	return false;
}

bool hv_links_in_set(const char *set, const char *path)
{
	size_t n = strlen(set);
	AUTO_FREE char *start = NULL, *other = NULL;

	if (!hv_path_ext(set, "vhds") || strlen(path) < n - 4)
		return false;
	start = xasprintf("%.*s_", (int)(n - 5), set);
	other = xstrndup(path, n - 4);
	return !hv_path_cmp(start, other);
}
