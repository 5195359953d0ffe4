/* http/status.c - what libcurl and HTTP's status say, in words */
#include <string.h>

#include "base/mem.h"
#include "http/internal.h"

#define ALLOW_BASIC "winrm set winrm/config/service/auth @{Basic=\"true\"}"
#define ALLOW_PLAIN \
	"winrm set winrm/config/service @{AllowUnencrypted=\"true\"}"

const char *http_doubt(const struct http_call *call)
{
	return call->once ? "; the operation may have been carried out all "
			    "the same" : "";
}

static void no_connection(const struct slot *s, struct err *e)
{
	const struct http *h = s->http;
	long os = 0;

	curl_easy_getinfo(s->easy, CURLINFO_OS_ERRNO, &os);
	err_set(e, ERR_CONNECT, "cannot connect to %s port %u: %s", h->host,
		h->port, os ? strerror((int)os) : s->error);
	err_hint(e, "WinRM must be running there (winrm quickconfig); it "
		 "listens on port 5986 with transport=https and on 5985 with "
		 "transport=http");
}

static void too_late(const struct slot *s, struct err *e)
{
	const struct http *h = s->http;
	curl_off_t sent = 0;

	curl_easy_getinfo(s->easy, CURLINFO_PRETRANSFER_TIME_T, &sent);
	if (sent)
		err_set(e, ERR_TIMEOUT, "%s did not answer within %u s%s",
			h->host, h->timeout_s, http_doubt(s->call));
	else
		err_set(e, ERR_TIMEOUT, "%s port %u does not answer", h->host,
			h->port);
	if (!sent)
		err_hint(e, "is the host up, WinRM running (winrm quickconfig)"
			 " and its firewall open for this port?");
}

static void cut_off(const struct slot *s, struct err *e)
{
	err_set(e, ERR_CONNECT, "%s cut the connection%s", s->http->host,
		http_doubt(s->call));
	if (!s->http->is_tls && !s->http->heard)
		err_hint(e, "is port %u one for TLS? That would be "
			 "transport=https", s->http->port);
}

static void too_big(const struct slot *s, struct err *e)
{
	err_set(e, ERR_PROTOCOL, "%s sent a reply of more than %u MiB",
		s->http->host, HTTP_REPLY_MAX >> 20);
}

/* The connection broke, or never was one. */
static void judge_transport(const struct slot *s, CURLcode code,
			    struct err *e)
{
	const char *host = s->http->host;
	const char *text = *s->error ? s->error : curl_easy_strerror(code);

	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
		err_set(e, ERR_CONNECT, "cannot find host '%s'", host);
		err_hint(e, "check the name, or give the host's address");
		break;
	case CURLE_COULDNT_CONNECT:
		no_connection(s, e);
		break;
	case CURLE_OPERATION_TIMEDOUT:
		too_late(s, e);
		break;
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CIPHER:
	case CURLE_SSL_ISSUER_ERROR:
		http_tls_error(s->http, text, e);
		break;
	case CURLE_GOT_NOTHING:
	case CURLE_RECV_ERROR:
	case CURLE_SEND_ERROR:
	case CURLE_SEND_FAIL_REWIND:
	case CURLE_PARTIAL_FILE:
		cut_off(s, e);
		break;
	case CURLE_FILESIZE_EXCEEDED:
		too_big(s, e);
		break;
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_WEIRD_SERVER_REPLY:
		err_set(e, ERR_PROTOCOL, "%s port %u does not speak HTTP: %s",
			host, s->http->port, text);
		break;
	default:
		err_set(e, ERR_CONNECT, "%s: %s", host, text);
	}
}

static void refused_user(const struct slot *s, struct err *e)
{
	const struct http *h = s->http;

	if (h->user)
		err_set(e, ERR_AUTH, "%s refused user '%s'", h->host, h->user);
	else
		err_set(e, ERR_AUTH, "%s wants a user and a password", h->host);
	if (s->offers_basic)
		err_hint(e, "Basic authentication knows the host's local "
			 "accounts only, no domain accounts");
	else
		err_hint(e, "the host does not offer Basic authentication; "
			 "to enable it, run there: " ALLOW_BASIC);
}

/* FACTS 6.4: this is all that a host says which wants no plain text. */
static void empty_500(const struct slot *s, struct err *e)
{
	const struct http *h = s->http;

	err_set(e, ERR_AUTH, "%s refused the request without a word "
		"(HTTP 500)%s", h->host,
		h->is_tls ? "" : ", as hosts do that want no plain HTTP");
	if (!h->is_tls)
		err_hint(e, "use transport=https, or allow plain HTTP there: "
			 ALLOW_PLAIN);
}

/* "503 Service Unavailable" of "HTTP/1.1 503 Service Unavailable" */
static const char *reason(const struct slot *s)
{
	const char *p = strchr(s->status_line, ' ');

	return p ? p + 1 : s->status_line;
}

static void judge_status(const struct slot *s, long status, struct err *e)
{
	const char *host = s->http->host;

	if (status == 401) {
		refused_user(s, e);
	} else if (status == 403) {
		err_set(e, ERR_DENIED, "%s forbids the request (HTTP 403)",
			host);
	} else if (status == 404) {
		err_set(e, ERR_PROTOCOL, "%s has no WinRM at %s (HTTP 404)",
			host, s->http->url);
		err_hint(e, "WinRM listens on port 5986 with transport=https "
			 "and on 5985 with transport=http");
	} else if (status == 413) {
		err_set(e, ERR_FAILED, "the request is larger than %s takes "
			"(HTTP 413)", host);
		err_hint(e, "the limit is MaxEnvelopeSizekb of "
			 "winrm/config on the host");
	} else if (status == 500) {
		empty_500(s, e);
	} else if (status >= 300 && status < 400) {
		err_set(e, ERR_PROTOCOL, "%s redirects to %s (HTTP %ld), "
			"which is not followed", host,
			s->location ? s->location : "somewhere", status);
	} else if (status == 200) {
		err_set(e, ERR_PROTOCOL, "%s sent an empty reply", host);
	} else {
		err_set(e, ERR_FAILED, "%s answered with HTTP status %s", host,
			reason(s));
	}
}

void http_judge(struct slot *s, CURLcode code)
{
	struct http_call *call = s->call;
	long status = 0;

	curl_easy_getinfo(s->easy, CURLINFO_RESPONSE_CODE, &status);
	call->status = status;
	if (s->too_big)
		too_big(s, &call->err);
	else if (code)
		judge_transport(s, code, &call->err);
	else if (!call->reply.len ||
		 (status != 200 && status != 400 && status != 500))
		judge_status(s, status, &call->err);
}
