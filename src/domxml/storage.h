/* domxml/storage.h - pools and volumes as libvirt's XML, and back
 *
 * A pool is <pool type='dir'>, a volume <volume type='file'>. libvirt has a
 * word for VHD (vpc) and ISO, none for VHDX and VHD sets: such a volume has
 * no <format>, its name tells.
 */
#ifndef HVSH_DOMXML_STORAGE_H
#define HVSH_DOMXML_STORAGE_H

#include <stddef.h>

#include "base/parse.h"

struct err;
struct hv_disk;
struct str;

struct domxml_pool {
	const char *name, *uuid, *path;
	struct num capacity, available;         /* bytes */
};
void domxml_pool_write(const struct domxml_pool *p, struct str *to);

struct domxml_volume {
	const char *name, *path;
	const char *parent;                     /* path; NULL: none */
	struct num capacity, allocation;
};
void domxml_volume_write(const struct domxml_volume *v, struct str *to);

/*
 * What vol-create makes of a document; 'name' is the file's, for errors.
 * ret->path is the volume's name alone. Type: differencing with a
 * <backingStore>, fixed where <allocation> is the whole capacity, else
 * dynamic. Format: by <format>, else by the name. 'ret' is to be freed with
 * hv_disk_clear in any case.
 */
int domxml_volume_read(const char *text, size_t n, const char *name,
		       struct hv_disk *ret, struct err *e);

#endif
