/* hv/change_drives.c - drives and images of a changing VM */
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "hv/change_plan.h"
#include "hv/config.h"
#include "hv/state.h"

#define RASD "Msvm_ResourceAllocationSettingData"
#define SASD "Msvm_StorageAllocationSettingData"
#define NONE ((size_t)-1)

/* Windows tells no case of a path. */
static bool path_differs(const char *a, const char *b)
{
	return strcasecmp(a ? a : "", b ? b : "");
}

static bool same_id(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

/* That 'want' has for the drive; NULL: none. */
static const struct hv_controller_pair *
controller_of(const struct hv_plan *p, const struct hv_drive *d)
{
	for (size_t i = 0; i < p->controllers.n; i++) {
		const struct hv_controller *c = p->controllers.v[i].want;

		if (c && c->bus == d->bus && c->index == d->controller)
			return &p->controllers.v[i];
	}
	return NULL;
}

/* --- drives: which is which --- */

static bool same_place(const struct hv_drive *a, const struct hv_drive *b)
{
	return a->bus == b->bus && a->controller == b->controller &&
		a->slot == b->slot;
}

static int check_place(const struct hv_plan *p, size_t at, struct err *e)
{
	const struct hv_drive *d = &p->want->drives.v[at];
	const struct hv_controller_pair *c = controller_of(p, d);

	/* the floppy controller is there without a word */
	if (!c && !hv_controller_at(p->have, d->bus, d->controller))
		return err_set(e, ERR_FAILED, "the domain has no %s controller "
			       "%u", hv_bus_words[d->bus], d->controller);
	for (size_t i = 0; i < at; i++) {
		if (!same_place(&p->want->drives.v[i], d))
			continue;
		err_set(e, ERR_FAILED, "operation failed: %s %u:%u has a drive "
			"already", hv_bus_words[d->bus], d->controller,
			d->slot);
		return err_hint(e, "hvsh domblklist shows which targets are "
				"taken");
	}
	return 0;
}

static size_t match_drive(const struct hv_config *have,
			  const struct hv_drive *d, bool by_place)
{
	for (size_t i = 0; i < have->drives.n; i++) {
		const struct hv_drive *is = &have->drives.v[i];

		if (by_place ? same_place(is, d) : same_id(is->id, d->id))
			return i;
	}
	return NONE;
}

static void match_drives(const struct hv_plan *p, size_t *of, bool *taken)
{
	const struct hv_config *want = p->want;

	for (size_t i = 0; i < want->drives.n; i++)
		of[i] = NONE;
	for (int by_place = 0; by_place < 2; by_place++) {
		for (size_t i = 0; i < want->drives.n; i++) {
			size_t k = of[i] != NONE ? NONE :
				match_drive(p->have, &want->drives.v[i],
					    by_place);

			if (k == NONE || taken[k])
				continue;
			of[i] = k;
			taken[k] = true;
		}
	}
}

static bool moves(const struct hv_plan *p, const struct hv_drive *have,
		  const struct hv_drive *want)
{
	const struct hv_controller_pair *c = controller_of(p, want);

	if (have->bus != want->bus || have->slot != want->slot)
		return true;
	return c && c->have != hv_controller_at(p->have, have->bus,
					     have->controller);
}

/* Whether the drive can become so, or another has to take its place. A disk
 * of a VM that is on is another where its file is another (hv_plan_check knows
 * of those that cannot be taken out). */
static bool becomes(const struct hv_plan *p, const struct hv_drive *have,
		    const struct hv_drive *want)
{
	bool another = path_differs(have->image, want->image);

	if (have->kind != want->kind || moves(p, have, want))
		return false;
	if (have->kind == HV_DRIVE_PHYSICAL)
		return !another;
	return have->kind != HV_DRIVE_DISK || !another || !have->image ||
		!want->image || hv_state_is(p->have->state, HV_OFF);
}

static void add_pair(struct hv_plan *p, const struct hv_drive *have,
		     const struct hv_drive *want)
{
	if (have && want && !becomes(p, have, want)) {
		add_pair(p, have, NULL);
		have = NULL;
	}
	vec_push(&p->drives, ((struct hv_drive_pair){ have, want, NULL, NULL }));
}

/* The empty floppy drive of generation 1 is there without a word. */
static bool is_silent(const struct hv_drive *d)
{
	return d->kind == HV_DRIVE_FLOPPY && !d->image_id;
}

int hv_plan_drives(struct hv_plan *p, struct err *e)
{
	const struct hv_config *have = p->have, *want = p->want;
	AUTO_FREE size_t *of = xcalloc(want->drives.n + 1, sizeof *of);
	AUTO_FREE bool *taken = xcalloc(have->drives.n + 1, sizeof *taken);

	match_drives(p, of, taken);
	for (size_t i = 0; i < want->drives.n; i++) {
		if (check_place(p, i, e) < 0)
			return -1;
		add_pair(p, of[i] == NONE ? NULL : &have->drives.v[of[i]],
			 &want->drives.v[i]);
	}
	for (size_t i = 0; i < have->drives.n; i++)
		if (!taken[i] && !is_silent(&have->drives.v[i]))
			add_pair(p, &have->drives.v[i], NULL);
	return 0;
}

/* --- images --- */

static uint64_t iops(struct num n)
{
	return n.set ? n.v : 0;         /* 0: no limit */
}

static bool iops_differ(const struct hv_drive *a, const struct hv_drive *b)
{
	return iops(a->iops_max) != iops(b->iops_max) ||
		iops(a->iops_min) != iops(b->iops_min);
}

static bool has_image(const struct hv_drive *d)
{
	return d && d->image && d->kind != HV_DRIVE_PHYSICAL;
}

bool hv_drive_pair_image_comes(const struct hv_drive_pair *d)
{
	return has_image(d->want) && (!d->have || !d->have->image_id);
}

bool hv_drive_pair_image_goes(const struct hv_drive_pair *d)
{
	return d->have && d->have->image_id &&
		(!d->want || (has_image(d->have) && !has_image(d->want)));
}

bool hv_drive_pair_modified(const struct hv_drive_pair *d)
{
	return d->have && has_image(d->want) && d->have->image_id &&
		(path_differs(d->have->image, d->want->image) ||
		 iops_differ(d->have, d->want));
}

/* --- the items, step by step --- */

void hv_plan_remove_images(const struct hv_plan *p, struct hv_items *to)
{
	for (size_t i = 0; i < p->drives.n; i++)
		if (hv_drive_pair_image_goes(&p->drives.v[i]))
			hv_item_gone(to, SASD, p->drives.v[i].have->image_id,
				     hv_medium_word(p->drives.v[i].have));
}

void hv_plan_remove_drives(const struct hv_plan *p, struct hv_items *to)
{
	for (size_t i = 0; i < p->drives.n; i++) {
		const struct hv_drive *d = p->drives.v[i].have;

		if (d && !p->drives.v[i].want && d->kind != HV_DRIVE_FLOPPY)
			hv_item_gone(to, RASD, d->id, hv_drive_word(d));
	}
}

void hv_plan_modify_images(const struct hv_plan *p, struct hv_items *to)
{
	for (size_t i = 0; i < p->drives.n; i++)
		if (hv_drive_pair_modified(&p->drives.v[i]))
			hv_item_image_change(to, p->drives.v[i].have,
					     p->drives.v[i].want);
}

static const char *controller_id(const struct hv_plan *p,
				 const struct hv_drive *d)
{
	const struct hv_controller_pair *c = controller_of(p, d);
	const struct hv_controller *is = c ? c->have :
		hv_controller_at(p->have, d->bus, d->controller);

	return is ? is->id : c->made;
}

void hv_plan_add_drives(const struct hv_plan *p, struct hv_items *to)
{
	for (size_t i = 0; i < p->drives.n; i++) {
		const struct hv_drive_pair *d = &p->drives.v[i];

		if (!d->have)
			hv_item_drive(to, d->want, controller_id(p, d->want),
				      d->host_disk);
	}
}

void hv_plan_made_drives(struct hv_plan *p, struct hv_items *from, size_t *at)
{
	for (size_t i = 0; i < p->drives.n; i++)
		if (!p->drives.v[i].have)
			p->drives.v[i].made = hv_item_take(from, at);
}

void hv_plan_add_images(const struct hv_plan *p, struct hv_items *to)
{
	for (size_t i = 0; i < p->drives.n; i++) {
		const struct hv_drive_pair *d = &p->drives.v[i];

		if (hv_drive_pair_image_comes(d))
			hv_item_image(to, d->want,
				      d->have ? d->have->id : d->made);
	}
}
