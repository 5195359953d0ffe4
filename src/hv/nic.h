/* hv/nic.h - what a NIC's connection has beside its switch
 *
 * VLANs, security and bandwidth are features of a connection, each an object
 * of its own: Msvm_EthernetSwitchPort{Vlan,Security,Bandwidth}SettingData. A
 * connection without one is as if all in it were off, and the other way round.
 */
#ifndef HVSH_HV_NIC_H
#define HVSH_HV_NIC_H

#include <stdbool.h>
#include <stddef.h>

struct err;
struct hv_host;
struct hv_nic;
struct hv_wait;

/* All that it holds; 'to' is overwritten, and yours to hv_nic_clear. */
void hv_nic_copy(const struct hv_nic *nic, struct hv_nic *to);

/* 'have' NULL: one that has none. The order of a trunk's VLANs, and whether
 * the native one is among them, make no difference. */
bool hv_nic_features_differ(const struct hv_nic *have,
			    const struct hv_nic *want);

/*
 * Gives the connection what 'want' says. 'have' NULL: a new connection, which
 * has none. 'port': InstanceID of its Msvm_EthernetPortAllocationSettingData.
 * One request for those that are added, one for those that change, one for
 * those that are taken out, none where nothing differs. Where a later one
 * fails the earlier ones are taken back; the error says if that fails, too.
 */
int hv_nic_features_apply(struct hv_host *h, const struct hv_nic *have,
			  const struct hv_nic *want, const char *port,
			  const struct hv_wait *wait, struct err *e);

#endif
