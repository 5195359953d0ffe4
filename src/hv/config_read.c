/* hv/config_read.c - a VM's whole configuration, from its host */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "hv/boot.h"
#include "hv/config.h"
#include "hv/config_old.h"
#include "hv/config_parts.h"
#include "hv/define_settings.h"
#include "hv/first.h"
#include "hv/host.h"
#include "hv/schema.h"
#include "hv/vm.h"
#include "wmi/object.h"
#include "wmi/query.h"
#include "wmi/wql.h"

struct system {
	char *id;
	char *version;
	char *subtype;
	char *template;
	struct wmi_strv notes, sources;
	struct wmi_numv boot;
	struct num start, stop, delay, checkpoints, secure, automatic;
	struct num pause, protocol, console;
};

static const struct wmi_field system_fields[] = {
	FIELD("InstanceID", WMI_STR, system, id),
	FIELD("Version", WMI_STR, system, version),
	FIELD("VirtualSystemSubType", WMI_STR, system, subtype),
	FIELD("SecureBootTemplateId", WMI_STR, system, template),
	FIELD("Notes", WMI_STRV, system, notes),
	FIELD("BootOrder", WMI_NUMV, system, boot),
	FIELD("BootSourceOrder", WMI_STRV, system, sources),
	FIELD("AutomaticStartupAction", WMI_NUM, system, start),
	FIELD("AutomaticShutdownAction", WMI_NUM, system, stop),
	FIELD("AutomaticStartupActionDelay", WMI_INTERVAL, system, delay),
	FIELD("UserSnapshotType", WMI_NUM, system, checkpoints),
	FIELD("SecureBootEnabled", WMI_NUM, system, secure),
	FIELD("AutomaticSnapshotsEnabled", WMI_NUM, system, automatic),
	FIELD("PauseAfterBootFailure", WMI_NUM, system, pause),
	FIELD("NetworkBootPreferredProtocol", WMI_NUM, system, protocol),
	FIELD("ConsoleMode", WMI_NUM, system, console),
	{ 0 }
};

/* What the questions about one VM bring. */
struct reading {
	struct system system;
	struct hv_first system_row;
	struct hv_parts parts;
	struct str wql[4];
};

static void reading_init(struct reading *r)
{
	*r = (struct reading){
		.system_row = { system_fields, NULL, 0 },
		.wql = { STR_INIT, STR_INIT, STR_INIT, STR_INIT },
	};
}

static void reading_clear(struct reading *r)
{
	wmi_clear(system_fields, &r->system);
	hv_parts_clear(&r->parts);
	for (size_t i = 0; i < 4; i++)
		str_free(&r->wql[i]);
}

/*
 * Four questions. The system's is a SELECT *: secure boot, checkpoint kinds
 * and the VM's generation are younger than the class, and naming a property
 * that a host does not know is an error. That of the connections' features is
 * one, too: it is of several classes at once, and only then told apart.
 */
static void prepare(struct reading *r, const char *guid, struct wmi_query *q)
{
	AUTO_FREE char *upper = hv_guid_upper(guid);
	AUTO_FREE char *id = xasprintf("Microsoft:%s", upper);
	AUTO_REF *system = wmi_ref_new(HV_NS, "Msvm_VirtualSystemSettingData",
				       "InstanceID", id, NULL);

	r->system_row.to = &r->system;
	wql_select(&r->wql[0], "Msvm_VirtualSystemSettingData", NULL);
	wql_where(&r->wql[0], "InstanceID", "=", id);
	wql_associators(&r->wql[1], system,
			"Msvm_VirtualSystemSettingDataComponent", NULL);
	wql_select(&r->wql[2], "Msvm_VirtualEthernetSwitch", hv_switch_fields);
	wql_select(&r->wql[3], HV_FEATURE_CLASS, NULL);
	wql_where_prefix(&r->wql[3], "InstanceID", id);
	q[0] = (struct wmi_query){ HV_NS, r->wql[0].buf, hv_first_row,
				   &r->system_row, ERR_INIT };
	q[1] = (struct wmi_query){ HV_NS, r->wql[1].buf, hv_part_row,
				   &r->parts, ERR_INIT };
	q[2] = (struct wmi_query){ HV_NS, r->wql[2].buf, hv_switch_row,
				   &r->parts, ERR_INIT };
	q[3] = (struct wmi_query){ HV_NS, r->wql[3].buf, hv_feature_row,
				   &r->parts.features, ERR_INIT };
}

/* The disks of the host that drives pass through, and which number each has
 * there: a third round, for VMs that have such drives alone. */
static int read_disks(struct hv_host *h, struct hv_parts *p, struct err *e)
{
	AUTO_STR wql = STR_INIT;
	struct wmi_query q;
	size_t n = 0;
	int r;

	wql_select(&wql, "Msvm_DiskDrive", hv_disk_fields);
	for (size_t i = 0; i < p->parts.n; i++) {
		const struct hv_part *part = &p->parts.v[i];
		AUTO_REF *ref = NULL;
		const char *id;

		if (!part->subtype || !part->host_resource.n ||
		    strcmp(part->subtype,
			   "Microsoft:Hyper-V:Physical Disk Drive"))
			continue;
		if (wmi_ref_parse(part->host_resource.v[0], HV_NS, &ref, e) < 0)
			return -1;
		id = wmi_ref_key(ref, "DeviceID");
		if (id) {
			wql_or(&wql, "DeviceID", "=", id);
			n++;
		}
	}
	if (!n)
		return 0;
	q = (struct wmi_query){ HV_NS, wql.buf, hv_disk_row, p, ERR_INIT };
	r = wmi_query(hv_host_wmi(h), &q, 1, e);
	err_clear(&q.err);
	return r;
}

/* Where a VM of generation 2 starts from, and how. */
static void set_firmware(struct hv_config *c, struct system *s)
{
	char guid[GUID_LEN + 1];

	c->secure_boot = s->secure.v;
	if (s->template && parse_guid(s->template, guid) == 0)
		c->secure_boot_template = xstrdup(guid);
	if (c->generation == 2) {
		c->pause_after_boot_failure = s->pause.v;
		c->boot_ipv6 = s->protocol.v == HV_BOOT_IPV6;
		c->console_mode = (unsigned)s->console.v;
	}
	for (size_t i = 0; c->generation == 2 && i < s->sources.n; i++)
		vec_push(&c->boot_sources, TAKE(s->sources.v[i]));
	for (size_t i = 0; c->generation == 1 && i < s->boot.n; i++)
		vec_push(&c->boot_order, (unsigned)s->boot.v[i]);
}

static void set_system(struct hv_config *c, struct system *s)
{
	c->settings_id = TAKE(s->id);
	c->version = TAKE(s->version);
	/* more than the first is never kept (FACTS 5.7) */
	if (s->notes.n && *s->notes.v[0])
		c->notes = TAKE(s->notes.v[0]);
	/* hosts before 2012 R2 know one generation and say nothing */
	c->generation = s->subtype &&
		!strcmp(s->subtype, "Microsoft:Hyper-V:SubType:2") ? 2 : 1;
	c->start_action = (unsigned)s->start.v;
	c->stop_action = (unsigned)s->stop.v;
	c->start_delay_s = s->delay.v / 1000000;
	c->checkpoint_kind = (unsigned)s->checkpoints.v;
	c->auto_checkpoints = s->automatic;
	set_firmware(c, s);
}

static int make(struct hv_host *h, struct hv_vm *vm, struct reading *r,
		struct hv_config **ret, struct err *e)
{
	AUTO_CONFIG *c = xcalloc(1, sizeof *c);

	if (!r->system_row.n)
		return err_set(e, ERR_NOT_FOUND,
			       "the host tells no settings of '%s'", vm->name);
	c->guid = TAKE(vm->guid);
	c->name = TAKE(vm->name);
	c->vm_id = vm->id;
	c->state = vm->state;
	set_system(c, &r->system);
	if (read_disks(h, &r->parts, e) < 0 ||
	    hv_config_assemble(c, &r->parts, e) < 0)
		return -1;
	hv_boot_assign(c);
	*ret = TAKE(c);
	return 0;
}

static void clear_errors(struct wmi_query *q, size_t n)
{
	for (size_t i = 0; i < n; i++)
		err_clear(&q[i].err);
}

/* The VM is found already. */
static int read_of(struct hv_host *h, struct hv_vm *vm, struct hv_config **ret,
		   struct err *e)
{
	struct wmi_query q[4];
	struct reading reading;
	int r;

	if (hv_schema(h)->generation == HV_V1)
		return hv_config_read_old(h, vm, ret, e);
	reading_init(&reading);
	prepare(&reading, vm->guid, q);
	r = wmi_query(hv_host_wmi(h), q, 4, e);
	clear_errors(q, 4);
	if (r == 0)
		r = make(h, vm, &reading, ret, e);
	reading_clear(&reading);
	return r;
}

/* The host has answered, and could not do what was asked. */
static bool is_answer(const struct err *e)
{
	return e->kind == ERR_FAILED || e->kind == ERR_NOT_FOUND;
}

/*
 * All five questions at once. Settings of a VM that is not there may be an
 * error to the host; the finder's answer decides. A VM may also be named like
 * a GUID that is not its own.
 */
static int read_guid(struct hv_host *h, const char *word, const char *guid,
		     struct hv_config **ret, struct err *e)
{
	AUTO_FINDER f;
	AUTO_VM *vm = NULL;
	struct wmi_query q[5];
	struct reading reading;
	int r, found = -1;

	hv_finder_init(&f, word, &q[4]);
	reading_init(&reading);
	prepare(&reading, guid, q);
	r = wmi_query(hv_host_wmi(h), q, 5, e);
	if (!q[4].err.kind && (r == 0 || is_answer(e))) {
		AUTO_ERR why = ERR_INIT;

		found = hv_finder_pick(&f, &vm, &why);
		if (found < 0)
			r = err_move(e, &why);
	}
	clear_errors(q, 5);
	if (found == 0 && strcmp(vm->guid, guid)) {
		err_clear(e);
		r = read_of(h, vm, ret, e);
	} else if (r == 0) {
		r = make(h, vm, &reading, ret, e);
	}
	reading_clear(&reading);
	return r;
}

int hv_config_read(struct hv_host *h, const char *word,
		   struct hv_config **ret, struct err *e)
{
	AUTO_VM *vm = NULL;
	char guid[GUID_LEN + 1];

	/* an old host is asked for the VM first: one round more */
	if (hv_schema(h)->generation == HV_V2 && parse_guid(word, guid) == 0) {
		int r = read_guid(h, word, guid, ret, e);

		if (!hv_schema_again(h, r, e))
			return r;
	}
	if (hv_vm_find(h, word, &vm, e) < 0)
		return -1;
	return read_of(h, vm, ret, e);
}
