/* domxml_config.h - configurations for the tests of src/domxml, compared
 *
 * What the XML does not carry is not compared: ids, state, version; what goes
 * without saying is made equal first.
 */
#ifndef HVSH_TESTS_DOMXML_CONFIG_H
#define HVSH_TESTS_DOMXML_CONFIG_H

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "domxml/read.h"
#include "domxml/write.h"
#include "hv/boot.h"
#include "hv/config.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define WINDOWS_TEMPLATE "1734c6e8-3154-4dda-ba5f-a874cc483422"

static inline struct hv_config *config_new(const char *name, unsigned generation,
					   uint64_t memory)
{
	struct hv_config *c = hv_config_new();

	c->name = xstrdup(name);
	c->generation = generation;
	c->memory = memory;
	for (unsigned i = 0; generation == 1 && i < 2; i++)
		*vec_new(&c->controllers) = (struct hv_controller){
			.bus = HV_BUS_IDE, .index = i };
	for (unsigned i = 0; generation == 1 && i < 4; i++)
		vec_push(&c->boot_order, (i + 1) % 4);
	for (unsigned i = 1; i <= 2; i++)
		*vec_new(&c->coms) = (struct hv_com){ .number = i };
	c->secure_boot = generation == 2;
	return c;
}

static inline void config_scsi(struct hv_config *c, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		*vec_new(&c->controllers) = (struct hv_controller){
			.bus = HV_BUS_SCSI, .index = i };
}

static inline struct hv_drive *config_drive(struct hv_config *c,
					    enum hv_drive_kind kind,
					    enum hv_bus bus, unsigned controller,
					    unsigned slot, const char *image)
{
	struct hv_drive *d = vec_new(&c->drives);

	d->kind = kind;
	d->bus = bus;
	d->controller = controller;
	d->slot = slot;
	d->image = xstrdup(image);
	return d;
}

static inline struct hv_nic *config_nic(struct hv_config *c, const char *mac,
					bool mac_static, const char *name)
{
	struct hv_nic *n = vec_new(&c->nics);

	n->mac = xstrdup(mac);
	n->mac_static = mac_static;
	n->switch_name = xstrdup(name);
	n->connected = name != NULL;
	return n;
}

/* --- what differs first, NULL: nothing ------------------------------------ */

static inline bool same_text(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

static inline bool same_num(struct num a, struct num b)
{
	return (a.set ? a.v : 0) == (b.set ? b.v : 0);
}

static inline const char *drive_diff(const struct hv_drive *a,
				     const struct hv_drive *b)
{
	return a->kind != b->kind ? "kind" :
	       a->bus != b->bus ? "bus" :
	       a->controller != b->controller ? "controller" :
	       a->slot != b->slot ? "slot" :
	       !same_text(a->image, b->image) ? "image" :
	       !same_num(a->iops_min, b->iops_min) ? "iops_min" :
	       !same_num(a->iops_max, b->iops_max) ? "iops_max" : NULL;
}

static inline const char *nic_name(const struct hv_nic *n)
{
	return n->name ? n->name : n->legacy ? "Legacy Network Adapter"
					     : "Network Adapter";
}

static inline const char *nic_diff(const struct hv_nic *a,
				   const struct hv_nic *b)
{
	bool by_name = a->switch_name && b->switch_name;

	return a->legacy != b->legacy ? "legacy" :
	       strcmp(nic_name(a), nic_name(b)) ? "nic name" :
	       !same_text(a->mac, b->mac) ? "mac" :
	       a->mac_static != b->mac_static ? "mac_static" :
	       !same_text(a->switch_name, b->switch_name) ? "switch_name" :
	       !by_name && !same_text(a->switch_guid, b->switch_guid)
	       ? "switch_guid" :
	       a->connected != b->connected ? "connected" :
	       a->vlan != b->vlan ? "vlan" :
	       a->native_vlan != b->native_vlan ? "native_vlan" :
	       a->trunk.n != b->trunk.n ? "trunk" :
	       a->trunk.n && memcmp(a->trunk.v, b->trunk.v,
				    a->trunk.n * sizeof *a->trunk.v)
	       ? "trunk" :
	       a->private_vlan != b->private_vlan ? "private_vlan" :
	       a->mac_spoofing != b->mac_spoofing ? "mac_spoofing" :
	       a->dhcp_guard != b->dhcp_guard ? "dhcp_guard" :
	       a->router_guard != b->router_guard ? "router_guard" :
	       a->bandwidth_max != b->bandwidth_max ? "bandwidth_max" :
	       a->bandwidth_min != b->bandwidth_min ? "bandwidth_min" : NULL;
}

static inline const char *scalar_diff(const struct hv_config *a,
				      const struct hv_config *b)
{
	return a->generation != b->generation ? "generation" :
	       a->memory != b->memory ? "memory" :
	       a->dynamic_memory != b->dynamic_memory ? "dynamic_memory" :
	       a->memory_min != b->memory_min ? "memory_min" :
	       a->memory_max != b->memory_max ? "memory_max" :
	       a->memory_buffer != b->memory_buffer ? "memory_buffer" :
	       a->memory_weight != b->memory_weight ? "memory_weight" :
	       a->cpus != b->cpus ? "cpus" :
	       a->cpu_limit != b->cpu_limit ? "cpu_limit" :
	       a->cpu_reservation != b->cpu_reservation ? "cpu_reservation" :
	       a->cpu_weight != b->cpu_weight ? "cpu_weight" :
	       a->nested != b->nested ? "nested" :
	       a->start_action != b->start_action ? "start_action" :
	       a->stop_action != b->stop_action ? "stop_action" :
	       a->start_delay_s != b->start_delay_s ? "start_delay_s" :
	       a->checkpoint_kind != b->checkpoint_kind ? "checkpoint_kind" :
	       a->secure_boot != b->secure_boot ? "secure_boot" :
	       a->pause_after_boot_failure != b->pause_after_boot_failure
	       ? "pause_after_boot_failure" :
	       a->boot_ipv6 != b->boot_ipv6 ? "boot_ipv6" :
	       a->console_mode != b->console_mode ? "console_mode" :
	       a->tpm != b->tpm ? "tpm" : NULL;
}

static inline const char *template_of(const struct hv_config *c)
{
	return c->generation == 2 && !c->secure_boot_template
		? WINDOWS_TEMPLATE : c->secure_boot_template;
}

static inline const char *list_diff(const struct hv_config *a,
				    const struct hv_config *b)
{
	if (a->boot_order.n != b->boot_order.n || (a->boot_order.n &&
	    memcmp(a->boot_order.v, b->boot_order.v,
		   a->boot_order.n * sizeof *a->boot_order.v)))
		return "boot_order";
	if (a->controllers.n != b->controllers.n)
		return "controllers";
	for (size_t i = 0; i < a->controllers.n; i++)
		if (a->controllers.v[i].bus != b->controllers.v[i].bus ||
		    a->controllers.v[i].index != b->controllers.v[i].index)
			return "controllers";
	if (a->coms.n != b->coms.n)
		return "coms";
	for (size_t i = 0; i < a->coms.n; i++)
		if (a->coms.v[i].number != b->coms.v[i].number ||
		    !same_text(a->coms.v[i].pipe, b->coms.v[i].pipe))
			return "coms";
	return NULL;
}

/* The usual order goes without saying. */
static inline const char *boot_diff(const struct hv_config *a,
				    const struct hv_config *b)
{
	bool usual = hv_boot_usual(a);

	if (usual != hv_boot_usual(b))
		return "usual boot order";
	for (size_t i = 0; i < a->drives.n && !usual; i++)
		if (a->drives.v[i].boot != b->drives.v[i].boot)
			return "boot of a drive";
	for (size_t i = 0; i < a->nics.n && !usual; i++)
		if (a->nics.v[i].boot != b->nics.v[i].boot)
			return "boot of a NIC";
	return NULL;
}

static inline const char *config_diff(const struct hv_config *a,
				      const struct hv_config *b)
{
	const char *diff = scalar_diff(a, b);

	if (!diff && (!same_text(a->name, b->name) ||
		      !same_text(a->guid, b->guid) ||
		      !same_text(a->notes, b->notes) ||
		      !same_text(template_of(a), template_of(b))))
		diff = "name, guid, notes or template";
	if (!diff)
		diff = list_diff(a, b);
	if (!diff && (a->drives.n != b->drives.n || a->nics.n != b->nics.n))
		diff = "number of drives or nics";
	for (size_t i = 0; !diff && i < a->drives.n; i++)
		diff = drive_diff(&a->drives.v[i], &b->drives.v[i]);
	for (size_t i = 0; !diff && i < a->nics.n; i++)
		diff = nic_diff(&a->nics.v[i], &b->nics.v[i]);
	return diff ? diff : boot_diff(a, b);
}

#endif
