/* base/parse.h - numbers, sizes, GUIDs and CIM times from text
 *
 * All of them want the whole text to fit: no leading blanks, no trailing
 * rest, no sign where none is meant. They return 0, or -1 and leave the
 * result untouched; the caller says what it was that did not fit.
 */
#ifndef HVSH_BASE_PARSE_H
#define HVSH_BASE_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A number that may be null, as WMI's properties may. */
struct num {
	uint64_t v;
	bool set;
};

int parse_u64(const char *text, uint64_t max, uint64_t *ret);
int parse_i64(const char *text, int64_t *ret);
int parse_bool(const char *text, bool *ret);    /* true/false, any case */

/* virsh's scaled sizes: "4G", "512MiB", "10kB"; bare numbers are 'unit'
 * bytes each. Result in bytes; overflow fails. */
int parse_size(const char *text, uint64_t unit, uint64_t *ret);

#define GUID_LEN 36
bool is_guid(const char *text);                 /* 8-4-4-4-12 hex digits */
/* Lower case, as virsh prints UUIDs; braces are dropped. -1: no GUID. */
int parse_guid(const char *text, char ret[GUID_LEN + 1]);

/* ISO "2013-04-15T16:28:43.488171Z" or CIM "20130415162843.488171+000":
 * microseconds since 1970, UTC. 1601-01-01 (WMI's "unset") fails. */
int parse_cim_time(const char *text, int64_t *ret_us);

/* ISO "P0DT0H5M0S", "P0DT0H0M1.00417S" or CIM "00000000000500.000000:000":
 * microseconds. */
int parse_cim_interval(const char *text, uint64_t *ret_us);

#endif
