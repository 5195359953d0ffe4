/* test_boot.c - hv/boot.h: from one boot order to another */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "hv/boot.h"
#include "hv/config.h"
#include "wmi/method.h"

#define PATH "\\\\H\\root\\virtualization\\v2:Msvm_BootSourceSettingData." \
	"InstanceID=\"Microsoft:V\\\\%s\\\\B\""

/* Devices are a letter each: d disks, c DVD drives, n NICs, f and g files; with
 * a number behind: that is their 'boot'. A space ends the devices, then comes
 * what the host has. "d1c2n3 fdcn" */
static struct hv_config *config(const char *text)
{
	struct hv_config *c = hv_config_new();

	c->generation = 2;
	for (; *text && *text != ' '; text++) {
		char *id = xasprintf("Microsoft:V\\%c", *text);
		unsigned boot = 0;

		if (strchr("0123456789", text[1]) && text[1])
			boot = (unsigned)(text[1] - '0');
		if (*text == 'n' || *text == 'm')
			*vec_new(&c->nics) = (struct hv_nic){
				.id = id, .boot = boot };
		else
			*vec_new(&c->drives) = (struct hv_drive){
				.id = id, .bus = HV_BUS_SCSI, .boot = boot,
				.kind = *text == 'c' ? HV_DRIVE_DVD :
				HV_DRIVE_DISK, .slot = (unsigned)c->drives.n };
		text += boot != 0;
	}
	for (text += *text == ' '; *text; text++) {
		char id[2] = { *text, '\0' };

		vec_push(&c->boot_sources, xasprintf(PATH, id));
	}
	return c;
}

/* The letters of what is written. */
static void letters(const struct wmi_instance *i, char *to)
{
	for (const char *p = i->xml.buf; (p = strstr(p, "Microsoft:V")); ) {
		p += strlen("Microsoft:V");
		p += strspn(p, "\\");
		*to++ = *p;
	}
	*to = '\0';
}

static const struct {
	const char *have, *want;
	bool exact;
	const char *written;            /* NULL: no need */
} cases[] = {
	/* as it is: said, or not said */
	{ "dcn dcn", "d1c2n3", false, NULL },
	{ "dcn dcn", "dcn", false, NULL },
	{ "dcn dcn", "d1c2n3", true, NULL },
	{ "dcn dcn", "dcn", true, NULL },
	{ "dcn fdcn", "dcn", true, NULL },
	{ "dcn ncd", "d3c2n1", true, NULL },
	{ "dcn n", "n1dc", true, NULL },
	/* another order; files go with the first disk */
	{ "dcn dcn", "d2c1n3", false, "cdn" },
	{ "dcn fdgcn", "d2c1n3", false, "cfgdn" },
	{ "cn fcn", "c2n1", false, "ncf" },
	{ "dcn ncd", "dcn", true, "dcn" },
	{ "dcn ncdf", "dcn", true, "fdcn" },
	/* one changed takes the place of the one that has it */
	{ "dcn dcn", "d1c2n1", false, "ndc" },
	{ "dcn dcn", "d3c2n3", false, "cdn" },
	{ "den den", "d1e2n2", false, "dne" },
	/* left out, and put in again */
	{ "dcn fdcn", "d1n2c", true, "fdn" },
	{ "dcn fdn", "dcn", true, "fdcn" },
	{ "dcn fdn", "d1n2c3", false, "fdnc" },
	/* not known, and nothing is said */
	{ "dcn ", "dcn", true, NULL },
	{ "dcn f", "dcn", true, NULL },
	{ "dcn ", "d1c2n3", true, "dcn" },
	/* a new one comes last by itself */
	{ "dn fdn", "d1n2e", false, NULL },
	{ "dn fdn", "den", true, "fden" },
	{ "dn fdn", "d1n2e1", false, "efdn" },
	{ "dn fdn", "d1n2e3", true, NULL },
	{ "dn fdn", "d1n2e", true, "fdn" },
	/* two new ones in no order that is known */
	{ " ", "dcn", true, "dcn" },
	{ " ", "d", true, NULL },
	{ " ", "d2c1n", true, "cd" },
	{ "d fd", "d1en", false, "fden" },
	/* taken out: the host sees to it */
	{ "dcn fdcn", "d1n2", false, NULL },
	{ "dcn fdcn", "dn", true, NULL },
	{ "dcn fdcn", "", true, NULL },
};

static void test_differs(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		AUTO_CONFIG *have = config(cases[i].have);
		AUTO_CONFIG *want = config(cases[i].want);
		AUTO_INSTANCE instance = WMI_INSTANCE_INIT("X");
		char got[32];
		bool differs;

		want->boot_exact = cases[i].exact;
		hv_boot_assign(have);
		differs = hv_boot_differs(&instance, have, want);
		letters(&instance, got);
		if (differs != (cases[i].written != NULL) ||
		    strcmp(got, cases[i].written ? cases[i].written : ""))
			fail_msg("%zu: '%s' to '%s': %d, '%s'", i,
				 cases[i].have, cases[i].want, differs, got);
	}
}

static void test_list(void **state)
{
	AUTO_CONFIG *c = config("dcn fncg");
	AUTO_BOOT l = VEC_INIT;

	(void)state;
	vec_push(&c->boot_sources, xstrdup("no path"));
	hv_boot_assign(c);
	hv_boot_list(c, &l);
	assert_int_equal(l.n, 5);
	assert_null(l.v[0].drive);
	assert_null(l.v[0].nic);
	assert_string_equal(l.v[0].id, "Microsoft:V\\f\\B");
	assert_ptr_equal(l.v[1].nic, &c->nics.v[0]);
	assert_ptr_equal(l.v[2].drive, &c->drives.v[1]);
	assert_string_equal(l.v[4].id, "");
	assert_int_equal(c->nics.v[0].boot, 1);
	assert_int_equal(c->drives.v[1].boot, 2);
	assert_int_equal(c->drives.v[0].boot, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_differs),
		cmocka_unit_test(test_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
