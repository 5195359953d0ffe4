/* cmd/input.h - files that the user names */
#ifndef HVSH_CMD_INPUT_H
#define HVSH_CMD_INPUT_H

#include <stddef.h>

#include "cmd/vm_names.h"

struct err;

#define INPUT_XML_MAX (4u << 20)

/* The whole of an XML document; yours, NUL behind it. ERR_USAGE as virsh words
 * it: "Failed to open file 'x': No such file or directory". */
int input_xml(const char *path, char **ret, size_t *len, struct err *e);

COMPLETER(complete_file);

#endif
