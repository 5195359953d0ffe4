#include "sim_help.h"

#include "sim/path.h"
#include "sim/schema.h"

static struct sim_store *small_store(void)
{
	static const char schema[] =
		"namespace root/a\n"
		"class Base\n"
		"  string Caption Key*\n"
		"  uint16 Number Numbers[]\n"
		"  call uint32 Do <uint16 What \\\n"
		"    >ref(Base) Job =string Both[]\n"
		"class Derived : Base\n"
		"  boolean Flag new@2025 old@2008\n"
		"class Other\n"
		"  string Key*\n"
		"class Link\n"
		"  ref(Base) From*\n"
		"  ref(Base) To*\n"
		"namespace root/future@2025\n"
		"class Later\n"
		"  string Key*\n";
	struct sim_store *s = sim_store_new("HOST");
	AUTO_ERR e = ERR_INIT;

	assert_int_equal(sim_schema_add(s, schema, SIM_OS_2019, &e), 0);
	return s;
}

static struct sim_instance *add(struct sim_store *s, const char *cls,
				const char *key)
{
	struct sim_instance *i = sim_instance_new(sim_class_find(s, "root/a", cls));

	sim_set(i, "Key", sim_string(key));
	assert_int_equal(sim_store_add(s, i), 0);
	return i;
}

static struct sim_instance *link_up(struct sim_store *s,
				    const struct sim_instance *a,
				    const struct sim_instance *b)
{
	struct sim_instance *i = sim_instance_new(sim_class_find(s, "root/a", "Link"));

	sim_set(i, "From", sim_reference(sim_instance_ref(a)));
	sim_set(i, "To", sim_reference(sim_instance_ref(b)));
	assert_int_equal(sim_store_add(s, i), 0);
	return i;
}

static struct sim_instance *find(struct sim_store *s, const char *path)
{
	AUTO_FREE struct sim_ref *r = NULL;

	assert_int_equal(sim_path_parse(path, NULL, &r), 0);
	return sim_resolve(s, "root/a", r);
}

static void schema(void **state)
{
	struct sim_store *s = small_store();
	struct sim_class *c = sim_class_find(s, "ROOT\\A", "dERIVED");
	static const char *const names[] = {
		"Caption", "Flag", "Key", "Number", "Numbers", "old",
	};
	const struct sim_method *m;

	(void)state;
	assert_non_null(c);
	assert_int_equal(c->props.n, 6);
	for (size_t i = 0; i < 6; i++)
		assert_string_equal(c->props.v[i].name, names[i]);
	assert_int_equal(sim_prop_index(c, "NUMBERS"), 4);
	assert_int_equal(sim_prop_index(c, "new"), -1);
	assert_true(c->props.v[4].array);
	assert_int_equal(c->props.v[4].type, SIM_UINT16);
	assert_true(c->props.v[2].key);
	assert_true(sim_class_isa(c, "base"));
	assert_false(sim_class_isa(c, "other"));
	m = sim_method_find(c, "do");
	assert_non_null(m);
	assert_int_equal(m->n, 3);
	assert_true(m->param[0].in && !m->param[0].out);
	assert_true(m->param[1].out && !m->param[1].in);
	assert_string_equal(m->param[1].refclass, "Base");
	assert_true(m->param[2].in && m->param[2].out && m->param[2].array);
	assert_true(sim_class_find(s, "root/a", "Link")->association);
	assert_false(sim_has_namespace(s, "root/future"));
	sim_store_free(s);
}

static void schema_errors(void **state)
{
	static const char *const bad[] = {
		"class X\n", "namespace root/a\nstring Y\n",
		"namespace root/a\nclass X : Unknown\n",
		"namespace root/a\nclass X\n  strong Y\n",
		"namespace root/a\nclass X\n  string Y@1999\n",
		"namespace root/a\nclass X\n  call uint32 M string Y\n",
		"namespace root/a\nclass X\n  call uint32 M <string\n",
		"namespace root/a\nclass X\n  ref(X Y\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct sim_store *s = sim_store_new("H");
		AUTO_ERR e = ERR_INIT;

		assert_int_equal(sim_schema_add(s, bad[i], SIM_OS_2019, &e), -1);
		assert_non_null(strstr(e.msg, "line"));
		sim_store_free(s);
	}
}

static void keys(void **state)
{
	struct sim_store *s = small_store();
	struct sim_instance *d = add(s, "Derived", "One"), *again;

	(void)state;
	assert_ptr_equal(find(s, "Derived.Key=\"ONE\""), d);
	assert_ptr_equal(find(s, "base.KEY='one'"), d);
	assert_ptr_equal(find(s, "Base=\"one\""), d);
	assert_ptr_equal(find(s, "\\\\ANY\\root\\a:Base.Key=\"one\""), d);
	assert_null(find(s, "Other.Key=\"one\""));
	assert_null(find(s, "Base.Key=\"two\""));
	assert_null(find(s, "Base.Key=\"one\",More=\"x\""));
	/* Its key is taken, also by what derives from it; not by a stranger. */
	again = sim_instance_new(sim_class_find(s, "root/a", "Base"));
	sim_set(again, "Key", sim_string("oNe"));
	assert_int_equal(sim_store_add(s, again), -1);
	sim_instance_drop(again);
	add(s, "Other", "one");
	sim_set(d, "Key", sim_string("two"));
	assert_null(find(s, "Base.Key=\"one\""));
	assert_ptr_equal(find(s, "Base.Key=\"two\""), d);
	sim_store_remove(s, d);
	assert_null(find(s, "Base.Key=\"two\""));
	sim_store_free(s);
}

static int tally(struct sim_instance *who, int prop, void *arg)
{
	(void)who;
	(void)prop;
	++*(int *)arg;
	return 0;
}

static int referrers(struct sim_store *s, struct sim_instance *i)
{
	int n = 0;

	sim_referrers(s, i, tally, &n);
	return n;
}

static void references(void **state)
{
	struct sim_store *s = small_store();
	struct sim_instance *a = add(s, "Base", "a"), *b = add(s, "Derived", "b");
	struct sim_instance *l = link_up(s, a, b), *o = add(s, "Other", "a");
	struct sim_prop p = { .name = "Aaa", .type = SIM_STRING };
	AUTO_STR path = STR_INIT;

	(void)state;
	assert_int_equal(referrers(s, a), 1);
	assert_int_equal(referrers(s, b), 1);
	/* The same key, another class. */
	assert_int_equal(referrers(s, o), 0);
	sim_instance_path(l, &path);
	assert_ptr_equal(find(s, path.buf), l);
	sim_set(l, "To", sim_reference(sim_instance_ref(a)));
	assert_int_equal(referrers(s, a), 2);
	assert_int_equal(referrers(s, b), 0);
	/* A property more moves the others. */
	sim_class_add_prop(s, sim_class_find(s, "root/a", "Link"), &p);
	assert_int_equal(referrers(s, a), 2);
	sim_store_remove(s, l);
	assert_int_equal(referrers(s, a), 0);
	sim_store_free(s);
}

static void held(void **state)
{
	struct sim_store *s = small_store();
	struct sim_instance *i = sim_instance_hold(add(s, "Base", "k"));

	(void)state;
	sim_set(i, "Caption", sim_string("still here"));
	sim_store_remove(s, i);
	assert_string_equal(sim_get_str(i, "caption"), "still here");
	assert_false(sim_set(i, "NoSuch", sim_string("x")));
	sim_instance_drop(i);
	sim_store_free(s);
}

static void unchanged_is_no_change(void **state)
{
	struct sim_store *s = small_store();
	struct sim_instance *i = add(s, "Base", "k");
	unsigned long before;

	(void)state;
	sim_set(i, "Number", sim_uint(7));
	before = sim_store_version(s);
	sim_set(i, "Number", sim_uint(7));
	assert_int_equal(sim_store_version(s), before);
	sim_set(i, "Number", sim_uint(8));
	assert_true(sim_store_version(s) > before);
	sim_store_free(s);
}

static void values(void **state)
{
	static const struct {
		enum sim_type type;
		const char *in, *want;  /* want NULL: refused */
	} cases[] = {
		{ SIM_BOOLEAN, "TRUE", "true" }, { SIM_BOOLEAN, "no", NULL },
		{ SIM_UINT8, "255", "255" }, { SIM_UINT8, "256", NULL },
		{ SIM_UINT16, "-1", NULL },
		{ SIM_UINT64, "18446744073709551615", "18446744073709551615" },
		{ SIM_SINT8, "-128", "-128" }, { SIM_SINT8, "-129", NULL },
		{ SIM_SINT64, "-9223372036854775808", "-9223372036854775808" },
		{ SIM_REAL64, "0", "0.0" }, { SIM_REAL64, "1.5", "1.5" },
		{ SIM_REAL32, "x", NULL },
		{ SIM_DATETIME, "2013-04-15T16:28:43.488171Z",
		  "2013-04-15T16:28:43.488171Z" },
		{ SIM_DATETIME, "2026-10-08T15:15:36.68424Z",
		  "2026-10-08T15:15:36.68424Z" },
		{ SIM_DATETIME, "1601-01-01T00:00:00Z", "1601-01-01T00:00:00Z" },
		{ SIM_DATETIME, "20130415162843.500000+000",
		  "2013-04-15T16:28:43.5Z" },
		{ SIM_DATETIME, "P0DT0H5M0S", "P0DT0H5M0S" },
		{ SIM_DATETIME, "P0DT0H0M1.00417S", "P0DT0H0M1.00417S" },
		{ SIM_DATETIME, "00000000003000.000000:000", "P0DT0H30M0S" },
		{ SIM_DATETIME, "soon", NULL },
		{ SIM_STRING, "", "" },
		{ SIM_REFERENCE, "A.K='x\\\\y'", "A.K=\"x\\\\y\"" },
		{ SIM_REFERENCE, "nothing", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sim_value v = { .kind = SIM_V_NULL };
		AUTO_STR text = STR_INIT;
		int rc = sim_value_parse(cases[i].type, cases[i].in, &v);

		assert_int_equal(rc, cases[i].want ? 0 : -1);
		sim_value_text(&v, &text);
		if (cases[i].want)
			assert_string_equal(text.buf, cases[i].want);
		sim_value_clear(&v);
	}
}

static void paths(void **state)
{
	static const char *const good[][2] = {
		{ "A.K=\"v\"", "A.K=\"v\"" }, { "A=@", "A=@" },
		{ "a_b1.K = 'v' , L=\"w\"", "a_b1.K=\"v\",L=\"w\"" },
		{ "\\\\h.example\\root\\b:A.K=\"x:y\"", "A.K=\"x:y\"" },
		{ "root/b:A.K=5", "A.K=\"5\"" },
		{ "A.K='it\\'s'", "A.K=\"it's\"" },
	};
	static const char *const bad[] = {
		"", ".", "A", "A.", "A.K", "A.K=", "A.K=\"", "A.K=\"v", "A.K=\"v\",",
		"A.K=\"v\" x", "=\"v\"", "\\\\", "\\\\h", "\\\\h\\root", ":A.K",
		"A.=\"v\"", "1A.K=\"v\"",
	};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		AUTO_FREE struct sim_ref *r = NULL;
		AUTO_STR text = STR_INIT;

		assert_int_equal(sim_path_parse(good[i][0], NULL, &r), 0);
		sim_path_print(r, NULL, &text);
		assert_string_equal(text.buf, good[i][1]);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct sim_ref *r = NULL;

		if (!sim_path_parse(bad[i], NULL, &r))
			fail_msg("'%s' was taken for a path", bad[i]);
	}
}

static void case_is_folded(void **state)
{
	(void)state;
	assert_int_equal(sim_casecmp("Web01", "wEB01"), 0);
	assert_int_equal(sim_casecmp("\320\237\320\240\320\236\320\224",
				     "\320\277\321\200\320\276\320\264"), 0);
	assert_int_equal(sim_casecmp("\303\204", "\303\244"), 0);
	assert_true(sim_casecmp("a", "b") < 0);
	assert_true(sim_casecmp("ab", "a") > 0);
	assert_int_not_equal(sim_casecmp("\377", "\376"), 0);
}

static void key_checks(void **state)
{
	struct sim_store *s = small_store();
	struct sim_class *c = sim_class_find(s, "root/a", "Link");
	AUTO_FREE struct sim_ref *one = sim_ref_new(NULL, "Link", "From", "x", NULL);
	AUTO_FREE struct sim_ref *odd = sim_ref_new(NULL, "Link", "From", "x",
						    "To", "y", "Via", "z", NULL);

	(void)state;
	assert_int_equal(sim_keys_check(c, one), SIM_KEYS_MISSING);
	assert_int_equal(sim_keys_check(c, odd), SIM_KEYS_UNKNOWN);
	sim_store_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(schema),
		cmocka_unit_test(schema_errors),
		cmocka_unit_test(keys),
		cmocka_unit_test(references),
		cmocka_unit_test(held),
		cmocka_unit_test(unchanged_is_no_change),
		cmocka_unit_test(values),
		cmocka_unit_test(paths),
		cmocka_unit_test(case_is_folded),
		cmocka_unit_test(key_checks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
