/* domxml/read_boot.c - what is booted from: <boot dev=> of <os>, <boot order=>
 * of devices */
#include <string.h>

#include "domxml/names.h"
#include "domxml/reader.h"

int domxml_read_boot(const struct domxml_in *in, const xml_node *device,
		     unsigned *ret)
{
	const xml_node *n = domxml_child(device, "boot");
	const char *text = xml_attr(n, NULL, "order");
	uint64_t order;

	if (!n)
		return 0;
	if (!text || parse_u64(text, UINT16_MAX, &order) < 0 || !order)
		return domxml_bad(in, n, "order='%s' of <boot> is no number "
				  "from 1 to %u", text ? text : "", UINT16_MAX);
	*ret = (unsigned)order;
	return 0;
}

/* --- devices: the disks of the document, then its interfaces --- */

struct device {
	const xml_node *node;
	unsigned *boot;
	const struct hv_drive *drive;
	const struct hv_nic *nic;
};
struct devices VEC_OF(struct device);

static void collect(const xml_node *devices, struct hv_config *c,
		    struct devices *to)
{
	const xml_node *n = domxml_child(devices, "disk");

	for (size_t i = 0; i < c->drives.n; i++) {
		struct hv_drive *d = &c->drives.v[i];

		vec_push(to, ((struct device){ n, &d->boot, d, NULL }));
		n = domxml_next(n, "disk");
	}
	n = domxml_child(devices, "interface");
	for (size_t i = 0; i < c->nics.n; i++) {
		struct hv_nic *nic = &c->nics.v[i];

		vec_push(to, ((struct device){ n, &nic->boot, NULL, nic }));
		n = domxml_next(n, "interface");
	}
}

/* Of BootOrder: 0 floppy, 1 DVD, 2 disk, 3 network. */
static unsigned kind_of(const struct device *d)
{
	return d->nic ? 3 : d->drive->kind == HV_DRIVE_DVD ? 1 :
	       d->drive->kind == HV_DRIVE_FLOPPY ? 0 : 2;
}

static int by_place(const void *x, const void *y)
{
	const struct hv_drive *a = ((const struct device *)x)->drive;
	const struct hv_drive *b = ((const struct device *)y)->drive;
	const struct device *p = x, *q = y;

	if (!a || !b)
		return a ? -1 : b ? 1 : p->nic < q->nic ? -1 : p->nic > q->nic;
	if (a->bus != b->bus)
		return a->bus < b->bus ? -1 : 1;
	if (a->controller != b->controller)
		return a->controller < b->controller ? -1 : 1;
	return a->slot < b->slot ? -1 : a->slot > b->slot;
}

static int by_order(const void *x, const void *y)
{
	const struct device *a = x, *b = y;

	return *a->boot < *b->boot ? -1 : *a->boot > *b->boot;
}

/* The devices that have a number, in its order; each has its own. */
static int numbered(const struct domxml_in *in, const struct devices *all,
		    struct devices *to)
{
	for (size_t i = 0; i < all->n; i++) {
		for (size_t k = 0; k < i && *all->v[i].boot; k++)
			if (*all->v[k].boot == *all->v[i].boot)
				return domxml_bad(in, all->v[i].node,
					"boot order '%u' is used for more than "
					"one device", *all->v[i].boot);
		if (*all->v[i].boot)
			vec_push(to, all->v[i]);
	}
	if (to->n)
		qsort(to->v, to->n, sizeof *to->v, by_order);
	return 0;
}

/* --- generation 2: kinds become devices --- */

static void number_kinds(struct hv_config *c, struct devices *all)
{
	unsigned next = 0;

	if (!c->boot_order.n)
		return;
	if (all->n)
		qsort(all->v, all->n, sizeof *all->v, by_place);
	for (size_t i = 0; i < c->boot_order.n; i++)
		for (size_t k = 0; k < all->n; k++)
			if (kind_of(&all->v[k]) == c->boot_order.v[i])
				*all->v[k].boot = ++next;
	for (size_t k = 0; k < all->n; k++)
		if (!*all->v[k].boot)
			*all->v[k].boot = ++next;
	vec_free(&c->boot_order);
}

/* --- generation 1: devices become kinds --- */

static int check_kind(const struct domxml_in *in, const struct devices *l,
		      size_t i)
{
	const struct device *d = &l->v[i];
	bool first = true;

	if (d->nic ? !d->nic->legacy : d->drive->bus == HV_BUS_SCSI)
		return domxml_bad(in, d->node, "a VM of generation 1 does not "
				  "boot from this device: only from IDE, "
				  "floppy disks and legacy network adapters");
	for (size_t k = 0; k < i; k++)
		first &= kind_of(&l->v[k]) != kind_of(d);
	if (first || (kind_of(&l->v[i - 1]) == kind_of(d) &&
		      by_place(&l->v[i - 1], d) < 0))
		return 0;
	return domxml_bad(in, d->node, "a VM of generation 1 tries all devices "
			  "of a kind, in their order, before those of another");
}

static int kinds_of(const struct domxml_in *in, const struct devices *l,
		    struct hv_config *c)
{
	unsigned order[DOMXML_BOOT_DEVICES * 2];
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		if (check_kind(in, l, i) < 0)
			return -1;
		if (!i || kind_of(&l->v[i]) != kind_of(&l->v[i - 1]))
			order[n++] = kind_of(&l->v[i]);
		*l->v[i].boot = 0;
	}
	for (size_t i = 0; i < DOMXML_BOOT_DEVICES; i++)
		order[n + i] = domxml_boot_order[i];
	vec_free(&c->boot_order);
	for (size_t i = 0; i < n + DOMXML_BOOT_DEVICES; i++) {
		bool there = false;

		for (size_t k = 0; k < i; k++)
			there |= order[k] == order[i];
		if (!there)
			vec_push(&c->boot_order, order[i]);
	}
	return 0;
}

static int settle(const struct domxml_in *in, const xml_node *os,
		  struct devices *all, struct devices *l, struct hv_config *c)
{
	if (numbered(in, all, l) < 0)
		return -1;
	if (l->n && domxml_child(os, "boot"))
		return domxml_bad(in, l->v[0].node, "per-device boot elements "
				  "cannot be used together with os/boot "
				  "elements");
	if (l->n && c->generation == 1)
		return kinds_of(in, l, c);
	if (c->generation == 2)
		number_kinds(c, all);
	return 0;
}

int domxml_settle_boot(const struct domxml_in *in, const xml_node *domain,
		       struct hv_config *c)
{
	struct devices all = VEC_INIT, l = VEC_INIT;
	int r;

	collect(domxml_child(domain, "devices"), c, &all);
	r = settle(in, domxml_child(domain, "os"), &all, &l, c);
	c->boot_exact = true;
	vec_free(&all);
	vec_free(&l);
	return r;
}
