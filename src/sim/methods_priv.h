/* sim/methods_priv.h - a call, as the methods see it */
#ifndef HVSH_SIM_METHODS_PRIV_H
#define HVSH_SIM_METHODS_PRIV_H

#include "sim/host_priv.h"
#include "sim/methods.h"
#include "sim/returns.h"

struct sim_call {
	struct sim_host *host;
	struct sim_instance *on;
	const struct sim_method *method;
	const struct sim_args *in;
	struct sim_value *out;          /* by the method's parameters */
};

/* An in-parameter's text; NULL: not given, or nil. */
const char *sim_call_text(const struct sim_call *c, const char *name);
uint64_t sim_call_uint(const struct sim_call *c, const char *name,
		       uint64_t otherwise);
/* The n-th reference of that name, resolved; *given: there was one. */
struct sim_instance *sim_call_object(const struct sim_call *c,
				     const char *name, size_t n, bool *given);
void sim_call_set(struct sim_call *c, const char *name, struct sim_value taken);

/* Returns ReturnValue. */
typedef uint32_t sim_method_fn(struct sim_call *c);

/* --- method_vm.c --- */
sim_method_fn sim_do_request_state, sim_do_shutdown, sim_do_reboot,
	sim_do_job_error, sim_do_job_errors;
/* --- method_settings.c, method_summary.c --- */
sim_method_fn sim_do_modify_system, sim_do_summary;

#endif
