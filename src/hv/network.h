/* hv/network.h - virtual switches: libvirt's networks */
#ifndef HVSH_HV_NETWORK_H
#define HVSH_HV_NETWORK_H

#include "base/vec.h"

struct err;
struct hv_host;

struct hv_network {
	char *guid;             /* lower case */
	char *name;             /* never NULL */
	char *notes;            /* NULL: none, or not asked for */
};
struct hv_networks VEC_OF(struct hv_network);

void hv_network_free(struct hv_network *n);             /* takes NULL */
void hv_auto_network(struct hv_network **n);
#define AUTO_NETWORK \
	__attribute__((cleanup(hv_auto_network))) struct hv_network
void hv_networks_free(struct hv_networks *l);
#define AUTO_NETWORKS \
	__attribute__((cleanup(hv_networks_free))) struct hv_networks

/* All of them, by name. One query. */
int hv_network_list(struct hv_host *h, struct hv_networks *ret,
		    struct err *e);

/* By GUID or name; names match exactly or, where none does, without regard
 * to case. ERR_NOT_FOUND; ERR_FAILED where several have the name. One
 * query. */
int hv_network_find(struct hv_host *h, const char *word,
		    struct hv_network **ret, struct err *e);

/* The one of them that the word means, borrowed. */
int hv_network_pick(const struct hv_networks *l, const char *word,
		    const struct hv_network **ret, struct err *e);

#endif
