/* wmi/octets.c - arrays of uint8 */
#include "wmi/object.h"

#include "base/base64.h"
#include "base/mem.h"

/* base64 always has a multiple of four characters, a number at most three. */
static int listed(const struct wmi_strv *v, uint8_t **ret, size_t *n)
{
	AUTO_FREE uint8_t *octets = xcalloc(v->n + 1, 1);
	uint64_t octet;

	for (size_t i = 0; i < v->n; i++) {
		if (parse_u64(v->v[i], UINT8_MAX, &octet) < 0)
			return -1;
		octets[i] = (uint8_t)octet;
	}
	*ret = TAKE(octets);
	*n = v->n;
	return 0;
}

int wmi_octets(const struct wmi_strv *v, uint8_t **ret, size_t *n)
{
	if (listed(v, ret, n) == 0)
		return 0;
	return v->n == 1 ? base64_read(v->v[0], ret, n) : -1;
}
