/* Msvm_ImageManagementService: virtual disks are created. */
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/change.h"
#include "sim/cimxml.h"
#include "sim/drives.h"
#include "sim/files.h"
#include "sim/methods_priv.h"
#include "sim/vhd.h"

#define MIB (UINT64_C(1) << 20)
#define LEAST_BYTES (3 * MIB)

enum vhd_format { VHD = 2, VHDX, VHDSET };

static uint64_t cim_number(const struct sim_cim *cim, const char *name)
{
	const char *text = sim_cim_text(cim, name);

	return text ? strtoull(text, NULL, 10) : 0;
}

void sim_vhd_read_wish(const struct sim_cim *cim, struct sim_vhd_wish *w)
{
	*w = (struct sim_vhd_wish){
		.path = sim_cim_text(cim, "Path"),
		.parent = sim_cim_text(cim, "ParentPath"),
		.type = cim_number(cim, "Type"),
		.format = cim_number(cim, "Format"),
		.bytes = cim_number(cim, "MaxInternalSize"),
		.block = cim_number(cim, "BlockSize"),
		.sector = cim_number(cim, "LogicalSectorSize"),
		.physical_sector = cim_number(cim, "PhysicalSectorSize"),
	};
	if (w->parent && !*w->parent)
		w->parent = NULL;
}

static bool is_sector(uint64_t n)
{
	return !n || n == 512 || n == 4096;
}

/* A VHD has blocks of 512 KB or 2 MB and sectors of 512 bytes; a VHDX blocks
 * of 1 to 256 MB, a power of two. */
static bool is_shape(const struct sim_vhd_wish *w)
{
	if (w->format == VHD)
		return (!w->block || w->block == MIB / 2 || w->block == 2 * MIB) &&
		       (!w->sector || w->sector == 512) &&
		       (!w->physical_sector || w->physical_sector == 512);
	return (!w->block || (w->block >= MIB && w->block <= 256 * MIB &&
			      !(w->block & (w->block - 1)))) &&
	       is_sector(w->sector) && is_sector(w->physical_sector);
}

static bool is_possible(const struct sim_vhd_wish *w)
{
	if (!w->path || !*w->path || w->type < SIM_VHD_FIXED ||
	    w->type > SIM_VHD_DIFFERENCING || w->format < VHD ||
	    w->format > VHDSET || !is_shape(w))
		return false;
	if (w->type == SIM_VHD_DIFFERENCING)
		return w->parent;
	return w->bytes >= LEAST_BYTES &&
	       w->bytes % (w->sector ? w->sector : 512) == 0 &&
	       w->bytes <= sim_vhd_most(w->path);
}

static int refuse(struct sim_refusal *r, const char *path, const char *why)
{
	return sim_refuse(r, SIM_RET_FAILED, "The system failed to create '%s'. "
			  "Error: %s", path, why);
}

static bool fits(const char *path, uint64_t format)
{
	return sim_path_has_ext(path, format == VHD ? "vhd avhd" :
				format == VHDX ? "vhdx avhdx" : "vhds");
}

static int check(struct sim_host *h, const struct sim_vhd_wish *w,
		 struct sim_refusal *r)
{
	if (!is_possible(w))
		return sim_refuse_now(r, SIM_RET_PARAMETER);
	if (sim_file_find(h, w->path))
		return refuse(r, w->path, "The file exists. (0x80070050)");
	if (!sim_has_folder_of(h, w->path))
		return refuse(r, w->path, "The system cannot find the path "
			      "specified. (0x80070003)");
	if (!fits(w->path, w->format))
		return refuse(r, w->path, "The file's extension does not fit "
			      "the format of the disk. (0x80070057)");
	if (w->parent && !sim_file_find(h, w->parent))
		return refuse(r, w->path, "The system cannot find the "
			      "parent disk. (0x80070002)");
	if (w->parent && !fits(w->parent, w->format))
		return refuse(r, w->path, "The parent's format is another. "
			      "(0xC03A0012)");
	if (w->type == SIM_VHD_FIXED && w->bytes > sim_drive_free(h, w->path))
		return refuse(r, w->path, SIM_DISK_FULL);
	return 0;
}

static void shape(struct sim_instance *d, const struct sim_vhd_wish *w)
{
	if (w->block && w->type != SIM_VHD_FIXED)
		sim_set(d, "BlockSize", sim_uint(w->block));
	if (w->sector)
		sim_set(d, "LogicalSectorSize", sim_uint(w->sector));
	if (w->physical_sector)
		sim_set(d, "PhysicalSectorSize", sim_uint(w->physical_sector));
	/* nothing is in it yet */
	sim_set(d, "MinInternalSize", sim_uint(0));
}

struct sim_instance *sim_vhd_create(struct sim_host *h,
				    const struct sim_vhd_wish *w,
				    struct sim_refusal *r)
{
	struct sim_instance *parent, *f, *d;
	uint64_t bytes = w->bytes;

	if (check(h, w, r) < 0)
		return NULL;
	parent = w->parent ? sim_file_find(h, w->parent) : NULL;
	if (parent)
		bytes = sim_get_uint(sim_vhd_inside(h, parent),
				     "MaxInternalSize");
	f = sim_vhd_make(h, w->path, (unsigned)w->type, bytes);
	d = sim_vhd_inside(h, f);
	shape(d, w);
	if (parent)
		sim_vhd_set_parent(h, d, parent);
	sim_drives_update(h);
	return f;
}

static int run_create(struct sim_call *c, struct sim_refusal *r)
{
	const char *text = sim_call_text(c, "VirtualDiskSettingData");
	struct sim_vhd_wish w;
	struct sim_cim cim;
	int rc;

	if (!text || sim_cim_parse(text, &cim) < 0)
		return sim_refuse_now(r, SIM_RET_PARAMETER);
	sim_vhd_read_wish(&cim, &w);
	if (strcasecmp(cim.cls, "Msvm_VirtualHardDiskSettingData"))
		rc = sim_refuse_now(r, SIM_RET_PARAMETER);
	else
		rc = sim_vhd_create(c->host, &w, r) ? 0 : -1;
	sim_cim_clear(&cim);
	return rc;
}

const struct sim_change sim_change_create_vhd = {
	"CreateVirtualHardDisk", 1, "Msvm_StorageJob",
	"Creating Virtual Hard Disk", run_create,
};

uint32_t sim_do_vhd_create(struct sim_call *c)
{
	const char *text = sim_call_text(c, "VirtualDiskSettingData");
	struct sim_vhd_wish w;
	struct sim_cim cim;
	bool ok;

	if (!text || sim_cim_parse(text, &cim) < 0)
		return text ? sim_cim_refusal(text) : SIM_RET_PARAMETER;
	sim_vhd_read_wish(&cim, &w);
	ok = is_possible(&w) &&
	     !strcasecmp(cim.cls, "Msvm_VirtualHardDiskSettingData");
	sim_cim_clear(&cim);
	return ok ? sim_change(c, &sim_change_create_vhd, NULL, true) :
		    SIM_RET_PARAMETER;
}
