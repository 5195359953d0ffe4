/* hv/config_old.c - a VM's configuration from an old host */
#include "hv/config_old.h"

#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/config.h"
#include "hv/config_parts.h"
#include "hv/first.h"
#include "hv/host.h"
#include "hv/schema.h"
#include "hv/settings_old.h"
#include "hv/vm.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

enum { OLD_SERIAL_PORT = 17, OLD_IMAGE = 21, OLD_DISK_DRIVE = 22 };

/* UserSnapshotType in HV_NS: the only kind there was */
#define STANDARD_CHECKPOINTS 5

struct system {
	char *id;
	struct wmi_strv notes;
	struct wmi_numv boot;
};

static const struct wmi_field system_fields[] = {
	FIELD("InstanceID", WMI_STR, system, id),
	FIELD("Notes", WMI_STRV, system, notes),
	FIELD("BootOrder", WMI_NUMV, system, boot),
	{ 0 }
};

struct global {
	struct num start, stop, delay;
};

static const struct wmi_field global_fields[] = {
	FIELD("AutomaticStartupAction", WMI_NUM, global, start),
	FIELD("AutomaticShutdownAction", WMI_NUM, global, stop),
	FIELD("AutomaticStartupActionDelay", WMI_INTERVAL, global, delay),
	{ 0 }
};

struct reading {
	struct system system;
	struct global global;
	struct hv_parts parts;
};

static void reading_clear(struct reading *r)
{
	wmi_clear(system_fields, &r->system);
	wmi_clear(global_fields, &r->global);
	hv_parts_clear(&r->parts);
}

static int ask(struct hv_host *h, const char *guid, struct reading *r,
	       struct err *e)
{
	AUTO_FREE char *upper = hv_guid_upper(guid);
	AUTO_FREE char *id = xasprintf("Microsoft:%s", upper);
	struct hv_first system = { system_fields, &r->system, 0 };
	struct hv_first global = { global_fields, &r->global, 0 };
	struct str wql[4] = { STR_INIT, STR_INIT, STR_INIT, STR_INIT };
	int bad;

	wql_select(&wql[0], "Msvm_VirtualSystemSettingData", system_fields);
	wql_where(&wql[0], "SystemName", "=", upper);
	wql_where_num(&wql[0], "SettingType", "=", HV_OLD_VM);
	wql_select(&wql[1], HV_OLD_GLOBAL, global_fields);
	wql_where(&wql[1], "SystemName", "=", upper);
	wql_select(&wql[2], "CIM_ResourceAllocationSettingData", NULL);
	wql_where_prefix(&wql[2], "InstanceID", id);
	wql_select(&wql[3], "Msvm_VirtualSwitch", hv_switch_fields);
	struct wmi_query q[] = {
		{ HV_NS_V1, wql[0].buf, hv_first_row, &system, ERR_INIT },
		{ HV_NS_V1, wql[1].buf, hv_first_row, &global, ERR_INIT },
		{ HV_NS_V1, wql[2].buf, hv_part_row, &r->parts, ERR_INIT },
		{ HV_NS_V1, wql[3].buf, hv_switch_row, &r->parts, ERR_INIT },
	};

	bad = wmi_query(hv_host_wmi(h), q, 4, e);
	for (size_t i = 0; i < 4; i++) {
		err_clear(&q[i].err);
		str_free(&wql[i]);
	}
	if (bad == 0 && !system.n)
		return err_set(e, ERR_NOT_FOUND,
			       "the host tells no settings of this domain");
	return bad;
}

static void translate_kind(struct hv_part *p)
{
	static const char old[] = "Microsoft ";
	char *kind = p->subtype;

	if (!kind || strncmp(kind, old, strlen(old)))
		return;
	p->subtype = xasprintf("Microsoft:Hyper-V:%s", kind + strlen(old));
	free(kind);
}

static void translate(struct hv_part *p)
{
	struct wmi_strv none = { NULL, 0 };

	translate_kind(p);
	switch (p->type.v) {
	case OLD_SERIAL_PORT:
		p->type.v = HV_RES_SERIAL_PORT;
		break;
	case OLD_IMAGE:
		p->type.v = HV_RES_IMAGE;
		if (!p->host_resource.n) {
			p->host_resource = p->connection;
			p->connection = none;
		}
		break;
	case OLD_DISK_DRIVE:
		p->type.v = HV_RES_DISK_DRIVE;
		break;
	default:
		break;
	}
	if (!p->slot)
		p->slot = xstrdup(p->address);
}

static char *path(const char *class, const char *key, const char *value)
{
	AUTO_REF *ref = wmi_ref_new(HV_NS_V1, class, key, value, NULL);
	AUTO_STR text = STR_INIT;

	wmi_ref_path(ref, &text);
	return str_take(&text);
}

/* Which switch a NIC's Connection, the path of a port of it, is to. */
static int connect(const struct hv_part *nic, struct hv_parts *all,
		   struct err *e)
{
	AUTO_REF *port = NULL;
	struct hv_part *p;
	const char *guid;

	if (!nic->connection.n || !*nic->connection.v[0] || !nic->id)
		return 0;
	if (wmi_ref_parse(nic->connection.v[0], HV_NS_V1, &port, e) < 0)
		return -1;
	guid = wmi_ref_key(port, "SystemName");
	if (!guid)
		return 0;
	struct hv_part made = {
		.class = xstrdup(port->class),
		.id = xasprintf("%s\\C", nic->id),
		.parent = path(nic->class, "InstanceID", nic->id),
		.type = { HV_RES_CONNECTION, true },
	};
	made.host_resource.v = xcalloc(1, sizeof(char *));
	made.host_resource.v[0] = path("Msvm_VirtualSwitch", "Name", guid);
	made.host_resource.n = 1;
	/* 'nic' is not to be used again: the array may move */
	p = vec_new(&all->parts);
	*p = made;
	return 0;
}

static int translate_all(struct hv_parts *all, struct err *e)
{
	size_t n = all->parts.n;

	for (size_t i = 0; i < n; i++) {
		translate(&all->parts.v[i]);
		if (all->parts.v[i].type.v == HV_RES_ETHERNET &&
		    connect(&all->parts.v[i], all, e) < 0)
			return -1;
	}
	return 0;
}

static void set_system(struct hv_config *c, struct reading *r)
{
	c->settings_id = TAKE(r->system.id);
	c->generation = 1;
	if (r->system.notes.n && *r->system.notes.v[0])
		c->notes = TAKE(r->system.notes.v[0]);
	for (size_t i = 0; i < r->system.boot.n; i++)
		vec_push(&c->boot_order, (unsigned)r->system.boot.v[i]);
	c->start_action = hv_schema_action(&hv_schemas[HV_V1], r->global.start);
	c->stop_action = hv_schema_action(&hv_schemas[HV_V1], r->global.stop);
	c->start_delay_s = r->global.delay.v / 1000000;
	c->checkpoint_kind = STANDARD_CHECKPOINTS;
}

int hv_config_read_old(struct hv_host *h, struct hv_vm *vm,
		       struct hv_config **ret, struct err *e)
{
	AUTO_CONFIG *c = xcalloc(1, sizeof *c);
	struct reading reading = { 0 };
	int r = ask(h, vm->guid, &reading, e);

	if (r == 0)
		r = translate_all(&reading.parts, e);
	if (r == 0) {
		c->guid = TAKE(vm->guid);
		c->name = TAKE(vm->name);
		c->vm_id = vm->id;
		c->state = vm->state;
		set_system(c, &reading);
		r = hv_config_assemble(c, &reading.parts, e);
	}
	reading_clear(&reading);
	if (r == 0)
		*ret = TAKE(c);
	return r;
}
