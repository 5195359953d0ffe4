/* domxml/host.c - libvirt's XML of the host */
#include "domxml/host.h"

#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "base/str.h"
#include "domxml/emit.h"
#include "hv/host_stats.h"
#include "xml/xml.h"

/* --- sysinfo --- */

struct entry { const char *name, *value; };

static void write_section(struct str *to, const char *tag,
			  const struct entry *entries, size_t n)
{
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		if (!entries[i].value || !*entries[i].value)
			continue;
		if (!any)
			domxml_open(to, 1, tag, NULL);
		any = true;
		domxml_leaf(to, 2, "entry", entries[i].value,
			    "name", entries[i].name, NULL);
	}
	if (any)
		domxml_close(to, 1, tag);
}

/* As SMBIOS writes it, 06/30/2020; yours, or NULL. */
static char *smbios_date(struct num us)
{
	time_t t = (time_t)((int64_t)us.v / 1000000);
	char buf[16];
	struct tm tm;

	if (!us.set || !gmtime_r(&t, &tm) ||
	    !strftime(buf, sizeof buf, "%m/%d/%Y", &tm))
		return NULL;
	return xstrdup(buf);
}

#define SECTION(to, tag, entries) \
	write_section(to, tag, entries, sizeof entries / sizeof *entries)

void domxml_write_sysinfo(const struct hv_machine *m, struct str *to)
{
	AUTO_FREE char *date = smbios_date(m->bios_date_us);
	AUTO_FREE char *uuid = xstrdup(m->uuid);
	char guid[GUID_LEN + 1];
	const struct entry bios[] = {
		{ "vendor", m->bios_vendor }, { "version", m->bios_version },
		{ "date", date },
	};
	const struct entry system[] = {
		{ "manufacturer", m->vendor }, { "product", m->product },
		{ "version", m->version }, { "serial", m->serial },
		{ "uuid", uuid && parse_guid(uuid, guid) == 0 ? guid : NULL },
	};
	const struct entry board[] = {
		{ "manufacturer", m->board_vendor },
		{ "product", m->board_product },
		{ "version", m->board_version },
		{ "serial", m->board_serial },
	};

	domxml_open(to, 0, "sysinfo", "type", "smbios", NULL);
	SECTION(to, "bios", bios);
	SECTION(to, "system", system);
	SECTION(to, "baseBoard", board);
	domxml_close(to, 0, "sysinfo");
}

/* --- capabilities --- */

enum { ARCH_X86 = 0, ARCH_ARM64 = 12 };         /* Win32_Processor */

static void write_guest(struct str *to, const char *arch, const char *bits)
{
	str_addc(to, '\n');
	domxml_open(to, 1, "guest", NULL);
	domxml_leaf(to, 2, "os_type", "hvm", NULL);
	domxml_open(to, 2, "arch", "name", arch, NULL);
	domxml_leaf(to, 3, "wordsize", bits, NULL);
	domxml_empty(to, 3, "domain", "type", "hyperv", NULL);
	domxml_close(to, 2, "arch");
	domxml_close(to, 1, "guest");
}

void domxml_write_capabilities(const char *uuid, struct num arch,
			       struct str *to)
{
	bool arm = arch.set && arch.v == ARCH_ARM64;
	bool x86 = arch.set && arch.v == ARCH_X86;
	char guid[GUID_LEN + 1];

	domxml_open(to, 0, "capabilities", NULL);
	str_addc(to, '\n');
	domxml_open(to, 1, "host", NULL);
	if (uuid && parse_guid(uuid, guid) == 0)
		domxml_leaf(to, 2, "uuid", guid, NULL);
	domxml_open(to, 2, "cpu", NULL);
	domxml_leaf(to, 3, "arch", arm ? "aarch64" : x86 ? "i686" : "x86_64",
		    NULL);
	domxml_close(to, 2, "cpu");
	domxml_empty(to, 2, "power_management", NULL);
	domxml_empty(to, 2, "iommu", "support", "no", NULL);
	domxml_open(to, 2, "migration_features", NULL);
	domxml_empty(to, 3, "live", NULL);
	domxml_close(to, 2, "migration_features");
	domxml_close(to, 1, "host");
	if (!arm)
		write_guest(to, "i686", "32");
	if (!x86)
		write_guest(to, arm ? "aarch64" : "x86_64", "64");
	str_addc(to, '\n');
	domxml_close(to, 0, "capabilities");
}

int domxml_xpath(const char *text, const char *expr, bool wrap,
		 struct str *to, size_t *n, struct err *e)
{
	return xml_xpath(text, expr, wrap, to, n, e);
}
