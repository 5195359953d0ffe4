/* sim/contexts.c - enumerations that are under way */
#include "sim/contexts.h"

#include <stdlib.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/wire.h"

struct sim_context *sim_context_free(struct sim_context *c)
{
	if (c) {
		free(c->id);
		sim_result_clear(&c->result);
		free(c);
	}
	return NULL;
}

static struct sim_context *take_at(struct sim_contexts *cs, size_t i)
{
	struct sim_context *c = cs->v[i];

	cs->v[i] = cs->v[--cs->n];
	return c;
}

size_t sim_contexts_open(struct sim_contexts *cs, int64_t now_ms)
{
	for (size_t i = cs->n; i-- > 0;) {
		if (cs->v[i]->expires <= now_ms)
			sim_context_free(take_at(cs, i));
	}
	return cs->n;
}

void sim_contexts_add(struct sim_contexts *cs, struct sim_context *taken,
		      int64_t now_ms)
{
	AUTO_STR id = STR_INIT;

	sim_add_uuid(&id);
	free(taken->id);
	taken->id = str_take(&id);
	taken->expires = now_ms + SIM_CONTEXT_MS;
	vec_push(cs, taken);
}

struct sim_context *sim_contexts_take(struct sim_contexts *cs, const char *id,
				      int64_t now_ms)
{
	sim_contexts_open(cs, now_ms);
	for (size_t i = 0; i < cs->n; i++) {
		if (!strcasecmp(cs->v[i]->id, id))
			return take_at(cs, i);
	}
	return NULL;
}

void sim_contexts_clear(struct sim_contexts *cs)
{
	while (cs->n)
		sim_context_free(take_at(cs, 0));
	vec_free(cs);
}
