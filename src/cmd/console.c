/* cmd/console.c - screenshot, send-key */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/input.h"
#include "cmd/keys.h"
#include "cmd/refused.h"
#include "cmd/vm_names.h"
#include "hv/console.h"
#include "hv/keyboard.h"
#include "hv/vm.h"
#include "image/image.h"
#include "shell/args.h"
#include "shell/complete.h"
#include "shell/out.h"

/* --- screenshot --- */

static const struct opt screenshot_opts[] = {
	DOMAIN_OPT(complete_vm_active),
	{ "file", OPT_ARG, "where to store the screenshot; -: standard output",
	  complete_file },
	{ 0 }
};

/* As virsh: NAME-2024-01-31-12:00:00.ppm, a / being none of a file's name. */
static char *default_name(const char *vm)
{
	char stamp[32];
	time_t now = time(NULL);
	struct tm tm;
	char *name;

	strftime(stamp, sizeof stamp, "%Y-%m-%d-%H:%M:%S",
		 localtime_r(&now, &tm));
	name = xasprintf("%s-%s.ppm", vm, stamp);
	for (char *p = name; (p = strchr(p, '/'));)
		*p = '_';
	return name;
}

static enum image_format format_of(const char *file)
{
	size_t len = strlen(file);

	return len > 4 && !strcasecmp(file + len - 4, ".png") ? IMAGE_PNG :
		IMAGE_PPM;
}

static int write_file(const char *file, const struct str *data, struct err *e)
{
	FILE *f = !strcmp(file, "-") ? stdout : fopen(file, "wb");
	bool ok;
	int saved;

	if (!f)
		return err_set(e, ERR_FAILED, "unable to write file %s: %s",
			       file, strerror(errno));
	ok = fwrite(data->buf, 1, data->len, f) == data->len &&
		fflush(f) == 0;
	saved = errno;
	if (f != stdout && fclose(f) != 0 && ok) {
		ok = false;
		saved = errno;
	}
	if (ok)
		return 0;
	if (f != stdout)
		remove(file);
	return err_set(e, ERR_FAILED, "unable to write file %s: %s", file,
		       strerror(saved));
}

/* virsh ends this line with the command, not before. */
static void tell_saved(struct out *o, const char *file, const char *type)
{
	AUTO_FREE char *text = xasprintf("Screenshot saved to %s, with type "
					 "of %s", file, type);

	if (out_format(o) == OUT_JSON)
		out_done(o, "%s", text);
	else if (out_format(o) == OUT_TEXT && !out_quiet(o))
		out_raw(o, text);
}

static int screenshot_run(struct ctx *c, const struct args *a, struct err *e)
{
	const char *file = args_str(a, "file");
	AUTO_FREE char *made = NULL;
	AUTO_SCREEN screen = { 0 };
	AUTO_STR data = STR_INIT;
	enum image_format format;
	AUTO_VM *vm = NULL;
	struct hv_host *h;

	if (domain_find(c, a, &h, &vm, e) < 0)
		return -1;
	if (!file)
		file = made = default_name(vm->name);
	format = format_of(file);
	if (hv_screen_read(h, vm->guid, &screen, e) < 0 ||
	    image_write(format, screen.rgb565, screen.len, screen.w, screen.h,
			&data, e) < 0 || write_file(file, &data, e) < 0)
		return err_wrap(e, "could not take a screenshot of %s",
				vm->name);
	if (strcmp(file, "-"))
		tell_saved(c->out, file, image_type(format));
	return 0;
}

const struct cmd cmd_screenshot = {
	.name = "screenshot", .group = "domain",
	.summary = "take a screenshot of a current domain console and store it "
		   "into a file",
	.details = "screenshot of a current domain console: PNG where the "
		   "file's name ends in .png, else PPM.",
	.opts = screenshot_opts, .refused = refused_screenshot,
	.flags = CMD_NEEDS_HOST,
	.run = screenshot_run,
};

/* --- send-key --- */

/* libvirt's VIR_DOMAIN_SEND_KEY_MAX_KEYS */
#define MAX_KEYS 16
#define MAX_HOLD_MS 60000

static const char *codeset_of(const struct args *a)
{
	const char *codeset = args_str(a, "codeset");

	return codeset ? codeset : "linux";
}

COMPLETER(complete_codeset)
{
	(void)c;
	(void)a;
	(void)word;
	key_codesets(to);
}

COMPLETER(complete_key)
{
	(void)c;
	(void)word;
	key_names(codeset_of(a), to);
}

static const struct opt send_key_opts[] = {
	DOMAIN_OPT(complete_vm_running),
	{ "codeset", OPT_STR, "the codeset of keycodes, default:linux",
	  complete_codeset },
	{ "holdtime", OPT_NUM,
	  "the time (in milliseconds) how long the keys will be held" },
	{ "keycode", OPT_REST, "the key code", complete_key, .required = true },
	{ 0 }
};

static int parse_keys(const struct args *a, struct hv_key keys[MAX_KEYS],
		      size_t *n, struct err *e)
{
	const char *const *words = args_rest(a, n);

	if (*n > MAX_KEYS)
		return err_set(e, ERR_USAGE, "too many keycodes");
	for (size_t i = 0; i < *n; i++)
		if (key_parse(codeset_of(a), words[i], &keys[i], e) < 0)
			return -1;
	return 0;
}

static int send_key_run(struct ctx *c, const struct args *a, struct err *e)
{
	uint64_t hold = args_num(a, "holdtime", 0);
	struct hv_key keys[MAX_KEYS];
	AUTO_VM *vm = NULL;
	struct hv_host *h;
	size_t n;

	if (hold > MAX_HOLD_MS)
		return err_set(e, ERR_USAGE, "keys are held for a minute at "
			       "most");
	if (parse_keys(a, keys, &n, e) < 0 || domain_find(c, a, &h, &vm, e) < 0)
		return -1;
	if (hv_keys_send(h, vm->guid, keys, n, (unsigned)hold, e) < 0)
		return err_wrap(e, "Failed to send keys to domain '%s'",
				vm->name);
	if (out_format(c->out) == OUT_JSON)
		out_done(c->out, "Keys sent to domain '%s'", vm->name);
	return 0;
}

const struct cmd cmd_send_key = {
	.name = "send-key", .group = "domain",
	.summary = "Send keycodes to the guest",
	.details = "Send keycodes (integers or symbolic names) to the guest",
	.opts = send_key_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = send_key_run,
};
