/* test_hv_find.c - which VM a word means, and what is asked for it */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/err.h"
#include "base/mem.h"
#include "hv/vm.h"
#include "wmi/query.h"

#define G1 "11111111-aaaa-bbbb-cccc-000000000001"
#define G2 "22222222-aaaa-bbbb-cccc-000000000002"
#define G3 "33333333-aaaa-bbbb-cccc-000000000003"
#define PROJECTION "SELECT Name,ElementName,EnabledState,ProcessID " \
	"FROM Msvm_ComputerSystem WHERE "

static void questions(void **state)
{
	static const struct {
		const char *word, *where;
	} rows[] = {
		{ "web01", "ElementName = 'web01'" },
		{ "O'Brien \\ VM", "ElementName = 'O\\'Brien \\\\ VM'" },
		{ "2004", "ElementName = '2004' OR ProcessID = 2004" },
		/* no ProcessID is so large */
		{ "4294967296", "ElementName = '4294967296'" },
		{ G1, "ElementName = '" G1 "' OR Name = "
		  "'11111111-AAAA-BBBB-CCCC-000000000001'" },
		{ "100%_[x]", "ElementName = '100%_[x]'" },
		{ "what?", "ElementName LIKE 'what_'" },
		{ "a\001b%", "ElementName LIKE 'a_b[%]'" },
		{ "\001'", "ElementName LIKE '_\\''" },
		{ "a\tb", "ElementName = 'a\tb'" },
		{ "\xd0\x9f\xd1\x80", "ElementName = '\xd0\x9f\xd1\x80'" },
		{ "x\xffy", "ElementName LIKE 'x_y'" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		AUTO_FREE char *want = xasprintf(PROJECTION "%s",
						 rows[i].where);
		AUTO_FINDER f;
		struct wmi_query q;

		hv_finder_init(&f, rows[i].word, &q);
		assert_string_equal(q.wql, want);
		assert_string_equal(q.ns, "root/virtualization/v2");
	}
}

struct row {
	const char *guid, *name;
	uint64_t id;
};

/* Picks among the rows; the GUID found, or NULL and 'e'. Yours to free. */
static char *pick(const char *word, const struct row *rows, struct err *e)
{
	AUTO_VM *vm = NULL;
	AUTO_FINDER f;
	struct wmi_query q;

	hv_finder_init(&f, word, &q);
	for (; rows->guid; rows++) {
		struct hv_vm row = {
			.guid = xstrdup(rows->guid), .name = xstrdup(rows->name),
			.id = { rows->id, rows->id != 0 },
		};

		vec_push(&f.rows, row);
	}
	return hv_finder_pick(&f, &vm, e) < 0 ? NULL : xstrdup(vm->guid);
}

static void picks(void **state)
{
	static const struct {
		const char *word;
		struct row rows[4];
		const char *want;
	} cases[] = {
		{ "web", { { G1, "web" } }, G1 },
		/* the id before a name that looks like one */
		{ "7", { { G1, "7" }, { G2, "x", 7 } }, G2 },
		{ "7", { { G1, "7" } }, G1 },
		/* the GUID before such a name */
		{ G2, { { G1, G2 }, { G2, "x" } }, G2 },
		{ G2, { { G1, G2 } }, G1 },
		{ "22222222-AAAA-bbbb-cccc-000000000002",
		  { { G2, "x" } }, G2 },
		/* exactly so, before another case */
		{ "web", { { G1, "WEB" }, { G2, "web" } }, G2 },
		{ "web", { { G1, "WEB" } }, G1 },
		/* the host's idea of case is wider than ASCII's */
		{ "\xd0\xbf", { { G1, "\xd0\x9f" } }, G1 },
		/* LIKE brings more than what was meant */
		{ "a?", { { G1, "ab" }, { G2, "a?" }, { G3, "ac" } }, G2 },
		{ "a\001", { { G1, "ab" }, { G2, "a?" } }, G2 },
		{ "a\001", { { G1, "ab" }, { G2, "A?" } }, G2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		AUTO_ERR e = ERR_INIT;
		AUTO_FREE char *got = pick(cases[i].word, cases[i].rows, &e);

		assert_non_null(got);
		assert_string_equal(got, cases[i].want);
	}
}

static void refusals(void **state)
{
	static const struct row none[] = { { 0 } };
	static const struct row other[] = { { G1, "ab" }, { 0 } };
	static const struct row dup[] = {
		{ G1, "dup" }, { G2, "dup" }, { G3, "DUP" }, { 0 }
	};
	static const struct row cases[] = {
		{ G1, "Dup" }, { G2, "DUP" }, { 0 }
	};
	AUTO_ERR e = ERR_INIT;

	(void)state;
	assert_null(pick("nonesuch", none, &e));
	assert_int_equal(e.kind, ERR_NOT_FOUND);
	assert_string_equal(e.msg, "failed to get domain 'nonesuch'");
	assert_non_null(e.hint);

	err_clear(&e);
	assert_null(pick("a?", other, &e));
	assert_int_equal(e.kind, ERR_NOT_FOUND);

	err_clear(&e);
	assert_null(pick("dup", dup, &e));
	assert_int_equal(e.kind, ERR_FAILED);
	assert_string_equal(e.msg,
			    "2 domains are named 'dup': " G1 ", " G2);
	assert_non_null(strstr(e.hint, G1));

	err_clear(&e);
	assert_null(pick("dup", cases, &e));
	assert_int_equal(e.kind, ERR_FAILED);
	assert_non_null(strstr(e.msg, G1 ", " G2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(questions),
		cmocka_unit_test(picks),
		cmocka_unit_test(refusals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
