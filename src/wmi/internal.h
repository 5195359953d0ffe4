/* wmi/internal.h - what the files of this folder share */
#ifndef HVSH_WMI_INTERNAL_H
#define HVSH_WMI_INTERNAL_H

#include "wmi/conn.h"
#include "wmi/object.h"
#include "wsman/client.h"

struct str;

struct wmi_conn {
	struct wsman *wsman;
};

struct wmi_object {
	const xml_node *node;           /* its properties are the children */
};

/* The URI of "root/cimv2" and "Win32_Process" (or "*"); yours. */
char *wmi_uri(const char *ns, const char *class);

/* A reference on the wire (FACTS 1.13, 4.4): a:Address and
 * a:ReferenceParameters, with prefixes a and w. */
void wmi_ref_xml(const struct wmi_ref *r, struct str *to);
/* The element that holds one, with or without a:EndpointReference. */
int wmi_ref_read(const xml_node *n, struct wmi_ref **ret, struct err *e);

/* r as the target of a request; 'uri' and 'keys' are yours to free. */
struct wmi_target {
	char *uri;
	struct wsman_selector *keys;
	struct wsman_target target;
};
void wmi_target(const struct wmi_ref *r, struct wmi_target *ret);
void wmi_target_clear(struct wmi_target *t);

#endif
