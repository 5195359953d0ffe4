/* sim/value.h - the values of CIM properties and parameters
 *
 * A value knows what it is; the property that holds it knows what it should
 * be (sim/schema.h). Arrays hold scalars only. NULL and the empty array are
 * different here but both absent on the wire (as real hosts have it).
 */
#ifndef HVSH_SIM_VALUE_H
#define HVSH_SIM_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sim_instance;
struct str;

/* The declared type of a property or parameter. */
enum sim_type {
	SIM_STRING, SIM_BOOLEAN,
	SIM_UINT8, SIM_UINT16, SIM_UINT32, SIM_UINT64,
	SIM_SINT8, SIM_SINT16, SIM_SINT32, SIM_SINT64,
	SIM_REAL32, SIM_REAL64, SIM_CHAR16, SIM_DATETIME,
	SIM_REFERENCE,
	SIM_OBJECT,             /* an object itself: inline XML on the wire */
};
const char *sim_type_name(enum sim_type t);     /* "uint16", "ref", "object" */
int sim_type_parse(const char *text, enum sim_type *ret);       /* or -1 */

enum sim_kind {
	SIM_V_NULL, SIM_V_STRING, SIM_V_BOOL, SIM_V_UINT, SIM_V_SINT,
	SIM_V_REAL, SIM_V_TIME, SIM_V_INTERVAL, SIM_V_REF, SIM_V_OBJECT,
	SIM_V_ARRAY,
};

/* The path of an instance. One block of memory; all strings are inside. */
struct sim_ref {
	const char *ns;         /* "root/virtualization/v2"; NULL: the referrer's */
	const char *cls;
	size_t n;               /* keys, in any order */
	struct sim_key {
		const char *name, *value;
	} key[];
};

struct sim_value {
	enum sim_kind kind;
	uint32_t n;                     /* SIM_V_ARRAY: how many */
	union {
		char *s;                /* SIM_V_STRING */
		bool b;
		uint64_t u;
		int64_t i;              /* also SIM_V_TIME: microseconds since
					 * 1970; SIM_V_INTERVAL: microseconds */
		double d;
		struct sim_ref *ref;
		struct sim_instance *obj;       /* owned, not in the store */
		struct sim_value *item;
	};
};

void sim_value_clear(struct sim_value *v);      /* frees, leaves NULL */
struct sim_value sim_value_copy(const struct sim_value *v);
bool sim_value_equal(const struct sim_value *a, const struct sim_value *b);

struct sim_value sim_string(const char *s);     /* NULL gives a null */
struct sim_value sim_stringf(const char *fmt, ...)
	__attribute__((format(printf, 1, 2)));
struct sim_value sim_uint(uint64_t u);
struct sim_value sim_sint(int64_t i);
struct sim_value sim_bool(bool b);
struct sim_value sim_time(int64_t us);
struct sim_value sim_interval(int64_t us);
struct sim_value sim_reference(struct sim_ref *taken);
struct sim_value sim_object(struct sim_instance *taken);
struct sim_value sim_array(void);               /* empty, to be added to */
void sim_array_add(struct sim_value *array, struct sim_value taken);

/*
 * The wire form of a scalar, unescaped: "true", "42", "-1", "0.5",
 * "2013-04-15T16:28:43.488171Z", "P0DT0H5M0S", the string itself, the path of
 * a reference. Nothing for NULL, arrays and objects.
 */
void sim_value_text(const struct sim_value *v, struct str *to);

/*
 * From text (a wire form, CIM's own time form, any case of true/false) to a
 * value of that type; -1 where it does not fit. REFERENCE wants a path text
 * (sim/path.h), OBJECT never parses.
 */
int sim_value_parse(enum sim_type type, const char *text,
		    struct sim_value *ret);

/* keys: name, value, name, value, ..., NULL */
struct sim_ref *sim_ref_new(const char *ns, const char *cls, ...)
	__attribute__((sentinel));
struct sim_ref *sim_ref_make(const char *ns, const char *cls,
			     const struct sim_key *keys, size_t n);
struct sim_ref *sim_ref_copy(const struct sim_ref *r);
const char *sim_ref_key(const struct sim_ref *r, const char *name);     /* or NULL */

/* Compares without regard to case: ASCII, Latin-1, Greek, Cyrillic. */
int sim_casecmp(const char *a, const char *b);
/* One character (UTF-8; a wrong byte counts as one), folded; moves *p on.
 * Names are ASCII nearly always, and all that is indexed is hashed by it. */
uint32_t sim_fold_wide(const char **p);

static inline uint32_t sim_fold_next(const char **p)
{
	unsigned char c = (unsigned char)**p;

	if (c & 0x80)
		return sim_fold_wide(p);
	*p += c != 0;
	return c >= 'A' && c <= 'Z' ? c + 32U : c;
}

#endif
