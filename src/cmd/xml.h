/* cmd/xml.h - what the commands that print an XML document share */
#ifndef HVSH_CMD_XML_H
#define HVSH_CMD_XML_H

struct args;
struct ctx;
struct err;

#define XML_OPTS \
	{ "xpath", OPT_STR, "xpath expression to filter the XML document" }, \
	{ "wrap", OPT_FLAG, "wrap xpath results in a common root element" }

/* --wrap wants --xpath: to be asked before the host is. */
int xml_check(const struct args *a, struct err *e);
/* The document, or what --xpath selects of it. */
int xml_print(struct ctx *c, const struct args *a, const char *text,
	      struct err *e);

#endif
