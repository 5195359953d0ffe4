/* test_xml.c - xml/xml.h: what hosts send, and what an attacker would */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "xml/xml.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define XSI "xmlns:xsi='" XML_NS_XSI "'"

/* A document that must parse. */
static xml_doc *must(const char *text)
{
	AUTO_ERR e = ERR_INIT;
	xml_doc *doc = NULL;

	if (xml_parse(text, strlen(text), "test", &doc, &e) < 0)
		fail_msg("%s: %s", text, e.msg);
	assert_non_null(doc);
	return doc;
}

static void test_namespaces(void **state)
{
	/* one prefix bound twice, two prefixes bound to one URI */
	AUTO_XML *doc = must("<p:r xmlns:p='urn:a' xmlns:q='urn:a'>"
			     "<p:x xmlns:p='urn:b'>b</p:x>"
			     "<q:x>a</q:x><x>none</x>"
			     "<x xmlns='urn:c'><y/></x></p:r>");
	const xml_node *r = xml_root(doc);

	(void)state;
	assert_true(xml_is(r, "urn:a", "r"));
	assert_false(xml_is(r, "urn:b", "r"));
	assert_false(xml_is(r, "urn:a", "R"));
	assert_true(xml_is(r, NULL, NULL));
	assert_string_equal(xml_name(r), "r");
	assert_string_equal(xml_ns(r), "urn:a");
	assert_string_equal(xml_text(xml_child(r, "urn:b", "x")), "b");
	assert_string_equal(xml_text(xml_child(r, "urn:a", "x")), "a");
	assert_string_equal(xml_text(xml_child(r, "", "x")), "none");
	assert_string_equal(xml_ns(xml_child(r, "", "x")), "");
	assert_string_equal(xml_text(xml_child(r, NULL, "x")), "b");
	assert_true(xml_is(xml_child(xml_child(r, "urn:c", "x"), NULL, NULL),
			   "urn:c", "y"));
	assert_null(xml_child(r, "urn:c", "y"));
}

static void test_walk(void **state)
{
	AUTO_XML *doc = must("<r> <a>1</a> text <!-- c --><b/><?pi x?>\n"
			     "<a>2</a><a xmlns='urn:n'>3</a></r>");
	const xml_node *n = xml_child(xml_root(doc), "", "a");

	(void)state;
	assert_string_equal(xml_text(n), "1");
	assert_string_equal(xml_name(xml_next(n, NULL, NULL)), "b");
	n = xml_next(n, "", "a");
	assert_string_equal(xml_text(n), "2");
	assert_int_equal(xml_line(n), 2);
	assert_null(xml_next(n, "", "a"));
	assert_string_equal(xml_text(xml_next(n, NULL, "a")), "3");
}

static void test_null(void **state)
{
	AUTO_STR s = STR_INIT;

	(void)state;
	assert_null(xml_root(NULL));
	assert_null(xml_child(NULL, "a", "b"));
	assert_null(xml_next(NULL, "a", "b"));
	assert_false(xml_is(NULL, NULL, NULL));
	assert_null(xml_name(NULL));
	assert_null(xml_ns(NULL));
	assert_int_equal(xml_line(NULL), 0);
	assert_null(xml_text(NULL));
	assert_null(xml_text_trimmed(NULL));
	assert_null(xml_attr(NULL, NULL, "a"));
	assert_false(xml_nil(NULL));
	assert_null(xml_prefix_ns(NULL, "p"));
	assert_null(xml_prefix_ns(NULL, "xml"));
	xml_serialize(NULL, &s);
	assert_int_equal(s.len, 0);
	xml_free(NULL);
}

static void test_text(void **state)
{
	static const struct { const char *in, *want, *trimmed; } cases[] = {
		{ "<a/>", "", "" },
		{ "<a></a>", "", "" },
		{ "<a>x</a>", "x", "x" },
		{ "<a> x y\n</a>", " x y\n", "x y" },
		{ "<a> \n\t</a>", " \n\t", "" },
		{ "<a><![CDATA[x<&]]></a>", "x<&", "x<&" },
		{ "<a>1<![CDATA[2]]>3<![CDATA[]]>&#52;&lt;<![CDATA[5]]></a>",
		  "1234<5", "1234<5" },
		{ "<a>1<!-- c -->2<?pi?>3</a>", "123", "123" },
		{ "<a>short enough to be kept in the node, or so&#33;</a>",
		  "short enough to be kept in the node, or so!",
		  "short enough to be kept in the node, or so!" },
		{ "<a>&amp;&apos;&quot;&gt;&#x1F600;</a>",
		  "&'\">\xf0\x9f\x98\x80", "&'\">\xf0\x9f\x98\x80" },
		{ "<a>a\r\nb&#13;c</a>", "a\nb\rc", "a\nb\rc" },
		{ "<a>one<b>in</b>two</a>", "one", "one" },
		{ "<a><b>in</b>two</a>", "two", "two" },
		{ "<a>\n  <b>in</b>\n</a>", "", "" },
		{ "<a><b>in</b></a>", "", "" },
		{ "<a><b>in</b>\n</a>", "", "" },
		{ "<a>\xc2\xa0</a>", "\xc2\xa0", "\xc2\xa0" },
		{ "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xfc</a>",
		  "\xc3\xbc", "\xc3\xbc" },
		{ "\xef\xbb\xbf<a>bom</a>", "bom", "bom" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		AUTO_XML *doc = must(cases[i].in);
		AUTO_FREE char *trimmed = xml_text_trimmed(xml_root(doc));

		assert_string_equal(xml_text(xml_root(doc)), cases[i].want);
		assert_string_equal(trimmed, cases[i].trimmed);
	}
}

/* One borrowed string, however it is cut into pieces. */
static void test_text_pieces(void **state)
{
	AUTO_STR in = STR_INIT;
	AUTO_STR want = STR_INIT;
	AUTO_XML *doc = NULL;

	(void)state;
	str_add(&in, "<a>");
	for (int i = 0; i < 20000; i++) {
		str_addf(&in, "t%d&#65;<![CDATA[<%d>]]><!--c-->&lt;", i, i);
		str_addf(&want, "t%dA<%d><", i, i);
	}
	str_add(&in, "</a>");
	doc = must(in.buf);
	assert_string_equal(xml_text(xml_root(doc)), want.buf);
}

static void test_attr(void **state)
{
	AUTO_XML *doc = must("<a k='v' e='' xmlns:p='urn:p' p:k='pv'"
			     " x='1&amp;2&#38;3&lt;&#x41; b\n' xml:lang='de'/>");
	const xml_node *a = xml_root(doc);

	(void)state;
	assert_string_equal(xml_attr(a, NULL, "k"), "v");
	assert_string_equal(xml_attr(a, "", "k"), "v");
	assert_string_equal(xml_attr(a, "urn:p", "k"), "pv");
	assert_string_equal(xml_attr(a, NULL, "e"), "");
	assert_string_equal(xml_attr(a, NULL, "x"), "1&2&3<A b ");
	assert_string_equal(xml_attr(a, XML_NS_XML, "lang"), "de");
	assert_null(xml_attr(a, NULL, "lang"));
	assert_null(xml_attr(a, "urn:q", "k"));
	assert_null(xml_attr(a, NULL, "p:k"));
}

static void test_nil(void **state)
{
	static const struct { const char *in; bool want; } cases[] = {
		{ "<a " XSI " xsi:nil='true'/>", true },
		{ "<a " XSI " xsi:nil='true'></a>", true },
		{ "<a " XSI " xsi:nil='1'/>", true },
		{ "<a " XSI " xsi:nil=' true&#10;'/>", true },
		{ "<a xmlns:i='" XML_NS_XSI "' i:nil='true'/>", true },
		{ "<a " XSI " xsi:nil='false'/>", false },
		{ "<a " XSI " xsi:nil='0'/>", false },
		{ "<a " XSI " xsi:nil=''/>", false },
		{ "<a " XSI " xsi:nil='true false'/>", false },
		{ "<a " XSI " xsi:nil='truely'/>", false },
		{ "<a nil='true'/>", false },
		{ "<a xmlns:xsi='urn:other' xsi:nil='true'/>", false },
		{ "<a/>", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		AUTO_XML *doc = must(cases[i].in);

		assert_int_equal(xml_nil(xml_root(doc)), cases[i].want);
	}
}

static void test_prefix_ns(void **state)
{
	AUTO_XML *doc = must("<p:r xmlns:p='urn:a' xmlns='urn:d' xmlns:q='urn:q'>"
			     "<x xmlns:p='urn:b'/><y xmlns=''/></p:r>");
	const xml_node *r = xml_root(doc);
	const xml_node *x = xml_child(r, NULL, "x");
	const xml_node *y = xml_child(r, NULL, "y");

	(void)state;
	assert_string_equal(xml_prefix_ns(r, "p"), "urn:a");
	assert_string_equal(xml_prefix_ns(x, "p"), "urn:b");
	assert_string_equal(xml_prefix_ns(x, "q"), "urn:q");
	assert_string_equal(xml_prefix_ns(x, ""), "urn:d");
	assert_null(xml_prefix_ns(y, ""));
	assert_null(xml_prefix_ns(r, "z"));
	assert_string_equal(xml_prefix_ns(r, "xml"), XML_NS_XML);
}

/* An undeclared prefix is in no namespace, and no failure. */
static void test_loose_namespaces(void **state)
{
	AUTO_XML *doc = must("<a><p:b/><c xmlns:x='not a uri'/></a>");

	(void)state;
	assert_null(xml_child(xml_root(doc), "urn:p", "b"));
	assert_non_null(xml_child(xml_root(doc), "", "c"));
}

static void refused(const char *text, size_t len, const char *says)
{
	AUTO_ERR e = ERR_INIT;
	xml_doc *doc = (xml_doc *)(uintptr_t)1;

	assert_int_equal(xml_parse(text, len, "reply", &doc, &e), -1);
	assert_ptr_equal(doc, (xml_doc *)(uintptr_t)1);
	assert_int_equal(e.kind, ERR_PROTOCOL);
	assert_true(!strncmp(e.msg, "reply: line ", 12));
	assert_null(strchr(e.msg, '\n'));
	if (!strstr(e.msg, says))
		fail_msg("'%s' is not in '%s'", says, e.msg);
}

static void test_refused(void **state)
{
	static const struct { const char *in, *says; } cases[] = {
		{ "", "line 1: " },
		{ "no xml", "line 1: " },
		{ "<a>", "line 1: " },
		{ "<a>\n<b>\n</a>", "line 3: " },
		{ "<a/><b/>", "line 1: " },
		{ "<a b='1' b='2'/>", "edefined" },
		{ "<a>&nbsp;</a>", "nbsp" },
		{ "<a>&#0;</a>", "line 1: " },
		{ "<a>\x01</a>", "line 1: " },
		{ "<a>\xff</a>", "line 1: " },
		{ "<?xml version='1.0' encoding='no-such'?><a/>", "no-such" },
		{ "<!DOCTYPE a><a/>", "line 1: a DTD" },
		{ "\n<!DOCTYPE a SYSTEM 'file:///etc/passwd'>\n<a/>", "a DTD" },
		{ "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
		  "<a>&x;</a>", "a DTD" },
		{ "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/'>%p;]>"
		  "<a/>", "a DTD" },
		{ "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;&x;&x;'>"
		  "<!ENTITY z '&y;&y;&y;&y;'>]><a>&z;</a>", "a DTD" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		refused(cases[i].in, strlen(cases[i].in), cases[i].says);
}

static void nest(struct str *s, int depth)
{
	for (int i = 0; i < depth; i++)
		str_add(s, "<a>");
	for (int i = 0; i < depth; i++)
		str_add(s, "</a>");
}

static void test_limits(void **state)
{
	AUTO_STR deep = STR_INIT;
	AUTO_STR deeper = STR_INIT;
	AUTO_STR text = STR_INIT;
	AUTO_XML *doc = NULL;

	(void)state;
	nest(&deep, 200);
	doc = must(deep.buf);
	nest(&deeper, 100000);
	refused(deeper.buf, deeper.len, "depth");
	str_add(&text, "<a>");
	for (int i = 0; i < 11; i++) {
		str_pad(&text, 'x', 1000000);
		str_add(&text, "<![CDATA[y]]>");
	}
	str_add(&text, "</a>");
	refused(text.buf, text.len, "line ");
	refused("", (size_t)1 << 40, "too long");
}

static const char sample[] =
	"<?xml version='1.0' encoding='UTF-8'?>\n"
	"<s:E xmlns:s='urn:s' " XSI " a='&#228;&amp;'><!-- c -->\n"
	"<s:B><p:X xmlns:p='urn:p' xsi:nil='true'/><![CDATA[<INSTANCE>]]>"
	"\xc3\xbc\xf0\x9f\x98\x80&#x1F600;&lt;</s:B><?pi data?></s:E>\n";

/* In a buffer of exactly that size, so that reading past it is noticed. */
static void parse_cut(const char *text, size_t len)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_XML *doc = NULL;
	AUTO_FREE char *copy = xcalloc(len, 1);

	memcpy(copy, text, len);
	if (xml_parse(copy, len, "cut", &doc, &e) < 0) {
		assert_int_equal(e.kind, ERR_PROTOCOL);
		assert_non_null(e.msg);
		assert_null(doc);
	} else {
		assert_true(xml_is(xml_root(doc), "urn:s", "E"));
	}
}

/* Little endian, behind a BOM; BMP and astral characters of UTF-8. */
static size_t to_utf16(const char *text, unsigned char *out)
{
	size_t n = 0;

	out[n++] = 0xff;
	out[n++] = 0xfe;
	for (const unsigned char *u = (const void *)text; *u; u++) {
		uint32_t cp = *u;
		int more = *u >= 0xf0 ? 3 : *u >= 0xe0 ? 2 : *u >= 0xc0;

		for (cp &= more ? 0x3fu >> more : 0x7f; more; more--)
			cp = cp << 6 | (*++u & 0x3f);
		if (cp > 0xffff) {
			uint32_t high = 0xd7c0 + (cp >> 10);

			out[n++] = high & 0xff;
			out[n++] = (unsigned char)(high >> 8);
			cp = 0xdc00 | (cp & 0x3ff);
		}
		out[n++] = cp & 0xff;
		out[n++] = (unsigned char)(cp >> 8);
	}
	return n;
}

static void test_cut(void **state)
{
	unsigned char wide[4 * sizeof sample];
	size_t n = to_utf16(sample, wide);

	(void)state;
	for (size_t len = 0; len < sizeof sample; len++)
		parse_cut(sample, len);
	for (size_t len = 0; len <= n; len++)
		parse_cut((const char *)wide, len);
}

/* Windows answers so when it is asked so; the prolog may well say UTF-8. */
static void test_utf16(void **state)
{
	static const char *const texts[] = {
		"<a>gr\xc3\xbc\xc3\x9f \xe4\xbd\xa0 \xf0\x9f\x98\x80</a>",
		"<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
		"<a>gr\xc3\xbc\xc3\x9f \xe4\xbd\xa0 \xf0\x9f\x98\x80</a>",
		"<?xml version=\"1.0\" encoding=\"utf-8\"?>"
		"<a>gr\xc3\xbc\xc3\x9f \xe4\xbd\xa0 \xf0\x9f\x98\x80</a>",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		unsigned char wide[400];
		AUTO_ERR e = ERR_INIT;
		AUTO_XML *doc = NULL;
		size_t n = to_utf16(texts[i], wide);

		if (xml_parse((char *)wide, n, "wide", &doc, &e) < 0)
			fail_msg("%s", e.msg);
		assert_string_equal(xml_text(xml_root(doc)),
				    "gr\xc3\xbc\xc3\x9f \xe4\xbd\xa0"
				    " \xf0\x9f\x98\x80");
	}
}

/* libxml2 is fond of writing to stderr; its decoders pass by the parser's own
 * handler, and what they say is the better message. */
static void test_silent(void **state)
{
	static const char undecodable[] =
		"<?xml version='1.0' encoding='windows-1252'?><a>\x81</a>";
	FILE *file = tmpfile();
	int keep = dup(STDERR_FILENO);
	AUTO_ERR e = ERR_INIT;
	AUTO_XML *doc = NULL;

	(void)state;
	assert_non_null(file);
	fflush(stderr);
	dup2(fileno(file), STDERR_FILENO);
	xml_parse("<a>\xff", 4, "x", &doc, &e);
	xml_parse("<a><p:b></c>", 12, "x", &doc, &e);
	xml_parse(undecodable, sizeof undecodable - 1, "x", &doc, &e);
	fflush(stderr);
	dup2(keep, STDERR_FILENO);
	close(keep);
	assert_int_equal(lseek(fileno(file), 0, SEEK_END), 0);
	fclose(file);
	assert_null(doc);
	assert_non_null(strstr(e.msg, "conversion failed"));
}

static void test_serialize(void **state)
{
	AUTO_XML *doc = must("<s:E xmlns:s='urn:s' xmlns='urn:d' " XSI
			     " xmlns:p='urn:p'><s:B xmlns:p='urn:p2'>"
			     "<i xsi:type='p:T' k='&quot;&#10;'>\n <p:x>a&lt;"
			     "<![CDATA[>&]]>&#13;\xc3\xbc</p:x><n xmlns=''/></i>"
			     "</s:B></s:E>");
	const xml_node *i = xml_child(xml_child(xml_root(doc), NULL, "B"),
				      "urn:d", "i");
	AUTO_STR s = STR_INIT;
	AUTO_XML *again = NULL;
	const xml_node *n;

	(void)state;
	xml_serialize(i, &s);
	again = must(s.buf);
	n = xml_root(again);
	assert_true(xml_is(n, "urn:d", "i"));
	assert_string_equal(xml_attr(n, NULL, "k"), "\"\n");
	assert_string_equal(xml_attr(n, XML_NS_XSI, "type"), "p:T");
	assert_string_equal(xml_prefix_ns(n, "p"), "urn:p2");
	assert_string_equal(xml_text(xml_child(n, "urn:p2", "x")),
			    "a<>&\r\xc3\xbc");
	assert_non_null(xml_child(n, "", "n"));
	assert_non_null(strstr(s.buf, "\xc3\xbc"));
	assert_non_null(strstr(s.buf, ">\n <p:x>"));
	assert_int_equal(s.buf[s.len - 1], '>');
	/* the document is as it was */
	assert_string_equal(xml_prefix_ns(i, "p"), "urn:p2");
	assert_null(xml_next(i, NULL, NULL));
}

/* A default namespace that was undone above must not come back. */
static void test_serialize_no_default(void **state)
{
	AUTO_XML *doc = must("<a xmlns='urn:d'><b xmlns=''><c/></b></a>");
	AUTO_STR s = STR_INIT;

	(void)state;
	xml_serialize(xml_child(xml_child(xml_root(doc), "", "b"), "", "c"), &s);
	assert_string_equal(s.buf, "<c/>");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_namespaces),
		cmocka_unit_test(test_walk),
		cmocka_unit_test(test_null),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_text_pieces),
		cmocka_unit_test(test_attr),
		cmocka_unit_test(test_nil),
		cmocka_unit_test(test_prefix_ns),
		cmocka_unit_test(test_loose_namespaces),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_utf16),
		cmocka_unit_test(test_silent),
		cmocka_unit_test(test_serialize),
		cmocka_unit_test(test_serialize_no_default),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
