#include "sim/files.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/host_priv.h"
#include "sim/parts.h"
#include "sim/vm.h"

#define MAX_DEPTH 64

static char *clean(const char *path)
{
	char *copy = xstrdup(path);
	size_t n;

	for (char *p = copy; *p; p++) {
		if (*p == '/')
			*p = '\\';
	}
	n = strlen(copy);
	if (n > 3 && copy[n - 1] == '\\')
		copy[n - 1] = '\0';
	return copy;
}

static struct sim_instance *find(struct sim_host *h, const char *cls,
				 const char *path)
{
	AUTO_FREE char *name = clean(path);
	AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_CIMV2, cls, "Name",
						  name, NULL);

	return sim_resolve(h->store, SIM_NS_CIMV2, r);
}

struct sim_instance *sim_file_find(struct sim_host *h, const char *path)
{
	return find(h, "CIM_DataFile", path);
}

struct sim_instance *sim_folder_find(struct sim_host *h, const char *path)
{
	return find(h, "Win32_Directory", path);
}

static char *lower(const char *from, size_t n)
{
	char *s = xstrndup(from, n);

	for (char *p = s; *p; p++)
		*p = (char)tolower((unsigned char)*p);
	return s;
}

/* What both classes say: C:\ISO\a.iso is drive "c:", path "\iso\", name "a",
 * extension "iso". */
static struct sim_instance *make(struct sim_host *h, const char *cls,
				 const char *path, bool folder)
{
	struct sim_instance *i = sim_make(h, SIM_NS_CIMV2, cls);
	const char *last = strrchr(path, '\\'), *dot;
	AUTO_FREE char *drive = lower(path, 2), *dir = NULL, *all = NULL;

	if (!i || !last)
		return sim_instance_drop(i);
	dir = lower(path + 2, (size_t)(last - path) - 1);
	all = lower(path, strlen(path));
	dot = folder ? NULL : strrchr(last, '.');
	sim_fill(i, "AccessMask=18809343\nCSCreationClassName=Win32_ComputerSystem\n"
		"Compressed=false\nEncrypted=false\n"
		"FSCreationClassName=Win32_FileSystem\nFSName=NTFS\n"
		"Hidden=false\nReadable=true\nStatus=OK\nSystem=false\n"
		"Writeable=true\n");
	sim_set(i, "Archive", sim_bool(!folder));
	sim_set(i, "CreationClassName",
		sim_string(folder ? "Win32_Directory" : "CIM_LogicalFile"));
	sim_set(i, "CSName", sim_string(sim_store_hostname(h->store)));
	sim_set(i, "Name", sim_string(path));
	sim_set(i, "Caption", sim_string(path));
	sim_set(i, "Description", sim_string(path));
	sim_set(i, "EightDotThreeFileName", sim_string(all));
	sim_set(i, "Drive", sim_string(drive));
	sim_set(i, "Path", sim_string(dir));
	sim_set(i, "Extension", sim_string(dot ? dot + 1 : ""));
	sim_set(i, "FileName", dot ? sim_stringf("%.*s", (int)(dot - last - 1),
						 last + 1) :
				     sim_string(last + 1));
	sim_set(i, "FileType", folder ? sim_string("File Folder") :
				       sim_stringf("%s File", dot ? dot + 1 : ""));
	sim_set(i, "CreationDate", sim_time(h->clock_us));
	sim_set(i, "LastAccessed", sim_time(h->clock_us));
	sim_set(i, "LastModified", sim_time(h->clock_us));
	return sim_put(h, i);
}

static struct sim_instance *parent_folder(struct sim_host *h, const char *path,
					  unsigned depth)
{
	const char *last = strrchr(path, '\\');
	AUTO_FREE char *dir = NULL;
	struct sim_instance *i;

	if (!last || last - path < 3 || depth > MAX_DEPTH)
		return NULL;
	dir = xstrndup(path, (size_t)(last - path));
	i = sim_folder_find(h, dir);
	if (i)
		return i;
	parent_folder(h, dir, depth + 1);
	return make(h, "Win32_Directory", dir, true);
}

static void relate_file(struct sim_host *h, const struct sim_instance *folder,
			const struct sim_instance *file)
{
	struct sim_instance *i = sim_make(h, SIM_NS_CIMV2,
					  "CIM_DirectoryContainsFile");

	if (!i || !folder || !file) {
		sim_instance_drop(i);
		return;
	}
	sim_set(i, "GroupComponent", sim_ref_to(folder));
	sim_set(i, "PartComponent", sim_ref_to(file));
	sim_put(h, i);
}

struct sim_instance *sim_file_add(struct sim_host *h, const char *path,
				  uint64_t size)
{
	AUTO_FREE char *name = clean(path);
	struct sim_instance *i;

	if (sim_file_find(h, name) || !strchr(name, '\\'))
		return NULL;
	i = make(h, "CIM_DataFile", name, false);
	if (!i)
		return NULL;
	sim_set(i, "FileSize", sim_uint(size));
	relate_file(h, parent_folder(h, name, 0), i);
	return i;
}

bool sim_path_has_ext(const char *path, const char *exts)
{
	const char *dot = strrchr(path, '.');
	size_t n;

	if (!dot)
		return false;
	for (; *exts; exts += n + (exts[n] == ' ')) {
		n = strcspn(exts, " ");
		if (strlen(dot + 1) == n && !strncasecmp(dot + 1, exts, n))
			return true;
	}
	return false;
}

struct sim_instance *sim_file_user(struct sim_host *h, const char *path,
				   const struct sim_instance *but)
{
	AUTO_FREE char *name = clean(path);
	struct sim_class *c = sim_class_find(h->store, SIM_NS_VIRT,
					     "Msvm_StorageAllocationSettingData");

	for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next) {
		AUTO_FREE char *has = clean(sim_first_str(i, "HostResource"));
		struct sim_instance *vm;

		if (sim_casecmp(has, name))
			continue;
		vm = sim_part_vm(h, i);
		if (vm && vm != but && sim_vm_is_on(vm))
			return vm;
	}
	return NULL;
}

void sim_make_files(struct sim_host *h)
{
	sim_file_add(h, "C:\\ISO\\debian-12.iso", 661651456);
	sim_file_add(h, "C:\\ISO\\windows-server.iso", UINT64_C(5044094976));
	sim_file_add(h, "C:\\ISO\\tools & drivers.iso", 627519488);
	/* where its settings say that disks are made, before there is one */
	parent_folder(h, "D:\\Hyper-V\\Virtual Hard Disks\\", 0);
}
