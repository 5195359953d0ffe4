/* test_readings.c - networks picked, counters named, the host in XML */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/err.h"
#include "base/str.h"
#include "domxml/host.h"
#include "hv/host_stats.h"
#include "hv/network.h"
#include "hv/vcpu.h"

#define G(c) "0000000" c "-0000-0000-0000-000000000000"

static struct hv_network nets[] = {
	{ (char *)G("1"), (char *)"LAN" }, { (char *)G("2"), (char *)"lan" },
	{ (char *)G("3"), (char *)"Twin" }, { (char *)G("4"), (char *)"Twin" },
	{ (char *)G("5"), (char *)"Private <&> Net" },
	{ (char *)G("6"), (char *)G("1") },
};
static const struct hv_networks list = { nets, 6, 6 };

static void picks(void **state)
{
	static const struct { const char *word, *guid; } rows[] = {
		{ "LAN", G("1") }, { "lan", G("2") },
		{ "private <&> net", G("5") }, { G("3"), G("3") },
		{ "{" G("4") "}", G("4") },
		/* a GUID comes before a name that looks like one */
		{ G("1"), G("1") },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct hv_network *found = NULL;
		AUTO_ERR e = ERR_INIT;

		assert_int_equal(hv_network_pick(&list, rows[i].word, &found,
						 &e), 0);
		assert_string_equal(found->guid, rows[i].guid);
	}
}

static void does_not_pick(void **state)
{
	static const struct {
		const char *word;
		enum err_kind kind;
		const char *says;
	} rows[] = {
		{ "nonesuch", ERR_NOT_FOUND, "nonesuch" },
		{ "Twin", ERR_FAILED, G("3") ", " G("4") },
		{ "twin", ERR_FAILED, G("3") ", " G("4") },
		{ "Lan", ERR_FAILED, G("1") ", " G("2") },
		{ "", ERR_NOT_FOUND, "''" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct hv_network *found = NULL;
		AUTO_ERR e = ERR_INIT;

		assert_int_equal(hv_network_pick(&list, rows[i].word, &found,
						 &e), -1);
		assert_int_equal(e.kind, rows[i].kind);
		assert_non_null(strstr(e.msg, rows[i].says));
		assert_null(found);
	}
}

static void counters(void **state)
{
	static const struct { const char *counter, *name; int n; } rows[] = {
		{ "web01:Hv VP 0", "web01", 0 },
		{ "web01:Hv VP 12", "web01", 12 },
		{ "web01:Hv VP 0", "web0", -1 },
		{ "web01:Hv VP 0", "web011", -1 },
		/* a name may hold what separates */
		{ "a:Hv VP 1:Hv VP 2", "a:Hv VP 1", 2 },
		{ "a:Hv VP 1:Hv VP 2", "a", -1 },
		{ "web01:Hv VP ", "web01", -1 },
		{ "web01:Hv VP -1", "web01", -1 },
		{ "web01:Hv VP 4096", "web01", -1 },
		{ "_Total", "_Total", -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(hv_vcpu_of_counter(rows[i].counter,
						    rows[i].name), rows[i].n);
}

static void sysinfo(void **state)
{
	struct hv_machine m = {
		.bios_vendor = (char *)"A & B",
		.bios_date_us = { UINT64_C(1593475200000000), true },
		.uuid = (char *)"4C4C4544-0046-4310-8052-B7C04F4A3732",
		.serial = (char *)"",
	};
	AUTO_STR to = STR_INIT;

	(void)state;
	domxml_write_sysinfo(&m, &to);
	assert_string_equal(to.buf,
		"<sysinfo type='smbios'>\n"
		"  <bios>\n"
		"    <entry name='vendor'>A &amp; B</entry>\n"
		"    <entry name='date'>06/30/2020</entry>\n"
		"  </bios>\n"
		"  <system>\n"
		"    <entry name='uuid'>4c4c4544-0046-4310-8052-b7c04f4a3732"
		"</entry>\n"
		"  </system>\n"
		"</sysinfo>\n");
}

static void capabilities(void **state)
{
	static const struct {
		struct num arch;
		const char *host, *guest, *not;
	} rows[] = {
		{ { 9, true }, "<arch>x86_64<", "<arch name='i686'>",
		  "aarch64" },
		{ { 12, true }, "<arch>aarch64<", "<arch name='aarch64'>",
		  "86" },
		{ { 0, true }, "<arch>i686<", "<arch name='i686'>", "x86_64" },
		{ { 0, false }, "<arch>x86_64<", "<arch name='x86_64'>",
		  "aarch64" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		AUTO_STR to = STR_INIT;

		domxml_write_capabilities(NULL, rows[i].arch, &to);
		assert_non_null(strstr(to.buf, rows[i].host));
		assert_non_null(strstr(to.buf, rows[i].guest));
		assert_null(strstr(to.buf, rows[i].not));
		assert_null(strstr(to.buf, "<uuid>"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(picks),
		cmocka_unit_test(does_not_pick),
		cmocka_unit_test(counters),
		cmocka_unit_test(sysinfo),
		cmocka_unit_test(capabilities),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
