/* config/cred.c - user and password, from the first source that has them */
#include "config/cred.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/readfile.h"
#include "config/authfile.h"
#include "config/prompt.h"
#include "config/warn.h"

#include <string.h>

/* virsh's default for hyperv://, and the account that every host has. */
#define PROMPT_USER "administrator"
#define DEFAULT_USER "Administrator"

struct found {
	char *user;
	char *password;
};

static const char *env(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

static int from_file(const char *path, char **ret, struct err *e)
{
	AUTO_SECRET char *text = NULL;
	size_t size;
	bool exposed;

	if (read_file(path, CRED_MAX, &text, &size, &exposed, e) < 0)
		return err_wrap(e, "cannot read the password file");
	if (strlen(text) != size) {
		explicit_bzero(text, size);
		return err_set(e, ERR_USAGE, "the password file %s is no text",
			       path);
	}
	if (exposed)
		warn("the password file %s can be read by others: chmod 600 it",
		     path);
	first_line(text);
	if (!*text)
		return err_set(e, ERR_USAGE, "the password file %s has nothing in "
			       "its first line", path);
	*ret = TAKE(text);
	return 0;
}

static int from_options(const struct cred_wanted *w, struct found *f,
			struct err *e)
{
	if (w->password_file && w->password_command)
		return err_set(e, ERR_USAGE, "--password-file and "
			       "--password-command exclude each other");
	if (f->password)
		return 0;
	if (w->password_file)
		return from_file(w->password_file, &f->password, e);
	if (w->password_command)
		return cred_command(w->password_command, &f->password, e);
	return 0;
}

static int from_auth_files(const struct cred_wanted *w, struct found *f,
			   struct err *e)
{
	AUTO_FREE char *user = NULL;
	AUTO_SECRET char *password = NULL;

	if (f->user && f->password)
		return 0;
	if (authfile_find(w->host, f->user, &user, &password, e) < 0)
		return -1;
	if (!f->user)
		f->user = TAKE(user);
	if (!f->password)
		f->password = TAKE(password);
	return 0;
}

static int ask_user(const struct cred_wanted *w, struct found *f, struct err *e)
{
	AUTO_FREE char *question = xasprintf("Enter username for %s [%s]: ",
					     w->host, PROMPT_USER);
	AUTO_FREE char *answer = NULL;

	if (prompt_line(question, &answer, e) < 0)
		return err_wrap(e, "no user name for %s", w->host);
	if (strchr(answer, ':'))
		return err_set(e, ERR_AUTH, "a user name cannot have a ':' in it");
	f->user = *answer ? TAKE(answer) : xstrdup(PROMPT_USER);
	return 0;
}

static int ask_password(const struct cred_wanted *w, struct found *f,
			struct err *e)
{
	AUTO_FREE char *question = xasprintf("Enter %s's password for %s: ",
					     f->user, w->host);

	if (prompt_secret(question, &f->password, e) < 0)
		return err_wrap(e, "no password for %s on %s", f->user, w->host);
	return 0;
}

static int nothing(const struct cred_wanted *w, const struct found *f,
		   struct err *e)
{
	if (f->user)
		err_set(e, ERR_AUTH, "there is no password for user '%s' on %s",
			f->user, w->host);
	else
		err_set(e, ERR_AUTH, "there is no user name and no password for %s",
			w->host);
	return err_hint(e, "set HVSH_USERNAME and HVSH_PASSWORD, or use "
			"--password-file or --password-command, or put "
			"[auth-hyperv-%s] into ~/.config/libvirt/auth.conf, or "
			"run hvsh on a terminal", w->host);
}

static int find(const struct cred_wanted *w, struct found *f, struct err *e)
{
	bool ask = w->may_ask && prompt_possible();

	f->user = xstrdup(w->user ? w->user : env("HVSH_USERNAME"));
	f->password = xstrdup(env("HVSH_PASSWORD"));
	if (f->user && strchr(f->user, ':'))
		return err_set(e, ERR_USAGE, "HVSH_USERNAME has a ':' in it; no "
			       "user name can");
	if (from_options(w, f, e) < 0 || from_auth_files(w, f, e) < 0)
		return -1;
	if (!f->password && !ask)
		return nothing(w, f, e);
	if (!f->user && ask && ask_user(w, f, e) < 0)
		return -1;
	if (!f->user)
		f->user = xstrdup(DEFAULT_USER);
	return f->password ? 0 : ask_password(w, f, e);
}

int cred_find(const struct cred_wanted *w, char **ret_user,
	      char **ret_password, struct err *e)
{
	struct found f = { NULL, NULL };

	if (find(w, &f, e) < 0) {
		free(f.user);
		secret_free(f.password);
		return -1;
	}
	*ret_user = f.user;
	*ret_password = f.password;
	return 0;
}
