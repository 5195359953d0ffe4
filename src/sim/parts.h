/* sim/parts.h - what a VM is made of: kinds of setting data, and their tree
 *
 * A part is an instance of a class of setting data whose InstanceID begins
 * with that of the VM's (or checkpoint's) Msvm_VirtualSystemSettingData:
 *
 *	Microsoft:GUID\CONTROLLER\0            a controller
 *	Microsoft:GUID\CONTROLLER\0\SLOT\D     a drive on it
 *	Microsoft:GUID\CONTROLLER\0\SLOT\L     the image in the drive
 *	Microsoft:GUID\NIC                     a network adapter
 *	Microsoft:GUID\NIC\C                   its connection to a switch
 *
 * Parent holds the object path of the part above. The kind of a part is told
 * by ResourceType and ResourceSubType, whatever the class that was named.
 */
#ifndef HVSH_SIM_PARTS_H
#define HVSH_SIM_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/vec.h"

struct sim_host;
struct sim_instance;

enum sim_role {
	SIM_ROLE_PROCESSOR, SIM_ROLE_MEMORY,
	SIM_ROLE_IDE, SIM_ROLE_SCSI, SIM_ROLE_FLOPPY,   /* controllers */
	SIM_ROLE_DISK, SIM_ROLE_PHYSICAL, SIM_ROLE_DVD, SIM_ROLE_DISKETTE,
	SIM_ROLE_IMAGE, SIM_ROLE_ISO, SIM_ROLE_VFD,     /* in the drives */
	SIM_ROLE_NIC, SIM_ROLE_LEGACY_NIC, SIM_ROLE_CONNECTION,
	SIM_ROLE_SERIAL, SIM_ROLE_DISPLAY, SIM_ROLE_S3,
};

struct sim_part_kind {
	enum sim_role role;
	unsigned type;                  /* ResourceType */
	const char *subtype;            /* ResourceSubType */
	const char *cls;                /* of its setting data */
	const char *device;             /* what it is while the VM is on; or NULL */
	const char *pool;               /* GUID of its resource pool; or NULL */
	const char *element;            /* ElementName */
	const char *lines;              /* for sim_fill() */
};

struct sim_parts VEC_OF(struct sim_instance *);

/* subtype NULL: the first of that type; NULL: there is no such kind. */
const struct sim_part_kind *sim_part_kind(unsigned type, const char *subtype);
const struct sim_part_kind *sim_part_kind_role(enum sim_role role);
const struct sim_part_kind *sim_part_kind_at(size_t n);         /* or NULL */
const struct sim_part_kind *sim_part_kind_of(const struct sim_instance *part);
bool sim_role_is_controller(enum sim_role r);
bool sim_role_is_drive(enum sim_role r);
bool sim_role_is_image(enum sim_role r);
bool sim_role_is_nic(enum sim_role r);

/* With the defaults of its kind, not yet in the store; NULL: not on this
 * host. */
struct sim_instance *sim_part_new(struct sim_host *h,
				  const struct sim_part_kind *kind,
				  const char *id);
/* Into the store and into its configuration; NULL: that id is taken. */
struct sim_instance *sim_part_put(struct sim_host *h, struct sim_instance *vssd,
				  struct sim_instance *taken);

/* --- the tree --- */
struct sim_instance *sim_part_vssd(struct sim_host *h,
				   const struct sim_instance *part);
/* NULL for a part of a checkpoint, too. */
struct sim_instance *sim_part_vm(struct sim_host *h,
				 const struct sim_instance *part);
struct sim_instance *sim_part_parent(struct sim_host *h,
				     const struct sim_instance *part);
/* All parts of a configuration, in the order they came; vec_free() it. */
void sim_parts_of(struct sim_host *h, struct sim_instance *vssd,
		  struct sim_parts *ret);
/* Those whose Parent is 'above'. */
void sim_parts_below(struct sim_host *h, struct sim_instance *above,
		     struct sim_parts *ret);
/* What a path in text names; NULL: nothing, or no path. */
struct sim_instance *sim_at_path(struct sim_host *h, const char *path);
char *sim_path_of(const struct sim_instance *i);
/* The first string of an array property; "" where there is none. */
const char *sim_first_str(const struct sim_instance *i, const char *prop);
/* 1 or 2, by VirtualSystemSubType; hosts that lack it know only the first. */
unsigned sim_vssd_generation(const struct sim_instance *vssd);

/* --- ready made --- */
/* What every new VM of that generation has, beside processor, memory and the
 * integration services. */
void sim_parts_make(struct sim_host *h, struct sim_instance *vssd);
struct sim_instance *sim_part_add_scsi(struct sim_host *h,
				       struct sim_instance *vssd);
struct sim_instance *sim_part_add_drive(struct sim_host *h,
					struct sim_instance *controller,
					enum sim_role role, unsigned slot);
struct sim_instance *sim_part_add_image(struct sim_host *h,
					struct sim_instance *drive,
					enum sim_role role, const char *file);
struct sim_instance *sim_part_add_nic(struct sim_host *h,
				      struct sim_instance *vssd,
				      enum sim_role role, struct sim_instance *sw);
/* The id of the image in a drive of that id. */
char *sim_image_id(const char *drive_id);
/* The next address of the host's own range: "00155D0A0001". */
char *sim_next_mac(struct sim_host *h);

/* --- security.c --- */
void sim_security_make(struct sim_host *h, struct sim_instance *vssd);

/* --- pools.c --- */
void sim_make_pools(struct sim_host *h);
/* The limits of a kind: its definition "Maximum" or "Minimum"; or NULL. */
struct sim_instance *sim_pool_limit(struct sim_host *h,
				    const struct sim_part_kind *kind,
				    const char *which);

#endif
