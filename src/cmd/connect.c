/* cmd/connect.c - which host: connect, uri */
#include "base/err.h"
#include "base/mem.h"
#include "cmd/ctx.h"
#include "cmd/options.h"
#include "cmd/vm_names.h"
#include "shell/args.h"
#include "shell/cmd.h"
#include "shell/out.h"

/* --- connect --- */

/* What the context knew of its host, to go back to. */
struct before {
	const char *uri;
	char *uri_owned;
	bool read_only;
	struct connection *connection;
	struct hv_host *host;
};

static void leave(struct ctx *c, struct before *b)
{
	*b = (struct before){ c->connect.uri, TAKE(c->uri_owned), c->read_only,
			      TAKE(c->connection), TAKE(c->host) };
}

static void go_back(struct ctx *c, struct before *b)
{
	free(c->uri_owned);
	c->connect.uri = b->uri;
	c->uri_owned = TAKE(b->uri_owned);
	c->read_only = b->read_only;
	c->connection = TAKE(b->connection);
	c->host = TAKE(b->host);
}

static void forget(struct before *b)
{
	struct ctx old = { .connection = b->connection, .host = b->host };

	ctx_disconnect(&old);
	free(b->uri_owned);
}

static int connect_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *name = args_str(a, "name");
	struct before b;

	leave(c, &b);
	c->uri_owned = xstrdup(name);
	c->connect.uri = c->uri_owned;
	c->read_only = args_flag(a, "readonly");
	if (!ctx_host(c, e)) {
		go_back(c, &b);
		return err_wrap(e, "failed to connect to the hypervisor");
	}
	forget(&b);
	return 0;
}

static COMPLETER(complete_host)
{
	(void)c;
	(void)a;
	(void)word;
	options_hosts(to);
}

static const struct opt connect_opts[] = {
	{ "name", OPT_ARG, "hypervisor connection URI", complete_host },
	{ "readonly", OPT_FLAG, "read-only connection" },
	{ 0 }
};

const struct cmd cmd_connect = {
	.name = "connect", .group = "hvsh",
	.summary = "(re)connect to hypervisor",
	.details = "Use another host from now on: a URI, or an alias from the\n"
		   "configuration file; without one the default host. If that\n"
		   "fails, the host of before stays.",
	.opts = connect_opts, .run = connect_run,
};

/* --- uri --- */

static int uri_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_FREE char *uri = NULL;

	(void)a;
	if (connection_uri(&c->connect, &uri, e) < 0)
		return -1;
	out_value(c->out, "uri", out_str(uri));
	return 0;
}

const struct cmd cmd_uri = {
	.name = "uri", .group = "host",
	.summary = "print the hypervisor canonical URI", .run = uri_run,
};
