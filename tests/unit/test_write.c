/* test_write.c - xml/write.h: what is written is what is read back */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/str.h"
#include "xml/write.h"
#include "xml/xml.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static void test_tags(void **state)
{
	AUTO_STR s = STR_INIT;

	(void)state;
	xml_open(&s, "w:SelectorSet", NULL);
	xml_leaf(&s, "w:Selector", "a<b", "Name", "x\"y", NULL);
	xml_leaf(&s, "n", NULL, NULL);
	xml_leaf(&s, "n", "", "a", "", NULL);
	xml_empty(&s, "e", "gone", NULL, "kept", "1", "last", NULL, NULL);
	xml_empty(&s, "e", NULL);
	xml_close(&s, "w:SelectorSet");
	assert_string_equal(s.buf, "<w:SelectorSet>"
			    "<w:Selector Name=\"x&quot;y\">a&lt;b</w:Selector>"
			    "<n></n><n a=\"\"></n><e kept=\"1\"/><e/>"
			    "</w:SelectorSet>");
}

static void test_open_attributes(void **state)
{
	AUTO_STR s = STR_INIT;

	(void)state;
	xml_open(&s, "a", "xmlns", "urn:x", "none", NULL, "b", "2", NULL);
	assert_string_equal(s.buf, "<a xmlns=\"urn:x\" b=\"2\">");
}

/* Text and attribute come back as they were, or with '?' where they must. */
static void test_round_trip(void **state)
{
	static const struct { const char *in, *want; } cases[] = {
		{ "", "" },
		{ "Bob's \"VM\" <&>", "Bob's \"VM\" <&>" },
		{ "</a><b/>", "</a><b/>" },
		{ "]]>", "]]>" },
		{ "&#13;&lt;", "&#13;&lt;" },
		{ " two  blanks ", " two  blanks " },
		{ "a\tb\nc\r\nd\re", "a\tb\nc\r\nd\re" },
		{ "\x01\x1b\xff\xef\xbf\xbf", "????" },
		{ "\xc3\xbc \xf0\x9f\x98\x80 \x7f \xc2\x85",
		  "\xc3\xbc \xf0\x9f\x98\x80 \x7f \xc2\x85" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		AUTO_STR s = STR_INIT;
		AUTO_ERR e = ERR_INIT;
		AUTO_XML *doc = NULL;
		const xml_node *a;

		xml_leaf(&s, "a", cases[i].in, "k", cases[i].in, NULL);
		assert_int_equal(xml_parse(s.buf, s.len, "t", &doc, &e), 0);
		a = xml_root(doc);
		assert_string_equal(xml_text(a), cases[i].want);
		assert_string_equal(xml_attr(a, NULL, "k"), cases[i].want);
		assert_null(xml_child(a, NULL, NULL));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tags),
		cmocka_unit_test(test_open_attributes),
		cmocka_unit_test(test_round_trip),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
