/* hv/host.h - one Hyper-V host
 *
 * Opening a host sends nothing: the first command's own request is the probe,
 * and its error says what is wrong with the connection.
 */
#ifndef HVSH_HV_HOST_H
#define HVSH_HV_HOST_H

#include <stdbool.h>

#define HV_NS     "root/virtualization/v2"
#define HV_NS_OLD "root/virtualization"
#define HV_CIMV2  "root/cimv2"

struct endpoint;
struct err;
struct hv_host;
struct wmi_conn;

int hv_host_open(const struct endpoint *ep, struct hv_host **ret,
		 struct err *e);
void hv_host_close(struct hv_host *h);          /* takes NULL */

struct wmi_conn *hv_host_wmi(const struct hv_host *h);  /* for hv/ alone */

/*
 * The generation of Hyper-V's namespace. Windows Server 2008 and 2008 R2 have
 * HV_NS_OLD alone, with other classes for settings and other numbers for
 * states; 2012 has both, later ones HV_NS alone. Nobody asks beforehand: what
 * works with either asks hv_host_ns(), HV_NS at first, and when that fails
 *
 *	if (r < 0 && hv_host_turns_old(h, e))
 *		... asks once more
 *
 * What knows HV_NS alone just fails; its caller asks hv_host_is_old() why.
 */
const char *hv_host_ns(const struct hv_host *h);
bool hv_host_old(const struct hv_host *h);      /* known to be, by now */

/* Is it for want of HV_NS that 'e' came about? Where the host may be old, it
 * is asked for both namespaces (two requests, once). */
bool hv_host_is_old(struct hv_host *h, const struct err *e);
/* The same, for who can ask again: not where it is known already, nor after
 * hv_host_new_only(.., true). 'e' is cleared. */
bool hv_host_turns_old(struct hv_host *h, struct err *e);
void hv_host_new_only(struct hv_host *h, bool yes);

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
