/* shell/tempfile.h - a private file for another program to work on
 *
 * In $TMPDIR, else /tmp; its owner's alone. It is gone when it is dropped, and
 * when a signal ends the program before that; one at a time.
 */
#ifndef HVSH_SHELL_TEMPFILE_H
#define HVSH_SHELL_TEMPFILE_H

#include <stddef.h>

struct err;

struct tempfile {
	char *path;             /* NULL: there is none, or it was kept */
};

/* 'suffix' tells other programs what is in it: ".xml". */
int tempfile_make(struct tempfile *t, const char *suffix, const char *text,
		  struct err *e);
/* What is in it now, up to 'max' bytes; yours. ERR_FAILED where it is no plain
 * file any more, is longer, or has a NUL in it. */
int tempfile_read(const struct tempfile *t, size_t max, char **ret,
		  struct err *e);
/* It stays: its name, yours to free. */
char *tempfile_keep(struct tempfile *t);
void tempfile_drop(struct tempfile *t);
#define AUTO_TEMPFILE __attribute__((cleanup(tempfile_drop))) struct tempfile

#endif
