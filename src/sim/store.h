/* sim/store.h - the repository: namespaces, classes, instances, references
 *
 *	sim_store  owns the classes and instances
 *	sim_class  properties (inherited ones included, sorted as the wire
 *	           wants them: alphabetically, case ignored), methods
 *	sim_instance  its class and one value a property, by index
 *
 * Names of namespaces, classes, properties and keys are compared without
 * regard to case everywhere, and so are the values of keys. Namespaces are
 * written with slashes: "root/virtualization/v2" ('\' is taken, too).
 *
 * An instance lives while the store or anyone who called sim_instance_hold()
 * has it: a long enumeration may go on over what was deleted meanwhile.
 */
#ifndef HVSH_SIM_STORE_H
#define HVSH_SIM_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/vec.h"
#include "sim/value.h"

#define SIM_NS_VIRT  "root/virtualization/v2"
#define SIM_NS_V1    "root/virtualization"
#define SIM_NS_CIMV2 "root/cimv2"
#define SIM_NS_HGS   "root/Microsoft/Windows/Hgs"

struct str;

/* Names are the store's own and live as long as it does. */
struct sim_prop {
	const char *name;
	const char *refclass;   /* of a reference or an object; or NULL */
	enum sim_type type;
	bool array;
	bool key;
};

struct sim_param {
	const char *name;
	const char *refclass;
	enum sim_type type;
	bool array, in, out;
};

struct sim_method {
	const char *name;
	bool of_class;                  /* static: needs no object */
	enum sim_type returns;          /* ReturnValue, which is no param */
	struct sim_param *param;        /* as declared */
	size_t n;
};

struct sim_class {
	const char *ns, *name;
	struct sim_class *super;        /* or NULL */
	bool association;               /* its keys are references */
	struct sim_prop_vec VEC_OF(struct sim_prop) props;      /* sorted */
	struct sim_index_vec VEC_OF(int) keys;                  /* into props */
	struct sim_method_vec VEC_OF(struct sim_method) methods; /* own ones */
	struct sim_class_vec VEC_OF(struct sim_class *) derived; /* direct */
	struct sim_instance *first, *last;      /* of exactly this class */
	size_t count;
	struct sim_class *chain;        /* in the store's hash of names */
};

struct sim_instance {
	struct sim_class *cls;
	struct sim_value *v;            /* cls->props.n of them */
	struct sim_store *store;        /* NULL: not or no longer in one */
	struct sim_instance *prev, *next;       /* in its class */
	struct sim_instance *chain;     /* in the store's hash of keys */
	unsigned long seq;              /* in the order of their coming */
	uint32_t hash;                  /* of the keys */
	unsigned refs;
};

struct sim_store;

struct sim_store *sim_store_new(const char *hostname);
struct sim_store *sim_store_free(struct sim_store *s);  /* takes NULL; NULL */
const char *sim_store_hostname(const struct sim_store *s);
void sim_store_set_hostname(struct sim_store *s, const char *name);
/* Counts every change of an instance; who saves compares. */
unsigned long sim_store_version(const struct sim_store *s);

/* --- classes --- */
bool sim_same_namespace(const char *a, const char *b);
bool sim_has_namespace(const struct sim_store *s, const char *ns);
struct sim_class *sim_class_find(const struct sim_store *s, const char *ns,
				 const char *name);     /* or NULL */
bool sim_class_isa(const struct sim_class *c, const char *name);
int sim_prop_index(const struct sim_class *c, const char *name);        /* or -1 */
/* Own or inherited; or NULL. */
const struct sim_method *sim_method_find(const struct sim_class *c,
					 const char *name);
/* All classes of the store, in the order they came; for loops. */
struct sim_class *sim_class_at(const struct sim_store *s, size_t i);    /* or NULL */

/* --- instances --- */
/* All values NULL, except that CreationClassName is the class's name. Not in
 * the store yet; drop it with sim_instance_drop(). */
struct sim_instance *sim_instance_new(struct sim_class *c);
struct sim_instance *sim_instance_hold(struct sim_instance *i);
struct sim_instance *sim_instance_drop(struct sim_instance *i); /* takes NULL; NULL */
struct sim_instance *sim_instance_copy(const struct sim_instance *i);

/* Puts it in (the store has it from then on; 'i' stays valid as long as it
 * is in). -1: that key is taken (a derived class counts); 'i' stays yours. */
int sim_store_add(struct sim_store *s, struct sim_instance *i);
void sim_store_remove(struct sim_store *s, struct sim_instance *i);

/* NULL where there is no such property. */
const struct sim_value *sim_get(const struct sim_instance *i, const char *prop);
const char *sim_get_str(const struct sim_instance *i, const char *prop);  /* "" */
uint64_t sim_get_uint(const struct sim_instance *i, const char *prop);    /* 0 */
/* Takes over the value; also keeps the store's indexes right. A property
 * that the class lacks on this system is left out: false. */
bool sim_set(struct sim_instance *i, const char *prop, struct sim_value taken);

/* The next instance of exactly this class, NULL first and last. */
struct sim_instance *sim_next_own(const struct sim_class *c,
				  const struct sim_instance *after);

/* --- paths (sim/path.h has their text) --- */
/* By keys, of that class or one derived from it; every key must be named and
 * no other. r->ns NULL: namespace 'ns'. NULL: not there. */
struct sim_instance *sim_resolve(const struct sim_store *s, const char *ns,
				 const struct sim_ref *r);
enum sim_keys {
	SIM_KEYS_OK, SIM_KEYS_MISSING, SIM_KEYS_UNKNOWN,
};
/* Are these the keys of that class: none missing, none unknown? */
enum sim_keys sim_keys_check(const struct sim_class *c, const struct sim_ref *r);
/* The path of an instance, keys as the class has them; yours to free. */
struct sim_ref *sim_instance_ref(const struct sim_instance *i);
/* \\HOST\root\virtualization\v2:Msvm_X.Key="..",Key2=".." */
void sim_instance_path(const struct sim_instance *i, struct str *to);

/*
 * Calls fn for every reference property in the store that names 'target':
 * 'who' has it, at index 'prop'. Needs time for these only. fn must not
 * change the store; what it returns other than 0 ends the walk.
 */
int sim_referrers(const struct sim_store *s, const struct sim_instance *target,
		  int (*fn)(struct sim_instance *who, int prop, void *arg),
		  void *arg);

#endif
