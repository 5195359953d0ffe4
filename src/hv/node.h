/* hv/node.h - the host's processors and memory */
#ifndef HVSH_HV_NODE_H
#define HVSH_HV_NODE_H

#include <stdint.h>

struct err;
struct hv_host;

struct hv_node {
	char *model;            /* "Intel Xeon Silver 4208 CPU" */
	uint64_t cpus;          /* logical processors, all of them */
	uint64_t mhz;
	uint64_t cells;         /* NUMA nodes */
	uint64_t sockets;       /* per NUMA node, as libvirt counts */
	uint64_t cores;         /* per socket */
	uint64_t threads;       /* per core */
	uint64_t memory_kib;
};

/* Three requests, sent at the same time. */
int hv_node_read(struct hv_host *h, struct hv_node *ret, struct err *e);
void hv_node_clear(struct hv_node *n);
#define AUTO_NODE __attribute__((cleanup(hv_node_clear))) struct hv_node

/* Shortens a processor's name in place as libvirt does: no (R), (TM), (C),
 * one blank at a time, and nothing from " @ " on. */
void hv_node_clean_model(char *name);

#endif
