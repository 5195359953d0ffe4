/* main.c - argv, global options, the exit status; joins the layers */
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/err.h"
#include "base/intr.h"
#include "base/str.h"
#include "base/trace.h"
#include "base/version.h"
#include "cmd/ctx.h"
#include "cmd/options.h"
#include "cmd/run.h"
#include "cmd/table.h"
#include "config/warn.h"
#include "shell/cmd.h"
#include "shell/help.h"
#include "shell/out.h"

/* A closed stdin, stdout or stderr must not become the number of a socket or
 * file: what is printed would go there. Writing to what stands in fails. */
static void fill_std_fds(void)
{
	int fd;

	do {
		fd = open("/dev/null", O_RDONLY);
	} while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd > STDERR_FILENO)
		close(fd);
}

/* Text is UTF-8 whatever the user's locale; only widths and classes of
 * characters are asked of the C library. */
static void set_locale(void)
{
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		setlocale(LC_CTYPE, "en_US.UTF-8");
}

static void add_usage(struct str *to)
{
	options_usage(to);
	str_add(to, "  commands (non interactive mode):\n\n");
	for (const struct cmd_group *g = cmd_table.groups; g->keyword; g++)
		help_group(&cmd_table, g, ")", to);
	str_add(to, "\n  (specify help <group> for details about the commands "
		"in the group)\n"
		"\n  (specify help <command> for details about the command)\n\n");
}

static void add_version(struct str *to, bool in_full)
{
	if (!in_full) {
		str_add(to, HVSH_VERSION "\n");
		return;
	}
	str_add(to, "hvsh " HVSH_VERSION ", manages Microsoft Hyper-V hosts\n\n"
		"Compiled with:\n" HVSH_LIBRARIES);
}

/* What is asked of the program itself: true if that was all. */
static bool answer(const struct options *o, struct out *out)
{
	AUTO_STR text = STR_INIT;

	if (o->help)
		add_usage(&text);
	else if (o->version != VERSION_NONE)
		add_version(&text, o->version == VERSION_LONG);
	else
		return false;
	out_raw(out, text.buf);
	return true;
}

/* Several words are taken as they are, a single one is a line. */
static int run(struct ctx *c, const struct options *o, char **argv, size_t argc)
{
	size_t n = argc - o->first;

	intr_catch();
	if (n == 0)
		return run_shell(c);
	if (n > 1 || !*argv[o->first])
		return run_words(c, argv + o->first, n);
	return run_text(c, argv[o->first]);
}

/* Who reads our output has gone: end as a program that knows no better
 * would, by the signal. */
static void die_of_sigpipe(void)
{
	signal(SIGPIPE, SIG_DFL);
	raise(SIGPIPE);
}

static int finish(struct out *out, int status)
{
	AUTO_ERR e = ERR_INIT;
	bool broken;

	if (out_flush(out, &e) < 0 && status == 0) {
		status = err_status(e.kind);
		if (!out_broken_pipe(out))
			out_error(out, &e);
	}
	broken = out_broken_pipe(out);
	out_free(out);
	if (broken)
		die_of_sigpipe();
	return status;
}

static int start(const struct options *o, struct out *out, char **argv,
		 size_t argc, struct err *e)
{
	struct ctx c = {
		.table = &cmd_table,
		.connect = { o->uri, o->password_file, o->password_command,
			     .may_ask = true },
		.read_only = o->read_only,
		.timing = o->timing,
		.timeout_s = o->timeout_s,
		.interactive = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO),
		.out = out,
	};
	int status;

	trace_set_level(o->debug);
	if (o->log_file && trace_set_file(o->log_file, e) < 0)
		return -1;
	status = run(&c, o, argv, argc);
	ctx_disconnect(&c);
	free(c.uri_owned);
	free(c.job);
	trace_set_file(NULL, e);
	return status;
}

static void on_warning(void *out, const char *text)
{
	out_warn(out, "%s", text);
}

int main(int argc, char **argv)
{
	AUTO_ERR e = ERR_INIT;
	struct options o;
	struct out *out;
	int status;

	fill_std_fds();
	set_locale();
	signal(SIGPIPE, SIG_IGN);
	status = options_parse(argv, (size_t)argc, &o, &e);
	out = out_new(stdout, stderr, o.format, o.quiet);
	warn_to(on_warning, out);
	if (status == 0 && !answer(&o, out))
		status = start(&o, out, argv, (size_t)argc, &e);
	if (status < 0) {
		out_error(out, &e);
		status = err_status(e.kind);
	}
	return finish(out, status);
}
