/* sim/uri.c - resource URIs */
#include "sim/uri.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"

static const char *after(const char *text, const char *prefix)
{
	size_t n = strlen(prefix);

	return strncasecmp(text, prefix, n) ? NULL : text + n;
}

static int parse_wmi(const char *rest, struct sim_uri *ret)
{
	const char *slash = strrchr(rest, '/');

	if (!slash || slash == rest || !slash[1])
		return -1;
	ret->dmtf = false;
	ret->ns = xstrndup(rest, (size_t)(slash - rest));
	ret->cls = xstrdup(slash + 1);
	return 0;
}

int sim_uri_parse(const char *text, struct sim_uri *ret)
{
	static const char *const cim[] = {
		SIM_URI_CIM,
		"http://schemas.microsoft.com/wbem/wscim/1/cim-schema/2/",
		"http://schemas.dmtf.org/wbem/wscim/1/",
	};
	const char *rest = after(text, SIM_URI_WMI);

	if (rest)
		return parse_wmi(rest, ret);
	for (size_t i = 0; i < sizeof cim / sizeof *cim; i++) {
		rest = after(text, cim[i]);
		if (!rest || !*rest || strchr(rest, '/'))
			continue;
		*ret = (struct sim_uri){ true, NULL, xstrdup(rest) };
		return 0;
	}
	return -1;
}

void sim_uri_clear(struct sim_uri *u)
{
	free(u->ns);
	free(u->cls);
	*u = (struct sim_uri){ 0 };
}

void sim_uri_add(struct str *to, bool dmtf, const char *ns, const char *cls)
{
	str_add(to, dmtf ? SIM_URI_CIM : SIM_URI_WMI);
	if (!dmtf) {
		str_add(to, ns);
		str_addc(to, '/');
	}
	str_add(to, cls);
}
