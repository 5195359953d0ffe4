/* sim/exchange.c - one HTTP request and its reply */
#include "sim/exchange.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/parse.h"
#include "sim/auth.h"
#include "sim/host.h"
#include "sim/respond.h"

struct sim_exchange {
	struct sim_http *http;
	struct MHD_Connection *conn;
	struct str body;
	size_t received;
	struct MHD_Response *reply;     /* once it is known */
	unsigned status;
	int64_t wake;                   /* while it rests */
	struct sim_exchange *next;
};

/* --- resting --- */

void sim_exchange_rest(struct sim_exchange *x, int64_t until_ms)
{
	x->wake = until_ms;
	x->next = x->http->resting;
	x->http->resting = x;
	MHD_suspend_connection(x->conn);
}

bool sim_exchange_abandoned(const struct sim_exchange *x)
{
	return x->http->closing;
}

int64_t sim_exchange_wake(struct sim_http *h, int64_t now_ms)
{
	struct sim_exchange **p = &h->resting;
	int64_t next = INT64_MAX;

	while (*p) {
		struct sim_exchange *x = *p;

		if (x->wake <= now_ms) {
			*p = x->next;
			MHD_resume_connection(x->conn);
			next = now_ms;
			continue;
		}
		if (x->wake < next)
			next = x->wake;
		p = &x->next;
	}
	return next;
}

void sim_exchange_close(struct sim_http *h)
{
	h->closing = true;
	sim_exchange_wake(h, INT64_MAX);
}

/* --- the log --- */

static void add_field(struct str *line, const char *text)
{
	str_add_term(line, text && *text ? text : "-");
	str_addc(line, '\t');
}

static void log_request(struct sim_exchange *x, const char *method,
			const struct sim_answer *a)
{
	const struct sim_http *h = x->http;
	AUTO_STR line = STR_INIT;

	if (!h->log && !h->opts->verbose)
		return;
	add_field(&line, method);
	add_field(&line, a->action);
	add_field(&line, a->resource);
	str_addf(&line, "%u\t%zu\t%zu\n", x->status, x->received, a->body.len);
	if (h->log) {
		fputs(line.buf, h->log);
		fflush(h->log);
	}
	if (h->opts->verbose)
		fprintf(stderr, "hvsim: %s", line.buf);
}

/* --- what is answered --- */

static void add_header(struct sim_exchange *x, const char *name,
		       const char *value)
{
	MHD_add_response_header(x->reply, name, value);
}

/* A host names what it would take; HTTP.sys, not WinRM, signs. */
static void add_headers(struct sim_exchange *x, const char *type,
			const char *location)
{
	add_header(x, "Server", "Microsoft-HTTPAPI/2.0");
	if (x->status == 401) {
		add_header(x, "WWW-Authenticate", "Negotiate");
		add_header(x, "WWW-Authenticate", "Basic realm=\"WSMAN\"");
	}
	if (x->status == 405)
		add_header(x, "Allow", "POST");
	if (type)
		add_header(x, "Content-Type", type);
	if (location)
		add_header(x, "Location", location);
}

static bool wants_identity_only(struct MHD_Connection *c)
{
	const char *v = MHD_lookup_connection_value(c, MHD_HEADER_KIND,
						    "WSMANIDENTIFY");

	return v && !strcasecmp(v, "unauthenticated");
}

static bool is_wsman(const char *url)
{
	return !strcasecmp(url, "/wsman") || !strcasecmp(url, "/wsman/");
}

/* What is wrong before the body is looked at; 0: nothing. */
static unsigned early_status(struct sim_exchange *x, const char *url,
			     const char *method, bool auth)
{
	if (!is_wsman(url))
		return 404;
	if (!auth && !wants_identity_only(x->conn))
		return 401;
	if (strcmp(method, MHD_HTTP_METHOD_POST))
		return 405;
	if (x->received > x->http->service->limits->request_kb * 1024)
		return 413;
	return 0;
}

/* Which fault every request gets; a request whose reply will be replaced is
 * read, for the log, and not carried out. */
static enum sim_fault_id refusal(const struct sim_fail *fail)
{
	switch (fail ? fail->kind : SIM_FAIL_NONE) {
	case SIM_FAIL_TIMEOUT:
		return SIM_FAULT_TIMED_OUT;
	case SIM_FAIL_QUOTA:
		return SIM_FAULT_QUOTA;
	case SIM_FAIL_DENIED:
	case SIM_FAIL_GARBAGE:
	case SIM_FAIL_HTML:
	case SIM_FAIL_FAULT:
	case SIM_FAIL_REPLY:
	case SIM_FAIL_HANG:
		return SIM_FAULT_DENIED;
	default:
		return SIM_FAULT_NONE;
	}
}

static void replace(struct str *body, const char *with, size_t n)
{
	str_clear(body);
	str_addn(body, with, n);
}

/* Puts something else in the place of the reply. */
static void spoil(struct sim_exchange *x, const struct sim_fail *fail,
		  struct sim_answer *a)
{
	static const char garbage[] = "\x93\0garbage <s:Envelope\xff";
	static const char html[] =
		"<!DOCTYPE html>\n<html><head><title>Welcome</title></head>"
		"<body><p>It works.<br></body></html>\n";

	if (fail->kind == SIM_FAIL_GARBAGE)
		replace(&a->body, garbage, sizeof garbage - 1);
	else if (fail->kind == SIM_FAIL_HTML)
		replace(&a->body, html, sizeof html - 1);
	else if (fail->kind == SIM_FAIL_FAULT || fail->kind == SIM_FAIL_REPLY)
		replace(&a->body, fail->content.buf, fail->content.len);
	else
		return;
	x->status = fail->kind == SIM_FAIL_FAULT ? 500 : 200;
}

static const char *content_type(const struct sim_fail *fail,
				const struct sim_answer *a)
{
	if (!a->body.len)
		return NULL;
	if (fail && fail->kind == SIM_FAIL_HTML)
		return "text/html";
	return a->utf16 ? "application/soap+xml;charset=UTF-16" :
			  "application/soap+xml;charset=UTF-8";
}

static void serve(struct sim_exchange *x, bool auth,
		  const struct sim_fail *fail, struct sim_answer *a)
{
	struct sim_http *h = x->http;
	struct sim_manner m = { .authenticated = auth,
				.refuse = refusal(fail) };

	m.wmierror = sim_fail_due(&h->opts->fails, SIM_FAIL_WMIERROR, h->count);
	sim_tick(h->service->host, sim_clock_ms());
	sim_service_answer(h->service, &m, x->body.buf, x->body.len, a);
	x->status = a->status;
	if (fail && x->status != 401)
		spoil(x, fail, a);
}

static struct MHD_Response *make_reply(struct sim_exchange *x,
				       const struct sim_fail *fail,
				       struct str *body)
{
	const struct sim_http *h = x->http;
	const struct sim_fail *slow =
		sim_fail_due(&h->opts->fails, SIM_FAIL_SLOW, h->count);

	if (fail && fail->kind == SIM_FAIL_CUT && body->len)
		return sim_respond_cut(body);
	if (slow)
		return sim_respond_slow(body, slow->ms, x);
	return sim_respond_whole(body);
}

/* A status without a body, in place of what there would be; or 0. */
static unsigned ordered_status(const struct sim_fail *fail)
{
	if (fail && fail->kind == SIM_FAIL_STATUS)
		return fail->status;
	return fail && fail->kind == SIM_FAIL_REDIRECT ? 302 : 0;
}

static void answer(struct sim_exchange *x, const char *url, const char *method,
		   const struct sim_fail *fail)
{
	const struct sim_opts *o = x->http->opts;
	struct sim_answer a = SIM_ANSWER_INIT;
	bool auth = sim_auth_ok(x->conn, o->user, o->password);
	const char *type;

	x->status = ordered_status(fail);
	if (!x->status)
		x->status = early_status(x, url, method, auth);
	if (!x->status)
		serve(x, auth, fail, &a);
	log_request(x, method, &a);
	type = content_type(fail, &a);
	x->reply = make_reply(x, fail, &a.body);
	add_headers(x, type, x->status == 302 ? fail->text : NULL);
	sim_answer_clear(&a);
}

/* --- libmicrohttpd's side --- */

static enum MHD_Result send_reply(struct sim_exchange *x)
{
	return MHD_queue_response(x->conn, x->status, x->reply);
}

static enum MHD_Result complete(struct sim_exchange *x, const char *url,
				const char *method)
{
	struct sim_http *h = x->http;
	const struct sim_fail *fail = NULL;

	if (is_wsman(url)) {
		h->count++;
		fail = sim_fail_find(&h->opts->fails, h->count);
	}
	answer(x, url, method, fail);
	if (fail && fail->kind == SIM_FAIL_HANG)
		sim_exchange_rest(x, INT64_MAX);
	else if (h->opts->latency_ms)
		sim_exchange_rest(x, sim_clock_ms() + h->opts->latency_ms);
	else
		return send_reply(x);
	return MHD_YES;
}

/* Without a body that is worth keeping. */
static enum MHD_Result receive(struct sim_exchange *x, const char *data,
			       size_t *size)
{
	x->received += *size;
	if (x->received <= x->http->service->limits->request_kb * 1024)
		str_addn(&x->body, data, *size);
	*size = 0;
	return MHD_YES;
}

/* A body whose length is known to be too much is not waited for. */
static enum MHD_Result begin(struct sim_http *h, struct MHD_Connection *c,
			     const char *url, const char *method,
			     void **con_cls)
{
	struct sim_exchange *x = xcalloc(1, sizeof *x);
	const char *length = MHD_lookup_connection_value(c, MHD_HEADER_KIND,
							 "Content-Length");
	uint64_t n;

	x->http = h;
	x->conn = c;
	x->body = (struct str)STR_INIT;
	*con_cls = x;
	if (!length || parse_u64(length, SIZE_MAX, &n) < 0 ||
	    n <= h->service->limits->request_kb * 1024)
		return MHD_YES;
	x->received = (size_t)n;
	return complete(x, url, method);
}

enum MHD_Result sim_exchange_handle(void *cls, struct MHD_Connection *c,
				    const char *url, const char *method,
				    const char *version, const char *data,
				    size_t *size, void **con_cls)
{
	struct sim_exchange *x = *con_cls;
	struct sim_http *h = cls;

	(void)version;
	if (!x)
		return begin(h, c, url, method, con_cls);
	if (h->closing)
		return MHD_NO;
	if (x->reply)
		return send_reply(x);
	if (*size)
		return receive(x, data, size);
	return complete(x, url, method);
}

void sim_exchange_done(void *cls, struct MHD_Connection *c, void **con_cls,
		       enum MHD_RequestTerminationCode code)
{
	struct sim_exchange *x = *con_cls;

	(void)cls;
	(void)c;
	(void)code;
	if (!x)
		return;
	if (x->reply)
		MHD_destroy_response(x->reply);
	str_free(&x->body);
	free(x);
	*con_cls = NULL;
}
