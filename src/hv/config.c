/* hv/config.c - a VM's configuration: made with defaults, freed */
#include "hv/config.h"

struct hv_config *hv_config_new(void)
{
	struct hv_config *c = xcalloc(1, sizeof *c);

	/* the defaults of the classes' Default instances (Msvm_...SettingData
	 * with \Default in InstanceID) and of a VM that New-VM makes */
	c->generation = 1;
	c->memory_buffer = 20;
	c->memory_weight = 5000;
	c->cpus = 1;
	c->cpu_limit = 100000;
	c->cpu_weight = 100;
	c->start_action = 3;
	c->stop_action = 3;
	c->checkpoint_kind = 3;
	return c;
}

void hv_controller_clear(struct hv_controller *c)
{
	free(c->id);
	*c = (struct hv_controller){ 0 };
}

void hv_drive_clear(struct hv_drive *d)
{
	free(d->id);
	free(d->image_id);
	free(d->image);
	*d = (struct hv_drive){ 0 };
}

void hv_nic_clear(struct hv_nic *n)
{
	free(n->id);
	free(n->port_id);
	free(n->name);
	free(n->mac);
	free(n->switch_guid);
	free(n->switch_name);
	for (size_t i = 0; i < HV_FEATURES; i++)
		free(n->feature_id[i]);
	vec_free(&n->trunk);
	*n = (struct hv_nic){ 0 };
}

void hv_com_clear(struct hv_com *c)
{
	free(c->pipe);
	free(c->id);
	*c = (struct hv_com){ 0 };
}

static void free_parts(struct hv_config *c)
{
	for (size_t i = 0; i < c->controllers.n; i++)
		hv_controller_clear(&c->controllers.v[i]);
	for (size_t i = 0; i < c->drives.n; i++)
		hv_drive_clear(&c->drives.v[i]);
	for (size_t i = 0; i < c->nics.n; i++)
		hv_nic_clear(&c->nics.v[i]);
	for (size_t i = 0; i < c->coms.n; i++)
		hv_com_clear(&c->coms.v[i]);
	vec_free(&c->controllers);
	vec_free(&c->drives);
	vec_free(&c->nics);
	vec_free(&c->coms);
	for (size_t i = 0; i < c->boot_sources.n; i++)
		free(c->boot_sources.v[i]);
	vec_free(&c->boot_sources);
	vec_free(&c->boot_order);
}

void hv_config_free(struct hv_config *c)
{
	if (!c)
		return;
	free_parts(c);
	free(c->guid);
	free(c->settings_id);
	free(c->name);
	free(c->notes);
	free(c->version);
	free(c->memory_id);
	free(c->cpus_id);
	free(c->secure_boot_template);
	free(c);
}

void hv_auto_config(struct hv_config **c)
{
	hv_config_free(*c);
}
