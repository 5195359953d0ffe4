/* cmd/domain.c - what the commands for one VM share */
#include <inttypes.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "hv/config.h"
#include "hv/vm.h"
#include "shell/args.h"
#include "shell/out.h"

int domain_word(const struct args *a, const char **ret, struct err *e)
{
	const char *word = args_str(a, "domain");

	if (!word || !*word)
		return err_set(e, ERR_USAGE, "Failed to get option 'domain': "
			       "Option argument is empty");
	*ret = word;
	return 0;
}

int domain_find(struct ctx *c, const struct args *a, struct hv_host **h,
		struct hv_vm **ret, struct err *e)
{
	const char *word = NULL;

	if (domain_word(a, &word, e) < 0)
		return -1;
	*h = ctx_host(c, e);
	if (!*h)
		return -1;
	return hv_vm_find(*h, word, ret, e);
}

int domain_config(struct ctx *c, const struct args *a,
		  struct hv_config **ret, struct err *e)
{
	const char *word = NULL;
	struct hv_host *h;

	if (domain_word(a, &word, e) < 0)
		return -1;
	h = ctx_host(c, e);
	return h ? hv_config_read(h, word, ret, e) : -1;
}

int domain_hint(struct err *e, const char *verb, const char *name,
		const char *why)
{
	AUTO_STR quoted = STR_INIT;

	str_add_shell(&quoted, name);
	return err_hint(e, "hvsh %s %s (%s)", verb, quoted.buf, why);
}

static void tell(void *arg, const char *job_id, int percent)
{
	const struct domain_watch *w = arg;
	struct ctx *c = w->ctx;

	if (*job_id && (!c->job || strcmp(c->job, job_id))) {
		free(c->job);
		c->job = xstrdup(job_id);
	}
	out_progress(c->out, w->what, percent);
}

const struct hv_wait *domain_watch(struct domain_watch *w, struct ctx *c,
				   const char *what)
{
	*w = (struct domain_watch){
		.ctx = c, .what = what,
		.wait = { .timeout_s = c->timeout_s, .tell = tell, .arg = w },
	};
	return &w->wait;
}

void domain_watch_end(struct domain_watch *w)
{
	out_progress_end(w->ctx->out);
}

void domain_tell_memory(struct out *o, uint64_t mib)
{
	if (mib % 2)
		out_warn(o, "Hyper-V gives memory in pieces of 2 MiB: "
			 "%" PRIu64 " MiB become %" PRIu64 " MiB", mib,
			 mib + 1);
}
