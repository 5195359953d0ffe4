/* cmd/wql.c - wql: ask WMI anything */
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/vec.h"
#include "cmd/cmds.h"
#include "cmd/vm_names.h"
#include "cmd/ctx.h"
#include "hv/host.h"
#include "hv/raw.h"
#include "shell/args.h"
#include "shell/out.h"

static const struct opt wql_opts[] = {
	{ "query", OPT_ARG, "SELECT .., ASSOCIATORS OF .., REFERENCES OF ..",
	  .required = true },
	{ "namespace", OPT_STR, "WMI namespace (" HV_NS ")",
	  complete_namespace },
	{ 0 }
};

/* As WMI itself names it. */
#define CLASS "__CLASS"

struct cols VEC_OF(struct out_col);

static bool has_col(const struct cols *cols, const char *key)
{
	for (size_t i = 0; i < cols->n; i++)
		if (!strcasecmp(cols->v[i].key, key))
			return true;
	return false;
}

/* A column for each property that any object has: derived classes have more
 * than their base. */
static void collect_cols(const struct hv_objects *objects, struct cols *cols)
{
	for (size_t i = 0; i < objects->n; i++) {
		const struct hv_object *o = &objects->v[i];

		for (size_t j = 0; j < o->props.n; j++) {
			const char *name = o->props.v[j].name;

			/* most objects have what the one before had, there */
			if (j + 1 < cols->n &&
			    !strcasecmp(cols->v[j + 1].key, name))
				continue;
			if (!has_col(cols, name))
				vec_push(cols, ((struct out_col){ name, name }));
		}
	}
}

static const char *value_of(const struct hv_object *o, const char *name)
{
	for (size_t i = 0; i < o->props.n; i++)
		if (!strcasecmp(o->props.v[i].name, name))
			return o->props.v[i].value;
	return NULL;
}

static struct out_value shown(const struct hv_object *o, const char *key)
{
	const char *value = strcmp(key, CLASS) ? value_of(o, key) :
		*o->class ? o->class : NULL;

	return value ? out_str(value) : out_null("-");
}

static void print_table(struct out *o, const struct hv_objects *objects,
			const struct cols *cols)
{
	out_list(o, cols->v);
	for (size_t i = 0; i < objects->n; i++)
		for (size_t j = 0; j + 1 < cols->n; j++)
			out_cell(o, shown(&objects->v[i], cols->v[j].key));
	out_end(o);
}

/* One property a line, an empty line between objects: a table of everything
 * would be wider than any terminal. */
static void print_records(struct out *o, const struct hv_objects *objects)
{
	for (size_t i = 0; i < objects->n; i++) {
		const struct hv_object *object = &objects->v[i];

		if (i)
			out_raw(o, "\n");
		if (*object->class)
			out_field(o, CLASS, CLASS, out_str(object->class));
		for (size_t j = 0; j < object->props.n; j++) {
			const struct hv_property *p = &object->props.v[j];

			out_field(o, p->name, p->name, p->value ?
				  out_str(p->value) : out_null("-"));
		}
		out_end(o);
	}
}

#define TABLE_COLS 8

static void print_objects(struct out *o, const struct hv_objects *objects)
{
	struct cols cols = VEC_INIT;
	/* A reply with named properties does not tell the class: for people
	 * there is no column then, but data keeps its keys. */
	bool class = out_format(o) != OUT_TEXT || !objects->n ||
		*objects->v[0].class;

	if (class)
		vec_push(&cols, ((struct out_col){ CLASS, "Class" }));
	collect_cols(objects, &cols);
	if (!cols.n)
		vec_push(&cols, ((struct out_col){ CLASS, "Class" }));
	vec_push(&cols, ((struct out_col){ NULL, NULL }));
	if (out_format(o) == OUT_TEXT && cols.n - 1 > TABLE_COLS)
		print_records(o, objects);
	else
		print_table(o, objects, &cols);
	vec_free(&cols);
}

static int wql_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *ns = args_str(a, "namespace");
	AUTO_OBJECTS objects = VEC_INIT;
	struct hv_host *h = ctx_host(c, e);

	if (!h || hv_raw_query(h, ns, args_str(a, "query"), &objects, e) < 0)
		return -1;
	print_objects(c->out, &objects);
	return 0;
}

const struct cmd cmd_wql = {
	.name = "wql", .group = "host",
	.summary = "show the objects that answer a WQL query",
	.details = "Sends the query as it is and shows every property of every "
		   "object: a look at what the host's WMI holds.",
	.opts = wql_opts, .flags = CMD_ANY_HOST, .run = wql_run,
};
