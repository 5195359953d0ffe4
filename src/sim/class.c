/* Classes and names: the part of the store that schema.h talks about. */
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "sim/schema.h"
#include "sim/store_priv.h"

uint32_t sim_hash(uint32_t h, const char *text)
{
	uint32_t c;

	while ((c = sim_fold_next(&text)))
		h = (h ^ c) * 16777619U;
	return (h ^ 0x7f) * 16777619U;
}

const char *sim_intern(struct sim_store *s, const char *name)
{
	size_t len = strlen(name);
	uint32_t h = sim_hash(0, name) % SIM_CLASS_BUCKETS;
	struct sim_name *n;

	for (n = s->name_bucket[h]; n; n = n->chain) {
		if (!strcmp(n->text, name))
			return n->text;
	}
	n = xcalloc(1, sizeof *n + len + 1);
	memcpy(n->text, name, len);
	n->chain = s->name_bucket[h];
	s->name_bucket[h] = n;
	return n->text;
}

bool sim_same_namespace(const char *a, const char *b)
{
	for (; *a && *b; a++, b++) {
		char ca = *a == '\\' ? '/' : *a, cb = *b == '\\' ? '/' : *b;

		if (strncasecmp(&ca, &cb, 1))
			return false;
	}
	return *a == *b;
}

static const char *find_namespace(const struct sim_store *s, const char *ns)
{
	for (size_t i = 0; i < s->namespaces.n; i++) {
		if (sim_same_namespace(s->namespaces.v[i], ns))
			return s->namespaces.v[i];
	}
	return NULL;
}

bool sim_has_namespace(const struct sim_store *s, const char *ns)
{
	return find_namespace(s, ns) != NULL;
}

struct sim_class *sim_class_find(const struct sim_store *s, const char *ns,
				 const char *name)
{
	const char *own = find_namespace(s, ns);
	struct sim_class *c;

	if (!own)
		return NULL;
	c = s->class_bucket[sim_hash(0, name) % SIM_CLASS_BUCKETS];
	while (c && (c->ns != own || strcasecmp(c->name, name)))
		c = c->chain;
	return c;
}

struct sim_class *sim_class_at(const struct sim_store *s, size_t i)
{
	return i < s->classes.n ? s->classes.v[i] : NULL;
}

bool sim_class_isa(const struct sim_class *c, const char *name)
{
	while (c && strcasecmp(c->name, name))
		c = c->super;
	return c != NULL;
}

/* The index of a name, or ~ of where it would have to be. */
static int search(const struct sim_class *c, const char *name)
{
	int lo = 0, hi = (int)c->props.n;

	while (lo < hi) {
		int mid = lo + (hi - lo) / 2;
		int cmp = strcasecmp(c->props.v[mid].name, name);

		if (!cmp)
			return mid;
		if (cmp < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return ~lo;
}

int sim_prop_index(const struct sim_class *c, const char *name)
{
	int i = search(c, name);

	return i < 0 ? -1 : i;
}

const struct sim_method *sim_method_find(const struct sim_class *c,
					 const char *name)
{
	for (; c; c = c->super) {
		for (size_t i = 0; i < c->methods.n; i++) {
			if (!strcasecmp(c->methods.v[i].name, name))
				return &c->methods.v[i];
		}
	}
	return NULL;
}

static void find_keys(struct sim_class *c)
{
	c->keys.n = 0;
	c->association = false;
	for (size_t i = 0; i < c->props.n; i++) {
		if (!c->props.v[i].key)
			continue;
		vec_push(&c->keys, (int)i);
		if (c->props.v[i].type == SIM_REFERENCE)
			c->association = true;
	}
}

struct sim_class *sim_class_add(struct sim_store *s, const char *ns,
				const char *name, struct sim_class *super)
{
	struct sim_class *c = sim_class_find(s, ns, name);
	uint32_t h = sim_hash(0, name) % SIM_CLASS_BUCKETS;

	if (c)
		return c;
	c = xcalloc(1, sizeof *c);
	c->ns = find_namespace(s, ns);
	if (!c->ns) {
		c->ns = sim_intern(s, ns);
		vec_push(&s->namespaces, c->ns);
	}
	c->name = sim_intern(s, name);
	c->super = super;
	if (super) {
		vec_push(&super->derived, c);
		for (size_t i = 0; i < super->props.n; i++)
			vec_push(&c->props, super->props.v[i]);
		find_keys(c);
	}
	c->chain = s->class_bucket[h];
	s->class_bucket[h] = c;
	vec_push(&s->classes, c);
	return c;
}

/* Indexes know properties by number: out before those change, in again after. */
static void unindex_all(struct sim_store *s, struct sim_class *c)
{
	for (struct sim_instance *i = c->first; i; i = i->next) {
		sim_unindex_refs(s, i, -1);
		if (c->keys.n)
			sim_unindex_key(s, i);
	}
}

static void index_all(struct sim_store *s, struct sim_class *c)
{
	for (struct sim_instance *i = c->first; i; i = i->next) {
		sim_index_refs(s, i, -1);
		if (c->keys.n)
			sim_index_key(s, i);
	}
}

static void widen_instances(struct sim_class *c, size_t at)
{
	for (struct sim_instance *i = c->first; i; i = i->next) {
		i->v = xrealloc(i->v, c->props.n, sizeof *i->v);
		memmove(&i->v[at + 1], &i->v[at],
			(c->props.n - 1 - at) * sizeof *i->v);
		memset(&i->v[at], 0, sizeof *i->v);
	}
}

void sim_class_add_prop(struct sim_store *s, struct sim_class *c,
			const struct sim_prop *p)
{
	int found = search(c, p->name);
	size_t at = found < 0 ? (size_t)~found : (size_t)found;

	unindex_all(s, c);
	if (found < 0) {
		vec_new(&c->props);
		memmove(&c->props.v[at + 1], &c->props.v[at],
			(c->props.n - 1 - at) * sizeof *c->props.v);
		widen_instances(c, at);
	}
	c->props.v[at] = *p;
	c->props.v[at].name = sim_intern(s, p->name);
	c->props.v[at].refclass = p->refclass ? sim_intern(s, p->refclass) : NULL;
	find_keys(c);
	index_all(s, c);
	for (size_t i = 0; i < c->derived.n; i++)
		sim_class_add_prop(s, c->derived.v[i], p);
}

static void class_free(struct sim_class *c)
{
	for (size_t i = 0; i < c->methods.n; i++)
		free(c->methods.v[i].param);
	vec_free(&c->methods);
	vec_free(&c->props);
	vec_free(&c->keys);
	vec_free(&c->derived);
	free(c);
}

void sim_classes_free(struct sim_store *s)
{
	for (size_t i = 0; i < s->classes.n; i++)
		class_free(s->classes.v[i]);
	vec_free(&s->classes);
	vec_free(&s->namespaces);
	for (size_t i = 0; i < SIM_CLASS_BUCKETS; i++) {
		while (s->name_bucket[i]) {
			struct sim_name *next = s->name_bucket[i]->chain;

			free(s->name_bucket[i]);
			s->name_bucket[i] = next;
		}
	}
}
