/* cmd/ctx.c - the connection that the commands share */
#include "cmd/ctx.h"

#include "base/err.h"
#include "base/mem.h"
#include "config/warn.h"
#include "hv/host.h"
#include "shell/complete.h"

#define CONNECT_TIMEOUT_S 30    /* a longer --timeout is for the operations */

static void set_timeouts(const struct ctx *c, struct endpoint *ep)
{
	unsigned s = c->completing ? 1 : c->timeout_s;

	if (!s)
		return;
	ep->timeout_s = s;
	ep->connect_timeout_s = s < CONNECT_TIMEOUT_S ? s : CONNECT_TIMEOUT_S;
}

struct hv_host *ctx_host(struct ctx *c, struct err *e)
{
	if (c->host)
		return c->host;
	if (!c->connection && connection_open(&c->connect, &c->connection, e) < 0)
		return NULL;
	set_timeouts(c, &c->connection->ep);
	if (hv_host_open(&c->connection->ep, &c->host, e) < 0) {
		ctx_disconnect(c);
		return NULL;
	}
	return c->host;
}

void ctx_complete(struct ctx *c, char *const *words, size_t n,
		  struct candidates *to)
{
	bool may_ask = c->connect.may_ask, connected = c->host != NULL;

	c->connect.may_ask = false;
	c->completing = true;
	warn_mute(true);
	complete_words(c->table, c, words, n, to);
	warn_mute(false);
	c->completing = false;
	c->connect.may_ask = may_ask;
	if (!connected)
		ctx_disconnect(c);
}

void ctx_disconnect(struct ctx *c)
{
	hv_host_close(TAKE(c->host));
	connection_close(TAKE(c->connection));
}

int ctx_check_write(const struct ctx *c, const char *command, struct err *e)
{
	if (c->read_only)
		return err_set(e, ERR_DENIED, "read-only: '%s' would change "
			       "the host", command);
	return 0;
}
