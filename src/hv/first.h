/* hv/first.h - a query of which one object matters
 *
 *	struct os os = { 0 };
 *	struct hv_first first = { os_fields, &os, 0 };
 *	if (hv_first_query(h, HV_CIMV2, wql, &first, e) < 0) ...
 *	wmi_clear(os_fields, &os);      (in either case)
 */
#ifndef HVSH_HV_FIRST_H
#define HVSH_HV_FIRST_H

#include <stddef.h>

struct err;
struct hv_host;
struct wmi_field;
struct wmi_object;

struct hv_first {
	const struct wmi_field *fields;
	void *to;
	size_t n;               /* objects that came; the first was read */
};

/* As the 'row' of a struct wmi_query, with a struct hv_first as its 'arg'. */
int hv_first_row(const struct wmi_object *o, void *arg, struct err *e);

/* Asks one question. No object at all is ERR_PROTOCOL: for classes of which
 * every host has one. */
int hv_first_query(struct hv_host *h, const char *ns, const char *wql,
		   struct hv_first *first, struct err *e);

#endif
