/* sim/auth.c - who may use the host */
#include "sim/auth.h"

#include <microhttpd.h>
#include <string.h>

#include "sim/value.h"

/* Takes as long for any text of the given one's length. */
static bool same(const char *given, const char *want)
{
	size_t n = strlen(given), m = strlen(want);
	volatile unsigned char differ = n != m;

	for (size_t i = 0; i < n; i++)
		differ |= (unsigned char)given[i] ^
			  (unsigned char)want[i < m ? i : m];
	return !differ;
}

static void drop(char *text)
{
	if (text) {
		explicit_bzero(text, strlen(text));
		MHD_free(text);
	}
}

bool sim_auth_ok(struct MHD_Connection *c, const char *user,
		 const char *password)
{
	char *pw = NULL;
	char *name = MHD_basic_auth_get_username_password(c, &pw);
	bool right_pw = pw && same(pw, password);
	bool ok = name && !sim_casecmp(name, user) && right_pw;

	drop(name);
	drop(pw);
	return ok;
}
