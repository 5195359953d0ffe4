/* domxml/target.h - what libvirt calls a drive: hda, sdbl, fda
 *
 * libvirt counts a bus's drives through: IDE two to a controller (hda..hdd),
 * SCSI 64 (sda..sdbl are those of the first, sdbm the first of the second),
 * and there is one floppy. Names go on as z, aa, ab.
 */
#ifndef HVSH_DOMXML_TARGET_H
#define HVSH_DOMXML_TARGET_H

#include "hv/config.h"

#define DOMXML_IDE_CONTROLLERS 2
#define DOMXML_IDE_SLOTS 2
#define DOMXML_SCSI_CONTROLLERS 4
#define DOMXML_SCSI_SLOTS 64

/* Yours to free. */
char *domxml_target(enum hv_bus bus, unsigned controller, unsigned slot);
/* The other way; -1: no name of a drive that Hyper-V can have. */
int domxml_target_parse(const char *dev, enum hv_bus *bus,
			unsigned *controller, unsigned *slot);

/* "ide", "scsi", "fdc" */
const char *domxml_bus_name(enum hv_bus bus);
int domxml_bus_parse(const char *name, enum hv_bus *ret);
/* Whether there can be such a drive. */
int domxml_place_check(enum hv_bus bus, unsigned controller, unsigned slot);

#endif
