/* test_hv_schema.c - which generation of classes a host has, on the wire */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "hv/autostart.h"
#include "hv/host.h"
#include "hv/power.h"
#include "hv/schema.h"
#include "hv/settings.h"
#include "hv/vm.h"
#include "told.h"

#define UPPER "AAAAAAAA-0000-4000-8000-00000000000B"
#define NEWER "wmi/root/virtualization/v2/*"
#define OLDER "wmi/root/virtualization/*"
#define VM(state) ALL(ITEM("<ElementName>web</ElementName><EnabledState>" \
	state "</EnabledState><Name>" UPPER "</Name><ProcessID>4</ProcessID>"))
#define NO_NAMESPACE "!" FAULT("2147749902", "w:InternalError", "0x8004100E")
#define DENIED "!" FAULT("5", "w:AccessDenied", "no")
#define DONE(method) "<p:" method "_OUTPUT xmlns:p=\"x\"><p:ReturnValue>0" \
	"</p:ReturnValue></p:" method "_OUTPUT>"

static int list(struct fixture *f, uint64_t *state)
{
	AUTO_VMS vms = VEC_INIT;
	int r = hv_vm_list(f->h, HV_ALL, &vms, &f->e);

	if (r == 0) {
		assert_int_equal(vms.n, 1);
		*state = vms.v[0].state.v;
	}
	return r;
}

/* v2 first; v1 only after the faults that say that v2 is not there, and the
 * first failure is what is told where v1 is not there either. */
static void choice(void **state)
{
	static const struct {
		const char *v2, *v1;
		int want, requests;     /* of two lists */
		uint64_t state;
		enum hv_generation generation;
		const char *says;
	} rows[] = {
		{ VM("9"), VM("2"), 0, 2, HV_PAUSED, HV_V2, NULL },
		{ NO_CLASS, VM("32768"), 0, 3, HV_PAUSED, HV_V1, NULL },
		{ NO_NAMESPACE, VM("32769"), 0, 3, HV_SAVED, HV_V1, NULL },
		{ DENIED, VM("2"), -1, 2, 0, HV_V2, "no" },
		{ NO_CLASS, NO_NAMESPACE, -1, 4, 0, HV_V2, "no class" },
		{ NO_CLASS, DENIED, -1, 4, 0, HV_V2, "no (code 5" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct reply r[] = {
			{ NEWER, rows[i].v2 }, { OLDER, rows[i].v1 }, { 0 }
		};
		struct fixture f = host(r, 0);

		for (int n = 0; n < 2; n++) {
			uint64_t got = 0;

			err_clear(&f.e);
			assert_int_equal(list(&f, &got), rows[i].want);
			assert_int_equal(got, rows[i].state);
		}
		assert_int_equal(f.c->requests, rows[i].requests);
		assert_int_equal(hv_schema(f.h)->generation,
				 rows[i].generation);
		if (rows[i].says)
			assert_non_null(strstr(f.e.msg, rows[i].says));
		done(&f);
	}
}

/* A class that is missing on a host that has answered makes no old one. */
static void proven(void **state)
{
	static const struct reply r[] = {
		{ "FROM Msvm_VirtualSystemSettingData", NO_CLASS },
		{ NEWER, VM("2") }, { OLDER, VM("3") }, { 0 }
	};
	struct fixture f = host(r, 0);
	AUTO_SETTINGS settings = VEC_INIT;
	AUTO_VMS vms = VEC_INIT;
	AUTO_FREE char *windows = NULL;
	uint64_t got;

	(void)state;
	assert_int_equal(list(&f, &got), 0);
	assert_int_equal(hv_vm_list_settings(f.h, HV_ALL, &vms, &settings,
					     &f.e), -1);
	assert_int_equal(f.c->requests, 3);
	assert_false(hv_host_is_old(f.h, &f.e, &windows));
	assert_int_equal(f.c->requests, 3);
	assert_false(asked(&f, OLDER, ""));
	done(&f);
}

#define WINDOWS(version, caption) ALL(ITEM("<Caption>" caption "</Caption>" \
	"<Version>" version "</Version>"))

/* Who knows v2 alone fails at its first question; then the version tells. */
static void old(void **state)
{
	static const struct {
		const char *windows, *want;
	} rows[] = {
		{ WINDOWS("6.0.6001", "Microsoft\xc2\xae Windows Server\xc2\xae "
			  "2008 Standard "), "Windows Server 2008" },
		{ WINDOWS("6.1.7600", "Microsoft Windows Server 2008 R2 "
			  "Standard "), "Windows Server 2008 R2" },
		{ WINDOWS("6.1.7601", "Hyper-V Server"),
		  "Windows of version 6.1" },
		{ WINDOWS("6.2.9200", "Microsoft Windows Server 2012"), NULL },
		{ DENIED, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct reply r[] = {
			{ NEWER, NO_CLASS }, { OLDER, VM("2") },
			{ "Win32_OperatingSystem", rows[i].windows }, { 0 }
		};
		struct fixture f = host(r, 0);
		AUTO_FREE char *windows = NULL;
		AUTO_FREE char *again = NULL;
		uint64_t got;

		assert_false(hv_host_is_old(f.h, NULL, &windows));
		hv_host_v2_alone(f.h, true);
		assert_int_equal(list(&f, &got), -1);
		hv_host_v2_alone(f.h, false);
		assert_int_equal(f.c->requests, 1);
		assert_int_equal(hv_host_is_old(f.h, &f.e, &windows),
				 rows[i].want != NULL);
		assert_int_equal(f.c->requests, 2);
		if (rows[i].want) {
			assert_string_equal(windows, rows[i].want);
			assert_true(hv_host_is_old(f.h, NULL, &again));
			assert_int_equal(f.c->requests, 2);
		}
		done(&f);
	}
}

#define GUID "aaaaaaaa-0000-4000-8000-00000000000b"

static void methods(void **state)
{
	const struct hv_autostart to = { .start = { HV_START_ALWAYS, true } };
	static const struct reply r[] = {
		{ NEWER, NO_CLASS },
		{ "RequestStateChange_INPUT", DONE("RequestStateChange") },
		{ "ModifyVirtualSystem_INPUT", DONE("ModifyVirtualSystem") },
		{ OLDER, VM("2") }, { 0 }
	};
	struct fixture f = host(r, 0);
	uint64_t got;

	(void)state;
	assert_int_equal(list(&f, &got), 0);
	assert_int_equal(hv_vm_request(f.h, GUID, HV_SAVED, NULL, &f.e), 0);
	assert_true(asked(&f, "wmi/root/virtualization/Msvm_ComputerSystem<",
			  "RequestedState>32769<"));
	assert_int_equal(hv_autostart_set(f.h, GUID, &to, NULL, &f.e), 0);
	assert_true(asked(&f, "SystemSettingData>", "Microsoft:" UPPER
			  "\\Global"));
	assert_true(asked(&f, "Msvm_VirtualSystemGlobalSettingData",
			  "ComputerSystem><a:Address"));
	assert_int_equal(f.c->requests, 4);
	done(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(choice),
		cmocka_unit_test(proven),
		cmocka_unit_test(old),
		cmocka_unit_test(methods),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
