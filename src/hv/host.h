/* hv/host.h - one Hyper-V host
 *
 * Opening a host sends nothing: the first command's own request is the probe,
 * and its error says what is wrong with the connection.
 */
#ifndef HVSH_HV_HOST_H
#define HVSH_HV_HOST_H

#include <stdbool.h>

#define HV_NS    "root/virtualization/v2"
#define HV_NS_V1 "root/virtualization"  /* until 2012 */
#define HV_CIMV2 "root/cimv2"

struct endpoint;
struct err;
struct hv_host;
struct wmi_conn;

int hv_host_open(const struct endpoint *ep, struct hv_host **ret,
		 struct err *e);
void hv_host_close(struct hv_host *h);          /* takes NULL */

struct wmi_conn *hv_host_wmi(const struct hv_host *h);  /* for hv/ alone */

/*
 * Whether the host is one of Windows Server 2008 or 2008 R2, which have no
 * root/virtualization/v2 (hv/schema.h): *ret is then the name of its Windows,
 * for messages, and yours; else it is untouched. What is not known yet is asked
 * where 'e', with which something failed, looks like it: one request.
 */
bool hv_host_is_old(struct hv_host *h, const struct err *e, char **ret);
/* For a while, nothing is put again in the words of an old host: whoever knows
 * v2 alone must not get half of the way there. */
void hv_host_v2_alone(struct hv_host *h, bool yes);

/* What the host calls itself; yours to free. One request. */
int hv_host_name(struct hv_host *h, char **ret, struct err *e);

/*
 * How long work on the host may take, and who is told how far it is. Commands
 * hand it to what may start a job; NULL: as long as it takes, in silence.
 */
struct hv_wait {
	unsigned timeout_s;             /* 0: as long as it takes */
	/* 0..100; job_id is "" where Hyper-V gave no job. May be NULL. */
	void (*tell)(void *arg, const char *job_id, int percent);
	void *arg;
};

#endif
