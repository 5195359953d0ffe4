#include "sim/drives.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/files.h"
#include "sim/host_priv.h"
#include "sim/vhd.h"

#define GIB (UINT64_C(1) << 30)

static struct sim_class *drives(struct sim_host *h)
{
	return sim_class_find(h->store, SIM_NS_CIMV2, "Win32_LogicalDisk");
}

static uint64_t bytes_of_files(struct sim_host *h, const char *drive)
{
	struct sim_class *c = sim_class_find(h->store, SIM_NS_CIMV2,
					     "CIM_DataFile");
	uint64_t sum = 0;

	for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next) {
		if (!strncasecmp(sim_get_str(i, "Name"), drive, 2))
			sum += sim_get_uint(i, "FileSize");
	}
	return sum;
}

/* What is on the drive beside its files, as it was first seen. */
static uint64_t other_bytes(struct sim_host *h, const struct sim_instance *d)
{
	const char *name = sim_get_str(d, "DeviceID");
	AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_OWN, "Hvsim_Drive",
						  "DeviceID", name, NULL);
	struct sim_instance *i = sim_resolve(h->store, SIM_NS_OWN, r);
	uint64_t used = sim_get_uint(d, "Size") - sim_get_uint(d, "FreeSpace");
	uint64_t files;

	if (i)
		return sim_get_uint(i, "OtherBytes");
	files = bytes_of_files(h, name);
	i = sim_make(h, SIM_NS_OWN, "Hvsim_Drive");
	sim_set(i, "DeviceID", sim_string(name));
	sim_set(i, "OtherBytes", sim_uint(used > files ? used - files : 0));
	return sim_get_uint(sim_put(h, i), "OtherBytes");
}

void sim_drives_update(struct sim_host *h)
{
	struct sim_class *c = drives(h);

	for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next) {
		uint64_t size = sim_get_uint(i, "Size");
		uint64_t used = other_bytes(h, i) +
				bytes_of_files(h, sim_get_str(i, "DeviceID"));
		uint64_t left = used < size ? size - used : 0;

		if (left != sim_get_uint(i, "FreeSpace"))
			sim_set(i, "FreeSpace", sim_uint(left));
	}
}

uint64_t sim_drive_free(struct sim_host *h, const char *path)
{
	struct sim_class *c = drives(h);

	sim_drives_update(h);
	for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next) {
		if (!strncasecmp(sim_get_str(i, "DeviceID"), path, 2))
			return sim_get_uint(i, "FreeSpace");
	}
	return UINT64_MAX;
}

bool sim_has_folder_of(struct sim_host *h, const char *path)
{
	size_t n = strlen(path);
	AUTO_FREE char *folder = NULL;

	while (n && path[n - 1] != '\\' && path[n - 1] != '/')
		n--;
	folder = xstrndup(path, n > 3 ? n - 1 : n);
	return sim_folder_find(h, folder) != NULL;
}

void sim_file_set_size(struct sim_host *h, struct sim_instance *file,
		       uint64_t size)
{
	sim_set(file, "FileSize", sim_uint(size));
	sim_set(file, "LastModified", sim_time(h->clock_us));
	sim_drives_update(h);
}

void sim_file_remove(struct sim_host *h, struct sim_instance *file)
{
	struct sim_instance *inside = sim_vhd_known(h, sim_get_str(file, "Name"));

	sim_remove_related(h, file);
	if (inside)
		sim_store_remove(h->store, inside);
	sim_drives_update(h);
}

static void make_root(struct sim_host *h, const char *drive)
{
	struct sim_instance *i = sim_make(h, SIM_NS_CIMV2, "Win32_Directory");

	sim_fill(i, "CreationClassName=Win32_Directory\n"
		"CSCreationClassName=Win32_ComputerSystem\nFileName=\n"
		"FileType=Local Disk\nFSName=NTFS\nHidden=true\nReadable=true\n"
		"Status=OK\nSystem=true\nWriteable=true\n");
	sim_set(i, "CSName", sim_string(sim_store_hostname(h->store)));
	sim_set(i, "Name", sim_stringf("%s\\", drive));
	sim_set(i, "Caption", sim_stringf("%s\\", drive));
	sim_set(i, "Drive", sim_string(drive));
	sim_put(h, i);
}

static void make_drive(struct sim_host *h, const char *name, uint64_t size,
		       uint64_t left)
{
	struct sim_instance *i = sim_make(h, SIM_NS_CIMV2, "Win32_LogicalDisk");

	if (!i)
		return;
	sim_fill(i, "Access=0\nCompressed=false\nDescription=Local Fixed Disk\n"
		"DriveType=3\nFileSystem=NTFS\nMaximumComponentLength=255\n"
		"MediaType=12\nQuotasDisabled=true\nQuotasIncomplete=false\n"
		"QuotasRebuilding=false\nSupportsDiskQuotas=true\n"
		"SupportsFileBasedCompression=true\n"
		"SystemCreationClassName=Win32_ComputerSystem\n"
		"VolumeDirty=false\nVolumeName=\nVolumeSerialNumber=5E716BA3\n");
	sim_set(i, "Caption", sim_string(name));
	sim_set(i, "DeviceID", sim_string(name));
	sim_set(i, "Name", sim_string(name));
	sim_set(i, "SystemName", sim_string(sim_store_hostname(h->store)));
	sim_set(i, "Size", sim_uint(size));
	sim_set(i, "FreeSpace", sim_uint(left));
	other_bytes(h, sim_put(h, i));
	make_root(h, name);
}

void sim_make_drives(struct sim_host *h)
{
	make_drive(h, "C:", 240 * GIB, 160 * GIB);
	make_drive(h, "D:", 2000 * GIB, 1900 * GIB);
}
