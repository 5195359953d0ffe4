/* base/diff.h - how two texts differ, line by line
 *
 * As 'diff -u' shows it, with three lines around each change and without the
 * two lines that name the files.
 */
#ifndef HVSH_BASE_DIFF_H
#define HVSH_BASE_DIFF_H

struct str;

/*
 * Nothing for texts that are the same. What is between the first and the last
 * line that differ is compared in full up to some 2000 lines on either side;
 * of longer texts it is shown as one change.
 */
void diff_lines(const char *from, const char *to, struct str *out);

#endif
