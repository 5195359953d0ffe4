/* cmd/device_match.c - which device of a domain is meant */
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/device.h"
#include "domxml/names.h"
#include "domxml/target.h"
#include "hv/config.h"
#include "hv/path.h"

static const char *kind_word(enum hv_drive_kind kind)
{
	return kind == HV_DRIVE_DVD ? "cdrom" :
		kind == HV_DRIVE_FLOPPY ? "floppy" : "disk";
}

static bool path_differs(const struct hv_drive *is, const char *path)
{
	if (!path)
		return false;
	return !is->image || hv_path_cmp(is->image, path);
}

static int match_drive(const struct hv_config *c, const struct hv_drive *d,
		       size_t *at, struct err *e)
{
	AUTO_FREE char *target = domxml_target(d->bus, d->controller, d->slot);

	for (size_t i = 0; i < c->drives.n; i++) {
		const struct hv_drive *is = &c->drives.v[i];

		if (is->bus != d->bus || is->controller != d->controller ||
		    is->slot != d->slot)
			continue;
		if (is->kind != d->kind)
			return err_set(e, ERR_NOT_FOUND, "device not found: "
				       "target %s is a %s", target,
				       is->kind == HV_DRIVE_PHYSICAL ?
				       "disk of the host" :
				       kind_word(is->kind));
		*at = i;
		return 0;
	}
	err_set(e, ERR_NOT_FOUND, "device not found: target %s doesn't exist",
		target);
	return err_hint(e, "hvsh domblklist shows the targets there are");
}

/* --- network adapters --- */

static bool same_text(const char *a, const char *b)
{
	return a && b && !strcasecmp(a, b);
}

static bool same_switch(const struct hv_nic *a, const struct hv_nic *b)
{
	if (!b->switch_guid && !b->switch_name)
		return !a->switch_guid;
	return same_text(a->switch_guid, b->switch_guid) ||
		same_text(a->switch_name, b->switch_name);
}

static int match_nic(const struct hv_config *c, const struct hv_nic *nic,
		     size_t *at, struct err *e)
{
	size_t n = 0;

	for (size_t i = 0; i < c->nics.n; i++) {
		const struct hv_nic *is = &c->nics.v[i];

		if (nic->mac ? !same_text(is->mac, nic->mac) :
			       !same_switch(is, nic))
			continue;
		*at = i;
		n++;
	}
	if (n > 1 && nic->mac)
		return err_set(e, ERR_FAILED, "operation failed: multiple "
			       "devices matching MAC address %s found",
			       nic->mac);
	if (n > 1)
		return err_set(e, ERR_FAILED, "operation failed: %zu network "
			       "adapters are like this one: a <mac> says which",
			       n);
	if (n)
		return 0;
	err_set(e, ERR_NOT_FOUND, "device not found: no matching network "
		"device was found");
	return err_hint(e, "hvsh domiflist shows the interfaces there are");
}

/* --- the others --- */

static int match_controller(const struct hv_config *c,
			    const struct hv_controller *like, size_t *at,
			    struct err *e)
{
	for (size_t i = 0; i < c->controllers.n; i++) {
		if (c->controllers.v[i].bus != like->bus ||
		    c->controllers.v[i].index != like->index)
			continue;
		*at = i;
		return 0;
	}
	return err_set(e, ERR_NOT_FOUND, "device not found: controller %s:%u "
		       "not found", domxml_bus_name(like->bus), like->index);
}

static int match_com(const struct hv_config *c, const struct hv_com *com,
		     size_t *at, struct err *e)
{
	for (size_t i = 0; i < c->coms.n; i++) {
		if (c->coms.v[i].number != com->number)
			continue;
		*at = i;
		return 0;
	}
	return err_set(e, ERR_NOT_FOUND, "device not found: the domain has no "
		       "COM port %u", com->number);
}

int device_match(const struct hv_config *c, const struct domxml_device *d,
		 size_t *at, struct err *e)
{
	switch (d->kind) {
	case DOMXML_DRIVE:
		return match_drive(c, &d->drive, at, e);
	case DOMXML_CONTROLLER:
		return match_controller(c, &d->controller, at, e);
	case DOMXML_NIC:
		return match_nic(c, &d->nic, at, e);
	default:
		return match_com(c, &d->com, at, e);
	}
}

int device_match_contents(const struct hv_config *c,
			  const struct domxml_device *d, size_t at,
			  struct err *e)
{
	const struct hv_com *com;

	if (d->kind == DOMXML_DRIVE) {
		const struct hv_drive *is = &c->drives.v[at];

		if (path_differs(is, d->drive.image))
			return err_set(e, ERR_NOT_FOUND, "device not found: "
				       "it is not '%s' that is there, but %s",
				       d->drive.image,
				       is->image ? is->image : "nothing");
	}
	if (d->kind != DOMXML_COM)
		return 0;
	com = &c->coms.v[at];
	if (com->pipe && (!d->com.pipe || same_text(com->pipe, d->com.pipe)))
		return 0;
	return err_set(e, ERR_NOT_FOUND, "device not found: COM port %u is not "
		       "connected to %s", com->number,
		       d->com.pipe ? d->com.pipe : "a pipe");
}

/* --- taken out --- */

static int drop_drive(struct hv_config *c, size_t at, struct err *e)
{
	struct hv_drive *d = &c->drives.v[at];

	if (d->kind != HV_DRIVE_FLOPPY) {
		hv_drive_clear(d);
		vec_remove(&c->drives, at);
		return 0;
	}
	if (!d->image)
		return err_set(e, ERR_FAILED, "operation failed: Hyper-V takes "
			       "no floppy drive out, and this one is empty");
	free(d->image);
	d->image = NULL;
	return 0;
}

static int drop_controller(struct hv_config *c, size_t at, struct err *e)
{
	const struct hv_controller *is = &c->controllers.v[at];
	AUTO_STR busy = STR_INIT;

	for (size_t i = 0; i < c->drives.n; i++) {
		const struct hv_drive *d = &c->drives.v[i];
		AUTO_FREE char *dev = NULL;

		if (d->bus != is->bus || d->controller != is->index)
			continue;
		dev = domxml_target(d->bus, d->controller, d->slot);
		str_addf(&busy, "%s%s", busy.len ? ", " : "", dev);
	}
	if (is->bus != HV_BUS_SCSI)
		return err_set(e, ERR_FAILED, "operation failed: Hyper-V takes "
			       "out SCSI controllers only");
	if (busy.len)
		return err_set(e, ERR_FAILED, "operation failed: device cannot "
			       "be detached: device is busy: it has %s",
			       busy.buf);
	hv_controller_clear(&c->controllers.v[at]);
	vec_remove(&c->controllers, at);
	return 0;
}

int device_drop(struct hv_config *c, enum domxml_kind kind, size_t at,
		struct err *e)
{
	switch (kind) {
	case DOMXML_DRIVE:
		return drop_drive(c, at, e);
	case DOMXML_CONTROLLER:
		return drop_controller(c, at, e);
	case DOMXML_NIC:
		hv_nic_clear(&c->nics.v[at]);
		vec_remove(&c->nics, at);
		return 0;
	default:
		free(c->coms.v[at].pipe);
		c->coms.v[at].pipe = NULL;
		return 0;
	}
}

/* --- by a word --- */

int device_find_drive(const struct hv_config *c, const char *word,
		      bool removable, size_t *at, struct err *e)
{
	AUTO_ERR ignored = ERR_INIT;    /* then it is none of a disk */
	AUTO_FREE char *path = NULL;

	if (!hv_path_is(word) || hv_path_clean(word, &path, &ignored) < 0)
		path = xstrdup(word);
	for (size_t i = 0; i < c->drives.n; i++) {
		const struct hv_drive *d = &c->drives.v[i];
		AUTO_FREE char *dev = domxml_target(d->bus, d->controller,
						    d->slot);

		if ((removable && d->kind != HV_DRIVE_DVD &&
		     d->kind != HV_DRIVE_FLOPPY) ||
		    (strcmp(dev, word) && path_differs(d, path)))
			continue;
		*at = i;
		return 0;
	}
	err_set(e, ERR_NOT_FOUND, "No disk found whose source path or target "
		"is %s", word);
	return err_hint(e, "hvsh domblklist shows the targets there are");
}
