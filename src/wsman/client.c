/* wsman/client.c - requests to one host, several at the same time */
#include "wsman/client.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/trace.h"
#include "http/http.h"
#include "wsman/fault.h"
#include "wsman/ns.h"

/* How much of a reply that is no XML an error shows. */
#define GLIMPSE 60

struct wsman {
	struct http *http;
};

/* What a call needs while it is on its way. */
struct parcel {
	struct str body;
	char *label;
	char id[WSMAN_UUID_LEN + 1];
};

int wsman_open(const struct endpoint *ep, struct wsman **ret, struct err *e)
{
	struct http *http;

	if (http_open(ep, &http, e) < 0)
		return -1;
	*ret = xcalloc(1, sizeof **ret);
	(*ret)->http = http;
	return 0;
}

void wsman_close(struct wsman *w)
{
	if (w)
		http_close(w->http);
	free(w);
}

const char *wsman_host(const struct wsman *w)
{
	return http_host(w->http);
}

unsigned long wsman_requests(const struct wsman *w)
{
	return http_requests(w->http);
}

unsigned long long wsman_bytes(const struct wsman *w)
{
	return http_bytes(w->http);
}

char *wsman_library(void)
{
	return http_library();
}

static const char *last_segment(const char *uri)
{
	const char *slash = strrchr(uri, '/');

	return slash ? slash + 1 : uri;
}

static char *label_of(const struct wsman_call *call)
{
	const char *resource = call->target.resource;
	const char *wmi;

	if (!call->action)
		return xstrdup("Identify");
	wmi = strstr(resource, "/wmi/");
	return xasprintf("%s %s%s%s", last_segment(call->action),
			 wmi ? wmi + 5 : resource, call->detail ? ": " : "",
			 call->detail ? call->detail : "");
}

static void pack(const struct wsman *w, const struct wsman_call *call,
		 struct parcel *p, struct http_call *ret)
{
	struct wsman_header h = {
		.to = http_url(w->http),
		.action = call->action,
		.target = call->target,
		.timeout_s = http_timeout(w->http),
	};

	p->body = (struct str)STR_INIT;
	wsman_envelope(&p->body, &h, call->body, p->id);
	p->label = label_of(call);
	*ret = (struct http_call){
		.label = p->label,
		.body = p->body.buf,
		.len = p->body.len,
		.once = call->once,
		.farewell = call->farewell,
	};
}

/* A proxy's page, another service, half a reply: show how it begins. */
static int no_xml(const struct wsman *w, const struct http_call *h,
		  struct err *e)
{
	AUTO_STR text = STR_INIT;
	AUTO_ERR why = ERR_INIT;

	err_move(&why, e);
	str_addn(&text, h->reply.buf,
		 h->reply.len < GLIMPSE ? h->reply.len : GLIMPSE);
	return err_set(e, ERR_PROTOCOL, "%s sent no SOAP (HTTP %ld): %s: '%s'",
		       wsman_host(w), h->status,
		       why.msg ? why.msg : "no envelope", text.buf);
}

/* Not an error: a recorded reply that is served again relates to the request
 * that it was once recorded for. */
static void check_relation(const xml_node *envelope, const char *id)
{
	const xml_node *header = xml_child(envelope, NS_SOAP, "Header");
	AUTO_FREE char *to =
		xml_text_trimmed(xml_child(header, NS_ADDR, "RelatesTo"));

	if (to && strcasecmp(to, id))
		trace(TRACE_NOTICE, "the reply relates to %s, not to %s", to,
		      id);
}

static int unpack(const struct wsman *w, struct http_call *h,
		  const struct parcel *p, struct wsman_call *call)
{
	const xml_node *root, *body, *first;
	AUTO_XML *doc = NULL;

	if (h->err.kind)
		return err_move(&call->err, &h->err);
	if (xml_parse(h->reply.buf, h->reply.len, "reply", &doc,
		      &call->err) < 0)
		return no_xml(w, h, &call->err);
	root = xml_root(doc);
	body = xml_child(root, NS_SOAP, "Body");
	if (!xml_is(root, NS_SOAP, "Envelope") || !body)
		return no_xml(w, h, &call->err);
	check_relation(root, p->id);
	first = xml_child(body, NULL, NULL);
	if (xml_is(first, NS_SOAP, "Fault"))
		return wsman_fault(first, &call->err);
	if (h->status != 200)
		return no_xml(w, h, &call->err);
	call->reply = TAKE(doc);
	call->content = first;
	return 0;
}

int wsman_send(struct wsman *w, struct wsman_call *calls, size_t n,
	       struct err *e)
{
	AUTO_FREE struct http_call *http = xcalloc(n, sizeof *http);
	AUTO_FREE struct parcel *parcels = xcalloc(n, sizeof *parcels);
	const struct err *first = NULL;
	AUTO_ERR ignored = ERR_INIT;    /* each call has its own */

	for (size_t i = 0; i < n; i++)
		pack(w, &calls[i], &parcels[i], &http[i]);
	http_post(w->http, http, n, &ignored);
	for (size_t i = 0; i < n; i++) {
		calls[i].reply = NULL;
		calls[i].content = NULL;
		calls[i].err = (struct err)ERR_INIT;
		if (unpack(w, &http[i], &parcels[i], &calls[i]) < 0 && !first)
			first = &calls[i].err;
		str_free(&http[i].reply);
		err_clear(&http[i].err);
		str_wipe(&parcels[i].body);
		free(parcels[i].label);
	}
	return first ? err_copy(e, first) : 0;
}
