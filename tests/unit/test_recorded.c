/* tests/unit/test_recorded.c - what real hosts sent, read whole
 *
 * The recorded replies are in ../shared/wire (SHARED); skipped without.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"
#include "script.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wsman/fault.h"

static char *slurp(const char *name)
{
	const char *shared = getenv("SHARED");
	AUTO_FREE char *path = xasprintf("%s/wire/%s",
					 shared ? shared : "../shared", name);
	FILE *f = fopen(path, "r");
	struct str s = STR_INIT;
	char buf[4096];
	size_t n;

	if (!f)
		return NULL;
	while ((n = fread(buf, 1, sizeof buf, f)))
		str_addn(&s, buf, n);
	fclose(f);
	return str_take(&s);
}

static void need_shared(void)
{
	AUTO_FREE char *any = slurp("wsman_error_codes.tsv");

	if (any)
		return;
	print_message("no recorded replies in ../shared/wire\n");
	skip();
}

/* "server-2012/Win32_Service_star": request n gets _00n.xml */
static const char *recording;

static void say_recorded(struct canned *c, int n, struct answer *a)
{
	AUTO_FREE char *name = xasprintf("%s_%03d.xml", recording, n);

	(void)c;
	a->body = slurp(name);
	if (!a->body)
		a->status = "404 no more pages";
}

struct tally {
	size_t n;
	struct str classes;
	char *first, *last;
};

struct named { char *name; };
static const struct wmi_field named_fields[] = {
	FIELD("Name", WMI_STR, named, name),
	{ 0 }
};

static int count(const struct wmi_object *o, void *arg, struct err *e)
{
	struct tally *t = arg;
	struct named named = { NULL };

	assert_int_equal(wmi_read(o, named_fields, &named, e), 0);
	t->n++;
	if (!strstr(t->classes.buf, wmi_class(o)))
		str_addf(&t->classes, "%s ", wmi_class(o));
	if (!t->first)
		t->first = xstrdup(named.name);
	free(t->last);
	t->last = named.name;
	return 0;
}

static void pages(void **state)
{
	static const struct {
		const char *recording;
		int pages;
		size_t n;
		const char *classes, *first, *last;
	} cases[] = {
		{ "server-2012/Win32_Service_star", 4, 131, "Win32_Service "
		  "Win32_TerminalService ", "AeLookupSvc", "xensvc" },
		{ "server-2012/Win32_Service_all", 4, 131, "", "AeLookupSvc",
		  "xensvc" },
		{ "server-2012/Win32_Process_star", 3, 46, "Win32_Process ",
		  "System Idle Process", "explorer.exe" },
		{ "server-2012/Win32_Process_all", 3, 46, "",
		  "System Idle Process", "explorer.exe" },
		{ "server-2003/Win32_LogicalDisk_star", 1, 2,
		  "Win32_LogicalDisk ", NULL, NULL },
	};

	(void)state;
	need_shared();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct tally t = { 0, STR_INIT, NULL, NULL };
		struct wmi_query q = { "root/cimv2", "SELECT * FROM X", count,
				       &t, ERR_INIT };
		struct wmi_conn *conn;
		struct canned *c;
		AUTO_ERR e = ERR_INIT;

		recording = cases[i].recording;
		c = canned_start(say_recorded);
		conn = open_to(c);
		if (wmi_query(conn, &q, 1, &e) < 0)
			fail_msg("%s: %s", recording, e.msg);
		assert_int_equal(c->requests, cases[i].pages);
		assert_int_equal(t.n, cases[i].n);
		assert_string_equal(t.classes.buf, cases[i].classes);
		if (cases[i].first)
			assert_string_equal(t.first, cases[i].first);
		if (cases[i].last)
			assert_string_equal(t.last, cases[i].last);
		free(t.first);
		free(t.last);
		str_free(&t.classes);
		wmi_close(conn);
		canned_stop(c);
	}
}

static const struct {
	const char *file;
	uint32_t code;
	enum err_kind kind;
	const char *text;               /* how the message begins */
} faults[] = {
	{ "TestInnerMessageFaultResponse", 2150858752, ERR_NOT_FOUND,
	  "The WS-Management service cannot process the request. The service "
	  "cannot find the resource identified by the resource URI and "
	  "selectors. (code 2150858752, 0x80338000)" },
	{ "max_concurrent", 2150859174, ERR_FAILED,
	  "The WS-Management service cannot process the request. This user is "
	  "allowed a maximum number of 15 concurrent operations" },
	{ "soap_fault_v2", 2150858778, ERR_FAILED,
	  "The specified class does not exist in the given namespace. (code "
	  "2150858778, 0x8033801A)" },
	{ "test_psrp_is_alive_invalid_selectors.9.response", 2150858843,
	  ERR_FAILED, "The WS-Management service cannot process the request "
	  "because the request contained invalid selectors" },
	{ "test_psrp_is_alive_other_wsman_error.7.response", 2150858767,
	  ERR_FAILED, "The WS-Management service cannot process the request. "
	  "The XML contains an invalid timeout field in the SOAP header: "
	  "PT-1S. (code" },
	{ "test_winrs_fail_poll_process.3.response", 87, ERR_FAILED,
	  "The parameter is incorrect. (code 87, 0x00000057)" },
	{ "test_winrs_no_cmd_shell.3.response", 2147942402, ERR_FAILED,
	  "The system cannot find the file specified. (code 2147942402, "
	  "0x80070002)" },
	{ "test_winrs_operation_timeout.7.response", 2150858793, ERR_TIMEOUT,
	  "The WS-Management service cannot complete the operation within the "
	  "time specified in OperationTimeout. (code" },
	{ "wmi_error_v2", 2150859173, ERR_FAILED,
	  "The WS-Management service cannot process the request. This user is "
	  "allowed a maximum number of 30 concurrent shells, which has been "
	  "exceeded. Close existing shells or raise the quota for this user. "
	  "(code 2150859173, 0x803381A5)" },
};

static void recorded_faults(void **state)
{
	(void)state;
	need_shared();
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		AUTO_FREE char *file = xasprintf("faults/%s.xml",
						 faults[i].file);
		AUTO_FREE char *text = slurp(file);
		AUTO_XML *doc = NULL;
		AUTO_ERR e = ERR_INIT;
		const xml_node *body;

		assert_non_null(text);
		assert_int_equal(xml_parse(text, strlen(text), file, &doc, &e),
				 0);
		body = xml_child(xml_root(doc), NS_SOAP, "Body");
		assert_int_equal(wsman_fault(xml_child(body, NS_SOAP, "Fault"),
					     &e), -1);
		assert_int_equal(e.code, faults[i].code);
		assert_int_equal(e.kind, faults[i].kind);
		if (strncmp(e.msg, faults[i].text, strlen(faults[i].text)))
			fail_msg("%s: '%s'", file, e.msg);
	}
}

/* Written from FACTS 6.1, 6.5, 6.8: what the recorded ones do not have. */
static const struct {
	const char *xml;
	uint32_t code;
	enum err_kind kind;
	const char *msg, *hint;
} made[] = {
	{ "<s:Code><s:Value>s:MustUnderstand</s:Value></s:Code><s:Reason>"
	  "<s:Text xml:lang=\"\">A header was not understood. </s:Text>"
	  "</s:Reason>", 0, ERR_FAILED, "A header was not understood.", NULL },
	{ "<s:Code><s:Value>s:Sender</s:Value></s:Code>", 0, ERR_FAILED,
	  "s:Sender", NULL },
	{ "", 0, ERR_FAILED, "the host refused without saying why", NULL },
	{ "<s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value> w:TimedOut "
	  "</s:Value></s:Subcode></s:Code><s:Reason><s:Text/></s:Reason>",
	  2150858793, ERR_TIMEOUT, "w:TimedOut (code 2150858793, 0x80338029)",
	  NULL },
	{ "<s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>"
	  "a:DestinationUnreachable</s:Value></s:Subcode></s:Code>",
	  2150858752, ERR_NOT_FOUND, "a:DestinationUnreachable (code", NULL },
	/* the prefix decides, not its letter */
	{ "<s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>"
	  "q:TimedOut</s:Value></s:Subcode></s:Code>", 0, ERR_FAILED,
	  "q:TimedOut", NULL },
	{ "<s:Detail><f:WSManFault Code='5'><f:Message>Access is denied. "
	  "</f:Message></f:WSManFault></s:Detail>", 5, ERR_DENIED,
	  "Access is denied. (code 5, 0x00000005)", "Hyper-V Administrators" },
	{ "<s:Detail><f:WSManFault Code='1'><f:Message><f:ProviderFault>"
	  "<f:WSManFault Code='2'><f:Message><f:ProviderFault>"
	  "<f:WSManFault Code='2147749891'><f:Message>in\n\t\tmost"
	  "</f:Message></f:WSManFault></f:ProviderFault></f:Message>"
	  "</f:WSManFault></f:ProviderFault></f:Message></f:WSManFault>"
	  "</s:Detail>", 2147749891, ERR_DENIED,
	  "in most (code 2147749891, 0x80041003)", NULL },
	{ "<s:Detail><f:WSManFault Code='x'><f:Message>text</f:Message>"
	  "</f:WSManFault></s:Detail>", 0, ERR_FAILED, "text", NULL },
};

static void made_faults(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
		AUTO_FREE char *text = xasprintf(
			"<s:Fault xmlns:s='" NS_SOAP "' xmlns:w='" NS_WSMAN
			"' xmlns:a='" NS_ADDR "' xmlns:f='" NS_FAULT
			"' xmlns:q='urn:q'>%s</s:Fault>", made[i].xml);
		AUTO_XML *doc = NULL;
		AUTO_ERR e = ERR_INIT;

		assert_int_equal(xml_parse(text, strlen(text), "f", &doc, &e),
				 0);
		wsman_fault(xml_root(doc), &e);
		if (strncmp(e.msg, made[i].msg, strlen(made[i].msg)))
			fail_msg("'%s', not '%s'", e.msg, made[i].msg);
		assert_int_equal(e.code, made[i].code);
		assert_int_equal(e.kind, made[i].kind);
		if (made[i].hint)
			assert_non_null(strstr(e.hint, made[i].hint));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages),
		cmocka_unit_test(recorded_faults),
		cmocka_unit_test(made_faults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
