/* sim/load.h - instances from replies of real hosts, and back to XML
 *
 * Read are EnumerateResponse, PullResponse and GetResponse. What the schema
 * does not know (classes, properties) is added to it as it is met: strings,
 * times and references, arrays where an element repeats.
 */
#ifndef HVSH_SIM_LOAD_H
#define HVSH_SIM_LOAD_H

#include <stddef.h>

#include "base/vec.h"

struct err;
struct sim_class;
struct sim_instance;
struct sim_store;
struct str;

#define SIM_LOAD_MAX_FILE (256u << 20)

/* The classes that were loaded so far: the first file of one empties it. */
struct sim_loader {
	struct sim_store *store;
	struct sim_loaded VEC_OF(struct sim_class *) seen;
	size_t count;                   /* instances */
};

/* A file, or every *.xml below a directory. */
int sim_load_path(struct sim_loader *l, const char *path, struct err *e);
/* One document; 'name' is for messages and, where items are XmlFragments,
 * begins with their class. */
int sim_load_text(struct sim_loader *l, const char *text, size_t len,
		  const char *name, struct err *e);
void sim_loader_clear(struct sim_loader *l);

/* A whole file; fails when it is larger than 'max'. */
int sim_read_file(const char *path, size_t max, struct str *to, struct err *e);

/* <p:Msvm_X ...>...</p:Msvm_X> as loading takes it. */
void sim_save_instance(const struct sim_instance *i, struct str *to);

#endif
