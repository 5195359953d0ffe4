/* wsman/invoke.h - Get, methods, Identify: one request, one reply */
#ifndef HVSH_WSMAN_INVOKE_H
#define HVSH_WSMAN_INVOKE_H

#include "base/err.h"
#include "wsman/envelope.h"
#include "xml/xml.h"

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

struct wsman_invocation {
	const struct wsman_target *target;
	const char *method, *params;

	struct wsman_reply reply;       /* nothing, where 'err' is set */
	struct err err;                 /* yours to clear */
};
/* The same with n methods at the same time: for such as only tell something,
 * for the host runs them in any order. -1: 'e' is a copy of the first error. */
int wsman_invoke_many(struct wsman *w, struct wsman_invocation *v, size_t n,
		      struct err *e);

int wsman_identify(struct wsman *w, struct wsman_reply *ret, struct err *e);

#endif
