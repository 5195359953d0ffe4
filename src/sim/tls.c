/* sim/tls.c - the certificate of the simulated host */
#include "sim/tls.h"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "sim/load.h"

#define DAY 86400
#define MAX_PEM 65536

static int gnutls_err(struct err *e, const char *what, int rc)
{
	return err_set(e, ERR_TLS, "%s: %s", what, gnutls_strerror(rc));
}

static int set_fingerprint(gnutls_x509_crt_t crt, struct sim_tls *t)
{
	unsigned char hash[32];
	size_t n = sizeof hash;
	int rc = gnutls_x509_crt_get_fingerprint(crt, GNUTLS_DIG_SHA256, hash,
						 &n);

	if (rc < 0)
		return rc;
	memcpy(t->fingerprint, "SHA256:", 8);
	for (size_t i = 0; i < n; i++)
		snprintf(t->fingerprint + 7 + 2 * i, 3, "%02x", hash[i]);
	return 0;
}

static int read_fingerprint(struct sim_tls *t)
{
	gnutls_datum_t pem = { (unsigned char *)t->cert,
			       (unsigned)strlen(t->cert) };
	gnutls_x509_crt_t crt;
	int rc = gnutls_x509_crt_init(&crt);

	if (rc < 0)
		return rc;
	rc = gnutls_x509_crt_import(crt, &pem, GNUTLS_X509_FMT_PEM);
	if (rc >= 0)
		rc = set_fingerprint(crt, t);
	gnutls_x509_crt_deinit(crt);
	return rc;
}

static int read_pem(const char *path, char **ret, struct err *e)
{
	struct str s = STR_INIT;

	if (sim_read_file(path, MAX_PEM, &s, e) < 0) {
		str_wipe(&s);
		return -1;
	}
	*ret = xstrdup(s.buf);
	str_wipe(&s);
	return 0;
}

int sim_tls_load(const char *cert_file, const char *key_file,
		 struct sim_tls *ret, struct err *e)
{
	int rc;

	if (read_pem(cert_file, &ret->cert, e) < 0 ||
	    read_pem(key_file, &ret->key, e) < 0)
		return -1;
	rc = read_fingerprint(ret);
	return rc < 0 ? gnutls_err(e, cert_file, rc) : 0;
}

static int set_names(gnutls_x509_crt_t crt)
{
	static const struct in6_addr v6 = IN6ADDR_LOOPBACK_INIT;
	static const unsigned char v4[4] = { 127, 0, 0, 1 };
	int rc = gnutls_x509_crt_set_dn_by_oid(
		crt, GNUTLS_OID_X520_COMMON_NAME, 0, "localhost", 9);

	if (rc >= 0)
		rc = gnutls_x509_crt_set_subject_alt_name(
			crt, GNUTLS_SAN_DNSNAME, "localhost", 9,
			GNUTLS_FSAN_SET);
	if (rc >= 0)
		rc = gnutls_x509_crt_set_subject_alt_name(
			crt, GNUTLS_SAN_IPADDRESS, v4, sizeof v4,
			GNUTLS_FSAN_APPEND);
	if (rc >= 0)
		rc = gnutls_x509_crt_set_subject_alt_name(
			crt, GNUTLS_SAN_IPADDRESS, &v6, sizeof v6,
			GNUTLS_FSAN_APPEND);
	return rc;
}

static int set_life(gnutls_x509_crt_t crt)
{
	unsigned char serial[16];
	time_t now = time(NULL);
	int rc = gnutls_rnd(GNUTLS_RND_NONCE, serial, sizeof serial);

	serial[0] &= 0x7f;
	if (rc >= 0)
		rc = gnutls_x509_crt_set_serial(crt, serial, sizeof serial);
	if (rc >= 0)
		rc = gnutls_x509_crt_set_activation_time(crt, now - DAY);
	if (rc >= 0)
		rc = gnutls_x509_crt_set_expiration_time(crt, now + 365 * DAY);
	return rc;
}

static int sign(gnutls_x509_crt_t crt, gnutls_x509_privkey_t key)
{
	int rc = gnutls_x509_crt_set_version(crt, 3);

	if (rc >= 0)
		rc = set_life(crt);
	if (rc >= 0)
		rc = set_names(crt);
	if (rc >= 0)
		rc = gnutls_x509_crt_set_key(crt, key);
	if (rc >= 0)
		rc = gnutls_x509_crt_set_basic_constraints(crt, 1, 0);
	if (rc >= 0)
		rc = gnutls_x509_crt_set_key_usage(
			crt, GNUTLS_KEY_DIGITAL_SIGNATURE |
			GNUTLS_KEY_KEY_CERT_SIGN);
	if (rc >= 0)
		rc = gnutls_x509_crt_sign2(crt, crt, key, GNUTLS_DIG_SHA256, 0);
	return rc;
}

static int export(gnutls_x509_crt_t crt, gnutls_x509_privkey_t key,
		  struct sim_tls *ret)
{
	gnutls_datum_t out = { NULL, 0 };
	int rc = gnutls_x509_crt_export2(crt, GNUTLS_X509_FMT_PEM, &out);

	if (rc < 0)
		return rc;
	ret->cert = xstrndup((char *)out.data, out.size);
	gnutls_free(out.data);
	rc = gnutls_x509_privkey_export2(key, GNUTLS_X509_FMT_PEM, &out);
	if (rc < 0)
		return rc;
	ret->key = xstrndup((char *)out.data, out.size);
	explicit_bzero(out.data, out.size);
	gnutls_free(out.data);
	return set_fingerprint(crt, ret);
}

static int make(gnutls_x509_crt_t crt, gnutls_x509_privkey_t key,
		struct sim_tls *ret)
{
	int rc = gnutls_x509_privkey_generate(
		key, GNUTLS_PK_ECDSA,
		GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0);

	if (rc >= 0)
		rc = sign(crt, key);
	if (rc >= 0)
		rc = export(crt, key, ret);
	return rc;
}

int sim_tls_make(struct sim_tls *ret, struct err *e)
{
	gnutls_x509_crt_t crt;
	gnutls_x509_privkey_t key;
	int rc = gnutls_x509_crt_init(&crt);

	if (rc < 0)
		return gnutls_err(e, "cannot make a certificate", rc);
	rc = gnutls_x509_privkey_init(&key);
	if (rc >= 0) {
		rc = make(crt, key, ret);
		gnutls_x509_privkey_deinit(key);
	}
	gnutls_x509_crt_deinit(crt);
	return rc < 0 ? gnutls_err(e, "cannot make a certificate", rc) : 0;
}

void sim_tls_clear(struct sim_tls *t)
{
	free(t->cert);
	secret_free(t->key);
	*t = (struct sim_tls){ 0 };
}
