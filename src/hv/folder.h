/* hv/folder.h - folders and files on the host's drives
 *
 * Through CIM_DataFile, Win32_Directory and Win32_LogicalDisk of root/cimv2.
 * Every question names the drive and the path, or the whole name: without
 * that the host would walk all of its disks. Paths are hv_path_clean's.
 */
#ifndef HVSH_HV_FOLDER_H
#define HVSH_HV_FOLDER_H

#include "base/parse.h"
#include "base/vec.h"

struct err;
struct hv_host;

struct hv_file {
	char *path;             /* D:\folder\file, in the host's case */
	struct num size;        /* in bytes */
};
struct hv_files VEC_OF(struct hv_file);
void hv_files_free(struct hv_files *l);
#define AUTO_FILES __attribute__((cleanup(hv_files_free))) struct hv_files
void hv_file_clear(struct hv_file *f);
#define AUTO_FILE __attribute__((cleanup(hv_file_clear))) struct hv_file

/* What of a folder matters for a pool. */
struct hv_folder {
	const char *path;       /* asked for; the caller's */
	bool exists;
	struct num capacity, available;         /* of its drive */
};

/* The folder that new virtual disks go to; yours. One request. */
int hv_folder_default(struct hv_host *h, char **ret, struct err *e);

/* Fills in n folders at the same time; 'space': of their drives, too. */
int hv_folders_read(struct hv_host *h, struct hv_folder *v, size_t n,
		    bool space, struct err *e);

/* The files in it that may be volumes (HV_VOLUME_EXTS), sorted by name. Two
 * requests at the same time. ERR_NOT_FOUND: there is no such folder. */
int hv_folder_files(struct hv_host *h, const char *path,
		    struct hv_files *ret, struct err *e);

/* ERR_NOT_FOUND: there is no such file. One request. */
int hv_file_find(struct hv_host *h, const char *path, struct hv_file *ret,
		 struct err *e);
/* Of n paths at the same time: a file that is not there is left as it is. */
int hv_files_find(struct hv_host *h, const char *const *paths, size_t n,
		  struct hv_file *ret, struct err *e);
/* One request each, which lasts until it is done. */
int hv_file_delete(struct hv_host *h, const char *path, struct err *e);
int hv_file_copy(struct hv_host *h, const char *path, const char *to,
		 struct err *e);

#endif
