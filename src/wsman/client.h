/* wsman/client.h - requests to one host, several at the same time */
#ifndef HVSH_WSMAN_CLIENT_H
#define HVSH_WSMAN_CLIENT_H

#include <stdbool.h>

#include "base/err.h"
#include "wsman/envelope.h"
#include "xml/xml.h"

struct endpoint;
struct wsman;

int wsman_open(const struct endpoint *ep, struct wsman **ret, struct err *e);
void wsman_close(struct wsman *w);              /* takes NULL */
const char *wsman_host(const struct wsman *w);
unsigned long wsman_requests(const struct wsman *w);
unsigned long long wsman_bytes(const struct wsman *w);
char *wsman_library(void);                      /* http_library() */

struct wsman_call {
	const char *action;             /* NULL: Identify */
	struct wsman_target target;
	const char *body;               /* envelope.h says of what */
	const char *detail;             /* for the trace: a query; or NULL */
	bool once, farewell;            /* http/http.h */

	xml_doc *reply;                 /* yours to free */
	const xml_node *content;        /* first in its s:Body; or NULL */
	struct err err;                 /* yours to clear */
};

/*
 * Sends all, waits for all. A call that failed, by a Fault or otherwise, has
 * no reply but its own 'err'; then -1, and 'e' is a copy of the first.
 */
int wsman_send(struct wsman *w, struct wsman_call *calls, size_t n,
	       struct err *e);

#endif
