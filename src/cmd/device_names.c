/* cmd/device_names.c - the targets of a domain, for completion */
#include "base/err.h"
#include "base/mem.h"
#include "cmd/ctx.h"
#include "cmd/device.h"
#include "domxml/target.h"
#include "hv/config.h"
#include "shell/args.h"
#include "shell/complete.h"

static bool is_media(const struct hv_drive *d)
{
	return d->kind == HV_DRIVE_DVD || d->kind == HV_DRIVE_FLOPPY;
}

static bool is_disk(const struct hv_drive *d)
{
	return d->kind == HV_DRIVE_DISK;
}

static bool is_any(const struct hv_drive *d)
{
	return d->kind != HV_DRIVE_FLOPPY || d->image;
}

static void offer(struct ctx *c, const struct args *a,
		  bool (*fits)(const struct hv_drive *), struct candidates *to)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_CONFIG *config = NULL;
	const char *domain = args_str(a, "domain");
	struct hv_host *h = domain ? ctx_host(c, &e) : NULL;

	if (!h || hv_config_read(h, domain, &config, &e) < 0)
		return;
	for (size_t i = 0; i < config->drives.n; i++) {
		const struct hv_drive *d = &config->drives.v[i];
		AUTO_FREE char *dev = domxml_target(d->bus, d->controller,
						    d->slot);

		if (fits(d))
			candidates_add(to, dev);
	}
}

COMPLETER(complete_target)
{
	(void)word;
	offer(c, a, is_any, to);
}

COMPLETER(complete_target_disk)
{
	(void)word;
	offer(c, a, is_disk, to);
}

COMPLETER(complete_target_media)
{
	(void)word;
	offer(c, a, is_media, to);
}
