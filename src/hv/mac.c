/* hv/mac.c - MAC addresses as Hyper-V writes them and as people do */
#include "hv/mac.h"

#include <ctype.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

#define NONE "000000000000"

char *hv_mac_text(const char *hex)
{
	AUTO_STR s = STR_INIT;

	if (!hex || strlen(hex) != 12 || !strcmp(hex, NONE) ||
	    strspn(hex, "0123456789abcdefABCDEF") != 12)
		return NULL;
	for (size_t i = 0; i < 12; i++) {
		if (i && i % 2 == 0)
			str_addc(&s, ':');
		str_addc(&s, (char)tolower((unsigned char)hex[i]));
	}
	return str_take(&s);
}

char *hv_mac_hex(const char *mac)
{
	AUTO_STR s = STR_INIT;

	for (; *mac; mac++)
		if (*mac != ':')
			str_addc(&s, (char)toupper((unsigned char)*mac));
	return str_take(&s);
}
