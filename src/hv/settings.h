/* hv/settings.h - what the settings of VMs tell beyond their state */
#ifndef HVSH_HV_SETTINGS_H
#define HVSH_HV_SETTINGS_H

#include "base/parse.h"
#include "base/vec.h"
#include <stdbool.h>

struct err;
struct hv_host;
struct hv_schema;
struct hv_vm;
struct hv_wait;
struct str;
struct wmi_query;

struct hv_settings {
	char vm[GUID_LEN + 1];  /* lower case */
	bool autostart;
	char *notes;            /* or NULL */
	size_t checkpoints;
};
/* One for each VM after hv_settings_sort, sorted by 'vm'. */
struct hv_settings_list VEC_OF(struct hv_settings);

void hv_settings_free(struct hv_settings_list *l);
#define AUTO_SETTINGS \
	__attribute__((cleanup(hv_settings_free))) struct hv_settings_list

/* The queries for the settings of all VMs, one or, of an old host, two; 'wql'
 * and 'to' must live until they have run, and then comes hv_settings_sort. */
size_t hv_settings_queries(const struct hv_schema *s,
			   struct hv_settings_list *to, struct str *wql,
			   struct wmi_query *q);
void hv_settings_sort(struct hv_settings_list *l);
/* NULL: the host told nothing of this VM. */
const struct hv_settings *hv_settings_of(const struct hv_settings_list *l,
					 const char *vm);

/* The VM, and its notes: NULL where it has none. Two round trips. */
int hv_vm_notes(struct hv_host *h, const char *word, struct hv_vm **vm,
		char **notes, struct err *e);
/* Replaces the notes; "" removes them. Hyper-V keeps one text. */
int hv_vm_set_notes(struct hv_host *h, const char *vm, const char *notes,
		    const struct hv_wait *wait, struct err *e);

/* What the wire cannot carry, as a control character, would come to the host
 * as '?', and a line feed as none of virsh's names has it: ERR_USAGE. A tab is
 * taken, Windows' own tools make such names. */
int hv_vm_name_valid(const char *name, struct err *e);
/* ERR_FAILED where a VM other than 'own' (a GUID) has the name. One query. */
int hv_vm_check_name(struct hv_host *h, const char *name, const char *own,
		     struct err *e);

/* Gives the VM that the word means another name, whatever its state; its
 * checkpoints keep theirs. Hyper-V would take a name that another VM has:
 * ERR_FAILED, as is the name that it has. One round trip, and the change. */
int hv_vm_rename(struct hv_host *h, const char *word, const char *name,
		 const struct hv_wait *wait, struct err *e);

#endif
