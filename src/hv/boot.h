/* hv/boot.h - the order in which a VM of generation 2 tries what it can boot
 * from
 *
 * The host keeps paths of Msvm_BootSourceSettingData in BootSourceOrder of the
 * VM's settings: of drives and NICs, whose InstanceID is theirs with "\B"
 * (FACTS 5.14), and of files that an installed system has written down, as the
 * Windows Boot Manager. hv_config has the paths in boot_sources and, in 'boot'
 * of drives and NICs, their order among the devices, from 1; 0 is not tried.
 *
 * Of a configuration that says all ('boot_exact': from a document) nothing said
 * at all is the usual order: drives by their place, then NICs. Else a device
 * without a number keeps the one it has, and a new one comes last; of two with
 * the same number the changed one comes first. Files are never dropped: where
 * the order of the devices changes they go before the first disk, for it is on
 * a disk that they are.
 */
#ifndef HVSH_HV_BOOT_H
#define HVSH_HV_BOOT_H

#include <stdbool.h>

#include "base/vec.h"

struct err;
struct hv_config;
struct hv_drive;
struct hv_host;
struct hv_nic;
struct wmi_instance;

/* 'boot' of the devices, from boot_sources. */
void hv_boot_assign(struct hv_config *c);

/* One that is tried: a drive, a NIC, or (both NULL) something else, by the
 * InstanceID of its boot source, "" where the path is none. */
struct hv_boot_entry {
	const struct hv_drive *drive;
	const struct hv_nic *nic;
	char *id;
	char *what;             /* BootSourceDescription: hv_boot_describe */
	char *path;             /* FirmwareDevicePath */
};
struct hv_boot_entries VEC_OF(struct hv_boot_entry);
void hv_boot_list(const struct hv_config *c, struct hv_boot_entries *to);
/* What the firmware says of them. One query. */
int hv_boot_describe(struct hv_host *h, const struct hv_config *c,
		     struct hv_boot_entries *to, struct err *e);
void hv_boot_entries_free(struct hv_boot_entries *l);
#define AUTO_BOOT \
	__attribute__((cleanup(hv_boot_entries_free))) struct hv_boot_entries

/* The devices are tried in the usual order, all of them; or nothing is known. */
bool hv_boot_usual(const struct hv_config *c);

/*
 * Appends BootSourceOrder where 'want', whose devices have the ids that they
 * have on the host, wants another order than the host has made of 'have'; false:
 * it does not.
 */
bool hv_boot_differs(struct wmi_instance *to, const struct hv_config *have,
		     const struct hv_config *want);
#endif
