/* hv/devices.c - controllers, drives, images and NICs given to a VM */
#include "hv/devices.h"

#include <inttypes.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/config.h"
#include "hv/host.h"
#include "hv/made.h"
#include "hv/network.h"
#include "hv/nic.h"
#include "wmi/method.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

enum { ROOTS, ON_ROOTS, IMAGES };       /* the levels */

void hv_devices_clear(struct hv_devices *d)
{
	for (size_t i = 0; i < HV_DEVICE_LEVELS; i++)
		hv_items_clear(&d->level[i]);
}

/* --- what devices refer to --- */

static bool needs_switch(const struct hv_config *c)
{
	for (size_t i = 0; i < c->nics.n; i++)
		if (c->nics.v[i].switch_guid || c->nics.v[i].switch_name)
			return true;
	return false;
}

int hv_devices_resolve(struct hv_host *h, struct hv_config *c, struct err *e)
{
	AUTO_NETWORKS all = VEC_INIT;

	if (!needs_switch(c))
		return 0;
	if (hv_network_list(h, &all, e) < 0)
		return -1;
	for (size_t i = 0; i < c->nics.n; i++) {
		struct hv_nic *nic = &c->nics.v[i];
		const struct hv_network *net;
		const char *word = nic->switch_guid ? nic->switch_guid :
			nic->switch_name;

		if (!word)
			continue;
		if (hv_network_pick(&all, word, &net, e) < 0)
			return -1;
		free(nic->switch_guid);
		nic->switch_guid = xstrdup(net->guid);
	}
	return 0;
}

/* A disk of the host, by its number: drives that pass it through name it by
 * an object path with four keys. */
struct disk {
	char *class, *id, *system_class, *system;
	struct num number;
};

static const struct wmi_field disk_fields[] = {
	FIELD("CreationClassName", WMI_STR, disk, class),
	FIELD("DeviceID", WMI_STR, disk, id),
	FIELD("SystemCreationClassName", WMI_STR, disk, system_class),
	FIELD("SystemName", WMI_STR, disk, system),
	FIELD("DriveNumber", WMI_NUM, disk, number),
	{ 0 }
};

struct disk_search {
	uint64_t number;
	char *path;
};

static int disk_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct disk_search *to = arg;
	struct disk d = { 0 };
	int r = wmi_read(o, disk_fields, &d, e);

	if (r == 0 && !to->path && d.number.set && d.number.v == to->number &&
	    d.class && d.id && d.system_class && d.system) {
		AUTO_REF *ref = wmi_ref_new(HV_NS, "Msvm_DiskDrive",
			"CreationClassName", d.class, "DeviceID", d.id,
			"SystemCreationClassName", d.system_class,
			"SystemName", d.system, NULL);

		to->path = hv_ref_path(ref);
	}
	wmi_clear(disk_fields, &d);
	return r;
}

static int find_disk(struct hv_host *h, const char *number, char **ret,
		     struct err *e)
{
	struct disk_search s = { 0 };
	AUTO_STR wql = STR_INIT;
	struct wmi_query q = { .ns = HV_NS, .row = disk_row, .arg = &s };
	int r;

	if (!number || parse_u64(number, UINT32_MAX, &s.number) < 0)
		return err_set(e, ERR_USAGE, "a physical disk is named by its "
			       "number on the host");
	wql_select(&wql, "Msvm_DiskDrive", disk_fields);
	wql_where_num(&wql, "DriveNumber", "=", s.number);
	q.wql = wql.buf;
	r = wmi_query(hv_host_wmi(h), &q, 1, e);
	err_clear(&q.err);
	if (r == 0 && !s.path)
		return err_set(e, ERR_NOT_FOUND, "the host has no disk %s that "
			       "can be passed through", number);
	if (r < 0)
		free(s.path);
	else
		*ret = s.path;
	return r;
}

/* --- adding --- */

struct adding {
	struct hv_host *h;
	const struct hv_config *have, *want;
	struct hv_devices *made;
	size_t old_scsi, new_scsi;      /* how many controllers */
};

static size_t count_scsi(const struct hv_config *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->controllers.n; i++) {
		const struct hv_controller *ctl = &c->controllers.v[i];

		if (ctl->bus == HV_BUS_SCSI && n < ctl->index + 1UL)
			n = ctl->index + 1UL;
	}
	for (size_t i = 0; i < c->drives.n; i++) {
		const struct hv_drive *d = &c->drives.v[i];

		if (d->bus == HV_BUS_SCSI && n < d->controller + 1UL)
			n = d->controller + 1UL;
	}
	return n;
}

/* The first of NICs among the roots is behind the controllers. */
static void add_roots(struct adding *a)
{
	struct hv_items *to = &a->made->level[ROOTS];

	for (size_t i = a->old_scsi; i < a->new_scsi; i++)
		hv_item_controller(to);
	for (size_t i = 0; i < a->want->nics.n; i++)
		hv_item_nic(to, &a->want->nics.v[i]);
}

static const char *controller_id(const struct adding *a,
				 const struct hv_drive *d)
{
	for (size_t i = 0; i < a->have->controllers.n; i++) {
		const struct hv_controller *c = &a->have->controllers.v[i];

		if (c->bus == d->bus && c->index == d->controller)
			return c->id;
	}
	if (d->bus != HV_BUS_SCSI || d->controller < a->old_scsi)
		return NULL;
	return a->made->level[ROOTS].v[d->controller - a->old_scsi].id;
}

/* NULL: there is none at this place yet. */
static const char *drive_id(const struct adding *a, const struct hv_drive *d)
{
	for (size_t i = 0; i < a->have->drives.n; i++) {
		const struct hv_drive *is = &a->have->drives.v[i];

		if (is->bus == d->bus && is->controller == d->controller &&
		    is->slot == d->slot)
			return is->id;
	}
	return NULL;
}

static int no_controller(const struct hv_drive *d, struct err *e)
{
	static const char *const names[] = {
		[HV_BUS_IDE] = "IDE", [HV_BUS_SCSI] = "SCSI",
		[HV_BUS_FLOPPY] = "floppy",
	};

	return err_set(e, ERR_FAILED, "the domain has no %s controller %u",
		       names[d->bus], d->controller);
}

static int add_drive(struct adding *a, const struct hv_drive *d, struct err *e)
{
	const char *controller = controller_id(a, d);
	AUTO_FREE char *host_disk = NULL;

	if (!controller)
		return no_controller(d, e);
	if (d->kind == HV_DRIVE_PHYSICAL &&
	    find_disk(a->h, d->image, &host_disk, e) < 0)
		return -1;
	hv_item_drive(&a->made->level[ON_ROOTS], d, controller, host_disk);
	return 0;
}

/* A NIC that is connected to nothing has a connection only where VLANs and
 * their like need one to be kept in. */
static bool has_port(const struct hv_nic *nic)
{
	return nic->switch_guid || hv_nic_features_differ(NULL, nic);
}

static int add_on_roots(struct adding *a, struct err *e)
{
	const struct hv_items *roots = &a->made->level[ROOTS];
	const struct hv_config *w = a->want;

	for (size_t i = 0; i < w->drives.n; i++)
		if (!drive_id(a, &w->drives.v[i]) &&
		    add_drive(a, &w->drives.v[i], e) < 0)
			return -1;
	for (size_t i = 0; i < w->nics.n; i++)
		if (has_port(&w->nics.v[i]))
			hv_item_port(&a->made->level[ON_ROOTS], &w->nics.v[i],
				     roots->v[roots->n - w->nics.n + i].id,
				     w->nics.v[i].switch_guid);
	return 0;
}

static void add_images(struct adding *a)
{
	const struct hv_items *drives = &a->made->level[ON_ROOTS];
	size_t next = 0;

	for (size_t i = 0; i < a->want->drives.n; i++) {
		const struct hv_drive *d = &a->want->drives.v[i];
		const char *id = drive_id(a, d);

		if (!id)
			id = drives->v[next++].id;
		if (d->image && d->kind != HV_DRIVE_PHYSICAL)
			hv_item_image(&a->made->level[IMAGES], d, id);
	}
}

static int add_features(struct adding *a, const struct hv_wait *wait,
			struct err *e)
{
	const struct hv_items *items = &a->made->level[ON_ROOTS];
	size_t ports = 0, next;

	for (size_t i = 0; i < a->want->nics.n; i++)
		ports += has_port(&a->want->nics.v[i]);
	next = items->n - ports;
	for (size_t i = 0; i < a->want->nics.n; i++) {
		const struct hv_nic *nic = &a->want->nics.v[i];

		if (!has_port(nic))
			continue;
		if (hv_nic_features_apply(a->h, NULL, nic, items->v[next].id,
					  wait, e) < 0)
			return -1;
		next++;
	}
	return 0;
}

int hv_devices_add(struct hv_host *h, const struct hv_config *have,
		   const struct hv_config *want, struct hv_devices *made,
		   const struct hv_wait *wait, struct err *e)
{
	struct adding a = { h, have, want, made, count_scsi(have),
			    count_scsi(want) };

	add_roots(&a);
	if (hv_items_add(h, have->guid, &made->level[ROOTS], wait, e) < 0 ||
	    add_on_roots(&a, e) < 0 ||
	    hv_items_add(h, have->guid, &made->level[ON_ROOTS], wait, e) < 0)
		return -1;
	add_images(&a);
	if (hv_items_add(h, have->guid, &made->level[IMAGES], wait, e) < 0)
		return -1;
	return add_features(&a, wait, e);
}

int hv_devices_remove(struct hv_host *h, const struct hv_devices *made,
		      const struct hv_wait *wait, struct err *e)
{
	for (size_t i = HV_DEVICE_LEVELS; i-- > 0;)
		if (hv_items_remove(h, &made->level[i], wait, e) < 0)
			return -1;
	return 0;
}
