/* test_pairs.c - shell/pairs.h: an option's value that has several parts */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/str.h"
#include "shell/complete.h"
#include "shell/pairs.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const char *const keys[] = { "switch", "vlan", "mac", NULL };

static void test_good(void **state)
{
	static const struct { const char *in, *name, *vlan, *mac; } cases[] = {
		{ "LAN", "LAN", "", "" },
		{ "switch=LAN", "LAN", "", "" },
		{ "LAN,vlan=10", "LAN", "10", "" },
		{ "vlan=10,switch=a=b,mac=x", "a=b", "10", "x" },
		{ "a,,b,vlan=1,,2", "a,b", "1,2", "" },
		{ "D:\\x=y, z", "", "", "" },   /* the second has no key */
		{ "D:\\x=y,,z", "D:\\x=y,z", "", "" },
		{ "A=b", "A=b", "", "" },
		{ "Прод & 1", "Прод & 1", "", "" },
		{ ",,", ",", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		AUTO_ERR e = ERR_INIT;
		AUTO_PAIRS p = VEC_INIT;
		int r = pairs_parse("network", cases[i].in, keys, &p, &e);
		const char *got[] = { pairs_get(&p, "switch"),
				      pairs_get(&p, "vlan"),
				      pairs_get(&p, "mac") };

		assert_int_equal(r, *cases[i].name ? 0 : -1);
		assert_string_equal(got[0] ? got[0] : "", cases[i].name);
		assert_string_equal(got[1] ? got[1] : "", cases[i].vlan);
		assert_string_equal(got[2] ? got[2] : "", cases[i].mac);
	}
}

static void test_bad(void **state)
{
	static const struct { const char *in, *want; } cases[] = {
		{ "", "--network: 'switch' is empty" },
		{ "LAN,vlan=", "--network: 'vlan' is empty" },
		{ "LAN,", "--network does not know ''" },
		{ "LAN,10", "--network does not know '10'" },
		{ "LAN,lan=1", "--network does not know 'lan=1'" },
		{ "lan=1", "--network does not know 'lan=1'" },
		{ "vlan=1,vlan=2", "--network: 'vlan' is given twice" },
		{ "LAN,switch=x", "--network: 'switch' is given twice" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		AUTO_ERR e = ERR_INIT;
		AUTO_PAIRS p = VEC_INIT;

		assert_int_equal(pairs_parse("network", cases[i].in, keys, &p,
					     &e), -1);
		assert_int_equal(e.kind, ERR_USAGE);
		assert_string_equal(e.msg, cases[i].want);
		assert_int_equal(p.n, 0);
	}
}

static void test_offer(void **state)
{
	static const struct { const char *word, *key, *value, *want; } cases[] = {
		{ "", NULL, "LAN", "LAN" },
		{ "L", NULL, "a,b", "a,,b" },
		{ "LAN,vl", "vlan", "1", "LAN,vlan=1" },
		{ "a,,b", NULL, "a,b", "a,,b" },
		{ "a,,b,x=1,", "vlan", "1", "a,,b,x=1,vlan=1" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct candidates c = { 0 };

		pairs_offer_value(cases[i].word, cases[i].key, cases[i].value,
				  &c);
		assert_int_equal(c.words.n, 1);
		assert_string_equal(c.words.v[0], cases[i].want);
		candidates_free(&c);
		pairs_offer(cases[i].word, keys, &c);
		assert_int_equal(c.words.n, 3);
		assert_memory_equal(c.words.v[1], cases[i].word,
				    pairs_last(cases[i].word));
		assert_string_equal(c.words.v[1] + pairs_last(cases[i].word),
				    "vlan=");
		candidates_free(&c);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_bad),
		cmocka_unit_test(test_offer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
