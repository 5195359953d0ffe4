/* sim/path.h - object paths as text
 *
 *	\\HOST\root\virtualization\v2:Class.Key="va\\lue",Key2="..."
 *	Class.Key='..'          Class="the only key"        Class=@
 *
 * \ and the quote are preceded by \ within quotes.
 */
#ifndef HVSH_SIM_PATH_H
#define HVSH_SIM_PATH_H

#include <stddef.h>

struct sim_ref;
struct str;

/* host or the reference's namespace NULL: that part is left out. */
void sim_path_print(const struct sim_ref *r, const char *host, struct str *to);

/* Reads a path at the start of text; *end (may be NULL: then all of the text
 * must be one) is what follows it. A key without a name is called "". */
int sim_path_parse(const char *text, const char **end, struct sim_ref **ret);

#endif
