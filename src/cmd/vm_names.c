/* cmd/vm_names.c - the names of VMs that may stand in an option */
#include <string.h>

#include "base/err.h"
#include "base/parse.h"
#include "cmd/vm_names.h"
#include "cmd/ctx.h"
#include "hv/host.h"
#include "hv/state.h"
#include "hv/vm.h"
#include "shell/complete.h"

static bool name_is_unique(const struct hv_vms *vms, const struct hv_vm *vm)
{
	for (size_t i = 0; i < vms->n; i++)
		if (&vms->v[i] != vm && !strcmp(vms->v[i].name, vm->name))
			return false;
	return true;
}

static bool begins_like_guid(const char *word)
{
	return *word && !word[strspn(word, "0123456789abcdefABCDEF-")];
}

/* Offers what is in 'scope' and, where 'state' is not 0, in that state. */
static void offer(struct ctx *c, const char *word, enum hv_scope scope,
		  int state, struct candidates *to)
{
	AUTO_ERR e = ERR_INIT;
	AUTO_VMS vms = VEC_INIT;
	struct hv_host *h = ctx_host(c, &e);

	if (!h || hv_vm_list(h, scope, &vms, &e) < 0)
		return;
	for (size_t i = 0; i < vms.n; i++) {
		const struct hv_vm *vm = &vms.v[i];

		if (state && !hv_state_is(vm->state, (enum hv_state)state))
			continue;
		candidates_add(to, vm->name);
		if (begins_like_guid(word) && !name_is_unique(&vms, vm))
			candidates_add(to, vm->guid);
	}
}

COMPLETER(complete_vm)
{
	(void)a;
	offer(c, word, HV_ALL, 0, to);
}

COMPLETER(complete_vm_inactive)
{
	(void)a;
	offer(c, word, HV_INACTIVE, 0, to);
}

COMPLETER(complete_vm_active)
{
	(void)a;
	offer(c, word, HV_ACTIVE, 0, to);
}

COMPLETER(complete_vm_running)
{
	(void)a;
	offer(c, word, HV_ACTIVE, HV_RUNNING, to);
}

COMPLETER(complete_vm_paused)
{
	(void)a;
	offer(c, word, HV_ACTIVE, HV_PAUSED, to);
}

COMPLETER(complete_vm_saved)
{
	(void)a;
	offer(c, word, HV_INACTIVE, HV_SAVED, to);
}

COMPLETER(complete_namespace)
{
	(void)c;
	(void)a;
	(void)word;
	candidates_add(to, HV_NS);
	candidates_add(to, HV_NS_V1);
	candidates_add(to, HV_CIMV2);
}
