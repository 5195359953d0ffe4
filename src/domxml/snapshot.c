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

int domxml_snapshot_read(const char *text, const char *file, char **name,
			 char **description, struct err *e)
{
	/* what the host decides itself is passed over, so that a document
	 * from dumpxml can be used again */
	static const char *const known[] = {
		"name", "description", "state", "parent", "creationTime",
		"memory", "domain", NULL
	};
	const struct domxml_in in = { file, e };
	AUTO_XML *doc = NULL;
	const xml_node *root;

	if (xml_parse(text, strlen(text), file, &doc, e) < 0) {
		e->kind = ERR_USAGE;
		return -1;
	}
	root = xml_root(doc);
	if (!xml_is(root, "", "domainsnapshot"))
		return domxml_bad(&in, root, "this is <%s>, where "
				  "<domainsnapshot> is wanted", xml_name(root));
	if (domxml_known(&in, root, known) < 0)
		return -1;
	*name = text_of(root, "name");
	*description = text_of(root, "description");
	return 0;
}
