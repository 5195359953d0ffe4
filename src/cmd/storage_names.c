/* cmd/storage_names.c - names of pools and volumes, for completion */
#include "base/err.h"
#include "cmd/ctx.h"
#include "cmd/storage.h"
#include "hv/folder.h"
#include "hv/path.h"
#include "shell/args.h"
#include "shell/complete.h"

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

static void offer(struct ctx *c, const struct args *a, const char *exts,
		  struct candidates *to)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_POOL pool = { 0 };
	AUTO_FILES files = VEC_INIT;
	struct hv_host *h = ctx_host(c, &e);

	if (!h || pool_find(c, h, args_str(a, "pool"), &pool, &e) < 0 ||
	    hv_folder_files(h, pool.path, &files, &e) < 0)
		return;
	for (size_t i = 0; i < files.n; i++)
		if (hv_path_ext(files.v[i].path, exts))
			candidates_add(to, hv_path_name(files.v[i].path));
}

void complete_volume(struct ctx *c, const struct args *a, const char *word,
		     struct candidates *to)
{
	(void)word;
	offer(c, a, HV_VOLUME_EXTS, to);
}

void complete_vol_disk(struct ctx *c, const struct args *a, const char *word,
		   struct candidates *to)
{
	(void)word;
	offer(c, a, HV_DISK_EXTS, to);
}

void complete_vol_iso(struct ctx *c, const struct args *a, const char *word,
		      struct candidates *to)
{
	(void)word;
	offer(c, a, "iso", to);
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

void complete_vol_type(struct ctx *c, const struct args *a,
			const char *word, struct candidates *to)
{
	(void)c;
	(void)a;
	(void)word;
	for (uint64_t t = HV_DISK_FIXED; t <= HV_DISK_DIFFERENCING; t++)
		candidates_add(to, hv_disk_type_name(t));
}
