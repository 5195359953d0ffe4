/* config/connection.h - which host, as whom: from what the user said
 *
 * Joins config/uri.h (a URI's parts), config/conf.h (hvsh.conf and its
 * aliases), config/cred.h (user and password) and config/testhost.h (the
 * private simulated host of test:/// URIs). Sends nothing.
 */
#ifndef HVSH_CONFIG_CONNECTION_H
#define HVSH_CONFIG_CONNECTION_H

#include "base/endpoint.h"
#include <stdbool.h>

struct err;
struct testhost;

struct connect_options {
	const char *uri;                /* -c: a URI or an alias; NULL */
	const char *password_file;      /* --password-file; NULL */
	const char *password_command;   /* --password-command; NULL */
	bool may_ask;                   /* on the terminal, if there is one */
};

struct connection {
	char *uri;                      /* in full, without a password; as
					   the command 'uri' prints it */
	struct endpoint ep;
	struct testhost *test;          /* NULL unless test:/// */
};

/*
 * The order of the sources is DESIGN.md's: -c, HVSH_DEFAULT_URI,
 * VIRSH_DEFAULT_CONNECT_URI and LIBVIRT_DEFAULT_URI where they hold
 * hyperv://, default_uri of hvsh.conf. Warnings (a credentials file others
 * can read, no_verify) go to stderr. ERR_USAGE for a bad URI, alias or file;
 * ERR_AUTH where no user or password is to be had.
 */
int connection_open(const struct connect_options *o, struct connection **ret,
		    struct err *e);
/* The URI that connection_open would use, without looking for credentials;
 * yours to free. */
int connection_uri(const struct connect_options *o, char **ret,
		   struct err *e);
void connection_close(struct connection *c);    /* takes NULL; ends the test host */

#endif
