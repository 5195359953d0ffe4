/* hv/define.c - VMs made from a configuration, and removed */
#include "hv/define.h"

#include <string.h>

#include "base/err.h"
#include "base/intr.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/change.h"
#include "hv/change_plan.h"
#include "hv/config.h"
#include "hv/define_settings.h"
#include "hv/host.h"
#include "hv/made.h"
#include "hv/protector.h"
#include "hv/service.h"
#include "hv/settings.h"
#include "hv/vm.h"
#include "hv/vm_row.h"
#include "wmi/method.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

/* ReturnValue, or a job's ErrorCode (FACTS 4.7) */
enum { RET_FAILED = 32768, RET_PARAMETER = 32773 };

/* --- who is there already --- */

struct present {
	struct hv_vm *same_guid, *same_name;
	struct err no_tpm;      /* it wants one, which the host has not */
};

static void present_clear(struct present *p)
{
	hv_vm_free(p->same_guid);
	hv_vm_free(p->same_name);
	err_clear(&p->no_tpm);
}

static void take(struct hv_vm *from, struct hv_vm **to)
{
	*to = xcalloc(1, sizeof **to);
	**to = *from;
	*from = (struct hv_vm){ 0 };
}

static void sort(struct hv_vm *vm, const struct hv_config *c,
		 struct present *to)
{
	if (c->guid && !to->same_guid && !strcmp(vm->guid, c->guid))
		take(vm, &to->same_guid);
	else if (!to->same_name && !strcmp(vm->name, c->name))
		take(vm, &to->same_name);
}

static int find_present(struct hv_host *h, const struct hv_config *c,
			struct present *to, struct err *e)
{
	AUTO_VMS vms = VEC_INIT;
	AUTO_STR wql = STR_INIT;
	AUTO_GUARDIAN g = HV_GUARDIAN_INIT;
	AUTO_ERR first = ERR_INIT;      /* each has its own */
	struct wmi_query q[2] = { { .ns = HV_NS, .row = hv_vm_row,
				    .arg = &vms } };
	int r;

	if (hv_vm_name_valid(c->name, e) < 0)
		return -1;
	wql_select(&wql, "Msvm_ComputerSystem", hv_vm_fields);
	wql_where(&wql, "ElementName", "=", c->name);
	if (c->guid) {
		AUTO_FREE char *upper = hv_guid_upper(c->guid);

		wql_or(&wql, "Name", "=", upper);
	}
	q[0].wql = wql.buf;
	if (c->tpm)
		hv_guardian_ask(&g, &q[1]);
	wmi_query(hv_host_wmi(h), q, c->tpm ? 2 : 1, &first);
	r = q[0].err.kind == ERR_NONE ? 0 : err_copy(e, &q[0].err);
	if (c->tpm)
		hv_guardian_asked(&q[1], &to->no_tpm);
	for (size_t i = 0; i < vms.n; i++)
		sort(&vms.v[i], c, to);
	err_clear(&q[0].err);
	err_clear(&q[1].err);
	return r;
}

/* What a new VM could not be made with. */
static int check_new(struct hv_host *h, struct hv_config *c,
		     struct present *p, struct err *e)
{
	if (p->no_tpm.kind != ERR_NONE)
		return err_move(e, &p->no_tpm);
	return hv_switches_resolve(h, c, e);
}

static int taken(const struct hv_vm *vm, struct err *e)
{
	return err_set(e, ERR_FAILED, "operation failed: domain '%s' already "
		       "exists with uuid %s", vm->name, vm->guid);
}

/* --- making one --- */

struct system {
	struct wmi_ref *ref;
};

static const struct wmi_field system_fields[] = {
	FIELD("ResultingSystem", WMI_REF, system, ref),
	{ 0 }
};

static int guid_of(const struct wmi_ref *ref, char **ret)
{
	const char *name = ref ? wmi_ref_key(ref, "Name") : NULL;
	char guid[GUID_LEN + 1];

	if (!name || parse_guid(name, guid) < 0)
		return -1;
	*ret = xstrdup(guid);
	return 0;
}

/* By the reference that the method gave, or what its job made. */
static int find_new(struct hv_host *h, const struct wmi_result *out,
		    char **ret, struct err *e)
{
	AUTO_REFS made = { 0 };
	struct system s = { 0 };
	int r = wmi_read(out->out, system_fields, &s, e);

	if (r == 0)
		r = guid_of(s.ref, ret) == 0 ? 1 : 0;
	wmi_clear(system_fields, &s);
	if (r)
		return r < 0 ? -1 : 0;
	if (out->job && hv_made_by_job(h, out->job, &made, e) < 0)
		return -1;
	for (size_t i = 0; i < made.n; i++)
		if (!strcmp(made.v[i]->class, "Msvm_ComputerSystem") &&
		    guid_of(made.v[i], ret) == 0)
			return 0;
	return err_set(e, ERR_PROTOCOL, "the host made a domain, but does not "
		       "say which");
}

/* 'id': the GUID that it should have, upper case, or NULL. */
static int try_define(struct hv_host *h, const struct hv_config *want,
		      const char *id, const struct hv_wait *wait, char **guid,
		      struct err *e)
{
	AUTO_INSTANCE i = WMI_INSTANCE_INIT("Msvm_VirtualSystemSettingData");
	AUTO_CONFIG *plain = hv_config_new();
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };

	hv_settings_differ(&i, plain, want);
	if (want->version)
		wmi_instance_set(&i, "Version", "string", want->version);
	if (id)
		wmi_instance_set(&i, "VirtualSystemIdentifier", "string", id);
	/* the first is what all hosts make, and those before 2012 R2 know no
	 * other */
	if (want->generation == 2)
		wmi_instance_set(&i, "VirtualSystemSubType", "string",
				 "Microsoft:Hyper-V:SubType:2");
	wmi_args_instance(&in, "SystemSettings", &i);
	if (hv_service_call(h, "DefineSystem", &in, wait, &out, e) < 0)
		return -1;
	return find_new(h, &out, guid, e);
}

/*
 * With the GUID of the configuration, if it has one. Whether Hyper-V keeps it
 * no reply tells, nor whether it refuses it as it does read-only properties
 * (FACTS 5.4): an assumption. So the new VM's own GUID is the one that counts,
 * and what is refused with a GUID is tried once without.
 */
static int define_system(struct hv_host *h, const struct hv_config *want,
			 const struct hv_wait *wait, char **guid,
			 struct err *e)
{
	AUTO_FREE char *id = want->guid ? hv_guid_upper(want->guid) : NULL;
	AUTO_ERR refused = ERR_INIT;

	if (!id)
		return try_define(h, want, NULL, wait, guid, e);
	if (try_define(h, want, id, wait, guid, &refused) == 0)
		return 0;
	if (refused.code != RET_FAILED && refused.code != RET_PARAMETER)
		return err_move(e, &refused);
	return try_define(h, want, NULL, wait, guid, e);
}

/* The controllers that Hyper-V gives a new VM unasked stay. */
static void keep_given(const struct hv_config *have, struct hv_config *want)
{
	unsigned n = 0, scsi = 0;

	for (size_t i = 0; i < want->controllers.n; i++)
		scsi += want->controllers.v[i].bus == HV_BUS_SCSI;
	for (size_t i = 0; i < have->controllers.n; i++)
		if (have->controllers.v[i].bus == HV_BUS_SCSI && n++ >= scsi)
			vec_push(&want->controllers, ((struct hv_controller){
				NULL, HV_BUS_SCSI, n - 1 }));
}

/* Not undone when it fails: the whole VM is removed. */
static int build(struct hv_host *h, const char *guid, struct hv_config *want,
		 const struct hv_wait *wait, struct err *e)
{
	AUTO_CONFIG *have = NULL;
	AUTO_PLAN p = { 0 };

	if (hv_config_read(h, guid, &have, e) < 0)
		return -1;
	keep_given(have, want);
	if (hv_plan_make(&p, have, want, e) < 0 ||
	    hv_plan_host_disks(&p, h, e) < 0)
		return -1;
	return hv_plan_run(&p, h, wait, e);
}

int hv_vm_undefine(struct hv_host *h, const char *guid,
		   const struct hv_wait *wait, struct err *e)
{
	AUTO_FREE char *upper = hv_guid_upper(guid);
	AUTO_REF *vm = wmi_ref_new(HV_NS, "Msvm_ComputerSystem",
		"CreationClassName", "Msvm_ComputerSystem",
		"Name", upper, NULL);
	AUTO_ARGS in = WMI_ARGS_INIT;

	wmi_args_ref(&in, "AffectedSystem", vm);
	return hv_service_call(h, "DestroySystem", &in, wait, NULL, e);
}

/* *remains: it could not be removed. */
static int undo(struct hv_host *h, const char *guid,
		const struct hv_wait *wait, bool *remains, struct err *e)
{
	AUTO_ERR first = ERR_INIT;
	AUTO_ERR again = ERR_INIT;
	bool stopped = intr_lift();
	bool gone = hv_vm_undefine(h, guid, wait, &again) == 0;

	*remains = !gone;
	intr_restore(stopped);
	err_copy(&first, e);
	if (gone)
		err_set(e, first.kind, "%s; what was made is removed again",
			first.msg);
	else
		err_set(e, first.kind, "%s; what was made is still there, as "
			"domain %s: %s", first.msg, guid, again.msg);
	e->code = first.code;
	if (!gone)
		return err_hint(e, "hvsh undefine %s (removes it)", guid);
	if (first.hint)
		err_hint(e, "%s", first.hint);
	return -1;
}

int hv_undo_define(struct hv_host *h, const char *guid,
		   const struct hv_wait *wait, struct err *e)
{
	bool remains;

	return undo(h, guid, wait, &remains, e);
}

/* What an older host has not, and says no more of than that a parameter is
 * invalid. */
static void hint_old(const struct hv_config *want, struct err *e)
{
	if (e->code == RET_PARAMETER && e->kind != ERR_JOB &&
	    want->generation == 2)
		err_hint(e, "generation 2 is there from Windows Server 2012 R2 "
			 "on, and secure boot for other systems than Windows "
			 "from 2016 on; without them: create-vm --generation "
			 "1, or --secure-boot off");
}

/* Without an answer it is not known whether there is something to remove, nor
 * which; the name alone is not enough to remove a VM. */
static int not_answered(const struct hv_config *want, struct err *e)
{
	hint_old(want, e);
	if (err_unclear(e))
		err_hint(e, "hvsh list --all (shows whether '%s' was made; "
			 "hvsh undefine removes it)", want->name);
	return -1;
}

int hv_define_new(struct hv_host *h, struct hv_config *c,
		  const struct hv_wait *wait, char **ret, bool *remains,
		  struct err *e)
{
	AUTO_FREE char *guid = NULL;

	*remains = false;
	if (define_system(h, c, wait, &guid, e) < 0)
		return not_answered(c, e);
	if (build(h, guid, c, wait, e) < 0) {
		hint_old(c, e);
		return undo(h, guid, wait, remains, e);
	}
	*ret = TAKE(guid);
	return 0;
}

static int redefine(struct hv_host *h, struct hv_config *c,
		    const struct hv_wait *wait, struct err *e)
{
	AUTO_CONFIG *have = NULL;

	if (hv_config_read(h, c->guid, &have, e) < 0)
		return -1;
	return hv_change(h, have, c, wait, e);
}

static int define(struct hv_host *h, struct hv_config *c,
		  struct present *p, bool in_place,
		  const struct hv_wait *wait, struct hv_defined *ret,
		  struct err *e)
{
	bool remains;

	if (p->same_guid && !in_place)
		return taken(p->same_guid, e);
	if (p->same_guid && strcmp(p->same_guid->name, c->name))
		return err_set(e, ERR_FAILED, "operation failed: domain '%s' "
			       "is already defined with uuid %s",
			       p->same_guid->name, p->same_guid->guid);
	if (p->same_guid) {
		if (redefine(h, c, wait, e) < 0)
			return -1;
		*ret = (struct hv_defined){ xstrdup(c->guid), true };
		return 0;
	}
	if (p->same_name)
		return taken(p->same_name, e);
	ret->was_there = false;
	if (check_new(h, c, p, e) < 0)
		return -1;
	return hv_define_new(h, c, wait, &ret->guid, &remains, e);
}

int hv_define(struct hv_host *h, struct hv_config *c, bool in_place,
	      const struct hv_wait *wait, struct hv_defined *ret,
	      struct err *e)
{
	struct present p = { .no_tpm = ERR_INIT };
	int r = find_present(h, c, &p, e);

	if (r == 0)
		r = define(h, c, &p, in_place, wait, ret, e);
	present_clear(&p);
	return r;
}

int hv_define_check(struct hv_host *h, struct hv_config *c, struct err *e)
{
	struct present p = { .no_tpm = ERR_INIT };
	int r = find_present(h, c, &p, e);

	if (r == 0 && (p.same_guid || p.same_name))
		r = taken(p.same_guid ? p.same_guid : p.same_name, e);
	if (r == 0)
		r = check_new(h, c, &p, e);
	present_clear(&p);
	return r;
}
