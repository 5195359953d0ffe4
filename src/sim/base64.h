/* sim/base64.h - octets as text (RFC 4648) */
#ifndef HVSH_SIM_BASE64_H
#define HVSH_SIM_BASE64_H

#include <stddef.h>

#include "base/vec.h"

struct str;

void sim_add_base64(struct str *to, const unsigned char *data, size_t n);

struct sim_octets VEC_OF(unsigned char);
/* Adds what the text says; -1: that is no base64. */
int sim_read_base64(const char *text, struct sim_octets *to);

#endif
