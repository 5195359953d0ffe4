#include "sim/load.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "sim/load_item.h"
#include "sim/schema.h"
#include "sim/store.h"
#include "xml/xml.h"

#define NS_SOAP "http://www.w3.org/2003/05/soap-envelope"
#define NS_WSMAN "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"
#define WMI_URI "http://schemas.microsoft.com/wbem/wsman/1/wmi/"

#define MAX_DEPTH 8     /* of directories */

/* A class is emptied when its first instance is loaded. */
static void first_of(struct sim_loader *l, struct sim_class *c)
{
	for (size_t i = 0; i < l->seen.n; i++) {
		if (l->seen.v[i] == c)
			return;
	}
	vec_push(&l->seen, c);
	while (c->first)
		sim_store_remove(l->store, c->first);
}

/* ".../wmi/root/cimv2/Win32_BIOS": namespace and class, made if new. */
static struct sim_class *class_of_uri(struct sim_store *s, const char *uri)
{
	const char *slash = strrchr(uri, '/');
	AUTO_FREE char *ns = NULL;

	if (strncasecmp(uri, WMI_URI, strlen(WMI_URI)) || !slash[1] ||
	    slash < uri + strlen(WMI_URI))
		return NULL;
	ns = xstrndup(uri + strlen(WMI_URI),
		      (size_t)(slash - uri) - strlen(WMI_URI));
	return sim_class_add(s, ns, slash + 1, NULL);
}

/* The element is called as its class; a method's output is no instance. */
static struct sim_class *class_of_item(struct sim_store *s, const xml_node *n)
{
	const char *slash = strrchr(xml_ns(n), '/');

	if (!slash || strcasecmp(slash + 1, xml_name(n)))
		return NULL;
	return class_of_uri(s, xml_ns(n));
}

static struct sim_class *find_anywhere(struct sim_store *s, const char *name)
{
	struct sim_class *c = sim_class_find(s, SIM_NS_VIRT, name);

	return c ? c : sim_class_find(s, SIM_NS_CIMV2, name);
}

/* The longest beginning of the file's name that is a class; where none is,
 * what stands before the first "_star", "_all" or ".". */
static struct sim_class *class_of_name(struct sim_store *s, const char *path)
{
	const char *slash = strrchr(path, '/');
	AUTO_FREE char *base = xstrdup(slash ? slash + 1 : path);
	size_t n = strcspn(base, ".");
	char *cut;

	base[n] = '\0';
	for (; n; n--) {
		struct sim_class *c;
		char end = base[n];

		if (end && end != '_')
			continue;
		base[n] = '\0';
		c = find_anywhere(s, base);
		if (c)
			return c;
		base[n] = end;
	}
	cut = strstr(base, "_all");
	if (!cut)
		cut = strstr(base, "_star");
	if (!cut || cut == base || !strchr(base, '_'))
		return NULL;
	*cut = '\0';
	return sim_class_add(s, !strncasecmp(base, "Msvm_", 5) ? SIM_NS_VIRT :
			     SIM_NS_CIMV2, base, NULL);
}

/* An instance with these keys that is there already gets what is new. */
static void merge(struct sim_store *s, struct sim_instance *new)
{
	AUTO_FREE struct sim_ref *r = sim_instance_ref(new);
	struct sim_instance *old = sim_resolve(s, NULL, r);

	for (size_t p = 0; old && p < new->cls->props.n; p++) {
		if (new->v[p].kind == SIM_V_NULL)
			continue;
		sim_set(old, new->cls->props.v[p].name, new->v[p]);
		memset(&new->v[p], 0, sizeof new->v[p]);
	}
	sim_instance_drop(new);
}

static int load_item(struct sim_loader *l, const xml_node *n,
		     const char *name, struct err *e)
{
	bool fragment = xml_is(n, NS_WSMAN, "XmlFragment");
	struct sim_class *c = fragment ? class_of_name(l->store, name) :
					 class_of_item(l->store, n);
	struct sim_instance *i;

	if (!c && fragment)
		return err_set(e, ERR_FAILED, "%s: line %ld: an XmlFragment has "
			       "no class: begin the file's name with it",
			       name, xml_line(n));
	if (!c)
		return err_set(e, ERR_FAILED, "%s: line %ld: '%s' is no "
			       "instance of a WMI class", name, xml_line(n),
			       xml_name(n));
	first_of(l, c);
	i = sim_load_item(l->store, c, n);
	l->count++;
	if (sim_store_add(l->store, i) < 0)
		merge(l->store, i);
	return 0;
}

static int load_items(struct sim_loader *l, const xml_node *items,
		      const char *name, struct err *e)
{
	const xml_node *n = xml_child(items, NULL, NULL);

	for (; n; n = xml_next(n, NULL, NULL)) {
		const xml_node *item = n;

		/* EnumerateObjectAndEPR wraps the two. */
		if (xml_is(n, NS_WSMAN, "Item"))
			item = xml_child(n, NULL, NULL);
		if (item && load_item(l, item, name, e) < 0)
			return -1;
	}
	return 0;
}

int sim_load_text(struct sim_loader *l, const char *text, size_t len,
		  const char *name, struct err *e)
{
	AUTO_XML *doc = NULL;
	const xml_node *body, *n;

	if (xml_parse(text, len, name, &doc, e) < 0)
		return -1;
	body = xml_child(xml_root(doc), NS_SOAP, "Body");
	n = xml_child(body, NULL, NULL);
	if (!n)
		return err_set(e, ERR_FAILED, "%s: no SOAP envelope with a body",
			       name);
	if (xml_is(n, NULL, "EnumerateResponse") ||
	    xml_is(n, NULL, "PullResponse"))
		return load_items(l, xml_child(n, NULL, "Items"), name, e);
	return load_item(l, n, name, e);
}

int sim_read_file(const char *path, size_t max, struct str *to, struct err *e)
{
	FILE *f = fopen(path, "re");
	char block[16384];
	size_t n;
	int rc = 0;

	if (!f)
		return err_set(e, ERR_FAILED, "%s: %s", path, strerror(errno));
	while (!rc && (n = fread(block, 1, sizeof block, f))) {
		str_addn(to, block, n);
		if (to->len > max)
			rc = err_set(e, ERR_FAILED, "%s: larger than %zu MB",
				     path, max >> 20);
	}
	if (!rc && ferror(f))
		rc = err_set(e, ERR_FAILED, "%s: %s", path, strerror(errno));
	fclose(f);
	return rc;
}

static int load_file(struct sim_loader *l, const char *path, struct err *e)
{
	AUTO_STR text = STR_INIT;

	if (sim_read_file(path, SIM_LOAD_MAX_FILE, &text, e) < 0)
		return -1;
	return sim_load_text(l, text.buf, text.len, path, e);
}

static int wanted(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

static int load_any(struct sim_loader *l, const char *path, int depth,
		    struct err *e);

static int load_dir(struct sim_loader *l, const char *path, int depth,
		    struct err *e)
{
	struct dirent **names;
	int n = scandir(path, &names, wanted, alphasort), rc = 0;

	if (n < 0)
		return err_set(e, ERR_FAILED, "%s: %s", path, strerror(errno));
	for (int i = 0; i < n; i++) {
		AUTO_FREE char *sub = xasprintf("%s/%s", path, names[i]->d_name);

		if (!rc)
			rc = load_any(l, sub, depth + 1, e);
		free(names[i]);
	}
	free(names);
	return rc;
}

static int load_any(struct sim_loader *l, const char *path, int depth,
		    struct err *e)
{
	size_t len = strlen(path);
	struct stat st;

	if (stat(path, &st) < 0)
		return err_set(e, ERR_FAILED, "%s: %s", path, strerror(errno));
	if (S_ISDIR(st.st_mode) && depth > MAX_DEPTH)
		return err_set(e, ERR_FAILED, "%s: too deep", path);
	if (S_ISDIR(st.st_mode))
		return load_dir(l, path, depth, e);
	if (depth && (len < 4 || strcasecmp(path + len - 4, ".xml")))
		return 0;
	return load_file(l, path, e);
}

int sim_load_path(struct sim_loader *l, const char *path, struct err *e)
{
	return load_any(l, path, 0, e);
}

void sim_loader_clear(struct sim_loader *l)
{
	vec_free(&l->seen);
}
