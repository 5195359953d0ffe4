/* test_assemble.c - from the parts that WMI tells to a VM's configuration */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/err.h"
#include "base/mem.h"
#include "hv/config.h"
#include "hv/config_parts.h"

#define VM  "Microsoft:AAAAAAAA-0000-0000-0000-000000000001"
/* the same in an object path */
#define SETTINGS "\\\\HV\\root\\virtualization\\v2:" \
	"Msvm_ResourceAllocationSettingData.InstanceID=\"" VM
#define SWITCH "\\\\HV\\root\\virtualization\\v2:Msvm_VirtualEthernetSwitch." \
	"CreationClassName=\"Msvm_VirtualEthernetSwitch\",Name=\""
#define LAN "BBBBBBBB-0000-0000-0000-000000000001"

static struct num n(uint64_t v)
{
	return (struct num){ v, true };
}

static char *s(const char *text)
{
	return xstrdup(text);
}

static struct wmi_strv one(const char *text)
{
	struct wmi_strv v = { xcalloc(1, sizeof *v.v), 1 };

	v.v[0] = s(text);
	return v;
}

/* Freed by hv_parts_clear. */
static struct hv_part *part(struct hv_parts *to, uint64_t type,
			    const char *id, const char *kind)
{
	struct hv_part *p = vec_new(&to->parts);

	p->class = s("Msvm_ResourceAllocationSettingData");
	p->type = n(type);
	p->id = s(id);
	p->subtype = xasprintf("Microsoft:Hyper-V:%s", kind);
	return p;
}

static void place(struct hv_part *p, const char *parent, const char *slot)
{
	p->parent = s(parent);
	p->slot = s(slot);
}

static struct hv_config *assemble(const struct hv_parts *p)
{
	struct hv_config *c = hv_config_new();
	AUTO_ERR e = ERR_INIT;

	assert_int_equal(hv_config_assemble(c, p, &e), 0);
	return c;
}

static void drives(void **state)
{
	AUTO_PARTS p = { 0 };
	AUTO_CONFIG *c = NULL;
	struct hv_part *x;

	(void)state;
	/* images and drives before what they hang on; DVD behind the disk */
	x = part(&p, 31, VM "\\SCSI\\0\\0\\L", "Virtual Hard Disk");
	x->parent = s(SETTINGS "\\\\SCSI\\\\0\\\\0\\\\D\"");
	x->host_resource = one("D:\\a & b.vhdx");
	x->iops_max = n(500);
	x->iops_min = n(0);
	place(part(&p, 16, VM "\\IDE\\1\\0\\D", "Synthetic DVD Drive"),
	      SETTINGS "\\\\IDE\\\\1\"", "0");
	/* the case of an id is not held to */
	place(part(&p, 17, VM "\\SCSI\\0\\0\\D", "Synthetic Disk Drive"),
	      SETTINGS "\\\\scsi\\\\0\"", "7");
	place(part(&p, 17, VM "\\IDE\\0\\1\\D", "Synthetic Disk Drive"),
	      SETTINGS "\\\\IDE\\\\0\"", "1");
	place(part(&p, 17, VM "\\X\\0\\1\\D", "Synthetic Disk Drive"),
	      SETTINGS "\\\\PMEM\\\\0\"", "1");
	place(part(&p, 14, VM "\\FD\\0", "Synthetic Diskette Drive"),
	      SETTINGS "\\\\FDC\\\\0\"", "0");
	part(&p, 6, VM "\\SCSI\\0", "Synthetic SCSI Controller");
	part(&p, 5, VM "\\IDE\\1", "Emulated IDE Controller")->address = s("1");
	part(&p, 5, VM "\\IDE\\0", "Emulated IDE Controller")->address = s("0");
	part(&p, 6, VM "\\SCSI2\\0", "Synthetic SCSI Controller");
	part(&p, 1, VM "\\FDC\\0", "Virtual Diskette Controller");
	part(&p, 1, VM "\\other", "Mouse");

	c = assemble(&p);
	assert_int_equal(c->controllers.n, 5);
	assert_int_equal(c->controllers.v[0].bus, HV_BUS_IDE);
	assert_string_equal(c->controllers.v[0].id, VM "\\IDE\\0");
	assert_int_equal(c->controllers.v[1].index, 1);
	assert_string_equal(c->controllers.v[2].id, VM "\\SCSI\\0");
	assert_string_equal(c->controllers.v[3].id, VM "\\SCSI2\\0");
	assert_int_equal(c->controllers.v[3].index, 1);
	/* what hangs on an unknown controller is left out */
	assert_int_equal(c->drives.n, 4);
	assert_int_equal(c->drives.v[0].kind, HV_DRIVE_DISK);
	assert_int_equal(c->drives.v[0].slot, 1);
	assert_null(c->drives.v[0].image);
	assert_int_equal(c->drives.v[1].kind, HV_DRIVE_DVD);
	assert_int_equal(c->drives.v[1].controller, 1);
	assert_int_equal(c->drives.v[2].bus, HV_BUS_SCSI);
	assert_int_equal(c->drives.v[2].slot, 7);
	assert_string_equal(c->drives.v[2].image, "D:\\a & b.vhdx");
	assert_string_equal(c->drives.v[2].image_id, VM "\\SCSI\\0\\0\\L");
	assert_int_equal(c->drives.v[2].iops_max.v, 500);
	assert_false(c->drives.v[2].iops_min.set);
	assert_int_equal(c->drives.v[3].kind, HV_DRIVE_FLOPPY);
}

/* A disk of the host: its number is what Msvm_DiskDrive says, not a part of
 * its id. */
static void pass_through(void **state)
{
	AUTO_PARTS p = { 0 };
	AUTO_CONFIG *c = NULL;
	struct hv_part *x;

	(void)state;
	part(&p, 6, VM "\\SCSI\\0", "Synthetic SCSI Controller");
	x = part(&p, 17, VM "\\SCSI\\0\\3\\D", "Physical Disk Drive");
	place(x, SETTINGS "\\\\SCSI\\\\0\"", "3");
	x->host_resource = one("\\\\HV\\root\\virtualization\\v2:Msvm_DiskDrive."
			       "CreationClassName=\"Msvm_DiskDrive\",DeviceID="
			       "\"Microsoft:353B3BE8\\\\1\"");
	vec_push(&p.disks, ((struct hv_drive_row){
		s("Microsoft:353B3BE8\\0"), n(4) }));
	vec_push(&p.disks, ((struct hv_drive_row){
		s("Microsoft:353B3BE8\\1"), n(9) }));

	c = assemble(&p);
	assert_int_equal(c->drives.v[0].kind, HV_DRIVE_PHYSICAL);
	assert_string_equal(c->drives.v[0].image, "9");
}

static void nics(void **state)
{
	AUTO_PARTS p = { 0 };
	AUTO_CONFIG *c = NULL;
	struct hv_part *x;
	struct wmi_numv trunk = { xcalloc(2, sizeof *trunk.v), 2 };

	(void)state;
	trunk.v[0] = 10;
	trunk.v[1] = 20;
	x = part(&p, 10, VM "\\N1", "Synthetic Ethernet Port");
	x->address = s("00155D38FF03");
	x->mac_static = n(1);
	x->name = s("Front");
	x = part(&p, 10, VM "\\N2", "Emulated Ethernet Port");
	x->address = s("000000000000");
	x = part(&p, 10, VM "\\N3", "Synthetic Ethernet Port");
	x->address = s("");
	x = part(&p, 33, VM "\\N1\\C", "Ethernet Connection");
	x->parent = s(SETTINGS "\\\\N1\"");
	x->host_resource = one(SWITCH LAN "\"");
	x->enabled = n(2);
	x = part(&p, 33, VM "\\N2\\C", "Ethernet Connection");
	x->parent = s(SETTINGS "\\\\N2\"");
	x->host_resource = one(SWITCH "CCCCCCCC-0000-0000-0000-000000000001\"");
	x->enabled = n(3);
	vec_push(&p.switches, ((struct hv_switch_row){ s(LAN), s("LAN") }));
	vec_push(&p.switches, ((struct hv_switch_row){
		s("CCCCCCCC-0000-0000-0000-000000000001"), s("twin") }));
	vec_push(&p.switches, ((struct hv_switch_row){
		s("DDDDDDDD-0000-0000-0000-000000000001"), s("twin") }));
	vec_push(&p.features, ((struct hv_feature_row){
		HV_FEATURE_VLAN, s(VM "\\N1\\C\\952C"), n(1), n(101), n(0), { 0 } }));
	vec_push(&p.features, ((struct hv_feature_row){
		HV_FEATURE_VLAN, s(VM "\\N2\\C\\952C"), n(2), n(0), n(10), trunk }));
	vec_push(&p.features, ((struct hv_feature_row){
		HV_FEATURE_SECURITY, s(VM "\\N1\\C\\776E"), .dhcp_guard = n(1),
		.spoofing = n(0) }));
	vec_push(&p.features, ((struct hv_feature_row){
		HV_FEATURE_BANDWIDTH, s(VM "\\N2\\C\\24AD"),
		.limit = n(100000000), .reservation = n(8) }));
	/* of another port, whose id only begins alike */
	vec_push(&p.features, ((struct hv_feature_row){
		HV_FEATURE_VLAN, s(VM "\\N1\\CC\\952C"), n(1), n(7), n(0), { 0 } }));

	c = assemble(&p);
	assert_int_equal(c->nics.n, 3);
	assert_string_equal(c->nics.v[0].mac, "00:15:5d:38:ff:03");
	assert_true(c->nics.v[0].mac_static);
	assert_string_equal(c->nics.v[0].name, "Front");
	assert_string_equal(c->nics.v[0].switch_guid,
			    "bbbbbbbb-0000-0000-0000-000000000001");
	assert_string_equal(c->nics.v[0].switch_name, "LAN");
	assert_string_equal(c->nics.v[0].port_id, VM "\\N1\\C");
	assert_true(c->nics.v[0].connected);
	assert_int_equal(c->nics.v[0].vlan, 101);
	assert_string_equal(c->nics.v[0].feature_id[HV_FEATURE_VLAN],
			    VM "\\N1\\C\\952C");
	assert_true(c->nics.v[0].dhcp_guard);
	assert_false(c->nics.v[0].mac_spoofing);
	assert_int_equal(c->nics.v[0].bandwidth_max, 0);
	assert_null(c->nics.v[0].feature_id[HV_FEATURE_BANDWIDTH]);
	assert_true(c->nics.v[1].legacy);
	assert_null(c->nics.v[1].mac);
	/* two switches have that name: it would not say which */
	assert_null(c->nics.v[1].switch_name);
	assert_false(c->nics.v[1].connected);
	assert_int_equal(c->nics.v[1].native_vlan, 10);
	assert_int_equal(c->nics.v[1].trunk.n, 2);
	assert_int_equal(c->nics.v[1].trunk.v[1], 20);
	assert_int_equal(c->nics.v[1].bandwidth_max, 100000000);
	assert_int_equal(c->nics.v[1].bandwidth_min, 8);
	assert_false(c->nics.v[1].dhcp_guard);
	assert_null(c->nics.v[2].mac);
	assert_null(c->nics.v[2].switch_guid);
	assert_null(c->nics.v[2].port_id);
}

static void the_rest(void **state)
{
	AUTO_PARTS p = { 0 };
	AUTO_CONFIG *c = NULL;
	struct hv_part *x;

	(void)state;
	x = part(&p, 4, VM "\\M", "Memory");
	x->quantity = n(2048);
	x->limit = n(4096);
	x->reservation = n(512);
	x->dynamic = n(1);
	x->buffer = n(20);
	x->weight = n(5000);
	x = part(&p, 3, VM "\\P", "Processor");
	x->quantity = n(2);
	x->limit = n(50000);
	x->reservation = n(10);
	x->weight = n(200);
	x->nested = n(1);
	part(&p, 21, VM "\\COM\\1", "Serial Port")->connection =
		one("\\\\.\\pipe\\b");
	part(&p, 21, VM "\\COM\\0", "Serial Port")->connection = one("");
	x = part(&p, 0, VM "\\TPM", "");
	free(x->class);
	x->class = s("Msvm_SecuritySettingData");
	x->tpm = n(1);

	c = assemble(&p);
	assert_int_equal(c->memory, 2048);
	assert_int_equal(c->memory_min, 512);
	assert_int_equal(c->memory_max, 4096);
	assert_true(c->dynamic_memory);
	assert_int_equal(c->memory_buffer, 20);
	assert_int_equal(c->memory_weight, 5000);
	assert_int_equal(c->cpus, 2);
	assert_int_equal(c->cpu_limit, 50000);
	assert_int_equal(c->cpu_reservation, 10);
	assert_int_equal(c->cpu_weight, 200);
	assert_true(c->nested);
	assert_true(c->tpm);
	assert_int_equal(c->coms.n, 2);
	assert_int_equal(c->coms.v[0].number, 1);
	assert_null(c->coms.v[0].pipe);
	assert_int_equal(c->coms.v[1].number, 2);
	assert_string_equal(c->coms.v[1].pipe, "\\\\.\\pipe\\b");
}

/* Limit and Reservation mean nothing where dynamic memory is off. */
static void fixed_memory(void **state)
{
	AUTO_PARTS p = { 0 };
	AUTO_CONFIG *c = NULL;
	struct hv_part *x = part(&p, 4, VM "\\M", "Memory");

	(void)state;
	x->quantity = n(2048);
	x->limit = n(1048576);
	x->reservation = n(512);
	x->dynamic = n(0);
	c = assemble(&p);
	assert_int_equal(c->memory, 2048);
	assert_int_equal(c->memory_min, 0);
	assert_int_equal(c->memory_max, 0);
}

static void bad_path(void **state)
{
	AUTO_PARTS p = { 0 };
	AUTO_CONFIG *c = hv_config_new();
	AUTO_ERR e = ERR_INIT;

	(void)state;
	part(&p, 17, VM "\\D", "Synthetic Disk Drive")->parent = s("no path");
	assert_int_equal(hv_config_assemble(c, &p, &e), -1);
	assert_int_equal(e.kind, ERR_PROTOCOL);
	assert_non_null(strstr(e.msg, "no path"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(drives),
		cmocka_unit_test(pass_through),
		cmocka_unit_test(nics),
		cmocka_unit_test(the_rest),
		cmocka_unit_test(fixed_memory),
		cmocka_unit_test(bad_path),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
