/* cmd/create_vm.c - create-vm: a VM from words, without XML */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/create.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/storage.h"
#include "cmd/secure_boot.h"
#include "domxml/emit.h"
#include "domxml/read.h"
#include "domxml/write.h"
#include "hv/config.h"
#include "hv/network.h"
#include "shell/args.h"
#include "shell/complete.h"
#include "shell/out.h"
#include "shell/pairs.h"

#define KIB UINT64_C(1024)
#define MIB (1024 * KIB)
#define MEMORY_MIB 2048
#define MEMORY_LEAST_MIB 32     /* Hyper-V's own */
#define CPUS 2
#define CPUS_MAX 2048
#define VLAN_MAX 4094

/* AutomaticStartupAction */
enum { START_ALWAYS = 4 };

static const char *const network_keys[] = { "switch", "vlan", "mac", NULL };

/* --- completion --- */

static void offer(const char *const *words, struct candidates *to)
{
	for (; *words; words++)
		candidates_add(to, *words);
}

COMPLETER(complete_generation)
{
	static const char *const words[] = { "1", "2", NULL };

	(void)c;
	(void)a;
	(void)word;
	offer(words, to);
}

COMPLETER(complete_new_network)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_NETWORKS l = VEC_INIT;
	struct hv_host *h;

	(void)a;
	if (pairs_last(word)) {
		pairs_offer(word, network_keys + 1, to);
		return;
	}
	h = ctx_host(c, &e);
	if (!h || hv_network_list(h, &l, &e) < 0)
		return;
	for (size_t i = 0; i < l.n; i++)
		pairs_offer_value(word, NULL, l.v[i].name, to);
}

static const struct opt create_opts[] = {
	{ "name", OPT_ARG, "name of the new domain", .required = true },
	{ "generation", OPT_NUM, "1 or 2 (default 2)", complete_generation },
	{ "memory", OPT_STR, "as scaled integer (default KiB), without it 2 GiB",
	  .short_value = "size" },
	{ "dynamic", OPT_STR, "dynamic memory from MIN to MAX",
	  .short_value = "min:max" },
	{ "vcpus", OPT_NUM, "number of virtual CPUs (default 2)" },
	{ "disk", OPT_LIST, "size=60G makes one, path=... has one; also bus=, "
	  "format=, type=", complete_new_disk },
	{ "cdrom", OPT_STR, "ISO image, by path or volume name", complete_iso },
	{ "network", OPT_LIST, "a switch, and after commas vlan=, mac=",
	  complete_new_network, .short_value = "switch" },
	{ "secure-boot", OPT_STR, "linux (the default), windows, off, or a "
	  "template",
	  complete_secure_boot },
	{ "tpm", OPT_FLAG, "a virtual TPM, with a key protector of the host" },
	{ "description", OPT_STR, "the domain's notes" },
	{ "autostart", OPT_FLAG, "start it whenever the host starts" },
	{ "start", OPT_FLAG, "start it now" },
	{ "dry-run", OPT_FLAG, "only tell what would be made" },
	{ "print-xml", OPT_FLAG, "print its XML, and make nothing" },
	{ 0 }
};

/* --- memory and processors --- */

static int parse_mib(const char *text, uint64_t *ret, struct err *e)
{
	uint64_t bytes;

	if (parse_size(text, KIB, &bytes) < 0 || bytes > INT64_MAX)
		return err_set(e, ERR_USAGE, "Malformed size %s", text);
	*ret = (bytes + MIB - 1) / MIB;
	if (*ret >= MEMORY_LEAST_MIB)
		return 0;
	err_set(e, ERR_USAGE, "'%s' of memory is less than the %d MiB that "
		"Hyper-V wants", text, MEMORY_LEAST_MIB);
	return err_hint(e, "a number without a unit is KiB; 4G is 4 GiB");
}

static int read_dynamic(const char *text, struct hv_config *to, struct err *e)
{
	const char *colon = strchr(text, ':');
	AUTO_FREE char *least = xstrndup(text, strcspn(text, ":"));

	if (!colon || !*least || !colon[1])
		return err_set(e, ERR_USAGE, "--dynamic '%s' is not MIN:MAX",
			       text);
	if (parse_mib(least, &to->memory_min, e) < 0 ||
	    parse_mib(colon + 1, &to->memory_max, e) < 0)
		return -1;
	if (to->memory_min > to->memory || to->memory_max < to->memory)
		return err_set(e, ERR_USAGE, "the memory that the domain starts "
			       "with, %" PRIu64 " MiB, is not between those of "
			       "--dynamic '%s'", to->memory, text);
	to->dynamic_memory = true;
	return 0;
}

static int read_memory(const struct args *a, struct hv_config *to,
		       struct err *e)
{
	const char *memory = args_str(a, "memory");
	const char *dynamic = args_str(a, "dynamic");

	to->memory = MEMORY_MIB;
	if (memory && parse_mib(memory, &to->memory, e) < 0)
		return -1;
	return dynamic ? read_dynamic(dynamic, to, e) : 0;
}

static int read_secure_boot(const struct args *a, struct hv_config *to,
			    struct err *e)
{
	const char *word = args_str(a, "secure-boot");

	if (to->generation == 1)
		return word ? err_set(e, ERR_USAGE, "a domain of generation 1 "
				      "has no secure boot") : 0;
	return secure_boot_set(to, word ? word : "linux", e);
}

static int read_tpm(const struct args *a, struct hv_config *to, struct err *e)
{
	to->tpm = args_flag(a, "tpm");
	if (to->tpm && to->generation == 1)
		return err_set(e, ERR_USAGE, "a domain of generation 1 has no "
			       "TPM");
	return 0;
}

/* --- networks --- */

static int vlan_xml(const char *text, struct str *to, struct err *e)
{
	uint64_t vlan;

	if (!text)
		return 0;
	if (parse_u64(text, VLAN_MAX, &vlan) < 0 || !vlan)
		return err_set(e, ERR_USAGE, "--network: vlan '%s' is none "
			       "from 1 to %d", text, VLAN_MAX);
	domxml_open(to, 1, "vlan", NULL);
	domxml_empty(to, 2, "tag", "id", text, NULL);
	domxml_close(to, 1, "vlan");
	return 0;
}

/* By way of its XML, so that there is one reader of what an adapter is. */
static int read_network(const char *text, struct hv_config *to, struct err *e)
{
	AUTO_PAIRS p = VEC_INIT;
	AUTO_STR xml = STR_INIT;
	struct domxml_device d = { 0 };

	if (pairs_parse("network", text, network_keys, &p, e) < 0)
		return -1;
	if (!pairs_get(&p, "switch"))
		return err_set(e, ERR_USAGE, "--network '%s' names no switch",
			       text);
	domxml_open(&xml, 0, "interface", "type", "network", NULL);
	domxml_empty(&xml, 1, "source", "network", pairs_get(&p, "switch"),
		     NULL);
	domxml_some(&xml, 1, "mac", "address", pairs_get(&p, "mac"), NULL);
	if (vlan_xml(pairs_get(&p, "vlan"), &xml, e) < 0)
		return -1;
	domxml_close(&xml, 0, "interface");
	if (domxml_read_device(xml.buf, xml.len, NULL, &d, e) < 0)
		return err_wrap(e, "--network");
	vec_push(&to->nics, d.nic);
	d.nic = (struct hv_nic){ 0 };
	domxml_device_clear(&d);
	return 0;
}

static int read_networks(const struct args *a, struct hv_config *to,
			 struct err *e)
{
	size_t n;
	const char *const *words = args_list(a, "network", &n);

	for (size_t i = 0; i < n; i++)
		if (read_network(words[i], to, e) < 0)
			return -1;
	return 0;
}

/* --- all of it --- */

/* What the words say without the host. Production checkpoints, and none that
 * Windows takes by itself, are what a server wants. */
static int read_config(const struct args *a, struct hv_config *to,
		       struct err *e)
{
	uint64_t generation = args_num(a, "generation", 2);
	uint64_t cpus = args_num(a, "vcpus", CPUS);

	to->name = xstrdup(args_str(a, "name"));
	to->notes = xstrdup(args_str(a, "description"));
	to->auto_checkpoints = (struct num){ 0, true };
	if (args_flag(a, "autostart"))
		to->start_action = START_ALWAYS;
	if (generation != 1 && generation != 2)
		return err_set(e, ERR_USAGE, "there are generations 1 and 2 "
			       "alone");
	if (!cpus || cpus > CPUS_MAX)
		return err_set(e, ERR_USAGE, "the number of virtual CPUs is "
			       "from 1 to %d", CPUS_MAX);
	to->generation = (unsigned)generation;
	to->cpus = (unsigned)cpus;
	if (read_memory(a, to, e) < 0 || read_secure_boot(a, to, e) < 0 ||
	    read_tpm(a, to, e) < 0)
		return -1;
	return read_networks(a, to, e);
}

static int check_options(const struct args *a, struct err *e)
{
	if (args_flag(a, "dry-run") && args_flag(a, "print-xml"))
		return err_set(e, ERR_USAGE, "Options --dry-run and "
			       "--print-xml are mutually exclusive");
	return 0;
}

static void show_vm(struct out *o, const struct hv_config *c)
{
	AUTO_STR s = STR_INIT;

	str_addf(&s, "generation %u, %" PRIu64 " MiB, %u vCPU%s",
		 c->generation, c->memory, c->cpus, c->cpus == 1 ? "" : "s");
	if (c->dynamic_memory)
		str_addf(&s, ", dynamic %" PRIu64 " to %" PRIu64 " MiB",
			 c->memory_min, c->memory_max);
	if (c->tpm)
		str_add(&s, ", TPM");
	creation_row(o, "domain", c->name, s.buf);
}

static void show(struct ctx *c, const struct hv_creation *cr)
{
	creation_table(c->out);
	show_vm(c->out, cr->config);
	creation_devices(c->out, cr);
	out_end(c->out);
}

static void print_xml(struct ctx *c, const struct hv_config *config)
{
	AUTO_STR xml = STR_INIT;

	domxml_write(config, DOMXML_INACTIVE, &xml);
	out_raw(c->out, xml.buf);
}

static int create_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_CREATION cr = { .config = hv_config_new() };
	AUTO_DISK_WISHES wishes = VEC_INIT;
	const char *name = args_str(a, "name");
	struct hv_host *h;

	if (check_options(a, e) < 0 || read_config(a, cr.config, e) < 0 ||
	    disk_wishes_read(a, cr.config, &wishes, e) < 0)
		return -1;
	h = ctx_host(c, e);
	if (!h)
		return -1;
	if (disk_wishes_place(c, h, &wishes, args_str(a, "cdrom"), &cr,
			      e) < 0 ||
	    hv_create_check(h, &cr, e) < 0)
		return err_wrap(e, "Failed to create domain '%s'", name);
	if (args_flag(a, "print-xml")) {
		print_xml(c, cr.config);
		return 0;
	}
	if (args_flag(a, "dry-run")) {
		show(c, &cr);
		return 0;
	}
	if (creation_make(c, h, &cr, "Creating", args_flag(a, "start"),
			  e) < 0)
		return err_wrap(e, "Failed to create domain '%s'", name);
	out_done(c->out, args_flag(a, "start") ?
		 "Domain '%s' created and started" : "Domain '%s' created",
		 name);
	return 0;
}

const struct cmd cmd_create_vm = {
	.name = "create-vm", .group = "domain",
	.summary = "create a domain from options, without XML",
	.details = "Create a domain, and the disks that --disk size= asks for. "
		   "Nothing is left of it when something fails.",
	.opts = create_opts,
	.flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = create_run,
};
