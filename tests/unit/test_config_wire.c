/* test_config_wire.c - a VM's whole configuration, asked of a host: in how
 * many rounds, and when there is no such VM; shares and notes, set */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"
#include "hv/config.h"
#include "hv/settings.h"
#include "hv/vcpu.h"
#include "told.h"

#define GUID  "aaaaaaaa-0000-4000-8000-00000000000b"
#define UPPER "AAAAAAAA-0000-4000-8000-00000000000B"
#define OTHER "BBBBBBBB-0000-4000-8000-00000000000B"

#define VM ITEM("<ElementName>web</ElementName><EnabledState>2" \
	"</EnabledState><Name>" UPPER "</Name><ProcessID>7</ProcessID>")
#define PART(class, properties) "<p:" class " xmlns:p=\"" WMI V2 "/" class \
	"\">" properties "</p:" class ">"
#define SYSTEM PART("Msvm_VirtualSystemSettingData", \
	"<p:AutomaticShutdownAction>4</p:AutomaticShutdownAction>" \
	"<p:AutomaticStartupAction>3</p:AutomaticStartupAction>" \
	"<p:AutomaticStartupActionDelay><Interval>P0DT0H0M30S</Interval>" \
	"</p:AutomaticStartupActionDelay>" \
	"<p:InstanceID>Microsoft:" UPPER "</p:InstanceID>" \
	"<p:Notes>a &amp; b</p:Notes>" \
	"<p:SecureBootEnabled>true</p:SecureBootEnabled>" \
	"<p:SecureBootTemplateId>1734C6E8-3154-4DDA-BA5F-A874CC483422" \
	"</p:SecureBootTemplateId><p:UserSnapshotType>2</p:UserSnapshotType>" \
	"<p:Version>9.0</p:Version><p:VirtualSystemSubType>Microsoft:Hyper-V:" \
	"SubType:2</p:VirtualSystemSubType>")
#define CPU PART("Msvm_ProcessorSettingData", \
	"<p:ResourceType>3</p:ResourceType>" \
	"<p:VirtualQuantity>4</p:VirtualQuantity>")
#define SYSTEM_ASKED "SELECT * FROM Msvm_VirtualSystemSettingData WHERE " \
	"InstanceID = 'Microsoft:" UPPER "'"
#define NOT_FOUND "!" FAULT("2150858752", "a:DestinationUnreachable", "none")

#define REST \
	{ SYSTEM_ASKED, ALL(SYSTEM) }, \
	{ "ASSOCIATORS OF {Msvm_VirtualSystemSettingData.InstanceID=", \
	  ALL(CPU) }, \
	{ "FROM Msvm_VirtualEthernetSwitch", ALL("") }, \
	{ "FROM Msvm_EthernetSwitchPortFeatureSettingData", ALL("") }, \
	{ 0 }

static void by_name(void **state)
{
	static const struct reply r[] = {
		{ "FROM Msvm_ComputerSystem", ALL(VM) }, REST
	};
	struct fixture f = host(r, 1);
	AUTO_CONFIG *c = NULL;

	(void)state;
	assert_int_equal(hv_config_read(f.h, "web", &c, &f.e), 0);
	assert_int_equal(f.c->requests, 5);
	assert_string_equal(c->guid, GUID);
	assert_string_equal(c->name, "web");
	assert_int_equal(c->vm_id.v, 7);
	assert_int_equal(c->state.v, 2);
	assert_string_equal(c->settings_id, "Microsoft:" UPPER);
	assert_string_equal(c->notes, "a & b");
	assert_string_equal(c->version, "9.0");
	assert_int_equal(c->generation, 2);
	assert_int_equal(c->start_action, 3);
	assert_int_equal(c->stop_action, 4);
	assert_int_equal(c->start_delay_s, 30);
	assert_int_equal(c->checkpoint_kind, 2);
	assert_true(c->secure_boot);
	assert_string_equal(c->secure_boot_template,
			    "1734c6e8-3154-4dda-ba5f-a874cc483422");
	assert_int_equal(c->cpus, 4);
	done(&f);
}

#define OF_NIC "Microsoft:" UPPER "\\N"
#define PATH(class) "root\\virtualization\\v2:" class ".InstanceID=\"" \
	"Microsoft:" UPPER "\\\\N\""
#define FEATURE(kind, n, properties) \
	PART("Msvm_EthernetSwitchPort" kind "SettingData", \
	     "<p:InstanceID>" OF_NIC "\\C\\" n "</p:InstanceID>" properties)

/* What hvsh does not know of a connection is none of its business. */
static void features(void **state)
{
	static const struct reply r[] = {
		{ "FROM Msvm_ComputerSystem", ALL(VM) },
		{ SYSTEM_ASKED, ALL(SYSTEM) },
		{ "ASSOCIATORS OF {Msvm_VirtualSystemSettingData.InstanceID=",
		  ALL(PART("Msvm_SyntheticEthernetPortSettingData",
			   "<p:InstanceID>" OF_NIC "</p:InstanceID>"
			   "<p:ResourceType>10</p:ResourceType>")
		      PART("Msvm_EthernetPortAllocationSettingData",
			   "<p:InstanceID>" OF_NIC "\\C</p:InstanceID>"
			   "<p:Parent>" PATH("Msvm_SyntheticEthernetPortSettingData")
			   "</p:Parent><p:ResourceType>33</p:ResourceType>")) },
		{ "FROM Msvm_VirtualEthernetSwitch", ALL("") },
		{ "SELECT * FROM Msvm_EthernetSwitchPortFeatureSettingData "
		  "WHERE InstanceID LIKE 'Microsoft:" UPPER "%'",
		  ALL(FEATURE("Offload", "O", "<p:Limit>7</p:Limit>")
		      FEATURE("Acl", "A1", "<p:Name></p:Name>")
		      FEATURE("Bandwidth", "B", "<p:Limit>8000</p:Limit>"
			      "<p:Reservation>16</p:Reservation>")
		      FEATURE("Vlan", "V", "<p:OperationMode>3"
			      "</p:OperationMode>")
		      FEATURE("Security", "S", "<p:AllowMacSpoofing>true"
			      "</p:AllowMacSpoofing><p:EnableRouterGuard>false"
			      "</p:EnableRouterGuard>")) },
		{ 0 }
	};
	struct fixture f = host(r, 1);
	AUTO_CONFIG *c = NULL;
	const struct hv_nic *nic;

	(void)state;
	assert_int_equal(hv_config_read(f.h, "web", &c, &f.e), 0);
	assert_int_equal(f.c->requests, 5);
	assert_int_equal(c->nics.n, 1);
	nic = &c->nics.v[0];
	assert_true(nic->private_vlan);
	assert_int_equal(nic->vlan, 0);
	assert_true(nic->mac_spoofing);
	assert_false(nic->router_guard);
	assert_int_equal(nic->bandwidth_max, 8000);
	assert_int_equal(nic->bandwidth_min, 16);
	assert_string_equal(nic->feature_id[HV_FEATURE_SECURITY],
			    OF_NIC "\\C\\S");
	done(&f);
}

/* Five at the same time, as far as there are connections for them. */
static void by_guid(void **state)
{
	static const struct reply r[] = {
		{ "FROM Msvm_ComputerSystem", ALL(VM) }, REST
	};
	struct fixture f = host(r, 4);
	AUTO_CONFIG *c = NULL;

	(void)state;
	assert_int_equal(hv_config_read(f.h, GUID, &c, &f.e), 0);
	assert_int_equal(f.c->requests, 5);
	assert_string_equal(c->name, "web");
	done(&f);
}

/* Parts of what is not there are a fault; what matters is that the VM is
 * not. */
static void no_such_guid(void **state)
{
	static const struct reply r[] = {
		{ "FROM Msvm_ComputerSystem", ALL("") },
		{ "ASSOCIATORS OF", NOT_FOUND },
		{ "FROM Msvm_", ALL("") },
		{ 0 }
	};
	struct fixture f = host(r, 4);
	struct hv_config *c = NULL;

	(void)state;
	assert_int_equal(hv_config_read(f.h, GUID, &c, &f.e), -1);
	assert_int_equal(f.e.kind, ERR_NOT_FOUND);
	assert_non_null(strstr(f.e.msg, GUID));
	assert_null(c);
	done(&f);
}

/* A VM that is named like a GUID which is not its own. */
static void named_like_a_guid(void **state)
{
	static const struct reply r[] = {
		{ "FROM Msvm_ComputerSystem", ALL(ITEM(
		  "<ElementName>" OTHER "</ElementName><EnabledState>3"
		  "</EnabledState><Name>" UPPER "</Name>")) },
		{ "InstanceID=\\\"Microsoft:" OTHER, NOT_FOUND },
		{ "InstanceID=\"Microsoft:" OTHER, NOT_FOUND },
		{ "InstanceID=&quot;Microsoft:" OTHER, NOT_FOUND },
		{ "'Microsoft:" OTHER "'", ALL("") }, REST
	};
	struct fixture f = host(r, 4);
	AUTO_CONFIG *c = NULL;

	(void)state;
	assert_int_equal(hv_config_read(f.h, OTHER, &c, &f.e), 0);
	assert_string_equal(c->guid, GUID);
	assert_int_equal(c->generation, 2);
	assert_int_equal(c->cpus, 4);
	assert_int_equal(f.e.kind, ERR_NONE);
	done(&f);
}

/* Only where a disk is passed through is its number asked for. */
static void passed_through(void **state)
{
	static const struct reply r[] = {
		{ "FROM Msvm_ComputerSystem", ALL(VM) },
		{ "FROM Msvm_DiskDrive", ALL(ITEM(
		  "<DeviceID>Microsoft:353B\\1</DeviceID>"
		  "<DriveNumber>3</DriveNumber>")) },
		{ "ASSOCIATORS OF", ALL(
		  PART("Msvm_ResourceAllocationSettingData",
		       "<p:InstanceID>C</p:InstanceID>"
		       "<p:ResourceType>6</p:ResourceType>")
		  PART("Msvm_ResourceAllocationSettingData",
		       "<p:AddressOnParent>2</p:AddressOnParent>"
		       "<p:HostResource>\\\\H\\root\\virtualization\\v2:"
		       "Msvm_DiskDrive.DeviceID=\"Microsoft:353B\\\\1\""
		       "</p:HostResource><p:InstanceID>D</p:InstanceID>"
		       "<p:Parent>Msvm_ResourceAllocationSettingData."
		       "InstanceID=\"C\"</p:Parent>"
		       "<p:ResourceSubType>Microsoft:Hyper-V:Physical Disk "
		       "Drive</p:ResourceSubType>"
		       "<p:ResourceType>17</p:ResourceType>")) }, REST
	};
	struct fixture f = host(r, 1);
	AUTO_CONFIG *c = NULL;

	(void)state;
	assert_int_equal(hv_config_read(f.h, "web", &c, &f.e), 0);
	assert_int_equal(f.c->requests, 6);
	assert_true(asked(&f, "Msvm_DiskDrive",
			  "DeviceID = 'Microsoft:353B\\\\1'"));
	assert_int_equal(c->drives.n, 1);
	assert_string_equal(c->drives.v[0].image, "3");
	assert_int_equal(c->drives.v[0].slot, 2);
	done(&f);
}

#define SET(method) "<p:" method "_OUTPUT xmlns:p=\"" WMI V2 \
	"/Msvm_VirtualSystemManagementService\"><p:ReturnValue>0" \
	"</p:ReturnValue></p:" method "_OUTPUT>"

/* The key and what changes, and no more (FACTS 5.4). */
static void shares(void **state)
{
	static const struct reply r[] = {
		{ "ModifyResourceSettings", SET("ModifyResourceSettings") },
		{ 0 }
	};
	struct hv_shares s = { .weight = { 200, true } };
	struct fixture f = host(r, 1);

	(void)state;
	assert_int_equal(hv_vcpu_set_shares(f.h, "Microsoft:X\\b637\\0", &s,
					    NULL, &f.e), 0);
	assert_int_equal(f.c->requests, 1);
	assert_true(asked(&f, "Msvm_ProcessorSettingData",
			  "Microsoft:X\\b637\\0"));
	assert_true(asked(&f, "NAME=&quot;Weight&quot; TYPE=&quot;uint32&quot;",
			  "200"));
	assert_false(asked(&f, "Limit", ""));
	assert_false(asked(&f, "Reservation", ""));
	done(&f);
}

/* Escaped as XML in XML (FACTS 5.3), as an array (FACTS 5.5). */
static void notes(void **state)
{
	static const struct reply r[] = {
		{ "ModifySystemSettings", SET("ModifySystemSettings") },
		{ 0 }
	};
	struct fixture f = host(r, 1);

	(void)state;
	assert_int_equal(hv_vm_set_notes(f.h, GUID, "a < b", NULL, &f.e), 0);
	assert_true(asked(&f, "PROPERTY.ARRAY NAME=&quot;Notes&quot;",
			  "a &amp;lt; b"));
	assert_true(asked(&f, "Microsoft:" UPPER, "InstanceID"));
	done(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_name),
		cmocka_unit_test(by_guid),
		cmocka_unit_test(features),
		cmocka_unit_test(no_such_guid),
		cmocka_unit_test(named_like_a_guid),
		cmocka_unit_test(passed_through),
		cmocka_unit_test(shares),
		cmocka_unit_test(notes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
