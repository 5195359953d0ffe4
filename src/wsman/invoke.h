/* wsman/invoke.h - Get, methods, Identify: one request, one reply */
#ifndef HVSH_WSMAN_INVOKE_H
#define HVSH_WSMAN_INVOKE_H

#include "wsman/envelope.h"
#include "xml/xml.h"

struct err;
struct wsman;

/* What came; 'content' (in s:Body) lives in 'doc', which is yours to free. */
struct wsman_reply {
	xml_doc *doc;
	const xml_node *content;
};

int wsman_get(struct wsman *w, const struct wsman_target *t,
	      struct wsman_reply *ret, struct err *e);

/* 'params' are elements with prefix p. Never sent twice: an error that leaves
 * open whether the method ran says so. 'content' is METHOD_OUTPUT, or NULL
 * where the method has nothing to tell. */
int wsman_invoke(struct wsman *w, const struct wsman_target *t,
		 const char *method, const char *params,
		 struct wsman_reply *ret, struct err *e);

int wsman_identify(struct wsman *w, struct wsman_reply *ret, struct err *e);

#endif
