/* hv/boot.c - what a VM of generation 2 boots from, in order */
#include "hv/boot.h"

#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/config.h"
#include "hv/host.h"
#include "hv/item.h"
#include "wmi/method.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

#define SUFFIX "\\B"

static bool same_id(const char *a, const char *b)
{
	return a && b && !strcasecmp(a, b);
}

/* --- the devices of a configuration: its drives, then its NICs --- */

struct device {
	const struct hv_drive *drive;
	const struct hv_nic *nic;
	const char *id;
	unsigned boot;
	unsigned was;           /* on the host: 0, not tried or not there */
	bool new;
	size_t at;              /* in its configuration */
};
struct devices VEC_OF(struct device);

static size_t count(const struct hv_config *c)
{
	return c->drives.n + c->nics.n;
}

static struct device device_at(const struct hv_config *c, size_t i)
{
	const struct hv_drive *d = i < c->drives.n ? &c->drives.v[i] : NULL;
	const struct hv_nic *n = d ? NULL : &c->nics.v[i - c->drives.n];

	return (struct device){ .drive = d, .nic = n, .id = d ? d->id : n->id,
				.boot = d ? d->boot : n->boot, .at = i };
}

static bool find(const struct hv_config *c, const char *id, struct device *ret)
{
	for (size_t i = 0; i < count(c); i++) {
		*ret = device_at(c, i);
		if (same_id(ret->id, id))
			return true;
	}
	return false;
}

/* --- the host's order --- */

/* The InstanceID that a path names; yours, "" where it is none. */
static char *source_id(const char *path)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_REF *ref = NULL;
	const char *id = NULL;

	if (wmi_ref_parse(path, HV_NS, &ref, &e) == 0)
		id = wmi_ref_key(ref, "InstanceID");
	return xstrdup(id ? id : "");
}

/* Is it the source of that device? */
static bool is_source_of(const char *source, const char *device)
{
	size_t n = device ? strlen(device) : 0;

	return n && !strncasecmp(source, device, n) &&
		!strcasecmp(source + n, SUFFIX);
}

void hv_boot_assign(struct hv_config *c)
{
	unsigned next = 0;

	for (size_t i = 0; i < c->boot_sources.n; i++) {
		AUTO_FREE char *id = source_id(c->boot_sources.v[i]);

		for (size_t k = 0; k < c->drives.n; k++)
			if (is_source_of(id, c->drives.v[k].id))
				c->drives.v[k].boot = ++next;
		for (size_t k = 0; k < c->nics.n; k++)
			if (is_source_of(id, c->nics.v[k].id))
				c->nics.v[k].boot = ++next;
	}
}

void hv_boot_list(const struct hv_config *c, struct hv_boot_entries *to)
{
	for (size_t i = 0; i < c->boot_sources.n; i++) {
		struct hv_boot_entry *entry = vec_new(to);

		entry->id = source_id(c->boot_sources.v[i]);
		for (size_t k = 0; k < count(c); k++) {
			struct device d = device_at(c, k);

			if (!is_source_of(entry->id, d.id))
				continue;
			entry->drive = d.drive;
			entry->nic = d.nic;
		}
	}
}

struct source { char *id, *what, *path; };

static const struct wmi_field source_fields[] = {
	FIELD("InstanceID", WMI_STR, source, id),
	FIELD("BootSourceDescription", WMI_STR, source, what),
	FIELD("FirmwareDevicePath", WMI_STR, source, path),
	{ 0 }
};

static int source_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_boot_entries *to = arg;
	struct source s = { NULL, NULL, NULL };
	int r = wmi_read(o, source_fields, &s, e);

	for (size_t i = 0; r == 0 && i < to->n; i++) {
		struct hv_boot_entry *entry = &to->v[i];

		if (!same_id(entry->id, s.id) || entry->what)
			continue;
		entry->what = TAKE(s.what);
		entry->path = TAKE(s.path);
	}
	wmi_clear(source_fields, &s);
	return r;
}

int hv_boot_describe(struct hv_host *h, const struct hv_config *c,
		     struct hv_boot_entries *to, struct err *e)
{
	AUTO_FREE char *prefix = xasprintf("%s\\", c->settings_id);
	AUTO_STR wql = STR_INIT;
	struct wmi_query q = { .ns = HV_NS, .row = source_row, .arg = to };
	int r;

	wql_select(&wql, "Msvm_BootSourceSettingData", source_fields);
	wql_where_prefix(&wql, "InstanceID", prefix);
	q.wql = wql.buf;
	r = wmi_query(hv_host_wmi(h), &q, 1, e);
	err_clear(&q.err);
	return r;
}

void hv_boot_entries_free(struct hv_boot_entries *l)
{
	for (size_t i = 0; i < l->n; i++) {
		free(l->v[i].id);
		free(l->v[i].what);
		free(l->v[i].path);
	}
	vec_free(l);
}

static bool is_before(const struct hv_drive *a, const struct hv_drive *b)
{
	if (a->bus != b->bus)
		return a->bus < b->bus;
	if (a->controller != b->controller)
		return a->controller < b->controller;
	return a->slot < b->slot;
}

/* Drives by their place, then NICs: from 1. */
static unsigned usual_order(const struct hv_config *c, size_t i)
{
	unsigned order = 1;

	if (i >= c->drives.n)
		return (unsigned)i + 1;
	for (size_t k = 0; k < c->drives.n; k++)
		order += is_before(&c->drives.v[k], &c->drives.v[i]);
	return order;
}

bool hv_boot_usual(const struct hv_config *c)
{
	bool any = false, usual = true;

	for (size_t i = 0; i < count(c); i++) {
		unsigned boot = device_at(c, i).boot;

		any |= boot != 0;
		usual &= boot == usual_order(c, i);
	}
	return usual || !any;
}

/* --- from one order to another --- */

static int by_order(const void *x, const void *y)
{
	const struct device *a = x, *b = y;
	bool kept = a->boot == a->was, other = b->boot == b->was;

	if (a->boot != b->boot)
		return a->boot < b->boot ? -1 : 1;
	if (kept != other)
		return kept ? 1 : -1;
	return a->at < b->at ? -1 : a->at > b->at;
}

static void sort(struct devices *l)
{
	if (l->n)
		qsort(l->v, l->n, sizeof *l->v, by_order);
}

/* In the order that 'want' says (boot.h), those that are to be tried. */
static void wanted(const struct hv_config *have, const struct hv_config *want,
		   struct devices *to)
{
	bool any = false;

	for (size_t i = 0; i < count(want); i++)
		any |= device_at(want, i).boot != 0;
	for (size_t i = 0; i < count(want); i++) {
		struct device d = device_at(want, i), is;

		d.new = !find(have, d.id, &is);
		d.was = d.new ? 0 : is.boot;
		if (want->boot_exact && !any)
			d.boot = usual_order(want, i);
		else if (!want->boot_exact && !d.boot)
			d.boot = d.new ? UINT32_MAX : d.was;
		if (d.boot && d.id)
			vec_push(to, d);
	}
	sort(to);
}

/* The order of 'have', of what is still in 'want'. */
static void kept(const struct hv_config *have, const struct hv_config *want,
		 struct devices *to)
{
	for (size_t i = 0; i < count(have); i++) {
		struct device d = device_at(have, i), is;

		d.was = d.boot;
		if (d.boot && find(want, d.id, &is))
			vec_push(to, d);
	}
	sort(to);
}

/* Do those that were there come in the order that they had? */
static bool in_order(const struct devices *want, const struct devices *is)
{
	size_t n = 0;

	for (size_t i = 0; i < want->n; i++) {
		if (want->v[i].new)
			continue;
		if (n == is->n || !same_id(want->v[i].id, is->v[n].id))
			return false;
		n++;
	}
	return n == is->n;
}

/* A new device comes last; in which order several do, no document tells. */
static bool as_added(const struct hv_config *have,
		     const struct hv_config *want, const struct devices *l)
{
	size_t added = 0, tried = 0;
	struct device is;

	for (size_t i = 0; i < count(want); i++)
		added += !find(have, device_at(want, i).id, &is);
	for (size_t i = 0; i < l->n; i++)
		tried += l->v[i].new;
	if (tried != added)
		return false;
	return !added || (added == 1 && l->v[l->n - 1].new);
}

struct paths VEC_OF(char *);

static void paths_free(struct paths *p)
{
	for (size_t i = 0; i < p->n; i++)
		free(p->v[i]);
	vec_free(p);
}
#define AUTO_PATHS __attribute__((cleanup(paths_free))) struct paths

static char *path_of(const struct device *d)
{
	AUTO_FREE char *id = xasprintf("%s" SUFFIX, d->id);

	return hv_settings_path("Msvm_BootSourceSettingData", id);
}

static void add_files(const struct hv_config *have, struct paths *to)
{
	for (size_t i = 0; i < have->boot_sources.n; i++) {
		AUTO_FREE char *id = source_id(have->boot_sources.v[i]);
		bool device = false;

		for (size_t k = 0; k < count(have); k++)
			device |= is_source_of(id, device_at(have, k).id);
		if (!device)
			vec_push(to, xstrdup(have->boot_sources.v[i]));
	}
}

static bool is_disk(const struct device *d)
{
	return d->drive && (d->drive->kind == HV_DRIVE_DISK ||
			    d->drive->kind == HV_DRIVE_PHYSICAL);
}

/* Files before the first disk, else last. */
static void new_order(const struct hv_config *have, const struct devices *l,
		      struct paths *to)
{
	size_t at = 0;

	while (at < l->n && !is_disk(&l->v[at]))
		at++;
	for (size_t i = 0; i <= l->n; i++) {
		if (i == at)
			add_files(have, to);
		if (i < l->n)
			vec_push(to, path_of(&l->v[i]));
	}
}

/* The host's list, with what is new where it belongs. */
static void old_order(const struct hv_config *have, const struct devices *l,
		      struct paths *to)
{
	size_t next = 0;

	while (next < l->n && l->v[next].new)
		vec_push(to, path_of(&l->v[next++]));
	for (size_t i = 0; i < have->boot_sources.n; i++) {
		AUTO_FREE char *id = source_id(have->boot_sources.v[i]);
		bool here = next < l->n && is_source_of(id, l->v[next].id);
		bool device = false;

		for (size_t k = 0; k < count(have) && !here; k++)
			device |= is_source_of(id, device_at(have, k).id);
		if (!device)
			vec_push(to, xstrdup(have->boot_sources.v[i]));
		next += here;
		while (here && next < l->n && l->v[next].new)
			vec_push(to, path_of(&l->v[next++]));
	}
}

/* The host has not told of any device, and nothing is said of one. */
static bool unknown(const struct hv_config *have,
		    const struct hv_config *want)
{
	for (size_t i = 0; i < count(have); i++)
		if (device_at(have, i).boot)
			return false;
	for (size_t i = 0; i < count(want); i++)
		if (device_at(want, i).boot)
			return false;
	return count(have);
}

bool hv_boot_differs(struct wmi_instance *to, const struct hv_config *have,
		     const struct hv_config *want)
{
	struct devices list = VEC_INIT, is = VEC_INIT;
	AUTO_PATHS paths = VEC_INIT;
	bool ordered, differs;

	if (want->generation != 2 || unknown(have, want))
		return false;
	wanted(have, want, &list);
	kept(have, want, &is);
	ordered = in_order(&list, &is);
	differs = list.n && (!ordered || !as_added(have, want, &list));
	if (differs && ordered)
		old_order(have, &list, &paths);
	else if (differs)
		new_order(have, &list, &paths);
	if (differs)
		wmi_instance_set_array(to, "BootSourceOrder", "string",
				       (const char *const *)paths.v, paths.n);
	vec_free(&list);
	vec_free(&is);
	return differs;
}
