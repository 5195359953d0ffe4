/* cmd/create.h - what create-vm and clone-vm share */
#ifndef HVSH_CMD_CREATE_H
#define HVSH_CMD_CREATE_H

#include <stdbool.h>

#include "base/parse.h"
#include "base/vec.h"
#include "cmd/vm_names.h"
#include "hv/config.h"
#include "hv/create.h"

struct args;
struct ctx;
struct err;
struct hv_host;
struct out;

/* --- create_disks.c: --disk --- */

struct disk_wish {
	char *path;             /* or a name; NULL: to be chosen */
	struct num size;        /* unset: one that is there */
	struct num type, format;
	bool has_bus;
	enum hv_bus bus;
};
struct disk_wishes VEC_OF(struct disk_wish);
void disk_wishes_free(struct disk_wishes *l);
#define AUTO_DISK_WISHES \
	__attribute__((cleanup(disk_wishes_free))) struct disk_wishes

/* What can be known without the host: ERR_USAGE. */
int disk_wishes_read(const struct args *a, const struct hv_config *c,
		     struct disk_wishes *ret, struct err *e);
/* Gives the disks, and the ISO image (may be NULL), their paths and their
 * places. At most one request, for the folder of new disks. */
int disk_wishes_place(struct ctx *c, struct hv_host *h,
		      struct disk_wishes *l, const char *cdrom,
		      struct hv_creation *to, struct err *e);

COMPLETER(complete_new_disk);
COMPLETER(complete_iso);

/* --- creation.c --- */

/* A table of what would be made: its columns, a row, and the rows of disks
 * and networks; out_end is the caller's. */
void creation_table(struct out *o);
void creation_row(struct out *o, const char *kind, const char *name,
		  const char *details);
void creation_devices(struct out *o, const struct hv_creation *cr);

/* Makes it; 'what' is for the progress, "Creating". A domain that does not
 * start stays, and the error says so. */
int creation_make(struct ctx *c, struct hv_host *h, struct hv_creation *cr,
		  const char *what, bool start, struct err *e);

#endif
