/* hv/clone.h - a VM like another one, with disks of its own */
#ifndef HVSH_HV_CLONE_H
#define HVSH_HV_CLONE_H

#include <stdbool.h>

struct err;
struct hv_config;
struct hv_creation;
struct hv_host;

/* What a clone has not, for its user to be told. */
enum hv_clone_lost {
	HV_CLONE_TPM = 1,       /* what it keeps: the clone's is a new one */
	HV_CLONE_PIPES = 2,     /* of COM ports: a pipe is one VM's */
	HV_CLONE_PRIVATE_VLAN = 4,
};

/*
 * Makes 'of', as hv_config_read gave it, what 'name' is to be: without GUIDs,
 * ids and addresses of its own, and each virtual disk a new one beside the
 * old one, NAME.vhdx, NAME-1.vhdx, ...: a full copy with all that it is based
 * on, or with 'linked' one that is based on it. Images of DVD and floppy
 * drives are the same. *of is taken over; then comes hv_create_check. One
 * request for each disk.
 *
 * ERR_STATE where it is not off; ERR_FAILED for disks that cannot be cloned:
 * physical ones, VHD sets, what is on a share, and for a linked clone the
 * differencing disk of a checkpoint, which the host merges and removes.
 */
int hv_clone_prepare(struct hv_host *h, struct hv_config **of,
		     const char *name, bool linked, struct hv_creation *ret,
		     unsigned *lost, struct err *e);

#endif
