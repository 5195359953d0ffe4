/* hv/checkpoint_change.c - make, apply, delete and rename checkpoints */
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/checkpoint.h"
#include "hv/first.h"
#include "hv/host.h"
#include "hv/made.h"
#include "hv/service.h"
#include "hv/vm.h"
#include "wmi/job.h"
#include "wmi/method.h"
#include "wmi/object.h"
#include "wmi/wql.h"

/* SnapshotType of CreateSnapshot: 2 full, 3 disks only */
#define FULL_SNAPSHOT 2

static struct wmi_ref *service(void)
{
	static const char class[] = "Msvm_VirtualSystemSnapshotService";

	return wmi_ref_new(HV_NS, class, "CreationClassName", class,
			   "SystemCreationClassName", "Msvm_ComputerSystem",
			   NULL);
}

static struct wmi_ref *settings_ref(const char *instance)
{
	return wmi_ref_new(HV_NS, "Msvm_VirtualSystemSettingData",
			   "InstanceID", instance, NULL);
}

/* The checkpoint's settings, among all that the job has made. */
static int find_made(struct hv_host *h, const struct wmi_ref *job, char **ret,
		     struct err *e)
{
	AUTO_REFS made = { 0 };

	if (hv_made_by_job(h, job, &made, e) < 0)
		return -1;
	for (size_t i = 0; i < made.n; i++) {
		const char *id = wmi_ref_key(made.v[i], "InstanceID");

		if (!id || strcasecmp(made.v[i]->class,
				      "Msvm_VirtualSystemSettingData"))
			continue;
		*ret = xstrdup(id);
		return 0;
	}
	return err_set(e, ERR_PROTOCOL, "the checkpoint was made, but the "
		       "host does not tell which one it is");
}

/* --- making one --- */

struct resulting {
	struct wmi_ref *snapshot;
};

static const struct wmi_field resulting_fields[] = {
	FIELD("ResultingSnapshot", WMI_REF, resulting, snapshot),
	{ 0 }
};

/* ResultingSnapshot, where it was made at once; else by the job. */
static int made_by(struct hv_host *h, const struct wmi_result *out,
		   char **ret, struct err *e)
{
	struct resulting res = { NULL };
	const char *id;
	int r;

	if (out->job)
		return find_made(h, out->job, ret, e);
	r = wmi_read(out->out, resulting_fields, &res, e);
	id = res.snapshot ? wmi_ref_key(res.snapshot, "InstanceID") : NULL;
	if (r == 0 && !id)
		r = err_set(e, ERR_PROTOCOL, "the host does not tell which "
			    "checkpoint was made");
	if (r == 0)
		*ret = xstrdup(id);
	wmi_clear(resulting_fields, &res);
	return r;
}

int hv_checkpoint_create(struct hv_host *h, const char *vm,
			 const struct hv_wait *wait, char **ret_id,
			 struct err *e)
{
	AUTO_FREE char *upper = hv_guid_upper(vm), *instance = NULL;
	AUTO_REF *on = service();
	AUTO_REF *system = wmi_ref_new(HV_NS, "Msvm_ComputerSystem",
		"CreationClassName", "Msvm_ComputerSystem",
		"Name", upper, NULL);
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };
	struct wmi_progress progress;
	char guid[GUID_LEN + 1];
	const char *colon;

	wmi_args_ref(&in, "AffectedSystem", system);
	wmi_args_str(&in, "SnapshotSettings", "");
	wmi_args_num(&in, "SnapshotType", FULL_SNAPSHOT);
	if (wmi_invoke_wait(hv_host_wmi(h), on, "CreateSnapshot", &in,
			    hv_progress(wait, &progress), &out, e) < 0 ||
	    made_by(h, &out, &instance, e) < 0)
		return -1;
	colon = strchr(instance, ':');
	if (!colon || parse_guid(colon + 1, guid) < 0)
		return err_set(e, ERR_PROTOCOL, "'%s' is no checkpoint's id",
			       instance);
	*ret_id = xstrdup(guid);
	return 0;
}

/* --- what can be done with one --- */

static int call(struct hv_host *h, const char *method, const char *param,
		const char *instance, const struct hv_wait *wait,
		struct err *e)
{
	AUTO_REF *on = service();
	AUTO_REF *settings = settings_ref(instance);
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };
	struct wmi_progress progress;

	wmi_args_ref(&in, param, settings);
	return wmi_invoke_wait(hv_host_wmi(h), on, method, &in,
			       hv_progress(wait, &progress), &out, e);
}

int hv_checkpoint_apply(struct hv_host *h, const struct hv_checkpoint *c,
			const struct hv_wait *wait, struct err *e)
{
	return call(h, "ApplySnapshot", "Snapshot", c->instance, wait, e);
}

int hv_checkpoint_delete(struct hv_host *h, const struct hv_checkpoint *c,
			 bool tree, const struct hv_wait *wait, struct err *e)
{
	if (tree)
		return call(h, "DestroySnapshotTree", "SnapshotSettingData",
			    c->instance, wait, e);
	return call(h, "DestroySnapshot", "AffectedSnapshot", c->instance,
		    wait, e);
}

int hv_checkpoint_modify(struct hv_host *h, const char *id, const char *name,
			 const char *notes, const struct hv_wait *wait,
			 struct err *e)
{
	AUTO_INSTANCE settings =
		WMI_INSTANCE_INIT("Msvm_VirtualSystemSettingData");
	AUTO_FREE char *upper = hv_guid_upper(id);
	AUTO_FREE char *instance = xasprintf("Microsoft:%s", upper);

	wmi_instance_set(&settings, "InstanceID", "string", instance);
	if (name)
		wmi_instance_set(&settings, "ElementName", "string", name);
	if (notes)
		wmi_instance_set_array(&settings, "Notes", "string", &notes, 1);
	return hv_service_modify(h, &settings, wait, e);
}

int hv_vm_set_checkpoint_kind(struct hv_host *h, const char *vm,
			      enum hv_checkpoint_kind kind,
			      const struct hv_wait *wait, struct err *e)
{
	AUTO_INSTANCE settings =
		WMI_INSTANCE_INIT("Msvm_VirtualSystemSettingData");
	AUTO_FREE char *upper = hv_guid_upper(vm);
	AUTO_FREE char *instance = xasprintf("Microsoft:%s", upper);

	wmi_instance_set(&settings, "InstanceID", "string", instance);
	wmi_instance_set_num(&settings, "UserSnapshotType", "uint16", kind);
	return hv_service_modify(h, &settings, wait, e);
}
