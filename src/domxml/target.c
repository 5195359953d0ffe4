/* domxml/target.c - what libvirt calls a drive */
#include "domxml/target.h"

#include <string.h>

static const struct bus {
	const char *name;
	const char *prefix;
	unsigned controllers, slots;
} buses[] = {
	[HV_BUS_IDE] = { "ide", "hd", DOMXML_IDE_CONTROLLERS,
			 DOMXML_IDE_SLOTS },
	[HV_BUS_SCSI] = { "scsi", "sd", DOMXML_SCSI_CONTROLLERS,
			  DOMXML_SCSI_SLOTS },
	[HV_BUS_FLOPPY] = { "fdc", "fd", 1, 1 },
};

#define BUSES (sizeof buses / sizeof *buses)

char *domxml_target(enum hv_bus bus, unsigned controller, unsigned slot)
{
	uint64_t n = (uint64_t)controller * buses[bus].slots + slot;
	char letters[16], *at = letters + sizeof letters;

	*--at = '\0';
	for (n++; n; n = (n - 1) / 26)
		*--at = (char)('a' + (n - 1) % 26);
	return xasprintf("%s%s", buses[bus].prefix, at);
}

int domxml_place_check(enum hv_bus bus, unsigned controller, unsigned slot)
{
	return controller < buses[bus].controllers && slot < buses[bus].slots
		? 0 : -1;
}

int domxml_target_parse(const char *dev, enum hv_bus *bus,
			unsigned *controller, unsigned *slot)
{
	unsigned n = 0, i = 0;

	while (i < BUSES && strncmp(dev, buses[i].prefix, 2))
		i++;
	if (i == BUSES || !dev[2])
		return -1;
	for (dev += 2; *dev; dev++) {
		if (*dev < 'a' || *dev > 'z' || n > 1000)
			return -1;
		n = n * 26 + (unsigned)(*dev - 'a') + 1;
	}
	n--;
	if (domxml_place_check((enum hv_bus)i, n / buses[i].slots, 0) < 0)
		return -1;
	*bus = (enum hv_bus)i;
	*controller = n / buses[i].slots;
	*slot = n % buses[i].slots;
	return 0;
}

const char *domxml_bus_name(enum hv_bus bus)
{
	return buses[bus].name;
}

int domxml_bus_parse(const char *name, enum hv_bus *ret)
{
	for (unsigned i = 0; i < BUSES; i++) {
		if (strcmp(name, buses[i].name))
			continue;
		*ret = (enum hv_bus)i;
		return 0;
	}
	return -1;
}
