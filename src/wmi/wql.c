/* wmi/wql.c - WQL, with every value escaped */
#include "wmi/wql.h"

#include <inttypes.h>
#include <string.h>

#include "base/str.h"
#include "wmi/object.h"

void wql_select(struct str *q, const char *class,
		const struct wmi_field *fields)
{
	const struct wmi_field *f = fields;

	str_add(q, "SELECT ");
	if (!f)
		str_addc(q, '*');
	for (; f && f->name; f++)
		str_addf(q, "%s%s", f == fields ? "" : ",", f->name);
	str_addf(q, " FROM %s", class);
}

/* Names hold no blanks, so this finds a WHERE of ours, or a value behind
 * one. */
static void join(struct str *q, const char *word, const char *prop,
		 const char *op)
{
	str_addf(q, " %s %s %s ", strstr(q->buf, " WHERE ") ? word : "WHERE",
		 prop, op);
}

void wql_where(struct str *q, const char *prop, const char *op,
	       const char *value)
{
	join(q, "AND", prop, op);
	str_add_wql(q, value);
}

void wql_or(struct str *q, const char *prop, const char *op,
	    const char *value)
{
	join(q, "OR", prop, op);
	str_add_wql(q, value);
}

void wql_where_num(struct str *q, const char *prop, const char *op,
		   uint64_t value)
{
	join(q, "AND", prop, op);
	str_addf(q, "%" PRIu64, value);
}

void wql_or_num(struct str *q, const char *prop, const char *op,
		uint64_t value)
{
	join(q, "OR", prop, op);
	str_addf(q, "%" PRIu64, value);
}

void wql_where_prefix(struct str *q, const char *prop, const char *prefix)
{
	join(q, "AND", prop, "LIKE");
	str_addc(q, '\'');
	str_add_like(q, prefix);
	str_add(q, "%'");
}

/* The path stands between braces as it is; what would end it, a quote or a
 * brace, is within a quoted value there. */
void wql_associators(struct str *q, const struct wmi_ref *ref,
		     const char *assoc_class, const char *result_class)
{
	str_add(q, "ASSOCIATORS OF {");
	wmi_ref_path(ref, q);
	str_addc(q, '}');
	if (assoc_class || result_class)
		str_add(q, " WHERE");
	if (assoc_class)
		str_addf(q, " AssocClass = %s", assoc_class);
	if (result_class)
		str_addf(q, " ResultClass = %s", result_class);
}
