#include "sim/schema.h"

#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

static const char builtin[] =
#include "sim/schema.inc"
;

struct reader {
	struct sim_store *store;
	enum sim_os os;
	char *ns;
	const bool *v1;         /* of the built-in schema, root/virtualization
				   or the others; NULL: all there is */
	bool skip;              /* a namespace that is not to be read */
	bool absent;            /* this host has no such class */
	struct sim_class *cls;
};

/* "ref(CIM_Job)" */
static int read_type(char *text, enum sim_type *type, const char **refclass)
{
	char *open = strchr(text, '(');

	*refclass = NULL;
	if (open) {
		char *close = strchr(open, ')');

		if (!close)
			return -1;
		*open = *close = '\0';
		*refclass = open + 1;
	}
	return sim_type_parse(text, type);
}

/* Cuts "@2016" or "@-2012" off; is it there on this host? */
static int since(const struct reader *r, char *word, bool *there)
{
	char *at = strchr(word, '@');
	bool until = at && at[1] == '-';
	enum sim_os os;

	*there = true;
	if (!at)
		return 0;
	*at = '\0';
	if (sim_os_parse(at + 1 + until, &os) < 0)
		return -1;
	*there = until ? r->os <= os : r->os >= os;
	return 0;
}

static bool cut_suffix(char *word, const char *suffix)
{
	size_t n = strlen(word), len = strlen(suffix);

	if (n < len || strcmp(word + n - len, suffix))
		return false;
	word[n - len] = '\0';
	return true;
}

static int read_props(struct reader *r, char *type, char **save)
{
	struct sim_prop p = { 0 };
	char *word;

	if (!r->cls || read_type(type, &p.type, &p.refclass) < 0)
		return -1;
	while ((word = strtok_r(NULL, " ", save))) {
		bool there;

		if (since(r, word, &there) < 0)
			return -1;
		p.key = cut_suffix(word, "*");
		p.array = cut_suffix(word, "[]");
		p.name = word;
		if (there)
			sim_class_add_prop(r->store, r->cls, &p);
	}
	return 0;
}

static int read_params(struct reader *r, struct sim_method *m, char **save)
{
	VEC(struct sim_param) params = VEC_INIT;
	char *word, *name;

	while ((word = strtok_r(NULL, " ", save))) {
		struct sim_param *p = vec_new(&params);
		const char *refclass;

		p->in = *word == '<' || *word == '=';
		p->out = *word == '>' || *word == '=';
		name = strtok_r(NULL, " ", save);
		if (!name || !(p->in || p->out) ||
		    read_type(word + 1, &p->type, &refclass) < 0) {
			vec_free(&params);
			return -1;
		}
		p->array = cut_suffix(name, "[]");
		p->name = sim_intern(r->store, name);
		p->refclass = refclass ? sim_intern(r->store, refclass) : NULL;
	}
	m->param = params.v;
	m->n = params.n;
	return 0;
}

static int read_method(struct reader *r, char **save)
{
	char *type = strtok_r(NULL, " ", save);
	struct sim_method m = { 0 };
	const char *refclass;
	bool there;
	char *name;

	m.of_class = type && !strcmp(type, "static");
	if (m.of_class)
		type = strtok_r(NULL, " ", save);
	name = strtok_r(NULL, " ", save);
	if (!r->cls || !name || since(r, name, &there) < 0 ||
	    read_type(type, &m.returns, &refclass) < 0)
		return -1;
	m.name = sim_intern(r->store, name);
	if (read_params(r, &m, save) < 0)
		return -1;
	if (there)
		vec_push(&r->cls->methods, m);
	else
		free(m.param);
	return 0;
}

static int read_class(struct reader *r, char **save)
{
	char *name = strtok_r(NULL, " ", save);
	char *colon = strtok_r(NULL, " ", save);
	char *super = strtok_r(NULL, " ", save);
	struct sim_class *base = NULL;
	bool there;

	if (!name || !r->ns || (colon && !super) || since(r, name, &there) < 0)
		return -1;
	r->absent = !there;
	if (!there)
		return 0;
	if (super) {
		base = sim_class_find(r->store, r->ns, super);
		if (!base)
			return -1;
	}
	r->cls = sim_class_add(r->store, r->ns, name, base);
	return 0;
}

static int read_namespace(struct reader *r, char **save)
{
	char *ns = strtok_r(NULL, " ", save);
	bool there;

	if (!ns || since(r, ns, &there) < 0)
		return -1;
	free(r->ns);
	r->ns = xstrdup(ns);
	r->skip = !there ||
		  (r->v1 && *r->v1 != !strcmp(ns, SIM_NS_V1));
	r->absent = false;
	r->cls = NULL;
	return 0;
}

static int read_line(struct reader *r, char *line)
{
	char *save, *word = strtok_r(line, " ", &save);

	if (!word || *word == '#')
		return 0;
	if (!strcmp(word, "namespace"))
		return read_namespace(r, &save);
	if (r->skip)
		return 0;
	if (!strcmp(word, "class"))
		return read_class(r, &save);
	if (r->absent)
		return 0;
	if (!strcmp(word, "call"))
		return read_method(r, &save);
	return read_props(r, word, &save);
}

static int read_text(struct reader *r, const char *text, struct err *e)
{
	AUTO_STR line = STR_INIT;
	unsigned number = 0;
	int rc = 0;

	while (*text && !rc) {
		size_t n = strcspn(text, "\n");
		bool more = n && text[n - 1] == '\\';

		str_addn(&line, text, more ? n - 1 : n);
		text += n + (text[n] == '\n');
		number++;
		if (more)
			continue;
		if (line.len && read_line(r, line.buf) < 0)
			rc = err_set(e, ERR_FAILED, "schema line %u: '%s'",
				     number, line.buf);
		str_clear(&line);
	}
	free(r->ns);
	return rc;
}

int sim_schema_add(struct sim_store *s, const char *text, enum sim_os os,
		   struct err *e)
{
	struct reader r = { .store = s, .os = os };

	return read_text(&r, text, e);
}

int sim_schema_builtin(struct sim_store *s, enum sim_os os, bool v1,
		       struct err *e)
{
	struct reader r = { .store = s, .os = os, .v1 = &v1 };

	return read_text(&r, builtin, e);
}
