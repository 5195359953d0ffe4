/* cmd/input.c - files that the user names */
#include "cmd/input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/readfile.h"
#include "shell/complete.h"

int input_xml(const char *path, char **ret, size_t *len, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int r;

	if (fd < 0)
		return err_set(e, ERR_USAGE, "Failed to open file '%s': %s",
			       path, strerror(errno));
	r = read_all(fd, INPUT_XML_MAX, ret, len);
	if (r < 0)
		err_set(e, ERR_USAGE, "Failed to read file '%s': %s", path,
			strerror(errno));
	close(fd);
	return r;
}

COMPLETER(complete_file)
{
	(void)c;
	(void)a;
	(void)word;
	to->files = true;
}
