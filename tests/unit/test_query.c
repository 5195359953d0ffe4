/* tests/unit/test_query.c - questions and methods, as they go over the wire */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/intr.h"
#include "base/str.h"
#include "script.h"
#include "wmi/object.h"
#include "wmi/query.h"

#define FIRST(context, items) "<n:EnumerateResponse><n:EnumerationContext>" \
	context "</n:EnumerationContext>" items "</n:EnumerateResponse>"
#define NEXT(context, items) "<n:PullResponse><n:EnumerationContext>" \
	context "</n:EnumerationContext>" items "</n:PullResponse>"
#define LAST(items) "<n:PullResponse>" items "<n:EndOfSequence/>" \
	"</n:PullResponse>"
#define ITEM(name) "<w:XmlFragment><Name>" name "</Name></w:XmlFragment>"

struct named { char *name; };
static const struct wmi_field named_fields[] = {
	FIELD("Name", WMI_STR, named, name),
	{ 0 }
};

/* Collects the names: "a b c "; gives up at "stop". */
static int add_name(const struct wmi_object *o, void *arg, struct err *e)
{
	struct named named = { NULL };
	struct str *names = arg;
	int r = 0;

	assert_int_equal(wmi_read(o, named_fields, &named, e), 0);
	str_addf(names, "%s ", named.name);
	if (!strcmp(named.name, "stop"))
		r = err_set(e, ERR_FAILED, "enough");
	wmi_clear(named_fields, &named);
	return r;
}

/* The last segment of the request's Action. */
static char *action_of(const struct canned *c, int n)
{
	AUTO_XML *doc = NULL;
	const xml_node *header = request_part(c, n, "Header", &doc);
	AUTO_FREE char *action =
		xml_text_trimmed(xml_child(header, NS_ADDR, "Action"));

	return xstrdup(strrchr(action, '/') + 1);
}

/* Each letter is a request that must have come: E P R for Enumerate, Pull,
 * Release. */
static void check_actions(const struct canned *c, const char *letters)
{
	AUTO_STR got = STR_INIT;

	for (int i = 0; i < c->requests; i++) {
		AUTO_FREE char *action = action_of(c, i);

		str_addc(&got, *action);
	}
	assert_string_equal(got.buf, letters);
}

static const struct {
	const char *says[8];
	const char *names, *actions;
	enum err_kind kind;
	const char *msg;
} runs[] = {
	/* all at once, as 2016 and later do (FACTS 2.3) */
	{ { FIRST("", "<w:Items>" ITEM("a") ITEM("b") "</w:Items>"
		  "<w:EndOfSequence/>") }, "a b ", "E", ERR_NONE, NULL },
	/* one item, the rest by Pull; contexts change (FACTS 2.4, 2.5) */
	{ { FIRST("c1", "<w:Items>" ITEM("a") "</w:Items>"),
	    NEXT("c2", "<n:Items>" ITEM("b") ITEM("c") "</n:Items>"),
	    LAST("<n:Items>" ITEM("d") "</n:Items>") },
	  "a b c d ", "EPP", ERR_NONE, NULL },
	/* not optimized, and an empty last page (FACTS 2.2, 2.5) */
	{ { FIRST("c1", ""), NEXT("c2", "<n:Items>" ITEM("a") "</n:Items>"),
	    LAST("<n:Items/>") }, "a ", "EPP", ERR_NONE, NULL },
	{ { FIRST("", "<w:Items/><w:EndOfSequence/>") }, "", "E", ERR_NONE,
	  NULL },
	{ { FIRST("", "") }, "", "E", ERR_PROTOCOL, "neither items" },
	{ { FIRST("c1", ""), "<n:PullResponse/>" }, "", "EPR", ERR_PROTOCOL,
	  "neither items" },
	{ { FIRST("c1", ""), "<n:FooResponse/>", "" }, "", "EPR", ERR_PROTOCOL,
	  "FooResponse came" },
	{ { "" }, "", "E", ERR_PROTOCOL, "EnumerateResponse was expected" },
	/* a Pull that timed out goes on (FACTS 6.10) */
	{ { FIRST("c1", ""), "!" FAULT("2150858793", "w:TimedOut", "slow"),
	    LAST("<n:Items>" ITEM("a") "</n:Items>") }, "a ", "EPP", ERR_NONE,
	  NULL },
	{ { FIRST("c1", ""), "!" FAULT("2150858793", "w:TimedOut", "slow"),
	    "!" FAULT("2150858793", "w:TimedOut", "slow"),
	    "!" FAULT("2150858793", "w:TimedOut", "slow"),
	    "!" FAULT("2150858793", "w:TimedOut", "slow"), "" }, "", "EPPPPR",
	  ERR_TIMEOUT, "slow (code 2150858793, 0x80338029)" },
	/* too much for one reply (FACTS 6.9) */
	{ { "!" FAULT("2150858824", "w:EncodingLimit", "big"),
	    FIRST("", "<w:Items>" ITEM("a") "</w:Items><w:EndOfSequence/>") },
	  "a ", "EE", ERR_NONE, NULL },
	/* given up: released */
	{ { FIRST("c1", "<w:Items>" ITEM("stop") ITEM("x") "</w:Items>"), "" },
	  "stop ", "ER", ERR_FAILED, "enough" },
	{ { "!" FAULT("2150858778", "n:CannotProcessFilter", "no class ") },
	  "", "E", ERR_FAILED, "no class (code 2150858778, 0x8033801A)" },
	{ { "<x" }, "", "E", ERR_PROTOCOL, "sent no SOAP (HTTP 200)" },
	{ { "!<html/>" }, "", "E", ERR_PROTOCOL, "sent no SOAP (HTTP 500)" },
};

static void enumerations(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
		AUTO_STR names = STR_INIT;
		AUTO_ERR e = ERR_INIT;
		struct wmi_query q = { "root/cimv2", "SELECT Name FROM X",
				       add_name, &names, ERR_INIT };
		struct wmi_conn *conn;
		struct canned *c;
		int r;

		script = runs[i].says;
		c = canned_start(say_script);
		conn = open_to(c);
		r = wmi_query(conn, &q, 1, &e);
		if (e.kind != runs[i].kind ||
		    (runs[i].msg && !strstr(e.msg, runs[i].msg)))
			fail_msg("run %zu: %d %s", i, (int)e.kind, e.msg);
		assert_int_equal(r, runs[i].kind ? -1 : 0);
		assert_string_equal(names.buf, runs[i].names);
		check_actions(c, runs[i].actions);
		err_clear(&q.err);
		wmi_close(conn);
		canned_stop(c);
	}
}

static struct wmi_query ask(const char *wql, struct str *names)
{
	return (struct wmi_query){ "root/cimv2", wql, add_name, names,
				   ERR_INIT };
}

static const char *text_of(const xml_node *n, const char *ns, const char *name)
{
	return xml_text(xml_child(n, ns, name));
}

static void check_header(const xml_node *h, unsigned port)
{
	AUTO_FREE char *url = xasprintf("http://127.0.0.1:%u/wsman", port);
	const xml_node *reply_to = xml_child(h, NS_ADDR, "ReplyTo");

	assert_string_equal(text_of(h, NS_ADDR, "To"), url);
	assert_string_equal(text_of(h, NS_WSMAN, "ResourceURI"),
			    WMI "root/cimv2/*");
	assert_string_equal(text_of(reply_to, NS_ADDR, "Address"),
			    WSMAN_ANONYMOUS);
	assert_string_equal(text_of(h, NS_WSMAN, "MaxEnvelopeSize"), "512000");
	assert_string_equal(text_of(h, NS_WSMAN, "OperationTimeout"),
			    "PT3.000S");
	assert_string_equal(xml_attr(xml_child(h, NS_WSMAN, "Locale"), NS_SOAP,
				     "mustUnderstand"), "false");
	assert_string_equal(xml_attr(xml_child(h, NS_MSWS, "DataLocale"),
				     XML_NS_XML, "lang"), "en-US");
	assert_int_equal(strlen(text_of(h, NS_ADDR, "MessageID")), 41);
	assert_null(xml_child(h, NS_MSWS, "OperationID"));
	assert_null(xml_child(h, NS_MSWS, "SessionId"));
	assert_null(xml_child(h, NS_WSMAN, "SelectorSet"));
}

/* FACTS 2.1: MaxElements is of two namespaces. */
static void what_is_sent(void **state)
{
	static const char *const says[] = {
		FIRST("c&lt;1", ""), LAST("<n:Items>" ITEM("a") "</n:Items>"),
	};
	AUTO_STR names = STR_INIT;
	AUTO_ERR e = ERR_INIT;
	AUTO_XML *first = NULL, *second = NULL;
	struct wmi_query q = ask("SELECT Name FROM X WHERE Name < 'a'", &names);
	const xml_node *h, *body, *n;
	struct wmi_conn *conn;
	struct canned *c;

	(void)state;
	script = says;
	c = canned_start(say_script);
	conn = open_to(c);
	assert_int_equal(wmi_query(conn, &q, 1, &e), 0);
	h = request_part(c, 0, "Header", &first);
	check_header(h, c->port);
	body = xml_child(xml_root(first), NS_SOAP, "Body");
	n = xml_child(body, NS_ENUM, "Enumerate");
	assert_non_null(xml_child(n, NS_WSMAN, "OptimizeEnumeration"));
	assert_string_equal(text_of(n, NS_WSMAN, "MaxElements"), "32000");
	assert_string_equal(text_of(n, NS_WSMAN, "Filter"), q.wql);
	assert_string_equal(xml_attr(xml_child(n, NS_WSMAN, "Filter"), NULL,
				     "Dialect"), WSMAN_DIALECT_WQL);
	body = request_part(c, 1, "Body", &second);
	n = xml_child(body, NS_ENUM, "Pull");
	assert_string_equal(text_of(n, NS_ENUM, "EnumerationContext"), "c<1");
	assert_string_equal(text_of(n, NS_ENUM, "MaxElements"), "32000");
	assert_int_equal(wmi_requests(conn), 2);
	wmi_close(conn);
	canned_stop(c);
}

/* One of three fails, another needs a Pull: rounds of 3 and 1, and the
 * others are read to their ends. */
static void say_by_query(struct canned *c, int n, struct answer *a)
{
	const char *body = c->body[n];

	if (n < 3 && !canned_together(c, 3))
		a->status = "404 not sent together";
	if (strstr(body, "FROM A"))
		a->body = envelope(FIRST("c1", "<w:Items>" ITEM("a1")
					 "</w:Items>"));
	else if (strstr(body, "FROM B"))
		a->body = envelope(FAULT("2150858778", "n:X", "no B"));
	else if (strstr(body, "FROM C"))
		a->body = envelope(FIRST("", "<w:Items>" ITEM("c") "</w:Items>"
					 "<w:EndOfSequence/>"));
	else
		a->body = envelope(LAST("<n:Items>" ITEM("a2") "</n:Items>"));
}

static void several(void **state)
{
	struct str names[3] = { STR_INIT, STR_INIT, STR_INIT };
	struct canned *c = canned_start(say_by_query);
	struct wmi_query q[3] = { ask("SELECT Name FROM A", &names[0]),
				  ask("SELECT Name FROM B", &names[1]),
				  ask("SELECT Name FROM C", &names[2]) };
	struct wmi_conn *conn = open_to(c);
	AUTO_ERR e = ERR_INIT;

	(void)state;
	assert_int_equal(wmi_query(conn, q, 3, &e), -1);
	assert_string_equal(names[0].buf, "a1 a2 ");
	assert_string_equal(names[2].buf, "c ");
	assert_int_equal(q[0].err.kind, ERR_NONE);
	assert_int_equal(q[1].err.code, 2150858778);
	assert_int_equal(e.code, 2150858778);
	assert_int_equal(q[2].err.kind, ERR_NONE);
	check_actions(c, "EEEP");
	for (int i = 0; i < 3; i++) {
		err_clear(&q[i].err);
		str_free(&names[i]);
	}
	wmi_close(conn);
	canned_stop(c);
}

static void say_nothing_new(struct canned *c, int n, struct answer *a)
{
	(void)c;
	a->body = envelope(n ? NEXT("c2", "<n:Items/>") : FIRST("c1", ""));
}

static void endless(void **state)
{
	struct canned *c = canned_start(say_nothing_new);
	AUTO_STR names = STR_INIT;
	struct wmi_query q = ask("SELECT Name FROM X", &names);
	struct wmi_conn *conn = open_to(c);
	AUTO_ERR e = ERR_INIT;

	(void)state;
	assert_int_equal(wmi_query(conn, &q, 1, &e), -1);
	assert_string_equal(e.msg, "1000 replies in a row brought nothing");
	/* Enumerate, the Pulls, Release */
	assert_int_equal(c->requests, 1002);
	err_clear(&q.err);
	wmi_close(conn);
	canned_stop(c);
}

/* Ctrl-C while the second page is awaited: the host is told all the same. */
static void say_until_intr(struct canned *c, int n, struct answer *a)
{
	(void)c;
	if (n == 1) {
		kill(getppid(), SIGINT);
		usleep(1500000);
	}
	a->body = envelope(n == 0 ? FIRST("c1", "") : "<n:ReleaseResponse/>");
}

static void interrupted(void **state)
{
	struct canned *c = canned_start(say_until_intr);
	AUTO_STR names = STR_INIT;
	struct wmi_query q = ask("SELECT Name FROM X", &names);
	struct wmi_conn *conn = open_to(c);
	AUTO_ERR e = ERR_INIT;

	(void)state;
	intr_catch();
	assert_int_equal(wmi_query(conn, &q, 1, &e), -1);
	intr_reset();
	intr_default();
	assert_int_equal(e.kind, ERR_INTERRUPTED);
	check_actions(c, "EPR");
	err_clear(&q.err);
	wmi_close(conn);
	canned_stop(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(enumerations),
		cmocka_unit_test(what_is_sent),
		cmocka_unit_test(several),
		cmocka_unit_test(endless),
		cmocka_unit_test(interrupted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
