/* hv/devices.h - controllers, drives, images and NICs given to a VM */
#ifndef HVSH_HV_DEVICES_H
#define HVSH_HV_DEVICES_H

#include "hv/item.h"

struct err;
struct hv_config;
struct hv_host;
struct hv_wait;

/* What was made, level by level: controllers and NICs; drives on them and
 * connections; images in the drives. For hv_devices_remove. */
enum { HV_DEVICE_LEVELS = 3 };
struct hv_devices { struct hv_items level[HV_DEVICE_LEVELS]; };
void hv_devices_clear(struct hv_devices *d);
#define AUTO_DEVICES \
	__attribute__((cleanup(hv_devices_clear))) struct hv_devices

/*
 * Looks up on the host what the devices of 'c' refer to: a switch by name or
 * GUID (then NICs have its GUID). ERR_NOT_FOUND, and nothing is changed yet,
 * where there is no such switch. At most one query.
 */
int hv_devices_resolve(struct hv_host *h, struct hv_config *c, struct err *e);

/*
 * Adds to the VM what 'want' has and 'have', which is the VM as it is, has
 * not: SCSI controllers up to the highest index, all drives (a drive that is
 * there gets the image) and all NICs. One request for each level, one for each
 * NIC with VLANs. When it fails 'made' tells what is there already.
 */
int hv_devices_add(struct hv_host *h, const struct hv_config *have,
		   const struct hv_config *want, struct hv_devices *made,
		   const struct hv_wait *wait, struct err *e);

/* Takes out what was made, the last level first. */
int hv_devices_remove(struct hv_host *h, const struct hv_devices *made,
		      const struct hv_wait *wait, struct err *e);

#endif
