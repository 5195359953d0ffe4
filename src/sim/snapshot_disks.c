#include "sim/snapshot_disks.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/files.h"
#include "sim/host_priv.h"
#include "sim/parts.h"
#include "sim/vhd.h"

#define DIFFERENCING 4
#define MAX_DEPTH 64
#define GUID_TAIL 37            /* "_GUID" */
#define UNKNOWN_BYTES (UINT64_C(40) << 30)

static struct sim_class *images(struct sim_host *h)
{
	return sim_class_find(h->store, SIM_NS_VIRT,
			      "Msvm_StorageAllocationSettingData");
}

static bool is_disk(const struct sim_instance *i)
{
	return *sim_first_str(i, "HostResource") &&
	       !strcasecmp(sim_get_str(i, "ResourceSubType"),
			   "Microsoft:Hyper-V:Virtual Hard Disk");
}

static bool is_disk_of(const struct sim_instance *i,
		       const struct sim_instance *vssd)
{
	const char *id = sim_get_str(i, "InstanceID");
	const char *top = sim_get_str(vssd, "InstanceID");
	size_t n = strlen(top);

	return !strncasecmp(id, top, n) && id[n] == '\\' && is_disk(i);
}

static void set_file(struct sim_instance *image, const char *path)
{
	struct sim_value v = sim_array();

	sim_array_add(&v, sim_string(path));
	sim_set(image, "HostResource", v);
}

static struct sim_instance *inside(struct sim_host *h, const char *path)
{
	AUTO_FREE struct sim_ref *r = sim_ref_new(SIM_NS_OWN, "Hvsim_Disk",
						  "Path", path, NULL);

	return sim_resolve(h->store, SIM_NS_OWN, r);
}

/* DIR\NAME.vhdx or DIR\NAME_GUID.avhdx: a new DIR\NAME_GUID.avhdx */
static char *next_file(struct sim_host *h, const char *path)
{
	AUTO_FREE char *guid = sim_new_guid(h);
	const char *dot = strrchr(path, '.');
	size_t n = dot ? (size_t)(dot - path) : strlen(path);

	if (sim_path_has_ext(path, "avhd avhdx") && n > GUID_TAIL &&
	    path[n - GUID_TAIL] == '_')
		n -= GUID_TAIL;
	return xasprintf("%.*s_%s.%s", (int)n, path, guid,
			 sim_path_has_ext(path, "vhd avhd") ? "avhd" : "avhdx");
}

static void make_child(struct sim_host *h, const char *path,
		       const char *parent)
{
	struct sim_instance *of = inside(h, parent), *made;

	sim_vhd_make(h, path, DIFFERENCING,
		     of ? sim_get_uint(of, "MaxInternalSize") : UNKNOWN_BYTES);
	made = inside(h, path);
	if (made)
		sim_set(made, "ParentPath", sim_string(parent));
}

void sim_disks_branch(struct sim_host *h, const struct sim_instance *vssd)
{
	struct sim_class *c = images(h);

	for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next) {
		AUTO_FREE char *path = NULL;

		if (!is_disk_of(i, vssd))
			continue;
		path = next_file(h, sim_first_str(i, "HostResource"));
		make_child(h, path, sim_first_str(i, "HostResource"));
		set_file(i, path);
	}
}

static void remove_file(struct sim_host *h, const char *path)
{
	struct sim_instance *file = sim_file_find(h, path);
	struct sim_instance *disk = inside(h, path);

	if (file)
		sim_remove_related(h, file);
	if (disk)
		sim_store_remove(h->store, disk);
}

static bool is_used(struct sim_host *h, const char *path,
		    const struct sim_instance *but)
{
	struct sim_class *c = images(h);
	struct sim_class *d = sim_class_find(h->store, SIM_NS_OWN, "Hvsim_Disk");

	for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next) {
		if (!is_disk_of(i, but) &&
		    !strcasecmp(sim_first_str(i, "HostResource"), path))
			return true;
	}
	for (struct sim_instance *i = d ? d->first : NULL; i; i = i->next) {
		if (!strcasecmp(sim_get_str(i, "ParentPath"), path))
			return true;
	}
	return false;
}

void sim_disks_leave(struct sim_host *h, const struct sim_instance *vssd)
{
	struct sim_class *c = images(h);

	for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next) {
		const char *path = sim_first_str(i, "HostResource");

		if (is_disk_of(i, vssd) &&
		    sim_path_has_ext(path, "avhd avhdx") &&
		    !is_used(h, path, vssd))
			remove_file(h, path);
	}
}

/* The image of that configuration in the same place. */
static struct sim_instance *counterpart(struct sim_class *c,
					const struct sim_instance *of,
					const struct sim_instance *from,
					const struct sim_instance *vssd)
{
	const char *rest = sim_get_str(of, "InstanceID") +
			   strlen(sim_get_str(from, "InstanceID"));
	size_t n = strlen(sim_get_str(vssd, "InstanceID"));

	for (struct sim_instance *i = c->first; i; i = i->next) {
		if (is_disk_of(i, vssd) &&
		    !strcasecmp(sim_get_str(i, "InstanceID") + n, rest))
			return i;
	}
	return NULL;
}

/* What was on top of one file is on top of the other. */
static void rebase(struct sim_host *h, const char *from, const char *to)
{
	struct sim_class *d = sim_class_find(h->store, SIM_NS_OWN, "Hvsim_Disk");

	for (struct sim_instance *i = d ? d->first : NULL; i; i = i->next) {
		if (!strcasecmp(sim_get_str(i, "ParentPath"), from))
			sim_set(i, "ParentPath", sim_string(to));
	}
}

static bool is_listed(const struct str *files, const char *path)
{
	size_t n = strlen(path);

	for (const char *p = files->buf; *p; p += strcspn(p, "\n") + 1)
		if (strcspn(p, "\n") == n && !strncasecmp(p, path, n))
			return true;
	return false;
}

void sim_disks_merge(struct sim_host *h, const struct sim_instance *gone,
		     const struct sim_instance *child, struct str *files)
{
	struct sim_class *c = images(h);

	for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next) {
		const char *kept, *at;
		struct sim_instance *to, *disk;

		if (!is_disk_of(i, gone))
			continue;
		to = counterpart(c, i, gone, child);
		kept = sim_first_str(i, "HostResource");
		at = to ? sim_first_str(to, "HostResource") : kept;
		for (unsigned n = 0; n < MAX_DEPTH && strcasecmp(at, kept);
		     n++) {
			disk = inside(h, at);
			if (!disk)
				break;
			if (!is_listed(files, at))
				str_addf(files, "%s\n", at);
			at = sim_get_str(disk, "ParentPath");
		}
	}
}

bool sim_disks_in_merge(struct sim_host *h, const char *files,
			const char *path)
{
	while (files && *files) {
		size_t n = strcspn(files, "\n");
		AUTO_FREE char *at = xstrndup(files, n);
		struct sim_instance *d = inside(h, at);

		if (!sim_casecmp(at, path) || (d && !sim_casecmp(
				sim_get_str(d, "ParentPath"), path)))
			return true;
		files += n + (files[n] == '\n');
	}
	return false;
}

/* The file is in its parent now: whoever had it has that. */
static void let_in(struct sim_host *h, const char *path)
{
	struct sim_class *c = images(h);
	struct sim_instance *disk = inside(h, path);
	AUTO_FREE char *parent = NULL;

	if (!disk)
		return;
	parent = xstrdup(sim_get_str(disk, "ParentPath"));
	for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next) {
		if (is_disk(i) &&
		    !strcasecmp(sim_first_str(i, "HostResource"), path))
			set_file(i, parent);
	}
	rebase(h, path, parent);
	remove_file(h, path);
}

void sim_disks_merged(struct sim_host *h, const char *files)
{
	while (files && *files) {
		size_t n = strcspn(files, "\n");
		AUTO_FREE char *path = xstrndup(files, n);

		let_in(h, path);
		files += n + (files[n] == '\n');
	}
}
