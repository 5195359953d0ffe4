/* wmi/method.c - methods: called, their ReturnValue understood */
#include "wmi/method.h"

#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "wmi/internal.h"
#include "wmi/job.h"
#include "wsman/fault.h"
#include "wsman/invoke.h"

#define JOB_STARTED 4096

struct output {
	xml_doc *doc;
	struct wmi_object object;
};

struct outcome {
	struct num value;
	struct wmi_ref *job;
};

static const struct wmi_field outcome_fields[] = {
	FIELD("Job", WMI_REF, outcome, job),
	FIELD("ReturnValue", WMI_NUM, outcome, value),
	{ 0 }
};

/* The DMTF's numbers below 4096, Hyper-V's above 32767, as the documents of
 * nearly all methods have them. */
static const struct {
	uint32_t value;
	enum err_kind kind;
	const char *text;
} values[] = {
	{ 1, ERR_FAILED, "Not supported" },
	{ 2, ERR_FAILED, "Failed" },
	{ 3, ERR_TIMEOUT, "Timeout" },
	{ 4, ERR_FAILED, "Invalid parameter" },
	{ 5, ERR_STATE, "Invalid state" },
	{ 6, ERR_FAILED, "Invalid type" },
	{ 4097, ERR_STATE, "Invalid state transition" },
	{ 4098, ERR_FAILED, "Use of timeout parameter not supported" },
	{ 4099, ERR_FAILED, "Busy" },
	{ 32768, ERR_FAILED, "Failed" },
	{ 32769, ERR_DENIED, "Access denied" },
	{ 32770, ERR_FAILED, "Not supported" },
	{ 32771, ERR_FAILED, "Status is unknown" },
	{ 32772, ERR_TIMEOUT, "Timeout" },
	{ 32773, ERR_FAILED, "Invalid parameter" },
	{ 32774, ERR_FAILED, "System is in use" },
	{ 32775, ERR_STATE, "Invalid state for this operation" },
	{ 32776, ERR_FAILED, "Incorrect data type" },
	{ 32777, ERR_FAILED, "System is not available" },
	{ 32778, ERR_FAILED, "Out of memory" },
	{ 32779, ERR_FAILED, "File not found" },
	{ 32780, ERR_FAILED, "The system is not ready" },
	{ 32781, ERR_FAILED, "The machine is locked and cannot be shut down "
			     "without force" },
	{ 32782, ERR_FAILED, "A system shutdown is in progress" },
};

static int failed(const char *method, uint32_t value, struct err *e)
{
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		if (values[i].value != value)
			continue;
		err_set(e, values[i].kind, "%s (%u)", values[i].text, value);
		e->code = value;
		return -1;
	}
	err_set(e, ERR_FAILED, "%s returned %u", method, value);
	e->code = value;
	return -1;
}

void wmi_result_clear(struct wmi_result *r)
{
	struct output *o = r->reply;

	if (o)
		xml_free(o->doc);
	free(o);
	wmi_ref_free(r->job);
	memset(r, 0, sizeof *r);
}

/* No ReturnValue: a void method, whose coming back is its success. */
static int read_outcome(const struct wmi_conn *c, const char *method,
			struct wmi_result *r, struct err *e)
{
	struct outcome o = { { 0, false }, NULL };

	if (wmi_read(r->out, outcome_fields, &o, e) < 0) {
		wmi_clear(outcome_fields, &o);
		return -1;
	}
	r->job = o.job;
	if (o.value.v > UINT32_MAX)
		return err_set(e, ERR_PROTOCOL, "%s returned more than a "
			       "number of 32 bits", method);
	r->value = (uint32_t)o.value.v;
	if (r->value && r->value != JOB_STARTED)
		return failed(method, r->value, e);
	if (r->value == JOB_STARTED && !r->job)
		return err_set(e, ERR_PROTOCOL, "%s says that %s started a "
			       "job, but not which", wmi_host(c), method);
	if (!r->value) {
		wmi_ref_free(r->job);
		r->job = NULL;
	}
	return 0;
}

static int take_result(const struct wmi_conn *c, struct wmi_invocation *v,
		       struct wsman_invocation *from)
{
	struct output *o;

	if (from->err.kind != ERR_NONE)
		return err_move(&v->err, &from->err);
	o = xcalloc(1, sizeof *o);
	o->doc = from->reply.doc;
	o->object.node = from->reply.content;
	v->out.reply = o;
	v->out.out = &o->object;
	if (read_outcome(c, v->method, &v->out, &v->err) == 0)
		return 0;
	wmi_result_clear(&v->out);
	return -1;
}

int wmi_invoke_many(struct wmi_conn *c, struct wmi_invocation *v, size_t n,
		    struct err *e)
{
	AUTO_FREE struct wsman_invocation *calls = xcalloc(n, sizeof *calls);
	AUTO_FREE struct wmi_target *targets = xcalloc(n, sizeof *targets);
	AUTO_ERR ignored = ERR_INIT;    /* each call has its own */
	const struct err *first = NULL;

	for (size_t i = 0; i < n; i++) {
		wmi_target(v[i].object, &targets[i]);
		targets[i].target.any_size = v[i].in && v[i].in->any_size;
		calls[i] = (struct wsman_invocation){
			.target = &targets[i].target, .method = v[i].method,
			.params = v[i].in ? v[i].in->xml.buf : "",
		};
		v[i].out = (struct wmi_result){ 0, NULL, NULL, NULL };
		v[i].err = (struct err)ERR_INIT;
	}
	wsman_invoke_many(c->wsman, calls, n, &ignored);
	for (size_t i = 0; i < n; i++) {
		if (take_result(c, &v[i], &calls[i]) < 0 && !first)
			first = &v[i].err;
		wmi_target_clear(&targets[i]);
	}
	return first ? err_copy(e, first) : 0;
}

int wmi_invoke(struct wmi_conn *c, const struct wmi_ref *object,
	       const char *method, const struct wmi_args *in,
	       struct wmi_result *ret, struct err *e)
{
	struct wmi_invocation one = {
		.object = object, .method = method, .in = in,
	};

	if (wmi_invoke_many(c, &one, 1, e) < 0) {
		err_clear(&one.err);
		return -1;
	}
	*ret = one.out;
	return 0;
}

/* 0x8004102F is WMI's own "invalid method parameters" */
bool wmi_args_refused(const struct err *e)
{
	return e->code == WSMAN_BAD_SCHEMA || e->code == 0x8004102Fu;
}

int wmi_invoke_wait(struct wmi_conn *c, const struct wmi_ref *object,
		    const char *method, const struct wmi_args *in,
		    const struct wmi_progress *progress,
		    struct wmi_result *ret, struct err *e)
{
	AUTO_RESULT result = { 0, NULL, NULL, NULL };

	if (wmi_invoke(c, object, method, in, &result, e) < 0)
		return -1;
	if (result.job && wmi_job_wait(c, result.job, progress, e) < 0)
		return -1;
	*ret = result;
	memset(&result, 0, sizeof result);
	return 0;
}
