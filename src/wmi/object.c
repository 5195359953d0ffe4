/* wmi/object.c - properties of a CIM object into a struct, by table */
#include "wmi/object.h"

#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "wmi/internal.h"
#include "wsman/ns.h"

/* Elements of one array; a bound on what a host sends. */
#define MAX_ARRAY 65536

const char *wmi_class(const struct wmi_object *o)
{
	return xml_is(o->node, NS_WSMAN, "XmlFragment") ? ""
							 : xml_name(o->node);
}

static int misfit(const struct wmi_field *f, const char *text, struct err *e)
{
	static const char *const kinds[] = {
		[WMI_NUM] = "number", [WMI_NUMV] = "number",
		[WMI_TIME] = "time", [WMI_INTERVAL] = "interval",
	};

	return err_set(e, ERR_PROTOCOL, "%s is '%s', which is no %s", f->name,
		       text, kinds[f->type]);
}

/* Signed ones keep their bits. */
static int number(const char *text, uint64_t *ret)
{
	int64_t i;
	bool b;

	if (!parse_u64(text, UINT64_MAX, ret))
		return 0;
	if (!parse_i64(text, &i)) {
		*ret = (uint64_t)i;
		return 0;
	}
	if (parse_bool(text, &b) < 0)
		return -1;
	*ret = b;
	return 0;
}

/* 1601-01-01 and CIM's field of zeros: never (FACTS 1.11). */
static bool never(const char *text)
{
	return !strncmp(text, "1601-01-01", 10) ||
	       !strncmp(text, "16010101", 8) || !strncmp(text, "00000000", 8);
}

static int set_num(const struct wmi_field *f, const char *text, struct num *to,
		   struct err *e)
{
	uint64_t v = 0;
	int64_t us = 0;
	int r;

	/* Where null arrives as nothing, nothing is null. */
	if (to->set || !*text || (f->type == WMI_TIME && never(text)))
		return 0;
	if (f->type == WMI_TIME) {
		r = parse_cim_time(text, &us);
		v = (uint64_t)us;
	} else if (f->type == WMI_INTERVAL) {
		r = parse_cim_interval(text, &v);
	} else {
		r = number(text, &v);
	}
	if (r < 0)
		return misfit(f, text, e);
	*to = (struct num){ v, true };
	return 0;
}

static int too_long(const struct wmi_field *f, struct err *e)
{
	return err_set(e, ERR_PROTOCOL, "%s has more than %d elements",
		       f->name, MAX_ARRAY);
}

/* Room for one more in an array that is not counted ahead: the capacity is
 * the next power of two. */
#define GROW(a) do { \
	if (!((a)->n & ((a)->n - 1))) \
		(a)->v = xrealloc((a)->v, (a)->n ? (a)->n * 2 : 1, \
				  sizeof *(a)->v); \
} while (0)

static int add_str(const struct wmi_field *f, const char *text,
		   struct wmi_strv *to, struct err *e)
{
	if (to->n == MAX_ARRAY)
		return too_long(f, e);
	GROW(to);
	to->v[to->n++] = xstrdup(text);
	return 0;
}

static int add_num(const struct wmi_field *f, const char *text,
		   struct wmi_numv *to, struct err *e)
{
	uint64_t v;

	if (to->n == MAX_ARRAY)
		return too_long(f, e);
	if (number(text, &v) < 0)
		return misfit(f, text, e);
	GROW(to);
	to->v[to->n++] = v;
	return 0;
}

static int add_ref(const struct wmi_field *f, const xml_node *n,
		   struct wmi_refv *to, struct err *e)
{
	struct wmi_ref *r;

	if (to->n == MAX_ARRAY)
		return too_long(f, e);
	if (wmi_ref_read(n, &r, e) < 0)
		return err_wrap(e, "%s", f->name);
	GROW(to);
	to->v[to->n++] = r;
	return 0;
}

static int set_ref(const struct wmi_field *f, const xml_node *n,
		   struct wmi_ref **to, struct err *e)
{
	/* An empty one is null: CreateSnapshot gives such (FACTS 5.12). */
	if (*to || (!xml_child(n, NULL, NULL) && !*xml_text(n)))
		return 0;
	if (wmi_ref_read(n, to, e) < 0)
		return err_wrap(e, "%s", f->name);
	return 0;
}

static int set_str(const char *text, char **to)
{
	if (!*to)
		*to = xstrdup(text);
	return 0;
}

/* A time stands in an element of its own, with a namespace or, in an
 * XmlFragment, without (FACTS 1.11, 2.13); plain text is taken too. */
static char *time_text(const xml_node *n)
{
	const xml_node *inner = xml_child(n, NULL, NULL);

	return xml_text_trimmed(inner ? inner : n);
}

static int read_field(const struct wmi_field *f, const xml_node *n, void *to,
		      struct err *e)
{
	void *member = (char *)to + f->offset;
	AUTO_FREE char *text = NULL;

	switch (f->type) {
	case WMI_STR:
		return set_str(xml_text(n), member);
	case WMI_STRV:
		return add_str(f, xml_text(n), member, e);
	case WMI_NUM:
		text = xml_text_trimmed(n);
		return set_num(f, text, member, e);
	case WMI_NUMV:
		text = xml_text_trimmed(n);
		return add_num(f, text, member, e);
	case WMI_TIME:
	case WMI_INTERVAL:
		text = time_text(n);
		return set_num(f, text, member, e);
	case WMI_REF:
		return set_ref(f, n, member, e);
	case WMI_REFV:
		return add_ref(f, n, member, e);
	}
	return 0;
}

/*
 * The field of that name, from 'hint' on and round: hosts sort properties
 * (FACTS 1.5), so that a table in the same order is walked once per object.
 */
static const struct wmi_field *
find_field(const struct wmi_field *fields, const struct wmi_field *hint,
	   const char *name)
{
	const struct wmi_field *f;

	for (f = hint; f->name; f++) {
		if (!strcasecmp(f->name, name))
			return f;
	}
	for (f = fields; f < hint; f++) {
		if (!strcasecmp(f->name, name))
			return f;
	}
	return NULL;
}

int wmi_read(const struct wmi_object *o, const struct wmi_field *fields,
	     void *to, struct err *e)
{
	const xml_node *n = xml_child(o->node, NULL, NULL);
	const struct wmi_field *hint = fields, *f;

	for (; n; n = xml_next(n, NULL, NULL)) {
		f = find_field(fields, hint, xml_name(n));
		if (!f)
			continue;
		hint = f;
		if (!xml_nil(n) && read_field(f, n, to, e) < 0)
			return err_wrap(e, "%s", *wmi_class(o) ? wmi_class(o)
							       : "object");
	}
	return 0;
}

static void clear_strv(struct wmi_strv *v)
{
	for (size_t i = 0; i < v->n; i++)
		free(v->v[i]);
	free(v->v);
}

static void clear_refv(struct wmi_refv *v)
{
	for (size_t i = 0; i < v->n; i++)
		wmi_ref_free(v->v[i]);
	free(v->v);
}

static size_t clear_field(const struct wmi_field *f, void *member)
{
	switch (f->type) {
	case WMI_STR:
		free(*(char **)member);
		return sizeof(char *);
	case WMI_STRV:
		clear_strv(member);
		return sizeof(struct wmi_strv);
	case WMI_NUMV:
		free(((struct wmi_numv *)member)->v);
		return sizeof(struct wmi_numv);
	case WMI_REF:
		wmi_ref_free(*(struct wmi_ref **)member);
		return sizeof(struct wmi_ref *);
	case WMI_REFV:
		clear_refv(member);
		return sizeof(struct wmi_refv);
	case WMI_NUM:
	case WMI_TIME:
	case WMI_INTERVAL:
		break;
	}
	return sizeof(struct num);
}

void wmi_clear(const struct wmi_field *fields, void *of)
{
	for (const struct wmi_field *f = fields; f->name; f++) {
		void *member = (char *)of + f->offset;

		memset(member, 0, clear_field(f, member));
	}
}
