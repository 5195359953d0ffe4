/* test_storage.c - paths on the host, embedded instances, XML of volumes */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "domxml/storage.h"
#include "hv/disk.h"
#include "hv/path.h"
#include "wmi/embedded.h"
#include "wmi/object.h"

/* --- paths --- */

static void clean(void **state)
{
	static const struct { const char *in, *want; } rows[] = {
		{ "D:\\vms", "D:\\vms" },
		{ "d:/vms//web\\", "D:\\vms\\web" },
		{ "c:\\", "C:\\" },
		{ "C:/", "C:\\" },
		{ "e:\\a b\\it's 100%_[x].vhdx", "E:\\a b\\it's 100%_[x].vhdx" },
		{ "d:\\\320\224\320\270\321\201\320\272\320\270",
		  "D:\\\320\224\320\270\321\201\320\272\320\270" },
		{ "D:\\.hidden", "D:\\.hidden" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		AUTO_ERR e = ERR_INIT;
		AUTO_FREE char *got = NULL;

		assert_int_equal(hv_path_clean(rows[i].in, &got, &e), 0);
		assert_string_equal(got, rows[i].want);
	}
}

static void refused_paths(void **state)
{
	static const struct { const char *in, *why; } rows[] = {
		{ "\\\\server\\share\\x.vhdx", "on a share" },
		{ "//server/share", "on a share" },
		{ "\\\\?\\D:\\x", "on a share" },
		{ "vms\\web", "no path on the host" },
		{ "D:", "no path on the host" },
		{ "D:vms", "no path on the host" },
		{ "/vms", "no path on the host" },
		{ "", "no path on the host" },
		{ "D:\\a\\..\\b", "ends in a dot" },
		{ "D:\\.", "ends in a dot" },
		{ "D:\\a \\b", "ends in a dot or a blank" },
		{ "D:\\a?b", "not allowed" },
		{ "D:\\file:stream", "not allowed" },
		{ "D:\\a\"b", "not allowed" },
		{ "D:\\a\nb", "not allowed" },
		{ "D:\\\377", "no UTF-8" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		AUTO_ERR e = ERR_INIT;
		char *got = NULL;

		assert_int_equal(hv_path_clean(rows[i].in, &got, &e), -1);
		assert_int_equal(e.kind, ERR_USAGE);
		assert_non_null(strstr(e.msg, rows[i].why));
		assert_null(got);
	}
}

static void compared(void **state)
{
	static const struct { const char *a, *b; int want; } rows[] = {
		{ "D:\\VMS\\Web.vhdx", "d:\\vms\\wEB.VHDX", 0 },
		{ "\320\224\320\230\320\241\320\232", /* DISK in Cyrillic */
		  "\320\264\320\270\321\201\320\272", 0 },
		{ "\320\201", "\321\221", 0 },
		{ "\303\204", "\303\244", 0 },  /* A with two dots */
		{ "\316\251", "\317\211", 0 },  /* omega */
		{ "a", "b", -1 }, { "b", "a", 1 }, { "a", "ab", -1 },
		{ "\303\227", "\303\267", -1 }, /* times, division */
		{ "\377", "\376", 1 },          /* no UTF-8 */
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(hv_path_cmp(rows[i].a, rows[i].b),
				 rows[i].want);
		assert_int_equal(hv_path_hash(rows[i].a, 7) ==
				 hv_path_hash(rows[i].b, 7), !rows[i].want);
	}
}

static void parts(void **state)
{
	AUTO_FREE char *deep = hv_path_folder("D:\\a\\b.iso");
	AUTO_FREE char *root = hv_path_folder("D:\\b.iso");
	AUTO_FREE char *in_root = hv_path_join("D:\\", "x");
	AUTO_FREE char *below = hv_path_join("D:\\a", "x");

	(void)state;
	assert_string_equal(deep, "D:\\a");
	assert_string_equal(root, "D:\\");
	assert_string_equal(in_root, "D:\\x");
	assert_string_equal(below, "D:\\a\\x");
	assert_string_equal(hv_path_name("D:\\a\\b.iso"), "b.iso");
	assert_true(hv_path_ext("D:\\a.VHDX", "vhd vhdx"));
	assert_false(hv_path_ext("D:\\a.vhdx.bak", "vhd vhdx"));
	assert_false(hv_path_ext("D:\\x.vhdx\\file", "vhdx"));
	assert_false(hv_path_ext("D:\\vhdx", "vhdx"));
	assert_true(hv_path_is("d:x"));
	assert_true(hv_path_is("\\\\s\\x"));
	assert_false(hv_path_is("web01.vhdx"));
	assert_int_equal(hv_disk_format_of("D:\\a.avhd"), HV_FORMAT_VHD);
	assert_int_equal(hv_disk_format_of("D:\\a.AVHDX"), HV_FORMAT_VHDX);
	assert_int_equal(hv_disk_format_of("D:\\a.iso"), 0);
}

/* --- embedded instances --- */

struct thing {
	char *name, *empty, *null;
	struct num size, none;
	struct wmi_strv list;
};

static const struct wmi_field thing_fields[] = {
	FIELD("Name", WMI_STR, thing, name),
	FIELD("Empty", WMI_STR, thing, empty),
	FIELD("Null", WMI_STR, thing, null),
	FIELD("Size", WMI_NUM, thing, size),
	FIELD("None", WMI_NUM, thing, none),
	FIELD("List", WMI_STRV, thing, list),
	{ 0 }
};

static void embedded(void **state)
{
	AUTO_ERR e = ERR_INIT;
	struct thing t = { 0 };

	(void)state;
	assert_int_equal(wmi_embedded_read("<INSTANCE CLASSNAME=\"X\">"
		"<PROPERTY NAME=\"NAME\" TYPE=\"string\"><VALUE>a &amp; &lt;b"
		"</VALUE></PROPERTY><PROPERTY NAME=\"Empty\" TYPE=\"string\">"
		"<VALUE></VALUE></PROPERTY><PROPERTY NAME=\"Null\" "
		"TYPE=\"string\"></PROPERTY><PROPERTY NAME=\"None\" "
		"PROPAGATED=\"true\" TYPE=\"uint64\"/><PROPERTY NAME=\"Size\" "
		"TYPE=\"uint64\"><VALUE>18446744073709551615</VALUE></PROPERTY>"
		"<PROPERTY.ARRAY NAME=\"List\" TYPE=\"string\"><VALUE.ARRAY>"
		"<VALUE>x</VALUE><VALUE>y</VALUE></VALUE.ARRAY>"
		"</PROPERTY.ARRAY><PROPERTY NAME=\"a b\" TYPE=\"string\">"
		"<VALUE>no name</VALUE></PROPERTY></INSTANCE>",
		thing_fields, &t, &e), 0);
	assert_string_equal(t.name, "a & <b");
	assert_string_equal(t.empty, "");
	assert_null(t.null);
	assert_true(t.size.set && t.size.v == UINT64_MAX);
	assert_false(t.none.set);
	assert_int_equal(t.list.n, 2);
	assert_string_equal(t.list.v[1], "y");
	wmi_clear(thing_fields, &t);
}

static void embedded_bad(void **state)
{
	static const char *const bad[] = {
		"", "instance of X { };", "<X/>", "<INSTANCE",
		"<INSTANCE><PROPERTY NAME='Size'><VALUE>big</VALUE></PROPERTY>",
		("<INSTANCE><PROPERTY NAME='Size'><VALUE>big</VALUE>"
		 "</PROPERTY></INSTANCE>"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		AUTO_ERR e = ERR_INIT;
		struct thing t = { 0 };

		assert_int_equal(wmi_embedded_read(bad[i], thing_fields, &t,
						   &e), -1);
		assert_int_equal(e.kind, ERR_PROTOCOL);
		wmi_clear(thing_fields, &t);
	}
}

static void octets(void **state)
{
	static const struct { char *v[3]; size_t n; int len; } cases[] = {
		{ { NULL }, 0, 0 }, { { "7" }, 1, 1 }, { { "255" }, 1, 1 },
		{ { "BwEC" }, 1, 3 }, { { "" }, 1, 0 }, { { "AAAABA==" }, 1, 4 },
		{ { "7", "1", "2" }, 3, 3 }, { { "7", "256" }, 2, -1 },
		{ { "BwEC", "BwEC" }, 2, -1 }, { { "256" }, 1, -1 },
		{ { "x" }, 1, -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct wmi_strv v = { (char **)cases[i].v, cases[i].n };
		AUTO_FREE uint8_t *got = NULL;
		size_t n = 99;

		assert_int_equal(wmi_octets(&v, &got, &n),
				 cases[i].len < 0 ? -1 : 0);
		assert_int_equal(n, cases[i].len < 0 ? 99 : cases[i].len);
		if (cases[i].len == 3)
			assert_memory_equal(got, "\7\1\2", 3);
	}
}

/* --- XML --- */

static void read_volume(const char *body, struct hv_disk *d)
{
	AUTO_FREE char *text = xasprintf("<volume type='file'>%s</volume>", body);
	AUTO_ERR e = ERR_INIT;

	assert_int_equal(domxml_volume_read(text, strlen(text), "x.xml", d, &e),
			 0);
}

static void volume_read(void **state)
{
	static const struct {
		const char *body;
		unsigned type, format;
		uint64_t size;
	} rows[] = {
		{ "<name>a.vhdx</name><capacity>4096</capacity>",
		  HV_DISK_DYNAMIC, HV_FORMAT_VHDX, 4096 },
		{ "<name>a.vhd</name><capacity unit='GiB'>2</capacity>"
		  "<allocation>0</allocation>",
		  HV_DISK_DYNAMIC, HV_FORMAT_VHD, 2147483648 },
		{ "<name>a</name><capacity unit='KiB'>8</capacity>"
		  "<allocation unit='KiB'>8</allocation>"
		  "<target><format type='vpc'/></target>",
		  HV_DISK_FIXED, HV_FORMAT_VHD, 8192 },
		{ "<name>a</name><capacity unit='bytes'>8192</capacity>"
		  "<target><format type='vhdx'/></target>",
		  HV_DISK_DYNAMIC, HV_FORMAT_VHDX, 8192 },
		{ "<name>a.vhdx</name><backingStore><path>D:\\b.vhdx</path>"
		  "</backingStore>", HV_DISK_DIFFERENCING, HV_FORMAT_VHDX, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		AUTO_DISK d = { 0 };

		read_volume(rows[i].body, &d);
		assert_int_equal(d.type.v, rows[i].type);
		assert_int_equal(d.format.v, rows[i].format);
		assert_int_equal(d.size.v, rows[i].size);
		assert_int_equal(!!d.parent,
				 rows[i].type == HV_DISK_DIFFERENCING);
	}
}

static void volume_refused(void **state)
{
	static const struct { const char *text, *why; } rows[] = {
		{ "<pool/>", "this is no <volume>" },
		{ "<volume/>", "no name is given" },
		{ "<volume><name/></volume>", "no name is given" },
		{ "<volume>\n<name>a</name></volume>", "no capacity" },
		{ "<volume><name>a</name>\n<capacity unit='XB'>1</capacity>"
		  "</volume>", "line 2: '1XB' in <capacity> is no size" },
		{ "<volume><name>a</name><capacity>1G</capacity><target>"
		  "<format type='qcow2'/></target></volume>", "'qcow2'" },
		{ "<volume><name>a</name><color/></volume>", "<color>" },
		{ "<volume", "x.xml" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		AUTO_ERR e = ERR_INIT;
		AUTO_DISK d = { 0 };

		assert_int_equal(domxml_volume_read(rows[i].text,
				 strlen(rows[i].text), "x.xml", &d, &e), -1);
		assert_int_equal(e.kind, ERR_USAGE);
		assert_non_null(strstr(e.msg, rows[i].why));
	}
}

static void round_trip(void **state)
{
	struct domxml_volume v = {
		.name = "a'<&>.vhd", .path = "D:\\a'<&>.vhd",
		.parent = "D:\\b.vhd", .capacity = { UINT64_MAX, true },
		.allocation = { 4096, true },
	};
	AUTO_ERR e = ERR_INIT;
	AUTO_STR xml = STR_INIT;
	AUTO_DISK d = { 0 };

	(void)state;
	domxml_volume_write(&v, &xml);
	assert_int_equal(domxml_volume_read(xml.buf, xml.len, "x.xml", &d, &e),
			 0);
	assert_string_equal(d.path, v.name);
	assert_string_equal(d.parent, v.parent);
	assert_true(d.size.v == UINT64_MAX);
	assert_int_equal(d.format.v, HV_FORMAT_VHD);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clean),
		cmocka_unit_test(refused_paths),
		cmocka_unit_test(compared),
		cmocka_unit_test(parts),
		cmocka_unit_test(embedded),
		cmocka_unit_test(embedded_bad),
		cmocka_unit_test(octets),
		cmocka_unit_test(volume_read),
		cmocka_unit_test(volume_refused),
		cmocka_unit_test(round_trip),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
