/* wsman/envelope.h - a request: headers and body */
#ifndef HVSH_WSMAN_ENVELOPE_H
#define HVSH_WSMAN_ENVELOPE_H

#include <stdbool.h>
#include <stddef.h>

struct str;

struct wsman_selector {
	const char *name;
	const char *value;
};

/* What a request is about: a resource, and which of its instances. */
struct wsman_target {
	const char *resource;
	const struct wsman_selector *selectors;
	size_t n;
	bool any_size;          /* no MaxEnvelopeSize: a picture may be larger
				   than what is agreed on otherwise */
};

#define WSMAN_UUID_LEN 41               /* "uuid:" and 36 */

struct wsman_header {
	const char *to;                 /* the host's URL */
	const char *action;             /* NULL: no header at all (Identify) */
	struct wsman_target target;
	unsigned timeout_s;
};

/*
 * The whole envelope around 'body', which is XML and may use the prefixes
 * s a n w x p (SOAP, addressing, enumeration, WS-Man, transfer and
 * Microsoft's own). 'id' gets the MessageID, a new one each time.
 */
void wsman_envelope(struct str *to, const struct wsman_header *h,
		    const char *body, char id[WSMAN_UUID_LEN + 1]);

/* w:SelectorSet; nothing where n is 0. */
void wsman_add_selectors(struct str *to, const struct wsman_selector *v,
			 size_t n);

#endif
