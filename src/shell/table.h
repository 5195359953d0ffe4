/* shell/table.h - columns for people, drawn as virsh draws them
 *
 * A blank before each cell, two at least after it, cells padded by their
 * display width, under the heading a line of dashes; nothing after the last
 * cell. The cells are kept in one buffer: a list may have thousands of rows.
 */
#ifndef HVSH_SHELL_TABLE_H
#define HVSH_SHELL_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct str;
struct table;

struct table *table_new(size_t n_cols);
void table_free(struct table *t);               /* takes NULL */
/* Row by row; escaped for a terminal here. */
void table_cell(struct table *t, const char *text);
/* heading: the first row is one. */
void table_draw(const struct table *t, bool heading, struct str *to);

#endif
