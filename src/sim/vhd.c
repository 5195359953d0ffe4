/* Msvm_ImageManagementService, as far as virtual disks are looked at. */
#include "sim/vhd.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/cimxml.h"
#include "sim/drives.h"
#include "sim/files.h"
#include "sim/methods_priv.h"
#include "sim/vm.h"

#define GIB (UINT64_C(1) << 30)
#define MIB (UINT64_C(1) << 20)
#define MOST_VHD (2040 * GIB)
#define MOST_VHDX (UINT64_C(65536) * GIB)
#define FILE_NOT_FOUND 32779

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
	AUTO_FREE char *guid = sim_new_guid(h), *id = sim_new_guid(h);
	bool vhd = format_of(path) == VHD;

	sim_set(i, "Path", sim_string(path));
	sim_set(i, "VirtualDiskId", sim_string(guid));
	sim_set(i, "Identifier", sim_string(id));
	sim_set(i, "Type", sim_uint(type));
	sim_set(i, "Format", sim_uint(format_of(path)));
	sim_set(i, "MaxInternalSize", sim_uint(bytes));
	sim_set(i, "MinInternalSize", sim_uint(bytes / 2 / MIB * MIB));
	sim_set(i, "BlockSize", sim_uint(type == SIM_VHD_FIXED ? 0 : vhd ? 2 * MIB :
							      32 * MIB));
	sim_set(i, "LogicalSectorSize", sim_uint(512));
	sim_set(i, "PhysicalSectorSize", sim_uint(vhd ? 512 : 4096));
	return sim_put(h, i);
}

struct sim_instance *sim_vhd_known(struct sim_host *h, const char *path)
{
	AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_OWN, "Hvsim_Disk",
						  "Path", path, NULL);

	return sim_resolve(h->store, SIM_NS_OWN, r);
}

struct sim_instance *sim_vhd_inside(struct sim_host *h,
				    const struct sim_instance *file)
{
	const char *path = sim_get_str(file, "Name");
	struct sim_instance *i = sim_vhd_known(h, path);
	uint64_t size = sim_get_uint(file, "FileSize");

	if (i)
		return i;
	return make_inside(h, path, SIM_VHD_DYNAMIC,
			   size < 40 * GIB ? 40 * GIB : size / MIB * MIB);
}

uint64_t sim_vhd_most(const char *path)
{
	return format_of(path) == VHD ? MOST_VHD : MOST_VHDX;
}

void sim_vhd_set_parent(struct sim_host *h, struct sim_instance *disk,
			const struct sim_instance *parent_file)
{
	struct sim_instance *p = sim_vhd_inside(h, parent_file);

	sim_set(disk, "ParentPath",
		sim_string(sim_get_str(parent_file, "Name")));
	sim_set(disk, "ParentIdentifier",
		sim_string(sim_get_str(p, "Identifier")));
}

struct sim_instance *sim_vhd_make(struct sim_host *h, const char *path,
				  unsigned type, uint64_t bytes)
{
	struct sim_instance *f = sim_file_add(h, path, type == SIM_VHD_FIXED ? bytes :
					      4 * MIB);

	if (f) {
		make_inside(h, path, type, bytes);
		sim_drives_update(h);
	}
	return f;
}

/* --- looking --- */

static struct sim_instance *find_disk(const struct sim_call *c, uint32_t *rc)
{
	const char *path = sim_call_text(c, "Path");
	struct sim_instance *f = path ? sim_file_find(c->host, path) : NULL;

	*rc = !path || !*path || (f && !sim_path_has_ext(path, SIM_DISK_EXTS)) ?
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
	d = sim_vhd_inside(c->host, f);
	for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
		sim_set(i, numbers[k], number(d, numbers[k]));
	sim_set(i, "InstanceID", sim_stringf("Microsoft:%s",
					     sim_get_str(d, "VirtualDiskId")));
	sim_set(i, "VirtualDiskId", sim_string(sim_get_str(d, "VirtualDiskId")));
	sim_set(i, "Path", sim_string(sim_get_str(f, "Name")));
	sim_set(i, "ParentPath", sim_value_copy(sim_get(d, "ParentPath")));
	sim_set(i, "ParentIdentifier",
		sim_value_copy(sim_get(d, "ParentIdentifier")));
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
	d = sim_vhd_inside(c->host, f);
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
