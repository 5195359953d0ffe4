/* sim/vhd.h - what is inside virtual disk files */
#ifndef HVSH_SIM_VHD_H
#define HVSH_SIM_VHD_H

#include <stdint.h>

struct sim_cim;
struct sim_host;
struct sim_instance;
struct sim_refusal;

#define SIM_DISK_EXTS "vhd vhdx avhd avhdx vhds"
#define SIM_DISK_FULL "There is not enough space on the disk. (0x80070070)"

enum sim_vhd_type {
	SIM_VHD_FIXED = 2, SIM_VHD_DYNAMIC, SIM_VHD_DIFFERENCING,
};

/* --- vhd.c --- */
extern const struct sim_change sim_change_create_vhd;

/* A new file; NULL: there is one of that name. type: 2 fixed, 3 dynamic. */
struct sim_instance *sim_vhd_make(struct sim_host *h, const char *path,
				  unsigned type, uint64_t bytes);
/* What the file holds. One that was loaded says nothing of that: it is taken
 * for a dynamic disk with room for what it has. */
struct sim_instance *sim_vhd_inside(struct sim_host *h,
				    const struct sim_instance *file);
struct sim_instance *sim_vhd_known(struct sim_host *h, const char *path); /* or NULL */
void sim_vhd_set_parent(struct sim_host *h, struct sim_instance *disk,
			const struct sim_instance *parent_file);
uint64_t sim_vhd_most(const char *path);        /* bytes that its format can */

/* --- vhd_create.c --- */
/* A new file that somebody asks for; 0 and NULL for what is not said. */
struct sim_vhd_wish {
	const char *path, *parent;      /* in the sim_cim */
	uint64_t type, format, bytes, block, sector, physical_sector;
};
void sim_vhd_read_wish(const struct sim_cim *cim, struct sim_vhd_wish *ret);
/* The file; NULL with the refusal set and nothing changed. */
struct sim_instance *sim_vhd_create(struct sim_host *h,
				    const struct sim_vhd_wish *w,
				    struct sim_refusal *r);

/* --- vhd_change.c --- */
extern const struct sim_change sim_change_resize_vhd, sim_change_compact_vhd,
	sim_change_merge_vhd, sim_change_convert_vhd, sim_change_parent_vhd,
	sim_change_validate_vhd;

#endif
