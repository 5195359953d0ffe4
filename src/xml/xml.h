/* xml/xml.h - XML read by namespace and local name
 *
 * The only user of libxml2 beside xml.c is nobody: nodes are opaque above.
 * Every look-up takes NULL and gives NULL, so a path that is not there ends
 * in one test. What is not asked for is skipped. Documents with a DTD are
 * refused (no entity is ever needed), comments and processing instructions
 * are dropped, CDATA is text; so an element's text is one string, borrowed
 * from the document.
 */
#ifndef HVSH_XML_XML_H
#define HVSH_XML_XML_H

#include <stdbool.h>
#include <stddef.h>

struct err;
struct str;
typedef struct _xmlDoc xml_doc;
typedef struct _xmlNode xml_node;

#define XML_NS_XSI "http://www.w3.org/2001/XMLSchema-instance"
#define XML_NS_XML "http://www.w3.org/XML/1998/namespace"

/* Parses text of any encoding that its BOM or prolog names (else UTF-8).
 * Fails with ERR_PROTOCOL: "NAME: line L: what libxml2 says". libxml2's own
 * bounds hold: 256 levels, 10 MB in one text, name or attribute; how long the
 * whole may be is for the caller to say. An undeclared prefix is no failure:
 * what carries it is in no namespace. */
int xml_parse(const char *text, size_t len, const char *name,
	      xml_doc **ret, struct err *e);
void xml_free(xml_doc *doc);                    /* takes NULL */
#define AUTO_XML __attribute__((cleanup(xml_auto_free))) xml_doc
void xml_auto_free(xml_doc **doc);

const xml_node *xml_root(const xml_doc *doc);
/* First child / next sibling element with that name; ns or name NULL: any. */
const xml_node *xml_child(const xml_node *n, const char *ns, const char *name);
const xml_node *xml_next(const xml_node *n, const char *ns, const char *name);

bool xml_is(const xml_node *n, const char *ns, const char *name);
const char *xml_name(const xml_node *n);        /* local name */
const char *xml_ns(const xml_node *n);          /* URI, "" for none */
long xml_line(const xml_node *n);

/* The text directly inside n: "" when empty, NULL when n is NULL. Borrowed.
 * Between child elements only the first run of text counts, and not even that
 * if it is white space (indentation). */
const char *xml_text(const xml_node *n);
/* The same without white space at both ends; yours to free. */
char *xml_text_trimmed(const xml_node *n);
/* An attribute's value, borrowed; NULL if it is not there. ns NULL: none. */
const char *xml_attr(const xml_node *n, const char *ns, const char *name);
/* The name of the first attribute that is not one of 'known' (NULL ends it);
 * NULL: there is no other. Declarations of namespaces are no attributes. */
const char *xml_attr_other(const xml_node *n, const char *const *known);
bool xml_nil(const xml_node *n);                /* xsi:nil is true or 1 */
/* The namespace URI that a prefix is bound to at n ("" for the default one);
 * NULL: not bound. For QNames in values. */
const char *xml_prefix_ns(const xml_node *n, const char *prefix);

/* n and all in it as text again, in UTF-8; every namespace in scope at n is
 * declared, so that QNames in values keep their meaning. */
void xml_serialize(const xml_node *n, struct str *to);

/* The nodes that an XPath expression selects, in document order, each as text
 * ended by a line feed; as many as '*n'. 'wrap': within one <nodes>, where
 * there are any. Prefixes are those that the document declares. ERR_USAGE for
 * an expression that is none, or whose value is no set of nodes. */
int xml_xpath(const char *text, const char *expr, bool wrap, struct str *to,
	      size_t *n, struct err *e);

#endif
