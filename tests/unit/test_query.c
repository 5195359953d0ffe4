/* tests/unit/test_query.c - questions and methods, as they go over the wire */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/intr.h"
#include "base/str.h"
#include "canned.h"
#include "wmi/conn.h"
#include "wmi/job.h"
#include "wmi/method.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wsman/ns.h"
#include "xml/xml.h"

#define V2  "root/virtualization/v2"
#define WMI "http://schemas.microsoft.com/wbem/wsman/1/wmi/"

static char *envelope(const char *body)
{
	return xasprintf("<s:Envelope xmlns:s=\"" NS_SOAP "\" xmlns:a=\"" NS_ADDR
			 "\" xmlns:n=\"" NS_ENUM "\" xmlns:w=\"" NS_WSMAN "\">"
			 "<s:Header><a:RelatesTo>uuid:0</a:RelatesTo></s:Header>"
			 "<s:Body>%s</s:Body></s:Envelope>", body);
}

#define FAULT(code, sub, text) \
	"<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>" sub \
	"</s:Value></s:Subcode></s:Code><s:Reason><s:Text>reason</s:Text>" \
	"</s:Reason><s:Detail><f:WSManFault xmlns:f=\"" NS_FAULT "\" Code=\"" \
	code "\"><f:Message>" text "</f:Message></f:WSManFault></s:Detail>" \
	"</s:Fault>"
#define FIRST(context, items) "<n:EnumerateResponse><n:EnumerationContext>" \
	context "</n:EnumerationContext>" items "</n:EnumerateResponse>"
#define NEXT(context, items) "<n:PullResponse><n:EnumerationContext>" \
	context "</n:EnumerationContext>" items "</n:PullResponse>"
#define LAST(items) "<n:PullResponse>" items "<n:EndOfSequence/>" \
	"</n:PullResponse>"
#define ITEM(name) "<w:XmlFragment><Name>" name "</Name></w:XmlFragment>"

/* The bodies that are said one after the other; '!' before one: HTTP 500. */
static const char *const *script;

static void say_script(struct canned *c, int n, struct answer *a)
{
	const char *body = script[n];

	(void)c;
	if (*body == '!')
		a->status = "500 ";
	a->body = envelope(body + (*body == '!'));
}

static struct wmi_conn *open_to(const struct canned *c)
{
	struct endpoint ep = canned_endpoint(c);
	struct wmi_conn *conn = NULL;
	AUTO_ERR e = ERR_INIT;

	assert_int_equal(wmi_open(&ep, &conn, &e), 0);
	return conn;
}

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
	AUTO_ERR e = ERR_INIT;
	AUTO_XML *doc = NULL;
	const xml_node *header;
	AUTO_FREE char *action = NULL;

	assert_int_equal(xml_parse(c->body[n], strlen(c->body[n]), "request",
				   &doc, &e), 0);
	header = xml_child(xml_root(doc), NS_SOAP, "Header");
	action = xml_text_trimmed(xml_child(header, NS_ADDR, "Action"));
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
	  "'FooResponse' came" },
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(enumerations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
