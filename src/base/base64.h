/* base/base64.h - octets as text (RFC 4648) */
#ifndef HVSH_BASE_BASE64_H
#define HVSH_BASE_BASE64_H

#include <stddef.h>
#include <stdint.h>

struct str;

void base64_add(struct str *to, const uint8_t *data, size_t n);
/* White space is skipped; yours to free. -1: that is no base64. */
int base64_read(const char *text, uint8_t **ret, size_t *n);

#endif
