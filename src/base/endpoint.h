/* base/endpoint.h - where a host is and how it is reached and trusted
 *
 * Plain data, filled by config/ from a URI and the sources of credentials,
 * read by http/; the layers between hand it on. All strings are owned here;
 * the password is wiped when the endpoint is freed.
 */
#ifndef HVSH_BASE_ENDPOINT_H
#define HVSH_BASE_ENDPOINT_H

#include <stdbool.h>

struct endpoint {
	char *host;             /* name or address; IPv6 without brackets */
	unsigned port;
	bool tls;
	bool no_verify;         /* accept any certificate */
	char *cacert;           /* PEM file to trust, or NULL */
	char *fingerprint;      /* "SHA256:hex", lower case, no colons; or NULL */
	char *unix_path;        /* a socket to use in place of host:port */
	char *user;
	char *password;
	unsigned connect_timeout_s;     /* 0: the default of http/ */
	unsigned timeout_s;             /* of one operation; 0: default */
};

void endpoint_clear(struct endpoint *ep);       /* frees what it holds */

#endif
