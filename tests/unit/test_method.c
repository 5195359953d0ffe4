/* tests/unit/test_method.c - Get, Identify, methods and their jobs */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/intr.h"
#include "script.h"
#include "wmi/embedded.h"
#include "wmi/job.h"
#include "wmi/method.h"
#include "wmi/object.h"

#define VM      "Msvm_ComputerSystem"
#define HGS     "root/Microsoft/Windows/Hgs"
#define OUT(x)  "<p:Do_OUTPUT xmlns:p=\"" WMI V2 "/" VM "\">" x \
	"</p:Do_OUTPUT>"
#define VALUE(n) "<p:ReturnValue>" n "</p:ReturnValue>"
#define EPR(class, id) "<a:Address>" WSMAN_ANONYMOUS "</a:Address>" \
	"<a:ReferenceParameters><w:ResourceURI>" WMI V2 "/" class \
	"</w:ResourceURI><w:SelectorSet><w:Selector Name=\"InstanceID\">" id \
	"</w:Selector></w:SelectorSet></a:ReferenceParameters>"
#define STARTED OUT("<p:Job>" EPR("Msvm_StorageJob", "j1") "</p:Job>" \
		    VALUE("4096"))
#define NIL " xmlns:xsi=\"" XML_NS_XSI "\" xsi:nil=\"true\"/>"
#define JOB(state, percent, code, error) \
	"<p:Msvm_StorageJob xmlns:p=\"" WMI V2 "/Msvm_StorageJob\">" \
	"<p:ErrorCode>" code "</p:ErrorCode><p:ErrorDescription>" error \
	"</p:ErrorDescription><p:ErrorSummaryDescription>summary" \
	"</p:ErrorSummaryDescription><p:JobState>" state "</p:JobState>" \
	"<p:PercentComplete>" percent "</p:PercentComplete></p:Msvm_StorageJob>"
#define ERRORS(text) "<p:GetErrorEx_OUTPUT xmlns:p=\"" WMI V2 \
	"/Msvm_StorageJob\"><p:Errors>" text "</p:Errors>" VALUE("0") \
	"</p:GetErrorEx_OUTPUT>"
#define CIM_ERROR "&lt;INSTANCE CLASSNAME=\"Msvm_Error\"&gt;&lt;PROPERTY " \
	"NAME=\"Message\" TYPE=\"string\"&gt;&lt;VALUE&gt;'web01' &amp;lt; 4 " \
	"GB\n&lt;/VALUE&gt;&lt;/PROPERTY&gt;&lt;/INSTANCE&gt;"

/* Do is called and its job waited for; what comes of it. */
static const struct {
	const char *says[8];
	const char *msg;                /* NULL: it went well */
	enum err_kind kind;
	uint32_t code;
	int requests;
} runs[] = {
	{ { OUT(VALUE("0")) }, NULL, ERR_NONE, 0, 1 },
	/* FACTS 4.3 */
	{ { OUT("") }, NULL, ERR_NONE, 0, 1 },
	{ { "" }, NULL, ERR_NONE, 0, 1 },
	{ { OUT("<p:Job" NIL VALUE("0")) }, NULL, ERR_NONE, 0, 1 },
	{ { OUT(VALUE("32775")) }, "Invalid state for this operation (32775)",
	  ERR_STATE, 32775, 1 },
	{ { OUT(VALUE("32769")) }, "Access denied (32769)", ERR_DENIED, 32769,
	  1 },
	{ { OUT(VALUE("32772")) }, "Timeout (32772)", ERR_TIMEOUT, 32772, 1 },
	{ { OUT(VALUE("4")) }, "Invalid parameter (4)", ERR_FAILED, 4, 1 },
	{ { OUT(VALUE("12345")) }, "Do returned 12345", ERR_FAILED, 12345, 1 },
	{ { OUT(VALUE("4096")) }, "started a job, but not which", ERR_PROTOCOL,
	  0, 1 },
	{ { OUT(VALUE("x")) }, "ReturnValue is 'x', which is no number",
	  ERR_PROTOCOL, 0, 1 },
	{ { "<Other/>" }, "Do was answered with 'Other'", ERR_PROTOCOL, 0, 1 },
	{ { "!" FAULT("2150858752", "a:DestinationUnreachable", "not there") },
	  "not there (code 2150858752, 0x80338000)", ERR_NOT_FOUND, 2150858752,
	  1 },
	{ { STARTED, JOB("4", "50", "0", ""), JOB("7", "100", "0", "") },
	  NULL, ERR_NONE, 0, 3 },
	/* completed with warnings is done */
	{ { STARTED, JOB("32768", "100", "0", "") }, NULL, ERR_NONE, 0, 2 },
	{ { STARTED, JOB("10", "7", "32788", "no\n  memory ") },
	  "no memory (code 32788)", ERR_JOB, 32788, 2 },
	{ { STARTED, JOB("10", "7", "5", ""), ERRORS(CIM_ERROR) },
	  "'web01' < 4 GB (code 5)", ERR_JOB, 5, 3 },
	{ { STARTED, JOB("8", "7", "5", " "), ERRORS("no XML") },
	  "summary (code 5)", ERR_JOB, 5, 3 },
	{ { STARTED, "!" FAULT("2150858752", "a:X", "gone") },
	  "job j1 is gone", ERR_JOB, 0, 2 },
	{ { STARTED, "!" FAULT("2150858793", "w:TimedOut", "slow"),
	    JOB("7", "100", "0", "") }, NULL, ERR_NONE, 0, 3 },
};

static struct wmi_ref *vm_ref(void)
{
	return wmi_ref_new(V2, VM, "CreationClassName", VM, "Name", "G&1",
			   NULL);
}

static void methods(void **state)
{
	AUTO_REF *vm = vm_ref();

	(void)state;
	for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
		AUTO_RESULT result = { 0, NULL, NULL, NULL };
		AUTO_ERR e = ERR_INIT;
		struct wmi_conn *conn;
		struct canned *c;
		int r;

		script = runs[i].says;
		c = canned_start(say_script);
		conn = open_to(c);
		r = wmi_invoke_wait(conn, vm, "Do", NULL, NULL, &result, &e);
		if (e.kind != runs[i].kind || e.code != runs[i].code ||
		    (runs[i].msg && !strstr(e.msg, runs[i].msg)))
			fail_msg("run %zu: %d %u %s", i, (int)e.kind,
				 (unsigned)e.code, e.msg);
		assert_int_equal(r, runs[i].msg ? -1 : 0);
		assert_int_equal(c->requests, runs[i].requests);
		wmi_close(conn);
		canned_stop(c);
	}
}

/* Compares the XML of two texts without regard to white space and prefixes. */
static void canonical(const xml_node *n, struct str *to)
{
	AUTO_FREE char *text = xml_text_trimmed(n);
	const char *name = xml_attr(n, NULL, "Name");

	str_addf(to, "{%s}%s(%s)[%s", xml_ns(n), xml_name(n), name ? name : "",
		 text);
	for (n = xml_child(n, NULL, NULL); n; n = xml_next(n, NULL, NULL))
		canonical(n, to);
	str_addc(to, ']');
}

static void check_same(const xml_node *got, const char *want)
{
	AUTO_STR a = STR_INIT, b = STR_INIT;
	AUTO_XML *doc = NULL;
	AUTO_ERR e = ERR_INIT;

	assert_int_equal(xml_parse(want, strlen(want), "want", &doc, &e), 0);
	canonical(got, &a);
	canonical(xml_root(doc), &b);
	assert_string_equal(a.buf, b.buf);
}

/* FACTS 4.4, 4.5, 5.2 to 5.5: how parameters travel. */
static const char input_wanted[] =
	"<p:Do_INPUT xmlns:p='" WMI V2 "/" VM "' xmlns:a='" NS_ADDR "'"
	" xmlns:w='" NS_WSMAN "'>"
	"<p:Force>true</p:Force><p:State>2</p:State>"
	"<p:Names>a&amp;b</p:Names><p:Names/>"
	"<p:Target><a:Address>" WSMAN_ANONYMOUS "</a:Address>"
	"<a:ReferenceParameters><w:ResourceURI>" WMI V2 "/Msvm_X"
	"</w:ResourceURI><w:SelectorSet><w:Selector Name='InstanceID'>"
	"Microsoft:&lt;1&gt;\\2</w:Selector></w:SelectorSet>"
	"</a:ReferenceParameters></p:Target>"
	"<p:Settings>&lt;INSTANCE CLASSNAME=\"Msvm_Y\"&gt;"
	"&lt;PROPERTY NAME=\"ElementName\" TYPE=\"string\"&gt;"
	"&lt;VALUE&gt;a &amp;amp; &amp;lt;b&amp;gt;&lt;/VALUE&gt;"
	"&lt;/PROPERTY&gt;"
	"&lt;PROPERTY NAME=\"Limit\" TYPE=\"uint64\"&gt;"
	"&lt;VALUE&gt;100000&lt;/VALUE&gt;&lt;/PROPERTY&gt;"
	"&lt;PROPERTY.ARRAY NAME=\"Notes\" TYPE=\"string\"&gt;"
	"&lt;VALUE.ARRAY&gt;&lt;VALUE&gt;n&lt;/VALUE&gt;&lt;/VALUE.ARRAY&gt;"
	"&lt;/PROPERTY.ARRAY&gt;&lt;/INSTANCE&gt;</p:Settings>"
	"<p:Owner xmlns:e='" WMI HGS "/MSFT_X'>"
	"<e:Name>a&amp;b</e:Name><e:Octet>1</e:Octet><e:Octet>2</e:Octet>"
	"</p:Owner></p:Do_INPUT>";

struct thing { char *name, *null; struct wmi_strv octets, none; };
static const struct wmi_field thing_fields[] = {
	FIELD("Name", WMI_STR, thing, name),
	FIELD("Null", WMI_STR, thing, null),
	FIELD("Octet", WMI_STRV, thing, octets),
	FIELD("None", WMI_STRV, thing, none),
	{ 0 }
};

static void make_input(struct wmi_args *in)
{
	AUTO_REF *x = wmi_ref_new(V2, "Msvm_X", "InstanceID",
				  "Microsoft:<1>\\2", NULL);
	AUTO_INSTANCE y = WMI_INSTANCE_INIT("Msvm_Y");
	const char *const notes[] = { "n" };

	wmi_args_bool(in, "Force", true);
	wmi_args_num(in, "State", 2);
	wmi_args_str(in, "Names", "a&b");
	wmi_args_str(in, "Names", "");
	wmi_args_ref(in, "Target", x);
	wmi_instance_set(&y, "ElementName", "string", "a & <b>");
	wmi_instance_set_num(&y, "Limit", "uint64", 100000);
	wmi_instance_set_array(&y, "Notes", "string", notes, 1);
	wmi_args_instance(in, "Settings", &y);
	wmi_args_object(in, "Owner", HGS, "MSFT_X", thing_fields,
			&(struct thing){ (char []){ "a&b" }, NULL,
			{ (char *[]){ (char []){ "1" }, (char []){ "2" } }, 2 },
			{ NULL, 0 } });
}

/* An object within another: in XML, in an element of its own, as text. */
static const struct { const char *says, *name, *msg; } inner[] = {
	{ OUT("<p:It xmlns:e='u'><e:Name>a</e:Name><e:Octet>1</e:Octet></p:It>"),
	  "a", NULL },
	{ OUT("<p:IT><p:MSFT_X><p:Octet>1</p:Octet><p:Name>b</p:Name>"
	      "</p:MSFT_X></p:IT>"), "b", NULL },
	{ OUT("<p:It><p:Name>only</p:Name></p:It>"), "only", NULL },
	{ OUT("<p:It>&lt;INSTANCE CLASSNAME=\"X\"&gt;&lt;PROPERTY NAME=\"Name\" "
	      "TYPE=\"string\"&gt;&lt;VALUE&gt;c&lt;/VALUE&gt;&lt;/PROPERTY&gt;"
	      "&lt;/INSTANCE&gt;</p:It>"), "c", NULL },
	{ OUT("<p:It>some text</p:It>"), NULL, "It: " },
	{ OUT("<p:It" NIL), NULL, "Do_OUTPUT has no It" },
	{ OUT("<p:It/>"), NULL, "Do_OUTPUT has no It" },
	{ OUT(VALUE("0")), NULL, "Do_OUTPUT has no It" },
};

static void within(void **state)
{
	AUTO_REF *vm = vm_ref();

	(void)state;
	for (size_t i = 0; i < sizeof inner / sizeof *inner; i++) {
		const char *says[] = { inner[i].says };
		AUTO_RESULT result = { 0, NULL, NULL, NULL };
		AUTO_ERR e = ERR_INIT;
		struct thing t = { 0 };
		struct wmi_conn *conn;
		struct canned *c;

		script = says;
		c = canned_start(say_script);
		conn = open_to(c);
		assert_int_equal(wmi_invoke(conn, vm, "Do", NULL, &result, &e),
				 0);
		assert_int_equal(wmi_embedded_member(result.out, "It",
						     thing_fields, &t, &e),
				 inner[i].msg ? -1 : 0);
		if (inner[i].msg) {
			assert_int_equal(e.kind, ERR_PROTOCOL);
			assert_int_equal(strncmp(e.msg, inner[i].msg,
						 strlen(inner[i].msg)), 0);
		} else {
			assert_string_equal(t.name, inner[i].name);
		}
		wmi_clear(thing_fields, &t);
		wmi_close(conn);
		canned_stop(c);
	}
}

struct made { struct wmi_strv names; struct wmi_ref *system; };
static const struct wmi_field made_fields[] = {
	FIELD("Names", WMI_STRV, made, names),
	FIELD("ResultingSystem", WMI_REF, made, system),
	{ 0 }
};

static void what_is_sent(void **state)
{
	static const char *const says[] = {
		OUT("<p:Names>x</p:Names><p:Names>y</p:Names>"
		    "<p:ResultingSystem>" EPR("Msvm_Z", "z1")
		    "</p:ResultingSystem>" VALUE("0")),
	};
	AUTO_REF *vm = vm_ref();
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT result = { 0, NULL, NULL, NULL };
	AUTO_XML *doc = NULL;
	AUTO_ERR e = ERR_INIT;
	struct made made = { { NULL, 0 }, NULL };
	const xml_node *h, *set;
	struct wmi_conn *conn;
	struct canned *c;

	(void)state;
	script = says;
	c = canned_start(say_script);
	conn = open_to(c);
	make_input(&in);
	assert_int_equal(wmi_invoke(conn, vm, "Do", &in, &result, &e), 0);
	h = request_part(c, 0, "Header", &doc);
	assert_string_equal(xml_text(xml_child(h, NS_ADDR, "Action")),
			    WMI V2 "/" VM "/Do");
	assert_string_equal(xml_text(xml_child(h, NS_WSMAN, "ResourceURI")),
			    WMI V2 "/" VM);
	set = xml_child(h, NS_WSMAN, "SelectorSet");
	check_same(set, "<w:SelectorSet xmlns:w='" NS_WSMAN "'><w:Selector "
		   "Name='CreationClassName'>" VM "</w:Selector><w:Selector "
		   "Name='Name'>G&amp;1</w:Selector></w:SelectorSet>");
	check_same(xml_child(xml_next(h, NS_SOAP, "Body"), NULL, NULL),
		   input_wanted);
	assert_int_equal(wmi_read(result.out, made_fields, &made, &e), 0);
	assert_int_equal(made.names.n, 2);
	assert_string_equal(made.names.v[1], "y");
	assert_string_equal(made.system->class, "Msvm_Z");
	assert_string_equal(wmi_ref_key(made.system, "instanceid"), "z1");
	wmi_clear(made_fields, &made);
	wmi_close(conn);
	canned_stop(c);
}

/* The job is asked for by its own reference, whatever class it is. */
static void note(void *arg, const char *id, int percent)
{
	str_addf(arg, "%s:%d ", id, percent);
}

static void job_progress(void **state)
{
	static const char *const says[] = {
		STARTED, JOB("4", "50", "0", ""), JOB("4", "999", "0", ""),
		JOB("7", "100", "0", ""),
	};
	AUTO_STR told = STR_INIT;
	struct wmi_progress progress = { 0, note, &told };
	AUTO_REF *vm = vm_ref();
	AUTO_RESULT result = { 0, NULL, NULL, NULL };
	AUTO_XML *doc = NULL;
	AUTO_ERR e = ERR_INIT;
	struct wmi_conn *conn;
	struct canned *c;
	const xml_node *h;

	(void)state;
	script = says;
	c = canned_start(say_script);
	conn = open_to(c);
	assert_int_equal(wmi_invoke_wait(conn, vm, "Do", NULL, &progress,
					 &result, &e), 0);
	assert_string_equal(told.buf, "j1:0 j1:50 j1:100 j1:100 ");
	h = request_part(c, 1, "Header", &doc);
	assert_string_equal(xml_text(xml_child(h, NS_ADDR, "Action")),
			    ACTION_GET);
	assert_string_equal(xml_text(xml_child(h, NS_WSMAN, "ResourceURI")),
			    WMI V2 "/Msvm_StorageJob");
	assert_int_equal(result.value, 4096);
	wmi_close(conn);
	canned_stop(c);
}

static void say_running(struct canned *c, int n, struct answer *a)
{
	(void)c;
	a->body = envelope(n ? JOB("4", "1", "0", "") : STARTED);
	if (n == 2)
		kill(getppid(), SIGUSR1);
}

static void job_timeout(void **state)
{
	struct wmi_progress progress = { 1, NULL, NULL };
	struct canned *c;
	AUTO_REF *vm = vm_ref();
	AUTO_RESULT result = { 0, NULL, NULL, NULL };
	struct wmi_conn *conn;
	AUTO_ERR e = ERR_INIT;

	(void)state;
	signal(SIGUSR1, SIG_IGN);
	c = canned_start(say_running);
	conn = open_to(c);
	assert_int_equal(wmi_invoke_wait(conn, vm, "Do", NULL, &progress,
					 &result, &e), -1);
	assert_int_equal(e.kind, ERR_TIMEOUT);
	assert_string_equal(e.msg, "job j1 has not ended within 1 s and runs "
				   "on at 127.0.0.1");
	wmi_close(conn);
	canned_stop(c);
}

static void raise_int(int sig)
{
	(void)sig;
	raise(SIGINT);
}

static void job_interrupted(void **state)
{
	struct canned *c;
	AUTO_REF *vm = vm_ref();
	AUTO_RESULT result = { 0, NULL, NULL, NULL };
	struct wmi_conn *conn;
	AUTO_ERR e = ERR_INIT;

	(void)state;
	intr_catch();
	signal(SIGUSR1, raise_int);
	c = canned_start(say_running);
	conn = open_to(c);
	assert_int_equal(wmi_invoke_wait(conn, vm, "Do", NULL, NULL, &result,
					 &e), -1);
	intr_reset();
	intr_default();
	assert_int_equal(e.kind, ERR_INTERRUPTED);
	assert_string_equal(e.msg, "interrupted; job j1 runs on at 127.0.0.1");
	wmi_close(conn);
	canned_stop(c);
}

static void identify(void **state)
{
	static const char *const says[] = {
		"<i:IdentifyResponse xmlns:i=\"" NS_IDENT "\">"
		"<i:ProductVendor>Microsoft Corporation</i:ProductVendor>"
		"<i:ProductVersion>OS: 10.0.17763 SP: 0.0 Stack: 3.0"
		"</i:ProductVersion></i:IdentifyResponse>",
		"<other/>",
	};
	struct wmi_identity id = { NULL, NULL };
	struct wmi_conn *conn;
	struct canned *c;
	AUTO_ERR e = ERR_INIT;

	(void)state;
	script = says;
	c = canned_start(say_script);
	conn = open_to(c);
	assert_int_equal(wmi_identify(conn, &id, &e), 0);
	assert_string_equal(id.vendor, "Microsoft Corporation");
	assert_string_equal(id.version, "OS: 10.0.17763 SP: 0.0 Stack: 3.0");
	free(id.vendor);
	free(id.version);
	assert_int_equal(wmi_identify(conn, &id, &e), -1);
	assert_int_equal(e.kind, ERR_PROTOCOL);
	wmi_close(conn);
	canned_stop(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(methods),
		cmocka_unit_test(what_is_sent),
		cmocka_unit_test(within),
		cmocka_unit_test(job_progress),
		cmocka_unit_test(job_timeout),
		cmocka_unit_test(job_interrupted),
		cmocka_unit_test(identify),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
