/* config/connection.c - which host, as whom: from what the user said */
#include "config/connection.h"

#include "base/err.h"
#include "base/mem.h"
#include "config/conf.h"
#include "config/cred.h"
#include "config/testhost.h"
#include "config/uri.h"
#include "config/warn.h"

#include <string.h>
#include <strings.h>

/* Where a URI or a short name came from. */
struct source {
	const char *text;
	const char *label;      /* for errors */
};

static bool source_env(const char *name, const char *prefix, struct source *s)
{
	const char *value = getenv(name);

	if (!value || !*value || strncasecmp(value, prefix, strlen(prefix)) != 0)
		return false;
	*s = (struct source){ value, name };
	return true;
}

/* What was said without hvsh.conf; s->text stays NULL where nothing was. */
static int find_source(const struct connect_options *o, struct source *s,
		       struct err *e)
{
	if (o->uri) {
		*s = (struct source){ o->uri, "-c" };
		if (!*o->uri)
			return err_set(e, ERR_USAGE, "-c: the URI is empty");
		return 0;
	}
	/* The variables of virsh may well name a host that is not ours. */
	if (!source_env("HVSH_DEFAULT_URI", "", s) &&
	    !source_env("VIRSH_DEFAULT_CONNECT_URI", "hyperv://", s))
		source_env("LIBVIRT_DEFAULT_URI", "hyperv://", s);
	return 0;
}

static int no_host(const struct conf *c, struct err *e)
{
	err_set(e, ERR_USAGE, "no host is named");
	return err_hint(e, "hvsh -c hyperv://HOST, or hvsh -c test:///default to "
			"try it; HVSH_DEFAULT_URI or default_uri in %s name one "
			"for good", conf_file(c));
}

static int parse_alias(const struct conf *c, const char *name, struct uri *ret,
		       struct err *e)
{
	const char *text;

	if (conf_alias(c, name, &text, e) < 0)
		return -1;
	if (uri_parse(text, ret, e) < 0)
		return err_wrap(e, "%s: host '%s'", conf_file(c), name);
	return 0;
}

static bool is_uri(const char *text)
{
	return strstr(text, "://");
}

static int parse_with_conf(const struct conf *c, struct source *s,
			   struct uri *ret, struct err *e)
{
	if (!s->text)
		*s = (struct source){ conf_default_uri(c), conf_file(c) };
	if (!s->text)
		return no_host(c, e);
	if (is_uri(s->text) ? uri_parse(s->text, ret, e) < 0 :
			      parse_alias(c, s->text, ret, e) < 0)
		return err_wrap(e, "%s", s->label);
	return 0;
}

static int find_uri(const struct connect_options *o, struct uri *ret,
		    struct err *e)
{
	struct conf *c = NULL;
	struct source s = { NULL, NULL };
	int result;

	if (find_source(o, &s, e) < 0)
		return -1;
	/* A broken file does not hinder who names a host without it. */
	if (s.text && is_uri(s.text))
		return uri_parse(s.text, ret, e) < 0 ?
			err_wrap(e, "%s", s.label) : 0;
	if (conf_load(&c, e) < 0)
		return -1;
	result = parse_with_conf(c, &s, ret, e);
	conf_free(c);
	return result;
}

static void give_warnings(const struct endpoint *ep)
{
	if (!ep->tls)
		warn("Basic authentication sends the password to %s over plain "
		     "HTTP", ep->host);
	else if (ep->no_verify)
		warn("the certificate of %s is not verified (no_verify=1)",
		     ep->host);
}

static int open_hyperv(const struct connect_options *o, struct uri *u,
		       struct endpoint *ep, struct err *e)
{
	struct cred_wanted w = {
		.host = u->host,
		.user = u->user,
		.password_file = o->password_file,
		.password_command = o->password_command,
		.may_ask = o->may_ask,
	};

	ep->host = xstrdup(u->host);
	ep->port = u->port;
	ep->tls = u->tls;
	ep->no_verify = u->no_verify;
	ep->cacert = TAKE(u->cacert);
	ep->fingerprint = TAKE(u->fingerprint);
	give_warnings(ep);
	return cred_find(&w, &ep->user, &ep->password, e);
}

static int open_uri(const struct connect_options *o, struct uri *u,
		    struct connection *c, struct err *e)
{
	c->uri = xstrdup(u->text);
	if (u->kind == URI_TEST)
		return testhost_start(u->state_file, &c->ep, &c->test, e);
	return open_hyperv(o, u, &c->ep, e);
}

int connection_open(const struct connect_options *o, struct connection **ret,
		    struct err *e)
{
	struct connection *c;
	struct uri u = { 0 };
	int result;

	if (find_uri(o, &u, e) < 0)
		return -1;
	c = xcalloc(1, sizeof *c);
	result = open_uri(o, &u, c, e);
	uri_clear(&u);
	if (result < 0) {
		connection_close(c);
		return -1;
	}
	*ret = c;
	return 0;
}

int connection_uri(const struct connect_options *o, char **ret, struct err *e)
{
	struct uri u = { 0 };

	if (find_uri(o, &u, e) < 0)
		return -1;
	*ret = TAKE(u.text);
	uri_clear(&u);
	return 0;
}

void connection_close(struct connection *c)
{
	if (!c)
		return;
	testhost_stop(c->test);
	endpoint_clear(&c->ep);
	free(c->uri);
	free(c);
}
