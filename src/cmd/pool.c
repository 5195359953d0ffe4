/* cmd/pool.c - pool-list, pool-info, pool-dumpxml, pool-refresh */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/storage.h"
#include "cmd/xml.h"
#include "domxml/storage.h"
#include "shell/args.h"
#include "shell/out.h"

/* --- pool-list --- */

static const struct opt list_opts[] = {
	{ "inactive", OPT_FLAG, "list inactive pools" },
	{ "all", OPT_FLAG, "list inactive & active pools" },
	{ "transient", OPT_FLAG, "list transient pools (there are none)" },
	{ "persistent", OPT_FLAG, "list persistent pools" },
	{ "autostart", OPT_FLAG, "list pools with autostart enabled" },
	{ "no-autostart", OPT_FLAG,
	  "list pools with autostart disabled (there are none)" },
	{ "type", OPT_STR, "only list pool of specified type(s): dir" },
	{ "details", OPT_FLAG, "display extended details for pools" },
	{ "uuid", OPT_FLAG, "list UUID of active pools only" },
	{ "name", OPT_FLAG, "list name of active pools only" },
	{ 0 }
};

/* Both or neither of a pair let everything pass, as in virsh. */
static bool none_wanted(const struct args *a)
{
	return (args_flag(a, "transient") && !args_flag(a, "persistent")) ||
	       (args_flag(a, "no-autostart") && !args_flag(a, "autostart"));
}

static bool wanted(const struct args *a, const struct pool *p)
{
	if (args_flag(a, "all"))
		return true;
	return p->exists != args_flag(a, "inactive");
}

static int check_type(const struct args *a, bool *dir, struct err *e)
{
	static const char *const known[] = {
		"dir", "fs", "netfs", "logical", "disk", "iscsi",
		"iscsi-direct", "scsi", "mpath", "rbd", "sheepdog", "gluster",
		"zfs", "vstorage",
	};
	const char *p = args_str(a, "type");

	*dir = !p;
	while (p && *p) {
		size_t n = strcspn(p, ","), i = 0;

		while (i < sizeof known / sizeof *known &&
		       (strlen(known[i]) != n || strncmp(known[i], p, n)))
			i++;
		if (i == sizeof known / sizeof *known)
			return err_set(e, ERR_USAGE, "Invalid pool type '%.*s'",
				       (int)n, p);
		*dir |= i == 0;
		p += n + (p[n] == ',');
	}
	return 0;
}

static struct out_value size_cell(struct num bytes, char buf[SIZE_TEXT])
{
	if (!bytes.set)
		return out_null("-");
	return out_num_as(bytes.v, size_text(bytes.v, 2, buf));
}

static struct num used(const struct pool *p)
{
	struct num n = { 0, p->capacity.set && p->available.set };

	if (n.set)
		n.v = p->capacity.v - p->available.v;
	return n;
}

static void list_details(struct out *o, const struct args *a,
			 const struct pools *l)
{
	static const struct out_col cols[] = {
		{ "name", "Name" }, { "state", "State" },
		{ "autostart", "Autostart" }, { "persistent", "Persistent" },
		{ "capacity_bytes", "Capacity" }, { "allocation_bytes", "Allocation" },
		{ "available_bytes", "Available" }, { 0 }
	};
	char buf[3][SIZE_TEXT];

	out_list(o, cols);
	for (size_t i = 0; i < l->n; i++) {
		const struct pool *p = &l->v[i];
		struct num none = { 0, false };

		if (!wanted(a, p))
			continue;
		out_cell(o, out_str(p->name));
		out_cell(o, out_str(p->exists ? "running" : "inactive"));
		out_cell(o, out_bool(true, "yes"));
		out_cell(o, out_bool(true, "yes"));
		out_cell(o, size_cell(p->exists ? p->capacity : none, buf[0]));
		out_cell(o, size_cell(p->exists ? used(p) : none, buf[1]));
		out_cell(o, size_cell(p->exists ? p->available : none, buf[2]));
	}
	out_end(o);
}

static void list_plain(struct out *o, const struct args *a,
		       const struct pools *l)
{
	static const struct out_col cols[] = {
		{ "name", "Name" }, { "state", "State" },
		{ "autostart", "Autostart" }, { 0 }
	};

	out_list(o, cols);
	for (size_t i = 0; i < l->n; i++) {
		if (!wanted(a, &l->v[i]))
			continue;
		out_cell(o, out_str(l->v[i].name));
		out_cell(o, out_str(l->v[i].exists ? "active" : "inactive"));
		out_cell(o, out_bool(true, "yes"));
	}
	out_end(o);
}

static void list_names(struct out *o, const struct args *a,
		       const struct pools *l)
{
	const struct out_col cols[] = {
		{ args_flag(a, "uuid") ? "uuid" : "name", NULL },
		{ args_flag(a, "uuid") && args_flag(a, "name") ? "name" : NULL,
		  NULL }, { 0 }
	};

	out_lines(o, cols);
	for (size_t i = 0; i < l->n; i++) {
		if (!wanted(a, &l->v[i]))
			continue;
		if (args_flag(a, "uuid"))
			out_cell(o, out_str(l->v[i].uuid));
		if (args_flag(a, "name"))
			out_cell(o, out_str(l->v[i].name));
	}
	out_end(o);
}

static int list_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_POOLS l = VEC_INIT;
	struct hv_host *h;
	bool dir;

	if (check_type(a, &dir, e) < 0)
		return -1;
	h = ctx_host(c, e);
	if (!h || pools_read(c, h, &l, e) < 0 ||
	    pools_look(h, &l, args_flag(a, "details"), e) < 0)
		return err_wrap(e, "Failed to list pools");
	if (none_wanted(a) || !dir)
		pools_free(&l);
	if (args_flag(a, "uuid") || args_flag(a, "name"))
		list_names(c->out, a, &l);
	else if (args_flag(a, "details"))
		list_details(c->out, a, &l);
	else
		list_plain(c->out, a, &l);
	return 0;
}

const struct cmd cmd_pool_list = {
	.name = "pool-list", .group = "pool", .summary = "list pools",
	.details = "Returns list of pools: the host's folder for virtual disks "
		   "(default) and those of hvsh.conf. One whose folder is not "
		   "there is inactive.",
	.opts = list_opts, .flags = CMD_NEEDS_HOST, .run = list_run,
};

/* --- one pool --- */

/* With what it holds; one that is not there is an error where 'must'. */
static int find(struct ctx *c, const struct args *a, bool space, bool must,
		struct pools *one, struct err *e)
{
	const char *word = args_str(a, "pool");
	struct hv_host *h = ctx_host(c, e);

	if (!h || pool_find(c, h, word, vec_new(one), e) < 0 ||
	    pools_look(h, one, space, e) < 0)
		return -1;
	if (must && !one->v[0].exists)
		return err_set(e, ERR_NOT_FOUND, "the host has no folder '%s'",
			       one->v[0].path);
	return 0;
}

static const struct opt info_opts[] = {
	POOL_OPT,
	{ "bytes", OPT_FLAG, "Return pool info in bytes" },
	{ 0 }
};

static void size_field(struct out *o, const struct args *a, const char *key,
		       const char *label, struct num v)
{
	AUTO_FREE char *bytes = xasprintf("%" PRIu64, v.v);
	char buf[SIZE_TEXT];

	if (v.set)
		out_field(o, key, label, out_num_as(v.v, args_flag(a, "bytes") ?
			  bytes : size_text(v.v, 2, buf)));
}

static int info_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_POOLS one = VEC_INIT;
	const struct pool *p;

	if (find(c, a, true, false, &one, e) < 0)
		return -1;
	p = &one.v[0];
	out_field(c->out, "name", "Name", out_str(p->name));
	out_field(c->out, "uuid", "UUID", out_str(p->uuid));
	out_field(c->out, "state", "State",
		  out_str(p->exists ? "running" : "inactive"));
	out_field(c->out, "persistent", "Persistent", out_bool(true, "yes"));
	out_field(c->out, "autostart", "Autostart", out_bool(true, "yes"));
	if (p->exists) {
		size_field(c->out, a, "capacity_bytes", "Capacity", p->capacity);
		size_field(c->out, a, "allocation_bytes", "Allocation", used(p));
		size_field(c->out, a, "available_bytes", "Available", p->available);
	}
	out_end(c->out);
	return 0;
}

const struct cmd cmd_pool_info = {
	.name = "pool-info", .group = "pool",
	.summary = "storage pool information",
	.details = "Returns basic information about the storage pool; the "
		   "sizes are those of the drive that its folder is on.",
	.opts = info_opts, .flags = CMD_NEEDS_HOST, .run = info_run,
};

static const struct opt dumpxml_opts[] = {
	POOL_OPT,
	{ "inactive", OPT_FLAG, "show inactive defined XML: without sizes" },
	XML_OPTS,
	{ 0 }
};

static int dumpxml_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_POOLS one = VEC_INIT;
	AUTO_STR xml = STR_INIT;
	const struct pool *p;

	if (xml_check(a, e) < 0 ||
	    find(c, a, !args_flag(a, "inactive"), false, &one, e) < 0)
		return -1;
	p = &one.v[0];
	domxml_pool_write(&(struct domxml_pool){
		.name = p->name, .uuid = p->uuid, .path = p->path,
		.capacity = p->capacity, .available = p->available,
	}, &xml);
	return xml_print(c, a, xml.buf, e);
}

const struct cmd cmd_pool_dumpxml = {
	.name = "pool-dumpxml", .group = "pool",
	.summary = "pool information in XML",
	.details = "Output the pool information as an XML dump to stdout.",
	.opts = dumpxml_opts, .flags = CMD_NEEDS_HOST, .run = dumpxml_run,
};

static const struct opt pool_opts[] = { POOL_OPT, { 0 } };

static int refresh_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_POOLS one = VEC_INIT;
	const char *word = args_str(a, "pool");

	if (find(c, a, false, true, &one, e) < 0)
		return err_wrap(e, "Failed to refresh pool %s", word);
	out_done(c->out, "Pool %s refreshed", word);
	return 0;
}

const struct cmd cmd_pool_refresh = {
	.name = "pool-refresh", .group = "pool", .summary = "refresh a pool",
	.details = "Looks whether the pool's folder is there. What is in it "
		   "is asked anew by each command anyway.",
	.opts = pool_opts, .flags = CMD_NEEDS_HOST, .run = refresh_run,
};
