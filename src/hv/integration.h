/* hv/integration.h - the integration services of a VM
 *
 * What host and guest do together: shut down, keep the time, exchange pairs,
 * freeze for a backup, take in files. Each is switched on or off by the host,
 * and told apart by its class, for its name is in the host's language.
 */
#ifndef HVSH_HV_INTEGRATION_H
#define HVSH_HV_INTEGRATION_H

#include <stdbool.h>

#include "base/parse.h"
#include "base/vec.h"

struct err;
struct hv_host;
struct hv_vm;
struct hv_wait;

/* Our own words: "shutdown", "time-sync", "heartbeat", "kvp", "vss",
 * "guest-services", "rdv". NULL: there are no more. */
const char *hv_integration_name(size_t i);

struct hv_integration {
	const char *name;       /* of hv_integration_name */
	const char *class;      /* of its settings */
	char *id;               /* InstanceID of these */
	bool enabled;
	struct num status;      /* OperationalStatus, to SHOW; unset where
				   it has no device, as in a VM that is off */
};

struct hv_integrations {
	struct hv_vm *vm;
	bool before_2016;       /* the host, where HV_INTEGRATION_SET */
	struct VEC_OF(struct hv_integration) l; /* in the order of the names */
};
void hv_integrations_free(struct hv_integrations *s);   /* takes NULL */
void hv_auto_integrations(struct hv_integrations **s);
#define AUTO_INTEGRATIONS \
	__attribute__((cleanup(hv_auto_integrations))) struct hv_integrations

/* What they are read for. */
enum hv_integration_aim { HV_INTEGRATION_SHOW, HV_INTEGRATION_SET };
/* By id, GUID or name: those that the VM has. Two round trips. */
int hv_integration_read(struct hv_host *h, const char *word,
			enum hv_integration_aim aim,
			struct hv_integrations **ret, struct err *e);
/* NULL: it has none of that name. */
const struct hv_integration *
hv_integration_find(const struct hv_integrations *s, const char *name);

#define HV_INTEGRATION_WORD 24
/* "ok", "no contact", ...; a number that is none of these "unknown (N)";
 * NULL: nothing is known. */
const char *hv_integration_word(const struct hv_integration *i,
				char buf[HV_INTEGRATION_WORD]);

/* Switches those at the indexes of 's' where 'on' is not as it is now, all in
 * one request; 'on' is as long as s->l. Nothing to change: no request. */
int hv_integration_set(struct hv_host *h, const struct hv_integrations *s,
		       const bool *on, const struct hv_wait *wait,
		       struct err *e);

/* A file of the host, copied into the running guest by its service. */
struct hv_guest_copy {
	const char *from, *to;
	bool overwrite, create_path;
};
/* ERR_STATE where the VM does not run, its guest services are off, or the
 * guest does not answer. Two round trips and the job's. */
int hv_guest_copy(struct hv_host *h, const struct hv_vm *vm,
		  const struct hv_guest_copy *copy, const struct hv_wait *wait,
		  struct err *e);

#endif
