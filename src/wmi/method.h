/* wmi/method.h - methods: parameters in, ReturnValue and parameters out
 *
 *	AUTO_ARGS in = WMI_ARGS_INIT;
 *	wmi_args_num(&in, "RequestedState", 2);
 *	wmi_invoke(c, vm_ref, "RequestStateChange", &in, &out, e);
 */
#ifndef HVSH_WMI_METHOD_H
#define HVSH_WMI_METHOD_H

#include "base/err.h"
#include "base/str.h"
#include <stdbool.h>
#include <stdint.h>

struct wmi_conn;
struct wmi_field;
struct wmi_instance;
struct wmi_object;
struct wmi_progress;
struct wmi_ref;

/* In-parameters, in the order of the calls; the same name again makes an
 * array. A reference travels as FACTS 4.4 has it, an embedded instance as
 * CIM-XML text (FACTS 5.2) where the parameter is a string, as XML where it is an
 * object. */
struct wmi_args {
	struct str xml;
	bool any_size;          /* the reply may be larger than an envelope
				   is agreed to be */
};
#define WMI_ARGS_INIT { STR_INIT, false }
#define AUTO_ARGS __attribute__((cleanup(wmi_args_free))) struct wmi_args
void wmi_args_free(struct wmi_args *a);
void wmi_args_str(struct wmi_args *a, const char *name, const char *value);
void wmi_args_num(struct wmi_args *a, const char *name, uint64_t value);
void wmi_args_bool(struct wmi_args *a, const char *name, bool value);
void wmi_args_ref(struct wmi_args *a, const char *name,
		  const struct wmi_ref *value);
void wmi_args_instance(struct wmi_args *a, const char *name,
		       const struct wmi_instance *value);
/* An object of 'class': its properties of the table that are not null, which
 * are WMI_STR and WMI_STRV alone, in the form in which they were read. */
void wmi_args_object(struct wmi_args *a, const char *name, const char *ns,
		     const char *class, const struct wmi_field *fields,
		     const void *from);

struct wmi_result {
	uint32_t value;                 /* 0, or 4096: a job was started */
	struct wmi_ref *job;            /* where 4096; else NULL */
	const struct wmi_object *out;   /* all out-parameters, for wmi_read */
	void *reply;                    /* what 'out' lives in */
};
#define AUTO_RESULT __attribute__((cleanup(wmi_result_clear))) struct wmi_result
void wmi_result_clear(struct wmi_result *r);

/*
 * Calls the method. Any ReturnValue but 0 and 4096 is an error with that
 * code: ERR_STATE for 32775, ERR_DENIED for 32769, ERR_TIMEOUT for 32772,
 * otherwise ERR_FAILED, in words ("Invalid state for this operation (32775)").
 * ERR_NOT_FOUND where the object is not there. The call is never repeated: a
 * timeout may mean that the method ran, and the error says so.
 */
int wmi_invoke(struct wmi_conn *c, const struct wmi_ref *object,
	       const char *method, const struct wmi_args *in,
	       struct wmi_result *ret, struct err *e);

struct wmi_invocation {
	const struct wmi_ref *object;
	const char *method;
	const struct wmi_args *in;      /* may be NULL */

	struct wmi_result out;          /* yours to clear */
	struct err err;                 /* likewise */
};
/* n methods at the same time: for such as only tell something. -1: 'e' is a
 * copy of the first error; the others have their results all the same. */
int wmi_invoke_many(struct wmi_conn *c, struct wmi_invocation *v, size_t n,
		    struct err *e);

/* Whether the host refused what a method was given before it came to the
 * method: of a form that its parameters do not have (FACTS 5.1, 6.5). */
bool wmi_args_refused(const struct err *e);

/* The same, and waits for the job where one was started (wmi/job.h). */
int wmi_invoke_wait(struct wmi_conn *c, const struct wmi_ref *object,
		    const char *method, const struct wmi_args *in,
		    const struct wmi_progress *progress,
		    struct wmi_result *ret, struct err *e);

/*
 * An instance to embed: minimal, the key and what changes (FACTS 5.4).
 * TYPE is CIM's: "string", "uint16", "boolean", "datetime", ...
 */
struct wmi_instance { const char *class; struct str xml; };
#define WMI_INSTANCE_INIT(class) { class, STR_INIT }
#define AUTO_INSTANCE __attribute__((cleanup(wmi_instance_free))) struct wmi_instance
void wmi_instance_free(struct wmi_instance *i);
void wmi_instance_set(struct wmi_instance *i, const char *name,
		      const char *type, const char *value);
void wmi_instance_set_num(struct wmi_instance *i, const char *name,
			  const char *type, uint64_t value);
/* An interval, in CIM's own form: no other is taken (FACTS 5.6). */
void wmi_instance_set_seconds(struct wmi_instance *i, const char *name,
			      uint64_t s);
/* PROPERTY.ARRAY; FACTS 5.5: needed also for one value */
void wmi_instance_set_array(struct wmi_instance *i, const char *name,
			    const char *type, const char *const *values,
			    size_t n);
void wmi_instance_text(const struct wmi_instance *i, struct str *to);

#endif
