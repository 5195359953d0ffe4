/* hv/create.h - VMs made together with their disks
 *
 * The disks first, then the VM that has them; when a step fails all that was
 * made is removed again.
 */
#ifndef HVSH_HV_CREATE_H
#define HVSH_HV_CREATE_H

#include "base/vec.h"
#include "hv/disk.h"

struct err;
struct hv_config;
struct hv_host;
struct hv_wait;

struct hv_new_disk {
	struct hv_disk disk;    /* as hv_disk_create wants it */
	char *copy_of;          /* NULL: an empty one, or one with a parent */
};

struct hv_creation {
	struct hv_config *config;
	struct VEC_OF(struct hv_new_disk) disks;
};
void hv_creation_clear(struct hv_creation *c);
#define AUTO_CREATION \
	__attribute__((cleanup(hv_creation_clear))) struct hv_creation

/*
 * Looks up what can be known before: nobody has the name, the switches are
 * there, the images in its drives and what new disks are made from are there,
 * and the files that are to be made are not, but their folders are.
 * ERR_NOT_FOUND, ERR_FAILED. Three or four round trips.
 */
int hv_create_check(struct hv_host *h, struct hv_creation *c, struct err *e);

/*
 * Makes it all, after hv_create_check. When something fails the error says
 * what is removed again, what is still there, and what may be there because
 * the host did not answer.
 */
int hv_create(struct hv_host *h, struct hv_creation *c,
	      const struct hv_wait *wait, char **guid, struct err *e);

#endif
