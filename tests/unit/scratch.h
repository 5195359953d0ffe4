/* scratch.h - a folder of files and an environment for one unit test
 *
 * scratch_setup/_teardown are cmocka's, for each test: HOME is the folder,
 * no variable that hvsh reads is set.
 */
#ifndef HVSH_TESTS_SCRATCH_H
#define HVSH_TESTS_SCRATCH_H

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

static char *scratch_dir;

static inline int scratch_setup(void **state)
{
	static const char *const unset[] = {
		"HVSH_DEFAULT_URI", "VIRSH_DEFAULT_CONNECT_URI",
		"LIBVIRT_DEFAULT_URI", "HVSH_USERNAME", "HVSH_PASSWORD",
		"HVSH_AUTH_FILE", "LIBVIRT_AUTH_FILE", "XDG_CONFIG_HOME",
		"XDG_RUNTIME_DIR",
	};
	const char *tmp = getenv("TMP");

	(void)state;
	for (size_t i = 0; i < sizeof unset / sizeof *unset; i++)
		unsetenv(unset[i]);
	scratch_dir = xasprintf("%s/hvsh-unit-XXXXXX", tmp ? tmp : "/tmp");
	if (!mkdtemp(scratch_dir))
		return -1;
	return setenv("HOME", scratch_dir, 1);
}

static inline int scratch_teardown(void **state)
{
	AUTO_FREE char *rm = xasprintf("/bin/rm -rf '%s'", scratch_dir);

	(void)state;
	free(TAKE(scratch_dir));
	return system(rm);
}

static inline char *scratch_path(const char *name)
{
	return xasprintf("%s/%s", scratch_dir, name);
}

/* Folders on the way are made; returns the path, yours to free. */
static inline char *scratch_writen(const char *name, const char *text, size_t n,
				   mode_t mode)
{
	char *path = scratch_path(name);
	int fd;

	for (char *p = path + strlen(scratch_dir) + 1; (p = strchr(p, '/')); p++) {
		*p = '\0';
		mkdir(path, 0700);
		*p = '/';
	}
	unlink(path);           /* it may be one that only root could open */
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
	if (fd < 0 || write(fd, text, n) != (ssize_t)n || fchmod(fd, mode) < 0)
		abort();
	close(fd);
	return path;
}

static inline char *scratch_write(const char *name, const char *text, mode_t mode)
{
	return scratch_writen(name, text, strlen(text), mode);
}

/* stderr goes to a file until scratch_stderr() returns what it has. */
static int scratch_saved = -1;

static inline void scratch_catch_stderr(void)
{
	AUTO_FREE char *path = scratch_write("stderr", "", 0600);
	int fd = open(path, O_WRONLY | O_APPEND);

	fflush(stderr);
	scratch_saved = dup(STDERR_FILENO);
	dup2(fd, STDERR_FILENO);
	close(fd);
}

static inline char *scratch_stderr(void)
{
	AUTO_FREE char *path = scratch_path("stderr");
	char *text = xcalloc(1, 8192);
	int fd = open(path, O_RDONLY);

	fflush(stderr);
	dup2(scratch_saved, STDERR_FILENO);
	close(scratch_saved);
	if (fd < 0 || read(fd, text, 8191) < 0)
		abort();
	close(fd);
	return text;
}

#endif
