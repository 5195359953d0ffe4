/* Msvm_ImageManagementService, as far as virtual disks are changed: larger or
 * smaller, compacted, merged, copied into another form, put on another
 * parent. */
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/change.h"
#include "sim/cimxml.h"
#include "sim/drives.h"
#include "sim/files.h"
#include "sim/methods_priv.h"
#include "sim/parts.h"
#include "sim/vhd.h"
#include "sim/vm.h"

#define MIB (UINT64_C(1) << 20)
#define EMPTY (4 * MIB)         /* the file of a disk that holds nothing */
#define MAX_CHAIN 64
#define FILE_NOT_FOUND 32779
#define CHAIN_CYCLE 32787

#define IN_USE "The process cannot access the file because it is being used " \
	"by another process. (0x80070020)"
#define NO_PARENT "The chain of virtual hard disks is broken. The system " \
	"cannot locate the parent virtual hard disk for the differencing " \
	"disk. (0xC03A000D)"
#define OTHER_PARENT "The chain of virtual hard disks is corrupted. There is " \
	"a mismatch in the identifiers of the parent virtual hard disk and " \
	"differencing disk. (0xC03A000E)"

/* The file in that parameter; NULL with the refusal set. */
static struct sim_instance *file_of(struct sim_call *c, const char *param,
				    struct sim_refusal *r)
{
	const char *path = sim_call_text(c, param);
	struct sim_instance *f = path ? sim_file_find(c->host, path) : NULL;

	if (!path || !*path)
		sim_refuse_now(r, SIM_RET_PARAMETER);
	else if (!f)
		sim_refuse_now(r, FILE_NOT_FOUND);
	else if (!sim_path_has_ext(path, SIM_DISK_EXTS))
		sim_refuse_now(r, SIM_RET_PARAMETER);
	else
		return f;
	return NULL;
}

static int refuse(struct sim_refusal *r, const char *what,
		  const struct sim_instance *f, const char *why)
{
	return sim_refuse(r, SIM_RET_FAILED, "The system failed to %s '%s'. "
			  "Error: %s", what, sim_get_str(f, "Name"), why);
}

static const char *path_of(const struct sim_instance *f)
{
	return sim_get_str(f, "Name");
}

static bool is_parent(const struct sim_instance *disk, const char *path)
{
	return !sim_casecmp(sim_get_str(disk, "ParentPath"), path);
}

/* The VM that is on and has the file, or one on top of it, in a drive. */
static struct sim_instance *user(struct sim_host *h, const char *path,
				 unsigned depth)
{
	struct sim_class *c = sim_class_find(h->store, SIM_NS_OWN, "Hvsim_Disk");
	struct sim_instance *vm = sim_file_user(h, path, NULL);

	for (struct sim_instance *i = c ? c->first : NULL;
	     !vm && i && depth < MAX_CHAIN; i = i->next) {
		if (is_parent(i, path))
			vm = user(h, sim_get_str(i, "Path"), depth + 1);
	}
	return vm;
}

static bool in_use(struct sim_host *h, const struct sim_instance *f)
{
	return user(h, path_of(f), 0) != NULL;
}

/* What is based on it knows it no longer. */
static void new_identifier(struct sim_host *h, struct sim_instance *disk)
{
	AUTO_FREE char *guid = sim_new_guid(h);

	sim_set(disk, "Identifier", sim_string(guid));
}

/* --- size --- */

/* Hyper-V can do it while a VM runs where the disk is a VHDX on SCSI. */
static bool may_resize(struct sim_host *h, const struct sim_instance *f)
{
	struct sim_instance *vm = user(h, path_of(f), 0);
	struct sim_instance *vssd = vm ? sim_vm_settings(h, vm) : NULL;

	return !vm || (vssd && sim_vssd_generation(vssd) == 2 &&
		       sim_path_has_ext(path_of(f), "vhdx avhdx"));
}

static int check_size(struct sim_host *h, const struct sim_instance *f,
		      const struct sim_instance *d, uint64_t bytes,
		      struct sim_refusal *r)
{
	uint64_t now = sim_get_uint(d, "MaxInternalSize");
	bool fixed = sim_get_uint(d, "Type") == SIM_VHD_FIXED;

	if (!may_resize(h, f))
		return refuse(r, "resize", f, IN_USE);
	if (bytes < now && !sim_path_has_ext(path_of(f), "vhdx avhdx"))
		return refuse(r, "resize", f, "The virtual hard disk cannot be "
			      "shrunk: its format does not support it. "
			      "(0x80070032)");
	if (bytes < sim_get_uint(d, "MinInternalSize"))
		return refuse(r, "resize", f, "The virtual hard disk cannot be "
			      "shrunk below what its partitions use. "
			      "(0xC03A0027)");
	if (fixed && bytes > now &&
	    bytes - now > sim_drive_free(h, path_of(f)))
		return refuse(r, "resize", f, SIM_DISK_FULL);
	return 0;
}

static int run_resize(struct sim_call *c, struct sim_refusal *r)
{
	uint64_t bytes = sim_call_uint(c, "MaxInternalSize", 0);
	struct sim_instance *f = file_of(c, "Path", r), *d;

	if (!f)
		return -1;
	if (!bytes || bytes % 512 || bytes > sim_vhd_most(path_of(f)))
		return sim_refuse_now(r, SIM_RET_PARAMETER);
	d = sim_vhd_inside(c->host, f);
	if (check_size(c->host, f, d, bytes, r) < 0)
		return -1;
	sim_set(d, "MaxInternalSize", sim_uint(bytes));
	new_identifier(c->host, d);
	if (sim_get_uint(d, "Type") == SIM_VHD_FIXED)
		sim_file_set_size(c->host, f, bytes);
	return 0;
}

/* Half of what the file has grown to turns out to be empty. */
static int run_compact(struct sim_call *c, struct sim_refusal *r)
{
	struct sim_instance *f = file_of(c, "Path", r), *d;
	uint64_t size;

	if (!f)
		return -1;
	if (sim_call_uint(c, "Mode", 0) > 4)
		return sim_refuse_now(r, SIM_RET_PARAMETER);
	d = sim_vhd_inside(c->host, f);
	if (sim_get_uint(d, "Type") == SIM_VHD_FIXED)
		return refuse(r, "compact", f, "The requested operation is not "
			      "supported on a fixed disk. (0xC03A001C)");
	if (in_use(c->host, f))
		return refuse(r, "compact", f, IN_USE);
	size = sim_get_uint(f, "FileSize");
	if (size > EMPTY)
		sim_file_set_size(c->host, f, EMPTY + (size - EMPTY) / 2 / MIB *
						      MIB);
	return 0;
}

/* --- chains --- */

static struct sim_instance *parent_file(struct sim_host *h,
					const struct sim_instance *disk)
{
	const char *path = sim_get_str(disk, "ParentPath");

	return *path ? sim_file_find(h, path) : NULL;
}

/* 0, or what is wrong with the chain above that file. */
static int check_chain(struct sim_host *h, struct sim_instance *f,
		       struct sim_refusal *r)
{
	struct sim_instance *leaf = f, *d, *p;
	const char *want;

	for (unsigned n = 0; n < MAX_CHAIN; n++, f = p) {
		d = sim_vhd_inside(h, f);
		if (!*sim_get_str(d, "ParentPath"))
			return 0;
		p = parent_file(h, d);
		if (!p)
			return refuse(r, "validate", leaf, NO_PARENT);
		want = sim_get_str(d, "ParentIdentifier");
		if (*want && strcasecmp(want, sim_get_str(sim_vhd_inside(h, p),
							  "Identifier")))
			return refuse(r, "validate", leaf, OTHER_PARENT);
	}
	return sim_refuse_now(r, CHAIN_CYCLE);
}

static int run_validate(struct sim_call *c, struct sim_refusal *r)
{
	struct sim_instance *f = file_of(c, "Path", r);

	return f ? check_chain(c->host, f, r) : -1;
}

/* Is 'to' below 'f' in its chain? */
static bool is_below(struct sim_host *h, struct sim_instance *f,
		     const struct sim_instance *to)
{
	for (unsigned n = 0; f && n < MAX_CHAIN; n++) {
		f = parent_file(h, sim_vhd_inside(h, f));
		if (f == to)
			return true;
	}
	return false;
}

static int run_merge(struct sim_call *c, struct sim_refusal *r)
{
	struct sim_instance *f = file_of(c, "SourcePath", r), *to, *next, *d;
	uint64_t size;

	to = f ? file_of(c, "DestinationPath", r) : NULL;
	if (!to)
		return -1;
	if (!is_below(c->host, f, to))
		return sim_refuse_now(r, SIM_RET_PARAMETER);
	if (in_use(c->host, to))
		return refuse(r, "merge", f, IN_USE);
	if (check_chain(c->host, f, r) < 0)
		return -1;
	/* The files in between have gone into it, too. */
	for (; f != to; f = next) {
		next = parent_file(c->host, sim_vhd_inside(c->host, f));
		size = sim_get_uint(to, "FileSize");
		d = sim_vhd_inside(c->host, to);
		if (sim_get_uint(d, "Type") != SIM_VHD_FIXED)
			size += sim_get_uint(f, "FileSize") - EMPTY;
		sim_file_remove(c->host, f);
		sim_file_set_size(c->host, to, size);
	}
	new_identifier(c->host, sim_vhd_inside(c->host, to));
	return 0;
}

static int run_set_parent(struct sim_call *c, struct sim_refusal *r)
{
	const char *ignore = sim_call_text(c, "IgnoreIDMismatch");
	struct sim_instance *f = file_of(c, "ChildPath", r), *to, *d, *p;
	const char *want;

	to = f ? file_of(c, "ParentPath", r) : NULL;
	if (!to)
		return -1;
	d = sim_vhd_inside(c->host, f);
	p = sim_vhd_inside(c->host, to);
	if (sim_get_uint(d, "Type") != SIM_VHD_DIFFERENCING || f == to ||
	    is_below(c->host, to, f))
		return sim_refuse_now(r, SIM_RET_PARAMETER);
	if (in_use(c->host, f))
		return refuse(r, "reconnect", f, IN_USE);
	want = sim_get_str(d, "ParentIdentifier");
	if (strcasecmp(want, sim_get_str(p, "Identifier")) &&
	    (!ignore || strcasecmp(ignore, "true")))
		return refuse(r, "reconnect", f, OTHER_PARENT);
	sim_vhd_set_parent(c->host, d, to);
	return 0;
}

/* --- copies --- */

static int check_copy(struct sim_host *h, const struct sim_instance *f,
		      const struct sim_vhd_wish *w, struct sim_refusal *r)
{
	if (in_use(h, f))
		return refuse(r, "convert", f, IN_USE);
	if (w->type == SIM_VHD_DIFFERENCING)
		return sim_refuse_now(r, SIM_RET_PARAMETER);
	return 0;
}

static int copy_to(struct sim_host *h, struct sim_instance *f,
		   struct sim_vhd_wish *w, struct sim_refusal *r)
{
	struct sim_instance *d = sim_vhd_inside(h, f), *made;
	uint64_t size = 0;

	if (check_chain(h, f, r) < 0 || check_copy(h, f, w, r) < 0)
		return -1;
	w->bytes = sim_get_uint(d, "MaxInternalSize");
	/* All that the chain holds comes together. */
	for (struct sim_instance *i = f; i;
	     i = parent_file(h, sim_vhd_inside(h, i)))
		size += sim_get_uint(i, "FileSize") - EMPTY;
	made = sim_vhd_create(h, w, r);
	if (!made)
		return -1;
	if (w->type == SIM_VHD_DYNAMIC)
		sim_file_set_size(h, made, (size > w->bytes ? w->bytes : size) +
					   EMPTY);
	sim_set(sim_vhd_inside(h, made), "MinInternalSize",
		sim_uint(sim_get_uint(d, "MinInternalSize")));
	return 0;
}

static int run_convert(struct sim_call *c, struct sim_refusal *r)
{
	const char *text = sim_call_text(c, "VirtualDiskSettingData");
	struct sim_instance *f = file_of(c, "SourcePath", r);
	struct sim_vhd_wish w;
	struct sim_cim cim;
	int rc;

	if (!f)
		return -1;
	if (!text || sim_cim_parse(text, &cim) < 0)
		return sim_refuse_now(r, SIM_RET_PARAMETER);
	sim_vhd_read_wish(&cim, &w);
	rc = w.path && *w.path && !w.parent ?
	     copy_to(c->host, f, &w, r) : sim_refuse_now(r, SIM_RET_PARAMETER);
	sim_cim_clear(&cim);
	return rc;
}

/* --- as jobs --- */

const struct sim_change sim_change_resize_vhd = {
	"ResizeVirtualHardDisk", 2, "Msvm_StorageJob",
	"Resizing Virtual Hard Disk", run_resize,
};
const struct sim_change sim_change_compact_vhd = {
	"CompactVirtualHardDisk", 3, "Msvm_StorageJob",
	"Compacting Virtual Hard Disk", run_compact,
};
const struct sim_change sim_change_merge_vhd = {
	"MergeVirtualHardDisk", 4, "Msvm_StorageJob",
	"Merging Virtual Hard Disk", run_merge,
};
const struct sim_change sim_change_convert_vhd = {
	"ConvertVirtualHardDisk", 5, "Msvm_StorageJob",
	"Converting Virtual Hard Disk", run_convert,
};
const struct sim_change sim_change_parent_vhd = {
	"SetParentVirtualHardDisk", 6, "Msvm_StorageJob",
	"Reconnecting Virtual Hard Disk", run_set_parent,
};
const struct sim_change sim_change_validate_vhd = {
	"ValidateVirtualHardDisk", 7, "Msvm_StorageJob",
	"Validating Virtual Hard Disk", run_validate,
};

/* A file that is not there is told at once; the rest when the job ends. */
static uint32_t begin(struct sim_call *c, const struct sim_change *what,
		      const char *param, bool later)
{
	struct sim_refusal r = { 0 };

	if (!file_of(c, param, &r))
		return r.code;
	return sim_change(c, what, NULL, later);
}

uint32_t sim_do_vhd_resize(struct sim_call *c)
{
	return begin(c, &sim_change_resize_vhd, "Path", true);
}

uint32_t sim_do_vhd_compact(struct sim_call *c)
{
	return begin(c, &sim_change_compact_vhd, "Path", true);
}

uint32_t sim_do_vhd_merge(struct sim_call *c)
{
	return begin(c, &sim_change_merge_vhd, "SourcePath", true);
}

uint32_t sim_do_vhd_convert(struct sim_call *c)
{
	return begin(c, &sim_change_convert_vhd, "SourcePath", true);
}

uint32_t sim_do_vhd_set_parent(struct sim_call *c)
{
	return begin(c, &sim_change_parent_vhd, "ChildPath", false);
}

uint32_t sim_do_vhd_validate(struct sim_call *c)
{
	return begin(c, &sim_change_validate_vhd, "Path", false);
}

/* What may be set: the sector size that a VHDX tells, and its id. */
uint32_t sim_do_vhd_set_settings(struct sim_call *c)
{
	const char *text = sim_call_text(c, "VirtualDiskSettingData"), *path;
	const char *id, *sector;
	struct sim_instance *f = NULL, *d;
	struct sim_cim cim;
	uint32_t rc = SIM_RET_PARAMETER;

	if (!text || sim_cim_parse(text, &cim) < 0)
		return rc;
	path = sim_cim_text(&cim, "Path");
	if (path && *path)
		f = sim_file_find(c->host, path);
	id = sim_cim_text(&cim, "VirtualDiskId");
	sector = sim_cim_text(&cim, "PhysicalSectorSize");
	if (path && *path && !f)
		rc = FILE_NOT_FOUND;
	else if (f && sim_path_has_ext(path, "vhdx") && !in_use(c->host, f) &&
		 (!sector || !strcmp(sector, "512") || !strcmp(sector, "4096"))) {
		d = sim_vhd_inside(c->host, f);
		if (id && *id)
			sim_set(d, "VirtualDiskId", sim_string(id));
		if (sector)
			sim_set(d, "PhysicalSectorSize",
				sim_uint(strtoull(sector, NULL, 10)));
		rc = SIM_RET_DONE;
	}
	sim_cim_clear(&cim);
	return rc;
}
