/* The store's two hash tables: instances by their keys, and reference
 * properties by the keys that they name. A hash is the sum over the keys, so
 * their order does not matter, and leaves the class out, so that a path may
 * name a base class. */
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/path.h"
#include "sim/store_priv.h"

#define FIRST_SIZE 1024

static uint32_t key_hash(const char *name, const char *value)
{
	return sim_hash(sim_hash(2166136261U, name), value);
}

uint32_t sim_ref_hash(const struct sim_ref *r)
{
	uint32_t h = 0;

	for (size_t i = 0; i < r->n; i++)
		h += key_hash(r->key[i].name, r->key[i].value);
	return h;
}

/* An association's key is a reference: what counts is where it points. */
static uint32_t ref_key_hash(const char *name, const struct sim_ref *r)
{
	return sim_hash(2166136261U, name) * 31 + sim_ref_hash(r);
}

static uint32_t value_hash(const char *name, const struct sim_value *v)
{
	AUTO_STR text = STR_INIT;

	if (v->kind == SIM_V_REF)
		return ref_key_hash(name, v->ref);
	if (v->kind == SIM_V_STRING)
		return key_hash(name, v->s);
	sim_value_text(v, &text);
	return key_hash(name, text.buf);
}

uint32_t sim_instance_hash(const struct sim_instance *i)
{
	const struct sim_class *c = i->cls;
	uint32_t h = 0;

	for (size_t k = 0; k < c->keys.n; k++)
		h += value_hash(c->props.v[c->keys.v[k]].name,
				&i->v[c->keys.v[k]]);
	return h;
}

static bool same_target(const struct sim_ref *a, const struct sim_ref *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++) {
		const char *other = sim_ref_key(b, a->key[i].name);

		if (!other || sim_casecmp(a->key[i].value, other))
			return false;
	}
	return true;
}

static bool key_is(const struct sim_value *v, const char *want)
{
	AUTO_STR text = STR_INIT;

	if (v->kind == SIM_V_STRING)
		return !sim_casecmp(v->s, want);
	if (v->kind == SIM_V_REF) {
		AUTO_FREE struct sim_ref *r = NULL;

		return !sim_path_parse(want, NULL, &r) && same_target(v->ref, r);
	}
	sim_value_text(v, &text);
	return !sim_casecmp(text.buf, want);
}

bool sim_ref_names(const struct sim_ref *r, const struct sim_instance *i)
{
	const struct sim_class *c = i->cls;

	if (r->n != c->keys.n || !sim_class_isa(c, r->cls))
		return false;
	for (size_t k = 0; k < r->n; k++) {
		const char *want = sim_ref_key(r, c->props.v[c->keys.v[k]].name);

		if (!want || !key_is(&i->v[c->keys.v[k]], want))
			return false;
	}
	return true;
}

static void grow_keys(struct sim_store *s)
{
	size_t size = s->key_size ? s->key_size * 2 : FIRST_SIZE;
	struct sim_instance **b = xcalloc(size, sizeof(struct sim_instance *));

	for (size_t n = 0; n < s->key_size; n++) {
		while (s->key_bucket[n]) {
			struct sim_instance *i = s->key_bucket[n];

			s->key_bucket[n] = i->chain;
			i->chain = b[i->hash & (size - 1)];
			b[i->hash & (size - 1)] = i;
		}
	}
	free(s->key_bucket);
	s->key_bucket = b;
	s->key_size = size;
}

void sim_index_key(struct sim_store *s, struct sim_instance *i)
{
	struct sim_instance **b;

	if (s->key_count >= s->key_size)
		grow_keys(s);
	i->hash = sim_instance_hash(i);
	b = &s->key_bucket[i->hash & (s->key_size - 1)];
	i->chain = *b;
	*b = i;
	s->key_count++;
}

void sim_unindex_key(struct sim_store *s, struct sim_instance *i)
{
	struct sim_instance **b = &s->key_bucket[i->hash & (s->key_size - 1)];

	while (*b && *b != i)
		b = &(*b)->chain;
	if (!*b)
		return;
	*b = i->chain;
	s->key_count--;
}

static void grow_refs(struct sim_store *s)
{
	size_t size = s->ref_size ? s->ref_size * 2 : FIRST_SIZE;
	struct sim_referrer **b = xcalloc(size, sizeof(struct sim_referrer *));

	for (size_t n = 0; n < s->ref_size; n++) {
		while (s->ref_bucket[n]) {
			struct sim_referrer *r = s->ref_bucket[n];

			s->ref_bucket[n] = r->chain;
			r->chain = b[r->hash & (size - 1)];
			b[r->hash & (size - 1)] = r;
		}
	}
	free(s->ref_bucket);
	s->ref_bucket = b;
	s->ref_size = size;
}

static void add_referrer(struct sim_store *s, struct sim_instance *who,
			 int prop, const struct sim_ref *ref)
{
	struct sim_referrer *r = xcalloc(1, sizeof *r), **b;

	if (s->ref_count >= s->ref_size)
		grow_refs(s);
	r->who = who;
	r->prop = prop;
	r->hash = sim_ref_hash(ref);
	b = &s->ref_bucket[r->hash & (s->ref_size - 1)];
	r->chain = *b;
	*b = r;
	s->ref_count++;
}

static void drop_referrer(struct sim_store *s, struct sim_instance *who,
			  int prop, const struct sim_ref *ref)
{
	struct sim_referrer **b, *r;

	if (!s->ref_size)
		return;
	b = &s->ref_bucket[sim_ref_hash(ref) & (s->ref_size - 1)];
	while (*b && ((*b)->who != who || (*b)->prop != prop))
		b = &(*b)->chain;
	r = *b;
	if (!r)
		return;
	*b = r->chain;
	free(r);
	s->ref_count--;
}

static void each_ref(struct sim_store *s, struct sim_instance *i, int prop,
		     void (*fn)(struct sim_store *, struct sim_instance *, int,
				const struct sim_ref *))
{
	size_t begin = prop < 0 ? 0 : (size_t)prop;
	size_t end = prop < 0 ? i->cls->props.n : (size_t)prop + 1;

	for (size_t p = begin; p < end; p++) {
		const struct sim_value *v = &i->v[p];

		if (v->kind == SIM_V_REF)
			fn(s, i, (int)p, v->ref);
		for (uint32_t k = 0; v->kind == SIM_V_ARRAY && k < v->n; k++) {
			if (v->item[k].kind == SIM_V_REF)
				fn(s, i, (int)p, v->item[k].ref);
		}
	}
}

void sim_index_refs(struct sim_store *s, struct sim_instance *i, int prop)
{
	each_ref(s, i, prop, add_referrer);
}

void sim_unindex_refs(struct sim_store *s, struct sim_instance *i, int prop)
{
	each_ref(s, i, prop, drop_referrer);
}
