/* hv/network.c - virtual switches: libvirt's networks */
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/parse.h"
#include "base/str.h"
#include "hv/host.h"
#include "hv/network.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

/* Name is the GUID, ElementName what people call it (FACTS 5.16). */
static const struct wmi_field fields[] = {
	FIELD("Name", WMI_STR, hv_network, guid),
	FIELD("ElementName", WMI_STR, hv_network, name),
	{ 0 }
};

void hv_network_free(struct hv_network *n)
{
	if (n) {
		wmi_clear(fields, n);
		free(n->notes);
	}
	free(n);
}

void hv_auto_network(struct hv_network **n)
{
	hv_network_free(*n);
}

void hv_networks_free(struct hv_networks *l)
{
	for (size_t i = 0; i < l->n; i++) {
		wmi_clear(fields, &l->v[i]);
		free(l->v[i].notes);
	}
	vec_free(l);
}

static int row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_networks *to = arg;
	struct hv_network n = { 0 };
	char guid[GUID_LEN + 1];
	int r = wmi_read(o, fields, &n, e);

	if (r == 0 && n.guid && parse_guid(n.guid, guid) == 0) {
		strcpy(n.guid, guid);
		if (!n.name)
			n.name = xstrdup("");
		vec_push(to, n);
		return 0;
	}
	wmi_clear(fields, &n);
	return r;
}

static int cmp(const void *a, const void *b)
{
	const struct hv_network *x = a, *y = b;
	int r = strcasecmp(x->name, y->name);

	return r ? r : strcmp(x->guid, y->guid);
}

int hv_network_list(struct hv_host *h, struct hv_networks *ret,
		    struct err *e)
{
	AUTO_NETWORKS l = VEC_INIT;
	AUTO_STR wql = STR_INIT;
	struct wmi_query q;
	int r;

	wql_select(&wql, "Msvm_VirtualEthernetSwitch", fields);
	q = (struct wmi_query){ HV_NS, wql.buf, row, &l, ERR_INIT };
	r = wmi_query(hv_host_wmi(h), &q, 1, e);
	err_clear(&q.err);
	if (r < 0)
		return -1;
	if (l.n)
		qsort(l.v, l.n, sizeof *l.v, cmp);
	*ret = l;
	l = (struct hv_networks)VEC_INIT;
	return 0;
}

static int ambiguous(const struct hv_networks *l, const char *word,
		     bool exact, struct err *e)
{
	AUTO_STR guids = STR_INIT;
	const char *first = NULL;
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		const struct hv_network *net = &l->v[i];

		if (exact ? strcmp(net->name, word) :
		    strcasecmp(net->name, word))
			continue;
		str_addf(&guids, "%s%s", n++ ? ", " : "", net->guid);
		first = first ? first : net->guid;
	}
	err_set(e, ERR_FAILED, "%zu networks are named '%s': %s", n, word,
		guids.buf);
	return err_hint(e, "name it by its UUID: %s", first);
}

int hv_network_pick(const struct hv_networks *l, const char *word,
		    const struct hv_network **ret, struct err *e)
{
	const struct hv_network *exact = NULL, *loose = NULL, *found;
	size_t n_exact = 0, n_loose = 0;
	char guid[GUID_LEN + 1] = "";

	parse_guid(word, guid);
	for (size_t i = 0; i < l->n; i++) {
		const struct hv_network *n = &l->v[i];

		if (!strcmp(n->guid, guid)) {
			*ret = n;
			return 0;
		}
		if (!strcmp(n->name, word)) {
			exact = n;
			n_exact++;
		} else if (!strcasecmp(n->name, word)) {
			loose = n;
			n_loose++;
		}
	}
	if (n_exact > 1 || (!n_exact && n_loose > 1))
		return ambiguous(l, word, n_exact, e);
	found = exact ? exact : loose;
	if (!found) {
		err_set(e, ERR_NOT_FOUND, "failed to get network '%s'", word);
		return err_hint(e, "hvsh net-list --all (shows the networks "
				"there are)");
	}
	*ret = found;
	return 0;
}

int hv_network_find(struct hv_host *h, const char *word,
		    struct hv_network **ret, struct err *e)
{
	AUTO_NETWORKS l = VEC_INIT;
	const struct hv_network *found;
	struct hv_network *copy;

	if (hv_network_list(h, &l, e) < 0 ||
	    hv_network_pick(&l, word, &found, e) < 0)
		return -1;
	copy = xcalloc(1, sizeof *copy);
	copy->guid = xstrdup(found->guid);
	copy->name = xstrdup(found->name);
	*ret = copy;
	return 0;
}
