/* wmi/object.h - CIM objects: their properties into structs, by table
 *
 *	struct os { char *version; struct num sku; };
 *	static const struct wmi_field os_fields[] = {
 *		FIELD("Version",            WMI_STR, os, version),
 *		FIELD("OperatingSystemSKU", WMI_NUM, os, sku),
 *		{ 0 }
 *	};
 *
 * The same table makes the SELECT list (wmi/wql.h), so a query asks for
 * exactly what is read. Properties are found by name without regard to case
 * and namespace, in a typed item as in an XmlFragment; what is absent, nil or
 * an empty null array (UsePreciseArrays) reads as null alike (FACTS 1.7, 1.8).
 */
#ifndef HVSH_WMI_OBJECT_H
#define HVSH_WMI_OBJECT_H

#include "base/parse.h"
#include <stddef.h>

struct err;
struct str;
struct wmi_object;

enum wmi_type {                 /* C type of the member; what null leaves */
	WMI_STR = 1,            /* char *; NULL */
	WMI_NUM,                /* struct num, any integer or boolean; !set */
	WMI_TIME,               /* struct num, microseconds since 1970; !set */
	WMI_INTERVAL,           /* struct num, microseconds; !set */
	WMI_STRV,               /* struct wmi_strv; n = 0 */
	WMI_NUMV,               /* struct wmi_numv; n = 0 */
	WMI_REF,                /* struct wmi_ref *; NULL */
	WMI_REFV,               /* struct wmi_refv; n = 0 */
};

struct wmi_strv { char **v; size_t n; };
struct wmi_numv { uint64_t *v; size_t n; };
struct wmi_refv { struct wmi_ref **v; size_t n; };

struct wmi_field {
	const char *name;
	enum wmi_type type;
	size_t offset;
};
#define FIELD(name, type, strct, member) \
	{ name, type, offsetof(struct strct, member) }

/* Copies the properties of the table into 'to' (zeroed before by the caller).
 * Fails with ERR_PROTOCOL, naming class and property, where a value does not
 * fit its type; 'to' is then to be freed all the same. */
int wmi_read(const struct wmi_object *o, const struct wmi_field *fields,
	     void *to, struct err *e);
/* Frees what wmi_read put there and zeroes it. */
void wmi_clear(const struct wmi_field *fields, void *of);

/*
 * An array of uint8, read as WMI_STRV, as octets; yours to free. One element is
 * base64 where a method returns it (FACTS 1.10), and one element an octet where
 * it is no octet string of CIM's (DSP0230). -1: it is neither.
 */
int wmi_octets(const struct wmi_strv *v, uint8_t **ret, size_t *n);

/* The class of a typed item ("Msvm_StorageJob"); "" of an XmlFragment. */
const char *wmi_class(const struct wmi_object *o);

/*
 * Tells every property, in the reply's order: an array as its elements one
 * after the other, null as NULL; a reference or an embedded object as text.
 */
void wmi_each(const struct wmi_object *o,
	      void (*tell)(void *arg, const char *name, const char *value),
	      void *arg);

/*
 * A reference: class and keys. In XML an endpoint reference, as text
 * Class.Key="value",...
 */
struct wmi_key { char *name; char *value; };
struct wmi_ref {
	char *ns;               /* root/virtualization/v2 */
	char *class;
	struct wmi_key *keys;
	size_t n;
};

/* name, value pairs ended by NULL */
struct wmi_ref *wmi_ref_new(const char *ns, const char *class, ...)
	__attribute__((sentinel));
struct wmi_ref *wmi_ref_copy(const struct wmi_ref *r);
void wmi_ref_free(struct wmi_ref *r);           /* takes NULL */
#define AUTO_REF __attribute__((cleanup(wmi_auto_ref))) struct wmi_ref
void wmi_auto_ref(struct wmi_ref **r);
const char *wmi_ref_key(const struct wmi_ref *r, const char *name);
/* Class.Key="value",.. with \ and " escaped as in object paths. */
void wmi_ref_path(const struct wmi_ref *r, struct str *to);
/* The other way round; a \\HOST\ns: prefix may be there (else 'ns'). */
int wmi_ref_parse(const char *path, const char *ns, struct wmi_ref **ret,
		  struct err *e);

#endif
