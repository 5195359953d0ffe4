#include "sim/config_copy.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/host_priv.h"

struct parts VEC_OF(struct sim_instance *);

static char *top_of(const char *guid)
{
	return xasprintf("Microsoft:%s", guid);
}

static bool is_below(const char *id, const char *top)
{
	size_t n = strlen(top);

	return !strncasecmp(id, top, n) && id[n] == '\\';
}

static void collect(struct sim_host *h, const char *top, struct parts *to)
{
	struct sim_class *c;

	for (size_t k = 0; (c = sim_class_at(h->store, k)); k++) {
		if (c->association || !c->first ||
		    strcasecmp(c->ns, SIM_NS_VIRT))
			continue;
		for (struct sim_instance *i = c->first; i; i = i->next) {
			if (is_below(sim_get_str(i, "InstanceID"), top))
				vec_push(to, sim_instance_hold(i));
		}
	}
}

static void parts_free(struct parts *p)
{
	for (size_t k = 0; k < p->n; k++)
		sim_instance_drop(p->v[k]);
	vec_free(p);
}

/* The text with every 'from' made 'to'; NULL: there is none. */
static char *replaced(const char *text, const char *from, const char *to)
{
	AUTO_STR s = STR_INIT;
	size_t n = strlen(from);
	bool any = false;

	while (*text) {
		if (!strncasecmp(text, from, n)) {
			str_add(&s, to);
			text += n;
			any = true;
		} else {
			str_addc(&s, *text++);
		}
	}
	return any ? str_take(&s) : NULL;
}

static bool rename_value(struct sim_value *v, const char *from, const char *to)
{
	AUTO_FREE char *text = NULL;
	bool any = false;

	if (v->kind == SIM_V_ARRAY) {
		for (uint32_t k = 0; k < v->n; k++)
			any |= rename_value(&v->item[k], from, to);
		return any;
	}
	if (v->kind != SIM_V_STRING)
		return false;
	text = replaced(v->s, from, to);
	if (!text)
		return false;
	sim_value_clear(v);
	*v = sim_string(text);
	return true;
}

void sim_config_rename(struct sim_instance *i, const char *from,
		       const char *to)
{
	AUTO_FREE char *old = top_of(from);
	AUTO_FREE char *new = top_of(to);

	for (size_t p = 0; p < i->cls->props.n; p++) {
		struct sim_value v = sim_value_copy(&i->v[p]);

		if (rename_value(&v, old, new))
			sim_set(i, i->cls->props.v[p].name, v);
		else
			sim_value_clear(&v);
	}
}

/* A reference to 'from' or what is below it, to the same of 'to'; NULL: it is
 * to something else. */
static struct sim_ref *renamed_ref(const struct sim_ref *r, const char *old,
				   const char *new)
{
	const char *id = sim_ref_key(r, "InstanceID");
	AUTO_FREE char *text = id ? replaced(id, old, new) : NULL;
	struct sim_key key = { "InstanceID", text };

	return text ? sim_ref_make(r->ns, r->cls, &key, 1) : NULL;
}

static void copy_relation(struct sim_host *h, const struct sim_instance *a,
			  const char *old, const char *new)
{
	struct sim_instance *i = sim_instance_copy(a);

	for (size_t p = 0; p < i->cls->props.n; p++) {
		struct sim_ref *r;

		if (i->v[p].kind != SIM_V_REF)
			continue;
		r = renamed_ref(i->v[p].ref, old, new);
		if (!r) {
			sim_instance_drop(i);
			return;
		}
		sim_set(i, i->cls->props.v[p].name, sim_reference(r));
	}
	sim_put(h, i);
}

static int note(struct sim_instance *who, int prop, void *arg)
{
	(void)prop;
	if (who->cls->association)
		vec_push((struct parts *)arg, sim_instance_hold(who));
	return 0;
}

/* An association of two parts is met twice; the second one is there already. */
static void copy_relations(struct sim_host *h, const struct sim_instance *part,
			   const char *old, const char *new)
{
	struct parts found = VEC_INIT;

	sim_referrers(h->store, part, note, &found);
	for (size_t k = 0; k < found.n; k++)
		copy_relation(h, found.v[k], old, new);
	parts_free(&found);
}

void sim_config_copy(struct sim_host *h, const char *from, const char *to)
{
	AUTO_FREE char *old = top_of(from);
	AUTO_FREE char *new = top_of(to);
	struct parts parts = VEC_INIT;

	collect(h, old, &parts);
	for (size_t k = 0; k < parts.n; k++) {
		struct sim_instance *i = sim_instance_copy(parts.v[k]);

		sim_config_rename(i, from, to);
		sim_put(h, i);
	}
	for (size_t k = 0; k < parts.n; k++)
		copy_relations(h, parts.v[k], old, new);
	parts_free(&parts);
}

void sim_config_empty(struct sim_host *h, const char *guid)
{
	AUTO_FREE char *top = top_of(guid);
	struct parts parts = VEC_INIT;

	collect(h, top, &parts);
	for (size_t k = 0; k < parts.n; k++)
		sim_remove_related(h, parts.v[k]);
	parts_free(&parts);
}
