/* sim/fault.h - what a host answers when it will not
 *
 * A function that can refuse takes 'struct sim_fault *f' last and returns -1
 * after one of the setters below.
 */
#ifndef HVSH_SIM_FAULT_H
#define HVSH_SIM_FAULT_H

#include <stdbool.h>
#include <stdint.h>

struct str;
struct sim_request;

enum sim_fault_id {
	SIM_FAULT_NONE,
	SIM_FAULT_NOT_FOUND,            /* no such resource or instance */
	SIM_FAULT_NO_URI,               /* a resource URI of no kind we know */
	SIM_FAULT_SELECTORS,            /* a selector that is no key */
	SIM_FAULT_ACTION,               /* no such operation or method */
	SIM_FAULT_NO_HEADER,            /* a header is missing */
	SIM_FAULT_BAD_HEADER,
	SIM_FAULT_MUST_UNDERSTAND,
	SIM_FAULT_LOCALE,
	SIM_FAULT_ADDRESSING,           /* ReplyTo is not anonymous */
	SIM_FAULT_MIN_ENVELOPE,
	SIM_FAULT_TOO_BIG,              /* the reply would be */
	SIM_FAULT_FILTER,               /* cannot be processed */
	SIM_FAULT_NO_FILTER,            /* needed, and not there */
	SIM_FAULT_DIALECT,
	SIM_FAULT_CONTEXT,              /* no such enumeration */
	SIM_FAULT_QUOTA,                /* operations of one user */
	SIM_FAULT_TIMED_OUT,
	SIM_FAULT_DENIED,
	SIM_FAULT_SCHEMA,               /* the body is not as it should be */
	SIM_FAULT_FRAGMENT,             /* a fragment path that is none */
	SIM_FAULT_NAMESPACE,            /* __cimnamespace against the URI */
	SIM_FAULT_METHOD_PARAM,         /* WBEM_E_INVALID_METHOD_PARAMETERS */
	SIM_FAULT_NOT_CAPABLE,
	SIM_FAULT_WMI_FAILED,           /* WBEM_E_FAILED */
	SIM_FAULT_IDS,
};

struct sim_fault {
	enum sim_fault_id id;
	char *text;             /* the innermost message; NULL: the kind's own */
	char *operation;        /* WMI's provider said it: nested; else NULL */
	char *parameter;
	char *header_ns, *header;       /* of SIM_FAULT_MUST_UNDERSTAND */
};
#define SIM_FAULT_INIT { .id = SIM_FAULT_NONE }

int sim_fault(struct sim_fault *f, enum sim_fault_id id, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* What a WMI provider objects to while it does 'operation' on 'parameter'. */
int sim_fault_wmi(struct sim_fault *f, enum sim_fault_id id,
		  const char *operation, const char *parameter,
		  const char *fmt, ...) __attribute__((format(printf, 5, 6)));
void sim_fault_clear(struct sim_fault *f);

struct sim_fault_form {
	const char *lang;
	const char *machine;    /* of the innermost message */
	bool wmierror;          /* MSFT_WmiError in place of WSManFault */
};
/* The whole document. */
void sim_fault_write(const struct sim_fault *f, const struct sim_request *r,
		     const struct sim_fault_form *form, struct str *to);
uint32_t sim_fault_code(const struct sim_fault *f);

#endif
