/* config/uriparam.c - what follows the '?' of a hyperv:// URI */
#include "config/uriparam.h"

#include "base/err.h"
#include "base/mem.h"
#include "config/uri.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define SHA256_DIGITS 64
#define FINGERPRINT "SHA256:"

struct param {
	const char *name;
	int (*set)(struct uri *u, const char *value, struct err *e);
};

static int bad_value(const char *name, const char *want, struct err *e)
{
	return err_set(e, ERR_USAGE, "the URI's parameter '%s' must be %s", name,
		       want);
}

static int set_transport(struct uri *u, const char *value, struct err *e)
{
	u->tls = strcmp(value, "https") == 0;
	if (!u->tls && strcmp(value, "http") != 0)
		return bad_value("transport", "https or http", e);
	return 0;
}

static int set_no_verify(struct uri *u, const char *value, struct err *e)
{
	u->no_verify = strcmp(value, "1") == 0;
	if (!u->no_verify && strcmp(value, "0") != 0)
		return bad_value("no_verify", "0 or 1", e);
	return 0;
}

static int set_cacert(struct uri *u, const char *value, struct err *e)
{
	if (!*value)
		return bad_value("cacert", "the name of a file", e);
	u->cacert = xstrdup(value);
	return 0;
}

/* As openssl prints it (colons, capitals) or as other tools do. */
static int set_fingerprint(struct uri *u, const char *value, struct err *e)
{
	char hex[SHA256_DIGITS + 1] = "";
	const char *in = value + strlen(FINGERPRINT);
	size_t n = 0;

	if (strncasecmp(value, FINGERPRINT, strlen(FINGERPRINT)) != 0)
		goto bad;
	for (; *in; in++) {
		if (*in == ':' && n && n % 2 == 0 && in[-1] != ':')
			continue;
		if (!isxdigit((unsigned char)*in) || n == SHA256_DIGITS)
			goto bad;
		hex[n++] = (char)tolower((unsigned char)*in);
	}
	if (n != SHA256_DIGITS || in[-1] == ':')
		goto bad;
	u->fingerprint = xasprintf(FINGERPRINT "%s", hex);
	return 0;
bad:
	return bad_value("fingerprint", "SHA256: and 64 hexadecimal digits", e);
}

static int set_auth(struct uri *u, const char *value, struct err *e)
{
	(void)u;
	if (strcmp(value, "basic") == 0)
		return 0;
	if (strchr(value, '@'))         /* see unknown() */
		return bad_value("auth", "basic", e);
	return err_set(e, ERR_USAGE, "unknown authentication '%.32s' in the URI; "
		       "basic is known", value);
}

static const struct param params[] = {
	{ "transport", set_transport },
	{ "no_verify", set_no_verify },
	{ "cacert", set_cacert },
	{ "fingerprint", set_fingerprint },
	{ "auth", set_auth },
};
#define N_PARAMS (sizeof params / sizeof *params)

/* What is unknown is named, unless it might be the tail of a password as in
 * "hyperv://user:12?tail@host". */
static int unknown(const struct uri *u, const char *name, const char *query,
		   struct err *e)
{
	if (u->port && !u->user && strchr(query, '@'))
		err_set(e, ERR_USAGE, "the URI has an unknown parameter");
	else
		err_set(e, ERR_USAGE, "unknown parameter '%.64s' in the URI", name);
	return err_hint(e, "known are transport, no_verify, cacert, fingerprint "
			"and auth");
}

static int set_param(struct uri *u, const char *part, size_t n,
		     unsigned *seen, const char *query, struct err *e)
{
	const char *eq = memchr(part, '=', n);
	size_t name_len = eq ? (size_t)(eq - part) : n;
	AUTO_FREE char *name = NULL;
	AUTO_FREE char *value = NULL;
	size_t i;

	if (uri_decode(part, name_len, &name) < 0)
		return err_set(e, ERR_USAGE, "the URI has a parameter whose name "
			       "is not in percent-encoding");
	for (i = 0; i < N_PARAMS; i++) {
		if (strcasecmp(params[i].name, name) == 0)
			break;
	}
	if (i == N_PARAMS)
		return unknown(u, name, query, e);
	if (*seen & 1u << i)
		return err_set(e, ERR_USAGE, "the URI has the parameter '%s' twice",
			       params[i].name);
	*seen |= 1u << i;
	if (!eq)
		return err_set(e, ERR_USAGE, "the URI's parameter '%s' has no value",
			       params[i].name);
	if (uri_decode(eq + 1, n - name_len - 1, &value) < 0)
		return err_set(e, ERR_USAGE, "the value of the URI's parameter "
			       "'%s' is not text in percent-encoding",
			       params[i].name);
	return params[i].set(u, value, e);
}

static int contradiction(const char *one, const char *other, struct err *e)
{
	return err_set(e, ERR_USAGE, "the URI's parameters '%s' and '%s' "
		       "contradict each other", one, other);
}

static int check_trust(const struct uri *u, struct err *e)
{
	if (u->no_verify && u->fingerprint)
		return contradiction("no_verify=1", "fingerprint", e);
	if (u->no_verify && u->cacert)
		return contradiction("no_verify=1", "cacert", e);
	if (u->fingerprint && u->cacert)        /* 'exactly this' needs no CA */
		return contradiction("fingerprint", "cacert", e);
	if (u->tls)
		return 0;
	if (u->no_verify)
		return contradiction("transport=http", "no_verify=1", e);
	if (u->cacert)
		return contradiction("transport=http", "cacert", e);
	if (u->fingerprint)
		return contradiction("transport=http", "fingerprint", e);
	return 0;
}

int uri_params(const char *query, struct uri *u, struct err *e)
{
	unsigned seen = 0;
	const char *part = query;

	u->tls = true;
	for (;;) {
		size_t n = strcspn(part, "&;");

		if (n && set_param(u, part, n, &seen, query, e) < 0)
			return -1;
		if (!part[n])
			break;
		part += n + 1;
	}
	if (check_trust(u, e) < 0)
		return -1;
	if (!u->port)
		u->port = u->tls ? URI_PORT_TLS : URI_PORT_PLAIN;
	return 0;
}
