/* hv/folder.c - folders and files on the host's drives */
#include "hv/folder.h"

#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/first.h"
#include "hv/host.h"
#include "hv/path.h"
#include "wmi/method.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

static const struct wmi_field file_fields[] = {
	FIELD("FileSize", WMI_NUM, hv_file, size),
	FIELD("Name", WMI_STR, hv_file, path),
	{ 0 }
};

struct drive {
	char *name;
	struct num size, free;
};

static const struct wmi_field drive_fields[] = {
	FIELD("DeviceID", WMI_STR, drive, name),
	FIELD("FreeSpace", WMI_NUM, drive, free),
	FIELD("Size", WMI_NUM, drive, size),
	{ 0 }
};

struct setting {
	char *folder;
};

static const struct wmi_field setting_fields[] = {
	FIELD("DefaultVirtualHardDiskPath", WMI_STR, setting, folder),
	{ 0 }
};

static const struct wmi_field directory_fields[] = {
	FIELD("Name", WMI_STR, hv_file, path),
	{ 0 }
};

void hv_file_clear(struct hv_file *f)
{
	wmi_clear(file_fields, f);
}

void hv_files_free(struct hv_files *l)
{
	for (size_t i = 0; i < l->n; i++)
		hv_file_clear(&l->v[i]);
	vec_free(l);
}

int hv_folder_default(struct hv_host *h, char **ret, struct err *e)
{
	struct setting s = { 0 };
	struct hv_first first = { setting_fields, &s, 0 };
	AUTO_STR wql = STR_INIT;
	int r;

	wql_select(&wql, "Msvm_VirtualSystemManagementServiceSettingData",
		   setting_fields);
	r = hv_first_query(h, HV_NS, wql.buf, &first, e);
	if (r == 0 && !s.folder)
		r = err_set(e, ERR_PROTOCOL,
			    "the host has no folder for virtual disks");
	if (r == 0 && hv_path_clean(s.folder, ret, e) < 0)
		r = err_wrap(e, "the host's folder for virtual disks");
	wmi_clear(setting_fields, &s);
	return r;
}

/* --- folders --- */

static int exists_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_folder *f = arg;

	(void)o;
	(void)e;
	f->exists = true;
	return 0;
}

struct folders {
	struct hv_folder *v;
	size_t n;
};

static int drive_row(const struct wmi_object *o, void *arg, struct err *e)
{
	const struct folders *all = arg;
	struct drive d = { 0 };
	int r = wmi_read(o, drive_fields, &d, e);

	for (size_t i = 0; r == 0 && d.name && i < all->n; i++) {
		if (strncasecmp(all->v[i].path, d.name, 2))
			continue;
		all->v[i].capacity = d.size;
		all->v[i].available = d.free;
	}
	wmi_clear(drive_fields, &d);
	return r;
}

static void directory_wql(struct str *wql, const char *path)
{
	wql_select(wql, "Win32_Directory", directory_fields);
	wql_where(wql, "Name", "=", path);
}

static void drives_wql(struct str *wql, const struct folders *all)
{
	wql_select(wql, "Win32_LogicalDisk", drive_fields);
	for (size_t i = 0; i < all->n; i++) {
		char name[] = { all->v[i].path[0], ':', '\0' };

		wql_or(wql, "DeviceID", "=", name);
	}
}

static int query(struct hv_host *h, struct wmi_query *q, size_t n,
		 struct err *e)
{
	int r = wmi_query(hv_host_wmi(h), q, n, e);

	for (size_t i = 0; i < n; i++)
		err_clear(&q[i].err);
	return r;
}

int hv_folders_read(struct hv_host *h, struct hv_folder *v, size_t n,
		    bool space, struct err *e)
{
	struct folders all = { v, n };
	AUTO_FREE struct wmi_query *q = xcalloc(n + 1, sizeof *q);
	AUTO_FREE struct str *wql = xcalloc(n + 1, sizeof *wql);
	int r;

	for (size_t i = 0; i <= n; i++)
		wql[i] = (struct str)STR_INIT;
	for (size_t i = 0; i < n; i++) {
		directory_wql(&wql[i], v[i].path);
		q[i] = (struct wmi_query){ HV_CIMV2, wql[i].buf, exists_row,
					   &v[i], ERR_INIT };
	}
	drives_wql(&wql[n], &all);
	q[n] = (struct wmi_query){ HV_CIMV2, wql[n].buf, drive_row, &all,
				   ERR_INIT };
	r = n ? query(h, q, n + space, e) : 0;
	for (size_t i = 0; i <= n; i++)
		str_free(&wql[i]);
	return r;
}

/* --- files --- */

static int file_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_files *to = arg;
	AUTO_FILE f = { 0 };

	if (wmi_read(o, file_fields, &f, e) < 0)
		return -1;
	if (f.path && hv_path_is(f.path)) {
		/* the host's own letter is in either case */
		f.path[0] = (char)(f.path[0] & ~0x20);
		vec_push(to, f);
		f = (struct hv_file){ 0 };
	}
	return 0;
}

/* Path is the folder with a backslash at both ends, "\" for a drive's root. */
static void files_wql(struct str *wql, const char *path)
{
	AUTO_FREE char *dir = hv_path_join(path + 2, "");
	char drive[] = { path[0], ':', '\0' };

	wql_select(wql, "CIM_DataFile", file_fields);
	wql_where(wql, "Drive", "=", drive);
	wql_where(wql, "Path", "=", dir);
}

static int file_cmp(const void *a, const void *b)
{
	return hv_path_cmp(((const struct hv_file *)a)->path,
			   ((const struct hv_file *)b)->path);
}

/* Leaves what may be a volume. */
static void tidy(struct hv_files *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		if (hv_path_ext(l->v[i].path, HV_VOLUME_EXTS))
			l->v[n++] = l->v[i];
		else
			hv_file_clear(&l->v[i]);
	}
	l->n = n;
	if (n)
		qsort(l->v, n, sizeof *l->v, file_cmp);
}

int hv_folder_files(struct hv_host *h, const char *path,
		    struct hv_files *ret, struct err *e)
{
	struct hv_folder folder = { .path = path };
	AUTO_FILES files = VEC_INIT;
	AUTO_STR dir_wql = STR_INIT;
	AUTO_STR wql = STR_INIT;

	directory_wql(&dir_wql, path);
	files_wql(&wql, path);
	struct wmi_query q[2] = {
		{ HV_CIMV2, dir_wql.buf, exists_row, &folder, ERR_INIT },
		{ HV_CIMV2, wql.buf, file_row, &files, ERR_INIT },
	};
	if (query(h, q, 2, e) < 0)
		return -1;
	if (!folder.exists)
		return err_set(e, ERR_NOT_FOUND, "the host has no folder '%s'",
			       path);
	tidy(&files);
	*ret = files;
	files = (struct hv_files)VEC_INIT;
	return 0;
}

int hv_files_find(struct hv_host *h, const char *const *paths, size_t n,
		  struct hv_file *ret, struct err *e)
{
	AUTO_FREE struct hv_files *files = xcalloc(n + 1, sizeof *files);
	AUTO_FREE struct wmi_query *q = xcalloc(n + 1, sizeof *q);
	AUTO_FREE struct str *wql = xcalloc(n + 1, sizeof *wql);
	int r;

	for (size_t i = 0; i < n; i++) {
		wql[i] = (struct str)STR_INIT;
		wql_select(&wql[i], "CIM_DataFile", file_fields);
		wql_where(&wql[i], "Name", "=", paths[i]);
		q[i] = (struct wmi_query){ HV_CIMV2, wql[i].buf, file_row,
					   &files[i], ERR_INIT };
	}
	r = n ? query(h, q, n, e) : 0;
	for (size_t i = 0; i < n; i++) {
		if (r == 0 && files[i].n) {
			ret[i] = files[i].v[0];
			files[i].v[0] = (struct hv_file){ 0 };
		}
		hv_files_free(&files[i]);
		str_free(&wql[i]);
	}
	return r;
}

int hv_file_find(struct hv_host *h, const char *path, struct hv_file *ret,
		 struct err *e)
{
	AUTO_FILE f = { 0 };

	if (hv_files_find(h, &path, 1, &f, e) < 0)
		return -1;
	if (!f.path)
		return err_set(e, ERR_NOT_FOUND, "the host has no file '%s'",
			       path);
	*ret = f;
	f = (struct hv_file){ 0 };
	return 0;
}

/* What the methods of CIM_LogicalFile return; the numbers mean other things
 * than Hyper-V's. */
static int explain(const char *what, const char *path, struct err *e)
{
	static const struct {
		uint32_t code;
		enum err_kind kind;
		const char *text;
	} values[] = {
		{ 2, ERR_DENIED, "Access denied" },
		{ 8, ERR_FAILED, "Unspecified failure" },
		{ 9, ERR_NOT_FOUND, "No such folder or file" },
		{ 10, ERR_FAILED, "There is a file of that name already" },
		{ 13, ERR_FAILED, "The drive is not the same" },
		{ 15, ERR_STATE, "The file is in use" },
		{ 17, ERR_DENIED, "A privilege is not held" },
		{ 21, ERR_FAILED, "Invalid parameter" },
	};

	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		if (e->code == values[i].code) {
			err_set(e, values[i].kind, "%s (%u)", values[i].text,
				values[i].code);
			e->code = values[i].code;
			break;
		}
	return err_wrap(e, "cannot %s '%s'", what, path);
}

static int call(struct hv_host *h, const char *path, const char *method,
		const char *to, struct err *e)
{
	AUTO_REF *file = wmi_ref_new(HV_CIMV2, "CIM_DataFile", "Name", path,
				     NULL);
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };

	if (to)
		wmi_args_str(&in, "FileName", to);
	return wmi_invoke(hv_host_wmi(h), file, method, &in, &out, e);
}

int hv_file_delete(struct hv_host *h, const char *path, struct err *e)
{
	if (call(h, path, "Delete", NULL, e) < 0)
		return explain("delete", path, e);
	return 0;
}

int hv_file_copy(struct hv_host *h, const char *path, const char *to,
		 struct err *e)
{
	if (call(h, path, "Copy", to, e) < 0)
		return explain("copy", path, e);
	return 0;
}
