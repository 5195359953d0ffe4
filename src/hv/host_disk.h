/* hv/host_disk.h - disks of the host that a VM may be given whole
 *
 * Hyper-V's own list: Msvm_DiskDrive with a DriveNumber. Windows keeps those
 * that it uses itself for itself: a disk is to be offline there.
 */
#ifndef HVSH_HV_HOST_DISK_H
#define HVSH_HV_HOST_DISK_H

#include "base/parse.h"
#include "base/vec.h"

struct err;
struct hv_host;

struct hv_host_disk {
	uint64_t number;
	char *device;           /* its DeviceID with Hyper-V */
	char *vm;               /* the GUID of the VM that has it; or NULL */
	/* as Windows tells of it, if it does */
	char *model, *serial;
	struct num size;
};
struct hv_host_disks VEC_OF(struct hv_host_disk);
void hv_host_disks_free(struct hv_host_disks *l);
#define AUTO_HOST_DISKS \
	__attribute__((cleanup(hv_host_disks_free))) struct hv_host_disks

/* By their numbers: three queries at a time. */
int hv_host_disk_list(struct hv_host *h, struct hv_host_disks *ret,
		      struct err *e);

#endif
