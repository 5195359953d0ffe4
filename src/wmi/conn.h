/* wmi/conn.h - the WMI service of one host
 *
 * Opening one sends nothing: the first question is the probe. Connections to
 * the host are kept alive until wmi_close.
 */
#ifndef HVSH_WMI_CONN_H
#define HVSH_WMI_CONN_H

struct endpoint;
struct err;
struct wmi_conn;
struct wmi_field;
struct wmi_ref;

/* 'ep' is copied. Fails only for what is wrong with 'ep' itself (a CA file
 * that cannot be read, a fingerprint that is none). */
int wmi_open(const struct endpoint *ep, struct wmi_conn **ret, struct err *e);
void wmi_close(struct wmi_conn *c);             /* takes NULL */

const char *wmi_host(const struct wmi_conn *c); /* for messages */
/* HTTP requests sent so far, and bytes both ways. */
unsigned long wmi_requests(const struct wmi_conn *c);
unsigned long long wmi_bytes(const struct wmi_conn *c);

/* "libcurl 7.88.1 (OpenSSL/3.0.15)"; yours to free. */
char *wmi_library(void);

/* What WS-Management's Identify tells; strings are yours. */
struct wmi_identity {
	char *vendor;
	char *version;          /* "OS: 10.0.17763 SP: 0.0 Stack: 3.0" */
};
int wmi_identify(struct wmi_conn *c, struct wmi_identity *ret, struct err *e);

/* Reads one object by its keys into 'to' (wmi/object.h). ERR_NOT_FOUND where
 * the host has none. */
int wmi_get(struct wmi_conn *c, const struct wmi_ref *ref,
	    const struct wmi_field *fields, void *to, struct err *e);

#endif
