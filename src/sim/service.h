/* sim/service.h - the WS-Management service: a request in, a reply out
 *
 * Knows nothing of HTTP beyond the status that a reply has. Every operation
 * is a file of its own (enumerate, transfer, invoke, identify) with a
 * function sim_do_*(), which writes the whole reply or fails with a fault.
 */
#ifndef HVSH_SIM_SERVICE_H
#define HVSH_SIM_SERVICE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "sim/contexts.h"
#include "sim/envelope.h"
#include "sim/fault.h"
#include "sim/item.h"
#include "sim/replay.h"

struct sim_host;

/* What a host of some age allows: winrm/config's defaults and, for pages,
 * what real replies of theirs look like. */
struct sim_limits {
	size_t request_kb;      /* MaxEnvelopeSizekb */
	size_t page_units;      /* a page's size in UTF-16 units */
	bool one_first;         /* an optimised reply that is not complete has
				 * one item */
	unsigned max_batch;     /* MaxBatchItems */
	unsigned max_open;      /* MaxConcurrentOperationsPerUser */
	const char *stack;      /* WinRM's version */
	bool profiles;          /* Identify tells SecurityProfiles */
};

struct sim_service {
	struct sim_host *host;
	const char *lang;
	const struct sim_limits *limits;
	struct sim_contexts contexts;
	struct sim_replay replay;       /* set .dir to use it */
};

void sim_service_init(struct sim_service *s, struct sim_host *h,
		      const char *lang);
void sim_service_clear(struct sim_service *s);

struct sim_answer {
	unsigned status;        /* 200, 401, 500 */
	bool utf16;
	struct str body;
	char *action;           /* of the request; NULL: none was read */
	char *resource;
	uint32_t fault;         /* its code; 0: none */
};
#define SIM_ANSWER_INIT { .body = STR_INIT }
void sim_answer_clear(struct sim_answer *a);

/* How the request is to be treated. */
struct sim_manner {
	bool authenticated;             /* else only Identify is answered */
	bool wmierror;                  /* the shape of faults */
	enum sim_fault_id refuse;       /* answer with that, whatever it is */
};
void sim_service_answer(struct sim_service *s, const struct sim_manner *m,
			const char *data, size_t len, struct sim_answer *ret);

/* The operations. */
int sim_do_identify(struct sim_service *s, bool authenticated,
		    struct str *to);
int sim_do_enumerate(struct sim_service *s, const struct sim_request *r,
		     struct str *to, struct sim_fault *f);
int sim_do_pull(struct sim_service *s, const struct sim_request *r,
		struct str *to, struct sim_fault *f);
int sim_do_release(struct sim_service *s, const struct sim_request *r,
		   struct str *to, struct sim_fault *f);
int sim_do_get(struct sim_service *s, const struct sim_request *r,
	       struct str *to, struct sim_fault *f);
int sim_do_put(struct sim_service *s, const struct sim_request *r,
	       struct str *to, struct sim_fault *f);
int sim_do_refuse(struct sim_service *s, const struct sim_request *r,
		  struct str *to, struct sim_fault *f);
/* Any other action: CLASS-URI/METHOD. */
int sim_do_invoke(struct sim_service *s, const struct sim_request *r,
		  struct str *to, struct sim_fault *f);

/* The class that the request is about; it needs to exist. */
int sim_request_class(struct sim_service *s, const struct sim_request *r,
		      const char *operation, struct sim_class **ret,
		      struct sim_fault *f);
/* The selectors as a path; yours to free. */
struct sim_ref *sim_request_ref(const struct sim_request *r);
struct sim_form sim_request_form(const struct sim_request *r);
/* Is what was written more than the request allows? */
int sim_check_size(const struct sim_request *r, const struct str *reply,
		   struct sim_fault *f);

#endif
