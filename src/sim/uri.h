/* sim/uri.h - resource URIs
 *
 *	http://schemas.microsoft.com/wbem/wsman/1/wmi/NAMESPACE/CLASS
 *	http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CLASS
 *	http://schemas.dmtf.org/wbem/wscim/1/ and a star
 *
 * CLASS may be '*'. The second kind names its namespace in the selector
 * __cimnamespace; the CIM cmdlets use it.
 */
#ifndef HVSH_SIM_URI_H
#define HVSH_SIM_URI_H

#include <stdbool.h>

struct str;

#define SIM_URI_WMI "http://schemas.microsoft.com/wbem/wsman/1/wmi/"
#define SIM_URI_CIM "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/"
#define SIM_URI_SCHEMA "http://schemas.dmtf.org/wbem/cim-xml/2/cim-schema/2/*"

struct sim_uri {
	bool dmtf;              /* the second kind */
	char *ns;               /* NULL: the URI says nothing of it */
	char *cls;
};

/* -1: none of these. Regardless of case, as Windows has it. */
int sim_uri_parse(const char *text, struct sim_uri *ret);
void sim_uri_clear(struct sim_uri *u);
void sim_uri_add(struct str *to, bool dmtf, const char *ns, const char *cls);

#endif
