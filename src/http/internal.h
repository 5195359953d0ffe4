/* http/internal.h - what the files of this folder share */
#ifndef HVSH_HTTP_INTERNAL_H
#define HVSH_HTTP_INTERNAL_H

#include <curl/curl.h>

#include "http/http.h"

#define FINGERPRINT_LEN (7 + 64)        /* "SHA256:" and 32 bytes in hex */

struct tls {
	bool pinned;                    /* 'pin' is all that counts */
	char pin[FINGERPRINT_LEN + 1];
	char shown[FINGERPRINT_LEN + 1];/* the host's; "" before it came */
	int why;                        /* OpenSSL's X509_V_ERR_*, 0: fine */
};

/* One request on its way; its easy handle is used again and again. */
struct slot {
	struct http *http;
	CURL *easy;
	struct http_call *call;         /* NULL: free */
	size_t sent;
	bool too_big;
	bool again;                     /* this is the second try */
	bool offers_basic;              /* a 401 that would take Basic */
	char *status_line;
	char *location;
	char error[CURL_ERROR_SIZE];
};

#define SLOTS 4

struct http {
	char *host;
	unsigned port;
	char *user;
	char *url;
	bool is_tls;
	bool heard;                     /* it did speak HTTP once */
	unsigned timeout_s;
	struct tls tls;
	CURLM *multi;
	CURL *model;                    /* every slot's handle is a copy */
	struct curl_slist *headers;
	struct slot slots[SLOTS];
	unsigned long requests;
	unsigned long long bytes;
};

/* tls.c: how the host is trusted, and the words for why it is not */
int http_tls_set(struct http *h, const struct endpoint *ep, struct err *e);
int http_tls_error(const struct http *h, const char *what, struct err *e);

/* post.c: what all requests have in common */
void http_set_body(struct http *h);

/* status.c: what came (or did not) into the call's status or error */
void http_judge(struct slot *s, CURLcode code);
/* What to add to the error of a call that was sent: "" for a question. */
const char *http_doubt(const struct http_call *call);

/* mask.c: text without what stands under Password and Credential */
void http_mask(const char *text, size_t len, struct str *to);

#endif
