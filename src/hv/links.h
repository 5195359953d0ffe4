/* hv/links.h - which disk is based on which; for hv/ alone
 *
 * Only the files themselves tell, one request each, once; what is asked for
 * together travels together, those that these are based on after it.
 */
#ifndef HVSH_HV_LINKS_H
#define HVSH_HV_LINKS_H

#include "base/vec.h"
#include <stdbool.h>

struct err;
struct hv_host;
struct hv_users;

struct hv_link {
	char *path;
	char *parent;           /* NULL: none, or it cannot be read */
};
struct hv_links VEC_OF(struct hv_link);
void hv_links_free(struct hv_links *l);
#define AUTO_LINKS __attribute__((cleanup(hv_links_free))) struct hv_links

/* Asks the files in all these drives, or the disks in the file's folder (one
 * that is gone has none), and all that they are based on, as far as not known
 * yet. */
int hv_links_follow_users(struct hv_host *h, struct hv_links *to,
			  const struct hv_users *users, struct err *e);
int hv_links_follow_folder(struct hv_host *h, struct hv_links *to,
			   const char *path, struct err *e);

/* NULL: it was not asked, or is based on none. */
const char *hv_links_parent(const struct hv_links *l, const char *path);
/* Is path based on base, at any distance? Rings end, too. */
bool hv_links_based_on(const struct hv_links *l, const char *path,
		       const char *base);
/* A VHD set keeps its data in NAME_GUID.avhdx beside NAME.vhds. */
bool hv_links_in_set(const char *set, const char *path);

#endif
