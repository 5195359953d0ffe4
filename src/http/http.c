/* http/http.c - a host's endpoint: opened, asked, closed */
#include "http/http.h"

#include <string.h>

#include "base/endpoint.h"
#include "base/mem.h"
#include "base/version.h"
#include "http/internal.h"

#define CONNECT_TIMEOUT_S 10
#define TIMEOUT_S         60

char *http_library(void)
{
	const curl_version_info_data *v = curl_version_info(CURLVERSION_NOW);

	return xasprintf("libcurl %s (%s)", v->version,
			 v->ssl_version ? v->ssl_version : "no TLS");
}

const char *http_url(const struct http *h)
{
	return h->url;
}

const char *http_host(const struct http *h)
{
	return h->host;
}

unsigned http_timeout(const struct http *h)
{
	return h->timeout_s;
}

unsigned long http_requests(const struct http *h)
{
	return h->requests;
}

unsigned long long http_bytes(const struct http *h)
{
	return h->bytes;
}

static int set_url(struct http *h, const struct endpoint *ep, struct err *e)
{
	CURLU *u = curl_url();
	AUTO_FREE char *port = xasprintf("%u", ep->port);
	bool v6 = strchr(ep->host, ':');
	AUTO_FREE char *host = xasprintf(v6 ? "[%s]" : "%s", ep->host);
	char *url = NULL;
	int bad;

	bad = curl_url_set(u, CURLUPART_SCHEME, ep->tls ? "https" : "http", 0) ||
	      curl_url_set(u, CURLUPART_HOST, host, 0) ||
	      curl_url_set(u, CURLUPART_PORT, port, 0) ||
	      curl_url_set(u, CURLUPART_PATH, "/wsman", 0) ||
	      curl_url_get(u, CURLUPART_URL, &url, 0);
	if (!bad)
		h->url = xstrdup(url);
	curl_free(url);
	curl_url_cleanup(u);
	if (bad)
		return err_set(e, ERR_USAGE, "'%s' port %u is no host to ask",
			       ep->host, ep->port);
	return 0;
}

/* Nothing from the environment: not its proxies, not a .netrc. */
static void set_transport(struct http *h, const struct endpoint *ep)
{
	CURL *c = h->model;
	long connect_s = ep->connect_timeout_s ? ep->connect_timeout_s
					       : CONNECT_TIMEOUT_S;

	curl_easy_setopt(c, CURLOPT_URL, h->url);
	curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(c, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(c, CURLOPT_PROXY, "");
	curl_easy_setopt(c, CURLOPT_NETRC, CURL_NETRC_IGNORED);
	curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, connect_s);
	curl_easy_setopt(c, CURLOPT_USERAGENT, "hvsh/" HVSH_VERSION);
	curl_easy_setopt(c, CURLOPT_UNIX_SOCKET_PATH, ep->unix_path);
	/* http.sys closes idle connections after two minutes (FACTS 7). */
	curl_easy_setopt(c, CURLOPT_MAXAGE_CONN, 110L);
	if (!ep->user)
		return;
	curl_easy_setopt(c, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
	curl_easy_setopt(c, CURLOPT_USERNAME, ep->user);
	curl_easy_setopt(c, CURLOPT_PASSWORD, ep->password ? ep->password : "");
}

static int open_checked(struct http *h, const struct endpoint *ep,
			struct err *e)
{
	if (ep->user && strchr(ep->user, ':'))
		return err_set(e, ERR_USAGE, "user '%s': Basic authentication"
			       " cannot carry a ':'", ep->user);
	if (set_url(h, ep, e) < 0)
		return -1;
	set_transport(h, ep);
	http_set_body(h);
	return ep->tls ? http_tls_set(h, ep, e) : 0;
}

int http_open(const struct endpoint *ep, struct http **ret, struct err *e)
{
	struct http *h;

	curl_global_sslset(CURLSSLBACKEND_OPENSSL, NULL, NULL);
	if (curl_global_init(CURL_GLOBAL_DEFAULT))
		return err_set(e, ERR_FAILED, "libcurl cannot be started");
	h = xcalloc(1, sizeof *h);
	h->host = xstrdup(ep->host);
	h->port = ep->port;
	h->user = xstrdup(ep->user);
	h->is_tls = ep->tls;
	h->timeout_s = ep->timeout_s ? ep->timeout_s : TIMEOUT_S;
	h->multi = xchecked(curl_multi_init());
	h->model = xchecked(curl_easy_init());
	curl_multi_setopt(h->multi, CURLMOPT_MAXCONNECTS, (long)SLOTS);
	if (open_checked(h, ep, e) < 0) {
		http_close(h);
		return -1;
	}
	*ret = h;
	return 0;
}

void http_close(struct http *h)
{
	if (!h)
		return;
	for (size_t i = 0; i < SLOTS; i++) {
		curl_easy_cleanup(h->slots[i].easy);
		free(h->slots[i].status_line);
		free(h->slots[i].location);
	}
	curl_multi_cleanup(h->multi);
	curl_easy_cleanup(h->model);
	curl_slist_free_all(h->headers);
	curl_global_cleanup();
	free(h->host);
	free(h->user);
	free(h->url);
	free(h);
}
