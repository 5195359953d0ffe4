/* Text to values, and how text is compared: value.h. */
#include <errno.h>
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/parse.h"
#include "base/utf8.h"
#include "sim/path.h"
#include "sim/value.h"

/* WMI's "unset": 1601-01-01T00:00:00Z, seconds before 1970. */
#define UNSET_US (INT64_C(-11644473600) * 1000000)

static bool is_unset_time(const char *text)
{
	return !strncmp(text, "1601-01-01T00:00:00", 19) ||
	       !strncmp(text, "16010101000000.000000", 21);
}

static int parse_time(const char *text, struct sim_value *ret)
{
	uint64_t duration;
	int64_t us;

	if (is_unset_time(text))
		*ret = sim_time(UNSET_US);
	else if (!parse_cim_time(text, &us))
		*ret = sim_time(us);
	else if (!parse_cim_interval(text, &duration) && duration <= INT64_MAX)
		*ret = sim_interval((int64_t)duration);
	else
		return -1;
	return 0;
}

static int parse_uint(const char *text, unsigned bits, struct sim_value *ret)
{
	uint64_t max = bits == 64 ? UINT64_MAX : (UINT64_C(1) << bits) - 1;
	uint64_t u;

	if (parse_u64(text, max, &u) < 0)
		return -1;
	*ret = sim_uint(u);
	return 0;
}

static int parse_sint(const char *text, unsigned bits, struct sim_value *ret)
{
	int64_t max = bits == 64 ? INT64_MAX : (INT64_C(1) << (bits - 1)) - 1;
	int64_t i;

	if (parse_i64(text, &i) < 0 || i > max || i < -max - 1)
		return -1;
	*ret = sim_sint(i);
	return 0;
}

static int parse_real(const char *text, struct sim_value *ret)
{
	char *end;
	double d;

	errno = 0;
	d = strtod(text, &end);
	if (end == text || *end || errno || !isfinite(d))
		return -1;
	*ret = (struct sim_value){ .kind = SIM_V_REAL, .d = d };
	return 0;
}

int sim_value_parse(enum sim_type type, const char *text,
		    struct sim_value *ret)
{
	struct sim_ref *ref;
	bool b;

	switch (type) {
	case SIM_STRING:
		*ret = sim_string(text);
		return 0;
	case SIM_BOOLEAN:
		if (parse_bool(text, &b) < 0)
			return -1;
		*ret = sim_bool(b);
		return 0;
	case SIM_UINT8: case SIM_UINT16: case SIM_UINT32: case SIM_UINT64:
		return parse_uint(text, 8U << (type - SIM_UINT8), ret);
	case SIM_CHAR16:
		return parse_uint(text, 16, ret);
	case SIM_SINT8: case SIM_SINT16: case SIM_SINT32: case SIM_SINT64:
		return parse_sint(text, 8U << (type - SIM_SINT8), ret);
	case SIM_REAL32: case SIM_REAL64:
		return parse_real(text, ret);
	case SIM_DATETIME:
		return parse_time(text, ret);
	case SIM_REFERENCE:
		if (sim_path_parse(text, NULL, &ref) < 0)
			return -1;
		*ret = sim_reference(ref);
		return 0;
	case SIM_OBJECT:
		break;
	}
	return -1;
}

/* --- references --- */

struct sim_ref *sim_ref_make(const char *ns, const char *cls,
			     const struct sim_key *keys, size_t n)
{
	size_t size = sizeof(struct sim_ref) + n * sizeof(struct sim_key);
	struct sim_ref *r;
	char *p;

	size += strlen(cls) + 1 + (ns ? strlen(ns) + 1 : 0);
	for (size_t i = 0; i < n; i++)
		size += strlen(keys[i].name) + strlen(keys[i].value) + 2;
	r = xcalloc(1, size);
	p = (char *)&r->key[n];
	r->n = n;
	if (ns) {
		r->ns = p;
		p = stpcpy(p, ns) + 1;
	}
	r->cls = p;
	p = stpcpy(p, cls) + 1;
	for (size_t i = 0; i < n; i++) {
		r->key[i].name = p;
		p = stpcpy(p, keys[i].name) + 1;
		r->key[i].value = p;
		p = stpcpy(p, keys[i].value) + 1;
	}
	return r;
}

struct sim_ref *sim_ref_new(const char *ns, const char *cls, ...)
{
	struct sim_key keys[16];
	size_t n = 0;
	va_list ap;

	va_start(ap, cls);
	while (n < 16 && (keys[n].name = va_arg(ap, const char *)))
		keys[n++].value = va_arg(ap, const char *);
	va_end(ap);
	return sim_ref_make(ns, cls, keys, n);
}

struct sim_ref *sim_ref_copy(const struct sim_ref *r)
{
	return sim_ref_make(r->ns, r->cls, r->key, r->n);
}

const char *sim_ref_key(const struct sim_ref *r, const char *name)
{
	for (size_t i = 0; i < r->n; i++) {
		if (!sim_casecmp(r->key[i].name, name))
			return r->key[i].value;
	}
	return NULL;
}

/* --- comparing --- */

static uint32_t fold(uint32_t c)
{
	if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) ||    /* Latin-1 */
	    (c >= 0x391 && c <= 0x3A9) ||               /* Greek */
	    (c >= 0x410 && c <= 0x42F))                 /* Cyrillic */
		return c + 32;
	if (c >= 0x400 && c <= 0x40F)
		return c + 80;
	return c;
}

uint32_t sim_fold_wide(const char **p)
{
	uint32_t c;
	int n = utf8_next(*p, &c);

	if (n <= 0) {
		/* No UTF-8: a code of its own, above all characters. */
		c = 0x110000 + (unsigned char)**p;
		n = 1;
	}
	*p += n;
	return fold(c);
}

int sim_casecmp(const char *a, const char *b)
{
	uint32_t ca, cb;

	do {
		ca = sim_fold_next(&a);
		cb = sim_fold_next(&b);
	} while (ca == cb && ca);
	return ca < cb ? -1 : ca > cb;
}
