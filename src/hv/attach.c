/* hv/attach.c - devices given to a VM that is there */
#include "hv/attach.h"

#include <string.h>

#include "base/err.h"
#include "base/intr.h"
#include "hv/config.h"
#include "hv/devices.h"
#include "hv/host.h"
#include "hv/made.h"

static const char *const buses[] = {
	[HV_BUS_IDE] = "IDE", [HV_BUS_SCSI] = "SCSI", [HV_BUS_FLOPPY] = "floppy",
};

/* The floppy drive of generation 1 cannot be taken out: it takes an image
 * when it is empty. */
static int check_drive(const struct hv_config *have, const struct hv_drive *d,
		       struct err *e)
{
	for (size_t i = 0; i < have->drives.n; i++) {
		const struct hv_drive *is = &have->drives.v[i];

		if (is->bus != d->bus || is->slot != d->slot ||
		    is->controller != d->controller ||
		    (is->kind == HV_DRIVE_FLOPPY && !is->image))
			continue;
		err_set(e, ERR_FAILED, "operation failed: %s %u:%u has a drive "
			"already", buses[d->bus], d->controller, d->slot);
		return err_hint(e, "hvsh domblklist shows which targets are "
				"taken");
	}
	return 0;
}

static int check_controller(const struct hv_config *have,
			    const struct hv_controller *c, struct err *e)
{
	unsigned next = 0;

	for (size_t i = 0; i < have->controllers.n; i++)
		next += have->controllers.v[i].bus == c->bus;
	if (c->bus == HV_BUS_SCSI && c->index == next)
		return 0;
	if (c->bus == HV_BUS_SCSI && c->index > next)
		return err_set(e, ERR_FAILED, "the next SCSI controller of the "
			       "domain would be %u, not %u", next, c->index);
	return err_set(e, ERR_FAILED, c->bus == HV_BUS_SCSI ?
		       "operation failed: the domain has %s controller %u" :
		       "Hyper-V adds no %s controller %u", buses[c->bus],
		       c->index);
}

static int check(const struct hv_config *have, const struct hv_config *add,
		 struct err *e)
{
	for (size_t i = 0; i < add->drives.n; i++)
		if (check_drive(have, &add->drives.v[i], e) < 0)
			return -1;
	for (size_t i = 0; i < add->controllers.n; i++)
		if (check_controller(have, &add->controllers.v[i], e) < 0)
			return -1;
	for (size_t i = 0; i < add->nics.n; i++)
		if (add->nics.v[i].legacy && have->generation == 2)
			return err_set(e, ERR_FAILED, "a domain of generation "
				       "2 has no legacy network adapter");
	return 0;
}

static int set_coms(struct hv_host *h, const struct hv_config *have,
		    const struct hv_config *add, const struct hv_wait *wait,
		    struct err *e)
{
	AUTO_ITEMS items = VEC_INIT;

	for (size_t i = 0; i < add->coms.n; i++) {
		const struct hv_com *want = &add->coms.v[i], *is = NULL;

		for (size_t k = 0; k < have->coms.n; k++)
			if (have->coms.v[k].number == want->number)
				is = &have->coms.v[k];
		if (!is || !is->id)
			return err_set(e, ERR_FAILED, "the domain has no COM "
				       "port %u", want->number);
		if (is->pipe)
			return err_set(e, ERR_FAILED, "operation failed: COM "
				       "port %u is connected to %s already",
				       want->number, is->pipe);
		hv_item_com(&items, is->id, want->pipe);
	}
	return hv_items_modify(h, &items, wait, e);
}

static bool any_made(const struct hv_devices *made)
{
	for (size_t i = 0; i < HV_DEVICE_LEVELS; i++)
		for (size_t k = 0; k < made->level[i].n; k++)
			if (made->level[i].v[k].id)
				return true;
	return false;
}

static int undo(struct hv_host *h, const struct hv_devices *made,
		const struct hv_wait *wait, struct err *e)
{
	AUTO_ERR first = ERR_INIT;
	AUTO_ERR again = ERR_INIT;
	bool stopped, gone;

	if (!any_made(made))
		return -1;
	err_copy(&first, e);
	stopped = intr_lift();
	gone = hv_devices_remove(h, made, wait, &again) == 0;
	intr_restore(stopped);
	if (gone)
		err_set(e, first.kind, "%s; what was added is removed again",
			first.msg);
	else
		err_set(e, first.kind, "%s; what was added before is still "
			"there: %s", first.msg, again.msg);
	e->code = first.code;
	return first.hint ? err_hint(e, "%s", first.hint) : -1;
}

int hv_attach(struct hv_host *h, const struct hv_config *have,
	      struct hv_config *add, const struct hv_wait *wait,
	      struct err *e)
{
	AUTO_DEVICES made = { 0 };

	if (check(have, add, e) < 0 || hv_devices_resolve(h, add, e) < 0)
		return -1;
	if (hv_devices_add(h, have, add, &made, wait, e) < 0)
		return undo(h, &made, wait, e);
	return set_coms(h, have, add, wait, e);
}
