/* hv/attach.h - devices given to a VM that is there */
#ifndef HVSH_HV_ATTACH_H
#define HVSH_HV_ATTACH_H

struct err;
struct hv_config;
struct hv_host;
struct hv_wait;

/*
 * Gives the VM 'have' (hv_config_read) what 'add' has: drives with their
 * images, NICs, SCSI controllers, the pipes of COM ports. A place that is taken
 * is ERR_FAILED. When something fails what was added is taken out again; the
 * error says so, or that it remains. 'add' gets the GUIDs of its switches.
 */
int hv_attach(struct hv_host *h, const struct hv_config *have,
	      struct hv_config *add, const struct hv_wait *wait,
	      struct err *e);

#endif
