/* hv/clone.c - a VM like another one, with disks of its own */
#include "hv/clone.h"

#include "base/err.h"
#include "base/mem.h"
#include "hv/config.h"
#include "hv/create.h"
#include "hv/path.h"
#include "hv/state.h"

static void forget(char **s)
{
	free(*s);
	*s = NULL;
}

static void forget_nic(struct hv_nic *n, unsigned *lost)
{
	forget(&n->id);
	forget(&n->port_id);
	forget(&n->mac);
	n->mac_static = false;
	for (size_t i = 0; i < HV_FEATURES; i++)
		forget(&n->feature_id[i]);
	if (n->private_vlan)
		*lost |= HV_CLONE_PRIVATE_VLAN;
	n->private_vlan = false;
}

/* All that is this VM's alone. */
static void forget_own(struct hv_config *c, unsigned *lost)
{
	forget(&c->guid);
	forget(&c->settings_id);
	forget(&c->memory_id);
	forget(&c->cpus_id);
	c->vm_id = c->state = (struct num){ 0 };
	for (size_t i = 0; i < c->controllers.n; i++)
		forget(&c->controllers.v[i].id);
	for (size_t i = 0; i < c->drives.n; i++) {
		forget(&c->drives.v[i].id);
		forget(&c->drives.v[i].image_id);
	}
	for (size_t i = 0; i < c->nics.n; i++)
		forget_nic(&c->nics.v[i], lost);
	for (size_t i = 0; i < c->coms.n; i++) {
		forget(&c->coms.v[i].id);
		if (c->coms.v[i].pipe)
			*lost |= HV_CLONE_PIPES;
		forget(&c->coms.v[i].pipe);
	}
	if (c->tpm)
		*lost |= HV_CLONE_TPM;
}

static int check_disk(const struct hv_drive *d, bool linked, struct err *e)
{
	if (d->kind == HV_DRIVE_PHYSICAL)
		return err_set(e, ERR_FAILED, "physical disk %s cannot be cloned",
			       d->image);
	if (d->image[0] == '\\')
		return err_set(e, ERR_FAILED, "'%s' is on a share, where no disk "
			       "can be made from here", d->image);
	if (hv_path_ext(d->image, "vhds"))
		return err_set(e, ERR_FAILED, "'%s' is a VHD set, which domains "
			       "share", d->image);
	if (!linked || !hv_path_ext(d->image, "avhd avhdx"))
		return 0;
	err_set(e, ERR_FAILED, "'%s' is the disk of a checkpoint, which the "
		"host merges when that is deleted: nothing can be based on it",
		d->image);
	return err_hint(e, "without --linked it is copied; or delete the "
			"checkpoints (snapshot-list, snapshot-delete)");
}

static int check(const struct hv_config *of, bool linked, struct err *e)
{
	if (!hv_state_is(of->state, HV_OFF))
		return err_set(e, ERR_STATE, "domain '%s' is not off: what it "
			       "has in memory would be missing on the disks of "
			       "its clone", of->name);
	for (size_t i = 0; i < of->drives.n; i++) {
		const struct hv_drive *d = &of->drives.v[i];

		if (d->image && (d->kind == HV_DRIVE_DISK ||
				 d->kind == HV_DRIVE_PHYSICAL) &&
		    check_disk(d, linked, e) < 0)
			return -1;
	}
	return 0;
}

/* DIR\NAME.vhdx, DIR\NAME-1.vhdx, ... */
static char *path_of(const char *old, const char *name, size_t number,
		     uint64_t format)
{
	AUTO_FREE char *folder = hv_path_folder(old);
	AUTO_FREE char *base = hv_path_safe_name(name);
	const char *ext = hv_disk_format_name(format);
	AUTO_FREE char *file = number ?
		xasprintf("%s-%zu.%s", base, number, ext) :
		xasprintf("%s.%s", base, ext);

	return hv_path_join(folder, file);
}

static int clone_disk(struct hv_host *h, const char *name, bool linked,
		      struct hv_drive *d, struct hv_creation *to,
		      struct err *e)
{
	AUTO_DISK old = { 0 };
	struct hv_new_disk *n;
	uint64_t format, type;

	if (hv_disk_read(h, d->image, HV_DISK_SETTINGS, &old, e) < 0)
		return -1;
	format = old.format.set ? old.format.v : hv_disk_format_of(d->image);
	type = linked ? HV_DISK_DIFFERENCING :
	       old.type.v == HV_DISK_FIXED ? HV_DISK_FIXED : HV_DISK_DYNAMIC;
	n = vec_new(&to->disks);
	n->disk.path = path_of(d->image, name, to->disks.n - 1, format);
	n->disk.format = (struct num){ format, true };
	n->disk.type = (struct num){ type, true };
	*(linked ? &n->disk.parent : &n->copy_of) = d->image;
	d->image = xstrdup(n->disk.path);
	return 0;
}

int hv_clone_prepare(struct hv_host *h, struct hv_config **of,
		     const char *name, bool linked, struct hv_creation *ret,
		     unsigned *lost, struct err *e)
{
	AUTO_CREATION c = { .config = TAKE(*of) };

	*lost = 0;
	if (check(c.config, linked, e) < 0)
		return -1;
	forget_own(c.config, lost);
	free(c.config->name);
	c.config->name = xstrdup(name);
	for (size_t i = 0; i < c.config->drives.n; i++) {
		struct hv_drive *d = &c.config->drives.v[i];

		if (d->kind == HV_DRIVE_DISK && d->image &&
		    clone_disk(h, name, linked, d, &c, e) < 0)
			return -1;
	}
	*ret = c;
	c = (struct hv_creation){ .config = NULL };
	return 0;
}
