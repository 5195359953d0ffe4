/* base/readfile.h - a small file that may hold secrets, whole */
#ifndef HVSH_BASE_READFILE_H
#define HVSH_BASE_READFILE_H

#include <stdbool.h>
#include <stddef.h>

struct err;

/*
 * Reads up to 'max' bytes; NUL is put behind them. A longer file is an error,
 * as is one that cannot be read (ERR_USAGE, with its name). '*exposed': it is
 * a file that its group or all others may read. Whoever takes the text wipes
 * it; what was read before a failure is wiped here.
 */
int read_file(const char *path, size_t max, char **ret, size_t *ret_size,
	      bool *exposed, struct err *e);

/* The same from an open descriptor; -1 with errno, EFBIG where it is longer. */
int read_all(int fd, size_t max, char **ret, size_t *ret_size);

/* Ends text at its first line's end: LF or CR LF. */
void first_line(char *text);

#endif
