/* tests/unit/test_object.c - properties, references, WQL */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "wmi/internal.h"
#include "wmi/object.h"
#include "wmi/wql.h"
#include "wsman/ns.h"
#include "xml/xml.h"

#define URI "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/X"

struct all {
	char *s;
	struct num n, t, i;
	struct wmi_strv sv;
	struct wmi_numv nv;
	struct wmi_ref *r;
	struct wmi_refv rv;
};

static const struct wmi_field fields[] = {
	FIELD("I", WMI_INTERVAL, all, i),
	FIELD("N", WMI_NUM, all, n),
	FIELD("Nv", WMI_NUMV, all, nv),
	FIELD("R", WMI_REF, all, r),
	FIELD("Rv", WMI_REFV, all, rv),
	FIELD("S", WMI_STR, all, s),
	FIELD("Sv", WMI_STRV, all, sv),
	FIELD("T", WMI_TIME, all, t),
	{ 0 }
};

static int read_text(const char *item, struct all *to, struct err *e)
{
	AUTO_STR text = STR_INIT;
	AUTO_XML *doc = NULL;
	struct wmi_object o;

	str_addf(&text, "<x xmlns:p='" URI "' xmlns:w='" NS_WSMAN "' xmlns:a='"
		 NS_ADDR "' xmlns:m='" NS_MSWS "' xmlns:cim='"
		 "http://schemas.dmtf.org/wbem/wscim/1/common' xmlns:xsi='"
		 XML_NS_XSI "'>%s</x>", item);
	assert_int_equal(xml_parse(text.buf, text.len, "item", &doc, e), 0);
	memset(to, 0, sizeof *to);
	o.node = xml_child(xml_root(doc), NULL, NULL);
	return wmi_read(&o, fields, to, e);
}

#define EPR "<a:Address>x</a:Address><a:ReferenceParameters>" \
	"<w:ResourceURI>" URI "</w:ResourceURI><w:SelectorSet>" \
	"<w:Selector Name='Name'>a b</w:Selector></w:SelectorSet>" \
	"</a:ReferenceParameters>"

static void check_full(const char *item)
{
	AUTO_ERR e = ERR_INIT;
	struct all a;

	assert_int_equal(read_text(item, &a, &e), 0);
	assert_string_equal(a.s, "x ");
	assert_true(a.n.set);
	assert_int_equal(a.n.v, 42);
	assert_true(a.t.set);
	assert_int_equal(a.t.v, 1366043323488171);
	assert_true(a.i.set);
	assert_int_equal(a.i.v, 300000000);
	assert_int_equal(a.sv.n, 3);
	assert_string_equal(a.sv.v[0], "b");
	assert_string_equal(a.sv.v[1], "");
	assert_string_equal(a.sv.v[2], "a");
	assert_int_equal(a.nv.n, 2);
	assert_int_equal(a.nv.v[1], 2);
	assert_string_equal(a.r->ns, "root/cimv2");
	assert_string_equal(a.r->class, "X");
	assert_string_equal(wmi_ref_key(a.r, "NAME"), "a b");
	assert_int_equal(a.rv.n, 2);
	assert_string_equal(a.rv.v[1]->class, "X");
	wmi_clear(fields, &a);
	assert_null(a.s);
	assert_int_equal(a.sv.n, 0);
	assert_null(a.r);
}

/* The same in both forms that hosts use, with unknown properties between. */
static void full(void **state)
{
	(void)state;
	check_full("<p:X><p:Other>y</p:Other>"
		   "<p:I><cim:Interval>P0DT0H5M0S</cim:Interval></p:I>"
		   "<p:N>42</p:N><p:nv>1</p:nv><p:nv>2</p:nv><p:R>" EPR "</p:R>"
		   "<p:RV>" EPR "</p:RV><p:RV><a:EndpointReference>" EPR
		   "</a:EndpointReference></p:RV><p:S>x </p:S><p:S>y</p:S>"
		   "<p:Sv>b</p:Sv><p:Sv/><p:Sv>a</p:Sv><p:T><cim:Datetime>"
		   "2013-04-15T16:28:43.488171Z</cim:Datetime></p:T></p:X>");
	check_full("<w:XmlFragment><T><Datetime>2013-04-15T16:28:43.488171Z"
		   "</Datetime></T><S>x </S><Sv>b</Sv><Sv></Sv><Sv>a</Sv>"
		   "<I>00000000000500.000000:000</I><n> 42\n</n><Nv>1</Nv>"
		   "<Nv>2</Nv><R>\\\\HV\\root\\cimv2:X.Name=\"a b\"</R>"
		   "<Rv>" EPR "</Rv><Rv>" EPR "</Rv></w:XmlFragment>");
}

/* FACTS 1.7, 1.8: absent, nil, and nil that says it is an array. */
static void nulls(void **state)
{
	static const char *const items[] = {
		"<p:X/>",
		("<p:X><p:I xsi:nil='true'/><p:N xsi:nil='true'/>"
		 "<p:Nv xsi:nil='true'/><p:R xsi:nil='true'/>"
		 "<p:Rv xsi:nil='1'/><p:S xsi:nil='true'/>"
		 "<p:Sv xsi:nil='true' m:IsNullArray='true'/>"
		 "<p:T xsi:nil='true'/></p:X>"),
		("<p:X><p:R/><p:N></p:N><p:T><cim:Datetime>"
		 "1601-01-01T00:00:00Z</cim:Datetime></p:T></p:X>"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
		static const struct all none;
		AUTO_ERR e = ERR_INIT;
		struct all a;

		assert_int_equal(read_text(items[i], &a, &e), 0);
		assert_memory_equal(&a, &none, sizeof a);
	}
}

static void numbers(void **state)
{
	static const struct { const char *in; uint64_t want; } cases[] = {
		{ "0", 0 }, { "18446744073709551615", UINT64_MAX },
		{ "-1", UINT64_MAX }, { "true", 1 }, { "FALSE", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		AUTO_STR item = STR_INIT;
		AUTO_ERR e = ERR_INIT;
		struct all a;

		str_addf(&item, "<p:X><p:N>%s</p:N></p:X>", cases[i].in);
		assert_int_equal(read_text(item.buf, &a, &e), 0);
		assert_true(a.n.set);
		assert_true(a.n.v == cases[i].want);
	}
}

static void misfits(void **state)
{
	static const struct { const char *in, *msg; } cases[] = {
		{ "<p:X><p:N>abc</p:N></p:X>",
		  "X: N is 'abc', which is no number" },
		{ "<p:X><p:N>18446744073709551616</p:N></p:X>", "no number" },
		{ "<p:X><p:Nv>1</p:Nv><p:Nv>0.5</p:Nv></p:X>", "X: Nv is" },
		{ "<w:XmlFragment><T>yesterday</T></w:XmlFragment>",
		  "object: T is 'yesterday', which is no time" },
		{ "<p:X><p:I>P1Y</p:I></p:X>", "no interval" },
		{ "<p:X><p:S>freed</p:S><p:R>no=path</p:R></p:X>",
		  "X: R: 'no=path' is no object path" },
		{ "<p:X><p:Rv><a:ReferenceParameters><w:ResourceURI>http://e/"
		  "</w:ResourceURI></a:ReferenceParameters></p:Rv></p:X>",
		  "X: Rv: a reference to 'http://e/', which is no WMI class" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		AUTO_ERR e = ERR_INIT;
		struct all a;

		assert_int_equal(read_text(cases[i].in, &a, &e), -1);
		assert_int_equal(e.kind, ERR_PROTOCOL);
		if (!strstr(e.msg, cases[i].msg))
			fail_msg("'%s', not '%s'", e.msg, cases[i].msg);
		wmi_clear(fields, &a);
	}
}

static void paths(void **state)
{
	static const struct { const char *in, *ns, *class, *path; } cases[] = {
		{ "A.K=\"v\"", "d", "A", "A.K=\"v\"" },
		{ "A.K=\"a\\\\b\\\"c\",L=5", "d", "A",
		  "A.K=\"a\\\\b\\\"c\",L=\"5\"" },
		{ "\\\\HV\\root\\virtualization\\v2:Msvm_X.InstanceID="
		  "\"Microsoft:1\\\\2\"", "root/virtualization/v2", "Msvm_X",
		  "Msvm_X.InstanceID=\"Microsoft:1\\\\2\"" },
		{ "//./root/cimv2:A=@", "root/cimv2", "A", "A" },
		{ "root\\cimv2:A", "root/cimv2", "A", "A" },
		{ "A.K=\"x:y=z,w\"", "d", "A", "A.K=\"x:y=z,w\"" },
		{ "A.K=\"\"", "d", "A", "A.K=\"\"" },
		{ "", NULL, NULL, NULL }, { "A.", NULL, NULL, NULL },
		{ "A.K", NULL, NULL, NULL }, { "A.K=", NULL, NULL, NULL },
		{ "A.K=\"v", NULL, NULL, NULL },
		{ "A.K=\"v\\", NULL, NULL, NULL },
		{ "A.K=\"v\"x", NULL, NULL, NULL },
		{ "A.K=\"v\",", NULL, NULL, NULL },
		{ "A B.K=\"v\"", NULL, NULL, NULL },
		{ "A=\"v\"", NULL, NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		AUTO_STR path = STR_INIT;
		AUTO_ERR e = ERR_INIT;
		AUTO_REF *r = NULL, *copy = NULL;
		int got = wmi_ref_parse(cases[i].in, "d", &r, &e);

		if (got != (cases[i].path ? 0 : -1))
			fail_msg("'%s': %d", cases[i].in, got);
		if (got < 0)
			continue;
		copy = wmi_ref_copy(r);
		wmi_ref_path(copy, &path);
		assert_string_equal(path.buf, cases[i].path);
		assert_string_equal(copy->ns, cases[i].ns);
		assert_string_equal(copy->class, cases[i].class);
	}
}

static void wql(void **state)
{
	AUTO_REF *r = wmi_ref_new("root/cimv2", "A", "K", "it's\"", NULL);
	AUTO_STR q = STR_INIT;

	(void)state;
	wql_select(&q, "X", fields);
	assert_string_equal(q.buf, "SELECT I,N,Nv,R,Rv,S,Sv,T FROM X");
	wql_where(&q, "S", "=", "Bob's \\ WHERE ");
	wql_or(&q, "S", "<>", "");
	wql_where_num(&q, "N", ">", 7);
	wql_or_num(&q, "N", "=", 18446744073709551615u);
	wql_where_prefix(&q, "S", "50%'");
	assert_string_equal(q.buf, "SELECT I,N,Nv,R,Rv,S,Sv,T FROM X"
		" WHERE S = 'Bob\\'s \\\\ WHERE ' OR S <> '' AND N > 7"
		" OR N = 18446744073709551615 AND S LIKE '50[%]\\'%'");
	str_clear(&q);
	wql_select(&q, "X", NULL);
	assert_string_equal(q.buf, "SELECT * FROM X");
	str_clear(&q);
	wql_associators(&q, r, "B", "C");
	assert_string_equal(q.buf, "ASSOCIATORS OF {A.K=\"it's\\\"\"} WHERE"
			    " AssocClass = B ResultClass = C");
	str_clear(&q);
	wql_associators(&q, r, NULL, NULL);
	assert_string_equal(q.buf, "ASSOCIATORS OF {A.K=\"it's\\\"\"}");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(full),
		cmocka_unit_test(nulls),
		cmocka_unit_test(numbers),
		cmocka_unit_test(misfits),
		cmocka_unit_test(paths),
		cmocka_unit_test(wql),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
