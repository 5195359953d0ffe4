/* cmd/storage.c - pools by name, UUID and path */
#include "cmd/storage.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "config/conf.h"
#include "hv/folder.h"
#include "hv/path.h"

#define DEFAULT "default"

void pool_clear(struct pool *p)
{
	free(p->name);
	free(p->path);
	memset(p, 0, sizeof *p);
}

void pools_free(struct pools *l)
{
	for (size_t i = 0; i < l->n; i++)
		pool_clear(&l->v[i]);
	vec_free(l);
}

/* A folder has no UUID. One of version 8 (RFC 9562: the maker's own) is made
 * of its path, so that it stays the same from run to run. */
static void make_uuid(struct pool *p)
{
	uint64_t a = hv_path_hash(p->path, 0), b = hv_path_hash(p->path, 1);

	snprintf(p->uuid, sizeof p->uuid,
		 "%08" PRIx32 "-%04x-8%03x-%04x-%012" PRIx64,
		 (uint32_t)(a >> 32), (unsigned)(a >> 16 & 0xFFFF),
		 (unsigned)(a & 0xFFF), (unsigned)(b >> 48 & 0x3FFF) | 0x8000,
		 b & UINT64_C(0xFFFFFFFFFFFF));
}

static int add(struct pools *to, const char *name, const char *path,
	       struct err *e)
{
	char *clean = NULL;
	struct pool *p;

	if (hv_path_clean(path, &clean, e) < 0)
		return err_wrap(e, "pool '%s'", name);
	p = vec_new(to);
	p->name = xstrdup(name);
	p->path = clean;
	make_uuid(p);
	return 0;
}

static int add_configured(struct pools *to, struct err *e)
{
	struct conf *conf = NULL;
	const char *name, *path;
	int r = 0;

	if (conf_load(&conf, e) < 0)
		return -1;
	for (size_t i = 0; r == 0 && conf_pool(conf, i, &name, &path); i++)
		r = add(to, name, path, e);
	conf_free(conf);
	return r;
}

static struct pool *by_name(struct pools *l, const char *name)
{
	for (size_t i = 0; i < l->n; i++)
		if (!strcmp(l->v[i].name, name))
			return &l->v[i];
	return NULL;
}

static int add_default(struct hv_host *h, struct pools *to, struct err *e)
{
	AUTO_FREE char *path = NULL;

	if (by_name(to, DEFAULT))
		return 0;
	if (hv_folder_default(h, &path, e) < 0)
		return -1;
	return add(to, DEFAULT, path, e);
}

static int cmp(const void *a, const void *b)
{
	return strcasecmp(((const struct pool *)a)->name,
			  ((const struct pool *)b)->name);
}

int pools_read(struct ctx *c, struct hv_host *h, struct pools *ret,
	       struct err *e)
{
	(void)c;
	if (add_configured(ret, e) < 0 || add_default(h, ret, e) < 0)
		return -1;
	qsort(ret->v, ret->n, sizeof *ret->v, cmp);
	return 0;
}

int pools_look(struct hv_host *h, struct pools *l, bool space, struct err *e)
{
	AUTO_FREE struct hv_folder *v = xcalloc(l->n + 1, sizeof *v);

	for (size_t i = 0; i < l->n; i++)
		v[i].path = l->v[i].path;
	if (hv_folders_read(h, v, l->n, space, e) < 0)
		return -1;
	for (size_t i = 0; i < l->n; i++) {
		l->v[i].exists = v[i].exists;
		l->v[i].capacity = v[i].capacity;
		l->v[i].available = v[i].available;
	}
	return 0;
}

int pool_unknown(const char *word, struct err *e)
{
	err_set(e, ERR_NOT_FOUND, "failed to get pool '%s'", word);
	return err_hint(e, "hvsh pool-list --all (shows the pools that have "
			"names; a folder's path is one, too)");
}

static struct pool *pick(struct pools *l, const char *word)
{
	struct pool *p = by_name(l, word);

	for (size_t i = 0; !p && i < l->n; i++)
		if (!strcasecmp(l->v[i].uuid, word))
			p = &l->v[i];
	return p;
}

static int find(struct ctx *c, struct hv_host *h, const char *word,
		struct pools *l, struct pool **ret, struct err *e)
{
	(void)c;
	if (hv_path_is(word)) {
		AUTO_FREE char *path = NULL;

		if (hv_path_clean(word, &path, e) < 0 ||
		    add(l, path, path, e) < 0)
			return -1;
		*ret = &l->v[0];
		return 0;
	}
	if (add_configured(l, e) < 0)
		return -1;
	*ret = pick(l, word);
	if (!*ret && (!strcmp(word, DEFAULT) || is_guid(word))) {
		if (add_default(h, l, e) < 0)
			return -1;
		*ret = pick(l, word);
	}
	return *ret ? 0 : pool_unknown(word, e);
}

int pool_find(struct ctx *c, struct hv_host *h, const char *word,
	      struct pool *ret, struct err *e)
{
	AUTO_POOLS l = VEC_INIT;
	struct pool *p = NULL;

	if (find(c, h, word ? word : DEFAULT, &l, &p, e) < 0)
		return -1;
	*ret = *p;
	memset(p, 0, sizeof *p);
	return 0;
}
