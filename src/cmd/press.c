/* cmd/press.c - inject-nmi, send-ctrl-alt-del, type */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/readfile.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/input.h"
#include "cmd/vm_names.h"
#include "hv/keyboard.h"
#include "hv/power.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/out.h"

static const struct opt running_opts[] = {
	DOMAIN_OPT(complete_vm_running),
	{ 0 }
};

static int check_running(const struct hv_vm *vm, struct err *e)
{
	if (hv_state_is(vm->state, HV_RUNNING))
		return 0;
	return err_set(e, ERR_STATE, "Requested operation is not valid: "
		       "domain is not running");
}

/* As virsh's send-key, these say nothing when it is done. */
static int done(struct ctx *c, const char *what, const struct hv_vm *vm)
{
	if (out_format(c->out) == OUT_JSON)
		out_done(c->out, "%s sent to domain '%s'", what, vm->name);
	return 0;
}

/* --- inject-nmi --- */

static int inject_nmi_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_VM *vm = NULL;
	struct domain_watch w;
	struct hv_host *h;
	int r;

	if (domain_find(c, a, &h, &vm, e) < 0)
		return -1;
	r = check_running(vm, e);
	if (r == 0) {
		r = hv_vm_nmi(h, vm->guid, domain_watch(&w, c, "Interrupting"),
			      e);
		domain_watch_end(&w);
	}
	if (r < 0)
		return err_wrap(e, "Failed to inject an NMI into domain '%s'",
				vm->name);
	return done(c, "NMI", vm);
}

const struct cmd cmd_inject_nmi = {
	.name = "inject-nmi", .group = "domain",
	.summary = "Inject NMI to the guest",
	.details = "Inject NMI to the guest domain.  A guest may take it for "
		   "a fault of its machine, write a dump and stop.",
	.opts = running_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = inject_nmi_run,
};

/* --- send-ctrl-alt-del --- */

static int ctrl_alt_del_run(struct ctx *c, const struct args *a,
			    struct err *e)
{
	AUTO_VM *vm = NULL;
	struct hv_host *h;

	if (domain_find(c, a, &h, &vm, e) < 0)
		return -1;
	if (check_running(vm, e) < 0 || hv_ctrl_alt_del(h, vm->guid, e) < 0)
		return err_wrap(e, "Failed to send Ctrl+Alt+Del to domain '%s'",
				vm->name);
	return done(c, "Ctrl+Alt+Del", vm);
}

const struct cmd cmd_send_ctrl_alt_del = {
	.name = "send-ctrl-alt-del", .group = "domain",
	.summary = "press Ctrl+Alt+Del",
	.details = "Press Ctrl, Alt and Del of a domain's keyboard together.",
	.opts = running_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = ctrl_alt_del_run,
};

/* --- type --- */

#define TEXT_FILE_MAX (64u << 10)

static const struct opt type_opts[] = {
	DOMAIN_OPT(complete_vm_running),
	{ "text", OPT_ARG, "what is to be typed" },
	{ "file", OPT_STR, "read it from this file; -: standard input",
	  complete_file },
	{ "enter", OPT_FLAG, "press Enter after it" },
	{ 0 }
};

static int read_text_file(struct ctx *c, const char *path, char **ret,
			  size_t *len, struct err *e)
{
	bool input = !strcmp(path, "-");
	int fd = input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	int r;

	if (input && c->shell)
		return err_set(e, ERR_USAGE, "the commands come from standard "
			       "input: --file - is not possible");
	if (fd < 0)
		return err_set(e, ERR_USAGE, "Failed to open file '%s': %s",
			       path, strerror(errno));
	r = read_all(fd, TEXT_FILE_MAX, ret, len);
	if (r < 0 && errno == EFBIG)
		err_set(e, ERR_USAGE, "file '%s' is longer than the %u bytes "
			"that can be typed", path, TEXT_FILE_MAX);
	else if (r < 0)
		err_set(e, ERR_USAGE, "Failed to read file '%s': %s", path,
			strerror(errno));
	if (!input)
		close(fd);
	return r;
}

/* What is typed is often a password: 'ret' is to be wiped. */
static int read_text(struct ctx *c, const struct args *a, char **ret,
		     struct err *e)
{
	const char *text = args_str(a, "text"), *file = args_str(a, "file");
	AUTO_SECRET char *read = NULL;
	size_t len;

	if (text && file)
		return err_set(e, ERR_USAGE, "Options --text and --file are "
			       "mutually exclusive");
	if (!text && !file && !args_flag(a, "enter"))
		return err_set(e, ERR_USAGE, "there is nothing to type: a text, "
			       "--file or --enter is to be given");
	if (file && read_text_file(c, file, &read, &len, e) < 0)
		return -1;
	if (!file) {
		read = xstrdup(text ? text : "");
		len = strlen(read);
	}
	if (hv_text_check(read, len, e) < 0)
		return -1;
	*ret = TAKE(read);
	return 0;
}

static int type_run(struct ctx *c, const struct args *a, struct err *e)
{
	AUTO_SECRET char *text = NULL;
	AUTO_VM *vm = NULL;
	struct hv_host *h;
	size_t typed = 0;
	int r;

	if (read_text(c, a, &text, e) < 0 || domain_find(c, a, &h, &vm, e) < 0)
		return -1;
	r = check_running(vm, e);
	if (r == 0)
		r = hv_text_type(h, vm->guid, text, args_flag(a, "enter"),
				 &typed, e);
	if (r < 0 && typed)
		err_wrap(e, "the first %zu bytes are typed, but", typed);
	if (r < 0)
		return err_wrap(e, "Failed to type the text in domain '%s'",
				vm->name);
	return done(c, "Text", vm);
}

const struct cmd cmd_type = {
	.name = "type", .group = "domain",
	.summary = "type a text on the keyboard",
	.details = "Type a text on a domain's keyboard, with Enter for each "
		   "line break in it.",
	.opts = type_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = type_run,
};
