/* hv/path.h - paths of files on the host
 *
 * A path is D:\folder\file, in UTF-8. Windows tells names apart without
 * regard to case, and so do these functions.
 */
#ifndef HVSH_HV_PATH_H
#define HVSH_HV_PATH_H

#include <stdbool.h>
#include <stdint.h>

struct err;

/* X: at the start, or the \\ of a share: a path rather than a name. */
bool hv_path_is(const char *word);

/*
 * As Windows has it: "d:/vms//web/" becomes "D:\vms\web". ERR_USAGE for what
 * can be no file or folder on one of the host's own drives: a relative path, a
 * share (WMI shows local drives only), a name with a character that Windows
 * does not allow.
 */
int hv_path_clean(const char *text, char **ret, struct err *e);
/* A file's name alone; ERR_USAGE. */
int hv_name_check(const char *name, struct err *e);

int hv_path_cmp(const char *a, const char *b);
/* The same for paths that hv_path_cmp holds for equal. */
uint64_t hv_path_hash(const char *path, uint64_t seed);
/* The name at its end; the path itself where it has no backslash. */
const char *hv_path_name(const char *path);
char *hv_path_folder(const char *path);         /* "D:\" for "D:\x"; yours */
char *hv_path_join(const char *folder, const char *name);       /* yours */
/* A file's name made of any text: what Windows has not in one is '_'; yours. */
char *hv_path_safe_name(const char *text);
/* Is the extension one of these ("vhd vhdx")? */
bool hv_path_ext(const char *path, const char *exts);

/* Files that hold a virtual disk, and those that may be listed as volumes. */
#define HV_DISK_EXTS "vhd vhdx vhds avhd avhdx"
#define HV_VOLUME_EXTS HV_DISK_EXTS " iso"

#endif
