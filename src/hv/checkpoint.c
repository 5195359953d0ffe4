/* hv/checkpoint.c - the checkpoints of a VM: list them, find one */
#include "hv/checkpoint.h"

#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/host.h"
#include "hv/vm.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

#define SNAPSHOT_TYPE "Microsoft:Hyper-V:Snapshot:"
/* Hyper-V allows 50 of a VM; what comes from outside has a bound. */
#define MAX_CHECKPOINTS 500
#define VM_TYPE       "Microsoft:Hyper-V:System:Realized"

struct row {
	char *instance, *name, *type, *parent;
	struct num created, saved, automatic, kind;
	struct wmi_strv notes;
};

static const struct wmi_field row_fields[] = {
	FIELD("InstanceID", WMI_STR, row, instance),
	FIELD("ElementName", WMI_STR, row, name),
	FIELD("VirtualSystemType", WMI_STR, row, type),
	FIELD("Parent", WMI_STR, row, parent),
	FIELD("CreationTime", WMI_TIME, row, created),
	FIELD("IsSaved", WMI_NUM, row, saved),
	FIELD("Notes", WMI_STRV, row, notes),
	{ 0 }
};

/* What hosts before 2016 lack cannot be asked for by name. */
static const struct wmi_field new_fields[] = {
	FIELD("IsAutomaticSnapshot", WMI_NUM, row, automatic),
	FIELD("UserSnapshotType", WMI_NUM, row, kind),
	{ 0 }
};

static void checkpoint_clear(struct hv_checkpoint *c)
{
	free(c->id);
	free(c->instance);
	free(c->name);
	free(c->notes);
	free(c->parent);
	free(c->type);
}

void hv_checkpoints_free(struct hv_checkpoints *l)
{
	for (size_t i = 0; i < l->list.n; i++)
		checkpoint_clear(&l->list.v[i]);
	vec_free(&l->list);
	free(l->current);
	*l = (struct hv_checkpoints)HV_CHECKPOINTS_INIT;
}

/* The GUID of "Microsoft:GUID"; NULL: it has another form. */
static char *id_of(const char *instance)
{
	const char *colon = instance ? strchr(instance, ':') : NULL;
	char guid[GUID_LEN + 1];

	if (!colon || parse_guid(colon + 1, guid) < 0)
		return NULL;
	return xstrdup(guid);
}

/* The same from the path of settings; NULL: nothing, or no such path. */
static char *id_of_path(const char *path)
{
	AUTO_ERR ignored = ERR_INIT;    /* then it is a root: the tree stays whole */
	AUTO_REF *r = NULL;

	if (!path || wmi_ref_parse(path, HV_NS, &r, &ignored) < 0)
		return NULL;
	return id_of(wmi_ref_key(r, "InstanceID"));
}

static int add(struct hv_checkpoints *to, struct row *row, struct err *e)
{
	char *id = id_of(row->instance);
	struct hv_checkpoint *c;

	if (!id)
		return 0;
	if (to->list.n == MAX_CHECKPOINTS) {
		free(id);
		return err_set(e, ERR_PROTOCOL, "the host tells of more than %d "
			       "checkpoints", MAX_CHECKPOINTS);
	}
	c = vec_new(&to->list);
	c->id = id;
	c->instance = TAKE(row->instance);
	c->name = row->name ? TAKE(row->name) : xstrdup("");
	c->type = xstrdup(row->type + strlen(SNAPSHOT_TYPE));
	c->parent = id_of_path(row->parent);
	c->created = row->created;
	c->saved = row->saved.v;
	c->automatic = row->automatic.v;
	c->kind = row->kind;
	if (row->notes.n && *row->notes.v[0])
		c->notes = TAKE(row->notes.v[0]);
	return 0;
}

/* The VM's own settings carry the same class; their Parent is what the VM is
 * based on now. */
static int row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct hv_checkpoints *to = arg;
	struct row row = { 0 };
	int r = wmi_read(o, row_fields, &row, e);

	if (r == 0)
		r = wmi_read(o, new_fields, &row, e);
	if (r == 0 && row.type) {
		if (!strncasecmp(row.type, SNAPSHOT_TYPE,
				 strlen(SNAPSHOT_TYPE))) {
			r = add(to, &row, e);
		} else if (!strcasecmp(row.type, VM_TYPE)) {
			free(to->current);
			to->current = id_of_path(row.parent);
			to->kind = row.kind;
		}
	}
	wmi_clear(new_fields, &row);
	wmi_clear(row_fields, &row);
	return r;
}

int hv_checkpoint_list(struct hv_host *h, const char *vm,
		       enum hv_checkpoint_detail detail,
		       struct hv_checkpoints *ret, struct err *e)
{
	AUTO_FREE char *upper = hv_guid_upper(vm);
	AUTO_CHECKPOINTS l = HV_CHECKPOINTS_INIT;
	AUTO_STR wql = STR_INIT;
	struct wmi_query q = {
		.ns = HV_NS, .row = row, .arg = &l, .err = ERR_INIT,
	};
	int r;

	wql_select(&wql, "Msvm_VirtualSystemSettingData",
		   detail == HV_CHECKPOINTS_ALL ? NULL : row_fields);
	wql_where(&wql, "VirtualSystemIdentifier", "=", upper);
	q.wql = wql.buf;
	r = wmi_query(hv_host_wmi(h), &q, 1, e);
	err_clear(&q.err);
	if (r < 0)
		return err_wrap(e, "Failed to list checkpoints");
	*ret = l;
	l = (struct hv_checkpoints)HV_CHECKPOINTS_INIT;
	return 0;
}

/* --- the tree --- */

const struct hv_checkpoint *hv_checkpoint_at(const struct hv_checkpoints *l,
					     const char *id)
{
	for (size_t i = 0; id && i < l->list.n; i++)
		if (!strcmp(l->list.v[i].id, id))
			return &l->list.v[i];
	return NULL;
}

bool hv_checkpoint_below(const struct hv_checkpoints *l,
			 const struct hv_checkpoint *c,
			 const struct hv_checkpoint *top)
{
	/* no deeper than there are any: what a host tells may be a ring */
	for (size_t i = 0; c && i < l->list.n; i++) {
		c = hv_checkpoint_at(l, c->parent);
		if (c == top)
			return true;
	}
	return false;
}

size_t hv_checkpoint_children(const struct hv_checkpoints *l,
			      const struct hv_checkpoint *c)
{
	size_t n = 0;

	for (size_t i = 0; i < l->list.n; i++)
		n += l->list.v[i].parent && !strcmp(l->list.v[i].parent, c->id);
	return n;
}

size_t hv_checkpoint_descendants(const struct hv_checkpoints *l,
				 const struct hv_checkpoint *c)
{
	size_t n = 0;

	for (size_t i = 0; i < l->list.n; i++)
		n += hv_checkpoint_below(l, &l->list.v[i], c);
	return n;
}

static const struct hv_checkpoint *ambiguous(const struct hv_checkpoints *l,
					     const char *word, struct err *e)
{
	const struct hv_checkpoint *one = NULL;
	AUTO_STR ids = STR_INIT;
	size_t n = 0;

	for (size_t i = 0; i < l->list.n; i++) {
		if (strcmp(l->list.v[i].name, word))
			continue;
		one = &l->list.v[i];
		str_addf(&ids, "%s%s", n++ ? ", " : "", one->id);
	}
	err_set(e, ERR_FAILED, "%zu domain snapshots are named '%s': %s", n,
		word, ids.buf);
	err_hint(e, "name it by its id: %s", one ? one->id : "");
	return NULL;
}

const struct hv_checkpoint *hv_checkpoint_find(const struct hv_checkpoints *l,
					       const char *word,
					       struct err *e)
{
	const struct hv_checkpoint *found = NULL;
	char guid[GUID_LEN + 1];
	size_t n = 0;

	if (parse_guid(word, guid) == 0)
		found = hv_checkpoint_at(l, guid);
	if (found)
		return found;
	for (size_t i = 0; i < l->list.n; i++) {
		if (!strcmp(l->list.v[i].name, word)) {
			found = &l->list.v[i];
			n++;
		}
	}
	if (n > 1)
		return ambiguous(l, word, e);
	if (!found)
		err_set(e, ERR_NOT_FOUND, "Domain snapshot not found: no "
			"domain snapshot with matching name '%s'", word);
	return found;
}
