/* cmd/interface.h - what the commands for network adapters share */
#ifndef HVSH_CMD_INTERFACE_H
#define HVSH_CMD_INTERFACE_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/vm_names.h"
#include "shell/cmd.h"

struct args;
struct err;
struct hv_config;
struct hv_nic;
struct str;

COMPLETER(complete_interface);          /* addresses and names of this VM's */
COMPLETER(complete_mac);                /* their addresses alone */
COMPLETER(complete_on_off);
COMPLETER(complete_vlan);

#define INTERFACE_OPT \
	{ "interface", OPT_ARG, "MAC address, or name where only one has it, " \
	  "or number", complete_interface, .required = true }

#define INTERFACE_HINT "hvsh domiflist --details shows the interfaces there are"

/* The same address, whatever is between its digits: 00-15-5D-.. of Windows. */
bool interface_same_mac(const char *a, const char *b);

/* ERR_NOT_FOUND; ERR_FAILED where the word means several. */
int interface_find(const struct hv_config *c, const char *word,
		   struct hv_nic **ret, struct err *e);

/* VLANs, bandwidth and the guards: 'guard' is what kind of option these are,
 * OPT_FLAG or OPT_STR (on, off). For interface_options. */
#define INTERFACE_OPTS(guard) \
	{ "vlan", OPT_STR, "VLAN of what is not tagged, 1 to 4094, or none", \
	  complete_vlan }, \
	{ "trunk", OPT_STR, "VLANs of a trunk: 10,20-30" }, \
	{ "native-vlan", OPT_NUM, "of a trunk, VLAN of what is not tagged" }, \
	{ "mac-spoofing", guard, "whether the guest may use other MAC addresses", \
	  guard == OPT_STR ? complete_on_off : NULL }, \
	{ "dhcp-guard", guard, "whether the guest is kept from serving DHCP", \
	  guard == OPT_STR ? complete_on_off : NULL }, \
	{ "router-guard", guard, "whether the guest is kept from acting as " \
	  "router", guard == OPT_STR ? complete_on_off : NULL }, \
	{ "outbound", OPT_STR, "control domain's outgoing traffics, KiB/s" }, \
	{ "limit", OPT_STR, "the same in bits a second: 100M; 0 is none" }, \
	{ "reservation", OPT_STR, \
	  "what it is guaranteed, in bits a second; 0 is none" }

/* Those that are given, into the adapter. ERR_USAGE. */
int interface_options(const struct args *a, struct hv_nic *nic, struct err *e);

/* AVERAGE[,PEAK[,BURST]] in virsh's KiB a second as bits: Hyper-V has an
 * average alone. */
int interface_rate(const char *text, uint64_t *ret, struct err *e);

/* "10", "trunk 20,30 native 10", "private"; nothing where there is none. */
void interface_vlan_text(const struct hv_nic *nic, struct str *to);
/* "10,20" of a trunk */
void interface_trunk_text(const struct hv_nic *nic, struct str *to);

#endif
