/* test_hv_wire.c - what hv/ asks a host, and what it makes of the answers */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"
#include "hv/autostart.h"
#include "hv/host.h"
#include "hv/node.h"
#include "hv/power.h"
#include "hv/vm.h"
#include "hv/vm_info.h"
#include "told.h"

#define GUID  "aaaaaaaa-0000-4000-8000-00000000000b"
#define UPPER "AAAAAAAA-0000-4000-8000-00000000000B"

/* Server 2003: no cores, no threads, no v2; each instance is one processor. */
static void old_node(void **state)
{
	static const struct reply old[] = {
		{ "NumberOfCores", NO_CLASS },
		{ "SELECT * FROM Win32_Processor", ALL(
		  ITEM("<MaxClockSpeed>2144</MaxClockSpeed>"
		       "<Name>Intel(R) X  @ 2GHz</Name>")
		  ITEM("<MaxClockSpeed>2144</MaxClockSpeed>"
		       "<Name>Intel(R) X  @ 2GHz</Name>")) },
		{ "Win32_ComputerSystem", ALL(
		  ITEM("<TotalPhysicalMemory>4096</TotalPhysicalMemory>")) },
		{ "Msvm_NumaNode", NO_CLASS },
		{ 0 }
	};
	struct fixture f = host(old, 3);
	AUTO_NODE n = { 0 };

	(void)state;
	assert_int_equal(hv_node_read(f.h, &n, &f.e), 0);
	assert_int_equal(f.c->requests, 4);
	assert_string_equal(n.model, "Intel X");
	assert_int_equal(n.mhz, 2144);
	assert_int_equal(n.cpus, 2);
	assert_int_equal(n.sockets, 2);
	assert_int_equal(n.cores, 1);
	assert_int_equal(n.threads, 1);
	assert_int_equal(n.cells, 1);
	assert_int_equal(n.memory_kib, 4);
	done(&f);
}

#define CPU ITEM("<MaxClockSpeed>3000</MaxClockSpeed><Name>X</Name>" \
	"<NumberOfCores>4</NumberOfCores><NumberOfLogicalProcessors>8" \
	"</NumberOfLogicalProcessors>")
#define CELL ITEM("<NodeID>x</NodeID>")

/* Sockets are counted per NUMA node, where they can be. */
static void numa_node(void **state)
{
	static const struct {
		const char *cells;
		uint64_t want_cells, want_sockets;
	} rows[] = {
		{ ALL(""), 1, 2 },
		{ ALL(CELL), 1, 2 },
		{ ALL(CELL CELL), 2, 1 },
		{ ALL(CELL CELL CELL), 1, 2 },
		{ ALL(CELL CELL CELL CELL), 1, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct reply r[] = {
			{ "Win32_Processor", ALL(CPU CPU) },
			{ "Win32_ComputerSystem", ALL(ITEM("")) },
			{ "Msvm_NumaNode", rows[i].cells },
			{ 0 }
		};
		struct fixture f = host(r, 3);
		AUTO_NODE n = { 0 };

		assert_int_equal(hv_node_read(f.h, &n, &f.e), 0);
		assert_int_equal(f.c->requests, 3);
		assert_int_equal(n.cpus, 16);
		assert_int_equal(n.cores, 4);
		assert_int_equal(n.threads, 2);
		assert_int_equal(n.cells, rows[i].want_cells);
		assert_int_equal(n.sockets, rows[i].want_sockets);
		done(&f);
	}
}

/* What matters to every host is no class that may be missing. */
static void node_without_memory(void **state)
{
	static const struct reply r[] = {
		{ "Win32_Processor", ALL(CPU) },
		{ "Win32_ComputerSystem", NO_CLASS },
		{ "Msvm_NumaNode", ALL("") },
		{ 0 }
	};
	struct fixture f = host(r, 3);
	AUTO_NODE n = { 0 };

	(void)state;
	assert_int_equal(hv_node_read(f.h, &n, &f.e), -1);
	assert_int_equal(f.e.code, 2150858778);
	done(&f);
}

#define VM ITEM("<ElementName>web</ElementName><EnabledState>2" \
	"</EnabledState><Name>" UPPER "</Name><ProcessID>42</ProcessID>")
#define HOST ITEM("<ElementName>HV</ElementName><EnabledState>2" \
	"</EnabledState><Name>HV</Name>")

static void lists(void **state)
{
	static const struct {
		enum hv_scope scope;
		const char *wql;
	} rows[] = {
		{ HV_ALL, "FROM Msvm_ComputerSystem<" },
		{ HV_ACTIVE, "FROM Msvm_ComputerSystem WHERE EnabledState "
		  "&lt;&gt; 3 AND EnabledState &lt;&gt; 6<" },
		{ HV_INACTIVE, "FROM Msvm_ComputerSystem WHERE EnabledState "
		  "= 3 OR EnabledState = 6<" },
	};
	static const struct reply r[] = {
		{ "Msvm_ComputerSystem", ALL(HOST VM) }, { 0 }
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture f = host(r, 1);
		AUTO_VMS vms = VEC_INIT;

		assert_int_equal(hv_vm_list(f.h, rows[i].scope, &vms, &f.e), 0);
		assert_int_equal(f.c->requests, 1);
		assert_true(asked(&f, rows[i].wql, "SELECT Name,ElementName,"
				  "EnabledState,ProcessID FROM"));
		assert_int_equal(vms.n, 1);
		assert_string_equal(vms.v[0].guid, GUID);
		assert_string_equal(vms.v[0].name, "web");
		assert_int_equal(vms.v[0].id.v, 42);
		done(&f);
	}
}

#define RESOURCE(type, quantity, more) ITEM(more "<ResourceType>" type \
	"</ResourceType><VirtualQuantity>" quantity "</VirtualQuantity>")

static void info(void **state)
{
	static const struct reply r[] = {
		{ "CIM_ResourceAllocationSettingData", ALL(
		  RESOURCE("3", "6", "<Limit>100000</Limit>")
		  RESOURCE("4", "512", "<DynamicMemoryEnabled>true"
			   "</DynamicMemoryEnabled><Limit>2048</Limit>")) },
		{ "Msvm_VirtualSystemSettingData", ALL(
		  ITEM("<AutomaticStartupAction>4</AutomaticStartupAction>")) },
		{ "Msvm_ComputerSystem", ALL(VM) },
		{ 0 }
	};
	struct fixture f = host(r, 3);
	AUTO_INFO i = { 0 };

	(void)state;
	assert_int_equal(hv_vm_info_read(f.h, GUID, &i, &f.e), 0);
	assert_int_equal(f.c->requests, 3);
	assert_true(asked(&f, "InstanceID LIKE 'Microsoft:" UPPER "%'",
			  "ResourceType &gt;= 3 AND ResourceType &lt;= 4"));
	assert_true(asked(&f, "Msvm_VirtualSystemSettingData",
			  "InstanceID = 'Microsoft:" UPPER "'"));
	assert_string_equal(i.vm->name, "web");
	assert_true(i.autostart);
	assert_int_equal(i.cpus.v, 6);
	assert_int_equal(i.memory_kib.v, 512 * 1024);
	assert_int_equal(i.max_memory_kib.v, 2048 * 1024);
	done(&f);
}

static void state_change(void **state)
{
	static const struct reply r[] = {
		{ "RequestStateChange_INPUT",
		  "<p:RequestStateChange_OUTPUT xmlns:p=\"x\"><p:ReturnValue>0"
		  "</p:ReturnValue></p:RequestStateChange_OUTPUT>" },
		{ 0 }
	};
	struct fixture f = host(r, 1);

	(void)state;
	assert_int_equal(hv_vm_request(f.h, GUID, HV_PAUSED, NULL, &f.e), 0);
	assert_int_equal(f.c->requests, 1);
	assert_true(asked(&f, "Name=\"Name\">" UPPER "<",
			  "Name=\"CreationClassName\">Msvm_ComputerSystem<"));
	assert_true(asked(&f, "RequestedState>9<", "RequestStateChange"));
	done(&f);
}

/* FACTS 5.1, 5.4: two keys of the service, a minimal instance. */
static void autostart(void **state)
{
	const struct hv_autostart to = { .start = { HV_START_NEVER, true } };
	static const struct reply r[] = {
		{ "ModifySystemSettings_INPUT",
		  "<p:ModifySystemSettings_OUTPUT xmlns:p=\"x\"><p:ReturnValue>0"
		  "</p:ReturnValue></p:ModifySystemSettings_OUTPUT>" },
		{ 0 }
	};
	struct fixture f = host(r, 1);
	AUTO_XML *doc = NULL;
	const xml_node *in;

	(void)state;
	assert_int_equal(hv_autostart_set(f.h, GUID, &to, NULL, &f.e), 0);
	assert_true(asked(&f, "Name=\"SystemCreationClassName\">"
			  "Msvm_ComputerSystem<", "Name=\"CreationClassName\">"
			  "Msvm_VirtualSystemManagementService<"));
	in = xml_child(request_part(f.c, 0, "Body", &doc), NULL, NULL);
	assert_string_equal(xml_text(xml_child(in, NULL, "SystemSettings")),
		"<INSTANCE CLASSNAME=\"Msvm_VirtualSystemSettingData\">"
		"<PROPERTY NAME=\"InstanceID\" TYPE=\"string\"><VALUE>"
		"Microsoft:" UPPER "</VALUE></PROPERTY>"
		"<PROPERTY NAME=\"AutomaticStartupAction\" TYPE=\"uint16\">"
		"<VALUE>2</VALUE></PROPERTY></INSTANCE>");
	done(&f);
}

#define COMPONENT(status) ALL(ITEM("<DeviceID>Microsoft:X\\Y</DeviceID>" \
	"<OperationalStatus>" status "</OperationalStatus>"))

static void guest(void **state)
{
	static const struct {
		const char *component;
		int want;
		int requests;
	} rows[] = {
		{ COMPONENT("2"), 0, 2 },
		{ COMPONENT("12"), -1, 1 },
		{ COMPONENT("13"), -1, 1 },
		{ ALL(""), -1, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct reply r[] = {
			{ "InitiateReboot_INPUT",
			  "<p:InitiateReboot_OUTPUT xmlns:p=\"x\">"
			  "<p:ReturnValue>0</p:ReturnValue>"
			  "</p:InitiateReboot_OUTPUT>" },
			{ "FROM Msvm_ShutdownComponent WHERE SystemName = '"
			  UPPER "'", rows[i].component },
			{ 0 }
		};
		struct fixture f = host(r, 1);

		assert_int_equal(hv_vm_reboot(f.h, GUID, NULL, &f.e),
				 rows[i].want);
		assert_int_equal(f.c->requests, rows[i].requests);
		if (rows[i].want < 0)
			assert_int_equal(f.e.kind, ERR_STATE);
		else
			assert_true(asked(&f, "Name=\"DeviceID\">Microsoft:X\\Y<",
					  "Force>false<"));
		done(&f);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(old_node),
		cmocka_unit_test(numa_node),
		cmocka_unit_test(node_without_memory),
		cmocka_unit_test(lists),
		cmocka_unit_test(info),
		cmocka_unit_test(state_change),
		cmocka_unit_test(autostart),
		cmocka_unit_test(guest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
