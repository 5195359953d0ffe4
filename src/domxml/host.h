/* domxml/host.h - libvirt's XML of the host
 *
 * Each is the document, ended by a line feed.
 */
#ifndef HVSH_DOMXML_HOST_H
#define HVSH_DOMXML_HOST_H

#include "base/parse.h"
#include <stdbool.h>
#include <stddef.h>

struct err;
struct hv_machine;
struct str;

/* <sysinfo type='smbios'>: what is not told is left out. */
void domxml_write_sysinfo(const struct hv_machine *m, struct str *to);

/* <capabilities>; 'uuid' may be NULL, 'arch' is Win32_Processor's. */
void domxml_write_capabilities(const char *uuid, struct num arch,
			       struct str *to);

/* What an XPath expression selects of a document (xml/xml.h). */
int domxml_xpath(const char *text, const char *expr, bool wrap,
		 struct str *to, size_t *n, struct err *e);

#endif
