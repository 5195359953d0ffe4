/* test_uri.c - config/uri.h: what a URI may say, and how it is refused */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/mem.h"
#include "config/uri.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

#define HEX64 "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define HEX64_COLONS \
	"00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:" \
	"00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF"

static const struct good {
	const char *in, *user, *host;
	unsigned port;
	bool tls;
} good[] = {
	/* as libvirt's documentation has them */
	{ "hyperv://hv1", NULL, "hv1", 5986, true },
	{ "hyperv://hv1/", NULL, "hv1", 5986, true },
	{ "hyperv://hv1/?transport=http", NULL, "hv1", 5985, false },
	{ "hyperv://hv1?transport=http", NULL, "hv1", 5985, false },
	{ "hyperv://administrator@hv1/?transport=https", "administrator", "hv1",
	  5986, true },
	/* an explicit port wins, whatever the transport */
	{ "hyperv://hv1:443/", NULL, "hv1", 443, true },
	{ "hyperv://hv1:1/?transport=http", NULL, "hv1", 1, false },
	{ "hyperv://hv1:65535", NULL, "hv1", 65535, true },
	{ "hyperv://hv1:5985/", NULL, "hv1", 5985, true },
	{ "hyperv://hv1:005985/", NULL, "hv1", 5985, true },
	/* addresses */
	{ "hyperv://192.0.2.7/", NULL, "192.0.2.7", 5986, true },
	{ "hyperv://[2001:db8::7]/", NULL, "2001:db8::7", 5986, true },
	{ "hyperv://u@[::1]:81/", "u", "::1", 81, true },
	{ "hyperv://[::ffff:192.0.2.7]", NULL, "::ffff:192.0.2.7", 5986, true },
	{ "hyperv://[fe80::1%25eth0]/", NULL, "fe80::1%eth0", 5986, true },
	{ "hyperv://[fe80::1%eth0]/", NULL, "fe80::1%eth0", 5986, true },
	{ "hyperv://[fe80::1%2525]/", NULL, "fe80::1%25", 5986, true },
	/* percent-encoding, users of domains */
	{ "hyperv://LAB%5Cbob@hv1", "LAB\\bob", "hv1", 5986, true },
	{ "hyperv://bob%40lab.example@hv1", "bob@lab.example", "hv1", 5986, true },
	{ "hyperv://bob@lab.example@hv1", "bob@lab.example", "hv1", 5986, true },
	{ "hyperv://%e5%b1%b1@hv1", "\xe5\xb1\xb1", "hv1", 5986, true },
	{ "hyperv://%68v1/", NULL, "hv1", 5986, true },
	{ "hyperv://a%2Fb%3F@hv1/", "a/b?", "hv1", 5986, true },
	/* details */
	{ "HyperV://hv1/", NULL, "hv1", 5986, true },
	{ "hyperv://hv1/?", NULL, "hv1", 5986, true },
	{ "hyperv://hv1/?&transport=http&", NULL, "hv1", 5985, false },
	{ "hyperv://hv1/?Transport=http;no_verify=0", NULL, "hv1", 5985, false },
	{ "hyperv://hv1/?trans%70ort=htt%70", NULL, "hv1", 5985, false },
	{ "hyperv://hv1/?auth=basic", NULL, "hv1", 5986, true },
};

static void test_good(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(good); i++) {
		const struct good *g = &good[i];
		AUTO_ERR e = ERR_INIT;
		struct uri u;

		if (uri_parse(g->in, &u, &e) < 0)
			fail_msg("%s: %s", g->in, e.msg);
		assert_int_equal(u.kind, URI_HYPERV);
		assert_string_equal(u.text, g->in);
		assert_string_equal(u.host, g->host);
		assert_int_equal(u.port, g->port);
		assert_int_equal(u.tls, g->tls);
		if (g->user)
			assert_string_equal(u.user, g->user);
		else
			assert_null(u.user);
		assert_false(u.no_verify);
		assert_null(u.cacert);
		assert_null(u.fingerprint);
		uri_clear(&u);
	}
}

static void test_trust(void **state)
{
	static const struct {
		const char *in, *cacert, *fingerprint;
		bool no_verify;
	} cases[] = {
		{ "?no_verify=1", NULL, NULL, true },
		{ "?no_verify=0&cacert=ca.pem", "ca.pem", NULL, false },
		{ "?cacert=/etc/a%20b/ca%2b%26.pem", "/etc/a b/ca+&.pem", NULL,
		  false },
		{ "?cacert=a+b=c@d", "a+b=c@d", NULL, false },
		{ "?cacert=~/ca.pem", "~/ca.pem", NULL, false },
		{ "?fingerprint=SHA256:" HEX64, NULL, "SHA256:" HEX64, false },
		{ "?fingerprint=sha256:" HEX64_COLONS, NULL, "SHA256:" HEX64,
		  false },
		{ "?no_verify=0&fingerprint=SHA256:" HEX64, NULL,
		  "SHA256:" HEX64, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		AUTO_FREE char *text = xasprintf("hyperv://h/%s", cases[i].in);
		AUTO_ERR e = ERR_INIT;
		struct uri u;

		if (uri_parse(text, &u, &e) < 0)
			fail_msg("%s: %s", text, e.msg);
		assert_int_equal(u.no_verify, cases[i].no_verify);
		assert_true(!u.cacert == !cases[i].cacert);
		if (u.cacert)
			assert_string_equal(u.cacert, cases[i].cacert);
		assert_true(!u.fingerprint == !cases[i].fingerprint);
		if (u.fingerprint)
			assert_string_equal(u.fingerprint, cases[i].fingerprint);
		uri_clear(&u);
	}
}

/* What is refused, and a word that the error must have. */
static const struct bad {
	const char *in, *want;
} bad[] = {
	{ "", "no URI" },
	{ "hv1", "no URI" },
	{ "hyperv:hv1", "no URI" },
	{ "hyperv:/hv1", "no URI" },
	{ "://hv1", "no URI" },
	{ "1hyperv://hv1", "no URI" },
	{ " hyperv://hv1", "no URI" },
	{ "qemu:///system", "'qemu'" },
	{ "http://hv1/", "'http'" },
	{ "hyperv+ssh://hv1/", "'hyperv+ssh'" },
	{ "hyperv+http://hv1/", "'hyperv+http'" },
	{ "hyperv2://hv1/", "'hyperv2'" },
	{ "test+unix:///default", "'test+unix'" },
	{ "hyperv://", "no host" },
	{ "hyperv:///", "no host" },
	{ "hyperv:///system", "no host" },
	{ "hyperv://?transport=http", "no host" },
	{ "hyperv://u@/", "no host" },
	{ "hyperv://:5985/", "no host" },
	{ "hyperv://@hv1/", "empty user" },
	{ "hyperv://hv1/system", "path" },
	{ "hyperv://hv1//", "path" },
	{ "hyperv://hv1/#top", "fragment" },
	{ "hyperv://hv1#", "fragment" },
	{ "hyperv://hv1/?transport=http#x", "fragment" },
	{ "hyperv://h v1/", "host name" },
	{ "hyperv://hv%201/", "host name" },
	{ "hyperv://hv1%2fx/", "host name" },
	{ "hyperv://hv1%3a99/", "host name" },
	{ "hyperv://hv1%0a/", "host name" },
	{ "hyperv://hv1%00/", "host name" },
	{ "hyperv://hv1%7f/", "host name" },
	{ "hyperv://hv1%ff/", "host name" },
	{ "hyperv://hv1%4/", "host name" },
	{ "hyperv://hv1%/", "host name" },
	{ "hyperv://hv1%zz/", "host name" },
	{ "hyperv://hv1\\x/", "host name" },
	{ "hyperv://hv1\n/", "control character" },
	{ "hyperv://hv1\x7f/", "control character" },
	{ "hyperv://\x1b[31m@hv1/", "control character" },
	{ "hyperv://bob%0a@hv1/", "user name" },
	{ "hyperv://bob%00x@hv1/", "user name" },
	{ "hyperv://bob%c3@hv1/", "user name" },
	{ "hyperv://bob%g1@hv1/", "user name" },
	{ "hyperv://hv1:/", "port" },
	{ "hyperv://hv1:0/", "port" },
	{ "hyperv://hv1:65536/", "port" },
	{ "hyperv://hv1:99999999999999999999/", "port" },
	{ "hyperv://hv1:-1/", "port" },
	{ "hyperv://hv1:+1/", "port" },
	{ "hyperv://hv1:59x/", "port" },
	{ "hyperv://hv1:1:2/", "port" },
	{ "hyperv://::1/", "no host" },
	{ "hyperv://2001:db8::7/", "port" },
	{ "hyperv://[::1/", "']'" },
	{ "hyperv://[]/", "IPv6" },
	{ "hyperv://[hv1]/", "IPv6" },
	{ "hyperv://[192.0.2.7]/", "IPv6" },
	{ "hyperv://[::g]/", "IPv6" },
	{ "hyperv://[fe80::1%]/", "zone" },
	{ "hyperv://[fe80::1%25]/", "zone" },
	{ "hyperv://[fe80::1%25a b]/", "zone" },
	{ "hyperv://[::1]x/", "']'" },
	{ "hyperv://[::1]5985/", "']'" },
	{ "hyperv://hv1/?transport=ftp", "https or http" },
	{ "hyperv://hv1/?transport=HTTP", "https or http" },
	{ "hyperv://hv1/?transport=", "https or http" },
	{ "hyperv://hv1/?transport", "'transport' has no value" },
	{ "hyperv://hv1/?no_verify=true", "0 or 1" },
	{ "hyperv://hv1/?no_verify=2", "0 or 1" },
	{ "hyperv://hv1/?no_verify=", "0 or 1" },
	{ "hyperv://hv1/?cacert=", "'cacert'" },
	{ "hyperv://hv1/?cacert=a%00b", "'cacert'" },
	{ "hyperv://hv1/?cacert=a%1", "'cacert'" },
	{ "hyperv://hv1/?auth=kerberos", "'kerberos'" },
	{ "hyperv://hv1/?auth=Basic", "'Basic'" },
	{ "hyperv://hv1/?auth=", "''" },
	{ "hyperv://hv1/?frobnicate=1", "'frobnicate'" },
	{ "hyperv://hv1/?frobnicate", "'frobnicate'" },
	{ "hyperv://hv1/?=1", "''" },
	{ "hyperv://hv1/? transport=http", "' transport'" },
	{ "hyperv://hv1/?transport=http&transport=http", "twice" },
	{ "hyperv://hv1/?transport=http&TRANSPORT=https", "twice" },
	{ "hyperv://hv1/?no_verify=0;no_verify=1", "twice" },
	{ "hyperv://hv1/?fingerprint=" HEX64, "SHA256" },
	{ "hyperv://hv1/?fingerprint=SHA1:" HEX64, "SHA256" },
	{ "hyperv://hv1/?fingerprint=SHA256:", "SHA256" },
	{ "hyperv://hv1/?fingerprint=SHA256:" HEX64 "0", "64" },
	{ "hyperv://hv1/?fingerprint=SHA256:0:0", "64" },
	{ "hyperv://hv1/?fingerprint=SHA256::" HEX64, "64" },
	{ "hyperv://hv1/?fingerprint=SHA256:" HEX64 ":", "64" },
	{ "hyperv://hv1/?fingerprint=SHA256:g" HEX64, "64" },
	{ "hyperv://hv1/?no_verify=1&fingerprint=SHA256:" HEX64, "contradict" },
	{ "hyperv://hv1/?no_verify=1&cacert=x", "contradict" },
	{ "hyperv://hv1/?cacert=x&fingerprint=SHA256:" HEX64, "contradict" },
	{ "hyperv://hv1/?transport=http&no_verify=1", "contradict" },
	{ "hyperv://hv1/?cacert=x&transport=http", "contradict" },
	{ "hyperv://hv1/?transport=http&fingerprint=SHA256:" HEX64,
	  "contradict" },
	{ "test://", "test URI" },
	{ "test:///", "test URI" },
	{ "test://default", "test URI" },
	{ "test://host/default", "test URI" },
	{ "test:///default?x=1", "parameters" },
	{ "test:///a%00b", "percent" },
	{ "test:///a%", "percent" },
	{ "test:///default#1", "fragment" },
};

static void test_bad(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		AUTO_ERR e = ERR_INIT;
		struct uri u = { .port = 77 };

		if (uri_parse(bad[i].in, &u, &e) == 0)
			fail_msg("taken: %s", bad[i].in);
		assert_int_equal(u.port, 77);
		assert_int_equal(e.kind, ERR_USAGE);
		if (!strstr(e.msg, bad[i].want))
			fail_msg("%s: '%s' is not in: %s", bad[i].in,
				 bad[i].want, e.msg);
	}
}

/* Wherever a password may hide, neither message nor hint shows it. */
static void test_password(void **state)
{
	static const char *const cases[] = {
		"hyperv://bob:s3cret@hv1/",
		"hyperv://bob:@hv1/",
		"hyperv://:s3cret@hv1/",
		"hyperv://bob%3As3cret@hv1/",
		"hyperv://bob:s3cret@x@hv1:5985/?transport=http",
		"hyperv://bob:12/s3cret@hv1/",
		"hyperv://bob:s3cret/x@hv1/",
		"hyperv://bob:x?s3cret@hv1/",
		"hyperv://bob:12?s3cret@hv1/",
		"hyperv://bob:12/?s3cret@hv1/",
		"hyperv://bob:12?auth=s3cret@hv1/",
		"hyperv://bob:12?transport=s3cret@hv1/",
		"hyperv://bob:x#s3cret@hv1/",
		"hyperv://bob:s3cret%@hv1/",
		"hyperv://bob:s3cret\n@hv1/",
		"s3cret@hv1",
		"foo://bob:s3cret@hv1/",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		AUTO_ERR e = ERR_INIT;
		struct uri u;

		if (uri_parse(cases[i], &u, &e) == 0)
			fail_msg("taken: %s", cases[i]);
		assert_int_equal(e.kind, ERR_USAGE);
		assert_null(strstr(e.msg, "s3cret"));
		assert_true(!e.hint || !strstr(e.hint, "s3cret"));
	}
}

static void test_password_hint(void **state)
{
	AUTO_ERR e = ERR_INIT;
	struct uri u;

	(void)state;
	assert_int_equal(uri_parse("hyperv://a:b@hv1/", &u, &e), -1);
	assert_non_null(strstr(e.msg, "password"));
	assert_non_null(strstr(e.hint, "--password-file"));
	assert_non_null(strstr(e.hint, "HVSH_PASSWORD"));
}

static void test_test(void **state)
{
	static const struct { const char *in, *file; } cases[] = {
		{ "test:///default", NULL },
		{ "Test:///default", NULL },
		{ "test:///tmp/a.xml", "/tmp/a.xml" },
		{ "test:///tmp/a%20b%3f%23%25.xml", "/tmp/a b?#%.xml" },
		{ "test:///default/", "/default/" },
		{ "test:////default", "//default" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		AUTO_ERR e = ERR_INIT;
		struct uri u;

		assert_int_equal(uri_parse(cases[i].in, &u, &e), 0);
		assert_int_equal(u.kind, URI_TEST);
		assert_null(u.host);
		if (cases[i].file)
			assert_string_equal(u.state_file, cases[i].file);
		else
			assert_null(u.state_file);
		assert_string_equal(u.text, cases[i].in);
		uri_clear(&u);
	}
}

static int parse_long(const char *before, size_t n, const char *after)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_FREE char *fill = xcalloc(n + 1, 1);
	AUTO_FREE char *text = NULL;
	struct uri u;
	int result;

	memset(fill, 'a', n);
	text = xasprintf("%s%s%s", before, fill, after);
	result = uri_parse(text, &u, &e);
	if (result == 0)
		uri_clear(&u);
	else
		assert_true(strlen(e.msg) < 200);
	return result;
}

static void test_long(void **state)
{
	(void)state;
	assert_int_equal(parse_long("hyperv://", URI_HOST_MAX, "/"), 0);
	assert_int_equal(parse_long("hyperv://", URI_HOST_MAX + 1, "/"), -1);
	assert_int_equal(parse_long("hyperv://", URI_USER_MAX, "@h/"), 0);
	assert_int_equal(parse_long("hyperv://", URI_USER_MAX + 1, "@h/"), -1);
	assert_int_equal(parse_long("test:///", URI_MAX - 8, ""), 0);
	assert_int_equal(parse_long("test:///", URI_MAX - 7, ""), -1);
	assert_int_equal(parse_long("hyperv://[fe80::1%25", 64, "]"), 0);
	assert_int_equal(parse_long("hyperv://[fe80::1%25", 65, "]"), -1);
	assert_int_equal(parse_long("hyperv://h/?", 3000, "=1"), -1);
	assert_int_equal(parse_long("hyperv://h/?auth=", 3000, ""), -1);
	assert_int_equal(parse_long("", 1000, "://h"), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_trust),
		cmocka_unit_test(test_bad),
		cmocka_unit_test(test_password),
		cmocka_unit_test(test_password_hint),
		cmocka_unit_test(test_test),
		cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
