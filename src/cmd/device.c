/* cmd/device.c - what the commands that change a domain's devices share */
#include "cmd/device.h"

#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/input.h"
#include "cmd/storage.h"
#include "domxml/read.h"
#include "hv/change.h"
#include "hv/config.h"
#include "hv/path.h"
#include "hv/state.h"
#include "shell/args.h"
#include "shell/out.h"

/* What a job says of a VM that runs. */
#define INVALID_STATE 32775

/* Not every command has all of them. */
static bool given(const struct args *a, const char *name)
{
	for (const struct opt *o = args_cmd(a)->opts; o->name; o++)
		if (!strcmp(o->name, name))
			return args_flag(a, name);
	return false;
}

int device_check_affect(const struct args *a, struct err *e)
{
	static const char *const others[] = { "persistent", "config", "live" };

	for (size_t i = 0; i < 3 && given(a, "current"); i++)
		if (given(a, others[i]))
			return err_set(e, ERR_USAGE, "Options --%s and "
				       "--current are mutually exclusive",
				       others[i]);
	return 0;
}

static int check_state(const struct args *a, const struct hv_config *c,
		       struct err *e)
{
	bool active = hv_state_active(c->state);

	if (given(a, "live") && !active)
		return err_set(e, ERR_STATE, "domain '%s' is not running",
			       c->name);
	if (given(a, "config") && active && !given(a, "live") &&
	    !given(a, "persistent")) {
		err_set(e, ERR_STATE, "domain '%s' is running: Hyper-V cannot "
			"change this for the next boot alone", c->name);
		return err_hint(e, "without --config it changes now and for "
				"good");
	}
	return 0;
}

void device_change_clear(struct device_change *d)
{
	hv_config_free(d->have);
	hv_config_free(d->want);
}

int device_begin(struct ctx *c, const struct args *a,
		 struct device_change *ret, struct err *e)
{
	const char *word;

	if (domain_word(a, &word, e) < 0)
		return -1;
	ret->h = ctx_host(c, e);
	if (!ret->h || hv_config_read(ret->h, word, &ret->have, e) < 0 ||
	    check_state(a, ret->have, e) < 0)
		return -1;
	ret->want = hv_config_copy(ret->have);
	return 0;
}

int device_commit(struct ctx *c, struct device_change *d, const char *what,
		  struct err *e)
{
	struct domain_watch w;
	int r = hv_change(d->h, d->have, d->want, domain_watch(&w, c, what), e);

	domain_watch_end(&w);
	if (r < 0 && e->code == INVALID_STATE && !e->hint &&
	    hv_state_is(d->have->state, HV_RUNNING))
		domain_hint(e, "shutdown", d->have->name,
			    "off, it can be changed");
	return r;
}

static int read_file(const char *file, struct domxml_device *ret,
		     struct err *e)
{
	AUTO_FREE char *text = NULL;
	size_t len = 0;

	if (input_xml(file, &text, &len, e) < 0)
		return -1;
	return domxml_read_device(text, len, file, ret, e);
}

int device_from_file(struct ctx *c, const struct args *a, const char *verb,
		     const char *done,
		     int (*use)(struct ctx *c, const struct args *a,
				struct domxml_device *d, struct err *e),
		     struct err *e)
{
	const char *file = args_str(a, "file");
	struct domxml_device d = { 0 };
	int r;

	if (device_check_affect(a, e) < 0)
		return -1;
	r = read_file(file, &d, e);
	if (r == 0)
		r = use(c, a, &d, e);
	domxml_device_clear(&d);
	if (r < 0)
		return err_wrap(e, "Failed to %s device from %s", verb, file);
	out_done(c->out, "Device %s successfully", done);
	return 0;
}

/* The floppy drive of generation 1 is there always: it takes an image when it
 * is empty. */
static bool fill_floppy(struct hv_config *to, struct hv_drive *d)
{
	for (size_t i = 0; i < to->drives.n; i++) {
		struct hv_drive *is = &to->drives.v[i];

		if (is->kind != HV_DRIVE_FLOPPY || d->kind != is->kind ||
		    is->image)
			continue;
		is->image = TAKE(d->image);
		return true;
	}
	return false;
}

static int add_com(struct hv_config *to, struct hv_com *com, struct err *e)
{
	for (size_t i = 0; i < to->coms.n; i++) {
		struct hv_com *is = &to->coms.v[i];

		if (is->number != com->number)
			continue;
		if (is->pipe)
			return err_set(e, ERR_FAILED, "operation failed: COM "
				       "port %u is connected to %s already",
				       is->number, is->pipe);
		is->pipe = TAKE(com->pipe);
		return 0;
	}
	return err_set(e, ERR_FAILED, "the domain has no COM port %u",
		       com->number);
}

int device_add(struct hv_config *to, struct domxml_device *d, struct err *e)
{
	switch (d->kind) {
	case DOMXML_DRIVE:
		if (!fill_floppy(to, &d->drive)) {
			vec_push(&to->drives, d->drive);
			d->drive = (struct hv_drive){ 0 };
		}
		return 0;
	case DOMXML_CONTROLLER:
		vec_push(&to->controllers, d->controller);
		d->controller = (struct hv_controller){ 0 };
		return 0;
	case DOMXML_NIC:
		vec_push(&to->nics, d->nic);
		d->nic = (struct hv_nic){ 0 };
		return 0;
	default:
		return add_com(to, &d->com, e);
	}
}

int device_attach(struct ctx *c, const struct args *a, struct domxml_device *d,
		  struct err *e)
{
	AUTO_CHANGE change = { 0 };

	if (device_begin(c, a, &change, e) < 0 ||
	    device_add(change.want, d, e) < 0)
		return -1;
	return device_commit(c, &change, "Attaching", e);
}

int device_attach_xml(struct ctx *c, const struct args *a, const char *text,
		      size_t len, struct err *e)
{
	struct domxml_device d = { 0 };
	int r;

	if (domxml_read_device(text, len, NULL, &d, e) < 0)
		return -1;
	r = device_attach(c, a, &d, e);
	domxml_device_clear(&d);
	return r;
}

/* Shares as well, which volumes are never on. */
int device_source(struct ctx *c, const struct args *a, const char *word,
		  char **ret, struct err *e)
{
	struct hv_host *h;

	if (hv_path_is(word) || strchr(word, '\\') || strchr(word, '/')) {
		*ret = xstrdup(word);
		return 0;
	}
	return volume_path(c, a, word, &h, ret, e);
}
