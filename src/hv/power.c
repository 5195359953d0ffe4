/* hv/power.c - start, stop and pause VMs */
#include <string.h>
#include <time.h>

#include "base/err.h"
#include "base/intr.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/first.h"
#include "hv/host.h"
#include "hv/schema.h"
#include "hv/power.h"
#include "hv/service.h"
#include "hv/vm.h"
#include "wmi/job.h"
#include "wmi/method.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

int hv_vm_request(struct hv_host *h, const char *guid, enum hv_state state,
		  const struct hv_wait *wait, struct err *e)
{
	const struct hv_schema *s = hv_schema(h);
	AUTO_FREE char *upper = hv_guid_upper(guid);
	AUTO_REF *vm = wmi_ref_new(s->ns, "Msvm_ComputerSystem",
		"CreationClassName", "Msvm_ComputerSystem",
		"Name", upper, NULL);
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };
	struct wmi_progress progress;

	wmi_args_num(&in, "RequestedState", hv_schema_state(s, state));
	return wmi_invoke_wait(hv_host_wmi(h), vm, "RequestStateChange", &in,
			       hv_progress(wait, &progress), &out, e);
}

struct shutdown {
	char *device;
	struct num enabled;
	struct wmi_numv status;
};

static const struct wmi_field shutdown_fields[] = {
	FIELD("DeviceID", WMI_STR, shutdown, device),
	FIELD("EnabledState", WMI_NUM, shutdown, enabled),
	FIELD("OperationalStatus", WMI_NUMV, shutdown, status),
	{ 0 }
};

/* OperationalStatus of an integration service */
enum { NO_CONTACT = 12, LOST_COMMUNICATION = 13 };

/* EnabledState of one */
#define SWITCHED_OFF 3

static int no_answer(struct err *e)
{
	return err_set(e, ERR_STATE,
		       "the guest does not answer Hyper-V's shutdown service "
		       "(are its integration services running?)");
}

static int find_shutdown(struct hv_host *h, const char *upper,
			 struct shutdown *to, struct err *e)
{
	struct hv_first first = { shutdown_fields, to, 0 };
	AUTO_STR wql = STR_INIT;

	wql_select(&wql, "Msvm_ShutdownComponent", shutdown_fields);
	wql_where(&wql, "SystemName", "=", upper);
	if (hv_first_query(h, hv_schema(h)->ns, wql.buf, &first, e) < 0) {
		if (e->kind == ERR_PROTOCOL && !first.n)
			return no_answer(e);
		return -1;
	}
	if (!to->device)
		return no_answer(e);
	if (to->enabled.v == SWITCHED_OFF)
		return err_set(e, ERR_STATE, "Hyper-V's shutdown service is off "
			       "for it (domservices --enable shutdown)");
	for (size_t i = 0; i < to->status.n; i++)
		if (to->status.v[i] == NO_CONTACT ||
		    to->status.v[i] == LOST_COMMUNICATION)
			return no_answer(e);
	return 0;
}

static int call_shutdown(struct hv_host *h, const char *upper,
			 const char *device, bool reboot, struct err *e)
{
	static const char class[] = "Msvm_ShutdownComponent";
	AUTO_REF *ref = wmi_ref_new(hv_schema(h)->ns, class,
		"CreationClassName", class, "DeviceID", device,
		"SystemCreationClassName", "Msvm_ComputerSystem",
		"SystemName", upper, NULL);
	AUTO_ARGS in = WMI_ARGS_INIT;
	AUTO_RESULT out = { 0 };

	/* not by force: a guest whose programs hold it up may say no */
	wmi_args_bool(&in, "Force", false);
	wmi_args_str(&in, "Reason", reboot ? "Planned reboot via hvsh" :
		     "Planned shutdown via hvsh");
	return wmi_invoke(hv_host_wmi(h), ref, reboot ? "InitiateReboot" :
			  "InitiateShutdown", &in, &out, e);
}

static int ask_guest(struct hv_host *h, const char *guid, bool reboot,
		     struct err *e)
{
	AUTO_FREE char *upper = hv_guid_upper(guid);
	struct shutdown s = { 0 };
	int r = find_shutdown(h, upper, &s, e);

	if (r == 0)
		r = call_shutdown(h, upper, s.device, reboot, e);
	wmi_clear(shutdown_fields, &s);
	return r;
}

int hv_vm_shutdown(struct hv_host *h, const char *guid, struct err *e)
{
	return ask_guest(h, guid, false, e);
}

static unsigned seconds_since(const struct timespec *start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (unsigned)(now.tv_sec - start->tv_sec);
}

/* Guests take from seconds to minutes: looked at often first, then every two
 * seconds. A signal cuts the pause short. */
static void pause_ms(unsigned *ms)
{
	struct timespec t = { *ms / 1000, (long)(*ms % 1000) * 1000000 };

	nanosleep(&t, NULL);
	*ms = *ms * 3 / 2 > 2000 ? 2000 : *ms * 3 / 2;
}

int hv_vm_wait_off(struct hv_host *h, const char *guid,
		   const struct hv_wait *wait, struct err *e)
{
	unsigned pause = 200, limit = wait ? wait->timeout_s : 0;
	struct timespec start;

	clock_gettime(CLOCK_MONOTONIC, &start);
	for (;;) {
		AUTO_VM *vm = NULL;
		unsigned passed;

		if (hv_vm_find(h, guid, &vm, e) < 0)
			return -1;
		if (!hv_state_active(vm->state))
			return 0;
		passed = seconds_since(&start);
		if (intr_pending())
			return err_set(e, ERR_INTERRUPTED,
				       "no longer waiting: the guest goes on "
				       "shutting down");
		if (limit && passed >= limit)
			return err_set(e, ERR_TIMEOUT,
				       "the guest is not off after %u s",
				       limit);
		if (wait && wait->tell)
			wait->tell(wait->arg, "", limit ?
				   (int)(100ULL * passed / limit) : 0);
		pause_ms(&pause);
	}
}

int hv_vm_reboot(struct hv_host *h, const char *guid,
		 const struct hv_wait *wait, struct err *e)
{
	if (hv_schema(h)->guest_reboots)
		return ask_guest(h, guid, true, e);
	if (ask_guest(h, guid, false, e) < 0 ||
	    hv_vm_wait_off(h, guid, wait, e) < 0)
		return -1;
	return hv_vm_request(h, guid, HV_RUNNING, wait, e);
}

int hv_vm_nmi(struct hv_host *h, const char *guid, const struct hv_wait *wait,
	      struct err *e)
{
	AUTO_FREE char *upper = hv_guid_upper(guid);
	AUTO_REF *vm = wmi_ref_new(HV_NS, "Msvm_ComputerSystem",
		"CreationClassName", "Msvm_ComputerSystem",
		"Name", upper, NULL);
	AUTO_RESULT out = { 0 };
	struct wmi_progress progress;

	return wmi_invoke_wait(hv_host_wmi(h), vm, "InjectNonMaskableInterrupt",
			       NULL, hv_progress(wait, &progress), &out, e);
}
