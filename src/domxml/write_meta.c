/* domxml/write_meta.c - <metadata>: what differs from Hyper-V's defaults */
#include <string.h>

#include "base/str.h"
#include "domxml/emit.h"
#include "domxml/names.h"
#include "domxml/target.h"
#include "domxml/write.h"
#include "hv/config.h"

#define DEPTH 3                         /* of the elements in <hvsh:vm> */

/* v as text in 'buf', or NULL where it is the default. */
static const char *unless(uint64_t dflt, uint64_t v, struct domxml_digits *buf)
{
	if (v == dflt)
		return NULL;
	*buf = domxml_number(v);
	return buf->text;
}

static const char *named(const struct domxml_name *names, unsigned dflt,
			 unsigned v, struct domxml_digits *buf)
{
	const char *text = unless(dflt, v, buf);
	const char *name = domxml_name(names, v);

	return text && name ? name : text;
}

/* <maxMemory> above <memory> says dynamic memory, Hyper-V's own limit does
 * not (read.c); the least that a new VM keeps goes without saying. */
static void write_memory(const struct hv_config *c, const struct hv_config *d,
			 struct str *to)
{
	bool implied = c->dynamic_memory && c->memory_max > c->memory &&
		       c->memory_max != DOMXML_NO_LIMIT;
	uint64_t least = c->memory < DOMXML_MEMORY_MIN
		? c->memory : DOMXML_MEMORY_MIN;
	struct domxml_digits min, buffer, weight;
	bool dynamic = c->dynamic_memory;

	domxml_some(to, DEPTH, "hvsh:memory",
		    "dynamic", dynamic && !implied ? "yes" : NULL,
		    "minimum", dynamic ? unless(least, c->memory_min, &min)
				       : NULL,
		    "buffer", unless(d->memory_buffer, c->memory_buffer,
				     &buffer),
		    "weight", unless(d->memory_weight, c->memory_weight,
				     &weight), NULL);
}

static void write_cpu(const struct hv_config *c, const struct hv_config *d,
		      struct str *to)
{
	struct domxml_digits limit, reservation, weight;

	domxml_some(to, DEPTH, "hvsh:cpu",
		    "limit", unless(d->cpu_limit, c->cpu_limit, &limit),
		    "reservation", unless(d->cpu_reservation,
					  c->cpu_reservation, &reservation),
		    "weight", unless(d->cpu_weight, c->cpu_weight, &weight),
		    "nested", c->nested ? "yes" : NULL, NULL);
}

static void write_actions(const struct hv_config *c, const struct hv_config *d,
			  struct str *to)
{
	struct domxml_digits start, delay, stop, kind;

	domxml_some(to, DEPTH, "hvsh:start",
		    "action", named(domxml_start_actions, d->start_action,
				    c->start_action, &start),
		    "delay", unless(0, c->start_delay_s, &delay), NULL);
	domxml_some(to, DEPTH, "hvsh:stop",
		    "action", named(domxml_stop_actions, d->stop_action,
				    c->stop_action, &stop), NULL);
	domxml_some(to, DEPTH, "hvsh:checkpoints",
		    "kind", named(domxml_checkpoint_kinds, d->checkpoint_kind,
				  c->checkpoint_kind, &kind), NULL);
}

static void write_template(const struct hv_config *c, struct str *to)
{
	const char *guid = c->secure_boot_template;
	const char *name = guid ? domxml_template_name(guid) : NULL;

	if (c->generation != 2 || !guid)
		return;
	if (!name || strcmp(name, DOMXML_TEMPLATE_DEFAULT))
		domxml_empty(to, DEPTH, "hvsh:secure-boot",
			     "template", name ? name : guid, NULL);
}

static void write_firmware(const struct hv_config *c, struct str *to)
{
	struct domxml_digits console;

	domxml_some(to, DEPTH, "hvsh:firmware",
		    "pause-after-boot-failure",
		    c->pause_after_boot_failure ? "yes" : NULL,
		    "network-boot", c->boot_ipv6 ? "ipv6" : NULL,
		    "console", named(domxml_consoles, 0, c->console_mode,
				     &console), NULL);
}

static void write_drives(const struct hv_config *c, struct str *to)
{
	for (size_t i = 0; i < c->drives.n; i++) {
		const struct hv_drive *d = &c->drives.v[i];
		AUTO_FREE char *dev = NULL;

		if (!d->iops_min.set || !d->iops_min.v)
			continue;
		dev = domxml_target(d->bus, d->controller, d->slot);
		domxml_empty(to, DEPTH, "hvsh:disk", "target", dev,
			     "iops-min", domxml_number(d->iops_min.v).text,
			     NULL);
	}
}

static void write_nics(const struct hv_config *c, struct str *to)
{
	for (size_t i = 0; i < c->nics.n; i++)
		domxml_write_own_nic(&c->nics.v[i], i + 1, DEPTH, to);
}

void domxml_write_metadata(const struct hv_config *c, int depth,
			   struct str *to)
{
	AUTO_CONFIG *dflt = hv_config_new();
	AUTO_STR in = STR_INIT;

	write_memory(c, dflt, &in);
	write_cpu(c, dflt, &in);
	write_actions(c, dflt, &in);
	write_template(c, &in);
	write_firmware(c, &in);
	write_drives(c, &in);
	write_nics(c, &in);
	if (!in.len)
		return;
	domxml_open(to, depth, "metadata", NULL);
	domxml_open(to, depth + 1, "hvsh:vm", "xmlns:hvsh", DOMXML_NS, NULL);
	str_addn(to, in.buf, in.len);
	domxml_close(to, depth + 1, "hvsh:vm");
	domxml_close(to, depth, "metadata");
}
