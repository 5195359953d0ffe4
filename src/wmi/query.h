/* wmi/query.h - questions in WQL, several at the same time
 */
#ifndef HVSH_WMI_QUERY_H
#define HVSH_WMI_QUERY_H

#include "base/err.h"
#include <stdbool.h>
#include <stddef.h>

struct wmi_conn;
struct wmi_object;

struct wmi_query {
	const char *ns;         /* "root/cimv2" */
	const char *wql;
	/* Called for each object as its page arrives; the object is gone
	 * after the call. -1 gives this enumeration up (it is released). */
	int (*row)(const struct wmi_object *o, void *arg, struct err *e);
	void *arg;
	struct err err;         /* what became of this one; clear it */
};

/*
 * Runs n queries at the same time: all Enumerates travel together, then all
 * Pulls that are needed. Returns 0 if every one ended well. Otherwise -1:
 * each failed query keeps its own 'err', and 'e' gets a copy of the first
 * (in order of the array); the others were read to their end all the same,
 * unless the connection itself failed.
 */
int wmi_query(struct wmi_conn *c, struct wmi_query *q, size_t n,
	      struct err *e);

/* Whether the host could make nothing of the query: it has no such namespace,
 * class or property, or does not understand it (FACTS 5.15, 6.5). */
bool wmi_query_refused(const struct err *e);

#endif
