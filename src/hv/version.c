/* hv/version.c - which Windows, and so which Hyper-V, a host runs */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/parse.h"
#include "base/str.h"
#include "hv/first.h"
#include "hv/host.h"
#include "hv/version.h"
#include "wmi/object.h"
#include "wmi/wql.h"

static const struct wmi_field version_fields[] = {
	FIELD("Version", WMI_STR, hv_version, kernel),
	FIELD("Caption", WMI_STR, hv_version, windows),
	{ 0 }
};

void hv_version_clear(struct hv_version *v)
{
	wmi_clear(version_fields, v);
}

/* The number that *text begins with, up to 'end' or NUL; moves *text on. */
static int part(const char **text, char end, uint64_t max, uint64_t *ret)
{
	const char *stop = strchrnul(*text, end);
	AUTO_FREE char *digits = xstrndup(*text, (size_t)(stop - *text));

	if (*stop != end || parse_u64(digits, max, ret) < 0)
		return -1;
	*text = *stop ? stop + 1 : stop;
	return 0;
}

int hv_version_pack(const char *text, uint64_t *ret, struct err *e)
{
	uint64_t major, minor, micro;
	const char *p = text;

	if (part(&p, '.', 99, &major) < 0 || part(&p, '.', 99, &minor) < 0 ||
	    part(&p, '\0', 999999, &micro) < 0)
		return err_set(e, ERR_PROTOCOL,
			       "the host's version '%s' cannot be shown as "
			       "major.minor.micro", text);
	*ret = major * 100000000 + minor * 1000000 + micro;
	return 0;
}

void hv_version_text(uint64_t packed, struct str *to)
{
	str_addf(to, "%" PRIu64 ".%" PRIu64 ".%" PRIu64, packed / 1000000,
		 packed / 1000 % 1000, packed % 1000);
}

/* Server 2012's Caption ends in a blank where it is not trimmed. */
static void trim_end(char *s)
{
	size_t n = s ? strlen(s) : 0;

	while (n && s[n - 1] == ' ')
		s[--n] = '\0';
}

int hv_version_read(struct hv_host *h, struct hv_version *ret, struct err *e)
{
	AUTO_VERSION v = { 0 };
	struct hv_first first = { version_fields, &v, 0 };
	AUTO_STR wql = STR_INIT;

	wql_select(&wql, "Win32_OperatingSystem", version_fields);
	if (hv_first_query(h, HV_CIMV2, wql.buf, &first, e) < 0)
		return -1;
	if (!v.kernel)
		return err_set(e, ERR_PROTOCOL,
			       "the host does not tell its version");
	if (hv_version_pack(v.kernel, &v.packed, e) < 0)
		return -1;
	trim_end(v.windows);
	*ret = v;
	v = (struct hv_version){ 0 };
	return 0;
}
