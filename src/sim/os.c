/* sim/os.c - the Windows releases that the host can be */
#include "sim/os.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "sim/host_priv.h"

static const struct {
	const char *name, *version, *caption;
	unsigned sku;
} systems[] = {
	[SIM_OS_2008] = { "2008", "6.0.6001",
		"Microsoft\302\256 Windows Server\302\256 2008 Standard ", 7 },
	[SIM_OS_2008R2] = { "2008r2", "6.1.7600",
		"Microsoft Windows Server 2008 R2 Standard ", 7 },
	[SIM_OS_2012] = { "2012", "6.2.9200",
		"Microsoft Windows Server 2012 Standard", 7 },
	[SIM_OS_2012R2] = { "2012r2", "6.3.9600",
		"Microsoft Windows Server 2012 R2 Standard", 7 },
	[SIM_OS_2016] = { "2016", "10.0.14393",
		"Microsoft Windows Server 2016 Standard", 7 },
	[SIM_OS_2019] = { "2019", "10.0.17763",
		"Microsoft Windows Server 2019 Standard", 7 },
	[SIM_OS_2022] = { "2022", "10.0.20348",
		"Microsoft Windows Server 2022 Standard", 7 },
	[SIM_OS_2025] = { "2025", "10.0.26100",
		"Microsoft Windows Server 2025 Standard", 7 },
};

int sim_os_parse(const char *text, enum sim_os *ret)
{
	for (size_t i = 0; i < sizeof systems / sizeof *systems; i++) {
		if (!strcasecmp(systems[i].name, text)) {
			*ret = (enum sim_os)i;
			return 0;
		}
	}
	return -1;
}

const char *sim_os_version(enum sim_os os)
{
	return systems[os].version;
}

#define DISK0 "|C:\\Windows|\\Device\\Harddisk0\\Partition2"

static const char os_lines[] =
	"BootDevice=\\Device\\HarddiskVolume1\n"
	"BuildType=Multiprocessor Free\n"
	"CSCreationClassName=Win32_ComputerSystem\n"
	"CodeSet=1252\nCountryCode=1\nCurrentTimeZone=0\n"
	"DataExecutionPrevention_32BitApplications=true\n"
	"DataExecutionPrevention_Available=true\n"
	"DataExecutionPrevention_Drivers=true\n"
	"DataExecutionPrevention_SupportPolicy=3\n"
	"Debug=false\nDescription=\nDistributed=false\nEncryptionLevel=256\n"
	"ForegroundApplicationBoost=2\nFreePhysicalMemory=41943040\n"
	"FreeSpaceInPagingFiles=10066329\nFreeVirtualMemory=50331648\n"
	"InstallDate=2023-11-20T08:15:30Z\n"
	"LastBootUpTime=2024-05-02T05:11:07.5Z\n"
	"Manufacturer=Microsoft Corporation\nMaxNumberOfProcesses=4294967295\n"
	"MaxProcessMemorySize=137438953344\nNumberOfLicensedUsers=0\n"
	"NumberOfProcesses=96\nNumberOfUsers=2\nOSArchitecture=64-bit\n"
	"OSProductSuite=272\nOSType=18\nOrganization=\n"
	"PortableOperatingSystem=false\nPrimary=true\nProductType=3\n"
	"RegisteredUser=Windows User\nSerialNumber=00429-70000-00000-AA777\n"
	"ServicePackMajorVersion=0\nServicePackMinorVersion=0\n"
	"SizeStoredInPagingFiles=10066329\nStatus=OK\nSuiteMask=272\n"
	"SystemDevice=\\Device\\HarddiskVolume2\n"
	"SystemDirectory=C:\\Windows\\system32\nSystemDrive=C:\n"
	"TotalVirtualMemorySize=77175193\nTotalVisibleMemorySize=67108864\n"
	"WindowsDirectory=C:\\Windows\n";

void sim_make_os(struct sim_host *h)
{
	struct sim_instance *i = sim_make(h, SIM_NS_CIMV2, "Win32_OperatingSystem");

	sim_fill(i, os_lines);
	sim_fill(i, h->japanese ? "Locale=0411\nMUILanguages=ja-JP\nOSLanguage=1041\n" :
				  "Locale=0409\nMUILanguages=en-US\nOSLanguage=1033\n");
	sim_set(i, "Caption", sim_string(systems[h->os].caption));
	sim_set(i, "Name", sim_stringf("%s" DISK0, systems[h->os].caption));
	sim_set(i, "Version", sim_string(systems[h->os].version));
	sim_set(i, "BuildNumber",
		sim_string(strrchr(systems[h->os].version, '.') + 1));
	sim_set(i, "CSName", sim_string(sim_store_hostname(h->store)));
	sim_set(i, "OperatingSystemSKU", sim_uint(systems[h->os].sku));
	sim_put(h, i);
	sim_os_clock(h);
}

void sim_os_clock(struct sim_host *h)
{
	struct sim_class *c = sim_class_find(h->store, SIM_NS_CIMV2,
					     "Win32_OperatingSystem");
	int p;

	/* A loaded one keeps its date. */
	if (h->loader.seen.n || !c->first)
		return;
	/* Not by sim_set(): time that passes is no change worth saving. */
	p = sim_prop_index(c, "LocalDateTime");
	sim_value_clear(&c->first->v[p]);
	c->first->v[p] = sim_time(h->clock_us);
}

static void rename_in(struct sim_class *c, const char *old, const char *name)
{
	static const char *const props[] = { "SystemName", "Name", "ElementName" };

	for (struct sim_instance *i = c->first; i; i = i->next) {
		for (size_t k = 0; k < sizeof props / sizeof *props; k++) {
			if (!strcmp(sim_get_str(i, props[k]), old))
				sim_set(i, props[k], sim_string(name));
		}
	}
}

void sim_rename_host(struct sim_host *h, const char *name)
{
	AUTO_FREE char *old = xstrdup(sim_store_hostname(h->store));
	struct sim_class *c;

	for (size_t i = 0; (c = sim_class_at(h->store, i)); i++)
		rename_in(c, old, name);
	sim_store_set_hostname(h->store, name);
}
