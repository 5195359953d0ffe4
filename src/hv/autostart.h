/* hv/autostart.h - what becomes of a VM when its host starts and stops */
#ifndef HVSH_HV_AUTOSTART_H
#define HVSH_HV_AUTOSTART_H

#include "base/parse.h"

struct err;
struct hv_host;
struct hv_schema;
struct hv_vm;
struct hv_wait;
struct wmi_field;

enum hv_start_action {
	HV_START_NEVER = 2, HV_START_AS_IT_WAS = 3, HV_START_ALWAYS = 4,
};

/* In the numbers of v2 (hv/schema.h), also of an old host. */
struct hv_autostart {
	struct num start;       /* enum hv_start_action */
	struct num stop;        /* 2 turn off, 3 save, 4 shut down */
	struct num delay_s;
};

/* By id, GUID or name. Two round trips. */
int hv_autostart_read(struct hv_host *h, const char *word, struct hv_vm **vm,
		      struct hv_autostart *ret, struct err *e);
/* What is set; the others stay. One request and its job's. */
int hv_autostart_set(struct hv_host *h, const char *guid,
		     const struct hv_autostart *to, const struct hv_wait *wait,
		     struct err *e);

/* For hv/ alone: the properties of hv_schema's start_class, and what they mean. */
extern const struct wmi_field *const hv_autostart_fields;
void hv_autostart_own(const struct hv_schema *s, struct hv_autostart *a);

#endif
