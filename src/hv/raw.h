/* hv/raw.h - any question in WQL, for looking around */
#ifndef HVSH_HV_RAW_H
#define HVSH_HV_RAW_H

#include "base/vec.h"

struct err;
struct hv_host;

struct hv_property {
	char *name;
	char *value;            /* elements of an array by ", "; NULL: null */
};
struct hv_object {
	char *class;            /* "" where the reply does not tell it */
	struct VEC_OF(struct hv_property) props;
};
struct hv_objects VEC_OF(struct hv_object);

/* What the host answers, all pages, derived classes as they are; a WQL that
 * it does not understand is its fault, ERR_FAILED. 'ns' NULL: the namespace
 * of its VMs. */
int hv_raw_query(struct hv_host *h, const char *ns, const char *wql,
		 struct hv_objects *ret, struct err *e);
void hv_objects_free(struct hv_objects *l);
#define AUTO_OBJECTS __attribute__((cleanup(hv_objects_free))) struct hv_objects

#endif
