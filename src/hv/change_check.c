/* hv/change_check.c - may a VM be changed so, in its state?
 *
 * What Hyper-V changes while a VM is on, by its documentation: drives of SCSI
 * controllers come and go, what is in a DVD or floppy drive changes, network
 * adapters come and go in generation 2 (from Windows Server 2016 on, which is
 * the host's to say) and are connected elsewhere in both. All else of the
 * devices waits until it is off. A VM that is saved, or on its way from one
 * state to another, is left alone.
 */
#include <strings.h>

#include "base/err.h"
#include "base/str.h"
#include "hv/change_plan.h"
#include "hv/config.h"
#include "hv/state.h"

static bool is_live(const struct hv_config *c)
{
	return hv_state_is(c->state, HV_RUNNING) ||
		hv_state_is(c->state, HV_PAUSED);
}

static int only_off(const struct hv_plan *p, const char *what, struct err *e)
{
	AUTO_STR name = STR_INIT;

	str_add_shell(&name, p->have->name);
	err_set(e, ERR_STATE, "Hyper-V changes %s only while the domain is off",
		what);
	return err_hint(e, "hvsh shutdown %s (asks the guest to)", name.buf);
}

/* --- devices of a VM that is on --- */

/* A drive that comes or goes, or a disk in it that does. */
static int check_drive(const struct hv_plan *p, const struct hv_drive_pair *d,
		       struct err *e)
{
	const struct hv_drive *one = d->want ? d->want : d->have;
	bool comes = !d->have, goes = !d->want;
	AUTO_STR what = STR_INIT;

	if (one->bus == HV_BUS_SCSI)
		return 0;
	if (one->kind == HV_DRIVE_FLOPPY && goes)
		comes = goes = false;   /* its image goes, it does not */
	if (one->kind == HV_DRIVE_DISK)
		comes |= hv_drive_pair_image_comes(d) ||
			hv_drive_pair_image_goes(d);
	if (!comes && !goes)
		return 0;
	str_addf(&what, "the drives of %s %s controller", one->bus ==
		 HV_BUS_IDE ? "an" : "the", hv_bus_words[one->bus]);
	return only_off(p, what.buf, e);
}

static int check_nic(const struct hv_plan *p, const struct hv_nic_pair *n,
		     struct err *e)
{
	if (n->have && n->want) {
		if (hv_nic_pair_mac_differs(n))
			return only_off(p, "the MAC address of a network "
					"adapter", e);
		return 0;
	}
	if ((n->have && n->have->legacy) || (n->want && n->want->legacy))
		return only_off(p, "legacy network adapters", e);
	if (p->have->generation != 2)
		return only_off(p, "the network adapters of generation 1", e);
	return 0;
}

static int check_controllers(const struct hv_plan *p, struct err *e)
{
	for (size_t i = 0; i < p->controllers.n; i++)
		if (!p->controllers.v[i].have || !p->controllers.v[i].want)
			return only_off(p, "the number of SCSI controllers", e);
	return 0;
}

static int check_live(const struct hv_plan *p, struct err *e)
{
	const struct hv_config *a = p->have, *b = p->want;

	if (check_controllers(p, e) < 0)
		return -1;
	for (size_t i = 0; i < p->drives.n; i++)
		if (check_drive(p, &p->drives.v[i], e) < 0)
			return -1;
	for (size_t i = 0; i < p->nics.n; i++)
		if (check_nic(p, &p->nics.v[i], e) < 0)
			return -1;
	if (a->cpus != b->cpus || a->nested != b->nested)
		return only_off(p, "the processors", e);
	if (a->dynamic_memory != b->dynamic_memory)
		return only_off(p, "between fixed and dynamic memory", e);
	if (a->generation == 2 && (a->secure_boot != b->secure_boot ||
				   a->tpm != b->tpm))
		return only_off(p, "secure boot and the TPM", e);
	return 0;
}

/* --- at any time --- */

static bool devices_differ(const struct hv_plan *p)
{
	for (size_t i = 0; i < p->controllers.n; i++)
		if (!p->controllers.v[i].have || !p->controllers.v[i].want)
			return true;
	for (size_t i = 0; i < p->drives.n; i++) {
		const struct hv_drive_pair *d = &p->drives.v[i];

		if (!d->have || !d->want || hv_drive_pair_image_comes(d) ||
		    hv_drive_pair_image_goes(d) || hv_drive_pair_modified(d))
			return true;
	}
	for (size_t i = 0; i < p->nics.n; i++)
		if (!p->nics.v[i].have || !p->nics.v[i].want ||
		    hv_nic_pair_modified(&p->nics.v[i]))
			return true;
	return false;
}

static int refuse_state(const struct hv_plan *p, struct err *e)
{
	char buf[HV_STATE_WORD];
	AUTO_STR name = STR_INIT;

	err_set(e, ERR_STATE, "domain '%s' is %s, and Hyper-V leaves its "
		"devices as they are until it is running or off",
		p->have->name, hv_state_word(p->have->state, buf));
	if (!hv_state_is(p->have->state, HV_SAVED))
		return -1;
	str_add_shell(&name, p->have->name);
	return err_hint(e, "hvsh start %s (restores it), hvsh "
			"managedsave-remove %s (drops what is saved)",
			name.buf, name.buf);
}

/* What limits operations is a property of images alone. */
static int check_iops(const struct hv_plan *p, struct err *e)
{
	for (size_t i = 0; i < p->want->drives.n; i++) {
		const struct hv_drive *d = &p->want->drives.v[i];
		bool any = (d->iops_max.set && d->iops_max.v) ||
			(d->iops_min.set && d->iops_min.v);

		if (any && d->kind != HV_DRIVE_DISK)
			return err_set(e, ERR_FAILED, "Hyper-V limits the "
				       "operations of virtual hard disks only, "
				       "not of what is at %s %u:%u",
				       hv_bus_words[d->bus], d->controller,
				       d->slot);
	}
	return 0;
}

/* Its BIOS knows kinds of devices, and no single one. */
static int check_boot(const struct hv_config *want, struct err *e)
{
	bool any = false;

	for (size_t i = 0; i < want->drives.n; i++)
		any |= want->drives.v[i].boot != 0;
	for (size_t i = 0; i < want->nics.n; i++)
		any |= want->nics.v[i].boot != 0;
	if (!any || want->generation == 2)
		return 0;
	err_set(e, ERR_FAILED, "a domain of generation 1 has an order of kinds "
		"of devices, not of single ones");
	return err_hint(e, "hvsh domfirmware --boot sets it");
}

/* An address that the host generates nobody else chooses: passed over, another
 * one would be a change that did not happen. */
static int check_macs(const struct hv_plan *p, struct err *e)
{
	for (size_t i = 0; i < p->nics.n; i++) {
		const struct hv_nic *a = p->nics.v[i].have;
		const struct hv_nic *b = p->nics.v[i].want;

		if (!a || !b || a->mac_static || b->mac_static || !a->mac ||
		    !b->mac || !strcasecmp(a->mac, b->mac))
			continue;
		err_set(e, ERR_FAILED, "the host generates the MAC address of "
			"a network adapter, %s, and it cannot be made %s",
			a->mac, b->mac);
		return err_hint(e, "without type='generated' it is set");
	}
	return 0;
}

int hv_plan_check(const struct hv_plan *p, struct err *e)
{
	if (check_iops(p, e) < 0 || check_macs(p, e) < 0 ||
	    check_boot(p->want, e) < 0)
		return -1;
	if (hv_state_is(p->have->state, HV_OFF))
		return 0;
	if (is_live(p->have))
		return check_live(p, e);
	return devices_differ(p) ? refuse_state(p, e) : 0;
}
