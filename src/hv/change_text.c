/* hv/change_text.c - what a change of a VM is, in words */
#include "base/err.h"
#include "base/str.h"
#include "hv/change_plan.h"
#include "hv/config.h"
#include "hv/define_settings.h"
#include "wmi/method.h"

static void add(struct str *to, const char *what, const char *how)
{
	str_addf(to, "%s%s %s", to->len ? ", " : "", what, how);
}

static const char *how(const void *have, const void *want)
{
	return !have ? "is added" : !want ? "is gone" : "is changed";
}

static void drive_text(const struct hv_drive_pair *d, struct str *to)
{
	const struct hv_drive *one = d->want ? d->want : d->have;
	AUTO_STR what = STR_INIT;

	str_addf(&what, "the %s at %s %u:%u", hv_drive_word(one),
		 hv_bus_words[one->bus], one->controller, one->slot);
	if (!d->have || !d->want)
		add(to, what.buf, how(d->have, d->want));
	else if (hv_drive_pair_image_goes(d))
		add(to, what.buf, "is empty");
	else if (hv_drive_pair_image_comes(d) || hv_drive_pair_modified(d))
		add(to, what.buf, "has another image or limit");
}

static void nic_text(const struct hv_nic_pair *n, size_t number,
		     struct str *to)
{
	const char *mac = n->have ? n->have->mac : n->want->mac;
	AUTO_STR what = STR_INIT;

	if (n->have && n->want && !hv_nic_pair_modified(n))
		return;
	if (mac)
		str_addf(&what, "the network adapter %s", mac);
	else
		str_addf(&what, "network adapter %zu", number);
	add(to, what.buf, how(n->have, n->want));
}

static bool parts_differ(const struct hv_plan *p)
{
	AUTO_ITEMS items = VEC_INIT;
	AUTO_ERR ignored = ERR_INIT;    /* there is no such COM port */

	return hv_settings_items(&items, p->have, p->want, &ignored) < 0 ||
		items.n;
}

void hv_plan_text(const struct hv_plan *p, struct str *to)
{
	AUTO_INSTANCE i = WMI_INSTANCE_INIT("Msvm_VirtualSystemSettingData");
	AUTO_STR what = STR_INIT;

	if (hv_settings_differ(&i, p->have, p->want) ||
	    p->have->tpm != p->want->tpm)
		add(to, "its settings", "are changed");
	if (parts_differ(p))
		add(to, "its memory, processors or COM ports", "are changed");
	for (size_t k = 0; k < p->controllers.n; k++) {
		const struct hv_controller_pair *c = &p->controllers.v[k];

		if (c->have && c->want)
			continue;
		str_clear(&what);
		str_addf(&what, "SCSI controller %u",
			 (c->want ? c->want : c->have)->index);
		add(to, what.buf, how(c->have, c->want));
	}
	for (size_t k = 0; k < p->drives.n; k++)
		drive_text(&p->drives.v[k], to);
	for (size_t k = 0; k < p->nics.n; k++)
		nic_text(&p->nics.v[k], k + 1, to);
}
