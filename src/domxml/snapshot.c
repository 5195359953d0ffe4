/* domxml/snapshot.c - checkpoints as libvirt's domainsnapshot XML */
#include "domxml/snapshot.h"

#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "domxml/emit.h"
#include "domxml/reader.h"
#include "hv/checkpoint.h"

static void optional(struct str *to, const char *tag, const char *text)
{
	if (text)
		domxml_leaf(to, 1, tag, text, NULL);
}

void domxml_snapshot_write(const struct hv_checkpoint *c,
			   const struct hv_checkpoint *parent, const char *vm,
			   struct str *to)
{
	domxml_open(to, 0, "domainsnapshot", NULL);
	optional(to, "name", c->name);
	optional(to, "description", c->notes);
	domxml_leaf(to, 1, "state", c->saved ? "running" : "shutoff", NULL);
	if (parent) {
		domxml_open(to, 1, "parent", NULL);
		domxml_leaf(to, 2, "name", parent->name, NULL);
		domxml_close(to, 1, "parent");
	}
	if (c->created.set)
		optional(to, "creationTime",
			 domxml_number(c->created.v / 1000000).text);
	domxml_empty(to, 1, "memory", "snapshot",
		     c->saved ? "internal" : "no", NULL);
	domxml_open(to, 1, "domain", NULL);
	domxml_leaf(to, 2, "uuid", vm, NULL);
	domxml_close(to, 1, "domain");
	domxml_close(to, 0, "domainsnapshot");
}

void domxml_snapshot_sketch(const char *name, const char *description,
			    struct str *to)
{
	domxml_open(to, 0, "domainsnapshot", NULL);
	optional(to, "name", name);
	optional(to, "description", description);
	domxml_close(to, 0, "domainsnapshot");
}

static char *text_of(const xml_node *n, const char *name)
{
	const char *text = xml_text(domxml_child(n, name));

	return text && *text ? xstrdup(text) : NULL;
}

static int read_root(const struct domxml_in *in, const xml_node *root)
{
	/* what the host decides itself is passed over, so that a document
	 * from dumpxml can be used again */
	static const char *const known[] = {
		"name", "description", "state", "parent", "creationTime",
		"memory", "domain", NULL
	};

	if (!xml_is(root, "", "domainsnapshot"))
		return domxml_bad(in, root, "this is <%s>, where "
				  "<domainsnapshot> is wanted", xml_name(root));
	return domxml_known(in, root, known);
}

static int parse(const char *text, const char *file, xml_doc **ret,
		 struct err *e)
{
	if (xml_parse(text, strlen(text), file, ret, e) == 0)
		return 0;
	e->kind = ERR_USAGE;    /* it is the user's */
	return -1;
}

int domxml_snapshot_read(const char *text, const char *file, char **name,
			 char **description, struct err *e)
{
	const struct domxml_in in = { file, e };
	AUTO_XML *doc = NULL;

	if (parse(text, file, &doc, e) < 0 ||
	    read_root(&in, xml_root(doc)) < 0)
		return -1;
	*name = text_of(xml_root(doc), "name");
	*description = text_of(xml_root(doc), "description");
	return 0;
}

/* A fact of a document, and of the other one; NULL: it says nothing of it. */
static int check_fact(const struct domxml_in *in, const xml_node *at,
		      const char *now, const char *was)
{
	if (!now || !strcmp(now, was ? was : ""))
		return 0;
	return domxml_bad(in, at, "<%s> of a snapshot cannot be changed",
			  xml_name(at));
}

static int check_facts(const struct domxml_in *in, const xml_node *now,
		       const xml_node *was)
{
	static const struct { const char *element, *child, *attr; } facts[] = {
		{ "state", NULL, NULL }, { "parent", "name", NULL },
		{ "creationTime", NULL, NULL }, { "memory", NULL, "snapshot" },
		{ "domain", "uuid", NULL },
	};

	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
		const xml_node *a = domxml_child(now, facts[i].element);
		const xml_node *b = domxml_child(was, facts[i].element);
		AUTO_FREE char *x = NULL, *y = NULL;

		if (facts[i].attr) {
			x = xstrdup(a ? xml_attr(a, NULL, facts[i].attr) : NULL);
			y = xstrdup(b ? xml_attr(b, NULL, facts[i].attr) : NULL);
		} else {
			const char *child = facts[i].child;

			x = xml_text_trimmed(child ? domxml_child(a, child) : a);
			y = xml_text_trimmed(child ? domxml_child(b, child) : b);
		}
		if (check_fact(in, a, x, y) < 0)
			return -1;
	}
	return 0;
}

int domxml_snapshot_reread(const char *text, const char *file,
			   const struct hv_checkpoint *c,
			   const struct hv_checkpoint *parent, const char *vm,
			   char **name, char **description, struct err *e)
{
	const struct domxml_in in = { file, e };
	AUTO_XML *now = NULL, *was = NULL;
	AUTO_STR before = STR_INIT;

	domxml_snapshot_write(c, parent, vm, &before);
	if (parse(text, file, &now, e) < 0 ||
	    parse(before.buf, file, &was, e) < 0 ||
	    read_root(&in, xml_root(now)) < 0 ||
	    check_facts(&in, xml_root(now), xml_root(was)) < 0)
		return -1;
	*name = text_of(xml_root(now), "name");
	*description = text_of(xml_root(now), "description");
	return 0;
}
