/* http/tls.c - whom to trust, and what to say when we do not */
/* OpenSSL has an ERR_STATE of its own, a type that is not needed here. */
#define ERR_STATE OPENSSL_ERR_STATE
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#undef ERR_STATE
#include <string.h>

#include "base/endpoint.h"
#include "http/internal.h"

static void fingerprint(const X509 *cert, char ret[FINGERPRINT_LEN + 1])
{
	static const char hex[] = "0123456789abcdef";
	unsigned char sum[EVP_MAX_MD_SIZE];
	unsigned len = 0;
	char *p = ret;

	*ret = 0;
	if (!cert || X509_digest(cert, EVP_sha256(), sum, &len) != 1 ||
	    len != 32)
		return;
	memcpy(p, "SHA256:", 7);
	p += 7;
	for (unsigned i = 0; i < len; i++) {
		*p++ = hex[sum[i] >> 4];
		*p++ = hex[sum[i] & 15];
	}
	*p = 0;
}

/* In place of OpenSSL's own: keeps the fingerprint for the hint, and where
 * one is pinned, nothing else counts: not the CA, the name or the dates. */
static int verify(X509_STORE_CTX *ctx, void *arg)
{
	struct tls *t = arg;
	int ok;

	fingerprint(X509_STORE_CTX_get0_cert(ctx), t->shown);
	if (t->pinned) {
		ok = *t->shown && !strcmp(t->shown, t->pin);
		X509_STORE_CTX_set_error(ctx, ok ? X509_V_OK
						 : X509_V_ERR_CERT_REJECTED);
	} else {
		ok = X509_verify_cert(ctx) == 1;
	}
	t->why = ok ? 0 : X509_STORE_CTX_get_error(ctx);
	return ok;
}

static CURLcode on_ssl_ctx(CURL *easy, void *ctx, void *arg)
{
	(void)easy;
	SSL_CTX_set_cert_verify_callback(ctx, verify, arg);
	return CURLE_OK;
}

static int set_pin(struct http *h, const char *pin, struct err *e)
{
	if (strlen(pin) != FINGERPRINT_LEN || strncmp(pin, "SHA256:", 7) ||
	    strspn(pin + 7, "0123456789abcdef") != 64)
		return err_set(e, ERR_USAGE, "'%s' is no fingerprint: it is "
			       "SHA256: and 64 hex digits", pin);
	memcpy(h->tls.pin, pin, FINGERPRINT_LEN + 1);
	h->tls.pinned = true;
	curl_easy_setopt(h->model, CURLOPT_SSL_VERIFYHOST, 0L);
	/* No CA is asked, so none need be there. */
	curl_easy_setopt(h->model, CURLOPT_CAINFO, NULL);
	curl_easy_setopt(h->model, CURLOPT_CAPATH, NULL);
	return 0;
}

static int set_cacert(struct http *h, const char *file, struct err *e)
{
	X509_STORE *store = X509_STORE_new();
	int ok = store && X509_STORE_load_file(store, file) == 1;

	X509_STORE_free(store);
	if (!ok)
		return err_set(e, ERR_USAGE, "cacert '%s' is no readable file "
			       "of PEM certificates", file);
	curl_easy_setopt(h->model, CURLOPT_CAINFO, file);
	curl_easy_setopt(h->model, CURLOPT_CAPATH, NULL);
	return 0;
}

int http_tls_set(struct http *h, const struct endpoint *ep, struct err *e)
{
	CURL *c = h->model;

	curl_easy_setopt(c, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (ep->no_verify) {
		curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, 0L);
		curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 0L);
		return 0;
	}
	curl_easy_setopt(c, CURLOPT_SSL_CTX_FUNCTION, on_ssl_ctx);
	curl_easy_setopt(c, CURLOPT_SSL_CTX_DATA, &h->tls);
	if (ep->fingerprint)
		return set_pin(h, ep->fingerprint, e);
	return ep->cacert ? set_cacert(h, ep->cacert, e) : 0;
}

int http_tls_error(const struct http *h, const char *what, struct err *e)
{
	const struct tls *t = &h->tls;

	if (t->pinned && t->why) {
		err_set(e, ERR_TLS, "%s has another certificate than the one "
			"that is trusted", h->host);
		return err_hint(e, "if the host's certificate was renewed: "
				"fingerprint=%s", t->shown);
	}
	if (!*t->shown) {
		err_set(e, ERR_TLS, "no TLS with %s port %u: %s", h->host,
			h->port, what);
		return err_hint(e, "does WinRM have an HTTPS listener on this "
				"port? transport=http is without TLS");
	}
	if (!t->why) {
		err_set(e, ERR_TLS, "%s has a certificate of another name: %s",
			h->host, what);
		return err_hint(e, "use the name that is in the certificate, "
				"or, if this is the host's own fingerprint, "
				"fingerprint=%s", t->shown);
	}
	err_set(e, ERR_TLS, "cannot trust the certificate of %s: %s", h->host,
		X509_verify_cert_error_string(t->why));
	return err_hint(e, "add cacert=FILE with the certificate of its CA, "
			"or, if this is the host's own fingerprint, "
			"fingerprint=%s", t->shown);
}
