/* hv/redefine.c - a VM that is there, made as a configuration says
 *
 * Taking devices out and putting others in by comparing two lists would be a
 * guess at what is meant, with disks at stake; there are commands that say it.
 */
#include "hv/redefine.h"

#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/config.h"
#include "hv/define_settings.h"
#include "hv/devices.h"
#include "hv/host.h"
#include "hv/service.h"
#include "wmi/method.h"

static bool text_differs(const char *a, const char *b)
{
	return strcasecmp(a ? a : "", b ? b : "");
}

static void drive_place(const struct hv_drive *d, struct str *to)
{
	static const char *const names[] = {
		[HV_BUS_IDE] = "IDE", [HV_BUS_SCSI] = "SCSI",
		[HV_BUS_FLOPPY] = "floppy",
	};

	str_addf(to, "the drive at %s %u:%u", names[d->bus], d->controller,
		 d->slot);
}

static int no_change(const char *what, struct err *e)
{
	err_set(e, ERR_FAILED, "the domain exists, and define cannot change %s",
		what);
	return err_hint(e, "hvsh dumpxml tells what it is; attach-device and "
			"its like change devices");
}

static const struct hv_drive *drive_at(const struct hv_config *c,
				       const struct hv_drive *like)
{
	for (size_t i = 0; i < c->drives.n; i++) {
		const struct hv_drive *d = &c->drives.v[i];

		if (d->bus == like->bus && d->slot == like->slot &&
		    d->controller == like->controller)
			return d;
	}
	return NULL;
}

static bool num_differs(struct num a, struct num b)
{
	return a.set != b.set || (a.set && a.v != b.v);
}

static bool drive_differs(const struct hv_drive *a, const struct hv_drive *b)
{
	return a->kind != b->kind || text_differs(a->image, b->image) ||
		num_differs(a->iops_min, b->iops_min) ||
		num_differs(a->iops_max, b->iops_max);
}

/* The empty floppy drive of generation 1 is there without a word. */
static bool silent(const struct hv_drive *d)
{
	return d->kind == HV_DRIVE_FLOPPY && !d->image;
}

static int check_drives(const struct hv_config *a, const struct hv_config *b,
			struct err *e)
{
	for (size_t i = 0; i < a->drives.n; i++) {
		const struct hv_drive *d = &a->drives.v[i];
		const struct hv_drive *other = drive_at(b, d);
		AUTO_STR what = STR_INIT;

		if (other ? !drive_differs(d, other) : silent(d))
			continue;
		drive_place(d, &what);
		return no_change(what.buf, e);
	}
	return 0;
}

static bool nic_differs(const struct hv_nic *have, const struct hv_nic *want)
{
	bool trunk = have->trunk.n != want->trunk.n;

	for (size_t i = 0; i < want->trunk.n && !trunk; i++)
		trunk = have->trunk.v[i] != want->trunk.v[i];
	return trunk || have->legacy != want->legacy ||
		have->mac_static != want->mac_static ||
		(want->mac_static && text_differs(have->mac, want->mac)) ||
		(want->name && text_differs(have->name, want->name)) ||
		text_differs(have->switch_guid, want->switch_guid) ||
		have->vlan != want->vlan ||
		have->native_vlan != want->native_vlan;
}

static int check_nics(const struct hv_config *have,
		      const struct hv_config *want, struct err *e)
{
	if (have->nics.n != want->nics.n)
		return no_change("the number of network adapters", e);
	for (size_t i = 0; i < want->nics.n; i++) {
		AUTO_FREE char *what = xasprintf("network adapter %zu", i + 1);

		if (nic_differs(&have->nics.v[i], &want->nics.v[i]))
			return no_change(what, e);
	}
	return 0;
}

static size_t scsi_controllers(const struct hv_config *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->controllers.n; i++)
		n += c->controllers.v[i].bus == HV_BUS_SCSI;
	return n;
}

static int check(const struct hv_config *have, const struct hv_config *want,
		 struct err *e)
{
	if (have->generation != want->generation)
		return no_change("its generation", e);
	if (scsi_controllers(have) != scsi_controllers(want))
		return no_change("the number of SCSI controllers", e);
	if (check_drives(want, have, e) < 0 || check_drives(have, want, e) < 0)
		return -1;
	return check_nics(have, want, e);
}

int hv_redefine(struct hv_host *h, struct hv_config *c,
		const struct hv_wait *wait, struct err *e)
{
	AUTO_INSTANCE i = WMI_INSTANCE_INIT("Msvm_VirtualSystemSettingData");
	AUTO_CONFIG *have = NULL;
	bool changed;

	if (hv_devices_resolve(h, c, e) < 0 ||
	    hv_config_read(h, c->guid, &have, e) < 0 || check(have, c, e) < 0)
		return -1;
	wmi_instance_set(&i, "InstanceID", "string", have->settings_id);
	changed = hv_settings_differ(&i, have, c);
	if (changed && hv_service_modify(h, &i, wait, e) < 0)
		return err_wrap(e, "cannot change its settings");
	if (hv_settings_apply(h, have, c, wait, e) == 0)
		return 0;
	return changed ? err_wrap(e, "its other settings are changed, but") :
		-1;
}
