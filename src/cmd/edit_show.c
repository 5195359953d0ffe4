/* cmd/edit_show.c - what the commands that edit XML share */
#include "base/diff.h"
#include "base/str.h"
#include "cmd/edit.h"
#include "shell/out.h"

bool edit_show(struct out *o, const char *before, const char *after,
	       bool dry_run)
{
	AUTO_STR diff = STR_INIT;

	diff_lines(before, after, &diff);
	if (!diff.len)
		out_warn(o, "what was edited makes no difference to Hyper-V");
	else if (dry_run || (out_format(o) == OUT_TEXT && !out_quiet(o)))
		out_raw(o, diff.buf);
	return diff.len;
}
