/* hv/define_settings.h - from one configuration of a VM to another, without
 * its devices; for hv/ alone */
#ifndef HVSH_HV_DEFINE_SETTINGS_H
#define HVSH_HV_DEFINE_SETTINGS_H

#include <stdbool.h>

struct err;
struct hv_config;
struct hv_items;
struct wmi_instance;

/* NetworkBootPreferredProtocol */
enum { HV_BOOT_IPV4 = 4096, HV_BOOT_IPV6 = 4097 };

/* Appends what 'want' has otherwise than 'have': name, notes, actions,
 * checkpoints, boot order, secure boot. false: nothing. */
bool hv_settings_differ(struct wmi_instance *to, const struct hv_config *have,
			const struct hv_config *want);

/* Appends the items that make memory, processors and COM ports so.
 * ERR_FAILED where there is no such port. */
int hv_settings_items(struct hv_items *to, const struct hv_config *have,
		      const struct hv_config *want, struct err *e);

#endif
