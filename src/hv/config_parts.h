/* hv/config_parts.h - the parts of a VM as WMI tells them; for hv/ alone
 *
 * Whatever belongs to a VM comes as one kind of object or another with the
 * properties of CIM_ResourceAllocationSettingData; parts refer to their
 * parents by object path.
 */
#ifndef HVSH_HV_CONFIG_PARTS_H
#define HVSH_HV_CONFIG_PARTS_H

#include "base/parse.h"
#include "base/vec.h"
#include "hv/nic_parts.h"
#include "wmi/object.h"

struct err;
struct hv_config;

enum hv_resource {              /* ResourceType */
	HV_RES_OTHER = 1, HV_RES_PROCESSOR = 3, HV_RES_MEMORY = 4,
	HV_RES_IDE = 5, HV_RES_SCSI = 6, HV_RES_ETHERNET = 10,
	HV_RES_FLOPPY_DRIVE = 14, HV_RES_DVD_DRIVE = 16,
	HV_RES_DISK_DRIVE = 17, HV_RES_SERIAL_PORT = 21, HV_RES_IMAGE = 31,
	HV_RES_CONNECTION = 33,
};

struct hv_part {
	char *class;
	char *id;
	char *name;
	char *subtype;
	char *parent;
	char *address;
	char *slot;                     /* AddressOnParent */
	struct wmi_strv host_resource, connection;
	struct num type;                /* ResourceType */
	struct num quantity, limit, reservation, weight;
	struct num dynamic, buffer, nested, mac_static, enabled, tpm;
	struct num iops_max, iops_min;
};

struct hv_switch_row { char *guid; char *name; };

struct hv_drive_row { char *id; struct num number; };

struct hv_parts {
	struct VEC_OF(struct hv_part) parts;
	struct VEC_OF(struct hv_switch_row) switches;
	struct hv_feature_rows features;
	struct VEC_OF(struct hv_drive_row) disks;       /* of the host */
};

extern const struct wmi_field hv_switch_fields[], hv_disk_fields[];

/* Each the 'row' of a query; 'arg' is a struct hv_parts. */
int hv_part_row(const struct wmi_object *o, void *arg, struct err *e);
int hv_switch_row(const struct wmi_object *o, void *arg, struct err *e);
int hv_disk_row(const struct wmi_object *o, void *arg, struct err *e);
void hv_parts_clear(struct hv_parts *p);
#define AUTO_PARTS __attribute__((cleanup(hv_parts_clear))) struct hv_parts

/* The parts into 'c', which has nothing of them yet. Fails only where a path
 * is none. */
int hv_config_assemble(struct hv_config *c, const struct hv_parts *p,
		       struct err *e);

#endif
