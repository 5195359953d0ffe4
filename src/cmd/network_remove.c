/* cmd/network_remove.c - net-destroy, net-undefine */
#include <string.h>

#include "base/err.h"
#include "base/str.h"
#include "cmd/cmds.h"
#include "cmd/ctx.h"
#include "cmd/domain.h"
#include "cmd/network.h"
#include "hv/switch.h"
#include "shell/args.h"
#include "shell/confirm.h"
#include "shell/out.h"

static const struct opt remove_opts[] = {
	NETWORK_OPT("network name or uuid"),
	DRY_RUN_OPT,
	CONFIRM_OPT,
	{ 0 }
};

/* Hyper-V itself minds only VMs that are on; the others would find their
 * switch gone when they start. */
static int check_unused(const struct hv_switching *s,
			const struct hv_network *n, struct err *e)
{
	AUTO_STR names = STR_INIT;
	const char *last = NULL;

	for (size_t i = 0; i < s->ports.n; i++) {
		const struct hv_port *p = &s->ports.v[i];
		bool again = false;

		if (p->kind != HV_PORT_VM || strcmp(p->sw, n->guid))
			continue;
		for (size_t k = 0; k < i; k++)
			again |= s->ports.v[k].kind == HV_PORT_VM &&
				 !strcmp(s->ports.v[k].vm, p->vm) &&
				 !strcmp(s->ports.v[k].sw, p->sw);
		if (!again)
			str_addf(&names, "%s'%s'", names.len ? ", " : "",
				 p->vm_name);
		last = p->vm_name;
	}
	if (!last)
		return 0;
	err_set(e, ERR_STATE, "it is used by %s", names.buf);
	return domain_hint(e, "domiflist", last,
			   "shows the interfaces; detach-interface takes "
			   "them off");
}

static bool host_is_on(const struct hv_switching *s, const struct hv_network *n)
{
	for (size_t i = 0; i < s->ports.n; i++) {
		if (s->ports.v[i].kind == HV_PORT_HOST &&
		    !strcmp(s->ports.v[i].sw, n->guid))
			return true;
	}
	return false;
}

static int remove_network(struct ctx *c, const struct args *a,
			  const char *verb, const char *done, struct err *e)
{
	AUTO_SWITCHING s = { 0 };
	const struct hv_network *n;
	struct domain_watch w;
	struct hv_host *h;
	const char *word = NULL;
	int r;

	if (network_word(a, &word, e) < 0)
		return -1;
	h = ctx_host(c, e);
	if (!h || hv_switching_read(h, HV_SWITCHING_PORTS, &s, e) < 0 ||
	    hv_network_pick(&s.networks, word, &n, e) < 0)
		return -1;
	if (check_unused(&s, n, e) < 0)
		return err_wrap(e, "Failed to %s network %s", verb, n->name);
	r = confirm_or_tell(c->out, a, e, "%s network '%s'%s", verb, n->name,
			    host_is_on(&s, n) ? ", on which the host itself "
			    "has a port" : "");
	if (r > 0)
		return 0;
	if (r < 0)
		return -1;
	r = hv_switch_destroy(h, n->guid, domain_watch(&w, c, "Removing"), e);
	domain_watch_end(&w);
	if (r < 0)
		return err_wrap(e, "Failed to %s network %s", verb, n->name);
	out_done(c->out, "Network %s %s", n->name, done);
	return 0;
}

static int destroy_run(struct ctx *c, const struct args *a, struct err *e)
{
	return remove_network(c, a, "destroy", "destroyed", e);
}

static int undefine_run(struct ctx *c, const struct args *a, struct err *e)
{
	return remove_network(c, a, "undefine", "has been undefined", e);
}

const struct cmd cmd_net_destroy = {
	.name = "net-destroy", .group = "network",
	.summary = "destroy (stop) a network",
	.details = "Removes a virtual switch that no domain is connected to. "
		   "Hyper-V has no switch that is defined and at rest: it "
		   "is gone for good, as with net-undefine.",
	.opts = remove_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = destroy_run,
};

const struct cmd cmd_net_undefine = {
	.name = "net-undefine", .group = "network",
	.summary = "undefine a persistent network",
	.details = "Removes a virtual switch that no domain is connected to.",
	.opts = remove_opts, .flags = CMD_NEEDS_HOST | CMD_WRITES,
	.run = undefine_run,
};
