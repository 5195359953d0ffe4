/* cmd/firmware.c - domfirmware */
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/boot_list.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/secure_boot.h"
#include "cmd/vm_names.h"
#include "domxml/names.h"
#include "domxml/target.h"
#include "hv/boot.h"
#include "hv/change.h"
#include "hv/config.h"
#include "hv/state.h"
#include "shell/args.h"
#include "shell/complete.h"
#include "shell/out.h"

/* What a job or a method says of a VM that runs. */
#define INVALID_STATE 32775

/* --- what it is --- */

/* A drive's target, a NIC's address; "file". Yours. */
static char *entry_word(const struct hv_boot_entry *entry)
{
	const struct hv_drive *d = entry->drive;

	if (d)
		return domxml_target(d->bus, d->controller, d->slot);
	if (entry->nic)
		return xstrdup(entry->nic->mac ? entry->nic->mac : "network");
	return xstrdup("file");
}

static void order_text(const struct hv_config *config, struct str *to)
{
	AUTO_BOOT l = VEC_INIT;

	for (size_t i = 0; i < config->boot_order.n; i++)
		str_addf(to, "%s%s", i ? "," : "",
			 boot_kind_word(config->boot_order.v[i]));
	hv_boot_list(config, &l);
	for (size_t i = 0; i < l.n; i++) {
		AUTO_FREE char *word = entry_word(&l.v[i]);

		str_addf(to, "%s%s", i ? "," : "", word);
	}
}

static struct out_value yes_no(bool there, bool yes)
{
	return there ? out_bool(yes, yes ? "yes" : "no") : out_null("-");
}

static void print_firmware(struct out *o, const struct hv_config *config)
{
	const char *guid = config->secure_boot_template;
	const char *name = guid ? domxml_template_name(guid) : NULL;
	const char *console = domxml_name(domxml_consoles,
					  config->console_mode);
	bool efi = config->generation == 2;
	AUTO_STR order = STR_INIT;

	order_text(config, &order);
	out_field(o, "name", "Name", out_str(config->name));
	out_field(o, "generation", "Generation", out_num(config->generation));
	out_field(o, "firmware", "Firmware", out_str(efi ? "efi" : "bios"));
	out_field(o, "secure_boot", "Secure boot",
		  yes_no(efi, config->secure_boot));
	out_field(o, "secure_boot_template", "Template",
		  efi && guid ? out_str(name ? name : guid) : out_null("-"));
	if (out_format(o) != OUT_TEXT)
		out_field(o, "secure_boot_template_uuid", "Template UUID",
			  efi && guid ? out_str(guid) : out_null(NULL));
	out_field(o, "tpm", "TPM", yes_no(efi, config->tpm));
	out_field(o, "boot_order", "Boot order",
		  order.len ? out_str(order.buf) : out_null("-"));
	out_field(o, "pause_after_boot_failure", "Pause on failure",
		  yes_no(efi, config->pause_after_boot_failure));
	out_field(o, "network_boot", "Network boot", efi ?
		  out_str(config->boot_ipv6 ? "ipv6" : "ipv4") : out_null("-"));
	out_field(o, "console", "Console", !efi ? out_null("-") :
		  console ? out_str(console) : out_num(config->console_mode));
	out_end(o);
}

/* --- its boot order, line by line --- */

static void kind_rows(struct out *o, const struct hv_config *config)
{
	for (size_t i = 0; i < config->boot_order.n; i++) {
		out_cell(o, out_num(i + 1));
		out_cell(o, out_str(boot_kind_word(config->boot_order.v[i])));
		out_cell(o, out_null("-"));
		out_cell(o, out_null("-"));
	}
}

static void entry_row(struct out *o, size_t i, const struct hv_boot_entry *e)
{
	const char *source = e->drive ? e->drive->image :
		e->nic ? e->nic->switch_name : e->path;
	AUTO_FREE char *word = entry_word(e);

	out_cell(o, out_num(i + 1));
	out_cell(o, out_str(e->drive ? boot_kind_word(boot_drive_kind(e->drive)) :
			    e->nic ? "network" : "file"));
	out_cell(o, out_str(e->drive || e->nic ? word : e->what));
	out_cell(o, source ? out_str(source) : out_null("-"));
}

static int print_list(struct ctx *c, struct hv_host *h,
		      const struct hv_config *config, struct err *e)
{
	static const struct out_col cols[] = {
		{ "order", "Order" }, { "kind", "Kind" },
		{ "target", "Target" }, { "source", "Source" }, { 0 }
	};
	AUTO_BOOT l = VEC_INIT;
	bool file = false;

	hv_boot_list(config, &l);
	for (size_t i = 0; i < l.n; i++)
		file |= !l.v[i].drive && !l.v[i].nic;
	if (file && hv_boot_describe(h, config, &l, e) < 0)
		return -1;
	out_list(c->out, cols);
	kind_rows(c->out, config);
	for (size_t i = 0; i < l.n; i++)
		entry_row(c->out, i, &l.v[i]);
	out_end(c->out);
	return 0;
}

/* --- what it is to be --- */

static int set_word(const char *option, const char *word, const char *no,
		    const char *yes, bool *ret, struct err *e)
{
	if (strcmp(word, no) && strcmp(word, yes))
		return err_set(e, ERR_USAGE, "--%s is %s or %s, not '%s'",
			       option, yes, no, word);
	*ret = !strcmp(word, yes);
	return 0;
}

static int set_console(struct hv_config *to, const char *word, struct err *e)
{
	if (domxml_name_parse(domxml_consoles, word, &to->console_mode) == 0)
		return 0;
	return err_set(e, ERR_USAGE, "--console is default, com1, com2 or none, "
		       "not '%s'", word);
}

/* --- the command --- */

static COMPLETER(complete_on_off)
{
	(void)c;
	(void)a;
	(void)word;
	candidates_add(to, "on");
	candidates_add(to, "off");
}

static COMPLETER(complete_protocol)
{
	(void)c;
	(void)a;
	(void)word;
	candidates_add(to, "ipv4");
	candidates_add(to, "ipv6");
}

static COMPLETER(complete_console)
{
	(void)c;
	(void)a;
	(void)word;
	for (const struct domxml_name *n = domxml_consoles; n->name; n++)
		candidates_add(to, n->name);
}

static const struct opt firmware_opts[] = {
	DOMAIN_OPT(complete_vm),
	{ "list", OPT_FLAG, "what it boots from, line by line" },
	{ "boot", OPT_STR, "what to try first: targets, MAC addresses, disk, "
	  "cdrom, network, with commas between", complete_boot },
	{ "secure-boot", OPT_STR, "off, on, windows, linux, shielded, or a "
	  "template", complete_secure_boot },
	{ "network-boot", OPT_STR, "ipv4 or ipv6", complete_protocol },
	{ "pause-on-failure", OPT_STR, "stay at the firmware's message: on or "
	  "off", complete_on_off },
	{ "console", OPT_STR, "where the firmware writes: default, com1, com2, "
	  "none", complete_console },
	{ 0 }
};

static const char *const changes[] = {
	"boot", "secure-boot", "network-boot", "pause-on-failure", "console",
};
#define CHANGES (sizeof changes / sizeof *changes)

/* The first option that changes something; NULL: none. */
static const char *first_change(const struct args *a, size_t from)
{
	for (size_t i = from; i < CHANGES; i++)
		if (args_str(a, changes[i]))
			return changes[i];
	return NULL;
}

/* All but --boot. */
static int set_words(const struct args *a, struct hv_config *to, struct err *e)
{
	const char *secure = args_str(a, "secure-boot");
	const char *network = args_str(a, "network-boot");
	const char *pause = args_str(a, "pause-on-failure");
	const char *console = args_str(a, "console");

	if ((secure && secure_boot_set(to, secure, e) < 0) ||
	    (network && set_word("network-boot", network, "ipv4", "ipv6",
				 &to->boot_ipv6, e) < 0) ||
	    (pause && set_word("pause-on-failure", pause, "off", "on",
			       &to->pause_after_boot_failure, e) < 0) ||
	    (console && set_console(to, console, e) < 0))
		return -1;
	return 0;
}

/* What can be said without a host. */
static int check(const struct args *a, struct err *e)
{
	const char *changed = first_change(a, 0), *boot = args_str(a, "boot");
	AUTO_CONFIG *scratch = hv_config_new();

	if (changed && args_flag(a, "list"))
		return err_set(e, ERR_USAGE, "Options --list and --%s are "
			       "mutually exclusive", changed);
	if (boot && boot_list_check(boot, e) < 0)
		return -1;
	return set_words(a, scratch, e);
}

static int apply(const struct args *a, const struct hv_config *have,
		 struct hv_config *to, struct err *e)
{
	const char *boot = args_str(a, "boot");

	if (to->generation == 1 && first_change(a, 1))
		return err_set(e, ERR_FAILED, "a domain of generation 1 has a "
			       "BIOS, which knows no --%s",
			       first_change(a, 1));
	if (set_words(a, to, e) < 0)
		return -1;
	return boot ? boot_list_set(have, to, boot, e) : 0;
}

static void hint_off(const struct hv_config *have, struct err *e)
{
	bool saved = hv_state_is(have->state, HV_SAVED);

	if (e->code == INVALID_STATE && (saved || hv_state_active(have->state)))
		domain_hint(e, saved ? "managedsave-remove" : "shutdown",
			    have->name, "off, it can be changed");
}

static int change(struct ctx *c, const struct args *a, struct hv_host *h,
		  const struct hv_config *have, struct err *e)
{
	AUTO_CONFIG *want = hv_config_copy(have);
	struct domain_watch w;
	int r = apply(a, have, want, e);

	if (r == 0) {
		r = hv_change(h, have, want, domain_watch(&w, c, "Changing"),
			      e);
		domain_watch_end(&w);
		hint_off(have, e);
	}
	if (r < 0)
		return err_wrap(e, "Failed to change the firmware of domain "
				"'%s'", have->name);
	out_done(c->out, "Firmware of domain '%s' changed", have->name);
	return 0;
}

static int firmware_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *changed = first_change(a, 0);
	AUTO_CONFIG *config = NULL;

	if (changed && ctx_check_write(c, "domfirmware", e) < 0)
		return -1;
	if (check(a, e) < 0 || domain_config(c, a, &config, e) < 0)
		return -1;
	if (changed)
		return change(c, a, c->host, config, e);
	if (args_flag(a, "list"))
		return print_list(c, c->host, config, e);
	print_firmware(c->out, config);
	return 0;
}

const struct cmd cmd_domfirmware = {
	.name = "domfirmware", .group = "domain",
	.summary = "show or change what a domain boots from, and how",
	.details = "Show a domain's firmware, secure boot and boot order, or "
		   "change them.",
	.opts = firmware_opts, .flags = CMD_NEEDS_HOST, .run = firmware_run,
};
