/* sim/methods_priv.h - a call, as the methods see it */
#ifndef HVSH_SIM_METHODS_PRIV_H
#define HVSH_SIM_METHODS_PRIV_H

#include "sim/host_priv.h"
#include "sim/methods.h"
#include "sim/returns.h"

struct sim_call {
	struct sim_host *host;
	struct sim_class *cls;          /* of the object, or the one called */
	struct sim_instance *on;        /* NULL for a change as a job ends,
					 * or a method of the class */
	struct sim_instance *job;       /* that job; else NULL */
	enum sim_call_status status;    /* a method may set it: a fault */
	const struct sim_method *method;
	const struct sim_args *in;
	struct sim_value *out;          /* by the method's parameters */
};

/* An in-parameter's text; NULL: not given, or nil. */
const char *sim_call_text(const struct sim_call *c, const char *name);
const char *sim_call_text_at(const struct sim_call *c, const char *name,
			     size_t n);
struct sim_octets;
int sim_call_octets(const struct sim_call *c, const char *name,
		    struct sim_octets *to);
uint64_t sim_call_uint(const struct sim_call *c, const char *name,
		       uint64_t otherwise);
/* The n-th object of that name, yours to drop; or NULL. */
struct sim_instance *sim_call_instance(const struct sim_call *c,
				       const char *name, size_t n);
/* The n-th reference of that name, resolved; *given: there was one. */
struct sim_instance *sim_call_object(const struct sim_call *c,
				     const char *name, size_t n, bool *given);
/* Where that out-parameter is kept; NULL: there is none, or no one waits. */
struct sim_value *sim_call_out(struct sim_call *c, const char *name);
void sim_call_set(struct sim_call *c, const char *name, struct sim_value taken);

/* Returns ReturnValue. */
typedef uint32_t sim_method_fn(struct sim_call *c);

/* --- method_vm.c --- */
sim_method_fn sim_do_request_state, sim_do_shutdown, sim_do_reboot,
	sim_do_nmi, sim_do_job_error, sim_do_job_errors;
/* --- define.c --- */
sim_method_fn sim_do_define, sim_do_destroy;
/* --- resource.c --- */
sim_method_fn sim_do_add_resources, sim_do_modify_resources,
	sim_do_remove_resources;
/* --- feature.c --- */
sim_method_fn sim_do_add_features, sim_do_modify_features,
	sim_do_remove_features;
/* --- security.c --- */
sim_method_fn sim_do_modify_security, sim_do_set_protector,
	sim_do_get_protector;
/* --- guardian.c --- */
sim_method_fn sim_do_new_guardian, sim_do_new_protector, sim_do_hgs_config;
/* --- vhd.c --- */
sim_method_fn sim_do_vhd_settings, sim_do_vhd_state;
/* --- vhd_create.c, vhd_change.c --- */
sim_method_fn sim_do_vhd_create, sim_do_vhd_validate, sim_do_vhd_resize,
	sim_do_vhd_compact, sim_do_vhd_merge, sim_do_vhd_convert,
	sim_do_vhd_set_parent, sim_do_vhd_set_settings;
/* --- file_methods.c --- */
sim_method_fn sim_do_file_delete, sim_do_file_copy, sim_do_file_rename;
/* --- thumbnail.c, keyboard.c --- */
sim_method_fn sim_do_thumbnail, sim_do_press_key, sim_do_release_key,
	sim_do_type_key, sim_do_type_text, sim_do_ctrl_alt_del,
	sim_do_scancodes, sim_do_key_pressed;
/* --- method_snapshot.c --- */
sim_method_fn sim_do_snapshot_create, sim_do_snapshot_apply,
	sim_do_snapshot_destroy, sim_do_snapshot_destroy_tree,
	sim_do_snapshot_clear, sim_do_job_state;
/* --- switch_service.c, switch_ports.c --- */
sim_method_fn sim_do_define_switch, sim_do_modify_switch, sim_do_destroy_switch,
	sim_do_add_ports, sim_do_modify_ports, sim_do_remove_ports;
/* --- kvp_items.c, guest_net.c --- */
sim_method_fn sim_do_add_kvp, sim_do_modify_kvp, sim_do_remove_kvp,
	sim_do_set_guest_net;
/* --- integration.c, guest_copy.c --- */
sim_method_fn sim_do_modify_guest_services, sim_do_copy_to_guest;
/* --- method_settings.c, method_summary.c --- */
sim_method_fn sim_do_modify_system, sim_do_summary;

#endif
