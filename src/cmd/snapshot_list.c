/* cmd/snapshot_list.c - snapshot-list */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/refused.h"
#include "cmd/snapshot.h"
#include "cmd/storage.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/cmd.h"
#include "shell/out.h"

static const struct opt list_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "parent", OPT_FLAG, "add a column showing parent snapshot" },
	{ "roots", OPT_FLAG, "list only snapshots without parents" },
	{ "leaves", OPT_FLAG, "list only snapshots without children" },
	{ "no-leaves", OPT_FLAG,
	  "list only snapshots that are not leaves (with children)" },
	{ "inactive", OPT_FLAG, "filter by snapshots taken while inactive" },
	{ "active", OPT_FLAG, "filter by snapshots taken while active "
	  "(full system snapshots)" },
	{ "tree", OPT_FLAG, "list snapshots in a tree" },
	{ "from", OPT_STR, "limit list to children of given snapshot",
	  complete_snapshot },
	{ "current", OPT_FLAG, "limit list to children of current snapshot" },
	{ "descendants", OPT_FLAG, "with --from, list all descendants" },
	{ "name", OPT_FLAG, "list snapshot names only" },
	{ "topological", OPT_FLAG,
	  "sort list topologically rather than by name" },
	{ "details", OPT_FLAG, "add columns showing parent, kind, id, current and the "
	  "size of disks" },
	{ 0 }
};

static int check(const struct args *a, struct err *e)
{
	static const char *const pairs[][2] = {
		{ "tree", "name" }, { "parent", "roots" }, { "parent", "tree" },
		{ "roots", "tree" }, { "roots", "from" }, { "roots", "current" },
		{ "details", "tree" }, { "details", "name" },
	};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		const char *x = pairs[i][0], *y = pairs[i][1];
		bool both = args_flag(a, x) &&
			    (strcmp(y, "from") ? args_flag(a, y) :
						 args_str(a, y) != NULL);

		if (both)
			return err_set(e, ERR_USAGE, "Options --%s and --%s are "
				       "mutually exclusive", x, y);
	}
	if (args_str(a, "from") && args_flag(a, "current"))
		return err_set(e, ERR_USAGE,
			       "--from and --current are mutually exclusive");
	if (args_flag(a, "descendants") && !args_str(a, "from") &&
	    !args_flag(a, "current"))
		return err_set(e, ERR_USAGE, "--descendants requires either "
			       "--from or --current");
	return 0;
}

/* Both or neither of a pair of options lets everything pass, as in virsh. */
static bool pair(const struct args *a, const char *with, const char *without,
		 bool is)
{
	if (args_flag(a, with) == args_flag(a, without))
		return true;
	return args_flag(a, with) == is;
}

struct view {
	const struct snapshots *s;
	const struct hv_checkpoint *from;       /* or NULL: all */
	const struct hv_checkpoint **v;         /* those to be shown */
	size_t n;
};

static bool is_child(const struct hv_checkpoint *cp,
		     const struct hv_checkpoint *of)
{
	return cp->parent && !strcmp(cp->parent, of->id);
}

static bool fits(const struct args *a, const struct view *w,
		 const struct hv_checkpoint *cp)
{
	const struct hv_checkpoints *l = &w->s->l;
	bool leaf = !hv_checkpoint_children(l, cp);

	/* the tree shows where it begins, and all below */
	if (w->from && args_flag(a, "tree")) {
		if (cp != w->from && !hv_checkpoint_below(l, cp, w->from))
			return false;
	} else if (w->from) {
		if (args_flag(a, "descendants") ?
		    !hv_checkpoint_below(l, cp, w->from) :
		    !is_child(cp, w->from))
			return false;
	}
	if (args_flag(a, "roots") && hv_checkpoint_at(l, cp->parent))
		return false;
	return pair(a, "leaves", "no-leaves", leaf) &&
	       pair(a, "active", "inactive", cp->saved);
}

static int by_name(const void *a, const void *b)
{
	const struct hv_checkpoint *x = *(const struct hv_checkpoint *const *)a;
	const struct hv_checkpoint *y = *(const struct hv_checkpoint *const *)b;
	int r = strcmp(x->name, y->name);

	if (!r)
		r = (x->created.v > y->created.v) - (x->created.v < y->created.v);
	return r ? r : strcmp(x->id, y->id);
}

/* The nearest above that is shown; NULL: it begins a tree of its own. */
static const struct hv_checkpoint *shown_parent(const struct view *w,
						const struct hv_checkpoint *cp)
{
	const struct hv_checkpoint *up = snapshot_parent(w->s, cp);

	for (size_t i = 0; up && i < w->n; i++)
		if (w->v[i] == up)
			return up;
	return NULL;
}

/* --- in a tree --- */

static const struct hv_checkpoint *last_below(const struct view *w,
					      const struct hv_checkpoint *top)
{
	const struct hv_checkpoint *last = NULL;

	for (size_t i = 0; i < w->n; i++)
		if (shown_parent(w, w->v[i]) == top)
			last = w->v[i];
	return last;
}

/* As virsh draws it: "|" above the first child, and a line with the indent
 * alone below the last one that has none itself. */
static void draw(const struct view *w, const struct hv_checkpoint *cp,
		 bool root, bool last, struct str *indent, struct str *to)
{
	const struct hv_checkpoint *end = last_below(w, cp);
	size_t was = indent->len;

	str_addf(to, "%s%s", indent->buf, root ? "" : "+- ");
	str_add_term(to, cp->name);
	str_addc(to, '\n');
	if (!root)
		str_add(indent, last ? "  " : "| ");
	if (end)
		str_addf(to, "%s  |\n", indent->buf);
	str_add(indent, "  ");
	for (size_t i = 0; end && i < w->n; i++)
		if (shown_parent(w, w->v[i]) == cp)
			draw(w, w->v[i], false, w->v[i] == end, indent, to);
	indent->len -= 2;
	indent->buf[indent->len] = '\0';
	if (!end && last)
		str_addf(to, "%s\n", indent->buf);
	indent->len = was;
	indent->buf[was] = '\0';
}

static void print_tree(struct out *o, const struct view *w)
{
	AUTO_STR text = STR_INIT, indent = STR_INIT;

	/* so that the indent may be cut where it is empty */
	str_addc(&indent, ' ');
	str_clear(&indent);
	for (size_t i = 0; i < w->n; i++)
		if (!shown_parent(w, w->v[i]))
			draw(w, w->v[i], true, true, &indent, &text);
	out_raw(o, text.buf);
}

/* --- in a table --- */

/* Parents before their children. */
static void add_below(const struct view *w, const struct hv_checkpoint *top,
		      const struct hv_checkpoint **to, size_t *n)
{
	for (size_t i = 0; i < w->n; i++) {
		if (shown_parent(w, w->v[i]) != top)
			continue;
		to[(*n)++] = w->v[i];
		add_below(w, w->v[i], to, n);
	}
}

static void sort_topologically(struct view *w)
{
	const struct hv_checkpoint **to = xcalloc(w->n + 1, sizeof *to);
	size_t n = 0;

	add_below(w, NULL, to, &n);
	/* a ring hangs on nothing: it keeps its place by name */
	if (n == w->n)
		memcpy(w->v, to, n * sizeof *to);
	free(to);
}

static void print_names(struct out *o, const struct view *w)
{
	static const struct out_col cols[] = { { "name", "Name" }, { 0 } };

	out_lines(o, cols);
	for (size_t i = 0; i < w->n; i++)
		out_cell(o, out_str(w->v[i]->name));
	out_end(o);
}

static void common_cells(struct out *o, const struct hv_checkpoint *cp)
{
	char buf[SNAPSHOT_TIME];
	const char *when = snapshot_time(cp, buf);

	out_cell(o, out_str(cp->name));
	out_cell(o, cp->created.set ?
		 out_num_as(cp->created.v / 1000000, when) : out_null(when));
	out_cell(o, out_str(snapshot_state(cp)));
}

static void size_cell(struct out *o, struct num bytes)
{
	char buf[SIZE_TEXT];

	out_cell(o, bytes.set ?
		 out_num_as(bytes.v, size_text(bytes.v, 2, buf)) :
		 out_null("-"));
}

static void print_table(struct out *o, const struct args *a,
			const struct view *w)
{
	static const struct out_col cols[] = {
		{ "name", "Name" }, { "creation_time", "Creation Time" },
		{ "state", "State" }, { "parent", "Parent" },
		{ "kind", "Kind" }, { "id", "Id" }, { "current", "Current" },
		{ "size_bytes", "Size" }, { 0 }
	};
	bool details = args_flag(a, "details");
	bool all = details || out_format(o) != OUT_TEXT;
	size_t n = details ? 8 : all ? 7 : args_flag(a, "parent") ? 4 : 3;
	struct out_col used[9] = { { 0 } };

	memcpy(used, cols, n * sizeof *cols);
	out_list(o, used);
	for (size_t i = 0; i < w->n; i++) {
		const struct hv_checkpoint *cp = w->v[i];
		const struct hv_checkpoint *up = snapshot_parent(w->s, cp);
		bool current = cp == hv_checkpoint_at(&w->s->l,
						      w->s->l.current);

		common_cells(o, cp);
		if (n > 3)
			out_cell(o, up ? out_str(up->name) : out_null(""));
		if (!all)
			continue;
		out_cell(o, out_str(snapshot_kind(cp)));
		out_cell(o, out_str(cp->id));
		out_cell(o, out_bool(current, current ? "yes" : "no"));
		if (details)
			size_cell(o, cp->bytes);
	}
	out_end(o);
}

/* Where --from or --current begin; neither: nothing. */
static int find_from(const struct args *a, struct view *w, struct err *e)
{
	const char *word = args_str(a, "from");
	const struct hv_checkpoints *l = &w->s->l;

	if (word) {
		w->from = snapshot_find(w->s, word, e);
		return w->from ? 0 : -1;
	}
	if (!args_flag(a, "current"))
		return 0;
	w->from = hv_checkpoint_at(l, l->current);
	if (w->from)
		return 0;
	return err_set(e, ERR_NOT_FOUND, "Domain snapshot not found: the domain "
		       "does not have a current snapshot");
}

static int list_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_SNAPSHOTS s = SNAPSHOTS_INIT;
	AUTO_FREE const struct hv_checkpoint **v = NULL;
	struct view w = { .s = &s };
	bool all = args_flag(a, "details") || out_format(c->out) != OUT_TEXT;

	if (check(a, e) < 0 ||
	    snapshots_load(c, a, all ? HV_CHECKPOINTS_ALL :
			   HV_CHECKPOINTS_BRIEF, &s, e) < 0 ||
	    (args_flag(a, "details") &&
	     hv_checkpoint_sizes(s.h, &s.l, e) < 0) ||
	    find_from(a, &w, e) < 0)
		return -1;
	v = xcalloc(s.l.list.n + 1, sizeof *v);
	w.v = v;
	for (size_t i = 0; i < s.l.list.n; i++)
		if (fits(a, &w, &s.l.list.v[i]))
			w.v[w.n++] = &s.l.list.v[i];
	qsort(w.v, w.n, sizeof *w.v, by_name);
	if (args_flag(a, "topological"))
		sort_topologically(&w);
	if (args_flag(a, "tree") && out_format(c->out) == OUT_TEXT)
		print_tree(c->out, &w);
	else if (args_flag(a, "name"))
		print_names(c->out, &w);
	else
		print_table(c->out, a, &w);
	return 0;
}

const struct cmd cmd_snapshot_list = {
	.name = "snapshot-list", .group = "snapshot",
	.summary = "List snapshots for a domain",
	.details = "List the checkpoints of a domain, by name.",
	.opts = list_opts, .refused = refused_snapshot_list,
	.flags = CMD_NEEDS_HOST, .run = list_run,
};
