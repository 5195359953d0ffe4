#include "sim_help.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/load.h"

#define SHARED "../shared/"
#define URI "http://schemas.microsoft.com/wbem/wsman/1/wmi/"
#define NAMES \
	"xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" " \
	"xmlns:n=\"http://schemas.xmlsoap.org/ws/2004/09/enumeration\" " \
	"xmlns:w=\"http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd\" " \
	"xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\" " \
	"xmlns:cim=\"http://schemas.dmtf.org/wbem/wscim/1/common\" " \
	"xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
#define ENVELOPE(body) "<s:Envelope " NAMES "><s:Body>" body "</s:Body></s:Envelope>"
#define ITEMS(items) ENVELOPE("<n:EnumerateResponse><n:EnumerationContext/>" \
	"<w:Items>" items "</w:Items></n:EnumerateResponse>")
#define VIRT(cls, inside) "<p:" cls " xmlns:p=\"" URI "root/virtualization/v2/" \
	cls "\">" inside "</p:" cls ">"
#define CIMV2(cls, inside) "<p:" cls " xmlns:p=\"" URI "root/cimv2/" \
	cls "\">" inside "</p:" cls ">"

static struct sim_host *empty_host(void)
{
	struct sim_host_opts o = SIM_HOST_OPTS_INIT;

	o.empty = true;
	return make_host(&o);
}

/* A file of that name in a directory of the test's own; freed by forget(). */
static char *tmpdir(void)
{
	char *dir = xstrdup("/tmp/hvsim-test-XXXXXX");

	assert_non_null(mkdtemp(dir));
	return dir;
}

static char *put(const char *dir, const char *name, const char *text)
{
	char *path = xasprintf("%s/%s", dir, name);
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
	return path;
}

static void forget(char *path)
{
	assert_int_equal(remove(path), 0);
	free(path);
}

static int load_text(struct sim_host *h, const char *name, const char *text,
		     struct err *e)
{
	char *dir = tmpdir(), *path = put(dir, name, text);
	int rc = sim_host_load(h, path, e);

	forget(path);
	forget(dir);
	return rc;
}

static void typed_items(void **state)
{
	struct sim_host *h = empty_host();
	AUTO_ERR e = ERR_INIT;
	struct sim_instance *i;
	const struct sim_value *v;
	AUTO_STR text = STR_INIT;

	(void)state;
	assert_int_equal(load_text(h, "x.xml", ITEMS(
		VIRT("Msvm_ComputerSystem", "<p:Name>A</p:Name>"
		     "<p:EnabledState>3</p:EnabledState><p:ProcessID xsi:nil=\"true\"/>"
		     "<p:OperationalStatus>2</p:OperationalStatus>"
		     "<p:InstallDate><cim:Datetime>2026-10-08T15:15:36.68424Z"
		     "</cim:Datetime></p:InstallDate>"
		     "<p:ElementName>&lt;&amp;&gt;</p:ElementName>")
		VIRT("Msvm_ComputerSystem", "<p:Name>B</p:Name>"
		     "<p:Brand>new</p:Brand><p:List>1</p:List><p:List>2</p:List>")
		CIMV2("Win32_New", "<p:Key>k</p:Key>")), &e), 0);
	assert_int_equal(count(h, SIM_NS_VIRT, "SELECT * FROM CIM_System"), 2);
	i = first(h, SIM_NS_VIRT, "SELECT * FROM Msvm_ComputerSystem WHERE Name='A'");
	assert_string_equal(sim_get_str(i, "ElementName"), "<&>");
	assert_int_equal(sim_get_uint(i, "EnabledState"), 3);
	assert_int_equal(sim_get(i, "ProcessID")->kind, SIM_V_NULL);
	assert_int_equal(sim_get(i, "Roles")->kind, SIM_V_NULL);
	v = sim_get(i, "OperationalStatus");
	assert_int_equal(v->kind, SIM_V_ARRAY);
	assert_int_equal(v->n, 1);
	sim_value_text(sim_get(i, "InstallDate"), &text);
	assert_string_equal(text.buf, "2026-10-08T15:15:36.68424Z");
	/* What the schema lacks is learnt, for all of the class. */
	assert_int_equal(sim_get(i, "Brand")->kind, SIM_V_NULL);
	i = first(h, SIM_NS_VIRT, "SELECT * FROM Msvm_ComputerSystem WHERE Brand='new'");
	assert_int_equal(sim_get(i, "List")->n, 2);
	assert_int_equal(count(h, SIM_NS_CIMV2, "SELECT Key FROM Win32_New"), 1);
	sim_host_free(h);
}

static void references(void **state)
{
	struct sim_host *h = empty_host();
	AUTO_ERR e = ERR_INIT;

	(void)state;
	assert_int_equal(load_text(h, "x.xml", ITEMS(
		VIRT("Msvm_ComputerSystem", "<p:CreationClassName>"
		     "Msvm_ComputerSystem</p:CreationClassName><p:Name>A</p:Name>")
		VIRT("Msvm_VirtualSystemSettingData",
		     "<p:InstanceID>Microsoft:A\\0</p:InstanceID>")
		VIRT("Msvm_SettingsDefineState", "<p:ManagedElement><a:Address/>"
		     "<a:ReferenceParameters><w:ResourceURI>" URI
		     "root/virtualization/v2/Msvm_ComputerSystem</w:ResourceURI>"
		     "<w:SelectorSet><w:Selector Name=\"Name\">A</w:Selector>"
		     "<w:Selector Name=\"CreationClassName\">Msvm_ComputerSystem"
		     "</w:Selector></w:SelectorSet></a:ReferenceParameters>"
		     "</p:ManagedElement><p:SettingData><a:Address/>"
		     "<a:ReferenceParameters><w:ResourceURI>" URI
		     "root/virtualization/v2/Msvm_VirtualSystemSettingData"
		     "</w:ResourceURI><w:SelectorSet><w:Selector Name=\"InstanceID\">"
		     "Microsoft:A\\0</w:Selector></w:SelectorSet>"
		     "</a:ReferenceParameters></p:SettingData>")), &e), 0);
	assert_int_equal(count(h, SIM_NS_VIRT, "ASSOCIATORS OF "
		"{Msvm_VirtualSystemSettingData.InstanceID='Microsoft:A\\\\0'}"), 1);
	assert_int_equal(count(h, SIM_NS_VIRT, "REFERENCES OF {Msvm_ComputerSystem."
		"CreationClassName='Msvm_ComputerSystem',Name='a'}"), 1);
	sim_host_free(h);
}

static void fragments(void **state)
{
	static const char fragment[] = ENVELOPE("<n:PullResponse><n:Items>"
		"<w:XmlFragment><Version>6.2.9200</Version><CSName>OLDHOST</CSName>"
		"<LocalDateTime><Datetime>2013-04-15T16:28:43.5Z</Datetime>"
		"</LocalDateTime></w:XmlFragment></n:Items></n:PullResponse>");
	struct sim_host *h = empty_host();
	AUTO_ERR e = ERR_INIT, e2 = ERR_INIT;
	struct sim_instance *i;

	(void)state;
	assert_int_equal(load_text(h, "reply.xml", fragment, &e), -1);
	assert_non_null(strstr(e.msg, "XmlFragment"));
	assert_int_equal(load_text(h, "Win32_OperatingSystem_all_000.xml",
				   fragment, &e2), 0);
	i = first(h, SIM_NS_CIMV2, "SELECT * FROM Win32_OperatingSystem");
	assert_string_equal(sim_get_str(i, "Version"), "6.2.9200");
	assert_int_equal(sim_get(i, "LocalDateTime")->kind, SIM_V_TIME);
	sim_host_loaded(h);
	assert_string_equal(sim_store_hostname(sim_host_store(h)), "OLDHOST");
	assert_int_equal(count(h, SIM_NS_VIRT, "SELECT * FROM "
		"Msvm_VirtualSystemManagementService WHERE SystemName='OLDHOST'"), 1);
	sim_host_free(h);
}

/* Several files of a class add up; the first drops what was there. */
static void adding_up(void **state)
{
	struct sim_host *h = default_host();
	AUTO_ERR e = ERR_INIT;

	(void)state;
	assert_int_equal(load_text(h, "1.xml", ITEMS(
		CIMV2("Win32_Processor", "<p:DeviceID>A</p:DeviceID>")), &e), 0);
	assert_int_equal(load_text(h, "2.xml", ENVELOPE(
		CIMV2("Win32_Processor", "<p:DeviceID>B</p:DeviceID>")), &e), 0);
	assert_int_equal(count(h, SIM_NS_CIMV2, "SELECT * FROM Win32_Processor"), 2);
	/* The same one again: what is new of it. */
	assert_int_equal(load_text(h, "3.xml", ENVELOPE(
		CIMV2("Win32_Processor", "<p:DeviceID>b</p:DeviceID>"
		      "<p:NumberOfCores>4</p:NumberOfCores>")), &e), 0);
	assert_int_equal(count(h, SIM_NS_CIMV2, "SELECT * FROM Win32_Processor"), 2);
	assert_int_equal(count(h, SIM_NS_CIMV2, "SELECT * FROM Win32_Processor "
			       "WHERE NumberOfCores = 4"), 1);
	sim_host_free(h);
}

static void refused(void **state)
{
	static const char *const bad[] = {
		"", "no xml", "<a/>", "<s:Envelope " NAMES "><s:Body/></s:Envelope>",
		"<!DOCTYPE a [<!ENTITY b \"c\">]>" ITEMS(""),
		ENVELOPE("<s:Fault/>"),
		ENVELOPE("<p:GetState_OUTPUT xmlns:p=\"" URI "root/cimv2/Win32_X\"/>"),
		ITEMS("<a:EndpointReference/>"),
		ITEMS("<p:X xmlns:p=\"" URI "X\"/>"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct sim_host *h = empty_host();
		AUTO_ERR e = ERR_INIT;

		if (load_text(h, "bad.xml", bad[i], &e) == 0)
			fail_msg("loaded: %s", bad[i]);
		assert_non_null(strstr(e.msg, "bad.xml"));
		sim_host_free(h);
	}
}

static void directories(void **state)
{
	struct sim_host *h = empty_host();
	AUTO_ERR e = ERR_INIT, e2 = ERR_INIT;
	char *dir = tmpdir(), *sub = xasprintf("%s/sub", dir), *a, *b, *c;

	(void)state;
	assert_int_equal(mkdir(sub, 0700), 0);
	a = put(dir, "a.xml", ITEMS(CIMV2("Win32_A", "<p:K>1</p:K>")));
	b = put(sub, "b.XML", ITEMS(CIMV2("Win32_A", "<p:K>2</p:K>")));
	c = put(sub, "c.txt", "not for us");
	assert_int_equal(sim_host_load(h, dir, &e), 0);
	assert_int_equal(count(h, SIM_NS_CIMV2, "SELECT * FROM Win32_A"), 2);
	forget(c);
	forget(b);
	forget(a);
	forget(sub);
	forget(dir);
	assert_int_equal(sim_host_load(h, "/nonexistent/x.xml", &e2), -1);
	sim_host_free(h);
}

static size_t lines_of_items(const char *path)
{
	const char *base = strrchr(path, '/') + 1;
	AUTO_FREE char *tag = xasprintf("<p:%.*s ", (int)strcspn(base, "."), base);
	AUTO_STR text = STR_INIT;
	AUTO_ERR e = ERR_INIT;
	size_t n = 0;

	assert_int_equal(sim_read_file(path, SIM_LOAD_MAX_FILE, &text, &e), 0);
	for (const char *p = text.buf; (p = strstr(p, tag)); p++)
		n++;
	return n;
}

static size_t check_classes(struct sim_host *h, const char *dir, const char *ns)
{
	DIR *d = opendir(dir);
	struct dirent *f;
	size_t files = 0;

	assert_non_null(d);
	while ((f = readdir(d))) {
		AUTO_FREE char *path = xasprintf("%s/%s", dir, f->d_name);
		AUTO_FREE char *q = xasprintf("SELECT * FROM %.*s",
			(int)strcspn(f->d_name, "."), f->d_name);

		if (*f->d_name == '.')
			continue;
		if (count(h, ns, q) != (int)lines_of_items(path))
			fail_msg("%s: %d", path, count(h, ns, q));
		files++;
	}
	closedir(d);
	return files;
}

/* Every instance of the lab's host is there, and its graph can be walked. */
static void lab(void **state)
{
	struct sim_host *h;
	AUTO_ERR e = ERR_INIT;

	(void)state;
	if (access(SHARED "lab/host", R_OK)) {
		print_message("skipped: no " SHARED "lab/host\n");
		skip();
	}
	h = empty_host();
	if (sim_host_load(h, SHARED "lab/host", &e) < 0)
		fail_msg("%s", e.msg);
	sim_host_loaded(h);
	assert_string_equal(sim_store_hostname(sim_host_store(h)), "HV-LAB");
	assert_true(check_classes(h, SHARED "lab/host/root-virtualization-v2",
				  SIM_NS_VIRT) > 80);
	assert_true(check_classes(h, SHARED "lab/host/root-cimv2", SIM_NS_CIMV2) > 8);
	assert_int_equal(count(h, SIM_NS_VIRT, "ASSOCIATORS OF "
		"{Msvm_ComputerSystem.CreationClassName='Msvm_ComputerSystem',"
		"Name='CAB3D075-B79F-4C2B-A6BD-398CF9043F3E'} WHERE AssocClass ="
		" Msvm_SettingsDefineState ResultClass = "
		"Msvm_VirtualSystemSettingData"), 1);
	sim_host_free(h);
}

static void real_replies(void **state)
{
	static const struct {
		const char *path, *ns, *wql;
		int want;
	} cases[] = {
		{ "wire/server-2012", SIM_NS_CIMV2,
		  "SELECT * FROM Win32_OperatingSystem WHERE Version='6.2.9200'", 1 },
		{ "wire/server-2003", SIM_NS_CIMV2,
		  "SELECT * FROM Win32_OperatingSystem WHERE Version='5.2.3790'", 1 },
		{ "wire/hyperv-v2/recorded_computersystem_pull_vm_off.xml",
		  SIM_NS_VIRT, "SELECT * FROM Msvm_ComputerSystem WHERE "
		  "EnabledState = 3 AND HwThreadsPerCoreRealized IS NULL", 1 },
		{ "wire/hyperv-v2/get_response_storagejob_completed.xml",
		  SIM_NS_VIRT, "SELECT * FROM CIM_ConcreteJob WHERE JobState = 7", 1 },
	};

	(void)state;
	if (access(SHARED "wire", R_OK)) {
		print_message("skipped: no " SHARED "wire\n");
		skip();
	}
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		AUTO_FREE char *path = xasprintf(SHARED "%s", cases[i].path);
		struct sim_host *h = empty_host();
		AUTO_ERR e = ERR_INIT;

		if (sim_host_load(h, path, &e) < 0)
			fail_msg("%s", e.msg);
		if (count(h, cases[i].ns, cases[i].wql) != cases[i].want)
			fail_msg("%s: %d", path, count(h, cases[i].ns, cases[i].wql));
		sim_host_free(h);
	}
}

static int compare(struct sim_host *a, struct sim_host *b)
{
	struct sim_class *ca, *cb;
	int n = 0;

	for (size_t k = 0; (ca = sim_class_at(sim_host_store(a), k)); k++) {
		struct sim_instance *x = ca->first, *y;

		cb = sim_class_find(sim_host_store(b), ca->ns, ca->name);
		assert_non_null(cb);
		for (y = cb->first; x && y; x = x->next, y = y->next, n++) {
			AUTO_STR tx = STR_INIT, ty = STR_INIT;

			sim_save_instance(x, &tx);
			sim_save_instance(y, &ty);
			assert_string_equal(tx.buf, ty.buf);
		}
		assert_null(x);
		assert_null(y);
	}
	return n;
}

static void state_file(void **state)
{
	struct sim_host *h = default_host(), *again = empty_host();
	char *dir = tmpdir(), *path = xasprintf("%s/state", dir);
	AUTO_ERR e = ERR_INIT;
	struct stat st;
	bool found = true;

	(void)state;
	assert_int_equal(sim_host_restore(again, path, &found, &e), 0);
	assert_false(found);
	sim_tick(h, 1000);
	assert_int_equal(sim_host_save(h, path, &e), 0);
	assert_int_equal(sim_host_restore(again, path, &found, &e), 0);
	assert_true(found);
	assert_true(compare(h, again) > 100);
	assert_string_equal(sim_store_hostname(sim_host_store(again)), "HVSIM");
	/* Nothing has changed: nothing is written. */
	assert_int_equal(unlink(path), 0);
	sim_tick(h, 5000);
	assert_int_equal(sim_host_save(h, path, &e), 0);
	assert_int_equal(stat(path, &st), -1);
	sim_set(vm(h, "web01"), "ElementName", sim_string("renamed"));
	assert_int_equal(sim_host_save(h, path, &e), 0);
	assert_int_equal(stat(path, &st), 0);
	forget(path);
	assert_int_equal(sim_host_save(h, "/nonexistent/dir/state", &e), 0);
	sim_set(vm(h, "renamed"), "ElementName", sim_string("web01"));
	assert_int_equal(sim_host_save(h, "/nonexistent/dir/state", &e), -1);
	forget(dir);
	sim_host_free(h);
	sim_host_free(again);
}

static void not_a_state(void **state)
{
	struct sim_host *h = default_host();
	char *dir = tmpdir(), *path = put(dir, "state", ITEMS(""));
	AUTO_ERR e = ERR_INIT;
	bool found;

	(void)state;
	assert_int_equal(sim_host_restore(h, path, &found, &e), -1);
	assert_non_null(strstr(e.msg, "not a state"));
	assert_int_equal(count(h, SIM_NS_VIRT, "SELECT * FROM Msvm_ComputerSystem"),
			 10);
	forget(path);
	forget(dir);
	sim_host_free(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(typed_items),
		cmocka_unit_test(references),
		cmocka_unit_test(fragments),
		cmocka_unit_test(adding_up),
		cmocka_unit_test(refused),
		cmocka_unit_test(directories),
		cmocka_unit_test(lab),
		cmocka_unit_test(real_replies),
		cmocka_unit_test(state_file),
		cmocka_unit_test(not_a_state),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
