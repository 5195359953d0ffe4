/* config/cred.h - user and password, from the first source that has them
 *
 *	1. the user in the URI
 *	2. HVSH_USERNAME, HVSH_PASSWORD (empty: not set)
 *	3. --password-file, --password-command: the first line
 *	4. auth files in libvirt's format (config/authfile.h)
 *	5. the terminal, with virsh's questions
 *
 * The password is looked for even where the user came from another source.
 * Warns on stderr of a file with a password that others can read.
 */
#ifndef HVSH_CONFIG_CRED_H
#define HVSH_CONFIG_CRED_H

#include <stdbool.h>

struct err;

#define CRED_MAX 4096           /* bytes of a password file */

struct cred_wanted {
	const char *host;
	const char *user;               /* of the URI, or NULL */
	const char *password_file;
	const char *password_command;
	bool may_ask;
};

/* ERR_AUTH where there is none to be had (the hint says what would help) or a
 * source fails; ERR_USAGE for options and files that cannot be used;
 * ERR_INTERRUPTED. The password is to be freed with secret_free(). */
int cred_find(const struct cred_wanted *w, char **ret_user,
	      char **ret_password, struct err *e);

/* What 'command' prints in its first line, run by sh -c. Its stderr is ours;
 * its stdin is ours when that is a terminal, else /dev/null. */
int cred_command(const char *command, char **ret, struct err *e);

#endif
