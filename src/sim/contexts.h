/* sim/contexts.h - enumerations that are under way
 *
 * A context has a new name after every Pull; an old one is as unknown as
 * any. What is not asked for in a while expires (EnumerationTimeoutms).
 */
#ifndef HVSH_SIM_CONTEXTS_H
#define HVSH_SIM_CONTEXTS_H

#include <stdint.h>

#include "base/vec.h"
#include "sim/item.h"
#include "sim/wql.h"

#define SIM_CONTEXT_MS 240000

enum sim_mode { SIM_MODE_OBJECT, SIM_MODE_EPR, SIM_MODE_BOTH };

struct sim_context {
	char *id;
	struct sim_result result;
	size_t next;                    /* item */
	enum sim_mode mode;
	struct sim_form form;
	int64_t expires;
};
struct sim_contexts VEC_OF(struct sim_context *);

/* Drops what has expired; how many are left. */
size_t sim_contexts_open(struct sim_contexts *cs, int64_t now_ms);
/* Takes the context, named anew. */
void sim_contexts_add(struct sim_contexts *cs, struct sim_context *taken,
		      int64_t now_ms);
/* Out of the list and yours; NULL: not there. */
struct sim_context *sim_contexts_take(struct sim_contexts *cs, const char *id,
				      int64_t now_ms);
struct sim_context *sim_context_free(struct sim_context *c);  /* NULL */
void sim_contexts_clear(struct sim_contexts *cs);

#endif
