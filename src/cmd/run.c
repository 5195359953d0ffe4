/* cmd/run.c - from words to a command that has run and been reported on */
#include "cmd/run.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/err.h"
#include "base/intr.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "hv/host.h"
#include "shell/args.h"
#include "shell/cmd.h"
#include "shell/help.h"
#include "shell/out.h"
#include "shell/repl.h"
#include "shell/words.h"

struct plan VEC_OF(struct args *);
#define AUTO_PLAN __attribute__((cleanup(plan_free))) struct plan

static void plan_free(struct plan *p)
{
	for (size_t i = 0; i < p->n; i++)
		args_free(p->v[i]);
	vec_free(p);
}

static int plan_add(struct ctx *c, struct plan *p, char *const *words,
		    size_t n, struct err *e)
{
	const struct cmd *cmd;
	struct args *a;

	if (cmd_find(c->table, words[0], &cmd, e) < 0 ||
	    args_parse(cmd, words, n, &a, e) < 0)
		return -1;
	vec_push(p, a);
	return 0;
}

static int show_help(struct ctx *c, const struct cmd *cmd)
{
	AUTO_STR text = STR_INIT;

	help_cmd(cmd, &text);
	out_raw(c->out, text.buf);
	return 0;
}

/*
 * A command that knows nothing of hosts without root/virtualization/v2 is
 * refused there by name. That a host is such a one shows in the first question
 * that it cannot understand: nobody else is asked for it.
 */
static int run_on_host(struct ctx *c, const struct args *a, struct err *e)
{
	const struct cmd *cmd = args_cmd(a);
	AUTO_FREE char *windows = NULL;
	struct hv_host *h = ctx_host(c, e);
	int r;

	if (!h)
		return -1;
	if ((cmd->flags & CMD_ANY_HOST) == CMD_ANY_HOST)
		return cmd->run(c, a, e);
	if (!hv_host_is_old(h, NULL, &windows)) {
		hv_host_v2_alone(h, true);
		r = cmd->run(c, a, e);
		hv_host_v2_alone(h, false);
		if (r == 0 || !hv_host_is_old(h, e, &windows))
			return r;
	}
	return err_set(e, ERR_FAILED, "'%s' is not possible on %s: it has no "
		       HV_NS, cmd->name, windows);
}

/* With these a command looks up and shows, and leaves the host as it is. */
static bool only_tells(const struct args *a)
{
	for (const struct opt *o = args_cmd(a)->opts; o && o->name; o++)
		if ((!strcmp(o->name, "dry-run") ||
		     !strcmp(o->name, "print-xml")) && args_given(a, o))
			return true;
	return false;
}

static int run_command(struct ctx *c, const struct args *a, struct err *e)
{
	const struct cmd *cmd = args_cmd(a);

	if (args_help(a))
		return show_help(c, cmd);
	if ((cmd->flags & CMD_WRITES) && !only_tells(a) &&
	    ctx_check_write(c, cmd->name, e) < 0)
		return -1;
	if (cmd->flags & CMD_NEEDS_HOST)
		return run_on_host(c, a, e);
	return cmd->run(c, a, e);
}

static double ms_since(const struct timespec *t)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - t->tv_sec) * 1e3 +
	       (double)(now.tv_nsec - t->tv_nsec) / 1e6;
}

/* As virsh, which connects before it begins a command. */
static bool has_begun(const struct err *e)
{
	return e->kind != ERR_CONNECT && e->kind != ERR_TLS &&
	       e->kind != ERR_AUTH;
}

/* NULL: the command names none. */
static const char *named_domain(const struct args *a)
{
	for (const struct opt *o = args_cmd(a)->opts; o && o->name; o++)
		if (!strcmp(o->name, "domain"))
			return args_str(a, "domain");
	return NULL;
}

/* The host's job goes on without who waited for it; and one that was begun
 * before is what mostly is in the way of another. */
static void explain(const struct ctx *c, const struct args *a, struct err *e)
{
	const char *domain = named_domain(a);

	if (e->kind == ERR_STATE && e->code && domain)
		domain_hint(e, "domjobinfo", domain,
			    "shows whether the host is at work on it");
	if ((e->kind == ERR_INTERRUPTED || e->kind == ERR_TIMEOUT) && c->job &&
	    strstr(e->msg, c->job))
		err_hint(e, "hvsh job-wait %s (goes on waiting; job-abort cancels "
			 "it)", c->job);
}

/* Reported here, after what the command printed and before its end. */
static int run_one(struct ctx *c, const struct args *a)
{
	AUTO_ERR e = ERR_INIT;
	struct timespec start;
	int status = 0;

	intr_reset();
	clock_gettime(CLOCK_MONOTONIC, &start);
	if (run_command(c, a, &e) < 0) {
		explain(c, a, &e);
		out_error(c->out, &e);
		status = err_status(e.kind);
	}
	if (!c->quit && has_begun(&e))
		out_command_end(c->out, c->timing ? ms_since(&start) : -1);
	if (out_flush(c->out, &e) < 0) {
		c->quit = true;
		if (!out_broken_pipe(c->out))
			out_error(c->out, &e);
		return err_status(e.kind);
	}
	return status;
}

static int run_plan(struct ctx *c, const struct plan *p)
{
	int status = 0;

	for (size_t i = 0; i < p->n && !c->quit; i++) {
		status = run_one(c, p->v[i]);
		if (intr_pending())
			break;
	}
	return status;
}

static int refuse(struct ctx *c, const struct err *e)
{
	out_error(c->out, e);
	return err_status(e->kind);
}

int run_text(struct ctx *c, const char *text)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_LINE line = VEC_INIT;
	AUTO_PLAN plan = VEC_INIT;

	if (line_split(text, &line, &e) < 0)
		return refuse(c, &e);
	for (size_t i = 0; i < line.n; i++)
		if (plan_add(c, &plan, line.v[i].v, line.v[i].n, &e) < 0)
			return refuse(c, &e);
	return run_plan(c, &plan);
}

int run_words(struct ctx *c, char *const *words, size_t n)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_PLAN plan = VEC_INIT;

	if (plan_add(c, &plan, words, n, &e) < 0)
		return refuse(c, &e);
	return run_plan(c, &plan);
}

static const char *prompt(struct ctx *c)
{
	return c->read_only ? "hvsh > " : "hvsh # ";
}

/* A line without a command (empty, a comment) leaves the status alone, and so
 * does 'quit'. */
static bool run_line(struct ctx *c, const char *line)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_LINE words = VEC_INIT;
	int status;

	if (line_split(line, &words, &e) == 0 && !words.n)
		return true;
	status = run_text(c, line);
	if (!c->quit || status)
		c->quit_status = status;
	return !c->quit;
}

static bool run_script_line(struct ctx *c, const char *line)
{
	return run_line(c, line) && !intr_pending();
}

/* As virsh does: who names a host learns at once that it cannot be used, and
 * is asked for a password before the first prompt. Nothing is sent yet. */
static int open_first(struct ctx *c, struct err *e)
{
	AUTO_ERR none = ERR_INIT;
	AUTO_FREE char *uri = NULL;

	if (!c->connect.uri && connection_uri(&c->connect, &uri, &none) < 0)
		return 0;
	return ctx_host(c, e) ? 0 : -1;
}

int run_shell(struct ctx *c)
{
	struct repl r = { c, prompt, run_line, ctx_complete };
	AUTO_ERR e = ERR_INIT;

	c->shell = true;
	if (!c->interactive) {
		r.run = run_script_line;
		return repl_script(&r, stdin, &e) < 0 ? refuse(c, &e) :
							c->quit_status;
	}
	if (open_first(c, &e) < 0) {
		out_error(c->out, &e);
		if (c->connect.uri)
			return err_status(e.kind);
	}
	if (!out_quiet(c->out))
		puts("Welcome to hvsh, the Hyper-V interactive terminal.\n\n"
		     "Type:  'help' for help with commands\n"
		     "       'quit' to quit\n");
	repl_terminal(&r);
	return 0;
}
