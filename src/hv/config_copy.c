/* hv/config_copy.c - a VM's configuration, once more */
#include "hv/config.h"
#include "hv/nic.h"

static struct hv_drive drive_copy(const struct hv_drive *d)
{
	struct hv_drive copy = *d;

	copy.id = xstrdup(d->id);
	copy.image_id = xstrdup(d->image_id);
	copy.image = xstrdup(d->image);
	return copy;
}

static void copy_parts(struct hv_config *to, const struct hv_config *c)
{
	vec_copy(&to->controllers, &c->controllers);
	for (size_t i = 0; i < c->controllers.n; i++)
		to->controllers.v[i].id = xstrdup(c->controllers.v[i].id);
	vec_copy(&to->drives, &c->drives);
	for (size_t i = 0; i < c->drives.n; i++)
		to->drives.v[i] = drive_copy(&c->drives.v[i]);
	vec_copy(&to->nics, &c->nics);
	for (size_t i = 0; i < c->nics.n; i++)
		hv_nic_copy(&c->nics.v[i], &to->nics.v[i]);
	vec_copy(&to->coms, &c->coms);
	for (size_t i = 0; i < c->coms.n; i++) {
		to->coms.v[i].id = xstrdup(c->coms.v[i].id);
		to->coms.v[i].pipe = xstrdup(c->coms.v[i].pipe);
	}
	vec_copy(&to->boot_order, &c->boot_order);
	vec_copy(&to->boot_sources, &c->boot_sources);
	for (size_t i = 0; i < c->boot_sources.n; i++)
		to->boot_sources.v[i] = xstrdup(c->boot_sources.v[i]);
}

struct hv_config *hv_config_copy(const struct hv_config *c)
{
	struct hv_config *copy = xcalloc(1, sizeof *copy);

	*copy = *c;
	copy->guid = xstrdup(c->guid);
	copy->settings_id = xstrdup(c->settings_id);
	copy->name = xstrdup(c->name);
	copy->notes = xstrdup(c->notes);
	copy->version = xstrdup(c->version);
	copy->memory_id = xstrdup(c->memory_id);
	copy->cpus_id = xstrdup(c->cpus_id);
	copy->secure_boot_template = xstrdup(c->secure_boot_template);
	copy_parts(copy, c);
	return copy;
}
