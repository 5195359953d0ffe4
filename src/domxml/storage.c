/* domxml/storage.c - pools and volumes as libvirt's XML, and back */
#include "domxml/storage.h"

#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "domxml/emit.h"
#include "domxml/reader.h"
#include "hv/disk.h"
#include "hv/path.h"

#define DOCUMENT_MAX (1024 * 1024)

/* --- writing --- */

static void bytes(struct str *to, int depth, const char *tag, struct num v)
{
	if (v.set)
		domxml_leaf(to, depth, tag, domxml_number(v.v).text,
			    "unit", "bytes", NULL);
}

void domxml_pool_write(const struct domxml_pool *p, struct str *to)
{
	struct num used = { 0, p->capacity.set && p->available.set };

	if (used.set)
		used.v = p->capacity.v - p->available.v;
	domxml_open(to, 0, "pool", "type", "dir", NULL);
	domxml_leaf(to, 1, "name", p->name, NULL);
	domxml_leaf(to, 1, "uuid", p->uuid, NULL);
	bytes(to, 1, "capacity", p->capacity);
	bytes(to, 1, "allocation", used);
	bytes(to, 1, "available", p->available);
	domxml_open(to, 1, "source", NULL);
	domxml_close(to, 1, "source");
	domxml_open(to, 1, "target", NULL);
	domxml_leaf(to, 2, "path", p->path, NULL);
	domxml_close(to, 1, "target");
	domxml_close(to, 0, "pool");
}

/* libvirt's word; NULL: it has none. */
static const char *format_word(const char *path)
{
	return hv_path_ext(path, "vhd avhd") ? "vpc" :
	       hv_path_ext(path, "iso") ? "iso" : NULL;
}

void domxml_volume_write(const struct domxml_volume *v, struct str *to)
{
	domxml_open(to, 0, "volume", "type", "file", NULL);
	domxml_leaf(to, 1, "name", v->name, NULL);
	domxml_leaf(to, 1, "key", v->path, NULL);
	bytes(to, 1, "capacity", v->capacity);
	bytes(to, 1, "allocation", v->allocation);
	domxml_open(to, 1, "target", NULL);
	domxml_leaf(to, 2, "path", v->path, NULL);
	domxml_some(to, 2, "format", "type", format_word(v->path), NULL);
	domxml_close(to, 1, "target");
	if (v->parent) {
		domxml_open(to, 1, "backingStore", NULL);
		domxml_leaf(to, 2, "path", v->parent, NULL);
		domxml_some(to, 2, "format", "type", format_word(v->parent),
			    NULL);
		domxml_close(to, 1, "backingStore");
	}
	domxml_close(to, 0, "volume");
}

/* --- reading --- */

static const char *const volume_known[] = {
	"name", "key", "source", "capacity", "allocation", "physical",
	"target", "backingStore", NULL
};

static int read_size(const struct domxml_in *in, const xml_node *n,
		     struct num *ret)
{
	const char *unit = xml_attr(n, NULL, "unit");
	AUTO_FREE char *text = xml_text_trimmed(n);
	AUTO_FREE char *all = NULL;

	if (!n)
		return 0;
	if (unit && strcmp(unit, "bytes") && strcmp(unit, "byte"))
		all = xasprintf("%s%s", text, unit);
	if (parse_size(all ? all : text, 1, &ret->v) < 0)
		return domxml_bad(in, n, "'%s' in <%s> is no size",
				  all ? all : text, xml_name(n));
	ret->set = true;
	return 0;
}

static int read_format(const struct domxml_in *in, const xml_node *target,
		       struct hv_disk *d)
{
	const xml_node *n = domxml_child(target, "format");
	const char *word = xml_attr(n, NULL, "type");

	d->format.v = hv_disk_format_of(d->path);
	if (word && !strcmp(word, "vpc"))
		d->format.v = HV_FORMAT_VHD;
	else if (word && hv_disk_format_parse(word, &d->format.v) < 0)
		return domxml_bad(in, n, "format '%s' is not possible on "
				  "Hyper-V: vhdx, vhds, vpc (VHD)", word);
	d->format.set = d->format.v != 0;
	return 0;
}

static int read_parent(const struct domxml_in *in, const xml_node *volume,
		       struct hv_disk *d)
{
	const xml_node *n = domxml_child(volume, "backingStore");
	const xml_node *path = domxml_child(n, "path");

	d->type.set = true;
	d->type.v = HV_DISK_DYNAMIC;
	if (!n)
		return 0;
	if (!path || !*xml_text(path))
		return domxml_bad(in, n, "<backingStore> has no path");
	d->parent = xstrdup(xml_text(path));
	d->type.v = HV_DISK_DIFFERENCING;
	return 0;
}

static int read_volume(const struct domxml_in *in, const xml_node *volume,
		       struct hv_disk *d)
{
	const xml_node *name = domxml_child(volume, "name");
	const xml_node *size = domxml_child(volume, "capacity");
	struct num allocation = { 0, false };

	if (!xml_is(volume, "", "volume"))
		return domxml_bad(in, volume, "this is no <volume>");
	if (domxml_known(in, volume, volume_known) < 0)
		return -1;
	if (!name || !*xml_text(name))
		return domxml_bad(in, name ? name : volume, "no name is given");
	d->path = xstrdup(xml_text(name));
	if (read_size(in, size, &d->size) < 0 ||
	    read_size(in, domxml_child(volume, "allocation"), &allocation) < 0 ||
	    read_format(in, domxml_child(volume, "target"), d) < 0 ||
	    read_parent(in, volume, d) < 0)
		return -1;
	if (!d->parent && !d->size.set)
		return domxml_bad(in, volume, "no capacity is given");
	if (!d->parent && allocation.set && allocation.v >= d->size.v)
		d->type.v = HV_DISK_FIXED;
	return 0;
}

int domxml_volume_read(const char *text, size_t n, const char *name,
		       struct hv_disk *ret, struct err *e)
{
	struct domxml_in in = { name, e };
	AUTO_XML *doc = NULL;

	if (n > DOCUMENT_MAX)
		return err_set(e, ERR_USAGE, "%s: more than %d bytes", name,
			       DOCUMENT_MAX);
	if (xml_parse(text, n, name, &doc, e) < 0) {
		e->kind = ERR_USAGE;
		return -1;
	}
	return read_volume(&in, xml_root(doc), ret);
}
