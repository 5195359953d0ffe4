/* cmd/scope.c - --live, --config, --current */
#include "cmd/scope.h"

#include "base/err.h"
#include "hv/state.h"
#include "hv/vm.h"
#include "shell/args.h"

int scope_check(const struct args *a, struct err *e)
{
	static const char *const names[] = { "current", "live", "config" };

	for (size_t i = 0; i < 3; i++)
		for (size_t j = i + 1; j < 3; j++)
			if (args_flag(a, names[i]) && args_flag(a, names[j]))
				return err_set(e, ERR_USAGE, "Options --%s and "
					       "--%s are mutually exclusive",
					       names[i], names[j]);
	return 0;
}

int scope_check_live(const struct args *a, const struct hv_vm *vm,
		     struct err *e)
{
	if (args_flag(a, "live") && !hv_state_active(vm->state))
		return err_set(e, ERR_STATE, "domain '%s' is not running",
			       vm->name);
	return 0;
}

int scope_check_write(const struct args *a, const struct hv_vm *vm,
		      struct err *e)
{
	if (scope_check_live(a, vm, e) < 0)
		return -1;
	if (args_flag(a, "config") && hv_state_active(vm->state)) {
		err_set(e, ERR_STATE, "domain '%s' is running: Hyper-V cannot "
			"change this for the next boot alone", vm->name);
		return err_hint(e, "without --config it changes now and for "
				"good");
	}
	return 0;
}
