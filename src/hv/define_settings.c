/* hv/define_settings.c - from one configuration of a VM to another */
#include "hv/define_settings.h"

#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "hv/checkpoint.h"
#include "hv/config.h"
#include "hv/item.h"
#include "hv/made.h"
#include "wmi/method.h"

static bool text_differs(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

static void set_number(struct wmi_instance *to, const char *name,
		       unsigned have, unsigned want)
{
	if (have != want)
		wmi_instance_set_num(to, name, "uint16", want);
}

static void set_boot_order(struct wmi_instance *to,
			   const struct hv_config *have,
			   const struct hv_config *want)
{
	VEC(const char *) list = VEC_INIT;
	AUTO_FREE char *digits = NULL;
	bool differs = have->boot_order.n != want->boot_order.n;

	for (size_t i = 0; i < want->boot_order.n && !differs; i++)
		differs = have->boot_order.v[i] != want->boot_order.v[i];
	if (!differs || !want->boot_order.n)
		return;
	digits = xcalloc(want->boot_order.n, 12);
	for (size_t i = 0; i < want->boot_order.n; i++) {
		char *text = digits + 12 * i;

		snprintf(text, 12, "%u", want->boot_order.v[i]);
		vec_push(&list, text);
	}
	wmi_instance_set_array(to, "BootOrder", "uint16", list.v, list.n);
	vec_free(&list);
}

/* Windows Server 2012 R2 has secure boot, and no templates: it is given to a
 * VM that is there, which tells whether it has one. */
static bool template_differs(const struct hv_config *have,
			     const struct hv_config *want)
{
	if (!want->secure_boot_template || !have->settings_id ||
	    (!have->secure_boot_template &&
	     !strcmp(want->secure_boot_template, HV_TEMPLATE_WINDOWS)))
		return false;
	return text_differs(have->secure_boot_template,
			    want->secure_boot_template);
}

static void set_firmware(struct wmi_instance *to, const struct hv_config *have,
			 const struct hv_config *want)
{
	if (want->generation < 2) {
		set_boot_order(to, have, want);
		return;
	}
	if (have->secure_boot != want->secure_boot || !have->settings_id)
		wmi_instance_set(to, "SecureBootEnabled", "boolean",
				 want->secure_boot ? "true" : "false");
	if (template_differs(have, want))
		wmi_instance_set(to, "SecureBootTemplateId", "string",
				 want->secure_boot_template);
	if (have->pause_after_boot_failure != want->pause_after_boot_failure)
		wmi_instance_set(to, "PauseAfterBootFailure", "boolean",
				 want->pause_after_boot_failure ? "true" :
				 "false");
	set_number(to, "NetworkBootPreferredProtocol",
		   have->boot_ipv6 ? HV_BOOT_IPV6 : HV_BOOT_IPV4,
		   want->boot_ipv6 ? HV_BOOT_IPV6 : HV_BOOT_IPV4);
	set_number(to, "ConsoleMode", have->console_mode, want->console_mode);
}

/* A host before 2016 has none (0), which is as good as the default there. */
static bool kind_differs(const struct hv_config *have,
			 const struct hv_config *want)
{
	if (!want->checkpoint_kind)
		return false;
	return have->checkpoint_kind ||
		want->checkpoint_kind != HV_CHECKPOINT_PRODUCTION;
}

/* A host before 2016 has none, and what is not said stays. */
static bool automatic_differs(const struct hv_config *have,
			      const struct hv_config *want)
{
	return have->auto_checkpoints.set && want->auto_checkpoints.set &&
		have->auto_checkpoints.v != want->auto_checkpoints.v;
}

bool hv_settings_differ(struct wmi_instance *to, const struct hv_config *have,
			const struct hv_config *want)
{
	size_t before = to->xml.len;
	const char *notes = want->notes ? want->notes : "";

	set_number(to, "AutomaticShutdownAction", have->stop_action,
		   want->stop_action);
	set_number(to, "AutomaticStartupAction", have->start_action,
		   want->start_action);
	if (have->start_delay_s != want->start_delay_s)
		wmi_instance_set_seconds(to, "AutomaticStartupActionDelay",
					 want->start_delay_s);
	if (text_differs(have->name, want->name))
		wmi_instance_set(to, "ElementName", "string", want->name);
	if (text_differs(have->notes, want->notes))
		wmi_instance_set_array(to, "Notes", "string", &notes, 1);
	if (kind_differs(have, want))
		set_number(to, "UserSnapshotType", have->checkpoint_kind,
			   want->checkpoint_kind);
	if (automatic_differs(have, want))
		wmi_instance_set(to, "AutomaticSnapshotsEnabled", "boolean",
				 want->auto_checkpoints.v ? "true" : "false");
	set_firmware(to, have, want);
	return to->xml.len != before;
}

/* --- memory, processors, COM ports --- */

static const struct hv_com *find_com(const struct hv_config *c, unsigned number)
{
	for (size_t i = 0; i < c->coms.n; i++)
		if (c->coms.v[i].number == number)
			return &c->coms.v[i];
	return NULL;
}

/* A port that 'want' has not has no pipe. */
static int com_items(struct hv_items *to, const struct hv_config *have,
		     const struct hv_config *want, struct err *e)
{
	for (size_t i = 0; i < want->coms.n; i++)
		if (want->coms.v[i].pipe &&
		    !find_com(have, want->coms.v[i].number))
			return err_set(e, ERR_FAILED, "the domain has no COM "
				       "port %u", want->coms.v[i].number);
	for (size_t i = 0; i < have->coms.n; i++) {
		const struct hv_com *is = &have->coms.v[i];
		const struct hv_com *w = find_com(want, is->number);

		if (text_differs(is->pipe, w ? w->pipe : NULL))
			hv_item_com(to, is->id, w ? w->pipe : NULL);
	}
	return 0;
}

int hv_settings_items(struct hv_items *to, const struct hv_config *have,
		      const struct hv_config *want, struct err *e)
{
	if (!have->memory_id || !have->cpus_id)
		return err_set(e, ERR_PROTOCOL, "the host has no memory or "
			       "processor settings of domain '%s'", want->name);
	hv_item_memory(to, have, want);
	hv_item_cpus(to, have, want);
	return com_items(to, have, want, e);
}
