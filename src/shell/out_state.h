/* shell/out_state.h - the inside of out.h, for out.c and out_note.c alone */
#ifndef HVSH_SHELL_OUT_STATE_H
#define HVSH_SHELL_OUT_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "shell/out.h"
#include "shell/row.h"

struct str;
struct table;

struct out {
	FILE *data, *notes;
	enum out_format format;
	bool quiet;
	int write_errno;                /* the first write that failed */
	enum { NOTHING, LIST, LINES, RECORD } open;
	const struct out_col *cols;
	size_t n_cols, n_rows;
	struct table *table;            /* a list's, in text form */
	struct row row;
	bool progress;                  /* a line of it is on the terminal */
};

void out_put(struct out *o, const struct str *s);       /* to 'data' */

#endif
