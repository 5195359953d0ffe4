/* wsman/invoke.c - Get, methods, Identify: one request, one reply */
#include "wsman/invoke.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "wsman/client.h"
#include "wsman/ns.h"
#include "xml/write.h"

static int ask(struct wsman *w, struct wsman_call *call,
	       struct wsman_reply *ret, struct err *e)
{
	if (wsman_send(w, call, 1, e) < 0) {
		err_clear(&call->err);
		return -1;
	}
	ret->doc = call->reply;
	ret->content = call->content;
	return 0;
}

int wsman_get(struct wsman *w, const struct wsman_target *t,
	      struct wsman_reply *ret, struct err *e)
{
	struct wsman_call call = {
		.action = ACTION_GET,
		.target = *t,
		.body = "",
	};
	struct wsman_reply reply;

	if (ask(w, &call, &reply, e) < 0)
		return -1;
	if (!reply.content) {
		xml_free(reply.doc);
		return err_set(e, ERR_PROTOCOL, "Get was answered with nothing");
	}
	*ret = reply;
	return 0;
}

static void input_body(struct str *s, const char *resource, const char *method,
		       const char *params)
{
	AUTO_FREE char *tag = xasprintf("p:%s_INPUT", method);

	xml_open(s, tag, "xmlns:p", resource, NULL);
	str_add(s, params);
	xml_close(s, tag);
}

static int check_output(const char *method, const struct wsman_reply *reply,
			struct err *e)
{
	AUTO_FREE char *want = xasprintf("%s_OUTPUT", method);

	if (!reply->content || !strcasecmp(xml_name(reply->content), want))
		return 0;
	return err_set(e, ERR_PROTOCOL, "%s was answered with '%s'", method,
		       xml_name(reply->content));
}

int wsman_invoke(struct wsman *w, const struct wsman_target *t,
		 const char *method, const char *params,
		 struct wsman_reply *ret, struct err *e)
{
	AUTO_FREE char *action = xasprintf("%s/%s", t->resource, method);
	AUTO_STR body = STR_INIT;
	struct wsman_call call = {
		.action = action,
		.target = *t,
		.once = true,
	};
	struct wsman_reply reply;

	input_body(&body, t->resource, method, params);
	call.body = body.buf;
	if (ask(w, &call, &reply, e) < 0) {
		if (e->kind == ERR_TIMEOUT && e->code)
			err_hint(e, "%s may have been carried out all the "
				 "same: look before you repeat it", method);
		return -1;
	}
	if (check_output(method, &reply, e) < 0) {
		xml_free(reply.doc);
		return -1;
	}
	*ret = reply;
	return 0;
}

int wsman_identify(struct wsman *w, struct wsman_reply *ret, struct err *e)
{
	AUTO_STR body = STR_INIT;
	struct wsman_call call = { .action = NULL };
	struct wsman_reply reply;

	xml_empty(&body, "i:Identify", "xmlns:i", NS_IDENT, NULL);
	call.body = body.buf;
	if (ask(w, &call, &reply, e) < 0)
		return -1;
	if (!xml_is(reply.content, NS_IDENT, "IdentifyResponse")) {
		xml_free(reply.doc);
		return err_set(e, ERR_PROTOCOL,
			       "Identify was not answered as expected");
	}
	*ret = reply;
	return 0;
}
