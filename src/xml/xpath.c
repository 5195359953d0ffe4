/* xml/xpath.c - parts of a document, by XPath */
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "xml/xml.h"

/* The first declaration of a prefix counts. */
static void register_prefixes(xmlXPathContextPtr ctx, const xmlNode *n)
{
	for (; n; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		for (const xmlNs *ns = n->nsDef; ns; ns = ns->next)
			if (ns->prefix && !xmlXPathNsLookup(ctx, ns->prefix))
				xmlXPathRegisterNs(ctx, ns->prefix, ns->href);
		register_prefixes(ctx, n->children);
	}
}

static void print_node(xmlNodePtr n, struct str *to)
{
	xmlBufferPtr buf = xchecked(xmlBufferCreate());

	xmlNodeDump(buf, n->doc, n, 0, 1);
	str_addn(to, (const char *)xmlBufferContent(buf),
		 (size_t)xmlBufferLength(buf));
	str_addc(to, '\n');
	xmlBufferFree(buf);
}

/* A namespace is no node that could stand alone. */
static bool stands_alone(const xmlNode *n)
{
	return n->type != XML_NAMESPACE_DECL;
}

static void print_wrapped(const xmlNodeSet *set, struct str *to)
{
	xmlDocPtr doc = xchecked(xmlNewDoc(NULL));
	xmlNodePtr root = xchecked(xmlNewDocNode(doc, NULL, BAD_CAST "nodes",
						 NULL));

	xmlDocSetRootElement(doc, root);
	for (int i = 0; i < set->nodeNr; i++) {
		xmlNodePtr n = set->nodeTab[i];

		if (!stands_alone(n))
			continue;
		if (n->type == XML_DOCUMENT_NODE)
			n = xmlDocGetRootElement((xmlDocPtr)n);
		xmlAddChild(root, xchecked(xmlDocCopyNode(n, doc, 1)));
	}
	print_node(root, to);
	xmlFreeDoc(doc);
}

static void print_set(xmlNodeSetPtr set, bool wrap, struct str *to, size_t *n)
{
	*n = set && set->nodeNr > 0 ? (size_t)set->nodeNr : 0;
	if (!*n)
		return;
	xmlXPathNodeSetSort(set);
	if (wrap) {
		print_wrapped(set, to);
		return;
	}
	for (int i = 0; i < set->nodeNr; i++)
		if (stands_alone(set->nodeTab[i]))
			print_node(set->nodeTab[i], to);
}

/* libxml2 would print it; what it has to tell here is a number. */
static void be_quiet(void *arg, xmlErrorPtr why)
{
	(void)arg;
	(void)why;
}

/* Indentation, which would stand in the way of that of the part. */
static void drop_blanks(xmlNodePtr parent)
{
	bool has_elements = xmlFirstElementChild(parent) != NULL;
	xmlNodePtr next;

	for (xmlNodePtr n = parent->children; n; n = next) {
		next = n->next;
		if (n->type == XML_ELEMENT_NODE) {
			drop_blanks(n);
		} else if (has_elements && xmlIsBlankNode(n)) {
			xmlUnlinkNode(n);
			xmlFreeNode(n);
		}
	}
}

static int evaluate(xml_doc *doc, const char *expr, bool wrap, struct str *to,
		    size_t *n, struct err *e)
{
	xmlXPathContextPtr ctx = xchecked(xmlXPathNewContext(doc));
	xmlXPathObjectPtr found;
	int r = 0;

	ctx->error = (xmlStructuredErrorFunc)be_quiet;
	register_prefixes(ctx, xmlDocGetRootElement(doc));
	found = xmlXPathEval(BAD_CAST expr, ctx);
	if (!found)
		r = err_set(e, ERR_USAGE, "'%s' is no XPath expression", expr);
	else if (found->type != XPATH_NODESET)
		r = err_set(e, ERR_USAGE, "the XPath expression '%s' selects "
			    "no nodes: its value is one text or number", expr);
	else
		print_set(found->nodesetval, wrap, to, n);
	xmlXPathFreeObject(found);
	xmlXPathFreeContext(ctx);
	return r;
}

int xml_xpath(const char *text, const char *expr, bool wrap, struct str *to,
	      size_t *n, struct err *e)
{
	AUTO_XML *doc = NULL;

	if (xml_parse(text, strlen(text), "document", &doc, e) < 0)
		return -1;
	drop_blanks(xmlDocGetRootElement(doc));
	return evaluate(doc, expr, wrap, to, n, e);
}
