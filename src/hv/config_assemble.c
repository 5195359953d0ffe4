/* hv/config_assemble.c - from the parts of a VM to its configuration
 *
 * Kinds are told by ResourceType, ResourceSubType and class, never by names,
 * which Windows translates.
 */
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "hv/config.h"
#include "hv/config_parts.h"
#include "hv/host.h"
#include "hv/mac.h"

enum { PORT_ENABLED = 2 };

static bool is_kind(const struct hv_part *p, const char *kind)
{
	static const char prefix[] = "Microsoft:Hyper-V:";

	return p->subtype && !strncmp(p->subtype, prefix, strlen(prefix)) &&
		!strcmp(p->subtype + strlen(prefix), kind);
}

static bool same_id(const char *a, const char *b)
{
	return a && b && !strcasecmp(a, b);
}

/* The key of what 'path' refers to, yours; NULL where there is no path. */
static int path_key(const char *path, const char *key, char **ret,
		    struct err *e)
{
	AUTO_REF *ref = NULL;

	if (!path || !*path)
		return 0;
	if (wmi_ref_parse(path, HV_NS, &ref, e) < 0)
		return -1;
	*ret = xstrdup(wmi_ref_key(ref, key));
	return 0;
}

static unsigned number(const char *text, unsigned otherwise)
{
	uint64_t n;

	return text && parse_u64(text, UINT32_MAX, &n) == 0 ?
		(unsigned)n : otherwise;
}

static void add_memory(struct hv_config *c, const struct hv_part *p)
{
	/* MB (FACTS 5.8) */
	free(c->memory_id);
	c->memory_id = xstrdup(p->id);
	c->memory = p->quantity.v;
	c->dynamic_memory = p->dynamic.v;
	if (p->dynamic.v) {
		c->memory_min = p->reservation.v;
		c->memory_max = p->limit.v;
	}
	c->memory_buffer = (unsigned)p->buffer.v;
	c->memory_weight = (unsigned)p->weight.v;
}

static void add_cpus(struct hv_config *c, const struct hv_part *p)
{
	free(c->cpus_id);
	c->cpus_id = xstrdup(p->id);
	c->cpus = (unsigned)p->quantity.v;
	c->cpu_limit = p->limit.v;
	c->cpu_reservation = p->reservation.v;
	c->cpu_weight = p->weight.v;
	c->nested = p->nested.v;
}

static void add_controller(struct hv_config *c, enum hv_bus bus,
			   const struct hv_part *p)
{
	unsigned n = 0;

	for (size_t i = 0; i < c->controllers.n; i++)
		n += c->controllers.v[i].bus == bus;
	/* an IDE controller says which one it is */
	if (bus == HV_BUS_IDE)
		n = number(p->address, n);
	vec_push(&c->controllers,
		 ((struct hv_controller){ xstrdup(p->id), bus, n }));
}

/* The last number of the ID: ..\0 is COM 1. */
static void add_com(struct hv_config *c, const struct hv_part *p)
{
	const char *tail = p->id ? strrchr(p->id, '\\') : NULL;
	const char *pipe = p->connection.n ? p->connection.v[0] : NULL;
	unsigned n = number(tail ? tail + 1 : NULL, (unsigned)c->coms.n);

	vec_push(&c->coms, ((struct hv_com){
		n + 1, pipe && *pipe ? xstrdup(pipe) : NULL,
		xstrdup(p->id) }));
}

static void add_nic(struct hv_config *c, const struct hv_part *p)
{
	vec_push(&c->nics, ((struct hv_nic){
		.id = xstrdup(p->id),
		.legacy = is_kind(p, "Emulated Ethernet Port"),
		.name = xstrdup(p->name),
		.mac = hv_mac_text(p->address),
		.mac_static = p->mac_static.v,
	}));
}

static void add_top(struct hv_config *c, const struct hv_part *p)
{
	if (!strcmp(p->class, "Msvm_SecuritySettingData"))
		c->tpm = p->tpm.v;
	switch (p->type.v) {
	case HV_RES_PROCESSOR:
		add_cpus(c, p);
		break;
	case HV_RES_MEMORY:
		add_memory(c, p);
		break;
	case HV_RES_IDE:
		add_controller(c, HV_BUS_IDE, p);
		break;
	case HV_RES_SCSI:
		add_controller(c, HV_BUS_SCSI, p);
		break;
	case HV_RES_OTHER:
		if (is_kind(p, "Virtual Diskette Controller"))
			add_controller(c, HV_BUS_FLOPPY, p);
		break;
	case HV_RES_ETHERNET:
		add_nic(c, p);
		break;
	case HV_RES_SERIAL_PORT:
		add_com(c, p);
		break;
	default:
		break;
	}
}

/* A disk of the host that a drive passes through: by its DeviceID. */
static char *disk_number(const struct hv_parts *all, const char *device)
{
	for (size_t i = 0; i < all->disks.n; i++)
		if (same_id(all->disks.v[i].id, device) &&
		    all->disks.v[i].number.set)
			return xasprintf("%llu", (unsigned long long)
					 all->disks.v[i].number.v);
	return NULL;
}

static int drive_kind(const struct hv_parts *all, const struct hv_part *p,
		      struct hv_drive *d, struct err *e)
{
	AUTO_FREE char *device = NULL;

	d->kind = p->type.v == HV_RES_DVD_DRIVE ? HV_DRIVE_DVD :
		p->type.v == HV_RES_FLOPPY_DRIVE ? HV_DRIVE_FLOPPY : HV_DRIVE_DISK;
	if (!is_kind(p, "Physical Disk Drive"))
		return 0;
	d->kind = HV_DRIVE_PHYSICAL;
	if (p->host_resource.n &&
	    path_key(p->host_resource.v[0], "DeviceID", &device, e) < 0)
		return -1;
	d->image = disk_number(all, device);
	return 0;
}

/* Drives at a kind of controller that libvirt's XML has no word for (memory
 * that is a disk) are left out. */
static int add_drive(struct hv_config *c, const struct hv_parts *all,
		     const struct hv_part *p, struct err *e)
{
	const struct hv_controller *at = NULL;
	AUTO_FREE char *parent = NULL;
	struct hv_drive d = { 0 };

	if (path_key(p->parent, "InstanceID", &parent, e) < 0)
		return -1;
	for (size_t i = 0; i < c->controllers.n; i++)
		if (same_id(c->controllers.v[i].id, parent))
			at = &c->controllers.v[i];
	if (!at)
		return 0;
	if (drive_kind(all, p, &d, e) < 0)
		return -1;
	d.id = xstrdup(p->id);
	d.bus = at->bus;
	d.controller = at->index;
	d.slot = number(p->slot, 0);
	vec_push(&c->drives, d);
	return 0;
}

/* 0 is no limit and no reservation */
static struct num iops(struct num n)
{
	return (struct num){ n.v, n.set && n.v };
}

static int add_image(struct hv_config *c, const struct hv_part *p,
		     struct err *e)
{
	AUTO_FREE char *parent = NULL;

	if (path_key(p->parent, "InstanceID", &parent, e) < 0)
		return -1;
	for (size_t i = 0; i < c->drives.n; i++) {
		struct hv_drive *d = &c->drives.v[i];

		if (!same_id(d->id, parent) || d->image_id)
			continue;
		d->image_id = xstrdup(p->id);
		if (p->host_resource.n && !d->image)
			d->image = xstrdup(p->host_resource.v[0]);
		d->iops_max = iops(p->iops_max);
		d->iops_min = iops(p->iops_min);
	}
	return 0;
}

/* NULL where the name would mean another switch, too. */
static char *switch_name(const struct hv_parts *all, const char *guid)
{
	const char *name = NULL;
	size_t n = 0;

	for (size_t i = 0; i < all->switches.n; i++)
		if (same_id(all->switches.v[i].guid, guid))
			name = all->switches.v[i].name;
	for (size_t i = 0; i < all->switches.n; i++)
		n += same_id(all->switches.v[i].name, name);
	return n == 1 ? xstrdup(name) : NULL;
}

static int set_switch(struct hv_nic *nic, const struct hv_parts *all,
		      const char *path, struct err *e)
{
	AUTO_FREE char *name = NULL;
	char guid[GUID_LEN + 1];

	if (path_key(path, "Name", &name, e) < 0)
		return -1;
	if (!name || parse_guid(name, guid) < 0)
		return 0;
	nic->switch_guid = xstrdup(guid);
	nic->switch_name = switch_name(all, guid);
	return 0;
}

static int add_connection(struct hv_config *c, const struct hv_parts *all,
			  const struct hv_part *p, struct err *e)
{
	AUTO_FREE char *parent = NULL;

	if (path_key(p->parent, "InstanceID", &parent, e) < 0)
		return -1;
	for (size_t i = 0; i < c->nics.n; i++) {
		struct hv_nic *nic = &c->nics.v[i];

		if (!same_id(nic->id, parent) || nic->port_id || !p->id)
			continue;
		nic->port_id = xstrdup(p->id);
		if (p->host_resource.n &&
		    set_switch(nic, all, p->host_resource.v[0], e) < 0)
			return -1;
		/* the property is younger than the class */
		nic->connected = nic->switch_guid &&
			(!p->enabled.set || p->enabled.v == PORT_ENABLED);
		hv_nic_set_features(nic, &all->features);
	}
	return 0;
}

static int by_place(const void *x, const void *y)
{
	const struct hv_drive *a = x, *b = y;

	if (a->bus != b->bus)
		return a->bus < b->bus ? -1 : 1;
	if (a->controller != b->controller)
		return a->controller < b->controller ? -1 : 1;
	return a->slot < b->slot ? -1 : a->slot > b->slot;
}

static int by_bus(const void *x, const void *y)
{
	const struct hv_controller *a = x, *b = y;

	if (a->bus != b->bus)
		return a->bus < b->bus ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

static int by_number(const void *x, const void *y)
{
	const struct hv_com *a = x, *b = y;

	return a->number < b->number ? -1 : a->number > b->number;
}

#define sort(vec, cmp) do { \
	if ((vec)->n) \
		qsort((vec)->v, (vec)->n, sizeof *(vec)->v, cmp); \
} while (0)

/* Parents first, for parts come in any order. */
int hv_config_assemble(struct hv_config *c, const struct hv_parts *all,
		       struct err *e)
{
	int r = 0;

	for (size_t i = 0; i < all->parts.n; i++)
		add_top(c, &all->parts.v[i]);
	for (size_t i = 0; i < all->parts.n && r == 0; i++) {
		const struct hv_part *p = &all->parts.v[i];

		if (p->type.v == HV_RES_DISK_DRIVE || p->type.v == HV_RES_DVD_DRIVE ||
		    p->type.v == HV_RES_FLOPPY_DRIVE)
			r = add_drive(c, all, p, e);
	}
	for (size_t i = 0; i < all->parts.n && r == 0; i++) {
		const struct hv_part *p = &all->parts.v[i];

		if (p->type.v == HV_RES_IMAGE)
			r = add_image(c, p, e);
		else if (p->type.v == HV_RES_CONNECTION)
			r = add_connection(c, all, p, e);
	}
	sort(&c->controllers, by_bus);
	sort(&c->drives, by_place);
	sort(&c->coms, by_number);
	return r;
}
