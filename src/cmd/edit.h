/* cmd/edit.h - what the commands that edit XML share */
#ifndef HVSH_CMD_EDIT_H
#define HVSH_CMD_EDIT_H

#include <stdbool.h>

struct out;

/*
 * Shows how two documents differ, unless quiet; JSON and the like have it only
 * where it is all that is asked for ('dry_run'). false: they do not differ, and
 * a warning says that what was edited has no effect.
 */
bool edit_show(struct out *o, const char *before, const char *after,
	       bool dry_run);

#endif
