/* wmi/wql.h - WQL, with every value escaped
 *
 *	AUTO_STR q = STR_INIT;
 *	wql_select(&q, "Msvm_ComputerSystem", vm_fields);
 *	wql_where(&q, "ElementName", "=", name);
 *
 * Names of classes and properties are literals of the caller.
 */
#ifndef HVSH_WMI_WQL_H
#define HVSH_WMI_WQL_H

#include <stdint.h>

struct str;
struct wmi_field;
struct wmi_ref;

/* SELECT the table's properties FROM class; fields NULL: SELECT *. */
void wql_select(struct str *q, const char *class,
		const struct wmi_field *fields);

/* Conditions: the first after wql_select is introduced by WHERE, later ones
 * by AND (wql_where) or OR (wql_or), without parentheses. */
void wql_where(struct str *q, const char *prop, const char *op,
	       const char *value);
void wql_or(struct str *q, const char *prop, const char *op,
	    const char *value);
void wql_where_num(struct str *q, const char *prop, const char *op,
		   uint64_t value);
void wql_or_num(struct str *q, const char *prop, const char *op,
		uint64_t value);
/* prop starts with 'prefix' (LIKE 'prefix%', the prefix taken literally). */
void wql_where_prefix(struct str *q, const char *prop, const char *prefix);

/* ASSOCIATORS OF {ref} WHERE AssocClass = .. ResultClass = ..; NULL: any */
void wql_associators(struct str *q, const struct wmi_ref *ref,
		     const char *assoc_class, const char *result_class);

#endif
