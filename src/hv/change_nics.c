/* hv/change_nics.c - network adapters and connections of a changing VM
 *
 * An adapter is removed with its connection, as everyone does it who manages
 * Hyper-V through WMI; a connection that is to lead nowhere is removed.
 */
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "hv/change_plan.h"
#include "hv/config.h"
#include "hv/network.h"
#include "hv/nic.h"

#define PORT "Msvm_EthernetPortAllocationSettingData"
#define NONE ((size_t)-1)

static bool text_differs(const char *a, const char *b)
{
	return strcasecmp(a ? a : "", b ? b : "");
}

/* --- which is which --- */

enum way { BY_ID, BY_MAC, BY_ORDER, WAYS };

static bool fits(const struct hv_nic *have, const struct hv_nic *want,
		 enum way way)
{
	switch (way) {
	case BY_ID:
		return have->id && want->id && !strcmp(have->id, want->id);
	case BY_MAC:
		return have->legacy == want->legacy && have->mac && want->mac &&
			!text_differs(have->mac, want->mac);
	default:
		return have->legacy == want->legacy;
	}
}

static size_t match_nic(const struct hv_config *have, const bool *taken,
			const struct hv_nic *want, enum way way)
{
	for (size_t i = 0; i < have->nics.n; i++)
		if (!taken[i] && fits(&have->nics.v[i], want, way))
			return i;
	return NONE;
}

static void match_nics(const struct hv_plan *p, size_t *of, bool *taken)
{
	const struct hv_config *want = p->want;

	for (size_t i = 0; i < want->nics.n; i++)
		of[i] = NONE;
	for (int way = BY_ID; way < WAYS; way++) {
		for (size_t i = 0; i < want->nics.n; i++) {
			size_t k = of[i] != NONE ? NONE :
				match_nic(p->have, taken, &want->nics.v[i],
					  (enum way)way);

			if (k == NONE)
				continue;
			of[i] = k;
			taken[k] = true;
		}
	}
}

/* The switch that the adapter is connected to already need not be looked up
 * to be known by its name. */
static void keep_switch(const struct hv_nic *have, struct hv_nic *want)
{
	if (!want->switch_guid && want->switch_name && have->switch_guid &&
	    have->switch_name && !strcmp(have->switch_name, want->switch_name))
		want->switch_guid = xstrdup(have->switch_guid);
}

static bool same_switch(const struct hv_nic *have, const struct hv_nic *want)
{
	return have && have->switch_guid && want->switch_guid &&
		!text_differs(have->switch_guid, want->switch_guid);
}

/* An id says which adapter is meant; of another kind it is another one. */
static void add_pair(struct hv_plan *p, const struct hv_nic *have,
		     struct hv_nic *want)
{
	if (have && want && have->legacy != want->legacy) {
		add_pair(p, have, NULL);
		have = NULL;
	}
	if (have && want)
		keep_switch(have, want);
	vec_push(&p->nics, ((struct hv_nic_pair){ have, want, NULL, NULL }));
}

int hv_plan_nics(struct hv_plan *p, struct err *e)
{
	const struct hv_config *have = p->have;
	struct hv_config *want = p->want;
	AUTO_FREE size_t *of = xcalloc(want->nics.n + 1, sizeof *of);
	AUTO_FREE bool *taken = xcalloc(have->nics.n + 1, sizeof *taken);

	match_nics(p, of, taken);
	for (size_t i = 0; i < want->nics.n; i++) {
		if (want->nics.v[i].legacy && have->generation == 2)
			return err_set(e, ERR_FAILED, "a domain of generation "
				       "2 has no legacy network adapter");
		add_pair(p, of[i] == NONE ? NULL : &have->nics.v[of[i]],
			 &want->nics.v[i]);
	}
	for (size_t i = 0; i < have->nics.n; i++)
		if (!taken[i])
			add_pair(p, &have->nics.v[i], NULL);
	return 0;
}

/* --- switches --- */

static int set_switch(const struct hv_networks *all, struct hv_nic *nic,
		      struct err *e)
{
	const struct hv_network *net;
	const char *word = nic->switch_guid ? nic->switch_guid :
		nic->switch_name;

	if (!word)
		return 0;
	if (hv_network_pick(all, word, &net, e) < 0)
		return -1;
	free(nic->switch_guid);
	nic->switch_guid = xstrdup(net->guid);
	return 0;
}

int hv_switches_resolve(struct hv_host *h, struct hv_config *c, struct err *e)
{
	AUTO_NETWORKS all = VEC_INIT;
	bool any = false;

	for (size_t i = 0; i < c->nics.n; i++)
		any |= c->nics.v[i].switch_guid || c->nics.v[i].switch_name;
	if (any && hv_network_list(h, &all, e) < 0)
		return -1;
	for (size_t i = 0; i < c->nics.n; i++)
		if (set_switch(&all, &c->nics.v[i], e) < 0)
			return -1;
	return 0;
}

int hv_plan_switches(struct hv_plan *p, struct hv_host *h, struct err *e)
{
	AUTO_NETWORKS all = VEC_INIT;
	bool asked = false;

	for (size_t i = 0; i < p->nics.n; i++) {
		struct hv_nic *want = p->nics.v[i].want;

		if (!want || (!want->switch_guid && !want->switch_name) ||
		    same_switch(p->nics.v[i].have, want))
			continue;
		if (!asked && hv_network_list(h, &all, e) < 0)
			return -1;
		asked = true;
		if (set_switch(&all, want, e) < 0)
			return -1;
	}
	return 0;
}

/* --- what differs --- */

/* What the host chose itself it may choose again. */
bool hv_nic_pair_mac_differs(const struct hv_nic_pair *n)
{
	return n->have->mac_static != n->want->mac_static ||
		(n->want->mac_static &&
		 text_differs(n->have->mac, n->want->mac));
}

/* The adapter itself, not its connection. */
static bool adapter_differs(const struct hv_nic_pair *n)
{
	const char *was = n->have && n->have->name ? n->have->name : "";

	return n->have && n->want &&
		((n->want->name && strcmp(was, n->want->name)) ||
		 hv_nic_pair_mac_differs(n));
}

/* A NIC that is connected to nothing has a connection only where VLANs and
 * their like need one to be kept in. */
static bool needs_port(const struct hv_nic *n)
{
	return n && (n->switch_guid || hv_nic_features_differ(NULL, n));
}

static bool port_goes(const struct hv_nic_pair *n)
{
	return n->have && n->want && n->have->port_id &&
		n->have->switch_guid && !n->want->switch_guid;
}

static bool port_comes(const struct hv_nic_pair *n)
{
	return needs_port(n->want) &&
		(!n->have || !n->have->port_id || port_goes(n));
}

static bool port_differs(const struct hv_nic_pair *n)
{
	const struct hv_nic *a = n->have, *b = n->want;

	return a && b && a->port_id && b->switch_guid &&
		(text_differs(a->switch_guid, b->switch_guid) ||
		 a->connected != b->connected);
}

bool hv_nic_pair_modified(const struct hv_nic_pair *n)
{
	return n->have && n->want &&
		(adapter_differs(n) || port_differs(n) ||
		 port_goes(n) || port_comes(n) ||
		 hv_nic_features_differ(n->have, n->want));
}

/* --- the items, step by step --- */

void hv_plan_remove_nics(const struct hv_plan *p, struct hv_items *to)
{
	for (size_t i = 0; i < p->nics.n; i++) {
		const struct hv_nic_pair *n = &p->nics.v[i];

		if (!n->want)
			hv_item_gone(to, hv_nic_class(n->have), n->have->id,
				     "network adapter");
		else if (port_goes(n))
			hv_item_gone(to, PORT, n->have->port_id,
				     "connection of a network adapter");
	}
}

void hv_plan_modify_nics(const struct hv_plan *p, struct hv_items *to)
{
	for (size_t i = 0; i < p->nics.n; i++) {
		const struct hv_nic_pair *n = &p->nics.v[i];

		if (adapter_differs(n))
			hv_item_nic_change(to, n->have, n->want);
		if (port_differs(n))
			hv_item_port_change(to, n->have, n->want);
	}
}

void hv_plan_add_nics(const struct hv_plan *p, struct hv_items *to)
{
	for (size_t i = 0; i < p->nics.n; i++)
		if (!p->nics.v[i].have)
			hv_item_nic(to, p->nics.v[i].want);
}

void hv_plan_made_nics(struct hv_plan *p, struct hv_items *from, size_t *at)
{
	for (size_t i = 0; i < p->nics.n; i++)
		if (!p->nics.v[i].have)
			p->nics.v[i].made = hv_item_take(from, at);
}

void hv_plan_add_ports(const struct hv_plan *p, struct hv_items *to)
{
	for (size_t i = 0; i < p->nics.n; i++) {
		const struct hv_nic_pair *n = &p->nics.v[i];

		if (port_comes(n))
			hv_item_port(to, n->want,
				     n->have ? n->have->id : n->made,
				     n->want->switch_guid);
	}
}

void hv_plan_made_ports(struct hv_plan *p, struct hv_items *from, size_t *at)
{
	for (size_t i = 0; i < p->nics.n; i++)
		if (port_comes(&p->nics.v[i]))
			p->nics.v[i].made_port = hv_item_take(from, at);
}

int hv_plan_features(struct hv_plan *p, struct hv_host *h,
		     const struct hv_wait *wait, struct err *e)
{
	for (size_t i = 0; i < p->nics.n; i++) {
		const struct hv_nic_pair *n = &p->nics.v[i];
		const struct hv_nic *was = n->made_port ? NULL : n->have;
		const char *port = n->made_port ? n->made_port :
			n->have && !port_goes(n) ? n->have->port_id : NULL;

		if (!n->want || !port ||
		    !hv_nic_features_differ(was, n->want))
			continue;
		if (hv_nic_features_apply(h, was, n->want, port, wait, e) < 0)
			return -1;
		p->done++;
	}
	return 0;
}
