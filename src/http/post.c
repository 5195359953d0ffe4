/* http/post.c - requests on their way, and what comes back */
#include <string.h>
#include <strings.h>

#include "base/intr.h"
#include "base/mem.h"
#include "base/trace.h"
#include "http/internal.h"

/* A last word is not waited for any longer. */
#define FAREWELL_MS 1500
/* How long a Ctrl-C may go unnoticed. */
#define TICK_MS     100

static size_t on_read(char *buf, size_t size, size_t n, void *arg)
{
	struct slot *s = arg;
	size_t left = s->call->len - s->sent;
	size_t take = size * n < left ? size * n : left;

	memcpy(buf, s->call->body + s->sent, take);
	s->sent += take;
	return take;
}

/*
 * libcurl sends a request again by itself when a kept-alive connection ends
 * before the first byte of the reply. That is right for a question; a method
 * may have run. What cannot be rewound is not sent again.
 */
static int on_seek(void *arg, curl_off_t offset, int origin)
{
	struct slot *s = arg;
	bool twice = s->sent && (s->call->once || s->call->farewell);

	if (origin != SEEK_SET || twice)
		return CURL_SEEKFUNC_FAIL;
	s->sent = (size_t)offset;
	return CURL_SEEKFUNC_OK;
}

static size_t on_write(char *data, size_t size, size_t n, void *arg)
{
	struct slot *s = arg;

	if (s->call->reply.len + size * n > HTTP_REPLY_MAX) {
		s->too_big = true;
		return 0;
	}
	str_addn(&s->call->reply, data, size * n);
	return size * n;
}

static bool header_is(const char *line, size_t len, const char *name,
		      const char **value, size_t *value_len)
{
	size_t n = strlen(name);

	if (len <= n || line[n] != ':' || strncasecmp(line, name, n))
		return false;
	for (n++; n < len && (line[n] == ' ' || line[n] == '\t'); n++)
		;
	*value = line + n;
	*value_len = len - n;
	return true;
}

static void new_status(struct slot *s, const char *line, size_t len)
{
	free(s->status_line);
	free(s->location);
	s->status_line = xstrndup(line, len);
	s->location = NULL;
	s->offers_basic = false;
}

static size_t on_header(char *line, size_t size, size_t n, void *arg)
{
	struct slot *s = arg;
	size_t len = size * n, value_len;
	const char *value;

	while (len && (line[len - 1] == '\r' || line[len - 1] == '\n'))
		len--;
	if (len >= 5 && !strncmp(line, "HTTP/", 5)) {
		new_status(s, line, len);
		s->http->heard = true;
	} else if (header_is(line, len, "WWW-Authenticate", &value,
			     &value_len)) {
		s->offers_basic |= value_len >= 5 &&
				   !strncasecmp(value, "Basic", 5);
	} else if (header_is(line, len, "Location", &value, &value_len) &&
		   !s->location) {
		s->location = xstrndup(value, value_len);
	}
	return size * n;
}

void http_set_body(struct http *h)
{
	CURL *c = h->model;

	h->headers = curl_slist_append(h->headers,
		"Content-Type: application/soap+xml;charset=UTF-8");
	h->headers = curl_slist_append(h->headers, "Expect:");
	curl_easy_setopt(c, CURLOPT_HTTPHEADER, h->headers);
	curl_easy_setopt(c, CURLOPT_POST, 1L);
	curl_easy_setopt(c, CURLOPT_READFUNCTION, on_read);
	curl_easy_setopt(c, CURLOPT_SEEKFUNCTION, on_seek);
	curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_write);
	curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(c, CURLOPT_MAXFILESIZE, (long)HTTP_REPLY_MAX);
}

static struct slot *free_slot(struct http *h)
{
	struct slot *s = h->slots;

	for (; s < h->slots + SLOTS; s++) {
		if (s->call)
			continue;
		if (!s->easy) {
			s->http = h;
			s->easy = xchecked(curl_easy_duphandle(h->model));
		}
		return s;
	}
	return NULL;
}

static void trace_wire(const char *title, const char *text, size_t len)
{
	AUTO_STR masked = STR_INIT;

	http_mask(text, len, &masked);
	trace_text(TRACE_WIRE, title, masked.buf, masked.len);
}

static void trace_request(const struct http *h, const struct http_call *call)
{
	AUTO_STR title = STR_INIT;

	if (!trace_on(TRACE_WIRE))
		return;
	str_addf(&title, "> POST %s", h->url);
	if (h->user)
		str_add(&title, "  Authorization: Basic ***");
	trace_wire(title.buf, call->body, call->len);
}

/* The host gives up after timeout_s by itself, with a Fault that says more
 * than a cut connection: leave it time for that. */
static long time_for(const struct http *h, const struct http_call *call)
{
	if (call->farewell)
		return FAREWELL_MS;
	return h->timeout_s * 1000L + h->timeout_s * 1000L / 6;
}

/* How many requests that put on their way: 1, or 0 after Ctrl-C. */
static size_t start(struct slot *s, struct http_call *call)
{
	CURL *c = s->easy;

	if (intr_pending() && !call->farewell) {
		err_set(&call->err, ERR_INTERRUPTED, "interrupted");
		return 0;
	}
	s->call = call;
	s->sent = 0;
	s->too_big = false;
	s->error[0] = 0;
	s->again = false;
	new_status(s, "", 0);
	curl_easy_setopt(c, CURLOPT_FRESH_CONNECT, 0L);
	curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)call->len);
	curl_easy_setopt(c, CURLOPT_READDATA, s);
	curl_easy_setopt(c, CURLOPT_SEEKDATA, s);
	curl_easy_setopt(c, CURLOPT_WRITEDATA, s);
	curl_easy_setopt(c, CURLOPT_HEADERDATA, s);
	curl_easy_setopt(c, CURLOPT_PRIVATE, s);
	curl_easy_setopt(c, CURLOPT_ERRORBUFFER, s->error);
	curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, time_for(s->http, call));
	s->http->requests++;
	trace_request(s->http, call);
	curl_multi_add_handle(s->http->multi, c);
	return 1;
}

static void trace_reply(const struct slot *s)
{
	const struct http_call *call = s->call;
	curl_off_t us = 0;

	curl_easy_getinfo(s->easy, CURLINFO_TOTAL_TIME_T, &us);
	if (trace_on(TRACE_INFO))
		trace(TRACE_INFO, "%s: %zu bytes sent, %s, %zu received, %ld ms",
		      call->label, call->len,
		      *s->status_line ? s->status_line : "no reply",
		      call->reply.len, (long)(us / 1000));
	if (trace_on(TRACE_WIRE) && *s->status_line) {
		AUTO_FREE char *title = xasprintf("< %s", s->status_line);

		trace_wire(title, call->reply.buf, call->reply.len);
	}
}

/*
 * A kept-alive connection that the host had ended already, or ended under our
 * request. libcurl tries again by itself where it was the reply that did not
 * come, but not where the request could not be sent whole.
 */
static bool was_stale(const struct slot *s, CURLcode code)
{
	long connects = 0;

	curl_easy_getinfo(s->easy, CURLINFO_NUM_CONNECTS, &connects);
	return !connects && !*s->status_line && !s->again &&
	       !s->call->once && !s->call->farewell &&
	       (code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR ||
		code == CURLE_GOT_NOTHING || code == CURLE_SEND_FAIL_REWIND);
}

static void start_again(struct slot *s)
{
	trace(TRACE_INFO, "%s: sent again, the connection was closed",
	      s->call->label);
	s->again = true;
	s->sent = 0;
	s->error[0] = 0;
	curl_easy_setopt(s->easy, CURLOPT_FRESH_CONNECT, 1L);
	curl_multi_add_handle(s->http->multi, s->easy);
}

static void finish(struct slot *s, CURLcode code)
{
	trace_reply(s);
	s->http->bytes += s->sent + s->call->reply.len;
	http_judge(s, code);
	s->call = NULL;
}

/* Takes what has ended off the multi handle; how many that were. */
static size_t collect(struct http *h)
{
	size_t done = 0;
	CURLMsg *m;
	int left;

	while ((m = curl_multi_info_read(h->multi, &left))) {
		CURL *easy = m->easy_handle;
		CURLcode code = m->data.result;
		struct slot *s = NULL;

		if (m->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(easy, CURLINFO_PRIVATE, &s);
		curl_multi_remove_handle(h->multi, easy);
		if (was_stale(s, code)) {
			start_again(s);
			continue;
		}
		finish(s, code);
		done++;
	}
	return done;
}

static size_t interrupt(struct http *h)
{
	size_t done = 0;

	for (struct slot *s = h->slots; s < h->slots + SLOTS; s++) {
		if (!s->call || s->call->farewell)
			continue;
		curl_multi_remove_handle(h->multi, s->easy);
		err_set(&s->call->err, ERR_INTERRUPTED, "interrupted%s",
			http_doubt(s->call));
		s->call = NULL;
		done++;
	}
	return done;
}

/* An error that the calls that wait their turn would meet as well. */
static const struct err *common_error(const struct http_call *calls, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		enum err_kind k = calls[i].err.kind;

		if (k == ERR_CONNECT || k == ERR_TLS || k == ERR_AUTH ||
		    k == ERR_INTERRUPTED)
			return &calls[i].err;
	}
	return NULL;
}

static void run(struct http *h, struct http_call *calls, size_t n)
{
	size_t next = 0, busy = 0, done;
	const struct err *common = NULL;
	struct slot *s;
	int running;

	while (next < n || busy) {
		for (; next < n && common; next++)
			err_copy(&calls[next].err, common);
		while (next < n && (s = free_slot(h)))
			busy += start(s, &calls[next++]);
		curl_multi_perform(h->multi, &running);
		done = collect(h);
		if (intr_pending())
			done += interrupt(h);
		busy -= done;
		common = common_error(calls, next);
		if (!done && busy)
			curl_multi_poll(h->multi, NULL, 0, TICK_MS, NULL);
	}
}

int http_post(struct http *h, struct http_call *calls, size_t n,
	      struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		calls[i].reply = (struct str)STR_INIT;
		calls[i].err = (struct err)ERR_INIT;
	}
	run(h, calls, n);
	for (size_t i = 0; i < n; i++) {
		if (calls[i].err.kind)
			return err_copy(e, &calls[i].err);
	}
	return 0;
}
