/* CIM_DataFile: deleted, copied, renamed. What these return is cimv2's own:
 * 0 done, 2 access denied, 8 unspecified, 9 invalid object, 10 it exists, 13
 * another drive, 15 sharing violation, 21 invalid parameter. */
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/drives.h"
#include "sim/files.h"
#include "sim/methods_priv.h"
#include "sim/snapshot.h"
#include "sim/vhd.h"

enum {
	DONE = 0, UNSPECIFIED = 8, INVALID_OBJECT = 9, EXISTS = 10,
	OTHER_DRIVE = 13, SHARING = 15, INVALID_PARAMETER = 21,
};

static bool is_open(struct sim_call *c)
{
	const char *path = sim_get_str(c->on, "Name");

	return sim_file_user(c->host, path, NULL) ||
	       sim_file_merging(c->host, path);
}

/* What the copy or the new name would be refused for. */
static uint32_t check_target(struct sim_call *c, const char *to)
{
	if (!to || strlen(to) < 4 || to[1] != ':')
		return INVALID_PARAMETER;
	if (sim_file_find(c->host, to) || sim_folder_find(c->host, to))
		return EXISTS;
	return sim_has_folder_of(c->host, to) ? DONE : INVALID_OBJECT;
}

static void copy_inside(struct sim_call *c, const char *to)
{
	const char *from = sim_get_str(c->on, "Name");
	struct sim_instance *old = sim_vhd_known(c->host, from), *made;

	if (!old)
		return;
	made = sim_instance_copy(old);
	sim_set(made, "Path", sim_string(to));
	sim_put(c->host, made);
}

uint32_t sim_do_file_delete(struct sim_call *c)
{
	if (is_open(c))
		return SHARING;
	sim_file_remove(c->host, c->on);
	return DONE;
}

uint32_t sim_do_file_copy(struct sim_call *c)
{
	const char *to = sim_call_text(c, "FileName");
	uint64_t size = sim_get_uint(c->on, "FileSize");
	uint32_t rc = check_target(c, to);

	if (rc)
		return rc;
	if (is_open(c) && sim_path_has_ext(sim_get_str(c->on, "Name"),
					   SIM_DISK_EXTS))
		return SHARING;
	if (size > sim_drive_free(c->host, to))
		return UNSPECIFIED;
	copy_inside(c, to);
	sim_file_add(c->host, to, size);
	sim_drives_update(c->host);
	return DONE;
}

uint32_t sim_do_file_rename(struct sim_call *c)
{
	const char *to = sim_call_text(c, "FileName");
	uint32_t rc = check_target(c, to);

	if (rc)
		return rc;
	if (is_open(c))
		return SHARING;
	if (strncasecmp(to, sim_get_str(c->on, "Name"), 2))
		return OTHER_DRIVE;
	copy_inside(c, to);
	sim_file_add(c->host, to, sim_get_uint(c->on, "FileSize"));
	sim_file_remove(c->host, c->on);
	return DONE;
}
