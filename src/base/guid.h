/* base/guid.h - new GUIDs */
#ifndef HVSH_BASE_GUID_H
#define HVSH_BASE_GUID_H

#include "base/parse.h"

/* A random one (RFC 4122, version 4), upper case as Windows writes them. */
void guid_new(char ret[GUID_LEN + 1]);

#endif
