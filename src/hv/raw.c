/* hv/raw.c - any question in WQL, for looking around */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "hv/host.h"
#include "hv/schema.h"
#include "hv/raw.h"
#include "wmi/object.h"
#include "wmi/query.h"

void hv_objects_free(struct hv_objects *l)
{
	for (size_t i = 0; i < l->n; i++) {
		struct hv_object *o = &l->v[i];

		for (size_t j = 0; j < o->props.n; j++) {
			free(o->props.v[j].name);
			free(o->props.v[j].value);
		}
		vec_free(&o->props);
		free(o->class);
	}
	vec_free(l);
}

/* An array comes as its elements, one after the other (FACTS 1.9). */
static void add_property(void *arg, const char *name, const char *value)
{
	struct hv_object *o = arg;
	struct hv_property *last = o->props.n ?
		&o->props.v[o->props.n - 1] : NULL;

	if (last && !strcmp(last->name, name) && last->value && value) {
		char *both = xasprintf("%s, %s", last->value, value);

		free(last->value);
		last->value = both;
		return;
	}
	vec_push(&o->props, ((struct hv_property){ xstrdup(name),
						   xstrdup(value) }));
}

static int raw_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_objects *to = arg;
	struct hv_object *object = vec_new(to);

	(void)e;
	object->class = xstrdup(wmi_class(o));
	wmi_each(o, add_property, object);
	return 0;
}

int hv_raw_query(struct hv_host *h, const char *ns, const char *wql,
		 struct hv_objects *ret, struct err *e)
{
	AUTO_OBJECTS objects = VEC_INIT;
	struct wmi_query q = {
		.ns = ns, .wql = wql, .row = raw_row, .arg = &objects,
		.err = ERR_INIT,
	};
	int r;

	do {
		if (!ns)
			q.ns = hv_schema(h)->ns;
		r = wmi_query(hv_host_wmi(h), &q, 1, e);
		err_clear(&q.err);
	} while (!ns && hv_schema_again(h, r, e));
	if (r < 0)
		return -1;
	*ret = objects;
	objects = (struct hv_objects)VEC_INIT;
	return 0;
}
