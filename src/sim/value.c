#include "sim/value.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/mem.h"
#include "base/parse.h"
#include "base/str.h"
#include "sim/path.h"
#include "sim/store.h"

static const char *const type_names[] = {
	[SIM_STRING] = "string", [SIM_BOOLEAN] = "boolean",
	[SIM_UINT8] = "uint8", [SIM_UINT16] = "uint16",
	[SIM_UINT32] = "uint32", [SIM_UINT64] = "uint64",
	[SIM_SINT8] = "sint8", [SIM_SINT16] = "sint16",
	[SIM_SINT32] = "sint32", [SIM_SINT64] = "sint64",
	[SIM_REAL32] = "real32", [SIM_REAL64] = "real64",
	[SIM_CHAR16] = "char16", [SIM_DATETIME] = "datetime",
	[SIM_REFERENCE] = "ref", [SIM_OBJECT] = "object",
};

const char *sim_type_name(enum sim_type t)
{
	return type_names[t];
}

int sim_type_parse(const char *text, enum sim_type *ret)
{
	for (size_t i = 0; i < sizeof type_names / sizeof *type_names; i++) {
		if (!strcasecmp(type_names[i], text)) {
			*ret = (enum sim_type)i;
			return 0;
		}
	}
	return -1;
}

void sim_value_clear(struct sim_value *v)
{
	switch (v->kind) {
	case SIM_V_STRING:
		free(v->s);
		break;
	case SIM_V_REF:
		free(v->ref);
		break;
	case SIM_V_OBJECT:
		sim_instance_drop(v->obj);
		break;
	case SIM_V_ARRAY:
		for (uint32_t i = 0; i < v->n; i++)
			sim_value_clear(&v->item[i]);
		free(v->item);
		break;
	default:
		break;
	}
	memset(v, 0, sizeof *v);
}

struct sim_value sim_value_copy(const struct sim_value *v)
{
	struct sim_value c = *v;

	switch (v->kind) {
	case SIM_V_STRING:
		c.s = xstrdup(v->s);
		break;
	case SIM_V_REF:
		c.ref = sim_ref_copy(v->ref);
		break;
	case SIM_V_OBJECT:
		c.obj = sim_instance_copy(v->obj);
		break;
	case SIM_V_ARRAY:
		c.item = v->n ? xcalloc(v->n, sizeof *c.item) : NULL;
		for (uint32_t i = 0; i < v->n; i++)
			c.item[i] = sim_value_copy(&v->item[i]);
		break;
	default:
		break;
	}
	return c;
}

static bool refs_equal(const struct sim_ref *a, const struct sim_ref *b)
{
	if (a->n != b->n || sim_casecmp(a->cls, b->cls))
		return false;
	for (size_t i = 0; i < a->n; i++) {
		const char *other = sim_ref_key(b, a->key[i].name);

		if (!other || sim_casecmp(a->key[i].value, other))
			return false;
	}
	return true;
}

bool sim_value_equal(const struct sim_value *a, const struct sim_value *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case SIM_V_NULL:
		return true;
	case SIM_V_STRING:
		return !strcmp(a->s, b->s);
	case SIM_V_BOOL:
		return a->b == b->b;
	case SIM_V_REAL:
		return a->d == b->d;
	case SIM_V_REF:
		return refs_equal(a->ref, b->ref);
	case SIM_V_OBJECT:
		return a->obj == b->obj;
	case SIM_V_ARRAY:
		for (uint32_t i = 0; i < a->n && a->n == b->n; i++) {
			if (!sim_value_equal(&a->item[i], &b->item[i]))
				return false;
		}
		return a->n == b->n;
	default:
		return a->u == b->u;
	}
}

struct sim_value sim_string(const char *s)
{
	if (!s)
		return (struct sim_value){ .kind = SIM_V_NULL };
	return (struct sim_value){ .kind = SIM_V_STRING, .s = xstrdup(s) };
}

struct sim_value sim_stringf(const char *fmt, ...)
{
	struct sim_value v = { .kind = SIM_V_STRING };
	va_list ap;

	va_start(ap, fmt);
	v.s = xvasprintf(fmt, ap);
	va_end(ap);
	return v;
}

struct sim_value sim_uint(uint64_t u)
{
	return (struct sim_value){ .kind = SIM_V_UINT, .u = u };
}

struct sim_value sim_sint(int64_t i)
{
	return (struct sim_value){ .kind = SIM_V_SINT, .i = i };
}

struct sim_value sim_bool(bool b)
{
	return (struct sim_value){ .kind = SIM_V_BOOL, .b = b };
}

struct sim_value sim_time(int64_t us)
{
	return (struct sim_value){ .kind = SIM_V_TIME, .i = us };
}

struct sim_value sim_interval(int64_t us)
{
	return (struct sim_value){ .kind = SIM_V_INTERVAL, .i = us };
}

struct sim_value sim_reference(struct sim_ref *taken)
{
	return (struct sim_value){ .kind = SIM_V_REF, .ref = taken };
}

struct sim_value sim_object(struct sim_instance *taken)
{
	return (struct sim_value){ .kind = SIM_V_OBJECT, .obj = taken };
}

struct sim_value sim_array(void)
{
	return (struct sim_value){ .kind = SIM_V_ARRAY };
}

void sim_array_add(struct sim_value *array, struct sim_value taken)
{
	/* Grows at the powers of two. */
	if (!(array->n & (array->n - 1)))
		array->item = xrealloc(array->item, array->n ? array->n * 2 : 1,
				       sizeof *array->item);
	array->item[array->n++] = taken;
}

/* ".488171", trailing zeros trimmed; nothing for a whole second. */
static void add_fraction(struct str *to, unsigned us)
{
	char digits[8];
	size_t n = 7;

	if (!us)
		return;
	snprintf(digits, sizeof digits, ".%06u", us % 1000000);
	while (digits[n - 1] == '0')
		n--;
	str_addn(to, digits, n);
}

static void add_time(struct str *to, int64_t us)
{
	int64_t frac = us % 1000000;
	struct tm tm;
	time_t t;

	if (frac < 0)
		frac += 1000000;
	t = (time_t)((us - frac) / 1000000);
	if (!gmtime_r(&t, &tm))
		memset(&tm, 0, sizeof tm);
	str_addf(to, "%04d-%02d-%02dT%02d:%02d:%02d", tm.tm_year + 1900,
		 tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
	add_fraction(to, (unsigned)frac);
	str_addc(to, 'Z');
}

static void add_interval(struct str *to, int64_t us)
{
	int64_t s = us / 1000000;

	str_addf(to, "P%" PRId64 "DT%dH%dM%d", s / 86400,
		 (int)(s / 3600 % 24), (int)(s / 60 % 60), (int)(s % 60));
	add_fraction(to, (unsigned)(us % 1000000));
	str_addc(to, 'S');
}

/* "0.0" as real hosts write it, never "0" alone. */
static void add_real(struct str *to, double d)
{
	char text[40];

	snprintf(text, sizeof text, "%.15g", d);
	str_add(to, text);
	if (!strpbrk(text, ".eEni"))
		str_add(to, ".0");
}

void sim_value_text(const struct sim_value *v, struct str *to)
{
	switch (v->kind) {
	case SIM_V_STRING:
		str_add(to, v->s);
		break;
	case SIM_V_BOOL:
		str_add(to, v->b ? "true" : "false");
		break;
	case SIM_V_UINT:
		str_addf(to, "%" PRIu64, v->u);
		break;
	case SIM_V_SINT:
		str_addf(to, "%" PRId64, v->i);
		break;
	case SIM_V_REAL:
		add_real(to, v->d);
		break;
	case SIM_V_TIME:
		add_time(to, v->i);
		break;
	case SIM_V_INTERVAL:
		add_interval(to, v->i);
		break;
	case SIM_V_REF:
		sim_path_print(v->ref, NULL, to);
		break;
	default:
		break;
	}
}
