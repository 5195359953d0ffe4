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

static int take_reply(struct wsman_invocation *v, struct wsman_call *call)
{
	struct wsman_reply reply = { call->reply, call->content };

	if (call->err.kind != ERR_NONE) {
		if (call->err.kind == ERR_TIMEOUT && call->err.code)
			err_hint(&call->err, "%s may have been carried out all "
				 "the same: look before you repeat it",
				 v->method);
		return err_move(&v->err, &call->err);
	}
	if (check_output(v->method, &reply, &v->err) < 0) {
		xml_free(reply.doc);
		return -1;
	}
	v->reply = reply;
	return 0;
}

int wsman_invoke_many(struct wsman *w, struct wsman_invocation *v, size_t n,
		      struct err *e)
{
	AUTO_FREE struct wsman_call *calls = xcalloc(n, sizeof *calls);
	AUTO_FREE struct str *bodies = xcalloc(n, sizeof *bodies);
	AUTO_FREE char **actions = xcalloc(n, sizeof *actions);
	AUTO_ERR ignored = ERR_INIT;    /* each call has its own */
	const struct err *first = NULL;

	for (size_t i = 0; i < n; i++) {
		bodies[i] = (struct str)STR_INIT;
		input_body(&bodies[i], v[i].target->resource, v[i].method,
			   v[i].params);
		actions[i] = xasprintf("%s/%s", v[i].target->resource,
				       v[i].method);
		calls[i] = (struct wsman_call){
			.action = actions[i],
			.target = *v[i].target,
			.body = bodies[i].buf,
			.once = true,
		};
		v[i].reply = (struct wsman_reply){ NULL, NULL };
		v[i].err = (struct err)ERR_INIT;
	}
	wsman_send(w, calls, n, &ignored);
	for (size_t i = 0; i < n; i++) {
		if (take_reply(&v[i], &calls[i]) < 0 && !first)
			first = &v[i].err;
		free(actions[i]);
		str_free(&bodies[i]);
	}
	return first ? err_copy(e, first) : 0;
}

int wsman_invoke(struct wsman *w, const struct wsman_target *t,
		 const char *method, const char *params,
		 struct wsman_reply *ret, struct err *e)
{
	struct wsman_invocation one = {
		.target = t, .method = method, .params = params,
	};

	if (wsman_invoke_many(w, &one, 1, e) < 0) {
		err_clear(&one.err);
		return -1;
	}
	*ret = one.reply;
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
