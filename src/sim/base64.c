/* sim/base64.c - octets as text */
#include "sim/base64.h"

#include <stdint.h>
#include <string.h>

#include "base/str.h"

static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			    "abcdefghijklmnopqrstuvwxyz0123456789+/";

void sim_add_base64(struct str *to, const unsigned char *data, size_t n)
{
	for (size_t i = 0; i < n; i += 3) {
		uint32_t v = (uint32_t)data[i] << 16;
		char out[4];

		v |= i + 1 < n ? (uint32_t)data[i + 1] << 8 : 0;
		v |= i + 2 < n ? data[i + 2] : 0;
		out[0] = digit[v >> 18];
		out[1] = digit[v >> 12 & 63];
		out[2] = i + 1 < n ? digit[v >> 6 & 63] : '=';
		out[3] = i + 2 < n ? digit[v & 63] : '=';
		str_addn(to, out, sizeof out);
	}
}

static int read_four(const char *p, struct sim_octets *to)
{
	size_t n = p[2] == '=' ? 1 : p[3] == '=' ? 2 : 3;
	uint32_t v = 0;

	for (size_t i = 0; i < 4; i++) {
		const char *d = i > n ? digit : strchr(digit, p[i]);

		if (!d || (i > n && p[i] != '='))
			return -1;
		v = v << 6 | (uint32_t)(d - digit);
	}
	for (size_t i = 0; i < n; i++)
		vec_push(to, (unsigned char)(v >> (16 - 8 * i)));
	return 0;
}

int sim_read_base64(const char *text, struct sim_octets *to)
{
	size_t n = strlen(text);

	if (n % 4)
		return -1;
	for (size_t i = 0; i < n; i += 4) {
		if ((text[i + 2] == '=' && i + 4 < n) || read_four(text + i, to) < 0)
			return -1;
	}
	return 0;
}
