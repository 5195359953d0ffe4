/* tests/unit/test_http.c - http/ against a host that behaves badly */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <time.h>

#include "base/intr.h"
#include "canned.h"
#include "http/http.h"
#include "http/internal.h"

/* What the one request of a case is answered with, and what that means. */
static const struct bad {
	const char *status, *headers, *body;
	size_t cut_after, pad;
	enum err_kind kind;
	const char *msg, *hint;         /* parts of; NULL: none */
} bads[] = {
	{ "302 Found", "Location: http://other/wsman\r\n", "x", 0, 0,
	  ERR_PROTOCOL, "redirects to http://other/wsman (HTTP 302)", NULL },
	{ "401 ", "WWW-Authenticate: Negotiate\r\n", NULL, 0, 0,
	  ERR_AUTH, "127.0.0.1 refused user 'admin'",
	  "winrm set winrm/config/service/auth @{Basic=\"true\"}" },
	{ "401 ", "WWW-Authenticate: Negotiate\r\n"
		  "WWW-Authenticate: Basic realm=\"WSMAN\"\r\n", NULL, 0, 0,
	  ERR_AUTH, "127.0.0.1 refused user 'admin'", "local accounts" },
	{ "403 Forbidden", NULL, "x", 0, 0, ERR_DENIED, "HTTP 403", NULL },
	{ "404 Not Found", NULL, "x", 0, 0, ERR_PROTOCOL, "/wsman (HTTP 404)",
	  "5985" },
	{ "413 Too Large", NULL, NULL, 0, 0, ERR_FAILED, "HTTP 413",
	  "MaxEnvelopeSizekb" },
	{ "500 ", NULL, NULL, 0, 0, ERR_AUTH, "without a word (HTTP 500)",
	  "AllowUnencrypted" },
	{ "503 Service Unavailable", NULL, "x", 0, 0, ERR_FAILED,
	  "HTTP status 503 Service Unavailable", NULL },
	{ "200 ", NULL, NULL, 0, 0, ERR_PROTOCOL, "empty reply", NULL },
	{ "200 ", NULL, "<half", 3, 0, ERR_CONNECT, "cut the connection",
	  NULL },
	{ NULL, NULL, NULL, 0, 0, ERR_CONNECT, "cut the connection", NULL },
	{ "200 ", NULL, "x", 0, 17u << 20, ERR_PROTOCOL, "more than 16 MiB",
	  NULL },
};

static const struct bad *bad;

static void say_bad(struct canned *c, int n, struct answer *a)
{
	(void)c;
	(void)n;
	a->status = bad->status;
	a->headers = bad->headers;
	a->body = xstrdup(bad->body);
	a->cut_after = bad->cut_after;
	a->pad = bad->pad;
}

static struct http *open_to(const struct canned *c)
{
	struct endpoint ep = canned_endpoint(c);
	AUTO_ERR e = ERR_INIT;
	struct http *h = NULL;

	assert_int_equal(http_open(&ep, &h, &e), 0);
	return h;
}

static void clear_calls(struct http_call *calls, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		str_free(&calls[i].reply);
		err_clear(&calls[i].err);
	}
}

static void check_err(const struct err *e, enum err_kind kind,
		      const char *msg, const char *hint)
{
	if (e->kind != kind || !e->msg || !strstr(e->msg, msg))
		fail_msg("kind %d '%s', not %d '%s'", (int)e->kind, e->msg,
			 (int)kind, msg);
	if (hint && (!e->hint || !strstr(e->hint, hint)))
		fail_msg("the hint is '%s', not '%s'", e->hint, hint);
}

static void bad_replies(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof bads / sizeof *bads; i++) {
		AUTO_ERR e = ERR_INIT;
		struct http_call call = { .label = "x", .body = "<x/>",
					  .len = 4 };
		struct canned *c;
		struct http *h;

		bad = &bads[i];
		c = canned_start(say_bad);
		h = open_to(c);
		assert_int_equal(http_post(h, &call, 1, &e), -1);
		check_err(&e, bad->kind, bad->msg, bad->hint);
		assert_int_equal(call.err.kind, bad->kind);
		/* no second try, with a password, of what was refused */
		assert_int_equal(c->requests, 1);
		clear_calls(&call, 1);
		http_close(h);
		canned_stop(c);
	}
}

static void say_ok(struct canned *c, int n, struct answer *a)
{
	(void)c;
	a->body = xasprintf("reply %d", n);
	/* neither is to come back */
	a->headers = "Set-Cookie: a=b\r\n";
}

static void what_is_sent(void **state)
{
	struct canned *c = canned_start(say_ok);
	AUTO_ERR e = ERR_INIT;
	struct http *h;

	(void)state;
	setenv("http_proxy", "http://127.0.0.1:1/", 1);
	h = open_to(c);
	for (int i = 0; i < 3; i++) {
		struct http_call call = { .label = "x", .body = "<x/>",
					  .len = 4 };

		assert_int_equal(http_post(h, &call, 1, &e), 0);
		assert_int_equal(call.status, 200);
		assert_string_equal(c->body[i], "<x/>");
		clear_calls(&call, 1);
	}
	unsetenv("http_proxy");
	assert_int_equal(c->connections, 1);
	assert_int_equal(http_requests(h), 3);
	assert_int_equal(http_bytes(h), 3 * (4 + 7));
	assert_int_equal(strncmp(c->head[2], "POST /wsman HTTP/1.1\r\n", 22),
			 0);
	assert_non_null(strstr(c->head[2],
		"\r\nContent-Type: application/soap+xml;charset=UTF-8\r\n"));
	/* "admin:s3cret", with the first request already */
	assert_non_null(strstr(c->head[0],
			       "\r\nAuthorization: Basic YWRtaW46czNjcmV0\r\n"));
	assert_non_null(strstr(c->head[0], "\r\nUser-Agent: hvsh/"));
	assert_null(strcasestr(c->head[2], "Expect:"));
	assert_null(strcasestr(c->head[2], "Accept-Encoding"));
	assert_null(strcasestr(c->head[2], "Cookie"));
	http_close(h);
	canned_stop(c);
}

/* Says nothing before four requests are there. */
static void say_together(struct canned *c, int n, struct answer *a)
{
	(void)n;
	a->body = xstrdup(canned_together(c, 4) ? "together" : "alone");
}

static void at_the_same_time(void **state)
{
	struct canned *c = canned_start(say_together);
	struct http_call calls[6] = { { .label = NULL } };
	struct http *h = open_to(c);
	AUTO_ERR e = ERR_INIT;

	(void)state;
	for (int i = 0; i < 6; i++)
		calls[i] = (struct http_call){ .label = "x", .body = "<x/>",
					       .len = 4 };
	assert_int_equal(http_post(h, calls, 6, &e), 0);
	assert_string_equal(calls[0].reply.buf, "together");
	assert_int_equal(c->requests, 6);
	assert_int_equal(c->connections, 4);
	assert_int_equal(c->peak, 4);
	clear_calls(calls, 6);
	http_close(h);
	canned_stop(c);
}

/* The first reply is fine, then the kept-alive connection ends. */
static void say_once(struct canned *c, int n, struct answer *a)
{
	(void)c;
	a->body = xstrdup("fine");
	if (n == 1)
		a->status = NULL;
}

/* libcurl's own second try is right for questions, wrong for methods. */
static void never_twice(void **state)
{
	(void)state;
	for (int once = 0; once < 2; once++) {
		struct canned *c = canned_start(say_once);
		struct http *h = open_to(c);
		AUTO_ERR e = ERR_INIT;
		struct http_call first = { .label = "x", .body = "<x/>",
					   .len = 4 };
		struct http_call second = first;
		int r;

		second.once = once;
		assert_int_equal(http_post(h, &first, 1, &e), 0);
		r = http_post(h, &second, 1, &e);
		if (once) {
			assert_int_equal(r, -1);
			check_err(&e, ERR_CONNECT, "may have been", NULL);
			assert_int_equal(c->requests, 2);
		} else {
			assert_int_equal(r, 0);
			assert_string_equal(second.reply.buf, "fine");
			assert_int_equal(c->requests, 3);
		}
		clear_calls(&first, 1);
		clear_calls(&second, 1);
		http_close(h);
		canned_stop(c);
	}
}

static void say_and_reset(struct canned *c, int n, struct answer *a)
{
	(void)c;
	(void)n;
	a->body = xstrdup("fine");
	a->reset = true;
}

/* The connection ends before, while or after the next request is sent; of
 * these libcurl by itself does not try all again. */
static void reset_between(void **state)
{
	struct canned *c = canned_start(say_and_reset);
	struct http *h = open_to(c);

	(void)state;
	for (int i = 0; i < 200; i++) {
		struct http_call call = { .label = "x", .body = "<x/>",
					  .len = 4 };
		AUTO_ERR e = ERR_INIT;

		http_post(h, &call, 1, &e);
		if (e.kind)
			fail_msg("request %d: %s", i, e.msg);
		clear_calls(&call, 1);
	}
	assert_int_equal(c->requests, 200);
	http_close(h);
	canned_stop(c);
}

/* Who has spoken HTTP is not asked whether its port is one for TLS. */
static void cut_later(void **state)
{
	struct canned *c = canned_start(say_once);
	struct http *h = open_to(c);

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct http_call call = { .label = "x", .body = "<x/>",
					  .len = 4, .once = true };
		AUTO_ERR e = ERR_INIT;

		assert_int_equal(http_post(h, &call, 1, &e), i ? -1 : 0);
		assert_null(e.hint);
		clear_calls(&call, 1);
	}
	http_close(h);
	canned_stop(c);
}

static void say_refused(struct canned *c, int n, struct answer *a)
{
	(void)c;
	(void)n;
	a->status = "401 ";
}

/* Each would count against a limit of failed log-ons. */
static void refused_once(void **state)
{
	struct canned *c = canned_start(say_refused);
	struct http_call calls[10] = { { .label = NULL } };
	struct http *h = open_to(c);
	AUTO_ERR e = ERR_INIT;

	(void)state;
	for (int i = 0; i < 10; i++)
		calls[i] = (struct http_call){ .label = "x", .body = "<x/>",
					       .len = 4 };
	assert_int_equal(http_post(h, calls, 10, &e), -1);
	assert_int_equal(e.kind, ERR_AUTH);
	assert_int_equal(calls[9].err.kind, ERR_AUTH);
	assert_in_range(c->requests, 1, 4);
	clear_calls(calls, 10);
	http_close(h);
	canned_stop(c);
}

static void say_late(struct canned *c, int n, struct answer *a)
{
	(void)c;
	(void)n;
	usleep(2500000);
	a->body = xstrdup("late");
}

static void too_late(void **state)
{
	struct canned *c = canned_start(say_late);
	struct endpoint ep = canned_endpoint(c);
	struct http_call call = { .label = "x", .body = "<x/>", .len = 4,
				  .once = true };
	struct http *h = NULL;
	AUTO_ERR e = ERR_INIT;

	(void)state;
	ep.timeout_s = 1;
	assert_int_equal(http_open(&ep, &h, &e), 0);
	assert_int_equal(http_post(h, &call, 1, &e), -1);
	check_err(&e, ERR_TIMEOUT, "did not answer within 1 s; the operation "
		  "may have been", NULL);
	clear_calls(&call, 1);
	http_close(h);
	canned_stop(c);
}

static void interrupted(void **state)
{
	struct canned *c = canned_start(say_late);
	struct http_call call = { .label = "x", .body = "<x/>", .len = 4,
				  .once = true };
	struct http_call more = call;
	struct http *h = open_to(c);
	struct timespec a, b;
	AUTO_ERR e = ERR_INIT;

	(void)state;
	intr_catch();
	if (!fork()) {
		usleep(150000);
		kill(getppid(), SIGINT);
		_exit(0);
	}
	clock_gettime(CLOCK_MONOTONIC, &a);
	assert_int_equal(http_post(h, &call, 1, &e), -1);
	clock_gettime(CLOCK_MONOTONIC, &b);
	check_err(&e, ERR_INTERRUPTED, "interrupted; the operation may have",
		  NULL);
	assert_in_range(b.tv_sec - a.tv_sec, 0, 1);
	/* and nothing new is begun */
	assert_int_equal(http_post(h, &more, 1, &e), -1);
	assert_int_equal(more.err.kind, ERR_INTERRUPTED);
	assert_string_equal(more.err.msg, "interrupted");
	assert_int_equal(c->requests, 1);
	intr_reset();
	intr_default();
	clear_calls(&call, 1);
	clear_calls(&more, 1);
	http_close(h);
	canned_stop(c);
	wait(NULL);
}

static void no_connection(void **state)
{
	struct canned *c = canned_start(say_ok);
	struct endpoint ep = canned_endpoint(c);
	struct http_call call = { .label = "x", .body = "<x/>", .len = 4 };
	struct http *h = NULL;
	AUTO_ERR e = ERR_INIT;

	(void)state;
	canned_stop(c);
	assert_int_equal(http_open(&ep, &h, &e), 0);
	assert_int_equal(http_post(h, &call, 1, &e), -1);
	check_err(&e, ERR_CONNECT, "Connection refused", "winrm quickconfig");
	clear_calls(&call, 1);
	http_close(h);
}

static void endpoints(void **state)
{
	static const struct {
		struct endpoint ep;
		const char *url;        /* NULL: refused */
	} cases[] = {
		{ { .host = (char *)"hv1", .port = 5985 },
		  "http://hv1:5985/wsman" },
		{ { .host = (char *)"::1", .port = 5986, .tls = true },
		  "https://[::1]:5986/wsman" },
		{ { .host = (char *)"a b", .port = 1 }, NULL },
		{ { .host = (char *)"a/b", .port = 1 }, NULL },
		{ { .host = (char *)"u@h", .port = 1 }, NULL },
		{ { .host = (char *)"h", .port = 1, .user = (char *)"a:b" },
		  NULL },
		{ { .host = (char *)"h", .port = 1, .tls = true,
		    .cacert = (char *)"/nonexistent" }, NULL },
		{ { .host = (char *)"h", .port = 1, .tls = true,
		    .fingerprint = (char *)"SHA256:12" }, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct http *h = NULL;
		AUTO_ERR e = ERR_INIT;
		int r = http_open(&cases[i].ep, &h, &e);

		assert_int_equal(r, cases[i].url ? 0 : -1);
		if (!r)
			assert_string_equal(http_url(h), cases[i].url);
		else
			assert_int_equal(e.kind, ERR_USAGE);
		http_close(h);
	}
}

static void masked(void **state)
{
	static const struct { const char *in, *want; } cases[] = {
		{ "<a>x</a>", "<a>x</a>" },
		{ "<Password>x</Password>", "<Password>***</Password>" },
		{ "<p:UserPassword xsi:type=\"t\">x<y/>z</p:UserPassword><b>",
		  "<p:UserPassword xsi:type=\"t\">***</p:UserPassword><b>" },
		{ "<p:Password/><b>y</b>", "<p:Password/><b>y</b>" },
		{ "<Credentials>x", "<Credentials>***" },
		{ "<w:Selector Name=\"Password\">x</w:Selector>",
		  "<w:Selector Name=\"Password\">***</w:Selector>" },
		{ "<w:Selector Name='PasswordHint'>x</w:Selector>",
		  "<w:Selector Name='PasswordHint'>x</w:Selector>" },
		{ "<s>&lt;PROPERTY NAME=&quot;RunAsPassword&quot;&gt;&lt;VALUE"
		  "&gt;x&lt;/VALUE&gt;&lt;/PROPERTY&gt;</s>",
		  "<s>&lt;PROPERTY NAME=&quot;RunAsPassword&quot;&gt;***"
		  "&lt;/PROPERTY&gt;</s>" },
		{ "< & &lt <", "< & &lt <" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		AUTO_STR s = STR_INIT;

		http_mask(cases[i].in, strlen(cases[i].in), &s);
		assert_string_equal(s.buf, cases[i].want);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bad_replies),
		cmocka_unit_test(what_is_sent),
		cmocka_unit_test(at_the_same_time),
		cmocka_unit_test(never_twice),
		cmocka_unit_test(reset_between),
		cmocka_unit_test(cut_later),
		cmocka_unit_test(refused_once),
		cmocka_unit_test(too_late),
		cmocka_unit_test(interrupted),
		cmocka_unit_test(no_connection),
		cmocka_unit_test(endpoints),
		cmocka_unit_test(masked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
