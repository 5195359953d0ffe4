/* config/authfile.c - user and password from libvirt's auth files */
#include "config/authfile.h"

#include "base/err.h"
#include "base/mem.h"
#include "config/conf.h"
#include "config/ini.h"
#include "config/warn.h"

#include <string.h>
#include <strings.h>
#include <unistd.h>

#define SYSTEM_FILE "/etc/libvirt/auth.conf"
#define SERVICE "auth-hyperv-"

/* The section for the host as it is written in the file, or the one for all
 * that have none; NULL: neither. */
static const char *host_section(const struct ini *ini, const char *host)
{
	size_t n = strlen(SERVICE);

	for (size_t i = 0; i < ini->entries.n; i++) {
		const char *section = ini->entries.v[i].section;

		if (strncmp(section, SERVICE, n) == 0 &&
		    strcasecmp(section + n, host) == 0)
			return section;
	}
	return ini_has_section(ini, SERVICE "default") ? SERVICE "default" : NULL;
}

/* *ret: the section with the credentials, NULL where the file has none. */
static int credentials_section(const struct ini *ini, const char *host,
			       char **ret, struct err *e)
{
	const char *section = host_section(ini, host);
	const char *name = section ? ini_value(ini, section, "credentials") : NULL;
	AUTO_FREE char *target = NULL;

	if (!section)
		return 0;
	if (!name)
		return err_set(e, ERR_USAGE, "%s: [%s] has no credentials=",
			       ini->path, section);
	target = xasprintf("credentials-%s", name);
	if (!ini_has_section(ini, target))
		return err_set(e, ERR_USAGE, "%s: there is no section [%s], which "
			       "[%s] refers to", ini->path, target, section);
	*ret = TAKE(target);
	return 0;
}

static int look_into(const char *path, const char *host, const char *want_user,
		     char **user, char **password, struct err *e)
{
	AUTO_INI *ini = NULL;
	AUTO_FREE char *section = NULL;
	const char *name, *secret;

	if (ini_read(path, INI_KEYFILE, &ini, e) < 0 ||
	    credentials_section(ini, host, &section, e) < 0)
		return -1;
	if (!section)
		return 0;
	name = ini_value(ini, section, "username");
	secret = ini_value(ini, section, "password");
	if (name && !*name)
		name = NULL;
	if (name && want_user && strcasecmp(name, want_user) != 0)
		return 0;
	if (secret && ini->exposed)
		warn("%s holds a password and can be read by others: chmod 600 it",
		     path);
	*user = xstrdup(name);
	*password = xstrdup(secret);
	return 0;
}

int authfile_find(const char *host, const char *want_user, char **user,
		  char **password, struct err *e)
{
	AUTO_FREE char *own = conf_path("libvirt/auth.conf");
	const struct { const char *path; bool must_be; } files[] = {
		{ getenv("HVSH_AUTH_FILE"), true },
		{ getenv("LIBVIRT_AUTH_FILE"), true },
		{ own, false },
		{ SYSTEM_FILE, false },
	};

	*user = *password = NULL;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		const char *path = files[i].path;

		if (!path || !*path ||
		    (!files[i].must_be && access(path, R_OK) < 0))
			continue;
		if (look_into(path, host, want_user, user, password, e) < 0)
			return -1;
		if (*user || *password)
			return 0;
	}
	return 0;
}
