#include "sim/store.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/path.h"
#include "sim/store_priv.h"

struct sim_store *sim_store_new(const char *hostname)
{
	struct sim_store *s = xcalloc(1, sizeof *s);

	s->hostname = xstrdup(hostname);
	return s;
}

const char *sim_store_hostname(const struct sim_store *s)
{
	return s->hostname;
}

void sim_store_set_hostname(struct sim_store *s, const char *name)
{
	char *copy = xstrdup(name);

	free(s->hostname);
	s->hostname = copy;
}

unsigned long sim_store_version(const struct sim_store *s)
{
	return s->version;
}

/* --- instances --- */

struct sim_instance *sim_instance_new(struct sim_class *c)
{
	struct sim_instance *i = xcalloc(1, sizeof *i);
	int ccn = sim_prop_index(c, "CreationClassName");

	i->cls = c;
	i->refs = 1;
	i->v = xcalloc(c->props.n + 1, sizeof *i->v);
	if (ccn >= 0)
		i->v[ccn] = sim_string(c->name);
	return i;
}

struct sim_instance *sim_instance_hold(struct sim_instance *i)
{
	i->refs++;
	return i;
}

struct sim_instance *sim_instance_drop(struct sim_instance *i)
{
	if (!i || --i->refs)
		return NULL;
	for (size_t p = 0; p < i->cls->props.n; p++)
		sim_value_clear(&i->v[p]);
	free(i->v);
	free(i);
	return NULL;
}

struct sim_instance *sim_instance_copy(const struct sim_instance *i)
{
	struct sim_instance *c = sim_instance_new(i->cls);

	for (size_t p = 0; p < i->cls->props.n; p++) {
		sim_value_clear(&c->v[p]);
		c->v[p] = sim_value_copy(&i->v[p]);
	}
	return c;
}

/* Siblings may share a key; a class and one derived from it may not. */
static bool same_keys(const struct sim_instance *a, const struct sim_instance *b)
{
	AUTO_FREE struct sim_ref *r = NULL;

	if (a->cls->ns != b->cls->ns)
		return false;
	r = sim_instance_ref(a);
	if (!sim_class_isa(b->cls, a->cls->name)) {
		if (!sim_class_isa(a->cls, b->cls->name))
			return false;
		r->cls = b->cls->name;
	}
	return sim_ref_names(r, b);
}

/* One whose keys are not all known is never the same as another: a reply of
 * named properties may lack them. */
static bool has_keys(const struct sim_instance *i)
{
	for (size_t k = 0; k < i->cls->keys.n; k++) {
		if (i->v[i->cls->keys.v[k]].kind == SIM_V_NULL)
			return false;
	}
	return i->cls->keys.n > 0;
}

static bool key_taken(struct sim_store *s, const struct sim_instance *i)
{
	uint32_t h = sim_instance_hash(i);
	struct sim_instance *o;

	if (!has_keys(i) || !s->key_size)
		return false;
	for (o = s->key_bucket[h & (s->key_size - 1)]; o; o = o->chain) {
		if (o->hash == h && same_keys(i, o))
			return true;
	}
	return false;
}

int sim_store_add(struct sim_store *s, struct sim_instance *i)
{
	struct sim_class *c = i->cls;

	if (key_taken(s, i))
		return -1;
	i->store = s;
	i->seq = ++s->seq;
	i->prev = c->last;
	if (c->last)
		c->last->next = i;
	else
		c->first = i;
	c->last = i;
	c->count++;
	if (c->keys.n)
		sim_index_key(s, i);
	sim_index_refs(s, i, -1);
	s->version++;
	return 0;
}

void sim_store_remove(struct sim_store *s, struct sim_instance *i)
{
	struct sim_class *c = i->cls;

	if (i->store != s)
		return;
	sim_unindex_refs(s, i, -1);
	if (c->keys.n)
		sim_unindex_key(s, i);
	if (i->prev)
		i->prev->next = i->next;
	else
		c->first = i->next;
	if (i->next)
		i->next->prev = i->prev;
	else
		c->last = i->prev;
	c->count--;
	i->store = NULL;
	i->prev = i->next = NULL;
	s->version++;
	sim_instance_drop(i);
}

struct sim_store *sim_store_free(struct sim_store *s)
{
	if (!s)
		return NULL;
	for (size_t i = 0; i < s->classes.n; i++) {
		while (s->classes.v[i]->first)
			sim_store_remove(s, s->classes.v[i]->first);
	}
	sim_classes_free(s);
	free(s->key_bucket);
	free(s->ref_bucket);
	free(s->hostname);
	free(s);
	return NULL;
}

struct sim_instance *sim_next_own(const struct sim_class *c,
				  const struct sim_instance *after)
{
	return after ? after->next : c->first;
}

/* --- values --- */

const struct sim_value *sim_get(const struct sim_instance *i, const char *prop)
{
	int p = sim_prop_index(i->cls, prop);

	return p < 0 ? NULL : &i->v[p];
}

const char *sim_get_str(const struct sim_instance *i, const char *prop)
{
	const struct sim_value *v = sim_get(i, prop);

	return v && v->kind == SIM_V_STRING ? v->s : "";
}

uint64_t sim_get_uint(const struct sim_instance *i, const char *prop)
{
	const struct sim_value *v = sim_get(i, prop);

	return v && v->kind == SIM_V_UINT ? v->u : 0;
}

static void replace(struct sim_instance *i, int p, struct sim_value taken)
{
	struct sim_store *s = i->store;
	bool key = s && i->cls->props.v[p].key;

	if (s && sim_value_equal(&i->v[p], &taken)) {
		sim_value_clear(&taken);
		return;
	}
	if (key)
		sim_unindex_key(s, i);
	if (s)
		sim_unindex_refs(s, i, p);
	sim_value_clear(&i->v[p]);
	i->v[p] = taken;
	if (key)
		sim_index_key(s, i);
	if (s) {
		sim_index_refs(s, i, p);
		s->version++;
	}
}

bool sim_set(struct sim_instance *i, const char *prop, struct sim_value taken)
{
	int p = sim_prop_index(i->cls, prop);

	if (p < 0) {
		sim_value_clear(&taken);
		return false;
	}
	replace(i, p, taken);
	return true;
}

/* --- paths --- */

struct sim_instance *sim_resolve(const struct sim_store *s, const char *ns,
				 const struct sim_ref *r)
{
	const struct sim_class *c = sim_class_find(s, r->ns ? r->ns : ns, r->cls);
	AUTO_FREE struct sim_ref *named = NULL;
	struct sim_instance *i;
	uint32_t h;

	if (!c || !s->key_size)
		return NULL;
	if (r->n == 1 && !*r->key[0].name && c->keys.n == 1) {
		struct sim_key key = { c->props.v[c->keys.v[0]].name,
				       r->key[0].value };

		r = named = sim_ref_make(r->ns, r->cls, &key, 1);
	}
	if (c->association) {
		/* Reference keys do not hash as text: there are few asked for. */
		for (i = c->first; i && !sim_ref_names(r, i); i = i->next)
			;
		return i;
	}
	h = sim_ref_hash(r);
	for (i = s->key_bucket[h & (s->key_size - 1)]; i; i = i->chain) {
		if (i->hash == h && i->cls->ns == c->ns && sim_ref_names(r, i))
			return i;
	}
	return NULL;
}

enum sim_keys sim_keys_check(const struct sim_class *c, const struct sim_ref *r)
{
	for (size_t i = 0; i < r->n; i++) {
		int p = sim_prop_index(c, r->key[i].name);

		if (p < 0 || !c->props.v[p].key)
			return SIM_KEYS_UNKNOWN;
	}
	for (size_t k = 0; k < c->keys.n; k++) {
		if (!sim_ref_key(r, c->props.v[c->keys.v[k]].name))
			return SIM_KEYS_MISSING;
	}
	return SIM_KEYS_OK;
}

struct sim_ref *sim_instance_ref(const struct sim_instance *i)
{
	const struct sim_class *c = i->cls;
	struct sim_key *keys = xcalloc(c->keys.n + 1, sizeof *keys);
	struct str *text = xcalloc(c->keys.n + 1, sizeof *text);
	struct sim_ref *r;

	for (size_t k = 0; k < c->keys.n; k++) {
		text[k] = (struct str)STR_INIT;
		sim_value_text(&i->v[c->keys.v[k]], &text[k]);
		keys[k].name = c->props.v[c->keys.v[k]].name;
		keys[k].value = text[k].buf;
	}
	r = sim_ref_make(c->ns, c->name, keys, c->keys.n);
	for (size_t k = 0; k < c->keys.n; k++)
		str_free(&text[k]);
	free(text);
	free(keys);
	return r;
}

void sim_instance_path(const struct sim_instance *i, struct str *to)
{
	AUTO_FREE struct sim_ref *r = sim_instance_ref(i);

	sim_path_print(r, i->store ? i->store->hostname : NULL, to);
}

int sim_referrers(const struct sim_store *s, const struct sim_instance *target,
		  int (*fn)(struct sim_instance *who, int prop, void *arg),
		  void *arg)
{
	const struct sim_referrer *r;
	int rc = 0;

	if (!s->ref_size || !target->cls->keys.n)
		return 0;
	r = s->ref_bucket[target->hash & (s->ref_size - 1)];
	for (; r && !rc; r = r->chain) {
		const struct sim_value *v = &r->who->v[r->prop];

		if (r->hash != target->hash)
			continue;
		if (v->kind == SIM_V_REF && !sim_ref_names(v->ref, target))
			continue;
		rc = fn(r->who, r->prop, arg);
	}
	return rc;
}
