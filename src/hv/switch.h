/* hv/switch.h - what virtual switches are connected to; made and removed
 *
 * hv/network.h names them; this has their ports. A port is setting data
 * "Microsoft:OWNER\..." whose owner is the switch itself (a port that the
 * host has: to a network adapter, or for itself) or a VM.
 */
#ifndef HVSH_HV_SWITCH_H
#define HVSH_HV_SWITCH_H

#include "base/parse.h"
#include "hv/network.h"
#include "hv/vm.h"
#include <stdbool.h>

struct err;
struct hv_host;
struct hv_wait;

enum hv_port_kind { HV_PORT_VM, HV_PORT_HOST, HV_PORT_EXTERNAL };

struct hv_port {
	enum hv_port_kind kind;
	char *id;               /* InstanceID of its setting data */
	char guid[GUID_LEN + 1];        /* its own, lower case */
	char sw[GUID_LEN + 1];  /* the switch's */
	char vm[GUID_LEN + 1];  /* of HV_PORT_VM */
	const char *vm_name;    /* likewise, in 'vms'; or NULL */
	char *name;             /* of the VM's adapter, or of the host's port */
	char *adapter;          /* of HV_PORT_EXTERNAL: its DeviceID; or NULL */
	char *mac;              /* "00:15:5d:.."; NULL: not known */
	unsigned vlan;          /* of access; 0: none */
	unsigned native_vlan;   /* of a trunk */
	struct VEC_OF(unsigned) trunk;
	bool private_vlan;
	char *vlan_id;          /* InstanceID of its VLAN's settings; or NULL */
};
struct hv_ports VEC_OF(struct hv_port);

/* An adapter of the host that can serve a switch. */
struct hv_adapter {
	char *id;               /* DeviceID */
	char *name;             /* as Windows describes it; never NULL */
	char *mac;              /* "00:15:5d:.."; or NULL */
	char *system;           /* the host, as references name it */
	bool bound;             /* a switch has it */
	bool up;
};
struct hv_adapters VEC_OF(struct hv_adapter);

enum hv_switching_part {        /* 'networks' are always there */
	HV_SWITCHING_PORTS = 1, /* with the VMs */
	HV_SWITCHING_DETAILS = 2,       /* their MACs and VLANs */
	HV_SWITCHING_ADAPTERS = 4,      /* and how the host calls itself */
	HV_SWITCHING_NOTES = 8, /* of the networks; and VLANs of ports */
	/* all that hv_switch_describe tells */
	HV_SWITCHING_WHOLE = HV_SWITCHING_PORTS | HV_SWITCHING_ADAPTERS |
			     HV_SWITCHING_NOTES,
};

struct hv_switching {
	struct hv_networks networks;
	struct hv_ports ports;          /* by switch; VMs last, by name */
	struct hv_vms vms;
	struct hv_adapters adapters;    /* by name */
	char *system;                   /* the host, as references name it */
};
void hv_switching_clear(struct hv_switching *s);
#define AUTO_SWITCHING \
	__attribute__((cleanup(hv_switching_clear))) struct hv_switching

/* All of the host's, in one round trip; 'parts' are of the enum above. */
int hv_switching_read(struct hv_host *h, unsigned parts,
		      struct hv_switching *ret, struct err *e);

/* By name, DeviceID, its GUID or MAC; ERR_NOT_FOUND, or ERR_FAILED where the
 * word means several. */
int hv_adapter_pick(const struct hv_adapters *l, const char *word,
		    const struct hv_adapter **ret, struct err *e);

enum hv_switch_kind { HV_SWITCH_PRIVATE, HV_SWITCH_INTERNAL, HV_SWITCH_EXTERNAL };

struct hv_switch_spec {
	char *name;
	char *notes;            /* or NULL */
	char guid[GUID_LEN + 1];        /* "": it is not said */
	enum hv_switch_kind kind;
	char *adapter;          /* of HV_SWITCH_EXTERNAL: a word for it */
	bool no_management;     /* of HV_SWITCH_EXTERNAL: none for the host */
	unsigned vlan;          /* of the host's port; 0: none */
};
void hv_switch_spec_clear(struct hv_switch_spec *s);
#define AUTO_SWITCH_SPEC \
	__attribute__((cleanup(hv_switch_spec_clear))) struct hv_switch_spec

/* The host itself has a port on it. */
bool hv_switch_has_host(const struct hv_switch_spec *s);

/* What a network is, of what HV_SWITCHING_WHOLE brought. The adapter is named
 * so that hv_adapter_pick finds it. */
void hv_switch_describe(const struct hv_switching *known,
			const struct hv_network *n,
			struct hv_switch_spec *ret);

/*
 * Makes it, with a GUID of Hyper-V's choice. 'known' has the adapters. Where the VLAN alone cannot be set, the
 * switch stays and the error says so. ERR_STATE: the adapter serves another
 * switch; ERR_FAILED: the name is taken. At most two round trips beside the
 * job; two more for a VLAN.
 */
int hv_switch_create(struct hv_host *h, const struct hv_switching *known,
		     const struct hv_switch_spec *spec,
		     const struct hv_wait *wait, struct err *e);
/*
 * Makes the network 'n' what 'want' says. 'known' has HV_SWITCHING_WHOLE. All
 * is looked up first, with the errors of hv_switch_create; when a step fails,
 * the error says which are done. A request for the name and the notes, one
 * for the ports that are new or lead elsewhere, one for those that go, one for
 * the VLAN, each where it is needed; one more to find a new port's.
 */
int hv_switch_change(struct hv_host *h, const struct hv_switching *known,
		     const struct hv_network *n,
		     const struct hv_switch_spec *want,
		     const struct hv_wait *wait, struct err *e);
/* What that refuses before it changes anything: without a request. */
int hv_switch_change_check(const struct hv_switching *known,
			   const struct hv_network *n,
			   const struct hv_switch_spec *want, struct err *e);

/* Hyper-V refuses while a VM that is on has an adapter on it: ERR_STATE. */
int hv_switch_destroy(struct hv_host *h, const char *guid,
		      const struct hv_wait *wait, struct err *e);

#endif
