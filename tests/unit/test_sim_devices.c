#include "sim_call.h"

#include "sim/cimxml.h"
#include "sim/files.h"

#define DISK "Msvm_VirtualHardDiskSettingData"
#define IMS "SELECT * FROM Msvm_ImageManagementService"
#define FOLDER "D:\\Hyper-V\\Virtual Hard Disks\\"

static struct sim_instance *keyboard(struct sim_host *h, const char *name)
{
	AUTO_STR q = STR_INIT;

	str_add(&q, "SELECT * FROM Msvm_Keyboard WHERE SystemName = ");
	str_add_wql(&q, sim_get_str(vm(h, name), "Name"));
	return first(h, V, q.buf);
}

static unsigned key(struct sim_host *h, const char *name, const char *method,
		    const char *param, const char *value,
		    struct sim_outs *out)
{
	struct sim_instance *k = keyboard(h, name);
	struct sim_args in = VEC_INIT;
	struct sim_outs own = VEC_INIT;
	unsigned rc;

	if (param)
		sim_args_text(&in, param, value);
	assert_int_equal(sim_invoke(h, k->cls, k, method, &in, &own),
			 SIM_CALL_OK);
	sim_args_clear(&in);
	rc = returned(&own);
	if (out)
		*out = own;
	else
		sim_outs_clear(&own);
	return rc;
}

static void typing(void **state)
{
	struct sim_host *h = default_host();
	struct sim_outs out = VEC_INIT;
	struct sim_instance *log;
	char much[514] = "";

	(void)state;
	assert_int_equal(key(h, "web01", "PressKey", "keyCode", "17", NULL), 0);
	assert_int_equal(key(h, "web01", "IsKeyPressed", "keyCode", "17", &out), 0);
	assert_true(sim_outs_get(&out, "keyState")->b);
	sim_outs_clear(&out);
	assert_int_equal(key(h, "web01", "ReleaseKey", "keyCode", "17", NULL), 0);
	assert_int_equal(key(h, "web01", "IsKeyPressed", "keyCode", "17", &out), 0);
	assert_false(sim_outs_get(&out, "keyState")->b);
	sim_outs_clear(&out);
	assert_int_equal(key(h, "web01", "TypeKey", "keyCode", "65", NULL), 0);
	assert_int_equal(key(h, "web01", "TypeText", "asciiText", "hi", NULL), 0);
	assert_int_equal(key(h, "web01", "TypeText", "asciiText", "\303\244",
			     NULL), 0);
	assert_int_equal(key(h, "web01", "TypeText", "asciiText", "\033",
			     NULL), 1);
	memset(much, 'x', 513);
	assert_int_equal(key(h, "web01", "TypeText", "asciiText", much, NULL),
			 32773);
	assert_int_equal(key(h, "web01", "TypeKey", "keyCode", "256", NULL), 32773);
	assert_int_equal(key(h, "web01", "TypeCtrlAltDel", NULL, NULL, NULL), 0);
	/* one number, or base64 */
	assert_int_equal(key(h, "web01", "TypeScancodes", "Scancodes", "29", NULL),
			 0);
	assert_int_equal(key(h, "web01", "TypeScancodes", "Scancodes", "HZ0=",
			     NULL), 0);
	log = first(h, SIM_NS_OWN, "SELECT * FROM Hvsim_Keyboard");
	assert_string_equal(sim_get_str(log, "Typed"), "<17></17><65></65>hi\303\244"
		"<17><18><46></46></18></17>[1D][1D][9D]");
	/* paused: there, but no one listens */
	assert_int_equal(key(h, "Bob's VM", "TypeKey", "keyCode", "65", NULL),
			 32775);
	sim_host_free(h);
}

static unsigned thumbnail(struct sim_host *h, const char *name, const char *w,
			  const char *height, struct sim_outs *out)
{
	struct sim_args in = VEC_INIT;

	sim_args_ref(&in, "TargetSystem", sim_instance_ref(vssd_of(h, name)));
	sim_args_text(&in, "WidthPixels", w);
	sim_args_text(&in, "HeightPixels", height);
	assert_int_equal(invoke(h, VSMS, "GetVirtualSystemThumbnailImage", &in,
				out), SIM_CALL_OK);
	return returned(out);
}

static void picture(void **state)
{
	struct sim_host *h = default_host();
	struct sim_outs out = VEC_INIT;
	const struct sim_value *v;

	(void)state;
	assert_int_equal(thumbnail(h, "web01", "80", "60", &out), 0);
	v = sim_outs_get(&out, "ImageData");
	assert_int_equal(v->n, 80 * 60 * 2);
	/* A white frame; the window has a colour of its own. */
	assert_int_equal(v->item[0].u | v->item[1].u << 8, 0xFFFF);
	assert_int_not_equal(v->item[(30 * 80 + 40) * 2].u |
			     v->item[(30 * 80 + 40) * 2 + 1].u << 8, 0xFFFF);
	sim_outs_clear(&out);
	assert_int_equal(thumbnail(h, "db01", "80", "60", &out), 32775);
	sim_outs_clear(&out);
	assert_int_equal(thumbnail(h, "web01", "0", "60", &out), 32773);
	sim_outs_clear(&out);
	assert_int_equal(thumbnail(h, "web01", "65535", "65535", &out), 32773);
	sim_outs_clear(&out);
	sim_host_free(h);
}

static unsigned ask_disk(struct sim_host *h, const char *method,
			 const char *path, const char *result_name,
			 struct sim_cim *cim)
{
	struct sim_args in = VEC_INIT;
	struct sim_outs out = VEC_INIT;
	unsigned rc;

	sim_args_text(&in, "Path", path);
	assert_int_equal(invoke(h, IMS, method, &in, &out), SIM_CALL_OK);
	rc = returned(&out);
	if (!rc && cim)
		assert_int_equal(sim_cim_parse(sim_outs_get(&out,
					       result_name)->s, cim), 0);
	sim_outs_clear(&out);
	return rc;
}

static void disks(void **state)
{
	struct sim_host *h = default_host();
	struct sim_cim cim;

	(void)state;
	assert_int_equal(ask_disk(h, "GetVirtualHardDiskSettingData",
				  FOLDER "web01.vhdx", "SettingData", &cim), 0);
	assert_string_equal(cim.cls, DISK);
	assert_string_equal(sim_cim_text(&cim, "MaxInternalSize"), "42949672960");
	assert_string_equal(sim_cim_text(&cim, "Type"), "3");
	assert_string_equal(sim_cim_text(&cim, "Format"), "3");
	sim_cim_clear(&cim);
	assert_int_equal(ask_disk(h, "GetVirtualHardDiskState",
				  FOLDER "web01.vhdx", "State", &cim), 0);
	assert_string_equal(sim_cim_text(&cim, "InUse"), "true");
	sim_cim_clear(&cim);
	assert_int_equal(ask_disk(h, "GetVirtualHardDiskState",
				  FOLDER "db01.vhdx", "State", &cim), 0);
	assert_string_equal(sim_cim_text(&cim, "InUse"), "false");
	sim_cim_clear(&cim);
	assert_int_equal(ask_disk(h, "ValidateVirtualHardDisk",
				  FOLDER "none.vhdx", NULL, NULL), 32779);
	assert_int_equal(ask_disk(h, "ValidateVirtualHardDisk",
				  "C:\\ISO\\debian-12.iso", NULL, NULL), 32773);
	assert_int_equal(ask_disk(h, "ValidateVirtualHardDisk",
				  "d:/hyper-v/virtual hard disks/DB01.vhdx", NULL,
				  NULL), 0);
	sim_host_free(h);
}

static unsigned create(struct sim_host *h, const char *props)
{
	struct sim_args in = VEC_INIT;
	AUTO_STR xml = STR_INIT;

	str_addf(&xml, INST(DISK, "%s"), props);
	sim_args_text(&in, "VirtualDiskSettingData", xml.buf);
	return outcome(h, IMS, "CreateVirtualHardDisk", &in, NULL);
}

static void creating(void **state)
{
	struct sim_host *h = default_host();
	struct sim_cim cim;

	(void)state;
	pass(h);
	assert_int_equal(create(h, PROP("Path", "string", FOLDER "new.vhdx")
		PROP("Type", "uint16", "2") PROP("Format", "uint16", "3")
		PROP("MaxInternalSize", "uint64", "1073741824")), 0);
	assert_int_equal(sim_get_uint(sim_file_find(h, FOLDER "new.vhdx"),
				      "FileSize"), 1073741824);
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_StorageJob WHERE "
			       "JobState = 7 AND PercentComplete = 100"), 1);
	/* It is there. */
	assert_int_equal(create(h, PROP("Path", "string", FOLDER "new.vhdx")
		PROP("Type", "uint16", "3") PROP("Format", "uint16", "3")
		PROP("MaxInternalSize", "uint64", "1073741824")), 32768);
	assert_int_equal(create(h, PROP("Path", "string", FOLDER "x.vhd")
		PROP("Type", "uint16", "3") PROP("Format", "uint16", "3")
		PROP("MaxInternalSize", "uint64", "1073741824")), 32768);
	assert_int_equal(create(h, PROP("Path", "string", FOLDER "x.vhdx")
		PROP("Type", "uint16", "3") PROP("Format", "uint16", "3")
		PROP("MaxInternalSize", "uint64", "1000")), 32773);
	assert_int_equal(create(h, PROP("Path", "string", FOLDER "c.vhdx")
		PROP("Type", "uint16", "4") PROP("Format", "uint16", "3")
		PROP("ParentPath", "string", FOLDER "NEW.vhdx")), 0);
	assert_int_equal(ask_disk(h, "GetVirtualHardDiskSettingData",
				  FOLDER "c.vhdx", "SettingData", &cim), 0);
	assert_string_equal(sim_cim_text(&cim, "ParentPath"),
			    FOLDER "new.vhdx");
	assert_string_equal(sim_cim_text(&cim, "MaxInternalSize"), "1073741824");
	sim_cim_clear(&cim);
	sim_host_free(h);
}

static unsigned tpm(struct sim_host *h, const char *method, const char *more)
{
	struct sim_args in = VEC_INIT;
	AUTO_STR xml = STR_INIT;

	str_addf(&xml, INST("Msvm_SecuritySettingData", PROP("InstanceID",
		 "string", "%s") PROP("TpmEnabled", "boolean", "true")),
		 sim_get_str(first(h, V, "SELECT * FROM Msvm_SecuritySettingData"),
			     "InstanceID"));
	sim_args_text(&in, "SecuritySettingData", xml.buf);
	if (more)
		sim_args_text(&in, "KeyProtector", more);
	return outcome(h, "SELECT * FROM Msvm_SecurityService", method, &in,
		       NULL);
}

static void security(void **state)
{
	struct sim_host *h = default_host();

	(void)state;
	pass(h);
	assert_int_equal(tpm(h, "ModifySecuritySettings", NULL), 32775);
	assert_int_equal(power(h, "web01", "3"), 0);
	assert_int_equal(tpm(h, "ModifySecuritySettings", NULL), 32775);
	/* octets that are no key protector, and such as are */
	assert_int_equal(tpm(h, "SetKeyProtector", "AQIDBA=="), 32773);
	assert_int_equal(tpm(h, "ModifySecuritySettings", NULL), 32775);
	assert_int_equal(tpm(h, "SetKeyProtector", "aHZzaW0ga2V5IHByb3RlY3RvciAx/w=="),
			 0);
	assert_int_equal(tpm(h, "ModifySecuritySettings", NULL), 0);
	assert_true(sim_get(first(h, V, "SELECT * FROM Msvm_SecuritySettingData"),
			    "TpmEnabled")->b);
	sim_host_free(h);
}

#define VP "SELECT * FROM " \
	"Win32_PerfRawData_HvStats_HyperVHypervisorVirtualProcessor WHERE Name "

static void counters(void **state)
{
	struct sim_host *h = default_host();
	uint64_t before;

	(void)state;
	pass(h);
	assert_int_equal(count(h, SIM_NS_CIMV2, VP "LIKE 'web01:Hv VP%'"), 2);
	assert_int_equal(count(h, SIM_NS_CIMV2, VP "LIKE 'db01:Hv VP%'"), 0);
	before = sim_get_uint(first(h, SIM_NS_CIMV2, VP "= 'web01:Hv VP 1'"),
			      "PercentTotalRunTime");
	pass(h);
	assert_int_equal(sim_get_uint(first(h, SIM_NS_CIMV2,
			 VP "= 'web01:Hv VP 1'"), "PercentTotalRunTime") - before,
			 1000000);
	assert_int_equal(power(h, "web01", "3"), 0);
	assert_int_equal(count(h, SIM_NS_CIMV2, VP "LIKE 'web01:Hv VP%'"), 0);
	assert_int_equal(power(h, "db01", "2"), 0);
	assert_int_equal(count(h, SIM_NS_CIMV2, VP "LIKE 'db01:Hv VP%'"), 4);
	sim_host_free(h);
}

/* A guest speaks while it runs. */
static void exchange(void **state)
{
	struct sim_host *h = default_host();
	struct sim_instance *i = first(h, V, "SELECT * FROM "
				       "Msvm_KvpExchangeComponent");
	const struct sim_value *v = sim_get(i, "GuestIntrinsicExchangeItems");
	struct sim_cim cim;
	int components;

	(void)state;
	assert_string_equal(sim_get_str(i, "SystemName"),
			    sim_get_str(vm(h, "web01"), "Name"));
	assert_int_equal(v->kind, SIM_V_ARRAY);
	assert_int_equal(sim_cim_parse(v->item[0].s, &cim), 0);
	assert_string_equal(sim_cim_text(&cim, "Name"),
			    "FullyQualifiedDomainName");
	assert_string_equal(sim_cim_text(&cim, "Data"), "web01.example.org");
	sim_cim_clear(&cim);
	pass(h);
	components = count(h, V, "SELECT * FROM Msvm_KvpExchangeComponent");
	assert_int_equal(power(h, "web01", "3"), 0);
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_KvpExchangeComponent"),
			 components - 1);
	sim_host_free(h);
}

static void switches(void **state)
{
	struct sim_host *h = default_host();

	(void)state;
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_VirtualEthernetSwitch"),
			 3);
	/* The host's three, and one for each adapter that is on and connected:
	 * web01, the VM with quotes, the running twin, the one that is saving. */
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_EthernetSwitchPort"),
			 count(h, V, "SELECT * FROM Msvm_ActiveConnection"));
	assert_true(count(h, V, "SELECT * FROM Msvm_EthernetSwitchPort") > 3);
	assert_int_equal(count(h, V, "SELECT * FROM Msvm_ExternalEthernetPort "
			       "WHERE IsBound = TRUE"), 1);
	assert_int_equal(count(h, SIM_NS_CIMV2, "SELECT * FROM CIM_DataFile WHERE "
			       "Extension = 'iso' AND Path = '\\\\iso\\\\'"), 3);
	sim_host_free(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(typing),
		cmocka_unit_test(picture),
		cmocka_unit_test(disks),
		cmocka_unit_test(creating),
		cmocka_unit_test(security),
		cmocka_unit_test(switches),
		cmocka_unit_test(counters),
		cmocka_unit_test(exchange),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
