/* cmd/scope.h - --live, --config, --current
 *
 * A VM of Hyper-V has one configuration, which is in force at once where it
 * can be; so what is read is the same for each of the three. Only that a
 * domain runs, where it shall be --live, is to be seen to.
 */
#ifndef HVSH_CMD_SCOPE_H
#define HVSH_CMD_SCOPE_H

struct args;
struct err;
struct hv_vm;

#define SCOPE_OPTS(what) \
	{ "live", OPT_FLAG, what " running domain" }, \
	{ "config", OPT_FLAG, what " next boot" }, \
	{ "current", OPT_FLAG, what " current domain state" }

/* At most one of them. */
int scope_check(const struct args *a, struct err *e);
/* --live wants a VM that runs. */
int scope_check_live(const struct args *a, const struct hv_vm *vm,
		     struct err *e);
/* And a change for the --config alone of a VM that runs cannot be. */
int scope_check_write(const struct args *a, const struct hv_vm *vm,
		      struct err *e);

#endif
