/* hv/item.h - the parts of a VM as instances to embed; for hv/ alone
 *
 * An item is what AddResourceSettings or ModifyResourceSettings is told of one
 * part: minimal, the key or the parent and what is to be (FACTS 5.4, 5.5).
 * What the part is recognised by is kept beside it, for a host that answers
 * with a job does not say which part became which object.
 */
#ifndef HVSH_HV_ITEM_H
#define HVSH_HV_ITEM_H

#include "base/vec.h"
#include "wmi/method.h"

struct hv_config;
struct hv_drive;
struct hv_nic;
struct wmi_ref;

struct hv_item {
	struct wmi_instance instance;
	unsigned type;                  /* ResourceType */
	char *subtype;                  /* ResourceSubType, without
					   Microsoft:Hyper-V: */
	char *parent;                   /* InstanceID */
	char *name, *address, *slot;
	const char *what;               /* "disk", for errors */
	char *id;                       /* InstanceID of what was made of it */
};
struct hv_items VEC_OF(struct hv_item);
void hv_items_clear(struct hv_items *items);
#define AUTO_ITEMS __attribute__((cleanup(hv_items_clear))) struct hv_items

/* Each appends one item; a parent is given by its InstanceID. */
void hv_item_controller(struct hv_items *to);   /* SCSI: others are there */
/* 'host_disk': the object path of what a physical drive passes through. */
void hv_item_drive(struct hv_items *to, const struct hv_drive *d,
		   const char *controller, const char *host_disk);
void hv_item_image(struct hv_items *to, const struct hv_drive *d,
		   const char *drive);
void hv_item_nic(struct hv_items *to, const struct hv_nic *nic);
/* The NIC's connection to the switch 'guid'; NULL: to none. */
void hv_item_port(struct hv_items *to, const struct hv_nic *nic,
		  const char *nic_id, const char *guid);

/* What is to be removed, for hv_items_remove. */
void hv_item_gone(struct hv_items *to, const char *class, const char *id,
		  const char *what);

/* Changes: what 'want' has otherwise. The image; the adapter; the switch of
 * its connection, which both have. */
void hv_item_image_change(struct hv_items *to, const struct hv_drive *have,
			  const struct hv_drive *want);
void hv_item_nic_change(struct hv_items *to, const struct hv_nic *have,
			const struct hv_nic *want);
void hv_item_port_change(struct hv_items *to, const struct hv_nic *have,
			 const struct hv_nic *want);

/* Changes: 'id' is the InstanceID. A COM port's pipe, NULL takes it away. */
void hv_item_com(struct hv_items *to, const char *id, const char *pipe);
/* What makes the VM 'have' what 'want' says; nothing where it is. Memory is
 * rounded up to pieces of 2 MiB, of which Hyper-V gives it. item_size.c */
void hv_item_memory(struct hv_items *to, const struct hv_config *have,
		    const struct hv_config *want);
void hv_item_cpus(struct hv_items *to, const struct hv_config *have,
		  const struct hv_config *want);

const char *hv_drive_word(const struct hv_drive *d);      /* "DVD drive" */
const char *hv_medium_word(const struct hv_drive *d);     /* "DVD image" */
const char *hv_nic_class(const struct hv_nic *nic);

/* The id of what became of the next one; yours. */
char *hv_item_take(struct hv_items *from, size_t *at);

/* An empty one. */
struct hv_item *hv_item_new(struct hv_items *to, const char *class,
			    const char *what);

/* root\virtualization\v2:CLASS.KEY="VALUE",...; yours. */
char *hv_ref_path(const struct wmi_ref *ref);
/* The same of settings: CLASS.InstanceID="ID". */
char *hv_settings_path(const char *class, const char *id);

#endif
