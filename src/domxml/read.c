/* domxml/read.c - <domain> and what is no device */
#include "domxml/read.h"

#include <ctype.h>
#include <string.h>

#include "base/err.h"
#include "domxml/names.h"
#include "domxml/reader.h"

#define DOCUMENT_MAX (4 * 1024 * 1024)
#define CPUS_MAX 2048

static const char *const domain_known[] = {
	"name", "uuid", "genid", "title", "description", "metadata",
	"maxMemory", "memory", "currentMemory", "vcpu", "os", "features",
	"cpu", "clock", "on_poweroff", "on_reboot", "on_crash",
	"on_lockfailure", "pm", "resource", "*seclabel", "devices", NULL
};

/* 32 digits, dashes where one likes, as libvirt takes it. */
static int read_uuid(const struct domxml_in *in, const xml_node *n, char **ret)
{
	AUTO_FREE char *text = xml_text_trimmed(n);
	char digits[33];
	size_t len = 0;

	for (const char *p = text; *p; p++) {
		if (*p == '-')
			continue;
		if (!isxdigit((unsigned char)*p) || len == 32)
			return domxml_bad(in, n, "'%s' is no UUID", text);
		digits[len++] = (char)tolower((unsigned char)*p);
	}
	digits[len] = '\0';
	if (len != 32)
		return domxml_bad(in, n, "'%s' is no UUID", text);
	*ret = xasprintf("%.8s-%.4s-%.4s-%.4s-%s", digits, digits + 8,
			 digits + 12, digits + 16, digits + 20);
	return 0;
}

static int read_identity(const struct domxml_in *in, const xml_node *domain,
			 struct hv_config *c)
{
	const xml_node *name = domxml_child(domain, "name");
	const xml_node *uuid = domxml_child(domain, "uuid");
	const char *notes = xml_text(domxml_child(domain, "description"));

	if (!name || !*xml_text(name))
		return domxml_bad(in, name ? name : domain, "no name is given");
	c->name = xstrdup(xml_text(name));
	if (notes && *notes)
		c->notes = xstrdup(notes);
	return uuid ? read_uuid(in, uuid, &c->guid) : 0;
}

/* What is not said is as much as what is. */
static int read_sizes(const struct domxml_in *in, const xml_node *domain,
		      uint64_t *memory, uint64_t *current, uint64_t *max)
{
	const xml_node *m = domxml_child(domain, "memory");
	const xml_node *cur = domxml_child(domain, "currentMemory");
	const xml_node *limit = domxml_child(domain, "maxMemory");

	if (!m)
		return domxml_bad(in, domain, "no <memory> is given");
	if (domxml_text_mib(in, m, memory) < 0)
		return -1;
	*current = *max = *memory;
	if (cur && domxml_text_mib(in, cur, current) < 0)
		return -1;
	if (limit && domxml_text_mib(in, limit, max) < 0)
		return -1;
	if (*current > *memory)
		return domxml_bad(in, cur, "<currentMemory> is more than "
				  "<memory>");
	if (*max < *memory)
		return domxml_bad(in, limit, "<maxMemory> is less than "
				  "<memory>");
	return 0;
}

static int read_memory(const struct domxml_in *in, const xml_node *domain,
		       struct hv_config *c)
{
	uint64_t memory, current, max;

	if (read_sizes(in, domain, &memory, &current, &max) < 0)
		return -1;
	c->memory = current;
	c->memory_max = max;
	c->memory_min = current < DOMXML_MEMORY_MIN ? current
						    : DOMXML_MEMORY_MIN;
	c->dynamic_memory = current < memory ||
			    (max > memory && max != DOMXML_NO_LIMIT);
	return 0;
}

static int read_vcpu(const struct domxml_in *in, const xml_node *n,
		     struct hv_config *c)
{
	uint64_t cpus, current;

	if (!n)
		return 0;
	if (domxml_text_num(in, n, CPUS_MAX, &cpus) < 0)
		return -1;
	current = cpus;
	if (domxml_attr_num(in, n, "current", CPUS_MAX, &current) < 0)
		return -1;
	if (current != cpus)
		return domxml_bad(in, n, "a VM of Hyper-V starts with all its "
				  "processors: current= must be the same");
	if (xml_attr(n, NULL, "cpuset"))
		return domxml_bad(in, n, "cpuset= is not possible on Hyper-V");
	c->cpus = (unsigned)cpus;
	return 0;
}

static int read_cpu(const struct domxml_in *in, const xml_node *n)
{
	static const char *const known[] = {
		"model", "vendor", "*feature", "cache", "maxphysaddr", NULL
	};
	const char *mode = xml_attr(n, NULL, "mode");

	if (!n)
		return 0;
	if (domxml_child(n, "model") && (!mode || !strcmp(mode, "custom")))
		return domxml_bad(in, n, "a <cpu> of another model is not "
				  "possible on Hyper-V");
	return domxml_known(in, n, known);
}

static int read_type(const struct domxml_in *in, const xml_node *os)
{
	const xml_node *n = domxml_child(os, "type");
	AUTO_FREE char *type = xml_text_trimmed(n);
	const char *arch = xml_attr(n, NULL, "arch");

	if (!type)
		return domxml_bad(in, os, "no <type> is given in <os>");
	if (strcmp(type, "hvm"))
		return domxml_bad(in, n, "an <os> of type '%s' is not possible "
				  "on Hyper-V", type);
	if (arch && strcmp(arch, "x86_64") && strcmp(arch, "i686") &&
	    strcmp(arch, "aarch64"))
		return domxml_bad(in, n, "arch='%s' is not possible on Hyper-V",
				  arch);
	return 0;
}

/* enrolled-keys say which keys a template holds; Hyper-V has its own. */
static int read_firmware(const struct domxml_in *in, const xml_node *os,
			 struct hv_config *c)
{
	const char *firmware = xml_attr(os, NULL, "firmware");

	if (!firmware || !strcmp(firmware, "bios"))
		return 0;
	if (strcmp(firmware, "efi"))
		return domxml_bad(in, os, "firmware='%s' is not possible on "
				  "Hyper-V", firmware);
	c->generation = 2;
	c->secure_boot = true;
	for (const xml_node *n = domxml_child(domxml_child(os, "firmware"),
					      "feature");
	     n; n = domxml_next(n, "feature")) {
		const char *name = xml_attr(n, NULL, "name");

		if (name && !strcmp(name, "secure-boot") &&
		    domxml_attr_bool(in, n, "enabled", &c->secure_boot) < 0)
			return -1;
	}
	return 0;
}

static bool has_device(const struct hv_config *c, unsigned device)
{
	for (size_t i = 0; i < c->boot_order.n; i++)
		if (c->boot_order.v[i] == device)
			return true;
	return false;
}

/* Generation 1 always tries all four. */
static int read_boot(const struct domxml_in *in, const xml_node *os,
		     struct hv_config *c)
{
	for (const xml_node *n = domxml_child(os, "boot"); n;
	     n = domxml_next(n, "boot")) {
		const char *dev = xml_attr(n, NULL, "dev");
		unsigned device;

		if (!dev || domxml_name_parse(domxml_boot_devices, dev,
					      &device) < 0)
			return domxml_bad(in, n, "dev= of <boot> is none of "
					  "hd, cdrom, network and fd");
		if (c->generation == 2 && !device)
			return domxml_bad(in, n, "a VM of generation 2 has no "
					  "floppy drive");
		if (!has_device(c, device))
			vec_push(&c->boot_order, device);
	}
	for (size_t i = 0; c->generation == 1 && i < DOMXML_BOOT_DEVICES; i++)
		if (!has_device(c, domxml_boot_order[i]))
			vec_push(&c->boot_order, domxml_boot_order[i]);
	return 0;
}

static int read_os(const struct domxml_in *in, const xml_node *domain,
		   struct hv_config *c)
{
	static const char *const known[] = {
		"type", "firmware", "*boot", "bootmenu", NULL
	};
	const xml_node *os = domxml_child(domain, "os");

	if (!os)
		return domxml_bad(in, domain, "no <os> is given");
	if (domxml_child(os, "loader") && !xml_attr(os, NULL, "firmware"))
		return domxml_bad(in, domxml_child(os, "loader"),
				  "<loader> is not possible on Hyper-V: <os "
				  "firmware='efi'> makes a VM of generation 2");
	if (domxml_known(in, os, known) < 0 || read_type(in, os) < 0)
		return -1;
	if (read_firmware(in, os, c) < 0)
		return -1;
	return read_boot(in, os, c);
}

static int read_domain(const struct domxml_in *in, const xml_node *domain,
		       struct hv_config *c)
{
	const char *type = xml_attr(domain, NULL, "type");
	const xml_node *metadata = domxml_child(domain, "metadata");

	if (!xml_is(domain, "", "domain"))
		return domxml_bad(in, domain, "<%s> is no <domain>",
				  xml_name(domain));
	if (!type || strcmp(type, "hyperv"))
		return domxml_bad(in, domain, "the domain's type must be "
				  "'hyperv', not '%s'", type ? type : "");
	if (domxml_known(in, domain, domain_known) < 0 ||
	    read_identity(in, domain, c) < 0 ||
	    read_memory(in, domain, c) < 0 ||
	    read_vcpu(in, domxml_child(domain, "vcpu"), c) < 0 ||
	    read_cpu(in, domxml_child(domain, "cpu")) < 0 ||
	    read_os(in, domain, c) < 0 ||
	    domxml_read_devices(in, domxml_child(domain, "devices"), c) < 0 ||
	    domxml_settle_boot(in, domain, c) < 0 ||
	    domxml_read_metadata(in, xml_child(metadata, DOMXML_NS, "vm"),
				 c) < 0)
		return -1;
	if (!c->dynamic_memory)
		c->memory_min = c->memory_max = 0;
	return 0;
}

static int parse(const char *text, size_t len, const char *name,
		 xml_doc **ret, struct err *e)
{
	if (len > DOCUMENT_MAX)
		return err_set(e, ERR_USAGE, "%s: more than %d bytes", name,
			       DOCUMENT_MAX);
	if (!xml_parse(text, len, name, ret, e))
		return 0;
	e->kind = ERR_USAGE;
	return -1;
}

int domxml_read(const char *text, size_t len, const char *name,
		struct hv_config **ret, struct err *e)
{
	const struct domxml_in in = { name, e };
	AUTO_CONFIG *c = hv_config_new();
	AUTO_XML *doc = NULL;

	if (parse(text, len, name, &doc, e) < 0 ||
	    read_domain(&in, xml_root(doc), c) < 0)
		return -1;
	*ret = TAKE(c);
	return 0;
}

static int read_device(const struct domxml_in *in, const xml_node *n,
		       struct domxml_device *d)
{
	bool none = false;

	if (xml_is(n, "", "disk")) {
		d->kind = DOMXML_DRIVE;
		return domxml_read_drive(in, n, &d->drive);
	}
	if (xml_is(n, "", "interface")) {
		d->kind = DOMXML_NIC;
		return domxml_read_nic(in, n, &d->nic);
	}
	if (xml_is(n, "", "serial")) {
		d->kind = DOMXML_COM;
		return domxml_read_com(in, n, 1, &d->com);
	}
	d->kind = DOMXML_CONTROLLER;
	if (xml_is(n, "", "controller") &&
	    domxml_read_controller(in, n, &d->controller, &none) < 0)
		return -1;
	if (none || !xml_is(n, "", "controller"))
		return domxml_bad(in, n, "this <%s> is not possible on Hyper-V",
				  xml_name(n));
	return 0;
}

int domxml_read_device(const char *text, size_t len, const char *name,
		       struct domxml_device *ret, struct err *e)
{
	const struct domxml_in in = { name, e };
	struct domxml_device d = { 0 };
	AUTO_XML *doc = NULL;

	if (parse(text, len, name ? name : "options", &doc, e) < 0)
		return -1;
	if (read_device(&in, xml_root(doc), &d) < 0) {
		domxml_device_clear(&d);
		return -1;
	}
	*ret = d;
	return 0;
}

void domxml_device_clear(struct domxml_device *d)
{
	hv_drive_clear(&d->drive);
	hv_controller_clear(&d->controller);
	hv_nic_clear(&d->nic);
	hv_com_clear(&d->com);
}
