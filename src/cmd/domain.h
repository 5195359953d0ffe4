/* cmd/domain.h - what the commands for one VM share */
#ifndef HVSH_CMD_DOMAIN_H
#define HVSH_CMD_DOMAIN_H

#include "base/parse.h"
#include "hv/host.h"
#include "shell/cmd.h"

struct args;
struct ctx;
struct err;
struct hv_config;
struct hv_vm;
struct out;

/* The option that names the VM. */
#define DOMAIN_OPT(completer) \
	{ "domain", OPT_ARG, "domain name, id or uuid", completer, \
	  .required = true }

/* ERR_USAGE where it is empty; an empty name names nothing. */
int domain_word(const struct args *a, const char **ret, struct err *e);
/* Opens the host and finds the VM that the option names. */
int domain_find(struct ctx *c, const struct args *a, struct hv_host **h,
		struct hv_vm **ret, struct err *e);

/* The same, and reads all that it is made of; hv_config_free it. */
int domain_config(struct ctx *c, const struct args *a,
		  struct hv_config **ret, struct err *e);

/* A hint "hvsh VERB NAME (WHY)", the name quoted for a shell. */
int domain_hint(struct err *e, const char *verb, const char *name,
		const char *why);

/* That the memory becomes more than is asked for, where it does. */
void domain_tell_memory(struct out *o, uint64_t mib);

/* Progress of a job on the terminal, as "WHAT: 40 %". Who gives up waiting is
 * told how to go on (run.c). */
struct domain_watch {
	struct ctx *ctx;
	const char *what;
	struct hv_wait wait;
};
const struct hv_wait *domain_watch(struct domain_watch *w, struct ctx *c,
				   const char *what);
void domain_watch_end(struct domain_watch *w);

#endif
