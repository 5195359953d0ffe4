/* The tree of checkpoints, and what making, applying and destroying one does
 * to it. */
#include "sim/snapshot.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/config_copy.h"
#include "sim/host_priv.h"
#include "sim/snapshot_disks.h"
#include "sim/vm.h"

#define SNAPSHOT_TYPE "Microsoft:Hyper-V:Snapshot:"

struct list VEC_OF(struct sim_instance *);

bool sim_is_snapshot(const struct sim_instance *vssd)
{
	return sim_class_isa(vssd->cls, "Msvm_VirtualSystemSettingData") &&
	       !strncasecmp(sim_get_str(vssd, "VirtualSystemType"),
			    SNAPSHOT_TYPE, strlen(SNAPSHOT_TYPE));
}

/* The GUID of "Microsoft:GUID". */
static const char *guid_of(const struct sim_instance *vssd)
{
	const char *id = sim_get_str(vssd, "InstanceID");
	const char *colon = strchr(id, ':');

	return colon ? colon + 1 : id;
}

static void set_path(struct sim_instance *i, const char *prop,
		     const struct sim_instance *to)
{
	AUTO_STR path = STR_INIT;

	if (to)
		sim_instance_path(to, &path);
	sim_set(i, prop, sim_string(to ? path.buf : NULL));
}

/* --- associations --- */

struct search {
	const char *cls, *role;
	struct list found;
};

static int note(struct sim_instance *who, int prop, void *arg)
{
	struct search *s = arg;

	if (!strcasecmp(who->cls->name, s->cls) &&
	    !strcasecmp(who->cls->props.v[prop].name, s->role))
		vec_push(&s->found, who);
	return 0;
}

/* Drops the associations of that class in which 'who' has that role. */
static void unrelate(struct sim_host *h, const char *cls, const char *role,
		     const struct sim_instance *who)
{
	struct search s = { cls, role, VEC_INIT };

	sim_referrers(h->store, who, note, &s);
	for (size_t k = 0; k < s.found.n; k++)
		sim_store_remove(h->store, s.found.v[k]);
	vec_free(&s.found);
}

static void set_parent(struct sim_host *h, struct sim_instance *vssd,
		       const struct sim_instance *parent)
{
	set_path(vssd, "Parent", parent);
	unrelate(h, "Msvm_ParentChildSettingData", "Dependent", vssd);
	sim_relate(h, "Msvm_ParentChildSettingData", "Antecedent", parent,
		   "Dependent", vssd);
}

/* What the VM's own settings are based on; NULL: nothing. */
static void set_current(struct sim_host *h, struct sim_instance *vm,
			struct sim_instance *own,
			const struct sim_instance *snapshot)
{
	set_parent(h, own, snapshot);
	unrelate(h, "Msvm_MostCurrentSnapshotInBranch", "Antecedent", vm);
	sim_relate(h, "Msvm_MostCurrentSnapshotInBranch", "Antecedent", vm,
		   "Dependent", snapshot);
}

static bool is_child(const struct sim_instance *vssd, const char *parent_id)
{
	/* the one key of the path, in quotes */
	const char *path = sim_get_str(vssd, "Parent");
	const char *id = strstr(path, "InstanceID=\"");
	size_t n = strlen(parent_id);

	if (!id)
		return false;
	id += strlen("InstanceID=\"");
	return !strncasecmp(id, parent_id, n) && id[n] == '"';
}

static void children(const struct sim_instance *of, struct list *to)
{
	for (struct sim_instance *i = of->cls->first; i; i = i->next) {
		if (is_child(i, sim_get_str(of, "InstanceID")))
			vec_push(to, i);
	}
}

static struct sim_instance *parent_of(const struct sim_instance *vssd)
{
	for (struct sim_instance *i = vssd->cls->first; i; i = i->next) {
		if (is_child(vssd, sim_get_str(i, "InstanceID")))
			return i;
	}
	return NULL;
}

/* --- making --- */

/* "web01 - (5/14/2024 - 9:30:00 AM)" */
static char *given_name(struct sim_host *h, const struct sim_instance *own)
{
	time_t t = (time_t)(h->clock_us / 1000000);
	struct tm tm;

	gmtime_r(&t, &tm);
	return xasprintf("%s - (%d/%d/%d - %d:%02d:%02d %s)",
			 sim_get_str(own, "ElementName"), tm.tm_mon + 1,
			 tm.tm_mday, tm.tm_year + 1900,
			 tm.tm_hour % 12 ? tm.tm_hour % 12 : 12, tm.tm_min,
			 tm.tm_sec, tm.tm_hour < 12 ? "AM" : "PM");
}

static struct sim_instance *make_settings(struct sim_host *h,
					  const struct sim_instance *own,
					  const char *guid,
					  const struct sim_snapshot_spec *spec)
{
	struct sim_instance *i = sim_instance_copy(own);
	AUTO_FREE char *name = spec->name ? xstrdup(spec->name) :
					    given_name(h, own);

	sim_config_rename(i, guid_of(own), guid);
	sim_set(i, "InstanceID", sim_stringf("Microsoft:%s", guid));
	sim_set(i, "ElementName", sim_string(name));
	sim_set(i, "Caption", sim_string("Virtual Machine Settings"));
	sim_set(i, "Description",
		sim_string("Snapshot settings for the virtual machine"));
	sim_set(i, "VirtualSystemType",
		sim_stringf(SNAPSHOT_TYPE "%s",
			    spec->recovery ? "Recovery" : "Realized"));
	sim_set(i, "ConfigurationID", sim_string(guid));
	sim_set(i, "ConfigurationFile",
		sim_stringf("Snapshots\\%s.%s", guid,
			    h->os >= SIM_OS_2016 ? "vmcx" : "xml"));
	sim_set(i, "CreationTime", sim_time(h->clock_us));
	sim_set(i, "Notes", sim_array());
	sim_set(i, "IsSaved", sim_bool(spec->saved));
	return sim_put(h, i);
}

struct sim_instance *sim_snapshot_make(struct sim_host *h,
				       struct sim_instance *vm,
				       const struct sim_snapshot_spec *spec)
{
	AUTO_FREE char *guid = sim_new_guid(h);
	struct sim_instance *own = sim_vm_settings(h, vm), *i;

	if (!own)
		return NULL;
	i = make_settings(h, own, guid, spec);
	if (!i)
		return NULL;
	sim_config_copy(h, guid_of(own), guid);
	sim_relate(h, "Msvm_SnapshotOfVirtualSystem", "Antecedent", vm,
		   "Dependent", i);
	set_parent(h, i, parent_of(own));
	set_current(h, vm, own, i);
	sim_disks_branch(h, own);
	return i;
}

/* --- applying --- */

/* What of a VM's settings a checkpoint does not bring back. */
static bool is_own(const char *prop)
{
	static const char *const own[] = {
		"InstanceID", "ElementName", "Caption", "Description",
		"VirtualSystemType", "ConfigurationID", "ConfigurationFile",
		"CreationTime", "Notes", "Parent", "IsSaved",
		"UserSnapshotType", "IsAutomaticSnapshot",
		"AutomaticSnapshotsEnabled",
	};

	for (size_t k = 0; k < sizeof own / sizeof *own; k++) {
		if (!strcasecmp(own[k], prop))
			return true;
	}
	return false;
}

static void bring_back(struct sim_instance *own,
		       const struct sim_instance *snapshot)
{
	AUTO_FREE char *from = xstrdup(guid_of(snapshot));
	AUTO_FREE char *to = xstrdup(guid_of(own));

	for (size_t p = 0; p < own->cls->props.n; p++) {
		const char *name = own->cls->props.v[p].name;

		if (!is_own(name))
			sim_set(own, name, sim_value_copy(&snapshot->v[p]));
	}
	sim_config_rename(own, from, to);
}

void sim_snapshot_apply(struct sim_host *h, struct sim_instance *vm,
			struct sim_instance *snapshot)
{
	struct sim_instance *own = sim_vm_settings(h, vm);
	const struct sim_value *saved = sim_get(snapshot, "IsSaved");

	if (!own)
		return;
	sim_disks_leave(h, own);
	sim_config_empty(h, guid_of(own));
	bring_back(own, snapshot);
	sim_config_copy(h, guid_of(snapshot), guid_of(own));
	sim_disks_branch(h, own);
	set_current(h, vm, own, snapshot);
	unrelate(h, "Msvm_LastAppliedSnapshot", "Dependent", vm);
	sim_relate(h, "Msvm_LastAppliedSnapshot", "Antecedent", snapshot,
		   "Dependent", vm);
	sim_vm_enter(h, vm, saved && saved->kind == SIM_V_BOOL && saved->b ?
			    SIM_VM_SAVED : SIM_VM_OFF);
}

/* --- destroying --- */

static void destroy_one(struct sim_host *h, struct sim_instance *vm,
			struct sim_instance *snapshot, struct str *files)
{
	struct sim_instance *own = sim_vm_settings(h, vm);
	struct sim_instance *parent = parent_of(snapshot);
	AUTO_FREE char *guid = xstrdup(guid_of(snapshot));
	struct list below = VEC_INIT;

	children(snapshot, &below);
	/* with more than one the files stay: each needs them */
	if (below.n == 1)
		sim_disks_merge(h, snapshot, below.v[0], files);
	else if (!below.n)
		sim_disks_leave(h, snapshot);
	for (size_t k = 0; k < below.n; k++) {
		if (below.v[k] == own)
			set_current(h, vm, own, parent);
		else
			set_parent(h, below.v[k], parent);
	}
	vec_free(&below);
	sim_config_empty(h, guid);
	sim_remove_related(h, snapshot);
}

void sim_snapshot_destroy(struct sim_host *h, struct sim_instance *vm,
			  struct sim_instance *snapshot, bool tree,
			  struct str *files)
{
	struct sim_instance *own = sim_vm_settings(h, vm);
	struct list below = VEC_INIT;

	if (tree)
		children(snapshot, &below);
	for (size_t k = 0; k < below.n; k++) {
		if (below.v[k] != own)
			sim_snapshot_destroy(h, vm, below.v[k], true, files);
	}
	vec_free(&below);
	destroy_one(h, vm, snapshot, files);
}

static struct sim_instance *root_of(struct sim_host *h, const char *guid)
{
	struct sim_class *c = sim_class_find(h->store, SIM_NS_VIRT,
					     "Msvm_VirtualSystemSettingData");

	for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next) {
		if (sim_is_snapshot(i) && !parent_of(i) &&
		    !strcasecmp(sim_get_str(i, "VirtualSystemIdentifier"), guid))
			return i;
	}
	return NULL;
}

void sim_snapshots_destroy(struct sim_host *h, struct sim_instance *vm,
			   struct str *files)
{
	struct sim_instance *root;

	while ((root = root_of(h, sim_get_str(vm, "Name"))))
		sim_snapshot_destroy(h, vm, root, true, files);
}

/* --- a new host's --- */

static struct sim_instance *saved_vm(struct sim_host *h)
{
	struct sim_class *c = sim_class_find(h->store, SIM_NS_VIRT,
					     "Msvm_ComputerSystem");

	for (struct sim_instance *i = c ? c->first : NULL; i; i = i->next) {
		if (sim_vm_state(i) == SIM_VM_SAVED)
			return i;
	}
	return NULL;
}

void sim_make_snapshots(struct sim_host *h)
{
	static const struct {
		const char *name;
		bool saved;
		int days;       /* ago */
	} tree[] = {
		{ "installed", false, 9 }, { "before upgrade", true, 6 },
		{ "upgraded", false, 5 }, { "tuned <1> & \"co\"", true, 2 },
	};
	struct sim_instance *vm = saved_vm(h), *root = NULL;
	int64_t now = h->clock_us;

	for (size_t k = 0; vm && k < sizeof tree / sizeof *tree; k++) {
		struct sim_snapshot_spec spec = { tree[k].name, tree[k].saved,
						  false };
		struct sim_instance *made;

		/* the last two branch off the first */
		if (k == 2 && root)
			sim_snapshot_apply(h, vm, root);
		h->clock_us = now - tree[k].days * INT64_C(86400000000);
		made = sim_snapshot_make(h, vm, &spec);
		if (!k)
			root = made;
	}
	h->clock_us = now;
	if (vm)
		sim_vm_enter(h, vm, SIM_VM_SAVED);
}
