/* hv/config_old.h - a VM's configuration from an old host; for hv/ alone
 *
 * The older namespace has the same kinds of parts under other numbers and
 * names. They are translated here, and config_assemble.c joins them:
 *
 *	there                                   in HV_NS
 *	ResourceType 22, 21, 17                 17 drive, 31 image, 21 port
 *	"Microsoft Emulated Ethernet Port"      "Microsoft:Hyper-V:Emulated ..."
 *	Connection of an image                  its HostResource
 *	Address of a drive                      its AddressOnParent
 *	Connection of a NIC: its switch port    a part of its own
 *
 * As Microsoft's documents of the older namespace have it; no real reply is
 * at hand. Not read: VLANs, and which disk of the host a drive passes on.
 */
#ifndef HVSH_HV_CONFIG_OLD_H
#define HVSH_HV_CONFIG_OLD_H

struct err;
struct hv_config;
struct hv_host;
struct hv_vm;

/* 'vm' loses its name and GUID to the configuration. */
int hv_config_read_old(struct hv_host *h, struct hv_vm *vm,
		       struct hv_config **ret, struct err *e);

#endif
