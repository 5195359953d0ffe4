/* tests/unit/script.h - a canned host that says one SOAP body after the other */
#ifndef HVSH_TESTS_SCRIPT_H
#define HVSH_TESTS_SCRIPT_H

#include "base/err.h"
#include "canned.h"
#include "wmi/conn.h"
#include "wsman/ns.h"
#include "xml/xml.h"

#define V2  "root/virtualization/v2"
#define WMI "http://schemas.microsoft.com/wbem/wsman/1/wmi/"

static char *envelope(const char *body)
{
	return xasprintf("<s:Envelope xmlns:s=\"" NS_SOAP "\" xmlns:a=\"" NS_ADDR
			 "\" xmlns:n=\"" NS_ENUM "\" xmlns:w=\"" NS_WSMAN "\">"
			 "<s:Header><a:RelatesTo>uuid:0</a:RelatesTo></s:Header>"
			 "<s:Body>%s</s:Body></s:Envelope>", body);
}

#define FAULT(code, sub, text) \
	"<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>" sub \
	"</s:Value></s:Subcode></s:Code><s:Reason><s:Text>reason</s:Text>" \
	"</s:Reason><s:Detail><f:WSManFault xmlns:f=\"" NS_FAULT "\" Code=\"" \
	code "\"><f:Message>" text "</f:Message></f:WSManFault></s:Detail>" \
	"</s:Fault>"
/* The bodies that are said one after the other; '!' before one: HTTP 500. */
static const char *const *script;

static inline void say_script(struct canned *c, int n, struct answer *a)
{
	const char *body = script[n];

	(void)c;
	if (!body || *body == '!')
		a->status = body ? "500 " : NULL;
	if (body)
		a->body = envelope(body + (*body == '!'));
}

static inline struct wmi_conn *open_to(const struct canned *c)
{
	struct endpoint ep = canned_endpoint(c);
	struct wmi_conn *conn = NULL;
	AUTO_ERR e = ERR_INIT;

	assert_int_equal(wmi_open(&ep, &conn, &e), 0);
	return conn;
}

/* The request's document, and its s:Header or s:Body. */
static inline const xml_node *request_part(const struct canned *c, int n,
					   const char *part, xml_doc **doc)
{
	AUTO_ERR e = ERR_INIT;

	if (xml_parse(c->body[n], strlen(c->body[n]), "request", doc, &e) < 0)
		abort();
	return xml_child(xml_root(*doc), NS_SOAP, part);
}

#endif
