/* ASSOCIATORS OF and REFERENCES OF, over the store's index of references. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "sim/store.h"
#include "sim/wql.h"

struct hit {
	struct sim_instance *assoc, *found;
	unsigned long order;
};

struct walk {
	const struct sim_store *store;
	const struct sim_instance *of;
	const char *assoc_class, *result_class, *role, *result_role;
	bool references;
	struct hit_vec VEC_OF(struct hit) hits;
};

static bool role_is(const char *role, const struct sim_instance *a, size_t prop)
{
	return !role || !strcasecmp(role, a->cls->props.v[prop].name);
}

static void add_hit(struct walk *w, struct sim_instance *assoc,
		    struct sim_instance *found)
{
	if (w->result_class && !sim_class_isa(found->cls, w->result_class))
		return;
	vec_push(&w->hits, ((struct hit){ assoc, found, assoc->seq }));
}

static int on_referrer(struct sim_instance *who, int prop, void *arg)
{
	struct walk *w = arg;

	if (!role_is(w->role, who, (size_t)prop) || !who->cls->association)
		return 0;
	if (w->references) {
		add_hit(w, who, who);
		return 0;
	}
	if (w->assoc_class && !sim_class_isa(who->cls, w->assoc_class))
		return 0;
	for (size_t p = 0; p < who->cls->props.n; p++) {
		struct sim_instance *other;

		if ((int)p == prop || who->v[p].kind != SIM_V_REF ||
		    !role_is(w->result_role, who, p))
			continue;
		other = sim_resolve(w->store, who->cls->ns, who->v[p].ref);
		if (other)
			add_hit(w, who, other);
	}
	return 0;
}

static int by_found(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	if (x->found != y->found)
		return x->found->seq < y->found->seq ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static int by_order(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return x->found->seq < y->found->seq ? -1 : 1;
}

/* Each instance once, in the order in which the associations came. */
static void finish(struct walk *w, struct sim_result *ret)
{
	struct sim_result r = SIM_RESULT_INIT;
	size_t n = 0;

	if (w->hits.n) {
		qsort(w->hits.v, w->hits.n, sizeof *w->hits.v, by_found);
		for (size_t i = 0; i < w->hits.n; i++) {
			if (!n || w->hits.v[n - 1].found != w->hits.v[i].found)
				w->hits.v[n++] = w->hits.v[i];
		}
		qsort(w->hits.v, n, sizeof *w->hits.v, by_order);
	}
	r.v = xcalloc(n + 1, sizeof(struct sim_instance *));
	for (; r.n < n; r.n++)
		r.v[r.n] = sim_instance_hold(w->hits.v[r.n].found);
	vec_free(&w->hits);
	*ret = r;
}

static bool known(const struct walk *w, const char *cls)
{
	return !cls || sim_class_find(w->store, w->of->cls->ns, cls);
}

static enum sim_query_status run(struct walk *w, struct sim_result *ret)
{
	if (!known(w, w->assoc_class) || !known(w, w->result_class))
		return SIM_Q_NO_CLASS;
	sim_referrers(w->store, w->of, on_referrer, w);
	finish(w, ret);
	return SIM_Q_OK;
}

enum sim_query_status sim_associators(const struct sim_store *s,
				      struct sim_instance *of,
				      const char *assoc_class,
				      const char *result_class,
				      const char *role, const char *result_role,
				      struct sim_result *ret)
{
	struct walk w = { .store = s, .of = of, .assoc_class = assoc_class,
			  .result_class = result_class, .role = role,
			  .result_role = result_role };

	return run(&w, ret);
}

enum sim_query_status sim_references(const struct sim_store *s,
				     struct sim_instance *of,
				     const char *result_class,
				     const char *role, struct sim_result *ret)
{
	struct walk w = { .store = s, .of = of, .references = true,
			  .result_class = result_class, .role = role };

	return run(&w, ret);
}
