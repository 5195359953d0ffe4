/* wsman/envelope.c - a request: headers and body
 *
 * No SessionId, OperationID and SequenceId: they are optional, and ask for
 * replies in pieces (FACTS 4.1).
 */
#include "wsman/envelope.h"

#include <string.h>

#include "base/guid.h"
#include "base/str.h"
#include "wsman/ns.h"
#include "xml/write.h"

/* Of Windows since WinRM 2.0, and the largest that hosts take by default. */
#define MAX_ENVELOPE "512000"

static void new_uuid(char ret[WSMAN_UUID_LEN + 1])
{
	memcpy(ret, "uuid:", 5);
	guid_new(ret + 5);
}

void wsman_add_selectors(struct str *to, const struct wsman_selector *v,
			 size_t n)
{
	if (!n)
		return;
	xml_open(to, "w:SelectorSet", NULL);
	for (size_t i = 0; i < n; i++)
		xml_leaf(to, "w:Selector", v[i].value, "Name", v[i].name, NULL);
	xml_close(to, "w:SelectorSet");
}

static void add_header(struct str *to, const struct wsman_header *h,
		       const char *id)
{
	AUTO_STR timeout = STR_INIT;

	str_addf(&timeout, "PT%u.000S", h->timeout_s);
	xml_leaf(to, "a:To", h->to, NULL);
	xml_leaf(to, "w:ResourceURI", h->target.resource,
		 "s:mustUnderstand", "true", NULL);
	xml_open(to, "a:ReplyTo", NULL);
	xml_leaf(to, "a:Address", WSMAN_ANONYMOUS,
		 "s:mustUnderstand", "true", NULL);
	xml_close(to, "a:ReplyTo");
	xml_leaf(to, "a:Action", h->action, "s:mustUnderstand", "true", NULL);
	if (!h->target.any_size)
		xml_leaf(to, "w:MaxEnvelopeSize", MAX_ENVELOPE,
			 "s:mustUnderstand", "true", NULL);
	xml_leaf(to, "a:MessageID", id, NULL);
	/* mustUnderstand would be refused where the language is not there
	 * (FACTS 6.7). */
	xml_empty(to, "w:Locale", "xml:lang", "en-US",
		  "s:mustUnderstand", "false", NULL);
	xml_empty(to, "p:DataLocale", "xml:lang", "en-US",
		  "s:mustUnderstand", "false", NULL);
	wsman_add_selectors(to, h->target.selectors, h->target.n);
	xml_leaf(to, "w:OperationTimeout", timeout.buf, NULL);
}

void wsman_envelope(struct str *to, const struct wsman_header *h,
		    const char *body, char id[WSMAN_UUID_LEN + 1])
{
	new_uuid(id);
	xml_open(to, "s:Envelope", "xmlns:s", NS_SOAP, "xmlns:a", NS_ADDR,
		 "xmlns:n", NS_ENUM, "xmlns:w", NS_WSMAN, "xmlns:x", NS_XFER,
		 "xmlns:p", NS_MSWS, NULL);
	xml_open(to, "s:Header", NULL);
	if (h->action)
		add_header(to, h, id);
	xml_close(to, "s:Header");
	xml_open(to, "s:Body", NULL);
	str_add(to, body);
	xml_close(to, "s:Body");
	xml_close(to, "s:Envelope");
}
