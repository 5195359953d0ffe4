/* shell/row.h - named values side by side, before they get a form
 *
 * Between out.h, which fills rows, and the forms that show them: table.h for
 * people, the functions below for programs.
 */
#ifndef HVSH_SHELL_ROW_H
#define HVSH_SHELL_ROW_H

#include <stdint.h>

#include "base/vec.h"

struct out_value;
struct str;

struct row_cell {
	const char *key;                /* borrowed: the commands' constants */
	const char *label;
	int type;                       /* OUT_V_... */
	char *str;
	uint64_t num;
	char *shown;
};

struct row VEC_OF(struct row_cell);

void row_add(struct row *r, const char *key, const char *label,
	     const struct out_value *v);
void row_clear(struct row *r);                  /* and ready for use again */

/* What a person is shown of it, not escaped; 'tmp' may be needed for it. */
const char *row_cell_text(const struct row_cell *c, struct str *tmp);

void row_json(const struct row *r, struct str *to);     /* {"key":value,...} */
void row_csv_head(const struct row *r, struct str *to); /* with CR LF */
void row_csv(const struct row *r, struct str *to);
void csv_cell(struct str *to, const char *text);
/* The cell 'name', else the first, not escaped; 'tmp' may be needed for it. */
const char *row_name(const struct row *r, struct str *tmp);

/* Text as a JSON string, quotes included. */
void json_text(struct str *to, const char *text);

#endif
