/* shell/editor.h - a text changed by a person in an editor
 *
 * In $VISUAL, else $EDITOR, else vi. What these hold is a program with its
 * arguments between blanks; where it has anything that a shell would heed, as
 * quotes, a shell is given it. The editor works on a private file
 * (shell/tempfile.h) that is gone afterwards.
 *
 * A text that cannot be used is not lost: on a terminal the person is asked
 * what to do, elsewhere its file stays, and a warning says where.
 */
#ifndef HVSH_SHELL_EDITOR_H
#define HVSH_SHELL_EDITOR_H

#include <stdbool.h>

struct err;
struct out;

#define EDITOR_MAX (4u << 20)           /* bytes of an edited text */

struct editing {
	const char *text;               /* what there is to edit */
	const char *suffix;             /* of the file: ".xml" */
	/* Does with the edited text, which is another, what is to be done. A
	 * failure is told and asked about: edit again; try again with the
	 * same text; or throw it away. */
	int (*apply)(void *arg, const char *text, struct err *e);
	void *arg;
};

/*
 * '*changed': apply() has succeeded; else the text came back as it was. -1:
 * what was edited is not applied. ERR_USAGE: no editor is named, and there is
 * no terminal for vi; ERR_FAILED: it cannot be run, or failed;
 * ERR_INTERRUPTED: by Ctrl-C. After an answer that throws away, the kind is
 * apply()'s.
 */
int editor_run(struct out *o, const struct editing *ed, bool *changed,
	       struct err *e);

#endif
