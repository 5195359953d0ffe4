/* domxml/reader.c - names, numbers and sizes of a document, with its lines */
#include "domxml/reader.h"

#include <stdarg.h>
#include <string.h>

#include "base/err.h"
#include "domxml/names.h"

#define MIB (1024 * 1024)

int domxml_bad(const struct domxml_in *in, const xml_node *at,
	       const char *fmt, ...)
{
	AUTO_FREE char *what = NULL;
	va_list ap;

	va_start(ap, fmt);
	what = xvasprintf(fmt, ap);
	va_end(ap);
	if (!in->name)
		return err_set(in->e, ERR_USAGE, "%s", what);
	return err_set(in->e, ERR_USAGE, "%s: line %ld: %s", in->name,
		       xml_line(at), what);
}

const xml_node *domxml_child(const xml_node *n, const char *name)
{
	return xml_child(n, "", name);
}

const xml_node *domxml_next(const xml_node *n, const char *name)
{
	return xml_next(n, "", name);
}

#define OWN "hvsh:"

static const char *find_known(const char *const *known, const xml_node *n)
{
	for (; *known; known++) {
		const char *name = *known + (**known == '*');
		bool own = !strncmp(name, OWN, strlen(OWN));

		if (xml_is(n, own ? DOMXML_NS : "",
			   own ? name + strlen(OWN) : name))
			return *known;
	}
	return NULL;
}

int domxml_known(const struct domxml_in *in, const xml_node *n,
		 const char *const *known)
{
	for (const xml_node *at = xml_child(n, NULL, NULL); at;
	     at = xml_next(at, NULL, NULL)) {
		const char *name = xml_name(at);
		const char *as = find_known(known, at);

		if (!as)
			return domxml_bad(in, at, "<%s> in <%s> is not possible "
					  "on Hyper-V", name, xml_name(n));
		if (*as != '*' && xml_child(n, xml_ns(at), name) != at)
			return domxml_bad(in, at, "<%s> is there twice", name);
	}
	return 0;
}

int domxml_attr_num(const struct domxml_in *in, const xml_node *n,
		    const char *attr, uint64_t max, uint64_t *ret)
{
	const char *text = xml_attr(n, NULL, attr);

	if (text && parse_u64(text, max, ret) < 0)
		return domxml_bad(in, n, "%s='%s' of <%s> is no number from 0 "
				  "to %llu", attr, text, xml_name(n),
				  (unsigned long long)max);
	return 0;
}

int domxml_attr_unsigned(const struct domxml_in *in, const xml_node *n,
			 const char *attr, unsigned max, unsigned *ret)
{
	uint64_t v = *ret;

	if (domxml_attr_num(in, n, attr, max, &v) < 0)
		return -1;
	*ret = (unsigned)v;
	return 0;
}

int domxml_attr_bool(const struct domxml_in *in, const xml_node *n,
		     const char *attr, bool *ret)
{
	const char *text = xml_attr(n, NULL, attr);

	if (!text)
		return 0;
	if (strcmp(text, "yes") && strcmp(text, "no"))
		return domxml_bad(in, n, "%s='%s' of <%s> is neither yes nor no",
				  attr, text, xml_name(n));
	*ret = !strcmp(text, "yes");
	return 0;
}

int domxml_text_num(const struct domxml_in *in, const xml_node *n,
		    uint64_t max, uint64_t *ret)
{
	AUTO_FREE char *text = xml_text_trimmed(n);
	uint64_t v;

	if (parse_u64(text, max, &v) < 0 || !v)
		return domxml_bad(in, n, "'%s' in <%s> is no number from 1 to "
				  "%llu", text, xml_name(n),
				  (unsigned long long)max);
	*ret = v;
	return 0;
}

int domxml_text_mib(const struct domxml_in *in, const xml_node *n,
		    uint64_t *ret)
{
	const char *unit = xml_attr(n, NULL, "unit");
	AUTO_FREE char *text = xml_text_trimmed(n);
	AUTO_FREE char *all = xasprintf("%s%s", text, unit ? unit : "KiB");
	uint64_t v;

	if (parse_u64(text, UINT64_MAX, &v) < 0)
		return domxml_bad(in, n, "'%s' in <%s> is no number", text,
				  xml_name(n));
	if (parse_size(all, 1024, &v) < 0 || !v)
		return domxml_bad(in, n, "'%s' in <%s> is no size", all,
				  xml_name(n));
	*ret = v / MIB + (v % MIB != 0);
	return 0;
}
