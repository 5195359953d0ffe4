/* test_out.c - shell/out.h: the same values in each form */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "shell/out.h"
#include "shell/row.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const struct out_col cols[] = {
	{ "id", "Id" }, { "name", "Name" }, { "state", "State" }, { 0 }
};
static const struct out_col only_name[] = { { "name", "Name" }, { 0 } };

static void rows(struct out *o)
{
	out_list(o, cols);
	out_cell(o, out_num(7));
	out_cell(o, out_str("web, \"one\""));
	out_cell(o, out_str("running"));
	out_cell(o, out_null("-"));
	out_cell(o, out_str("\xe4\xbb\xae\xe6\x83\xb3\x1b[31m"));
	out_cell(o, out_str_as("off", "shut off"));
	out_end(o);
}

static void no_rows(struct out *o)
{
	out_list(o, cols);
	out_end(o);
}

static void lines(struct out *o)
{
	out_lines(o, only_name);
	out_cell(o, out_str("a b"));
	out_cell(o, out_str("c\nd"));
	out_end(o);
}

static void record(struct out *o)
{
	out_field(o, "uuid", "UUID", out_str("x-y"));
	out_field(o, "name", "Name", out_str("web"));
	out_field(o, "memory_kib", "Max memory", out_num_as(512, "512 KiB"));
	out_field(o, "autostart", "Autostart", out_bool(true, "enable"));
	out_end(o);
}

static void long_record(struct out *o)
{
	out_field(o, "cpus", "CPU(s)", out_num(2));
	out_field(o, "cores", "Core(s) per socket", out_num(4));
	out_end(o);
}

static void value(struct out *o)
{
	out_value(o, "state", out_str_as("off", "shut off"));
}

static void tab(struct out *o)
{
	out_value(o, "name", out_str("tab\there"));
}

static void done(struct out *o)
{
	out_done(o, "Domain '%s' started", "a\r\nb");
}

static void raw(struct out *o)
{
	out_raw(o, "<a>\n</a>\n");
}

static void half_line(struct out *o)
{
	out_raw(o, "a b");
}

static const struct {
	const char *name;
	void (*say)(struct out *o);
	enum out_format format;
	bool quiet;
	const char *want;
} cases[] = {
	{ "rows", rows, OUT_TEXT, false,
	  " Id   Name           State\n"
	  "-------------------------------\n"
	  " 7    web, \"one\"     running\n"
	  " -    \xe4\xbb\xae\xe6\x83\xb3\\x1b[31m   shut off\n" },
	{ "rows, quiet", rows, OUT_TEXT, true,
	  " 7   web, \"one\"     running\n"
	  " -   \xe4\xbb\xae\xe6\x83\xb3\\x1b[31m   shut off\n" },
	{ "rows, JSON", rows, OUT_JSON, false,
	  "[\n{\"id\":7,\"name\":\"web, \\\"one\\\"\",\"state\":\"running\"},\n"
	  "{\"id\":null,\"name\":\"\xe4\xbb\xae\xe6\x83\xb3\\u001b[31m\","
	  "\"state\":\"off\"}\n]\n" },
	{ "rows, CSV", rows, OUT_CSV, false,
	  "id,name,state\r\n7,\"web, \"\"one\"\"\",running\r\n"
	  ",\xe4\xbb\xae\xe6\x83\xb3\x1b[31m,off\r\n" },
	{ "rows, names", rows, OUT_NAME, false,
	  "web, \"one\"\n\xe4\xbb\xae\xe6\x83\xb3\x1b[31m\n" },
	{ "no rows", no_rows, OUT_TEXT, false,
	  " Id   Name   State\n--------------------\n" },
	{ "no rows, quiet", no_rows, OUT_TEXT, true, "" },
	{ "no rows, JSON", no_rows, OUT_JSON, false, "[]\n" },
	{ "no rows, CSV", no_rows, OUT_CSV, false, "id,name,state\r\n" },
	{ "no rows, names", no_rows, OUT_NAME, false, "" },
	{ "a name for a script", tab, OUT_TEXT, false, "tab\there\n" },
	{ "the same as name", tab, OUT_NAME, false, "tab\there\n" },
	{ "lines", lines, OUT_TEXT, false, "a b\nc\\x0ad\n" },
	{ "lines, JSON", lines, OUT_JSON, false,
	  "[\n{\"name\":\"a b\"},\n{\"name\":\"c\\nd\"}\n]\n" },
	{ "lines, CSV", lines, OUT_CSV, false, "name\r\na b\r\n\"c\nd\"\r\n" },
	{ "record", record, OUT_TEXT, false,
	  "UUID:           x-y\nName:           web\n"
	  "Max memory:     512 KiB\nAutostart:      enable\n" },
	{ "record, JSON", record, OUT_JSON, false,
	  "{\"uuid\":\"x-y\",\"name\":\"web\",\"memory_kib\":512,"
	  "\"autostart\":true}\n" },
	{ "record, CSV", record, OUT_CSV, false,
	  "uuid,name,memory_kib,autostart\r\nx-y,web,512,true\r\n" },
	{ "record, names", record, OUT_NAME, false, "web\n" },
	{ "long labels", long_record, OUT_TEXT, false,
	  "CPU(s):              2\nCore(s) per socket:  4\n" },
	{ "value", value, OUT_TEXT, false, "shut off\n" },
	{ "value, JSON", value, OUT_JSON, false, "{\"state\":\"off\"}\n" },
	{ "value, CSV", value, OUT_CSV, false, "state\r\noff\r\n" },
	{ "value, names", value, OUT_NAME, false, "off\n" },
	{ "done", done, OUT_TEXT, false, "Domain 'a b' started\n" },
	{ "done, quiet", done, OUT_TEXT, true, "" },
	{ "done, JSON", done, OUT_JSON, false,
	  "{\"done\":\"Domain 'a\\r\\nb' started\"}\n" },
	{ "done, CSV", done, OUT_CSV, false, "" },
	{ "raw", raw, OUT_TEXT, false, "<a>\n</a>\n" },
	{ "raw, names", half_line, OUT_NAME, false, "a b\n" },
	{ "raw, JSON", raw, OUT_JSON, false, "{\"text\":\"<a>\\n</a>\\n\"}\n" },
};

static void test_forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		AUTO_FREE char *data = NULL;
		AUTO_FREE char *notes = NULL;
		AUTO_ERR e = ERR_INIT;
		size_t n, m;
		FILE *f = open_memstream(&data, &n);
		FILE *g = open_memstream(&notes, &m);
		struct out *o = out_new(f, g, cases[i].format, cases[i].quiet);

		cases[i].say(o);
		assert_int_equal(out_flush(o, &e), 0);
		out_free(o);
		fclose(f);
		fclose(g);
		if (strcmp(data, cases[i].want))
			print_message("# %s\n", cases[i].name);
		assert_string_equal(data, cases[i].want);
		assert_string_equal(notes, "");
	}
}

/* What the notes get for an error and a warning. */
static char *noted(enum out_format format, const struct err *err,
		   const char *warning)
{
	AUTO_FREE char *data = NULL;
	char *notes = NULL;
	size_t n, m;
	FILE *f = open_memstream(&data, &n);
	FILE *g = open_memstream(&notes, &m);
	struct out *o = out_new(f, g, format, true);

	if (err)
		out_error(o, err);
	if (warning)
		out_warn(o, "%s", warning);
	out_free(o);
	fclose(f);
	fclose(g);
	assert_string_equal(data, "");
	return notes;
}

static void test_notes(void **state)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_FREE char *text = NULL;
	AUTO_FREE char *json = NULL;
	AUTO_FREE char *warning = NULL;

	(void)state;
	err_set(&e, ERR_NOT_FOUND, "no VM '%s'\r\n", "a\x1b\"b");
	err_hint(&e, "see list");
	e.code = 2150858793;
	text = noted(OUT_TEXT, &e, NULL);
	assert_string_equal(text, "error: no VM 'a\\x1b\"b'\nhint: see list\n");
	json = noted(OUT_JSON, &e, NULL);
	assert_string_equal(json, "{\"error\":{\"kind\":\"not-found\",\"message\":"
			    "\"no VM 'a\\u001b\\\"b'\\r\\n\","
			    "\"code\":2150858793,\"hint\":\"see list\","
			    "\"status\":6}}\n");
	warning = noted(OUT_TEXT, NULL, "two\nlines");
	assert_string_equal(warning, "warning: two lines\n");
}

static void test_csv_cells(void **state)
{
	static const struct { const char *in, *want; } cells[] = {
		{ "", "" }, { "a", "a" }, { "a,b", "\"a,b\"" },
		{ "a\"b", "\"a\"\"b\"" }, { "a\r\nb", "\"a\r\nb\"" },
		{ "=1+2", "\"=1+2\"" }, { "-x", "\"-x\"" }, { "@x", "\"@x\"" },
		{ "+1", "\"+1\"" }, { " a", "\" a\"" }, { "a ", "\"a \"" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cells); i++) {
		AUTO_STR s = STR_INIT;

		csv_cell(&s, cells[i].in);
		assert_string_equal(s.buf, cells[i].want);
	}
}

/* Bytes that are no UTF-8 must not reach JSON. */
static void test_json_text(void **state)
{
	AUTO_STR s = STR_INIT;

	(void)state;
	json_text(&s, "a\xff/\"\xc3\xa9");
	assert_string_equal(s.buf, "\"a\xef\xbf\xbd/\\\"\xc3\xa9\"");
	str_clear(&s);
	json_text(&s, "\x1b\x7f\xc2\x9b\xe2\x80\xae" "b");
	assert_string_equal(s.buf, "\"\\u001b\\u007f\\u009b\\u202eb\"");
}

static void test_full_disk(void **state)
{
	FILE *full = fopen("/dev/full", "w");
	struct out *o;
	AUTO_ERR e = ERR_INIT;

	(void)state;
	if (!full)
		skip();
	o = out_new(full, stderr, OUT_TEXT, false);
	out_value(o, "x", out_str("y"));
	assert_int_equal(out_flush(o, &e), -1);
	assert_int_equal(e.kind, ERR_FAILED);
	assert_string_equal(e.msg, "cannot write output: No space left on device");
	assert_false(out_broken_pipe(o));
	out_free(o);
	fclose(full);
}

/* A list that a failed command left open does not disturb the next one. */
static void test_left_open(void **state)
{
	AUTO_FREE char *data = NULL;
	size_t n;
	FILE *f = open_memstream(&data, &n);
	struct out *o = out_new(f, stderr, OUT_TEXT, false);

	(void)state;
	out_list(o, cols);
	out_cell(o, out_num(1));
	out_command_end(o, -1);
	out_value(o, "state", out_str("running"));
	out_command_end(o, 1.5);
	out_free(o);
	fclose(f);
	assert_string_equal(data, "\nrunning\n\n(Time: 1.500 ms)\n\n");
}

static void test_formats(void **state)
{
	enum out_format f = OUT_TEXT;
	AUTO_ERR e = ERR_INIT;

	(void)state;
	assert_int_equal(out_format_parse("csv", &f, &e), 0);
	assert_int_equal(f, OUT_CSV);
	assert_int_equal(out_format_parse("xml", &f, &e), -1);
	assert_int_equal(e.kind, ERR_USAGE);
	assert_int_equal(f, OUT_CSV);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_csv_cells),
		cmocka_unit_test(test_json_text),
		cmocka_unit_test(test_full_disk),
		cmocka_unit_test(test_left_open),
		cmocka_unit_test(test_formats),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
