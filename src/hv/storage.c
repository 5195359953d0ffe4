/* hv/storage.c - the disk files that belong to a VM */
#include "hv/storage.h"

#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/err.h"
#include "base/intr.h"
#include "base/mem.h"
#include "hv/disk.h"
#include "hv/folder.h"
#include "hv/host.h"
#include "hv/links.h"
#include "hv/path.h"

#define CHECKPOINT_EXTS "avhd avhdx"
#define MERGE_LIMIT_S 600

void hv_storage_free(struct hv_storage *l)
{
	for (size_t i = 0; i < l->n; i++) {
		free(l->v[i].path);
		free(l->v[i].root);
		hv_claims_free(&l->v[i].others);
	}
	vec_free(l);
}

const struct hv_stored *hv_storage_find(const struct hv_storage *l,
					const char *path)
{
	for (size_t i = 0; i < l->n; i++)
		if (!hv_path_cmp(l->v[i].path, path))
			return &l->v[i];
	return NULL;
}

static void add(struct hv_storage *to, const char *path)
{
	if (hv_disk_format_of(path) && !hv_storage_find(to, path))
		vec_new(to)->path = xstrdup(path);
}

/* The files in the drives, and below a checkpoint's disk what it is based
 * on: the list grows while it is walked. */
static void collect(struct hv_storage *to, const struct hv_users *users,
		    const struct hv_links *links, const char *guid)
{
	for (size_t i = 0; i < users->n; i++)
		if (!strcasecmp(users->v[i].guid, guid))
			add(to, users->v[i].path);
	for (size_t i = 0; i < to->n; i++) {
		const char *path = to->v[i].path;
		const char *parent = hv_links_parent(links, path);

		if (parent && hv_path_ext(path, CHECKPOINT_EXTS))
			add(to, parent);
	}
}

/* Of each VHD set its data files. */
static void collect_sets(struct hv_storage *to, const struct hv_links *links)
{
	size_t n = to->n;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < links->n; k++)
			if (hv_links_in_set(to->v[i].path, links->v[k].path))
				add(to, links->v[k].path);
}

static int follow_folders(struct hv_host *h, struct hv_links *links,
			  const struct hv_storage *l, struct err *e)
{
	for (size_t i = 0; i < l->n; i++) {
		AUTO_FREE char *folder = hv_path_folder(l->v[i].path);
		bool done = false;

		for (size_t k = 0; k < i && !done; k++) {
			AUTO_FREE char *f = hv_path_folder(l->v[k].path);

			done = !hv_path_cmp(f, folder);
		}
		if (!done && hv_links_follow_folder(h, links, l->v[i].path,
						    e) < 0)
			return -1;
	}
	return 0;
}

/* --- what is whose --- */

/* How many of the VM's own files are below it; *root the last of them. */
static size_t depth(const struct hv_storage *l, const struct hv_links *links,
		    const char *path, const char **root)
{
	size_t n = 0;

	*root = path;
	while (n < l->n && hv_path_ext(*root, CHECKPOINT_EXTS)) {
		const char *parent = hv_links_parent(links, *root);

		if (!parent || !hv_storage_find(l, parent))
			break;
		*root = parent;
		n++;
	}
	for (size_t i = 0; i < l->n; i++)
		if (hv_links_in_set(l->v[i].path, *root))
			*root = l->v[i].path;
	return n;
}

struct ranked {
	struct hv_stored file;
	size_t depth;
};

static int by_depth(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->depth != y->depth)
		return x->depth > y->depth ? -1 : 1;
	return hv_path_cmp(x->file.path, y->file.path);
}

static void rank(struct hv_storage *l, const struct hv_links *links)
{
	AUTO_FREE struct ranked *r = xcalloc(l->n + 1, sizeof *r);

	for (size_t i = 0; i < l->n; i++) {
		const char *root;

		r[i].depth = depth(l, links, l->v[i].path, &root);
		l->v[i].root = xstrdup(root);
		r[i].file = l->v[i];
	}
	if (l->n)
		qsort(r, l->n, sizeof *r, by_depth);
	for (size_t i = 0; i < l->n; i++)
		l->v[i] = r[i].file;
}

static void claim(struct hv_stored *f, const struct hv_user *u,
		  const char *path)
{
	struct hv_claim *c = vec_new(&f->others);

	c->path = xstrdup(path);
	c->vm = u ? xstrdup(u->vm) : NULL;
	c->checkpoint = u ? xstrdup(u->checkpoint) : NULL;
	c->direct = !hv_path_cmp(f->path, path);
}

static bool in_drive(const struct hv_users *users, const char *path)
{
	for (size_t i = 0; i < users->n; i++)
		if (!hv_path_cmp(users->v[i].path, path))
			return true;
	return false;
}

static void find_others(struct hv_storage *l, const struct hv_users *users,
			const struct hv_links *links, const char *guid)
{
	for (size_t i = 0; i < l->n; i++) {
		struct hv_stored *f = &l->v[i];

		for (size_t k = 0; k < users->n; k++) {
			const struct hv_user *u = &users->v[k];

			if (strcasecmp(u->guid, guid) &&
			    (!hv_path_cmp(u->path, f->path) ||
			     hv_links_based_on(links, u->path, f->path)))
				claim(f, u, u->path);
		}
		for (size_t k = 0; k < links->n; k++) {
			const char *path = links->v[k].path;

			if (hv_links_based_on(links, path, f->path) &&
			    !hv_storage_find(l, path) && !in_drive(users, path))
				claim(f, NULL, path);
		}
	}
}

int hv_storage_read(struct hv_host *h, const char *guid,
		    struct hv_storage *ret, struct err *e)
{
	AUTO_STORAGE l = VEC_INIT;
	AUTO_USERS users = VEC_INIT;
	AUTO_LINKS links = VEC_INIT;

	if (hv_users_read(h, &users, e) < 0 ||
	    hv_links_follow_users(h, &links, &users, e) < 0)
		return -1;
	collect(&l, &users, &links, guid);
	if (follow_folders(h, &links, &l, e) < 0)
		return -1;
	collect_sets(&l, &links);
	rank(&l, &links);
	find_others(&l, &users, &links, guid);
	*ret = l;
	l = (struct hv_storage)VEC_INIT;
	return 0;
}

/* --- going --- */

static time_t seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

int hv_storage_delete(struct hv_host *h, const char *path, bool merging,
		      const struct hv_wait *wait, struct err *e)
{
	unsigned limit = wait && wait->timeout_s ? wait->timeout_s :
						   MERGE_LIMIT_S;
	time_t start = seconds();
	unsigned ms = 100;

	for (;;) {
		struct timespec t = { ms / 1000, (long)(ms % 1000) * 1000000 };

		err_clear(e);
		if (hv_file_delete(h, path, e) == 0)
			return 0;
		if (e->kind == ERR_NOT_FOUND) {
			err_clear(e);
			return 0;
		}
		if (!merging || e->kind != ERR_STATE || intr_pending() ||
		    seconds() - start >= (time_t)limit)
			return -1;
		if (wait && wait->tell)
			wait->tell(wait->arg, "", 0);
		nanosleep(&t, NULL);
		ms = ms * 3 / 2 > 5000 ? 5000 : ms * 3 / 2;
	}
}
