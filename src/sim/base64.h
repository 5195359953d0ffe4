/* sim/base64.h - octets as text (RFC 4648) */
#ifndef HVSH_SIM_BASE64_H
#define HVSH_SIM_BASE64_H

#include <stddef.h>

struct str;

void sim_add_base64(struct str *to, const unsigned char *data, size_t n);

#endif
