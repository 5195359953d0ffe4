#include "sim_help.h"

#include "sim/wql_ast.h"

#define V SIM_NS_VIRT
#define FROM "SELECT * FROM Msvm_ComputerSystem"

static void selects(void **state)
{
	static const struct {
		const char *wql;
		int want;       /* or -status */
	} cases[] = {
		{ FROM, 10 },
		{ "  select\t*\nfrom MSVM_computersystem  ", 10 },
		{ "SELECT * FROM CIM_ManagedElement WHERE __CLASS = "
		  "'Msvm_ComputerSystem'", 10 },
		{ "SELECT Name, ElementName FROM Msvm_ComputerSystem", 10 },
		{ FROM " WHERE ElementName = 'web01'", 1 },
		{ FROM " WHERE ElementName = \"WEB01\"", 1 },
		{ FROM " WHERE 'web01' = ElementName", 1 },
		{ FROM " WHERE ElementName = 'twin'", 2 },
		{ FROM " WHERE ElementName <> 'twin'", 8 },
		{ FROM " WHERE ElementName != 'twin'", 8 },
		{ FROM " WHERE ElementName = 'Bob\\'s VM'", 1 },
		{ FROM " WHERE ElementName = \"Bob's VM\"", 1 },
		{ FROM " WHERE ElementName = '<&> \"quoted\" \\\\ 100%_[x]'", 1 },
		{ FROM " WHERE ElementName = 'tab\there'", 1 },
		{ FROM " WHERE ElementName = '\320\277\321\200\320\276\320\264-01'", 1 },
		{ FROM " WHERE EnabledState = 2", 4 },
		{ FROM " WHERE EnabledState = '2'", 4 },
		{ FROM " WHERE EnabledState > 3 AND EnabledState <= 10", 3 },
		{ FROM " WHERE EnabledState >= 32768", 1 },
		{ FROM " WHERE 3 < EnabledState", 4 },
		{ FROM " WHERE EnabledState < 3", 4 },
		{ FROM " WHERE EnabledState = 6 OR EnabledState = 9", 2 },
		{ FROM " WHERE NOT EnabledState = 2", 6 },
		{ FROM " WHERE NOT (EnabledState = 2 OR EnabledState = 3)", 4 },
		{ FROM " WHERE EnabledState = 3 OR EnabledState = 2 AND "
		  "ElementName = 'web01'", 3 },
		{ FROM " WHERE ProcessID IS NULL", 4 },
		{ FROM " WHERE ProcessID IS NOT NULL", 6 },
		{ FROM " WHERE ProcessID = NULL", 4 },
		{ FROM " WHERE ProcessID <> NULL", 6 },
		{ FROM " WHERE ProcessID > 0", 6 },
		{ FROM " WHERE AvailableRequestedStates IS NULL", 10 },
		{ FROM " WHERE Name LIKE '%-%-%-%-%'", 9 },
		{ FROM " WHERE ElementName LIKE 'w_b0[0-9]'", 1 },
		{ FROM " WHERE ElementName LIKE '%100[%][_][[]x]'", 1 },
		{ FROM " WHERE ElementName LIKE '[^w]%'", 9 },
		{ FROM " WHERE TimeOfLastConfigurationChange > "
		  "'2020-01-01T00:00:00Z'", 9 },
		{ FROM " WHERE InstallDate < '20200101000000.000000+000'", 0 },
		{ FROM " WHERE __CLASS ISA 'CIM_System'", 10 },
		{ FROM " WHERE __THIS ISA 'CIM_Job'", 0 },
		{ FROM " WHERE __SERVER = 'hvsim'", 10 },
		{ FROM " WHERE __NAMESPACE = 'ROOT\\\\virtualization\\\\v2'", 10 },
		{ FROM " WHERE __RELPATH LIKE 'Msvm_ComputerSystem.%HVSIM%'", 1 },
		{ "SELECT * FROM Msvm_VirtualSystemSettingData WHERE "
		  "IsSaved = TRUE", 3 },
		{ "SELECT * FROM Msvm_VirtualSystemSettingData WHERE "
		  "IsSaved = false", 10 },
		{ "SELECT * FROM Msvm_VirtualSystemSettingData WHERE "
		  "AutomaticCriticalErrorActionTimeout = 'P0DT0H30M0S'", 13 },
		{ "SELECT * FROM CIM_ConcreteJob", 0 },
		{ FROM " WHERE", -SIM_Q_SYNTAX },
		{ FROM " WHERE NoSuch = 1", -SIM_Q_SYNTAX },
		{ "SELECT NoSuch FROM Msvm_ComputerSystem", -SIM_Q_SYNTAX },
		{ FROM " WHERE EnabledState = 'many'", -SIM_Q_SYNTAX },
		{ FROM " WHERE OperationalStatus = 2", -SIM_Q_SYNTAX },
		{ FROM " WHERE ElementName LIKE 5", -SIM_Q_SYNTAX },
		{ FROM " WHERE ElementName = 'open", -SIM_Q_SYNTAX },
		{ FROM " WHERE (EnabledState = 2", -SIM_Q_SYNTAX },
		{ FROM " WHERE EnabledState = 2)", -SIM_Q_SYNTAX },
		{ FROM " WHERE EnabledState 2", -SIM_Q_SYNTAX },
		{ FROM " WHERE EnabledState = 2 AND", -SIM_Q_SYNTAX },
		{ FROM " ORDER BY Name", -SIM_Q_SYNTAX },
		{ "SELECT FROM Msvm_ComputerSystem", -SIM_Q_SYNTAX },
		{ "SELECT *, Name FROM Msvm_ComputerSystem", -SIM_Q_SYNTAX },
		{ "DELETE FROM Msvm_ComputerSystem", -SIM_Q_SYNTAX },
		{ "", -SIM_Q_SYNTAX },
		{ "SELECT * FROM Msvm_NoSuch", -SIM_Q_NO_CLASS },
		{ "SELECT * FROM meta_class", -SIM_Q_UNSUPPORTED },
	};
	struct sim_host *h = default_host();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int n = count(h, V, cases[i].wql);

		if (n != cases[i].want)
			fail_msg("%s: %d, not %d", cases[i].wql, n, cases[i].want);
	}
	assert_int_equal(count(h, "root/nowhere", FROM), -SIM_Q_NO_NAMESPACE);
	assert_int_equal(count(h, "ROOT\\virtualization\\v2", FROM), 10);
	sim_host_free(h);
}

static void projection(void **state)
{
	struct sim_host *h = default_host();
	struct sim_result r = SIM_RESULT_INIT;
	static const char *const want[] = { "__PATH", "ElementName", "Name" };

	(void)state;
	assert_int_equal(sim_query(sim_host_store(h), V, "SELECT name, ELEMENTNAME,"
		"__path, Name FROM Msvm_ComputerSystem", &r), SIM_Q_OK);
	assert_int_equal(r.nprops, 3);
	for (size_t i = 0; i < 3; i++)
		assert_string_equal(r.props[i], want[i]);
	sim_result_clear(&r);
	assert_int_equal(sim_query(sim_host_store(h), V, FROM, &r), SIM_Q_OK);
	assert_null(r.props);
	sim_result_clear(&r);
	sim_host_free(h);
}

/* %s: the GUID of web01 */
#define OF_VM "OF {Msvm_ComputerSystem.CreationClassName='Msvm_ComputerSystem'," \
	      "Name='%s'}"

static void relations(void **state)
{
	static const struct {
		const char *format;
		int want;
	} cases[] = {
		{ "ASSOCIATORS " OF_VM " WHERE AssocClass = "
		  "Msvm_SettingsDefineState ResultClass = "
		  "Msvm_VirtualSystemSettingData", 1 },
		{ "ASSOCIATORS " OF_VM " WHERE ResultClass=CIM_SettingData", 1 },
		{ "associators of {\\\\HVSIM\\root\\virtualization\\v2:"
		  "Msvm_ComputerSystem.Name=\"%s\",CreationClassName="
		  "\"Msvm_ComputerSystem\"} where ResultClass = "
		  "'Msvm_ShutdownComponent'", 1 },
		{ "ASSOCIATORS OF {CIM_ComputerSystem.CreationClassName="
		  "'msvm_computersystem',Name='%s'} WHERE AssocClass="
		  "CIM_SystemDevice", 23 },
		/* these devices and the settings */
		{ "ASSOCIATORS " OF_VM, 24 },
		{ "REFERENCES " OF_VM, 24 },
		{ "REFERENCES " OF_VM " WHERE ResultClass = CIM_SystemDevice "
		  "Role = GroupComponent", 23 },
		{ "REFERENCES " OF_VM " WHERE Role = PartComponent", 0 },
		{ "ASSOCIATORS " OF_VM " WHERE Role = ManagedElement", 1 },
		{ "ASSOCIATORS " OF_VM " WHERE ResultRole = SettingData", 1 },
		{ "ASSOCIATORS OF {Msvm_VirtualSystemSettingData.InstanceID="
		  "\"Microsoft:%s\"} WHERE AssocClass = "
		  "Msvm_VirtualSystemSettingDataComponent", 21 },
		{ "ASSOCIATORS OF {Msvm_VirtualSystemSettingData.InstanceID="
		  "\"Microsoft:%s\"} WHERE ResultClass = "
		  "CIM_ResourceAllocationSettingData", 20 },
		{ "ASSOCIATORS OF {Msvm_ProcessorSettingData.InstanceID="
		  "\"Microsoft:%s\\\\b637f346-6a0e-4dec-af52-bd70cb80a21d\\\\0\"}"
		  " WHERE ResultClass = Msvm_VirtualSystemSettingData", 1 },
		{ "ASSOCIATORS OF {Msvm_ProcessorSettingData='Microsoft:%s"
		  "\\\\b637f346-6a0e-4dec-af52-bd70cb80a21d\\\\0'} WHERE "
		  "ResultClass = Msvm_Processor", 2 },
		{ "ASSOCIATORS OF {Msvm_ComputerSystem.Name='%s'}",
		  -SIM_Q_NO_OBJECT },
		{ "ASSOCIATORS OF {Msvm_NoSuch.Name='%s'}", -SIM_Q_NO_CLASS },
		{ "ASSOCIATORS " OF_VM " WHERE ResultClass = Msvm_NoSuch",
		  -SIM_Q_NO_CLASS },
		{ "ASSOCIATORS " OF_VM " WHERE ClassDefsOnly", -SIM_Q_UNSUPPORTED },
		{ "ASSOCIATORS " OF_VM " WHERE", -SIM_Q_SYNTAX },
		{ "ASSOCIATORS " OF_VM " WHERE Colour = red", -SIM_Q_SYNTAX },
		{ "ASSOCIATORS " OF_VM " WHERE Role = A AND ResultRole = B",
		  -SIM_Q_SYNTAX },
		{ "REFERENCES " OF_VM " WHERE AssocClass = CIM_SystemDevice",
		  -SIM_Q_SYNTAX },
		{ "ASSOCIATORS OF {Msvm_ComputerSystem.Name='%s'",
		  -SIM_Q_SYNTAX },
		{ "ASSOCIATORS OF Msvm_ComputerSystem.Name='%s'",
		  -SIM_Q_SYNTAX },
	};
	struct sim_host *h = default_host();
	const char *guid = sim_get_str(vm(h, "web01"), "Name");

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *at = strstr(cases[i].format, "%s");
		AUTO_STR q = STR_INIT;
		int n;

		str_addn(&q, cases[i].format,
			 at ? (size_t)(at - cases[i].format) : 0);
		str_add(&q, guid);
		str_add(&q, at + 2);
		n = count(h, V, q.buf);
		if (n != cases[i].want)
			fail_msg("%s: %d, not %d", q.buf, n, cases[i].want);
	}
	sim_host_free(h);
}

static void like(void **state)
{
	static const struct {
		const char *text, *pattern;
		bool want;
	} cases[] = {
		{ "", "", true }, { "", "%", true }, { "a", "", false },
		{ "abc", "a%c", true }, { "abc", "%b%", true },
		{ "abc", "a_c", true }, { "ac", "a_c", false },
		{ "ABC", "abc", true }, { "a%c", "a[%]c", true },
		{ "abc", "a[%]c", false }, { "a_c", "a[_]c", true },
		{ "b", "[a-c]", true }, { "B", "[a-c]", true },
		{ "d", "[a-c]", false }, { "d", "[^a-c]", true },
		{ "-", "[a-]", true }, { "]", "[]]", true },
		{ "[", "[", true }, { "[x", "[x", true }, { "x", "[x", false },
		{ "aaab", "%a%b", true }, { "mississippi", "%iss%ip%", true },
		{ "\320\237", "_", true }, { "\320\237", "\320\277", true },
		{ "\320\237x", "__", true }, { "\320\237x", "_", false },
		{ "a\nb", "a_b", true }, { "a\tb", "a%", true },
	};
	AUTO_STR many = STR_INIT, stars = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (wql_like(cases[i].text, cases[i].pattern) != cases[i].want)
			fail_msg("'%s' LIKE '%s'", cases[i].text, cases[i].pattern);
	}
	/* Not the number of ways to split it, but its length, is the cost. */
	str_pad(&many, 'a', 2000);
	for (int i = 0; i < 50; i++)
		str_add(&stars, "%a");
	str_add(&stars, "b");
	assert_false(wql_like(many.buf, stars.buf));
}

static void long_and_deep(void **state)
{
	struct sim_host *h = default_host();
	AUTO_STR q = STR_INIT;

	(void)state;
	str_add(&q, FROM " WHERE ");
	for (int i = 0; i < 5000; i++)
		str_addf(&q, "%sEnabledState = %d", i ? " OR " : "", i);
	assert_int_equal(count(h, V, q.buf), 9);
	str_clear(&q);
	str_add(&q, FROM " WHERE ");
	str_pad(&q, '(', 30);
	str_add(&q, "EnabledState = 2");
	str_pad(&q, ')', 30);
	assert_int_equal(count(h, V, q.buf), 4);
	str_clear(&q);
	str_add(&q, FROM " WHERE ");
	str_pad(&q, '(', 100000);
	assert_int_equal(count(h, V, q.buf), -SIM_Q_SYNTAX);
	str_clear(&q);
	str_add(&q, FROM " WHERE ");
	for (int i = 0; i < 20000; i++)
		str_add(&q, "NOT ");
	assert_int_equal(count(h, V, q.buf), -SIM_Q_SYNTAX);
	str_clear(&q);
	str_pad(&q, ' ', WQL_MAX_TEXT);
	str_add(&q, FROM);
	assert_int_equal(count(h, V, q.buf), -SIM_Q_SYNTAX);
	sim_host_free(h);
}

/* Whatever comes, there is an answer. */
static void hostile(void **state)
{
	static const char *const seeds[] = {
		FROM " WHERE NOT (ElementName LIKE '[a-c]%\\'' OR EnabledState >= 2"
		" AND ProcessID IS NOT NULL) AND __CLASS ISA \"CIM_System\"",
		"ASSOCIATORS OF {\\\\H\\root\\virtualization\\v2:Msvm_ComputerSystem."
		"CreationClassName=\"Msvm_ComputerSystem\",Name='HVSIM'} WHERE "
		"ResultClass = CIM_Service AssocClass=CIM_HostedService",
		"REFERENCES OF {Msvm_ComputerSystem='x\\\\y'} WHERE Role = A",
	};
	struct sim_host_opts o = SIM_HOST_OPTS_INIT;
	struct sim_host *h;
	uint32_t x = 12345;

	(void)state;
	o.counted = true;
	o.vms = 2;
	h = make_host(&o);
	for (size_t s = 0; s < sizeof seeds / sizeof *seeds; s++) {
		size_t len = strlen(seeds[s]);

		for (size_t cut = 0; cut < len; cut++) {
			AUTO_FREE char *part = xstrndup(seeds[s], cut);

			count(h, V, part);
		}
		for (int round = 0; round < 3000; round++) {
			AUTO_FREE char *text = xstrdup(seeds[s]);

			for (int k = 0; k < 3; k++) {
				x = x * 1664525 + 1013904223;
				text[(x >> 8) % len] = (char)(x >> 24 ? x >> 24 : 1);
			}
			count(h, V, text);
		}
	}
	sim_host_free(h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(selects),
		cmocka_unit_test(projection),
		cmocka_unit_test(relations),
		cmocka_unit_test(like),
		cmocka_unit_test(long_and_deep),
		cmocka_unit_test(hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
