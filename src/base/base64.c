/* base/base64.c - octets as text (RFC 4648) */
#include "base/base64.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"

static const char digits[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base64_add(struct str *to, const uint8_t *data, size_t n)
{
	for (size_t i = 0; i < n; i += 3) {
		uint32_t v = (uint32_t)data[i] << 16;

		v |= i + 1 < n ? (uint32_t)data[i + 1] << 8 : 0;
		v |= i + 2 < n ? data[i + 2] : 0;
		str_addc(to, digits[v >> 18]);
		str_addc(to, digits[v >> 12 & 63]);
		str_addc(to, i + 1 < n ? digits[v >> 6 & 63] : '=');
		str_addc(to, i + 2 < n ? digits[v & 63] : '=');
	}
}

int base64_read(const char *text, uint8_t **ret, size_t *n)
{
	AUTO_FREE uint8_t *out = xcalloc(strlen(text) / 4 * 3 + 3, 1);
	size_t chars = 0, pad = 0, len = 0;
	uint32_t v = 0;

	for (; *text; text++) {
		const char *at = strchr(digits, *text);

		if (strchr(" \t\r\n", *text))
			continue;
		if (*text == '=' && ++pad <= 2)
			at = digits;
		else if (!at || pad)
			return -1;
		v = v << 6 | (uint32_t)(at - digits);
		if (++chars % 4)
			continue;
		out[len++] = (uint8_t)(v >> 16);
		out[len++] = (uint8_t)(v >> 8);
		out[len++] = (uint8_t)v;
		v = 0;
	}
	if (chars % 4)
		return -1;
	*ret = TAKE(out);
	*n = len - pad;
	return 0;
}
