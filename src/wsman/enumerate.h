/* wsman/enumerate.h - Enumerate, Pull and Release, several at the same time */
#ifndef HVSH_WSMAN_ENUMERATE_H
#define HVSH_WSMAN_ENUMERATE_H

#include "base/err.h"
#include "xml/xml.h"

struct wsman;

struct wsman_enum {
	const char *resource;
	const char *wql;
	/* Each item as its page arrives; gone after the call. -1 gives up. */
	int (*item)(const xml_node *item, void *arg, struct err *e);
	void *arg;

	struct err err;                 /* what became of it; yours to clear */
	/* wsman_enumerate's own */
	char *context;
	unsigned max;                   /* items to ask for at once */
	unsigned empty, tries;          /* in a row */
	bool done;
};

/*
 * Reads all of them to their ends, in rounds: all Enumerates together, then
 * the Pulls that are needed. What is given up half-way is released, also
 * after Ctrl-C. Returns as wsman_send does.
 */
int wsman_enumerate(struct wsman *w, struct wsman_enum *v, size_t n,
		    struct err *e);

#endif
