/* hv/disk.c - virtual disks: what is inside a VHD or VHDX file */
#include "hv/disk.h"

#include <stddef.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/host.h"
#include "hv/path.h"
#include "hv/service.h"
#include "wmi/embedded.h"
#include "wmi/job.h"
#include "wmi/method.h"
#include "wmi/object.h"

#define IMS "Msvm_ImageManagementService"
#define FILE_NOT_FOUND 32779

static const struct wmi_field settings_fields[] = {
	FIELD("BlockSize", WMI_NUM, hv_disk, block),
	FIELD("Format", WMI_NUM, hv_disk, format),
	FIELD("LogicalSectorSize", WMI_NUM, hv_disk, sector),
	FIELD("MaxInternalSize", WMI_NUM, hv_disk, size),
	FIELD("ParentIdentifier", WMI_STR, hv_disk, parent_id),
	FIELD("ParentPath", WMI_STR, hv_disk, parent),
	FIELD("Path", WMI_STR, hv_disk, path),
	FIELD("PhysicalSectorSize", WMI_NUM, hv_disk, physical_sector),
	FIELD("Type", WMI_NUM, hv_disk, type),
	FIELD("VirtualDiskId", WMI_STR, hv_disk, id),
	{ 0 }
};

static const struct wmi_field state_fields[] = {
	FIELD("FileSize", WMI_NUM, hv_disk, file_size),
	FIELD("FragmentationPercentage", WMI_NUM, hv_disk, fragmentation),
	FIELD("InUse", WMI_NUM, hv_disk, in_use),
	FIELD("MinInternalSize", WMI_NUM, hv_disk, min_size),
	{ 0 }
};

struct text { char *text; };

static const struct wmi_field settings_out[] = {
	FIELD("SettingData", WMI_STR, text, text), { 0 }
};
static const struct wmi_field state_out[] = {
	FIELD("State", WMI_STR, text, text), { 0 }
};

/* --- names --- */

static const char *const types[] = {
	[HV_DISK_FIXED] = "fixed", [HV_DISK_DYNAMIC] = "dynamic",
	[HV_DISK_DIFFERENCING] = "differencing",
};
static const char *const formats[] = {
	[HV_FORMAT_VHD] = "vhd", [HV_FORMAT_VHDX] = "vhdx",
	[HV_FORMAT_VHDSET] = "vhds",
};

const char *hv_disk_type_name(uint64_t type)
{
	return type <= HV_DISK_DIFFERENCING ? types[type] : NULL;
}

const char *hv_disk_format_name(uint64_t format)
{
	return format <= HV_FORMAT_VHDSET ? formats[format] : NULL;
}

static int parse_name(const char *const *names, size_t n, const char *name,
		      uint64_t *ret)
{
	for (size_t i = 0; i < n; i++)
		if (names[i] && !strcmp(names[i], name)) {
			*ret = i;
			return 0;
		}
	return -1;
}

int hv_disk_type_parse(const char *name, uint64_t *ret)
{
	return parse_name(types, sizeof types / sizeof *types, name, ret);
}

int hv_disk_format_parse(const char *name, uint64_t *ret)
{
	return parse_name(formats, sizeof formats / sizeof *formats, name, ret);
}

uint64_t hv_disk_format_of(const char *path)
{
	return hv_path_ext(path, "vhd avhd") ? HV_FORMAT_VHD :
	       hv_path_ext(path, "vhdx avhdx") ? HV_FORMAT_VHDX :
	       hv_path_ext(path, "vhds") ? HV_FORMAT_VHDSET : 0;
}

void hv_disk_clear(struct hv_disk *d)
{
	wmi_clear(settings_fields, d);
	wmi_clear(state_fields, d);
}

/* --- the service --- */

/* two of its four keys will do (FACTS 5.1), and need no question */
static struct wmi_ref *service(void)
{
	return wmi_ref_new(HV_NS, IMS, "CreationClassName", IMS,
			   "SystemCreationClassName", "Msvm_ComputerSystem",
			   NULL);
}

/* A file that is not there, where the method says so. */
static void mark_missing(struct err *e)
{
	if (e->code == FILE_NOT_FOUND && e->kind == ERR_FAILED)
		e->kind = ERR_NOT_FOUND;
}

static int call(struct hv_host *h, const char *method,
		const struct wmi_args *in, const struct hv_wait *wait,
		struct wmi_result *out, struct err *e)
{
	AUTO_REF *ref = service();
	struct wmi_progress progress;
	int r = wmi_invoke_wait(hv_host_wmi(h), ref, method, in,
				hv_progress(wait, &progress), out, e);

	if (r < 0)
		mark_missing(e);
	return r;
}

/* What is asked of a disk, and where the answer is. */
static const struct question {
	unsigned what;
	const char *method, *wrap;
	const struct wmi_field *out, *fields;
} questions[] = {
	{ HV_DISK_SETTINGS, "GetVirtualHardDiskSettingData",
	  "cannot read the virtual disk", settings_out, settings_fields },
	{ HV_DISK_STATE, "GetVirtualHardDiskState",
	  "cannot read the state of", state_out, state_fields },
};
#define QUESTIONS (sizeof questions / sizeof *questions)

static int take_text(const struct question *q, const struct wmi_object *out,
		     struct hv_disk *to, struct err *e)
{
	struct text text = { 0 };
	int r = wmi_read(out, q->out, &text, e);

	if (r == 0)
		r = text.text && *text.text ?
		    wmi_embedded_read(text.text, q->fields, to, e) :
		    err_set(e, ERR_PROTOCOL, "%s told nothing", q->method);
	wmi_clear(q->out, &text);
	return r;
}

/* Empty strings stand for what is not there. */
static void drop_empty(char **s)
{
	if (*s && !**s) {
		free(*s);
		*s = NULL;
	}
}

static void tidy(const char *path, struct hv_disk *d)
{
	AUTO_ERR ignored = ERR_INIT;    /* on a share: as it is */
	char *told = NULL;

	drop_empty(&d->path);
	drop_empty(&d->parent);
	drop_empty(&d->parent_id);
	if (!d->path)
		d->path = xstrdup(path);
	if (d->parent && hv_path_clean(d->parent, &told, &ignored) == 0) {
		free(d->parent);
		d->parent = told;
	}
}

/* The answer to one question about one disk; the first error stays. */
static void take_answer(const struct question *q, struct wmi_invocation *from,
			struct hv_disk_query *to)
{
	AUTO_ERR e = ERR_INIT;
	int r = from->err.kind != ERR_NONE ? err_move(&e, &from->err) :
		take_text(q, from->out.out, &to->disk, &e);

	wmi_result_clear(&from->out);
	if (r == 0 || to->err.kind != ERR_NONE)
		return;
	mark_missing(&e);
	err_wrap(&e, "%s '%s'", q->wrap, to->path);
	err_move(&to->err, &e);
}

int hv_disks_read(struct hv_host *h, struct hv_disk_query *v, size_t n,
		  struct err *e)
{
	AUTO_FREE struct wmi_invocation *calls =
		xcalloc(n * QUESTIONS + 1, sizeof *calls);
	AUTO_FREE struct wmi_args *in = xcalloc(n + 1, sizeof *in);
	AUTO_REF *ref = service();
	AUTO_ERR ignored = ERR_INIT;    /* each disk has its own */
	const struct err *first = NULL;
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		in[i] = (struct wmi_args)WMI_ARGS_INIT;
		wmi_args_str(&in[i], "Path", v[i].path);
		v[i].disk = (struct hv_disk){ .path = NULL };
		v[i].err = (struct err)ERR_INIT;
		for (size_t j = 0; j < QUESTIONS; j++)
			if (v[i].what & questions[j].what)
				calls[k++] = (struct wmi_invocation){
					ref, questions[j].method, &in[i] };
	}
	if (k)
		wmi_invoke_many(hv_host_wmi(h), calls, k, &ignored);
	k = 0;
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < QUESTIONS; j++)
			if (v[i].what & questions[j].what)
				take_answer(&questions[j], &calls[k++], &v[i]);
		tidy(v[i].path, &v[i].disk);
		if (v[i].err.kind != ERR_NONE && !first)
			first = &v[i].err;
		wmi_args_free(&in[i]);
	}
	return first ? err_copy(e, first) : 0;
}

int hv_disk_read(struct hv_host *h, const char *path, unsigned what,
		 struct hv_disk *ret, struct err *e)
{
	struct hv_disk_query one = { .path = path, .what = what };

	if (hv_disks_read(h, &one, 1, e) < 0) {
		hv_disk_clear(&one.disk);
		err_clear(&one.err);
		return -1;
	}
	*ret = one.disk;
	return 0;
}

static void set_num(struct wmi_instance *i, const char *name,
		    const char *type, struct num v)
{
	if (v.set)
		wmi_instance_set_num(i, name, type, v.v);
}

static void fill(struct wmi_instance *i, const struct hv_disk *d)
{
	wmi_instance_set(i, "Path", "string", d->path);
	if (d->parent)
		wmi_instance_set(i, "ParentPath", "string", d->parent);
	set_num(i, "Type", "uint16", d->type);
	set_num(i, "Format", "uint16", d->format);
	set_num(i, "MaxInternalSize", "uint64", d->size);
	set_num(i, "BlockSize", "uint32", d->block);
	set_num(i, "LogicalSectorSize", "uint32", d->sector);
	set_num(i, "PhysicalSectorSize", "uint32", d->physical_sector);
}

enum { RET_PARAMETER = 32773 };

/* A size or shape that cannot be is refused without a word of why; the limits
 * are those of New-VHD. */
static int hint_limits(int r, const char *path, struct err *e)
{
	if (r == 0 || e->code != RET_PARAMETER)
		return r;
	if (hv_disk_format_of(path) == HV_FORMAT_VHD)
		return err_hint(e, "a VHD has from 3 MiB to 2040 GiB, blocks of "
				"512 KiB or 2 MiB, and sectors of 512 bytes");
	return err_hint(e, "a VHDX has from 3 MiB to 64 TiB, blocks of 1 to 256 "
			"MiB, a power of two, and sectors of 512 or 4096 bytes");
}

int hv_disk_create(struct hv_host *h, const struct hv_disk *d,
		   const struct hv_wait *wait, struct err *e)
{
	AUTO_INSTANCE i = WMI_INSTANCE_INIT("Msvm_VirtualHardDiskSettingData");
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };

	fill(&i, d);
	wmi_args_instance(&in, "VirtualDiskSettingData", &i);
	return hint_limits(call(h, "CreateVirtualHardDisk", &in, wait, &out, e),
			   d->path, e);
}

int hv_disk_convert(struct hv_host *h, const char *path,
		    const struct hv_disk *to, const struct hv_wait *wait,
		    struct err *e)
{
	AUTO_INSTANCE i = WMI_INSTANCE_INIT("Msvm_VirtualHardDiskSettingData");
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };

	fill(&i, to);
	wmi_args_str(&in, "SourcePath", path);
	wmi_args_instance(&in, "VirtualDiskSettingData", &i);
	return hint_limits(call(h, "ConvertVirtualHardDisk", &in, wait, &out, e),
			   to->path, e);
}

int hv_disk_resize(struct hv_host *h, const char *path, uint64_t size,
		   const struct hv_wait *wait, struct err *e)
{
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };

	wmi_args_str(&in, "Path", path);
	wmi_args_num(&in, "MaxInternalSize", size);
	return hint_limits(call(h, "ResizeVirtualHardDisk", &in, wait, &out, e),
			   path, e);
}

int hv_disk_compact(struct hv_host *h, const char *path,
		    const struct hv_wait *wait, struct err *e)
{
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };

	wmi_args_str(&in, "Path", path);
	wmi_args_num(&in, "Mode", 0);           /* full: zeroes, too */
	return call(h, "CompactVirtualHardDisk", &in, wait, &out, e);
}

int hv_disk_merge(struct hv_host *h, const char *path, const char *parent,
		  const struct hv_wait *wait, struct err *e)
{
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };

	wmi_args_str(&in, "SourcePath", path);
	wmi_args_str(&in, "DestinationPath", parent);
	return call(h, "MergeVirtualHardDisk", &in, wait, &out, e);
}

int hv_disk_set_parent(struct hv_host *h, const char *path,
		       const char *parent, bool ignore_id,
		       const struct hv_wait *wait, struct err *e)
{
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };

	wmi_args_str(&in, "ChildPath", path);
	wmi_args_str(&in, "ParentPath", parent);
	wmi_args_bool(&in, "IgnoreIDMismatch", ignore_id);
	return call(h, "SetParentVirtualHardDisk", &in, wait, &out, e);
}

int hv_disk_validate(struct hv_host *h, const char *path,
		     const struct hv_wait *wait, struct err *e)
{
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };

	wmi_args_str(&in, "Path", path);
	return call(h, "ValidateVirtualHardDisk", &in, wait, &out, e);
}
