/* hv/change_controllers.c - controllers of a changing VM */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "hv/change_plan.h"
#include "hv/config.h"

#define RASD "Msvm_ResourceAllocationSettingData"
#define NONE ((size_t)-1)

const char *const hv_bus_words[] = {
	[HV_BUS_IDE] = "IDE", [HV_BUS_SCSI] = "SCSI", [HV_BUS_FLOPPY] = "floppy",
};

static bool same_id(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

const struct hv_controller *hv_controller_at(const struct hv_config *c,
					     enum hv_bus bus, unsigned index)
{
	for (size_t i = 0; i < c->controllers.n; i++)
		if (c->controllers.v[i].bus == bus &&
		    c->controllers.v[i].index == index)
			return &c->controllers.v[i];
	return NULL;
}

/* The SCSI controllers that a drive needs and nobody named, and those before
 * them: an index is the place in the host's order. */
static void add_needed(struct hv_config *want)
{
	for (size_t i = 0; i < want->drives.n; i++) {
		const struct hv_drive *d = &want->drives.v[i];

		if (d->bus != HV_BUS_SCSI ||
		    hv_controller_at(want, d->bus, d->controller))
			continue;
		for (unsigned k = 0; k <= d->controller; k++)
			if (!hv_controller_at(want, HV_BUS_SCSI, k))
				vec_push(&want->controllers,
					 ((struct hv_controller){
						 NULL, HV_BUS_SCSI, k }));
	}
}

static int check_twice(const struct hv_config *want, size_t at, struct err *e)
{
	const struct hv_controller *c = &want->controllers.v[at];

	if (hv_controller_at(want, c->bus, c->index) == c)
		return 0;
	return err_set(e, ERR_FAILED, "operation failed: the domain has %s "
		       "controller %u", hv_bus_words[c->bus], c->index);
}

static size_t match_controller(const struct hv_config *have,
			       const struct hv_controller *c, bool by_place)
{
	for (size_t i = 0; i < have->controllers.n; i++) {
		const struct hv_controller *is = &have->controllers.v[i];

		if (by_place ? is->bus == c->bus && is->index == c->index :
			       same_id(is->id, c->id))
			return i;
	}
	return NONE;
}

/* Ids first: what has another's place may be that other by its id. */
static void match_controllers(const struct hv_plan *p, size_t *of, bool *taken)
{
	const struct hv_config *want = p->want;

	for (size_t i = 0; i < want->controllers.n; i++)
		of[i] = NONE;
	for (int by_place = 0; by_place < 2; by_place++) {
		for (size_t i = 0; i < want->controllers.n; i++) {
			size_t k = of[i] != NONE ? NONE :
				match_controller(p->have,
						 &want->controllers.v[i],
						 by_place);

			if (k == NONE || taken[k])
				continue;
			of[i] = k;
			taken[k] = true;
		}
	}
}

/* A new one is the next; one that was there (its id is known) is put back
 * where Hyper-V puts it. */
static int check_new(const struct hv_plan *p, const struct hv_controller *c,
		     struct err *e)
{
	unsigned next = 0;

	if (c->bus != HV_BUS_SCSI)
		return err_set(e, ERR_FAILED, "Hyper-V adds no %s controller "
			       "%u", hv_bus_words[c->bus], c->index);
	for (size_t i = 0; i < p->controllers.n; i++)
		next += p->controllers.v[i].want &&
			p->controllers.v[i].want->bus == c->bus;
	if (c->index <= next || c->id)
		return 0;
	return err_set(e, ERR_FAILED, "the next SCSI controller of the domain "
		       "would be %u, not %u", next, c->index);
}

int hv_plan_controllers(struct hv_plan *p, struct err *e)
{
	const struct hv_config *have = p->have;
	AUTO_FREE size_t *of = NULL;
	AUTO_FREE bool *taken = xcalloc(have->controllers.n + 1,
					sizeof *taken);

	add_needed(p->want);
	of = xcalloc(p->want->controllers.n + 1, sizeof *of);
	match_controllers(p, of, taken);
	for (size_t i = 0; i < p->want->controllers.n; i++) {
		const struct hv_controller *c = &p->want->controllers.v[i];

		if (check_twice(p->want, i, e) < 0 ||
		    (of[i] == NONE && check_new(p, c, e) < 0))
			return -1;
		vec_push(&p->controllers, ((struct hv_controller_pair){
			of[i] == NONE ? NULL : &have->controllers.v[of[i]],
			c, NULL }));
	}
	for (size_t i = 0; i < have->controllers.n; i++)
		if (!taken[i] && have->controllers.v[i].bus == HV_BUS_SCSI)
			vec_push(&p->controllers, ((struct hv_controller_pair){
				&have->controllers.v[i], NULL, NULL }));
	return 0;
}

/* --- the items --- */

void hv_plan_remove_controllers(const struct hv_plan *p, struct hv_items *to)
{
	for (size_t i = 0; i < p->controllers.n; i++)
		if (!p->controllers.v[i].want)
			hv_item_gone(to, RASD, p->controllers.v[i].have->id,
				     "SCSI controller");
}

void hv_plan_add_controllers(const struct hv_plan *p, struct hv_items *to)
{
	for (size_t i = 0; i < p->controllers.n; i++)
		if (!p->controllers.v[i].have)
			hv_item_controller(to);
}

void hv_plan_made_controllers(struct hv_plan *p, struct hv_items *from,
			      size_t *at)
{
	for (size_t i = 0; i < p->controllers.n; i++)
		if (!p->controllers.v[i].have)
			p->controllers.v[i].made = hv_item_take(from, at);
}
