/* wmi/job.h - wait for a WMI job to end */
#ifndef HVSH_WMI_JOB_H
#define HVSH_WMI_JOB_H

struct err;
struct wmi_conn;
struct wmi_ref;

struct wmi_progress {
	unsigned timeout_s;             /* 0: as long as it takes */
	/* Told 0 at the start, 0..100 after each look at the job; may be
	   NULL. */
	void (*tell)(void *arg, const char *job_id, int percent);
	void *arg;
};

/*
 * Looks at the job with growing pauses until it ends; 'progress' may be NULL.
 * Fails with ERR_JOB, the job's ErrorCode and its own ErrorDescription or
 * GetErrorEx text; ERR_TIMEOUT or ERR_INTERRUPTED, naming the job's id, while
 * the host's job runs on. A job that is gone has ended five minutes ago or
 * more (FACTS 5.11): that is an error too, for how it ended is not known.
 */
int wmi_job_wait(struct wmi_conn *c, const struct wmi_ref *job,
		 const struct wmi_progress *progress, struct err *e);

#endif
