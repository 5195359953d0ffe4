/* wmi/ref.c - references: class and keys, as object path and on the wire */
#include <stdarg.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "wmi/internal.h"
#include "wsman/ns.h"
#include "xml/write.h"

#define WMI_URI "http://schemas.microsoft.com/wbem/wsman/1/wmi/"

/* More keys than any class has; a bound on what a host sends. */
#define MAX_KEYS 64

char *wmi_uri(const char *ns, const char *class)
{
	return xasprintf(WMI_URI "%s/%s", ns, class);
}

/* Takes over 'value'. */
static void add_key(struct wmi_ref *r, const char *name, size_t name_len,
		    char *value)
{
	r->keys = xrealloc(r->keys, r->n + 1, sizeof *r->keys);
	r->keys[r->n].name = xstrndup(name, name_len);
	r->keys[r->n++].value = value;
}

struct wmi_ref *wmi_ref_new(const char *ns, const char *class, ...)
{
	struct wmi_ref *r = xcalloc(1, sizeof *r);
	const char *name;
	va_list ap;

	r->ns = xstrdup(ns);
	r->class = xstrdup(class);
	va_start(ap, class);
	while ((name = va_arg(ap, const char *)))
		add_key(r, name, strlen(name),
			xstrdup(va_arg(ap, const char *)));
	va_end(ap);
	return r;
}

struct wmi_ref *wmi_ref_copy(const struct wmi_ref *r)
{
	struct wmi_ref *copy = wmi_ref_new(r->ns, r->class, NULL);

	for (size_t i = 0; i < r->n; i++)
		add_key(copy, r->keys[i].name, strlen(r->keys[i].name),
			xstrdup(r->keys[i].value));
	return copy;
}

void wmi_ref_free(struct wmi_ref *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->n; i++) {
		free(r->keys[i].name);
		free(r->keys[i].value);
	}
	free(r->keys);
	free(r->ns);
	free(r->class);
	free(r);
}

void wmi_auto_ref(struct wmi_ref **r)
{
	wmi_ref_free(*r);
}

const char *wmi_ref_key(const struct wmi_ref *r, const char *name)
{
	for (size_t i = 0; i < r->n; i++) {
		if (!strcasecmp(r->keys[i].name, name))
			return r->keys[i].value;
	}
	return NULL;
}

void wmi_ref_path(const struct wmi_ref *r, struct str *to)
{
	str_add(to, r->class);
	for (size_t i = 0; i < r->n; i++) {
		str_addf(to, "%c%s=\"", i ? ',' : '.', r->keys[i].name);
		for (const char *p = r->keys[i].value; *p; p++) {
			if (*p == '"' || *p == '\\')
				str_addc(to, '\\');
			str_addc(to, *p);
		}
		str_addc(to, '"');
	}
}

static bool is_name(const char *p, size_t n)
{
	if (!n || (*p >= '0' && *p <= '9'))
		return false;
	for (size_t i = 0; i < n; i++) {
		char c = p[i];

		if (!(c == '_' || (c >= '0' && c <= '9') ||
		      (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
			return false;
	}
	return true;
}

/* "value" with \ escapes, or a bare number; moves *p behind it. */
static char *parse_value(const char **p)
{
	AUTO_STR s = STR_INIT;

	if (**p != '"') {
		size_t n = strcspn(*p, ",\"");

		*p += n;
		return n ? xstrndup(*p - n, n) : NULL;
	}
	for (++*p; **p && **p != '"'; ++*p) {
		if (**p == '\\' && !*++*p)
			return NULL;
		str_addc(&s, **p);
	}
	if (**p != '"')
		return NULL;
	++*p;
	return str_take(&s);
}

static int parse_keys(struct wmi_ref *r, const char *p)
{
	while (r->n < MAX_KEYS) {
		size_t n = strcspn(p, "=");
		const char *name = p;
		char *value;

		if (p[n] != '=' || !is_name(p, n))
			return -1;
		p += n + 1;
		value = parse_value(&p);
		if (!value)
			return -1;
		add_key(r, name, n, value);
		if (!*p)
			return 0;
		if (*p++ != ',')
			return -1;
	}
	return -1;
}

/* \\HOST\root\virtualization\v2:Class.. : what is before the class. A colon
 * in a key's value does not count. */
static const char *parse_prefix(struct wmi_ref *r, const char *path)
{
	size_t n = strcspn(path, ":\"=");
	const char *ns = path;

	if (path[n] != ':')
		return path;
	if (!strncmp(path, "\\\\", 2) || !strncmp(path, "//", 2)) {
		ns += 2;
		ns += strcspn(ns, "\\/:");
		ns += *ns != ':';
	}
	free(r->ns);
	r->ns = xstrndup(ns, (size_t)(path + n - ns));
	for (char *p = r->ns; *p; p++) {
		if (*p == '\\')
			*p = '/';
	}
	return path + n + 1;
}

int wmi_ref_parse(const char *path, const char *ns, struct wmi_ref **ret,
		  struct err *e)
{
	AUTO_REF *r = wmi_ref_new(ns, "", NULL);
	const char *p = parse_prefix(r, path);
	size_t n = strcspn(p, ".=");
	bool ok = is_name(p, n);

	free(r->class);
	r->class = xstrndup(p, n);
	p += n;
	if (*p == '.')
		ok = ok && !parse_keys(r, p + 1);
	else if (*p)
		ok = ok && !strcmp(p, "=@");    /* the only one of its class */
	if (!ok)
		return err_set(e, ERR_PROTOCOL, "'%s' is no object path", path);
	*ret = TAKE(r);
	return 0;
}

void wmi_target(const struct wmi_ref *r, struct wmi_target *ret)
{
	ret->uri = wmi_uri(r->ns, r->class);
	ret->keys = xcalloc(r->n + 1, sizeof *ret->keys);
	for (size_t i = 0; i < r->n; i++) {
		ret->keys[i].name = r->keys[i].name;
		ret->keys[i].value = r->keys[i].value;
	}
	ret->target = (struct wsman_target){ ret->uri, ret->keys, r->n };
}

void wmi_target_clear(struct wmi_target *t)
{
	free(t->uri);
	free(t->keys);
}

void wmi_ref_xml(const struct wmi_ref *r, struct str *to)
{
	struct wmi_target t;

	wmi_target(r, &t);
	xml_leaf(to, "a:Address", WSMAN_ANONYMOUS, NULL);
	xml_open(to, "a:ReferenceParameters", NULL);
	xml_leaf(to, "w:ResourceURI", t.uri, NULL);
	wsman_add_selectors(to, t.keys, r->n);
	xml_close(to, "a:ReferenceParameters");
	wmi_target_clear(&t);
}

/* ".../wmi/root/virtualization/v2/Msvm_ConcreteJob" */
static int read_uri(struct wmi_ref *r, const xml_node *n, struct err *e)
{
	AUTO_FREE char *uri = xml_text_trimmed(n);
	size_t prefix = sizeof WMI_URI - 1;
	char *slash = uri ? strrchr(uri, '/') : NULL;

	if (!uri || strncasecmp(uri, WMI_URI, prefix) ||
	    slash <= uri + prefix ||
	    !is_name(slash + 1, strlen(slash + 1)))
		return err_set(e, ERR_PROTOCOL, "a reference to '%s', which is "
			       "no WMI class", uri ? uri : "");
	*slash = 0;
	free(r->ns);
	free(r->class);
	r->ns = xstrdup(uri + prefix);
	r->class = xstrdup(slash + 1);
	return 0;
}

static int read_selectors(struct wmi_ref *r, const xml_node *set,
			  struct err *e)
{
	const xml_node *s = xml_child(set, NS_WSMAN, "Selector");

	for (; s; s = xml_next(s, NS_WSMAN, "Selector")) {
		const char *name = xml_attr(s, NULL, "Name");

		if (!name || r->n == MAX_KEYS)
			return err_set(e, ERR_PROTOCOL,
				       "a reference to %s with bad keys",
				       r->class);
		add_key(r, name, strlen(name), xstrdup(xml_text(s)));
	}
	return 0;
}

int wmi_ref_read(const xml_node *n, struct wmi_ref **ret, struct err *e)
{
	const xml_node *epr = xml_child(n, NS_ADDR, "EndpointReference");
	const xml_node *params;
	AUTO_REF *r = NULL;

	/* hosts send no wrapper (FACTS 1.13); other servers do */
	params = xml_child(epr ? epr : n, NS_ADDR, "ReferenceParameters");
	if (!params) {
		AUTO_FREE char *path = xml_text_trimmed(n);

		return wmi_ref_parse(path ? path : "", "", ret, e);
	}
	r = wmi_ref_new("", "", NULL);
	if (read_uri(r, xml_child(params, NS_WSMAN, "ResourceURI"), e) < 0 ||
	    read_selectors(r, xml_child(params, NS_WSMAN, "SelectorSet"),
			   e) < 0)
		return -1;
	*ret = TAKE(r);
	return 0;
}
