/* sim/envelope.c - a request read */
#include "sim/envelope.h"

#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/parse.h"
#include "base/str.h"
#include "sim/epr.h"
#include "sim/fault.h"
#include "sim/wire.h"

#define MIN_ENVELOPE 8192       /* MS-WSMV 3.1.4.1.8 */

static bool is_true(const char *text)
{
	return text && (!strcasecmp(text, "true") || !strcmp(text, "1"));
}

static bool must_understand(const xml_node *h)
{
	return is_true(xml_attr(h, SIM_XMLNS_S, "mustUnderstand"));
}

static void keep_text(char **to, const xml_node *n)
{
	free(*to);
	*to = xml_text_trimmed(n);
}

static int read_reply_to(const xml_node *h, struct sim_fault *f)
{
	const xml_node *a = xml_child(h, SIM_XMLNS_A, "Address");
	AUTO_FREE char *address = xml_text_trimmed(a);

	if (!address || strcmp(address, SIM_ANONYMOUS))
		return sim_fault(f, SIM_FAULT_ADDRESSING, NULL);
	return 0;
}

static int read_selectors(struct sim_request *r, const xml_node *h,
			  struct sim_fault *f)
{
	return sim_selectors_read(h, &r->selectors) < 0 ?
		sim_fault(f, SIM_FAULT_SCHEMA, "A selector is malformed. ") : 0;
}

static int read_options(struct sim_request *r, const xml_node *h)
{
	const xml_node *o = xml_child(h, SIM_XMLNS_W, "Option");

	for (; o; o = xml_next(o, SIM_XMLNS_W, "Option")) {
		const char *name = xml_attr(o, NULL, "Name");
		AUTO_FREE char *value = xml_text_trimmed(o);

		if (name && !strcasecmp(name, "msftwinrm:UsePreciseArrays"))
			r->precise_arrays = is_true(value);
	}
	return 0;
}

static int read_max_envelope(struct sim_request *r, const xml_node *h,
			     struct sim_fault *f)
{
	AUTO_FREE char *text = xml_text_trimmed(h);
	uint64_t n;

	if (parse_u64(text, UINT32_MAX, &n) < 0)
		return sim_fault(f, SIM_FAULT_BAD_HEADER,
				 "MaxEnvelopeSize is no number: %s. ", text);
	if (n < MIN_ENVELOPE)
		return sim_fault(f, SIM_FAULT_MIN_ENVELOPE, NULL);
	r->max_envelope = (size_t)n;
	return 0;
}

/* Whatever it says is clamped to what the service allows; nothing takes long
 * enough here for it to matter. Only its form is looked at. */
static int read_timeout(const xml_node *h, struct sim_fault *f)
{
	AUTO_FREE char *text = xml_text_trimmed(h);

	if (text[0] != 'P' || text[1 + strspn(text + 1, "0123456789.YMDTHS")])
		return sim_fault(f, SIM_FAULT_BAD_HEADER,
				 "The timeout of the SOAP header is invalid: "
				 "%s. ", text);
	return 0;
}

static int read_wsman_header(struct sim_request *r, const xml_node *h,
			     bool *known, struct sim_fault *f)
{
	const char *name = xml_name(h);

	*known = true;
	if (!strcmp(name, "ResourceURI"))
		return keep_text(&r->resource, h), 0;
	if (!strcmp(name, "SelectorSet"))
		return read_selectors(r, h, f);
	if (!strcmp(name, "OptionSet"))
		return read_options(r, h);
	if (!strcmp(name, "MaxEnvelopeSize"))
		return read_max_envelope(r, h, f);
	if (!strcmp(name, "OperationTimeout"))
		return read_timeout(h, f);
	if (!strcmp(name, "FragmentTransfer"))
		return keep_text(&r->fragment, h), 0;
	if (!strcmp(name, "Locale"))
		return must_understand(h) ?
			sim_fault(f, SIM_FAULT_LOCALE, NULL) : 0;
	*known = !strcmp(name, "RequestEPR");
	return 0;
}

static int read_addressing_header(struct sim_request *r, const xml_node *h,
				  bool *known, bool *reply_to,
				  struct sim_fault *f)
{
	const char *name = xml_name(h);

	*known = true;
	if (!strcmp(name, "Action"))
		return keep_text(&r->action, h), 0;
	if (!strcmp(name, "MessageID"))
		return keep_text(&r->id, h), 0;
	if (!strcmp(name, "ReplyTo")) {
		*reply_to = true;
		return read_reply_to(h, f);
	}
	*known = !strcmp(name, "To") || !strcmp(name, "From") ||
		 !strcmp(name, "FaultTo") || !strcmp(name, "RelatesTo");
	return 0;
}

static int read_microsoft_header(struct sim_request *r, const xml_node *h,
				 bool *known)
{
	static const char *const names[] = {
		"DataLocale", "SessionId", "OperationID", "SequenceId",
		"ActivityId", "FunctionName", "CompressionType",
	};
	const char *name = xml_name(h);

	if (!strcmp(name, "OperationID"))
		keep_text(&r->operation_id, h);
	if (!strcmp(name, "SequenceId"))
		keep_text(&r->sequence_id, h);
	*known = false;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		*known |= !strcmp(name, names[i]);
	return 0;
}

static int not_understood(const xml_node *h, struct sim_fault *f)
{
	sim_fault(f, SIM_FAULT_MUST_UNDERSTAND, NULL);
	f->header_ns = xstrdup(xml_ns(h));
	f->header = xstrdup(xml_name(h));
	return -1;
}

static int read_header(struct sim_request *r, const xml_node *h,
		       bool *reply_to, struct sim_fault *f)
{
	const char *ns = xml_ns(h);
	bool known = false;
	int ret = 0;

	if (!strcmp(ns, SIM_XMLNS_A))
		ret = read_addressing_header(r, h, &known, reply_to, f);
	else if (!strcmp(ns, SIM_XMLNS_W))
		ret = read_wsman_header(r, h, &known, f);
	else if (!strcmp(ns, SIM_XMLNS_P))
		ret = read_microsoft_header(r, h, &known);
	if (!ret && !known && must_understand(h))
		return not_understood(h, f);
	return ret;
}

/* All headers are read, so that the fault for a bad one has its RelatesTo;
 * the first objection counts. */
static int read_headers(struct sim_request *r, const xml_node *header,
			struct sim_fault *f)
{
	const xml_node *h = xml_child(header, NULL, NULL);
	bool reply_to = false;

	for (; h; h = xml_next(h, NULL, NULL)) {
		struct sim_fault other = SIM_FAULT_INIT;
		bool first = f->id == SIM_FAULT_NONE;

		read_header(r, h, &reply_to, first ? f : &other);
		sim_fault_clear(&other);
	}
	if (f->id != SIM_FAULT_NONE)
		return -1;
	if (!r->action || !*r->action)
		return sim_fault(f, SIM_FAULT_NO_HEADER,
				 "The header Action is missing. ");
	if (!r->id || !*r->id)
		return sim_fault(f, SIM_FAULT_NO_HEADER,
				 "The header MessageID is missing. ");
	if (!reply_to)
		return sim_fault(f, SIM_FAULT_NO_HEADER,
				 "The header ReplyTo is missing. ");
	return 0;
}

static char *take_cimnamespace(struct sim_selectors *s)
{
	for (size_t i = 0; i < s->n; i++) {
		char *value = (char *)s->v[i].value;

		if (strcasecmp(s->v[i].name, "__cimnamespace"))
			continue;
		free((char *)s->v[i].name);
		memmove(&s->v[i], &s->v[i + 1],
			(s->n - i - 1) * sizeof *s->v);
		s->n--;
		return value;
	}
	return NULL;
}

/* A resource of no known form is left without a class: Pull and Release do
 * not look at it. */
static int read_resource(struct sim_request *r, struct sim_fault *f)
{
	AUTO_FREE char *ns = take_cimnamespace(&r->selectors);

	if (!r->resource || sim_uri_parse(r->resource, &r->uri) < 0)
		return 0;
	if (!r->uri.ns)
		r->uri.ns = ns ? TAKE(ns) : xstrdup("root/cimv2");
	else if (ns && sim_casecmp(ns, r->uri.ns))
		return sim_fault(f, SIM_FAULT_NAMESPACE, NULL);
	return 0;
}

/* libxml2 knows UTF-16 by its mark alone. */
static int parse(const char *data, size_t len, bool utf16, xml_doc **ret,
		 struct sim_fault *f)
{
	AUTO_ERR err = ERR_INIT;
	AUTO_STR s = STR_INIT;

	if (utf16 && (data[0] == '<' || data[0] == '\0')) {
		str_addn(&s, data[0] ? "\xff\xfe" : "\xfe\xff", 2);
		str_addn(&s, data, len);
		data = s.buf;
		len = s.len;
	}
	if (xml_parse(data, len, "request", ret, &err) < 0)
		return sim_fault(f, SIM_FAULT_SCHEMA, "%s. ", err.msg);
	return 0;
}

int sim_request_read(struct sim_request *r, const char *data, size_t len,
		     struct sim_fault *f)
{
	const xml_node *root, *body;

	r->utf16 = sim_is_utf16(data, len);
	if (parse(data, len, r->utf16, &r->doc, f) < 0)
		return -1;
	root = xml_root(r->doc);
	body = xml_child(root, SIM_XMLNS_S, "Body");
	if (!xml_is(root, SIM_XMLNS_S, "Envelope") || !body)
		return sim_fault(f, SIM_FAULT_SCHEMA,
				 "The request is no SOAP 1.2 envelope. ");
	r->body = xml_child(body, NULL, NULL);
	r->identify = xml_is(r->body, SIM_XMLNS_ID, "Identify");
	if (r->identify)
		return 0;
	if (read_headers(r, xml_child(root, SIM_XMLNS_S, "Header"), f) < 0)
		return -1;
	return read_resource(r, f);
}

void sim_request_clear(struct sim_request *r)
{
	xml_free(r->doc);
	free(r->action);
	free(r->id);
	free(r->resource);
	sim_uri_clear(&r->uri);
	sim_selectors_clear(&r->selectors);
	free(r->operation_id);
	free(r->sequence_id);
	free(r->fragment);
	*r = (struct sim_request)SIM_REQUEST_INIT;
}
