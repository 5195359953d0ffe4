/* hv/usage.c - who uses a file: VMs, checkpoints, disks based on it */
#include "hv/usage.h"

#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/parse.h"
#include "base/str.h"
#include "hv/disk.h"
#include "hv/folder.h"
#include "hv/host.h"
#include "hv/links.h"
#include "hv/path.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

/* --- files in drives --- */

struct image {
	char *id;
	struct wmi_strv path;
};

static const struct wmi_field image_fields[] = {
	FIELD("HostResource", WMI_STRV, image, path),
	FIELD("InstanceID", WMI_STR, image, id),
	{ 0 }
};

struct owner {
	char *id, *name, *type, *vm;
};

static const struct wmi_field owner_fields[] = {
	FIELD("ElementName", WMI_STR, owner, name),
	FIELD("InstanceID", WMI_STR, owner, id),
	FIELD("VirtualSystemIdentifier", WMI_STR, owner, vm),
	FIELD("VirtualSystemType", WMI_STR, owner, type),
	{ 0 }
};

struct images VEC_OF(struct image);
struct owners VEC_OF(struct owner);

static int image_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct images *to = arg;
	struct image i = { 0 };
	int r = wmi_read(o, image_fields, &i, e);

	if (r == 0 && i.id && i.path.n && hv_path_is(i.path.v[0]))
		vec_push(to, i);
	else
		wmi_clear(image_fields, &i);
	return r;
}

static int owner_row(const struct wmi_object *o, void *arg, struct err *e)
{
	struct owners *to = arg;
	struct owner w = { 0 };
	int r = wmi_read(o, owner_fields, &w, e);

	if (r == 0 && w.id && w.type && w.vm)
		vec_push(to, w);
	else
		wmi_clear(owner_fields, &w);
	return r;
}

void hv_users_free(struct hv_users *l)
{
	for (size_t i = 0; i < l->n; i++) {
		free(l->v[i].path);
		free(l->v[i].vm);
		free(l->v[i].guid);
		free(l->v[i].checkpoint);
	}
	vec_free(l);
}

/* FACTS 5.12 */
static bool is_checkpoint(const struct owner *w)
{
	return !strncmp(w->type, "Microsoft:Hyper-V:Snapshot:", 27);
}

/* "Microsoft:GUID\..." begins with the id "Microsoft:GUID" of its owner. */
static const struct owner *owner_of(const struct owners *all, const char *id)
{
	size_t n = strcspn(id, "\\");

	for (size_t i = 0; i < all->n; i++)
		if (strlen(all->v[i].id) == n &&
		    !strncasecmp(all->v[i].id, id, n))
			return &all->v[i];
	return NULL;
}

static const struct owner *vm_of(const struct owners *all,
				 const struct owner *checkpoint)
{
	for (size_t i = 0; i < all->n; i++)
		if (!is_checkpoint(&all->v[i]) &&
		    !strcasecmp(all->v[i].vm, checkpoint->vm))
			return &all->v[i];
	return checkpoint;
}

static char *name_of(const struct owner *w)
{
	return xstrdup(w->name && *w->name ? w->name : w->vm);
}

static void add_user(struct hv_users *to, const struct owners *owners,
		     const struct image *i)
{
	const struct owner *w = owner_of(owners, i->id);
	AUTO_ERR ignored = ERR_INIT;
	char *path = NULL;
	struct hv_user *u;

	if (!w)
		return;
	if (hv_path_clean(i->path.v[0], &path, &ignored) < 0)
		path = xstrdup(i->path.v[0]);   /* on a share: as it is */
	u = vec_new(to);
	u->path = path;
	u->guid = xstrdup(w->vm);
	u->vm = name_of(is_checkpoint(w) ? vm_of(owners, w) : w);
	u->checkpoint = is_checkpoint(w) ? name_of(w) : NULL;
}

int hv_users_read(struct hv_host *h, struct hv_users *ret, struct err *e)
{
	struct images images = VEC_INIT;
	struct owners owners = VEC_INIT;
	AUTO_STR image_wql = STR_INIT;
	AUTO_STR owner_wql = STR_INIT;
	int r;

	wql_select(&image_wql, "Msvm_StorageAllocationSettingData",
		   image_fields);
	wql_select(&owner_wql, "Msvm_VirtualSystemSettingData", owner_fields);
	struct wmi_query q[2] = {
		{ HV_NS, image_wql.buf, image_row, &images, ERR_INIT },
		{ HV_NS, owner_wql.buf, owner_row, &owners, ERR_INIT },
	};
	r = wmi_query(hv_host_wmi(h), q, 2, e);
	err_clear(&q[0].err);
	err_clear(&q[1].err);
	for (size_t i = 0; i < images.n; i++) {
		if (r == 0)
			add_user(ret, &owners, &images.v[i]);
		wmi_clear(image_fields, &images.v[i]);
	}
	for (size_t i = 0; i < owners.n; i++)
		wmi_clear(owner_fields, &owners.v[i]);
	vec_free(&images);
	vec_free(&owners);
	return r;
}

/* --- one file --- */

void hv_claims_free(struct hv_claims *l)
{
	for (size_t i = 0; i < l->n; i++) {
		free(l->v[i].vm);
		free(l->v[i].checkpoint);
		free(l->v[i].path);
	}
	vec_free(l);
}

static bool in_drive(const struct hv_users *users, const char *path)
{
	for (size_t i = 0; i < users->n; i++)
		if (!hv_path_cmp(users->v[i].path, path))
			return true;
	return false;
}

static void claim(struct hv_claims *to, const struct hv_user *u,
		  const char *path, bool direct)
{
	struct hv_claim *c = vec_new(to);

	c->path = xstrdup(path);
	c->vm = u ? xstrdup(u->vm) : NULL;
	c->checkpoint = u ? xstrdup(u->checkpoint) : NULL;
	c->direct = direct;
}

int hv_usage_of(struct hv_host *h, const char *path, struct hv_claims *ret,
		struct err *e)
{
	AUTO_USERS users = VEC_INIT;
	AUTO_LINKS links = VEC_INIT;

	if (hv_users_read(h, &users, e) < 0)
		return -1;
	if (hv_disk_format_of(path) &&
	    (hv_links_follow_users(h, &links, &users, e) < 0 ||
	     hv_links_follow_folder(h, &links, path, e) < 0))
		return -1;
	for (size_t i = 0; i < users.n; i++) {
		const struct hv_user *u = &users.v[i];
		bool direct = !hv_path_cmp(u->path, path);

		if (direct || hv_links_based_on(&links, u->path, path))
			claim(ret, u, u->path, direct);
	}
	for (size_t i = 0; i < links.n; i++)
		if (hv_links_based_on(&links, links.v[i].path, path) &&
		    !in_drive(&users, links.v[i].path))
			claim(ret, NULL, links.v[i].path, false);
	return 0;
}

int hv_usage_based_on(struct hv_host *h, const char *path,
		      struct hv_claims *ret, struct err *e)
{
	size_t n = 0;

	if (hv_usage_of(h, path, ret, e) < 0)
		return -1;
	for (size_t i = 0; i < ret->n; i++) {
		struct hv_claim *c = &ret->v[i];

		if (c->direct) {
			free(c->vm);
			free(c->checkpoint);
			free(c->path);
		} else {
			ret->v[n++] = *c;
		}
	}
	ret->n = n;
	return 0;
}

/* --- many files --- */

static bool in_set(const struct hv_users *users, const char *path)
{
	for (size_t i = 0; i < users->n; i++)
		if (hv_links_in_set(users->v[i].path, path))
			return true;
	return false;
}

static bool is_used(const struct hv_users *users, const struct hv_links *links,
		    const char *path)
{
	if (in_drive(users, path) || in_set(users, path))
		return true;
	for (size_t i = 0; i < users->n; i++)
		if (hv_links_based_on(links, users->v[i].path, path))
			return true;
	return false;
}

int hv_usage_drop_used(struct hv_host *h, struct hv_files *files,
		       struct err *e)
{
	AUTO_USERS users = VEC_INIT;
	AUTO_LINKS links = VEC_INIT;
	size_t n = 0;

	if (hv_users_read(h, &users, e) < 0 ||
	    hv_links_follow_users(h, &links, &users, e) < 0)
		return -1;
	for (size_t i = 0; i < files->n; i++) {
		if (is_used(&users, &links, files->v[i].path))
			hv_file_clear(&files->v[i]);
		else
			files->v[n++] = files->v[i];
	}
	files->n = n;
	return 0;
}
