/* sim/files.h - the files of the host: CIM_DataFile, Win32_Directory
 *
 * Paths are those of Windows; case and the kind of slash do not matter. What
 * is inside a virtual disk is kept in a namespace of the simulation's own.
 */
#ifndef HVSH_SIM_FILES_H
#define HVSH_SIM_FILES_H

#include <stdbool.h>
#include <stdint.h>

#define SIM_NS_OWN "root/hvsim"

struct sim_host;
struct sim_instance;

struct sim_instance *sim_file_find(struct sim_host *h, const char *path);
struct sim_instance *sim_folder_find(struct sim_host *h, const char *path);
/* With the folders that lead to it; NULL: it is there already. */
struct sim_instance *sim_file_add(struct sim_host *h, const char *path,
				  uint64_t size);
bool sim_path_has_ext(const char *path, const char *exts); /* "vhd vhdx" */
/* The VM that is on, other than 'but' (may be NULL), and has that file in one
 * of its drives; or NULL. */
struct sim_instance *sim_file_user(struct sim_host *h, const char *path,
				   const struct sim_instance *but);
void sim_make_files(struct sim_host *h);        /* a few ISO images, and
						 * the folder for disks */

#endif
