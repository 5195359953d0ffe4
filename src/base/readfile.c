/* base/readfile.c - a small file that may hold secrets, whole */
#include "base/readfile.h"

#include "base/err.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int read_all(int fd, size_t max, char **ret, size_t *ret_size)
{
	char *text = xcalloc(max + 2, 1);       /* never moved: no copies left */
	size_t len = 0;
	ssize_t n = 1;
	int error = 0;

	while (n > 0 && len <= max) {
		n = read(fd, text + len, max + 1 - len);
		if (n > 0)
			len += (size_t)n;
	}
	if (n < 0)
		error = errno;
	else if (len > max)
		error = EFBIG;
	if (error) {
		explicit_bzero(text, len);
		free(text);
		errno = error;
		return -1;
	}
	*ret = text;
	*ret_size = len;
	return 0;
}

int read_file(const char *path, size_t max, char **ret, size_t *ret_size,
	      bool *exposed, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct stat st;
	int error = 0;

	if (fd < 0 || fstat(fd, &st) < 0 || read_all(fd, max, ret, ret_size) < 0)
		error = errno;
	if (fd >= 0)
		close(fd);
	if (error == EFBIG)
		return err_set(e, ERR_USAGE, "%s: this file is larger than %zu "
			       "bytes", path, max);
	if (error)
		return err_set(e, ERR_USAGE, "%s: %s", path, strerror(error));
	*exposed = S_ISREG(st.st_mode) && st.st_mode & (S_IRGRP | S_IROTH);
	return 0;
}

void first_line(char *text)
{
	size_t n = strcspn(text, "\n");

	if (text[n] && n && text[n - 1] == '\r')
		n--;
	explicit_bzero(text + n, strlen(text + n));
}
