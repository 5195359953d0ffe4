/* hv/settings_old.h - settings in the older namespace; for hv/ alone
 *
 * There the settings of a VM are two objects, tied to it by SystemName: its
 * Msvm_VirtualSystemSettingData, of SettingType 3 (those of SettingType 5 are
 * checkpoints), and its Msvm_VirtualSystemGlobalSettingData, which says what
 * happens when the host starts and stops. As Microsoft's documents of the
 * older namespace have it; no real reply is at hand.
 */
#ifndef HVSH_HV_SETTINGS_OLD_H
#define HVSH_HV_SETTINGS_OLD_H

#include <stddef.h>

struct hv_settings_list;
struct str;
struct wmi_query;

#define HV_OLD_GLOBAL "Msvm_VirtualSystemGlobalSettingData"
enum hv_setting_type { HV_OLD_VM = 3, HV_OLD_CHECKPOINT = 5 };

/* hv_settings_queries, of an old host. */
size_t hv_settings_old_queries(struct hv_settings_list *to, struct str *wql,
			       struct wmi_query *q);

#endif
