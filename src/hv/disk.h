/* hv/disk.h - virtual disks: what is inside a VHD or VHDX file
 *
 * Through Msvm_ImageManagementService. Its methods change files, whoever uses
 * them: who may be hurt is for the caller to find out (hv/usage.h).
 */
#ifndef HVSH_HV_DISK_H
#define HVSH_HV_DISK_H

#include <stddef.h>

#include "base/err.h"
#include "base/parse.h"

struct hv_host;
struct hv_wait;

enum hv_disk_type {             /* Type */
	HV_DISK_FIXED = 2, HV_DISK_DYNAMIC = 3, HV_DISK_DIFFERENCING = 4,
};
enum hv_disk_format {           /* Format */
	HV_FORMAT_VHD = 2, HV_FORMAT_VHDX = 3, HV_FORMAT_VHDSET = 4,
};

/* "dynamic", "vhdx"; NULL for a number that is none of these. */
const char *hv_disk_type_name(uint64_t type);
const char *hv_disk_format_name(uint64_t format);
int hv_disk_type_parse(const char *name, uint64_t *ret);        /* -1 */
int hv_disk_format_parse(const char *name, uint64_t *ret);
/* By a path's extension; 0: it is no virtual disk. */
uint64_t hv_disk_format_of(const char *path);

struct hv_disk {
	char *path;
	char *parent;           /* path; NULL: none */
	char *id;               /* VirtualDiskId */
	char *parent_id;        /* the id its parent had; NULL: not told */
	struct num type, format;
	struct num size;        /* MaxInternalSize: what a guest sees */
	struct num block, sector, physical_sector;
	/* with HV_DISK_STATE */
	struct num file_size;
	struct num min_size;    /* MinInternalSize: no smaller without loss */
	struct num in_use;      /* 0, 1 */
	struct num fragmentation;       /* percent */
};
void hv_disk_clear(struct hv_disk *d);
#define AUTO_DISK __attribute__((cleanup(hv_disk_clear))) struct hv_disk

enum { HV_DISK_SETTINGS = 1, HV_DISK_STATE = 2 };

/* A request for each of the two, at the same time. ERR_NOT_FOUND: there is no
 * such file. */
int hv_disk_read(struct hv_host *h, const char *path, unsigned what,
		 struct hv_disk *ret, struct err *e);

struct hv_disk_query {
	const char *path;
	unsigned what;

	struct hv_disk disk;            /* to be cleared */
	struct err err;                 /* what became of this one; clear it */
};
/* n disks at the same time. -1: 'e' is a copy of the first error; the others
 * have been read all the same. */
int hv_disks_read(struct hv_host *h, struct hv_disk_query *v, size_t n,
		  struct err *e);

/*
 * A new one: path, type and format, size or parent, and what of the rest is
 * set. Hyper-V checks the sizes and does not overwrite.
 */
int hv_disk_create(struct hv_host *h, const struct hv_disk *d,
		   const struct hv_wait *wait, struct err *e);
/* A new one with the contents of 'path' and of what it is based on. */
int hv_disk_convert(struct hv_host *h, const char *path,
		    const struct hv_disk *to, const struct hv_wait *wait,
		    struct err *e);
int hv_disk_resize(struct hv_host *h, const char *path, uint64_t size,
		   const struct hv_wait *wait, struct err *e);
int hv_disk_compact(struct hv_host *h, const char *path,
		    const struct hv_wait *wait, struct err *e);
/* What 'path' holds goes into 'parent', one of those it is based on. */
int hv_disk_merge(struct hv_host *h, const char *path, const char *parent,
		  const struct hv_wait *wait, struct err *e);
int hv_disk_set_parent(struct hv_host *h, const char *path,
		       const char *parent, bool ignore_id,
		       const struct hv_wait *wait, struct err *e);
/* Hyper-V's own check of the file and all that it is based on. */
int hv_disk_validate(struct hv_host *h, const char *path,
		     const struct hv_wait *wait, struct err *e);

#endif
