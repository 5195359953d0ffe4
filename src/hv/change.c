/* hv/change.c - a VM that is there, made as a configuration says
 *
 * Images leave their drives before these are removed: Hyper-V refuses a drive
 * with something in it (FACTS 5.13). Places are free before others take them.
 */
#include "hv/change.h"

#include "base/err.h"
#include "base/intr.h"
#include "base/str.h"
#include "hv/boot.h"
#include "hv/change_plan.h"
#include "hv/config.h"
#include "hv/define_settings.h"
#include "hv/host.h"
#include "hv/made.h"
#include "hv/security.h"
#include "hv/service.h"
#include "wmi/method.h"

void hv_plan_clear(struct hv_plan *p)
{
	for (size_t i = 0; i < p->controllers.n; i++)
		free(p->controllers.v[i].made);
	for (size_t i = 0; i < p->drives.n; i++) {
		free(p->drives.v[i].made);
		free(p->drives.v[i].host_disk);
	}
	for (size_t i = 0; i < p->nics.n; i++) {
		free(p->nics.v[i].made);
		free(p->nics.v[i].made_port);
	}
	vec_free(&p->controllers);
	vec_free(&p->drives);
	vec_free(&p->nics);
}

int hv_plan_make(struct hv_plan *p, const struct hv_config *have,
		 struct hv_config *want, struct err *e)
{
	p->have = have;
	p->want = want;
	if (have->generation != want->generation)
		return err_set(e, ERR_FAILED, "the domain is of generation %u, "
			       "which Hyper-V never changes", have->generation);
	if (hv_plan_controllers(p, e) < 0 || hv_plan_drives(p, e) < 0)
		return -1;
	return hv_plan_nics(p, e);
}

int hv_plan_resolve(struct hv_plan *p, struct hv_host *h, struct err *e)
{
	if (hv_plan_switches(p, h, e) < 0)
		return -1;
	return hv_plan_host_disks(p, h, e);
}

/* --- the steps --- */

struct run {
	struct hv_plan *p;
	struct hv_host *h;
	const struct hv_wait *wait;
};

static int remove_items(const struct run *r, const struct hv_items *items,
			struct err *e)
{
	if (!items->n)
		return 0;
	if (hv_items_remove(r->h, items, r->wait, e) < 0)
		return -1;
	r->p->done++;
	return 0;
}

static int remove_parts(const struct run *r, struct err *e)
{
	AUTO_ITEMS images = VEC_INIT;
	AUTO_ITEMS drives = VEC_INIT;
	AUTO_ITEMS rest = VEC_INIT;

	hv_plan_remove_images(r->p, &images);
	hv_plan_remove_drives(r->p, &drives);
	hv_plan_remove_controllers(r->p, &rest);
	hv_plan_remove_nics(r->p, &rest);
	if (remove_items(r, &images, e) < 0 || remove_items(r, &drives, e) < 0)
		return -1;
	return remove_items(r, &rest, e);
}

static void set_id(char **id, const char *have, const char *made)
{
	char *is = xstrdup(have ? have : made);

	free(*id);
	*id = is;
}

/* What is on the host now, by the ids that it has there. */
static void take_ids(struct hv_plan *p)
{
	for (size_t i = 0; i < p->drives.n; i++) {
		const struct hv_drive_pair *d = &p->drives.v[i];

		if (d->want)
			set_id(&p->want->drives.v[d->want -
						  p->want->drives.v].id,
			       d->have ? d->have->id : NULL, d->made);
	}
	for (size_t i = 0; i < p->nics.n; i++) {
		const struct hv_nic_pair *n = &p->nics.v[i];

		if (n->want)
			set_id(&n->want->id, n->have ? n->have->id : NULL,
			       n->made);
	}
}

/* These have no id before they are there. */
static bool devices_come(const struct hv_plan *p)
{
	for (size_t i = 0; i < p->drives.n; i++)
		if (!p->drives.v[i].have)
			return true;
	for (size_t i = 0; i < p->nics.n; i++)
		if (!p->nics.v[i].have)
			return true;
	return false;
}

static int modify_settings(const struct run *r, struct err *e)
{
	AUTO_INSTANCE i = WMI_INSTANCE_INIT("Msvm_VirtualSystemSettingData");
	bool changed;

	wmi_instance_set(&i, "InstanceID", "string", r->p->have->settings_id);
	changed = hv_settings_differ(&i, r->p->have, r->p->want);
	if (!devices_come(r->p)) {
		take_ids(r->p);
		changed |= hv_boot_differs(&i, r->p->have, r->p->want);
	}
	if (!changed)
		return 0;
	if (hv_service_modify(r->h, &i, r->wait, e) < 0)
		return err_wrap(e, "cannot change its settings");
	r->p->done++;
	return 0;
}

static int modify_parts(const struct run *r, struct err *e)
{
	AUTO_ITEMS items = VEC_INIT;

	if (hv_settings_items(&items, r->p->have, r->p->want, e) < 0)
		return -1;
	hv_plan_modify_images(r->p, &items);
	hv_plan_modify_nics(r->p, &items);
	if (!items.n)
		return 0;
	if (hv_items_modify(r->h, &items, r->wait, e) < 0)
		return -1;
	r->p->done++;
	return 0;
}

static int modify_tpm(const struct run *r, struct err *e)
{
	const struct hv_config *have = r->p->have, *want = r->p->want;

	if (have->tpm == want->tpm)
		return 0;
	if (hv_vm_set_tpm(r->h, have->guid, want->tpm, r->wait, e) < 0)
		return err_wrap(e, "cannot change the TPM");
	r->p->done++;
	return 0;
}

static int add_items(const struct run *r, struct hv_items *items,
		     struct err *e)
{
	bool done;
	int ret;

	if (!items->n)
		return 0;
	ret = hv_items_add(r->h, r->p->have->guid, items, r->wait, &done, e);
	r->p->done += done;
	return ret;
}

static int add_parts(const struct run *r, struct err *e)
{
	AUTO_ITEMS roots = VEC_INIT;
	AUTO_ITEMS on_roots = VEC_INIT;
	AUTO_ITEMS images = VEC_INIT;
	size_t at = 0;

	hv_plan_add_controllers(r->p, &roots);
	hv_plan_add_nics(r->p, &roots);
	if (add_items(r, &roots, e) < 0)
		return -1;
	hv_plan_made_controllers(r->p, &roots, &at);
	hv_plan_made_nics(r->p, &roots, &at);
	hv_plan_add_drives(r->p, &on_roots);
	hv_plan_add_ports(r->p, &on_roots);
	if (add_items(r, &on_roots, e) < 0)
		return -1;
	at = 0;
	hv_plan_made_drives(r->p, &on_roots, &at);
	hv_plan_made_ports(r->p, &on_roots, &at);
	hv_plan_add_images(r->p, &images);
	return add_items(r, &images, e);
}

static int modify_boot(const struct run *r, struct err *e)
{
	AUTO_INSTANCE i = WMI_INSTANCE_INIT("Msvm_VirtualSystemSettingData");

	if (!devices_come(r->p))
		return 0;               /* done with the settings */
	take_ids(r->p);
	wmi_instance_set(&i, "InstanceID", "string", r->p->have->settings_id);
	if (!hv_boot_differs(&i, r->p->have, r->p->want))
		return 0;
	if (hv_service_modify(r->h, &i, r->wait, e) < 0)
		return err_wrap(e, "cannot set the boot order");
	r->p->done++;
	return 0;
}

int hv_plan_run(struct hv_plan *p, struct hv_host *h,
		const struct hv_wait *wait, struct err *e)
{
	const struct run r = { p, h, wait };

	if (remove_parts(&r, e) < 0 || modify_settings(&r, e) < 0 ||
	    modify_parts(&r, e) < 0 || modify_tpm(&r, e) < 0 ||
	    add_parts(&r, e) < 0 || hv_plan_features(p, h, wait, e) < 0)
		return -1;
	return modify_boot(&r, e);
}

/* --- what fails half-way --- */

/* From what is now to what was. */
static int restore(struct hv_host *h, const struct hv_config *was,
		   const struct hv_wait *wait, struct err *e)
{
	AUTO_CONFIG *now = NULL;
	AUTO_CONFIG *back = hv_config_copy(was);
	AUTO_PLAN p = { 0 };

	if (hv_config_read(h, was->guid, &now, e) < 0 ||
	    hv_plan_make(&p, now, back, e) < 0 ||
	    hv_plan_resolve(&p, h, e) < 0)
		return -1;
	return hv_plan_run(&p, h, wait, e);
}

/* What is otherwise than it was; -1 where the host does not tell. */
static int remains(struct hv_host *h, const struct hv_config *was,
		   struct str *to, struct err *e)
{
	AUTO_CONFIG *now = NULL;
	AUTO_PLAN p = { 0 };

	if (hv_config_read(h, was->guid, &now, e) < 0 ||
	    hv_plan_make(&p, was, now, e) < 0)
		return -1;
	hv_plan_text(&p, to);
	return 0;
}

static int tell_remains(struct hv_host *h, const struct hv_config *was,
			const struct err *first, const struct err *why,
			struct err *e)
{
	AUTO_ERR silent = ERR_INIT;
	AUTO_STR left = STR_INIT;
	AUTO_STR name = STR_INIT;

	str_add_shell(&name, was->name);
	if (remains(h, was, &left, &silent) < 0)
		err_set(e, first->kind, "%s; what was changed before could not "
			"be undone (%s), and the host does not tell what "
			"remains of it", first->msg, why->msg);
	else if (left.len)
		err_set(e, first->kind, "%s; what was changed before could not "
			"be undone (%s): %s", first->msg, why->msg, left.buf);
	else
		err_set(e, first->kind, "%s; what was changed before is undone",
			first->msg);
	e->code = first->code;
	return err_hint(e, "hvsh dumpxml %s (shows what the domain is now)",
			name.buf);
}

/* After Ctrl-C, too. */
static int take_back(struct hv_host *h, const struct hv_config *was,
		     const struct hv_wait *wait, struct err *e)
{
	AUTO_ERR first = ERR_INIT;
	AUTO_ERR why = ERR_INIT;
	bool stopped = intr_lift();

	err_copy(&first, e);
	if (restore(h, was, wait, &why) < 0) {
		tell_remains(h, was, &first, &why, e);
	} else {
		err_set(e, first.kind, "%s; what was changed before is undone",
			first.msg);
		e->code = first.code;
		if (first.hint)
			err_hint(e, "%s", first.hint);
	}
	intr_restore(stopped);
	return -1;
}

int hv_change_check(const struct hv_config *have, struct hv_config *want,
		    struct err *e)
{
	AUTO_PLAN p = { 0 };

	if (hv_plan_make(&p, have, want, e) < 0)
		return -1;
	return hv_plan_check(&p, e);
}

int hv_change(struct hv_host *h, const struct hv_config *have,
	      struct hv_config *want, const struct hv_wait *wait,
	      struct err *e)
{
	AUTO_PLAN p = { 0 };

	if (hv_plan_make(&p, have, want, e) < 0 || hv_plan_check(&p, e) < 0 ||
	    hv_plan_resolve(&p, h, e) < 0)
		return -1;
	if (hv_plan_run(&p, h, wait, e) == 0)
		return 0;
	if (p.done)
		return take_back(h, have, wait, e);
	/* the host goes on with that one, and nobody asks it for the next */
	return err_unclear(e) ?
		err_append(e, "; steps that were to follow are not done") : -1;
}
