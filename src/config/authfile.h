/* config/authfile.h - user and password from libvirt's auth files
 *
 *	[auth-hyperv-HOST]              or [auth-hyperv-default]
 *	credentials=X
 *	[credentials-X]
 *	username=...
 *	password=...
 *
 * Looked at in this order: HVSH_AUTH_FILE, LIBVIRT_AUTH_FILE,
 * libvirt/auth.conf in the user's folder for configuration,
 * /etc/libvirt/auth.conf. The first that has an entry for the host counts. A
 * file that a variable names must be there; of the others, those that cannot
 * be read are passed over, as libvirt does.
 */
#ifndef HVSH_CONFIG_AUTHFILE_H
#define HVSH_CONFIG_AUTHFILE_H

struct err;

/*
 * Sets *user and *password to what the files have for 'host', NULL for what
 * they have not. An entry for another user than 'want_user' (NULL: any) is
 * passed over: its password would only lock an account. Names of hosts and
 * users are compared in any case, as Windows and DNS do.
 */
int authfile_find(const char *host, const char *want_user, char **user,
		  char **password, struct err *e);

#endif
