/* xml/xml.c - XML read by namespace and local name */
#include "xml/xml.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

/* The first thing that is wrong with a document. */
struct complaint {
	char *msg;
	int line;
};

static void complain(struct complaint *c, int line, const char *msg)
{
	size_t n = msg ? strcspn(msg, "\r\n") : 0;

	if (c->msg)
		return;
	c->msg = n ? xstrndup(msg, n) : xstrdup("cannot be parsed");
	c->line = line;
}

#if LIBXML_VERSION >= 21200
typedef const xmlError *error_arg;
#else
typedef xmlErrorPtr error_arg;
#endif

/*
 * libxml2 goes on after errors that concern namespaces alone (a prefix that
 * is not declared, a URI with a blank in it), and so do we: look-ups of what
 * is affected find nothing. All else ends the document, even where libxml2
 * leaves it marked well-formed (a text above its limit is cut).
 */
static void on_error(void *data, error_arg error)
{
	xmlParserCtxtPtr ctxt = data;

	if (error->level == XML_ERR_FATAL ||
	    (error->level == XML_ERR_ERROR &&
	     error->domain != XML_FROM_NAMESPACE))
		complain(ctxt->_private, error->line, error->message);
}

/* A DTD is where entities come from, and with them documents that grow
 * without bound and files that nobody asked for. */
static void on_dtd(void *data, const xmlChar *name, const xmlChar *public_id,
		   const xmlChar *system_id)
{
	xmlParserCtxtPtr ctxt = data;

	(void)name;
	(void)public_id;
	(void)system_id;
	complain(ctxt->_private, ctxt->input ? ctxt->input->line : 0,
		 "a DTD, which is refused");
	xmlStopParser(ctxt);
}

/*
 * Text, CDATA and character references that follow each other become one
 * node: libxml2 joins all that comes to 'characters', and nothing that could
 * stand between them gets a node. XML_PARSE_HUGE is never given, because it
 * lifts the bounds that xml.h names.
 */
static xmlDocPtr read_doc(xmlParserCtxtPtr ctxt, const char *text, size_t len)
{
	ctxt->sax->comment = NULL;
	ctxt->sax->processingInstruction = NULL;
	ctxt->sax->internalSubset = on_dtd;
	ctxt->sax->serror = on_error;
	return xmlCtxtReadMemory(ctxt, text, (int)len, NULL, NULL,
				 XML_PARSE_NONET | XML_PARSE_NOCDATA |
				 XML_PARSE_COMPACT);
}

int xml_parse(const char *text, size_t len, const char *name,
	      xml_doc **ret, struct err *e)
{
	/* errors of the decoders go to the thread's handler, not to ctxt's */
	xmlStructuredErrorFunc handler = xmlStructuredError;
	void *handler_data = xmlStructuredErrorContext;
	struct complaint c = { 0 };
	AUTO_FREE char *msg = NULL;
	xmlParserCtxtPtr ctxt;
	AUTO_XML *doc = NULL;

	if (len > INT_MAX)
		return err_set(e, ERR_PROTOCOL, "%s: line 1: too long", name);
	ctxt = xchecked(xmlNewParserCtxt());
	ctxt->_private = &c;
	xmlSetStructuredErrorFunc(ctxt, on_error);
	doc = read_doc(ctxt, text, len);
	xmlSetStructuredErrorFunc(handler_data, handler);
	if (!doc)
		complain(&c, 0, NULL);
	xmlFreeParserCtxt(ctxt);
	msg = c.msg;
	if (msg)
		return err_set(e, ERR_PROTOCOL, "%s: line %d: %s", name,
			       c.line > 0 ? c.line : 1, msg);
	*ret = TAKE(doc);
	return 0;
}

void xml_free(xml_doc *doc)
{
	xmlFreeDoc(doc);
}

void xml_auto_free(xml_doc **doc)
{
	xmlFreeDoc(*doc);
}

const xml_node *xml_root(const xml_doc *doc)
{
	return doc ? xmlDocGetRootElement(doc) : NULL;
}

static const char *href(const xmlNs *ns)
{
	return ns && ns->href ? (const char *)ns->href : "";
}

/* The address is compared first: 'ns' often comes from xml_ns(). */
static bool same_ns(const xmlNs *have, const char *ns)
{
	return !ns || href(have) == ns || !strcmp(href(have), ns);
}

static bool same_name(const xmlChar *have, const char *name)
{
	return !name || !strcmp((const char *)have, name);
}

bool xml_is(const xml_node *n, const char *ns, const char *name)
{
	return n && same_name(n->name, name) && same_ns(n->ns, ns);
}

/* The first such element of n and what follows it. */
static const xml_node *first_of(const xml_node *n, const char *ns,
				const char *name)
{
	while (n && (n->type != XML_ELEMENT_NODE || !xml_is(n, ns, name)))
		n = n->next;
	return n;
}

const xml_node *xml_child(const xml_node *n, const char *ns, const char *name)
{
	return n ? first_of(n->children, ns, name) : NULL;
}

const xml_node *xml_next(const xml_node *n, const char *ns, const char *name)
{
	return n ? first_of(n->next, ns, name) : NULL;
}

const char *xml_name(const xml_node *n)
{
	return n ? (const char *)n->name : NULL;
}

const char *xml_ns(const xml_node *n)
{
	return n ? href(n->ns) : NULL;
}

long xml_line(const xml_node *n)
{
	return n ? xmlGetLineNo(n) : 0;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static const char *skip_blanks(const char *text)
{
	while (is_blank(*text))
		text++;
	return text;
}

const char *xml_text(const xml_node *n)
{
	const xml_node *t;
	const char *text;

	if (!n)
		return NULL;
	for (t = n->children; t && t->type != XML_TEXT_NODE; t = t->next)
		;
	if (!t || !t->content)
		return "";
	text = (const char *)t->content;
	/* a node beside it can only be an element */
	if ((t->next || t->prev) && !*skip_blanks(text))
		return "";
	return text;
}

char *xml_text_trimmed(const xml_node *n)
{
	const char *text;
	size_t len;

	if (!n)
		return NULL;
	text = skip_blanks(xml_text(n));
	len = strlen(text);
	while (len && is_blank(text[len - 1]))
		len--;
	return xstrndup(text, len);
}

const char *xml_attr(const xml_node *n, const char *ns, const char *name)
{
	const xmlAttr *a = n ? n->properties : NULL;

	while (a && !(same_name(a->name, name) && same_ns(a->ns, ns ? ns : "")))
		a = a->next;
	if (!a)
		return NULL;
	return a->children && a->children->content
		? (const char *)a->children->content : "";
}

const char *xml_attr_other(const xml_node *n, const char *const *known)
{
	for (const xmlAttr *a = n ? n->properties : NULL; a; a = a->next) {
		size_t i = 0;

		while (known[i] && !(same_name(a->name, known[i]) &&
				     same_ns(a->ns, "")))
			i++;
		if (!known[i])
			return (const char *)a->name;
	}
	return NULL;
}

/* An xs:boolean, which may have blanks around it. */
bool xml_nil(const xml_node *n)
{
	const char *nil = xml_attr(n, XML_NS_XSI, "nil");
	size_t len;

	if (!nil)
		return false;
	nil = skip_blanks(nil);
	len = strcspn(nil, " \t\r\n");
	if (*skip_blanks(nil + len))
		return false;
	return (len == 4 && !strncmp(nil, "true", 4)) || (len == 1 && *nil == '1');
}

static const char *ns_prefix(const xmlNs *ns)
{
	return ns->prefix ? (const char *)ns->prefix : "";
}

/* xmlSearchNs would do, but it may write to the document. */
const char *xml_prefix_ns(const xml_node *n, const char *prefix)
{
	if (n && !strcmp(prefix, "xml"))
		return XML_NS_XML;
	for (; n && n->type == XML_ELEMENT_NODE; n = n->parent)
		for (const xmlNs *ns = n->nsDef; ns; ns = ns->next)
			if (!strcmp(ns_prefix(ns), prefix))
				return *href(ns) ? href(ns) : NULL;
	return NULL;
}

/* Declares at 'copy' what is in scope at n and not declared there already. */
static void declare_scope(xmlNodePtr copy, const xml_node *n)
{
	for (const xml_node *at = n; at && at->type == XML_ELEMENT_NODE;
	     at = at->parent)
		for (const xmlNs *ns = at->nsDef; ns; ns = ns->next)
			if (xml_prefix_ns(n, ns_prefix(ns)) == href(ns))
				xmlNewNs(copy, ns->href, ns->prefix);
}

void xml_serialize(const xml_node *n, struct str *to)
{
	xmlBufferPtr buf;
	xmlNodePtr copy;

	if (!n)
		return;
	copy = xchecked(xmlDocCopyNode((xmlNodePtr)(uintptr_t)n, n->doc, 1));
	declare_scope(copy, n);
	xmlReconciliateNs(n->doc, copy);
	buf = xchecked(xmlBufferCreate());
	xmlNodeDump(buf, n->doc, copy, 0, 0);
	str_addn(to, (const char *)xmlBufferContent(buf),
		 (size_t)xmlBufferLength(buf));
	xmlBufferFree(buf);
	xmlFreeNode(copy);
}
