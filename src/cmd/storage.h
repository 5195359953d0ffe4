/* cmd/storage.h - what the commands for pools and volumes share
 *
 * A pool is a folder on the host: "default" is the one for new virtual disks,
 * hvsh.conf's [pool NAME] are others (also another "default"), and any path
 * is a pool by itself. A volume is a file in it.
 */
#ifndef HVSH_CMD_STORAGE_H
#define HVSH_CMD_STORAGE_H

#include <stdbool.h>

#include "base/parse.h"
#include "base/vec.h"
#include "cmd/vm_names.h"
#include "hv/disk.h"

struct args;
struct candidates;
struct ctx;
struct err;
struct hv_host;

/* --- storage.c: pools --- */
struct pool {
	char *name;
	char *path;             /* hv_path_clean's */
	char uuid[GUID_LEN + 1];        /* of the path: it has no other */
	bool exists;            /* pools_look */
	struct num capacity, available;
};
struct pools VEC_OF(struct pool);
void pools_free(struct pools *l);
#define AUTO_POOLS __attribute__((cleanup(pools_free))) struct pools
void pool_clear(struct pool *p);
#define AUTO_POOL __attribute__((cleanup(pool_clear))) struct pool

#define POOL_OPT \
	{ "pool", OPT_ARG, "pool name, uuid or folder", complete_pool, \
	  .required = true }

/* All that have names; one request, or none where "default" is configured. */
int pools_read(struct ctx *c, struct hv_host *h, struct pools *ret,
	       struct err *e);
/* Which of them are there; with 'space' how full. All at the same time. */
int pools_look(struct hv_host *h, struct pools *l, bool space, struct err *e);
/* By name, UUID or path; NULL: "default". At most one request; whether it is
 * there is not asked. ERR_NOT_FOUND. */
int pool_find(struct ctx *c, struct hv_host *h, const char *word,
	      struct pool *ret, struct err *e);
int pool_unknown(const char *word, struct err *e);      /* ERR_NOT_FOUND */

/* --- volume.c: volumes --- */
#define VOL_OPT(completer) \
	{ "vol", OPT_ARG, "vol name or path", completer, .required = true }
#define VOL_POOL_OPT \
	{ "pool", OPT_STR, "pool name, uuid or folder", complete_pool }

/* Opens the host and makes a path of a name: in --pool or in "default". */
int volume_path(struct ctx *c, const struct args *a, const char *word,
		struct hv_host **h, char **ret, struct err *e);

struct volume {
	char *path;
	bool is_disk;           /* else an ISO image or the like */
	struct hv_disk disk;
	struct num capacity, allocation;
};
void volume_clear(struct volume *v);
#define AUTO_VOLUME __attribute__((cleanup(volume_clear))) struct volume

/* A disk: two requests at the same time; another file: one. ERR_NOT_FOUND, in 'word's name. */
int volume_read(struct hv_host *h, const char *path, const char *word,
		struct volume *ret, struct err *e);
struct volume_query {
	const char *path;       /* NULL: nothing is asked */
	const char *word;

	struct volume volume;   /* to be cleared */
};
/* n of them, all disks at the same time. Fails as the first that does. */
int volumes_read(struct hv_host *h, struct volume_query *v, size_t n,
		 struct err *e);
int volume_unknown(const char *path, const char *word, struct err *e);  /* -1 */
/* The volume that the option 'vol' names. */
int volume_find(struct ctx *c, const struct args *a, struct hv_host **h,
		struct volume *ret, struct err *e);
/* ERR_USAGE for what is no virtual disk. */
int volume_need_disk(const char *path, struct err *e);

/* --- volume_use.c: who needs it --- */
struct hv_claims;
struct str;
/* "domain 'web01', checkpoint 'x' of domain 'web01', disk 'D:\y.vhdx'" */
void claims_text(const struct hv_claims *l, struct str *to);
/* ERR_STATE, naming them, where others are based on the disk. */
int volume_need_free(struct hv_host *h, const char *path, struct err *e);

/* --- sizes --- */
#define SIZE_TEXT 32
/* "1.50 GiB", as virsh has it in most places (2 digits) or one (3). */
const char *size_text(uint64_t bytes, int digits, char buf[SIZE_TEXT]);
/* "20G", ERR_USAGE in virsh's words. */
int size_parse(const char *text, uint64_t *ret, struct err *e);

/* --- storage_names.c: for completion --- */
COMPLETER(complete_pool);
COMPLETER(complete_volume);
COMPLETER(complete_vol_disk);               /* volumes that are virtual disks */
COMPLETER(complete_vol_iso);
COMPLETER(complete_vol_format);
COMPLETER(complete_vol_type);
COMPLETER(complete_copy_type);              /* what a copy can be */
/* Volumes with one of the extensions: the names of those in the pool (NULL:
 * "default"); where the word begins with a folder's path, the paths of those
 * there. */
void volumes_offer(struct ctx *c, const char *pool, const char *word,
		   const char *exts, struct candidates *to);
/* The same of ISO images; where neither says a folder, also the paths of those
 * in the folders that domains have images from. */
void isos_offer(struct ctx *c, const char *pool, const char *word,
		struct candidates *to);

#endif
