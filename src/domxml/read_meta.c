/* domxml/read_meta.c - <metadata>: what libvirt's schema has no word for */
#include <string.h>
#include <strings.h>

#include "domxml/names.h"
#include "domxml/reader.h"
#include "domxml/target.h"

typedef int reader(const struct domxml_in *in, const xml_node *n,
		   struct hv_config *c);

static int read_memory(const struct domxml_in *in, const xml_node *n,
		       struct hv_config *c)
{
	if (domxml_attr_bool(in, n, "dynamic", &c->dynamic_memory) < 0 ||
	    domxml_attr_num(in, n, "minimum", UINT32_MAX, &c->memory_min) < 0 ||
	    domxml_attr_unsigned(in, n, "buffer", 2000, &c->memory_buffer) < 0 ||
	    domxml_attr_unsigned(in, n, "weight", 10000, &c->memory_weight) < 0)
		return -1;
	if (c->memory_min > c->memory)
		return domxml_bad(in, n, "minimum= is more than the memory at "
				  "start");
	return 0;
}

static int read_cpu(const struct domxml_in *in, const xml_node *n,
		    struct hv_config *c)
{
	if (domxml_attr_num(in, n, "limit", 100000, &c->cpu_limit) < 0 ||
	    domxml_attr_num(in, n, "reservation", 100000,
			    &c->cpu_reservation) < 0 ||
	    domxml_attr_num(in, n, "weight", 10000, &c->cpu_weight) < 0 ||
	    domxml_attr_bool(in, n, "nested", &c->nested) < 0)
		return -1;
	return 0;
}

/* A name, or the number of one that has none. */
static int read_named(const struct domxml_in *in, const xml_node *n,
		      const char *attr, const struct domxml_name *names,
		      unsigned *ret)
{
	const char *text = xml_attr(n, NULL, attr);
	uint64_t v;

	if (!text || !domxml_name_parse(names, text, ret))
		return 0;
	if (parse_u64(text, UINT16_MAX, &v) < 0)
		return domxml_bad(in, n, "'%s' is no %s= of <%s>", text, attr,
				  xml_name(n));
	*ret = (unsigned)v;
	return 0;
}

static int read_start(const struct domxml_in *in, const xml_node *n,
		      struct hv_config *c)
{
	if (read_named(in, n, "action", domxml_start_actions,
		       &c->start_action) < 0)
		return -1;
	return domxml_attr_num(in, n, "delay", UINT32_MAX, &c->start_delay_s);
}

static int read_stop(const struct domxml_in *in, const xml_node *n,
		     struct hv_config *c)
{
	return read_named(in, n, "action", domxml_stop_actions,
			  &c->stop_action);
}

static int read_checkpoints(const struct domxml_in *in, const xml_node *n,
			    struct hv_config *c)
{
	return read_named(in, n, "kind", domxml_checkpoint_kinds,
			  &c->checkpoint_kind);
}

static int read_template(const struct domxml_in *in, const xml_node *n,
			 struct hv_config *c)
{
	const char *text = xml_attr(n, NULL, "template");
	const char *known = text ? domxml_template_guid(text) : NULL;
	char guid[GUID_LEN + 1];

	if (c->generation != 2)
		return domxml_bad(in, n, "a VM of generation 1 has no secure "
				  "boot");
	if (!known && parse_guid(text, guid) < 0)
		return domxml_bad(in, n, "'%s' is no template= for secure boot",
				  text ? text : "");
	free(c->secure_boot_template);
	c->secure_boot_template = xstrdup(known ? known : guid);
	return 0;
}

static int read_firmware(const struct domxml_in *in, const xml_node *n,
			 struct hv_config *c)
{
	const char *network = xml_attr(n, NULL, "network-boot");

	if (c->generation != 2)
		return domxml_bad(in, n, "a VM of generation 1 has no such "
				  "firmware");
	if (network && strcmp(network, "ipv4") && strcmp(network, "ipv6"))
		return domxml_bad(in, n, "network-boot='%s' is neither ipv4 "
				  "nor ipv6", network);
	c->boot_ipv6 = network && !strcmp(network, "ipv6");
	if (domxml_attr_bool(in, n, "pause-after-boot-failure",
			     &c->pause_after_boot_failure) < 0)
		return -1;
	return read_named(in, n, "console", domxml_consoles, &c->console_mode);
}

static int read_disk(const struct domxml_in *in, const xml_node *n,
		     struct hv_config *c)
{
	const char *dev = xml_attr(n, NULL, "target");
	unsigned controller, slot;
	enum hv_bus bus;

	if (!dev || domxml_target_parse(dev, &bus, &controller, &slot) < 0)
		return domxml_bad(in, n, "'%s' is no target= of a disk",
				  dev ? dev : "");
	for (size_t i = 0; i < c->drives.n; i++) {
		struct hv_drive *d = &c->drives.v[i];
		uint64_t v = 0;

		if (d->bus != bus || d->controller != controller ||
		    d->slot != slot)
			continue;
		if (domxml_attr_num(in, n, "iops-min", UINT32_MAX, &v) < 0)
			return -1;
		d->iops_min = (struct num){ v, true };
		return 0;
	}
	return domxml_bad(in, n, "there is no disk '%s'", dev);
}

/* By its number, and its address where that is told: an interface that was
 * taken out of the document before it must not hand its guards on. */
static struct hv_nic *find_nic(struct hv_config *c, unsigned number,
			       const char *mac)
{
	struct hv_nic *nic = number && number <= c->nics.n ?
		&c->nics.v[number - 1] : NULL;

	if (!mac || (nic && nic->mac && !strcasecmp(nic->mac, mac)))
		return nic;
	for (size_t i = 0; i < c->nics.n; i++)
		if (c->nics.v[i].mac && !strcasecmp(c->nics.v[i].mac, mac))
			return &c->nics.v[i];
	return NULL;
}

static int read_nic(const struct domxml_in *in, const xml_node *n,
		    struct hv_config *c)
{
	const char *mac = xml_attr(n, NULL, "mac");
	struct hv_nic *nic;
	unsigned number = 0;

	if (domxml_attr_unsigned(in, n, "number", UINT16_MAX, &number) < 0)
		return -1;
	nic = find_nic(c, number, mac);
	if (!nic && number && number <= c->nics.n)
		return domxml_bad(in, n, "no interface has the MAC address %s: "
				  "where number %u is meant, it is told here, "
				  "too", mac, number);
	if (!nic)
		return domxml_bad(in, n, "there is no interface %u", number);
	return domxml_read_own_nic(in, n, nic);
}

#define ATTRS 10                        /* at most, and the NULL after them */

static const struct part {
	const char *name;
	reader *read;
	bool many;
	const char *attrs[ATTRS];
} parts[] = {
	{ "memory", read_memory, false,
	  { "dynamic", "minimum", "buffer", "weight" } },
	{ "cpu", read_cpu, false,
	  { "limit", "reservation", "weight", "nested" } },
	{ "start", read_start, false, { "action", "delay" } },
	{ "stop", read_stop, false, { "action" } },
	{ "checkpoints", read_checkpoints, false, { "kind" } },
	{ "secure-boot", read_template, false, { "template" } },
	{ "firmware", read_firmware, false,
	  { "pause-after-boot-failure", "network-boot", "console" } },
	{ "disk", read_disk, true, { "target", "iops-min" } },
	{ "nic", read_nic, true, { "number", "mac", DOMXML_NIC_ATTRS } },
};

static int read_part(const struct domxml_in *in, const xml_node *vm,
		     const xml_node *n, const struct part *p,
		     struct hv_config *c)
{
	const char *other = xml_attr_other(n, p->attrs);

	if (other)
		return domxml_bad(in, n, "%s= of <%s> is not known in hvsh's "
				  "metadata", other, p->name);
	if (!p->many && xml_child(vm, DOMXML_NS, p->name) != n)
		return domxml_bad(in, n, "<%s> is there twice", p->name);
	return p->read(in, n, c);
}

int domxml_read_metadata(const struct domxml_in *in, const xml_node *vm,
			 struct hv_config *c)
{
	for (const xml_node *n = xml_child(vm, NULL, NULL); n;
	     n = xml_next(n, NULL, NULL)) {
		size_t i = 0;

		while (i < sizeof parts / sizeof *parts &&
		       !xml_is(n, DOMXML_NS, parts[i].name))
			i++;
		if (i == sizeof parts / sizeof *parts)
			return domxml_bad(in, n, "<%s> is not known in "
					  "hvsh's metadata", xml_name(n));
		if (read_part(in, vm, n, &parts[i], c) < 0)
			return -1;
	}
	return 0;
}
