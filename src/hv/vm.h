/* hv/vm.h - the virtual machines of a host: list them, find one */
#ifndef HVSH_HV_VM_H
#define HVSH_HV_VM_H

#include "base/parse.h"
#include "base/vec.h"

struct err;
struct hv_host;
struct hv_schema;
struct hv_settings_list;
struct wmi_query;

struct hv_vm {
	char *guid;             /* lower case */
	char *name;             /* as the wire has it: control characters are
				   '?' (FACTS 1.15); never NULL */
	struct num state;       /* EnabledState of v2; hv/state.h */
	struct num id;          /* ProcessID; unset when the VM is off */
};
struct hv_vms VEC_OF(struct hv_vm);

void hv_vm_free(struct hv_vm *vm);              /* takes NULL */
void hv_auto_vm(struct hv_vm **vm);
#define AUTO_VM __attribute__((cleanup(hv_auto_vm))) struct hv_vm
void hv_vms_free(struct hv_vms *vms);
#define AUTO_VMS __attribute__((cleanup(hv_vms_free))) struct hv_vms

/* The order of virsh: VMs with an id by it, then the others by name. */
int hv_vm_cmp(const struct hv_vm *a, const struct hv_vm *b);

enum hv_scope { HV_ACTIVE = 1, HV_INACTIVE = 2, HV_ALL = 3 };

/* In the host's order. One query; the scope is the host's to filter. */
int hv_vm_list(struct hv_host *h, enum hv_scope scope, struct hv_vms *ret,
	       struct err *e);
/* The same, and what hv/settings.h tells of them: two queries at a time. */
int hv_vm_list_settings(struct hv_host *h, enum hv_scope scope,
			struct hv_vms *ret, struct hv_settings_list *settings,
			struct err *e);

/*
 * By id (ProcessID), GUID or name, preferred in this order. One query. Names
 * match exactly or, where none does, without regard to case. ERR_NOT_FOUND;
 * ERR_FAILED, with the GUIDs, where several VMs have the name.
 */
int hv_vm_find(struct hv_host *h, const char *word, struct hv_vm **ret,
	       struct err *e);

/*
 * The parts of hv_vm_find, for who asks more at the same time: fill the query
 * from hv_finder_init, run it, pick.
 */
struct hv_finder {
	const char *word;
	const struct hv_schema *schema; /* NULL: of v2 */
	char *wql;
	struct hv_vms rows;
};
void hv_finder_init(struct hv_finder *f, const char *word,
		    struct wmi_query *q);
/* Before the query runs: it is for a host with these classes. */
void hv_finder_in(struct hv_finder *f, const struct hv_schema *s,
		  struct wmi_query *q);
int hv_finder_pick(struct hv_finder *f, struct hv_vm **ret, struct err *e);
void hv_finder_free(struct hv_finder *f);
#define AUTO_FINDER __attribute__((cleanup(hv_finder_free))) struct hv_finder

/* A GUID as Windows writes it; yours to free. */
char *hv_guid_upper(const char *guid);

#endif
