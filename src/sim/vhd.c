/* Msvm_ImageManagementService, as far as virtual disks are looked at and
 * created. */
#include "sim/vhd.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/change.h"
#include "sim/cimxml.h"
#include "sim/files.h"
#include "sim/methods_priv.h"
#include "sim/vm.h"

#define DISKS "vhd vhdx avhd avhdx vhds"
#define GIB (UINT64_C(1) << 30)
#define MIB (UINT64_C(1) << 20)
#define LEAST_BYTES (3 * MIB)
#define MOST_VHD (2040 * GIB)
#define MOST_VHDX (UINT64_C(65536) * GIB)
#define FILE_NOT_FOUND 32779

enum vhd_type { FIXED = 2, DYNAMIC, DIFFERENCING };
enum vhd_format { VHD = 2, VHDX, VHDSET };

static enum vhd_format format_of(const char *path)
{
	return sim_path_has_ext(path, "vhd avhd") ? VHD :
	       sim_path_has_ext(path, "vhds") ? VHDSET : VHDX;
}

static struct sim_instance *make_inside(struct sim_host *h, const char *path,
					unsigned type, uint64_t bytes)
{
	struct sim_instance *i = sim_make(h, SIM_NS_OWN, "Hvsim_Disk");
	AUTO_FREE char *guid = sim_new_guid(h);
	bool vhd = format_of(path) == VHD;

	sim_set(i, "Path", sim_string(path));
	sim_set(i, "VirtualDiskId", sim_string(guid));
	sim_set(i, "Type", sim_uint(type));
	sim_set(i, "Format", sim_uint(format_of(path)));
	sim_set(i, "MaxInternalSize", sim_uint(bytes));
	sim_set(i, "MinInternalSize", sim_uint(bytes / 2 / MIB * MIB));
	sim_set(i, "BlockSize", sim_uint(type == FIXED ? 0 : vhd ? 2 * MIB :
							      32 * MIB));
	sim_set(i, "LogicalSectorSize", sim_uint(512));
	sim_set(i, "PhysicalSectorSize", sim_uint(vhd ? 512 : 4096));
	return sim_put(h, i);
}

/* What the file holds. One that was loaded says nothing of that: it is taken
 * for a dynamic disk with room for what it has. */
static struct sim_instance *inside(struct sim_host *h,
				   const struct sim_instance *file)
{
	const char *path = sim_get_str(file, "Name");
	AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_OWN, "Hvsim_Disk",
						  "Path", path, NULL);
	struct sim_instance *i = sim_resolve(h->store, SIM_NS_OWN, r);
	uint64_t size = sim_get_uint(file, "FileSize");

	if (i)
		return i;
	return make_inside(h, path, DYNAMIC,
			   size < 40 * GIB ? 40 * GIB : size / MIB * MIB);
}

struct sim_instance *sim_vhd_make(struct sim_host *h, const char *path,
				  unsigned type, uint64_t bytes)
{
	struct sim_instance *f = sim_file_add(h, path, type == FIXED ? bytes :
					      4 * MIB);

	if (f)
		make_inside(h, path, type, bytes);
	return f;
}

/* --- looking --- */

static struct sim_instance *find_disk(const struct sim_call *c, uint32_t *rc)
{
	const char *path = sim_call_text(c, "Path");
	struct sim_instance *f = path ? sim_file_find(c->host, path) : NULL;

	*rc = !path || !*path || (f && !sim_path_has_ext(path, DISKS)) ?
	      SIM_RET_PARAMETER : f ? SIM_RET_DONE : FILE_NOT_FOUND;
	return *rc ? NULL : f;
}

static struct sim_value number(const struct sim_instance *i, const char *prop)
{
	return sim_uint(sim_get_uint(i, prop));
}

uint32_t sim_do_vhd_settings(struct sim_call *c)
{
	uint32_t rc;
	struct sim_instance *f = find_disk(c, &rc), *d, *i;
	static const char *const numbers[] = {
		"Type", "Format", "MaxInternalSize", "BlockSize",
		"LogicalSectorSize", "PhysicalSectorSize",
	};
	AUTO_STR xml = STR_INIT;

	i = f ? sim_make(c->host, SIM_NS_VIRT, "Msvm_VirtualHardDiskSettingData") :
		NULL;
	if (!i)
		return rc;
	d = inside(c->host, f);
	for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
		sim_set(i, numbers[k], number(d, numbers[k]));
	sim_set(i, "InstanceID", sim_stringf("Microsoft:%s",
					     sim_get_str(d, "VirtualDiskId")));
	sim_set(i, "VirtualDiskId", sim_string(sim_get_str(d, "VirtualDiskId")));
	sim_set(i, "Path", sim_string(sim_get_str(f, "Name")));
	sim_set(i, "ParentPath", sim_value_copy(sim_get(d, "ParentPath")));
	sim_set(i, "Caption", sim_string("Virtual Hard Disk Setting Data"));
	sim_set(i, "Description",
		sim_string("Setting Data for a Virtual Hard Disk"));
	sim_set(i, "ElementName", sim_string(sim_get_str(f, "Name")));
	sim_cim_print(i, &xml);
	sim_instance_drop(i);
	sim_call_set(c, "SettingData", sim_string(xml.buf));
	return SIM_RET_DONE;
}

uint32_t sim_do_vhd_state(struct sim_call *c)
{
	uint32_t rc;
	struct sim_instance *f = find_disk(c, &rc), *d, *i;
	AUTO_STR xml = STR_INIT;

	i = f ? sim_make(c->host, SIM_NS_VIRT, "Msvm_VirtualHardDiskState") : NULL;
	if (!i)
		return rc;
	d = inside(c->host, f);
	sim_set(i, "FileSize", number(f, "FileSize"));
	sim_set(i, "MinInternalSize", number(d, "MinInternalSize"));
	sim_set(i, "PhysicalSectorSize", number(d, "PhysicalSectorSize"));
	sim_set(i, "InUse", sim_bool(sim_file_user(c->host,
				     sim_get_str(f, "Name"), NULL)));
	sim_set(i, "Alignment", sim_uint(1));
	sim_set(i, "FragmentationPercentage", sim_uint(0));
	sim_set(i, "Timestamp", sim_value_copy(sim_get(f, "LastModified")));
	sim_cim_print(i, &xml);
	sim_instance_drop(i);
	sim_call_set(c, "State", sim_string(xml.buf));
	return SIM_RET_DONE;
}

uint32_t sim_do_vhd_validate(struct sim_call *c)
{
	uint32_t rc;

	find_disk(c, &rc);
	return rc;
}

/* --- creating --- */

struct wish {
	const char *path, *parent;
	uint64_t type, format, bytes;
};

static uint64_t cim_number(const struct sim_cim *cim, const char *name)
{
	const char *text = sim_cim_text(cim, name);

	return text ? strtoull(text, NULL, 10) : 0;
}

static int read_wish(const struct sim_cim *cim, struct wish *w)
{
	*w = (struct wish){
		.path = sim_cim_text(cim, "Path"),
		.parent = sim_cim_text(cim, "ParentPath"),
		.type = cim_number(cim, "Type"),
		.format = cim_number(cim, "Format"),
		.bytes = cim_number(cim, "MaxInternalSize"),
	};
	if (strcasecmp(cim->cls, "Msvm_VirtualHardDiskSettingData") ||
	    !w->path || !*w->path || w->type < FIXED || w->type > DIFFERENCING ||
	    w->format < VHD || w->format > VHDSET)
		return -1;
	if (w->type == DIFFERENCING)
		return w->parent && *w->parent ? 0 : -1;
	return w->bytes >= LEAST_BYTES && w->bytes % 512 == 0 &&
	       w->bytes <= (w->format == VHD ? MOST_VHD : MOST_VHDX) ? 0 : -1;
}

static int refuse(struct sim_refusal *r, const char *path, const char *why)
{
	return sim_refuse(r, SIM_RET_FAILED, "The system failed to create '%s'. "
			  "Error: %s", path, why);
}

static int create(struct sim_host *h, const struct wish *w,
		  struct sim_refusal *r)
{
	struct sim_instance *parent = NULL, *d;
	uint64_t bytes = w->bytes;

	if (sim_file_find(h, w->path))
		return refuse(r, w->path, "The file exists. (0x80070050)");
	if (!sim_path_has_ext(w->path, DISKS) || format_of(w->path) != w->format)
		return refuse(r, w->path, "The file's extension does not fit "
			      "the format of the disk. (0x80070057)");
	if (w->type == DIFFERENCING) {
		parent = sim_file_find(h, w->parent);
		if (!parent)
			return refuse(r, w->path, "The system cannot find the "
				      "parent disk. (0x80070002)");
		bytes = sim_get_uint(inside(h, parent), "MaxInternalSize");
	}
	sim_vhd_make(h, w->path, (unsigned)w->type, bytes);
	d = inside(h, sim_file_find(h, w->path));
	if (parent)
		sim_set(d, "ParentPath",
			sim_string(sim_get_str(parent, "Name")));
	return 0;
}

static int run_create(struct sim_call *c, struct sim_refusal *r)
{
	const char *text = sim_call_text(c, "VirtualDiskSettingData");
	struct sim_cim cim;
	struct wish w;
	int rc;

	if (!text || sim_cim_parse(text, &cim) < 0)
		return sim_refuse_now(r, SIM_RET_PARAMETER);
	rc = read_wish(&cim, &w) < 0 ? sim_refuse_now(r, SIM_RET_PARAMETER) :
				       create(c->host, &w, r);
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
	struct sim_cim cim;
	struct wish w;
	int rc;

	if (!text || sim_cim_parse(text, &cim) < 0)
		return text ? sim_cim_refusal(text) : SIM_RET_PARAMETER;
	rc = read_wish(&cim, &w);
	sim_cim_clear(&cim);
	return rc < 0 ? SIM_RET_PARAMETER :
			sim_change(c, &sim_change_create_vhd, NULL, true);
}
