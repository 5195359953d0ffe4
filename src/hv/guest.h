/* hv/guest.h - what the system inside a VM tells, and is told
 *
 * It speaks through Hyper-V's integration services, while it runs: pairs of
 * names and values (KVP), and the addresses of its adapters. A guest without
 * them, or that is off, says nothing.
 */
#ifndef HVSH_HV_GUEST_H
#define HVSH_HV_GUEST_H

#include "base/vec.h"
#include <stdbool.h>

struct err;
struct hv_host;
struct hv_vm;
struct hv_wait;

enum hv_kvp_source {            /* Msvm_KvpExchangeDataItem.Source */
	HV_KVP_HOST = 0,        /* the host tells the guest */
	HV_KVP_GUEST = 1,       /* programs in the guest tell the host */
	HV_KVP_INTRINSIC = 2,   /* the guest's system tells of itself */
	HV_KVP_HOST_ONLY = 4,   /* the host's own notes on the VM */
};

struct hv_kvp {
	enum hv_kvp_source source;
	char *name, *data;      /* never NULL */
};

struct hv_guest_address {
	char *address;
	unsigned prefix;        /* bits of the network */
	bool v6;
};

struct hv_guest_nic {
	char *id;               /* of its Msvm_GuestNetworkAdapterConfiguration */
	char *name;             /* of the VM's adapter; never NULL */
	char *mac;              /* "00:15:5d:.."; NULL: not known */
	bool dhcp;
	struct VEC_OF(struct hv_guest_address) addresses;
};

struct hv_guest {
	struct hv_vm *vm;
	bool running;
	bool off;               /* the exchange of pairs is switched off */
	bool reports;           /* the exchange of pairs works */
	struct VEC_OF(struct hv_kvp) kvps;      /* by source, then name */
	struct VEC_OF(struct hv_guest_nic) nics;
};
void hv_guest_free(struct hv_guest *g);         /* takes NULL */
void hv_auto_guest(struct hv_guest **g);
#define AUTO_GUEST __attribute__((cleanup(hv_auto_guest))) struct hv_guest

/* By id, GUID or name. Two round trips. */
int hv_guest_read(struct hv_host *h, const char *word, struct hv_guest **ret,
		  struct err *e);
/* 0, or ERR_STATE: it is off, or its services do not report. */
int hv_guest_check(const struct hv_guest *g, struct err *e);
/* What a pair holds; NULL: there is none. */
const char *hv_guest_value(const struct hv_guest *g, enum hv_kvp_source source,
			   const char *name);

/* Adds or changes the pair, HV_KVP_HOST or HV_KVP_HOST_ONLY; NULL removes it
 * (ERR_NOT_FOUND: there is none). */
int hv_guest_set(struct hv_host *h, const struct hv_guest *g,
		 enum hv_kvp_source source, const char *name, const char *data,
		 const struct hv_wait *wait, struct err *e);

/* What an adapter of the guest shall use; lists end with NULL. */
struct hv_guest_config {
	bool dhcp;
	const char *const *addresses, *const *subnets, *const *gateways,
		*const *dns;
};
int hv_guest_configure(struct hv_host *h, const struct hv_guest *g,
		       const struct hv_guest_nic *nic,
		       const struct hv_guest_config *config,
		       const struct hv_wait *wait, struct err *e);

#endif
