/* cmd/change_media.c - change-media */
#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/device.h"
#include "cmd/domain.h"
#include "cmd/refused.h"
#include "cmd/storage.h"
#include "domxml/write.h"
#include "hv/config.h"
#include "shell/args.h"
#include "shell/out.h"

static const struct opt opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "path", OPT_ARG, "Fully-qualified path or target of disk device",
	  complete_target_media, .required = true },
	{ "source", OPT_ARG, "source of the media: a path on the host, or a vol "
	  "name", complete_vol_iso },
	{ "eject", OPT_FLAG, "Eject the media" },
	{ "insert", OPT_FLAG, "Insert the media" },
	{ "update", OPT_FLAG, "Update the media" },
	{ "current", OPT_FLAG, "can be either or both of --live and --config, "
	  "depends on implementation hypervisor driver" },
	{ "live", OPT_FLAG, "alter live configuration of running domain" },
	{ "config", OPT_FLAG, "alter persistent configuration, effect observed "
	  "on next boot" },
	{ "force", OPT_FLAG, "force media changing: the guest is not asked "
	  "anyway" },
	{ "print-xml", OPT_FLAG, "print XML document rather than change media" },
	VOL_POOL_OPT,
	{ 0 }
};

enum action { EJECT, INSERT, UPDATE };
static const char *const words[] = { "eject", "insert", "update" };

static int read_action(const struct args *a, enum action *ret, struct err *e)
{
	int given = -1;

	for (int i = EJECT; i <= UPDATE; i++) {
		if (!args_flag(a, words[i]))
			continue;
		if (given >= 0)
			return err_set(e, ERR_USAGE, "Options --%s and --%s are "
				       "mutually exclusive", words[given],
				       words[i]);
		given = i;
	}
	if (given == EJECT && args_str(a, "source"))
		return err_set(e, ERR_USAGE, "Options --eject and --source are "
			       "mutually exclusive");
	*ret = given < 0 ? UPDATE : (enum action)given;
	if (given != EJECT && !args_str(a, "source"))
		return err_set(e, ERR_USAGE, "New disk media source was not "
			       "specified");
	return device_check_affect(a, e);
}

static int change(struct ctx *c, const struct args *a, enum action action,
		  const char *word, struct hv_drive *d, struct err *e)
{
	AUTO_FREE char *path = NULL;

	if (action == EJECT && !d->image)
		return err_set(e, ERR_FAILED, "The disk device '%s' doesn't "
			       "have media", word);
	if (action == INSERT && d->image)
		return err_set(e, ERR_FAILED, "The disk device '%s' already has "
			       "media", word);
	if (action != EJECT &&
	    device_source(c, a, args_str(a, "source"), &path, e) < 0)
		return -1;
	free(d->image);
	d->image = TAKE(path);
	return 0;
}

static int run(struct ctx *c, const struct args *a, struct err *e)
{
	static const char *const done[] = { "ejected", "inserted", "updated" };
	const char *word = args_str(a, "path");
	AUTO_CHANGE ch = { 0 };
	AUTO_STR xml = STR_INIT;
	enum action action = UPDATE;
	size_t at = 0;

	if (read_action(a, &action, e) < 0 || device_begin(c, a, &ch, e) < 0 ||
	    device_find_drive(ch.have, word, true, &at, e) < 0 ||
	    change(c, a, action, word, &ch.want->drives.v[at], e) < 0)
		return -1;
	if (args_flag(a, "print-xml")) {
		domxml_write_drive(&ch.want->drives.v[at], 0, &xml);
		out_raw(c->out, xml.buf);
		return 0;
	}
	if (device_commit(c, &ch, "Changing", e) < 0)
		return err_wrap(e, "Failed to complete action %s on media",
				words[action]);
	out_done(c->out, "Successfully %s media.", done[action]);
	return 0;
}

const struct cmd cmd_change_media = {
	.name = "change-media", .group = "domain",
	.summary = "Change media of CD or floppy drive",
	.details = "Change media of CD or floppy drive, also while the domain "
		   "runs.  A source that is no path is the name of a volume.",
	.opts = opts, .refused = refused_change_media,
	.flags = CMD_NEEDS_HOST | CMD_WRITES, .run = run,
};
