/* config/uri.h - the parts of a connection's URI
 *
 *	hyperv://[user@]host[:port]/[?param=value&...]
 *	test:///default         test:///path/to/state.xml
 *
 * What is not understood is refused and named, never ignored. A password has
 * no place in a URI: it is refused, and as where it begins and ends may be
 * unclear ("user:pa/ss@host"), no error repeats more of a URI than it must.
 */
#ifndef HVSH_CONFIG_URI_H
#define HVSH_CONFIG_URI_H

#include <stdbool.h>

struct err;

#define URI_MAX 4096
#define URI_HOST_MAX 253        /* of a DNS name */
#define URI_USER_MAX 512
#define URI_PORT_TLS 5986
#define URI_PORT_PLAIN 5985

struct uri {
	enum uri_kind { URI_HYPERV, URI_TEST } kind;
	char *text;             /* as it was given */
	/* hyperv:// */
	char *user;             /* NULL: none in it */
	char *host;             /* decoded; IPv6 without brackets, its zone
				   after a bare % */
	unsigned port;          /* never 0 */
	bool tls;
	bool no_verify;
	char *cacert;           /* NULL: none */
	char *fingerprint;      /* "SHA256:" and 64 lower case digits, or NULL */
	/* test:/// */
	char *state_file;       /* NULL: test:///default */
};

/* ERR_USAGE for what is no such URI. */
int uri_parse(const char *text, struct uri *ret, struct err *e);
void uri_clear(struct uri *u);

#endif
