/* domxml/names.c - names for Hyper-V's numbers and templates */
#include "domxml/names.h"

#include <string.h>
#include <strings.h>

#include "hv/config.h"

const struct domxml_name domxml_start_actions[] = {
	{ 2, "nothing" }, { 3, "as-it-was" }, { 4, "always" }, { 0 }
};
const struct domxml_name domxml_stop_actions[] = {
	{ 2, "turn-off" }, { 3, "save" }, { 4, "shutdown" }, { 0 }
};
const struct domxml_name domxml_checkpoint_kinds[] = {
	{ 2, "off" }, { 3, "production" }, { 4, "production-only" },
	{ 5, "standard" }, { 0 }
};
const struct domxml_name domxml_consoles[] = {
	{ 0, "default" }, { 1, "com1" }, { 2, "com2" }, { 3, "none" }, { 0 }
};
const struct domxml_name domxml_boot_devices[] = {
	{ 0, "fd" }, { 1, "cdrom" }, { 2, "hd" }, { 3, "network" }, { 0 }
};

const unsigned domxml_boot_order[DOMXML_BOOT_DEVICES] = { 1, 2, 3, 0 };

static const struct { const char *name, *guid; } templates[] = {
	{ DOMXML_TEMPLATE_DEFAULT, HV_TEMPLATE_WINDOWS },
	{ "MicrosoftUEFICertificateAuthority", HV_TEMPLATE_UEFI },
	{ "OpenSourceShieldedVM", "4292ae2b-ee2c-42b5-a969-dd8f8689f6f3" },
};

#define TEMPLATES (sizeof templates / sizeof *templates)

const char *domxml_name(const struct domxml_name *names, unsigned number)
{
	while (names->name && names->number != number)
		names++;
	return names->name;
}

int domxml_name_parse(const struct domxml_name *names, const char *name,
		      unsigned *ret)
{
	while (names->name && strcmp(names->name, name))
		names++;
	if (!names->name)
		return -1;
	*ret = names->number;
	return 0;
}

const char *domxml_template_guid(const char *name)
{
	for (size_t i = 0; i < TEMPLATES; i++)
		if (!strcasecmp(name, templates[i].name))
			return templates[i].guid;
	return NULL;
}

const char *domxml_template_name(const char *guid)
{
	for (size_t i = 0; i < TEMPLATES; i++)
		if (!strcasecmp(guid, templates[i].guid))
			return templates[i].name;
	return NULL;
}
