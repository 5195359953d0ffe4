/* test_table.c - shell/table.h: drawn as virsh draws the same rows, byte for
 * byte. virsh is asked at run time, on a test:/// host that is made here. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "shell/table.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const char *const names[] = {
	"web 01",
	"\xe4\xbb\xae\xe6\x83\xb3\xe3\x83\x9e\xe3\x82\xb7\xe3\x83\xb3",
	"\xd0\x9f\xd1\x80\xd0\xbe\xd0\xb4 <&> \"quoted\" 'x' \\ 100%",
	"a\ttab",
	"e\xcc\x81 combined, \xf0\x9f\x98\x80 wide, z\xe2\x80\x8bw none",
	"a name that is a good deal longer than all of the others are",
};

static void write_host(FILE *f)
{
	fputs("<node>", f);
	for (size_t i = 0; i < COUNT(names); i++) {
		AUTO_STR s = STR_INIT;

		str_add_xml(&s, names[i]);
		fprintf(f, "<domain type='test'><name>%s</name><memory>1</memory>"
			"<os><type>hvm</type></os></domain>", s.buf);
	}
	fputs("</node>", f);
}

/* What virsh says about the host in the file; "" when there is no virsh. */
static void ask_virsh(const char *path, const char *options, struct str *to)
{
	AUTO_FREE char *line = xasprintf("LC_ALL=C.UTF-8 virsh -c test://%s %s "
					 "list --all 2>/dev/null", path, options);
	FILE *p = popen(line, "r");
	char buf[4096];
	size_t n;

	assert_non_null(p);
	while ((n = fread(buf, 1, sizeof buf, p)) > 0)
		str_addn(to, buf, n);
	pclose(p);
}

static void draw(bool heading, struct str *to)
{
	static const char *const titles[] = { "Id", "Name", "State" };
	struct table *t = table_new(3);

	for (size_t i = 0; heading && i < 3; i++)
		table_cell(t, titles[i]);
	for (size_t i = 0; i < COUNT(names); i++) {
		char id[] = { (char)('1' + i), '\0' };

		table_cell(t, id);
		table_cell(t, names[i]);
		table_cell(t, "running");
	}
	table_draw(t, heading, to);
	table_free(t);
}

static void test_like_virsh(void **state)
{
	char path[] = "/tmp/hvsh-table-XXXXXX";
	AUTO_STR virsh = STR_INIT, quiet = STR_INIT;
	AUTO_STR ours = STR_INIT, ours_quiet = STR_INIT;
	FILE *f = fdopen(mkstemp(path), "w");

	(void)state;
	assert_non_null(f);
	write_host(f);
	fclose(f);
	ask_virsh(path, "", &virsh);
	ask_virsh(path, "-q", &quiet);
	unlink(path);
	if (!virsh.len) {
		print_message("# virsh is not there\n");
		skip();
	}
	draw(true, &ours);
	str_addc(&ours, '\n');          /* after each command */
	draw(false, &ours_quiet);
	assert_string_equal(ours.buf, virsh.buf);
	assert_string_equal(ours_quiet.buf, quiet.buf);
}

/* Where virsh draws something that could turn the line round, or prints
 * \xff for it, each byte is shown. */
static void test_unlike_virsh(void **state)
{
	struct table *t = table_new(1);
	AUTO_STR s = STR_INIT;

	(void)state;
	table_cell(t, "Name");
	table_cell(t, "a\xe2\x80\xae" "b\xc2\x85" "c\xff");
	table_draw(t, true, &s);
	table_free(t);
	assert_string_equal(s.buf, " Name\n"
			    "------------------------------\n"
			    " a\\xe2\\x80\\xaeb\\xc2\\x85c\\xff\n");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_like_virsh),
		cmocka_unit_test(test_unlike_virsh),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
