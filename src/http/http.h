/* http/http.h - SOAP texts to one host and back, several at the same time
 *
 * The only user of libcurl and OpenSSL. Connections are kept alive, four at
 * most; what does not fit waits its turn. No proxy, no redirect, no cookie,
 * no compression: nothing goes anywhere but to the host that was named.
 */
#ifndef HVSH_HTTP_HTTP_H
#define HVSH_HTTP_HTTP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct endpoint;
struct http;

#define HTTP_REPLY_MAX (16u << 20)      /* bytes; more is refused */

/* What is needed of 'ep' is copied. Sends nothing. */
int http_open(const struct endpoint *ep, struct http **ret, struct err *e);
void http_close(struct http *h);                /* takes NULL */

const char *http_url(const struct http *h);     /* http://[::1]:5985/wsman */
const char *http_host(const struct http *h);
unsigned http_timeout(const struct http *h);    /* s, of one operation */
unsigned long http_requests(const struct http *h);
unsigned long long http_bytes(const struct http *h);    /* both ways */

/* "libcurl 7.88.1 (OpenSSL/3.0.15)"; yours to free. */
char *http_library(void);

struct http_call {
	const char *label;      /* one line for the trace */
	const char *body;
	size_t len;
	bool once;              /* never sent again by itself (a method) */
	bool farewell;          /* a last word: sent even after Ctrl-C, and
				 * not waited for longer than a second or two */

	long status;            /* 200, or 400 or 500: a fault, if it is XML */
	struct str reply;       /* yours to free; not empty on success */
	struct err err;         /* yours to clear */
};

/*
 * Sends all and waits for all. A call that got no reply, or one of another
 * status than the three above, has its own 'err'; then -1, and 'e' is a copy
 * of the first. ERR_INTERRUPTED on Ctrl-C. When the connection cannot be had
 * or the user is refused, calls that still wait their turn fail unsent.
 */
int http_post(struct http *h, struct http_call *calls, size_t n,
	      struct err *e);

#endif
