/* base/guid.c - new GUIDs */
#include "base/guid.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/str.h"

void guid_new(char ret[GUID_LEN + 1])
{
	AUTO_STR s = STR_INIT;
	unsigned char b[16];

	if (getrandom(b, sizeof b, 0) != sizeof b)
		abort();
	b[6] = (b[6] & 0x0f) | 0x40;
	b[8] = (b[8] & 0x3f) | 0x80;
	for (size_t i = 0; i < sizeof b; i++)
		str_addf(&s, "%s%02X",
			 i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "",
			 b[i]);
	memcpy(ret, s.buf, GUID_LEN + 1);
}
