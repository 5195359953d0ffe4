/* cmd/storage_names.c - names of pools and volumes, for completion */
#include "base/err.h"
#include "base/mem.h"
#include "cmd/ctx.h"
#include "cmd/storage.h"
#include "hv/folder.h"
#include "hv/path.h"
#include "hv/usage.h"
#include "shell/args.h"
#include "shell/complete.h"

struct folders VEC_OF(char *);

void complete_pool(struct ctx *c, const struct args *a, const char *word,
		   struct candidates *to)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_POOLS l = VEC_INIT;
	struct hv_host *h = ctx_host(c, &e);

	(void)a;
	(void)word;
	if (!h || pools_read(c, h, &l, &e) < 0)
		return;
	for (size_t i = 0; i < l.n; i++)
		candidates_add(to, l.v[i].name);
}

/* How much of a word names a folder: all up to the last backslash or slash of
 * a path. */
static size_t folder_len(const char *word)
{
	size_t n = 0;

	if (!hv_path_is(word))
		return 0;
	for (size_t i = 0; word[i]; i++)
		if (word[i] == '\\' || word[i] == '/')
			n = i + 1;
	return n;
}

void volumes_offer(struct ctx *c, const char *pool_word, const char *word,
		   const char *exts, struct candidates *to)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_POOL pool = { 0 };
	AUTO_FILES files = VEC_INIT;
	AUTO_FREE char *folder = xstrndup(word, folder_len(word));
	struct hv_host *h = ctx_host(c, &e);

	if (!h || pool_find(c, h, *folder ? folder : pool_word, &pool, &e) < 0 ||
	    hv_folder_files(h, pool.path, &files, &e) < 0)
		return;
	for (size_t i = 0; i < files.n; i++) {
		AUTO_FREE char *vol = xasprintf("%s%s", folder,
						hv_path_name(files.v[i].path));

		if (hv_path_ext(vol, exts))
			candidates_add(to, vol);
	}
}

void complete_volume(struct ctx *c, const struct args *a, const char *word,
		     struct candidates *to)
{
	volumes_offer(c, args_str(a, "pool"), word, HV_VOLUME_EXTS, to);
}

void complete_vol_disk(struct ctx *c, const struct args *a, const char *word,
		   struct candidates *to)
{
	volumes_offer(c, args_str(a, "pool"), word, HV_DISK_EXTS, to);
}

/* The folder, if it is another than those before it. */
static void add_folder(struct folders *to, char *folder)
{
	for (size_t i = 0; i < to->n; i++)
		if (!hv_path_cmp(to->v[i], folder)) {
			free(folder);
			return;
		}
	vec_push(to, folder);
}

/* A person waits for it: a few are looked into. */
#define ISO_FOLDERS 4

/* Images for DVD drives are seldom where the disks are, but mostly where those
 * in the drives of other domains are. */
static void offer_used_folders(struct ctx *c, struct candidates *to)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_USERS users = VEC_INIT;
	struct folders folders = VEC_INIT;
	struct hv_host *h = ctx_host(c, &e);

	if (!h || hv_users_read(h, &users, &e) < 0)
		return;
	for (size_t i = 0; i < users.n && folders.n < ISO_FOLDERS; i++)
		if (hv_path_ext(users.v[i].path, "iso"))
			add_folder(&folders, hv_path_folder(users.v[i].path));
	for (size_t i = 0; i < folders.n; i++) {
		AUTO_FILES files = VEC_INIT;

		if (hv_folder_files(h, folders.v[i], &files, &e) < 0)
			err_clear(&e);
		for (size_t k = 0; k < files.n; k++)
			if (hv_path_ext(files.v[k].path, "iso"))
				candidates_add(to, files.v[k].path);
		free(folders.v[i]);
	}
	vec_free(&folders);
}

void isos_offer(struct ctx *c, const char *pool_word, const char *word,
		struct candidates *to)
{
	volumes_offer(c, pool_word, word, "iso", to);
	if (!pool_word && !folder_len(word))
		offer_used_folders(c, to);
}

void complete_vol_iso(struct ctx *c, const struct args *a, const char *word,
		      struct candidates *to)
{
	isos_offer(c, args_str(a, "pool"), word, to);
}

void complete_vol_format(struct ctx *c, const struct args *a,
			  const char *word, struct candidates *to)
{
	(void)c;
	(void)a;
	(void)word;
	for (uint64_t f = HV_FORMAT_VHD; f <= HV_FORMAT_VHDSET; f++)
		candidates_add(to, hv_disk_format_name(f));
}

static void offer_types(uint64_t last, struct candidates *to)
{
	for (uint64_t t = HV_DISK_FIXED; t <= last; t++)
		candidates_add(to, hv_disk_type_name(t));
}

void complete_vol_type(struct ctx *c, const struct args *a,
			const char *word, struct candidates *to)
{
	(void)c;
	(void)a;
	(void)word;
	offer_types(HV_DISK_DIFFERENCING, to);
}

void complete_copy_type(struct ctx *c, const struct args *a,
			const char *word, struct candidates *to)
{
	(void)c;
	(void)a;
	(void)word;
	offer_types(HV_DISK_DYNAMIC, to);
}
