/* cmd/domain_list.c - list */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/refused.h"
#include "hv/settings.h"
#include "hv/state.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/cmd.h"
#include "shell/out.h"

static const struct opt list_opts[] = {
	{ "inactive", OPT_FLAG, "list inactive domains" },
	{ "all", OPT_FLAG, "list inactive & active domains" },
	{ "transient", OPT_FLAG, "list transient domains (there are none)" },
	{ "persistent", OPT_FLAG, "list persistent domains" },
	{ "with-snapshot", OPT_FLAG, "list domains with existing snapshot" },
	{ "without-snapshot", OPT_FLAG, "list domains without a snapshot" },
	{ "state-running", OPT_FLAG, "list domains in running state" },
	{ "state-paused", OPT_FLAG, "list domains in paused state" },
	{ "state-shutoff", OPT_FLAG, "list domains in shutoff state" },
	{ "state-other", OPT_FLAG, "list domains in other states" },
	{ "autostart", OPT_FLAG, "list domains with autostart enabled" },
	{ "no-autostart", OPT_FLAG, "list domains with autostart disabled" },
	{ "with-managed-save", OPT_FLAG,
	  "list domains with managed save state" },
	{ "without-managed-save", OPT_FLAG,
	  "list domains without managed save" },
	{ "uuid", OPT_FLAG, "list uuid's only" },
	{ "name", OPT_FLAG, "list domain names only" },
	{ "id", OPT_FLAG, "list domain IDs only" },
	{ "table", OPT_FLAG, "list table (default)" },
	{ "managed-save", OPT_FLAG,
	  "mark inactive domains with managed save state (always done)" },
	{ "title", OPT_FLAG, "show domain title (the first line of the notes)" },
	{ 0 }
};

static int check_exclusive(const struct args *a, struct err *e)
{
	static const char *const others[] = { "name", "uuid", "id" };

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (args_flag(a, "table") && args_flag(a, others[i]))
			return err_set(e, ERR_USAGE, "Options --table and --%s "
				       "are mutually exclusive", others[i]);
	return 0;
}

/* Both or neither of a pair of options lets everything pass, as in virsh. */
static bool pair(const struct args *a, const char *with, const char *without,
		 bool is)
{
	if (args_flag(a, with) == args_flag(a, without))
		return true;
	return args_flag(a, with) == is;
}

static bool state_fits(const struct args *a, struct num state)
{
	bool running = args_flag(a, "state-running");
	bool paused = args_flag(a, "state-paused");
	bool shutoff = args_flag(a, "state-shutoff");
	bool other = args_flag(a, "state-other");

	if (!running && !paused && !shutoff && !other)
		return true;
	if (!hv_state_active(state))
		return shutoff;
	if (hv_state_is(state, HV_RUNNING))
		return running;
	return hv_state_is(state, HV_PAUSED) ? paused : other;
}

static bool fits(const struct args *a, const struct hv_vm *vm,
		 const struct hv_settings *s)
{
	return state_fits(a, vm->state) &&
		pair(a, "persistent", "transient", true) &&
		pair(a, "with-managed-save", "without-managed-save",
		     hv_state_is(vm->state, HV_SAVED)) &&
		pair(a, "autostart", "no-autostart", s && s->autostart) &&
		pair(a, "with-snapshot", "without-snapshot",
		     s && s->checkpoints);
}

static bool needs_settings(const struct args *a)
{
	static const char *const options[] = {
		"title", "autostart", "no-autostart", "with-snapshot",
		"without-snapshot",
	};

	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		if (args_flag(a, options[i]))
			return true;
	return false;
}

static enum hv_scope scope_of(const struct args *a)
{
	if (args_flag(a, "all"))
		return HV_ALL;
	return args_flag(a, "inactive") || args_flag(a, "state-shutoff") ?
		HV_INACTIVE : HV_ACTIVE;
}

/* Rows of one array: where nothing else decides, the host's order stays. */
static int cmp(const void *a, const void *b)
{
	const struct hv_vm *x = *(const struct hv_vm *const *)a;
	const struct hv_vm *y = *(const struct hv_vm *const *)b;
	int r = hv_vm_cmp(x, y);

	return r ? r : (x > y) - (x < y);
}

static struct out_value id_value(const struct hv_vm *vm)
{
	return vm->id.set ? out_num(vm->id.v) : out_null("-");
}

static void title_cell(struct out *o, const struct hv_settings *s)
{
	const char *notes = s && s->notes ? s->notes : "";
	AUTO_FREE char *title = xstrndup(notes, strcspn(notes, "\r\n"));

	out_cell(o, out_str(title));
}

struct rows {
	const struct hv_vm **v;
	size_t n;
	const struct hv_settings_list *settings;
};

static void print_table(struct out *o, const struct rows *rows, bool title)
{
	static const struct out_col text[] = {
		{ "id", "Id" }, { "name", "Name" }, { "state", "State" }, { 0 }
	}, text_title[] = {
		{ "id", "Id" }, { "name", "Name" }, { "state", "State" },
		{ "title", "Title" }, { 0 }
	}, data[] = {
		{ "id", "Id" }, { "name", "Name" }, { "state", "State" },
		{ "uuid", "UUID" }, { "state_code", "Code" }, { 0 }
	}, data_title[] = {
		{ "id", "Id" }, { "name", "Name" }, { "state", "State" },
		{ "uuid", "UUID" }, { "state_code", "Code" },
		{ "title", "Title" }, { 0 }
	};
	bool for_people = out_format(o) == OUT_TEXT;
	char buf[HV_STATE_WORD];

	if (for_people)
		out_list(o, title ? text_title : text);
	else
		out_list(o, title ? data_title : data);
	for (size_t i = 0; i < rows->n; i++) {
		const struct hv_vm *vm = rows->v[i];

		out_cell(o, id_value(vm));
		out_cell(o, out_str(vm->name));
		out_cell(o, out_str(hv_state_word(vm->state, buf)));
		if (!for_people) {
			out_cell(o, out_str(vm->guid));
			out_cell(o, vm->state.set ? out_num(vm->state.v) :
				 out_null(NULL));
		}
		if (title)
			title_cell(o, hv_settings_of(rows->settings, vm->guid));
	}
	out_end(o);
}

/* In virsh's order, whatever the options' order was; a VM that is off has no
 * line where only ids are asked for. */
static void print_lines(struct out *o, const struct rows *rows,
			const struct args *a)
{
	static const struct out_col all[] = {
		{ "uuid", "UUID" }, { "id", "Id" }, { "name", "Name" },
	};
	bool uuid = args_flag(a, "uuid"), id = args_flag(a, "id");
	bool name = args_flag(a, "name");
	struct out_col cols[4] = { { 0 } };
	size_t n = 0;

	if (uuid)
		cols[n++] = all[0];
	if (id)
		cols[n++] = all[1];
	if (name)
		cols[n++] = all[2];
	out_lines(o, cols);
	for (size_t i = 0; i < rows->n; i++) {
		const struct hv_vm *vm = rows->v[i];

		if (!uuid && !name && !vm->id.set)
			continue;
		if (uuid)
			out_cell(o, out_str(vm->guid));
		if (id)
			out_cell(o, id_value(vm));
		if (name)
			out_cell(o, out_str(vm->name));
	}
	out_end(o);
}

static int list_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_VMS vms = VEC_INIT;
	AUTO_SETTINGS settings = VEC_INIT;
	AUTO_FREE const struct hv_vm **sorted = NULL;
	struct rows rows = { NULL, 0, &settings };
	struct hv_host *h;
	int r;

	if (check_exclusive(a, e) < 0)
		return -1;
	h = ctx_host(c, e);
	if (!h)
		return -1;
	r = needs_settings(a) ?
		hv_vm_list_settings(h, scope_of(a), &vms, &settings, e) :
		hv_vm_list(h, scope_of(a), &vms, e);
	if (r < 0)
		return err_wrap(e, "Failed to list domains");
	sorted = xcalloc(vms.n + 1, sizeof *sorted);
	rows.v = sorted;
	for (size_t i = 0; i < vms.n; i++)
		if (fits(a, &vms.v[i], hv_settings_of(&settings,
						      vms.v[i].guid)))
			rows.v[rows.n++] = &vms.v[i];
	qsort(rows.v, rows.n, sizeof *rows.v, cmp);
	if (args_flag(a, "uuid") || args_flag(a, "name") || args_flag(a, "id"))
		print_lines(c->out, &rows, a);
	else
		print_table(c->out, &rows, args_flag(a, "title"));
	return 0;
}

const struct cmd cmd_list = {
	.name = "list", .group = "monitor", .summary = "list domains",
	.details = "Returns list of domains: those that are running or on "
		   "their way, unless other options are given.",
	.opts = list_opts, .refused = refused_list,
	.flags = CMD_ANY_HOST, .run = list_run,
};
