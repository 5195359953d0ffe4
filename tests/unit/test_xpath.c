/* test_xpath.c - parts of a document, by XPath */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "xml/xml.h"

static const char doc[] =
	"<a x='1'>\n"
	"  <b n='2'>\n    <c>&lt;t&gt;</c>\n  </b>\n"
	"  <b n='3'/>\n"
	"  <m>\n    <p:q xmlns:p='urn:p' k='v'/>\n  </m>\n"
	"  <s> </s>\n"
	"</a>\n";

static void selects(void **state)
{
	static const struct {
		const char *expr;
		bool wrap;
		size_t n;
		const char *want;
	} rows[] = {
		{ "//b", false, 2,
		  "<b n=\"2\">\n  <c>&lt;t&gt;</c>\n</b>\n<b n=\"3\"/>\n" },
		{ "//b[@n=3]", false, 1, "<b n=\"3\"/>\n" },
		{ "//c/text()", false, 1, "&lt;t&gt;\n" },
		{ "//b/@n", false, 2, " n=\"2\"\n n=\"3\"\n" },
		/* in document order, whatever the expression's */
		{ "//c | /a/b[2]", true, 2, "<nodes>\n  <c>&lt;t&gt;</c>\n"
		  "  <b n=\"3\"/>\n</nodes>\n" },
		{ "/a/@x", true, 1, "<nodes x=\"1\"/>\n" },
		/* prefixes are the document's */
		{ "//p:q", false, 1,
		  "<p:q xmlns:p=\"urn:p\" k=\"v\"/>\n" },
		{ "//s", false, 1, "<s> </s>\n" },
		{ "//none", false, 0, "" },
		{ "//none", true, 0, "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		AUTO_STR to = STR_INIT;
		AUTO_ERR e = ERR_INIT;
		size_t n = 99;

		assert_int_equal(xml_xpath(doc, rows[i].expr, rows[i].wrap,
					   &to, &n, &e), 0);
		assert_int_equal(n, rows[i].n);
		assert_string_equal(to.buf, rows[i].want);
	}
}

static void refuses(void **state)
{
	static const char *const rows[] = {
		"//(", "", "count(//b)", "'text'", "//z:q", "1 = 1",
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		AUTO_STR to = STR_INIT;
		AUTO_ERR e = ERR_INIT;
		size_t n = 99;

		assert_int_equal(xml_xpath(doc, rows[i], false, &to, &n, &e),
				 -1);
		assert_int_equal(e.kind, ERR_USAGE);
		assert_non_null(strstr(e.msg, rows[i]));
		assert_string_equal(to.buf, "");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(selects),
		cmocka_unit_test(refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
