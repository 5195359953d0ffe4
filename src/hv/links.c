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

int hv_links_follow(struct hv_host *h, struct hv_links *to, const char *path,
		    struct err *e)
{
	AUTO_FREE char *at = xstrdup(path);

	while (at && hv_disk_format_of(at) && !find(to, at)) {
		AUTO_DISK d = { 0 };
		struct hv_link *l;

		if (hv_disk_read(h, at, HV_DISK_SETTINGS, &d, e) < 0) {
			if (host_is_gone(e))
				return -1;
			err_clear(e);
		}
		l = vec_new(to);
		l->path = at;
		l->parent = TAKE(d.parent);
		at = l->parent ? xstrdup(l->parent) : NULL;
	}
	return 0;
}

int hv_links_follow_users(struct hv_host *h, struct hv_links *to,
			  const struct hv_users *users, struct err *e)
{
	for (size_t i = 0; i < users->n; i++)
		if (hv_links_follow(h, to, users->v[i].path, e) < 0)
			return -1;
	return 0;
}

int hv_links_follow_folder(struct hv_host *h, struct hv_links *to,
			   const char *path, struct err *e)
{
	AUTO_FREE char *folder = hv_path_folder(path);
	AUTO_FILES files = VEC_INIT;

	if (hv_folder_files(h, folder, &files, e) < 0) {
		if (e->kind != ERR_NOT_FOUND)
			return -1;
		err_clear(e);
	}
	for (size_t i = 0; i < files.n; i++)
		if (hv_links_follow(h, to, files.v[i].path, e) < 0)
			return -1;
	return 0;
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
