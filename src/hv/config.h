/* hv/config.h - all that makes up a virtual machine, as one plain struct
 *
 * Read from a host (config_read.c), from libvirt's domain XML (domxml/), and
 * written to a host (define.h). Nothing in it points into a reply. Ownership:
 * the struct owns all its strings and arrays.
 *
 * What identifies a part on the host is its settings' InstanceID, kept in
 * 'id' (NULL for what is not on a host yet).
 */
#ifndef HVSH_HV_CONFIG_H
#define HVSH_HV_CONFIG_H

#include "base/parse.h"
#include "base/vec.h"
#include <stdbool.h>
#include <stdint.h>

struct err;
struct hv_host;

enum hv_bus { HV_BUS_IDE, HV_BUS_SCSI, HV_BUS_FLOPPY };
enum hv_drive_kind { HV_DRIVE_DISK, HV_DRIVE_PHYSICAL, HV_DRIVE_DVD, HV_DRIVE_FLOPPY };

struct hv_controller {
	char *id;
	enum hv_bus bus;
	unsigned index;         /* per bus: IDE 0 and 1, SCSI in host order */
};

struct hv_drive {
	char *id;               /* of the drive */
	char *image_id;         /* of the image in it */
	enum hv_drive_kind kind;
	enum hv_bus bus;
	unsigned controller;    /* index of its controller */
	unsigned slot;          /* AddressOnParent */
	char *image;            /* path on the host; PHYSICAL: the disk's number
				   as text; NULL: empty drive */
	struct num iops_min, iops_max;
	unsigned boot;          /* generation 2: hv/boot.h; 0: none */
};

/* Secure-boot templates (FACTS 5.14) */
#define HV_TEMPLATE_WINDOWS "1734c6e8-3154-4dda-ba5f-a874cc483422"
#define HV_TEMPLATE_UEFI "272e7447-90a4-4563-a4b9-8e4ab00526ce"

/* What a connection to a switch has, hv/nic.h; each is an object of its own. */
enum hv_feature {
	HV_FEATURE_VLAN, HV_FEATURE_SECURITY, HV_FEATURE_BANDWIDTH, HV_FEATURES
};

struct hv_nic {
	char *id;
	char *port_id;          /* of its Msvm_EthernetPortAllocationSettingData */
	bool legacy;            /* the emulated one of generation 1 */
	char *name;             /* ElementName */
	char *mac;              /* "00:15:5d:38:01:03", NULL: the host chooses */
	bool mac_static;
	/* Both NULL: not connected. From XML, one of them is known; from a host,
	 * the name is NULL where another switch has it, too. */
	char *switch_guid;      /* lower case */
	char *switch_name;
	bool connected;         /* EnabledState of the port */
	unsigned vlan;          /* access VLAN, 0: none */
	unsigned native_vlan;   /* trunk mode, with 'trunk' */
	struct VEC_OF(unsigned) trunk;
	bool private_vlan;      /* of the third kind, which hvsh only keeps */
	bool mac_spoofing, dhcp_guard, router_guard;
	uint64_t bandwidth_max, bandwidth_min;  /* bits a second, 0: none */
	char *feature_id[HV_FEATURES];  /* where the connection has it */
	unsigned boot;          /* as a drive's */
};

struct hv_com {
	unsigned number;        /* 1, 2 */
	char *pipe;             /* NULL: none */
	char *id;
};

struct hv_config {
	char *guid;             /* lower case; NULL: the host chooses */
	char *settings_id;      /* VSSD's InstanceID */
	char *name;
	char *notes;
	struct num vm_id;       /* ProcessID, where it runs */
	struct num state;       /* EnabledState */
	unsigned generation;    /* 1 or 2 */
	char *version;          /* configuration version, "9.0"; NULL: host's */
	/* memory, MiB */
	char *memory_id;
	uint64_t memory;        /* at start */
	uint64_t memory_min, memory_max;        /* where dynamic */
	bool dynamic_memory;
	unsigned memory_buffer; /* percent */
	unsigned memory_weight;
	/* processors */
	char *cpus_id;
	unsigned cpus;
	uint64_t cpu_limit, cpu_reservation;    /* 100000 is all of them */
	uint64_t cpu_weight;
	bool nested;            /* ExposeVirtualizationExtensions */
	/* behaviour, in Hyper-V's numbers */
	unsigned start_action, stop_action;     /* Automatic*Action */
	uint64_t start_delay_s;
	unsigned checkpoint_kind;               /* UserSnapshotType */
	/* Windows takes checkpoints by itself. Unset: it cannot, or as it is. */
	struct num auto_checkpoints;
	/* generation 2 */
	bool secure_boot;
	char *secure_boot_template;             /* GUID, lower case; or NULL */
	bool tpm;
	bool pause_after_boot_failure;
	bool boot_ipv6;         /* NetworkBootPreferredProtocol */
	unsigned console_mode;  /* 0 the host's default, 1, 2 COM, 3 none */
	struct VEC_OF(char *) boot_sources;     /* hv/boot.h */
	bool boot_exact;
	/* Generation 1: BootOrder (0 floppy, 1 DVD, 2 disk, 3 network) */
	struct VEC_OF(unsigned) boot_order;
	struct VEC_OF(struct hv_controller) controllers;
	struct VEC_OF(struct hv_drive) drives;
	struct VEC_OF(struct hv_nic) nics;
	struct VEC_OF(struct hv_com) coms;
};

/* What Hyper-V gives a new VM of generation 1 where nothing is said: dynamic
 * memory off, start action 3 (as it was), stop action 3 (save), production
 * checkpoints. No name, no memory, no parts. */
struct hv_config *hv_config_new(void);
struct hv_config *hv_config_copy(const struct hv_config *c);
void hv_config_free(struct hv_config *c);       /* takes NULL */

/* Frees what the part holds, not the part. */
void hv_controller_clear(struct hv_controller *c);
void hv_drive_clear(struct hv_drive *d);
void hv_nic_clear(struct hv_nic *n);
void hv_com_clear(struct hv_com *c);

void hv_auto_config(struct hv_config **c);
#define AUTO_CONFIG __attribute__((cleanup(hv_auto_config))) struct hv_config

/* By id, GUID or name: at most two round trips (the VM, then its settings,
 * the switches and the VLANs at the same time). */
int hv_config_read(struct hv_host *h, const char *word,
		   struct hv_config **ret, struct err *e);

#endif
