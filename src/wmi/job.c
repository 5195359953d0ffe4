/* wmi/job.c - wait for a WMI job to end */
#include "wmi/job.h"

#include <string.h>
#include <time.h>

#include "base/err.h"
#include "base/intr.h"
#include "base/mem.h"
#include "base/str.h"
#include "wmi/internal.h"
#include "wmi/method.h"
#include "wsman/fault.h"

#define FIRST_PAUSE_MS 50
#define LAST_PAUSE_MS  1000
/* How long a Ctrl-C may go unnoticed. */
#define TICK_MS        100
/* Looks in a row that the host may be too busy for. */
#define MAX_TRIES      3

/* Msvm_ConcreteJob.JobState; from 8 on it has ended badly, but for 32768,
 * which is completed with warnings. */
#define JOB_COMPLETED     7
#define JOB_WITH_WARNINGS 32768

struct job {
	struct num state, percent, error_code;
	char *error, *summary;
};

static const struct wmi_field job_fields[] = {
	FIELD("ErrorCode", WMI_NUM, job, error_code),
	FIELD("ErrorDescription", WMI_STR, job, error),
	FIELD("ErrorSummaryDescription", WMI_STR, job, summary),
	FIELD("JobState", WMI_NUM, job, state),
	FIELD("PercentComplete", WMI_NUM, job, percent),
	{ 0 }
};

struct errors {
	struct wmi_strv texts;
};

static const struct wmi_field errors_fields[] = {
	FIELD("Errors", WMI_STRV, errors, texts),
	{ 0 }
};

static const char *job_id(const struct wmi_ref *job)
{
	const char *id = wmi_ref_key(job, "InstanceID");

	return id ? id : job->class;
}

static uint64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static void pause_ms(unsigned ms)
{
	while (ms && !intr_pending()) {
		unsigned part = ms < TICK_MS ? ms : TICK_MS;
		struct timespec t = { 0, part * 1000000L };

		nanosleep(&t, NULL);
		ms -= part;
	}
}

/* The Message of an instance of Msvm_Error, as CIM-XML; or NULL. */
static char *message_of(const char *cim_xml)
{
	AUTO_ERR ignored = ERR_INIT;    /* then there is no text to be had */
	AUTO_XML *doc = NULL;
	const xml_node *p;

	if (xml_parse(cim_xml, strlen(cim_xml), "error", &doc, &ignored) < 0)
		return NULL;
	p = xml_child(xml_root(doc), NULL, "PROPERTY");
	for (; p; p = xml_next(p, NULL, "PROPERTY")) {
		const char *name = xml_attr(p, NULL, "NAME");

		if (name && !strcasecmp(name, "Message"))
			return xml_text_trimmed(xml_child(p, NULL, "VALUE"));
	}
	return NULL;
}

/* What the job's GetErrorEx tells first; NULL: nothing. */
static char *ask_errors(struct wmi_conn *c, const struct wmi_ref *job)
{
	AUTO_ERR ignored = ERR_INIT;    /* the job's failure is what counts */
	AUTO_RESULT r = { 0, NULL, NULL, NULL };
	struct errors errors = { { NULL, 0 } };
	char *text = NULL;

	if (wmi_invoke(c, job, "GetErrorEx", NULL, &r, &ignored) < 0)
		return NULL;
	if (!wmi_read(r.out, errors_fields, &errors, &ignored) &&
	    errors.texts.n)
		text = message_of(errors.texts.v[0]);
	wmi_clear(errors_fields, &errors);
	return text;
}

/* Takes the first text that says anything. */
static void use_text(char **text, const char *candidate)
{
	if (*text || !candidate)
		return;
	*text = wsman_one_line(candidate);
	if (!**text) {
		free(*text);
		*text = NULL;
	}
}

static int failed(struct wmi_conn *c, const struct wmi_ref *ref,
		  const struct job *job, struct err *e)
{
	AUTO_FREE char *text = NULL;
	uint32_t code = (uint32_t)job->error_code.v;

	use_text(&text, job->error);
	if (!text) {
		AUTO_FREE char *told = ask_errors(c, ref);

		use_text(&text, told);
	}
	use_text(&text, job->summary);
	if (!text)
		text = xasprintf("job %s ended in state %u", job_id(ref),
				 (unsigned)job->state.v);
	if (code)
		err_set(e, ERR_JOB, "%s (code %u)", text, code);
	else
		err_set(e, ERR_JOB, "%s", text);
	e->code = code;
	return -1;
}

/* A look went wrong; 0: another one may go better. */
static int unseen(struct wmi_conn *c, const struct wmi_ref *job,
		  unsigned *tries, struct err *e)
{
	switch (e->kind) {
	case ERR_TIMEOUT:
		if (++*tries < MAX_TRIES) {
			err_clear(e);
			return 0;
		}
		break;
	case ERR_INTERRUPTED:
		return err_set(e, ERR_INTERRUPTED, "interrupted; job %s runs "
			       "on at %s", job_id(job), wmi_host(c));
	case ERR_NOT_FOUND:
		return err_set(e, ERR_JOB, "job %s is gone; how it ended is "
			       "not known", job_id(job));
	default:
		break;
	}
	return err_wrap(e, "job %s cannot be watched any more",
			job_id(job));
}

static bool in_time(const struct wmi_progress *progress, uint64_t start)
{
	return !progress || !progress->timeout_s ||
	       now_ms() - start < progress->timeout_s * 1000ull;
}

static void tell(const struct wmi_progress *progress,
		 const struct wmi_ref *ref, const struct job *job)
{
	uint64_t percent = job->percent.v > 100 ? 100 : job->percent.v;

	if (progress && progress->tell)
		progress->tell(progress->arg, job_id(ref), (int)percent);
}

/* 1: it goes on; else as wmi_job_wait. */
static int look(struct wmi_conn *c, const struct wmi_ref *ref,
		const struct wmi_progress *progress, struct err *e)
{
	struct job job = { .error = NULL };
	int r = wmi_get(c, ref, job_fields, &job, e);

	if (!r) {
		tell(progress, ref, &job);
		if (job.state.v == JOB_COMPLETED ||
		    job.state.v == JOB_WITH_WARNINGS)
			r = 0;
		else if (job.state.v > JOB_COMPLETED)
			r = failed(c, ref, &job, e);
		else
			r = 1;
	}
	wmi_clear(job_fields, &job);
	return r;
}

int wmi_job_wait(struct wmi_conn *c, const struct wmi_ref *job,
		 const struct wmi_progress *progress, struct err *e)
{
	uint64_t start = now_ms();
	unsigned pause = FIRST_PAUSE_MS, tries = 0;
	int r;

	if (progress && progress->tell)
		progress->tell(progress->arg, job_id(job), 0);
	while (in_time(progress, start)) {
		pause_ms(pause);
		pause = pause * 2 < LAST_PAUSE_MS ? pause * 2 : LAST_PAUSE_MS;
		r = look(c, job, progress, e);
		if (r < 0 && e->kind != ERR_JOB)
			r = unseen(c, job, &tries, e) < 0 ? -1 : 1;
		else
			tries = 0;
		if (r <= 0)
			return r;
	}
	return err_set(e, ERR_TIMEOUT, "job %s has not ended within %u s and "
		       "runs on at %s", job_id(job), progress->timeout_s,
		       wmi_host(c));
}
