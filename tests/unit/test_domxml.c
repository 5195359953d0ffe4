/* test_domxml.c - domxml/write.h: what virsh prints, valid, and read back
 *
 * libvirt's own schema is the judge (xmllint and libvirt's schemas; skipped
 * without). What virsh prints is in ../shared/lab (SHARED; skipped without).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/err.h"
#include "domxml_config.h"
#include "scratch.h"

#define SCHEMA "/usr/share/libvirt/schemas/domain.rng"
#define LAN "99fb6ec6-63bc-45c1-8c1a-87369f4b56d2"

static void add(struct hv_config *c, const char *guid, const char *notes)
{
	c->guid = xstrdup(guid);
	c->notes = xstrdup(notes);
}

/* --- configurations ------------------------------------------------------- */

/* web-01 of the lab */
static struct hv_config *web01(void)
{
	struct hv_config *c = config_new("web-01", 2, 2048);

	add(c, "cab3d075-b79f-4c2b-a6bd-398cf9043f3e",
	    "Production web server\nowner: ops & co <ops@example.org>");
	c->vm_id = (struct num){ 2004, true };
	c->dynamic_memory = true;
	c->memory_min = 512;
	c->memory_max = 4096;
	c->cpus = 2;
	c->start_action = 4;
	c->secure_boot_template = xstrdup(WINDOWS_TEMPLATE);
	config_scsi(c, 1);
	config_drive(c, HV_DRIVE_DISK, HV_BUS_SCSI, 0, 0,
		     "D:\\VMs\\web-01\\Virtual Hard Disks\\web-01.vhdx");
	config_drive(c, HV_DRIVE_DVD, HV_BUS_SCSI, 0, 63,
		     "C:\\ISO\\debian-12.iso");
	config_nic(c, "00:15:5d:38:01:03", true, "External LAN")->switch_guid =
		xstrdup(LAN);
	return c;
}

/* O'Brien's VM, off, as first dumped: three disks */
static struct hv_config *obrien(void)
{
	static const char dir[] = "D:\\VMs\\O'Brien's VM\\Virtual Hard Disks\\";
	struct hv_config *c = config_new("O'Brien's VM", 1, 512);
	AUTO_FREE char *first = xasprintf("%sO'Brien's VM.vhdx", dir);
	AUTO_FREE char *second = xasprintf("%sO'Brien's VM-data1.vhd", dir);
	AUTO_FREE char *third = xasprintf("%sO'Brien's VM-data2.vhdx", dir);

	add(c, "136f61cc-4af7-4cf3-a723-01bfb68bf70e", NULL);
	c->start_action = 2;
	config_scsi(c, 1);
	config_drive(c, HV_DRIVE_DISK, HV_BUS_IDE, 0, 0, first);
	config_drive(c, HV_DRIVE_DISK, HV_BUS_IDE, 0, 1, second);
	config_drive(c, HV_DRIVE_DISK, HV_BUS_SCSI, 0, 0, third);
	return c;
}

static struct hv_config *hostile(void)
{
	struct hv_config *c = config_new("<&> \"q\" 'a' \\ 100%_[x] ]]> \xd0\x9f "
					 "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", 2,
					 4096);

	add(c, NULL, " first\r\n\tsecond &amp; <third>\n\n ");
	config_scsi(c, 4);
	config_drive(c, HV_DRIVE_DISK, HV_BUS_SCSI, 3, 63,
		     "\\\\srv\\share$\\<&>'\"\\\xe6\x97\xa5.vhdx");
	config_drive(c, HV_DRIVE_DVD, HV_BUS_SCSI, 1, 0, NULL);
	config_nic(c, "02:00:00:00:00:0a", false, "Private <&> Net");
	config_nic(c, NULL, false, "\xe6\x97\xa5\xe6\x9c\xac")->connected = false;
	config_nic(c, "02:00:00:00:00:0b", true, NULL);
	config_nic(c, "02:00:00:00:00:0c", true, NULL)->switch_guid =
		xstrdup(LAN);
	c->nics.v[3].connected = true;
	c->nics.v[0].name = xstrdup("<'\"&> \n\t");
	c->nics.v[0].dhcp_guard = true;
	c->nics.v[0].bandwidth_max = 100000000;
	c->nics.v[1].bandwidth_max = 8192 * 1000;
	c->nics.v[1].private_vlan = true;
	c->nics.v[2].mac_spoofing = true;
	c->nics.v[2].bandwidth_min = 8;
	c->nics.v[3].router_guard = true;
	c->coms.v[1].pipe = xstrdup("\\\\.\\pipe\\<&'\">");
	c->tpm = true;
	return c;
}

static struct hv_config *generation1(void)
{
	struct hv_config *c = config_new("old", 1, 1024);
	struct hv_drive *d;
	struct hv_nic *n;

	config_scsi(c, 2);
	d = config_drive(c, HV_DRIVE_DISK, HV_BUS_IDE, 1, 1, "C:\\a.vhd");
	d->iops_min = (struct num){ 100, true };
	d->iops_max = (struct num){ 5000, true };
	config_drive(c, HV_DRIVE_FLOPPY, HV_BUS_FLOPPY, 0, 0, "C:\\b.vfd");
	config_drive(c, HV_DRIVE_PHYSICAL, HV_BUS_SCSI, 1, 2, "3");
	config_drive(c, HV_DRIVE_PHYSICAL, HV_BUS_SCSI, 1, 3, NULL);
	n = config_nic(c, "00:15:5d:00:00:01", true, "Internal");
	n->legacy = true;
	n->name = xstrdup("Legacy Network Adapter");
	n->vlan = 101;
	n = config_nic(c, "00:15:5d:00:00:02", false, "Internal");
	n->native_vlan = 10;
	for (unsigned i = 10; i <= 30; i += 10)
		vec_push(&n->trunk, i);
	n = config_nic(c, "00:15:5d:00:00:03", true, "Internal");
	vec_push(&n->trunk, 7u);
	c->boot_order.v[0] = 3;
	c->boot_order.v[2] = 1;
	c->start_delay_s = 90;
	c->stop_action = 4;
	c->checkpoint_kind = 2;
	c->cpu_limit = 50000;
	c->cpu_reservation = 10000;
	c->cpu_weight = 200;
	c->nested = true;
	c->memory_weight = 9000;
	c->memory_buffer = 50;          /* kept while dynamic memory is off */
	return c;
}

/* Of 1 in n, from a generator of our own: the same on every machine. */
static unsigned draw(uint32_t *seed, unsigned n)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % n;
}

static void generate_parts(struct hv_config *c, uint32_t *seed)
{
	static const char *const switches[] = {
		"LAN", "a b", "\xc3\xa9", "x'y", "a/b\\c:d", "#1", "",
	};

	for (unsigned i = 0; i < 64; i += 1 + draw(seed, 40)) {
		enum hv_drive_kind kind = draw(seed, 3);
		bool empty = !draw(seed, 4);

		config_drive(c, kind, HV_BUS_SCSI, i % 4, i, empty ? NULL :
			     kind == HV_DRIVE_PHYSICAL ? "12" : "E:\\x y.vhdx");
	}
	for (unsigned i = draw(seed, 5); i; i--) {
		struct hv_nic *n = config_nic(c, draw(seed, 3)
					      ? "00:15:5d:aa:bb:cc" : NULL, false,
					      switches[draw(seed, 6)]);

		n->mac_static = n->mac && draw(seed, 2);
		n->connected = draw(seed, 2);
		n->legacy = c->generation == 1 && draw(seed, 2);
		n->vlan = draw(seed, 2) * draw(seed, 4095);
		n->mac_spoofing = !draw(seed, 4);
		n->dhcp_guard = !draw(seed, 4);
		n->bandwidth_max = draw(seed, 3) * (uint64_t)draw(seed, 20000) *
			(draw(seed, 2) ? 8192 : 1000);
		n->bandwidth_min = !draw(seed, 4) * n->bandwidth_max / 2;
	}
}

/* Some of the devices, in any order. */
static void generate_boot(struct hv_config *c, uint32_t *seed)
{
	unsigned next = 0;

	for (size_t i = 0; i < c->nics.n; i++)
		c->nics.v[i].boot = draw(seed, 3) ? ++next : 0;
	for (size_t i = c->drives.n; i-- > 0;)
		c->drives.v[i].boot = draw(seed, 3) ? ++next : 0;
	c->pause_after_boot_failure = draw(seed, 2);
	c->boot_ipv6 = draw(seed, 2);
	c->console_mode = draw(seed, 5);
}

static struct hv_config *generated(uint32_t seed)
{
	struct hv_config *c = config_new("vm", 1 + draw(&seed, 2),
					 32 + draw(&seed, 100000));

	config_scsi(c, 4);
	c->cpus = 1 + draw(&seed, 2048);
	c->dynamic_memory = draw(&seed, 2);
	if (c->dynamic_memory) {
		c->memory_min = 32 + draw(&seed, (unsigned)c->memory - 31);
		c->memory_max = draw(&seed, 3)
			? c->memory + draw(&seed, 3) * 512 : 1048576;
		c->memory_buffer = draw(&seed, 2) ? 20 : draw(&seed, 2001);
	}
	c->secure_boot = c->generation == 2 && draw(&seed, 2);
	c->tpm = c->generation == 2 && draw(&seed, 2);
	if (c->generation == 2 && draw(&seed, 2))
		c->secure_boot_template = xstrdup(draw(&seed, 2) ?
			"272e7447-90a4-4563-a4b9-8e4ab00526ce" :
			"01234567-89ab-cdef-0123-456789abcdef");
	c->start_action = draw(&seed, 6);
	c->stop_action = draw(&seed, 6);
	c->checkpoint_kind = draw(&seed, 7);
	c->nested = draw(&seed, 2);
	generate_parts(c, &seed);
	if (c->generation == 2)
		generate_boot(c, &seed);
	return c;
}

static struct hv_config *(*const made[])(void) = {
	web01, obrien, hostile, generation1,
};
#define GENERATED 200

static struct hv_config *nth(size_t i)
{
	return i < COUNT(made) ? made[i]() : generated((uint32_t)i);
}

/* --- round trips ---------------------------------------------------------- */

static void test_round_trip(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(made) + GENERATED; i++) {
		AUTO_CONFIG *c = nth(i);
		AUTO_CONFIG *back = NULL;
		AUTO_STR first = STR_INIT;
		AUTO_STR second = STR_INIT;
		AUTO_ERR e = ERR_INIT;
		const char *diff;

		domxml_write(c, DOMXML_INACTIVE, &first);
		if (domxml_read(first.buf, first.len, "vm.xml", &back, &e) < 0)
			fail_msg("%zu: %s\n%s", i, e.msg, first.buf);
		diff = config_diff(c, back);
		if (diff)
			fail_msg("%zu: other %s\n%s", i, diff, first.buf);
		domxml_write(back, 0, &second);
		assert_string_equal(first.buf, second.buf);
	}
}

static void test_schema(void **state)
{
	AUTO_STR files = STR_INIT;
	AUTO_FREE char *command = NULL;

	(void)state;
	if (access(SCHEMA, R_OK) || system("command -v xmllint >/dev/null")) {
		print_message("no xmllint, or no schemas of libvirt\n");
		skip();
	}
	for (size_t i = 0; i < COUNT(made) + GENERATED; i++) {
		AUTO_FREE char *name = xasprintf("%zu.xml", i);
		AUTO_CONFIG *c = nth(i);
		AUTO_STR text = STR_INIT;

		domxml_write(c, 0, &text);
		free(scratch_write(name, text.buf, 0600));
		str_addf(&files, " %s", name);
	}
	command = xasprintf("cd '%s' && xmllint --noout --relaxng %s%s >log "
			    "2>&1 || { grep -v validates log | head -20 >&2; "
			    "exit 1; }", scratch_dir, SCHEMA, files.buf);
	assert_int_equal(system(command), 0);
}

/* What no XML can carry, and what no name of libvirt's can. */
static void test_replaced(void **state)
{
	AUTO_CONFIG *c = config_new("a\x01\nb\x80" "c", 1, 1);
	AUTO_CONFIG *back = NULL;
	AUTO_STR text = STR_INIT;
	AUTO_ERR e = ERR_INIT;

	(void)state;
	c->notes = xstrdup("\x02\x1f\n");
	domxml_write(c, 0, &text);
	assert_int_equal(domxml_read(text.buf, text.len, "x", &back, &e), 0);
	assert_string_equal(back->name, "a??b?c");
	assert_string_equal(back->notes, "??\n");
}

/* --- what virsh prints ---------------------------------------------------- */

/* A place where hvsh differs from virsh: each text is there once. */
struct difference { const char *ours, *virsh; };

static const struct difference web01_differs[] = {
	{ "  <metadata>\n"
	  "    <hvsh:vm xmlns:hvsh='https://hvsh.invalid/ns/domain/1'>\n"
	  "      <hvsh:start action='always'/>\n"
	  "    </hvsh:vm>\n"
	  "  </metadata>\n", "" },
	{ "  <os firmware='efi'>\n", "  <os>\n" },
	{ "    <firmware>\n"
	  "      <feature enabled='yes' name='secure-boot'/>\n"
	  "    </firmware>\n", "" },
	{ "bridge='External LAN'",
	  "bridge='99FB6EC6-63BC-45C1-8C1A-87369F4B56D2'" },
	{ NULL, NULL }
};
static const struct difference obrien_differs[] = {
	{ "  <metadata>\n"
	  "    <hvsh:vm xmlns:hvsh='https://hvsh.invalid/ns/domain/1'>\n"
	  "      <hvsh:start action='nothing'/>\n"
	  "    </hvsh:vm>\n"
	  "  </metadata>\n", "" },
	{ NULL, NULL }
};
static const struct difference new_differs[] = {
	/* dynamic memory is off */
	{ ">2097152</maxMemory>", ">1073741824</maxMemory>" },
	{ "bridge='External LAN'",
	  "bridge='99FB6EC6-63BC-45C1-8C1A-87369F4B56D2'" },
	{ NULL, NULL }
};

static struct hv_config *obrien_attached(void)
{
	struct hv_config *c = obrien();

	config_drive(c, HV_DRIVE_DISK, HV_BUS_SCSI, 0, 5,
		     "D:\\VMs\\web-01\\Virtual Hard Disks\\web-01.vhdx");
	return c;
}

/* What define makes of new.xml (virsh loses the UUID). */
static struct hv_config *golden_new(void)
{
	struct hv_config *c = config_new("golden-new", 1, 2048);

	add(c, "ccad7ea2-e848-4423-abda-0a57e5a1eb1c", NULL);
	c->cpus = 2;
	config_scsi(c, 1);
	config_drive(c, HV_DRIVE_DISK, HV_BUS_IDE, 0, 0,
		     "D:\\VMs\\web-01\\Virtual Hard Disks\\web-01.vhdx");
	config_drive(c, HV_DRIVE_DVD, HV_BUS_IDE, 1, 0,
		     "C:\\ISO\\debian-12.iso");
	config_nic(c, "52:54:00:12:34:56", true, "External LAN");
	return c;
}

static const struct {
	const char *file;
	struct hv_config *(*config)(void);
	unsigned flags;
	const struct difference *differs;
} lab[] = {
	{ "dumpxml-running.out", web01, 0, web01_differs },
	{ "dumpxml-inactive.out", web01, DOMXML_INACTIVE, web01_differs },
	{ "dumpxml-off.out", obrien, 0, obrien_differs },
	{ "attach-device-after.out", obrien_attached, 0, obrien_differs },
	{ "define-after.out", golden_new, 0, new_differs },
};

static char *lab_file(const char *dir, const char *name)
{
	const char *shared = getenv("SHARED");
	AUTO_FREE char *path = xasprintf("%s/lab/%s/%s", shared ? shared
					 : "../shared", dir, name);
	AUTO_STR text = STR_INIT;
	FILE *f = fopen(path, "r");
	char buf[4096];
	size_t n;

	if (!f)
		return NULL;
	while ((n = fread(buf, 1, sizeof buf, f)))
		str_addn(&text, buf, n);
	fclose(f);
	return str_take(&text);
}

/* text with the first 'from' as 'to'; fails where there is none, or two. */
static char *replaced(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);

	if (!at || strstr(at + 1, from))
		fail_msg("not there once: %s", from);
	return xasprintf("%.*s%s%s", (int)(at - text), text, to,
			 at + strlen(from));
}

static void test_lab(void **state)
{
	AUTO_FREE char *there = lab_file("virsh", lab[0].file);

	(void)state;
	if (!there) {
		print_message("no ../shared/lab\n");
		skip();
	}
	for (size_t i = 0; i < COUNT(lab); i++) {
		AUTO_FREE char *virsh = lab_file("virsh", lab[i].file);
		AUTO_CONFIG *c = lab[i].config();
		AUTO_STR text = STR_INIT;
		char *ours;

		domxml_write(c, lab[i].flags, &text);
		str_addc(&text, '\n');          /* dumpxml adds one */
		ours = str_take(&text);
		for (const struct difference *d = lab[i].differs; d->ours; d++) {
			AUTO_FREE char *old = ours;

			ours = replaced(old, d->ours, d->virsh);
		}
		assert_non_null(virsh);
		assert_string_equal(ours, virsh);
		free(ours);
	}
}

/* The same without ../shared: a whole document. */
static void test_document(void **state)
{
	static const char want[] =
		"<domain type='hyperv' id='2004'>\n"
		"  <name>a&apos;b</name>\n"
		"  <description>x\n&lt;y&gt;</description>\n"
		"  <maxMemory slots='0' unit='KiB'>524288</maxMemory>\n"
		"  <memory unit='KiB'>524288</memory>\n"
		"  <currentMemory unit='KiB'>524288</currentMemory>\n"
		"  <vcpu placement='static'>1</vcpu>\n"
		"  <os>\n"
		"    <type>hvm</type>\n"
		"  </os>\n"
		"  <clock offset='utc'/>\n"
		"  <on_poweroff>destroy</on_poweroff>\n"
		"  <on_reboot>destroy</on_reboot>\n"
		"  <on_crash>destroy</on_crash>\n"
		"  <devices>\n"
		"    <disk type='file' device='disk'>\n"
		"      <source file='C:\\x&apos;y.vhdx'/>\n"
		"      <target dev='hdc' bus='ide'/>\n"
		"      <address type='drive' controller='0' bus='1' target='0' "
		"unit='0'/>\n"
		"    </disk>\n"
		"    <controller type='ide' index='0'/>\n"
		"    <interface type='bridge'>\n"
		"      <mac address='00:15:5d:38:01:03' type='generated'/>\n"
		"      <source bridge='External LAN'/>\n"
		"    </interface>\n"
		"    <serial type='pipe'>\n"
		"      <source path='-1'/>\n"
		"      <target port='1'/>\n"
		"    </serial>\n"
		"    <serial type='pipe'>\n"
		"      <source path='\\\\.\\pipe\\a'/>\n"
		"      <target port='2'/>\n"
		"    </serial>\n"
		"  </devices>\n"
		"</domain>\n";
	AUTO_CONFIG *c = config_new("a'b", 1, 512);
	AUTO_STR text = STR_INIT;

	(void)state;
	c->notes = xstrdup("x\n<y>");
	c->vm_id = (struct num){ 2004, true };
	/* what is off does not count */
	c->memory_max = 1048576;
	c->memory_min = 17;
	config_drive(c, HV_DRIVE_DISK, HV_BUS_IDE, 1, 0, "C:\\x'y.vhdx");
	config_drive(c, HV_DRIVE_FLOPPY, HV_BUS_FLOPPY, 0, 0, NULL);
	config_nic(c, "00:15:5d:38:01:03", false, "External LAN");
	c->coms.v[1].pipe = xstrdup("\\\\.\\pipe\\a");
	domxml_write(c, 0, &text);
	assert_string_equal(text.buf, want);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test_setup_teardown(test_schema, scratch_setup,
						scratch_teardown),
		cmocka_unit_test(test_replaced),
		cmocka_unit_test(test_lab),
		cmocka_unit_test(test_document),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
