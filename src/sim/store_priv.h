/* sim/store_priv.h - what is inside a store; for store.c, class.c, index.c */
#ifndef HVSH_SIM_STORE_PRIV_H
#define HVSH_SIM_STORE_PRIV_H

#include "sim/store.h"

#define SIM_CLASS_BUCKETS 1024

struct sim_name {
	struct sim_name *chain;
	char text[];
};

/* One reference property of one instance, found by the keys it names. */
struct sim_referrer {
	struct sim_instance *who;
	struct sim_referrer *chain;
	uint32_t hash;
	int prop;
};

struct sim_store {
	char *hostname;
	unsigned long version, seq;
	struct sim_class_vec classes;
	VEC(const char *) namespaces;
	struct sim_class *class_bucket[SIM_CLASS_BUCKETS];
	struct sim_name *name_bucket[SIM_CLASS_BUCKETS];
	/* Both tables double when they are full. */
	struct sim_instance **key_bucket;
	size_t key_size, key_count;
	struct sim_referrer **ref_bucket;
	size_t ref_size, ref_count;
};

uint32_t sim_hash(uint32_t h, const char *text);        /* case folded */
uint32_t sim_ref_hash(const struct sim_ref *r);
uint32_t sim_instance_hash(const struct sim_instance *i);
bool sim_ref_names(const struct sim_ref *r, const struct sim_instance *i);

void sim_index_key(struct sim_store *s, struct sim_instance *i);
void sim_unindex_key(struct sim_store *s, struct sim_instance *i);
/* One property's references, or every property's with prop -1. */
void sim_index_refs(struct sim_store *s, struct sim_instance *i, int prop);
void sim_unindex_refs(struct sim_store *s, struct sim_instance *i, int prop);

void sim_classes_free(struct sim_store *s);

#endif
