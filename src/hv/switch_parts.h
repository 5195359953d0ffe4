/* hv/switch_parts.h - what making and changing switches share; for hv/ alone */
#ifndef HVSH_HV_SWITCH_PARTS_H
#define HVSH_HV_SWITCH_PARTS_H

#include <stdbool.h>

struct err;
struct hv_adapter;
struct hv_host;
struct hv_switch_spec;
struct hv_switching;
struct hv_wait;
struct wmi_args;
struct wmi_instance;

#define HV_SWITCH_PORT "Msvm_EthernetPortAllocationSettingData"

/* A method of the service, waited for. */
int hv_switch_call(struct hv_host *h, const char *method,
		   const struct wmi_args *in, const struct hv_wait *wait,
		   struct err *e);

/* ERR_FAILED where a network other than 'own' (a GUID, or NULL) has it. */
int hv_switch_check_name(const struct hv_switching *known, const char *name,
			 const char *own, struct err *e);
/* The adapter that 'word' means, which no network has but, perhaps, 'own' (a
 * DeviceID, or NULL). */
int hv_switch_adapter(const struct hv_switching *known, const char *word,
		      const char *own, const struct hv_adapter **ret,
		      struct err *e);

/* The name and the notes of a switch, where they differ ('have' NULL: there is
 * none yet). false: they do not. */
bool hv_switch_settings(struct wmi_instance *i,
			const struct hv_switch_spec *have,
			const struct hv_switch_spec *want);
/* A port for ResourceSettings: to the adapter, or to the host itself. */
void hv_switch_external_port(struct wmi_args *in,
			     const struct hv_switching *known,
			     const struct hv_switch_spec *spec,
			     const struct hv_adapter *adapter);
void hv_switch_host_port(struct wmi_args *in, const struct hv_switching *known,
			 const struct hv_switch_spec *spec);
/* What HostResource says of an adapter; yours. */
char *hv_switch_adapter_path(const struct hv_switching *known,
			     const struct hv_adapter *a);
/* Gives the port a VLAN, which it has not yet. */
int hv_switch_add_vlan(struct hv_host *h, const char *port, unsigned vlan,
		       const struct hv_wait *wait, struct err *e);

#endif
