/* hv/guest_copy.c - files of the host, copied into a guest that runs */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/first.h"
#include "hv/host.h"
#include "hv/integration.h"
#include "hv/service.h"
#include "hv/state.h"
#include "hv/vm.h"
#include "wmi/job.h"
#include "wmi/method.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

/* EnabledState; OperationalStatus */
enum { DISABLED = 3, NO_CONTACT = 12, LOST_COMMUNICATION = 13 };

struct reading {
	struct num enabled;             /* of the interface */
	struct wmi_numv status;
	char *files;                    /* name of the file service */
};

static const struct wmi_field interface_fields[] = {
	FIELD("EnabledState", WMI_NUM, reading, enabled),
	FIELD("OperationalStatus", WMI_NUMV, reading, status),
	{ 0 }
};

static const struct wmi_field files_fields[] = {
	FIELD("Name", WMI_STR, reading, files),
	{ 0 }
};

static void reading_clear(struct reading *r)
{
	wmi_clear(interface_fields, r);
	wmi_clear(files_fields, r);
}

static int ask(struct hv_host *h, const char *upper, struct reading *r,
	       struct err *e)
{
	struct hv_first interface = { interface_fields, r, 0 };
	struct hv_first files = { files_fields, r, 0 };
	AUTO_STR about_interface = STR_INIT, about_files = STR_INIT;
	struct wmi_query q[2];
	int rc;

	wql_select(&about_interface, "Msvm_GuestServiceInterfaceComponent",
		   interface_fields);
	wql_where(&about_interface, "SystemName", "=", upper);
	wql_select(&about_files, "Msvm_GuestFileService", files_fields);
	wql_where(&about_files, "SystemName", "=", upper);
	q[0] = (struct wmi_query){ HV_NS, about_interface.buf, hv_first_row,
				   &interface, ERR_INIT };
	q[1] = (struct wmi_query){ HV_NS, about_files.buf, hv_first_row, &files,
				   ERR_INIT };
	rc = wmi_query(hv_host_wmi(h), q, 2, e);
	err_clear(&q[0].err);
	err_clear(&q[1].err);
	if (rc < 0 && wmi_query_refused(e)) {
		err_set(e, ERR_STATE, "the host has no guest services");
		return err_hint(e, "they came with Windows Server 2012 R2");
	}
	return rc;
}

static int check(const struct reading *r, struct err *e)
{
	bool answers = r->files != NULL;

	if (r->enabled.v == DISABLED)
		return err_set(e, ERR_STATE, "the guest services are off");
	for (size_t i = 0; i < r->status.n; i++)
		if (r->status.v[i] == NO_CONTACT ||
		    r->status.v[i] == LOST_COMMUNICATION)
			answers = false;
	if (answers)
		return 0;
	err_set(e, ERR_STATE, "the guest does not answer");
	return err_hint(e, "start its guest services: vmicguestinterface in "
			"Windows, hv_fcopy_daemon in Linux");
}

static int copy_file(struct hv_host *h, const char *upper, const char *service,
		     const struct hv_guest_copy *copy,
		     const struct hv_wait *wait, struct err *e)
{
	AUTO_INSTANCE what = WMI_INSTANCE_INIT("Msvm_CopyFileToGuestSettingData");
	AUTO_REF *ref = wmi_ref_new(HV_NS, "Msvm_GuestFileService",
		"CreationClassName", "Msvm_GuestFileService", "Name", service,
		"SystemCreationClassName", "Msvm_ComputerSystem",
		"SystemName", upper, NULL);
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };
	struct wmi_progress progress;

	wmi_instance_set(&what, "SourcePath", "string", copy->from);
	wmi_instance_set(&what, "DestinationPath", "string", copy->to);
	wmi_instance_set(&what, "OverwriteExisting", "boolean",
			 copy->overwrite ? "true" : "false");
	wmi_instance_set(&what, "CreateFullPath", "boolean",
			 copy->create_path ? "true" : "false");
	wmi_args_instance(&in, "CopyFileToGuestSettings", &what);
	return wmi_invoke_wait(hv_host_wmi(h), ref, "CopyFilesToGuest", &in,
			       hv_progress(wait, &progress), &out, e);
}

int hv_guest_copy(struct hv_host *h, const struct hv_vm *vm,
		  const struct hv_guest_copy *copy, const struct hv_wait *wait,
		  struct err *e)
{
	AUTO_FREE char *upper = hv_guid_upper(vm->guid);
	struct reading r = { .files = NULL };
	int rc;

	if (!hv_state_is(vm->state, HV_RUNNING))
		return err_set(e, ERR_STATE, "domain is not running");
	rc = ask(h, upper, &r, e);
	if (rc == 0)
		rc = check(&r, e);
	if (rc == 0)
		rc = copy_file(h, upper, r.files, copy, wait, e);
	reading_clear(&r);
	return rc;
}
