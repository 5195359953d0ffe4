/* hv/protector.h - key protectors, without which a VM has no TPM; for hv/ alone
 *
 * A key protector is made on the host by one of its guardians. Its "untrusted
 * guardian", whose certificates are the host's own, is the one that Windows'
 * Set-VMKeyProtector -NewLocalKeyProtector takes: the VM then starts on this
 * host, and elsewhere only with the guardian's certificates.
 */
#ifndef HVSH_HV_PROTECTOR_H
#define HVSH_HV_PROTECTOR_H

#include "base/str.h"
#include "hv/first.h"
#include "wmi/object.h"

struct err;
struct hv_host;
struct hv_wait;
struct wmi_query;

struct hv_guardian {
	char *name;             /* NULL: the host has not made it yet */
	char *has_key, *signature, *algorithm;
	struct wmi_strv encryption, signing;
	struct str wql;
	struct hv_first first;
};
#define HV_GUARDIAN_INIT { .wql = STR_INIT }
#define AUTO_GUARDIAN \
	__attribute__((cleanup(hv_guardian_clear))) struct hv_guardian
void hv_guardian_clear(struct hv_guardian *g);

/* Makes *q a question for the untrusted guardian, to be sent with others; 'g'
 * is where the answer goes, and must stay. */
void hv_guardian_ask(struct hv_guardian *g, struct wmi_query *q);
/* What became of it. ERR_FAILED where hosts know of no guardians: those before
 * Windows Server 2016. */
int hv_guardian_asked(const struct wmi_query *q, struct err *e);

/*
 * Sees to it that the VM has a key protector, whose security settings have the
 * InstanceID 'id': one that it has stays. The VM must be off. ERR_FAILED on a
 * host that a Host Guardian Service guards, where its own guardian counts for
 * nothing. *given: it had none, and has one now. One round trip, or three, and
 * four for the first VM of a host; what stays on the host when a later one
 * fails, the error says.
 */
int hv_protector_give(struct hv_host *h, const char *id,
		      struct hv_guardian *g, const struct hv_wait *wait,
		      bool *given, struct err *e);

#endif
