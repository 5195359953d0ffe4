/* wsman/enumerate.c - Enumerate, Pull and Release, several at the same time */
#include "wsman/enumerate.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "wsman/client.h"
#include "wsman/fault.h"
#include "wsman/ns.h"
#include "xml/write.h"

/* What Windows' own client asks for; hosts take their MaxBatchItems if that
 * is less (FACTS 2.1, 2.6). */
#define MAX_ITEMS 32000
/* Pulls in a row that may bring nothing, and that may time out. */
#define MAX_EMPTY 1000
#define MAX_TRIES 3

static void add_max(struct str *s, const char *tag, unsigned max)
{
	AUTO_STR number = STR_INIT;

	str_addf(&number, "%u", max);
	xml_leaf(s, tag, number.buf, NULL);
}

/* MaxElements is of WS-Man here, but of WS-Enumeration in Pull (FACTS 2.1). */
static void enumerate_body(struct str *s, const struct wsman_enum *v)
{
	xml_open(s, "n:Enumerate", NULL);
	xml_empty(s, "w:OptimizeEnumeration", NULL);
	add_max(s, "w:MaxElements", v->max);
	xml_leaf(s, "w:Filter", v->wql, "Dialect", WSMAN_DIALECT_WQL, NULL);
	xml_close(s, "n:Enumerate");
}

static void pull_body(struct str *s, const struct wsman_enum *v)
{
	xml_open(s, "n:Pull", NULL);
	xml_leaf(s, "n:EnumerationContext", v->context, NULL);
	add_max(s, "n:MaxElements", v->max);
	xml_close(s, "n:Pull");
}

static void release_body(struct str *s, const struct wsman_enum *v)
{
	xml_open(s, "n:Release", NULL);
	xml_leaf(s, "n:EnumerationContext", v->context, NULL);
	xml_close(s, "n:Release");
}

/* What is worth another try, with the same context (FACTS 6.9, 6.10). */
static bool again(struct wsman_enum *v, const struct err *err)
{
	if (err->code == WSMAN_TIMED_OUT && v->context)
		return v->tries++ < MAX_TRIES;
	if (err->code != WSMAN_REPLY_TOO_BIG && err->code != WSMAN_REPLY_LIMIT)
		return false;
	if (v->max == 1)
		return false;
	v->max = v->max > 100 ? 100 : v->max > 10 ? 10 : 1;
	return true;
}

static void set_context(struct wsman_enum *v, char *context)
{
	free(v->context);
	v->context = context;
}

/* The context changes with each Pull: the newest counts (FACTS 2.5). */
static bool take_context(struct wsman_enum *v, const xml_node *reply)
{
	AUTO_FREE char *text =
		xml_text_trimmed(xml_child(reply, NS_ENUM, "EnumerationContext"));

	if (!text || !*text)
		return false;
	set_context(v, TAKE(text));
	return true;
}

static int read_items(struct wsman_enum *v, const xml_node *items, size_t *n)
{
	const xml_node *item = xml_child(items, NULL, NULL);

	for (; item; item = xml_next(item, NULL, NULL), ++*n) {
		if (v->item(item, v->arg, &v->err) < 0)
			return -1;
	}
	return 0;
}

/* Items and EndOfSequence are of WS-Man in an optimized Enumerate and of
 * WS-Enumeration in Pull (FACTS 2.3, 2.5). */
static const xml_node *either(const xml_node *n, const char *name)
{
	const xml_node *r = xml_child(n, NS_ENUM, name);

	return r ? r : xml_child(n, NS_WSMAN, name);
}

static int read_page(struct wsman_enum *v, const xml_node *reply)
{
	const char *want = v->context ? "PullResponse" : "EnumerateResponse";
	const xml_node *items = either(reply, "Items");
	bool end = either(reply, "EndOfSequence");
	bool more;
	size_t n = 0;

	if (!xml_is(reply, NS_ENUM, want))
		return err_set(&v->err, ERR_PROTOCOL,
			       "%s was expected, but %s came", want,
			       reply ? xml_name(reply) : "an empty body");
	more = take_context(v, reply);
	if (read_items(v, items, &n) < 0)
		return -1;
	if (!items && !more && !end)
		return err_set(&v->err, ERR_PROTOCOL, "%s holds neither items "
			       "nor a context nor the end", want);
	v->empty = n ? 0 : v->empty + 1;
	v->tries = 0;
	if (end || !v->context) {
		set_context(v, NULL);
		v->done = true;
	} else if (v->empty > MAX_EMPTY) {
		return err_set(&v->err, ERR_PROTOCOL,
			       "%d replies in a row brought nothing",
			       MAX_EMPTY);
	}
	return 0;
}

static void digest(struct wsman_enum *v, struct wsman_call *call)
{
	if (call->err.kind) {
		if (!again(v, &call->err)) {
			err_move(&v->err, &call->err);
			v->done = true;
		}
	} else if (read_page(v, call->content) < 0) {
		v->done = true;
	}
	xml_free(call->reply);
	err_clear(&call->err);
}

static struct wsman_call next_call(const struct wsman_enum *v, struct str *body)
{
	if (v->context)
		pull_body(body, v);
	else
		enumerate_body(body, v);
	return (struct wsman_call){
		.action = v->context ? ACTION_PULL : ACTION_ENUMERATE,
		.target = { v->resource, NULL, 0 },
		.body = body->buf,
		.detail = v->wql,
	};
}

/* One request each of those that are not done; how many that were. */
static size_t one_round(struct wsman *w, struct wsman_enum *v, size_t n)
{
	AUTO_FREE struct wsman_call *calls = xcalloc(n, sizeof *calls);
	AUTO_FREE struct str *bodies = xcalloc(n, sizeof *bodies);
	AUTO_ERR ignored = ERR_INIT;    /* each call has its own */
	size_t sent = 0, got = 0;

	for (size_t i = 0; i < n; i++) {
		if (v[i].done)
			continue;
		bodies[sent] = (struct str)STR_INIT;
		calls[sent] = next_call(&v[i], &bodies[sent]);
		sent++;
	}
	if (!sent)
		return 0;
	wsman_send(w, calls, sent, &ignored);
	for (size_t i = 0; i < n; i++) {
		if (v[i].done)
			continue;
		digest(&v[i], &calls[got]);
		str_free(&bodies[got++]);
	}
	return sent;
}

/* Where there is no connection, a last word would only cost time. */
static bool worth_release(const struct wsman_enum *v)
{
	return v->context && v->err.kind != ERR_CONNECT &&
	       v->err.kind != ERR_TLS && v->err.kind != ERR_AUTH;
}

static void release(struct wsman *w, struct wsman_enum *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		AUTO_STR body = STR_INIT;
		AUTO_ERR ignored = ERR_INIT;
		struct wsman_call call = {
			.action = ACTION_RELEASE,
			.target = { v[i].resource, NULL, 0 },
			.farewell = true,
		};

		if (worth_release(&v[i])) {
			release_body(&body, &v[i]);
			call.body = body.buf;
			wsman_send(w, &call, 1, &ignored);
			xml_free(call.reply);
			err_clear(&call.err);
		}
		set_context(&v[i], NULL);
	}
}

int wsman_enumerate(struct wsman *w, struct wsman_enum *v, size_t n,
		    struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		v[i].err = (struct err)ERR_INIT;
		v[i].context = NULL;
		v[i].max = MAX_ITEMS;
		v[i].empty = v[i].tries = 0;
		v[i].done = false;
	}
	while (one_round(w, v, n))
		;
	release(w, v, n);
	for (size_t i = 0; i < n; i++) {
		if (v[i].err.kind)
			return err_copy(e, &v[i].err);
	}
	return 0;
}
