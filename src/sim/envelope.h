/* sim/envelope.h - a request read, the frame of a reply written
 *
 *	struct sim_request r = SIM_REQUEST_INIT;
 *	if (sim_request_read(&r, data, len, &fault) < 0) ...
 *	sim_reply_begin(&s, &r, "en-US", SIM_FRAME_ENUM, action);
 *	sim_reply_body(&s);
 *	... the body's content ...
 *	sim_reply_end(&s);
 *	sim_request_clear(&r);
 *
 * After a failure the request still holds what was read, so that the fault
 * can say what it relates to.
 */
#ifndef HVSH_SIM_ENVELOPE_H
#define HVSH_SIM_ENVELOPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/vec.h"
#include "sim/uri.h"
#include "sim/value.h"
#include "xml/xml.h"

struct sim_fault;
struct str;

struct sim_selectors VEC_OF(struct sim_key);    /* owned strings */

struct sim_request {
	xml_doc *doc;
	const xml_node *body;           /* the element within s:Body, or NULL */
	bool utf16;
	bool identify;                  /* and nothing else is set */
	char *action, *id, *resource;   /* id, resource: may be NULL */
	struct sim_uri uri;             /* of the resource; ns from the
					 * selector __cimnamespace, too */
	struct sim_selectors selectors; /* without __cimnamespace */
	char *operation_id, *sequence_id;
	char *fragment;                 /* FragmentTransfer's path */
	bool precise_arrays;            /* msftwinrm:UsePreciseArrays */
	size_t max_envelope;            /* bytes; 0: not said */
};
#define SIM_REQUEST_INIT { 0 }

int sim_request_read(struct sim_request *r, const char *data, size_t len,
		     struct sim_fault *f);
void sim_request_clear(struct sim_request *r);

enum sim_frame {
	SIM_FRAME_ENUM,         /* n w */
	SIM_FRAME_TRANSFER,     /* x w p; Invoke's, too */
	SIM_FRAME_FAULT,        /* x e n w p */
};
void sim_reply_begin(struct str *to, const struct sim_request *r,
		     const char *lang, enum sim_frame frame,
		     const char *action);
void sim_reply_not_understood(struct str *to, const char *ns,
			      const char *name);
void sim_reply_body(struct str *to);
void sim_reply_end(struct str *to);

#endif
